package topup

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Waiting is a payment of which nobody knows yet whose it is (terms 4.6.2).
type Waiting struct {
	ID           uuid.UUID
	Date         time.Time
	Amount       int64
	Currency     string
	Payer        string
	PayerTax     string
	PayerAccount string
	Purpose      string
	Reference    string
	Suggestions  []Suggestion
}

// Suggestion is whose a payment may be, and why.
type Suggestion struct {
	Customer uuid.UUID
	Name     string
	Number   string
	// Why is number (stands in the purpose), near (a digit of it is wrong), payer (paid from this bank account before) or name.
	Why string
}

// Unidentified reads the queue, the oldest first.
func (t *Topups) Unidentified(ctx context.Context, s db.Scope, after uuid.UUID, limit int) (list []Waiting, more bool, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if list, err = readWaiting(ctx, tx, s.Tenant(), after, limit+1); err != nil {
			return err
		}
		list, more = db.Page(list, limit)
		for i := range list {
			if list[i].Suggestions, err = t.suggest(ctx, tx, s.Tenant(), list[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return list, more, err
}

// suggest lists whose a payment may be, the likeliest first.
func (t *Topups) suggest(ctx context.Context, tx *db.Tx, keeper uuid.UUID, w Waiting) (list []Suggestion, err error) {
	named := bank.Numbers(w.Purpose)
	add := func(c customer, why string) {
		if !slices.ContainsFunc(list, func(o Suggestion) bool { return o.Customer == c.id }) && len(list) < 5 {
			list = append(list, Suggestion{c.id, c.name, c.number, why})
		}
	}
	for _, by := range []struct {
		why     string
		numbers []string
	}{{"number", slices.Concat(named.Certain, named.Loose)}, {"near", named.Near}} {
		found, err := customersByNumber(ctx, tx, keeper, by.numbers)
		if err != nil {
			return nil, err
		}
		for _, number := range by.numbers {
			if c, ok := found[number]; ok {
				add(c, by.why)
			}
		}
	}
	payers, err := customersByPayer(ctx, tx, keeper, w.PayerAccount)
	if err != nil {
		return nil, err
	}
	for _, c := range payers {
		add(c, "payer")
	}
	named2, err := customersByName(ctx, tx, keeper, strings.TrimSpace(w.Payer))
	for _, c := range named2 {
		add(c, "name")
	}
	return list, err
}

// Assign gives a payment to whose it is. NotFound if there is no such payment or customer; Conflict (reason
// "payment_decided") if it was decided already, or "customer_closed".
func (t *Topups) Assign(ctx context.Context, s db.Scope, receipt, customer, by uuid.UUID) error {
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		name, err := t.liveCustomer(ctx, tx, s.Tenant(), customer)
		if err != nil {
			return err
		}
		w, currency, err := waiting(ctx, tx, s.Tenant(), receipt)
		if err != nil {
			return err
		}
		if err := t.ready(ctx, tx, s.Tenant(), currency, customer); err != nil {
			return err
		}
		written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Counterparty: customer, Kind: ledger.Assignment,
			Key: "assign " + receipt.String(), Effective: w.Date, Comment: w.Purpose, By: user(by), Entries: wallet(money.Amount(w.Amount), ledger.Unidentified)})
		if err != nil {
			return err
		}
		if err := decideReceipt(ctx, tx, s.Tenant(), receipt, "assigned", &customer, written.ID); err != nil {
			return err
		}
		now := t.now()
		made := Topup{ID: newID(), Customer: customer, Currency: w.Currency, Amount: w.Amount, Source: "bank", State: "paid", Comment: w.Purpose,
			CreatedAt: now, PaidAt: &now, Transaction: &written.ID}
		if err := insertTopup(ctx, tx, s.Tenant(), made, by); err != nil {
			return err
		}
		if err := t.tellPaid(ctx, tx, made); err != nil {
			return err
		}
		if err := t.settle(ctx, tx, customer); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.receipt.assign", Subject: audit.Subject{Kind: "receipt", ID: receipt, Name: w.Payer},
			After: audit.Fields{"customer": name, "amount": currency.Sum(money.Amount(w.Amount))}})
	})
}

// Return notes that a payment was sent back to where it came from. Errors as Assign's.
func (t *Topups) Return(ctx context.Context, s db.Scope, receipt, by uuid.UUID, comment string) error {
	comment, err := said(comment, true, "Say in 1 to 500 letters why it goes back, and by which payment.")
	if err != nil {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		w, currency, err := waiting(ctx, tx, s.Tenant(), receipt)
		if err != nil {
			return err
		}
		written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Kind: ledger.Payout, Key: "return " + receipt.String(),
			Comment: comment, By: user(by), Entries: []ledger.Entry{{Account: ledger.Unidentified, Amount: -money.Amount(w.Amount)}, {Account: ledger.BankCash, Amount: money.Amount(w.Amount)}}})
		if err != nil {
			return err
		}
		if err := decideReceipt(ctx, tx, s.Tenant(), receipt, "returned", nil, written.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.receipt.return", Subject: audit.Subject{Kind: "receipt", ID: receipt, Name: w.Payer},
			After: audit.Fields{"comment": comment, "amount": currency.Sum(money.Amount(w.Amount))}})
	})
}

// Sources of money that is no customer's.
const (
	// FromStripe is what Stripe pays out of what it has taken by card.
	FromStripe = "stripe"
	// FromOwn is what comes from an account of one's own, or from nobody one sells to.
	FromOwn = "own"
)

// Own says that a payment is no customer's: it came from Stripe, which has paid out what it held, or from an account of one's own. Errors as Return's.
func (t *Topups) Own(ctx context.Context, s db.Scope, receipt, by uuid.UUID, from, comment string) error {
	other := ledger.StripeClearing
	switch from {
	case FromStripe:
	case FromOwn:
		other = ledger.Corrections
	default:
		return errs.Field("from", "bad_from", "Say where it came from: stripe, or own for an account of your own.")
	}
	comment, err := said(comment, from == FromOwn, "Say in 1 to 500 letters what it is: whoever reads the books looks for it.")
	if err != nil {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		w, currency, err := waiting(ctx, tx, s.Tenant(), receipt)
		if err != nil {
			return err
		}
		amount := money.Amount(w.Amount)
		written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Kind: ledger.Payout, Key: "own " + receipt.String(), Effective: w.Date,
			Comment: comment, By: user(by), Entries: []ledger.Entry{{Account: ledger.Unidentified, Amount: -amount}, {Account: other, Amount: amount}}})
		if err != nil {
			return err
		}
		if err := decideReceipt(ctx, tx, s.Tenant(), receipt, "own", nil, written.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.receipt.own", Subject: audit.Subject{Kind: "receipt", ID: receipt, Name: w.Payer},
			After: audit.Fields{"from": from, "comment": comment, "amount": currency.Sum(amount)}})
	})
}

// said checks a comment.
func said(comment string, needed bool, missing string) (string, error) {
	comment = strings.TrimSpace(comment)
	if n := utf8.RuneCountInString(comment); n == 0 && needed || n > 500 || strings.ContainsRune(comment, 0) {
		return "", errs.Field("comment", "comment_missing", missing)
	}
	return comment, nil
}

// waiting locks a payment that nobody has decided about.
func waiting(ctx context.Context, tx *db.Tx, keeper, receipt uuid.UUID) (Waiting, money.Currency, error) {
	w, state, err := lockReceipt(ctx, tx, keeper, receipt)
	if errors.Is(err, errNone) {
		return w, money.Currency{}, errs.Missing()
	}
	if err != nil {
		return w, money.Currency{}, err
	}
	if state != "unidentified" {
		return w, money.Currency{}, errWaiting
	}
	currency, err := money.ParseCurrency(w.Currency)
	return w, currency, err
}
