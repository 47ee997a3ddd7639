package api_test

import (
	"cmp"
	"context"
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
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// letIn puts into a tenant what its owner lets in: a grant that is over, where it has customers, and somebody of the tenant
// right above who acts in it.
func (w *world) letIn(n *node, owner uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	n.ids["tenant"], n.ids["grant"], n.ids["acting"] = n.scope.Tenant().String(), uuid.NewString(), uuid.NewString()
	if n.up == nil {
		return
	}
	if n.scope.Kind() == tenant.Reseller {
		g, err := w.acting.Give(ctx, n.scope, owner, "grant of "+n.canary, time.Hour)
		require.NoError(t, err)
		require.NoError(t, w.acting.Revoke(ctx, n.scope, g.ID))
		n.ids["grant"] = g.ID.String()
	}
	_, id, err := w.enter(n.up, n, w.owner(n.up).User, n.up.ids["session"], "to see whether all is well")
	require.NoError(t, err)
	n.ids["acting"] = id.String()
}

// enter has somebody of a tenant, in a session of theirs, act in one below.
func (w *world) enter(from, into *node, user uuid.UUID, session, reason string) (token string, id uuid.UUID, err error) {
	asked, err := w.acting.Ask(w.t.Context(), from.scope, user, uuid.MustParse(session), lifecycle.Wish{Target: into.scope.Tenant(), Reason: reason,
		For: time.Hour, Back: "http://" + from.host + "/console"})
	if err != nil {
		return "", uuid.Nil, err
	}
	require.Equal(w.t, w.realmOf(into).host, asked.Host, "the way leads to the realm's host")
	begun, err := w.people.EnterActing(w.t.Context(), identity.Visit{Realm: into.scope.Realm(), Host: into.host, Address: "192.0.2.77", Agent: "agent of above"}, asked.Token)
	return begun.Access, begun.ID, err
}

// actor is somebody of a tenant with all rights but the owner's alone, in a session of their own.
func (w *world) actor(n *node, name string) (user uuid.UUID, session string) {
	w.t.Helper()
	inRoles, _ := w.rights.Grantable()
	user, token := w.member(n, name, inRoles, identity.Grant{SeesAll: true})
	claims, err := w.people.Read(token)
	require.NoError(w.t, err)
	return user, claims.Session.String()
}

// carried tells whether an operation may be carried by acting at all.
func carried(o access.Operation) bool {
	if o == access.SelfRead {
		return true
	}
	// A desk is its tenant's own, its settings too, and so is who is told what happens: they come in a bundle that is carried otherwise.
	return !strings.HasPrefix(string(o), "desk.") && !strings.HasPrefix(string(o), "settings.webhook.") && slices.Contains(access.Acted(), access.Bundle(bundleOf(o)))
}

// entries counts what is in a tenant's audit.
func (w *world) entries(n *node) (count int) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(w.t.Context(), "select count(*) from audit_entries where tenant_id = $1", n.scope.Tenant()).Scan(&count)
	}))
	return count
}

// askAll asks every route as somebody who acts in a tenant, with its own ids, and returns how many were answered.
func (w *world) askAll(from, into *node, token string) (allowed, refused, traced int) {
	t := w.t
	for _, r := range w.private() {
		if r.Area == door.Staff && into.host != w.node("root").host || r.Method == http.MethodDelete && carried(r.Operation) {
			continue // what is deleted would be missed by the routes after it
		}
		here, above := w.entries(into), w.entries(from)
		got := w.ask(r, into.host, token, idsOf(into))
		where := fmt.Sprintf("%s acting in %s asks %s %s: %s", from.name, into.name, r.Method, r.Path, got.body)
		require.Less(t, got.status, 500, where)
		if !carried(r.Operation) {
			require.Equal(t, http.StatusForbidden, got.status, where)
			require.Equal(t, []int{here, above}, []int{w.entries(into), w.entries(from)}, "%s: refused, and yet something was done", where)
			refused++
			continue
		}
		require.NotEqual(t, http.StatusUnauthorized, got.status, where)
		require.Empty(t, w.betrayed(into, w.realmOf(into), true, withoutOwn(got.body, from)), where)
		allowed++
		changed := r.Method != http.MethodGet && got.status < 300
		if changed || access.Traced(r.Operation) && got.status != http.StatusForbidden {
			require.Greater(t, w.entries(into), here, "%s: no trace in the tenant", where)
			require.Greater(t, w.entries(from), above, "%s: no trace where they belong", where)
			traced++
		}
	}
	return allowed, refused, traced
}

// withoutOwn takes out of an answer what somebody who acts is told of themselves.
func withoutOwn(body string, from *node) string {
	for _, own := range []string{from.host, "of " + from.canary} {
		body = strings.ReplaceAll(body, own, "")
	}
	return body
}

func TestAnAncestorActsWithAGrantAndIsNobodyBeforeAndAfterOnEveryRoute(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, into string
		between    []string
	}{
		{from: "north", into: "first"},
		{from: "root", into: "north"},
		{from: "root", into: "first", between: []string{"north"}},
		{from: "root", into: "deep", between: []string{"harbour", "north"}},
		{from: "north", into: "deep", between: []string{"harbour"}},
	} {
		t.Run(c.from+" in "+c.into, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			ctx := t.Context()
			from, into := w.node(c.from), w.node(c.into)
			user, session := w.actor(from, "actor")
			// Before: no way in, but by right to one's own.
			grants := map[string]uuid.UUID{}
			for _, name := range c.between {
				_, _, err := w.enter(from, into, user, session, "too early")
				require.ErrorContains(t, err, "partner", "a grant of %s is missing", name)
				between := w.node(name)
				g, err := w.acting.Give(ctx, between.scope, w.owner(between).User, "let them look", time.Hour)
				require.NoError(t, err)
				grants[name] = g.ID
			}
			// During.
			token, id, err := w.enter(from, into, user, session, "to look what is wrong")
			require.NoError(t, err)
			before := w.sums()
			allowed, refused, traced := w.askAll(from, into, token)
			require.Positive(t, traced)
			for key, sum := range w.sums() {
				if !strings.HasPrefix(key, into.scope.Tenant().String()) && !strings.HasPrefix(key, from.scope.Tenant().String()+" audit_") {
					require.Equal(t, before[key], sum, "rows of a third tenant have changed: %s", key)
				}
			}
			// Nobody else's rows, and no other host.
			for _, r := range w.private() {
				// In an account there is no console, whatever is named in it.
				if r.Area == door.Staff || r.Area == door.Reselling && into.scope.Kind() == tenant.Account || !foreign(r) || !carried(r.Operation) {
					continue
				}
				for _, victim := range w.nodes {
					if victim != into && (!victim.below(into) || !reachesDown(r)) {
						got := w.ask(r, into.host, token, idsOf(victim))
						require.Equal(t, http.StatusNotFound, got.status, "%s %s of %s: %s", r.Method, r.Path, victim.name, got.body)
					}
				}
			}
			objects := door.Route{Method: http.MethodGet, Path: "/api/objects"}
			require.Equal(t, http.StatusMisdirectedRequest, w.ask(objects, w.node("south").host, token, random).status)
			// After.
			switch {
			case len(c.between) > 0:
				last := w.node(c.between[len(c.between)-1])
				require.NoError(t, w.acting.Revoke(ctx, last.scope, grants[last.name]))
				waitForNotice(ctx, t, w, objects, into, token)
				_, _, err = w.enter(from, into, user, session, "too late")
				require.ErrorContains(t, err, "partner")
			default:
				require.NoError(t, w.people.EndActing(ctx, into.scope, id))
			}
			var nobody *answer
			for _, r := range w.private() {
				if r.Area == door.Staff && into.host != w.node("root").host {
					continue
				}
				got := w.ask(r, into.host, token, idsOf(into))
				require.Equal(t, http.StatusUnauthorized, got.status, "%s %s: %s", r.Method, r.Path, got.body)
				nobody = cmp.Or(nobody, &got)
				require.Equal(t, *nobody, got, "%s %s", r.Method, r.Path)
			}
			t.Logf("acting: %s in %s: %d routes carried, %d traced in both audits, %d refused, all unknown after the end", c.from, c.into, allowed, traced, refused)
		})
	}
}

// waitForNotice waits until what was known of a session is not believed any more; two seconds without a notice.
func waitForNotice(ctx context.Context, t *testing.T, w *world, r door.Route, n *node, token string) {
	t.Helper()
	require.Eventually(t, func() bool {
		return ctx.Err() != nil || w.ask(r, n.host, token, random).status == http.StatusUnauthorized
	}, 5*time.Second, 50*time.Millisecond, "a revoked grant still lets in")
}

func TestWhoActsNeverHoldsWhatActingDoesNotCarry(t *testing.T) {
	t.Parallel()
	rights, err := access.New()
	require.NoError(t, err)
	all := make([]string, 0, len(access.Bundles()))
	for _, b := range access.Bundles() {
		all = append(all, string(b))
	}
	for _, role := range []access.Role{access.Owner, access.Admin, access.Billing, access.Support, access.Operator, access.Viewer, access.Own} {
		held, home := rights.HeldActing(role, all), rights.HeldBy(role, all)
		for _, o := range access.Operations() {
			allowed := rights.Allowed(held, o.Operation)
			require.False(t, allowed && !rights.Allowed(home, o.Operation), "%s: %s is more than they may at home", role, o.Operation)
			require.False(t, allowed && !carried(o.Operation), "%s acts with %s of %s", role, o.Operation, o.Bundle)
			for _, never := range []string{"support.", "desk.", "security.", "people.ownership.", "people.person.write", "people.role.write", "acting.",
				"self.write", "fleet.command", "platform.", "billing.payout", "reselling.customer.enter", "api_key"} {
				require.False(t, allowed && strings.HasPrefix(string(o.Operation), never), "%s acts with %s", role, o.Operation)
			}
		}
		require.True(t, rights.Allowed(held, access.SelfRead))
	}
}
