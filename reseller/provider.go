package reseller

import (
	"context"
	"fmt"
	"time"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Provider is the level above a reseller, as the reseller sees it.
type Provider struct {
	// Name is the provider's brand.
	Name string
	// Number of the reseller's account with it, and since when.
	Number   string
	OpenedAt time.Time
	// Tier, Agreement and AgreedOn are the terms of the contract.
	Tier      string
	Agreement string
	AgreedOn  *time.Time
	// Status of the reseller: active, suspended, closed.
	Status  string
	Contact Contact
	// Named: one's site and sign-in page name it, as the plan says.
	Named bool
}

// Provider reads who stands above the tenant acted in. NotFound: nobody does.
func (b *Business) Provider(ctx context.Context, s db.Scope) (p Provider, err error) {
	if s.Kind() == tenant.Platform {
		return p, errs.Missing()
	}
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		p, err = readProvider(ctx, tx, s.Tenant(), b.clock.Now())
		return err
	})
	if err != nil {
		return Provider{}, fmt.Errorf("read the provider: %w", err)
	}
	return p, nil
}
