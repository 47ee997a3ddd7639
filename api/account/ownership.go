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

// Ownership passes the tenant from one owner to the next.
type Ownership interface {
	Offer(ctx context.Context, s db.Scope) (*identity.Offer, error)
	OfferOwnership(ctx context.Context, s db.Scope, by identity.By, to uuid.UUID, address, password string) error
	AcceptOwnership(ctx context.Context, s db.Scope, user uuid.UUID, address, password string) error
	EndOffer(ctx context.Context, s db.Scope, user uuid.UUID) error
}

// OwnershipOffer is the tenant on its way from one member to another, as far as it concerns whoever asks.
type OwnershipOffer struct {
	Open      bool       `json:"open" doc:"There is an offer, made by or to whoever asks; the rest is told only then"`
	Mine      bool       `json:"mine" doc:"It was made to whoever asks, who may accept it"`
	From      string     `json:"from,omitempty"`
	To        string     `json:"to,omitempty"`
	ExpiresAt *time.Time `json:"expires_at,omitempty"`
}

// offerTo is the offer as far as it concerns whoever asks; nil: there is none.
func offerTo(ctx context.Context, c *door.Caller, ownership Ownership) (*OwnershipOffer, error) {
	if !c.May(access.OwnershipTake) {
		return nil, nil
	}
	o, err := ownership.Offer(ctx, c.Scope)
	if err != nil || o == nil || o.From != c.User && o.To != c.User {
		return nil, err
	}
	return &OwnershipOffer{true, o.To == c.User, o.FromName, o.ToName, &o.ExpiresAt}, nil
}

// RegisterOwnership hangs in handing the tenant over.
func RegisterOwnership(d *door.Doors, ownership Ownership) {
	door.Handle(d, door.Route{Operation: access.OwnershipTake, Area: door.Account, Method: http.MethodGet, Path: "/api/ownership",
		ID: "get-ownership-offer", Summary: "Whether the ownership is being handed over, from or to oneself"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[OwnershipOffer], error) {
			o, err := offerTo(ctx, c, ownership)
			if err != nil || o == nil {
				return door.Answer(OwnershipOffer{}), err
			}
			return door.Answer(*o), nil
		})
	door.Handle(d, door.Route{Operation: access.OwnershipGive, Area: door.Account, Method: http.MethodPost, Path: "/api/ownership",
		ID: "offer-ownership", Summary: "Offer the ownership to somebody", Status: http.StatusNoContent,
		Description: "It passes on when they accept, within seven days; until then nothing changes."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				User     uuid.UUID `json:"user" format:"uuid"`
				Password string    `json:"password" maxLength:"1024" format:"password" doc:"One's own"`
			}
		}) (*door.None, error) {
			return nil, ownership.OfferOwnership(ctx, c.Scope, c.By(), in.Body.User, c.Address, in.Body.Password)
		})
	door.Handle(d, door.Route{Operation: access.OwnershipTake, Area: door.Account, Method: http.MethodPost, Path: "/api/ownership/accept",
		ID: "accept-ownership", Summary: "Accept the ownership", Description: "Whoever owned becomes an admin.", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Password string `json:"password" maxLength:"1024" format:"password" doc:"One's own"`
			}
		}) (*door.None, error) {
			return nil, ownership.AcceptOwnership(ctx, c.Scope, c.User, c.Address, in.Body.Password)
		})
	door.Handle(d, door.Route{Operation: access.OwnershipTake, Area: door.Account, Method: http.MethodDelete, Path: "/api/ownership",
		ID: "end-ownership-offer", Summary: "Take the offer back, or decline it", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, ownership.EndOffer(ctx, c.Scope, c.User)
		})
}

// Leaving closes one's own account.
type Leaving interface {
	Leave(ctx context.Context, s db.Scope, owner uuid.UUID, address, password, confirm string) error
}

// RegisterLeaving hangs in closing one's own account.
func RegisterLeaving(d *door.Doors, leaving Leaving) {
	door.Handle(d, door.Route{Operation: access.AccountClose, Area: door.Account, Method: http.MethodPost, Path: "/api/closing",
		ID: "close-account", Summary: "Close one's own account", Status: http.StatusNoContent,
		Description: "Nobody signs in any more, and its trackers are free. For thirty days the provider can bring it back with all it had."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Confirm  string `json:"confirm" minLength:"1" maxLength:"200" doc:"The account's name or number"`
				Password string `json:"password" maxLength:"1024" format:"password" doc:"One's own"`
			}
		}) (*door.None, error) {
			return nil, leaving.Leave(ctx, c.Scope, c.User, c.Address, in.Body.Password, in.Body.Confirm)
		})
}
