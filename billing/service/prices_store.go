package service

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// readChange reads a version of a plan or a package beside what is in force until it is.
func readChange(ctx context.Context, tx *db.Tx, version uuid.UUID) (c changed, err error) {
	err = tx.QueryRow(ctx, `
		select p.name, p.kind = 'wholesale', v.price, v.price_micro, coalesce(v.currency, ''), v.in_force_from, v.withdrawn_at is not null,
			coalesce(b.price, 0), coalesce(b.price_micro, 0), coalesce(b.currency, '')
		from plan_versions v join plans p on p.id = v.plan_id
		left join plan_versions b on b.id = plan_version_at(v.plan_id, v.in_force_from - interval '1 microsecond')
		where v.id = $1
		union all
		select p.name, false, v.price, 0, v.currency, v.in_force_from, v.withdrawn_at is not null, coalesce(b.price, 0), 0, coalesce(b.currency, '')
		from package_versions v join packages p on p.id = v.package_id
		left join package_versions b on b.id = package_version_at(v.package_id, v.in_force_from - interval '1 microsecond')
		where v.id = $1`, version).Scan(&c.name, &c.wholesale, &c.price.Amount, &c.price.Micro, &c.price.Currency, &c.inForceFrom, &c.withdrawn,
		&c.was.Amount, &c.was.Micro, &c.was.Currency)
	return c, err
}

// concerned are the customers who have what a version changes: objects on the plan, or the plan by contract, the plan that
// objects begin on, or a package that they bought within a year.
func concerned(ctx context.Context, tx *db.Tx, version, after uuid.UUID, at time.Time, most int) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		select t.id
		from (
			select s.keeper_id as keeper, s.tenant_id as customer from plan_versions v
				join subscriptions s on s.plan_id = v.plan_id and s.keeper_id = v.tenant_id and s.ended_at is null where v.id = $1
			union
			select v.tenant_id, k.counterparty_id from plan_versions v join contracts k on k.plan_id = v.plan_id where v.id = $1
			union
			select v.tenant_id, c.id from plan_versions v join plans p on p.id = v.plan_id and p.begins
				join tenants c on c.parent_id = v.tenant_id and c.kind = 'account' where v.id = $1
			union
			select v.tenant_id, b.tenant_id from package_versions v
				join packages_bought b on b.package_id = v.package_id and b.activated_at > $3::timestamptz - interval '1 year' where v.id = $1) w
		join tenants t on t.id = w.customer and t.parent_id = w.keeper and t.status <> 'closed'
		where t.id > $2
		order by t.id limit $4`, version, after, at, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}
