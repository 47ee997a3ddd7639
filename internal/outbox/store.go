package outbox

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

type keyRow struct {
	operation string
	hash      []byte
	answer    Answer
}

func claimKey(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r Request, now, begunBefore, madeBefore time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		insert into idempotency_keys as k (tenant_id, user_id, key, operation, request_hash, created_at)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (tenant_id, user_id, key) do update
		set operation = excluded.operation, request_hash = excluded.request_hash, created_at = excluded.created_at,
		    status = null, response = null
		where k.created_at < $8 or k.status is null and k.created_at < $7`,
		tenant, r.User, r.Key, r.Operation, r.Hash, now, begunBefore, madeBefore)
	return tag.RowsAffected() == 1, err
}

func readKey(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r Request) (keyRow, error) {
	var row keyRow
	var status *int
	var response []byte
	err := tx.QueryRow(ctx, `
		select operation, request_hash, status, response from idempotency_keys
		where tenant_id = $1 and user_id = $2 and key = $3`, tenant, r.User, r.Key).Scan(&row.operation, &row.hash, &status, &response)
	if status != nil {
		row.answer = unpack(*status, response)
	}
	return row, err
}

func keepAnswer(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r Request, a Answer) error {
	_, err := tx.Exec(ctx, `
		update idempotency_keys set status = $4, response = $5
		where tenant_id = $1 and user_id = $2 and key = $3`, tenant, r.User, r.Key, a.Status, pack(a))
	return err
}

func dropKey(ctx context.Context, tx *db.Tx, tenant uuid.UUID, r Request) error {
	_, err := tx.Exec(ctx, `
		delete from idempotency_keys where tenant_id = $1 and user_id = $2 and key = $3 and status is null`, tenant, r.User, r.Key)
	return err
}

func sweepKeys(ctx context.Context, tx *db.Tx, madeBefore time.Time) (int64, error) {
	tag, err := tx.Exec(ctx, `delete from idempotency_keys where created_at < $1`, madeBefore)
	return tag.RowsAffected(), err
}

// pack puts the media type before the body: its length in two bytes, then it.
func pack(a Answer) []byte {
	b := binary.BigEndian.AppendUint16(nil, uint16(len(a.Type)))
	return append(append(b, a.Type...), a.Body...)
}

func unpack(status int, b []byte) Answer {
	if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
		return Answer{Status: status}
	}
	n := 2 + int(binary.BigEndian.Uint16(b))
	return Answer{Status: status, Type: string(b[2:n]), Body: b[n:]}
}
