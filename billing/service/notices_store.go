package service

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// firstNotice writes down that something is told; false: it was before.
func firstNotice(ctx context.Context, tx *db.Tx, n notice, at time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		insert into money_notices (tenant_id, template, about, at) values ($1, $2, $3, $4)
		on conflict do nothing`, n.Tenant, n.Template, n.About, at)
	return tag.RowsAffected() == 1, err
}

// forgetNotices that are older than anything they could be mistaken for.
func forgetNotices(ctx context.Context, tx *db.Tx, before time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, "delete from money_notices where at < $1", before)
	return tag.RowsAffected(), err
}

func toldBefore(ctx context.Context, tx *db.Tx, tenant uuid.UUID, template, about string) (told bool, err error) {
	err = tx.QueryRow(ctx, `
		select exists (select from money_notices where tenant_id = $1 and template = $2 and about = $3)`, tenant, template, about).Scan(&told)
	return told, err
}

type reader struct {
	user, provider              uuid.UUID
	email, name, locale, tenant string
}

// readersOfMoney are the members of a tenant who look after its money and have an address that is theirs.
func readersOfMoney(ctx context.Context, tx *db.Tx, tenant uuid.UUID) ([]reader, error) {
	rows, err := tx.Query(ctx, `
		select u.id, coalesce(t.parent_id, t.id), u.email, u.name, coalesce(nullif(u.locale, ''), t.locale), t.name
		from memberships m
		join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
		join tenants t on t.id = m.tenant_id
		where m.tenant_id = $1 and m.role in ('owner', 'admin', 'billing') and u.status = 'active' and u.email is not null and not u.email_unconfirmed
			and t.status <> 'closed'
		order by u.id`, tenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r reader, err error) {
		err = row.Scan(&r.user, &r.provider, &r.email, &r.name, &r.locale, &r.tenant)
		return r, err
	})
}
