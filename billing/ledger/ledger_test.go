package ledger_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func reason(t *testing.T, err error, want string) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, want, e.Reason, err)
}

func TestMoneyGoesInAndIsSpentDownToTheFloor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.post(t, w.keeper, w.topup(w.anna, 1000, "bank 1"))
	require.NoError(t, err)
	_, err = w.post(t, w.keeper, w.charge(w.anna, 700, ""))
	require.NoError(t, err)
	require.Equal(t, money.Amount(300), w.balance(t, w.keeper, w.anna))
	require.Equal(t, money.Amount(300), w.balance(t, w.anna, w.anna), "its owner sees the same")

	_, err = w.post(t, w.keeper, w.charge(w.anna, 301, ""))
	reason(t, err, "short_of_money")
	short, ok := ledger.Shortfall(err)
	require.True(t, ok)
	require.Equal(t, money.Amount(1), short.Missing)
	require.Contains(t, err.Error(), "0.01 EUR")
	require.Equal(t, money.Amount(300), w.balance(t, w.keeper, w.anna), "nothing of it was written")

	w.do(t, w.keeper, func(tx *db.Tx) error {
		return w.SetFloor(t.Context(), tx, w.keeper.Tenant(), w.anna.Tenant(), euro, -1000)
	})
	_, err = w.post(t, w.anna, w.charge(w.anna, 1300, ""))
	require.NoError(t, err, "a postpaid contract lets it fall below zero, and its owner may spend")
	require.Equal(t, money.Amount(-1000), w.balance(t, w.keeper, w.anna))
	w.do(t, w.keeper, func(tx *db.Tx) error {
		own, err := w.OwnAccounts(t.Context(), tx, w.keeper.Tenant(), euro)
		require.NoError(t, err)
		sums := map[ledger.Account]money.Amount{}
		for _, o := range own {
			sums[o.Account] = o.Balance
		}
		require.Equal(t, map[ledger.Account]money.Amount{ledger.BankCash: -1000, ledger.Revenue("plan"): 2000}, sums)
		return nil
	})
}

func TestOnlyMeteringDisputesAndReversalsPassTheFloor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for kind, passes := range map[ledger.Kind]bool{
		ledger.Charge: false, ledger.Package: false, ledger.Usage: false, ledger.Refund: false, ledger.Commissions: false, ledger.Correction: false,
		ledger.Metering: true, ledger.Dispute: true,
	} {
		p := w.charge(w.anna, 1, "")
		p.Kind = kind
		_, err := w.post(t, w.keeper, p)
		if passes {
			require.NoError(t, err, kind)
		} else {
			reason(t, err, "short_of_money")
		}
	}
	in, err := w.post(t, w.keeper, w.topup(w.boris, 500, ""))
	require.NoError(t, err)
	_, err = w.post(t, w.keeper, w.charge(w.boris, 500, ""))
	require.NoError(t, err)
	w.do(t, w.keeper, func(tx *db.Tx) error {
		_, err := w.Reverse(t.Context(), tx, ledger.Reversing{Keeper: w.keeper.Tenant(), Transaction: in.ID})
		return err
	})
	require.Equal(t, money.Amount(-500), w.balance(t, w.boris, w.boris))
}

func TestTheSameKeyIsTheSameTransactionAndAnotherRequestUnderItIsRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first, err := w.post(t, w.keeper, w.topup(w.anna, 1000, "pi_1"))
	require.NoError(t, err)
	require.False(t, first.Again)
	w.clock.Advance(50 * time.Hour)
	again, err := w.post(t, w.keeper, w.topup(w.anna, 1000, "pi_1"))
	require.NoError(t, err)
	require.Equal(t, ledger.Written{ID: first.ID, Again: true}, again)
	require.Equal(t, money.Amount(1000), w.balance(t, w.keeper, w.anna))

	_, err = w.post(t, w.keeper, w.topup(w.anna, 1001, "pi_1"))
	reason(t, err, "key_reused")
	_, err = w.post(t, w.keeper, w.topup(w.boris, 1000, "pi_1"))
	reason(t, err, "key_reused")
	_, err = w.post(t, w.anna, w.charge(w.anna, 1, "pi_1"))
	require.NoError(t, err, "a customer's keys are not its keeper's: it learns nothing from them")
}

func TestATransactionIsReversedOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	in, err := w.post(t, w.keeper, w.topup(w.anna, 1000, ""))
	require.NoError(t, err)
	reverse := func(target uuid.UUID, key string) (ledger.Written, error) {
		var written ledger.Written
		err := w.db.InTenant(t.Context(), w.keeper, func(tx *db.Tx) error {
			var err error
			written, err = w.Reverse(t.Context(), tx, ledger.Reversing{Keeper: w.keeper.Tenant(), Transaction: target, Key: key, Comment: "a mistake"})
			return err
		})
		return written, err
	}
	back, err := reverse(in.ID, "k")
	require.NoError(t, err)
	require.Zero(t, w.balance(t, w.keeper, w.anna))
	again, err := reverse(in.ID, "k")
	require.NoError(t, err)
	require.Equal(t, ledger.Written{ID: back.ID, Again: true}, again)
	_, err = reverse(in.ID, "another")
	reason(t, err, "reversed_already")
	_, err = reverse(back.ID, "")
	reason(t, err, "reversed_already")
	_, err = reverse(uuid.New(), "")
	reason(t, err, "not_found")
	w.do(t, w.keeper, func(tx *db.Tx) error {
		was, err := w.Transaction(t.Context(), tx, in.ID)
		require.Equal(t, &back.ID, was.ReversedBy)
		return err
	})
}

func TestAPostingThatIsNoneIsRefusedInWords(t *testing.T) {
	t.Parallel()
	w := setup(t)
	bad := func(want string, change func(*ledger.Posting)) {
		p := w.topup(w.anna, 1000, "")
		change(&p)
		_, err := w.post(t, w.keeper, p)
		reason(t, err, want)
	}
	bad("unbalanced", func(p *ledger.Posting) { p.Entries[0].Amount++ })
	bad("unbalanced", func(p *ledger.Posting) { p.Entries[1].Account = ledger.Wallet })
	bad("unbalanced", func(p *ledger.Posting) { p.Entries = p.Entries[:1] })
	bad("unbalanced", func(p *ledger.Posting) { p.Counterparty = uuid.Nil })
	bad("unbalanced", func(p *ledger.Posting) { p.Kind = ledger.Reversal })
	bad("bad_amount", func(p *ledger.Posting) { p.Entries[0].Amount, p.Entries[1].Amount = 0, 0 })
	bad("bad_amount", func(p *ledger.Posting) { p.Entries[0].Amount, p.Entries[1].Amount = money.Most+1, -money.Most-1 })
	bad("no_book", func(p *ledger.Posting) { p.Currency = money.MustParse("USD") })
	bad("not_your_book", func(p *ledger.Posting) { p.Counterparty = w.vera.Tenant() })
	bad("not_your_book", func(p *ledger.Posting) { p.Keeper = w.stranger.Tenant() })
	bad("long_key", func(p *ledger.Posting) { p.Key = string(make([]byte, 151)) })
}

func TestAMessageIsCountedLikeMoney(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.do(t, w.keeper, func(tx *db.Tx) error { return w.OpenBook(ctx, tx, w.keeper.Tenant(), money.SMS) })
	sold := ledger.Posting{Keeper: w.keeper.Tenant(), Currency: money.SMS, Counterparty: w.anna.Tenant(), Kind: ledger.Package,
		Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: 100}, {Account: ledger.Issued, Amount: -100}}}
	_, err := w.post(t, w.anna, sold)
	reason(t, err, "not_your_book")
	_, err = w.post(t, w.keeper, sold)
	require.NoError(t, err)
	used := ledger.Posting{Keeper: w.keeper.Tenant(), Currency: money.SMS, Counterparty: w.anna.Tenant(), Kind: ledger.Usage,
		Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: -3}, {Account: ledger.Used, Amount: 3}}}
	_, err = w.post(t, w.anna, used)
	require.NoError(t, err)
	w.do(t, w.anna, func(tx *db.Tx) error {
		wallets, err := w.WalletsOf(ctx, tx, w.anna.Tenant())
		require.NoError(t, err)
		require.Len(t, wallets, 1)
		require.Equal(t, money.Amount(97), wallets[0].Balance)
		require.True(t, wallets[0].Currency.IsQuantity())
		return nil
	})
	w.do(t, w.keeper, func(tx *db.Tx) error {
		main, ok, err := w.Main(ctx, tx, w.keeper.Tenant())
		require.True(t, ok)
		require.Equal(t, euro, main, "messages are no main book")
		return err
	})
}

func TestAStatementIsPagedAndShowsTheBalanceAfterEachLine(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	var want []money.Amount
	var sum money.Amount
	for i := range 7 {
		amount := money.Amount(100 + i)
		_, err := w.post(t, w.keeper, w.topup(w.anna, amount, ""))
		require.NoError(t, err)
		if i%3 == 0 {
			w.clock.Advance(time.Hour)
		}
		sum += amount
		want = append([]money.Amount{sum}, want...)
	}
	w.do(t, w.anna, func(tx *db.Tx) error {
		wallet, err := w.Balance(ctx, tx, w.keeper.Tenant(), w.anna.Tenant(), euro)
		require.NoError(t, err)
		var got []money.Amount
		asked := ledger.Asked{Account: wallet.ID, Most: 3}
		for pages := 1; ; pages++ {
			lines, next, err := w.Entries(ctx, tx, asked)
			require.NoError(t, err)
			for _, l := range lines {
				got = append(got, l.Balance)
			}
			if next == nil {
				require.Equal(t, 3, pages)
				break
			}
			asked.After = *next
		}
		require.Equal(t, want, got)
		lines, _, err := w.Entries(ctx, tx, ledger.Asked{Account: wallet.ID, From: noon.Add(time.Hour), To: noon.Add(2 * time.Hour)})
		require.NoError(t, err)
		require.Len(t, lines, 3)
		before, err := w.BalanceBefore(ctx, tx, wallet.ID, noon.Add(time.Hour))
		require.Equal(t, money.Amount(100), before)
		return err
	})
}

func TestRatesBelowAMinorUnitAddUpExactly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.post(t, w.keeper, w.topup(w.anna, 10_000, ""))
	require.NoError(t, err)
	accrue := func(key string, micro money.Micro) (whole money.Amount, err error) {
		err = w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
			whole, err = w.Accrue(ctx, tx, ledger.Accrual{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: w.anna.Tenant(), Name: "sms",
				Key: key, Amount: micro, Kind: ledger.Metering, Revenue: ledger.Revenue("sms")})
			return err
		})
		return whole, err
	}
	// A month of 9.99 by its 31 days, each asked for twice.
	var posted money.Amount
	for day := 1; day <= 31; day++ {
		key := noon.AddDate(0, 0, day).Format(time.DateOnly)
		whole, err := accrue(key, money.Share(999, day, 31))
		require.NoError(t, err)
		posted += whole
		again, err := accrue(key, money.Share(999, day, 31))
		require.NoError(t, err)
		require.Equal(t, whole, again)
		_, err = accrue(key, 1)
		reason(t, err, "key_reused")
	}
	require.Equal(t, money.Amount(999), posted)
	require.Equal(t, money.Amount(10_000-999), w.balance(t, w.anna, w.anna))
}

func TestACheckpointChangesNoSumAndClosesTheTimeBeforeIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	var sum money.Amount
	w.do(t, w.keeper, func(tx *db.Tx) error {
		for i := range 2001 {
			if _, err := w.Post(ctx, tx, w.topup(w.anna, money.Amount(i+1), "")); err != nil {
				return err
			}
			sum += money.Amount(i + 1)
		}
		return nil
	})
	n, err := w.SumUp(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "today is not over")
	w.clock.Advance(13 * time.Hour)
	_, err = w.post(t, w.keeper, w.topup(w.anna, 5, ""))
	require.NoError(t, err)
	n, err = w.SumUp(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, n, "the wallet, and the bank")
	n, err = w.SumUp(ctx)
	require.NoError(t, err)
	require.Zero(t, n)
	w.do(t, w.keeper, func(tx *db.Tx) error {
		own, err := w.OwnAccounts(ctx, tx, w.keeper.Tenant(), euro)
		require.NoError(t, err)
		require.Equal(t, -sum-5, own[0].Balance)
		wallet, err := w.Balance(ctx, tx, w.keeper.Tenant(), w.anna.Tenant(), euro)
		require.NoError(t, err)
		before, err := w.BalanceBefore(ctx, tx, wallet.ID, w.clock.Now())
		require.Equal(t, sum, before)
		return err
	})
	w.clock.Advance(-13 * time.Hour)
	_, err = w.post(t, w.keeper, w.topup(w.anna, 5, ""))
	reason(t, err, "books_closed")
}
