package books

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readMargin(ctx context.Context, tx *db.Tx, keeper uuid.UUID, from, to time.Time) (m Margin, err error) {
	// Months begin at the keeper's midnight. Beside what was sold stands what changed it: from the book itself, so that the sum is the book's.
	rows, err := tx.Query(ctx, `
		with me as (
			select t.id, t.time_zone as zone, $2::timestamp at time zone t.time_zone as since, $3::timestamp at time zone t.time_zone as before
			from tenants t where t.id = $1)
		select r.month, r.unit, r.source, r.item, r.name, r.amount, r.pieces from me, revenue_below(me.since, me.before) r
		union all
		select date_trunc('month', e.booked_at at time zone me.zone)::date, a.unit,
			case when a.kind like 'revenue:%' then 'given_back' when a.kind = 'stripe_fees' then 'fees' else a.kind end, null, '', sum(e.amount)::bigint, count(*)
		from me
		join ledger_accounts a on a.tenant_id = me.id and a.counterparty_id is null and a.unit <> 'SMS'
			and (a.kind like 'revenue:%' or a.kind in ('bonuses', 'corrections', 'commission', 'stripe_fees', 'disputes'))
		join ledger_entries e on e.account_id = a.id and e.booked_at >= me.since and e.booked_at < me.before
		join ledger_transactions t on t.id = e.transaction_id
		where a.kind not like 'revenue:%' or t.kind in ('reversal', 'correction')
		group by 1, 2, 3
		order by 1, 2, 3, 5, 4`, keeper, from, to)
	if err != nil {
		return m, err
	}
	m.Earned, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Earned, err error) {
		var item *uuid.UUID
		err = row.Scan(&e.Month, &e.Currency, &e.Source, &item, &e.Name, &e.Amount, &e.Pieces)
		if item != nil {
			e.Item = *item
		}
		return e, err
	})
	if err != nil {
		return m, err
	}
	rows, err = tx.Query(ctx, `
		select date_trunc('month', d.day)::date, d.currency, sum(d.amount)::bigint, sum(d.objects)::bigint
		from wholesale_days d where d.counterparty_id = $1 and d.day >= $2::date and d.day < $3::date and d.currency is not null
		group by 1, 2 order by 1, 2`, keeper, from, to)
	if err != nil {
		return m, err
	}
	m.Costs, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Cost, err error) {
		err = row.Scan(&c.Month, &c.Currency, &c.Amount, &c.Days)
		return c, err
	})
	return m, err
}
