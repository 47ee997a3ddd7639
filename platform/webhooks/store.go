package webhooks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

func endpoints(ctx context.Context, tx *db.Tx, tenant uuid.UUID, id *uuid.UUID) ([]Endpoint, error) {
	rows, err := tx.Query(ctx, `
		select w.id, w.url, w.note, w.topics, w.created_at, w.disabled_at, w.failing_since, w.disabled_why, w.former_until, w.names = 'actions',
			(select count(*) from webhook_deliveries d where d.tenant_id = w.tenant_id and d.endpoint_id = w.id and d.due_at is not null)::int
		from webhook_endpoints w where w.tenant_id = $1 and ($2::uuid is null or w.id = $2) order by w.created_at, w.id`, tenant, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Endpoint, err error) {
		err = row.Scan(&e.ID, &e.URL, &e.Note, &e.Topics, &e.CreatedAt, &e.DisabledAt, &e.FailingSince, &e.Why, &e.FormerUntil, &e.ByActions, &e.Waiting)
		return e, err
	})
}

func ownEndpoint(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (Endpoint, error) {
	list, err := endpoints(ctx, tx, tenant, &id)
	if err == nil && len(list) == 0 {
		err = errs.Missing()
	}
	if err != nil {
		return Endpoint{}, err
	}
	return list[0], nil
}

func insertEndpoint(ctx context.Context, tx *db.Tx, tenant uuid.UUID, e Endpoint, sealed []byte) error {
	_, err := tx.Exec(ctx, `insert into webhook_endpoints (id, tenant_id, url, note, topics, sealed, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
		e.ID, tenant, e.URL, e.Note, e.Topics, sealed, e.CreatedAt)
	return err
}

func updateEndpoint(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, w Wanted, on bool, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update webhook_endpoints set url = $3, note = $4, topics = $5,
			disabled_at = case when $6 then null else coalesce(disabled_at, $7) end,
			disabled_why = case when $6 then '' when disabled_at is null then 'by hand' else disabled_why end,
			failing_since = case when $6 and disabled_at is not null then null else failing_since end
		where tenant_id = $1 and id = $2`, tenant, id, w.URL, w.Note, w.Topics, on, now)
	return err
}

func hearEvents(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `update webhook_endpoints set names = 'events' where tenant_id = $1 and id = $2`, tenant, id)
	return err
}

func rotateEndpoint(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID, sealed []byte, until time.Time) error {
	_, err := tx.Exec(ctx, `update webhook_endpoints set former_sealed = sealed, former_until = $4, sealed = $3 where tenant_id = $1 and id = $2`, tenant, id, sealed, until)
	return err
}

func deleteEndpoint(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from webhook_endpoints where tenant_id = $1 and id = $2`, tenant, id)
	return err
}

func insertTest(ctx context.Context, tx *db.Tx, tenant, endpoint uuid.UUID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into webhook_deliveries (tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
		values ($1, $2, $3, 'webhook.test', $4, $5, $5)`, tenant, endpoint, uuid.Must(uuid.NewV7()),
		fmt.Sprintf(`{"type": "webhook.test", "timestamp": %q, "data": {}}`, now.Format(time.RFC3339Nano)), now)
	if err == nil {
		_, err = tx.Exec(ctx, `notify livery_webhooks`)
	}
	return err
}

func deliveries(ctx context.Context, tx *db.Tx, tenant, endpoint uuid.UUID, state string, after *After, limit int) ([]Delivery, error) {
	var at *time.Time
	var id *uuid.UUID
	if after != nil {
		at, id = &after.At, &after.ID
	}
	rows, err := tx.Query(ctx, `
		select id, message_id, type, state, created_at, due_at, attempts from webhook_deliveries
		where tenant_id = $1 and endpoint_id = $2 and ($3 = '' or state = $3) and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
		order by created_at desc, id desc limit $6`, tenant, endpoint, state, at, id, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Delivery, err error) {
		err = row.Scan(&d.ID, &d.Message, &d.Type, &d.State, &d.CreatedAt, &d.DueAt, &d.Attempts)
		return d, err
	})
}

func delivery(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (d Delivery, err error) {
	err = tx.QueryRow(ctx, `select id, message_id, type, state, created_at, due_at, attempts, body from webhook_deliveries where tenant_id = $1 and id = $2`, tenant, id).
		Scan(&d.ID, &d.Message, &d.Type, &d.State, &d.CreatedAt, &d.DueAt, &d.Attempts, &d.Body)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, errs.Missing()
	}
	if err != nil {
		return d, err
	}
	rows, err := tx.Query(ctx, `select at, took_ms, status, answer, problem from webhook_attempts where tenant_id = $1 and delivery_id = $2 order by at desc, id desc limit 50`, tenant, id)
	if err != nil {
		return d, err
	}
	d.Tries, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (t Try, err error) {
		var took int
		err = row.Scan(&t.At, &took, &t.Status, &t.Answer, &t.Problem)
		t.Took = time.Duration(took) * time.Millisecond
		return t, err
	})
	return d, err
}

// lockEndpoint has whoever changes an address, or what waits for it, come one after another: it is locked first, its messages after it. It
// tells whether it is called; Missing: there is none such.
func lockEndpoint(ctx context.Context, tx *db.Tx, tenant, id uuid.UUID) (on bool, err error) {
	err = tx.QueryRow(ctx, `select disabled_at is null from webhook_endpoints where tenant_id = $1 and id = $2 for no key update`, tenant, id).Scan(&on)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return on, err
}

// endpointOf is the address that a message is for.
func endpointOf(ctx context.Context, tx *db.Tx, tenant, delivery uuid.UUID) (id uuid.UUID, err error) {
	err = tx.QueryRow(ctx, `select endpoint_id from webhook_deliveries where tenant_id = $1 and id = $2`, tenant, delivery).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		err = errs.Missing()
	}
	return id, err
}

// replay makes messages of an address wait again: one of them, or those of a span of time. The address is locked.
func replay(ctx context.Context, tx *db.Tx, tenant, endpoint uuid.UUID, one *uuid.UUID, from, until, now time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `
		update webhook_deliveries set due_at = $6, state = 'waiting', settled_at = null, attempts = 0
		where tenant_id = $1 and endpoint_id = $2 and state <> 'waiting' and case when $3::uuid is null then created_at >= $4 and created_at < $5 else id = $3 end`,
		tenant, endpoint, one, from, until, now)
	if err == nil && tag.RowsAffected() > 0 {
		_, err = tx.Exec(ctx, `notify livery_webhooks`)
	}
	return tag.RowsAffected(), err
}

// due is a message that is about to be told.
type due struct {
	id, tenant, endpoint, message uuid.UUID
	url, body                     string
	sealed, former                []byte
	formerUntil, failingSince     *time.Time
	attempts                      int
}

// claim takes what is due out of the others' sight: of each address, and of each tenant, no more than its share beside what of theirs is
// being told already (busy, tenants), an address to which nothing gets through one at a time; and before anybody's second, everybody's first.
func claim(ctx context.Context, tx *db.Tx, now, until time.Time, busy, tenants []uuid.UUID, limit int) ([]due, error) {
	rows, err := tx.Query(ctx, `
		with recursive waiting (endpoint) as (
			(select endpoint_id from webhook_deliveries where due_at is not null order by endpoint_id limit 1)
			union all
			select (select d.endpoint_id from webhook_deliveries d where d.due_at is not null and d.endpoint_id > w.endpoint order by d.endpoint_id limit 1)
			from waiting w where w.endpoint is not null
		), ready as (
			select d.id, d.due_at, w.tenant_id, row_number() over (partition by w.tenant_id order by d.nth, d.due_at, d.id) as nth
			from waiting join webhook_endpoints w on w.id = waiting.endpoint and w.disabled_at is null
			cross join lateral (
				select d.id, d.due_at, row_number() over (order by d.due_at, d.id) as nth from webhook_deliveries d
				where d.endpoint_id = w.id and d.due_at <= $1 order by d.due_at, d.id
				limit greatest(0, case when w.failing_since is null then $6::int else 1 end - (select count(*) from unnest($4::uuid[]) b where b = w.id))
			) d
		), next as (
			select d.id from webhook_deliveries d
			where d.due_at <= $1 and d.id in (
				select r.id from ready r where r.nth <= $7::int - (select count(*) from unnest($5::uuid[]) b where b = r.tenant_id)
				order by r.nth, r.due_at, r.id limit $3)
			for update skip locked
		)
		update webhook_deliveries d set due_at = $2, attempts = d.attempts + 1
		from next, webhook_endpoints w where d.id = next.id and w.tenant_id = d.tenant_id and w.id = d.endpoint_id
		returning d.id, d.tenant_id, d.endpoint_id, d.message_id, w.url, d.body, w.sealed, w.former_sealed, w.former_until, w.failing_since, d.attempts`,
		now, until, limit, busy, tenants, mostOfEndpoint, mostOfTenant)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d due, err error) {
		err = row.Scan(&d.id, &d.tenant, &d.endpoint, &d.message, &d.url, &d.body, &d.sealed, &d.former, &d.formerUntil, &d.failingSince, &d.attempts)
		return d, err
	})
}

// settle keeps an attempt, and says what becomes of the message, while that still waits for it, and of its address, which is locked. What
// got through was delivered, whatever else was decided meanwhile.
func settle(ctx context.Context, tx *db.Tx, d due, t Try, next *time.Time, ok bool) error {
	state := waiting
	if ok {
		state = delivered
	} else if next == nil {
		state = failed
	}
	if _, err := tx.Exec(ctx, `insert into webhook_attempts (id, tenant_id, delivery_id, at, took_ms, status, answer, problem) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		uuid.Must(uuid.NewV7()), d.tenant, d.id, t.At, int(t.Took.Milliseconds()), t.Status, t.Answer, t.Problem); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		update webhook_deliveries set due_at = $2, state = $3, settled_at = case when $3 = 'waiting' then null else $4::timestamptz end
		where id = $1 and (state = 'waiting' and attempts = $5 or $3 = 'delivered')`, d.id, next, state, t.At, d.attempts); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `update webhook_endpoints set failing_since = case when $2 then null else coalesce(failing_since, $3) end where id = $1 and ($2 = (failing_since is not null))`, d.endpoint, ok, t.At)
	return err
}

// disable stops calling an address, which is locked; what waits for it has failed.
func disable(ctx context.Context, tx *db.Tx, d due, why string, at time.Time) error {
	_, err := tx.Exec(ctx, `update webhook_endpoints set disabled_at = $2, disabled_why = $3 where id = $1`, d.endpoint, at, why)
	if err != nil {
		return err
	}
	return dropWaiting(ctx, tx, d.tenant, d.endpoint, failed, at)
}

// dropWaiting settles what waits for an address, which is locked.
func dropWaiting(ctx context.Context, tx *db.Tx, tenant, endpoint uuid.UUID, state string, at time.Time) error {
	_, err := tx.Exec(ctx, `update webhook_deliveries set due_at = null, state = $3, settled_at = $4 where tenant_id = $1 and endpoint_id = $2 and state = 'waiting'`,
		tenant, endpoint, state, at)
	return err
}

// leftBehind are addresses that were switched off while a message for them was being written, which waits now for nobody.
func leftBehind(ctx context.Context, tx *db.Tx) ([]due, error) {
	rows, err := tx.Query(ctx, `
		select w.tenant_id, w.id from webhook_endpoints w
		where w.disabled_at is not null and exists (select from webhook_deliveries d where d.endpoint_id = w.id and d.due_at is not null) order by w.id limit 1000`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d due, err error) {
		err = row.Scan(&d.tenant, &d.endpoint)
		return d, err
	})
}

// reader is who is written to about an address.
type reader struct {
	user                uuid.UUID
	email, name, locale string
}

func owner(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (r reader, err error) {
	err = tx.QueryRow(ctx, `
		select u.id, coalesce(u.email, ''), coalesce(nullif(u.name, ''), u.login), coalesce(nullif(u.locale, ''), t.locale)
		from memberships m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id join tenants t on t.id = m.tenant_id
		where m.tenant_id = $1 and m.role = 'owner'`, tenant).Scan(&r.user, &r.email, &r.name, &r.locale)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return r, err
}

func forget(ctx context.Context, tx *db.Tx, before time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `delete from webhook_deliveries where created_at < $1 and due_at is null`, before)
	return tag.RowsAffected(), err
}
