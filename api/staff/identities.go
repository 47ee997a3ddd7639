package staff

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

// Identities is what staff do with devices of other tenants.
type Identities interface {
	SearchIdentity(ctx context.Context, s db.Scope, value, reason string) ([]fleet.Claim, error)
	Requests(ctx context.Context, s db.Scope, q fleet.RequestsQuery) (list []fleet.RequestBelow, more bool, err error)
	Refuse(ctx context.Context, s db.Scope, request uuid.UUID, reason string) error
	Release(ctx context.Context, s db.Scope, claim uuid.UUID, from, reason string) error
	Transfer(ctx context.Context, s db.Scope, claim uuid.UUID, from, reason string) error
}

// Span is a stretch of time.
type Span struct {
	Since time.Time  `json:"since"`
	Until *time.Time `json:"until,omitempty" doc:"Absent: it lasts"`
}

// IdentityClaim is one tracker's claim on an identity.
type IdentityClaim struct {
	ID         uuid.UUID             `json:"id" format:"uuid"`
	Namespace  string                `json:"namespace" example:"imei"`
	Value      string                `json:"value"`
	Tenant     uuid.UUID             `json:"tenant" format:"uuid"`
	TenantName string                `json:"tenant_name"`
	RealmName  string                `json:"realm_name"`
	Protocol   string                `json:"protocol"`
	Model      string                `json:"model"`
	State      string                `json:"state" enum:"holds,waits,held,given_up"`
	ClaimedAt  time.Time             `json:"claimed_at"`
	Held       *Span                 `json:"held,omitempty"`
	Proof      string                `json:"proof,omitempty" enum:"code,password" doc:"How it was shown that they have the device; absent: the number was typed"`
	HeardAt    *time.Time            `json:"heard_at,omitempty"`
	Bindings   []Span                `json:"bindings" nullable:"false" doc:"When the tracker stood for an object, the latest first"`
	Request    *shown.TrackerRequest `json:"request,omitempty"`
}

// QueuedRequest is a request that staff decide.
type QueuedRequest struct {
	shown.TrackerRequest

	Tenant     uuid.UUID `json:"tenant" format:"uuid"`
	TenantName string    `json:"tenant_name"`
	RealmName  string    `json:"realm_name"`
}

type handOver struct {
	Claim uuid.UUID `path:"claim" format:"uuid"`
	Body  struct {
		Reason string `json:"reason" minLength:"3" maxLength:"500" doc:"Kept in the audits"`
		From   string `json:"from,omitempty" enum:"now,last_heard" default:"now" doc:"last_heard: what the device has buffered since its holder last heard it is the new holder's"`
	}
}

func toClaim(c fleet.Claim) IdentityClaim {
	item := IdentityClaim{ID: c.ID, Namespace: c.Namespace, Value: c.Value, Tenant: c.Tenant, TenantName: c.TenantName, RealmName: c.RealmName,
		Protocol: c.Protocol, Model: c.Model, State: "waits", ClaimedAt: c.ClaimedAt, Proof: c.Proof, HeardAt: c.HeardAt, Bindings: []Span{}}
	switch {
	case c.Held != nil && c.Held.Until == nil:
		item.State = "holds"
	case c.Held != nil:
		item.State = "held"
	case c.Released != nil:
		item.State = "given_up"
	}
	if c.Held != nil {
		item.Held = &Span{c.Held.Since, c.Held.Until}
	}
	for _, b := range c.Bindings {
		item.Bindings = append(item.Bindings, Span{b.Span.Since, b.Span.Until})
	}
	if c.Request != nil {
		r := shown.ToRequest(*c.Request)
		item.Request = &r
	}
	return item
}

// RegisterIdentities hangs in the search for identities over all tenants, and what staff decide.
func RegisterIdentities(d *door.Doors, identities Identities) {
	door.Handle(d, door.Route{Operation: access.IdentityRead, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/identities/search",
		ID: "search-identity", Summary: "Who holds, held or waits for an identity", Description: "Every search is in the audit, with its reason."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Value  string `json:"value" minLength:"1" maxLength:"120"`
				Reason string `json:"reason" minLength:"3" maxLength:"500"`
			}
		}) (*door.Body[door.Items[IdentityClaim]], error) {
			found, err := identities.SearchIdentity(ctx, c.Scope, in.Body.Value, in.Body.Reason)
			if err != nil {
				return nil, err
			}
			items := make([]IdentityClaim, 0, len(found))
			for _, claim := range found {
				items = append(items, toClaim(claim))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.IdentityWrite, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/identities/{claim}/release",
		ID: "release-identity", Summary: "End somebody's hold of an identity", Description: "They keep what was recorded. Whoever waits has it at its next knock."},
		func(ctx context.Context, c *door.Caller, in *handOver) (*door.None, error) {
			return nil, identities.Release(ctx, c.Scope, in.Claim, in.Body.From, in.Body.Reason)
		})
	door.Handle(d, door.Route{Operation: access.IdentityWrite, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/identities/{claim}/transfer",
		ID: "transfer-identity", Summary: "Give an identity to a claim that waits", Description: "Nothing that was recorded before goes to the new holder."},
		func(ctx context.Context, c *door.Caller, in *handOver) (*door.None, error) {
			return nil, identities.Transfer(ctx, c.Scope, in.Claim, in.Body.From, in.Body.Reason)
		})
	door.Handle(d, door.Route{Operation: access.IdentityRead, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/tracker-requests",
		ID: "list-tracker-requests", Summary: "Requests for trackers, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Open bool `query:"open" doc:"Those that nobody has decided"`
		}) (*door.Body[door.Items[QueuedRequest]], error) {
			q := fleet.RequestsQuery{Open: in.Open, Limit: min(in.Limit, fleet.MaxPage)}
			return door.Paged(c, "tracker requests", in.After,
				func(after uuid.UUID) ([]fleet.RequestBelow, bool, error) {
					q.After = after
					return identities.Requests(ctx, c.Scope, q)
				},
				func(r fleet.RequestBelow) (QueuedRequest, uuid.UUID) {
					return QueuedRequest{shown.ToRequest(r.Request), r.Tenant, r.TenantName, r.RealmName}, r.ID
				})
		})
	door.Handle(d, door.Route{Operation: access.IdentityWrite, Area: door.Staff, Method: http.MethodPost, Path: "/api/platform/tracker-requests/{request}/refuse",
		ID: "refuse-tracker-request", Summary: "Refuse a request for a tracker", Description: "The claim goes on waiting; the reason is told to whoever asked."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Request uuid.UUID `path:"request" format:"uuid"`
			Body    struct {
				Reason string `json:"reason" minLength:"3" maxLength:"500"`
			}
		}) (*door.None, error) {
			return nil, identities.Refuse(ctx, c.Scope, in.Request, in.Body.Reason)
		})
}
