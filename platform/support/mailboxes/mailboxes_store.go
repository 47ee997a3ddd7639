package mailboxes

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// row is a mailbox as it is kept.
type row struct {
	Settings

	id, tenant      uuid.UUID
	address, locale string
	critical        bool
	password        []byte
	// validity of the numbers; nil: it was never looked into
	validity *int64
	// last that was taken, tidied up to which letters were marked
	last, tidied int64
	left         []int64
	taken        int64

	takenAt, lookedAt           *time.Time
	failingSince, tryAt, toldAt *time.Time
	problem, field, said        string
	failures, version           int
	setAt, changed              time.Time
}

const boxColumns = `
	a.id, a.tenant_id, a.address, t.locale, a.kind = 'critical', b.host, b.port, b.tls, b.user_name, b.password, b.folder, b.afterwards, b.move_to, b.unread, b.validity,
	b.last_uid, b.tidied_uid, b.left_uids, b.taken, b.taken_at, b.looked_at, b.failing_since, b.problem, b.field, b.said, b.failures, b.try_at, b.told_at, b.version,
	b.set_at, b.changed_at`

func (r *row) scan(from pgx.Row) error {
	return from.Scan(&r.id, &r.tenant, &r.address, &r.locale, &r.critical, &r.Host, &r.Port, &r.TLS, &r.User, &r.password, &r.Folder, &r.Afterwards, &r.MoveTo, &r.Unread,
		&r.validity, &r.last, &r.tidied, &r.left, &r.taken, &r.takenAt, &r.lookedAt, &r.failingSince, &r.problem, &r.field, &r.said, &r.failures, &r.tryAt, &r.toldAt,
		&r.version, &r.setAt, &r.changed)
}

func collectBoxes(rows pgx.Rows, err error) ([]row, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(from pgx.CollectableRow) (r row, err error) {
		err = r.scan(from)
		return r, err
	})
}

func boxes(ctx context.Context, tx *db.Tx, desk uuid.UUID) ([]row, error) {
	return collectBoxes(tx.Query(ctx, `
		select `+boxColumns+`
		from desk_mailboxes b join desk_addresses a on a.tenant_id = b.tenant_id and a.id = b.address_id join tenants t on t.id = a.tenant_id
		where b.tenant_id = $1 order by a.kind desc, a.address`, desk))
}

// boxOf an address of the desk; there is false where it has none. NotFound: the desk has no such address.
func boxOf(ctx context.Context, tx *db.Tx, desk, address uuid.UUID, lock bool) (r row, there bool, err error) {
	if err = tx.QueryRow(ctx, `select a.address from desk_addresses a where a.tenant_id = $1 and a.id = $2`, desk, address).Scan(&r.address); err != nil {
		if errors.Is(err, pgx.ErrNoRows) {
			err = errs.Missing()
		}
		return r, false, err
	}
	query := `
		select ` + boxColumns + `
		from desk_mailboxes b join desk_addresses a on a.tenant_id = b.tenant_id and a.id = b.address_id join tenants t on t.id = a.tenant_id
		where b.tenant_id = $1 and b.address_id = $2`
	if lock {
		query += ` for no key update of b`
	}
	err = r.scan(tx.QueryRow(ctx, query, desk, address))
	if errors.Is(err, pgx.ErrNoRows) {
		return row{id: address, tenant: desk, address: r.address}, false, nil
	}
	return r, err == nil, err
}

func keepBox(ctx context.Context, tx *db.Tx, desk uuid.UUID, r row) error {
	_, err := tx.Exec(ctx, `
		insert into desk_mailboxes as b (tenant_id, address_id, host, port, tls, user_name, password, folder, afterwards, move_to, unread, set_at, changed_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		on conflict (address_id) do update
		set host = $3, port = $4, tls = $5, user_name = $6, password = $7, folder = $8, afterwards = $9, move_to = $10, unread = $11, set_at = $12, changed_at = $13,
			version = b.version + 1, validity = $14, last_uid = $15, tidied_uid = $16, left_uids = coalesce($17, '{}'::bigint[]), failing_since = null, problem = '',
			field = '', said = '', failures = 0, try_at = null, told_at = null
		where b.tenant_id = $1`,
		desk, r.id, r.Host, r.Port, r.TLS, r.User, r.password, r.Folder, r.Afterwards, r.MoveTo, r.Unread, r.setAt, r.changed, r.validity, r.last, r.tidied, r.left)
	return err
}

func dropBox(ctx context.Context, tx *db.Tx, desk, address uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from desk_mailboxes where tenant_id = $1 and address_id = $2`, desk, address)
	return err
}

// renew keeps what a process reads, and tells by which version it is to be read.
func renew(ctx context.Context, tx *db.Tx, reader uuid.UUID, until time.Time) (map[uuid.UUID]int, error) {
	rows, err := tx.Query(ctx, `update desk_mailboxes set reader_until = $2 where reader = $1 returning address_id, version`, reader, until)
	if err != nil {
		return nil, err
	}
	held := map[uuid.UUID]int{}
	var id uuid.UUID
	var version int
	_, err = pgx.ForEachRow(rows, []any{&id, &version}, func() error {
		held[id] = version
		return nil
	})
	return held, err
}

// claim mailboxes that nobody reads, of tenants that are open, and that are to be tried; but not those that are just being let go.
func claim(ctx context.Context, tx *db.Tx, reader uuid.UUID, now, until time.Time, but []uuid.UUID, most int) ([]row, error) {
	return collectBoxes(tx.Query(ctx, `
		with chosen as (
			select m.address_id from desk_mailboxes m join tenants n on n.id = m.tenant_id
			where (m.reader is null or m.reader_until < $2) and (m.try_at is null or m.try_at <= $2) and n.status <> 'closed' and m.address_id <> all (coalesce($5, array[]::uuid[]))
			order by m.looked_at nulls first, m.address_id limit $4 for no key update of m skip locked
		), b as (
			update desk_mailboxes m set reader = $1, reader_until = $3 from chosen c where m.address_id = c.address_id returning m.*
		)
		select `+boxColumns+` from b join desk_addresses a on a.tenant_id = b.tenant_id and a.id = b.address_id join tenants t on t.id = a.tenant_id`,
		reader, now, until, most, but))
}

func release(ctx context.Context, tx *db.Tx, reader, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `update desk_mailboxes set reader = null, reader_until = null where address_id = $2 and reader = $1`, reader, id)
	return err
}

// progress keeps how far a mailbox is read; false: another reads it now, or by other settings.
func progress(ctx context.Context, tx *db.Tx, reader uuid.UUID, r row) (bool, error) {
	tag, err := tx.Exec(ctx, `
		update desk_mailboxes set validity = $4, last_uid = $5, tidied_uid = $6, left_uids = coalesce($7, '{}'::bigint[]), taken = $8, taken_at = $9
		where address_id = $1 and reader = $2 and version = $3`, r.id, reader, r.version, r.validity, r.last, r.tidied, r.left, r.taken, r.takenAt)
	return tag.RowsAffected() == 1, err
}

// keepState keeps whether it can be read, by whoever reads it.
func keepState(ctx context.Context, tx *db.Tx, reader uuid.UUID, r row) (bool, error) {
	tag, err := tx.Exec(ctx, `
		update desk_mailboxes set looked_at = $4, failing_since = $5, problem = $6, field = $7, said = $8, failures = $9, try_at = $10, told_at = $11
		where address_id = $1 and reader = $2 and version = $3`, r.id, reader, r.version, r.lookedAt, r.failingSince, r.problem, r.field, r.said, r.failures, r.tryAt, r.toldAt)
	return tag.RowsAffected() == 1, err
}
