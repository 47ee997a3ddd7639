package service

import (
	"context"
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
	var resellers []uuid.UUID
	days := map[uuid.UUID][]unmetered{}
	for _, d := range due {
		if days[d.reseller] == nil {
			resellers = append(resellers, d.reseller)
		}
		days[d.reseller] = append(days[d.reseller], d)
	}
	err = e.each(ctx, resellers, "a reseller cannot be metered", func(reseller uuid.UUID) error {
		// Days are metered in their order, as far as they can be: what is carried goes from one to the next.
		for _, d := range days[reseller] {
			if err := e.DB.Worker(ctx, func(tx *db.Tx) error { return meterDay(ctx, tx, d, e.Clock.Now()) }); err != nil {
				return fmt.Errorf("%s: %w", d.day.Format(time.DateOnly), err)
			}
			n++
		}
		return nil
	})
	return n, err
}

// WholesaleDays are the days of a reseller, from ≤ day < to, as both sides read them, the newest first.
func (e *Engine) WholesaleDays(ctx context.Context, tx *db.Tx, reseller uuid.UUID, from, to time.Time) ([]WholesaleDay, error) {
	return wholesaleDays(ctx, tx, reseller, from, to)
}
