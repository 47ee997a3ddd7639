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

// claimMessages pushes what is due out of the others' sight until the claim ends.
func claimMessages(ctx context.Context, tx *db.Tx, topics []string, now, until time.Time, limit int) ([]Message, error) {
	rows, err := tx.Query(ctx, `
		with due as (
			select id from outbox where due_at <= $1 and topic = any ($2)
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

func postponeMessage(ctx context.Context, tx *db.Tx, id uuid.UUID, until time.Time, reason string) error {
	_, err := tx.Exec(ctx, `update outbox set due_at = $2, last_error = $3 where id = $1`, id, until, reason)
	return err
}

// Waiting tells how many messages wait to be taken out, how many of them were tried in vain, and since when the oldest
// has been there: nil where none is.
func Waiting(ctx context.Context, d *db.DB) (n, failed int64, oldest *time.Time, err error) {
	err = d.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select count(*), count(*) filter (where attempts > 1 and last_error <> ''), min(created_at) from outbox`).Scan(&n, &failed, &oldest)
	})
	return n, failed, oldest, err
}
