package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Seen lists the objects that the scope sees, for whoever passes on events of the whole tenant.
func (f *Fleet) Seen(ctx context.Context, s db.Scope) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	err := f.db.ReadInTenant(ctx, s, func(tx *db.Tx) (err error) {
		ids, err = fleetdb.New(tx).SeenObjects(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what is seen: %w", err)
	}
	return ids, nil
}

// wholeSight refuses, to whoever sees some objects only, what changes who sees which: new objects, and groups. Forbidden
// (reason "sees_some").
func wholeSight(s db.Scope) error {
	if s.SeesAll() {
		return nil
	}
	return errs.New(errs.Forbidden, "sees_some", "You see some objects only. Ask somebody who sees all to do this.")
}
