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

// Figure names one figure of the margin: what a source has brought in some months, in one currency.
type Figure struct {
	// From ≤ month < To; both are first days of months. Zero: as Margin has it.
	From, To time.Time
	Currency string
	// Source as in Earned.
	Source string
	// Item sold; zero: all of that source.
	Item uuid.UUID
	// Customer it is of; zero: all.
	Customer uuid.UUID
}

// Made is one entry that a figure of the margin is made of.
type Made struct {
	// At is when it was booked; of wholesale the day that was metered, at its midnight.
	At time.Time
	ID uuid.UUID
	// Transaction of the book; nil: a day of wholesale, of which many stand in one.
	Transaction *uuid.UUID
	// Customer it is of; nil: nobody's, like a fee, or unknown by now.
	Customer *Customer
	// Kind and Comment of the transaction.
	Kind, Comment string
	Amount        int64
	// Pieces as in Earned.
	Pieces int64
}

// Place is where a page ends with it.
func (m Made) Place() MadePlace { return MadePlace{m.At, m.ID} }

// MadePlace is where a page ended; zero: at the beginning.
type MadePlace struct {
	At time.Time `json:"a"`
	ID uuid.UUID `json:"i"`
}

// MadeOf is what a figure comes to, and by whom: those of its customers that make most of it.
type MadeOf struct {
	Amount, Pieces, Entries int64
	Customers               []MadeBy
	// More customers than these.
	More bool
}

// MadeBy is what one customer has to do with a figure.
type MadeBy struct {
	Customer        Customer
	Amount, Entries int64
}

// mostMadeBy is how many customers a figure tells.
const mostMadeBy = 50

// MadeOf reads what a figure of the margin comes to; its sum is the margin's.
func (b *Books) MadeOf(ctx context.Context, s db.Scope, f Figure) (m MadeOf, err error) {
	if f.From, f.To, err = b.marginSpan(s, f.From, f.To); err != nil {
		return m, err
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		m, err = sumMade(ctx, tx, s.Tenant(), f)
		return err
	})
	if err != nil {
		return MadeOf{}, fmt.Errorf("read what a figure is made of: %w", err)
	}
	return m, nil
}

// MarginEntries is a page of the entries that a figure of the margin is made of, the newest first, and whether there are more.
func (b *Books) MarginEntries(ctx context.Context, s db.Scope, f Figure, after MadePlace, limit int) (list []Made, more bool, err error) {
	if limit < 1 || limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d entries.", MaxPage))
	}
	if f.From, f.To, err = b.marginSpan(s, f.From, f.To); err != nil {
		return nil, false, err
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, more, err = readMade(ctx, tx, s.Tenant(), f, after, limit)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list what a figure is made of: %w", err)
	}
	return list, more, nil
}

// marginSpan is which months are looked at: zero is the twelve months up to this one.
func (b *Books) marginSpan(s db.Scope, from, to time.Time) (time.Time, time.Time, error) {
	if to.IsZero() {
		now := b.now()
		to = time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	}
	if from.IsZero() {
		from = to.AddDate(-1, 0, 0)
	}
	if !from.Before(to) || from.AddDate(0, longestMargin, 0).Before(to) {
		return from, to, errs.Field("from", "bad_days", fmt.Sprintf("Choose 1 to %d months, the first one first.", longestMargin))
	}
	if s.Kind() == tenant.Account {
		return from, to, errs.New(errs.Forbidden, "account_has_no_children", "An account has no customers of its own.")
	}
	return from, to, nil
}
