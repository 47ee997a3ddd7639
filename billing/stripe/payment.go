package stripe

import (
	"context"
	"strings"

	"github.com/stripe/stripe-go/v76"

	"github.com/liveryhq/livery/billing/money"
)

// Payment is the whole story of a payment as Stripe has it now, whatever events came, and in whichever order.
type Payment struct {
	Intent string
	// Reference is our own id of the top-up.
	Reference string
	// Captured is what was taken; 0: nothing yet.
	Captured money.Amount
	Currency string
	// Fee that Stripe keeps, in FeeCurrency; 0: not known yet.
	Fee         money.Amount
	FeeCurrency string
	// Failed: it will not come any more.
	Failed   bool
	Refunds  []Refund
	Disputes []Dispute
	// Card that may be charged again, where it was saved.
	Card Card
}

// Card is a saved card.
type Card struct {
	Customer, Method string
	Brand, LastFour  string
	Month, Year      int
}

// Refund gives a payment back, or a part of it.
type Refund struct {
	ID     string
	Amount money.Amount
	// Failed: the money stays with us after all.
	Failed bool
}

// Dispute is a payment that its payer's bank takes back.
type Dispute struct {
	ID     string
	Amount money.Amount
	// Taken: Stripe has taken the money back. Won: and given it to us again.
	Taken, Won bool
	// Fees that Stripe keeps for it, or gives back.
	Fees []DisputeFee
}

// DisputeFee is what a movement of money about a dispute has cost; less than nothing: it was given back.
type DisputeFee struct {
	ID       string
	Amount   money.Amount
	Currency string
}

// Payment fetches a payment with its refunds and disputes. NotFound.
func (c *Client) Payment(ctx context.Context, intent string) (Payment, error) {
	p := &stripe.PaymentIntentParams{}
	p.Context = ctx
	p.AddExpand("latest_charge.balance_transaction")
	p.AddExpand("payment_method")
	i, err := c.api.PaymentIntents.Get(intent, p)
	if err != nil {
		return Payment{}, said(err)
	}
	out := toPayment(i)
	if out.Captured == 0 {
		return out, nil
	}
	refunds := &stripe.RefundListParams{PaymentIntent: new(intent)}
	refunds.Context = ctx
	refunds.Limit = stripe.Int64(100)
	for list := c.api.Refunds.List(refunds); ; {
		if !list.Next() {
			if err := list.Err(); err != nil {
				return Payment{}, said(err)
			}
			break
		}
		r := list.Refund()
		failed := r.Status == stripe.RefundStatusFailed || r.Status == stripe.RefundStatusCanceled
		out.Refunds = append(out.Refunds, Refund{ID: r.ID, Amount: here(out.Currency, r.Amount), Failed: failed})
	}
	disputes := &stripe.DisputeListParams{PaymentIntent: new(intent)}
	disputes.Context = ctx
	for list := c.api.Disputes.List(disputes); ; {
		if !list.Next() {
			if err := list.Err(); err != nil {
				return Payment{}, said(err)
			}
			break
		}
		out.Disputes = append(out.Disputes, toDispute(out.Currency, list.Dispute()))
	}
	return out, nil
}

func toPayment(i *stripe.PaymentIntent) Payment {
	out := Payment{Intent: i.ID, Reference: i.Metadata["reference"], Currency: strings.ToUpper(string(i.Currency)),
		Failed: i.Status == stripe.PaymentIntentStatusCanceled}
	out.Captured = here(out.Currency, i.AmountReceived)
	if i.LatestCharge != nil && i.LatestCharge.BalanceTransaction != nil {
		out.FeeCurrency = strings.ToUpper(string(i.LatestCharge.BalanceTransaction.Currency))
		out.Fee = here(out.FeeCurrency, i.LatestCharge.BalanceTransaction.Fee)
	}
	if i.SetupFutureUsage == stripe.PaymentIntentSetupFutureUsageOffSession && i.Customer != nil && i.PaymentMethod != nil && i.PaymentMethod.Card != nil {
		card := i.PaymentMethod.Card
		out.Card = Card{Customer: i.Customer.ID, Method: i.PaymentMethod.ID, Brand: string(card.Brand), LastFour: card.Last4,
			Month: int(card.ExpMonth), Year: int(card.ExpYear)}
	}
	return out
}

// toDispute: an inquiry (warning_…) takes nothing; a dispute takes the money at once, and gives it back if it is won.
func toDispute(currency string, d *stripe.Dispute) Dispute {
	out := Dispute{ID: d.ID, Amount: here(currency, d.Amount)}
	switch d.Status {
	case stripe.DisputeStatusNeedsResponse, stripe.DisputeStatusUnderReview, stripe.DisputeStatusLost:
		out.Taken = true
	case stripe.DisputeStatusWon:
		out.Taken, out.Won = true, true
	case stripe.DisputeStatusWarningNeedsResponse, stripe.DisputeStatusWarningUnderReview, stripe.DisputeStatusWarningClosed:
	}
	for _, b := range d.BalanceTransactions {
		if unit := strings.ToUpper(string(b.Currency)); b.Fee != 0 {
			out.Fees = append(out.Fees, DisputeFee{ID: b.ID, Amount: here(unit, b.Fee), Currency: unit})
		}
	}
	return out
}

// Charge takes a payment from a saved card without its owner.
type Charge struct {
	Reference   string
	Currency    money.Currency
	Amount      money.Amount
	Description string
	Customer    string
	Method      string
}

// ChargeSaved charges a saved card. The same reference again is the same payment. Conflict (reason "card_declined"); Invalid if
// cards do not take such a sum.
func (c *Client) ChargeSaved(ctx context.Context, o Charge) (intent string, err error) {
	amount, err := there(o.Currency, o.Amount)
	if err != nil {
		return "", err
	}
	p := &stripe.PaymentIntentParams{
		Amount: new(amount), Currency: new(strings.ToLower(o.Currency.Code())), Customer: new(o.Customer),
		PaymentMethod: new(o.Method), Confirm: new(true), OffSession: new(true), Description: new(o.Description),
		Metadata: map[string]string{"reference": o.Reference},
	}
	p.Context = ctx
	p.SetIdempotencyKey("saved card " + o.Reference)
	i, err := c.api.PaymentIntents.New(p)
	if err != nil {
		return "", said(err)
	}
	return i.ID, nil
}

// GiveBack refunds a payment, or a part of it. The same key again is the same refund. Invalid if cards do not
// take such a sum.
func (c *Client) GiveBack(ctx context.Context, intent string, currency money.Currency, amount money.Amount, key string) (Refund, error) {
	asked, err := there(currency, amount)
	if err != nil {
		return Refund{}, err
	}
	p := &stripe.RefundParams{PaymentIntent: new(intent), Amount: new(asked)}
	p.Context = ctx
	p.SetIdempotencyKey("refund " + key)
	r, err := c.api.Refunds.New(p)
	if err != nil {
		return Refund{}, said(err)
	}
	return Refund{ID: r.ID, Amount: here(currency.Code(), r.Amount), Failed: r.Status == stripe.RefundStatusFailed}, nil
}
