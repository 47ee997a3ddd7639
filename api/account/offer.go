package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Prices knows what is on offer to a customer, and where its limits come from.
type Prices interface {
	Offer(ctx context.Context, s db.Scope) ([]catalogue.Offered, []catalogue.OfferedPackage, error)
	Effective(ctx context.Context, s db.Scope, target uuid.UUID) (catalogue.Effective, error)
}

// OfferedPackage is a package that can be bought.
type OfferedPackage struct {
	ID          uuid.UUID             `json:"id" format:"uuid"`
	Name        string                `json:"name"`
	Description string                `json:"description"`
	Unit        string                `json:"unit,omitempty" enum:"SMS"`
	ForChosen   bool                  `json:"for_chosen" doc:"You choose the objects it is for"`
	Version     shown.PackageVersion  `json:"version"`
	Agreed      bool                  `json:"agreed"`
	Next        *shown.PackageVersion `json:"next,omitempty"`
}

// Offer is the price list for an account.
type Offer struct {
	Plans    []shown.OfferedPlan `json:"plans" nullable:"false"`
	Packages []OfferedPackage    `json:"packages" nullable:"false"`
}

// RegisterOffer hangs in the price list and the limits of whoever is signed in.
func RegisterOffer(d *door.Doors, prices Prices) {
	door.Handle(d, door.Route{Operation: access.OfferRead, Area: door.Account, Method: http.MethodGet, Path: "/api/offer",
		ID: "get-offer", Summary: "The price list for one's own account: plans and packages, with what was announced"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Offer], error) {
			plans, packages, err := prices.Offer(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			offer := Offer{Plans: make([]shown.OfferedPlan, 0, len(plans)), Packages: make([]OfferedPackage, 0, len(packages))}
			for _, o := range plans {
				offer.Plans = append(offer.Plans, shown.ToOffered(o))
			}
			for _, o := range packages {
				shownPackage := OfferedPackage{ID: o.Package.ID, Name: o.Package.Name, Description: o.Package.Description, Unit: o.Package.Unit,
					ForChosen: o.Package.ForChosen, Version: shown.ToPackageVersion(o.Version), Agreed: o.Agreed}
				if o.Next != nil {
					shownPackage.Next = new(shown.ToPackageVersion(*o.Next))
				}
				offer.Packages = append(offer.Packages, shownPackage)
			}
			return door.Answer(offer), nil
		})
	door.Handle(d, door.Route{Operation: access.LimitsRead, Area: door.Account, Method: http.MethodGet, Path: "/api/limits",
		ID: "get-limits", Summary: "One's own limits, and where each comes from"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[shown.EffectiveLimits], error) {
			e, err := prices.Effective(ctx, c.Scope, c.Scope.Tenant())
			// What a reseller's provider calls its plans is told in the section Provider only.
			return door.Answer(shown.ToLimits(e, c.Scope.Kind() == "account")), err
		})
}
