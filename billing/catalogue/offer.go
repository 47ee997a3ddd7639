package catalogue

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Offered is a plan that a customer can connect, as it is offered to them.
type Offered struct {
	Plan Plan
	// Version in force, with the price that counts for this customer.
	Version Version
	// Agreed: the price is the contract's, not the list's.
	Agreed bool
	// Next is what was announced; nil: nothing.
	Next *Version
	// NextPlan is what it is a version of, where that is another plan.
	NextPlan string
}

// OfferedPackage is a package that a customer can buy.
type OfferedPackage struct {
	Package Package
	Version PackageVersion
	Agreed  bool
	Next    *PackageVersion
}

// Offer is the price list of the customer acted in: what its parent sells to it, in its country, at its prices.
func (c *Catalogue) Offer(ctx context.Context, s db.Scope) (plans []Offered, packages []OfferedPackage, err error) {
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		plans, packages, err = c.OfferIn(ctx, tx, s)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read what is offered: %w", err)
	}
	return plans, packages, nil
}

// OfferIn is Offer within a transaction of the customer's. Resellers have no objects, and are offered nothing.
func (c *Catalogue) OfferIn(ctx context.Context, tx *db.Tx, s db.Scope) ([]Offered, []OfferedPackage, error) {
	if s.Kind() != "account" {
		return nil, nil, nil
	}
	now := c.now()
	keeper, country, err := placeOf(ctx, tx, s.Tenant())
	if err != nil || keeper == uuid.Nil {
		return nil, nil, err
	}
	listed, err := readPlans(ctx, tx, keeper, uuid.Nil)
	if err != nil {
		return nil, nil, err
	}
	agreed, err := agreedPrices(ctx, tx, s.Tenant(), now)
	if err != nil {
		return nil, nil, err
	}
	var plans []Offered
	for _, p := range listed {
		if p.Kind != OfObjects || p.ArchivedAt != nil || !sold(p.Countries, country) {
			continue
		}
		if o := agreed.offered(p, now); o != nil {
			plans = append(plans, *o)
		}
	}
	bundles, err := readPackages(ctx, tx, keeper, uuid.Nil)
	if err != nil {
		return nil, nil, err
	}
	var packages []OfferedPackage
	for _, p := range bundles {
		v := p.Current(now)
		if v == nil || p.ArchivedAt != nil || !sold(p.Countries, country) {
			continue
		}
		o := OfferedPackage{Package: p, Version: *v, Next: p.Announced(now)}
		o.Version.Price, o.Agreed = agreed.of(p.ID, v.Price, now)
		if o.Next != nil {
			next := *o.Next
			next.Price, _ = agreed.of(p.ID, next.Price, next.InForceFrom)
			o.Next = &next
		}
		o.Package.Versions = nil
		packages = append(packages, o)
	}
	return plans, packages, nil
}

// WholesaleIn is the plan that the reseller acted in is charged by, at the price that counts for it, within a transaction of its own; nil:
// none, or nobody stands above.
func (c *Catalogue) WholesaleIn(ctx context.Context, tx *db.Tx, s db.Scope) (*Offered, error) {
	now := c.now()
	by, err := chargingOf(ctx, tx, s.Tenant(), now)
	if err != nil || by.plan == nil {
		return nil, err
	}
	list, err := readPlans(ctx, tx, by.keeper, *by.plan)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	agreed, err := agreedPrices(ctx, tx, s.Tenant(), now)
	if err != nil {
		return nil, err
	}
	o := agreed.offered(list[0], now)
	if o == nil || by.next == nil || o.Next != nil && o.Next.InForceFrom.Before(*by.from) {
		return o, nil
	}
	// Another plan comes before another version of this one.
	if list, err = readPlans(ctx, tx, by.keeper, *by.next); err != nil || len(list) == 0 {
		return o, err
	}
	if next := agreed.offered(list[0], now); next != nil {
		o.Next, o.NextPlan = &next.Version, list[0].Name
		o.Next.InForceFrom = *by.from
	}
	return o, nil
}

// offered is a plan as one customer is offered it; nil: no version of it is in force yet.
func (list prices) offered(p Plan, now time.Time) *Offered {
	v := p.Current(now)
	if v == nil {
		return nil
	}
	o := Offered{Plan: p, Version: *v, Next: p.Announced(now)}
	o.Version.Price, o.Agreed = list.of(p.ID, v.Price, now)
	if o.Next != nil {
		next := *o.Next
		next.Price, _ = list.of(p.ID, next.Price, next.InForceFrom)
		o.Next = &next
	}
	o.Plan.Versions, o.Plan.Used = nil, 0
	return &o
}

// Posted is the price list that a realm shows to everybody: plans of objects and packages that need no agreement, with what
// was announced (terms 8.4).
func (c *Catalogue) Posted(ctx context.Context, realm db.Scope) (plans []Plan, packages []Package, err error) {
	now := c.now()
	err = c.db.InTenant(ctx, realm, func(tx *db.Tx) error {
		all, err := readPlans(ctx, tx, realm.Tenant(), uuid.Nil)
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Kind == OfObjects && !p.ByAgreement && p.ArchivedAt == nil && p.Current(now) != nil {
				plans = append(plans, p)
			}
		}
		bundles, err := readPackages(ctx, tx, realm.Tenant(), uuid.Nil)
		for _, p := range bundles {
			if p.ArchivedAt == nil && p.Current(now) != nil {
				packages = append(packages, p)
			}
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read the price list: %w", err)
	}
	return plans, packages, nil
}

// sold tells whether what is sold in some countries is sold to a customer of one; whose country is not known is sold only
// what is sold everywhere.
func sold(countries []string, country string) bool {
	return len(countries) == 0 || slices.Contains(countries, country)
}

// prices are those agreed with one customer, of plans and packages.
type prices []AgreedPrice

// of is the price that counts at a moment, and whether it was agreed on.
func (list prices) of(item uuid.UUID, listed Price, at time.Time) (Price, bool) {
	var found *AgreedPrice
	for i := range list {
		p := &list[i]
		if p.Item == item && p.Price.Currency == listed.Currency && !p.InForceFrom.After(at) && (p.EndsAt == nil || p.EndsAt.After(at)) &&
			(found == nil || p.InForceFrom.After(found.InForceFrom)) {
			found = p
		}
	}
	if found == nil {
		return listed, false
	}
	return found.Price, true
}
