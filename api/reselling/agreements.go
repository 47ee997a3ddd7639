package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/tenant/access"
)

// AgreedPrice is what one customer pays instead of what the price list says.
type AgreedPrice struct {
	ID          uuid.UUID   `json:"id" format:"uuid"`
	Item        uuid.UUID   `json:"item" format:"uuid" doc:"A plan or a package of the price list"`
	Name        string      `json:"name"`
	Price       shown.Price `json:"price"`
	InForceFrom time.Time   `json:"in_force_from"`
	EndsAt      *time.Time  `json:"ends_at,omitempty" doc:"From when the price list counts again"`
}

// CustomerAgreement is what was agreed with one customer beside the price list, and the limits that follow.
type CustomerAgreement struct {
	Wholesale *uuid.UUID `json:"wholesale,omitempty" format:"uuid" doc:"The wholesale plan of a reseller; absent: it is not charged"`
	// WholesaleFrom is a day, because that is what is metered.
	WholesaleFrom *string               `json:"wholesale_from,omitempty" format:"date" doc:"The day of your calendar from which the wholesale plan counts: a dearer one leaves the notice of the price list, and until then the one before it counts"`
	WholesaleNow  *uuid.UUID            `json:"wholesale_now,omitempty" format:"uuid" doc:"The wholesale plan that counts today"`
	Limits        shown.Limits          `json:"limits" doc:"That count instead of the plan's"`
	Prices        []AgreedPrice         `json:"prices" nullable:"false"`
	Effective     shown.EffectiveLimits `json:"effective" doc:"Limits as they count, each with where it comes from"`
}

type agreementChange struct {
	Wholesale *uuid.UUID   `json:"wholesale,omitempty" format:"uuid"`
	Limits    shown.Limits `json:"limits"`
}

type newAgreedPrice struct {
	Item        uuid.UUID   `json:"item" format:"uuid"`
	Price       shown.Price `json:"price"`
	InForceFrom *time.Time  `json:"in_force_from,omitempty" doc:"Absent: at once. A higher price leaves the notice of the price list"`
}

func registerAgreements(d *door.Doors, prices Prices) {
	answer := func(ctx context.Context, c *door.Caller, customer uuid.UUID, a catalogue.Agreement, err error) (*door.Body[CustomerAgreement], error) {
		if err != nil {
			return nil, err
		}
		limits, err := prices.Effective(ctx, c.Scope, customer)
		if err != nil {
			return nil, err
		}
		agreed := CustomerAgreement{Wholesale: a.Wholesale, WholesaleNow: a.WholesaleNow, Limits: shown.Limits(a.Limits), Prices: make([]AgreedPrice, 0, len(a.Prices)), Effective: shown.ToLimits(limits, true)}
		if a.WholesaleFrom != nil {
			agreed.WholesaleFrom = new(a.WholesaleFrom.Format(time.DateOnly))
		}
		for _, p := range a.Prices {
			agreed.Prices = append(agreed.Prices, AgreedPrice{p.ID, p.Item, p.Name, shown.ToPrice(p.Price), p.InForceFrom, p.EndsAt})
		}
		return door.Answer(agreed), nil
	}
	const path = "/api/console/customers/{customer}/agreement"
	door.Handle(d, door.Route{Operation: access.AgreementRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "get-agreement", Summary: "Prices and limits agreed with a customer, and the limits that follow"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[CustomerAgreement], error) {
			a, err := prices.Agreement(ctx, c.Scope, in.Customer)
			return answer(ctx, c, in.Customer, a, err)
		})
	door.Handle(d, door.Route{Operation: access.AgreementWrite, Area: door.Reselling, Method: http.MethodPut, Path: path,
		ID: "change-agreement", Summary: "Agree on limits and the wholesale plan of a customer", Description: "Nobody is given more than you have yourself. A dearer wholesale plan counts once the notice of the price list is over; the reseller is told."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body agreementChange
		}) (*door.Body[CustomerAgreement], error) {
			a, err := prices.Agree(ctx, c.Scope, in.Customer, catalogue.NewAgreement{Wholesale: in.Body.Wholesale, Limits: catalogue.Limits(in.Body.Limits)})
			return answer(ctx, c, in.Customer, a, err)
		})
	door.Handle(d, door.Route{Operation: access.AgreementWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/prices",
		ID: "agree-price", Summary: "Agree on a price with one customer", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body newAgreedPrice
		}) (*door.Body[CustomerAgreement], error) {
			p := catalogue.AgreedPrice{Item: in.Body.Item, Price: in.Body.Price.Of()}
			if in.Body.InForceFrom != nil {
				p.InForceFrom = *in.Body.InForceFrom
			}
			a, err := prices.AgreePrice(ctx, c.Scope, c.User, in.Customer, p)
			return answer(ctx, c, in.Customer, a, err)
		})
	door.Handle(d, door.Route{Operation: access.AgreementWrite, Area: door.Reselling, Method: http.MethodDelete, Path: path + "/prices/{price}",
		ID: "end-agreed-price", Summary: "End an agreed price: after the notice the price list counts again", Status: http.StatusOK},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Price uuid.UUID `path:"price" format:"uuid"`
		}) (*door.Body[CustomerAgreement], error) {
			a, err := prices.EndPrice(ctx, c.Scope, in.Customer, in.Price)
			return answer(ctx, c, in.Customer, a, err)
		})
}
