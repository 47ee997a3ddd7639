package topup

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// endSubscriptions ends all that a tenant has connected; what of it was paid for, and is given back, settling says (terms 3.8).
func endSubscriptions(ctx context.Context, tx *db.Tx, customer uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update subscriptions set ended_at = greatest(starts_at, $2), end_reason = 'closed', next_due = null where tenant_id = $1 and ended_at is null`, customer, at)
	return err
}

func insertRequest(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, to Destination, at time.Time) error {
	_, err := tx.Exec(ctx, `insert into payout_requests (id, tenant_id, counterparty_id, recipient, bank_account, bank, asked_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		newID(), keeper, customer, to.Recipient, to.BankAccount, to.Bank, at)
	return err
}

// voidRequests forgets where a customer wanted what was left before.
func voidRequests(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update payout_requests set void_at = $3 where tenant_id = $1 and counterparty_id = $2 and void_at is null`, keeper, customer, at)
	return err
}

// readRequests reads the wallets of those that have ended the agreement, or moved away, and that are not empty, each with where its owner wants the rest.
func readRequests(ctx context.Context, tx *db.Tx, keeper uuid.UUID, limit int) ([]Request, error) {
	rows, err := tx.Query(ctx, `
		select a.id, a.counterparty_id, coalesce(t.name, f.name, ''), coalesce(c.number, f.number, ''), a.unit, a.balance,
			coalesce(r.recipient, ''), coalesce(r.bank_account, ''), coalesce(r.bank, ''), coalesce(r.asked_at, t.closed_at, f.left_at)
		from ledger_accounts a
		left join tenants t on t.id = a.counterparty_id and t.parent_id = a.tenant_id
		left join contracts c on c.tenant_id = a.tenant_id and c.counterparty_id = a.counterparty_id
		left join former_customers f on f.tenant_id = a.tenant_id and f.counterparty_id = a.counterparty_id and t.id is null
		left join lateral (
			select r.recipient, r.bank_account, r.bank, r.asked_at from payout_requests r
			where r.tenant_id = a.tenant_id and r.counterparty_id = a.counterparty_id and r.void_at is null and t.status = 'closed'
			order by r.asked_at desc, r.id desc limit 1) r on true
		where a.tenant_id = $1 and a.counterparty_id is not null and a.unit <> 'SMS' and a.balance <> 0 and (t.status = 'closed' or f.counterparty_id is not null)
		order by (a.balance < 0), 10, a.id limit $2`, keeper, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Request, err error) {
		err = row.Scan(&r.ID, &r.Customer, &r.Name, &r.Number, &r.Currency, &r.Left, &r.Recipient, &r.BankAccount, &r.Bank, &r.AskedAt)
		return r, err
	})
}

// partingRow is what a tenant has with a keeper.
type partingRow struct {
	connected int
	wallets   map[string]partingWallet
}

// partingWallet is what is in a wallet, and what plans have ever given back into it.
type partingWallet struct{ balance, returned int64 }

// readParting reads it. Quantities are no money: they were charged for, and stay with who sold them (terms 3.8).
func readParting(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (p partingRow, err error) {
	err = tx.QueryRow(ctx, `select count(*) from subscriptions where tenant_id = $1 and keeper_id = $2 and ended_at is null`, customer, keeper).Scan(&p.connected)
	if err != nil {
		return p, err
	}
	rows, err := tx.Query(ctx, `
		select a.unit, a.balance, coalesce((select sum(c.given_back) from charges c where c.tenant_id = $2 and c.keeper_id = $1 and c.currency = a.unit), 0)::bigint
		from ledger_accounts a where a.tenant_id = $1 and a.counterparty_id = $2 and a.unit <> 'SMS'`, keeper, customer)
	if err != nil {
		return p, err
	}
	p.wallets = map[string]partingWallet{}
	var unit string
	var w partingWallet
	_, err = pgx.ForEachRow(rows, []any{&unit, &w.balance, &w.returned}, func() error {
		p.wallets[unit] = w
		return nil
	})
	return p, err
}

// readUnderWay tells whether money is on its way to a card of a customer, and whether a page can still be paid in: pages opened before a moment are closed.
func readUnderWay(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, opened time.Time) (going, page bool, err error) {
	going, err = refunding(ctx, tx, keeper, customer)
	if err != nil {
		return false, false, err
	}
	err = tx.QueryRow(ctx, `select exists (select from topups p where p.tenant_id = $1 and p.counterparty_id = $2 and p.state = 'open' and p.created_at > $3)`,
		keeper, customer, opened).Scan(&page)
	return going, page, err
}

// rememberFormer keeps for its keeper what a customer was called and what it said of itself: papers about what was before are still due.
func rememberFormer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, buyer, left_at)
		select c.tenant_id, t.id, t.kind, t.name, c.number, t.locale, case when e.tenant_id is null then '{}' else jsonb_build_object('Name', e.name, 'Address', e.address, 'Phone', e.phone,
			'Email', e.email, 'Registration', e.registration, 'TaxNumber', e.tax_number, 'TaxReason', e.tax_reason,
			'Bank', jsonb_build_object('Name', e.bank_name, 'Number', e.bank_account, 'Code', e.bank_code, 'Correspondent', e.correspondent)) end, $3
		from contracts c join tenants t on t.id = c.counterparty_id left join legal_entities e on e.tenant_id = t.id
		where c.tenant_id = $1 and c.counterparty_id = $2
		on conflict (tenant_id, counterparty_id) do update set name = excluded.name, number = excluded.number, locale = excluded.locale, buyer = excluded.buyer, left_at = excluded.left_at`,
		keeper, customer, at)
	return err
}
