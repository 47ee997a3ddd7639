package account

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

// Subscriptions puts objects on plans.
type Subscriptions interface {
	List(ctx context.Context, account db.Scope, a service.Asked) ([]service.Subscription, bool, error)
	Object(ctx context.Context, account db.Scope, object uuid.UUID) (service.ObjectPlan, error)
	Choices(ctx context.Context, account db.Scope) ([]service.Choice, error)
	Preview(ctx context.Context, p service.Party, w service.Wish) ([]service.Outcome, error)
	Do(ctx context.Context, p service.Party, w service.Wish) ([]service.Outcome, error)
}

// wishBody holds five hundred ids.
const wishBody = 64 << 10

// PlanChoices are the plans that a new object can be put on.
type PlanChoices struct {
	Items []shown.PlanChoice `json:"items" nullable:"false"`
}

// RegisterSubscriptions hangs in the plans of one's own objects.
func RegisterSubscriptions(d *door.Doors, subs Subscriptions) {
	door.Handle(d, door.Route{Operation: access.SubscriptionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/subscriptions",
		ID: "list-subscriptions", Summary: "Under which plan each object is served, until when it is paid, and what comes next"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Plan   uuid.UUID `query:"plan" format:"uuid"`
			State  string    `query:"state" enum:"served,trial,paused,unpaid"`
			Search string    `query:"q" maxLength:"100" doc:"Part of an object's name"`
		}) (*door.Body[door.Items[shown.Subscription]], error) {
			return door.Paged(c, "subscriptions", in.After,
				func(after service.Place) ([]service.Subscription, bool, error) {
					return subs.List(ctx, c.Scope, service.Asked{Plan: in.Plan, State: in.State, Search: in.Search, After: after, Most: in.Limit})
				},
				func(s service.Subscription) (shown.Subscription, service.Place) {
					return shown.ToSubscription(s), s.Place()
				})
		})
	door.Handle(d, door.Route{Operation: access.SubscriptionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/subscriptions/choices",
		ID: "list-plan-choices", Summary: "The plans that a new object can be put on, with what is missing of the money"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[PlanChoices], error) {
			list, err := subs.Choices(ctx, c.Scope)
			return door.Answer(PlanChoices{shown.ToChoices(list)}), err
		})
	door.Handle(d, door.Route{Operation: access.SubscriptionRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/plan",
		ID: "get-object-plan", Summary: "Under which plan an object is served, and under which it could be"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[shown.ObjectPlan], error) {
			got, err := subs.Object(ctx, c.Scope, in.Object)
			return door.Answer(shown.ObjectPlan{Subscription: shown.ToSubscription(got.Subscription), Choices: shown.ToChoices(got.Choices)}), err
		})
	door.Handle(d, door.Route{Operation: access.SubscriptionWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/subscriptions/preview",
		ID: "preview-subscriptions", Summary: "What connecting, changing, pausing or stopping would come to now", MaxBody: wishBody,
		Description: "What would be debited, what would be given back, and what would refuse it, object by object. Nothing is done."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body shown.SubscriptionWish }) (*door.Body[shown.SubscriptionOutcomes], error) {
			list, err := subs.Preview(ctx, service.Party{Account: c.Scope, User: c.User}, in.Body.Of())
			return door.Answer(shown.ToOutcomes(list)), err
		})
	door.Handle(d, door.Route{Operation: access.SubscriptionWrite, Area: door.Account, Method: http.MethodPost, Path: "/api/subscriptions",
		ID: "change-subscriptions", Summary: "Connect objects to a plan, change it, pause, resume or stop", Idempotent: true, MaxBody: wishBody,
		Description: "Each object wholly or not at all: what cannot be done of one does not stop the others. The terms of the version named are accepted by that."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body shown.SubscriptionWish }) (*door.Body[shown.SubscriptionOutcomes], error) {
			list, err := subs.Do(ctx, service.Party{Account: c.Scope, User: c.User}, in.Body.Of())
			return door.Answer(shown.ToOutcomes(list)), err
		})
}
