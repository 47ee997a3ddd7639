package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Fleets lists the objects of the tenants below.
type Fleets interface {
	Below(ctx context.Context, s db.Scope, q fleet.BelowQuery) (list []fleet.ObjectBelow, more bool, err error)
}

// CustomersObject is an object of somebody below.
type CustomersObject struct {
	ID           uuid.UUID `json:"id" format:"uuid"`
	Name         string    `json:"name"`
	Kind         string    `json:"kind" example:"van"`
	Customer     uuid.UUID `json:"tenant" format:"uuid"`
	CustomerName string    `json:"tenant_name"`
	CreatedAt    time.Time `json:"created_at"`
}

// RegisterObjects hangs in the list of the objects below.
func RegisterObjects(d *door.Doors, fleets Fleets) {
	door.Handle(d, door.Route{Operation: access.FleetLookDown, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/objects",
		ID: "list-customers-objects", Summary: "Objects of everybody below"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"q" maxLength:"100" doc:"What a name begins with"`
		}) (*door.Body[door.Items[CustomersObject]], error) {
			q := fleet.BelowQuery{Search: in.Search, Limit: min(in.Limit, fleet.MaxPage)}
			if err := c.After("customers' objects", in.After, &q.After); err != nil {
				return nil, err
			}
			found, more, err := fleets.Below(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]CustomersObject, 0, len(found))
			for _, o := range found {
				items = append(items, CustomersObject{o.ID, o.Name, o.Kind, o.Tenant, o.TenantName, o.CreatedAt})
			}
			var last uuid.UUID
			if more {
				last = found[len(found)-1].ID
			}
			return door.Listed(items, c.Next("customers' objects", last, more)), nil
		})
}
