package lifecycle

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// Customer is a tenant as its provider knows it.
type Customer struct {
	ID        uuid.UUID
	Kind      tenant.Kind
	Name      string
	Number    string
	Status    string
	Locale    string
	TimeZone  string
	Country   string
	CreatedAt time.Time
	ClosedAt  *time.Time
	// HasOwner: somebody answers for it. Otherwise an invitation waits.
	HasOwner bool
	Owner    string
	Email    string
}

// Customer reads a customer of the provider's own. NotFound if it is none.
func (t *Tenants) Customer(ctx context.Context, provider db.Scope, customer uuid.UUID) (Customer, error) {
	var got Customer
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) (err error) {
		got, err = t.customer(ctx, tx, c, scope)
		return err
	})
	if err != nil {
		return Customer{}, fmt.Errorf("read a customer: %w", err)
	}
	return got, nil
}

func (t *Tenants) customer(ctx context.Context, tx *db.Tx, c customerRow, scope db.Scope) (Customer, error) {
	got := Customer{ID: c.id, Kind: c.kind, Name: c.name, Number: c.number, Status: c.status, Locale: c.locale, TimeZone: c.zone, Country: c.country,
		CreatedAt: c.createdAt.UTC()}
	if c.closedAt != nil {
		at := c.closedAt.UTC()
		got.ClosedAt = &at
	}
	if err := tx.Enter(ctx, scope); err != nil {
		return got, err
	}
	owner, err := readOwner(ctx, tx, c.id)
	got.HasOwner, got.Owner, got.Email = owner.there, owner.name, owner.email
	return got, err
}

// Change is what to change of a customer; nil leaves it as it is.
type Change struct {
	Name, Locale, TimeZone, Country *string
}

// Change renames a customer, or says where it is; both audits tell of it. Invalid names the field.
func (t *Tenants) Change(ctx context.Context, provider db.Scope, customer uuid.UUID, change Change) (Customer, error) {
	if err := change.check(); err != nil {
		return Customer{}, err
	}
	var got Customer
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		before := told(c)
		change.apply(&c)
		if err := updateCustomer(ctx, tx, c); err != nil {
			return err
		}
		if was, is := audit.Differing(before, told(c)); len(is) > 0 {
			subject := audit.Subject{Kind: "tenant", ID: c.id, Name: c.name}
			if err := write(ctx, tx, provider.Tenant(), t.now(), "tenant.change", subject, was, is); err != nil {
				return err
			}
			if err := tx.Enter(ctx, scope); err != nil {
				return err
			}
			if err := write(asTechnical(ctx), tx, c.id, t.now(), "tenant.change", subject, was, is); err != nil {
				return err
			}
		}
		var err error
		got, err = t.customer(ctx, tx, c, scope)
		return err
	})
	if err != nil {
		return Customer{}, fmt.Errorf("change a customer: %w", err)
	}
	return got, nil
}

func (c *Change) check() error {
	if c.Name != nil {
		trimmed := strings.TrimSpace(*c.Name)
		if err := tenant.CheckName(trimmed); err != nil {
			return err
		}
		c.Name = &trimmed
	}
	if c.TimeZone != nil {
		if err := tenant.CheckTimeZone("time_zone", *c.TimeZone); err != nil {
			return err
		}
	}
	return checkPlace(orEmpty(c.Locale), orEmpty(c.Country))
}

func (c *Change) apply(row *customerRow) {
	for _, f := range []struct {
		to   *string
		from *string
	}{{&row.name, c.Name}, {&row.zone, c.TimeZone}, {&row.country, c.Country}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if orEmpty(c.Locale) != "" {
		row.locale = *c.Locale
	}
}

// told is what both audits say of a customer.
func told(c customerRow) audit.Fields {
	return audit.Fields{"name": c.name, "locale": c.locale, "time_zone": c.zone, "country": c.country}
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
