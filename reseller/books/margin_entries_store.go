package books

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// madeRows are the entries of a figure: of the keeper $1, the months $2 ≤ month < $3, the source $4, the item $5, in $6, of the customer $7, after $8 and $9,
// $10 of them. What is null is not asked for. Only one of the three parts answers anything, by the source. What lowers the margin are the entries that readMargin sums up.
const madeRows = `
with me as (
	select t.id, t.time_zone as zone, $2::timestamp at time zone t.time_zone as since, $3::timestamp at time zone t.time_zone as before
	from tenants t where t.id = $1),
made as (
	select r.at, r.id, r.ledger_id, r.customer, r.amount, r.pieces
	from me, sold_entries(me.since, me.before, $4, $5, $6, $7, $8, $9, $10) r
	where $4 in ('plan', 'package')
	union all
	(
		select w.day::timestamp at time zone me.zone, w.counterparty_id, null::uuid, w.counterparty_id, w.amount, w.objects
		from me join wholesale_days w on w.tenant_id = me.id and w.day >= $2::date and w.day < $3::date
		left join plan_versions v on v.id = w.version_id
		where $4 = 'wholesale' and w.currency = $6 and w.amount > 0 and ($5::uuid is null or v.plan_id = $5) and ($7::uuid is null or w.counterparty_id = $7)
			and ($8::timestamptz is null or (w.day::timestamp at time zone me.zone, w.counterparty_id) < ($8, $9))
		order by 1 desc, 2 desc limit $10)
	union all
	(
		select e.booked_at, t.id, t.id, t.counterparty_id, e.amount, 1::bigint
		from me
		join ledger_accounts a on a.tenant_id = me.id and a.counterparty_id is null and a.unit = $6
			and case $4 when 'given_back' then a.kind like 'revenue:%' when 'fees' then a.kind = 'stripe_fees'
				else a.kind = $4 and $4 in ('bonuses', 'corrections', 'commission', 'disputes') end
		join ledger_entries e on e.account_id = a.id and e.booked_at >= me.since and e.booked_at < me.before
		join ledger_transactions t on t.id = e.transaction_id
		where ($4 <> 'given_back' or t.kind in ('reversal', 'correction')) and ($7::uuid is null or t.counterparty_id = $7)
			and ($8::timestamptz is null or (e.booked_at, t.id) < ($8, $9))
		order by 1 desc, 2 desc limit $10))`

func madeArgs(keeper uuid.UUID, f Figure, after MadePlace, most *int) []any {
	null := func(id uuid.UUID) *uuid.UUID {
		if id == uuid.Nil {
			return nil
		}
		return &id
	}
	var at *time.Time
	if !after.At.IsZero() {
		at = &after.At
	}
	return []any{keeper, f.From, f.To, f.Source, null(f.Item), f.Currency, null(f.Customer), at, null(after.ID), most}
}

// madeNames tells whose an entry is: a customer of now, or one that has moved away.
const madeNames = `
left join contracts k on k.tenant_id = $1 and k.counterparty_id = m.customer
left join tenants t on t.id = k.counterparty_id
left join former_customers f on f.tenant_id = $1 and f.counterparty_id = m.customer and t.id is null`

const madeWho = `coalesce(t.name, f.name, ''), coalesce(t.kind, f.kind, ''), coalesce(k.number, f.number, ''), coalesce(t.status, 'moved')`

func readMade(ctx context.Context, tx *db.Tx, keeper uuid.UUID, f Figure, after MadePlace, limit int) ([]Made, bool, error) {
	most := limit + 1
	rows, err := tx.Query(ctx, madeRows+`
select m.at, m.id, m.ledger_id, m.customer, `+madeWho+`, coalesce(x.kind, ''), coalesce(x.comment, ''), m.amount, m.pieces
from made m left join ledger_transactions x on x.id = m.ledger_id`+madeNames+`
order by m.at desc, m.id desc limit $10`, madeArgs(keeper, f, after, &most)...)
	if err != nil {
		return nil, false, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (m Made, err error) {
		var id *uuid.UUID
		var c Customer
		err = row.Scan(&m.At, &m.ID, &m.Transaction, &id, &c.Name, &c.Kind, &c.Number, &c.Status, &m.Kind, &m.Comment, &m.Amount, &m.Pieces)
		if id != nil && c.Name != "" {
			c.ID = *id
			m.Customer = &c
		}
		return m, err
	})
	list, more := db.Page(list, limit)
	return list, more, err
}

func sumMade(ctx context.Context, tx *db.Tx, keeper uuid.UUID, f Figure) (m MadeOf, err error) {
	rows, err := tx.Query(ctx, madeRows+`,
by_whom as (select customer, sum(amount)::bigint as amount, sum(pieces)::bigint as pieces, count(*) as entries from made group by customer),
whole as (select coalesce(sum(amount), 0)::bigint as amount, coalesce(sum(pieces), 0)::bigint as pieces, coalesce(sum(entries), 0)::bigint as entries from by_whom)
select w.amount, w.pieces, w.entries, m.customer, `+madeWho+`, coalesce(m.amount, 0), coalesce(m.entries, 0)
from whole w left join by_whom m on m.customer is not null`+madeNames+`
order by abs(m.amount) desc, m.customer limit $11`, append(madeArgs(keeper, f, MadePlace{}, nil), mostMadeBy+1)...)
	if err != nil {
		return m, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (by MadeBy, err error) {
		var id *uuid.UUID
		c := &by.Customer
		err = row.Scan(&m.Amount, &m.Pieces, &m.Entries, &id, &c.Name, &c.Kind, &c.Number, &c.Status, &by.Amount, &by.Entries)
		if id != nil {
			c.ID = *id
		}
		return by, err
	})
	list, m.More = db.Page(list, mostMadeBy)
	for _, by := range list {
		if by.Customer.ID != uuid.Nil && by.Customer.Name != "" {
			m.Customers = append(m.Customers, by)
		}
	}
	return m, err
}
