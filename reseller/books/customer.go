package books

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// CustomerMoney is all the money there is between a keeper and one customer.
type CustomerMoney struct {
	Customer Customer
	Wallets  []Wallet
	// Currencies that books are kept in, the main one first: a wallet can be opened in each.
	Currencies []string
	// Forecast of what is to come; nil: nothing of the customer's costs.
	Forecast *service.Forecast
}

// Money reads the wallets of a customer and how long they last. NotFound if it is none of one's own.
func (b *Books) Money(ctx context.Context, s db.Scope, id uuid.UUID) (m CustomerMoney, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if m.Customer, err = customer(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		kept, err := b.Ledger.Books(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		for _, k := range kept {
			if !k.Currency.IsQuantity() {
				m.Currencies = append(m.Currencies, k.Currency.Code())
			}
		}
		m.Wallets, err = readWalletsOf(ctx, tx, s.Tenant(), id, b.now())
		return err
	})
	if err == nil && m.Customer.Kind == "account" && m.Customer.Status != Moved {
		err = b.inside(ctx, s, id, func(tx *db.Tx) error {
			f, err := b.Engine.Forecast(ctx, tx, id)
			if err == nil && !f.Currency.IsZero() {
				m.Forecast = &f
			}
			return err
		})
	}
	if err != nil {
		return CustomerMoney{}, fmt.Errorf("read a customer's money: %w", err)
	}
	return m, nil
}

// Entry is a line of a wallet.
type Entry struct {
	ledger.Line

	// ByName is what whoever booked it is called; empty: nobody of one's own did.
	ByName string
}

// Entries is a page of a customer's wallet, the newest first, and where the next one begins. NotFound if the customer is none of one's
// own; a wallet that was never used is empty.
func (b *Books) Entries(ctx context.Context, s db.Scope, id uuid.UUID, currency string, after ledger.Place, limit int) (list []Entry, next *ledger.Place, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := customer(ctx, tx, s.Tenant(), id); err != nil {
			return err
		}
		unit, kept, err := b.Ledger.Main(ctx, tx, s.Tenant())
		if currency != "" {
			unit, err = parse(currency)
		} else if !kept {
			return err
		}
		if err != nil {
			return err
		}
		wallet, err := b.Ledger.Balance(ctx, tx, s.Tenant(), id, unit)
		if err != nil || wallet.ID == uuid.Nil {
			return err
		}
		var lines []ledger.Line
		if lines, next, err = b.Ledger.Entries(ctx, tx, ledger.Asked{Account: wallet.ID, After: after, Most: limit}); err != nil {
			return err
		}
		list, err = withNames(ctx, tx, lines)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read a wallet: %w", err)
	}
	return list, next, nil
}

func withNames(ctx context.Context, tx *db.Tx, lines []ledger.Line) ([]Entry, error) {
	var users []uuid.UUID
	for _, l := range lines {
		if l.By != nil {
			users = append(users, *l.By)
		}
	}
	names, err := namesOf(ctx, tx, users)
	list := make([]Entry, 0, len(lines))
	for _, l := range lines {
		e := Entry{Line: l}
		if l.By != nil {
			e.ByName = names[*l.By]
		}
		list = append(list, e)
	}
	return list, err
}

// Part is a debit of one object: what an entry is made of.
type Part struct {
	Object     uuid.UUID
	Name       string
	Plan       string
	Start, End time.Time
	Amount     int64
}

// Written is a transaction with all that it is made of.
type Written struct {
	ledger.Transaction

	Customer *Customer
	ByName   string
	// Parts of a charge, the first mostParts of them.
	Parts []Part
	// Reversible by hand.
	Reversible bool
}

const mostParts = 500

// Transaction reads one of the keeper's book. NotFound.
func (b *Books) Transaction(ctx context.Context, s db.Scope, id uuid.UUID) (w Written, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		w, err = b.written(ctx, tx, s, id)
		return err
	})
	if err == nil && w.Kind == ledger.Charge && w.Customer != nil && w.Customer.Kind == "account" {
		var list []Part
		err = b.inside(ctx, s, w.Customer.ID, func(tx *db.Tx) error {
			list, err = readParts(ctx, tx, id, mostParts)
			return err
		})
		if errs.Is(err, errs.NotFound) {
			err = nil // the customer has moved away; its objects are another's business
		}
		w.Parts = list
	}
	if err != nil {
		return Written{}, fmt.Errorf("read a transaction: %w", err)
	}
	if len(w.Parts) > 0 {
		if err := b.DB.InTenant(ctx, s, func(tx *db.Tx) error { return namePlans(ctx, tx, w.Parts) }); err != nil {
			return Written{}, fmt.Errorf("name the plans of a transaction: %w", err)
		}
	}
	return w, nil
}

func (b *Books) written(ctx context.Context, tx *db.Tx, s db.Scope, id uuid.UUID) (w Written, err error) {
	w.Transaction, err = b.Ledger.Transaction(ctx, tx, id)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && w.Keeper != s.Tenant() {
		return w, errs.Missing() // of the book above one sees the own wallet, under Provider
	}
	if err != nil {
		return w, err
	}
	if w.Counterparty != nil {
		c, err := readCustomer(ctx, tx, s.Tenant(), *w.Counterparty)
		if err == nil {
			w.Customer = &c
		} else if !errors.Is(err, pgx.ErrNoRows) {
			return w, err
		}
	}
	if w.By != nil {
		names, err := namesOf(ctx, tx, []uuid.UUID{*w.By})
		if err != nil {
			return w, err
		}
		w.ByName = names[*w.By]
	}
	w.Reversible = w.ReversedBy == nil && byHand(w.Transaction) && w.Customer != nil && w.Customer.Status != Moved
	return w, nil
}
