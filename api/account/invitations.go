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

// Invitations asks people to join.
type Invitations interface {
	Invitations(ctx context.Context, s db.Scope) ([]identity.Invitation, error)
	Invite(ctx context.Context, s db.Scope, by identity.By, wanted identity.Invite) (id uuid.UUID, path string, err error)
	ResendInvitation(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID) (path string, err error)
	RevokeInvitation(ctx context.Context, s db.Scope, by identity.By, id uuid.UUID) error
}

// Invitation is somebody asked to join who has not answered yet.
type Invitation struct {
	ID        uuid.UUID   `json:"id" format:"uuid"`
	Email     string      `json:"email,omitempty" doc:"Absent: the link was handed over"`
	Name      string      `json:"name"`
	Role      access.Role `json:"role" enum:"admin,billing,support,operator,viewer,own"`
	RoleName  string      `json:"role_name,omitempty"`
	SeesAll   bool        `json:"sees_all"`
	Inviter   string      `json:"inviter"`
	CreatedAt time.Time   `json:"created_at"`
	SentAt    time.Time   `json:"sent_at"`
	ExpiresAt time.Time   `json:"expires_at"`
}

// InvitationSent is what becomes of an invitation.
type InvitationSent struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Link string    `json:"link,omitempty" doc:"Where there is no address: the link to hand over. It is told this once."`
}

// RegisterInvitations hangs in asking people to join.
func RegisterInvitations(d *door.Doors, invitations Invitations) {
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodGet, Path: "/api/invitations",
		ID: "list-invitations", Summary: "Who has been asked to join and has not answered"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Invitation]], error) {
			found, err := invitations.Invitations(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]Invitation, 0, len(found))
			for _, i := range found {
				items = append(items, Invitation{i.ID, i.Email, i.Name, access.Role(i.Grant.Role), i.RoleName, i.Grant.SeesAll, i.Inviter, i.CreatedAt, i.SentAt, i.ExpiresAt})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/invitations",
		ID: "invite", Summary: "Ask somebody to join, by e-mail or by a link to hand over", Status: http.StatusCreated, MaxBody: 512 << 10,
		Description: "The link is good for seven days and once, and as long as whoever sent it could give so much."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Granted

				Email  string `json:"email,omitempty" maxLength:"254" doc:"Absent: the answer has a link to hand over"`
				Name   string `json:"name,omitempty" maxLength:"200"`
				Locale string `json:"locale,omitempty" enum:",en,ru,es,pt,fr" doc:"Language of the letter; empty: the tenant's"`
			}
		}) (*door.Body[InvitationSent], error) {
			id, path, err := invitations.Invite(ctx, c.Scope, c.By(), identity.Invite{Email: in.Body.Email, Name: in.Body.Name, Locale: in.Body.Locale,
				Grant: in.Body.ToGrant()})
			return door.Answer(sent(c, id, path)), err
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/invitations/{invitation}/resend",
		ID: "resend-invitation", Summary: "Make a new link, which ends the old one"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Invitation uuid.UUID `path:"invitation" format:"uuid"`
		}) (*door.Body[InvitationSent], error) {
			path, err := invitations.ResendInvitation(ctx, c.Scope, c.By(), in.Invitation)
			return door.Answer(sent(c, in.Invitation, path)), err
		})
	door.Handle(d, door.Route{Operation: access.PersonWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/invitations/{invitation}",
		ID: "revoke-invitation", Summary: "Take an invitation back", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Invitation uuid.UUID `path:"invitation" format:"uuid"`
		}) (*door.None, error) {
			return nil, invitations.RevokeInvitation(ctx, c.Scope, c.By(), in.Invitation)
		})
}

// sent shows a link on the host that is looked at: it is handed over by whoever looks at it.
func sent(c *door.Caller, id uuid.UUID, path string) InvitationSent {
	if path == "" {
		return InvitationSent{ID: id}
	}
	return InvitationSent{ID: id, Link: c.Origin + path}
}
