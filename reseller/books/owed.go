package books

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Owed is what the tenant acted in has with its provider: the level above is named in the section Provider only.
type Owed struct {
	Wallets []ledger.WalletState
	// Plan it is served under, as offered to it; nil: none, it is not charged.
	Plan *catalogue.Offered
	// Standing on the ladder, and how many days of debt lead to each step there.
	Standing service.Standing
	Ladder   service.Ladder
	// Months of what was metered, the newest first, thirteen at most.
	Months []Cost
}

// Owed reads it. NotFound: nobody stands above.
func (b *Books) Owed(ctx context.Context, s db.Scope) (o Owed, err error) {
	if s.Kind() == tenant.Platform {
		return o, errs.Missing()
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		all, err := b.Ledger.WalletsOf(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		for _, w := range all {
			if w.Counterparty == s.Tenant() && !w.Currency.IsQuantity() {
				o.Wallets = append(o.Wallets, w)
			}
		}
		if o.Plan, err = b.Prices.WholesaleIn(ctx, tx, s); err != nil {
			return err
		}
		if o.Standing, err = b.Engine.Standing(ctx, tx, s.Tenant()); err != nil {
			return err
		}
		if o.Ladder, err = ladderAbove(ctx, tx); err != nil {
			return err
		}
		o.Months, err = monthsOwed(ctx, tx, s.Tenant(), 13)
		return err
	})
	if err != nil {
		return Owed{}, fmt.Errorf("read what is owed: %w", err)
	}
	return o, nil
}

// OwedDays are the days that were metered for the tenant acted in, from ≤ day < to, the newest first.
func (b *Books) OwedDays(ctx context.Context, s db.Scope, from, to time.Time) (list []service.WholesaleDay, err error) {
	if from, to, err = b.days(from, to); err != nil {
		return nil, err
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = b.Engine.WholesaleDays(ctx, tx, s.Tenant(), from, to)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read metered days: %w", err)
	}
	return list, nil
}

// days fills in what was not said: the thirty-one days up to today.
func (b *Books) days(from, to time.Time) (time.Time, time.Time, error) {
	if to.IsZero() {
		to = b.now().Truncate(24*time.Hour).AddDate(0, 0, 1)
	}
	if from.IsZero() {
		from = to.AddDate(0, 0, -31)
	}
	if !from.Before(to) || to.Sub(from) > 400*24*time.Hour {
		return from, to, errs.Field("from", "bad_days", "Choose 1 to 400 days, the first one first.")
	}
	return from, to, nil
}

// OwedEntries is a page of one's own wallet with the provider.
func (b *Books) OwedEntries(ctx context.Context, s db.Scope, code string, after ledger.Place, limit int) (list []ledger.Line, next *ledger.Place, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		all, err := b.Ledger.WalletsOf(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		for _, w := range all {
			if w.Counterparty == s.Tenant() && !w.Currency.IsQuantity() && (code == "" || w.Currency.Code() == code) {
				list, next, err = b.Ledger.Entries(ctx, tx, ledger.Asked{Account: w.ID, After: after, Most: limit})
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read the wallet with the provider: %w", err)
	}
	return list, next, nil
}

func ladderAbove(ctx context.Context, tx *db.Tx) (l service.Ladder, err error) {
	l, err = readLadderAbove(ctx, tx)
	if errors.Is(err, pgx.ErrNoRows) {
		return service.DefaultLadder(), nil
	}
	return l, err
}
