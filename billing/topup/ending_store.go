package topup

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// endSubscriptions ends all that a tenant has connected; what was paid for is not given back (terms 3.8).
func endSubscriptions(ctx context.Context, tx *db.Tx, customer uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update subscriptions set ended_at = greatest(starts_at, $2), end_reason = 'closed', next_due = null where tenant_id = $1 and ended_at is null`, customer, at)
	return err
}

func insertRequest(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, to Destination, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into payout_requests (id, tenant_id, counterparty_id, recipient, bank_account, bank, asked_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		newID(), keeper, customer, to.Recipient, to.BankAccount, to.Bank, at)
	return err
}

// readRequests reads the last wish of each customer, for each wallet that still has something.
func readRequests(ctx context.Context, tx *db.Tx, keeper uuid.UUID, limit int) ([]Request, error) {
	rows, err := tx.Query(ctx, `
		select r.id, r.counterparty_id, coalesce(t.name, ''), coalesce(c.number, ''), a.unit, a.balance, r.recipient, r.bank_account, r.bank, r.asked_at
		from payout_requests r join ledger_accounts a on a.tenant_id = r.tenant_id and a.counterparty_id = r.counterparty_id and a.balance > 0 and a.unit <> 'SMS'
		left join tenants t on t.id = r.counterparty_id left join contracts c on c.tenant_id = r.tenant_id and c.counterparty_id = r.counterparty_id
		where r.tenant_id = $1 and t.status = 'closed' and not exists (select from payout_requests o where o.tenant_id = r.tenant_id and o.counterparty_id = r.counterparty_id
			and (o.asked_at, o.id) > (r.asked_at, r.id))
		order by r.asked_at, r.id, a.unit limit $2`, keeper, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Request, err error) {
		err = row.Scan(&r.ID, &r.Customer, &r.Name, &r.Number, &r.Currency, &r.Left, &r.Recipient, &r.BankAccount, &r.Bank, &r.AskedAt)
		return r, err
	})
}
