package service

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// KeepAsPlanned moves objects to the class of retention that their plan, their packages and the contracts above them say: what they
// record from then on is kept for that long. Where nothing is said, they are kept as the installation keeps them. A job; it answers how many were moved.
func (e *Engine) KeepAsPlanned(ctx context.Context) (moved int64, err error) {
	for after := uuid.Nil; ; {
		var page []uuid.UUID
		err := e.DB.Worker(ctx, func(tx *db.Tx) error {
			var err error
			if page, err = accountsAfter(ctx, tx, after, e.Batch); err != nil || len(page) == 0 {
				return err
			}
			n, err := keepAsPlanned(ctx, tx, page, e.Retention, e.Clock.Now())
			moved += n
			return err
		})
		if err != nil || len(page) == 0 {
			return moved, err
		}
		after = page[len(page)-1]
	}
}
