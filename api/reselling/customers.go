package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Tree lists tenants.
type Tree interface {
	Below(ctx context.Context, s db.Scope, q tenant.BelowQuery) (list []tenant.Listed, more bool, err error)
}

// Customer is a tenant below, an account or a reseller.
type Customer struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Parent    uuid.UUID `json:"parent" format:"uuid" doc:"The tenant right above it"`
	Kind      string    `json:"kind" enum:"reseller,account"`
	Name      string    `json:"name"`
	Number    string    `json:"number" doc:"Account number with its provider; its last digit checks it"`
	Status    string    `json:"status" enum:"active,suspended,closed"`
	Country   string    `json:"country,omitempty" doc:"ISO 3166-1 alpha-2"`
	CreatedAt time.Time `json:"created_at"`
	Depth     int       `json:"depth" doc:"1: a customer of one's own; 2: a customer of a reseller of one's own"`
	Objects   int       `json:"objects" doc:"Objects it has, with those of all below it"`
}

// ToCustomer shows a tenant below.
func ToCustomer(t tenant.Listed) Customer {
	return Customer{ID: t.ID, Parent: t.Parent, Kind: t.Kind, Name: t.Name, Number: t.Number, Status: t.Status, Country: t.Country,
		CreatedAt: t.CreatedAt, Depth: t.Depth, Objects: t.Objects}
}

// CustomersInput narrows the list.
type CustomersInput struct {
	door.Page

	Search string `query:"q" maxLength:"100" doc:"What a name begins with, or an account number"`
	Kind   string `query:"kind" enum:"reseller,account" doc:"Absent: both"`
}

// RegisterCustomers hangs in the lists of the tenants below.
func RegisterCustomers(d *door.Doors, tree Tree) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/tenants",
		ID: "list-children", Summary: "Customers and partners of one's own"},
		func(ctx context.Context, c *door.Caller, in *CustomersInput) (*door.Body[door.Items[Customer]], error) {
			return Customers(ctx, c, tree, "children", in, true)
		})
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers",
		ID: "list-customers", Summary: "Everybody below, each after whom they belong to"},
		func(ctx context.Context, c *door.Caller, in *CustomersInput) (*door.Body[door.Items[Customer]], error) {
			return Customers(ctx, c, tree, "customers", in, false)
		})
}

// Customers answers a page of the tenants below the caller's.
func Customers(ctx context.Context, c *door.Caller, tree Tree, list string, in *CustomersInput, children bool) (*door.Body[door.Items[Customer]], error) {
	q := tenant.BelowQuery{Search: in.Search, Kind: in.Kind, Children: children, Limit: min(in.Limit, tenant.MaxPage)}
	if err := c.After(list, in.After, &q.After); err != nil {
		return nil, err
	}
	found, more, err := tree.Below(ctx, c.Scope, q)
	if err != nil {
		return nil, err
	}
	items := make([]Customer, 0, len(found))
	for _, t := range found {
		items = append(items, ToCustomer(t))
	}
	var last uuid.UUID
	if more {
		last = found[len(found)-1].ID
	}
	return door.Listed(items, c.Next(list, last, more)), nil
}
