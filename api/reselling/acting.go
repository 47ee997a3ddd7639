package reselling

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Acting lets people act in tenants below, and owners let their provider in.
type Acting interface {
	Ask(ctx context.Context, s db.Scope, user, session uuid.UUID, w lifecycle.Wish) (identity.Asked, error)
	Grants(ctx context.Context, s db.Scope) ([]lifecycle.Grant, error)
	Give(ctx context.Context, s db.Scope, user uuid.UUID, reason string, life time.Duration) (lifecycle.Grant, error)
	Revoke(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// WayIn is where to go to act in a customer.
type WayIn struct {
	URL     string    `json:"url" doc:"On the host of the customer's brand; good once, for a minute"`
	Expires time.Time `json:"expires_at" doc:"When acting will end"`
}

// AccessGrant lets the provider act in one's own customers.
type AccessGrant struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	GivenBy   string     `json:"given_by"`
	Reason    string     `json:"reason"`
	StartsAt  time.Time  `json:"starts_at"`
	EndsAt    time.Time  `json:"ends_at"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
}

// HandOverPath is the page that exchanges a token; what follows # never reaches a server's log.
const HandOverPath = "/act-in#"

// RegisterActing hangs in acting in a tenant below, and the grants for it.
func RegisterActing(d *door.Doors, acting Acting) {
	door.Handle(d, door.Route{Operation: access.ActIn, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/tenants/{tenant}/act-in",
		ID: "act-in", Summary: "Ask to act in a customer",
		Description: "A customer of one's own by right; one of a partner's with a grant in force from each owner between. It is told in both audits."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Tenant uuid.UUID `path:"tenant" format:"uuid"`

			Body struct {
				Reason  string `json:"reason" maxLength:"1000" doc:"3 to 500 letters; the customer reads it"`
				Minutes int    `json:"minutes" minimum:"5" maximum:"480"`
				Back    string `json:"back,omitempty" maxLength:"200" pattern:"^/(console|platform)(/[A-Za-z0-9_-]+)*$" doc:"Page to come back to"`
			}
		}) (*door.Body[WayIn], error) {
			back := in.Body.Back
			if back == "" {
				back = "/console"
			}
			asked, err := acting.Ask(ctx, c.Scope, c.User, c.Session, lifecycle.Wish{Target: in.Tenant, Reason: in.Body.Reason,
				For: time.Duration(in.Body.Minutes) * time.Minute, Back: c.Origin + back})
			if err != nil {
				return nil, err
			}
			return door.Answer(WayIn{onHost(c.Origin, asked.Host) + HandOverPath + asked.Token, asked.Until}), nil
		})
	registerGrants(d, acting)
}

// onHost is an origin's scheme and port, on another host.
func onHost(origin, host string) string {
	o, err := url.Parse(origin)
	if err != nil || o.Scheme == "" {
		return "https://" + host
	}
	if port := o.Port(); port != "" {
		host += ":" + port
	}
	return o.Scheme + "://" + host
}

func registerGrants(d *door.Doors, acting Acting) {
	door.Handle(d, door.Route{Operation: access.ActInGrant, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/grants",
		ID: "list-grants", Summary: "Access that the provider was granted to one's own customers, the newest first"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[AccessGrant]], error) {
			found, err := acting.Grants(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			items := make([]AccessGrant, 0, len(found))
			for _, g := range found {
				items = append(items, AccessGrant(g))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.ActInGrant, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/grants",
		ID: "grant-access", Summary: "Let the provider act in one's own customers for a time", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Reason string `json:"reason" maxLength:"1000" doc:"3 to 500 letters"`
				Hours  int    `json:"hours" minimum:"1" maximum:"168"`
			}
		}) (*door.Body[AccessGrant], error) {
			g, err := acting.Give(ctx, c.Scope, c.User, in.Body.Reason, time.Duration(in.Body.Hours)*time.Hour)
			return door.Answer(AccessGrant(g)), err
		})
	door.Handle(d, door.Route{Operation: access.ActInGrant, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/grants/{grant}",
		ID: "revoke-grant", Summary: "Take the access back, at once", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Grant uuid.UUID `path:"grant" format:"uuid"`
		}) (*door.None, error) {
			return nil, acting.Revoke(ctx, c.Scope, in.Grant)
		})
}
