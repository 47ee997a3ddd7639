package service_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

func TestBothSidesAreToldOfWhatIsSoldDebitedAndBlockedOnceAnAccountAndNotOnceAnObject(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	ctx := t.Context()
	past := halloween.AddDate(-1, 0, 0)
	plan, other := w.plan(t, w.keeper, version{from: past, price: 500, unit: "month"}), w.plan(t, w.keeper, version{from: past, price: 100, unit: "month"})
	boris := w.open(t, w.keeper, tenant.Account, "Boris", "UTC")
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 1000)
	everybody := map[string]db.Scope{"root": w.root, "keeper": w.keeper, "anna": w.anna, "boris": boris}
	for _, s := range everybody {
		testdb.Hook(t, w.db, s.Tenant())
	}
	heard := func(what string, types ...string) (toKeeper, toAnna []testdb.Told) {
		t.Helper()
		for name, s := range everybody {
			list := testdb.Heard(t, w.db, s.Tenant())
			var got []string
			for _, one := range list {
				got = append(got, one.Type)
			}
			switch name {
			case "keeper":
				toKeeper = list
				require.Equal(t, types, got, "%s: what the provider hears", what)
				for _, one := range list {
					require.NotContains(t, one.Body, car.String(), "which object it was is the account's affair")
					require.NotContains(t, one.Body, "object_ids")
				}
			case "anna":
				toAnna = list
				require.Equal(t, types, got, "%s: what the account hears", what)
			default:
				require.Empty(t, got, "%s: what %s hears", what, name)
			}
		}
		return toKeeper, toAnna
	}
	for _, o := range w.connect(t, plan, car, van) {
		require.NoError(t, o.Err)
	}
	toKeeper, toAnna := heard("connected", "subscription.activated", "subscription.charged")
	require.Contains(t, toKeeper[0].Body, `"objects": 2`)
	require.Contains(t, toKeeper[0].Body, plan.String())
	require.Contains(t, toKeeper[1].Body, `"amount": 1000`)
	require.Contains(t, toKeeper[1].Body, `"objects": 2`)
	require.Contains(t, toAnna[0].Body, car.String())
	require.Contains(t, toAnna[0].Body, van.String())

	// A month later there is money for one of the two.
	w.topup(t, w.keeper, w.anna, 500)
	w.clock.Advance(31 * 24 * time.Hour)
	_, err := w.Renew(ctx)
	require.NoError(t, err)
	toKeeper, _ = heard("renewed", "service.blocked", "subscription.charged")
	require.Contains(t, toKeeper[0].Body, `"objects": 1`)
	w.topup(t, w.keeper, w.anna, 500)
	_, err = w.RetryUnpaid(ctx)
	require.NoError(t, err)
	heard("served again by a job", "service.restored", "subscription.charged")

	w.topup(t, w.keeper, w.anna, 1000)
	require.NoError(t, w.connect(t, other, car)[0].Err)
	heard("another plan", "subscription.changed", "subscription.charged")
	_, err = w.do(t, service.Pause, car)
	require.NoError(t, err)
	heard("paused", "subscription.paused")
	_, err = w.do(t, service.Resume, car)
	require.NoError(t, err)
	heard("goes on", "subscription.resumed")
	_, err = w.do(t, service.Stop, car)
	require.NoError(t, err)
	heard("is to stop", "subscription.stopping")
	_, err = w.do(t, service.Keep, car)
	require.NoError(t, err)
	heard("is kept", "subscription.kept")
	_, err = w.do(t, service.StopNow, car)
	require.NoError(t, err)
	heard("stopped", "subscription.ended")

	sms := w.sells(t, "hundred", false, 100, 30)
	testdb.Heard(t, w.db, w.keeper.Tenant())
	_, err = w.subs.Buy(ctx, w.anna, uuid.Nil, service.Buying{Version: sms, Key: "a"})
	require.NoError(t, err)
	toKeeper, _ = heard("bought", "package.bought")
	require.Contains(t, toKeeper[0].Body, `"amount": 100`)
	w.clock.Advance(31 * 24 * time.Hour)
	_, err = w.subs.ExpirePackages(ctx)
	require.NoError(t, err)
	heard("over", "package.expired")
}

func TestWhatOneStatementEndsOrPausesIsCountedAtOnce(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	ctx := t.Context()
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "month"})
	objects := []uuid.UUID{w.object(t, w.anna), w.object(t, w.anna), w.object(t, w.anna)}
	w.topup(t, w.keeper, w.anna, 1000)
	for _, o := range w.connect(t, plan, objects...) {
		require.NoError(t, o.Err)
	}
	testdb.Hook(t, w.db, w.keeper.Tenant(), w.anna.Tenant())
	for _, statement := range []string{
		`update subscriptions set state = 'paused' where tenant_id = $1`,
		`update subscriptions set stops = true where tenant_id = $1`,
		`update subscriptions set ended_at = $2, end_reason = 'closed', next_due = null where tenant_id = $1`,
	} {
		require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
			args := []any{w.anna.Tenant(), w.clock.Now()}
			if _, err := tx.Exec(ctx, statement, args[:strings.Count(statement, "$")]...); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `set constraints all immediate`); err != nil {
				return err
			}
			// A message that is rewritten for each object costs, within one transaction, their square.
			var rewritten int
			err := tx.QueryRow(ctx, `select n_tup_upd from pg_stat_xact_user_tables where relname = 'webhook_deliveries'`).Scan(&rewritten)
			require.Zero(t, rewritten, statement)
			return err
		}))
	}
	want := []string{"subscription.ended", "subscription.paused", "subscription.stopping"}
	for _, tenant := range []uuid.UUID{w.keeper.Tenant(), w.anna.Tenant()} {
		var got []string
		for _, one := range testdb.Heard(t, w.db, tenant) {
			got = append(got, one.Type)
			require.Contains(t, one.Body, `"objects": 3`)
		}
		require.Equal(t, want, got)
	}
}

// hears are what a tenant was told, which must be these types.
func (w *engineWorld) hears(t *testing.T, what string, of db.Scope, types ...string) []testdb.Told {
	t.Helper()
	list := testdb.Heard(t, w.db, of.Tenant())
	var got []string
	for _, one := range list {
		got = append(got, one.Type)
	}
	require.Equal(t, types, got, what)
	return list
}

func TestAPackageOfWhichNothingIsLeftIsToldOfOnce(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	w.topup(t, w.keeper, w.anna, 100)
	_, err := w.subs.Buy(t.Context(), w.anna, uuid.Nil, service.Buying{Version: w.sells(t, "ten", false, 10, 30), Key: "a"})
	require.NoError(t, err)
	testdb.Hook(t, w.db, w.root.Tenant(), w.keeper.Tenant(), w.anna.Tenant())
	draw := func(key string, n int64) {
		t.Helper()
		require.NoError(t, w.db.InTenant(t.Context(), w.anna, func(tx *db.Tx) error {
			return w.subs.Draw(t.Context(), tx, w.anna.Tenant(), money.SMS, key, n, uuid.Nil)
		}))
	}
	draw("one", 9)
	w.hears(t, "one is left", w.keeper)
	draw("two", 1)
	for name, s := range map[string]db.Scope{"the provider": w.keeper, "the account": w.anna} {
		told := w.hears(t, name, s, "package.used_up")
		require.Contains(t, told[0].Body, `"remaining": 0`)
		require.Contains(t, told[0].Body, `"ten"`)
	}
	w.clock.Advance(31 * 24 * time.Hour)
	_, err = w.subs.ExpirePackages(t.Context())
	require.NoError(t, err)
	w.hears(t, "nobody above", w.root)
}

func TestBothSidesAreToldThatTheMoneyEndsSoonOnceAStep(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	anna := w.open(t, w.keeper, tenant.Account, "Anna", "UTC")
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	w.topup(t, w.keeper, anna, 600)
	w.subscribe(t, anna, w.object(t, anna), plan, "UTC", 0, time.Time{})
	testdb.Hook(t, w.db, w.root.Tenant(), w.keeper.Tenant(), anna.Tenant())
	w.clock.Advance(23 * 24 * time.Hour)
	for range 2 {
		_, err := w.WarnSoon(t.Context())
		require.NoError(t, err)
		for _, line := range w.lines(t, "delete from outbox where topic = $1 returning json_build_object('tenant', tenant_id, 'payload', payload)::text", service.NoticeTopic) {
			var m struct {
				Tenant  uuid.UUID
				Payload json.RawMessage
			}
			require.NoError(t, json.Unmarshal([]byte(line), &m))
			require.NoError(t, w.DeliverNotice(t.Context(), outbox.Message{Tenant: m.Tenant, Topic: service.NoticeTopic, Payload: m.Payload}))
		}
	}
	for name, s := range map[string]db.Scope{"provider": w.keeper, "customer": anna} {
		told := w.hears(t, name, s, "wallet.low")
		require.Contains(t, told[0].Body, `"side": "`+name+`"`)
		require.Contains(t, told[0].Body, `"days": 7`)
	}
	w.hears(t, "nobody above", w.root)
}

func TestWhoeverHasAPlanIsToldThatItsPriceWillChangeAndWhoeverAnnouncesItIsNot(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	prices := catalogue.New(w.db, w.ledger, w.clock)
	has, other := w.open(t, w.keeper, tenant.Account, "Has", "UTC"), w.open(t, w.keeper, tenant.Account, "Other", "UTC")
	terms := catalogue.Terms{Price: catalogue.Price{Amount: 0, Currency: "EUR"}, Period: catalogue.Month}
	plan, err := prices.Create(ctx, w.keeper, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard", Terms: terms})
	require.NoError(t, err)
	w.subscribe(t, has, w.object(t, has), plan.ID, "UTC", 0, time.Time{})
	w.lines(t, "delete from outbox where topic = $1 returning 'x'", catalogue.Topic)
	terms.Price.Amount = 500
	_, err = prices.Publish(ctx, w.keeper, uuid.Nil, plan.ID, terms, halloween.AddDate(0, 0, 11))
	require.NoError(t, err)
	testdb.Hook(t, w.db, w.keeper.Tenant(), has.Tenant(), other.Tenant())
	handed := w.lines(t, "delete from outbox where topic = $1 returning payload::text", catalogue.Topic)
	require.Len(t, handed, 1)
	require.NoError(t, w.DeliverPrice(ctx, outbox.Message{Topic: catalogue.Topic, Payload: json.RawMessage(handed[0])}))
	told := w.hears(t, "whoever has it", has, "price.announced")
	require.Contains(t, told[0].Body, `"plan": "Standard"`)
	require.Contains(t, told[0].Body, `"from": "2027-11-11"`)
	w.hears(t, "whoever announces it", w.keeper)
	w.hears(t, "whoever has another", other)
}

func TestADebtThatComesToItsNextStageIsToldToBothSides(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	climb := w.owes(t)
	testdb.Hook(t, w.db, w.root.Tenant(), w.keeper.Tenant())
	require.Equal(t, service.Warned, climb(0))
	for name, s := range map[string]db.Scope{"provider": w.root, "customer": w.keeper} {
		told := w.hears(t, name, s, "debt.stage")
		require.Contains(t, told[0].Body, `"side": "`+name+`"`)
		require.Contains(t, told[0].Body, `"stage": 1`)
	}
	require.Equal(t, service.Warned, climb(time.Hour))
	w.hears(t, "the same stage", w.keeper)
	for climb(24*time.Hour) == service.Warned {
		w.hears(t, "still the same", w.keeper)
	}
	require.Contains(t, w.hears(t, "the next one", w.keeper, "debt.stage")[0].Body, `"stage": 2`)
}
