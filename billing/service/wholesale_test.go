package service_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// wholesale puts a reseller on a wholesale plan of its provider.
func (w *engineWorld) wholesale(t fataler, keeper, reseller db.Scope, v version) {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	w.exec(t, "insert into plans (id, tenant_id, kind, name, name_key, by_agreement, created_at) values ($1::uuid, $2, 'wholesale', ($1::uuid)::text, ($1::uuid)::text, true, $3)", id, keeper.Tenant(), v.from)
	w.reprice(t, keeper, id, v)
	w.exec(t, `insert into contracts (tenant_id, counterparty_id, number, plan_id) values ($1, $2, ($2::uuid)::text, $3)
		on conflict (counterparty_id) do update set plan_id = excluded.plan_id`, keeper.Tenant(), reseller.Tenant(), id)
	w.charge(t, keeper, reseller, &id, time.Time{})
}

// charge puts a reseller on a plan from a day on; without one, from before that was noted.
func (w *engineWorld) charge(t fataler, keeper, reseller db.Scope, plan *uuid.UUID, from time.Time) {
	t.Helper()
	day := "-infinity"
	if !from.IsZero() {
		day = from.Format(time.DateOnly)
	}
	w.exec(t, "insert into wholesale_plans (tenant_id, counterparty_id, plan_id, from_day, set_at) values ($1, $2, $3, $4::text::date, $5)",
		keeper.Tenant(), reseller.Tenant(), plan, day, w.clock.Now())
}

func (w *engineWorld) hear(t fataler, objects ...uuid.UUID) {
	t.Helper()
	w.exec(t, `insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = any ($1)
		on conflict (object_seq) do update set heard_at = excluded.heard_at`, objects, w.clock.Now())
}

func TestADayIsMeteredOnceForEachObjectHeardBelowAReseller(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	// A month of 9.99 an object, taken by its days.
	w.wholesale(t, w.root, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 999, unit: "month"})
	below := w.open(t, w.keeper, tenant.Reseller, "Below", "UTC")
	anna, vera := w.open(t, w.keeper, tenant.Account, "Anna", "UTC"), w.open(t, below, tenant.Account, "Vera", "UTC")
	car, van, still := w.object(t, anna), w.object(t, vera), w.object(t, anna)
	_ = still
	n, err := w.MeterWholesale(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n, "yesterday, when nothing was heard: metering begins")
	var micro money.Micro
	for range 31 { // the last day of October, and November
		w.hear(t, car, van)
		w.clock.Advance(12 * time.Hour)
		_, err := w.MeterWholesale(ctx)
		require.NoError(t, err)
		again, err := w.MeterWholesale(ctx)
		require.NoError(t, err)
		require.Zero(t, again)
		w.clock.Advance(12 * time.Hour)
	}
	// The reseller has no money: metering passes the floor, and nothing of what its customers have is touched.
	owed, _ := (2*money.Share(999, 31, 31) + money.Amount(2*999).Micro()).Carry()
	require.EqualValues(t, -owed, w.balance(t, w.keeper))
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		days, err := w.WholesaleDays(ctx, tx, w.keeper.Tenant(), halloween.AddDate(0, 0, 1), halloween.AddDate(0, 1, 1))
		require.NoError(t, err)
		require.Len(t, days, 30)
		for _, d := range days {
			require.EqualValues(t, 2, d.Objects)
			micro += d.Rate
		}
		return nil
	}))
	require.Equal(t, money.Amount(2*999).Micro(), micro)
	for _, stranger := range []db.Scope{anna, below, vera} {
		require.NoError(t, w.db.InTenant(ctx, stranger, func(tx *db.Tx) error {
			days, err := w.WholesaleDays(ctx, tx, w.keeper.Tenant(), halloween, halloween.AddDate(1, 0, 0))
			require.Empty(t, days, "what a reseller pays is nobody's below it")
			return err
		}))
	}
	wrongs, err := w.ledger.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func TestAResellerInDebtGoesStepByStepAndComesBackAtOnce(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	w.wholesale(t, w.root, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day"})
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car, bike := w.object(t, anna), w.object(t, anna)
	w.topup(t, w.keeper, anna, 5000)
	w.subscribe(t, anna, car, plan, "UTC", 0, time.Time{})
	_, err := w.MeterWholesale(ctx)
	require.NoError(t, err)
	w.hear(t, car)
	w.clock.Advance(24 * time.Hour)
	_, err = w.MeterWholesale(ctx)
	require.NoError(t, err)
	require.EqualValues(t, -100, w.balance(t, w.keeper))
	climb := func(days int) service.Step {
		w.clock.Advance(time.Duration(days) * 24 * time.Hour)
		_, err := w.Climb(ctx)
		require.NoError(t, err)
		var s service.Standing
		require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error { s, err = w.Standing(ctx, tx, w.keeper.Tenant()); return err }))
		return s.Step
	}
	status := func() string {
		return w.lines(t, "select status || (select coalesce(string_agg(distinct ' ' || cause, ''), '') from blocks where tenant_id = $2 and until is null) from tenants where id = $1",
			w.keeper.Tenant(), anna.Tenant())[0]
	}
	connect := func() error {
		return w.db.InTenant(ctx, anna, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `insert into subscriptions (id, tenant_id, keeper_id, object_id, plan_id, version_id, accepted_price, accepted_currency, accepted_at,
				starts_at, anchor, zone, next_due)
				select gen_random_uuid(), $1, p.tenant_id, $2, p.id, v.id, v.price, v.currency, $4, $4, $4, 'UTC', $4
				from plans p join plan_versions v on v.plan_id = p.id where p.id = $3`, anna.Tenant(), bike, plan, w.clock.Now())
			if err == nil {
				err = errRollback
			}
			return err
		})
	}
	require.Equal(t, service.Warned, climb(0))
	require.Equal(t, service.Warned, climb(6))
	require.ErrorIs(t, connect(), errRollback)
	require.Equal(t, service.NoActivations, climb(1))
	require.ErrorContains(t, connect(), "LV009")
	require.Equal(t, "active", status())
	require.Equal(t, service.ConsoleClosed, climb(7))
	require.Equal(t, "suspended", status(), "its console; its customers go on")
	require.Equal(t, service.ConsoleClosed, climb(15))
	require.Equal(t, service.AllStopped, climb(1))
	require.Equal(t, "suspended ancestor", status())
	w.topup(t, w.root, w.keeper, 99)
	require.Equal(t, "suspended ancestor", status(), "one cent is missing")
	w.topup(t, w.root, w.keeper, 1)
	require.Equal(t, "active", status())
	require.Equal(t, service.NoDebt, climb(0))
	require.ErrorIs(t, connect(), errRollback)
}

var errRollback = context.Canceled // any error that rolls back and is known again

func TestPeopleAreToldBeforeWhenAndAfter(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	for i, role := range []string{"owner", "billing", "viewer"} {
		user := uuid.Must(uuid.NewV7())
		w.exec(t, `insert into users (id, tenant_id, realm_id, login, login_key, email, email_key, locale, password_hash) values ($1, $2, $3, $4, $4, $5, $5, $6, '')`,
			user, anna.Tenant(), w.keeper.Tenant(), role, role+"@example.org", []string{"ru", "", "en"}[i])
		w.exec(t, "insert into memberships (tenant_id, user_id, role) values ($1, $2, $3)", anna.Tenant(), user, role)
	}
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car := w.object(t, anna)
	w.topup(t, w.keeper, anna, 600)
	w.subscribe(t, anna, car, plan, "UTC", 0, time.Time{})
	letters := func() (list []string) {
		t.Helper()
		for _, line := range w.lines(t, "delete from outbox where topic = 'money.notice' returning json_build_object('tenant', tenant_id, 'payload', payload)::text") {
			var row struct {
				Tenant  uuid.UUID
				Payload json.RawMessage
			}
			require.NoError(t, json.Unmarshal([]byte(line), &row))
			m := outbox.Message{Tenant: row.Tenant, Topic: service.NoticeTopic, Payload: row.Payload}
			require.NoError(t, w.DeliverNotice(ctx, m))
			require.NoError(t, w.DeliverNotice(ctx, m), "handed on twice, told once")
		}
		for _, line := range w.lines(t, "delete from outbox where topic = $1 returning payload::text", identity.MailTopic) {
			var l identity.Letter
			require.NoError(t, json.Unmarshal([]byte(line), &l))
			list = append(list, l.Template+" "+l.To+" "+l.Locale+" "+l.Params["days"]+l.Params["objects"])
		}
		return list
	}
	warn := func(days int) []string {
		w.clock.Advance(time.Duration(days) * 24 * time.Hour)
		_, err := w.WarnSoon(ctx)
		require.NoError(t, err)
		_, err = w.Renew(ctx)
		require.NoError(t, err)
		return letters()
	}
	require.Empty(t, letters())
	require.Empty(t, warn(22))
	require.ElementsMatch(t, []string{"money_soon owner@example.org ru 7", "money_soon billing@example.org en 7"}, warn(1))
	require.Empty(t, warn(1))
	require.Len(t, warn(3), 2, "three days before")
	require.Len(t, warn(2), 2, "and one")
	require.ElementsMatch(t, []string{"money_blocked owner@example.org ru 1", "money_blocked billing@example.org en 1"}, warn(1))
	w.topup(t, w.keeper, anna, 400)
	require.ElementsMatch(t, []string{"money_served owner@example.org ru 1", "money_served billing@example.org en 1"}, letters())
	w.clock.Advance(3 * 365 * 24 * time.Hour)
	forgotten, err := w.SweepNotices(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 5, forgotten, "three before, one when, one after")
}

func TestAForecastSaysHowLongTheMoneyLasts(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	past := halloween.AddDate(-1, 0, 0)
	monthly, daily := w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"}), w.plan(t, w.keeper, version{from: past, price: 10, unit: "day"})
	// Announced: twice as much from the new year on.
	w.reprice(t, w.keeper, monthly, version{from: time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC), price: 1000, unit: "month"})
	w.topup(t, w.keeper, anna, 500+10+500+500+999)
	w.subscribe(t, anna, w.object(t, anna), monthly, "UTC", 0, time.Time{})
	f := w.forecast(t, anna)
	require.EqualValues(t, 2009, f.Spendable)
	require.Equal(t, time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC), f.Until.UTC(), "two of the old price, one of the new, and nine cents")
	require.EqualValues(t, 991, f.Missing)
	w.subscribe(t, anna, w.object(t, anna), daily, "UTC", 0, time.Time{})
	f = w.forecast(t, anna)
	require.Equal(t, 92, f.Days)
	require.EqualValues(t, 290, f.Month)
}

func (w *engineWorld) forecast(t fataler, of db.Scope) (f service.Forecast) {
	t.Helper()
	require.NoError(t, w.db.InTenant(context.Background(), of, func(tx *db.Tx) (err error) {
		f, err = w.Forecast(context.Background(), tx, of.Tenant())
		return err
	}))
	return f
}

// meteredDays are the days of a reseller, with their objects and what they came to.
func (w *engineWorld) meteredDays(t fataler, of db.Scope) []string {
	t.Helper()
	return w.lines(t, "select day || ' ' || objects || ' ' || amount from wholesale_days where counterparty_id = $1 order by day", of.Tenant())
}

func TestADayIsMeteredByWhatWasAgreedForIt(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	past := halloween.AddDate(-1, 0, 0)
	w.wholesale(t, w.root, w.keeper, version{from: past, price: 100, unit: "active_day"})
	var cheap, dear uuid.UUID
	require.NoError(t, w.admin.QueryRow(t.Context(), "select plan_id from contracts where counterparty_id = $1", w.keeper.Tenant()).Scan(&cheap))
	dear = uuid.Must(uuid.NewV7())
	w.exec(t, "insert into plans (id, tenant_id, kind, name, name_key, by_agreement, created_at) values ($1, $2, 'wholesale', 'Dear', 'dear', true, $3)", dear, w.root.Tenant(), past)
	w.reprice(t, w.root, dear, version{from: past, price: 300, unit: "active_day"})
	w.exec(t, "truncate wholesale_plans")
	nov := func(day int) time.Time { return time.Date(2027, 11, day, 0, 0, 0, 0, time.UTC) }
	w.charge(t, w.root, w.keeper, &cheap, halloween)
	w.charge(t, w.root, w.keeper, nil, nov(2))
	w.charge(t, w.root, w.keeper, &cheap, nov(5))
	w.charge(t, w.root, w.keeper, &dear, nov(7))
	car := w.object(t, w.open(t, w.keeper, tenant.Account, "Anna", "UTC"))
	n, err := w.MeterWholesale(t.Context())
	require.NoError(t, err)
	require.Zero(t, n, "the day before it was agreed is nobody's to charge")
	for range 9 { // from 31 October on
		w.hear(t, car)
		w.clock.Advance(24 * time.Hour)
		_, err = w.MeterWholesale(t.Context())
		require.NoError(t, err)
	}
	require.Equal(t, []string{"2027-10-31 1 100", "2027-11-01 1 100", "2027-11-05 1 100", "2027-11-06 1 100", "2027-11-07 1 300", "2027-11-08 1 300"},
		w.meteredDays(t, w.keeper), "days without a plan are not charged afterwards")
}

func TestADayIsMeteredWhateverWasThrownAwayOrClosedSince(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	w.wholesale(t, w.root, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day"})
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	car, gone := w.object(t, anna), w.object(t, anna)
	meter := func() {
		t.Helper()
		_, err := w.MeterWholesale(t.Context())
		require.NoError(t, err)
	}
	meter()
	w.hear(t, car, gone)
	w.exec(t, "update objects set removed_at = $2 where id = $1", gone, halloween.AddDate(0, 0, -1))
	w.clock.Advance(11*time.Hour + 59*time.Minute)
	w.exec(t, "update objects set removed_at = $2 where id = $1", car, w.clock.Now())
	w.clock.Advance(6 * time.Minute)
	meter()
	w.exec(t, "update objects set removed_at = null where id = $1", car)
	require.Equal(t, "2027-10-31 1 100", w.meteredDays(t, w.keeper)[1], "in the trash over midnight, it was there all day")
	w.hear(t, car)
	w.clock.Advance(time.Hour)
	w.exec(t, "update tenants set status = 'closed', closed_at = $2 where id = $1", w.keeper.Tenant(), w.clock.Now())
	w.clock.Advance(5 * 24 * time.Hour)
	meter()
	require.Equal(t, []string{"2027-10-30 0 0", "2027-10-31 1 100", "2027-11-01 1 100"}, w.meteredDays(t, w.keeper), "the day of closing is the last")
}

// owes puts a reseller into debt, and answers how to look where it stands after some time.
func (w *engineWorld) owes(t *testing.T) func(time.Duration) service.Step {
	t.Helper()
	w.wholesale(t, w.root, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day"})
	w.hear(t, w.object(t, w.open(t, w.keeper, tenant.Account, "Debtor's", "UTC")))
	w.clock.Advance(24 * time.Hour)
	_, err := w.MeterWholesale(t.Context())
	require.NoError(t, err)
	return func(later time.Duration) (step service.Step) {
		t.Helper()
		w.clock.Advance(later)
		_, err := w.Climb(t.Context())
		require.NoError(t, err)
		require.NoError(t, w.db.InTenant(t.Context(), w.keeper, func(tx *db.Tx) error {
			s, err := w.Standing(t.Context(), tx, w.keeper.Tenant())
			step = s.Step
			return err
		}))
		return step
	}
}

func TestEachStepOfTheLadderLastsADay(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	climb := w.owes(t)
	require.Equal(t, service.Warned, climb(0))
	require.Equal(t, service.Warned, climb(5*24*time.Hour))
	all := 3
	require.NoError(t, w.db.InTenant(t.Context(), w.root, func(tx *db.Tx) error {
		return w.SetLadder(t.Context(), tx, w.root.Tenant(), service.Ladder{Warned: 0, NoActivations: 1, ConsoleClosed: 2, AllStopped: &all})
	}))
	require.Equal(t, service.NoActivations, climb(0))
	require.Equal(t, service.NoActivations, climb(0), "two looks within a second")
	require.Equal(t, service.NoActivations, climb(23*time.Hour))
	require.Equal(t, service.ConsoleClosed, climb(time.Hour))
}

func TestTheLastStepStopsThoseBelowWhateverWasDecidedByHand(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	climb := w.owes(t)
	for range 32 {
		climb(24 * time.Hour)
		if n := w.lines(t, "select 'x' from ladder_steps where step = 3"); len(n) == 1 {
			w.exec(t, `insert into tenant_blocks (id, tenant_id, counterparty_id, cause, reason, since, by_user)
				values (gen_random_uuid(), $1, $2, 'suspended', 'by hand', $3, gen_random_uuid()) on conflict do nothing`, w.root.Tenant(), w.keeper.Tenant(), w.clock.Now())
		}
	}
	require.Equal(t, service.AllStopped, climb(0))
	stopped := func() []string {
		return w.lines(t, "select cause from blocks where cause = 'ancestor' and until is null")
	}
	require.Equal(t, []string{"ancestor"}, stopped())
	w.topup(t, w.root, w.keeper, 100)
	require.Empty(t, stopped(), "paid up")
	require.Equal(t, []string{"by hand suspended"}, w.lines(t, `select b.reason || ' ' || t.status from tenant_blocks b join tenants t on t.id = b.counterparty_id where b.until is null`),
		"what was decided by hand stays")
}

func TestWhoeverHasAgreedOnADearerPriceIsWarnedByThat(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	past := halloween.AddDate(-1, 0, 0)
	agreed, announced := w.open(t, w.keeper, tenant.Account, "Agreed", "UTC"), w.open(t, w.keeper, tenant.Account, "Announced", "UTC")
	plan, other := w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"}), w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"})
	w.exec(t, `insert into contract_prices (id, tenant_id, counterparty_id, plan_id, price, currency, posted_at, in_force_from)
		values (gen_random_uuid(), $1, $2, $3, 900, 'EUR', $4, $4)`, w.keeper.Tenant(), agreed.Tenant(), plan, past)
	w.topup(t, w.keeper, agreed, 900+600)
	w.topup(t, w.keeper, announced, 500+600)
	w.subscribe(t, agreed, w.object(t, agreed), plan, "UTC", 0, time.Time{})
	w.subscribe(t, announced, w.object(t, announced), other, "UTC", 0, time.Time{})
	w.reprice(t, w.keeper, other, version{from: halloween.AddDate(0, 0, 28), price: 900, unit: "month"})
	w.clock.Advance(25 * 24 * time.Hour)
	told, err := w.WarnSoon(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 2, told)
}
