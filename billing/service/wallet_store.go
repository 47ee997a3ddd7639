package service

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// madeOf adds up the entries of a wallet since a moment by what they are about.
func madeOf(ctx context.Context, tx *db.Tx, wallet uuid.UUID, since time.Time) ([]Part, error) {
	rows, err := tx.Query(ctx, `
		select t.kind, count(*)::int, sum(e.amount)::bigint
		from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
		where e.account_id = $1 and e.booked_at >= $2 group by t.kind order by sum(e.amount) desc, t.kind`, wallet, since)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Part])
}

// readUnpaid counts the objects of an account that wait for money, what they would cost now, and those that are served for money.
func readUnpaid(ctx context.Context, tx *db.Tx, account uuid.UUID, at time.Time) (unpaid int, amount money.Amount, served int, err error) {
	err = tx.QueryRow(ctx, `
		select count(*) filter (where s.unpaid_since is not null)::int,
			coalesce(sum(coalesce(c.price, v.price) + (s.micro_left + coalesce(c.price_micro, v.price_micro)) / 1000000) filter (where s.unpaid_since is not null), 0)::bigint,
			count(*) filter (where s.unpaid_since is null and s.state = 'active' and s.accepted_currency is not null)::int
		from subscriptions s
		join objects o on o.id = s.object_id
		left join plan_versions v on v.id = plan_version_at(s.plan_id, $2)
		left join lateral price_agreed(s.tenant_id, s.plan_id, $2) c on c.currency = v.currency
		where s.tenant_id = $1 and s.ended_at is null`, account, at).Scan(&unpaid, (*int64)(&amount), &served)
	return unpaid, amount, served, err
}

// chargesOf are what a transaction was debited for, object by object; of a remainder that was given back, the charge it is of.
func chargesOf(ctx context.Context, tx *db.Tx, account, transaction uuid.UUID, key string) ([]Charge, error) {
	var remainderOf *uuid.UUID
	if id, err := uuid.Parse(strings.TrimPrefix(key, "remainder ")); err == nil && strings.HasPrefix(key, "remainder ") {
		remainderOf = &id
	}
	rows, err := tx.Query(ctx, `
		select c.object_id, coalesce(o.name, ''), coalesce(p.name, ''), c.period_start, c.period_end, c.amount, c.given_back
		from charges c
		left join objects o on o.id = c.object_id
		left join plan_versions v on v.id = c.version_id
		left join plans p on p.id = v.plan_id
		where c.tenant_id = $1 and (c.transaction_id = $2 or c.id = $3)
		order by c.amount desc, o.name_key, c.object_id limit 500`, account, transaction, remainderOf)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (c Charge, err error) {
		err = r.Scan(&c.Object, &c.ObjectName, &c.PlanName, &c.From, &c.To, &c.Amount, &c.GivenBack)
		return c, err
	})
}
