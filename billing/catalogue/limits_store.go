package catalogue

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readLayers(ctx context.Context, tx *db.Tx, target uuid.UUID, at time.Time) ([]layer, error) {
	rows, err := tx.Query(ctx, `
		select depth, layer, plan_id, step, name, named, max_objects, max_users, retention, sms, reports, sub_resellers, support,
			coalesce(objects, 0), coalesce(users, 0), coalesce((select t.kind = 'account' from tenants t where t.id = $1), false)
		from limit_layers($1, $2)`, target, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (l layer, err error) {
		err = r.Scan(&l.depth, &l.layer, &l.plan, &l.step, &l.name, &l.named, &l.limits.Objects, &l.limits.Users, &l.limits.Retention,
			&l.limits.SMS, &l.limits.Reports, &l.limits.Resellers, &l.limits.Support, &l.objects, &l.users, &l.kindOfAccount)
		return l, err
	})
}

// silentWhenBlocked walks each plan once, up to the first that speaks; an object without a plan of its own is on the one that objects begin on.
func silentWhenBlocked(ctx context.Context, tx *db.Tx, account uuid.UUID, objects []uuid.UUID, at time.Time) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		with recursive served as (
			select o.id as object, p.id as plan
			from objects o
			join tenants t on t.id = o.tenant_id
			left join subscriptions s on s.object_id = o.id and s.tenant_id = o.tenant_id and s.ended_at is null
			join plans p on p.id = s.plan_id or s.id is null and p.tenant_id = t.parent_id and p.begins
			where o.tenant_id = $1 and o.id = any ($2)
		), said (plan, base, keeps, step) as (
			select p.id, p.base_id, v.keeps_contact, 0
			from plans p left join plan_versions v on v.id = plan_version_at(p.id, $3)
			where p.id in (select plan from served)
			union all
			select d.plan, p.base_id, v.keeps_contact, d.step + 1
			from said d join plans p on p.id = d.base left join plan_versions v on v.id = plan_version_at(p.id, $3)
			where d.keeps is null and d.step < 20
		)
		select object from served join said using (plan) where not keeps`, account, objects, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

func actsIn(ctx context.Context, tx *db.Tx, target uuid.UUID) (acts bool, err error) {
	err = tx.QueryRow(ctx, `select $1 = nullif(current_setting('app.tenant', true), '')::uuid`, target).Scan(&acts)
	return acts, err
}

// givenByPackages are the features that the packages of the account acted in give now, with their names.
func givenByPackages(ctx context.Context, tx *db.Tx, account uuid.UUID, at time.Time) (map[string]string, error) {
	rows, err := tx.Query(ctx, `
		select p.name, b.sms, b.reports
		from packages_bought b join packages p on p.id = b.package_id
		where b.tenant_id = $1 and b.expired_at is null and (b.expires_at is null or b.expires_at > $2) and not b.for_chosen
		order by b.activated_at`, account, at)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	given := map[string]string{}
	for rows.Next() {
		var name string
		var sms, reports bool
		if err := rows.Scan(&name, &sms, &reports); err != nil {
			return nil, err
		}
		if sms {
			given["sms"] = name
		}
		if reports {
			given["reports"] = name
		}
	}
	return given, rows.Err()
}

// reached is a limit that would be passed; most and used are nil where they are nobody's business.
type reached struct {
	depth int
	most  *int
	used  *int64
}

func limitReached(ctx context.Context, tx *db.Tx, target uuid.UUID, what string, more int, at time.Time) (r reached, found bool, err error) {
	err = tx.QueryRow(ctx, `select depth, most, used from limit_reached($1, $2, $3, $4)`, target, what, more, at).Scan(&r.depth, &r.most, &r.used)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, false, nil
	}
	return r, err == nil, err
}
