package tenant

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Provider is who stands right above a realm, as far as the realm's pages name it.
type Provider struct {
	// Name of its brand, and its primary host.
	Name, Host string
}

// mark tells from when on a realm's pages name its provider, or name nobody.
type mark struct {
	since time.Time
	shown bool
}

// PoweredBy is whom the realm's site and sign-in page name at a moment, since its plan says so; nil, as with nearly all: nobody.
func (b *Brand) PoweredBy(at time.Time) *Provider {
	var provider *Provider
	for _, m := range b.marks {
		if m.since.After(at) {
			break
		}
		if provider = nil; m.shown {
			provider = &b.provider
		}
	}
	return provider
}

// mark reads whether and when a reseller's pages name its provider. That one is looked at only where they do.
func (t *Tenants) mark(ctx context.Context, brand *Brand, realm db.Scope, looks []LineageLook) error {
	if brand.Kind != Reseller {
		return nil
	}
	var keeper uuid.UUID
	err := t.db.ReadInTenant(ctx, realm, func(tx *db.Tx) error {
		rows, err := tenantdb.New(tx).ProviderMarks(ctx, realm.Tenant())
		for _, r := range rows {
			keeper = r.Keeper
			brand.marks = append(brand.marks, mark{r.Since, r.Shown})
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("read whether a provider is named: %w", err)
	}
	if !slices.ContainsFunc(brand.marks, func(m mark) bool { return m.shown }) {
		brand.marks = nil
		return nil
	}
	above, err := t.Scope(ctx, keeper, keeper)
	if err != nil {
		return err
	}
	hosts, err := t.Hosts(ctx, above)
	if err != nil {
		return err
	}
	// Who answers nowhere has no page to lead to.
	if len(hosts) == 0 {
		brand.marks = nil
		return nil
	}
	brand.provider.Host = hosts[0].Name
	if i := slices.IndexFunc(looks, func(l LineageLook) bool { return l.Tenant == keeper }); i >= 0 {
		brand.provider.Name = looks[i].Name
		return nil
	}
	provider, err := t.Get(ctx, above)
	brand.provider.Name = provider.Name
	return err
}
