package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
)

// DormantAccount is an account whose people were not here for 24 months, and which has no money.
type DormantAccount struct {
	ID          uuid.UUID  `json:"id" format:"uuid"`
	Name        string     `json:"name"`
	Number      string     `json:"number"`
	SeenAt      *time.Time `json:"seen_at,omitempty" doc:"When somebody was last here; absent: never"`
	CreatedAt   time.Time  `json:"created_at"`
	Objects     int        `json:"objects"`
	WarnedAt    *time.Time `json:"warned_at,omitempty"`
	RemovableAt *time.Time `json:"removable_at,omitempty" doc:"From when on it may be removed; absent: it was not warned"`
}

func registerDormant(d *door.Doors, lives Lives) {
	door.Handle(d, door.Route{Operation: access.CustomerClose, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/dormant",
		ID: "list-dormant-accounts", Summary: "Accounts where nobody was for 24 months and that have no money, at most 200, those away for longest first"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[DormantAccount]], error) {
			list, err := lives.Dormant(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]DormantAccount, 0, len(list))
			for _, one := range list {
				items = append(items, DormantAccount(one))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerClose, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/dormant/{customer}/warn",
		ID: "warn-dormant-account", Summary: "Write to its owner that a dormant account will be removed", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.None, error) {
			return nil, lives.WarnDormant(ctx, c.Scope, c.User, in.Customer)
		})
	door.Handle(d, door.Route{Operation: access.CustomerClose, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/dormant/{customer}/remove",
		ID: "remove-dormant-account", Summary: "Remove a dormant account thirty days after it was warned", Status: http.StatusNoContent,
		Description: "It lies in the trash for another thirty days."},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.None, error) {
			return nil, lives.RemoveDormant(ctx, c.Scope, in.Customer)
		})
}
