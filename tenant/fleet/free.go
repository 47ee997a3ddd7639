package fleet

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// withinFree refuses an object more than the tenant may have free of charge. Tenants that did not sign up by themselves
// are not bounded. LimitReached, reason "free_objects".
func withinFree(ctx context.Context, q *fleetdb.Queries, s db.Scope) error {
	return withinFreeBut(ctx, q, s, 0)
}

// withinFreeBut does so where some of those that are there have just been put there, as out of the trash.
func withinFreeBut(ctx context.Context, q *fleetdb.Queries, s db.Scope, added int64) error {
	most, err := q.FreeObjects(ctx, s.Tenant())
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	// Two that add at once would both find room.
	if err := q.LockFreeObjects(ctx, s.Tenant().String()); err != nil {
		return err
	}
	there, err := q.CountObjects(ctx, s.Tenant())
	if err != nil || there-added < int64(most) {
		return err
	}
	return errs.New(errs.LimitReached, "free_objects", fmt.Sprintf(
		"Your account is served with up to %d objects free of charge, and has them. Delete one you do not need, or ask your provider for more.", most))
}
