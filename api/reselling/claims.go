package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Claims lists customers' trackers that need looking at.
type Claims interface {
	ClaimsBelow(ctx context.Context, s db.Scope, q fleet.ClaimsQuery) (list []fleet.ClaimBelow, more bool, err error)
}

// CustomersTracker is a tracker of a customer of one's own.
type CustomersTracker struct {
	ID           uuid.UUID             `json:"id" format:"uuid"`
	Customer     uuid.UUID             `json:"tenant" format:"uuid"`
	CustomerName string                `json:"tenant_name"`
	Object       uuid.UUID             `json:"object" format:"uuid"`
	ObjectName   string                `json:"object_name"`
	Protocol     string                `json:"protocol"`
	Model        string                `json:"model"`
	Identity     string                `json:"identity"`
	Since        time.Time             `json:"since" doc:"Since when it has stood for the object"`
	Waiting      bool                  `json:"waiting" doc:"No device of this identity has come yet"`
	HeardAt      *time.Time            `json:"heard_at,omitempty" doc:"When this tracker was last heard; who else knocks is shown to nobody"`
	HeardOutcome string                `json:"heard_outcome,omitempty"`
	Request      *shown.TrackerRequest `json:"request,omitempty"`
}

// RegisterClaims hangs in the list of customers' trackers.
func RegisterClaims(d *door.Doors, claims Claims) {
	door.Handle(d, door.Route{Operation: access.ClaimRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/trackers",
		ID: "list-customers-trackers", Summary: "Trackers of one's own customers that wait, were asked for, or are in trouble"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			List string `query:"list" enum:"waiting,requested,troubled" default:"waiting"`
		}) (*door.Body[door.Items[CustomersTracker]], error) {
			q := fleet.ClaimsQuery{List: in.List, Limit: min(in.Limit, fleet.MaxPage)}
			return door.Paged(c, "trackers "+in.List, in.After,
				func(after uuid.UUID) ([]fleet.ClaimBelow, bool, error) {
					q.After = after
					return claims.ClaimsBelow(ctx, c.Scope, q)
				},
				func(t fleet.ClaimBelow) (CustomersTracker, uuid.UUID) {
					item := CustomersTracker{t.Tracker, t.Tenant, t.TenantName, t.Object, t.ObjectName, t.Protocol, t.Model, t.Identity, t.Since, t.Waiting,
						t.HeardAt, t.HeardOutcome, nil}
					if t.Request != nil {
						r := shown.ToRequest(*t.Request)
						item.Request = &r
					}
					return item, t.Tracker
				})
		})
}
