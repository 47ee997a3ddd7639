package escalate

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func allowedIn(ctx context.Context, tx *db.Tx, tenant, ticket uuid.UUID, at time.Time) ([]Allowed, error) {
	rows, err := tx.Query(ctx, `
		select g.id, o.id, coalesce(o.name, ''), g.onward, g.ends_at from support_grants g
		left join objects o on o.tenant_id = $1 and o.tenant_id = g.object_tenant_id and o.id = g.object_id
		where g.tenant_id = $1 and g.ticket_id = $2 and g.ends_at > $3 and g.revoked_at is null order by g.id`, tenant, ticket, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Allowed])
}
