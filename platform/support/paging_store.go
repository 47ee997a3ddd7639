package support

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
)

// woken are the addresses of a desk (d) that have said so: those of its users, and those outside who have confirmed.
const woken = `(
	exists (select from users o where o.tenant_id = d.tenant_id and lower(o.email) = lower(e.address) and o.status = 'active' and not o.email_unconfirmed)
	or exists (select from mail_recipients r where r.tenant_id = d.tenant_id and r.address_key = lower(e.address) and r.state = 'confirmed' and 'duty' = any (r.kinds)))`

// wokenOutside are those of them that are nobody's user, with the recipient that each is.
const wokenOutside = `coalesce((
			select jsonb_object_agg(e.address, r.id) from unnest(d.page_emails) e(address)
			join mail_recipients r on r.tenant_id = d.tenant_id and r.address_key = lower(e.address) and r.state = 'confirmed'), '{}')`

func (p *Paging) read(ctx context.Context, tx *db.Tx, desk uuid.UUID, now time.Time) error {
	return tx.QueryRow(ctx, `
		select t.locale, d.page_webhook, array(
			select e.address from unnest(d.page_emails) e(address) where `+woken+`
			union
			select u.email from desk_duties y join users u on u.tenant_id = y.tenant_id and u.id = y.user_id
			where y.tenant_id = t.id and y.starts_at <= $2 and y.ends_at > $2 and u.email <> '' and u.status = 'active'
		), `+wokenOutside+`
		from tenants t left join desks d on d.tenant_id = t.id where t.id = $1`, desk, now).Scan(&p.Locale, &p.Hook, &p.Emails, &p.Outside)
}

// claimed is a ticket that somebody is to be told of.
type claimed struct {
	id, desk       uuid.UUID
	number         int64
	subject        string
	at             time.Time
	team, assignee *uuid.UUID
}

// claimDue marks tickets of all desks as told of, along the indexes tickets_due and tickets_overdue.
func claimDue(ctx context.Context, tx *db.Tx, stage string, now time.Time) ([]claimed, error) {
	column, condition := map[string]string{
		ComesDue: `warned_at = $1`, IsMissed: `breached_at = $1, warned_at = coalesce(t.warned_at, $1)`,
		IsOverdue: `overdue_at = $1, breached_at = coalesce(t.breached_at, $1), warned_at = coalesce(t.warned_at, $1)`,
	}[stage], map[string]string{
		ComesDue: `promise_at is not null and breached_at is null and warned_at is null and promise_at <= $1::timestamptz + $3::interval
			and promise_at - least($3::interval, (promise_at - unanswered_at) / 2) <= $1`,
		IsMissed:  `promise_at is not null and breached_at is null and promise_at <= $1 and $3::interval is not null`,
		IsOverdue: `deadline_at is not null and overdue_at is null and deadline_at <= $1 and $3::interval is not null`,
	}[stage]
	rows, err := tx.Query(ctx, `
		with due as (
			select id, promise_at, deadline_at from tickets where state in ('open', 'escalated') and `+condition+`
			order by id limit $2 for no key update skip locked
		)
		update tickets t set `+column+` from due where t.id = due.id
		returning t.id, t.tenant_id, t.number, t.subject, case when $4 then t.deadline_at else t.promise_at end, t.team_id, t.assignee_id`,
		now, mostDue, foreseen, stage == IsOverdue)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c claimed, err error) {
		err = row.Scan(&c.id, &c.desk, &c.number, &c.subject, &c.at, &c.team, &c.assignee)
		return c, err
	})
}

// whoAnswers are the people who could answer a ticket.
func whoAnswers(ctx context.Context, tx *db.Tx, c claimed, owners bool) ([]told, error) {
	rows, err := tx.Query(ctx, `
		with able as (
			select u.id, u.email, coalesce(nullif(u.locale, ''), t.locale) as locale, t.time_zone, m.role = 'owner' as owner
			from users u join memberships m on m.tenant_id = u.tenant_id and m.user_id = u.id join tenants t on t.id = u.tenant_id
			where u.tenant_id = $1 and u.status = 'active' and u.email <> ''
		), named as (
			select email, locale, time_zone from able where id = $2 or ($2::uuid is null and id in (select user_id from desk_team_members where tenant_id = $1 and team_id = $3))
		)
		select email, locale, time_zone from named
		union
		select email, locale, time_zone from able where owner and ($4 or not exists (select 1 from named))
		order by 1`, c.desk, c.assignee, c.team, owners)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (told, error) {
		p := told{desk: c.desk}
		err := row.Scan(&p.email, &p.locale, &p.zone)
		return p, err
	})
}

func putDue(ctx context.Context, tx *db.Tx, due Due) error {
	return outbox.PutFor(ctx, tx, due.Desk, DueTopic, due)
}
