package lifecycle

import (
	"context"
	"fmt"
	"maps"
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
	Contract  Contract
	// Note is the provider's own; the customer never sees it.
	Note string
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
		CreatedAt: c.createdAt.UTC(), Contract: c.contract, Note: c.note}
	if c.closedAt != nil {
		at := c.closedAt.UTC()
		got.ClosedAt = &at
	}
	if err := tx.Turn(ctx, scope); err != nil {
		return got, err
	}
	owner, err := readOwner(ctx, tx, c.id)
	got.HasOwner, got.Owner, got.Email = owner.there, owner.name, owner.email
	return got, err
}

// Change is what to change of a customer; nil leaves it as it is.
type Change struct {
	Name, Locale, TimeZone, Country, Note *string
	Contract                              *Contract
}

// Change renames a customer, says where it is, or changes its contract or the provider's note about it. Invalid names the
// field.
func (t *Tenants) Change(ctx context.Context, provider db.Scope, customer uuid.UUID, change Change) (Customer, error) {
	if err := change.check(); err != nil {
		return Customer{}, err
	}
	var got Customer
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		before, own := told(c)
		change.apply(&c)
		if err := updateCustomer(ctx, tx, c); err != nil {
			return err
		}
		if change.Contract != nil {
			if err := setContract(ctx, tx, c.id, c.contract); err != nil {
				return err
			}
		}
		if change.Note != nil {
			if err := t.setNote(ctx, tx, provider, c.id, c.note); err != nil {
				return err
			}
		}
		after, ownAfter := told(c)
		was, is := audit.Differing(before, after)
		if len(is) > 0 {
			if err := write(ctx, tx, provider.Tenant(), t.now(), "tenant.change", audit.Subject{Kind: "tenant", ID: c.id, Name: c.name}, was, is); err != nil {
				return err
			}
		}
		if was, is = audit.Differing(own, ownAfter); len(is) > 0 {
			if err := tx.Turn(ctx, scope); err != nil {
				return err
			}
			if err := write(asTechnical(ctx), tx, c.id, t.now(), "tenant.change", audit.Subject{Kind: "tenant", ID: c.id, Name: c.name}, was, is); err != nil {
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
	if c.Contract != nil {
		if err := c.Contract.check(); err != nil {
			return err
		}
	}
	if c.Note != nil {
		if err := checkNote(*c.Note); err != nil {
			return err
		}
	}
	return checkPlace(orEmpty(c.Locale), orEmpty(c.Country))
}

func (c *Change) apply(row *customerRow) {
	for _, f := range []struct {
		to   *string
		from *string
	}{{&row.name, c.Name}, {&row.zone, c.TimeZone}, {&row.country, c.Country}, {&row.note, c.Note}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if orEmpty(c.Locale) != "" {
		row.locale = *c.Locale
	}
	if c.Contract != nil {
		row.contract = *c.Contract
	}
}

// told is what the audit says of a customer: in the provider's, and in its own.
func told(c customerRow) (all, own audit.Fields) {
	own = audit.Fields{"name": c.name, "locale": c.locale, "time_zone": c.zone, "country": c.country}
	all = audit.Fields{"contract": c.contract.Number, "signed_on": c.contract.Signed, "tier": c.contract.Tier, "note": c.note}
	maps.Copy(all, own)
	return all, own
}

func (t *Tenants) setNote(ctx context.Context, tx *db.Tx, provider db.Scope, customer uuid.UUID, note string) error {
	return putNote(ctx, tx, provider.Tenant(), customer, strings.TrimSpace(note), t.now())
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
