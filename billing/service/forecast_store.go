package service

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// readWalletOf is the wallet that an account's objects are debited from: the one with its provider that has most subscriptions.
func readWalletOf(ctx context.Context, tx *db.Tx, account uuid.UUID) (f Forecast, err error) {
	var unit, zone string
	var balance, floor int64
	err = tx.QueryRow(ctx, `
		select s.accepted_currency, coalesce(w.balance, 0), coalesce(w.floor, 0), min(s.zone)
		from subscriptions s
		left join ledger_accounts w on w.counterparty_id = s.tenant_id and w.tenant_id = s.keeper_id and w.unit = s.accepted_currency
		where s.tenant_id = $1 and s.ended_at is null and s.accepted_currency is not null
		group by 1, 2, 3 order by count(*) desc, 1 limit 1`, account).Scan(&unit, &balance, &floor, &zone)
	if errors.Is(err, pgx.ErrNoRows) {
		return Forecast{Zone: time.UTC}, nil
	}
	if err != nil {
		return f, err
	}
	f.Spendable = money.Amount(balance - floor)
	if f.Zone, err = time.LoadLocation(zone); err != nil {
		f.Zone = time.UTC
	}
	f.Currency, err = money.Parse(unit)
	return f, err
}

// comingDebits adds up what falls due by the moment: each period of each object, at the price that is in force when it begins.
func comingDebits(ctx context.Context, tx *db.Tx, account uuid.UUID, unit string, from, to time.Time) ([]ComingDebit, error) {
	rows, err := tx.Query(ctx, `
		with dues as (
			select s.id, s.plan_id, s.tenant_id, s.micro_left, s.unpaid_since is not null as unpaid, d.n,
				case when d.n = 0 then f.first else ((f.anchor at time zone s.zone) + (f.periods + d.n) * f.span) at time zone s.zone end as at
			from subscriptions s
			join plan_versions v on v.id = plan_version_at(s.plan_id, greatest($2, s.starts_at))
			cross join lateral (
				select case v.period when 'year' then interval '1 year' when 'month' then interval '1 month' else interval '1 day' end as span,
					case when s.unpaid_since is not null then $2 when s.paid_until = 'infinity' then greatest(s.anchor, $2) else s.next_due end as first,
					case when s.unpaid_since is not null then $2 else s.anchor end as anchor,
					case when s.unpaid_since is not null or s.paid_until = 'infinity' then 0 else s.periods end as periods,
					case v.period when 'year' then 2 when 'month' then 14 else 401 end as most) f
			cross join lateral generate_series(0, f.most) d (n)
			where s.tenant_id = $1 and s.ended_at is null and s.state = 'active' and s.accepted_currency = $4
				and (s.next_due is not null or s.paid_until = 'infinity') and not s.stops)
		select d.at, count(*)::int, sum(coalesce(c.price, x.price)
			+ (d.micro_left + (d.n + 1) * coalesce(c.price_micro, x.price_micro)) / 1000000 - (d.micro_left + d.n * coalesce(c.price_micro, x.price_micro)) / 1000000
			-- Days that are over and could not be paid come with the first one.
			+ case when d.n = 0 and d.unpaid and x.in_arrears then div(settle_owed(d.id, x.currency) + d.micro_left + coalesce(c.price_micro, x.price_micro), 1000000)
				- (d.micro_left + coalesce(c.price_micro, x.price_micro)) / 1000000 else 0 end)::bigint
		from dues d
		cross join lateral (
			select v.price, v.price_micro, v.currency, v.in_arrears from plan_versions v
			where v.plan_id = d.plan_id and v.withdrawn_at is null and v.in_force_from <= d.at
			order by v.in_force_from desc, v.number desc limit 1) x
		left join lateral price_agreed(d.tenant_id, d.plan_id, d.at) c on c.currency = x.currency
		where d.at < $3
		group by d.at having count(*) > 0 order by d.at`, account, from, to, unit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c ComingDebit, err error) {
		err = row.Scan(&c.At, &c.Objects, (*int64)(&c.Amount))
		return c, err
	})
}

// shortWithin are accounts that may not pay all that falls due within a span: a first sieve, by the dearest price that counts in it.
func shortWithin(ctx context.Context, tx *db.Tx, at time.Time, span time.Duration, after uuid.UUID, most int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		select s.tenant_id
		from subscriptions s
		join plan_versions v on v.id = plan_version_at(s.plan_id, $1)
		cross join lateral (
			select max(coalesce(c.price, x.price) + case when coalesce(c.price_micro, x.price_micro) > 0 then 1 else 0 end) as most from (
				select $1::timestamptz as at
				union all select n.in_force_from from plan_versions n where n.plan_id = s.plan_id and n.withdrawn_at is null
				union all select k.in_force_from from contract_prices k where k.counterparty_id = s.tenant_id and k.item_id = s.plan_id
				union all select k.ends_at from contract_prices k where k.counterparty_id = s.tenant_id and k.item_id = s.plan_id) m
			join plan_versions x on x.id = plan_version_at(s.plan_id, m.at)
			left join lateral price_agreed(s.tenant_id, s.plan_id, m.at) c on c.currency = x.currency
			where m.at >= $1 and m.at < $1::timestamptz + $2::interval) p
		left join ledger_accounts w on w.tenant_id = s.keeper_id and w.counterparty_id = s.tenant_id and w.unit = v.currency
		where s.ended_at is null and s.state = 'active' and not s.stops and s.unpaid_since is null and s.tenant_id > $3
			and s.tenant_id in (
				select d.tenant_id from accounts_due d where d.due_at < $1 + $2::interval
				union all select b.tenant_id from subscriptions b where b.ended_at is null and b.endless and b.accepted_currency is not null)
			and (s.next_due < $1 + $2::interval or s.endless and s.accepted_currency is not null)
		group by s.tenant_id, w.balance, w.floor
		having sum(p.most * case v.period when 'day' then 8 when 'active_day' then 8 else 1 end) > coalesce(w.balance - w.floor, 0)
		order by s.tenant_id limit $4`, at, span, after, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}
