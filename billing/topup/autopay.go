package topup

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Autopay is an account's wish that a saved card fills its wallet by itself.
type Autopay struct {
	// State is off, waiting (for the payment that saves the card), on, or stopped (by failures).
	State    string
	Currency string
	// Amount is taken at once when the balance is below Below, and never more than MonthMost in a calendar month.
	Amount, Below, MonthMost int64
	// Used of it this month.
	Used int64
	// Card it is taken from; an empty LastFour: none is saved.
	Brand, LastFour     string
	CardMonth, CardYear int
	Failures            int
	FailedAt, NextTry   *time.Time
	ChangedAt           time.Time
}

// AutopayWish is what an account agrees to.
type AutopayWish struct {
	Currency                 string
	Amount, Below, MonthMost int64
	// Words are what was agreed to, as they were shown.
	Words string
	// NewCard asks for a card even if one is saved.
	NewCard    bool
	Done, Left string
	Locale     string
	By         uuid.UUID
}

func (w *AutopayWish) check() (money.Currency, error) {
	currency, err := money.ParseCurrency(w.Currency)
	if err != nil {
		return currency, err
	}
	w.Words = strings.TrimSpace(w.Words)
	switch n := utf8.RuneCountInString(w.Words); {
	case n == 0 || n > 2000 || strings.ContainsRune(w.Words, 0):
		return currency, errs.Field("words", "consent_missing", "Send the words that were agreed to, in 1 to 2000 letters.")
	case w.Amount <= 0 || money.Amount(w.Amount) > money.Most:
		return currency, errs.Field("amount", "bad_amount", "Write a sum above zero.")
	case w.Below <= 0 || money.Amount(w.Below) > money.Most:
		return currency, errs.Field("below", "bad_amount", "Write a sum above zero.")
	case w.MonthMost < w.Amount || money.Amount(w.MonthMost) > money.Most:
		return currency, errs.Field("month_most", "cap_below_amount", "The most in a month is at least what is taken at once.")
	}
	return currency, stripe.Takes(currency, money.Amount(w.Amount))
}

// Autopay reads what the account acted in has agreed to. A state of off with no sums: nothing ever.
func (t *Topups) Autopay(ctx context.Context, s db.Scope) (a Autopay, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		row, err := readAutopay(ctx, tx, s.Realm(), s.Tenant(), t.now())
		if errors.Is(err, errNone) {
			a = Autopay{State: "off"}
			return nil
		}
		a = row.Autopay
		return err
	})
	return a, err
}

// SetAutopay agrees that a saved card fills the wallet of the account acted in. Where no card is saved yet, or another one is
// wanted, page is where it is asked for: the first payment is made there. Invalid names the field; Conflict (reasons "no_cards",
// "no_book", "autopay_stopped").
func (t *Topups) SetAutopay(ctx context.Context, s db.Scope, w AutopayWish) (page string, err error) {
	currency, err := w.check()
	if err != nil {
		return "", err
	}
	if s.Kind() != tenant.Account {
		return "", errs.New(errs.Forbidden, "not_an_account", "Cards pay for accounts. A provider pays its own by bank.")
	}
	keeper, err := t.Tenants.Scope(ctx, s.Realm(), s.Realm())
	if err != nil {
		return "", err
	}
	var now autopayRow
	err = t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		now, err = readAutopay(ctx, tx, keeper.Tenant(), s.Tenant(), t.now())
		if errors.Is(err, errNone) {
			now, err = autopayRow{}, nil
		}
		return err
	})
	if err != nil {
		return "", err
	}
	next := now
	if now.State == "waiting" {
		next.topup = nil // of the page that was left: what is paid in it is booked, but it is nothing that a saved card owes
	}
	next.Autopay = Autopay{State: "on", Currency: currency.Code(), Amount: w.Amount, Below: w.Below, MonthMost: w.MonthMost,
		Brand: now.Brand, LastFour: now.LastFour, CardMonth: now.CardMonth, CardYear: now.CardYear}
	if now.method == "" || w.NewCard {
		var first uuid.UUID
		if page, first, err = t.begin(ctx, s, Wanted{Currency: w.Currency, Amount: w.Amount, Done: w.Done, Left: w.Left, Locale: w.Locale, By: w.By}, true); err != nil {
			return "", err
		}
		next.State, next.topup = "waiting", &first
	}
	return page, t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		at := t.now()
		// Read again, and held: whoever has stopped it meanwhile, in another window, has forgotten the card.
		held, err := lockAutopay(ctx, tx, keeper.Tenant(), s.Tenant(), at)
		if err != nil && !errors.Is(err, errNone) {
			return err
		}
		if next.State == "on" && held.method == "" {
			return errs.New(errs.Conflict, "autopay_stopped", "It was stopped in another window, and the card is forgotten. Load the page again, then agree anew.")
		}
		if err := writeAutopay(ctx, tx, keeper.Tenant(), s.Tenant(), next, at); err != nil {
			return err
		}
		if err := insertConsent(ctx, tx, keeper.Tenant(), s.Tenant(), w, at); err != nil {
			return err
		}
		if next.State == "on" {
			if err := t.tellAutopay(ctx, tx, s.Tenant(), next, "autopay_on", currency.Sum(money.Amount(w.Amount)), at); err != nil {
				return err
			}
		}
		return t.auditAutopay(ctx, tx, s, "billing.autopay.agree", audit.Fields{"amount": currency.Sum(money.Amount(w.Amount)),
			"below": currency.Sum(money.Amount(w.Below)), "month_most": currency.Sum(money.Amount(w.MonthMost))}, at)
	})
}

// StopAutopay ends it at once; the card is forgotten. Off already is no error.
func (t *Topups) StopAutopay(ctx context.Context, s db.Scope) error {
	keeper, err := t.Tenants.Scope(ctx, s.Realm(), s.Realm())
	if err != nil {
		return err
	}
	return t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		at := t.now()
		stopped, err := endAutopay(ctx, tx, keeper.Tenant(), s.Tenant(), at)
		if err != nil || !stopped {
			return err
		}
		return t.auditAutopay(ctx, tx, s, "billing.autopay.stop", nil, at)
	})
}

// auditAutopay writes into the account's own audit what was done; the transaction acts in its keeper's tenant afterwards no more.
func (t *Topups) auditAutopay(ctx context.Context, tx *db.Tx, s db.Scope, action string, after audit.Fields, at time.Time) error {
	if err := tx.Enter(ctx, s); err != nil {
		return err
	}
	return audit.Write(ctx, tx, s.Tenant(), at, audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, After: after})
}
