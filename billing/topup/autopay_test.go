package topup_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func wish() topup.AutopayWish {
	return topup.AutopayWish{Currency: "EUR", Amount: 1000, Below: 500, MonthMost: 3000, Words: "I agree that 10.00 are taken.", Done: "https://keeper.example/done", Left: "https://keeper.example/left"}
}

// agree makes a customer's card fill its wallet by itself; the first payment is in it.
func (w *world) agree(t *testing.T, a topup.AutopayWish) {
	t.Helper()
	page, err := w.SetAutopay(t.Context(), w.customer[0], a)
	require.NoError(t, err)
	require.Equal(t, "waiting", w.auto(t).State)
	require.NotEmpty(t, w.stripe.Pay(page[len(page)-len("cs_test_00000000"):]))
	w.hearAll(t)
	require.Equal(t, "on", w.auto(t).State)
}

func (w *world) auto(t fataler) topup.Autopay {
	t.Helper()
	a, err := w.Autopay(context.Background(), w.customer[0])
	require.NoError(t, err)
	return a
}

// spend takes out of the customer's wallet.
func (w *world) spend(t fataler, amount int64) {
	t.Helper()
	require.NoError(t, w.db.InTenant(context.Background(), w.keeper, func(tx *db.Tx) error {
		_, err := w.ledger.Post(context.Background(), tx, ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: w.customer[0].Tenant(), Kind: ledger.Correction,
			Comment: "spent", Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: money.Amount(-amount)}, {Account: ledger.Corrections, Amount: money.Amount(amount)}}})
		return err
	}))
}

// charge lets the job do its work after a while.
func (w *world) charge(t fataler, after time.Duration) int64 {
	t.Helper()
	w.clock.Advance(after)
	n, err := w.ChargeSaved(context.Background())
	require.NoError(t, err)
	return n
}

// told are the letters that were put, since the last time.
func (w *world) told(t fataler) (letters []string) {
	t.Helper()
	require.NoError(t, w.db.Worker(context.Background(), func(tx *db.Tx) error {
		rows, err := tx.Query(context.Background(), `delete from outbox where topic = 'money.notice' and payload ->> 'tenant' = $1 returning payload ->> 'template'`, w.customer[0].Tenant().String())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var template string
			if err := rows.Scan(&template); err != nil {
				return err
			}
			letters = append(letters, template)
		}
		return rows.Err()
	}))
	return letters
}

// sums are what the letters of one kind that wait say was taken, or was to be.
func (w *world) sums(t fataler, template string) (list []string) {
	t.Helper()
	require.NoError(t, w.db.Worker(context.Background(), func(tx *db.Tx) error {
		return tx.QueryRow(context.Background(), `select array_agg(payload -> 'params' ->> 'sum' order by id) from outbox
			where topic = 'money.notice' and payload ->> 'tenant' = $1 and payload ->> 'template' = $2`, w.customer[0].Tenant().String(), template).Scan(&list)
	}))
	return list
}

func TestASavedCardFillsTheWalletWhenItIsLowUpToTheMonthsMostAndEndsWithOneClick(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.agree(t, wish())
	require.EqualValues(t, 1000, w.balance(t, w.customer[0]), "the first payment saves the card")
	a := w.auto(t)
	require.Equal(t, []any{"visa", "4242", 12, 2030}, []any{a.Brand, a.LastFour, a.CardMonth, a.CardYear})
	require.Equal(t, []string{"autopay_on"}, w.told(t))
	require.Zero(t, w.charge(t, time.Hour), "there is enough")

	for n := range 3 {
		w.spend(t, 900)
		require.EqualValues(t, 1, w.charge(t, time.Hour), "charge %d", n)
		require.Zero(t, w.charge(t, 0), "once")
		require.EqualValues(t, 1100+100*n, w.balance(t, w.customer[0]))
		require.Equal(t, []string{"autopay_charged"}, w.told(t))
	}
	require.EqualValues(t, 3000, w.auto(t).Used)
	w.spend(t, 1200)
	require.Zero(t, w.charge(t, time.Hour), "the most of the month is reached")
	require.Equal(t, []string{"autopay_capped"}, w.told(t))
	require.EqualValues(t, 1, w.charge(t, 8*24*time.Hour), "another month")
	require.Equal(t, []string{"autopay_charged"}, w.told(t))
	w.hearAll(t)
	require.EqualValues(t, 1100, w.balance(t, w.customer[0]), "what Stripe tells of it afterwards is the same payment")
	var outside int
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select count(*) from outbox where topic = 'money.outside' and payload ->> 'tenant' = $1`, w.customer[0].Tenant().String()).Scan(&outside)
	}))
	require.Equal(t, 1, outside, "the page's payment; of what is charged by itself one letter tells, not two")
	list, _, err := w.Mine(ctx, w.customer[0], topup.Place{}, 10)
	require.NoError(t, err)
	require.True(t, list[0].Automatic)

	require.NoError(t, w.StopAutopay(ctx, w.customer[0]))
	w.spend(t, 1000)
	require.Zero(t, w.charge(t, time.Hour))
	a = w.auto(t)
	require.Equal(t, []any{"off", ""}, []any{a.State, a.LastFour}, "the card is forgotten")
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])
}

func TestADeclinedCardIsTriedLessAndLessOftenAndThenNoMore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.agree(t, wish())
	w.told(t)
	w.spend(t, 900)
	w.stripe.Decline(true)
	require.Zero(t, w.charge(t, time.Hour))
	require.Equal(t, []any{"on", 1}, []any{w.auto(t).State, w.auto(t).Failures})
	require.Equal(t, []string{"autopay_failed"}, w.told(t))
	require.Zero(t, w.charge(t, time.Hour))
	require.Equal(t, 1, w.auto(t).Failures, "not again so soon")
	require.Zero(t, w.charge(t, 6*time.Hour))
	require.Zero(t, w.charge(t, 24*time.Hour))
	require.Equal(t, 3, w.auto(t).Failures)
	require.Zero(t, w.charge(t, 72*time.Hour))
	require.Equal(t, "stopped", w.auto(t).State)
	require.Equal(t, []string{"autopay_failed", "autopay_failed", "autopay_stopped"}, w.told(t))
	w.stripe.Decline(false)
	require.Zero(t, w.charge(t, 100*time.Hour), "never again by itself")
	require.EqualValues(t, 100, w.balance(t, w.customer[0]))

	// Agreed to again, with the card that is known.
	page, err := w.SetAutopay(t.Context(), w.customer[0], wish())
	require.NoError(t, err)
	require.Empty(t, page)
	require.EqualValues(t, 1, w.charge(t, 0))
	require.EqualValues(t, 1100, w.balance(t, w.customer[0]))
}

func TestACardIsNotBlamedForAKeyThatItsProviderHasTakenBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.agree(t, wish())
	w.told(t)
	w.spend(t, 900)
	w.stripe.Revoke(true)
	require.Zero(t, w.charge(t, time.Hour))
	w.stripe.Revoke(false)
	require.Zero(t, w.charge(t, 59*time.Minute), "a key is not entered within minutes")
	require.EqualValues(t, 1, w.charge(t, time.Minute))
	require.Equal(t, []string{"autopay_charged"}, w.told(t))

	// For days, so that what was begun may not be asked for any more.
	w.spend(t, 1000)
	w.stripe.Revoke(true)
	for range 10 {
		require.Zero(t, w.charge(t, 30*time.Hour))
		require.Equal(t, []any{"on", 0}, []any{w.auto(t).State, w.auto(t).Failures})
	}
	require.Empty(t, w.told(t), "no bank has declined")
	w.stripe.Revoke(false)
	require.EqualValues(t, 1, w.charge(t, 30*time.Hour)+w.charge(t, 30*time.Hour))
	require.EqualValues(t, 1100, w.balance(t, w.customer[0]))
	require.EqualValues(t, 3000, w.stripe.Captured("EUR"))
}

func TestAChargeThatWasNotAnsweredIsTheSameWhenItIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.agree(t, wish())
	w.spend(t, 900)
	w.stripe.FailNext(1) // done, and not told of
	require.Zero(t, w.charge(t, time.Hour))
	require.EqualValues(t, 100, w.balance(t, w.customer[0]))
	require.EqualValues(t, 1, w.charge(t, time.Hour))
	require.EqualValues(t, 1100, w.balance(t, w.customer[0]))
	require.EqualValues(t, 2000, w.stripe.Captured("EUR"), "one charge beside the first payment, not two")
	require.Zero(t, w.auto(t).Failures)
}

func TestAChargeThatWasNotAnsweredIsTheSameThoughAnotherCurrencyWasAgreedToMeanwhile(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.agree(t, wish())
	w.spend(t, 900)
	w.stripe.FailNext(1) // done, and not told of
	require.Zero(t, w.charge(t, time.Hour))
	dollars := wish()
	dollars.Currency, dollars.Amount = "USD", 2000
	page, err := w.SetAutopay(t.Context(), w.customer[0], dollars)
	require.NoError(t, err)
	require.Empty(t, page)
	w.told(t)
	require.EqualValues(t, 1, w.charge(t, time.Hour))
	require.EqualValues(t, 1100, w.balance(t, w.customer[0]))
	require.Zero(t, w.auto(t).Failures)
	require.Equal(t, []string{euro.Sum(1000)}, w.sums(t, "autopay_charged"), "told as what was taken, not as what will be")
}

func TestWhatIsAgreedToIsKeptWordForWordAndHasItsBounds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	for _, wrong := range []func(*topup.AutopayWish){
		func(a *topup.AutopayWish) { a.Words = " " },
		func(a *topup.AutopayWish) { a.MonthMost = 999 },
		func(a *topup.AutopayWish) { a.Below = 0 },
		func(a *topup.AutopayWish) { a.Amount = -1 },
	} {
		a := wish()
		wrong(&a)
		_, err := w.SetAutopay(ctx, w.customer[0], a)
		require.True(t, errs.Is(err, errs.Invalid), "%v", err)
	}
	_, err := w.SetAutopay(ctx, w.vera, wish())
	require.True(t, errs.Is(err, errs.Conflict), "who takes no cards saves none: %v", err)
	by := uuid.New()
	a := wish()
	a.By = by
	w.agree(t, a)
	var words string
	var kept uuid.UUID
	require.NoError(t, w.db.InTenant(ctx, w.customer[0], func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select words, agreed_by from autopay_consents`).Scan(&words, &kept)
	}))
	require.Equal(t, a.Words, words)
	require.Equal(t, by, kept)
	require.ErrorContains(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update autopay_consents set words = 'other'`)
		return err
	}), "permission denied")
}

func TestACardThatIsKnownIsNotChargedForAPageThatWasLeft(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.agree(t, wish())
	another := wish()
	another.NewCard = true
	page, err := w.SetAutopay(ctx, w.customer[0], another)
	require.NoError(t, err)
	require.Equal(t, "waiting", w.auto(t).State)
	left := page[len(page)-len("cs_test_00000000"):]

	// The page is left, and the card that is known will do.
	page, err = w.SetAutopay(ctx, w.customer[0], wish())
	require.NoError(t, err)
	require.Empty(t, page)
	require.Equal(t, "on", w.auto(t).State)
	require.Zero(t, w.charge(t, time.Hour), "the wallet is full")
	require.EqualValues(t, 1000, w.stripe.Captured("EUR"))

	// Whoever pays in it after all has paid, and that is in the books.
	require.NotEmpty(t, w.stripe.Pay(left))
	w.hearAll(t)
	require.EqualValues(t, 2000, w.balance(t, w.customer[0]))
	require.Equal(t, w.stripe.Kept("EUR"), -w.own(t)[ledger.StripeClearing]-w.own(t)[ledger.StripeFees])
}
