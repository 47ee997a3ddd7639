package support

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// viewsOf are somebody's own and the shared ones, in their order: what they have not placed stands behind, by name.
func viewsOf(ctx context.Context, tx *db.Tx, desk, user uuid.UUID) (list []View, err error) {
	err = collect(ctx, tx, &list, `
		select v.id, v.name, v.user_id is null, v.filter, v.columns, 0 from desk_views v
		left join desk_view_orders o on o.tenant_id = v.tenant_id and o.user_id = $2
		where v.tenant_id = $1 and (v.user_id is null or v.user_id = $2)
		order by array_position(o.views, v.id) nulls last, v.name, v.id`, desk, user)
	return list, err
}

// countIn counts what a filter finds. The queue is counted along its index; of the rest, what changed last: nobody reads on for ever.
func countIn(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, f Filter) (n int, err error) {
	more, args := f.where(user, []any{desk, MostCounted})
	from := "from tickets t where t.tenant_id = $1 and t.state = 'open'" + more
	if !f.queued() {
		states, with := f.states(args)
		args = with
		from = "from (select state, kind, team_id, category_id, tier, counterparty_id, assignee_id, rank, native_speaker, awaiting_customer from tickets l where l.tenant_id = $1 order by l.changed_at desc, l.id desc limit 5000) t where true" + states + more
	}
	err = tx.QueryRow(ctx, "select count(*) from (select "+from+" limit $2) c", args...).Scan(&n)
	return n, err
}

func insertView(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, v View, at time.Time) error {
	owner := &user
	if v.Shared {
		owner = nil
	}
	_, err := tx.Exec(ctx, `insert into desk_views (id, tenant_id, user_id, name, filter, columns, created_at) values ($1, $2, $3, $4, $5, $6, $7)`, v.ID, desk, owner, v.Name, v.Filter, v.Columns, at)
	return err
}

// changeView changes one's own, or, where it is to be shared, a shared one too.
func changeView(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, v View) error {
	tag, err := tx.Exec(ctx, `update desk_views set name = $4, filter = $5, columns = $6, user_id = case when $7 then null else user_id end
		where tenant_id = $1 and id = $3 and (user_id = $2 or $7 and user_id is null)`, desk, user, v.ID, v.Name, v.Filter, v.Columns, v.Shared)
	return touched(tag.RowsAffected(), err)
}

func dropView(ctx context.Context, tx *db.Tx, desk, user, id uuid.UUID, shared bool) error {
	tag, err := tx.Exec(ctx, `delete from desk_views where tenant_id = $1 and id = $3 and case when $4 then user_id is null else user_id = $2 end`, desk, user, id, shared)
	return touched(tag.RowsAffected(), err)
}

func keepViewOrder(ctx context.Context, tx *db.Tx, desk, user uuid.UUID, order []uuid.UUID) error {
	_, err := tx.Exec(ctx, `insert into desk_view_orders (tenant_id, user_id, views) values ($1, $2, coalesce($3, '{}'::uuid[]))
		on conflict (tenant_id, user_id) do update set views = excluded.views`, desk, user, order)
	return err
}
