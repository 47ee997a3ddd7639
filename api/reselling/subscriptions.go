package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Subscriptions puts customers' objects on plans.
type Subscriptions interface {
	List(ctx context.Context, account db.Scope, a service.Asked) ([]service.Subscription, bool, error)
	Object(ctx context.Context, account db.Scope, object uuid.UUID) (service.ObjectPlan, error)
	Preview(ctx context.Context, p service.Party, w service.Wish) ([]service.Outcome, error)
	Do(ctx context.Context, p service.Party, w service.Wish) ([]service.Outcome, error)
}

// RegisterSubscriptions hangs in the plans of the objects of customers of one's own.
func RegisterSubscriptions(d *door.Doors, i Inside, subs Subscriptions) {
	const path = "/api/console/customers/{customer}/subscriptions"
	door.Handle(d, door.Route{Operation: access.CustomerPlanRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-subscriptions-of-customer", Summary: "Under which plan each object of a customer is served"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			CustomerPath

			State  string `query:"state" enum:"served,trial,paused,unpaid"`
			Search string `query:"q" maxLength:"100" doc:"Part of an object's name"`
		}) (*door.Body[door.Items[shown.Subscription]], error) {
			s, _, err := i.enter(ctx, c, in.Customer)
			if err != nil {
				return nil, err
			}
			return door.Paged(c, "subscriptions of "+in.Customer.String(), in.After,
				func(after service.Place) ([]service.Subscription, bool, error) {
					return subs.List(ctx, s, service.Asked{State: in.State, Search: in.Search, After: after, Most: in.Limit})
				},
				func(s service.Subscription) (shown.Subscription, service.Place) {
					return shown.ToSubscription(s), s.Place()
				})
		})
	door.Handle(d, door.Route{Operation: access.CustomerPlanRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/objects/{object}/plan",
		ID: "get-object-plan-of-customer", Summary: "Under which plan an object of a customer is served, and under which it could be"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Object uuid.UUID `path:"object" format:"uuid"`
		}) (*door.Body[shown.ObjectPlan], error) {
			s, _, err := i.enter(ctx, c, in.Customer)
			if err != nil {
				return nil, err
			}
			got, err := subs.Object(ctx, s, in.Object)
			return door.Answer(shown.ObjectPlan{Subscription: shown.ToSubscription(got.Subscription), Choices: shown.ToChoices(got.Choices)}), err
		})
	wish := func(do func(context.Context, service.Party, service.Wish) ([]service.Outcome, error)) func(context.Context, *door.Caller, *struct {
		CustomerPath
		Body shown.SubscriptionWish
	}) (*door.Body[shown.SubscriptionOutcomes], error) {
		return func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body shown.SubscriptionWish
		}) (*door.Body[shown.SubscriptionOutcomes], error) {
			s, _, err := i.enter(ctx, c, in.Customer)
			if err != nil {
				return nil, err
			}
			list, err := do(ctx, service.Party{Account: s, Provider: &c.Scope, User: c.User}, in.Body.Of())
			return door.Answer(shown.ToOutcomes(list)), err
		}
	}
	door.Handle(d, door.Route{Operation: access.CustomerPlanWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/preview",
		ID: "preview-subscriptions-of-customer", Summary: "What connecting, changing, pausing or stopping would come to for a customer"}, wish(subs.Preview))
	door.Handle(d, door.Route{Operation: access.CustomerPlanWrite, Area: door.Reselling, Method: http.MethodPost, Path: path,
		ID: "change-subscriptions-of-customer", Summary: "Connect, change, pause, resume or stop plans for a customer", Idempotent: true,
		Description: "At the customer's expense; both audits tell of it."}, wish(subs.Do))
}
