package books

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func readResellers(ctx context.Context, tx *db.Tx, keeper uuid.UUID, search string, owing bool, after ResellerPlace, most int, at time.Time) ([]Reseller, error) {
	rows, err := tx.Query(ctx, `
		with page as materialized (
			select t.id, t.name, t.name_key, t.status, t.time_zone, k.number, k.plan_id, l.step, l.since, l.step_since
			from contracts k join tenants t on t.id = k.counterparty_id and t.kind = 'reseller' and t.status <> 'closed'
			left join ladder_steps l on l.counterparty_id = t.id
			where k.tenant_id = $1 and ($2 = '' or position($2 in t.name_key) > 0 or starts_with(k.number, $2)) and (not $3 or l.counterparty_id is not null)
				and (t.name_key, t.id) > ($4, $5)
			order by t.name_key, t.id limit $6)
		select r.id, r.name, r.number, r.status, r.plan_id, coalesce(p.name, ''), d.day, coalesce(d.objects, 0), coalesce(m.month, 0), coalesce(m.last, 0),
			coalesce(w.unit, m.currency, ''), coalesce(w.balance, 0), coalesce(w.floor, 0), coalesce(r.step, 0), r.since, r.step_since
		from page r
		join tenants me on me.id = $1
		left join plans p on p.id = r.plan_id
		left join lateral (
			select x.day, x.objects from wholesale_days x where x.counterparty_id = r.id and x.tenant_id = $1 order by x.day desc limit 1) d on true
		left join lateral (
			select x.currency, sum(x.amount) filter (where x.day >= z.first)::bigint as month, sum(x.amount) filter (where x.day < z.first)::bigint as last
			from (select date_trunc('month', $7::timestamptz at time zone me.time_zone)::date as first) z
			join wholesale_days x on x.counterparty_id = r.id and x.tenant_id = $1 and x.day >= z.first - interval '1 month' and x.currency is not null
			group by x.currency order by max(x.day) desc limit 1) m on true
		left join lateral (
			select a.unit, a.balance, a.floor from ledger_accounts a
			where a.tenant_id = $1 and a.counterparty_id = r.id and a.unit <> 'SMS' order by a.unit = m.currency desc, a.balance - a.floor limit 1) w on true
		order by r.name_key, r.id`, keeper, tenant.NameKey(search), owing, after.Key, after.ID, most, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Reseller, err error) {
		var since, stepSince *time.Time
		err = row.Scan(&r.ID, &r.Name, &r.Number, &r.Status, &r.Plan, &r.PlanName, &r.Day, &r.Objects, &r.Month, &r.Last, &r.Currency, &r.Balance, &r.Floor,
			&r.Standing.Step, &since, &stepSince)
		r.Kind = tenant.Reseller
		if since != nil && stepSince != nil {
			r.Standing.Since, r.Standing.StepSince = *since, *stepSince
		}
		return r, err
	})
}

func readLadderAbove(ctx context.Context, tx *db.Tx) (l service.Ladder, err error) {
	err = tx.QueryRow(ctx, "select warned_after, activations_after, console_after, all_after from ladder_above()").
		Scan(&l.Warned, &l.NoActivations, &l.ConsoleClosed, &l.AllStopped)
	return l, err
}

func monthsOwed(ctx context.Context, tx *db.Tx, reseller uuid.UUID, most int) ([]Cost, error) {
	rows, err := tx.Query(ctx, `
		select date_trunc('month', d.day)::date as month, d.currency, sum(d.amount)::bigint, sum(d.objects)::bigint
		from wholesale_days d where d.counterparty_id = $1 and d.currency is not null
		group by 1, 2 order by 1 desc, 2 limit $2`, reseller, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Cost, err error) {
		err = row.Scan(&c.Month, &c.Currency, &c.Amount, &c.Days)
		return c, err
	})
}
