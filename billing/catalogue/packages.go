package catalogue

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Contents are what a version of a package gives, for which price.
type Contents struct {
	Price Price
	// Quantity of the package's unit; nil: it gives no quantity.
	Quantity *int64
	// ValidityDays; nil: until it is used up.
	ValidityDays *int
	SMS, Reports bool
	// Retention that objects get while it lasts; nil: it does not change it.
	Retention *string
	Text      string
}

// PackageVersion is a version of a package.
type PackageVersion struct {
	ID     uuid.UUID
	Number int
	Contents
	PostedAt    time.Time
	InForceFrom time.Time
	WithdrawnAt *time.Time
}

// Package of a price list: an add-on that is bought and activated once.
type Package struct {
	ID          uuid.UUID
	Name        string
	Description string
	// Unit that it gives a quantity of: SMS; empty: none.
	Unit string
	// ForChosen: whoever buys chooses the objects; otherwise it is for all of the account.
	ForChosen  bool
	Countries  []string
	Position   int
	CreatedAt  time.Time
	ArchivedAt *time.Time
	// Versions, the newest first.
	Versions []PackageVersion
}

// Current is the version in force at a moment; nil: none yet.
func (p Package) Current(at time.Time) *PackageVersion {
	for i := range p.Versions {
		if v := &p.Versions[i]; v.WithdrawnAt == nil && !v.InForceFrom.After(at) {
			return v
		}
	}
	return nil
}

// Announced is what comes next; nil: nothing was posted.
func (p Package) Announced(at time.Time) *PackageVersion {
	for i := len(p.Versions) - 1; i >= 0; i-- {
		if v := &p.Versions[i]; v.WithdrawnAt == nil && v.InForceFrom.After(at) {
			return v
		}
	}
	return nil
}

// NewPackage describes a package with its first version, which is in force at once.
type NewPackage struct {
	Name        string
	Description string
	Unit        string
	ForChosen   bool
	Countries   []string
	Contents    Contents
}

// Packages lists the packages of the realm acted in, archived ones last.
func (c *Catalogue) Packages(ctx context.Context, s db.Scope) (list []Package, err error) {
	err = c.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = readPackages(ctx, tx, s.Tenant(), uuid.Nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list packages: %w", err)
	}
	return list, nil
}

func onePackage(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (Package, error) {
	list, err := readPackages(ctx, tx, keeper, id)
	if err == nil && len(list) == 0 {
		err = errs.Missing()
	}
	if err != nil {
		return Package{}, err
	}
	return list[0], nil
}

// CreatePackage adds a package to the price list. Invalid names the field.
func (c *Catalogue) CreatePackage(ctx context.Context, s db.Scope, by uuid.UUID, n NewPackage) (Package, error) {
	if err := checkKeeper(s); err != nil {
		return Package{}, err
	}
	now := c.now()
	p := Package{ID: newID(), Name: strings.Join(strings.Fields(n.Name), " "), Description: strings.TrimSpace(n.Description), Unit: n.Unit,
		ForChosen: n.ForChosen, Countries: sorted(n.Countries), CreatedAt: now}
	if err := p.check(); err != nil {
		return Package{}, err
	}
	if err := n.Contents.check(p.Unit); err != nil {
		return Package{}, err
	}
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := insertPackage(ctx, tx, s.Tenant(), p); err != nil {
			return named(err)
		}
		if err := c.openBook(ctx, tx, s, n.Contents.Price.Currency); err != nil {
			return err
		}
		v := PackageVersion{ID: newID(), Number: 1, Contents: n.Contents, PostedAt: now, InForceFrom: now}
		if err := insertPackageVersion(ctx, tx, s.Tenant(), p, v, by); err != nil {
			return err
		}
		fields := toldOfContents(v)
		fields["name"], fields["unit"] = p.Name, p.Unit
		if err := write(ctx, tx, s, now, "billing.package.create", packageSubject(p), nil, fields); err != nil {
			return err
		}
		var err error
		p, err = onePackage(ctx, tx, s.Tenant(), p.ID)
		return err
	})
	if err != nil {
		return Package{}, fmt.Errorf("add a package: %w", err)
	}
	return p, nil
}

// PackageChange is what to change of a package beside its versions; nil leaves it as it is.
type PackageChange struct {
	Name, Description *string
	Countries         *[]string
	Archived          *bool
}

// ChangePackage renames a package or says to whom it is sold.
func (c *Catalogue) ChangePackage(ctx context.Context, s db.Scope, id uuid.UUID, ch PackageChange) (Package, error) {
	now := c.now()
	var p Package
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := onePackage(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		p = was
		if ch.Name != nil {
			p.Name = strings.Join(strings.Fields(*ch.Name), " ")
		}
		if ch.Description != nil {
			p.Description = strings.TrimSpace(*ch.Description)
		}
		if ch.Countries != nil {
			p.Countries = sorted(*ch.Countries)
		}
		if ch.Archived != nil && *ch.Archived != (p.ArchivedAt != nil) {
			if p.ArchivedAt = nil; *ch.Archived {
				p.ArchivedAt = &now
			}
		}
		if err := p.check(); err != nil {
			return err
		}
		if err := updatePackage(ctx, tx, s.Tenant(), p); err != nil {
			return named(err)
		}
		before, after := audit.Differing(toldOfPackage(was), toldOfPackage(p))
		if len(after) == 0 {
			return nil
		}
		return write(ctx, tx, s, now, "billing.package.change", packageSubject(p), before, after)
	})
	if err != nil {
		return Package{}, fmt.Errorf("change a package: %w", err)
	}
	return p, nil
}

// PublishPackage posts the next version of a package, in force from a moment that leaves the notice.
func (c *Catalogue) PublishPackage(ctx context.Context, s db.Scope, by, id uuid.UUID, contents Contents, from time.Time) (Package, error) {
	now := c.now()
	from = from.UTC().Truncate(time.Second)
	var p Package
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		var err error
		if p, err = onePackage(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		if err := contents.check(p.Unit); err != nil {
			return err
		}
		versions := asVersions(p.Versions)
		if err := checkDate(versions, from, now, Notice(OfObjects)); err != nil {
			return err
		}
		if err := c.openBook(ctx, tx, s, contents.Price.Currency); err != nil {
			return err
		}
		v := PackageVersion{ID: newID(), Number: nextNumber(versions), Contents: contents, PostedAt: now, InForceFrom: from}
		if err := insertPackageVersion(ctx, tx, s.Tenant(), p, v, by); err != nil {
			return inOrder(err)
		}
		before := audit.Fields{}
		if last := p.Current(now); last != nil {
			before = toldOfContents(*last)
		}
		was, is := audit.Differing(before, toldOfContents(v))
		if err := write(ctx, tx, s, now, "billing.package.publish", packageSubject(p), was, is); err != nil {
			return err
		}
		if err := announce(ctx, tx, s, v.ID); err != nil {
			return err
		}
		p, err = onePackage(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return Package{}, fmt.Errorf("publish a version of a package: %w", err)
	}
	return p, nil
}

// WithdrawPackage takes back a version that was posted and is not in force yet.
func (c *Catalogue) WithdrawPackage(ctx context.Context, s db.Scope, id, version uuid.UUID) (Package, error) {
	now := c.now()
	var p Package
	err := c.db.InTenant(ctx, s, func(tx *db.Tx) error {
		var err error
		if p, err = onePackage(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		if err := withdrawn(asVersions(p.Versions), version, now); err != nil {
			return err
		}
		if err := withdrawVersion(ctx, tx, "package_versions", version, now); err != nil {
			return err
		}
		if err := write(ctx, tx, s, now, "billing.package.withdraw", packageSubject(p), audit.Fields{"version": version}, nil); err != nil {
			return err
		}
		p, err = onePackage(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return Package{}, fmt.Errorf("withdraw a version of a package: %w", err)
	}
	return p, nil
}

// asVersions are the dates of a package's versions, which follow the same rules as a plan's.
func asVersions(list []PackageVersion) []Version {
	versions := make([]Version, len(list))
	for i, v := range list {
		versions[i] = Version{ID: v.ID, Number: v.Number, PostedAt: v.PostedAt, InForceFrom: v.InForceFrom, WithdrawnAt: v.WithdrawnAt}
	}
	return versions
}

func (p Package) check() error {
	if err := checkPlanName(p.Name); err != nil {
		return err
	}
	if err := checkText("description", p.Description, 500); err != nil {
		return err
	}
	if p.Unit != "" && p.Unit != money.SMS.Code() {
		return errs.Field("unit", "unknown_unit", "A package gives a number of SMS, or no quantity at all.")
	}
	return checkCountries(p.Countries)
}

func (n *Contents) check(unit string) error {
	n.Text = strings.TrimSpace(n.Text)
	currency, err := money.ParseCurrency(n.Price.Currency)
	if err != nil {
		return err
	}
	n.Price.Currency = currency.Code()
	switch {
	case n.Price.Amount < 0 || n.Price.Amount > money.Most || n.Price.Micro != 0:
		return errs.Field("price", "bad_amount", "A price is a sum of 0 or more.")
	case (unit != "") != (n.Quantity != nil) || n.Quantity != nil && (*n.Quantity < 1 || *n.Quantity > 1_000_000_000):
		return errs.Field("quantity", "bad_quantity", "Say how many a package of messages gives; other packages give no number.")
	case n.ValidityDays != nil && (*n.ValidityDays < 1 || *n.ValidityDays > 3660):
		return errs.Field("validity_days", "bad_validity", "A package is good for 1 to 3660 days, or until it is used up.")
	case n.Quantity == nil && n.ValidityDays == nil:
		return errs.Field("validity_days", "bad_validity", "A package without a quantity needs a time for which it is good.")
	case unit == "" && !n.SMS && !n.Reports && n.Retention == nil:
		return errs.Field("reports", "empty_package", "This package gives nothing. Choose what it switches on.")
	case n.Retention != nil && *n.Retention != "m12" && *n.Retention != "m36":
		return errs.Field("retention", "bad_retention", "A package keeps positions for 12 or 36 months.")
	}
	return checkText("terms", n.Text, 4000)
}

func packageSubject(p Package) audit.Subject {
	return audit.Subject{Kind: "package", ID: p.ID, Name: p.Name}
}

func toldOfPackage(p Package) audit.Fields {
	return audit.Fields{"name": p.Name, "description": p.Description, "countries": strings.Join(p.Countries, " "), "archived": p.ArchivedAt != nil}
}

func toldOfContents(v PackageVersion) audit.Fields {
	return audit.Fields{"version": v.Number, "price": v.Price.String(), "quantity": v.Quantity, "validity_days": v.ValidityDays,
		"sms": v.SMS, "reports": v.Reports, "retention": v.Retention, "terms": v.Text, "in_force_from": v.InForceFrom}
}
