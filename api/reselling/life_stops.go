package reselling

import (
	"context"
	"net/http"
	"slices"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/access"
)

func registerStops(d *door.Doors, lives Lives) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/why",
		ID: "why-customer", Summary: "Why a customer of one's own is blocked or suspended, each cause and who has decided"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[CustomerCauses], error) {
			list, err := lives.WhyCustomer(ctx, c.Scope, in.Customer)
			if err != nil {
				return nil, err
			}
			all := CustomerCauses{Items: make([]CustomerCause, 0, len(list))}
			for _, cause := range list {
				if !slices.Contains(c.Operations(), access.CustomerPlanRead) {
					cause.Plan, cause.Missing, cause.Currency = "", 0, ""
				}
				all.Items = append(all.Items, CustomerCause(cause))
			}
			return door.Answer(all), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerSuspend, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/customers/{customer}/suspension",
		ID: "suspend-customer", Summary: "Suspend a customer of one's own for conduct, false data or spam", Status: http.StatusNoContent,
		Description: "Its account stays open to it; its data is stored and withheld. The owner is told the reason."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body CustomerSuspension
		}) (*door.None, error) {
			return nil, lives.Suspend(ctx, c.Scope, c.User, in.Customer, lifecycle.Suspension{Ground: in.Body.Ground, Reason: in.Body.Reason, Below: in.Body.Below})
		})
	door.Handle(d, door.Route{Operation: access.CustomerSuspend, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/customers/{customer}/suspension",
		ID: "lift-suspension", Summary: "Lift a suspension", Description: "What was stored meanwhile is shown again, unless another cause is in force."},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.None, error) {
			return nil, lives.Lift(ctx, c.Scope, c.User, in.Customer)
		})
}

func registerTrash(d *door.Doors, lives Lives) {
	door.Handle(d, door.Route{Operation: access.CustomerClose, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/customers/{customer}",
		ID: "close-customer", Summary: "Close a customer of one's own", Description: "It lies in the trash for thirty days. confirm repeats its name or account number."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Confirm string `query:"confirm" maxLength:"200" doc:"The customer's name or account number"`
		}) (*door.None, error) {
			return nil, lives.Close(ctx, c.Scope, in.Customer, in.Confirm)
		})
	door.Handle(d, door.Route{Operation: access.CustomerClose, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/trash/{customer}/restore",
		ID: "restore-customer", Summary: "Take a customer out of the trash, with all it had", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.None, error) {
			return nil, lives.Restore(ctx, c.Scope, in.Customer)
		})
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/trash",
		ID: "list-closed-customers", Summary: "Closed customers, which can be restored for thirty days"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[ClosedCustomer]], error) {
			list, err := lives.Trash(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]ClosedCustomer, 0, len(list))
			for _, one := range list {
				items = append(items, ClosedCustomer(one))
			}
			return door.Listed(items, ""), nil
		})
}
