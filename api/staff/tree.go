package staff

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Tenants lists tenants and knows their way.
type Tenants interface {
	List(ctx context.Context, s db.Scope, q customers.Query) (list []customers.Customer, next *customers.After, err error)
	Ways(ctx context.Context, s db.Scope, of []uuid.UUID) (map[uuid.UUID][]customers.Step, error)
	One(ctx context.Context, s db.Scope, id uuid.UUID) (customers.One, error)
}

// Places knows where tenants stand, and what they answer on.
type Places interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	Hosts(ctx context.Context, s db.Scope) ([]tenant.Host, error)
}

// Node is a tenant of the installation.
type Node struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Parent    uuid.UUID  `json:"parent" format:"uuid"`
	Kind      string     `json:"kind" enum:"reseller,account"`
	Name      string     `json:"name"`
	Number    string     `json:"number" doc:"Account number in its parent's book"`
	Status    string     `json:"status" enum:"active,suspended,closed"`
	CreatedAt time.Time  `json:"created_at"`
	Depth     int        `json:"depth" doc:"1: right below the platform"`
	Objects   int        `json:"objects" doc:"With those of all below it"`
	Blocked   int        `json:"blocked" doc:"Of them blocked"`
	Online    int        `json:"online" doc:"Of them heard a moment ago, and not blocked"`
	Offline   int        `json:"offline" doc:"Of them neither blocked nor on-line"`
	Users     int        `json:"users" doc:"With those of all below it"`
	SeenAt    *time.Time `json:"seen_at,omitempty" doc:"When one of its own users was last here"`
	HeardAt   *time.Time `json:"heard_at,omitempty" doc:"When the last of the objects was heard"`
	Way       []Above    `json:"way" nullable:"false" doc:"From right below the platform down to its parent"`
}

// Above is a tenant on the way to another.
type Above struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
}

// OneTenant is a tenant with what staff see of it at a glance.
type OneTenant struct {
	Node

	Country    string       `json:"country,omitempty"`
	Locale     string       `json:"locale"`
	TimeZone   string       `json:"time_zone"`
	SilentDay  int          `json:"silent_day" doc:"Objects heard once, and not for a day"`
	SilentWeek int          `json:"silent_week" doc:"Of those, not for a week"`
	Never      int          `json:"never" doc:"Objects never heard"`
	Resellers  int          `json:"resellers" doc:"Below it"`
	Accounts   int          `json:"accounts" doc:"Below it"`
	Hosts      []TenantHost `json:"hosts" nullable:"false"`
	Contract   *Agreement   `json:"contract,omitempty" doc:"With the tenant right above it"`
}

// TenantHost is a name that a tenant answers on.
type TenantHost struct {
	Name    string `json:"name"`
	Primary bool   `json:"primary"`
}

// Agreement is the contract between a tenant and the one right above it.
type Agreement struct {
	OpenedAt  time.Time `json:"opened_at"`
	Tier      string    `json:"tier" enum:"gold,silver,other"`
	Agreement string    `json:"agreement,omitempty"`
	AgreedOn  *string   `json:"agreed_on,omitempty" format:"date"`
}

// RegisterTree hangs in all tenants of the installation.
func RegisterTree(d *door.Doors, tenants Tenants, places Places) {
	door.Handle(d, door.Route{Operation: access.TreeRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/tenants",
		ID: "list-tenants", Summary: "All tenants of the installation by name, or the children of one"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string    `query:"q" maxLength:"100" doc:"What a name begins with, from any of its words on, or an account number, or a host"`
			Kind   string    `query:"kind" enum:"reseller,account" doc:"Absent: both"`
			Status string    `query:"status" enum:"active,suspended,closed" doc:"Absent: all"`
			Parent uuid.UUID `query:"parent" format:"uuid" doc:"Only the children of this one"`
		}) (*door.Body[door.Items[Node]], error) {
			q := customers.Query{Search: in.Search, Kind: in.Kind, Status: in.Status, Parent: in.Parent, Limit: in.Limit}
			if in.After != "" {
				q.After = &customers.After{}
				if err := c.After("tenants", in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := tenants.List(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			ids := make([]uuid.UUID, 0, len(found))
			for _, t := range found {
				ids = append(ids, t.ID)
			}
			ways, err := tenants.Ways(ctx, c.Scope, ids)
			if err != nil {
				return nil, err
			}
			items := make([]Node, 0, len(found))
			for _, t := range found {
				items = append(items, toNode(t, ways[t.ID]))
			}
			return door.Listed(items, c.Next("tenants", next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.TreeRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/tenants/{tenant}",
		ID: "get-tenant", Summary: "One tenant of the installation"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Tenant uuid.UUID `path:"tenant" format:"uuid"`
		}) (*door.Body[OneTenant], error) {
			one, err := tenants.One(ctx, c.Scope, in.Tenant)
			if err != nil {
				return nil, err
			}
			shown := OneTenant{Node: toNode(one.Customer, one.Way), Country: one.Country, Locale: one.Locale, TimeZone: one.TimeZone, SilentDay: one.SilentDay,
				SilentWeek: one.SilentWeek, Never: one.Never, Resellers: one.Resellers, Accounts: one.Accounts, Hosts: []TenantHost{}}
			if k := one.Contract; k != nil {
				shown.Contract = &Agreement{OpenedAt: k.OpenedAt, Tier: k.Tier, Agreement: k.Agreement}
				if k.AgreedOn != nil {
					shown.Contract.AgreedOn = new(k.AgreedOn.Format(time.DateOnly))
				}
			}
			s, err := places.Scope(ctx, c.Scope.Tenant(), in.Tenant)
			if err != nil {
				return nil, err
			}
			hosts, err := places.Hosts(ctx, s)
			for _, h := range hosts {
				shown.Hosts = append(shown.Hosts, TenantHost(h))
			}
			return door.Answer(shown), err
		})
}

func toNode(t customers.Customer, way []customers.Step) Node {
	n := Node{ID: t.ID, Parent: t.Parent, Kind: t.Kind, Name: t.Name, Number: t.Number, Status: t.Status, CreatedAt: t.CreatedAt, Depth: t.Depth,
		Objects: t.Objects, Blocked: t.Blocked, Online: t.Online, Offline: t.Offline(), Users: t.Users, SeenAt: t.SeenAt, HeardAt: t.HeardAt, Way: []Above{}}
	for _, s := range way {
		n.Way = append(n.Way, Above{s.ID, s.Name})
	}
	return n
}
