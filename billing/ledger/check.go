package ledger

import (
	"context"

	"github.com/liveryhq/livery/billing/ledger/internal/ledgerdb"
	"github.com/liveryhq/livery/internal/db"
)

// Wrongs adds up all books and tells what is not as it must be: nothing, unless somebody has written to the tables with the
// rights of a superuser. It reads everything: for `doctor` and for proofs.
func (l *Ledger) Wrongs(ctx context.Context) ([]string, error) {
	var wrongs []string
	err := l.db.Worker(ctx, func(tx *db.Tx) error {
		rows, err := ledgerdb.New(tx).Wrongs(ctx)
		for _, r := range rows {
			wrongs = append(wrongs, r.What+": "+r.Subject)
		}
		return err
	})
	return wrongs, err
}
