package topup

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/internal/db"
)

func knownTakebacks(ctx context.Context, tx *db.Tx, keeper uuid.UUID, prints []string) (map[string]bool, error) {
	rows, err := tx.Query(ctx, `select fingerprint from bank_takebacks where tenant_id = $1 and fingerprint = any ($2)`, keeper, prints)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	known := map[string]bool{}
	for _, p := range list {
		known[p] = true
	}
	return known, err
}

// receiptLike is the last payment, and its day, that came from where an entry went to, of the same sum, which nothing has taken back, and which is none of those used.
func receiptLike(ctx context.Context, tx *db.Tx, keeper uuid.UUID, unit string, e bank.Entry, used []uuid.UUID) (id uuid.UUID, on time.Time, err error) {
	err = tx.QueryRow(ctx, `
		select r.id, r.booked_on from bank_receipts r
		where r.tenant_id = $1 and r.unit = $2 and r.amount = $3 and r.booked_on <= $4 and r.state in ('matched', 'assigned', 'unidentified')
			and case when $5 <> '' then r.payer_account = $5 else r.payer = $6 end and r.id <> all ($7)
			and not exists (select from bank_takebacks b where b.receipt_id = r.id and b.state = 'waiting')
		order by r.booked_on desc, r.id desc limit 1`, keeper, unit, -e.Amount, e.Date, cut(e.Other.Account, 100), cut(e.Other.Name, 500), used).Scan(&id, &on)
	return id, on, err
}

func insertTakeback(ctx context.Context, tx *db.Tx, keeper, statement uuid.UUID, b Takeback) error {
	_, err := tx.Exec(ctx, `
		insert into bank_takebacks (id, tenant_id, statement_id, fingerprint, line, booked_on, amount, unit, payer, payer_account, purpose, receipt_id, state)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting')`,
		b.ID, keeper, statement, b.fingerprint, b.line, b.Date, b.Amount, b.Currency, cut(b.Payer, 500), cut(b.PayerAccount, 100), cut(b.Purpose, 500), b.Receipt)
	return err
}

func readTakebacks(ctx context.Context, tx *db.Tx, keeper, after uuid.UUID, limit int) ([]Takeback, error) {
	rows, err := tx.Query(ctx, `
		select b.id, b.booked_on, b.amount, b.unit, b.payer, b.payer_account, b.purpose, b.receipt_id, r.booked_on, r.counterparty_id, coalesce(t.name, f.name, ''), coalesce(c.number, f.number, '')
		from bank_takebacks b join bank_receipts r on r.tenant_id = b.tenant_id and r.id = b.receipt_id
		left join tenants t on t.id = r.counterparty_id left join contracts c on c.tenant_id = r.tenant_id and c.counterparty_id = r.counterparty_id
		left join former_customers f on f.tenant_id = r.tenant_id and f.counterparty_id = r.counterparty_id
		where b.tenant_id = $1 and b.state = 'waiting' and b.id > $2 order by b.id limit $3`, keeper, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (b Takeback, err error) {
		err = row.Scan(&b.ID, &b.Date, &b.Amount, &b.Currency, &b.Payer, &b.PayerAccount, &b.Purpose, &b.Receipt, &b.ReceivedOn, &b.Customer, &b.CustomerName, &b.Number)
		return b, err
	})
}

func lockTakeback(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (b Takeback, state string, err error) {
	err = tx.QueryRow(ctx, `select id, booked_on, amount, unit, payer, purpose, receipt_id, state from bank_takebacks where tenant_id = $1 and id = $2 for no key update`, keeper, id).
		Scan(&b.ID, &b.Date, &b.Amount, &b.Currency, &b.Payer, &b.Purpose, &b.Receipt, &state)
	return b, state, err
}

func decideTakeback(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, state string, transaction *uuid.UUID) error {
	_, err := tx.Exec(ctx, `update bank_takebacks set state = $3, settled_by = $4 where tenant_id = $1 and id = $2`, keeper, id, state, transaction)
	return err
}

// received is a payment by bank with what it has written.
type received struct {
	state       string
	customer    *uuid.UUID
	transaction uuid.UUID
	settledBy   *uuid.UUID
}

func lockReceived(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (r received, err error) {
	err = tx.QueryRow(ctx, `select state, counterparty_id, transaction_id, settled_by from bank_receipts where tenant_id = $1 and id = $2 for no key update`, keeper, id).
		Scan(&r.state, &r.customer, &r.transaction, &r.settledBy)
	return r, err
}

// takeReceiptBack says that a payment is gone, and that the customer's history shows it.
func takeReceiptBack(ctx context.Context, tx *db.Tx, keeper, id, transaction uuid.UUID) error {
	_, err := tx.Exec(ctx, `
		update topups p set gone_back = p.amount from bank_receipts r
		where r.tenant_id = $1 and r.id = $2 and p.tenant_id = r.tenant_id and p.transaction_id in (r.transaction_id, r.settled_by)`, keeper, id)
	if err == nil {
		_, err = tx.Exec(ctx, `update bank_receipts set state = 'taken_back', settled_by = $3 where tenant_id = $1 and id = $2`, keeper, id, transaction)
	}
	return err
}
