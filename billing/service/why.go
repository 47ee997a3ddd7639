package service

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// Unpaid says what an object waits for that nobody has paid.
type Unpaid struct {
	// Plan it stands on.
	Plan string
	// Full: the plan that objects begin on has no room for it; nothing is to be paid, another plan is to be connected.
	Full bool
	// Price of the period that would begin now, and how much the wallet is short of it.
	Price, Missing money.Amount
	Currency       money.Currency
}

// WhyUnpaid says what decides on an object that is blocked as unpaid, or paused. The transaction's tenant is the account itself.
func (s *Subscriptions) WhyUnpaid(ctx context.Context, tx *db.Tx, account, object uuid.UUID) (u Unpaid, err error) {
	sub, err := readSubscription(ctx, tx, account, object, s.now())
	if err != nil {
		return u, err
	}
	u.Plan, u.Full = sub.PlanName, sub.ID == uuid.Nil
	if u.Full || sub.Free {
		return u, nil
	}
	if u.Price, u.Currency, err = priceNow(ctx, tx, sub.ID, s.now()); err != nil {
		return u, err
	}
	wallets, err := s.Ledger.WalletsOf(ctx, tx, account)
	u.Missing = max(0, u.Price-spendable(wallets, u.Currency.Code()))
	return u, err
}

// Debt is how far a tenant's wallets with its provider are below their floors: the first of them that is. The transaction's tenant is
// either of the two.
func (s *Subscriptions) Debt(ctx context.Context, tx *db.Tx, of uuid.UUID) (missing money.Amount, currency money.Currency, err error) {
	wallets, err := s.Ledger.WalletsOf(ctx, tx, of)
	for _, w := range wallets {
		if w.Spendable() < 0 && w.Currency != money.SMS {
			return -w.Spendable(), w.Currency, err
		}
	}
	return 0, currency, err
}
