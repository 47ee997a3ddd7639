package topup_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func (w *world) cash(t fataler, of db.Scope, amount int64) {
	t.Helper()
	_, err := w.TakeCash(context.Background(), w.keeper, topup.Cash{Customer: of.Tenant(), Currency: "EUR", Amount: amount, Comment: "at the desk"})
	require.NoError(t, err)
}

func (w *world) sound(t *testing.T) {
	t.Helper()
	wrongs, err := w.ledger.Wrongs(t.Context())
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func requireReason(t *testing.T, err error, reason string) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, reason, e.Reason)
}

func TestWhatStripePaysOutAndWhatIsOnesOwnIsNoCustomers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.stripe.Pay(w.page(t, w.customer[0], 2500))
	w.hearAll(t)
	held := w.own(t)[ledger.StripeClearing]
	require.Negative(t, held)
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "STRIPE PAYOUT", "Stripe", -held}, {"R2", "to the current account", "Keeper", 300}})})
	require.NoError(t, err)
	list := w.waiting(t)
	require.Len(t, list, 2)
	requireReason(t, w.Own(ctx, w.keeper, list[0].ID, list[0].ID, "elsewhere", ""), "bad_from")
	require.NoError(t, w.Own(ctx, w.keeper, list[0].ID, list[0].ID, topup.FromStripe, ""))
	require.Zero(t, w.own(t)[ledger.StripeClearing], "Stripe holds nothing any more")
	requireReason(t, w.Own(ctx, w.keeper, list[1].ID, list[1].ID, topup.FromOwn, " "), "comment_missing")
	require.NoError(t, w.Own(ctx, w.keeper, list[1].ID, list[1].ID, topup.FromOwn, "from our savings"))
	require.Zero(t, w.own(t)[ledger.Unidentified])
	require.EqualValues(t, 300, w.own(t)[ledger.Corrections])
	require.Empty(t, w.waiting(t))
	requireReason(t, w.Own(ctx, w.keeper, list[1].ID, list[1].ID, topup.FromOwn, "again"), "payment_decided")
	err = w.Own(ctx, w.stranger, list[1].ID, list[1].ID, topup.FromStripe, "")
	require.True(t, errs.Is(err, errs.NotFound), "%v", err)
	w.sound(t)
}

func TestAPayoutIsCancelledBeforeItIsSentAndReturnedAfterwards(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, anna := t.Context(), w.customer[0]
	leaving := topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Commission: 50, Recipient: "Anna", BankAccount: "DE02120300000000202050"}
	w.cash(t, anna, 1000)
	out, err := w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	requireReason(t, w.Undo(ctx, w.keeper, out.ID, out.ID, true, "back"), "not_sent")
	requireReason(t, w.Undo(ctx, w.keeper, out.ID, out.ID, false, " "), "comment_missing")
	require.True(t, errs.Is(w.Undo(ctx, w.stranger, out.ID, out.ID, false, "wrong account"), errs.NotFound))
	require.NoError(t, w.Undo(ctx, w.keeper, out.ID, out.ID, false, "wrong account"))
	require.EqualValues(t, 1000, w.balance(t, anna), "the commission with it")
	require.Zero(t, w.own(t)[ledger.RefundsPayable])
	requireReason(t, w.Undo(ctx, w.keeper, out.ID, out.ID, false, "again"), "undone_already")
	requireReason(t, w.Sent(ctx, w.keeper, out.ID, out.ID), "undone_already")

	out, err = w.PayOut(ctx, w.keeper, leaving)
	require.NoError(t, err)
	require.NoError(t, w.Sent(ctx, w.keeper, out.ID, out.ID))
	requireReason(t, w.Undo(ctx, w.keeper, out.ID, out.ID, false, "too late"), "sent_already")
	require.NoError(t, w.Undo(ctx, w.keeper, out.ID, out.ID, true, "no such account"))
	require.EqualValues(t, 1000, w.balance(t, anna))
	require.Zero(t, w.own(t)[ledger.RefundsPayable])
	require.Zero(t, w.own(t)[ledger.BankCash], "it is at the bank again")
	list, _, err := w.Payouts(ctx, w.keeper, topup.Place{}, 10)
	require.NoError(t, err)
	require.Equal(t, []string{"returned", "cancelled"}, []string{list[0].Undone, list[1].Undone})
	w.sound(t)
}

func TestAPaymentThatTheBankTakesBackIsReversedByAPersonAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, anna := t.Context(), w.customer[0]
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "account # " + w.number[0], "Anna", 5000}, {"R2", "for the cars", "Boris", 700}})})
	require.NoError(t, err)
	require.NoError(t, w.Assign(ctx, w.keeper, w.waiting(t)[0].ID, w.customer[1].Tenant(), w.customer[1].Tenant()))
	out, err := w.PayOut(ctx, w.keeper, topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "DE02120300000000202051"})
	require.NoError(t, err)
	require.EqualValues(t, 5000, out.Amount)

	file := topup.File{DryRun: true, Bytes: camt([]paid{{"R3", "recall", "Anna", -5000}, {"R4", "recall", "Boris", -700}, {"R5", "rent", "Landlord", -900}})}
	seen, err := w.Import(ctx, w.keeper, file)
	require.NoError(t, err)
	require.Equal(t, []int{3, 2}, []int{seen.Out, seen.TakenBack})
	file.DryRun = false
	for range 2 { // taken in twice, it is asked about once
		_, err = w.Import(ctx, w.keeper, file)
		require.NoError(t, err)
	}
	list, _, err := w.Takebacks(ctx, w.keeper, [16]byte{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, "Anna", list[0].CustomerName)
	require.Zero(t, w.balance(t, anna), "nothing goes by itself")
	require.True(t, errs.Is(w.TakeBack(ctx, w.stranger, list[0].ID, list[0].ID), errs.NotFound))
	require.NoError(t, w.TakeBack(ctx, w.keeper, list[0].ID, list[0].ID))
	require.EqualValues(t, -5000, w.balance(t, anna), "it is gone, whatever the floor")
	requireReason(t, w.TakeBack(ctx, w.keeper, list[0].ID, list[0].ID), "payment_decided")
	require.NoError(t, w.TakeBack(ctx, w.keeper, list[1].ID, list[1].ID))
	require.Zero(t, w.balance(t, w.customer[1]), "one that was assigned goes back the same way")
	require.Zero(t, w.own(t)[ledger.Unidentified])
	require.Zero(t, w.own(t)[ledger.BankCash])
	history, _, err := w.History(ctx, w.keeper, topup.Place{}, 10)
	require.NoError(t, err)
	for _, h := range history {
		require.Equal(t, h.Amount, h.GoneBack)
	}
	w.sound(t)
}

func TestWhatIsTakenBackIsSaidInAnyLetters(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, anna := t.Context(), w.customer[0]
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "account # " + w.number[0], "Anna", 5000}})})
	require.NoError(t, err)
	_, err = w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R2", strings.Repeat("отзыв ", 80), "Anna", -5000}})})
	require.NoError(t, err)
	list, _, err := w.Takebacks(ctx, w.keeper, [16]byte{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.NoError(t, w.TakeBack(ctx, w.keeper, list[0].ID, list[0].ID), "a letter is a letter, in however many bytes")
	require.Zero(t, w.balance(t, anna))
	w.cash(t, anna, 1000)
	out, err := w.PayOut(ctx, w.keeper, topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "DE02120300000000202050"})
	require.NoError(t, err)
	require.NoError(t, w.Undo(ctx, w.keeper, out.ID, out.ID, false, strings.Repeat("ё", 500)))
	require.EqualValues(t, 1000, w.balance(t, anna))
	w.sound(t)
}

func TestWhatIsLeftOfWhoeverHasMovedAwayIsPaidOutOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, anna := t.Context(), w.customer[0]
	w.cash(t, anna, 1000)
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		return w.ledger.SetFloor(ctx, tx, w.keeper.Tenant(), anna.Tenant(), euro, -5000)
	}))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		for _, statement := range []string{
			`insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, left_at) values ($1, $2, 'account', 'Anna', '7', 'en', now())`,
			`update contracts set tenant_id = (select parent_id from tenants where id = $1) where counterparty_id = $2`,
			`update tenants set parent_id = (select parent_id from tenants where id = $1) where id = $2`,
		} {
			if _, err := tx.Exec(ctx, statement, w.keeper.Tenant(), anna.Tenant()); err != nil {
				return err
			}
		}
		return nil
	}))
	leaving := topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "DE02120300000000202050"}
	done := make(chan error, 2)
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		// Somebody holds the wallet, so that both have read what is in it before either takes it out.
		if _, err := tx.Exec(ctx, `select ledger_post($1, 'EUR', $2, 'correction', $3, 'held', '\x00', current_date, now(), '', null, '{wallet,corrections}', '{1,-1}')`,
			w.keeper.Tenant(), uuid.New(), anna.Tenant()); err != nil {
			return err
		}
		for range 2 {
			go func() {
				_, err := w.PayOut(ctx, w.keeper, leaving)
				done <- err
			}()
		}
		for waiting := 0; waiting < 2; {
			select {
			case err := <-done:
				return fmt.Errorf("one did not wait: %w", err)
			default:
			}
			// Who is connected is what it was at the first look of a transaction, unless that is forgotten.
			if _, err := tx.Exec(ctx, `select pg_stat_clear_snapshot()`); err != nil {
				return err
			}
			if err := tx.QueryRow(ctx, `select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database() and l.locktype in ('transactionid', 'tuple')`).Scan(&waiting); err != nil {
				return err
			}
		}
		return nil
	}))
	var failed []error
	for range 2 {
		if err := <-done; err != nil {
			failed = append(failed, err)
		}
	}
	require.Len(t, failed, 1, "the second finds nothing")
	requireReason(t, failed[0], "nothing_left")
	require.Zero(t, w.balance(t, anna))
	w.sound(t)
}

func TestAPaymentThatIsTakenBackWithinOneFileIsAskedAboutToo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, anna := t.Context(), w.customer[0]
	// The newest first, as many banks write; one payment of two is taken back.
	file := topup.File{DryRun: true, Bytes: camt([]paid{{"R5", "recall", "Anna", -5000}, {"R4", "for the cars", "Boris", 700},
		{"R2", "account # " + w.number[0], "Anna", 5000}, {"R1", "account # " + w.number[0], "Anna", 5000}})}
	seen, err := w.Import(ctx, w.keeper, file)
	require.NoError(t, err)
	require.Equal(t, 1, seen.TakenBack)
	file.DryRun = false
	for range 2 {
		_, err = w.Import(ctx, w.keeper, file)
		require.NoError(t, err)
	}
	require.EqualValues(t, 10000, w.balance(t, anna))
	list, _, err := w.Takebacks(ctx, w.keeper, [16]byte{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, "Anna", list[0].Payer)
	require.NoError(t, w.TakeBack(ctx, w.keeper, list[0].ID, list[0].ID))
	require.EqualValues(t, 5000, w.balance(t, anna))
	w.sound(t)
}

func TestAnEntryThatTakesNothingBackIsKept(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "account # " + w.number[0], "Anna", 5000}})})
	require.NoError(t, err)
	_, err = w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R4", "a refund of ours", "Anna", -5000}})})
	require.NoError(t, err)
	list, _, err := w.Takebacks(ctx, w.keeper, [16]byte{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.NoError(t, w.NotTakenBack(ctx, w.keeper, list[0].ID))
	require.EqualValues(t, 5000, w.balance(t, w.customer[0]))
	requireReason(t, w.TakeBack(ctx, w.keeper, list[0].ID, list[0].ID), "payment_decided")
}

func TestMoneyForSomebodyWhoHasLeftWaitsForADecision(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update tenants set status = 'closed', closed_at = now() where id = $1`, w.customer[0].Tenant())
		return err
	}))
	_, err := w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "account # " + w.number[0], "Anna", 5000}})})
	require.NoError(t, err)
	list := w.waiting(t)
	require.Len(t, list, 1)
	require.Empty(t, list[0].Suggestions)
	requireReason(t, w.Assign(ctx, w.keeper, list[0].ID, w.customer[0].Tenant(), list[0].ID), "customer_closed")
}

func TestAgreeingInOneWindowAndStoppingInAnotherIsToldAndNoFailure(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.agree(t, wish())
	failed := make(chan error)
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `update autopays set state = 'off', payer = null, method = null, next_try = null where counterparty_id = $1`, w.customer[0].Tenant()); err != nil {
			return err
		}
		go func() {
			_, err := w.SetAutopay(ctx, w.customer[0], wish())
			failed <- err
		}()
		for waits := false; !waits; { // until it has read what is no more, and stands at the row
			err := tx.QueryRow(ctx, `select exists (select from pg_locks where not granted and locktype in ('transactionid', 'tuple')
				and pid in (select pid from pg_stat_activity where datname = current_database()))`).Scan(&waits)
			if err != nil {
				return err
			}
		}
		return nil
	}))
	requireReason(t, <-failed, "autopay_stopped")
	require.Equal(t, "off", w.auto(t).State)
}
