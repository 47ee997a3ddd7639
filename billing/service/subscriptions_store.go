package service

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// shownSubscriptions reads objects with what they are served under. An object without a subscription is on the plan that
// objects begin on, or blocked as unpaid where that has no room.
const shownSubscriptions = `
	select o.id as object, o.name as object_name, o.name_key, s.id as subscription, p.id as plan, coalesce(p.name, '') as plan_name, coalesce(p.is_free, false) as free,
		coalesce(s.version_id, v.id) as version, coalesce(s.accepted_price, v.price, 0) as price, coalesce(s.accepted_micro, v.price_micro, 0) as micro,
		coalesce(s.accepted_currency, '') as currency, coalesce(a.period, v.period, '') as period, s.accepted_at,
		case when s.state = 'paused' then 'paused'
			when s.unpaid_since is not null or s.id is null and b.since is not null then 'unpaid'
			when s.trial_until > $2 then 'trial' else 'served' end as state,
		case when s.state = 'paused' then s.paused_at else coalesce(s.unpaid_since, b.since) end as since,
		case when s.paid_until <> 'infinity' then s.paid_until end as paid_until, s.next_due, s.trial_until, coalesce(s.stops, false) as stops,
		coalesce(s.priority, 0) as priority
	from objects o
	left join subscriptions s on s.object_id = o.id and s.tenant_id = o.tenant_id and s.ended_at is null
	left join plan_versions a on a.id = s.version_id
	join tenants t on t.id = o.tenant_id
	left join plans p on p.id = s.plan_id or s.id is null and p.tenant_id = t.parent_id and p.begins
	left join plan_versions v on v.id = plan_version_at(p.id, $2)
	left join blocks b on b.object_id = o.id and b.tenant_id = o.tenant_id and b.cause = 'unpaid' and b.until is null
	where o.tenant_id = $1`

func scanSubscription(r pgx.Row) (s Subscription, err error) {
	var id, plan, version *uuid.UUID
	var accepted *time.Time
	err = r.Scan(&s.Object, &s.ObjectName, &s.key, &id, &plan, &s.PlanName, &s.Free, &version, &s.Price.Amount, &s.Price.Micro, &s.Price.Currency, &s.Period, &accepted,
		&s.State, &s.Since, &s.PaidUntil, &s.NextDue, &s.TrialUntil, &s.Stops, &s.Priority)
	if err != nil {
		return s, err
	}
	for to, from := range map[*uuid.UUID]*uuid.UUID{&s.ID: id, &s.Plan: plan, &s.Version: version} {
		if from != nil {
			*to = *from
		}
	}
	if accepted != nil {
		s.AcceptedAt = accepted.UTC()
	}
	for _, t := range []**time.Time{&s.Since, &s.PaidUntil, &s.NextDue, &s.TrialUntil} {
		if *t != nil {
			at := (*t).UTC()
			*t = &at
		}
	}
	return s, nil
}

func readSubscription(ctx context.Context, tx *db.Tx, account, object uuid.UUID, at time.Time) (Subscription, error) {
	s, err := scanSubscription(tx.QueryRow(ctx, shownSubscriptions+" and o.id = $3", account, at, object))
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return s, err
}

func readSubscriptions(ctx context.Context, tx *db.Tx, account uuid.UUID, at time.Time, a Asked) ([]Subscription, error) {
	sql := "select object, object_name, name_key, subscription, plan, plan_name, free, version, price, micro, currency, period, accepted_at, state, since, paid_until, next_due, trial_until, stops, priority from (" +
		shownSubscriptions + ") x where (name_key, object) > ($3::text, $4::uuid)"
	args := []any{account, at, a.After.Name, a.After.ID}
	if a.Plan != uuid.Nil {
		args = append(args, a.Plan)
		sql += " and plan = $" + strconv.Itoa(len(args))
	}
	if a.State != "" {
		args = append(args, a.State)
		sql += " and state = $" + strconv.Itoa(len(args))
	}
	if key := tenant.NameKey(a.Search); key != "" {
		args = append(args, "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(key)+"%")
		sql += " and name_key like $" + strconv.Itoa(len(args))
	}
	args = append(args, a.Most+1)
	rows, err := tx.Query(ctx, sql+" order by name_key, object limit $"+strconv.Itoa(len(args)), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (Subscription, error) { return scanSubscription(r) })
}

// readUse is what an account has of each plan: those on the plan that objects begin on are counted as well.
func readUse(ctx context.Context, tx *db.Tx, account uuid.UUID) (map[uuid.UUID]use, error) {
	rows, err := tx.Query(ctx, `
		select s.plan_id, count(*) filter (where s.ended_at is null)::int, bool_or(s.accepted_currency is not null)
		from subscriptions s where s.tenant_id = $1 group by 1
		union all
		select p.id, (
			select count(*) from objects o
			where o.tenant_id = t.id and not exists (select from subscriptions s where s.object_id = o.id and s.ended_at is null)
				and exists (select from paid_intervals i where i.object_id = o.id and upper_inf(i.span)))::int, false
		from tenants t join plans p on p.tenant_id = t.parent_id and p.begins where t.id = $1`, account)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	used := map[uuid.UUID]use{}
	for rows.Next() {
		var plan uuid.UUID
		var u use
		if err := rows.Scan(&plan, &u.Now, &u.Ever); err != nil {
			return nil, err
		}
		was := used[plan]
		used[plan] = use{was.Now + u.Now, was.Ever || u.Ever}
	}
	return used, rows.Err()
}

// planCap is how many objects of one account a plan takes; nil: it is not bounded.
func planCap(ctx context.Context, tx *db.Tx, plan uuid.UUID, at time.Time) (most *int, err error) {
	err = tx.QueryRow(ctx, "select plan_cap($1, 'objects', $2)", plan, at).Scan(&most)
	return most, err
}

// lockPlan has two that put objects on a plan with a bound wait for each other: both would find the last place.
func lockPlan(ctx context.Context, tx *db.Tx, account, plan uuid.UUID) error {
	_, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended('plan ' || $1::text || ' ' || $2::text, 90))", account, plan)
	return err
}
