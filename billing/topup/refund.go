package topup

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
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

// Refund gives a payment by card back to that card, or a part of it, out of the customer's wallet. Asked twice before the first
// is in the books it is one refund. NotFound; Invalid names the field; Conflict (reasons "no_card_payment", "spent_already",
// and what Stripe refuses).
func (t *Topups) Refund(ctx context.Context, s db.Scope, r Refunding) error {
	var top Topup
	var intent string
	var currency money.Currency
	err := t.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
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
		if left := top.Amount - top.GoneBack; r.Amount <= 0 || r.Amount > left {
			return errs.Field("amount", "bad_amount", "Give back something between nothing and what is left of the payment, "+currency.Sum(money.Amount(left))+".")
		}
		// What is owed already goes first.
		if err := t.settle(ctx, tx, top.Customer); err != nil {
			return err
		}
		has, err := t.Ledger.Balance(ctx, tx, s.Tenant(), top.Customer, currency)
		if err == nil && has.Balance < money.Amount(r.Amount) {
			err = errs.New(errs.Conflict, "spent_already", "The wallet holds "+currency.Sum(has.Balance)+" only: the rest of the payment is spent.").With(ledger.Short{Missing: money.Amount(r.Amount) - has.Balance, Currency: currency})
		}
		return err
	})
	if err != nil {
		return err
	}
	_, client, err := t.client(ctx, s)
	if errs.Is(err, errs.NotFound) {
		return errs.New(errs.Conflict, "no_cards", "No cards are taken here. Pay by bank, or ask your provider.")
	}
	if err != nil {
		return err
	}
	if _, err := client.GiveBack(ctx, intent, money.Amount(r.Amount), fmt.Sprintf("%s %d %d", top.ID, top.GoneBack, r.Amount)); err != nil {
		return err
	}
	// From here on it is as if Stripe had told of it: if this process dies now, its event brings the same into the books.
	payment, err := client.Payment(ctx, intent)
	if err != nil {
		return err
	}
	if err := t.Apply(ctx, s, payment); err != nil {
		return err
	}
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.payment.refund", Subject: audit.Subject{Kind: "payment", ID: top.ID},
			After: audit.Fields{"amount": currency.Sum(money.Amount(r.Amount))}})
	})
}
