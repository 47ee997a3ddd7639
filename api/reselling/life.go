package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Lives is what a provider does with the tenants right below it.
type Lives interface {
	Zone() string
	Open(ctx context.Context, provider db.Scope, by uuid.UUID, o lifecycle.Opening) (lifecycle.Opened, error)
	InviteOwner(ctx context.Context, provider db.Scope, by, customer uuid.UUID, who identity.FirstOwner) (path string, err error)
	Change(ctx context.Context, provider db.Scope, customer uuid.UUID, change lifecycle.Change) (lifecycle.Customer, error)
	Suspend(ctx context.Context, provider db.Scope, by, customer uuid.UUID, s lifecycle.Suspension) error
	Lift(ctx context.Context, provider db.Scope, by, customer uuid.UUID) error
	Close(ctx context.Context, provider db.Scope, customer uuid.UUID, confirm string) error
	Restore(ctx context.Context, provider db.Scope, customer uuid.UUID) error
	Trash(ctx context.Context, provider db.Scope) ([]lifecycle.Closed, error)
	Move(ctx context.Context, mover db.Scope, moved, to uuid.UUID, rest topup.Rest) (number string, err error)
	PreviewMove(ctx context.Context, mover db.Scope, moved, to uuid.UUID) (topup.Parting, error)
	Dormant(ctx context.Context, provider db.Scope) ([]lifecycle.Dormant, error)
	WarnDormant(ctx context.Context, provider db.Scope, by, customer uuid.UUID) error
	RemoveDormant(ctx context.Context, provider db.Scope, customer uuid.UUID) error
	WhyCustomer(ctx context.Context, provider db.Scope, customer uuid.UUID) ([]lifecycle.Cause, error)
}

// RegisterLives hangs in opening, changing, stopping, closing and moving customers.
func RegisterLives(d *door.Doors, lives Lives) {
	registerOpening(d, lives)
	registerMoves(d, lives)
	registerStops(d, lives)
	registerTrash(d, lives)
	registerDormant(d, lives)
}

func registerOpening(d *door.Doors, lives Lives) {
	door.Handle(d, door.Route{Operation: access.CustomerWrite, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/opening",
		ID: "get-opening", Summary: "What a new customer can be opened with"},
		func(_ context.Context, _ *door.Caller, _ *struct{}) (*door.Body[OpeningOffer], error) {
			return door.Answer(OpeningOffer{Zone: lives.Zone(), Tiers: customers.Tiers(), Grounds: lifecycle.Grounds(), Locales: identity.Locales()}), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/customers",
		ID: "open-customer", Summary: "Open an account or a reseller of one's own", Status: http.StatusCreated, Idempotent: true,
		Description: "With its contract, its first owner and, for a reseller, a host. The owner has a login and a first password, or is invited: by a letter, or by a link that is answered once."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body NewCustomer }) (*door.Body[OpenedCustomer], error) {
			opening, err := in.Body.toOpening()
			if err != nil {
				return nil, err
			}
			made, err := lives.Open(ctx, c.Scope, c.User, opening)
			if err != nil {
				return nil, err
			}
			return door.Answer(OpenedCustomer{ID: made.ID, Number: made.Number, Host: made.Host, InvitationPath: made.InvitationPath}), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerWrite, Area: door.Reselling, Method: http.MethodPatch, Path: "/api/console/customers/{customer}",
		ID: "change-customer", Summary: "Rename a customer, or change where it is", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body CustomerChange
		}) (*door.None, error) {
			_, err := lives.Change(ctx, c.Scope, in.Customer, lifecycle.Change(in.Body))
			return nil, err
		})
	door.Handle(d, door.Route{Operation: access.CustomerWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/customers/{customer}/owner",
		ID: "invite-owner", Summary: "Give a customer without an owner one, or invite one anew", Idempotent: true},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body CustomerOwner
		}) (*door.Body[InvitedOwner], error) {
			path, err := lives.InviteOwner(ctx, c.Scope, c.User, in.Customer, in.Body.toOwner())
			if err != nil {
				return nil, err
			}
			return door.Answer(InvitedOwner{path}), nil
		})
}
