package customers

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// readToday reads the index of the range once, and the ends of two others.
func readToday(ctx context.Context, tx *db.Tx, s db.Scope, now time.Time) (t Today, err error) {
	err = tx.QueryRow(ctx, `
select c.*, l.*
from (
    select count(*) filter (where kind = 'account' and tenant_id <> $1), count(*) filter (where kind = 'reseller' and tenant_id <> $1),
        count(*) filter (where status = 'suspended' and tenant_id <> $1),
        count(*) filter (where created_at >= $2 and tenant_id <> $1), count(*) filter (where created_at >= $3 and tenant_id <> $1),
        coalesce(sum(objects), 0)::int, coalesce(sum(blocked), 0)::int, coalesce(sum(users) filter (where tenant_id <> $1), 0)::int
    from customers
) c, (
    select coalesce(sum(online), 0)::int, coalesce(sum(silent_day), 0)::int, coalesce(sum(silent_week), 0)::int, coalesce(sum(never), 0)::int, max(heard_at)
    from customer_live
) l`,
		s.Tenant(), now.AddDate(0, 0, -7), now.AddDate(0, 0, -30)).Scan(&t.Accounts, &t.Resellers, &t.Suspended, &t.NewWeek, &t.NewMonth,
		&t.Objects, &t.Blocked, &t.Users, &t.Online, &t.SilentDay, &t.SilentWeek, &t.Never, &t.HeardAt)
	if err != nil {
		return t, err
	}
	t.HeardAt = given(t.HeardAt)
	few := t.Accounts+t.Resellers < fewFound
	if t.Newest, err = ends(ctx, tx, s.Tenant(), "created_at", few); err == nil {
		t.Recent, err = ends(ctx, tx, s.Tenant(), "seen_at", few)
	}
	return t, err
}

// ends reads the customers at the end of an order: of its index, or where few are below, of those.
func ends(ctx context.Context, tx *db.Tx, own uuid.UUID, column string, few bool) ([]Brief, error) {
	order := "c." + column
	if few {
		order += " + interval '0'" // no index is in this order, so the one of the range is taken
	}
	rows, err := tx.Query(ctx, `
with c as materialized (
    select c.tenant_id, c.kind, c.created_at, c.seen_at from customers c where c.tenant_id <> $1 and c.`+column+` > 'epoch' order by `+order+` desc, c.tenant_id desc limit $2
)
select c.tenant_id, t.name, c.kind, c.`+column+` from c join tenants t on t.id = c.tenant_id order by c.`+column+` desc, c.tenant_id desc`, own, briefs)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Brief])
}
