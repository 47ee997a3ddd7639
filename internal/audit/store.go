package audit

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func insert(ctx context.Context, tx *db.Tx, tenant uuid.UUID, at time.Time, by Actor, user *uuid.UUID, c Change, subject *uuid.UUID, salt, told []byte) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `select audit_write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb)`,
		tenant, id, at.UTC().Truncate(time.Microsecond), by.Kind, user, by.Name, c.Action, c.Subject.Kind, subject, salt, string(told))
	return err
}

func insertAbove(ctx context.Context, tx *db.Tx, acting uuid.UUID, asActor bool, at time.Time, c Change, salt, told []byte) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `select audit_write_above($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb)`,
		acting, asActor, id, at.UTC().Truncate(time.Microsecond), c.Action, c.Subject.Kind, given(c.Subject.ID), salt, string(told))
	return err
}

// page reads entries, newest first. The name of whoever acted is their name of now: the audit keeps none.
func page(ctx context.Context, tx *db.Tx, tenant uuid.UUID, q Query, limit int) ([]Entry, error) {
	rows, err := tx.Query(ctx, `
		select e.id, e.at, e.action, coalesce(a.kind, 'user'), a.user_id, coalesce(u.login, ''), coalesce(nullif(u.name, ''), a.name, ''),
			e.subject_kind, e.subject_id, d.detail
		from audit_entries e
			left join audit_actors a on a.id = e.actor
			left join users u on u.tenant_id = e.tenant_id and u.id = a.user_id
			left join audit_details d on d.entry_id = e.id
		where e.tenant_id = $1
			and ($2::uuid is null or e.actor in (select b.id from audit_actors b where b.tenant_id = $1 and b.user_id = $2))
			and ($3::uuid is null or e.subject_id = $3)
			and ($4 = '' or starts_with(e.action, $4))
			and ($5::timestamptz is null or e.at >= $5) and ($6::timestamptz is null or e.at < $6)
			and ($7::uuid is null or e.place < (select l.place from audit_entries l where l.tenant_id = $1 and l.id = $7))
		order by e.place desc
		limit $8`,
		tenant, given(q.User), given(q.Subject), q.Action, moment(q.From), moment(q.To), given(q.After), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Entry, err error) {
		var subject *uuid.UUID
		var told []byte
		err = row.Scan(&e.ID, &e.At, &e.Action, &e.Kind, &e.User, &e.Login, &e.ActorName, &e.Subject.Kind, &subject, &told)
		if err != nil {
			return e, err
		}
		if subject != nil {
			e.Subject.ID = *subject
		}
		if e.Shredded = told == nil; e.Shredded {
			return e, nil
		}
		var d detail
		err = json.Unmarshal(told, &d)
		e.Subject.Name, e.Address, e.Agent, e.Before, e.After = d.Name, d.Address, d.Agent, d.Before, d.After
		return e, err
	})
}

func given(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func check(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (c Checked, err error) {
	if err := tx.QueryRow(ctx, `select count(*) from audit_entries where tenant_id = $1`, tenant).Scan(&c.Entries); err != nil {
		return c, err
	}
	rows, err := tx.Query(ctx, `select place, entry, fault from audit_faults($1)`, tenant)
	if err != nil {
		return c, err
	}
	c.Faults, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (f Fault, err error) {
		return f, row.Scan(&f.Place, &f.Entry, &f.What)
	})
	return c, err
}

func chained(ctx context.Context, tx *db.Tx) ([]Chain, error) {
	rows, err := tx.Query(ctx, `select h.tenant_id, t.name from audit_heads h join tenants t on t.id = h.tenant_id order by t.path`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Chain, err error) { return c, row.Scan(&c.Tenant, &c.Name) })
}

func shred(ctx context.Context, tx *db.Tx, tenant, user uuid.UUID) (n int64, err error) {
	err = tx.QueryRow(ctx, `select audit_shred($1, $2)`, tenant, user).Scan(&n)
	return n, err
}

// Touched tells about which of some subjects the tenant's audit has an entry of another action than those named: what was
// done to them since they were made.
func Touched(ctx context.Context, tx *db.Tx, tenant uuid.UUID, subjects []uuid.UUID, except ...string) (map[uuid.UUID]bool, error) {
	rows, err := tx.Query(ctx, `
		select distinct e.subject_id
		from audit_entries e
		where e.tenant_id = $1 and e.subject_id = any ($2) and not (e.action = any ($3))`, tenant, subjects, except)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	touched := make(map[uuid.UUID]bool, len(found))
	for _, id := range found {
		touched[id] = true
	}
	return touched, err
}
