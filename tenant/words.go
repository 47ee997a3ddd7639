package tenant

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// LineageWords is what one realm of a lineage says in its own words, as it is stored; package themes/letters knows what it means.
type LineageWords struct {
	Tenant uuid.UUID
	// Name of its brand.
	Name  string
	Words json.RawMessage
}

// Words reads what a realm and all above it say in their own words, from the root down: of these kinds, or of all. A realm without a
// brand of its own is not among them.
func (t *Tenants) Words(ctx context.Context, realm uuid.UUID, kinds ...string) (list []LineageWords, err error) {
	var row tenantdb.ScopeRow
	err = t.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		row, err = tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: realm, Target: realm})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find a lineage: %w", err)
	}
	if kinds == nil {
		kinds = []string{}
	}
	err = t.db.InTenant(ctx, scopeOf(row), func(tx *db.Tx) error {
		rows, err := tenantdb.New(tx).Words(ctx, tenantdb.WordsParams{Kinds: kinds, Lineage: row.Lineage})
		for _, r := range rows {
			list = append(list, LineageWords{r.TenantID, r.Name, r.Words})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the words of a lineage: %w", err)
	}
	place := func(w LineageWords) int { return slices.Index(row.Lineage, w.Tenant) }
	slices.SortFunc(list, func(a, b LineageWords) int { return place(a) - place(b) })
	return list, nil
}
