package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Actings are the acting sessions of a tenant.
type Actings interface {
	OpenActings(ctx context.Context, s db.Scope) ([]identity.ActingOpen, error)
	EndActing(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// Acting is somebody from above who acts in the tenant now.
type Acting struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	By        string    `json:"by,omitempty" doc:"Somebody of the brand; absent: its technical service"`
	Reason    string    `json:"reason"`
	EnteredAt time.Time `json:"entered_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// RegisterActing hangs in who acts in the tenant from above, for its owner.
func RegisterActing(d *door.Doors, actings Actings) {
	door.Handle(d, door.Route{Operation: access.ActingEnd, Area: door.Account, Method: http.MethodGet, Path: "/api/acting/sessions",
		ID: "list-actings", Summary: "Who acts in the tenant from above now"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Acting]], error) {
			open, err := actings.OpenActings(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]Acting, 0, len(open))
			for _, a := range open {
				items = append(items, Acting(a))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.ActingEnd, Area: door.Account, Method: http.MethodDelete, Path: "/api/acting/sessions/{acting}",
		ID: "end-acting", Summary: "Send somebody out who acts in the tenant", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Acting uuid.UUID `path:"acting" format:"uuid"`
		}) (*door.None, error) {
			return nil, actings.EndActing(ctx, c.Scope, in.Acting)
		})
}
