package service

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// madeOfFor is how far back it is told what a balance is made of.
const madeOfFor = 30 * 24 * time.Hour

// Part is what one kind of transactions comes to.
type Part struct {
	Kind   ledger.Kind
	Count  int
	Amount money.Amount
}

// Purse is a wallet, and what has made it what it is.
type Purse struct {
	ledger.WalletState
	// Since is the moment that Before is the balance of; the parts come after it, and make it what it is now.
	Since  time.Time
	Before money.Amount
	Parts  []Part
}

// Money is how that of an account stands.
type Money struct {
	Purses   []Purse
	Forecast Forecast
	// Unpaid objects, and what they would cost now.
	Unpaid       int
	UnpaidAmount money.Amount
	// Objects that are served for money.
	Served int
}

// Money tells how the money of the account acted in stands.
func (s *Subscriptions) Money(ctx context.Context, account db.Scope) (m Money, err error) {
	now := s.now()
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		wallets, err := s.Ledger.WalletsOf(ctx, tx, account.Tenant())
		if err != nil {
			return err
		}
		keeper, err := keeperOf(ctx, tx, account.Tenant())
		if errs.Is(err, errs.NotFound) { // the root owes nobody
			return nil
		}
		if err != nil {
			return err
		}
		for _, w := range wallets {
			if w.Keeper != keeper || w.Currency == money.SMS {
				continue
			}
			p := Purse{WalletState: w, Since: now.Add(-madeOfFor)}
			if p.Before, err = s.Ledger.BalanceBefore(ctx, tx, w.ID, p.Since); err != nil {
				return err
			}
			if p.Parts, err = madeOf(ctx, tx, w.ID, p.Since); err != nil {
				return err
			}
			m.Purses = append(m.Purses, p)
		}
		if m.Forecast, err = s.Engine.Forecast(ctx, tx, account.Tenant()); err != nil {
			return err
		}
		m.Unpaid, m.UnpaidAmount, m.Served, err = readUnpaid(ctx, tx, account.Tenant(), now)
		return err
	})
	if err != nil {
		return Money{}, fmt.Errorf("read how the money stands: %w", err)
	}
	return m, nil
}

// Entries is a page of the statement of the account's wallet in a currency, the newest first.
func (s *Subscriptions) Entries(ctx context.Context, account db.Scope, currency string, after ledger.Place, most int) (lines []ledger.Line, next *ledger.Place, err error) {
	unit, err := money.Parse(currency)
	if err != nil {
		return nil, nil, err
	}
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		keeper, err := keeperOf(ctx, tx, account.Tenant())
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		wallet, err := s.Ledger.Balance(ctx, tx, keeper, account.Tenant(), unit)
		if err != nil || wallet.ID == uuid.Nil {
			return err
		}
		lines, next, err = s.Ledger.Entries(ctx, tx, ledger.Asked{Account: wallet.ID, After: after, Most: most})
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read entries of a wallet: %w", err)
	}
	return lines, next, nil
}

// Charge is what one object has cost, of an entry.
type Charge struct {
	Object     uuid.UUID
	ObjectName string
	PlanName   string
	From, To   time.Time
	Amount     money.Amount
	GivenBack  money.Amount
}

// EntryDetail is an entry with what it was for.
type EntryDetail struct {
	ledger.Line
	Currency money.Currency
	Charges  []Charge
	// ReversedBy is what took it back.
	ReversedBy *uuid.UUID
}

// Entry reads one entry of the account's wallet. NotFound.
func (s *Subscriptions) Entry(ctx context.Context, account db.Scope, transaction uuid.UUID) (d EntryDetail, err error) {
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		t, err := s.Ledger.Transaction(ctx, tx, transaction)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && (t.Counterparty == nil || *t.Counterparty != account.Tenant()) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		d = EntryDetail{Line: ledger.Line{Transaction: t.ID, Kind: t.Kind, Effective: t.Effective, BookedAt: t.BookedAt, Reverses: t.Reverses, Comment: t.Comment, By: t.By},
			Currency: t.Currency, ReversedBy: t.ReversedBy}
		for _, e := range t.Entries {
			if e.Account == ledger.Wallet {
				d.Amount = e.Amount
			}
		}
		d.Charges, err = chargesOf(ctx, tx, account.Tenant(), t.ID, t.Key)
		return err
	})
	if err != nil {
		return EntryDetail{}, fmt.Errorf("read an entry: %w", err)
	}
	return d, nil
}
