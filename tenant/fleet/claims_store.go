package fleet

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

const requestColumns = `r.id, r.protocol, r.model, r.identity, r.note, r.asked_at, coalesce(r.outcome, ''), r.reason, r.decided_at`

func (r *Request) into() []any {
	return []any{&r.ID, &r.Protocol, &r.Model, &r.Identity, &r.Note, &r.AskedAt, &r.Outcome, &r.Reason, &r.DecidedAt}
}

func (r *Request) finish() {
	r.AskedAt, r.DecidedAt = r.AskedAt.UTC(), utc(r.DecidedAt)
}

func insertRequest(ctx context.Context, tx *db.Tx, s db.Scope, t Tracker, user uuid.UUID, note string, at time.Time) (r Request, err error) {
	err = tx.QueryRow(ctx, `
		insert into tracker_requests as r (id, tenant_id, tracker_id, protocol, model, identity, note, by_user, asked_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (tracker_id) where outcome is null do update set note = excluded.note
		returning `+requestColumns, newID(), s.Tenant(), t.ID, t.Protocol, t.Model, t.Identity, note, user, at).Scan(r.into()...)
	r.finish()
	return r, err
}

func lastRequest(ctx context.Context, tx *db.Tx, tracker uuid.UUID) (r Request, err error) {
	err = tx.QueryRow(ctx, `select `+requestColumns+` from tracker_requests r where r.tracker_id = $1 order by r.asked_at desc limit 1`, tracker).Scan(r.into()...)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	r.finish()
	return r, err
}

func openRequests(ctx context.Context, tx *db.Tx, s db.Scope) (n int, err error) {
	err = tx.QueryRow(ctx, `select count(*) from tracker_requests r join tenants n on n.id = r.tenant_id
		where r.outcome is null and (n.id = $1 or n.parent_id = $1 and n.kind = 'account')`, s.Tenant()).Scan(&n)
	return n, err
}

// claimsOfList says which trackers a list is of. A device that was heard and then given up does not wait.
var claimsOfList = map[string]string{
	ListWaiting:   `w.since is not null`,
	ListRequested: `r.id is not null`,
	ListTroubled:  `c.outcome in ('quarantined', 'malformed', 'checksum', 'wrong_protocol', 'wrong_password', 'before_binding', 'no_fix')`,
}

// claimsBelow pages by tracker, the newest first: ids are in order of time.
func claimsBelow(ctx context.Context, tx *db.Tx, s db.Scope, q ClaimsQuery) ([]ClaimBelow, error) {
	condition, known := claimsOfList[q.List]
	if !known {
		condition = "true"
	}
	rows, err := tx.Query(ctx, `
		select t.id, t.tenant_id, n.name, o.id, o.name, t.protocol, t.model, t.identity, lower(b.span), w.since is not null, c.at, coalesce(c.outcome, ''),
			r.id, r.note, r.asked_at, r.outcome, r.reason, r.decided_at
		from trackers t
			join tenants n on n.id = t.tenant_id
			join bindings b on b.tenant_id = t.tenant_id and b.tracker_id = t.id and upper_inf(b.span)
			join objects o on o.id = b.object_id
			left join lateral (select min(i.created_at) as since from identities i
				where i.tenant_id = t.tenant_id and i.tracker_id = t.id and i.released_at is null having bool_and(i.held is null)) w on true
			left join tracker_contacts c on c.tracker_id = t.id
			left join lateral (select q.id, q.note, q.asked_at, q.outcome, q.reason, q.decided_at from tracker_requests q
				where q.tenant_id = t.tenant_id and q.tracker_id = t.id order by q.asked_at desc limit 1) r on true
		where (n.id = $1 or n.parent_id = $1 and n.kind = 'account') and ($2::uuid is null or t.id < $2) and `+condition+`
		order by t.id desc limit $3`, s.Tenant(), orNone(q.After), q.Limit+1)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c ClaimBelow, err error) {
		var id *uuid.UUID
		var note, outcome, reason *string
		var asked, decided *time.Time
		err = row.Scan(&c.Tracker, &c.Tenant, &c.TenantName, &c.Object, &c.ObjectName, &c.Protocol, &c.Model, &c.Identity, &c.Since, &c.Waiting,
			&c.HeardAt, &c.HeardOutcome, &id, &note, &asked, &outcome, &reason, &decided)
		c.Since, c.HeardAt = c.Since.UTC(), utc(c.HeardAt)
		if id != nil {
			c.Request = &Request{ID: *id, Protocol: c.Protocol, Model: c.Model, Identity: c.Identity, Note: *note, AskedAt: asked.UTC(),
				Reason: *reason, DecidedAt: utc(decided)}
			if outcome != nil {
				c.Request.Outcome = *outcome
			}
		}
		return c, err
	})
}

func orNone(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
