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
			return door.Paged(c, "customers' objects", in.After,
				func(after uuid.UUID) ([]fleet.ObjectBelow, bool, error) {
					q.After = after
					return fleets.Below(ctx, c.Scope, q)
				},
				func(o fleet.ObjectBelow) (CustomersObject, uuid.UUID) {
					return CustomersObject{o.ID, o.Name, o.Kind, o.Tenant, o.TenantName, o.CreatedAt}, o.ID
				})
		})
}
