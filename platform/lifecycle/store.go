package lifecycle

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// customerRow is a child of the provider acted in.
type customerRow struct {
	id                    uuid.UUID
	kind, name, status    string
	locale, zone, country string
	createdAt             time.Time
	closedAt              *time.Time
	number                string
}

func lockCustomer(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID) (c customerRow, err error) {
	err = tx.QueryRow(ctx, `
		select t.id, t.kind, t.name, t.status, t.locale, t.time_zone, coalesce(t.country, ''), t.created_at, t.closed_at,
			c.number
		from tenants t
		join contracts c on c.counterparty_id = t.id
		where t.parent_id = $1 and t.id = $2 and t.purged_at is null
		for no key update of t`, provider, customer).Scan(&c.id, &c.kind, &c.name, &c.status, &c.locale, &c.zone, &c.country, &c.createdAt, &c.closedAt,
		&c.number)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return c, err
}

func updateCustomer(ctx context.Context, tx *db.Tx, c customerRow) error {
	_, err := tx.Exec(ctx, `update tenants set name = $2, name_key = $3, locale = $4, time_zone = $5, country = nullif($6, '') where id = $1`,
		c.id, c.name, tenant.NameKey(c.name), c.locale, c.zone, c.country)
	return err
}

func giveHost(ctx context.Context, tx *db.Tx, reseller uuid.UUID, host string) error {
	_, err := tx.Exec(ctx, `select give_starter_host($1, $2)`, reseller, host)
	return err
}

// hostIsAlike tells whether somebody answers on a host, or on one that is taken for it, and not who.
func hostIsAlike(ctx context.Context, tx *db.Tx, host string) (there bool, err error) {
	err = tx.QueryRow(ctx, `select host_alike($1)`, host).Scan(&there)
	return there, err
}

// brandName is how the tenant acted in calls itself.
func brandName(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (name string, err error) {
	err = tx.QueryRow(ctx, `select coalesce(b.name, t.name) from tenants t left join brands b on b.tenant_id = t.id where t.id = $1`, tenant).Scan(&name)
	return name, err
}

// hasHost tells whether the tenant acted in answers anywhere.
func hasHost(ctx context.Context, tx *db.Tx, reseller uuid.UUID) (there bool, err error) {
	err = tx.QueryRow(ctx, `select exists (select from hosts where tenant_id = $1)`, reseller).Scan(&there)
	return there, err
}

// ownAccount is the account acted in, as it would repeat itself.
func ownAccount(ctx context.Context, tx *db.Tx, account uuid.UUID) (c customerRow, err error) {
	err = tx.QueryRow(ctx, `select t.id, t.name, coalesce(c.number, '') from tenants t left join contracts c on c.counterparty_id = t.id where t.id = $1`, account).
		Scan(&c.id, &c.name, &c.number)
	return c, err
}

func closeOwn(ctx context.Context, tx *db.Tx, at time.Time) (was bool, err error) {
	err = tx.QueryRow(ctx, `select close_own_account($1, $2)`, at, uuid.Must(uuid.NewV7())).Scan(&was)
	return was, err
}

type ownerRow struct {
	there       bool
	name, email string
}

// readOwner reads who answers for the tenant acted in, or who was invited to.
func readOwner(ctx context.Context, tx *db.Tx, customer uuid.UUID) (o ownerRow, err error) {
	err = tx.QueryRow(ctx, `
		select true, coalesce(nullif(u.name, ''), u.login), coalesce(u.email, '')
		from memberships m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
		where m.tenant_id = $1 and m.role = 'owner'
		union all
		select false, i.name, i.email from invitations i where i.tenant_id = $1 and i.role = 'owner' and i.outcome is null
		order by 1 desc
		limit 1`, customer).Scan(&o.there, &o.name, &o.email)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return o, err
}

func insertSuspension(ctx context.Context, tx *db.Tx, provider, customer uuid.UUID, s Suspension, by uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into tenant_blocks (id, tenant_id, counterparty_id, cause, ground, reason, withholds_below, by_user, since)
		values ($1, $2, $3, 'suspended', $4, $5, $6, $7, $8)`,
		uuid.Must(uuid.NewV7()), provider, customer, s.Ground, s.Reason, s.Below, by, at)
	return err
}

func liftSuspension(ctx context.Context, tx *db.Tx, customer, by uuid.UUID, at time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		update tenant_blocks set until = greatest(since, $3), lifted_by = $2
		where counterparty_id = $1 and cause = 'suspended' and until is null`, customer, by, at)
	return tag.RowsAffected() > 0, err
}

// statusByBlocks is what a customer that is not closed is: suspended as long as anything stops it, a debt as well as a decision.
func statusByBlocks(ctx context.Context, tx *db.Tx, customer uuid.UUID) (status string, err error) {
	err = tx.QueryRow(ctx, `
		select case when exists (select from tenant_blocks where counterparty_id = $1 and until is null) then 'suspended' else 'active' end`, customer).Scan(&status)
	return status, err
}

func setStatus(ctx context.Context, tx *db.Tx, customer uuid.UUID, status string, at time.Time) error {
	var done bool
	err := tx.QueryRow(ctx, `select set_tenant_status($1, $2, $3)`, customer, status, at).Scan(&done)
	if err == nil && !done {
		err = errs.Missing()
	}
	return err
}

func settleBlocks(ctx context.Context, tx *db.Tx, customer uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `select settle_blocks($1, $2)`, customer, at)
	return err
}

// liveChildren counts the customers of the tenant acted in that are not closed.
func liveChildren(ctx context.Context, tx *db.Tx, reseller uuid.UUID) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from tenants where parent_id = $1 and status <> 'closed'`, reseller).Scan(&n)
	return n, err
}

// closedChildren are those that can be brought back: an account whose import was undone has no contract any more.
func closedChildren(ctx context.Context, tx *db.Tx, provider uuid.UUID) ([]Closed, error) {
	rows, err := tx.Query(ctx, `
		select t.id, t.kind, t.name, c.number, t.closed_at
		from tenants t join contracts c on c.counterparty_id = t.id
		where t.parent_id = $1 and t.status = 'closed' and t.purged_at is null
		order by t.closed_at desc, t.id
		limit 500`, provider)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Closed, err error) {
		err = row.Scan(&c.ID, &c.Kind, &c.Name, &c.Number, &c.ClosedAt)
		c.ClosedAt = c.ClosedAt.UTC()
		c.PurgedAt = c.ClosedAt.Add(TrashLife)
		return c, err
	})
}

func stopsOf(ctx context.Context, tx *db.Tx, target uuid.UUID) ([]Stop, error) {
	rows, err := tx.Query(ctx, `
		select s.depth, s.cause, s.ground, s.reason, s.since, s.tenant_name, s.named, coalesce(nullif(u.name, ''), u.login, '')
		from stops_of($1) s left join users u on u.id = s.by_user`, target)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s Stop, err error) {
		err = row.Scan(&s.Depth, &s.Cause, &s.Ground, &s.Reason, &s.Since, &s.Name, &s.Named, &s.Person)
		s.Since = s.Since.UTC()
		return s, err
	})
}

// whoBlocked names who put the causes of an object there that are still in force, by cause.
func whoBlocked(ctx context.Context, tx *db.Tx, object uuid.UUID) (map[string]string, error) {
	rows, err := tx.Query(ctx, `
		select k.cause, coalesce(nullif(u.name, ''), u.login)
		from blocks k join users u on u.tenant_id = k.tenant_id and u.id = k.by_user
		where k.object_id = $1 and k.until is null`, object)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names := map[string]string{}
	for rows.Next() {
		var cause, name string
		if err := rows.Scan(&cause, &name); err != nil {
			return nil, err
		}
		names[cause] = name
	}
	return names, rows.Err()
}
