package api_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// grove is a random tree with random people in it, in the database and in the model.
type grove struct {
	*world

	r       *rapid.T
	tenants []*mTenant
	people  []*mPerson
	names   int
}

// deepest is how far below the platform a tenant may be.
const deepest = 4

func (g *grove) name(what string) string {
	g.names++
	return fmt.Sprintf("%s %d", what, g.names)
}

// pick draws a place in a list: what is drawn is told when a run fails.
func pick[T any](r *rapid.T, label string, from []T) T {
	return from[rapid.SampledFrom(places(from)).Draw(r, label)]
}

func places[T any](from []T) []int {
	list := make([]int, len(from))
	for i := range list {
		list[i] = i
	}
	return list
}

// some picks up to three.
func some[T any](r *rapid.T, label string, from []T) []T {
	if len(from) == 0 {
		return nil
	}
	var list []T
	for _, i := range rapid.SliceOfNDistinct(rapid.SampledFrom(places(from)), 0, min(3, len(from)), rapid.ID[int]).Draw(r, label) {
		list = append(list, from[i])
	}
	return list
}

func newGrove(w *world, r *rapid.T) *grove {
	g := &grove{world: w, r: r}
	ctx := w.t.Context()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(r, err)
	g.plant(root.ID, tenant.Platform, nil)
	for range rapid.IntRange(2, 6).Draw(r, "tenants") {
		up := pick(r, "above", slices.DeleteFunc(slices.Clone(g.tenants), func(t *mTenant) bool { return t.kind == tenant.Account || t.depth == deepest }))
		kind := pick(r, "kind", []tenant.Kind{tenant.Reseller, tenant.Reseller, tenant.Account})
		opened, err := w.tenants.Open(ctx, up.scope, tenant.Opening{Kind: kind, Name: g.name("tenant")})
		require.NoError(r, err)
		g.plant(opened.ID, kind, up)
	}
	return g
}

// plant adds a tenant with objects, groups, an own role and people.
func (g *grove) plant(id uuid.UUID, kind tenant.Kind, up *mTenant) {
	ctx, r := g.t.Context(), g.r
	t := &mTenant{id: id, kind: kind, up: up}
	var err error
	t.scope, err = g.world.tenants.Scope(ctx, id, id)
	require.NoError(r, err)
	if up != nil {
		t.host, t.depth = up.host, up.depth+1
	}
	if kind != tenant.Account {
		t.host = fmt.Sprintf("realm%d.test", len(g.tenants))
		require.NoError(r, g.world.tenants.GiveHost(ctx, id, t.host, true))
		_, err := g.world.tenants.SetLook(ctx, t.scope, tenant.Look{Name: g.name("brand")})
		require.NoError(r, err)
	}
	for range 2 {
		made, err := g.fleet.CreateGroup(ctx, t.scope, g.name("group"))
		require.NoError(r, err)
		t.groups = append(t.groups, &mGroup{id: made.ID})
	}
	for i := range 3 {
		o := &mObject{}
		creation := fleet.Creation{Name: g.name("object")}
		if i < 2 {
			o.group = t.groups[i]
			creation.Group = &o.group.id
		}
		made, _, err := g.fleet.Create(ctx, t.scope, creation)
		require.NoError(r, err)
		o.id = made.ID
		t.objects = append(t.objects, o)
	}
	g.tenants = append(g.tenants, t)
	owner := g.settle(t, mGrant{role: "owner", seesAll: true}, identity.By{})
	by := identity.By{User: owner.id}
	role := &mRole{bundles: g.bundles("bundles of an own role", inRoles())}
	made, err := g.world.people.MakeRole(ctx, t.scope, by, g.name("role"), role.bundles)
	require.NoError(r, err)
	role.id, role.bundles = made.ID, made.Bundles
	t.roles = append(t.roles, role)
	for range rapid.IntRange(1, 3).Draw(r, "people") {
		p := g.settle(t, g.grantWithin(t), by)
		inKeys := slices.DeleteFunc(slices.Clone(p.bundles()), func(b string) bool {
			return slices.Contains([]string{"self", "keys", "ownership", "customer enter"}, b)
		})
		if len(inKeys) > 0 && rapid.Bool().Draw(r, "has a key") {
			g.makeKey(p, g.bundles("bundles of a key", inKeys))
		}
	}
}

func inRoles() []string {
	var list []string
	for _, b := range bundlesOfRoles["owner"] {
		if b != "ownership" {
			list = append(list, b)
		}
	}
	return list
}

// bundles picks a few; those that rights are about come more often than chance would have it.
func (g *grove) bundles(label string, from []string) []string {
	list := rapid.SliceOfNDistinct(rapid.SampledFrom(from), 1, len(from), rapid.ID[string]).Draw(g.r, label)
	for _, b := range []string{"people manage", "roles manage"} {
		if slices.Contains(from, b) && !slices.Contains(list, b) && rapid.Bool().Draw(g.r, b) {
			list = append(list, b)
		}
	}
	return list
}

// grantWithin is a grant of what the tenant has.
func (g *grove) grantWithin(t *mTenant) mGrant {
	grant := mGrant{role: pick(g.r, "role", []string{"admin", "billing", "support", "operator", "viewer", "own", "own", "own"}),
		seesAll: rapid.Bool().Draw(g.r, "sees all")}
	if grant.role == "own" {
		grant.own = pick(g.r, "own role", t.roles)
	}
	if !grant.seesAll {
		grant.objects = some(g.r, "sees objects", t.objects)
		grant.groups = some(g.r, "sees groups", t.groups)
	}
	return grant
}

func toGrant(m mGrant) identity.Grant {
	grant := identity.Grant{Role: m.role, SeesAll: m.seesAll}
	if m.own != nil {
		grant.RoleID = m.own.id
	}
	for _, o := range m.objects {
		grant.Objects = append(grant.Objects, o.id)
	}
	for _, group := range m.groups {
		grant.Groups = append(grant.Groups, group.id)
	}
	return grant
}

// settle adds somebody and signs them in.
func (g *grove) settle(t *mTenant, grant mGrant, by identity.By) *mPerson {
	ctx := g.t.Context()
	p := &mPerson{tenant: t, login: g.name("person")}
	role := identity.Viewer
	if grant.role == "owner" {
		role = identity.Owner
	}
	var err error
	p.id, err = g.world.people.Add(ctx, t.scope, identity.NewUser{Login: p.login, Password: secret, Role: role})
	require.NoError(g.r, err)
	if by.User != uuid.Nil {
		_, err := g.world.people.ChangePerson(ctx, t.scope, by, p.id, identity.PersonChange{Grant: new(toGrant(grant))})
		require.NoError(g.r, err)
	}
	p.take(grant)
	g.signIn(p)
	t.people, g.people = append(t.people, p), append(g.people, p)
	return p
}

func (g *grove) signIn(p *mPerson) *shown {
	tokens, err := g.world.people.SignIn(g.t.Context(), g.visit(p), p.login, secret)
	require.NoError(g.r, err)
	s := &shown{by: p, id: tokens.Session, token: tokens.Access, refresh: tokens.Refresh}
	p.shown = append(p.shown, s)
	return s
}

func (g *grove) visit(p *mPerson) identity.Visit {
	return identity.Visit{Realm: p.tenant.scope.Realm(), Host: p.tenant.host, Address: "192.0.2.9"}
}

func (g *grove) makeKey(p *mPerson, bundles []string) {
	scope := p.tenant.scope
	if !p.seesAll {
		scope = scope.SeenBy(p.id)
	}
	key, err := g.world.people.MakeKey(g.t.Context(), scope, identity.By{User: p.id}, g.name("key"), bundles, time.Now().Add(time.Hour))
	require.NoError(g.r, err)
	p.shown = append(p.shown, &shown{by: p, id: key.ID, token: key.Secret, key: bundles})
}

// inKeys are bundles that a key may have.
func inKeys() []string {
	return slices.DeleteFunc(inRoles(), func(b string) bool {
		return slices.Contains(access.Personal(), access.Bundle(b))
	})
}
