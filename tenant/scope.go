package tenant

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
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
	var row tenantdb.ScopeRow
	err := t.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		row, err = tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: caller, Target: target})
		return err
	})
	if err != nil {
		return Place{}, fmt.Errorf("find the place in the tree: %w", err)
	}
	return Place{scopeOf(row), row.Status}, nil
}

// ScopeWithin is Scope within a transaction, which sees what it has opened itself.
func (t *Tenants) ScopeWithin(ctx context.Context, tx *db.Tx, caller, target uuid.UUID) (db.Scope, error) {
	row, err := tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: caller, Target: target})
	if err != nil {
		return db.Scope{}, err
	}
	return scopeOf(row), nil
}

func scopeOf(row tenantdb.ScopeRow) db.Scope {
	return db.MakeScope(row.TenantID, row.RealmID, row.Kind, row.Path, row.Lineage)
}
