package service

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// wrongsOfService is what must be true of all that is served for money, told as what is wrong.
func wrongsOfService(ctx context.Context, tx *db.Tx, at time.Time) ([]string, error) {
	rows, err := tx.Query(ctx, `
		-- A day that is paid because the tracker was heard is paid whole, and covers what of it the plan was there.
		with covered as (
			select c.id, c.object_id, tstzrange(greatest(c.period_start, s.starts_at), coalesce(c.cut_at, c.period_end)) as span
			from charges c join subscriptions s on s.id = c.subscription_id)
		select 'two periods of an object overlap: ' || a.object_id from covered a join covered b on a.object_id = b.object_id and a.id < b.id and a.span && b.span
		union all
		select 'what was charged is not what was debited: ' || t.id
		from ledger_transactions t join ledger_entries e on e.transaction_id = t.id and e.counterparty_id is not null
		where t.kind = 'charge' and -e.amount <> (select coalesce(sum(c.amount), 0) from charges c where c.transaction_id = t.id)
		union all
		select 'a charge without a debit: ' || c.id from charges c where (c.amount > 0) <> (c.transaction_id is not null)
		union all
		select 'what was charged is not served: ' || c.object_id from charges c join subscriptions s on s.id = c.subscription_id
		join plan_versions v on v.id = c.version_id
		where s.end_reason is null and not exists (
				-- Whoever paused and went on at once is served without a gap, in two spans.
				select from (select range_agg(i.span) as spans from paid_intervals i where i.object_id = c.object_id) served
				-- A day that is paid because the tracker was heard was served then, and perhaps not all of it.
				where case when v.period = 'active_day' then spans && tstzrange(c.period_start, c.period_end) else spans @> tstzrange(c.period_start, coalesce(c.cut_at, c.period_end)) end)
			and not exists (select from blocks b where b.object_id = c.object_id and b.cause = 'paused' and tstzrange(b.since, b.until) && tstzrange(c.period_start, c.period_end))
		union all
		select 'two spans of an object overlap: ' || i.object_id from paid_intervals i
		where exists (select from paid_intervals j where j.object_id = i.object_id and j.id <> i.id and j.span && i.span)
		union all
		select 'nobody looks at what is due: ' || s.tenant_id from subscriptions s
		where s.ended_at is null and s.state = 'active' and s.unpaid_since is null and s.next_due is not null
			and not exists (select from accounts_due d where d.tenant_id = s.tenant_id and d.due_at <= s.next_due)
		union all
		select 'unpaid and blocked are two things: ' || s.object_id from subscriptions s
		where s.ended_at is null and (s.unpaid_since is not null) <> exists (select from blocks b where b.object_id = s.object_id and b.cause = 'unpaid' and b.until is null)
		union all
		select 'unpaid while money suffices: ' || s.object_id
		from subscriptions s join plan_versions v on v.id = plan_version_at(s.plan_id, $1)
		left join ledger_accounts w on w.tenant_id = s.keeper_id and w.counterparty_id = s.tenant_id and w.unit = v.currency
		where s.unpaid_since is not null and s.state = 'active' and s.ended_at is null
			and v.price + div(case when v.in_arrears then settle_owed(s.id, v.currency) else 0 end + s.micro_left + v.price_micro, 1000000) <= coalesce(w.balance - w.floor, 0)
		union all
		select 'paused and blocked are two things: ' || s.object_id from subscriptions s
		where s.ended_at is null and (s.state = 'paused') <> exists (select from blocks b where b.object_id = s.object_id and b.cause = 'paused' and b.until is null)
		union all
		select 'stored in a pause: ' || b.object_id from blocks b join paid_intervals i on i.object_id = b.object_id
			and i.span && tstzrange(b.since, coalesce(b.until, 'infinity')) where b.cause = 'paused' and b.since is distinct from b.until
		union all
		select 'paid for while unpaid: ' || b.object_id from blocks b join paid_intervals i on i.object_id = b.object_id
			and i.span && tstzrange(b.since, coalesce(b.until, 'infinity')) where b.cause = 'unpaid' and b.since is distinct from b.until
		union all
		select 'served without a charge: ' || s.object_id from subscriptions s
		where s.ended_at is null and s.paid_until > s.starts_at and s.paid_until <> 'infinity' and s.trial_until is null and s.state = 'active'
			and not exists (select from charges c where c.object_id = s.object_id and c.period_end = s.paid_until)
			-- One that costs the days on which it is heard is served until money is short.
			and not exists (select from plan_versions v where v.plan_id = s.plan_id and v.period = 'active_day')`, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
