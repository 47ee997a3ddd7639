package api_test

import (
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// The model of DESIGN §4, as plainly as it can be said: who holds what, who sees what, and who may give what to whom. It
// shares nothing with the code it is compared with but the names of operations and the bundle each comes in.

// bundlesOfRoles are the built-in roles, written out.
var bundlesOfRoles = map[string][]string{ //nolint:gochecknoglobals // a table of this test
	"owner": {"self", "keys", "fleet view", "fleet manage", "fleet block", "fleet command", "alerts", "reports", "people view", "people manage",
		"roles manage", "ownership", "audit view", "settings", "money view", "money manage", "prices", "customer view", "customer manage",
		"customer enter", "desk", "ask support", "brand manage", "provider", "tree view", "tree manage"},
	"admin": {"self", "keys", "fleet view", "fleet manage", "fleet block", "fleet command", "alerts", "reports", "people view", "people manage",
		"roles manage", "audit view", "settings", "money view", "money manage", "prices", "customer view", "customer manage",
		"customer enter", "desk", "ask support", "brand manage", "tree view", "tree manage"},
	"billing":  {"self", "fleet view", "reports", "money view", "money manage", "prices", "customer view", "ask support", "provider"},
	"support":  {"self", "fleet view", "reports", "customer view", "customer enter", "desk", "ask support", "tree view"},
	"operator": {"self", "fleet view", "fleet manage", "fleet block", "fleet command", "alerts", "reports", "customer view", "ask support"},
	"viewer":   {"self", "fleet view", "reports", "customer view", "ask support", "tree view"},
}

type mTenant struct {
	id          uuid.UUID
	scope       db.Scope
	kind        tenant.Kind
	up          *mTenant
	host        string // of its realm
	depth       int
	people      []*mPerson
	roles       []*mRole
	objects     []*mObject
	groups      []*mGroup
	invitations []*mInvitation
}

type mGroup struct {
	id   uuid.UUID
	gone bool
}

type mObject struct {
	id            uuid.UUID
	group         *mGroup
	gone, blocked bool
}

type mRole struct {
	id      uuid.UUID
	bundles []string
	gone    bool
}

type mInvitation struct {
	id   uuid.UUID
	role *mRole
	open bool
}

type mPerson struct {
	id               uuid.UUID
	tenant           *mTenant
	login            string
	role             string
	own              *mRole
	seesAll          bool
	objects          []*mObject
	groups           []*mGroup
	blocked, removed bool
	shown            []*shown
}

// shown is what a person shows to be let in: a session, or a key.
type shown struct {
	by    *mPerson
	id    uuid.UUID
	token string
	// key is what a key was made for; nil: it is a session.
	key     []string
	refresh string
	ended   bool
	// stale: the rights have changed since the access token was made, and it must be renewed.
	stale bool
}

func (p *mPerson) bundles() []string {
	if p.own != nil {
		return p.own.bundles
	}
	return bundlesOfRoles[p.role]
}

// bundles are those of the person now, and of a key no more than it was made for.
func (s *shown) bundles() []string {
	if s.key == nil {
		return s.by.bundles()
	}
	return slices.DeleteFunc(slices.Clone(s.by.bundles()), func(b string) bool { return !slices.Contains(s.key, b) })
}

// covers: nobody gives what they lack; looking after oneself everybody may.
func covers(held, given []string) bool {
	for _, b := range given {
		if b != "self" && !slices.Contains(held, b) {
			return false
		}
	}
	return true
}

func (p *mPerson) sees(o *mObject) bool {
	return slices.Contains(p.tenant.objects, o) && !o.gone && p.granted(o)
}

// granted: by itself or by its group. What lies in the trash stays granted, as it comes back.
func (p *mPerson) granted(o *mObject) bool {
	return p.seesAll || slices.Contains(p.objects, o) || o.group != nil && slices.Contains(p.groups, o.group)
}

// knows a group: by a grant, or because an object in it is seen.
func (p *mPerson) knows(g *mGroup) bool {
	if !slices.Contains(p.tenant.groups, g) || g.gone {
		return false
	}
	return p.seesAll || slices.Contains(p.groups, g) ||
		slices.ContainsFunc(p.tenant.objects, func(o *mObject) bool { return o.group == g && p.sees(o) })
}

func (t *mTenant) below(other *mTenant) bool {
	for up := t.up; up != nil; up = up.up {
		if up == other {
			return true
		}
	}
	return false
}

// refused is the answer to whoever does not get as far as the thing asked for; 0: they do.
func refused(s *shown, host string, platformHost bool, r door.Route) int {
	switch {
	case r.Area == door.Staff && !platformHost:
		return http.StatusNotFound
	case s == nil:
		return http.StatusUnauthorized
	case s.key != nil && s.by.removed:
		return http.StatusUnauthorized
	case s.by.tenant.host != host:
		return http.StatusMisdirectedRequest
	case s.ended || s.stale || s.by.removed || s.by.blocked:
		return http.StatusUnauthorized
	case r.Area == door.Reselling && s.by.tenant.kind == tenant.Account,
		r.Area == door.Staff && s.by.tenant.kind != tenant.Platform,
		!slices.Contains(s.bundles(), bundleNamed(r.Operation)):
		return http.StatusForbidden
	}
	return 0
}

func bundleNamed(o access.Operation) string {
	for _, d := range access.Operations() {
		if d.Operation == o {
			return string(d.Bundle)
		}
	}
	return "no bundle"
}

// outranks: whoever changes somebody may do all that they may, and was granted the sight of all that they were.
func (s *shown) outranks(target *mPerson) bool {
	if !covers(s.bundles(), target.bundles()) || target.role == "owner" && !slices.Contains(s.bundles(), "ownership") {
		return false
	}
	if s.by.seesAll {
		return true
	}
	if target.seesAll {
		return false
	}
	for _, o := range target.objects {
		if !s.by.granted(o) {
			return false
		}
	}
	for _, g := range target.groups {
		if !g.gone && !slices.Contains(s.by.groups, g) {
			return false
		}
	}
	return true
}

// mGrant is a role and a sight on their way to somebody.
type mGrant struct {
	role    string
	own     *mRole
	seesAll bool
	objects []*mObject
	groups  []*mGroup
}

// gives is the answer to whoever gives a grant; 0: it is given.
func (s *shown) gives(g mGrant) int {
	given := bundlesOfRoles[g.role]
	if g.role == "own" {
		if !slices.Contains(s.by.tenant.roles, g.own) || g.own.gone {
			return http.StatusUnprocessableEntity
		}
		given = g.own.bundles
	}
	if !covers(s.bundles(), given) {
		return http.StatusForbidden
	}
	if g.seesAll {
		if !s.by.seesAll {
			return http.StatusForbidden
		}
		return 0
	}
	for _, o := range g.objects {
		if !s.by.sees(o) {
			return http.StatusUnprocessableEntity
		}
	}
	for _, group := range g.groups {
		if !s.by.knows(group) {
			return http.StatusUnprocessableEntity
		}
	}
	for _, group := range g.groups {
		if !s.by.seesAll && !slices.Contains(s.by.groups, group) {
			return http.StatusForbidden
		}
	}
	return 0
}

// take gives a person a grant; their sessions have to be renewed.
func (p *mPerson) take(g mGrant) {
	p.role, p.own, p.seesAll = g.role, g.own, g.seesAll
	p.objects, p.groups = nil, nil
	if !g.seesAll {
		p.objects, p.groups = g.objects, g.groups
	}
	p.rightsChanged()
}

func (p *mPerson) rightsChanged() {
	for _, s := range p.shown {
		s.stale = s.stale || s.key == nil
	}
}

func (p *mPerson) endSessions(but *shown) {
	for _, s := range p.shown {
		if s.key == nil && s != but {
			s.ended = true
		}
	}
}
