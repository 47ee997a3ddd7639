package topup

import (
	"context"
	"slices"
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

// Parting is what a tenant and the keeper that it moves away from have with each other once all is settled.
type Parting struct {
	// Connected is how many objects' plans end.
	Connected int
	Wallets   []Parted
	// Refunding: money is on its way to a card of it. Page: one of its payment pages can be paid in still, or a card is being charged.
	Refunding, Page bool
}

// Parted is one wallet: what was in it, what plans give back of periods that are cut short, and what is left, in minor units; the rest was debited.
type Parted struct {
	Currency               string
	Before, Returned, Left int64
}

// Debited is what was owed until now.
func (p Parted) Debited() int64 { return p.Before + p.Returned - p.Left }

// Rest is where what is left goes when a customer moves away; without a destination: nothing is left.
type Rest struct {
	Destination
	// Commission that the keeper keeps, by currency, in minor units.
	Commission map[string]int64
	// By somebody of the keeper's.
	By uuid.UUID
}

// PartIn settles, in a worker's transaction, all that a tenant owes the keeper it moves away from, ends what it has connected there, gives back what plans
// give back, and tells what is left between the two.
func (t *Topups) PartIn(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID) (p Parting, err error) {
	before, err := readParting(ctx, tx, keeper, leaving)
	if err != nil {
		return p, err
	}
	if err := t.Settler.Leave(ctx, tx, leaving); err != nil {
		return p, err
	}
	after, err := readParting(ctx, tx, keeper, leaving)
	if err != nil {
		return p, err
	}
	p.Connected = before.connected
	for unit, now := range after.wallets {
		was := before.wallets[unit]
		if now.balance != 0 || was.balance != 0 || now.returned != was.returned {
			p.Wallets = append(p.Wallets, Parted{Currency: unit, Before: was.balance, Returned: now.returned - was.returned, Left: now.balance})
		}
	}
	slices.SortFunc(p.Wallets, func(a, b Parted) int { return strings.Compare(a.Currency, b.Currency) })
	p.Refunding, p.Page, err = readUnderWay(ctx, tx, keeper, leaving, t.now().Add(-pageLife))
	return p, err
}

// LeaveIn is PartIn, and then sends what is left where it is wanted, ends the card that pays by itself, and keeps what the keeper must remember for papers
// that are still due. Conflict (reason "money_left") while money is between the two; Invalid ("bad_recipient", "bad_commission").
func (t *Topups) LeaveIn(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID, rest Rest) error {
	p, err := t.PartIn(ctx, tx, keeper, leaving)
	if err != nil {
		return err
	}
	wanted := rest.Destination != Destination{}
	if err := p.hold(wanted); err != nil {
		return err
	}
	if wanted {
		if err := t.sendRest(ctx, tx, keeper, leaving, p, rest); err != nil {
			return err
		}
	}
	if _, err := endAutopay(ctx, tx, keeper, leaving, t.now()); err != nil {
		return err
	}
	return rememberFormer(ctx, tx, keeper, leaving, t.now())
}

// hold says what holds a tenant to its keeper; wanted: it was said where what is left goes.
func (p Parting) hold(wanted bool) error {
	var left, owed []string
	for _, w := range p.Wallets {
		currency, err := money.ParseCurrency(w.Currency)
		switch {
		case err != nil:
			return err
		case w.Left > 0:
			left = append(left, currency.Sum(money.Amount(w.Left)))
		case w.Left < 0:
			owed = append(owed, currency.Sum(money.Amount(-w.Left)))
		}
	}
	switch {
	case len(owed) > 0:
		return moneyLeft("It would still owe " + strings.Join(owed, ", ") + ". Have that paid, or take it off by a correction, first.")
	case p.Refunding:
		return moneyLeft("A refund to a card of it is under way. Try again when it is over.")
	case p.Page:
		return moneyLeft("A payment page of it is open, or a card is being charged. Try again tomorrow, when the page is closed.")
	case len(left) > 0 && !wanted:
		return moneyLeft("Its wallet would be left with " + strings.Join(left, ", ") + ". Say where that goes.")
	}
	return nil
}

// sendRest takes what is left out of the wallets: from then on it is owed to the customer, as by a payout that was made by hand.
func (t *Topups) sendRest(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID, p Parting, rest Rest) error {
	if err := rest.check(); err != nil {
		return err
	}
	name, _, err := readCustomer(ctx, tx, keeper, leaving)
	if err != nil {
		return err
	}
	for _, w := range p.Wallets {
		if w.Left <= 0 {
			continue
		}
		l := Leaving{Customer: leaving, Currency: w.Currency, Commission: rest.Commission[w.Currency], Recipient: rest.Recipient, BankAccount: rest.BankAccount, Bank: rest.Bank, By: rest.By}
		currency, err := money.ParseCurrency(w.Currency)
		if err != nil {
			return err
		}
		if _, err := t.takeOut(ctx, tx, keeper, l, name, currency, money.Amount(w.Left)); err != nil {
			return err
		}
	}
	return nil
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
