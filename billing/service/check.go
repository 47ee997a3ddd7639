package service

import (
	"context"

	"github.com/liveryhq/livery/internal/db"
)

// Wrongs reads all that is served for money and tells what is not as it must be: nothing, once what is due is settled. For
// proofs and whoever doubts; the books have their own (ledger.Wrongs).
func (e *Engine) Wrongs(ctx context.Context) (wrongs []string, err error) {
	err = e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		wrongs, err = wrongsOfService(ctx, tx, e.Clock.Now())
		return err
	})
	return wrongs, err
}
