package papers_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

func TestEachCreditHasOneReceiptWithTheNextNumberHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	for range 12 {
		w.topup(t, w.anna, 1000)
		w.topup(t, w.boris, 2000)
	}
	var wait sync.WaitGroup
	failed := make(chan error, 4)
	for range 4 {
		wait.Go(func() { _, err := w.IssueReceipts(context.Background()); failed <- err })
	}
	wait.Wait()
	close(failed)
	for err := range failed {
		require.NoError(t, err)
	}
	list, more, err := w.Issued(ctx, w.keeper, papers.Asked{}, papers.Place{}, 500)
	require.NoError(t, err)
	require.False(t, more)
	require.Len(t, list, 24)
	numbers := map[string]bool{}
	for _, p := range list {
		numbers[p.Code] = true
	}
	for n := range 24 {
		require.Contains(t, numbers, fmt.Sprintf("RC-EUR-%06d", n+1))
	}
	n, err := w.IssueReceipts(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "asked again, nothing is due")
	require.Len(t, w.received(t, w.anna, invoice.KindReceipt), 12)
	require.Empty(t, w.received(t, w.vera, ""))
}

func TestOnlyTheLastCreditsAreLookedAtAgainAndThoseThatWereMissedOnceAnHour(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.topup(t, w.anna, 1000)
	missed := w.clock.Now()
	w.clock.Advance(30 * time.Hour)
	w.topup(t, w.anna, 2000)
	n, err := w.IssueReceipts(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, n, "before there is a mark, all are looked at")

	// One that was booked long before the mark, and has no receipt.
	now := w.clock.Now()
	w.clock.Advance(missed.Sub(w.clock.Now()))
	w.topup(t, w.boris, 3000)
	w.clock.Advance(now.Sub(w.clock.Now()))
	n, err = w.IssueReceipts(ctx)
	require.NoError(t, err)
	require.Zero(t, n)
	n, err = w.IssueMissed(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	w.clock.Advance(now.Add(-30 * time.Minute).Sub(w.clock.Now())) // a transaction that took half an hour
	w.topup(t, w.boris, 500)
	w.clock.Advance(now.Add(time.Minute).Sub(w.clock.Now()))
	n, err = w.IssueReceipts(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
}

func TestHowFarCreditsWereLookedThroughIsWrittenDownOnceAMinute(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	mark := func(after time.Duration) (until time.Time, written string) {
		t.Helper()
		w.clock.Advance(after)
		_, err := w.IssueReceipts(ctx)
		require.NoError(t, err)
		require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, "select until, xmin::text || ' ' || xmax::text from receipt_marks").Scan(&until, &written)
		}))
		return until, written
	}
	first, began := mark(0)
	require.Equal(t, w.clock.Now(), first.UTC())
	_, again := mark(59 * time.Second)
	require.Equal(t, began, again, "where nobody pays, nothing is written")
	then, _ := mark(time.Second)
	require.Equal(t, first.Add(time.Minute), then)
}

func TestANumberThatWasRolledBackIsGivenToTheNextPaperAndTheDatabaseRefusesGaps(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.topup(t, w.anna, 1000)
	_, err := w.IssueReceipts(ctx)
	require.NoError(t, err)
	second := w.topup(t, w.anna, 500)

	// Whatever takes a number without a paper is refused, at the latest at the end of the transaction.
	for _, wrong := range []string{
		`update paper_series set last = last + 1`,
		`update paper_series set last = last + 2`,
		`update paper_series set last = last - 1`,
		`insert into paper_series (tenant_id, unit, kind, last) values ((select tenant_id from paper_series limit 1), 'EUR', 'invoice', 7)`,
	} {
		err := w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error { _, err := tx.Exec(ctx, wrong); return err })
		require.Error(t, err, wrong)
	}
	boom := errors.New("the caller failed")
	err = w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update paper_series set last = last + 1`)
		return errors.Join(err, boom)
	})
	require.ErrorIs(t, err, boom)

	made, err := w.Receipt(ctx, w.keeper, second)
	require.NoError(t, err)
	require.Equal(t, "RC-EUR-000002", made.Code)
}

func TestAPaperThatWasGivenOutNeverChangesAndIsNotIssuedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.named(t, 2550)
	credit := w.topup(t, w.boris, 1000)
	first, err := w.Receipt(ctx, w.keeper, credit)
	require.NoError(t, err)
	before, err := w.ReceivedFile(ctx, w.boris, first.ID)
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256(before.Content), [32]byte(before.SHA256))

	// The keeper is called otherwise now, and has another tax rate.
	_, err = w.SetEntity(ctx, w.keeper, papers.Entity{Entity: invoice.Entity{Name: "Another Oy"}})
	require.NoError(t, err)
	w.clock.Advance(48 * time.Hour)
	again, err := w.Receipt(ctx, w.keeper, credit)
	require.NoError(t, err)
	require.Equal(t, first.ID, again.ID)
	require.Equal(t, first.Code, again.Code)
	after, err := w.IssuedFile(ctx, w.keeper, first.ID)
	require.NoError(t, err)
	require.Equal(t, before.Content, after.Content)

	for _, attempt := range []string{
		`update papers set total = 1`, `delete from papers`, `truncate papers cascade`, `update paper_files set content = 'x'`, `delete from paper_files`, `truncate paper_files`,
		`delete from paper_series`, `update papers set sha256 = sha256('x')`,
	} {
		for who, as := range map[string]func(context.Context, func(*db.Tx) error) error{
			"app":    func(ctx context.Context, f func(*db.Tx) error) error { return w.db.InTenant(ctx, w.keeper, f) },
			"worker": w.db.Worker,
		} {
			if who == "worker" && attempt == "delete from paper_files" {
				continue // so that the personal side can be taken out
			}
			require.Error(t, as(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, attempt); return err }), "%s: %s", who, attempt)
		}
	}
}

func TestTheMonthThatIsOverHasOneInvoiceAndOneStatementInTheKeepersZoneAndTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.named(t, 2550)
	w.topup(t, w.boris, 10_000)
	w.topup(t, w.anna, 300)
	w.post(t, w.keeper, w.boris, ledger.Charge, -1255, ledger.Revenue("plan"))
	w.post(t, w.keeper, w.boris, ledger.Package, -500, ledger.Revenue("package"))
	w.post(t, w.keeper, w.boris, ledger.Correction, 55, ledger.Revenue("plan"))
	// In Moscow it is November already.
	w.clock.Advance(time.Date(2026, 10, 31, 21, 30, 0, 0, time.UTC).Sub(noon))
	w.post(t, w.keeper, w.boris, ledger.Charge, -700, ledger.Revenue("plan"))
	n, err := w.IssueMonths(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "what began in the month's last second may still be booked in it")
	w.clock.Advance(ledger.Settled)
	n, err = w.IssueMonths(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, n)
	n, err = w.IssueMonths(ctx)
	require.NoError(t, err)
	require.Zero(t, n)

	invoices := w.received(t, w.boris, invoice.KindInvoice)
	require.Equal(t, []string{"INV-EUR-000001"}, codes(invoices))
	require.EqualValues(t, 1700, invoices[0].Total)
	require.EqualValues(t, 345, invoices[0].Tax, "25.5 percent within 17.00, rounded")
	require.Equal(t, 2550, *invoices[0].TaxRate)
	require.Equal(t, "2026-10-01 2026-10-31", invoices[0].First.Format(time.DateOnly)+" "+invoices[0].Last.Format(time.DateOnly))
	statements := w.received(t, w.boris, invoice.KindStatement)
	require.Len(t, statements, 1)
	require.EqualValues(t, 8300, statements[0].Total, "the closing balance")
	require.Empty(t, w.received(t, w.anna, invoice.KindInvoice), "nothing was bought")
	require.Len(t, w.received(t, w.anna, invoice.KindStatement), 1)

	// A month later the next one follows.
	w.clock.Advance(31 * 24 * time.Hour)
	n, err = w.IssueMonths(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.Equal(t, []string{"INV-EUR-000002", "INV-EUR-000001"}, codes(w.received(t, w.boris, invoice.KindInvoice)))
}

func TestAResellerHasTheInvoicesOfItsProviderAndNobodyElseSeesThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	require.NoError(t, w.db.InTenant(ctx, w.root, func(tx *db.Tx) error {
		return w.ledger.SetFloor(ctx, tx, w.root.Tenant(), w.keeper.Tenant(), euro, -100_000)
	}))
	w.post(t, w.root, w.keeper, ledger.Metering, -4200, ledger.Revenue("wholesale"))
	w.clock.Advance(40 * 24 * time.Hour)
	_, err := w.Issue(ctx)
	require.NoError(t, err)
	list := w.received(t, w.keeper, invoice.KindInvoice)
	require.Len(t, list, 1)
	require.EqualValues(t, 4200, list[0].Total)
	_, err = w.ReceivedFile(ctx, w.keeper, list[0].ID)
	require.NoError(t, err)
	for _, other := range []db.Scope{w.stranger, w.anna, w.boris, w.vera} {
		_, err := w.ReceivedFile(ctx, other, list[0].ID)
		require.True(t, errs.Is(err, errs.NotFound))
		_, err = w.IssuedFile(ctx, other, list[0].ID)
		require.True(t, errs.Is(err, errs.NotFound))
		require.NoError(t, w.db.InTenant(ctx, other, func(tx *db.Tx) error {
			var n int
			require.NoError(t, tx.QueryRow(ctx, `select count(*) from papers p full join paper_files f on f.paper_id = p.id`).Scan(&n))
			require.Zero(t, n)
			return nil
		}))
	}
}

func TestACreditNoteGivesBackNoMoreThanItsInvoiceAndNamesIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.named(t, 2000)
	w.topup(t, w.anna, 1200)
	w.post(t, w.keeper, w.anna, ledger.Charge, -1200, ledger.Revenue("plan"))
	w.clock.Advance(30 * 24 * time.Hour)
	_, err := w.Issue(ctx)
	require.NoError(t, err)
	about := w.received(t, w.anna, invoice.KindInvoice)[0]
	receipt := w.received(t, w.anna, invoice.KindReceipt)[0]

	note, err := w.Credit(ctx, w.keeper, papers.Crediting{Invoice: about.ID, Amount: 600, Reason: "two weeks without service"})
	require.NoError(t, err)
	require.Equal(t, about.ID, *note.Corrects)
	require.EqualValues(t, 100, note.Tax)
	var left ledger.WalletState
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) (err error) {
		left, err = w.ledger.Balance(ctx, tx, w.keeper.Tenant(), w.anna.Tenant(), euro)
		return err
	}))
	require.Equal(t, money.Amount(600), left.Balance)

	for what, c := range map[string]papers.Crediting{
		"more than is left": {Invoice: about.ID, Amount: 601, Reason: "x"},
		"nothing":           {Invoice: about.ID, Amount: 0, Reason: "x"},
		"without a reason":  {Invoice: about.ID, Amount: 1},
		"of a receipt":      {Invoice: receipt.ID, Amount: 1, Reason: "x"},
	} {
		_, err := w.Credit(ctx, w.keeper, c)
		require.Error(t, err, what)
	}
	_, err = w.Credit(ctx, w.stranger, papers.Crediting{Invoice: about.ID, Amount: 1, Reason: "x"})
	require.True(t, errs.Is(err, errs.NotFound))

	// Several at once give back what there is, once.
	var wait sync.WaitGroup
	won := make(chan bool, 5)
	for range 5 {
		wait.Go(func() {
			_, err := w.Credit(context.Background(), w.keeper, papers.Crediting{Invoice: about.ID, Amount: 400, Reason: "the rest"})
			won <- err == nil
		})
	}
	wait.Wait()
	close(won)
	n := 0
	for one := range won {
		if one {
			n++
		}
	}
	require.Equal(t, 1, n)
}

func TestASlipIsForTheCustomersOwnWalletInItsKeepersNameAndNeedsABankAccount(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.Slip(ctx, w.anna, "", 0)
	require.True(t, errs.Is(err, errs.Conflict))
	w.named(t, 0)
	pdf, err := w.Slip(ctx, w.anna, "EUR", 2500)
	require.NoError(t, err)
	require.Equal(t, "%PDF", string(pdf[:4]))
	_, err = w.Slip(ctx, w.anna, "EUR", -1)
	require.True(t, errs.Is(err, errs.Invalid))
	_, err = w.Slip(ctx, w.root, "EUR", 0)
	require.True(t, errs.Is(err, errs.NotFound), "the platform pays nobody")
}

func TestAMonthInWhichMoreWasGivenBackThanBoughtTakesItOffTheNewestInvoices(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.named(t, 2000)
	w.topup(t, w.anna, 3000)
	for _, amount := range []money.Amount{-1000, -600} {
		w.post(t, w.keeper, w.anna, ledger.Charge, amount, ledger.Revenue("plan"))
		w.clock.Advance(31 * 24 * time.Hour)
		_, err := w.IssueMonths(ctx)
		require.NoError(t, err)
	}
	w.post(t, w.keeper, w.anna, ledger.Charge, -100, ledger.Revenue("plan"))
	w.post(t, w.keeper, w.anna, ledger.Correction, 1000, ledger.Revenue("plan"))
	w.clock.Advance(31 * 24 * time.Hour)
	for range 2 {
		_, err := w.IssueMonths(ctx)
		require.NoError(t, err)
	}
	invoices, notes := w.received(t, w.anna, invoice.KindInvoice), w.received(t, w.anna, invoice.KindCreditNote)
	require.Len(t, invoices, 2)
	require.Len(t, notes, 2)
	require.EqualValues(t, 300, notes[0].Total)
	require.Equal(t, invoices[1].ID, *notes[0].Corrects)
	require.EqualValues(t, 600, notes[1].Total, "all of the newest")
	require.Equal(t, invoices[0].ID, *notes[1].Corrects)
	require.EqualValues(t, 100, notes[1].Tax)
	require.EqualValues(t, 2300, w.received(t, w.anna, invoice.KindStatement)[0].Total, "it was in the wallet already")
}

func TestALegalEntityHasAFormAndAKPPIsKeptOfACompanyAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	voronezh := w.open(t, w.root, tenant.Opening{Kind: tenant.Reseller, Name: "Voronezh", Country: "RU"})
	e, err := w.Entity(ctx, voronezh)
	require.NoError(t, err)
	require.Equal(t, papers.Company, e.Form, "what nobody has said")
	kept := papers.Entity{Entity: invoice.Entity{Name: "Ivan Petrov", TaxNumber: "500100732259", TaxReason: "773301001"}}
	e, err = w.SetEntity(ctx, voronezh, kept)
	require.NoError(t, err)
	require.Equal(t, "773301001", e.TaxReason)
	kept.Form = papers.SoleTrader
	_, err = w.SetEntity(ctx, voronezh, kept)
	require.NoError(t, err)
	e, err = w.Entity(ctx, voronezh)
	require.NoError(t, err)
	require.Equal(t, papers.SoleTrader, e.Form)
	require.Empty(t, e.TaxReason)
	require.Equal(t, "RU", e.Country, "what is asked for depends on it")
	kept.Form = "guild"
	_, err = w.SetEntity(ctx, voronezh, kept)
	var refused *errs.Error
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "bad_entity_form", refused.Reason)
}
