package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// WholesaleDay is what a reseller owes its provider for one day.
type WholesaleDay struct {
	// Day of the provider's calendar.
	Day time.Time
	// Objects below the reseller that were heard that day.
	Objects int64
	// Rate is exact; Amount is what was posted for the day, with what was carried from those before it.
	Rate     money.Micro
	Amount   money.Amount
	Currency money.Currency
}

// MeterWholesale counts, for every reseller with a wholesale plan, the days that are over, and debits them in the provider's
// book: whatever that does to the reseller's wallet, what its customers have paid stands. It answers how many days it has counted.
func (e *Engine) MeterWholesale(ctx context.Context) (n int64, err error) {
	var due []unmetered
	err = e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		due, err = unmeteredDays(ctx, tx, e.Clock.Now())
		return err
	})
	if err != nil {
		return 0, err
	}
	var failed error
	stuck := uuid.Nil
	for _, d := range due {
		// Days are metered in their order: what is carried goes from one to the next.
		if d.reseller == stuck {
			continue
		}
		err := e.DB.Worker(ctx, func(tx *db.Tx) error { return meterDay(ctx, tx, d, e.Clock.Now()) })
		if ctx.Err() != nil {
			return n, errors.Join(failed, err)
		}
		if err != nil {
			// One reseller that cannot be metered does not stop the others.
			e.Log.ErrorContext(ctx, "a reseller cannot be metered", "reseller", d.reseller, "day", d.day.Format(time.DateOnly), "error", err)
			failed, stuck = errors.Join(failed, fmt.Errorf("meter reseller %s: %w", d.reseller, err)), d.reseller
			continue
		}
		n++
	}
	return n, failed
}

// WholesaleDays are the days of a reseller, from ≤ day < to, as both sides read them, the newest first.
func (e *Engine) WholesaleDays(ctx context.Context, tx *db.Tx, reseller uuid.UUID, from, to time.Time) ([]WholesaleDay, error) {
	return wholesaleDays(ctx, tx, reseller, from, to)
}
