package customers_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m, goleak.IgnoreCurrent()) }

// world is a platform with a reseller, a reseller below it, and accounts of each.
type world struct {
	t       *testing.T
	url     string
	db      *db.DB
	tenants *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	list    *customers.Customers
	root    db.Scope
	north   db.Scope
	harbour db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	url := testdb.URL(t)
	w := &world{t: t, url: url, db: testdb.Open(t, url)}
	w.tenants = tenant.New(w.db)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: clock.System{}})
	w.fleet = fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Protocols: all.Table()})
	w.list = customers.New(customers.Config{DB: w.db, OfflineAfter: fleet.OfflineAfter})
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root = w.scope(root.ID)
	w.north = w.open(w.root, tenant.Reseller, "North")
	w.harbour = w.open(w.north, tenant.Reseller, "Harbour Fleet")
	return w
}

func (w *world) scope(id uuid.UUID) db.Scope {
	s, err := w.tenants.Scope(w.t.Context(), id, id)
	require.NoError(w.t, err)
	return s
}

func (w *world) open(up db.Scope, kind tenant.Kind, name string) db.Scope {
	o, err := w.tenants.Open(w.t.Context(), up, tenant.Opening{Kind: kind, Name: name})
	require.NoError(w.t, err)
	return w.scope(o.ID)
}

func (w *world) object(s db.Scope, name string) uuid.UUID {
	o, _, err := w.fleet.Create(w.t.Context(), s, fleet.Creation{Name: name})
	require.NoError(w.t, err)
	return o.ID
}

func (w *world) heard(object uuid.UUID, ago time.Duration) {
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `insert into object_states (object_seq, tenant_id, object_id, heard_at)
			select seq, tenant_id, id, now() - make_interval(secs => $2) from objects where id = $1`, object, ago.Seconds())
		return err
	}))
}

func (w *world) names(s db.Scope, q customers.Query) []string {
	w.t.Helper()
	names := []string{}
	if q.Limit == 0 {
		q.Limit = 100
	}
	for {
		list, next, err := w.list.List(w.t.Context(), s, q)
		require.NoError(w.t, err)
		for _, c := range list {
			names = append(names, c.Name)
		}
		if next == nil {
			return names
		}
		q.After = next
	}
}

func TestAListIsFoundByAnyWordOfANameByNumberAndByHost(t *testing.T) {
	t.Parallel()
	w := setup(t)
	kallio := w.open(w.north, tenant.Account, "Kallio «Couriers» Oy")
	w.open(w.north, tenant.Account, "Töölö Taxi")
	w.open(w.harbour, tenant.Account, "Courier of the yard")
	require.NoError(t, w.tenants.GiveHost(t.Context(), w.harbour.Tenant(), "track.harbour.test", true))
	one, err := w.list.One(t.Context(), w.north, kallio.Tenant())
	require.NoError(t, err)

	require.Equal(t, []string{"Courier of the yard", "Kallio «Couriers» Oy"}, w.names(w.north, customers.Query{Search: "COURIER"}))
	require.Equal(t, []string{"Kallio «Couriers» Oy"}, w.names(w.north, customers.Query{Search: "oy"}))
	require.Equal(t, []string{"Kallio «Couriers» Oy"}, w.names(w.north, customers.Query{Search: one.Number}))
	require.Equal(t, []string{"Töölö Taxi"}, w.names(w.north, customers.Query{Search: "töölö t"}))
	require.Equal(t, []string{"Harbour Fleet"}, w.names(w.root, customers.Query{Search: "track.harb"}))
	require.Empty(t, w.names(w.north, customers.Query{Search: "nobody at all"}))
	require.Empty(t, w.names(w.north, customers.Query{Search: "a\x00b"}))
	require.Empty(t, w.names(w.harbour, customers.Query{Search: "kallio"}), "what is not below is not found")
	require.Equal(t, []string{"Harbour Fleet"}, w.names(w.north, customers.Query{Parent: w.north.Tenant(), Kind: tenant.Reseller}))
}

func TestEachOrderPagesThroughEverybodyOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for i := range 23 {
		s := w.open(w.north, tenant.Account, fmt.Sprintf("Customer %02d", i))
		for n := range i % 4 {
			w.object(s, fmt.Sprintf("object %d", n))
		}
	}
	all := w.names(w.north, customers.Query{Kind: tenant.Account})
	require.Len(t, all, 23)
	for _, sort := range []string{customers.ByName, customers.ByNumber, customers.BySince, customers.ByObjects, customers.ByUsers, customers.BySeen} {
		for _, desc := range []bool{false, true} {
			names := w.names(w.north, customers.Query{Kind: tenant.Account, Sort: sort, Desc: desc, Limit: 4})
			require.ElementsMatch(t, all, names, "%s %v", sort, desc)
			if sort == customers.ByName && desc {
				slices.Reverse(names)
				require.Equal(t, all, names)
			}
		}
	}
	list, _, err := w.list.List(t.Context(), w.north, customers.Query{Kind: tenant.Account, Sort: customers.ByObjects, Desc: true, Limit: 5})
	require.NoError(t, err)
	require.Equal(t, 3, list[0].Objects)
	_, _, err = w.list.List(t.Context(), w.north, customers.Query{Sort: customers.ByObjects, Limit: 5})
	require.True(t, errs.Is(err, errs.Invalid), "figures of resellers are sums")
}

func TestTheFiguresFollowWhatHappens(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	s := w.open(w.harbour, tenant.Account, "Ruoholahti")
	live, quiet, lost, held := w.object(s, "live"), w.object(s, "quiet"), w.object(s, "lost"), w.object(s, "held")
	w.object(s, "never")
	w.heard(live, time.Second)
	w.heard(quiet, 25*time.Hour)
	w.heard(lost, 8*24*time.Hour)
	w.heard(held, time.Second)
	require.NoError(t, w.fleet.Block(ctx, s, held, fleet.Blocking{KeepData: true}))
	_, err := w.people.Add(ctx, s, identity.NewUser{Login: "kai", Password: "a password of theirs", Role: identity.Owner})
	require.NoError(t, err)
	n, err := w.list.CountLive(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	n, err = w.list.CountLive(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "what has not changed is not written again")

	one, err := w.list.One(ctx, w.harbour, s.Tenant())
	require.NoError(t, err)
	want := customers.Figures{Objects: 5, Blocked: 1, Users: 1, Online: 1, SilentDay: 2, SilentWeek: 1, Never: 1, HeardAt: one.HeardAt}
	require.Equal(t, want, one.Figures)
	require.Equal(t, 3, one.Offline())
	require.NotNil(t, one.HeardAt)
	require.Nil(t, one.SeenAt)

	up, err := w.list.One(ctx, w.north, w.harbour.Tenant())
	require.NoError(t, err)
	require.Equal(t, want, up.Figures, "a reseller's figures are those of all below it")
	require.Equal(t, 1, up.Accounts)

	for with, found := range map[string]bool{customers.WithBlocked: true, customers.WithOffline: true, customers.WithSilentWeek: true, customers.WithNever: true} {
		require.Equal(t, found, len(w.names(w.north, customers.Query{Kind: tenant.Account, With: with})) == 1, with)
	}
	require.NoError(t, w.fleet.Unblock(ctx, s, held))
	require.NoError(t, w.fleet.Delete(ctx, s, lost, "lost"))
	_, err = w.people.SignIn(ctx, identity.Visit{Realm: s.Realm(), Host: "h.test", Address: "192.0.2.1"}, "kai", "a password of theirs")
	require.NoError(t, err)
	_, err = w.list.CountLive(ctx)
	require.NoError(t, err)
	one, err = w.list.One(ctx, w.harbour, s.Tenant())
	require.NoError(t, err)
	require.Equal(t, customers.Figures{Objects: 4, Users: 1, Online: 2, SilentDay: 1, Never: 1, HeardAt: one.HeardAt}, one.Figures)
	require.NotNil(t, one.SeenAt)

	today, err := w.list.Today(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1, 0, 2, 2, 4, 2}, []int{today.Accounts, today.Resellers, today.Suspended, today.NewWeek, today.NewMonth, today.Objects, today.Online})
	require.Equal(t, "Ruoholahti", today.Newest[0].Name)
	require.Equal(t, "Ruoholahti", today.Recent[0].Name)
	require.Len(t, today.Recent, 1)
}

func TestMovingATenantTakesItsPlaceInTheListsAlong(t *testing.T) {
	t.Parallel()
	w := setup(t)
	s := w.open(w.harbour, tenant.Account, "Ruoholahti")
	w.object(s, "one")
	south := w.open(w.root, tenant.Reseller, "South")
	_, err := w.tenants.Move(t.Context(), s.Tenant(), south.Tenant())
	require.NoError(t, err)
	require.Empty(t, w.names(w.north, customers.Query{Search: "ruo"}))
	require.Equal(t, []string{"Ruoholahti"}, w.names(south, customers.Query{Search: "ruo", Parent: south.Tenant()}))
	one, err := w.list.One(t.Context(), south, s.Tenant())
	require.NoError(t, err)
	require.Equal(t, 1, one.Objects)
	require.NotEmpty(t, one.Number)
	require.Equal(t, []string{"Ruoholahti"}, w.names(south, customers.Query{Search: one.Number}))
}

func TestTheWayToATenantBeginsBelowWhoeverAsksAndTheContractIsBetweenTwo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	s := w.open(w.harbour, tenant.Account, "Ruoholahti")
	for asks, want := range map[db.Scope][]string{w.root: {"North", "Harbour Fleet"}, w.north: {"Harbour Fleet"}, w.harbour: nil} {
		one, err := w.list.One(t.Context(), asks, s.Tenant())
		require.NoError(t, err)
		var way []string
		for _, step := range one.Way {
			way = append(way, step.Name)
		}
		require.Equal(t, want, way)
		require.Equal(t, asks == w.harbour, one.Direct())
		require.Equal(t, asks == w.harbour, one.Contract != nil, "those above are neither side")
	}
	for _, id := range []uuid.UUID{uuid.New(), w.root.Tenant(), w.north.Tenant()} {
		_, err := w.list.One(t.Context(), w.north, id)
		require.True(t, errs.Is(err, errs.NotFound))
	}
}

func TestTermsAndNotesAreTheProvidersAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	s := w.open(w.harbour, tenant.Account, "Ruoholahti")
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	require.NoError(t, w.list.SetTerms(ctx, w.harbour, s.Tenant(), customers.Terms{Tier: "gold", Agreement: "A-17", AgreedOn: &day}))
	one, err := w.list.One(ctx, w.harbour, s.Tenant())
	require.NoError(t, err)
	require.Equal(t, customers.Terms{Tier: "gold", Agreement: "A-17", AgreedOn: &day}, one.Contract.Terms)
	require.True(t, errs.Is(w.list.SetTerms(ctx, w.north, s.Tenant(), customers.Terms{Tier: "gold"}), errs.NotFound), "not its own customer")
	require.True(t, errs.Is(w.list.SetTerms(ctx, w.harbour, s.Tenant(), customers.Terms{Tier: "tin"}), errs.Invalid))

	id, err := w.list.AddNote(ctx, w.harbour, s.Tenant(), uuid.New(), " Pays late ")
	require.NoError(t, err)
	notes, err := w.list.Notes(ctx, w.harbour, s.Tenant())
	require.NoError(t, err)
	require.Equal(t, "Pays late", notes[0].Text)
	above, err := w.list.Notes(ctx, w.north, s.Tenant())
	require.NoError(t, err)
	require.Empty(t, above, "a note is not read by those above")
	require.True(t, errs.Is(w.list.RemoveNote(ctx, w.north, s.Tenant(), id), errs.NotFound))
	require.NoError(t, w.list.RemoveNote(ctx, w.harbour, s.Tenant(), id))
	_, err = w.list.AddNote(ctx, w.harbour, uuid.New(), uuid.New(), "about nobody")
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.list.AddNote(ctx, w.harbour, s.Tenant(), uuid.New(), " ")
	require.True(t, errs.Is(err, errs.Invalid))
}
