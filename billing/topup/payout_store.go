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
		select p.id, p.counterparty_id, coalesce(t.name, ''), p.unit, p.amount, p.commission, p.recipient, p.bank_account, p.bank, p.sent_by is not null, p.created_at
		from payouts p left join tenants t on t.id = p.counterparty_id
		where p.tenant_id = $1 and (p.created_at, p.id) < ($2, $3) order by p.created_at desc, p.id desc limit $4`, keeper, after.At, after.ID, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Payout])
}

func lockPayout(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (p Payout, err error) {
	err = tx.QueryRow(ctx, `select unit, amount, recipient, sent_by is not null from payouts where tenant_id = $1 and id = $2 for no key update`, keeper, id).
		Scan(&p.Currency, &p.Amount, &p.Recipient, &p.Sent)
	return p, err
}

func sendPayout(ctx context.Context, tx *db.Tx, keeper, id, transaction uuid.UUID) error {
	_, err := tx.Exec(ctx, `update payouts set sent_by = $3 where tenant_id = $1 and id = $2`, keeper, id, transaction)
	return err
}
