package fleet

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// redeemCode uses up a code; nil if there is none for the tenant acted in.
func redeemCode(ctx context.Context, tx *db.Tx, hash []byte, at time.Time) (*redeemed, error) {
	var r redeemed
	err := tx.QueryRow(ctx, `select stock_id, protocol, model, identity, phone from redeem_code($1, $2)`, hash, at).
		Scan(&r.stock, &r.protocol, &r.model, &r.identity, &r.phone)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return &r, err
}

func settleCode(ctx context.Context, tx *db.Tx, stock, tracker uuid.UUID, at time.Time) (settled bool, err error) {
	err = tx.QueryRow(ctx, `select settle_code($1, $2, $3, $4)`, stock, tracker, at, newID()).Scan(&settled)
	return settled, err
}

func proveByPassword(ctx context.Context, tx *db.Tx, tracker uuid.UUID, at time.Time) error {
	_, err := tx.Exec(ctx, `select prove_by_password($1, $2)`, tracker, at)
	return err
}

// yielded is a tracker that waits again.
type yielded struct {
	tenant, tracker uuid.UUID
	identity        string
}

func yieldIdentities(ctx context.Context, tx *db.Tx, tracker uuid.UUID, at time.Time) ([]yielded, error) {
	rows, err := tx.Query(ctx, `select tenant_id, tracker_id, identity from yield_identities($1, $2)`, tracker, at)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (y yielded, err error) {
		return y, row.Scan(&y.tenant, &y.tracker, &y.identity)
	})
}

func provedAndWaiting(ctx context.Context, tx *db.Tx) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select distinct tracker_id from identities where held is null and released_at is null and proof is not null`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}
