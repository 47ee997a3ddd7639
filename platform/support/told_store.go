package support

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

func customersNamed(ctx context.Context, tx *db.Tx, desk uuid.UUID, ids []uuid.UUID) (list []Customer, err error) {
	err = collect(ctx, tx, &list, `select id, name, kind from tenants where id = any ($2) and (id = $1 or parent_id = $1)`, desk, ids)
	return list, err
}

// doer is somebody of the desk.
type doer struct {
	ID   uuid.UUID
	Name string
}

func doersNamed(ctx context.Context, tx *db.Tx, desk uuid.UUID, ids []uuid.UUID) (list []doer, err error) {
	err = collect(ctx, tx, &list, `select id, coalesce(nullif(name, ''), login) from users where tenant_id = $1 and id = any ($2)`, desk, ids)
	return list, err
}
