package fleet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// claimsOn reads all claims on a value in the tenants that the subtree shows, with what stood behind them.
func claimsOn(ctx context.Context, tx *db.Tx, value string) ([]Claim, error) {
	rows, err := tx.Query(ctx, `
		select i.id, i.namespace, i.value, i.tenant_id, n.name, case when n.kind = 'account' then p.id else n.id end,
			case when n.kind = 'account' then coalesce(p.name, '') else n.name end,
			i.tracker_id, t.protocol, t.model, i.created_at, i.held, i.released_at, coalesce(i.proof, ''), c.at
		from identities i
			join tenants n on n.id = i.tenant_id
			left join tenants p on p.id = n.parent_id
			join trackers t on t.tenant_id = i.tenant_id and t.id = i.tracker_id
			left join tracker_contacts c on c.tracker_id = t.id
		where i.value = $1
		order by i.namespace, upper_inf(i.held) desc nulls last, i.held is not null, i.created_at desc, i.id
		limit 200`, value)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Claim, err error) {
		var held pgtype.Range[pgtype.Timestamptz]
		var realm *uuid.UUID
		err = row.Scan(&c.ID, &c.Namespace, &c.Value, &c.Tenant, &c.TenantName, &realm, &c.RealmName, &c.Tracker, &c.Protocol, &c.Model,
			&c.ClaimedAt, &held, &c.Released, &c.Proof, &c.HeardAt)
		if realm != nil {
			c.Realm = *realm
		}
		if held.Valid && held.LowerType != pgtype.Empty {
			span := spanOf(held)
			c.Held = &span
		}
		c.ClaimedAt, c.Released, c.HeardAt = c.ClaimedAt.UTC(), utc(c.Released), utc(c.HeardAt)
		return c, err
	})
	for i := range list {
		if err == nil {
			err = behind(ctx, tx, &list[i])
		}
	}
	return list, err
}

// behind reads the bindings of a claim's tracker and its last request.
func behind(ctx context.Context, tx *db.Tx, c *Claim) error {
	rows, err := tx.Query(ctx, `select span from bindings where tenant_id = $1 and tracker_id = $2 order by lower(span) desc`, c.Tenant, c.Tracker)
	if err != nil {
		return err
	}
	c.Bindings, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Binding, error) {
		var span pgtype.Range[pgtype.Timestamptz]
		err := row.Scan(&span)
		return Binding{Tracker: c.Tracker, Span: spanOf(span)}, err
	})
	if err != nil {
		return err
	}
	r, err := lastRequest(ctx, tx, c.Tracker)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	c.Request = &r
	return err
}

func requestsBelow(ctx context.Context, tx *db.Tx, q RequestsQuery) ([]RequestBelow, error) {
	args := []any{q.Limit + 1}
	where := []string{"true"}
	if q.Open {
		where = append(where, "r.outcome is null")
	}
	if q.After != uuid.Nil {
		args = append(args, q.After)
		where = append(where, fmt.Sprintf("(r.asked_at, r.id) < ((select a.asked_at from tracker_requests a where a.id = $%d), $%[1]d)", len(args)))
	}
	rows, err := tx.Query(ctx, `
		select `+requestColumns+`, r.tenant_id, n.name, case when n.kind = 'account' then coalesce(p.name, '') else n.name end, r.tracker_id
		from tracker_requests r join tenants n on n.id = r.tenant_id left join tenants p on p.id = n.parent_id
		where `+strings.Join(where, " and ")+` order by r.asked_at desc, r.id desc limit $1`, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r RequestBelow, err error) {
		err = row.Scan(append(r.into(), &r.Tenant, &r.TenantName, &r.RealmName, &r.Tracker)...)
		r.finish()
		return r, err
	})
}

func lockRequest(ctx context.Context, tx *db.Tx, id uuid.UUID) (r RequestBelow, err error) {
	err = tx.QueryRow(ctx, `select `+requestColumns+`, r.tenant_id, r.tracker_id from tracker_requests r where r.id = $1 for update`, id).
		Scan(append(r.into(), &r.Tenant, &r.Tracker)...)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return r, err
}

func decideRequest(ctx context.Context, tx *db.Tx, tracker uuid.UUID, outcome, reason string, at time.Time) error {
	_, err := tx.Exec(ctx, `update tracker_requests set outcome = $2, reason = $3, decided_at = $4 where tracker_id = $1 and outcome is null`,
		tracker, outcome, reason, at)
	return err
}

// lockedClaim is a claim that nobody else changes once its names are locked.
type lockedClaim struct {
	tenant, tracker uuid.UUID
	value           string
	held            bool
}

// liveClaim finds a claim that holds now or waits.
func liveClaim(ctx context.Context, tx *db.Tx, id uuid.UUID) (c lockedClaim, err error) {
	err = tx.QueryRow(ctx, `select tenant_id, tracker_id, value, held is not null from identities
		where id = $1 and released_at is null and (held is null or upper_inf(held))`, id).Scan(&c.tenant, &c.tracker, &c.value, &c.held)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return c, err
}

// namesOf are what a tracker holds or waits for, locked against a knock, in the order in which everybody locks them.
func namesOf(ctx context.Context, tx *db.Tx, tracker uuid.UUID) ([]name, error) {
	rows, err := tx.Query(ctx, `select namespace, value from identities where tracker_id = $1 and released_at is null order by namespace, value`, tracker)
	if err != nil {
		return nil, err
	}
	names, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (n name, err error) { return n, row.Scan(&n.namespace, &n.value) })
	for _, n := range names {
		if err == nil {
			_, err = tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 1))`, n.namespace, n.value)
		}
	}
	return names, err
}

// holder is who holds an identity now.
type holder struct {
	id, tenant, tracker uuid.UUID
	value               string
	since, heard        time.Time
}

func holderOf(ctx context.Context, tx *db.Tx, n name) (*holder, error) {
	var h holder
	err := tx.QueryRow(ctx, `select i.id, i.tenant_id, i.tracker_id, i.value, coalesce(lower(i.held), '-infinity'), heard_last(i)
		from identities i where i.namespace = $1 and i.value = $2 and upper_inf(i.held) for update`, n.namespace, n.value).
		Scan(&h.id, &h.tenant, &h.tracker, &h.value, &h.since, &h.heard)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return &h, err
}

// endHold ends all that a tracker holds, and the binding in force; it returns the object that it stood for.
func endHold(ctx context.Context, tx *db.Tx, h holder, at time.Time) (object uuid.UUID, err error) {
	_, err = tx.Exec(ctx, `update identities set released_at = $2,
			held = case when held is null or lower(held) >= $2 then null else tstzrange(lower(held), $2) end
		where tracker_id = $1 and released_at is null`, h.tracker, at)
	if err != nil {
		return uuid.Nil, err
	}
	err = tx.QueryRow(ctx, `update bindings set span = tstzrange(lower(span), greatest($2, lower(span) + interval '1 microsecond'))
		where tracker_id = $1 and upper_inf(span) returning object_id`, h.tracker, at).Scan(&object)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return object, err
}

// giveHold makes a waiting claim hold from a moment on.
func giveHold(ctx context.Context, tx *db.Tx, tracker uuid.UUID, n name, at time.Time) error {
	_, err := tx.Exec(ctx, `update identities set held = tstzrange(greatest($4::timestamptz,
			(select max(upper(o.held)) from identities o where o.namespace = $2 and o.value = $3 and not upper_inf(o.held))), null)
		where tracker_id = $1 and namespace = $2 and value = $3 and released_at is null and held is null`, tracker, n.namespace, n.value, at)
	return err
}
