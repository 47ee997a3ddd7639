package topup

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func insertPayout(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Payout, transaction, by uuid.UUID) error {
	_, err := tx.Exec(ctx, `
		insert into payouts (id, tenant_id, counterparty_id, unit, amount, commission, recipient, bank_account, bank, transaction_id, by_user, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		p.ID, keeper, p.Customer, p.Currency, p.Amount, p.Commission, p.Recipient, p.BankAccount, p.Bank, transaction, user(by), p.CreatedAt)
	return err
}

func readPayouts(ctx context.Context, tx *db.Tx, keeper uuid.UUID, after Place, limit int) ([]Payout, error) {
	if after.At.IsZero() {
		after = Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), ID: uuid.Max}
	}
	rows, err := tx.Query(ctx, `
		select p.id, p.counterparty_id, coalesce(t.name, f.name, ''), p.unit, p.amount, p.commission, p.recipient, p.bank_account, p.bank, p.sent_by is not null, p.created_at, coalesce(p.undone, ''), p.undone_at
		from payouts p left join tenants t on t.id = p.counterparty_id
		left join former_customers f on f.tenant_id = p.tenant_id and f.counterparty_id = p.counterparty_id
		where p.tenant_id = $1 and (p.created_at, p.id) < ($2, $3) order by p.created_at desc, p.id desc limit $4`, keeper, after.At, after.ID, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Payout])
}

// lockedPayout is one with what it has written.
type lockedPayout struct {
	Payout

	transaction uuid.UUID
	sentBy      *uuid.UUID
}

func lockPayout(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (p lockedPayout, err error) {
	err = tx.QueryRow(ctx, `select counterparty_id, unit, amount, recipient, coalesce(undone, ''), transaction_id, sent_by from payouts where tenant_id = $1 and id = $2 for no key update`,
		keeper, id).Scan(&p.Customer, &p.Currency, &p.Amount, &p.Recipient, &p.Undone, &p.transaction, &p.sentBy)
	p.Sent = p.sentBy != nil
	return p, err
}

func undoPayout(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID, how string, transaction uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update payouts set undone = $3, undone_by = $4, undone_at = $5 where tenant_id = $1 and id = $2`, keeper, id, how, transaction, at)
	return err
}

func sendPayout(ctx context.Context, tx *db.Tx, keeper, id, transaction uuid.UUID) error {
	_, err := tx.Exec(ctx, `update payouts set sent_by = $3 where tenant_id = $1 and id = $2`, keeper, id, transaction)
	return err
}
