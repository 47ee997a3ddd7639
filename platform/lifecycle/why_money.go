package lifecycle

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
)

// Money says what is unpaid, and how much is missing.
type Money interface {
	WhyUnpaid(ctx context.Context, tx *db.Tx, account, object uuid.UUID) (service.Unpaid, error)
	Debt(ctx context.Context, tx *db.Tx, of uuid.UUID) (money.Amount, money.Currency, error)
}

// priceObject names the plan and the wallet that decide on the causes of an object.
func (t *Tenants) priceObject(ctx context.Context, s db.Scope, object uuid.UUID, causes []Cause) error {
	if t.money == nil {
		return nil
	}
	for i := range causes {
		c := &causes[i]
		if c.Cause != "unpaid" && c.Cause != "paused" && c.Cause != "limit" {
			continue
		}
		err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
			u, err := t.money.WhyUnpaid(ctx, tx, s.Tenant(), object)
			c.Plan, c.Full = u.Plan, u.Full && c.Cause == "unpaid"
			if c.Cause == "unpaid" && u.Missing > 0 {
				c.Missing, c.Currency = int64(u.Missing), u.Currency.Code()
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// priceTenant tells how much a tenant owes that is stopped for it.
func (t *Tenants) priceTenant(ctx context.Context, s db.Scope, of uuid.UUID, causes []Cause) error {
	if t.money == nil {
		return nil
	}
	for i := range causes {
		c := &causes[i]
		if c.Cause != "unpaid" {
			continue
		}
		err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
			missing, currency, err := t.money.Debt(ctx, tx, of)
			c.Missing, c.Currency = int64(missing), currency.Code()
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
