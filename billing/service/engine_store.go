package service

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readyAccounts(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, "select settle_ready($1, $2)", accounts, at)
	return err
}

const settlesAccounts = `
	select account, sum(charged)::int, sum(blocked)::int, sum(unblocked)::int
	from settle_accounts($1, $2, $3) group by account`

func settleAccounts(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time, lead time.Duration) ([]Settled, error) {
	return collect(tx.Query(ctx, settlesAccounts, accounts, at, lead))
}

// settleAndLook is settleAccounts and lookAtLadder in one round trip.
func settleAndLook(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time) (settled []Settled, moves []move, err error) {
	b := &pgx.Batch{}
	b.Queue(settlesAccounts, accounts, at, time.Duration(0))
	b.Queue(looksAtLadder, accounts, at)
	sent, err := tx.SendBatch(ctx, b)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, sent.Close()) }()
	if settled, err = collect(sent.Query()); err != nil {
		return nil, nil, err
	}
	moves, err = collectMoves(sent.Query())
	return settled, moves, err
}

func settleDays(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time) ([]Settled, error) {
	return collect(tx.Query(ctx, `
		select account, sum(charged)::int, sum(blocked)::int, sum(unblocked)::int
		from settle_days($1, $2) group by account`, accounts, at))
}

// closeDays is settleDays of one account that ends: what is connected ends with it.
func closeDays(ctx context.Context, tx *db.Tx, account uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `select settle_days(array[$1::uuid], $2, array(select s.id from subscriptions s where s.tenant_id = $1 and s.ended_at is null))`, account, at)
	return err
}

// holdHere holds those of some customers that stand below the tenant acted in, and answers which these are.
func holdHere(ctx context.Context, tx *db.Tx, customers []uuid.UUID, at time.Time) (here []uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `
		with here as materialized (
			select array(select t.id from tenants t where t.id = any ($1) and t.parent_id = nullif(current_setting('app.tenant', true), '')::uuid) as list)
		select list from here where settle_ready(list, $2) is not null`, customers, at).Scan(&here)
	return here, err
}

func settleLeaving(ctx context.Context, tx *db.Tx, leaving uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, "select settle_leaving($1, $2)", leaving, at)
	return err
}

func collect(rows pgx.Rows, err error) ([]Settled, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s Settled, err error) {
		err = row.Scan(&s.Account, &s.Charged, &s.Blocked, &s.Unblocked)
		return s, err
	})
}

// claimDue takes accounts that something is due of, and whoever else claims at once gets others.
func claimDue(ctx context.Context, tx *db.Tx, at time.Time, most int) (accounts []uuid.UUID, err error) {
	err = tx.QueryRow(ctx, "select settle_claim($1, $2)", at, most).Scan(&accounts)
	return accounts, err
}

// stillDue is how many of some accounts something is due of by a moment.
func stillDue(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, until time.Time) (n int, err error) {
	err = tx.QueryRow(ctx, "select count(*) from accounts_due where tenant_id = any ($1) and due_at <= $2", accounts, until).Scan(&n)
	return n, err
}

// heardByDay are accounts with objects that cost a day when they are heard, and were heard since the last day decided.
func heardByDay(ctx context.Context, tx *db.Tx, after uuid.UUID, most int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		select distinct s.tenant_id
		from subscriptions s join object_states o on o.tenant_id = s.tenant_id and o.object_id = s.object_id
		where s.ended_at is null and s.endless and s.accepted_currency is not null and s.state = 'active'
			and o.heard_at >= s.anchor and s.tenant_id > $1
		order by s.tenant_id limit $2`, after, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// unpaidButPayable are accounts that have something unpaid, and either something left or nothing to pay for it any more: prices
// and floors may have changed since. Whoever never paid has no wallet to ask.
func unpaidButPayable(ctx context.Context, tx *db.Tx, at time.Time, after uuid.UUID, most int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		select distinct s.tenant_id
		from subscriptions s
		join plan_versions v on v.id = plan_version_at(s.plan_id, $1)
		left join lateral price_agreed(s.tenant_id, s.plan_id, $1) c on c.currency = v.currency
		where s.unpaid_since is not null and s.ended_at is null and s.state = 'active' and s.tenant_id > $2
			and (coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000 = 0
				or exists (select from ledger_accounts w where w.counterparty_id = s.tenant_id and w.tenant_id = s.keeper_id and w.balance >= w.floor))
		order by s.tenant_id limit $3`, at, after, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}
