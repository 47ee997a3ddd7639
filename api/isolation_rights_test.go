package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// owner is who has all rights in a tenant of the world.
func (w *world) owner(n *node) identity.By {
	w.t.Helper()
	list, _, err := w.people.List(w.t.Context(), n.scope, identity.PeopleQuery{Search: n.login, Limit: 10})
	require.NoError(w.t, err)
	i := slices.IndexFunc(list, func(p identity.Person) bool { return p.Role == identity.Owner })
	return identity.By{User: list[i].ID}
}

// member adds somebody with a role of these bundles to a tenant, and signs them in.
func (w *world) member(n *node, name string, bundles []string, grant identity.Grant) (id uuid.UUID, token string) {
	w.t.Helper()
	ctx, by := w.t.Context(), w.owner(n)
	role, err := w.people.MakeRole(ctx, n.scope, by, "role of "+name, bundles)
	require.NoError(w.t, err)
	grant.Role, grant.RoleID = identity.Own, role.ID
	login := name + " of " + n.canary
	person, err := w.people.AddPerson(ctx, n.scope, by, identity.NewPerson{Login: login, Password: secret, Grant: grant})
	require.NoError(w.t, err)
	visit := identity.Visit{Realm: n.scope.Realm(), Host: n.host, Address: "192.0.2.10", Agent: "agent " + n.canary}
	tokens, err := w.people.SignIn(ctx, visit, login, secret)
	require.NoError(w.t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(w.t, err)
	require.NoError(w.t, w.people.ChangePassword(ctx, n.scope, person.ID, claims.Session, "192.0.2.10", secret, secret+" of one's own"))
	return person.ID, tokens.Access
}

// private are the routes that need a right.
func (w *world) private() []door.Route {
	return slices.DeleteFunc(w.server.Routes(), func(r door.Route) bool { return r.Area == door.Public })
}

func bundleOf(o access.Operation) string {
	for _, d := range access.Operations() {
		if d.Operation == o {
			return string(d.Bundle)
		}
	}
	return ""
}

func TestARoleWithoutTheBundleIsRefusedOnEveryRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	root := w.node("root") // the platform's host has the routes of all areas
	inRoles, _ := w.rights.Grantable()
	tokens := map[string]string{}
	asked := 0
	for _, r := range w.private() {
		lacked := bundleOf(r.Operation)
		if lacked == string(access.Self) {
			continue // every role has it
		}
		if tokens[lacked] == "" {
			without := slices.DeleteFunc(slices.Clone(inRoles), func(b string) bool { return b == lacked })
			_, tokens[lacked] = w.member(root, "without "+lacked, without, identity.Grant{SeesAll: true})
		}
		got := w.ask(r, root.host, tokens[lacked], idsOf(root))
		require.Equal(t, http.StatusForbidden, got.status, "%s %s without %s: %s", r.Method, r.Path, lacked, got.body)
		asked++
	}
	t.Logf("rights: %d routes refused to a role without the bundle, of %d bundles", asked, len(tokens))
}

func TestARevokedMembershipAnEndedSessionAndADeadKeyAreNobodyOnEveryRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx := t.Context()
	root := w.node("root")
	by := w.owner(root)
	inRoles, inKeys := w.rights.Grantable()
	removed, removedToken := w.member(root, "removed", inRoles, identity.Grant{SeesAll: true})
	blocked, blockedToken := w.member(root, "blocked", inRoles, identity.Grant{SeesAll: true})
	maker, endedToken := w.member(root, "ended", inRoles, identity.Grant{SeesAll: true})
	key, err := w.people.MakeKey(ctx, root.scope, identity.By{User: maker}, "revoked", inKeys, time.Now().Add(time.Hour))
	require.NoError(t, err)
	orphan, err := w.people.MakeKey(ctx, root.scope, identity.By{User: removed}, "orphan", inKeys, time.Now().Add(time.Hour))
	require.NoError(t, err)
	all := []string{removedToken, blockedToken, endedToken, key.Secret, orphan.Secret}
	read := door.Route{Method: http.MethodGet, Path: "/api/objects"}
	for _, token := range all {
		require.Equal(t, http.StatusOK, w.ask(read, root.host, token, random).status, "before")
	}
	require.NoError(t, w.people.RemovePerson(ctx, root.scope, by, removed))
	_, err = w.people.ChangePerson(ctx, root.scope, by, blocked, identity.PersonChange{Blocked: new(true)})
	require.NoError(t, err)
	require.NoError(t, w.people.EndSessionsOf(ctx, root.scope, by, maker, nil))
	require.NoError(t, w.people.RevokeKey(ctx, root.scope, maker, key.ID))
	all = append(all, "key_AAAA", "key_", key.Secret[:len(key.Secret)-2]+"AA")
	var nobody *answer
	for _, r := range w.private() {
		for _, token := range all {
			got := w.ask(r, root.host, token, idsOf(root))
			require.Equal(t, http.StatusUnauthorized, got.status, "%s %s: %s", r.Method, r.Path, got.body)
			if nobody == nil {
				nobody = &got
			}
			require.Equal(t, *nobody, got, "%s %s", r.Method, r.Path)
		}
	}
}

func TestAKeyDoesWhatItWasMadeForInItsRealmAndNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for _, n := range w.nodes {
		for _, r := range w.private() {
			if r.Area == door.Staff && n.host != w.node("root").host {
				continue
			}
			got := w.ask(r, n.host, n.key, idsOf(n))
			where := fmt.Sprintf("the key of %s asks %s %s: %s", n.name, r.Method, r.Path, got.body)
			if bundleOf(r.Operation) != "fleet view" {
				require.Equal(t, http.StatusForbidden, got.status, where)
				continue
			}
			require.NotContains(t, []int{http.StatusUnauthorized, http.StatusForbidden}, got.status, where)
			require.Empty(t, w.betrayed(n, w.realmOf(n), false, got.body+got.headers), where)
			if foreign(r) {
				for _, victim := range w.nodes {
					if victim != n {
						require.Equal(t, http.StatusNotFound, w.ask(r, n.host, n.key, idsOf(victim)).status, where)
					}
				}
			}
			if other := w.node("south"); other.host != n.host {
				require.Equal(t, http.StatusMisdirectedRequest, w.ask(r, other.host, n.key, idsOf(n)).status, where)
			}
		}
	}
}

// hide adds an object, in a group of its own, that nobody is granted.
func (w *world) hide(n *node) (ids map[string]string, canary string) {
	ctx, t := w.t.Context(), w.t
	canary = "hiddenof" + n.name
	group, err := w.fleet.CreateGroup(ctx, n.scope, "group "+canary)
	require.NoError(t, err)
	made, _, err := w.fleet.Create(ctx, n.scope, fleet.Creation{Name: "object " + canary, Kind: canary, Group: &group.ID,
		Tracker: &fleet.TrackerSpec{Protocol: "wialon-ips", Model: "model " + canary, Identity: "identity" + canary}})
	require.NoError(t, err)
	require.NoError(t, w.fleet.Block(ctx, n.scope, made.ID, fleet.Blocking{KeepData: true, Reason: "reason " + canary}))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into object_states (object_seq, tenant_id, object_id, fixed_at, lat, lon, valid, heard_at, recorded_at, attributes)
			select seq, tenant_id, id, now(), 61, 26, true, now(), now(), jsonb_build_object('driver_id', $2::text) from objects where id = $1`, made.ID, canary)
		return err
	}))
	return map[string]string{"object": made.ID.String(), "group": group.ID.String()}, canary
}

func TestAnObjectThatIsNotGrantedDoesNotExistOnAnyRoute(t *testing.T) {
	t.Parallel()
	for name, policy := range map[string]door.Policy{"with the application's checks": nil, "with row-level security alone": everything{}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, policy)
			root := w.node("root")
			hidden, canary := w.hide(root)
			inRoles, _ := w.rights.Grantable()
			_, token := w.member(root, "narrow", inRoles, identity.Grant{Objects: []uuid.UUID{uuid.MustParse(root.ids["object"])}})
			before := w.rowsOf(hidden["object"])
			asked, granted := 0, 0
			for _, r := range w.private() {
				if asksForPassword[r.ID] {
					continue
				}
				if !slices.Contains(r.Params(), "object") && !slices.Contains(r.Params(), "group") {
					got := w.ask(r, root.host, token, random)
					require.NotContains(t, got.body, canary, "%s %s", r.Method, r.Path)
					require.NotContains(t, got.body, hidden["object"], "%s %s", r.Method, r.Path)
					asked++
					continue
				}
				got := w.ask(r, root.host, token, func(name string) string { return hidden[name] })
				require.Equal(t, w.ask(r, root.host, token, random), got, "%s %s: what is not granted is told from what is not there", r.Method, r.Path)
				require.Contains(t, []int{http.StatusNotFound, http.StatusForbidden}, got.status, "%s %s: %s", r.Method, r.Path, got.body)
				if r.Method == http.MethodGet && slices.Contains(r.Params(), "object") && !slices.Contains(r.Params(), "customer") {
					// The same route shows what is granted. Behind a customer lie the customer's objects, not those granted here.
					seen := w.ask(r, root.host, token, idsOf(root))
					require.Less(t, seen.status, 300, "%s %s: %s", r.Method, r.Path, seen.body)
					granted++
				}
				asked++
			}
			require.Equal(t, before, w.rowsOf(hidden["object"]), "something of what is not granted has changed")
			require.Positive(t, granted)
			t.Logf("sight: %d routes of a narrowed member show nothing of an object that is not granted", asked)
		})
	}
}

// rowsOf is what the database keeps of an object.
func (w *world) rowsOf(object string) string {
	var all []string
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		for _, table := range []string{"bindings", "blocks", "object_states", "paid_intervals"} {
			var rows *string
			if err := tx.QueryRow(w.t.Context(), `select string_agg(t::text, '|' order by t::text) from `+table+` t where object_id = $1`, object).Scan(&rows); err != nil {
				return err
			}
			all = append(all, table+fmt.Sprint(*rows))
		}
		var row string
		err := tx.QueryRow(w.t.Context(), `select o::text from objects o where id = $1`, object).Scan(&row)
		all = append(all, row)
		return err
	}))
	return strings.Join(all, "\n")
}

func TestWhoeverSeesSomeObjectsOnlyStillSeesEveryCustomer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	grant := identity.Grant{Objects: []uuid.UUID{uuid.MustParse(north.ids["object"])}}
	_, token := w.member(north, "narrow", []string{"customer view", "money view"}, grant)
	_, blind := w.member(north, "blind", []string{"customer view"}, grant)
	for _, path := range []string{"/api/console/customers?own=true", "/api/console/customers", "/api/console/customers.csv"} {
		read := door.Route{Method: http.MethodGet, Path: path}
		got := w.ask(read, north.host, token, random)
		require.Equal(t, http.StatusOK, got.status, "%s: %s", path, got.body)
		require.Equal(t, w.ask(read, north.host, north.token, random).body, got.body, path)
		// What customers have is for those who may see money.
		without := w.ask(read, north.host, blind, random)
		require.Equal(t, http.StatusOK, without.status, "%s: %s", path, without.body)
		if strings.HasSuffix(path, ".csv") {
			require.Contains(t, got.body, "10.00 EUR")
			require.NotContains(t, without.body, "EUR")
			continue
		}
		require.Contains(t, got.body, `"depth":1`)
		require.Contains(t, got.body, `"balances":[{"currency":"EUR","amount":1000}]`)
		require.NotContains(t, without.body, "balances")
	}
}
