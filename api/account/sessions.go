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

// Sessions lists and ends a user's sessions.
type Sessions interface {
	Sessions(ctx context.Context, s db.Scope, user uuid.UUID) ([]identity.Session, error)
	EndSession(ctx context.Context, s db.Scope, user, session uuid.UUID) error
	EndOtherSessions(ctx context.Context, s db.Scope, user, session uuid.UUID) error
}

// Session is one place where the user is signed in.
type Session struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Current   bool      `json:"current" doc:"This is the one that asks"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Address   string    `json:"address"`
	Agent     string    `json:"agent" doc:"As the browser or program names itself"`
}

// RegisterSessions hangs in where a user is signed in.
func RegisterSessions(d *door.Doors, sessions Sessions) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/sessions",
		ID: "list-sessions", Summary: "Where one is signed in"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Session]], error) {
			found, err := sessions.Sessions(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			items := make([]Session, 0, len(found))
			for _, s := range found {
				items = append(items, Session{s.ID, s.ID == c.Session, s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Agent})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/sessions",
		ID: "end-other-sessions", Summary: "Sign out everywhere else", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, sessions.EndOtherSessions(ctx, c.Scope, c.User, c.Session)
		})
	door.Handle(d, door.Route{Operation: access.SelfWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/sessions/{session}",
		ID: "end-session", Summary: "Sign out somewhere else", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Session uuid.UUID `path:"session" format:"uuid"`
		}) (*door.None, error) {
			return nil, sessions.EndSession(ctx, c.Scope, c.User, in.Session)
		})
}
