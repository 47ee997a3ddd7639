package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/tenant/access"
)

// Looks are what a desk is let see of one device.
type Looks interface {
	Grant(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID, g escalate.Granting) (uuid.UUID, error)
	Allowed(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) ([]escalate.Allowed, error)
	Revoke(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// RegisterSupport hangs in one's own questions to the desk of one's realm.
func RegisterSupport(d *door.Doors, asked shown.Asked, looks Looks) {
	shown.RegisterAsked(d, asked, shown.Desk{At: support.Here, Area: door.Account, Root: "/api/support", Prefix: "", Read: access.TicketRead, Write: access.TicketWrite})
	door.Handle(d, door.Route{Operation: access.TicketRead, Area: door.Account, Method: http.MethodGet, Path: "/api/support/tickets/{ticket}/looks", ID: "list-looks",
		Summary: "Looks at one's own devices that are given in a question and in force"},
		func(ctx context.Context, c *door.Caller, in *shown.TicketPath) (*door.Body[door.Items[shown.AllowedLook]], error) {
			list, err := looks.Allowed(ctx, c.Scope, c.User, support.Here, in.Ticket)
			return door.Listed(shown.ToAllowedLooks(list), ""), err
		})
	door.Handle(d, door.Route{Operation: access.LookGrant, Area: door.Account, Method: http.MethodPost, Path: "/api/support/tickets/{ticket}/looks", ID: "grant-look",
		Summary: "Let the desk look at one device for a time; it cannot command it"},
		func(ctx context.Context, c *door.Caller, in *struct {
			shown.TicketPath

			Body struct {
				Object uuid.UUID `json:"object" format:"uuid"`
				Hours  int       `json:"hours" minimum:"1" maximum:"336"`
				Onward bool      `json:"onward,omitempty" doc:"The desk may let the one above it look as well, for no longer"`
			}
		},
		) (*door.Body[shown.MadeID], error) {
			id, err := looks.Grant(ctx, c.Scope, c.User, support.Here, in.Ticket, escalate.Granting{Object: in.Body.Object, Hours: in.Body.Hours, Onward: in.Body.Onward})
			return door.Answer(shown.MadeID{ID: id}), err
		})
	door.Handle(d, door.Route{Operation: access.LookGrant, Area: door.Account, Method: http.MethodDelete, Path: "/api/support/looks/{look}", ID: "revoke-look",
		Summary: "End a look at a device", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Look uuid.UUID `path:"look" format:"uuid"`
		},
		) (*door.None, error) {
			return nil, looks.Revoke(ctx, c.Scope, in.Look)
		})
}
