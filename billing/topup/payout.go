package topup

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Payout is what was left in a wallet, on its way to a bank account (terms 6.4).
type Payout struct {
	ID         uuid.UUID
	Customer   uuid.UUID
	Name       string
	Currency   string
	Amount     int64
	Commission int64
	// Recipient of it, and where it goes.
	Recipient, BankAccount, Bank string
	Sent                         bool
	CreatedAt                    time.Time
	// Undone is how it came to nothing: cancelled before it was sent, or returned by the bank afterwards; empty: it has not.
	Undone   string
	UndoneAt *time.Time
}

// Leaving asks for all that is left in a wallet.
type Leaving struct {
	Customer uuid.UUID
	Currency string
	// Commission that is kept, in minor units: at most what is left.
	Commission                   int64
	Recipient, BankAccount, Bank string
	By                           uuid.UUID
}

// PayOut takes all that is left out of a wallet, after what is due was debited: less the commission it is owed to the
// customer from then on. NotFound if it is no customer of one's own, and was none; Conflict (reasons "nothing_left", "refund_under_way");
// Unavailable if Stripe does not say what became of a refund.
func (t *Topups) PayOut(ctx context.Context, s db.Scope, l Leaving) (made Payout, err error) {
	currency, err := money.ParseCurrency(l.Currency)
	if err != nil {
		return made, err
	}
	to := Destination{l.Recipient, l.BankAccount, l.Bank}
	if err := to.check(); err != nil {
		return made, err
	}
	l.Recipient, l.BankAccount, l.Bank = to.Recipient, to.BankAccount, to.Bank
	// Of a refund whose end nobody has heard the money may have gone to the card already.
	if err := t.endLeft(ctx, s, l.Customer); err != nil {
		return made, err
	}
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		name, err := t.formerCustomer(ctx, tx, s.Tenant(), l.Customer)
		if err != nil {
			return err
		}
		// What is owed already goes first; from then on nobody else moves the wallet.
		if err := t.ready(ctx, tx, s.Tenant(), currency, l.Customer); err != nil {
			return err
		}
		if going, err := refunding(ctx, tx, s.Tenant(), l.Customer); err != nil || going {
			return cmp.Or(err, error(errUnderWay))
		}
		left, err := t.Ledger.Balance(ctx, tx, s.Tenant(), l.Customer, currency)
		if err != nil {
			return err
		}
		if left.Balance <= 0 {
			return errs.New(errs.Conflict, "nothing_left", "Nothing is left in this wallet.")
		}
		made, err = t.takeOut(ctx, tx, s.Tenant(), l, name, currency, left.Balance)
		return err
	})
	return made, err
}

// takeOut takes all that is left out of a wallet that nobody else moves.
func (t *Topups) takeOut(ctx context.Context, tx *db.Tx, keeper uuid.UUID, l Leaving, name string, currency money.Currency, left money.Amount) (made Payout, err error) {
	commission := money.Amount(l.Commission)
	if commission < 0 || commission > left {
		return made, errs.Field("commission", "bad_commission", "A commission is between nothing and what is left, "+currency.Sum(left)+".")
	}
	entries := []ledger.Entry{{Account: ledger.Wallet, Amount: -left}}
	if rest := left - commission; rest > 0 {
		entries = append(entries, ledger.Entry{Account: ledger.RefundsPayable, Amount: rest})
	}
	if commission > 0 {
		entries = append(entries, ledger.Entry{Account: ledger.Commission, Amount: commission})
	}
	written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: keeper, Currency: currency, Counterparty: l.Customer, Kind: ledger.Refund, By: user(l.By), Entries: entries})
	if err != nil {
		return made, err
	}
	made = Payout{ID: newID(), Customer: l.Customer, Name: name, Currency: currency.Code(), Amount: int64(left - commission), Commission: l.Commission,
		Recipient: l.Recipient, BankAccount: l.BankAccount, Bank: l.Bank, CreatedAt: t.now()}
	if err := insertPayout(ctx, tx, keeper, made, written.ID, l.By); err != nil {
		return made, err
	}
	return made, audit.Write(ctx, tx, keeper, made.CreatedAt, audit.Change{Action: "billing.payout.begin", Subject: audit.Subject{Kind: "tenant", ID: l.Customer, Name: name},
		After: audit.Fields{"amount": currency.Sum(left - commission), "commission": currency.Sum(commission)}})
}

// Payouts reads what was, or is to be, sent to customers, the newest first.
func (t *Topups) Payouts(ctx context.Context, s db.Scope, after Place, limit int) (list []Payout, more bool, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readPayouts(ctx, tx, s.Tenant(), after, limit+1)
		return err
	})
	list, more = db.Page(list, limit)
	return list, more, err
}

// Undo takes a payout back: one that was not sent is cancelled, one that was has come back from the bank. What was taken out of the wallet, the commission
// with it, is in it again. returned says which of the two whoever asks has seen. NotFound; Conflict (reasons "undone_already", "sent_already", "not_sent").
func (t *Topups) Undo(ctx context.Context, s db.Scope, id, by uuid.UUID, returned bool, comment string) error {
	comment, err := said(comment, true, "Say in 1 to 500 letters why: the customer reads it too.")
	if err != nil {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		p, err := lockPayout(ctx, tx, s.Tenant(), id)
		if errors.Is(err, errNone) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		switch {
		case p.Undone != "":
			return errUndone
		case p.Sent && !returned:
			return errs.New(errs.Conflict, "sent_already", "This was noted as sent before. Load the list again.")
		case !p.Sent && returned:
			return errs.New(errs.Conflict, "not_sent", "This was not noted as sent: nothing can have come back. Cancel it instead.")
		}
		currency, err := money.ParseCurrency(p.Currency)
		if err != nil {
			return err
		}
		if err := t.settle(ctx, tx, p.Customer); err != nil { // the wallet first, as everybody takes it
			return err
		}
		p.Undone = "cancelled"
		if returned {
			p.Undone = "returned"
			if _, err := t.Ledger.Reverse(ctx, tx, ledger.Reversing{Keeper: s.Tenant(), Transaction: *p.sentBy, Key: "payout returned " + id.String(), Comment: comment, By: user(by)}); err != nil {
				return err
			}
		}
		written, err := t.Ledger.Reverse(ctx, tx, ledger.Reversing{Keeper: s.Tenant(), Transaction: p.transaction, Key: "payout undone " + id.String(), Comment: comment, By: user(by)})
		if err != nil {
			return err
		}
		if err := undoPayout(ctx, tx, s.Tenant(), id, p.Undone, written.ID, t.now()); err != nil {
			return err
		}
		if err := t.settle(ctx, tx, p.Customer); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.payout." + p.Undone, Subject: audit.Subject{Kind: "payout", ID: id, Name: p.Recipient},
			After: audit.Fields{"amount": currency.Sum(money.Amount(p.Amount)), "comment": comment}})
	})
}

var errUndone = errs.New(errs.Conflict, "undone_already", "This payout was taken back before. Load the list again.")

// Sent notes that the money has left the bank. NotFound; Conflict (reasons "sent_already", "undone_already").
func (t *Topups) Sent(ctx context.Context, s db.Scope, id, by uuid.UUID) error {
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		p, err := lockPayout(ctx, tx, s.Tenant(), id)
		if errors.Is(err, errNone) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		if p.Undone != "" {
			return errUndone
		}
		if p.Sent {
			return errs.New(errs.Conflict, "sent_already", "This was noted as sent before. Load the list again.")
		}
		currency, err := money.ParseCurrency(p.Currency)
		if err != nil {
			return err
		}
		if p.Amount == 0 {
			return errs.New(errs.Conflict, "nothing_left", "The commission has taken all of it: nothing is to be sent.")
		}
		amount := money.Amount(p.Amount)
		written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Kind: ledger.Payout, Key: "payout " + id.String(), By: user(by),
			Entries: []ledger.Entry{{Account: ledger.RefundsPayable, Amount: -amount}, {Account: ledger.BankCash, Amount: amount}}})
		if err != nil {
			return err
		}
		if err := sendPayout(ctx, tx, s.Tenant(), id, written.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.payout.sent", Subject: audit.Subject{Kind: "payout", ID: id, Name: p.Recipient},
			After: audit.Fields{"amount": currency.Sum(amount)}})
	})
}
