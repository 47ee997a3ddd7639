package reseller

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func insertUpkeep(ctx context.Context, tx *db.Tx, tenant uuid.UUID, u Upkeep, by uuid.UUID) error {
	_, err := tx.Exec(ctx, `insert into maintenance_notices (id, tenant_id, starts_at, ends_at, texts, posted_at, by_user) values ($1, $2, $3, $4, $5, $6, $7)`,
		u.ID, tenant, u.From, u.To, u.Texts, u.PostedAt, by)
	return err
}

func lockUpkeep(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (ends time.Time, cancelled bool, err error) {
	err = tx.QueryRow(ctx, `select ends_at, cancelled_at is not null from maintenance_notices where tenant_id = $1 and id = $2 for no key update`, tenant, id).
		Scan(&ends, &cancelled)
	return ends, cancelled, err
}

func cancelUpkeep(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `update maintenance_notices set cancelled_at = $3 where tenant_id = $1 and id = $2`, tenant, id, at)
	return err
}

const upkeepColumns = `select id, starts_at, ends_at, texts, posted_at, cancelled_at from maintenance_notices `

func collectUpkeeps(rows pgx.Rows, err error) ([]Upkeep, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (u Upkeep, err error) {
		err = row.Scan(&u.ID, &u.From, &u.To, &u.Texts, &u.PostedAt, &u.CancelledAt)
		return u, err
	})
}

func readUpkeeps(ctx context.Context, tx *db.Tx, tenant uuid.UUID) ([]Upkeep, error) {
	return collectUpkeeps(tx.Query(ctx, upkeepColumns+`where tenant_id = $1 order by starts_at desc, id desc limit 100`, tenant))
}

// comingUpkeeps are those of the tenant acted in and of all above it: row-level security lets in no others.
func comingUpkeeps(ctx context.Context, tx *db.Tx, now, until time.Time) ([]Upkeep, error) {
	return collectUpkeeps(tx.Query(ctx, upkeepColumns+`where cancelled_at is null and ends_at > $1 and starts_at < $2 order by starts_at, id limit 10`, now, until))
}

// telling is an announcement on its way to those below.
type telling struct {
	id       uuid.UUID
	cancels  bool
	after    uuid.UUID
	upto     *uuid.UUID
	from, to time.Time
	texts    map[string]string
	path     string
}

// nextTelling takes one that is not done; what another process has taken is left alone.
func nextTelling(ctx context.Context, tx *db.Tx) (t telling, err error) {
	err = tx.QueryRow(ctx, `
		select m.notice_id, m.cancels, m.after, m.upto, n.starts_at, n.ends_at, n.texts, t.path
		from maintenance_told m join maintenance_notices n on n.id = m.notice_id join tenants t on t.id = n.tenant_id
		where not m.done order by m.notice_id, m.cancels limit 1 for update of m skip locked`).
		Scan(&t.id, &t.cancels, &t.after, &t.upto, &t.from, &t.to, &t.texts, &t.path)
	return t, err
}

func writeTold(ctx context.Context, tx *db.Tx, t telling, after uuid.UUID, done bool) error {
	_, err := tx.Exec(ctx, `update maintenance_told set after = $3, done = $4 where notice_id = $1 and cancels = $2`, t.id, t.cancels, after, done)
	return err
}

type ownerBelow struct {
	tenant, user                          uuid.UUID
	email, name, locale, tenantName, zone string
}

// ownersBelow are the owners of tenants below, with an address that is theirs, from after one on. A tenant has one.
func ownersBelow(ctx context.Context, tx *db.Tx, t telling, most int) ([]ownerBelow, error) {
	rows, err := tx.Query(ctx, `
		select t.id, u.id, u.email, u.name, case when l.languages is null or coalesce(nullif(u.locale, ''), t.locale) = any (l.languages) then coalesce(nullif(u.locale, ''), t.locale) else r.locale end, t.name, t.time_zone
		from tenants t
		join tenants r on r.id = t.realm_id
		left join offered_languages l on l.tenant_id = t.realm_id
		join memberships m on m.tenant_id = t.id and m.role = 'owner'
		join users u on u.tenant_id = m.tenant_id and u.id = m.user_id and u.status = 'active' and u.email is not null and not u.email_unconfirmed
		where t.path > $1 and t.path < rtrim($1, '.') || '/' and t.status <> 'closed' and t.id > $2 and ($3::uuid is null or t.id <= $3)
		order by t.id limit $4`, t.path, t.after, t.upto, most)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (o ownerBelow, err error) {
		err = row.Scan(&o.tenant, &o.user, &o.email, &o.name, &o.locale, &o.tenantName, &o.zone)
		return o, err
	})
}
