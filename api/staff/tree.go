package staff

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

// Node is a tenant of the installation.
type Node struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Parent    uuid.UUID `json:"parent" format:"uuid"`
	Kind      string    `json:"kind" enum:"reseller,account"`
	Name      string    `json:"name"`
	Number    string    `json:"number" doc:"Account number in its parent's book"`
	Status    string    `json:"status" enum:"active,suspended,closed"`
	CreatedAt time.Time `json:"created_at"`
	Depth     int       `json:"depth" doc:"1: right below the platform"`
	Objects   int       `json:"objects" doc:"With those of all below it"`
}

// RegisterTree hangs in the list of all tenants.
func RegisterTree(d *door.Doors, tree Tree) {
	door.Handle(d, door.Route{Operation: access.TreeRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/tenants",
		ID: "list-tenants", Summary: "All tenants of the installation, each after its parent"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"q" maxLength:"100" doc:"What a name begins with, or an account number"`
			Kind   string `query:"kind" enum:"reseller,account" doc:"Absent: both"`
		}) (*door.Body[door.Items[Node]], error) {
			q := tenant.BelowQuery{Search: in.Search, Kind: in.Kind, Limit: min(in.Limit, tenant.MaxPage)}
			if err := c.After("tenants", in.After, &q.After); err != nil {
				return nil, err
			}
			found, more, err := tree.Below(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Node, 0, len(found))
			for _, t := range found {
				items = append(items, Node{t.ID, t.Parent, t.Kind, t.Name, t.Number, t.Status, t.CreatedAt, t.Depth, t.Objects})
			}
			var last uuid.UUID
			if more {
				last = found[len(found)-1].ID
			}
			return door.Listed(items, c.Next("tenants", last, more)), nil
		})
}
