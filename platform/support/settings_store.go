package support

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// settingsOf reads a desk's settings and its realm's time zone; nil: it has none of its own.
func settingsOf(ctx context.Context, tx *db.Tx, desk uuid.UUID) (*Settings, string, error) {
	var g Settings
	var zone string
	var set bool
	err := tx.QueryRow(ctx, `
		select t.time_zone, d.tenant_id is not null, d.calendar_id, d.native_calendar_id, coalesce(d.gold_minutes, 0), coalesce(d.silver_minutes, 0),
			coalesce(d.other_minutes, 0), coalesce(d.second_line_minutes, 0), coalesce(d.critical_minutes, 0), coalesce(d.deadline_days, 0),
			coalesce(d.reopen_days, 0), coalesce(d.clarifications, 0), coalesce(d.page_emails, '{}')
		from tenants t left join desks d on d.tenant_id = t.id where t.id = $1`, desk).
		Scan(&zone, &set, &g.Calendar, &g.Native, &g.Gold, &g.Silver, &g.Other, &g.SecondLine, &g.Critical, &g.DeadlineDays, &g.ReopenDays,
			&g.Clarifications, &g.PageEmails)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	if err != nil || !set {
		return nil, zone, err
	}
	return &g, zone, nil
}

func keepSettings(ctx context.Context, tx *db.Tx, desk uuid.UUID, g Settings, setHook bool, hook []byte, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into desks as d (tenant_id, calendar_id, native_calendar_id, gold_minutes, silver_minutes, other_minutes, second_line_minutes, critical_minutes,
			deadline_days, reopen_days, clarifications, page_emails, page_webhook, updated_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12, '{}'::text[]), $14, $15)
		on conflict (tenant_id) do update
		set calendar_id = $2, native_calendar_id = $3, gold_minutes = $4, silver_minutes = $5, other_minutes = $6, second_line_minutes = $7,
			critical_minutes = $8, deadline_days = $9, reopen_days = $10, clarifications = $11, page_emails = coalesce($12, '{}'::text[]),
			page_webhook = case when $13::boolean then $14 else d.page_webhook end, updated_at = $15`,
		desk, g.Calendar, g.Native, g.Gold, g.Silver, g.Other, g.SecondLine, g.Critical, g.DeadlineDays, g.ReopenDays, g.Clarifications, g.PageEmails,
		setHook, hook, at)
	if db.IsConstraint(err, "desks_tenant_id_calendar_id_fkey") || db.IsConstraint(err, "desks_tenant_id_native_calendar_id_fkey") {
		return errs.Field("calendar", "bad_calendar", "There is no calendar of this id here.").With(err)
	}
	return err
}

func calendars(ctx context.Context, tx *db.Tx, desk uuid.UUID) ([]Calendar, error) {
	rows, err := tx.Query(ctx, `select id, name, zone, spans, holidays::timestamptz[] from desk_calendars where tenant_id = $1 order by name, id`, desk)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Calendar])
}

func keepCalendar(ctx context.Context, tx *db.Tx, desk uuid.UUID, c Calendar, fresh bool, at time.Time) error {
	days := make([]string, 0, len(c.Holidays))
	for _, h := range c.Holidays {
		days = append(days, h.Format(time.DateOnly))
	}
	if fresh {
		_, err := tx.Exec(ctx, `insert into desk_calendars (id, tenant_id, name, zone, spans, holidays, created_at) values ($1, $2, $3, $4, $5, $6::text[]::date[], $7)`,
			c.ID, desk, c.Name, c.Zone, c.Spans, days, at)
		return err
	}
	tag, err := tx.Exec(ctx, `update desk_calendars set name = $3, zone = $4, spans = $5, holidays = $6::text[]::date[] where tenant_id = $1 and id = $2`,
		desk, c.ID, c.Name, c.Zone, c.Spans, days)
	return touched(tag.RowsAffected(), err)
}

// touched is Missing where nothing was.
func touched(n int64, err error) error {
	if err == nil && n == 0 {
		return errs.Missing()
	}
	return err
}

func teamsOf(ctx context.Context, tx *db.Tx, desk uuid.UUID) ([]Team, error) {
	rows, err := tx.Query(ctx, `
		select t.id, t.name, t.line, t.calendar_id, t.target_minutes,
			array(select m.user_id from desk_team_members m where m.tenant_id = t.tenant_id and m.team_id = t.id order by m.user_id)
		from desk_teams t where t.tenant_id = $1 order by t.line, t.name, t.id`, desk)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Team])
}

func keepTeam(ctx context.Context, tx *db.Tx, desk uuid.UUID, t Team, fresh bool, at time.Time) error {
	var err error
	if fresh {
		_, err = tx.Exec(ctx, `insert into desk_teams (id, tenant_id, name, line, calendar_id, target_minutes, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
			t.ID, desk, t.Name, t.Line, t.Calendar, t.Target, at)
	} else {
		tag, changed := tx.Exec(ctx, `update desk_teams set name = $3, line = $4, calendar_id = $5, target_minutes = $6 where tenant_id = $1 and id = $2`,
			desk, t.ID, t.Name, t.Line, t.Calendar, t.Target)
		err = touched(tag.RowsAffected(), changed)
	}
	if db.IsConstraint(err, "desk_teams_tenant_id_calendar_id_fkey") {
		return errs.Field("calendar", "bad_calendar", "There is no calendar of this id here.").With(err)
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `delete from desk_team_members where tenant_id = $1 and team_id = $2`, desk, t.ID); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `insert into desk_team_members (tenant_id, team_id, user_id) select distinct $1::uuid, $2::uuid, u from unnest($3::uuid[]) u`, desk, t.ID, t.Members)
	return err
}

func keepTimes(ctx context.Context, tx *db.Tx, t Ticket) error {
	_, err := tx.Exec(ctx, `update tickets set queue_at = $3, promise_at = $4, deadline_at = $5, warned_at = $6, breached_at = $7, overdue_at = $8, first_promise_at = $9
		where tenant_id = $1 and id = $2`, t.Desk, t.ID, t.QueueAt, t.PromiseAt, t.DeadlineAt, t.WarnedAt, t.BreachedAt, t.OverdueAt, t.FirstPromise)
	return err
}
