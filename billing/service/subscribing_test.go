package service_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// subscribing adds to the engine's world a price list and whoever subscribes.
type subscribing struct {
	*engineWorld
	subs *service.Subscriptions
	anna db.Scope
	me   service.Party
}

func setupSubscribing(t *testing.T) *subscribing {
	t.Helper()
	w := &subscribing{engineWorld: setupEngine(t)}
	w.subs = service.NewSubscriptions(service.SubscriptionsConfig{DB: w.db, Clock: w.clock, Engine: w.Engine, Ledger: w.ledger,
		Prices: catalogue.New(w.db, w.ledger, w.clock)})
	w.anna = w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	w.me = service.Party{Account: w.anna, User: uuid.New()}
	return w
}

// inForce is the version of a plan in force.
func (w *subscribing) inForce(t fataler, plan uuid.UUID) (id uuid.UUID) {
	t.Helper()
	require.NoError(t, w.admin.QueryRow(context.Background(), "select plan_version_at($1, $2)", plan, w.clock.Now()).Scan(&id))
	return id
}

func (w *subscribing) connect(t fataler, plan uuid.UUID, objects ...uuid.UUID) []service.Outcome {
	t.Helper()
	list, err := w.subs.Do(context.Background(), w.me, service.Wish{Doing: service.Connect, Objects: objects, Version: w.inForce(t, plan)})
	require.NoError(t, err)
	return list
}

func (w *subscribing) do(t fataler, doing service.Doing, object uuid.UUID) (service.Outcome, error) {
	t.Helper()
	return w.subs.One(context.Background(), w.me, service.Wish{Doing: doing, Objects: []uuid.UUID{object}})
}

func (w *subscribing) sound(t fataler) {
	t.Helper()
	w.nothingWrong(t)
	wrongs, err := w.ledger.Wrongs(context.Background())
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func requireReason(t require.TestingT, reason string, err error) {
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, reason, e.Reason)
}

func TestAPlanIsConnectedAtTheVersionThatWasAcceptedAndForMoneyThatSuffices(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	past := halloween.AddDate(-1, 0, 0)
	plan := w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"})
	car := w.object(t, w.anna)
	shown := w.inForce(t, plan)
	w.topup(t, w.keeper, w.anna, 480)

	got := w.connect(t, plan, car)[0]
	requireReason(t, "short_of_money", got.Err)
	require.EqualValues(t, 20, got.Missing())
	require.Equal(t, []string{"ever – ever"}, w.served(t, car), "it is served as before")
	require.Empty(t, w.blocked(t, car))
	choices, err := w.subs.Object(t.Context(), w.anna, car)
	require.NoError(t, err)
	require.Len(t, choices.Choices, 2, "the plan that it is on is one of them")
	require.EqualValues(t, 20, choices.Choices[1].Missing)

	w.topup(t, w.keeper, w.anna, 20)
	w.reprice(t, w.keeper, plan, version{from: halloween.Add(time.Hour), price: 600, unit: "month"})
	w.clock.Advance(2 * time.Hour)
	list, err := w.subs.Do(t.Context(), w.me, service.Wish{Doing: service.Connect, Objects: []uuid.UUID{car}, Version: shown})
	require.NoError(t, err)
	requireReason(t, "version_changed", list[0].Err)
	list, err = w.subs.Do(t.Context(), w.me, service.Wish{Doing: service.Connect, Objects: []uuid.UUID{car}, Version: uuid.New()})
	require.NoError(t, err)
	requireReason(t, "no_such_plan", list[0].Err)

	w.topup(t, w.keeper, w.anna, 150)
	tried, err := w.subs.Preview(t.Context(), w.me, service.Wish{Doing: service.Connect, Objects: []uuid.UUID{car}, Version: w.inForce(t, plan)})
	require.NoError(t, err)
	require.NoError(t, tried[0].Err)
	require.Empty(t, w.charged(t, car), "a preview does nothing")
	got = w.connect(t, plan, car)[0]
	require.NoError(t, got.Err)
	tried[0].After.ID, got.After.ID = uuid.Nil, uuid.Nil
	require.Equal(t, tried[0], got, "and says what will be")
	require.EqualValues(t, 600, got.Charged)
	require.EqualValues(t, 50, w.balance(t, w.anna))
	require.Equal(t, service.Served, got.After.State)
	require.Equal(t, w.clock.Now().AddDate(0, 1, -1), got.After.NextDue.AddDate(0, 0, 0), "the 31st, in a month of thirty days")
	requireReason(t, "on_this_plan", w.connect(t, plan, car)[0].Err)
	_, err = w.subs.One(t.Context(), w.me, service.Wish{Doing: service.Pause, Objects: []uuid.UUID{uuid.New()}})
	require.True(t, errs.Is(err, errs.NotFound))
	w.sound(t)
}

func TestAChangeOfPlanGivesBackWhatThePlanSaysAndBillsTheNewOne(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	past := halloween.AddDate(-1, 0, 0)
	giving := w.plan(t, w.keeper, version{from: past, price: 3000, unit: "month", back: true})
	keeping := w.plan(t, w.keeper, version{from: past, price: 100, unit: "month"})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 3000)
	require.NoError(t, w.connect(t, giving, car)[0].Err)
	w.clock.Advance(10 * 24 * time.Hour)
	got := w.connect(t, keeping, car)[0]
	require.NoError(t, got.Err, "what is given back pays for it")
	require.EqualValues(t, 2000, got.GivenBack)
	require.EqualValues(t, 100, got.Charged)
	w.clock.Advance(24 * time.Hour)
	got = w.connect(t, giving, car)[0]
	requireReason(t, "short_of_money", got.Err)
	require.EqualValues(t, 1100, got.Missing(), "this one gives nothing back")
	w.topup(t, w.keeper, w.anna, 1100)
	require.NoError(t, w.connect(t, giving, car)[0].Err)
	require.Zero(t, w.balance(t, w.anna))
	w.sound(t)
}

func TestAPauseIsNeitherStoredNorChargedAndPayingBeginsAnewWhenItEnds(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	past := halloween.AddDate(-1, 0, 0)
	plan := w.plan(t, w.keeper, version{from: past, price: 300, unit: "month"})
	giving := w.plan(t, w.keeper, version{from: past, price: 3000, unit: "month", back: true})
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 3600)
	require.NoError(t, w.connect(t, plan, car)[0].Err)
	require.NoError(t, w.connect(t, giving, van)[0].Err)
	begun := w.clock.Now()

	w.clock.Advance(10 * 24 * time.Hour)
	paused := w.clock.Now()
	got, err := w.do(t, service.Pause, car)
	require.NoError(t, err)
	require.Zero(t, got.GivenBack)
	require.Equal(t, service.IsPaused, got.After.State)
	got, err = w.do(t, service.Pause, van)
	require.NoError(t, err)
	require.EqualValues(t, 2000, got.GivenBack, "twenty of thirty days")
	_, err = w.do(t, service.Pause, van)
	requireReason(t, "paused_already", err)
	require.Equal(t, []string{"ever – " + day(begun), span(begun, paused)}, w.served(t, car))

	w.clock.Advance(5 * 24 * time.Hour)
	got, err = w.do(t, service.Resume, car)
	require.NoError(t, err)
	require.Zero(t, got.Charged, "what was paid is still there")
	require.Equal(t, []string{"ever – " + day(begun), span(begun, paused), span(w.clock.Now(), begun.AddDate(0, 0, 30))}, w.served(t, car))
	_, err = w.do(t, service.Resume, car)
	requireReason(t, "not_paused", err)
	_, err = w.do(t, service.Pause, car)
	require.NoError(t, err)

	w.clock.Advance(60 * 24 * time.Hour)
	_, err = w.Renew(t.Context())
	require.NoError(t, err)
	require.Len(t, w.charged(t, car), 1, "nothing is charged in a pause")
	require.EqualValues(t, 2300, w.balance(t, w.anna))
	_, err = w.do(t, service.Resume, van)
	requireReason(t, "short_of_money", err)
	got, err = w.do(t, service.Resume, car)
	require.NoError(t, err)
	require.EqualValues(t, 300, got.Charged)
	require.Contains(t, w.charged(t, car), span(w.clock.Now(), w.clock.Now().AddDate(0, 1, 0))+" 300", "a new period from this moment")
	w.topup(t, w.keeper, w.anna, 1000)
	_, err = w.do(t, service.Resume, van)
	require.NoError(t, err)
	w.sound(t)
}

func TestWhatStopsIsServedToTheEndOfWhatIsPaidOrEndsAtOnce(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	past := halloween.AddDate(-1, 0, 0)
	plan := w.plan(t, w.keeper, version{from: past, price: 3000, unit: "month", back: true})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 9000)
	_, err := w.do(t, service.Stop, car)
	requireReason(t, "nothing_to_stop", err)
	require.NoError(t, w.connect(t, plan, car)[0].Err)
	_, err = w.do(t, service.Keep, car)
	requireReason(t, "not_stopping", err)
	got, err := w.do(t, service.Stop, car)
	require.NoError(t, err)
	require.True(t, got.After.Stops)
	_, err = w.do(t, service.Keep, car)
	require.NoError(t, err)
	_, err = w.do(t, service.Stop, car)
	require.NoError(t, err)
	got = w.connect(t, plan, car)[0]
	require.NoError(t, got.Err, "choosing it again takes that back")
	require.Zero(t, got.Charged)
	require.False(t, got.After.Stops)

	w.clock.Advance(15 * 24 * time.Hour)
	got, err = w.do(t, service.StopNow, car)
	require.NoError(t, err)
	require.EqualValues(t, 1500, got.GivenBack)
	require.Equal(t, uuid.Nil, got.After.ID)
	require.True(t, got.After.Free)
	require.Equal(t, []string{"ever – " + day(halloween), span(halloween, w.clock.Now()), day(w.clock.Now()) + " – ever"}, w.served(t, car))
	w.sound(t)
}

func TestAPlanTakesAsManyObjectsAsItSaysAndSoDoesTheOneThatObjectsBeginOn(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	w.exec(t, "update plan_versions v set max_objects = 1 from plans p where p.id = v.plan_id and p.begins and p.tenant_id = $1", w.keeper.Tenant())
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "month"})
	w.exec(t, "update plan_versions set max_objects = 1 where plan_id = $1", plan)
	car, van, bus := w.object(t, w.anna), w.object(t, w.anna), w.object(t, w.anna)
	require.Equal(t, []string{"ever – ever"}, w.served(t, car))
	require.Empty(t, w.served(t, van), "there is no room: it waits for a plan")
	require.Len(t, w.blocked(t, van), 1)
	w.topup(t, w.keeper, w.anna, 1000)

	list := w.connect(t, plan, van, bus)
	require.NoError(t, list[0].Err)
	requireReason(t, "plan_full", list[1].Err)
	require.Len(t, w.served(t, van), 1)
	require.Equal(t, "now", w.blocked(t, bus)[0][len(w.blocked(t, bus)[0])-3:])
	_, err := w.do(t, service.StopNow, van)
	require.NoError(t, err, "it is blocked then, as the free plan is full")
	require.NotEmpty(t, w.blocked(t, van))
	w.sound(t)
}

func TestTheFirstObjectOnAPlanHasItsTrialAndTheSecondHasNone(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "month"})
	w.exec(t, "update plan_versions set trial_days = 14 where plan_id = $1", plan)
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	list := w.connect(t, plan, car, van)
	require.NoError(t, list[0].Err, "it costs nothing yet")
	require.Equal(t, service.OnTrial, list[0].After.State)
	require.Equal(t, halloween.AddDate(0, 0, 14), *list[0].After.NextDue)
	requireReason(t, "short_of_money", list[1].Err)
	w.sound(t)
}

func TestWhatLiesInTheTrashIsNotChargedAgainAndComesBackAsFarAsItIsPaid(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "month"})
	car, van, bus := w.object(t, w.anna), w.object(t, w.anna), w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 300)
	for _, o := range w.connect(t, plan, car, van, bus) {
		require.NoError(t, o.Err)
	}
	in := func(sql string, args ...any) {
		require.NoError(t, w.db.InTenant(t.Context(), w.anna, func(tx *db.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }))
	}
	w.clock.Advance(10 * 24 * time.Hour)
	in("select trash_object($1, $2, null, false)", car, w.clock.Now())
	in("select trash_object($1, $2, null, false)", van, w.clock.Now())
	w.clock.Advance(10 * 24 * time.Hour)
	in("select restore_object($1, $2)", car, w.clock.Now())
	w.clock.Advance(20 * 24 * time.Hour)
	_, err := w.Renew(t.Context())
	require.NoError(t, err)
	require.Len(t, w.blocked(t, bus), 1, "there is no money for it")
	require.Len(t, w.blocked(t, car), 1, "it was back in time, and goes on")
	require.Empty(t, w.blocked(t, van))
	w.topup(t, w.keeper, w.anna, 500)
	require.Len(t, w.charged(t, car), 2)
	require.Len(t, w.charged(t, van), 1, "it lies in the trash")
	require.EqualValues(t, 300, w.balance(t, w.anna))
	in("select restore_object($1, $2)", van, w.clock.Now())
	got, err := w.subs.Object(t.Context(), w.anna, van)
	require.NoError(t, err)
	require.True(t, got.Free, "it begins anew")
	require.Len(t, w.served(t, van), 3)
	in("select trash_object($1, $2, null, true)", bus, w.clock.Now())
	w.clock.Advance(60 * 24 * time.Hour)
	_, err = w.Renew(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{"closed"}, w.lines(t, "select end_reason from subscriptions where object_id = $1", bus))
	w.sound(t)
}

func TestADayInArrearsIsPaidThoughItIsPausedBeforeMidnight(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 7, unit: "active_day", late: true})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 100)
	require.NoError(t, w.connect(t, plan, car)[0].Err)
	hear := func() {
		w.exec(t, `insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = $1
			on conflict (object_seq) do update set heard_at = excluded.heard_at`, car, w.clock.Now())
	}
	w.clock.Advance(time.Hour)
	hear()
	w.clock.Advance(time.Hour)
	got, err := w.do(t, service.Pause, car)
	require.NoError(t, err)
	require.EqualValues(t, 7, got.Charged)
	w.clock.Advance(24 * time.Hour)
	got, err = w.do(t, service.Resume, car)
	require.NoError(t, err)
	require.Zero(t, got.Charged)
	w.clock.Advance(time.Hour)
	hear()
	w.clock.Advance(time.Hour)
	got, err = w.do(t, service.StopNow, car)
	require.NoError(t, err)
	require.EqualValues(t, 7, got.Charged)
	require.EqualValues(t, 86, w.balance(t, w.anna))
	w.sound(t)
}

func TestWhatAProviderDoesForItsCustomerStandsInBothAudits(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "month"})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 500)
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: uuid.New()})
	_, err := w.subs.One(ctx, service.Party{Account: w.anna, Provider: &w.keeper, User: uuid.New()},
		service.Wish{Doing: service.Connect, Objects: []uuid.UUID{car}, Version: w.inForce(t, plan)})
	require.NoError(t, err)
	for scope, kind := range map[db.Scope]string{w.anna: "technical", w.keeper: "user"} {
		list, _, err := audit.New(w.db).List(t.Context(), scope, audit.Query{Limit: 10})
		require.NoError(t, err)
		require.Equal(t, "billing.subscription.connect", list[0].Action)
		require.Equal(t, kind, list[0].Kind)
	}
	list, more, err := w.subs.List(t.Context(), w.anna, service.Asked{Most: 1})
	require.NoError(t, err)
	require.False(t, more)
	require.Equal(t, money.Amount(100), list[0].Price.Amount)
}

func TestDaysThatAreOwedStayOwedHoweverThePlanEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *subscribing, car uuid.UUID){
		"stopped": func(w *subscribing, car uuid.UUID) {
			_, err := w.do(t, service.StopNow, car)
			require.NoError(t, err)
		},
		"thrown away": func(w *subscribing, car uuid.UUID) {
			w.exec(t, `update objects set removed_at = $2 where id = $1`, car, w.clock.Now())
		},
	} {
		w := setupSubscribing(t)
		plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day", late: true})
		car, van := w.object(t, w.anna), w.object(t, w.anna)
		w.topup(t, w.keeper, w.anna, 100)
		// Money for one day is money for a day of each of them, as long as they are connected one by one.
		require.NoError(t, w.connect(t, plan, car)[0].Err)
		require.NoError(t, w.connect(t, plan, van)[0].Err)
		w.clock.Advance(time.Hour)
		for _, o := range []uuid.UUID{car, van} {
			w.record(t, w.anna, o)
		}
		w.clock.Advance(24 * time.Hour)
		_, err := w.RenewDays(t.Context())
		require.NoError(t, err)
		require.Zero(t, w.balance(t, w.anna), "one of the two is paid")
		owes := car
		if len(w.charged(t, car)) > 0 {
			owes = van
		}
		require.Empty(t, w.charged(t, owes), name)
		end(w, owes)
		for range 2 { // once
			require.NoError(t, w.db.InTenant(t.Context(), w.anna, func(tx *db.Tx) error {
				_, err := w.Settle(t.Context(), tx, w.anna.Tenant())
				return err
			}))
			require.Len(t, w.charged(t, owes), 1, name)
			require.EqualValues(t, -100, w.balance(t, w.anna), name)
			w.sound(t)
		}
	}
}
