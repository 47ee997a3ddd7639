package tenant

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Place is a tenant's scope and what a door asks about it besides.
type Place struct {
	db.Scope

	Status string // active, suspended, closed
}

// Scope checks, by one primary key, that the target is the caller's tenant or stands below it, and returns what
// row-level security is told of a request that acts there. NotFound if it is not, whether it exists or not.
func (t *Tenants) Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error) {
	p, err := t.Place(ctx, caller, target)
	return p.Scope, err
}

// Place is Scope with the target's status.
func (t *Tenants) Place(ctx context.Context, caller, target uuid.UUID) (Place, error) {
	var place Place
	err := t.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		place, err = t.PlaceIn(ctx, tx, caller, target)
		return err
	})
	return place, err
}

// PlaceIn is Place within a transaction, of whatever tenant, that may have changed the tree.
func (t *Tenants) PlaceIn(ctx context.Context, tx *db.Tx, caller, target uuid.UUID) (Place, error) {
	row, err := tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: caller, Target: target})
	if errors.Is(err, pgx.ErrNoRows) {
		return Place{}, errs.Missing()
	}
	if err != nil {
		return Place{}, fmt.Errorf("find the place in the tree: %w", err)
	}
	return Place{db.MakeScope(row.TenantID, row.RealmID, row.Kind, row.Path, row.Lineage), row.Status}, nil
}
