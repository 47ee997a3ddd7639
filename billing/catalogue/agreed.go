package catalogue

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
)

// AgreedPrice is what one customer pays for a plan or a package instead of what the price list says (terms 8.6).
type AgreedPrice struct {
	ID uuid.UUID
	// Item is a plan or a package of the provider's price list, and Name what it is called.
	Item        uuid.UUID
	Name        string
	Price       Price
	InForceFrom time.Time
	// EndsAt is from when on the price list counts again; nil: until something else is agreed.
	EndsAt *time.Time
}

// Agreement is what was agreed with one customer beside the price list.
type Agreement struct {
	// Wholesale plan of a reseller; nil: none, it is not charged.
	Wholesale *uuid.UUID
	// WholesaleFrom is the day of the provider's calendar from which that counts; nil: it was never noted.
	WholesaleFrom *time.Time
	// WholesaleNow is the plan that counts today: another one while a dearer one leaves its notice; nil: it is not charged.
	WholesaleNow *uuid.UUID
	// Limits that count instead of the plan's; nil: the plan's do. Support is not among them: the tier stands in the contract's papers.
	Limits Limits
	Prices []AgreedPrice
}

// Agreement reads what was agreed with a customer of the provider acted in. NotFound if it is none.
func (c *Catalogue) Agreement(ctx context.Context, provider db.Scope, customer uuid.UUID) (a Agreement, err error) {
	err = c.db.InTenant(ctx, provider, func(tx *db.Tx) (err error) {
		a, _, err = readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		return err
	})
	if err != nil {
		return Agreement{}, fmt.Errorf("read an agreement: %w", err)
	}
	return a, nil
}

// NewAgreement is what is to be agreed; all of it is replaced but prices, which have a call of their own.
type NewAgreement struct {
	Wholesale *uuid.UUID
	Limits    Limits
}

// Agree writes down the limits and the wholesale plan of a customer. Nobody is given more than the provider has itself. Invalid (reason
// "tier_elsewhere") with a tier of support, which stands in the contract's papers.
//
// A wholesale plan counts from the day on which it is agreed; one that is dearer than what counts till then from the day on which the
// notice of the price list is over, and the reseller is told.
func (c *Catalogue) Agree(ctx context.Context, provider db.Scope, customer uuid.UUID, n NewAgreement) (Agreement, error) {
	if err := n.Limits.check(); err != nil {
		return Agreement{}, err
	}
	if n.Limits.Support != nil {
		return Agreement{}, errs.Field("support", "tier_elsewhere", "How soon the desk answers is no limit: change the tier in the customer's contract.")
	}
	now := c.now()
	var got Agreement
	err := c.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		was, kind, err := readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		if err != nil {
			return err
		}
		if n.Wholesale != nil {
			plan, err := onePlan(ctx, tx, provider.Tenant(), *n.Wholesale)
			if err != nil || plan.Kind != Wholesale || kind != "reseller" {
				return errs.Field("wholesale", "no_such_plan", "Choose a wholesale plan of your price list, for a reseller.").With(err)
			}
			if plan.ArchivedAt != nil && (was.Wholesale == nil || *was.Wholesale != plan.ID) {
				return errs.Field("wholesale", "plan_archived", "This plan is not sold any more. Choose another one.")
			}
		}
		if err := c.within(ctx, tx, provider, n.Limits); err != nil {
			return err
		}
		if err := updateAgreement(ctx, tx, provider.Tenant(), customer, n); err != nil {
			return err
		}
		if !same(was.Wholesale, n.Wholesale) {
			if err := c.switchWholesale(ctx, tx, provider, customer, was.Prices, n.Wholesale, now); err != nil {
				return err
			}
		}
		before, after := audit.Differing(toldOfAgreement(NewAgreement{was.Wholesale, was.Limits}), toldOfAgreement(n))
		if len(after) > 0 {
			if err := write(ctx, tx, provider, now, "billing.agreement.change", audit.Subject{Kind: "tenant", ID: customer}, before, after); err != nil {
				return err
			}
		}
		got, _, err = readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		return err
	})
	if err != nil {
		return Agreement{}, fmt.Errorf("change an agreement: %w", err)
	}
	return got, nil
}

func same(a, b *uuid.UUID) bool { return a == b || a != nil && b != nil && *a == *b }

// switchWholesale notes from which day a reseller is charged by another wholesale plan, or by none.
func (c *Catalogue) switchWholesale(ctx context.Context, tx *db.Tx, provider db.Scope, reseller uuid.UUID, agreed prices, to *uuid.UUID, now time.Time) error {
	// Who was taken off its plan a moment ago is not put on a dearer one at once either.
	from, err := chargedBy(ctx, tx, provider.Tenant(), reseller, now, int(Notice(Wholesale)/(24*time.Hour)))
	if err != nil {
		return err
	}
	if from == nil || to == nil {
		_, err := insertSwitch(ctx, tx, provider.Tenant(), reseller, to, now, 0, now)
		return err
	}
	before, _, err := priceOfPlan(ctx, tx, provider.Tenant(), *from, agreed, now)
	if err != nil {
		return err
	}
	after, name, err := priceOfPlan(ctx, tx, provider.Tenant(), *to, agreed, now)
	if err != nil {
		return err
	}
	counts, days := now, 0
	if dearer(after, before) || after.Currency != before.Currency && after != (Price{}) {
		counts, days = now.Add(Notice(Wholesale)), 1
	}
	day, err := insertSwitch(ctx, tx, provider.Tenant(), reseller, to, counts, days, now)
	if err != nil || after == before {
		return err
	}
	return tellOfAgreed(ctx, tx, provider, ToldAgreed{Customer: reseller, About: "plan " + to.String() + " " + now.Format(time.RFC3339Nano), Item: name,
		Was: before.String(), Price: after.String(), From: day, Wholesale: true})
}

// priceOfPlan is what a customer pays for a plan at a moment, and what the plan is called.
func priceOfPlan(ctx context.Context, tx *db.Tx, provider, plan uuid.UUID, agreed prices, at time.Time) (Price, string, error) {
	p, err := onePlan(ctx, tx, provider, plan)
	if err != nil {
		return Price{}, "", err
	}
	v := p.Current(at)
	if v == nil || p.Free {
		return Price{}, p.Name, nil
	}
	price, _ := agreed.of(plan, v.Price, at)
	return price, p.Name, nil
}

// tellOfAgreed leaves word for one customer of a price that was agreed with it.
func tellOfAgreed(ctx context.Context, tx *db.Tx, provider db.Scope, told ToldAgreed) error {
	return outbox.Put(ctx, tx, provider, Topic, Told{Agreed: &told})
}

// GivePlanIn puts a reseller that was just opened on a wholesale plan of its provider's, in the transaction that opens it. Invalid if that
// is none that can be had.
func (c *Catalogue) GivePlanIn(ctx context.Context, tx *db.Tx, provider db.Scope, reseller, plan uuid.UUID) error {
	p, err := onePlan(ctx, tx, provider.Tenant(), plan)
	if err != nil || p.Kind != Wholesale || p.ArchivedAt != nil {
		return errs.Field("plan", "no_such_plan", "This plan is not offered any more. Choose another one.").With(err)
	}
	if err := updateAgreement(ctx, tx, provider.Tenant(), reseller, NewAgreement{Wholesale: &plan}); err != nil {
		return err
	}
	if _, err := insertSwitch(ctx, tx, provider.Tenant(), reseller, &plan, c.now(), 0, c.now()); err != nil {
		return err
	}
	return write(ctx, tx, provider, c.now(), "billing.agreement.change", audit.Subject{Kind: "tenant", ID: reseller},
		toldOfAgreement(NewAgreement{}), toldOfAgreement(NewAgreement{Wholesale: &plan}))
}

// AgreePrice writes down a price of one customer for a plan or a package, in the currency it is sold in, from a moment on.
// One that is higher than what would count from then on leaves the notice of the price list. The customer is told. A customer to whom a plan by agreement gets a
// price can connect it.
func (c *Catalogue) AgreePrice(ctx context.Context, provider db.Scope, by, customer uuid.UUID, p AgreedPrice) (Agreement, error) {
	now := c.now()
	if p.InForceFrom.IsZero() || p.InForceFrom.Before(now) {
		p.InForceFrom = now
	}
	p.InForceFrom, p.ID = p.InForceFrom.UTC().Truncate(time.Microsecond), newID()
	var got Agreement
	err := c.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		was, _, err := readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		if err != nil {
			return err
		}
		at, err := c.listed(ctx, tx, provider, p.Item, p.InForceFrom)
		if err != nil {
			return err
		}
		if at.turns != nil {
			return errs.Field("in_force_from", "period_changes", "From "+at.turns.Format(time.DateOnly)+" on this is paid for by another period. Agree on a price from then on.")
		}
		counts, kind, isPlan := at.price, at.kind, at.isPlan
		if p.Price.Currency == "" {
			p.Price.Currency = counts.Currency
		}
		switch {
		case p.Price.Currency != counts.Currency:
			return errs.Field("currency", "other_currency", "The price list sells this in "+counts.Currency+". Agree on a price in that.")
		case kind == Wholesale && p.Price.Amount > mostADay:
			return tooMuch(kind)
		case p.Price.Amount < 0 || p.Price.Amount > money.Most || p.Price.Micro < 0 || p.Price.Micro >= int(money.PerUnit) || p.Price.Micro != 0 && !isPlan:
			return errs.Field("price", "bad_amount", "A price is a sum of 0 or more.")
		}
		before, _ := prices(was.Prices).of(p.Item, counts, p.InForceFrom)
		if dearer(p.Price, before) && p.InForceFrom.Before(now.Add(Notice(kind)).Truncate(time.Second)) {
			return errs.Field("in_force_from", "notice_too_short", fmt.Sprintf(
				"This is more than they would pay by then. Whoever pays must know %d days ahead: choose a later date.", int(Notice(kind)/(24*time.Hour))))
		}
		if err := insertPrice(ctx, tx, provider.Tenant(), customer, p, isPlan, now, by); err != nil {
			if db.IsConstraint(err, "contract_prices_item") {
				return errs.Field("in_force_from", "versions_in_order", "Another price was agreed for this very moment. Choose another date.").With(err)
			}
			return err
		}
		err = write(ctx, tx, provider, now, "billing.agreement.price", audit.Subject{Kind: "tenant", ID: customer},
			audit.Fields{"price": before.String()},
			audit.Fields{"item": p.Item, "price": p.Price.String(), "in_force_from": p.InForceFrom})
		if err != nil {
			return err
		}
		if p.Price != before {
			if err := tellOfAgreed(ctx, tx, provider, ToldAgreed{Customer: customer, About: "agreed " + p.ID.String(), Item: at.name,
				Was: before.String(), Price: p.Price.String(), From: p.InForceFrom, Wholesale: kind == Wholesale}); err != nil {
				return err
			}
		}
		got, _, err = readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		return err
	})
	if err != nil {
		return Agreement{}, fmt.Errorf("agree on a price: %w", err)
	}
	return got, nil
}

// EndPrice ends an agreed price: from a moment that leaves the notice on, the price list counts again. The customer is told.
func (c *Catalogue) EndPrice(ctx context.Context, provider db.Scope, customer, price uuid.UUID) (Agreement, error) {
	now := c.now()
	var got Agreement
	err := c.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		was, _, err := readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
		if err != nil {
			return err
		}
		for _, p := range was.Prices {
			if p.ID != price {
				continue
			}
			is, err := c.listed(ctx, tx, provider, p.Item, now)
			if err != nil {
				return err
			}
			ends := now.Add(Notice(is.kind))
			if !p.InForceFrom.Before(ends) {
				ends = p.InForceFrom.Add(time.Second)
			}
			if err := endPrice(ctx, tx, price, ends); err != nil {
				return err
			}
			if err := write(ctx, tx, provider, now, "billing.agreement.price_end", audit.Subject{Kind: "tenant", ID: customer}, nil,
				audit.Fields{"item": p.Item, "ends_at": ends}); err != nil {
				return err
			}
			then, err := c.listed(ctx, tx, provider, p.Item, ends)
			if err != nil {
				return err
			}
			// One that was agreed before this one, and has no end, counts again.
			others := slices.DeleteFunc(slices.Clone(was.Prices), func(o AgreedPrice) bool { return o.ID == p.ID })
			counts, _ := prices(others).of(p.Item, then.price, ends)
			if counts != p.Price && (p.EndsAt == nil || p.EndsAt.After(ends)) {
				if err := tellOfAgreed(ctx, tx, provider, ToldAgreed{Customer: customer, About: "ends " + p.ID.String(), Item: is.name,
					Was: p.Price.String(), Price: counts.String(), From: ends, Wholesale: is.kind == Wholesale}); err != nil {
					return err
				}
			}
			got, _, err = readAgreement(ctx, tx, provider.Tenant(), customer, c.now())
			return err
		}
		return errs.Missing()
	})
	if err != nil {
		return Agreement{}, fmt.Errorf("end an agreed price: %w", err)
	}
	return got, nil
}

func dearer(a, b Price) bool {
	return a.Amount > b.Amount || a.Amount == b.Amount && a.Micro > b.Micro
}

// listing is what a price list says of a plan or a package at a moment.
type listing struct {
	name   string
	price  Price
	kind   Kind
	isPlan bool
	// turns is from when on it is paid for by another period; nil: nothing of the kind was posted.
	turns *time.Time
}

// listed is what the price list says of a plan or a package at a moment.
func (c *Catalogue) listed(ctx context.Context, tx *db.Tx, provider db.Scope, item uuid.UUID, at time.Time) (listing, error) {
	plan, err := onePlan(ctx, tx, provider.Tenant(), item)
	if err == nil {
		v := plan.Current(at)
		if v == nil || plan.Free {
			return listing{}, errs.Field("item", "free_costs_nothing", "This plan costs nothing.")
		}
		is := listing{name: plan.Name, price: v.Price, kind: plan.Kind, isPlan: true}
		for _, next := range plan.Versions {
			if next.WithdrawnAt == nil && next.InForceFrom.After(at) && next.Period != v.Period {
				is.turns = &next.InForceFrom
			}
		}
		return is, nil
	}
	if !errs.Is(err, errs.NotFound) {
		return listing{}, err
	}
	bundle, err := onePackage(ctx, tx, provider.Tenant(), item)
	if errs.Is(err, errs.NotFound) || err == nil && bundle.Current(at) == nil {
		return listing{}, errs.Field("item", "no_such_plan", "There is no such plan or package in your price list.").With(err)
	}
	if err != nil {
		return listing{}, err
	}
	return listing{name: bundle.Name, price: bundle.Current(at).Price, kind: OfObjects}, nil
}

func toldOfAgreement(n NewAgreement) audit.Fields {
	return audit.Fields{"wholesale": n.Wholesale, "objects": n.Limits.Objects, "users": n.Limits.Users, "retention": n.Limits.Retention,
		"sms": n.Limits.SMS, "reports": n.Limits.Reports, "sub_resellers": n.Limits.Resellers, "shows_provider": n.Limits.ShowsProvider}
}
