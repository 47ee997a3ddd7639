package papers

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// entry is one of a wallet's, as files have it.
type entry struct {
	transaction uuid.UUID
	kind        string
	comment     string
	amount      money.Amount
	bookedAt    time.Time
}

// eachEntry reads a span of a wallet's entries one by one, the oldest first.
func eachEntry(ctx context.Context, tx *db.Tx, m month, do func(entry) error) error {
	rows, err := tx.Query(ctx, `
		select e.transaction_id, t.kind, t.comment, e.amount, e.booked_at
		from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
		where e.account_id = $1 and e.booked_at >= $2 and e.booked_at < $3
		order by e.booked_at, e.transaction_id`, m.wallet, m.from, m.to)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.transaction, &e.kind, &e.comment, &e.amount, &e.bookedAt); err != nil {
			return err
		}
		if err := do(e); err != nil {
			return err
		}
	}
	return rows.Err()
}

// turnover is what came into a wallet and what went out of it.
func turnover(ctx context.Context, tx *db.Tx, m month) (came, went money.Amount, err error) {
	err = tx.QueryRow(ctx, `
		select coalesce(sum(amount) filter (where amount > 0), 0)::bigint, coalesce(-sum(amount) filter (where amount < 0), 0)::bigint
		from ledger_entries where account_id = $1 and booked_at >= $2 and booked_at < $3`, m.wallet, m.from, m.to).Scan(&came, &went)
	return came, went, err
}
