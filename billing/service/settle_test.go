package service_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func TestWhatIsPaidIsServedAndWhatIsNotIsBlockedUntilACredit(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "Europe/Berlin")
	monthly := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	cheap := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 200, unit: "month"})
	car, bike := w.object(t, anna), w.object(t, anna)
	require.Equal(t, []string{"ever – ever"}, w.served(t, car), "free of charge, before")

	w.topup(t, w.keeper, anna, 1000)
	w.subscribe(t, anna, car, monthly, "Europe/Berlin", 0, time.Time{})
	w.subscribe(t, anna, bike, cheap, "Europe/Berlin", 0, time.Time{})
	require.EqualValues(t, 300, w.balance(t, anna))
	// The clock has gone back that very morning: a month later it is 12:00 UTC as well.
	require.Equal(t, []string{"ever – 2027-10-31 12:00", "2027-10-31 12:00 – 2027-11-30 12:00"}, w.served(t, car))
	require.Equal(t, []string{"2027-10-31 12:00 – 2027-11-30 12:00 500"}, w.charged(t, car))

	w.clock.Advance(30*24*time.Hour - 5*time.Minute) // within the lead
	n, err := w.Renew(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n, "the bike is paid ahead; the car waits for its moment")
	require.EqualValues(t, 100, w.balance(t, anna))
	require.Empty(t, w.blocked(t, car))
	w.clock.Advance(5 * time.Minute)
	n, err = w.Renew(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.Equal(t, []string{"2027-11-30 12:00 – now"}, w.blocked(t, car))
	require.Equal(t, []string{"ever – 2027-10-31 12:00", "2027-10-31 12:00 – 2027-11-30 12:00"}, w.served(t, car))
	require.Equal(t, []string{"ever – 2027-10-31 12:00", "2027-10-31 12:00 – 2027-12-31 12:00"}, w.served(t, bike), "from the anchor: the 31st again")

	w.clock.Advance(36 * time.Hour)
	w.topup(t, w.keeper, anna, 399)
	require.Equal(t, []string{"2027-11-30 12:00 – now"}, w.blocked(t, car), "one cent is missing")
	w.topup(t, w.keeper, anna, 1)
	require.Equal(t, []string{"2027-11-30 12:00 – 2027-12-02 00:00"}, w.blocked(t, car))
	require.Equal(t, []string{"ever – 2027-10-31 12:00", "2027-10-31 12:00 – 2027-11-30 12:00", "2027-12-02 00:00 – 2028-01-02 00:00"}, w.served(t, car),
		"a new period begins when it is unblocked; the gap is not charged")
	require.Zero(t, w.balance(t, anna))

	before := append(w.charged(t, car), w.served(t, car)...)
	for range 3 {
		require.NoError(t, w.db.InTenant(ctx, anna, func(tx *db.Tx) error {
			settled, err := w.Settle(ctx, tx, anna.Tenant())
			require.Empty(t, settled)
			return err
		}))
	}
	require.Equal(t, before, append(w.charged(t, car), w.served(t, car)...), "asked again, it changes nothing")
}

func TestTheCheapestLiveFirstAndAHigherPriorityGoesBeforePrice(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	past := halloween.AddDate(-1, 0, 0)
	small, middle, large := w.plan(t, w.keeper, version{from: past, price: 100, unit: "month"}),
		w.plan(t, w.keeper, version{from: past, price: 300, unit: "month"}), w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"})
	a, b, c, d := w.object(t, anna), w.object(t, anna), w.object(t, anna), w.object(t, anna)
	w.subscribe(t, anna, a, large, "UTC", 0, time.Time{})
	w.subscribe(t, anna, b, middle, "UTC", 0, time.Time{})
	w.subscribe(t, anna, c, small, "UTC", 0, time.Time{})
	w.subscribe(t, anna, d, large, "UTC", 1, time.Time{})
	for _, o := range []any{a, b, c, d} {
		_ = o
	}
	require.Len(t, w.blocked(t, a), 1)
	w.topup(t, w.keeper, anna, 950)
	require.NotEmpty(t, w.charged(t, d), "the one that is most important")
	require.NotEmpty(t, w.charged(t, c))
	require.NotEmpty(t, w.charged(t, b))
	require.Empty(t, w.charged(t, a))
	require.EqualValues(t, 50, w.balance(t, anna))
}

func TestATrialIsServedFreeAndThenPaid(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car := w.object(t, anna)
	end := halloween.AddDate(0, 0, 14)
	w.subscribe(t, anna, car, plan, "UTC", 0, end)
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, end)}, w.served(t, car))
	w.topup(t, w.keeper, anna, 500)
	require.EqualValues(t, 500, w.balance(t, anna), "not yet")
	w.clock.Advance(14 * 24 * time.Hour)
	_, err := w.Renew(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{span(end, end.AddDate(0, 1, 0)) + " 500"}, w.charged(t, car))
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, end.AddDate(0, 1, 0))}, w.served(t, car), "without a gap")
}

func TestWhatIsChangedGivesTheRemainderBackWhereThePlanSaysSo(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	past := halloween.AddDate(-1, 0, 0)
	giving := w.plan(t, w.keeper, version{from: past, price: 3000, unit: "month", back: true})
	other := w.plan(t, w.keeper, version{from: past, price: 100, unit: "month"})
	car := w.object(t, anna)
	w.topup(t, w.keeper, anna, 3000)
	old := w.subscribe(t, anna, car, giving, "UTC", 0, time.Time{})
	w.clock.Advance(10 * 24 * time.Hour)
	require.NoError(t, w.db.InTenant(ctx, anna, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "update subscriptions set ended_at = $2, end_reason = 'changed', next_due = null where id = $1", old, w.clock.Now())
		return err
	}))
	w.subscribe(t, anna, car, other, "UTC", 0, time.Time{})
	// 20 of 30 days, less the new month.
	require.EqualValues(t, 2000-100, w.balance(t, anna))
	now := w.clock.Now()
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, now), span(now, now.AddDate(0, 1, 0))}, w.served(t, car))
	wrongs, err := w.ledger.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func TestAnObjectThatStopsIsServedFreeOfChargeAgain(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car := w.object(t, anna)
	w.topup(t, w.keeper, anna, 1500)
	id := w.subscribe(t, anna, car, plan, "UTC", 0, time.Time{})
	require.NoError(t, w.db.InTenant(ctx, anna, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "update subscriptions set stops = true where id = $1", id)
		return err
	}))
	w.clock.Advance(29*24*time.Hour + 23*time.Hour + 55*time.Minute)
	_, err := w.Renew(ctx)
	require.NoError(t, err)
	require.Len(t, w.charged(t, car), 1, "not debited ahead")
	w.clock.Advance(5 * time.Minute)
	_, err = w.Renew(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1000, w.balance(t, anna))
	end := halloween.AddDate(0, 0, 30)
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, end), day(end) + " – ever"}, w.served(t, car))
}

func TestADayIsDebitedWhenTheTrackerIsHeard(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	zone, err := time.LoadLocation("Asia/Kolkata")
	require.NoError(t, err)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "Asia/Kolkata")
	past := halloween.AddDate(-1, 0, 0)
	plan := w.plan(t, w.keeper, version{from: past, price: 10, micro: 500_000, unit: "active_day"})
	late := w.plan(t, w.keeper, version{from: past, price: 7, unit: "active_day", late: true})
	car, van := w.object(t, anna), w.object(t, anna)
	w.topup(t, w.keeper, anna, 40)
	w.subscribe(t, anna, car, plan, "Asia/Kolkata", 0, time.Time{})
	w.subscribe(t, anna, van, late, "Asia/Kolkata", 0, time.Time{})
	require.Equal(t, []string{"ever – " + day(halloween), day(halloween) + " – ever"}, w.served(t, car))
	require.EqualValues(t, 40, w.balance(t, anna), "nothing is debited before it is heard")
	hear := func() {
		w.exec(t, `insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = any ($1)
			on conflict (object_seq) do update set heard_at = excluded.heard_at`, []any{car, van}, w.clock.Now())
		_, err := w.RenewDays(ctx)
		require.NoError(t, err)
	}
	midnight := func(days int) time.Time {
		y, m, d := halloween.In(zone).Date()
		return time.Date(y, m, d+days, 0, 0, 0, 0, zone)
	}
	hear()
	hear()
	require.EqualValues(t, 30, w.balance(t, anna), "once a day")
	require.Equal(t, []string{span(midnight(0), midnight(1)) + " 10"}, w.charged(t, car))
	require.Empty(t, w.charged(t, van), "its day is not over")
	w.clock.Advance(24 * time.Hour)
	hear()
	require.Equal(t, []string{span(midnight(0), midnight(1)) + " 10", span(midnight(1), midnight(2)) + " 11"}, w.charged(t, car), "the half is carried")
	w.clock.Advance(5 * 24 * time.Hour)
	hear()
	require.Len(t, w.charged(t, car), 3, "a day on which it was silent costs nothing")
	w.clock.Advance(24 * time.Hour)
	hear()
	require.Len(t, w.blocked(t, car), 1)
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, w.clock.Now())}, w.served(t, car))
	w.topup(t, w.keeper, anna, 100)
	require.Equal(t, []string{"ever – " + day(halloween), day(halloween) + " – ever"}, w.served(t, car), "no time went by")
	hear()
	require.Len(t, w.charged(t, car), 4)
}

func TestMoneyForADayIsLeftToTheOthersUntilOneIsHeard(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	past := halloween.AddDate(-1, 0, 0)
	plan := w.plan(t, w.keeper, version{from: past, price: 4, unit: "active_day"})
	monthly := w.plan(t, w.keeper, version{from: past, price: 4, unit: "month"})
	cars := []uuid.UUID{w.object(t, anna), w.object(t, anna), w.object(t, anna)}
	for _, car := range cars {
		w.subscribe(t, anna, car, plan, "UTC", 0, time.Time{})
		require.Len(t, w.blocked(t, car), 1)
	}
	w.topup(t, w.keeper, anna, 4)
	for _, car := range cars {
		require.Equal(t, []string{"ever – " + day(halloween), day(halloween) + " – ever"}, w.served(t, car), "there is money for a day, and none is taken")
	}
	van := w.object(t, anna)
	w.subscribe(t, anna, van, monthly, "UTC", 0, time.Time{})
	require.Len(t, w.charged(t, van), 1, "nor is it kept from what costs a month")
	bus := w.object(t, anna)
	w.subscribe(t, anna, bus, plan, "UTC", 0, time.Time{})
	require.Len(t, w.blocked(t, bus), 1, "now there is none")
	w.nothingWrong(t)
}

func TestADayThatCouldNotBePaidWhenItWasOverIsStillOwed(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day", late: true})
	car := w.object(t, anna)
	w.topup(t, w.keeper, anna, 100)
	w.subscribe(t, anna, car, plan, "UTC", 0, time.Time{})
	hear := func(days int) {
		t.Helper()
		w.clock.Advance(time.Duration(days) * 24 * time.Hour)
		w.record(t, anna, car)
		w.clock.Advance(time.Minute)
		_, err := w.RenewDays(ctx)
		require.NoError(t, err)
	}
	midnight := func(day int) time.Time { return time.Date(2027, 11, day, 0, 0, 0, 0, time.UTC) }
	w.clock.Advance(time.Minute)
	hear(0)
	hear(1) // the last of October is over, and paid
	require.Zero(t, w.balance(t, anna))
	hear(1) // the first of November is over, and there is nothing to pay it with
	require.Len(t, w.blocked(t, car), 1)
	w.clock.Advance(3 * 24 * time.Hour)
	w.topup(t, w.keeper, anna, 250)
	require.Equal(t, []string{"2027-11-02 12:04 – now"}, w.blocked(t, car), "two days were served, and one is to come")
	f := w.forecast(t, anna)
	require.EqualValues(t, 50, f.Missing, "the forecast counts what is owed")
	require.Zero(t, f.Days)
	w.topup(t, w.keeper, anna, 50)
	require.Equal(t, []string{"2027-11-02 12:04 – 2027-11-05 12:04"}, w.blocked(t, car))
	hear(0)
	require.Equal(t, []string{span(midnight(0), midnight(1)) + " 100", span(midnight(1), midnight(2)) + " 100", span(midnight(2), midnight(3)) + " 100"},
		w.charged(t, car), "the days it was blocked cost nothing")
	hear(1)
	require.Len(t, w.charged(t, car), 4)
	require.Zero(t, w.balance(t, anna))
}
