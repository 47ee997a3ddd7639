package ledger

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger/internal/ledgerdb"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// Line is an entry as a statement shows it.
type Line struct {
	Transaction uuid.UUID
	Kind        Kind
	Amount      money.Amount
	// Balance after it.
	Balance   money.Amount
	Effective time.Time
	BookedAt  time.Time
	Reverses  *uuid.UUID
	Comment   string
	By        *uuid.UUID
}

// Place is where a page ended: the last line shown. The zero value is the beginning.
type Place struct {
	BookedAt    time.Time
	Transaction uuid.UUID
}

// Asked is a page of an account's statement, the newest first.
type Asked struct {
	Account uuid.UUID
	// From and To bound the time of booking: From ≤ t < To. Zero: unbounded.
	From, To time.Time
	After    Place
	// Most lines of a page; 0: 50.
	Most int
}

// farFuture is later than any booking.
var farFuture = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// Entries is a page of an account's statement, each line with the balance after it, and where the next page begins; nil:
// there is no more. What the reader may not see is empty.
func (l *Ledger) Entries(ctx context.Context, tx *db.Tx, a Asked) ([]Line, *Place, error) {
	if a.Most <= 0 {
		a.Most = 50
	}
	before := a.After
	if before.Transaction == uuid.Nil {
		before.BookedAt = a.To
		if a.To.IsZero() {
			before.BookedAt = farFuture
		}
	}
	q := ledgerdb.New(tx)
	rows, err := q.EntriesBack(ctx, ledgerdb.EntriesBackParams{Account: a.Account, Since: a.From, BeforeAt: before.BookedAt,
		BeforeID: before.Transaction, Most: int32(min(a.Most+1, math.MaxInt16))})
	if err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	balance, err := l.running(ctx, q, a, before, rows[0])
	if err != nil {
		return nil, nil, err
	}
	more := len(rows) > a.Most
	if more {
		rows = rows[:a.Most]
	}
	lines := make([]Line, 0, len(rows))
	for _, r := range rows {
		lines = append(lines, Line{Transaction: r.TransactionID, Kind: Kind(r.Kind), Amount: money.Amount(r.Amount), Balance: money.Amount(balance),
			Effective: r.EffectiveOn.Time, BookedAt: r.BookedAt, Reverses: r.Reverses, Comment: r.Comment, By: r.ByUser})
		balance -= r.Amount
	}
	if !more {
		return lines, nil, nil
	}
	last := lines[len(lines)-1]
	return lines, &Place{BookedAt: last.BookedAt, Transaction: last.Transaction}, nil
}

// running is what an account comes to after the first entry of a page: of a wallet's newest ones from its kept balance, of others from the
// checkpoint before them.
func (l *Ledger) running(ctx context.Context, q *ledgerdb.Queries, a Asked, before Place, first ledgerdb.EntriesBackRow) (int64, error) {
	if a.After.Transaction == uuid.Nil && a.To.IsZero() {
		kept, err := q.KeptAfter(ctx, ledgerdb.KeptAfterParams{Account: a.Account, NewestAt: first.BookedAt, NewestID: first.TransactionID})
		if !errors.Is(err, pgx.ErrNoRows) {
			return kept, err
		}
	}
	return q.RunningBefore(ctx, ledgerdb.RunningBeforeParams{Account: a.Account, BeforeAt: before.BookedAt, BeforeID: before.Transaction})
}

const (
	// enoughToSumUp entries are worth a checkpoint: below that they are added up in no time.
	enoughToSumUp = 2000
	// Settled is how long after a moment nothing is booked before it any more: clocks differ, transactions last.
	Settled = time.Hour
	atOnce  = 500
)

// SumUp makes checkpoints of accounts with many entries, up to the last midnight that is settled. It answers how many.
func (l *Ledger) SumUp(ctx context.Context) (int64, error) {
	before := l.clock.Now().Add(-Settled).UTC().Truncate(24 * time.Hour)
	var made int64
	var after uuid.UUID
	for {
		var accounts []uuid.UUID
		err := l.db.Worker(ctx, func(tx *db.Tx) error {
			var err error
			accounts, err = ledgerdb.New(tx).AccountsToSumUp(ctx, ledgerdb.AccountsToSumUpParams{After: after, Before: before, Enough: enoughToSumUp, Most: atOnce})
			return err
		})
		if err != nil || len(accounts) == 0 {
			return made, err
		}
		for _, account := range accounts {
			// One account a transaction: whoever books there waits for this one only.
			err := l.db.Worker(ctx, func(tx *db.Tx) error {
				done, err := ledgerdb.New(tx).Checkpoint(ctx, ledgerdb.CheckpointParams{Account: account, Before: before, Enough: enoughToSumUp})
				if done {
					made++
				}
				return err
			})
			if err != nil {
				return made, err
			}
			after = account
		}
	}
}
