package fleet_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

// shop is a world with two resellers, each with a customer; the accounts of world are the platform's own.
type shop struct {
	world

	platform, north, south db.Scope
	buyer, neighbour       db.Scope // customers of north and of south
}

func openShop(t *testing.T) shop {
	t.Helper()
	w := shop{world: setup(t)}
	tenants := tenant.New(w.db)
	ctx := t.Context()
	var root uuid.UUID
	w.asWorker(t, "select platform_tenant()", nil, &root)
	scope := func(id uuid.UUID) db.Scope {
		s, err := tenants.Scope(ctx, id, id)
		require.NoError(t, err)
		return s
	}
	open := func(under db.Scope, kind, name string) db.Scope {
		opened, err := tenants.Open(ctx, under, tenant.Opening{Kind: kind, Name: name})
		require.NoError(t, err)
		return scope(opened.ID)
	}
	w.platform = scope(root)
	w.north, w.south = open(w.platform, tenant.Reseller, "North"), open(w.platform, tenant.Reseller, "South")
	w.buyer, w.neighbour = open(w.north, tenant.Account, "Buyer"), open(w.south, tenant.Account, "Neighbour")
	return w
}

// label puts a tracker into north's stock and makes its code.
func (w shop) label(t *testing.T, imei string) (fleet.Stocked, string) {
	t.Helper()
	made, _, err := w.AddStock(t.Context(), w.north, fleet.StockSpec{Protocol: "teltonika", Model: "FMB920", Identity: imei, Phone: "+358401234567"})
	require.NoError(t, err)
	labels, err := w.MakeCodes(t.Context(), w.north, []uuid.UUID{made.ID})
	require.NoError(t, err)
	require.Regexp(t, `^[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}$`, labels[0].Code)
	return labels[0].Stocked, labels[0].Code
}

func (w shop) activate(t *testing.T, s db.Scope, code, name string) (fleet.Object, error) {
	t.Helper()
	return w.Activate(t.Context(), s, fleet.Activation{Code: code, Creation: fleet.Creation{Name: name}, Session: name, Address: "192.0.2.1"})
}

func TestACodeBindsTheTrackerOfItsLabelOnceAndOnlyForCustomersOfTheRealm(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	stocked, code := w.label(t, imei1)
	require.True(t, stocked.HasCode)
	_, err := w.activate(t, w.neighbour, code, "elsewhere")
	foreign := requireError(t, err, errs.Invalid, "wrong_code", "code")
	o, err := w.activate(t, w.buyer, " "+code[:4]+" "+code[5:], "Van")
	require.NoError(t, err)
	require.Equal(t, imei1, o.Tracker.Identity)
	require.True(t, o.Tracker.Waiting)
	_, err = w.activate(t, w.buyer, code, "again")
	require.Equal(t, foreign.Error(), requireError(t, err, errs.Invalid, "wrong_code", "code").Error())
	require.Equal(t, o.Tracker.ID, *w.knock(t, "imei", imei1))
	list, _, err := w.Stock(t.Context(), w.north, fleet.StockQuery{Limit: 10})
	require.NoError(t, err)
	require.Equal(t, fleet.StockActive, list[0].State)
	require.Equal(t, "Buyer", list[0].AccountName)
	var told, whole int
	w.asWorker(t, `select count(*) from audit_entries e join audit_details d on d.entry_id = e.id
		where e.tenant_id = $1 and e.action = 'stock.tracker.activate' and e.subject_id = $2 and d.detail -> 'after' ->> 'customer' = $3`,
		[]any{w.north.Tenant(), stocked.ID, w.buyer.Tenant().String()}, &told)
	require.Equal(t, 1, told, "the realm reads of it, of the activation that came about alone")
	w.asWorker(t, `select count(*) from audit_faults($1)`, []any{w.north.Tenant()}, &whole)
	require.Zero(t, whole)
	_, err = w.TakeStockBack(t.Context(), w.north, stocked.ID)
	requireError(t, err, errs.Conflict, "still_bound")
	require.NoError(t, w.Unbind(t.Context(), w.buyer, o.ID))
	back, err := w.TakeStockBack(t.Context(), w.north, stocked.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.StockReturned, back.State)
}

func TestACodeForANamedCustomerIsNobodyElses(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	other, err := tenant.New(w.db).Open(t.Context(), w.north, tenant.Opening{Kind: tenant.Account, Name: "Other"})
	require.NoError(t, err)
	stocked, code := w.label(t, imei1)
	stranger := w.neighbour.Tenant()
	_, err = w.HandOut(t.Context(), w.north, stocked.ID, &stranger)
	requireError(t, err, errs.Invalid, "no_such_customer", "customer")
	_, err = w.HandOut(t.Context(), w.north, stocked.ID, &other.ID)
	require.NoError(t, err)
	_, err = w.activate(t, w.buyer, code, "not mine")
	requireError(t, err, errs.Invalid, "wrong_code", "code")
	buyer := w.buyer.Tenant()
	handed, err := w.HandOut(t.Context(), w.north, stocked.ID, &buyer)
	require.NoError(t, err)
	require.Equal(t, "Buyer", handed.CustomerName)
	_, err = w.activate(t, w.buyer, code, "mine")
	require.NoError(t, err)
}

func TestCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	_, code := w.label(t, imei1)
	for range 6 {
		_, err := w.activate(t, w.buyer, "AAAA-AAAA-AAAA", "guesser")
		requireError(t, err, errs.Invalid, "wrong_code", "code")
	}
	_, err := w.activate(t, w.buyer, code, "guesser")
	e := requireError(t, err, errs.LimitReached, "too_many_codes")
	require.Positive(t, e.RetryAfter)
	_, err = w.activate(t, w.buyer, code, "somebody else in the same place")
	require.NoError(t, err)
}

// seen is all that an answer shows, without what is random or the asker's own.
func seen(t *testing.T, o fleet.Object) string {
	t.Helper()
	tracker := *o.Tracker
	tracker.ID, o.ID, o.Tracker = uuid.Nil, uuid.Nil, &tracker
	b, err := json.Marshal(o)
	require.NoError(t, err)
	return string(b)
}

func TestNothingTellsWhetherADeviceIsHeldElsewhere(t *testing.T) {
	t.Parallel()
	answers := map[bool]string{}
	for _, held := range []bool{false, true} {
		w := openShop(t)
		if held {
			_, _, err := w.Create(t.Context(), w.neighbour, fleet.Creation{Name: "holder", Tracker: teltonikaOf(imei1)})
			require.NoError(t, err)
			require.NotNil(t, w.knock(t, "imei", imei1))
		}
		_, code := w.label(t, imei1)
		o, err := w.activate(t, w.buyer, code, "Van")
		require.NoError(t, err)
		asked, err := w.Ask(t.Context(), w.buyer, o.ID, uuid.New(), "it is in my hand")
		require.NoError(t, err)
		asked.ID = uuid.Nil
		b, err := json.Marshal(asked)
		require.NoError(t, err)
		list, _, err := w.ClaimsBelow(t.Context(), w.north, fleet.ClaimsQuery{List: fleet.ListWaiting, Limit: 10})
		require.NoError(t, err)
		require.Len(t, list, 1)
		list[0].Tracker, list[0].Tenant, list[0].Object, list[0].Request.ID = uuid.Nil, uuid.Nil, uuid.Nil, uuid.Nil
		c, err := json.Marshal(list)
		require.NoError(t, err)
		answers[held] = seen(t, o) + string(b) + string(c)
	}
	require.Equal(t, answers[false], answers[true])
}

func TestAHolderUnheardForThirtyDaysYieldsToWhoeverHasTheCode(t *testing.T) {
	t.Parallel()
	for _, silent := range []time.Duration{29 * 24 * time.Hour, 31 * 24 * time.Hour} {
		w := openShop(t)
		since := noon.Add(-60 * 24 * time.Hour)
		spec := teltonikaOf(imei1)
		spec.Since = &since
		old, _, err := w.Create(t.Context(), w.neighbour, fleet.Creation{Name: "holder", Tracker: spec})
		require.NoError(t, err)
		require.NotNil(t, w.knock(t, "imei", imei1))
		w.store(t, old.ID, fix{at: noon.Add(-silent), lat: 60, lon: 25})
		_, code := w.label(t, imei1)
		o, err := w.activate(t, w.buyer, code, "Van")
		require.NoError(t, err)
		holder := w.knock(t, "imei", imei1)
		if silent < 30*24*time.Hour {
			require.Nil(t, holder)
			w.clock.Advance(2 * 24 * time.Hour)
			_, err := w.YieldSilent(t.Context())
			require.NoError(t, err)
			holder = w.knock(t, "imei", imei1)
		}
		require.NotNil(t, holder)
		require.Equal(t, o.Tracker.ID, *holder)
		again, err := w.Get(t.Context(), w.neighbour, old.ID)
		require.NoError(t, err)
		require.True(t, again.Tracker.Waiting, "who gave way goes on waiting")
	}
}

func TestAHolderUnheardForThirtyDaysYieldsToWhoseDeviceShowsTheirPassword(t *testing.T) {
	t.Parallel()
	for _, silent := range []time.Duration{29 * 24 * time.Hour, 31 * 24 * time.Hour} {
		w := openShop(t)
		since := noon.Add(-60 * 24 * time.Hour)
		spec := fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "van-9", Since: &since}
		old, _, err := w.Create(t.Context(), w.neighbour, fleet.Creation{Name: "holder", Tracker: &spec})
		require.NoError(t, err)
		var namespace string
		w.asWorker(t, `select namespace from identities where tracker_id = $1`, []any{old.Tracker.ID}, &namespace)
		require.NotNil(t, w.knock(t, namespace, "van-9"))
		w.store(t, old.ID, fix{at: noon.Add(-silent), lat: 60, lon: 25})
		claimed, _, err := w.Create(t.Context(), w.buyer, fleet.Creation{Name: "claim", Tracker: &fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "van-9", Password: new("secret")}})
		require.NoError(t, err)
		tree := tenant.New(w.db)
		opened, err := tree.Open(t.Context(), w.south, tenant.Opening{Kind: tenant.Account, Name: "Other"})
		require.NoError(t, err)
		third, err := tree.Scope(t.Context(), opened.ID, opened.ID)
		require.NoError(t, err)
		typed, _, err := w.Create(t.Context(), third, fleet.Creation{Name: "typed", Tracker: &fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "van-9"}})
		require.NoError(t, err)
		require.NoError(t, w.ProveByPassword(t.Context(), typed.Tracker.ID), "without a password there is nothing to prove")
		require.NoError(t, w.ProveByPassword(t.Context(), claimed.Tracker.ID))
		holder := w.knock(t, namespace, "van-9")
		if silent < 30*24*time.Hour {
			require.Nil(t, holder, "who is heard keeps it")
			w.clock.Advance(2 * 24 * time.Hour)
			_, err := w.YieldSilent(t.Context())
			require.NoError(t, err)
			holder = w.knock(t, namespace, "van-9")
		}
		require.NotNil(t, holder)
		require.Equal(t, claimed.Tracker.ID, *holder)
	}
}

func TestAStockIsImportedFromAListOrATableAndEveryBadLineIsNamed(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	common := fleet.StockSpec{Protocol: "teltonika", Model: "FMB920"}
	_, err := w.ImportStock(t.Context(), w.north, imei1+"\n12345\n"+imei1+"\n"+imei2+",FMB125,oops", common, false)
	requireError(t, err, errs.Invalid, "not_an_imei", "line 2: identity", "line 3: identity", "line 4: phone")
	done, err := w.ImportStock(t.Context(), w.north, imei1+"\n\n"+imei2+",FMB125,+358 40 1234567,in the drawer", common, true)
	require.NoError(t, err)
	require.Equal(t, fleet.StockImported{Lines: 2, Added: 2}, done)
	table := "IMEI;SIM;Note;Colour\n" + imei1 + ";;;red\n" + imei3 + ";+358401234567;in the drawer;blue"
	done, err = w.ImportStock(t.Context(), w.north, table, common, false)
	require.NoError(t, err)
	require.Equal(t, fleet.StockImported{Lines: 2, Added: 2, Unknown: []string{"Colour"}}, done)
	done, err = w.ImportStock(t.Context(), w.north, table, common, false)
	require.NoError(t, err)
	require.Equal(t, 2, done.Known)
	list, _, err := w.Stock(t.Context(), w.north, fleet.StockQuery{Search: "drawer", Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, imei3, list[0].Identity)
}

func TestTheMarkOfTheOperatorsEquipmentFollowsTheTrackerAndIsInBothAudits(t *testing.T) {
	t.Parallel()
	w := openShop(t)
	stocked, code := w.label(t, imei1)
	o, err := w.activate(t, w.buyer, code, "Van")
	require.NoError(t, err)
	require.False(t, o.Tracker.OperatorOwned)
	yes := true
	_, err = w.ChangeStock(t.Context(), w.north, stocked.ID, fleet.StockChange{OperatorOwned: &yes})
	require.NoError(t, err)
	o, err = w.Get(t.Context(), w.buyer, o.ID)
	require.NoError(t, err)
	require.True(t, o.Tracker.OperatorOwned)
	var entries int
	w.asWorker(t, "select count(*) from audit_entries where (tenant_id, action) in (($1, 'stock.tracker.change'), ($2, 'fleet.tracker.mark'))",
		[]any{w.north.Tenant(), w.buyer.Tenant()}, &entries)
	require.Equal(t, 2, entries)
}
