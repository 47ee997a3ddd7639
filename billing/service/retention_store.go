package service

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// keepAsPlanned: of an object its plan speaks, or the nearest of those that one is based on; an account's contract instead of them; a package
// raises it; and the contracts of those above bound it, for nobody has more than its parent.
func keepAsPlanned(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, unsaid string, at time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `
		with recursive mine as materialized (select id, parent_id from tenants where id = any ($1)),
		subject as materialized (
			select o.id, o.tenant_id, coalesce(s.plan_id, b.id) as plan
			from objects o join mine m on m.id = o.tenant_id
			left join subscriptions s on s.object_id = o.id and s.ended_at is null and s.starts_at <= $2
			left join plans b on b.tenant_id = m.parent_id and b.begins),
		edges as materialized (
			select m.id as account, c.depth, k.retention, k.plan_id
			from mine m join tenant_closure c on c.descendant_id = m.id join contracts k on k.counterparty_id = c.ancestor_id),
		chain as (
			select u.plan, u.plan as told_by, 0 as step from (select plan from subject union select plan_id from edges) u where u.plan is not null
			union all
			select c.plan, p.base_id, c.step + 1 from chain c join plans p on p.id = c.told_by where p.base_id is not null),
		keeps as materialized (
			select distinct on (c.plan) c.plan, v.retention from chain c join plan_versions v on v.id = plan_version_at(c.told_by, $2)
			where v.retention is not null order by c.plan, c.step),
		caps as (
			select e.account, min(array_position(array['m3', 'm12', 'm36'], coalesce(e.retention, k.retention))) as most
			from edges e left join keeps k on k.plan = e.plan_id where e.depth > 0 group by 1),
		bought as (
			select b.tenant_id, x.object_id, max(array_position(array['m3', 'm12', 'm36'], b.retention)) as least
			from packages_bought b left join packages_bought_objects x on x.tenant_id = b.tenant_id and x.bought_id = b.id
			where b.tenant_id = any ($1) and b.retention is not null and b.expired_at is null and (b.expires_at is null or b.expires_at > $2)
				and b.for_chosen = (x.object_id is not null)
			group by 1, 2),
		wanted as (
			select s.id, (array['m3', 'm12', 'm36'])[least(coalesce(c.most, 3),
				greatest(array_position(array['m3', 'm12', 'm36'], coalesce(e.retention, k.retention, $3)), coalesce(everywhere.least, 1), coalesce(here.least, 1)))] as class
			from subject s
			left join edges e on e.account = s.tenant_id and e.depth = 0
			left join keeps k on k.plan = s.plan
			left join caps c on c.account = s.tenant_id
			left join bought everywhere on everywhere.tenant_id = s.tenant_id and everywhere.object_id is null
			left join bought here on here.tenant_id = s.tenant_id and here.object_id = s.id)
		update objects o set retention = w.class from wanted w where o.id = w.id and o.retention <> w.class`, accounts, at, unsaid)
	return tag.RowsAffected(), err
}

func accountsAfter(ctx context.Context, tx *db.Tx, after uuid.UUID, most int) (list []uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `select coalesce(array_agg(id order by id), '{}') from (
		select id from tenants where kind = 'account' and status <> 'closed' and id > $1 order by id limit $2) t`, after, most).Scan(&list)
	return list, err
}
