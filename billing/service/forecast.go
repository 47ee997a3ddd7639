package service

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// forecastFor is how far a forecast looks.
const forecastFor = 400 * 24 * time.Hour

// Forecast is how long an account's money lasts if nothing changes: prices that are announced are taken from their date on,
// and an object that costs by the day is thought to be heard every day.
type Forecast struct {
	Currency money.Currency
	// Spendable is the balance down to the floor.
	Spendable money.Amount
	// Until is the first debit that cannot be paid; nil: none for more than a year, or nothing costs.
	Until *time.Time
	// Days from now until then; 0 where there is no such debit.
	Days int
	// Missing is how much is short then.
	Missing money.Amount
	// Next debits to come, by their day, the first ones.
	Next []ComingDebit
	// Month is what the thirty days to come cost.
	Month money.Amount
	// Zone is the account's calendar.
	Zone *time.Location
}

// ComingDebit is what falls due on one day.
type ComingDebit struct {
	At      time.Time
	Objects int
	Amount  money.Amount
}

// Forecast says how long the money of an account lasts. The transaction is the account's own, or a job's.
func (e *Engine) Forecast(ctx context.Context, tx *db.Tx, account uuid.UUID) (Forecast, error) {
	now := e.Clock.Now()
	f, err := readWalletOf(ctx, tx, account)
	if err != nil || f.Currency.IsZero() {
		return f, err
	}
	coming, err := comingDebits(ctx, tx, account, f.Currency.Code(), now, now.Add(forecastFor))
	if err != nil {
		return f, err
	}
	left := f.Spendable
	for _, c := range coming {
		if c.At.Before(now.Add(30 * 24 * time.Hour)) {
			f.Month += c.Amount
		}
		if len(f.Next) < 12 {
			f.Next = append(f.Next, c)
		}
		if f.Until != nil {
			continue
		}
		if left -= c.Amount; left < 0 && c.Amount > 0 {
			at := c.At
			f.Until, f.Missing = &at, -left
			f.Days = max(0, int(at.Sub(now)/(24*time.Hour)))
		}
	}
	return f, nil
}
