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
select count(*) filter (where c.kind = 'account' and c.tenant_id <> $1), count(*) filter (where c.kind = 'reseller' and c.tenant_id <> $1),
    count(*) filter (where c.status = 'suspended' and c.tenant_id <> $1),
    count(*) filter (where c.created_at >= $2 and c.tenant_id <> $1), count(*) filter (where c.created_at >= $3 and c.tenant_id <> $1),
    coalesce(sum(c.objects), 0)::int, coalesce(sum(c.blocked), 0)::int, coalesce(sum(c.users) filter (where c.tenant_id <> $1), 0)::int,
    coalesce(sum(l.online), 0)::int, coalesce(sum(l.silent_day), 0)::int, coalesce(sum(l.silent_week), 0)::int, coalesce(sum(l.never), 0)::int,
    max(l.heard_at)
from customers c left join customer_live l on l.tenant_id = c.tenant_id`,
		s.Tenant(), now.AddDate(0, 0, -7), now.AddDate(0, 0, -30)).Scan(&t.Accounts, &t.Resellers, &t.Suspended, &t.NewWeek, &t.NewMonth,
		&t.Objects, &t.Blocked, &t.Users, &t.Online, &t.SilentDay, &t.SilentWeek, &t.Never, &t.HeardAt)
	if err != nil {
		return t, err
	}
	t.HeardAt = given(t.HeardAt)
	if t.Newest, err = ends(ctx, tx, s.Tenant(), "created_at"); err == nil {
		t.Recent, err = ends(ctx, tx, s.Tenant(), "seen_at")
	}
	return t, err
}

// ends reads the customers at the end of an index.
func ends(ctx context.Context, tx *db.Tx, own uuid.UUID, column string) ([]Brief, error) {
	rows, err := tx.Query(ctx, `
with c as materialized (
    select c.* from customers c where c.tenant_id <> $1 and c.`+column+` > 'epoch' order by c.`+column+` desc, c.tenant_id desc limit $2
)
select c.tenant_id, t.name, c.kind, c.`+column+` from c join tenants t on t.id = c.tenant_id order by c.`+column+` desc, c.tenant_id desc`, own, briefs)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Brief])
}
