package topup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Refunding gives a payment back to the card it came from.
type Refunding struct {
	Topup  uuid.UUID
	Amount int64
	By     uuid.UUID
}

// takes is how long Stripe may take to give a payment back, and held how long nobody else of the customer's may meanwhile.
const (
	takes = time.Minute
	held  = 2 * takes
)

// errUnderWay says that money of a customer is on its way out.
var errUnderWay = errs.New(errs.Conflict, "refund_under_way", "Money of this customer is on its way back at this moment. Try again in two minutes.")

// Refund gives a payment by card back to that card, or a part of it, out of the customer's wallet. Two of one
// customer never go out at once; one that was not answered, and is asked for again, is one refund. NotFound; Invalid names the field; Conflict (reasons
// "no_card_payment", "spent_already", "refund_under_way", and what Stripe refuses).
func (t *Topups) Refund(ctx context.Context, s db.Scope, r Refunding) error {
	_, client, err := t.client(ctx, s)
	if errs.Is(err, errs.NotFound) {
		client = nil // told after what is wrong with the payment itself
	} else if err != nil {
		return err
	}
	if client != nil {
		if done, err := t.hearLeft(ctx, s, client, r); err != nil || done {
			return err
		}
	}
	top, intent, key, currency, err := t.beginRefund(ctx, s, r, client != nil)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, takes)
	defer cancel()
	known := true
	if _, err = client.GiveBack(ctx, intent, currency, money.Amount(r.Amount), key); err == nil {
		// From here on it is as if Stripe had told of it: if this process dies now, its event brings the same into the books.
		err = t.bring(ctx, s, client, intent)
		known = err == nil
	} else {
		// What was refused has not gone; of what was not answered nobody knows: whoever comes next hears first what became of it.
		known = !errs.Is(err, errs.Unavailable)
	}
	if err != nil {
		return errors.Join(err, t.DB.InTenant(context.WithoutCancel(ctx), s, func(tx *db.Tx) error {
			return endRefund(ctx, tx, s.Tenant(), top, known, t.now())
		}))
	}
	return t.refunded(ctx, s, top, currency.Sum(money.Amount(r.Amount)))
}

// refunded says that a refund is over and in the books.
func (t *Topups) refunded(ctx context.Context, s db.Scope, top Topup, sum string) error {
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := endRefund(ctx, tx, s.Tenant(), top, true, t.now()); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.payment.refund", Subject: audit.Subject{Kind: "payment", ID: top.ID},
			After: audit.Fields{"amount": sum}})
	})
}

// beginRefund looks whether a payment can go back, and keeps the customer's money where it is until it has.
func (t *Topups) beginRefund(ctx context.Context, s db.Scope, r Refunding, cards bool) (top Topup, intent, key string, currency money.Currency, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		top, intent, err = readCardTopup(ctx, tx, s.Tenant(), r.Topup)
		if errors.Is(err, errNone) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		if intent == "" || top.State != "paid" {
			return errs.New(errs.Conflict, "no_card_payment", "Only what was paid by card goes back to a card. Pay this out to a bank account.")
		}
		if currency, err = money.ParseCurrency(top.Currency); err != nil {
			return err
		}
		// What is owed already goes first; from then on nobody else moves the wallet until this is written.
		if err := t.settle(ctx, tx, top.Customer); err != nil {
			return err
		}
		// Read again: it may have gone back while the wallet was waited for.
		if top, intent, err = readCardTopup(ctx, tx, s.Tenant(), r.Topup); err != nil {
			return err
		}
		if first, err := holdRefund(ctx, tx, s.Tenant(), top, r.Amount, t.now(), t.now().Add(held)); err != nil || !first {
			return cmp.Or(err, error(errUnderWay))
		}
		if left := top.Amount - top.GoneBack; r.Amount <= 0 || r.Amount > left {
			return errs.Field("amount", "bad_amount", "Give back something between nothing and what is left of the payment, "+currency.Sum(money.Amount(left))+".")
		}
		if err := stripe.Takes(currency, money.Amount(r.Amount)); err != nil {
			return err
		}
		// One that came back from the customer's bank is over: who asks for as much again wants another, and not the answer of that one.
		over, err := countFailed(ctx, tx, s.Tenant(), top.ID)
		if err != nil {
			return err
		}
		key = fmt.Sprintf("%s %d %d %d", top.ID, top.GoneBack, r.Amount, over)
		has, err := t.Ledger.Balance(ctx, tx, s.Tenant(), top.Customer, currency)
		if err == nil && has.Balance < money.Amount(r.Amount) {
			err = errs.New(errs.Conflict, "spent_already", "The wallet holds "+currency.Sum(has.Balance)+" only: the rest of the payment is spent.").With(ledger.Short{Missing: money.Amount(r.Amount) - has.Balance, Currency: currency})
		}
		if err == nil && !cards {
			err = errs.New(errs.Conflict, "no_cards", "No cards are taken here. Pay by bank, or ask your provider.")
		}
		return err
	})
	return top, intent, key, currency, err
}

// hearLeft brings into the books what became of a refund that was begun and not ended: its process died, or Stripe did not answer.
// It tells whether that was the very one that is asked for.
func (t *Topups) hearLeft(ctx context.Context, s db.Scope, client *stripe.Client, r Refunding) (done bool, err error) {
	var left leftOver
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		top, _, err := readCardTopup(ctx, tx, s.Tenant(), r.Topup)
		if errors.Is(err, errNone) {
			return nil // told by whoever begins it
		}
		if err != nil {
			return err
		}
		left, err = leftRefund(ctx, tx, s.Tenant(), top.Customer, t.now())
		return err
	})
	if err != nil || left.intent == "" {
		return false, err
	}
	if err := t.bring(ctx, s, client, left.intent); err != nil {
		return false, err
	}
	if left.topup != r.Topup || left.amount != r.Amount || t.now().Sub(left.until) > held {
		return false, nil
	}
	var top Topup
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		top, _, err = readCardTopup(ctx, tx, s.Tenant(), r.Topup)
		return err
	})
	if err != nil || top.GoneBack < left.before+left.amount {
		return false, err
	}
	currency, err := money.ParseCurrency(top.Currency)
	if err != nil {
		return false, err
	}
	return true, t.refunded(ctx, s, top, currency.Sum(money.Amount(r.Amount)))
}

// endLeft brings into the books what became of a customer's refund that was begun and not ended, and forgets it. Where nobody can be asked any
// more, because no cards are taken or they are taken in another name, it is forgotten when it has been over for as long as one may take.
func (t *Topups) endLeft(ctx context.Context, s db.Scope, customer uuid.UUID) error {
	var left leftOver
	err := t.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		left, err = leftRefund(ctx, tx, s.Tenant(), customer, t.now())
		return err
	})
	if err != nil || left.intent == "" {
		return err
	}
	_, client, err := t.client(ctx, s)
	if err == nil {
		err = t.bring(ctx, s, client, left.intent)
	}
	if errs.Is(err, errs.NotFound) {
		if t.now().Sub(left.until) <= held {
			return errUnderWay
		}
		err = nil
	}
	if err != nil {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error { return forgetRefund(ctx, tx, s.Tenant(), customer, left) })
}

// bring brings the books to what Stripe has now of a payment.
func (t *Topups) bring(ctx context.Context, s db.Scope, client *stripe.Client, intent string) error {
	payment, err := client.Payment(ctx, intent)
	if err != nil {
		return err
	}
	return t.Apply(ctx, s, payment)
}
