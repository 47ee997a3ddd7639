package tenant

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Look is what a realm says of its own brand.
type Look struct {
	// Name shown to its users: 1 to 80 letters.
	Name string
	// Tokens as a JSON object; package themes knows what they mean.
	Tokens json.RawMessage
	// Locked names tokens that realms below cannot change.
	Locked []string
}

// SetLook replaces the look of the tenant acted in and returns its revision, which grows by one each time.
func (t *Tenants) SetLook(ctx context.Context, s db.Scope, l Look) (revision int64, err error) {
	if n := len([]rune(l.Name)); n < 1 || n > 80 {
		return 0, errs.Field("name", "bad_name", "Give the brand a name of 1 to 80 letters.")
	}
	if len(l.Tokens) == 0 {
		l.Tokens = json.RawMessage("{}")
	}
	if _, err := tokensOf(l.Tokens); err != nil {
		return 0, errs.Field("tokens", "bad_tokens", "Tokens are a JSON object.").With(err)
	}
	if l.Locked == nil {
		l.Locked = []string{}
	}
	err = t.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		revision, err = tenantdb.New(tx).SetBrand(ctx, tenantdb.SetBrandParams{
			TenantID: s.Tenant(), Name: l.Name, Tokens: l.Tokens, Locked: l.Locked,
		})
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("set the look: %w", err)
	}
	return revision, nil
}

// LineageLook is one realm's look within a lineage.
type LineageLook struct {
	Tenant uuid.UUID
	Look

	Revision int64
	// Dress is what it shows beside, as it is stored; package themes knows what it means.
	Dress json.RawMessage
}

// MergeTokens lays the looks of a lineage, from the root down, over each other: for each token the nearest realm that
// sets it wins, unless a realm above has locked it.
func MergeTokens(lineage []LineageLook) (json.RawMessage, error) {
	merged, locked := map[string]json.RawMessage{}, map[string]bool{}
	for _, look := range lineage {
		own, err := tokensOf(look.Tokens)
		if err != nil {
			return nil, fmt.Errorf("tokens of %s: %w", look.Tenant, err)
		}
		for name, value := range own {
			if !locked[name] {
				merged[name] = value
			}
		}
		for _, name := range look.Locked {
			locked[name] = true
		}
	}
	return json.Marshal(merged)
}

func tokensOf(object json.RawMessage) (map[string]json.RawMessage, error) {
	var tokens map[string]json.RawMessage
	if len(object) == 0 {
		return tokens, nil
	}
	err := json.Unmarshal(object, &tokens)
	return tokens, err
}

// lineageLooks reads the looks of a realm and of all above it, from the root down.
func (t *Tenants) lineageLooks(ctx context.Context, s db.Scope, lineage []uuid.UUID) ([]LineageLook, error) {
	var looks []LineageLook
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := tenantdb.New(tx).Brands(ctx, lineage)
		for _, r := range rows {
			looks = append(looks, LineageLook{r.TenantID, Look{r.Name, r.Tokens, r.Locked}, r.Revision, r.Dress})
		}
		return err
	})
	place := func(l LineageLook) int { return slices.Index(lineage, l.Tenant) }
	slices.SortFunc(looks, func(a, b LineageLook) int { return place(a) - place(b) })
	return looks, err
}

// Looks reads the looks of the tenant acted in and of all above it, from the root down, for whoever works at its brand.
func (t *Tenants) Looks(ctx context.Context, s db.Scope) ([]LineageLook, error) {
	return t.looksAt(ctx, s.Tenant())
}

// looksAt reads where a tenant stands, once, and the looks from the root down to it.
func (t *Tenants) looksAt(ctx context.Context, tenant uuid.UUID) (looks []LineageLook, err error) {
	var s db.Scope
	var lineage []uuid.UUID
	err = t.db.Nobody(ctx, func(tx *db.Tx) error {
		row, err := tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: tenant, Target: tenant})
		if err == nil {
			s, lineage = scopeOf(row), row.Lineage
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find a lineage: %w", err)
	}
	if looks, err = t.lineageLooks(ctx, s, lineage); err != nil {
		return nil, fmt.Errorf("read the looks of a lineage: %w", err)
	}
	return looks, nil
}

// LookAs is a realm's brand as it would be with another look and dress of its own: for looking at a draft. It is asked of
// the database each time; revision tells one draft from another.
func (t *Tenants) LookAs(ctx context.Context, shown *Brand, own Look, dress json.RawMessage, revision string) (*Brand, error) {
	looks, err := t.looksAt(ctx, shown.Realm)
	if err != nil {
		return nil, err
	}
	looks = slices.DeleteFunc(looks, func(l LineageLook) bool { return l.Tenant == shown.Realm })
	as := *shown
	as.Name, as.Dress, as.Revision = own.Name, dress, shown.Revision+"-"+revision
	as.Tokens, err = MergeTokens(append(looks, LineageLook{Tenant: shown.Realm, Look: own}))
	return &as, err
}
