package fleet

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

const (
	// eraseAfter lets what was in the spool when an object went be stored first, so that nothing comes after the eraser.
	eraseAfter = time.Hour
	// eraseAtOnce bounds a transaction to a fraction of a second.
	eraseAtOnce = 20_000
)

// EraseRemoved erases the records of objects that were deleted an hour ago or longer, and returns how many. A job:
// several processes may run it at once, and whatever is interrupted is taken up again.
func (f *Fleet) EraseRemoved(ctx context.Context) (int64, error) {
	var erased int64
	for {
		done := false
		err := f.db.Worker(ctx, func(tx *db.Tx) error {
			q := fleetdb.New(tx)
			seq, err := q.NextRemoved(ctx, f.now().Add(-eraseAfter))
			if errors.Is(err, pgx.ErrNoRows) {
				done = true
				return nil
			}
			if err != nil {
				return err
			}
			n, err := q.ErasePositions(ctx, fleetdb.ErasePositionsParams{ObjectSeq: seq, Most: eraseAtOnce})
			if err != nil {
				return err
			}
			erased += n
			if n == 0 {
				return q.ForgetRemoved(ctx, seq)
			}
			return nil
		})
		if err != nil {
			return erased, fmt.Errorf("erase the records of deleted objects: %w", err)
		}
		if done {
			return erased, nil
		}
	}
}

// ToErase tells how many deleted objects still have records, for whoever watches the installation.
func (f *Fleet) ToErase(ctx context.Context) (n int64, err error) {
	err = f.db.Worker(ctx, func(tx *db.Tx) error {
		n, err = fleetdb.New(tx).RemovedObjects(ctx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count what is to be erased: %w", err)
	}
	return n, nil
}
