package lifecycle

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func grants(ctx context.Context, tx *db.Tx, of uuid.UUID) ([]Grant, error) {
	rows, err := tx.Query(ctx, `
		select g.id, coalesce(nullif(u.name, ''), u.login, ''), g.reason, g.starts_at, g.ends_at, g.revoked_at
		from act_in_grants g left join users u on u.tenant_id = g.tenant_id and u.id = g.given_by
		where g.tenant_id = $1
		order by g.id desc
		limit 100`, of)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (g Grant, err error) {
		err = row.Scan(&g.ID, &g.GivenBy, &g.Reason, &g.StartsAt, &g.EndsAt, &g.RevokedAt)
		g.StartsAt, g.EndsAt = g.StartsAt.UTC(), g.EndsAt.UTC()
		return g, err
	})
}

func insertGrant(ctx context.Context, tx *db.Tx, of, to, by uuid.UUID, g Grant) error {
	_, err := tx.Exec(ctx, `
		insert into act_in_grants (id, tenant_id, grantee_id, given_by, reason, starts_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		g.ID, of, to, by, g.Reason, g.StartsAt, g.EndsAt)
	return err
}

func revokeGrant(ctx context.Context, tx *db.Tx, of, id uuid.UUID, at time.Time) (there bool, err error) {
	tag, err := tx.Exec(ctx, `update act_in_grants set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null and ends_at > $3`, of, id, at)
	return tag.RowsAffected() > 0, err
}
