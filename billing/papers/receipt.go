package papers

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Receipt issues the receipt of a credit, or finds it. NotFound if there is no such credit in the keeper's book.
func (p *Papers) Receipt(ctx context.Context, keeper db.Scope, transaction uuid.UUID) (made Paper, err error) {
	look, err := p.look(ctx, keeper.Tenant())
	if err != nil {
		return made, err
	}
	err = p.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		t, err := p.Ledger.Transaction(ctx, tx, transaction)
		if err != nil {
			return err
		}
		if t.Keeper != keeper.Tenant() || t.Counterparty == nil || t.Kind != ledger.Topup && t.Kind != ledger.Assignment {
			return errs.Missing()
		}
		var amount money.Amount
		for _, e := range t.Entries {
			if e.Account == ledger.Wallet {
				amount = e.Amount
			}
		}
		s, err := p.sides(ctx, tx, keeper, look, *t.Counterparty)
		if err != nil {
			return err
		}
		line := invoice.Line{Day: t.Effective, What: invoice.Purpose(s.locale, s.account), Amount: amount}
		made, err = p.issue(ctx, tx, keeper, look, s, draft{customer: *t.Counterparty, subject: transaction.String(), transaction: &transaction,
			Paper: invoice.Paper{Kind: invoice.KindReceipt, Date: t.Effective, Currency: t.Currency, Lines: []invoice.Line{line}, Total: amount}})
		return err
	})
	return made, err
}

const (
	// forgotten is how long ago a credit was for which no receipt is made any more by itself.
	forgotten = 40 * 24 * time.Hour
	// overlap is how far behind the mark credits are looked at again: a transaction that took long is booked at its beginning.
	overlap = time.Hour
	// marks is how far the mark moves at least: this is done every few seconds, and where nobody pays nothing is to be written.
	marks  = time.Minute
	atOnce = 200
)

// IssueReceipts issues receipts of the credits since it was last done that have none. A job; it answers how many.
func (p *Papers) IssueReceipts(ctx context.Context) (n int64, err error) {
	began := p.now()
	since := began.Add(-forgotten)
	var mark time.Time
	if err := p.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		mark, err = readMark(ctx, tx)
		return err
	}); err != nil {
		return 0, err
	}
	if known := mark.Add(-overlap); known.After(since) {
		since = known
		if latest := began.Add(-overlap); since.After(latest) {
			since = latest // a clock that was ahead
		}
	}
	if n, err = p.issueReceipts(ctx, since); err != nil || began.Sub(mark) < marks {
		return n, err
	}
	return n, p.DB.Worker(ctx, func(tx *db.Tx) error { return writeMark(ctx, tx, began) })
}

// IssueMissed issues receipts of all credits that have none, also of those that could not be issued in their time. A job; it
// answers how many.
func (p *Papers) IssueMissed(ctx context.Context) (int64, error) {
	return p.issueReceipts(ctx, p.now().Add(-forgotten))
}

func (p *Papers) issueReceipts(ctx context.Context, since time.Time) (n int64, err error) {
	for after := (paid{}); ; {
		var due []paid
		err := p.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			due, err = receiptsDue(ctx, tx, since, after, atOnce)
			return err
		})
		if err != nil || len(due) == 0 {
			return n, err
		}
		for _, d := range due {
			after = d
			if err := p.receiptDue(ctx, d); err != nil {
				// One that cannot be made keeps nobody else from theirs.
				p.Log.ErrorContext(ctx, "a receipt could not be issued", "transaction", d.id, "error", err)
				continue
			}
			n++
		}
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
	}
}

func (p *Papers) receiptDue(ctx context.Context, d paid) error {
	keeper, err := p.Tenants.Scope(ctx, d.keeper, d.keeper)
	if err != nil {
		return err
	}
	_, err = p.Receipt(ctx, keeper, d.id)
	return err
}
