package books

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
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
	if from, to, err = b.marginSpan(s, from, to); err != nil {
		return m, err
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
