package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Helpers says where the users of a tenant find help.
type Helpers interface {
	Help(ctx context.Context, s db.Scope) (reseller.Contact, error)
}

// Own is what is kept of the user who asks.
type Own interface {
	Profile(ctx context.Context, s db.Scope, user uuid.UUID) (identity.Profile, error)
	Sessions(ctx context.Context, s db.Scope, user uuid.UUID) ([]identity.Session, error)
}

// Deeds are what was written down about who did what.
type Deeds interface {
	List(ctx context.Context, s db.Scope, q audit.Query) (list []audit.Entry, more bool, err error)
}

// Help is where the users of a realm find help; all of it may be empty.
type Help struct {
	Brand string `json:"brand"`
	Email string `json:"email"`
	Phone string `json:"phone"`
	Hours string `json:"hours"`
	// HoursIn is in place of Hours for whoever reads the language.
	HoursIn map[string]string `json:"hours_in,omitempty"`
}

// Kept is what is kept of a user, for them to take along (terms 3.4).
type Kept struct {
	At       time.Time `json:"at"`
	Brand    string    `json:"brand"`
	Tenant   uuid.UUID `json:"tenant" format:"uuid"`
	Profile  MyUser    `json:"profile"`
	Role     string    `json:"role"`
	Joined   time.Time `json:"joined_at"`
	Password time.Time `json:"password_changed_at"`
	Sessions []Session `json:"sessions" nullable:"false"`
	Deeds    []Deed    `json:"deeds" nullable:"false" doc:"What the user did, as it was written down; the last ten thousand"`
}

// Deed is something that the user did; not to whom: that would be somebody else's data.
type Deed struct {
	At      time.Time `json:"at"`
	Action  string    `json:"action"`
	Address string    `json:"address,omitempty"`
	Agent   string    `json:"agent,omitempty"`
}

// mostDeeds are told of one user.
const mostDeeds = 10_000

// RegisterMine hangs in what is kept of the user who asks, and where they find help.
func RegisterMine(d *door.Doors, own Own, deeds Deeds, helpers Helpers) {
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/help",
		ID: "get-help", Summary: "Where help is found"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Help], error) {
			h, err := helpers.Help(ctx, c.Scope)
			return door.Answer(Help{c.Brand.Name, h.Email, h.Phone, h.Hours, h.HoursIn}), err
		})
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/profile/export",
		ID: "export-profile", Summary: "All that is kept of oneself"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Kept], error) {
			p, err := own.Profile(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			sessions, err := own.Sessions(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			kept := Kept{At: d.Clock.Now().UTC(), Brand: c.Brand.Name, Tenant: c.Scope.Tenant(), Profile: ToMyUser(p), Role: p.Role, Joined: p.CreatedAt,
				Password: p.PasswordChangedAt, Sessions: []Session{}, Deeds: []Deed{}}
			for _, s := range sessions {
				kept.Sessions = append(kept.Sessions, Session{s.ID, s.ID == c.Session, s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Agent})
			}
			for q := (audit.Query{User: c.User, Limit: audit.MaxPage}); len(kept.Deeds) < mostDeeds; {
				found, more, err := deeds.List(ctx, c.Scope, q)
				if err != nil {
					return nil, err
				}
				for _, e := range found {
					kept.Deeds = append(kept.Deeds, Deed{e.At, e.Action, e.Address, e.Agent})
					q.After = e.ID
				}
				if !more {
					break
				}
			}
			return door.Answer(kept), nil
		})
}
