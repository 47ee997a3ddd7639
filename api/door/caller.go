package door

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Caller is who asks, and where. It lives as long as the request.
type Caller struct {
	// Brand of the host; never nil.
	Brand *tenant.Brand
	// Host asked for, normal: lower case, no port.
	Host string
	// Origin the browser shows: scheme, host and port.
	Origin string
	// Address of the peer, behind trusted proxies.
	Address string
	// Agent is the User-Agent, cut to 200 bytes.
	Agent string
	// Secure: the browser speaks TLS, to us or to a trusted proxy.
	Secure bool
	// PlatformHost: the brand is the platform's own.
	PlatformHost bool

	// Scope is the tenant acted in. This and the rest are zero in the public area.
	Scope   db.Scope
	User    uuid.UUID
	Session uuid.UUID
	Role    access.Role
	// Held is what the caller may do: their role's rights, or a key's, or while they must change their password, nothing
	// but that.
	Held access.Held
	// Within are the bundles of the key that was shown; nil: it was no key.
	Within []string
	// MustChange: the password was set by somebody else.
	MustChange bool
	// MustStrengthen: a second factor is required of them, and there is none. StrengthenBy: it will be from then on.
	MustStrengthen bool
	StrengthenBy   *time.Time
	// Acting is set where the caller is somebody from above who acts in the tenant without belonging to it.
	Acting *identity.ActingAs
	// Status of the tenant: active or suspended.
	Status string

	doors   *Doors
	claims  identity.Claims
	bundles []string
	cookies []string
}

// SetCookie has the answer set a cookie, besides those set before.
func (c *Caller) SetCookie(cookie string) { c.cookies = append(c.cookies, cookie) }

// Operations are the rights of the caller that mean something for their kind of tenant on this host.
func (c *Caller) Operations() []access.Operation {
	list := []access.Operation{}
	for _, r := range c.doors.routes {
		if r.Area != Public && !slices.Contains(list, r.Operation) && c.doors.policy.Admits(r.Area, c.Scope.Kind()) &&
			(r.Area != Staff || c.PlatformHost) && c.May(r.Operation) {
			list = append(list, r.Operation)
		}
	}
	slices.Sort(list)
	return list
}

// May tells whether the caller has a right, for answers that differ by it.
func (c *Caller) May(o access.Operation) bool { return c.doors.policy.Allowed(c.Held, o) }

// Holds tells whether the caller has a whole bundle.
func (c *Caller) Holds(b access.Bundle) bool { return c.doors.Rights.Has(c.Role, c.bundles, b) }

// Actor is the caller as the audit names whoever changes something.
func (c *Caller) Actor() audit.Actor {
	if c.Acting != nil {
		return c.Acting.Actor(c.Address, c.Agent)
	}
	a := audit.Actor{Kind: audit.User, User: c.User, Address: c.Address, Agent: c.Agent}
	switch {
	case c.User == uuid.Nil:
		a.Kind = audit.Visitor
	case c.Within != nil:
		a.Kind = audit.Key
	}
	return a
}

// By is the caller as package identity asks who wants a change.
func (c *Caller) By() identity.By { return identity.By{User: c.User, Within: c.Within} }

// Visit is the caller as package identity asks where somebody comes from.
func (c *Caller) Visit() identity.Visit {
	return identity.Visit{Realm: c.Brand.Realm, Host: c.Host, Address: c.Address, Agent: c.Agent, Origin: c.Origin, Brand: c.Brand.Name}
}

// Areas the caller can enter, for whoever draws the navigation.
func (c *Caller) Areas() []string {
	var names []string
	for _, a := range []Area{Account, Reselling, Staff} {
		if c.doors.policy.Admits(a, c.Scope.Kind()) && (a != Staff || c.PlatformHost) {
			names = append(names, a.String())
		}
	}
	return names
}

type callerKey struct{}

// CallerOf gives the caller of a request's context, for what is called from a handler without it being handed on.
func CallerOf(ctx context.Context) (*Caller, bool) {
	c, ok := ctx.Value(callerKey{}).(*Caller)
	return c, ok
}
