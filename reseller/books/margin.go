package books

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Earned is what one thing sold has brought in a month, in one currency.
type Earned struct {
	// Month is its first day, in the keeper's calendar.
	Month    time.Time
	Currency string
	// Source is plan, package or wholesale; or what lowers or raises them: given_back, bonuses, corrections, commission, fees, disputes.
	Source string
	// Item sold; zero where none is.
	Item   uuid.UUID
	Name   string
	Amount int64
	// Pieces is how many were sold: periods of objects, packages, or days of objects.
	Pieces int64
}

// Cost is what is owed to the level above for a month.
type Cost struct {
	Month    time.Time
	Currency string
	Amount   int64
	// Days of objects that were metered.
	Days int64
}

// Margin is what was earned beside what it has cost, month by month. Sums of different currencies are never added up.
type Margin struct {
	Earned []Earned
	Costs  []Cost
}

// longestMargin is how many months one look may span.
const longestMargin = 36

// Margin reads the months from ≤ month < to of the tenant acted in; both are first days of months. Zero: the twelve months up to this one.
func (b *Books) Margin(ctx context.Context, s db.Scope, from, to time.Time) (m Margin, err error) {
	if to.IsZero() {
		now := b.now()
		to = time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	}
	if from.IsZero() {
		from = to.AddDate(-1, 0, 0)
	}
	if !from.Before(to) || from.AddDate(0, longestMargin, 0).Before(to) {
		return m, errs.Field("from", "bad_days", fmt.Sprintf("Choose 1 to %d months, the first one first.", longestMargin))
	}
	if s.Kind() == tenant.Account {
		return m, errs.New(errs.Forbidden, "account_has_no_children", "An account has no customers of its own.")
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		m, err = readMargin(ctx, tx, s.Tenant(), from, to)
		return err
	})
	if err != nil {
		return Margin{}, fmt.Errorf("read the margin: %w", err)
	}
	return m, nil
}
