package support

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// reportedBy has the key and the name of a line, and what those need besides.
var reportedBy = map[By][3]string{ //nolint:gochecknoglobals // a table
	"":      {`''`, `''`, ``},
	ByDay:   {`to_char(opened, 'YYYY-MM-DD')`, `''`, ``},
	ByWeek:  {`to_char(date_trunc('week', opened), 'YYYY-MM-DD')`, `''`, ``},
	ByMonth: {`to_char(date_trunc('month', opened), 'YYYY-MM-DD')`, `''`, ``},
	ByTier:  {`t.tier`, `''`, ``},
	ByKind:  {`t.kind`, `''`, ``},
	ByTeam:  {`coalesce(t.team_id::text, '')`, `coalesce(g.name, '')`, `left join desk_teams g on g.tenant_id = t.tenant_id and g.id = t.team_id`},
	ByTopic: {`coalesce(t.category_id::text, '')`, `coalesce(g.names ->> 'en', g.names ->> 'ru', '')`,
		`left join desk_categories g on g.tenant_id = t.tenant_id and g.id = t.category_id`},
	ByAgent: {`coalesce(t.assignee_id::text, '')`, `coalesce(nullif(g.name, ''), g.login, '')`, `left join users g on g.tenant_id = t.tenant_id and g.id = t.assignee_id`},
}

// reported reads along the index tickets_reported.
func reported(ctx context.Context, tx *db.Tx, desk uuid.UUID, from, to time.Time, by By, now time.Time) ([]Reported, error) {
	of := reportedBy[by]
	rows, err := tx.Query(ctx, `
		with zone as (select time_zone from tenants where id = $1),
		t as (
			select t.tenant_id, t.state, t.awaiting_customer, t.tier, t.kind, t.team_id, t.category_id, t.assignee_id, t.opened_at, t.first_promise_at,
				t.first_answer_at, t.answered_at, t.promises_kept, t.promises_missed, t.opened_at at time zone z.time_zone as opened from tickets t, zone z
			where t.tenant_id = $1 and t.refusal is distinct from 'machine'
				and t.opened_at >= $2::date::timestamp at time zone z.time_zone and t.opened_at < ($3::date + 1)::timestamp at time zone z.time_zone
		)
		select `+of[0]+` as key, `+of[1]+` as name, count(*)::int,
			(count(*) filter (where first_answer_at <= first_promise_at))::int,
			(count(*) filter (where first_answer_at > first_promise_at))::int,
			(count(*) filter (where first_answer_at is null and first_promise_at < $4 and state in ('open', 'escalated')))::int,
			(count(*) filter (where first_answer_at is null and first_promise_at >= $4 and state in ('open', 'escalated')))::int,
			(count(*) filter (where state in ('answered', 'confirmed') and not awaiting_customer))::int,
			(count(*) filter (where state = 'confirmed'))::int,
			coalesce(sum(promises_kept), 0)::int, coalesce(sum(promises_missed), 0)::int,
			coalesce(extract(epoch from percentile_cont(0.5) within group (order by first_answer_at - opened_at)), 0)::bigint,
			coalesce(extract(epoch from percentile_cont(0.9) within group (order by first_answer_at - opened_at)), 0)::bigint,
			coalesce(extract(epoch from percentile_cont(0.5) within group (order by answered_at - opened_at)
				filter (where state in ('answered', 'confirmed') and not awaiting_customer)), 0)::bigint,
			coalesce(extract(epoch from percentile_cont(0.9) within group (order by answered_at - opened_at)
				filter (where state in ('answered', 'confirmed') and not awaiting_customer)), 0)::bigint
		from t `+of[2]+` group by 1, 2 order by 1, 2`, desk, from.Format(time.DateOnly), to.Format(time.DateOnly), now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Reported])
}
