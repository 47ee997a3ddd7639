package service_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
)

func (w *subscribing) sells(t *testing.T, name string, chosen bool, quantity int64, days int) uuid.UUID {
	t.Helper()
	contents := catalogue.Contents{Price: catalogue.Price{Amount: 100, Currency: "EUR"}, Quantity: &quantity}
	if days > 0 {
		contents.ValidityDays = &days
	}
	p, err := w.subs.Prices.CreatePackage(t.Context(), w.keeper, uuid.Nil, catalogue.NewPackage{Name: name, Unit: "SMS", ForChosen: chosen, Contents: contents})
	require.NoError(t, err)
	return p.Versions[0].ID
}

// sms is the balance of an account's wallet of messages.
func (w *subscribing) sms(t *testing.T) (n int64) {
	t.Helper()
	require.NoError(t, w.admin.QueryRow(context.Background(), "select coalesce(sum(balance), 0)::bigint from ledger_accounts where counterparty_id = $1 and unit = 'SMS'",
		w.anna.Tenant()).Scan(&n))
	return n
}

func TestAPackageIsBoughtOnceAndDrawnByItsExpiry(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	ctx := t.Context()
	month, ever, chosen := w.sells(t, "month", false, 10, 30), w.sells(t, "ever", false, 10, 0), w.sells(t, "chosen", true, 5, 60)
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	buy := func(b service.Buying) (service.Bought, error) { return w.subs.Buy(ctx, w.anna, uuid.Nil, b) }
	_, err := buy(service.Buying{Version: ever, Key: "a"})
	requireReason(t, "short_of_money", err)
	w.topup(t, w.keeper, w.anna, 300)
	first, err := buy(service.Buying{Version: ever, Key: "a"})
	require.NoError(t, err)
	again, err := buy(service.Buying{Version: ever, Key: "a"})
	require.NoError(t, err)
	require.Equal(t, first, again)
	_, err = buy(service.Buying{Version: month, Key: "a"})
	requireReason(t, "key_reused", err)
	_, err = buy(service.Buying{Version: month, Key: "b"})
	require.NoError(t, err)
	_, err = buy(service.Buying{Version: chosen, Key: "c"})
	requireReason(t, "objects_missing", err)
	_, err = buy(service.Buying{Version: chosen, Key: "c", Objects: []uuid.UUID{uuid.New()}})
	requireReason(t, "no_such_objects", err)
	_, err = buy(service.Buying{Version: chosen, Key: "c", Objects: []uuid.UUID{car}})
	require.NoError(t, err)
	_, err = buy(service.Buying{Version: chosen, Key: "c", Objects: []uuid.UUID{van}})
	requireReason(t, "key_reused", err)
	w.exec(t, "update packages set archived_at = $2 where id = (select package_id from package_versions where id = $1)", ever, w.clock.Now())
	again, err = buy(service.Buying{Version: ever, Key: "a"})
	require.NoError(t, err, "it was bought while it was on offer")
	require.Equal(t, first.ID, again.ID)
	w.exec(t, "update packages set archived_at = null")
	require.Zero(t, w.balance(t, w.anna))
	require.EqualValues(t, 25, w.sms(t))

	left := func() (n []int64) {
		list, err := w.subs.Packages(ctx, w.anna)
		require.NoError(t, err)
		for _, b := range list {
			n = append(n, *b.Remaining)
		}
		return n
	}
	draw := func(key string, n int64, object uuid.UUID) error {
		return w.db.InTenant(ctx, w.anna, func(tx *db.Tx) error { return w.subs.Draw(ctx, tx, w.anna.Tenant(), money.SMS, key, n, object) })
	}
	require.NoError(t, draw("one", 3, van))
	require.NoError(t, draw("one", 3, van), "the same message is drawn once")
	require.Equal(t, []int64{7, 5, 10}, left(), "the one that expires first")
	require.NoError(t, draw("two", 9, car))
	require.Equal(t, []int64{3, 10, 0}, left(), "the rest of it, then what is for the car")
	requireReason(t, "package_used_up", draw("three", 14, van))
	require.EqualValues(t, 13, w.sms(t))
	w.clock.Advance(61 * 24 * time.Hour)
	n, err := w.subs.ExpirePackages(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, n)
	n, err = w.subs.ExpirePackages(ctx)
	require.NoError(t, err)
	require.Zero(t, n)
	require.EqualValues(t, 10, w.sms(t))
	w.sound(t)
}

func TestAnAccountWritesNoPackageThatItHasNotPaid(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	version := w.sells(t, "month", false, 10, 30)
	w.topup(t, w.keeper, w.anna, 100)
	for _, price := range []int64{0, 100} {
		require.Error(t, w.db.InTenant(t.Context(), w.anna, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "select buy_package($1, $2, $3, null, null, $4)", uuid.New(), version, price, w.clock.Now())
			return err
		}))
	}
	require.Zero(t, w.sms(t))
}

func TestABalanceTellsWhatItIsMadeOfAndAnEntryWhatItWasFor(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	ctx := t.Context()
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 1100)
	w.connect(t, plan, car, van)
	w.clock.Advance(31 * 24 * time.Hour)
	w.topup(t, w.keeper, w.anna, 50)
	m, err := w.subs.Money(ctx, w.anna)
	require.NoError(t, err)
	require.Len(t, m.Purses, 1)
	require.EqualValues(t, 100, m.Purses[0].Before)
	require.EqualValues(t, 150, m.Purses[0].Balance)
	require.Equal(t, []service.Part{{Kind: ledger.Topup, Count: 1, Amount: 50}}, m.Purses[0].Parts)
	require.Equal(t, 2, m.Unpaid)
	require.EqualValues(t, 1000, m.UnpaidAmount)
	lines, next, err := w.subs.Entries(ctx, w.anna, "EUR", ledger.Place{}, 10)
	require.NoError(t, err)
	require.Nil(t, next)
	require.EqualValues(t, 150, lines[0].Balance)
	charge := lines[len(lines)-2]
	detail, err := w.subs.Entry(ctx, w.anna, charge.Transaction)
	require.NoError(t, err)
	require.EqualValues(t, -500, detail.Amount)
	require.Len(t, detail.Charges, 1)
	_, err = w.subs.Entry(ctx, w.keeper, charge.Transaction)
	require.Error(t, err, "it is the account's")
}

func TestWhatIsUnpaidNamesItsPlanAndHowMuchIsMissing(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 700)
	w.connect(t, plan, car)
	w.clock.Advance(40 * 24 * time.Hour)
	_, err := w.Renew(t.Context())
	require.NoError(t, err)
	require.NoError(t, w.db.InTenant(t.Context(), w.anna, func(tx *db.Tx) error {
		u, err := w.subs.WhyUnpaid(t.Context(), tx, w.anna.Tenant(), car)
		require.EqualValues(t, 300, u.Missing)
		require.Equal(t, plan.String(), u.Plan)
		require.False(t, u.Full)
		return err
	}))
}
