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

// Keys looks after one's own keys for programs.
type Keys interface {
	Keys(ctx context.Context, s db.Scope, user uuid.UUID) ([]identity.Key, error)
	MakeKey(ctx context.Context, s db.Scope, by identity.By, name string, bundles []string, until time.Time) (identity.Key, error)
	RevokeKey(ctx context.Context, s db.Scope, user, key uuid.UUID) error
}

// Key is what a program signs in with.
type Key struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	Bundles   []string   `json:"bundles" nullable:"false"`
	Secret    string     `json:"secret,omitempty" doc:"For Authorization: Bearer. It is told once, when the key is made."`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedAt    *time.Time `json:"used_at,omitempty" doc:"When it was last used, to a minute"`
	UsedFrom  string     `json:"used_from,omitempty"`
}

// RegisterKeys hangs in keys for programs.
func RegisterKeys(d *door.Doors, keys Keys) {
	door.Handle(d, door.Route{Operation: access.KeyWrite, Area: door.Account, Method: http.MethodGet, Path: "/api/keys",
		ID: "list-keys", Summary: "One's own keys for programs"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Key]], error) {
			found, err := keys.Keys(ctx, c.Scope, c.User)
			if err != nil {
				return nil, err
			}
			items := make([]Key, 0, len(found))
			for _, k := range found {
				items = append(items, Key(k))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.KeyWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/keys",
		ID: "make-key", Summary: "Make a key for a program", Status: http.StatusCreated,
		Description: "It may do what it was made for, as far as whoever made it may do that at the moment it is used."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Name      string    `json:"name" minLength:"1" maxLength:"100"`
				Bundles   []string  `json:"bundles" nullable:"false" maxItems:"50" doc:"Of in_keys of GET /api/roles"`
				ExpiresAt time.Time `json:"expires_at" doc:"Within two years"`
			}
		}) (*door.Body[Key], error) {
			k, err := keys.MakeKey(ctx, c.Scope, c.By(), in.Body.Name, in.Body.Bundles, in.Body.ExpiresAt)
			return door.Answer(Key(k)), err
		})
	door.Handle(d, door.Route{Operation: access.KeyWrite, Area: door.Account, Method: http.MethodDelete, Path: "/api/keys/{key}",
		ID: "revoke-key", Summary: "End a key", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Key uuid.UUID `path:"key" format:"uuid"`
		}) (*door.None, error) {
			return nil, keys.RevokeKey(ctx, c.Scope, c.User, in.Key)
		})
}
