package topup

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Destination is where money goes that is paid out.
type Destination struct {
	Recipient, BankAccount, Bank string
}

func (d *Destination) check() error {
	for _, f := range []struct {
		name  string
		text  *string
		least int
		most  int
	}{{"recipient", &d.Recipient, 1, 200}, {"bank_account", &d.BankAccount, 1, 60}, {"bank", &d.Bank, 0, 200}} {
		*f.text = strings.TrimSpace(*f.text)
		if n := utf8.RuneCountInString(*f.text); n < f.least || n > f.most || strings.ContainsRune(*f.text, 0) {
			return errs.Field(f.name, "bad_recipient", "Say who gets the money, and on which bank account.")
		}
	}
	return nil
}

// EndIn settles what a customer owes until now and lets nothing of its begin anew: the agreement ends (terms 2.3.3, 6), and no card pays by itself any
// more. Charged periods are not given back (terms 3.8) but where their plan says so. Where it wants what is left is kept for its keeper; zero: it has
// not said. The transaction acts in the keeper's tenant afterwards.
func (t *Topups) EndIn(ctx context.Context, tx *db.Tx, keeper, customer db.Scope, to Destination) error {
	asked := to != Destination{}
	if asked {
		if err := to.check(); err != nil {
			return err
		}
	}
	// Days that are paid for when they are over are owed; this one is too, as nothing follows it. What is connected is the customer's own.
	if err := tx.Enter(ctx, customer); err != nil {
		return err
	}
	if err := t.Settler.SettleDays(ctx, tx, customer.Tenant()); err != nil {
		return err
	}
	if err := tx.Enter(ctx, keeper); err != nil {
		return err
	}
	if err := t.settle(ctx, tx, customer.Tenant()); err != nil {
		return err
	}
	if err := tx.Enter(ctx, customer); err != nil {
		return err
	}
	if err := endSubscriptions(ctx, tx, customer.Tenant(), t.now()); err != nil {
		return err
	}
	if err := tx.Enter(ctx, keeper); err != nil {
		return err
	}
	// Once more: what a plan gives back of a period that is cut short belongs to what is left, and is told with it.
	if err := t.settle(ctx, tx, customer.Tenant()); err != nil {
		return err
	}
	if _, err := endAutopay(ctx, tx, keeper.Tenant(), customer.Tenant(), t.now()); err != nil {
		return err
	}
	// Where it wanted the rest of another time, before it was restored, is no word on this one.
	if err := voidRequests(ctx, tx, keeper.Tenant(), customer.Tenant(), t.now()); err != nil {
		return err
	}
	if !asked {
		return nil
	}
	return insertRequest(ctx, tx, keeper.Tenant(), customer.Tenant(), to, t.now())
}

// LeaveIn settles, in a worker's transaction, all that a tenant has with the keeper it is to move away from: what is owed, the card that pays by itself, and
// what the keeper remembers for papers that are still due. Conflict (reason "money_left") while money is between the two.
func (t *Topups) LeaveIn(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID) error {
	now := t.now()
	if err := t.Settler.Leave(ctx, tx, leaving); err != nil {
		return err
	}
	between, err := readBetween(ctx, tx, keeper, leaving, now.Add(-pageLife))
	if err != nil {
		return err
	}
	switch {
	case len(between.wallets) > 0:
		sums := make([]string, 0, len(between.wallets))
		for _, w := range between.wallets {
			currency, err := money.ParseCurrency(w.unit)
			if err != nil {
				return err
			}
			sums = append(sums, currency.Sum(money.Amount(w.balance)))
		}
		return moneyLeft("Its wallet would be left with " + strings.Join(sums, ", ") + ". Pay out what is left, or have what is owed paid; stop what gives a remainder back first.")
	case between.refunding:
		return moneyLeft("A refund to a card of it is under way. Try again when it is over.")
	case between.page:
		return moneyLeft("A payment page of it is open, or a card is being charged. Try again tomorrow, when the page is closed.")
	}
	if _, err := endAutopay(ctx, tx, keeper, leaving, now); err != nil {
		return err
	}
	return rememberFormer(ctx, tx, keeper, leaving, now)
}

// pageLife is how long a payment page can be paid in: Stripe's day, and an hour for its word of it.
const pageLife = 25 * time.Hour

func moneyLeft(text string) error { return errs.New(errs.Conflict, "money_left", text) }

// Request is what is left in the wallet of a customer that has ended the agreement or moved away, with where it wants it; without a bank account: it has
// not said.
type Request struct {
	// ID of the wallet.
	ID       uuid.UUID
	Customer uuid.UUID
	Name     string
	Number   string
	Currency string
	// Left in the wallet: what a payout takes, less the commission. Below zero: owed.
	Left int64
	Destination
	// AskedAt is when it said so, or else when it left.
	AskedAt time.Time
}

// Requests reads what customers that have ended the agreement, or moved away, still have, the oldest first, and then what they owe: at most 500.
func (t *Topups) Requests(ctx context.Context, s db.Scope) (list []Request, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readRequests(ctx, tx, s.Tenant(), 500)
		return err
	})
	return list, err
}
