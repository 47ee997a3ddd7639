package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// SignIns says what signing in requires in a realm, and what hangs on its hosts.
type SignIns interface {
	SignInRules(ctx context.Context, s db.Scope) (identity.SignInRules, error)
	SetSignInRules(ctx context.Context, s db.Scope, wanted identity.SignInRules) error
	BoundTo(ctx context.Context, s db.Scope, host string) (identity.Bound, error)
}

// HostOf knows the host of a domain, and has those be told whose passkeys belong to it.
type HostOf interface {
	One(ctx context.Context, s db.Scope, id uuid.UUID) (domains.Domain, error)
	TellBefore(ctx context.Context, s db.Scope, id uuid.UUID, next *uuid.UUID) error
}

// SignInRules are whom the realm lets in with two factors only.
type SignInRules struct {
	Staff        []string   `json:"staff" nullable:"false" maxItems:"10" doc:"Roles of the realm's own people: owner, admin, billing, support, operator, viewer, own"`
	Customers    []string   `json:"customers" nullable:"false" maxItems:"10" doc:"Roles of its customers' people"`
	RequiredFrom *time.Time `json:"required_from,omitempty" doc:"Until then whoever signs in is asked and can put it off; absent: at once"`
}

// BoundPasskeys are people whose passkeys are bound to a domain.
type BoundPasskeys struct {
	People   int `json:"people" doc:"Who have a passkey there"`
	Stranded int `json:"stranded" doc:"Of those, who have neither an authenticator app nor a passkey on another of the brand's addresses"`
	// Told and Unreachable are of People too.
	Told        int `json:"told" doc:"Of those, who were written to about it, and have not used a passkey there since"`
	Unreachable int `json:"unreachable" doc:"Of those, who have no e-mail address, so that nobody can write to them"`
}

// RegisterSignIns hangs in the rules for signing in, and the warning before a host goes that passkeys are bound to.
func RegisterSignIns(d *door.Doors, ins SignIns, hosts HostOf) {
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/sign-in-rules",
		ID: "get-sign-in-rules", Summary: "Who needs a second factor"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[SignInRules], error) {
			rules, err := ins.SignInRules(ctx, c.Scope)
			out := SignInRules{Staff: rules.Staff, Customers: rules.Customers}
			if !rules.RequiredFrom.IsZero() {
				out.RequiredFrom = &rules.RequiredFrom
			}
			return door.Answer(out), err
		})
	door.Handle(d, door.Route{Operation: access.RealmSettings, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/sign-in-rules",
		ID: "change-sign-in-rules", Summary: "Say who needs a second factor", Status: http.StatusNoContent,
		Description: "Whoever it meets sets one up before anything else, from the day it begins. Keys for programs go on."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body SignInRules }) (*door.None, error) {
			wanted := identity.SignInRules{Staff: in.Body.Staff, Customers: in.Body.Customers}
			if in.Body.RequiredFrom != nil {
				wanted.RequiredFrom = *in.Body.RequiredFrom
			}
			return nil, ins.SetSignInRules(ctx, c.Scope, wanted)
		})
	door.Handle(d, door.Route{Operation: access.DomainRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/domains/{domain}/passkeys",
		ID: "count-domain-passkeys", Summary: "How many people's passkeys are bound to a domain", Description: "They are worth nothing on any other: whoever changes or removes it should know."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Domain uuid.UUID `path:"domain" format:"uuid"`
		}) (*door.Body[BoundPasskeys], error) {
			one, err := hosts.One(ctx, c.Scope, in.Domain)
			if err != nil {
				return nil, err
			}
			bound, err := ins.BoundTo(ctx, c.Scope, one.Host)
			return door.Answer(BoundPasskeys(bound)), err
		})
	door.Handle(d, door.Route{Operation: access.DomainWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/domains/{domain}/passkeys/letters",
		ID: "tell-domain-passkeys", Summary: "Write to those whose passkeys are bound to a domain, before it is changed", Status: http.StatusNoContent,
		Description: "Each is told once what ends and how they get in. Whoever is not told before is told when the domain is changed."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Domain uuid.UUID `path:"domain" format:"uuid"`
			Body   struct {
				Next *uuid.UUID `json:"next,omitempty" format:"uuid" doc:"The domain that they will sign in at; absent: the primary one"`
			}
		}) (*door.None, error) {
			return nil, hosts.TellBefore(ctx, c.Scope, in.Domain, in.Body.Next)
		})
}
