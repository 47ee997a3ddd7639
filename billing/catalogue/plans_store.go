package catalogue

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// readPlans reads the plans of a keeper that whoever acts may see, or one of them, with their versions.
func readPlans(ctx context.Context, tx *db.Tx, keeper, only uuid.UUID) ([]Plan, error) {
	rows, err := tx.Query(ctx, `
		select p.id, p.kind, p.name, p.description, p.is_free, p.begins, p.countries, p.by_agreement, p.base_id, p.position, p.created_at, p.archived_at,
			case p.kind when 'wholesale' then (select count(*) from contracts k where k.tenant_id = p.tenant_id and k.plan_id = p.id)
				else coalesce(plan_used(p.id), 0) end::int
		from plans p
		where p.tenant_id = $1 and ($2::uuid is null or p.id = $2)
		order by p.archived_at is not null, p.kind, not p.begins, p.position, p.name_key, p.id`, keeper, orNull(only))
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (p Plan, err error) {
		err = r.Scan(&p.ID, &p.Kind, &p.Name, &p.Description, &p.Free, &p.Begins, &p.Countries, &p.ByAgreement, &p.Base, &p.Position, &p.CreatedAt, &p.ArchivedAt, &p.Used)
		return p, err
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	place := make(map[uuid.UUID]int, len(list))
	for i := range list {
		place[list[i].ID] = i
	}
	rows, err = tx.Query(ctx, `select plan_id, `+versionColumns+` from plan_versions v
		where v.tenant_id = $1 and ($2::uuid is null or v.plan_id = $2) order by v.in_force_from desc, v.number desc`, keeper, orNull(only))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var plan uuid.UUID
		v, err := scanVersion(rows, &plan)
		if err != nil {
			return nil, err
		}
		if i, ok := place[plan]; ok {
			list[i].Versions = append(list[i].Versions, v)
		}
	}
	return list, rows.Err()
}

const versionColumns = `v.id, v.number, v.price, v.price_micro, coalesce(v.currency, ''), v.period, v.in_arrears, v.trial_days, v.max_objects, v.max_users,
	v.retention, v.sms, v.reports, v.sub_resellers, v.support, v.shows_provider, v.keeps_contact, v.gives_remainder, v.terms, v.posted_at, v.in_force_from, v.withdrawn_at`

func scanVersion(r pgx.Row, before ...any) (v Version, err error) {
	err = r.Scan(append(before, &v.ID, &v.Number, &v.Price.Amount, &v.Price.Micro, &v.Price.Currency, &v.Period, &v.InArrears, &v.TrialDays,
		&v.Limits.Objects, &v.Limits.Users, &v.Limits.Retention, &v.Limits.SMS, &v.Limits.Reports, &v.Limits.Resellers, &v.Limits.Support, &v.Limits.ShowsProvider,
		&v.KeepsContact, &v.GivesRemainder, &v.Text, &v.PostedAt, &v.InForceFrom, &v.WithdrawnAt)...)
	v.PostedAt, v.InForceFrom = v.PostedAt.UTC(), v.InForceFrom.UTC()
	return v, err
}

func insertPlan(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Plan) error {
	_, err := tx.Exec(ctx, `insert into plans (id, tenant_id, kind, name, name_key, description, is_free, countries, by_agreement, base_id, created_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		p.ID, keeper, p.Kind, p.Name, tenant.NameKey(p.Name), p.Description, p.Free, p.Countries, p.ByAgreement, p.Base, p.CreatedAt)
	return err
}

// updatePlan writes what may change of a plan. Where objects begin on another one, the plan before gives way first.
func updatePlan(ctx context.Context, tx *db.Tx, keeper uuid.UUID, was, p Plan) error {
	if p.Begins && !was.Begins {
		if _, err := tx.Exec(ctx, `update plans set begins = false where tenant_id = $1 and begins`, keeper); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `update plans set name = $3, name_key = $4, description = $5, countries = $6, by_agreement = $7, begins = $8, archived_at = $9
		where tenant_id = $1 and id = $2`, keeper, p.ID, p.Name, tenant.NameKey(p.Name), p.Description, p.Countries, p.ByAgreement, p.Begins, p.ArchivedAt)
	return err
}

func insertVersion(ctx context.Context, tx *db.Tx, keeper uuid.UUID, p Plan, v Version, by uuid.UUID) error {
	_, err := tx.Exec(ctx, `insert into plan_versions (id, tenant_id, plan_id, number, is_free, price, price_micro, currency, period, in_arrears, trial_days,
			max_objects, max_users, retention, sms, reports, sub_resellers, support, shows_provider, keeps_contact, gives_remainder, terms, posted_at, in_force_from, by_user)
		values ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''), $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
		v.ID, keeper, p.ID, v.Number, p.Free, int64(v.Price.Amount), v.Price.Micro, v.Price.Currency, v.Period, v.InArrears, v.TrialDays,
		v.Limits.Objects, v.Limits.Users, v.Limits.Retention, v.Limits.SMS, v.Limits.Reports, v.Limits.Resellers, v.Limits.Support, v.Limits.ShowsProvider,
		v.KeepsContact, v.GivesRemainder, v.Text, v.PostedAt, v.InForceFrom, orNull(by))
	return err
}

func withdrawVersion(ctx context.Context, tx *db.Tx, table string, version uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update `+pgx.Identifier{table}.Sanitize()+` set withdrawn_at = $2 where id = $1`, version, at)
	return err
}

func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
