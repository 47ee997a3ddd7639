package topup

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/db"
)

// Apply brings the books to what Stripe has now of a payment. Asked again it changes nothing; whatever happened meanwhile,
// and in whichever order it was told, the end is the same. Payments that are told of at the same time are booked together.
func (t *Topups) Apply(ctx context.Context, keeper db.Scope, p stripe.Payment) error {
	id, err := uuid.Parse(p.Reference)
	if err != nil || p.Captured <= 0 {
		return nil //nolint:nilerr // not ours, or nothing was taken (yet)
	}
	if len(p.Refunds) == 0 && len(p.Disputes) == 0 {
		became, err := t.payments.Bring(ctx, book{keeper, p.Currency}, payment{p, id})
		if err != nil || became == applied {
			return err
		}
	}
	return t.applyAlone(ctx, keeper, id, p)
}

// applyAlone is Apply for whatever is not booked together with others.
func (t *Topups) applyAlone(ctx context.Context, keeper db.Scope, id uuid.UUID, p stripe.Payment) error {
	return t.DB.InTenantPlanned(ctx, keeper, func(tx *db.Tx) error {
		top, done, err := lockTopup(ctx, tx, keeper.Tenant(), id)
		if errors.Is(err, errNone) {
			return nil // of another realm, or of another program with the same key
		}
		if err != nil {
			return err
		}
		currency, err := money.ParseCurrency(top.Currency)
		if err != nil {
			return err
		}
		if !top.isPaidBy(p) {
			t.Log.ErrorContext(ctx, "a payment is not what was asked for", "topup", id, "intent", p.Intent, "currency", p.Currency)
			return nil // never booked by guessing; a person looks at Stripe
		}
		if err := t.openFirst(ctx, tx, keeper.Tenant(), currency); err != nil {
			return err
		}
		here, err := t.settleHere(ctx, tx, top.Customer)
		if err != nil {
			return err
		}
		a := applying{t: t, tx: tx, keeper: keeper.Tenant(), top: top.Topup, here: len(here) > 0, currency: currency, done: done, intent: p.Intent}
		if err := a.all(ctx, p); err != nil {
			return err
		}
		return t.Settler.SettleHeld(ctx, tx, here...)
	})
}

// applying is one payment on its way into the books, its row locked.
type applying struct {
	t      *Topups
	tx     *db.Tx
	keeper uuid.UUID
	top    Topup
	// here: whoever has paid is the keeper's customer still.
	here     bool
	currency money.Currency
	intent   string
	// done are the moves that are in the books, with their transactions.
	done map[string]uuid.UUID
}

func (a *applying) all(ctx context.Context, p stripe.Payment) error {
	if a.top.State != "paid" {
		written, err := a.post(ctx, takesIn(a.keeper, a.currency, a.top.Customer, p))
		if err != nil {
			return err
		}
		if err := payTopup(ctx, a.tx, a.keeper, a.top.ID, p.Intent, written, a.t.now()); err != nil {
			return err
		}
		if !a.here { // it is another's customer by now: its own provider tells it nothing of this
			a.t.Log.WarnContext(ctx, "a customer that has moved away has paid", "topup", a.top.ID, "customer", a.top.Customer)
		} else if !a.top.Automatic { // of those, another letter tells
			if err := a.t.tellPaid(ctx, a.tx, a.top); err != nil {
				return err
			}
		}
		if a.here {
			if err := a.t.settleAutopay(ctx, a.tx, a.keeper, a.top, p); err != nil {
				return err
			}
		}
	}
	if costs(p) {
		if err := a.once(ctx, feeMove, p.Fee, costsFee(a.keeper, a.currency, p)); err != nil {
			return err
		}
	}
	back := money.Amount(0)
	for _, r := range p.Refunds {
		if _, taken := a.done[r.ID]; !taken && r.Failed {
			continue // it never left
		}
		if err := a.back(ctx, r.ID, r.Amount); err != nil {
			return err
		}
		if r.Failed {
			if err := a.undo(ctx, r.ID, r.Amount, "failed"); err != nil {
				return err
			}
			continue
		}
		back += r.Amount
	}
	for _, d := range p.Disputes {
		for _, f := range d.Fees {
			if err := a.disputeFee(ctx, f); err != nil {
				return err
			}
		}
		if !d.Taken {
			continue
		}
		if err := a.back(ctx, d.ID, d.Amount); err != nil {
			return err
		}
		if d.Won {
			if err := a.undo(ctx, d.ID, d.Amount, "won"); err != nil {
				return err
			}
			continue
		}
		back += d.Amount
	}
	return setGoneBack(ctx, a.tx, a.keeper, a.top.ID, min(int64(back), a.top.Amount))
}

// isPaidBy tells whether a payment is what was asked for.
func (top cardTopup) isPaidBy(p stripe.Payment) bool {
	return p.Currency == top.Currency && int64(p.Captured) == top.Amount && (top.intent == "" || top.intent == p.Intent)
}

// takesIn is the transaction that credits a payment.
func takesIn(keeper uuid.UUID, currency money.Currency, customer uuid.UUID, p stripe.Payment) ledger.Posting {
	return ledger.Posting{Keeper: keeper, Currency: currency, Counterparty: customer, Kind: ledger.Topup, Key: "stripe " + p.Intent,
		Entries: wallet(p.Captured, ledger.StripeClearing)}
}

// feeMove is what the fee of a payment is called among its moves.
const feeMove = "fee"

// costs tells whether Stripe has said what it keeps of a payment.
func costs(p stripe.Payment) bool { return p.Fee > 0 && p.FeeCurrency == p.Currency }

// costsFee is the transaction that books it.
func costsFee(keeper uuid.UUID, currency money.Currency, p stripe.Payment) ledger.Posting {
	return move(keeper, currency, p.Intent, feeMove, ledger.Fee,
		[]ledger.Entry{{Account: ledger.StripeClearing, Amount: p.Fee}, {Account: ledger.StripeFees, Amount: -p.Fee}})
}

// move is the transaction of something that Stripe has done to a payment afterwards.
func move(keeper uuid.UUID, currency money.Currency, intent, name string, kind ledger.Kind, entries []ledger.Entry) ledger.Posting {
	return ledger.Posting{Keeper: keeper, Currency: currency, Kind: kind, Key: "stripe " + intent + " " + name, Entries: entries}
}

// disputeFee books what Stripe keeps for a dispute, whoever wins it, or gives back: it is the keeper's to bear, as the fee of a payment is.
func (a *applying) disputeFee(ctx context.Context, f stripe.DisputeFee) error {
	if f.Currency != a.currency.Code() {
		return nil
	}
	name := "fee " + f.ID
	return a.once(ctx, name, max(f.Amount, -f.Amount), move(a.keeper, a.currency, a.intent, name, ledger.Fee,
		[]ledger.Entry{{Account: ledger.StripeClearing, Amount: f.Amount}, {Account: ledger.StripeFees, Amount: -f.Amount}}))
}

// back takes out of the wallet what Stripe has given back: it is gone, so no floor holds it.
func (a *applying) back(ctx context.Context, name string, amount money.Amount) error {
	p := move(a.keeper, a.currency, a.intent, name, ledger.Dispute, wallet(-amount, ledger.StripeClearing))
	p.Counterparty = a.top.Customer
	return a.once(ctx, name, amount, p)
}

// undo reverses what went back and has come again.
func (a *applying) undo(ctx context.Context, name string, amount money.Amount, why string) error {
	if _, there := a.done[name+" "+why]; there {
		return nil
	}
	written, err := a.t.Ledger.Reverse(ctx, a.tx, ledger.Reversing{Keeper: a.keeper, Transaction: a.done[name], Key: "stripe " + name + " " + why})
	if err != nil {
		return err
	}
	return a.note(ctx, name+" "+why, amount, written.ID)
}

func (a *applying) once(ctx context.Context, name string, amount money.Amount, p ledger.Posting) error {
	if _, there := a.done[name]; there {
		return nil
	}
	written, err := a.post(ctx, p)
	if err != nil {
		return err
	}
	return a.note(ctx, name, amount, written)
}

func (a *applying) note(ctx context.Context, name string, amount money.Amount, written uuid.UUID) error {
	a.done[name] = written
	return insertMove(ctx, a.tx, a.keeper, a.top.ID, name, amount, written, a.t.now())
}

func (a *applying) post(ctx context.Context, p ledger.Posting) (uuid.UUID, error) {
	written, err := a.t.Ledger.Post(ctx, a.tx, p)
	return written.ID, err
}
