package topup

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/db"
)

const (
	// paidAtOnce is how many payments a transaction books: enough that what begins and ends it does not count, few enough that no wallet is held for long.
	paidAtOnce = 64
	// payingHands book payments of one book at the same time: while one waits for the disk, the other works.
	payingHands = 2
)

// book is what payments have in common that are booked together.
type book struct {
	keeper   db.Scope
	currency string
}

// payment is one that Stripe tells of, with what it calls its reference.
type payment struct {
	stripe.Payment

	topup uuid.UUID
}

// outcome is what became of a payment among others.
type outcome int

// applied: the books are as Stripe says. The zero outcome: nothing was done, it is to be booked by itself.
const applied outcome = 1

// applyTogether is Apply for payments that nothing has gone back of, in one transaction. What is not as usual is left to be done alone: first payments, which
// make a wallet, those that an autopay waits for, those of customers that have moved away, those that do not fit. If one is refused, all are left so.
func (t *Topups) applyTogether(ctx context.Context, b book, list []payment) []outcome {
	g := gathered{t: t, keeper: b.keeper.Tenant(), list: list, outcomes: make([]outcome, len(list))}
	var err error
	if g.currency, err = money.ParseCurrency(b.currency); err == nil {
		err = t.DB.InTenantPlanned(ctx, b.keeper, func(tx *db.Tx) error { return g.all(ctx, tx) })
	}
	if err != nil {
		if ctx.Err() == nil && len(list) > 1 {
			t.Log.WarnContext(ctx, "payments that were to be booked together are booked one by one", "payments", len(list), "error", err)
		}
		return make([]outcome, len(list))
	}
	return g.outcomes
}

// gathered are payments on their way into the books together.
type gathered struct {
	t        *Topups
	keeper   uuid.UUID
	currency money.Currency
	list     []payment
	outcomes []outcome
}

// credit is one of them that is new, its row locked.
type credit struct {
	payment

	top cardTopup
	// of the list
	index int
}

func (g *gathered) all(ctx context.Context, tx *db.Tx) error {
	credits, err := g.lock(ctx, tx)
	if err != nil {
		return err
	}
	customers := make([]uuid.UUID, len(credits))
	for i, c := range credits {
		customers[i] = c.top.Customer
	}
	here, err := g.t.Settler.Hold(ctx, tx, customers...)
	if err != nil {
		return err
	}
	credits = slices.DeleteFunc(credits, func(c credit) bool { return !slices.Contains(here, c.top.Customer) })
	if len(credits) > 0 {
		// What is due is debited first, from what was there.
		if err := g.t.Settler.SettleHeld(ctx, tx, here...); err != nil {
			return err
		}
		if err := g.book(ctx, tx, credits); err != nil {
			return err
		}
		if err := g.t.Settler.SettleHeld(ctx, tx, here...); err != nil {
			return err
		}
	}
	for _, c := range credits {
		g.outcomes[c.index] = applied
	}
	g.repeat()
	return nil
}

// lock locks the rows of the payments, and tells those that are to be credited.
func (g *gathered) lock(ctx context.Context, tx *db.Tx) (credits []credit, err error) {
	ids := make([]uuid.UUID, len(g.list))
	for i, p := range g.list {
		ids[i] = p.topup
	}
	rows, err := lockTopups(ctx, tx, g.keeper, ids...)
	if err != nil {
		return nil, err
	}
	tops := make(map[uuid.UUID]cardTopup, len(rows))
	var paid []uuid.UUID
	for _, top := range rows {
		tops[top.ID] = top
		if top.State == "paid" {
			paid = append(paid, top.ID)
		}
	}
	charged, err := movedBy(ctx, tx, g.keeper, feeMove, paid)
	if err != nil {
		return nil, err
	}
	for i, p := range g.list {
		top, ours := tops[p.topup]
		switch {
		case !ours:
			g.outcomes[i] = applied // of another realm, or of another program with the same key
		case g.first(i) < i || !top.isPaidBy(p.Payment):
		case top.State == "paid":
			if top.GoneBack == 0 && (!costs(p.Payment) || slices.Contains(charged, top.ID)) {
				g.outcomes[i] = applied // before
			}
		case top.funded && !top.autopay:
			credits = append(credits, credit{p, top, i})
		}
	}
	return credits, nil
}

// first is the place of the first that tells of the same payment.
func (g *gathered) first(i int) int {
	return slices.IndexFunc(g.list, func(p payment) bool { return p.topup == g.list[i].topup })
}

// repeat says of those that tell the same as another what became of that.
func (g *gathered) repeat() {
	for i, p := range g.list {
		first := g.first(i)
		if o := g.list[first]; o.Intent == p.Intent && o.Captured == p.Captured && o.Fee == p.Fee && o.FeeCurrency == p.FeeCurrency {
			g.outcomes[i] = g.outcomes[first]
		}
	}
}

// book writes the payments into the books; their wallets are held.
func (g *gathered) book(ctx context.Context, tx *db.Tx, credits []credit) error {
	var postings []ledger.Posting
	for _, c := range credits {
		postings = append(postings, takesIn(g.keeper, g.currency, c.top.Customer, c.Payment))
	}
	for _, c := range credits {
		if costs(c.Payment) {
			postings = append(postings, costsFee(g.keeper, g.currency, c.Payment))
		}
	}
	written, err := g.t.Ledger.PostMany(ctx, tx, postings)
	if err != nil {
		return err
	}
	var paid, fees []noted
	var told []Topup
	for i, c := range credits {
		paid = append(paid, noted{topup: c.top.ID, intent: c.Intent, transaction: written[i].ID})
		if costs(c.Payment) {
			fees = append(fees, noted{topup: c.top.ID, amount: c.Fee, transaction: written[len(credits)+len(fees)].ID})
		}
		if !c.top.Automatic { // of those, another letter tells
			told = append(told, c.top.Topup)
		}
	}
	if err := payTopups(ctx, tx, g.keeper, paid, fees, g.t.now()); err != nil {
		return err
	}
	return g.t.tellPaid(ctx, tx, told...)
}
