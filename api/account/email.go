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

// Emails changes one's own address.
type Emails interface {
	EmailState(ctx context.Context, s db.Scope, user uuid.UUID) (identity.EmailState, error)
	ChangeEmail(ctx context.Context, s db.Scope, user uuid.UUID, address, password, wanted string) error
	CancelEmail(ctx context.Context, s db.Scope, user uuid.UUID) error
}

// MyEmail is how one's address stands.
type MyEmail struct {
	Email     string        `json:"email,omitempty"`
	Pending   *PendingEmail `json:"pending,omitempty"`
	UndoUntil *time.Time    `json:"undo_until,omitempty" doc:"So long can the address before this one take the change back"`
}

// PendingEmail is an address that has not confirmed yet.
type PendingEmail struct {
	Email     string    `json:"email"`
	AskedAt   time.Time `json:"asked_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// ToMyEmail shows it.
func ToMyEmail(e identity.EmailState) MyEmail {
	shown := MyEmail{Email: e.Email}
	if e.Pending != "" {
		shown.Pending = &PendingEmail{e.Pending, e.AskedAt, e.Until}
	}
	if !e.UndoUntil.IsZero() {
		shown.UndoUntil = &e.UndoUntil
	}
	return shown
}

// RegisterEmail hangs in one's own address, and its change.
func RegisterEmail(d *door.Doors, emails Emails) {
	answer := func(ctx context.Context, c *door.Caller) (*door.Body[MyEmail], error) {
		state, err := emails.EmailState(ctx, c.Scope, c.User)
		return door.Answer(ToMyEmail(state)), err
	}
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/email",
		ID: "get-email", Summary: "How one's own e-mail address stands"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MyEmail], error) {
			return answer(ctx, c)
		})
	door.Handle(d, door.Route{Operation: access.CredentialOwn, Area: door.Account, Method: http.MethodPut, Path: "/api/email",
		ID: "change-email", Summary: "Ask for another e-mail address of one's own",
		Description: "It takes effect when the new address has confirmed. The old one is told, and can take it back for fourteen days."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Email    string `json:"email" minLength:"1" maxLength:"254"`
				Password string `json:"password" maxLength:"1024" format:"password" doc:"One's present password"`
			}
		}) (*door.Body[MyEmail], error) {
			if err := emails.ChangeEmail(ctx, c.Scope, c.User, c.Address, in.Body.Password, in.Body.Email); err != nil {
				return nil, err
			}
			return answer(ctx, c)
		})
	door.Handle(d, door.Route{Operation: access.CredentialOwn, Area: door.Account, Method: http.MethodDelete, Path: "/api/email/pending",
		ID: "cancel-email", Summary: "Take back a change that has not been confirmed", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, emails.CancelEmail(ctx, c.Scope, c.User)
		})
}
