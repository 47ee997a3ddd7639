package catalogue

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// NewPlan describes a plan with its first version, which is in force at once.
type NewPlan struct {
	Kind        Kind
	Name        string
	Description string
	Free        bool
	Countries   []string
	ByAgreement bool
	Base        *uuid.UUID
	Terms       Terms
}

// Plans lists the price list of the realm acted in, archived plans last.
func (c *Catalogue) Plans(ctx context.Context, s db.Scope) (list []Plan, err error) {
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = readPlans(ctx, tx, s.Tenant(), uuid.Nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list plans: %w", err)
	}
	return list, nil
}

// Plan reads one plan of the realm acted in, with all its versions. NotFound if it has none of this id.
func (c *Catalogue) Plan(ctx context.Context, s db.Scope, plan uuid.UUID) (got Plan, err error) {
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		got, err = onePlan(ctx, tx, s.Tenant(), plan)
		return err
	})
	if err != nil {
		return Plan{}, fmt.Errorf("read a plan: %w", err)
	}
	return got, nil
}

func onePlan(ctx context.Context, tx *db.Tx, keeper, plan uuid.UUID) (Plan, error) {
	list, err := readPlans(ctx, tx, keeper, plan)
	if err == nil && len(list) == 0 {
		err = errs.Missing()
	}
	if err != nil {
		return Plan{}, err
	}
	return list[0], nil
}

// Create adds a plan to the price list. Invalid names the field; Conflict (reason "plan_name_taken") where a plan is called
// so already.
func (c *Catalogue) Create(ctx context.Context, s db.Scope, by uuid.UUID, n NewPlan) (Plan, error) {
	if err := checkKeeper(s); err != nil {
		return Plan{}, err
	}
	n.Name = strings.Join(strings.Fields(n.Name), " ")
	if n.Kind == Wholesale {
		n.ByAgreement = true
	}
	if err := n.check(); err != nil {
		return Plan{}, err
	}
	now := c.now()
	p := Plan{ID: newID(), Kind: n.Kind, Name: n.Name, Description: n.Description, Free: n.Free, Countries: sorted(n.Countries), ByAgreement: n.ByAgreement,
		Base: n.Base, CreatedAt: now}
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if n.Base != nil {
			base, err := onePlan(ctx, tx, s.Tenant(), *n.Base)
			if err != nil || base.Kind != n.Kind {
				return errs.Field("base", "no_such_plan", "There is no such plan to build upon.").With(err)
			}
		}
		if err := c.within(ctx, tx, s, n.Terms.Limits); err != nil {
			return err
		}
		if err := insertPlan(ctx, tx, s.Tenant(), p); err != nil {
			return named(err)
		}
		if err := c.openBook(ctx, tx, s, n.Terms.Price.Currency); err != nil {
			return err
		}
		v := Version{ID: newID(), Number: 1, Terms: n.Terms, PostedAt: now, InForceFrom: now}
		if err := insertVersion(ctx, tx, s.Tenant(), p, v, by); err != nil {
			return err
		}
		fields := told(v)
		fields["name"], fields["kind"] = p.Name, p.Kind
		if err := write(ctx, tx, s, now, "billing.plan.create", subject(p), nil, fields); err != nil {
			return err
		}
		var err error
		p, err = onePlan(ctx, tx, s.Tenant(), p.ID)
		return err
	})
	if err != nil {
		return Plan{}, fmt.Errorf("add a plan: %w", err)
	}
	return p, nil
}

// PlanChange is what to change of a plan beside its versions; nil leaves it as it is.
type PlanChange struct {
	Name, Description *string
	Countries         *[]string
	ByAgreement       *bool
	// Begins: every new object begins on it from now on, instead of the plan before. Only for free plans.
	Begins *bool
	// Archived: it is not sold any more; whoever has it keeps it.
	Archived *bool
}

// Change renames a plan or says to whom it is sold. Price, limits and terms change by a version: Publish.
func (c *Catalogue) Change(ctx context.Context, s db.Scope, plan uuid.UUID, change PlanChange) (Plan, error) {
	now := c.now()
	var p Plan
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := onePlan(ctx, tx, s.Tenant(), plan)
		if err != nil {
			return err
		}
		p = was
		if err := change.apply(&p, now); err != nil {
			return err
		}
		if err := updatePlan(ctx, tx, s.Tenant(), was, p); err != nil {
			return named(err)
		}
		before, after := audit.Differing(toldOfPlan(was), toldOfPlan(p))
		if len(after) == 0 {
			return nil
		}
		return write(ctx, tx, s, now, "billing.plan.change", subject(p), before, after)
	})
	if err != nil {
		return Plan{}, fmt.Errorf("change a plan: %w", err)
	}
	return p, nil
}

func (ch PlanChange) apply(p *Plan, now time.Time) error {
	if ch.Name != nil {
		p.Name = strings.Join(strings.Fields(*ch.Name), " ")
		if err := checkPlanName(p.Name); err != nil {
			return err
		}
	}
	if ch.Description != nil {
		p.Description = strings.TrimSpace(*ch.Description)
		if err := checkText("description", p.Description, 500); err != nil {
			return err
		}
	}
	if ch.Countries != nil {
		p.Countries = sorted(*ch.Countries)
		if err := checkCountries(p.Countries); err != nil {
			return err
		}
	}
	if ch.ByAgreement != nil {
		p.ByAgreement = *ch.ByAgreement || p.Kind == Wholesale
	}
	if ch.Archived != nil && *ch.Archived != (p.ArchivedAt != nil) {
		if p.ArchivedAt = nil; *ch.Archived {
			p.ArchivedAt = &now
		}
	}
	if ch.Begins != nil {
		if !*ch.Begins && p.Begins {
			return errs.Field("begins", "a_plan_begins", "Objects must begin on some plan. Let them begin on another one instead.")
		}
		p.Begins = *ch.Begins
	}
	if p.Begins && (!p.Free || p.Kind != OfObjects || p.ArchivedAt != nil || p.ByAgreement || len(p.Countries) > 0) {
		return errs.Field("begins", "begins_free", "Objects begin on a plan that is free of charge and open to everybody: a paid plan is never forced on an object.")
	}
	return nil
}

func (n *NewPlan) check() error {
	if n.Kind != OfObjects && n.Kind != Wholesale {
		return errs.Field("kind", "bad_kind", "A plan is of objects, or wholesale.")
	}
	if err := checkPlanName(n.Name); err != nil {
		return err
	}
	if err := checkText("description", n.Description, 500); err != nil {
		return err
	}
	if err := checkCountries(n.Countries); err != nil {
		return err
	}
	return n.Terms.check(n.Kind, n.Free)
}

func checkPlanName(name string) error {
	if name == "" || tenant.NameKey(name) == "" || len([]rune(name)) > 100 || strings.ContainsRune(name, 0) {
		return errs.Field("name", "bad_name", "Give a name of 1 to 100 letters.")
	}
	return nil
}

// openBook opens the keeper's book in the currency of a price, where there is none.
func (c *Catalogue) openBook(ctx context.Context, tx *db.Tx, s db.Scope, currency string) error {
	if currency == "" {
		return nil
	}
	unit, err := money.ParseCurrency(currency)
	if err != nil {
		return err
	}
	return c.ledger.OpenBook(ctx, tx, s.Tenant(), unit)
}

func named(err error) error {
	if db.IsConstraint(err, "plans_name") || db.IsConstraint(err, "packages_name") {
		return (&errs.Error{Code: errs.Conflict, Reason: "plan_name_taken", Message: "The price list has something of this name. Choose another.",
			Details: []errs.Detail{{Field: "name", Message: "Choose another name."}}}).With(err)
	}
	return err
}

func subject(p Plan) audit.Subject { return audit.Subject{Kind: "plan", ID: p.ID, Name: p.Name} }

func toldOfPlan(p Plan) audit.Fields {
	return audit.Fields{"name": p.Name, "description": p.Description, "countries": strings.Join(p.Countries, " "), "by_agreement": p.ByAgreement,
		"begins": p.Begins, "archived": p.ArchivedAt != nil}
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return append([]string{}, slices.Compact(list)...)
}
