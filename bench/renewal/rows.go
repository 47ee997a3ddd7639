package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// rowByRow renews some objects as a job for each would: a transaction an object, that reads what it needs, decides, and writes
// the same rows as the engine. As many at once as the engine has workers. It answers objects a second.
func (b *bench) rowByRow(ctx context.Context) (float64, error) {
	// Of accounts with money only, the last of the largest book: whoever is short is the engine's to decide about.
	rows, err := b.super.Query(ctx, `
		select s.id from subscriptions s join tenants t on t.id = s.tenant_id
		where s.keeper_id = $1 and s.next_due <= $2 and t.seq % 10 <> 0 order by t.seq desc, s.id limit $3`,
		b.market.Keepers[0].Tenant(), b.clock.Now(), b.rows)
	if err != nil {
		return 0, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return 0, err
	}
	queue := make(chan uuid.UUID, len(list))
	for _, id := range list {
		queue <- id
	}
	close(queue)
	began := time.Now()
	failed := make([]error, b.workers)
	var wait sync.WaitGroup
	for w := range b.workers {
		wait.Go(func() {
			conn, err := pgx.Connect(ctx, b.url)
			if err != nil {
				failed[w] = err
				return
			}
			defer func() { _ = conn.Close(ctx) }() // nothing is left in it
			for id := range queue {
				if failed[w] = b.one(ctx, conn, id); failed[w] != nil {
					return
				}
			}
		})
	}
	wait.Wait()
	return float64(len(list)) / time.Since(began).Seconds(), errors.Join(failed...)
}

func (b *bench) one(ctx context.Context, conn *pgx.Conn, id uuid.UUID) error {
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		var account, keeper, object, version, wallet, revenue uuid.UUID
		var spendable, price int64
		var starts, ends time.Time
		now := b.clock.Now()
		if err := tx.QueryRow(ctx, `
			select a.id, a.balance - a.floor from ledger_accounts a join subscriptions s on a.counterparty_id = s.tenant_id and a.tenant_id = s.keeper_id
			where s.id = $1 for no key update of a`, id).Scan(&wallet, &spendable); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `
			select s.tenant_id, s.keeper_id, s.object_id, v.id, v.price, s.next_due,
				((s.anchor at time zone s.zone) + (s.periods + 1) * interval '1 month') at time zone s.zone, r.id
			from subscriptions s
			cross join lateral (
				select x.id, x.price from plan_versions x where x.plan_id = s.plan_id and x.withdrawn_at is null and x.in_force_from <= s.next_due
				order by x.in_force_from desc, x.number desc limit 1) v
			join ledger_accounts r on r.tenant_id = s.keeper_id and r.unit = 'EUR' and r.kind = 'revenue:plan' and r.counterparty_id is null
			where s.id = $1 for update of s`, id).Scan(&account, &keeper, &object, &version, &price, &starts, &ends, &revenue); err != nil {
			return err
		}
		if price > spendable {
			return errors.New("an account of those with money has none")
		}
		debit := uuid.Must(uuid.NewV7())
		for _, s := range []struct {
			sql  string
			args []any
		}{
			{`insert into ledger_transactions (id, tenant_id, unit, kind, counterparty_id, key, request, effective_on, booked_at)
				values ($1::uuid, $2, 'EUR', 'charge', $3, 'settle ' || $1, '', $4::timestamptz::date, $4)`, []any{debit, keeper, account, now}},
			{`insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
				values ($1, $2, $3, $4, -$5::bigint, $6), ($1, $7, $3, null, $5, $6)`, []any{debit, wallet, keeper, account, price, now, revenue}},
			{`insert into charges (tenant_id, keeper_id, object_id, subscription_id, version_id, period_start, period_end, amount, currency, transaction_id, booked_at)
				values ($1, $2, $3, $4, $5, $6, $7, $8, 'EUR', $9, $10)`, []any{account, keeper, object, id, version, starts, ends, price, debit, now}},
			{`update paid_intervals set span = tstzrange(lower(span), $4) where tenant_id = $1 and object_id = $2 and upper(span) = $3`,
				[]any{account, object, starts, ends}},
			{`update subscriptions set periods = periods + 1, paid_until = $2, next_due = $2 where id = $1`, []any{id, ends}},
		} {
			if _, err := tx.Exec(ctx, s.sql, s.args...); err != nil {
				return err
			}
		}
		return nil
	})
}
