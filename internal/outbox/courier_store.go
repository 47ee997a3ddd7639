package outbox

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func insertMessage(ctx context.Context, tx *db.Tx, id, tenant uuid.UUID, topic string, payload []byte) error {
	_, err := tx.Exec(ctx, `insert into outbox (id, tenant_id, topic, payload) values ($1, $2, $3, $4)`, id, tenant, topic, payload)
	return err
}

// insertMessages leaves messages with the tenant acted in, or where there is none with those they are about.
func insertMessages(ctx context.Context, tx *db.Tx, ids, about []uuid.UUID, topic string, payloads []string) error {
	_, err := tx.Exec(ctx, `
		insert into outbox (id, tenant_id, topic, payload)
		select m.id, coalesce(nullif(current_setting('app.tenant', true), '')::uuid, m.about), $3, m.payload::jsonb
		from unnest($1::uuid[], $2::uuid[], $4::text[]) as m (id, about, payload)`, ids, about, topic, payloads)
	return err
}

// claimMessages pushes what is due out of the others' sight until the claim ends.
func claimMessages(ctx context.Context, tx *db.Tx, topics []string, now, until time.Time, limit int) ([]Message, error) {
	rows, err := tx.Query(ctx, `
		with due as (
			select id from outbox where due_at <= $1 and topic = any ($2) and dead_at is null
			order by due_at, id limit $4
			for update skip locked
		)
		update outbox o set due_at = $3, attempts = o.attempts + 1
		from due where o.id = due.id
		returning o.id, o.tenant_id, o.topic, o.payload, o.attempts - 1`, now, topics, until, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Message])
}

func deleteMessage(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	_, err := tx.Exec(ctx, `delete from outbox where id = $1`, id)
	return err
}

func postponeMessage(ctx context.Context, tx *db.Tx, id uuid.UUID, until time.Time, reason string, on *uuid.UUID) error {
	_, err := tx.Exec(ctx, `update outbox set due_at = $2, last_error = $3, waits_for = $4 where id = $1`, id, until, reason, on)
	return err
}

func buryMessage(ctx context.Context, tx *db.Tx, id uuid.UUID, at time.Time, reason string) error {
	_, err := tx.Exec(ctx, `update outbox set dead_at = $2, last_error = left($3, 1000) where id = $1`, id, at, reason)
	return err
}

func countMessages(ctx context.Context, tx *db.Tx) ([]Waiting, error) {
	rows, err := tx.Query(ctx, `
		select topic, count(*) filter (where dead_at is null), count(*) filter (where dead_at is not null), min(created_at) filter (where dead_at is null)
		from outbox group by topic order by topic`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Waiting, err error) {
		var oldest *time.Time
		err = row.Scan(&w.Topic, &w.Waiting, &w.Dead, &oldest)
		if oldest != nil {
			w.Oldest = oldest.UTC()
		}
		return w, err
	})
}

func deadMessages(ctx context.Context, tx *db.Tx, topic string, limit int) ([]Dead, error) {
	rows, err := tx.Query(ctx, `
		select o.id, o.tenant_id, o.topic, o.payload, o.attempts, o.dead_at, o.last_error, coalesce(t.name, '') from outbox o left join tenants t on t.id = o.tenant_id
		where o.dead_at is not null and ($1 = '' or o.topic = $1) order by o.dead_at desc, o.id limit $2`, topic, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Dead, err error) {
		return d, row.Scan(&d.ID, &d.Tenant, &d.Topic, &d.Payload, &d.Attempts, &d.At, &d.Why, &d.TenantName)
	})
}

func reviveMessages(ctx context.Context, tx *db.Tx, topic string, at time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `update outbox set dead_at = null, due_at = $2, attempts = 0 where dead_at is not null and topic = $1`, topic, at)
	return tag.RowsAffected(), err
}
