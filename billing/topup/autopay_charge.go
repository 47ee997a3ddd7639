package topup

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// How often a card that was declined is tried again, and how long after each time; after the last it is asked no more.
func backoff() []time.Duration {
	return []time.Duration{6 * time.Hour, 24 * time.Hour, 72 * time.Hour}
}

const (
	// looksAgain is how soon after a charge, or one that was not answered, a wallet is looked at again.
	looksAgain = 10 * time.Minute
	// forgets is how long Stripe knows one request from another by its key, less a margin: what was not answered by then is not
	// asked for again; should it have gone through after all, its event says so.
	forgets = 20 * time.Hour
	// rekeys is how soon it is tried again where Stripe does not accept the provider's key: somebody has to enter another one.
	rekeys = time.Hour
)

// ChargeSaved fills the wallets that have fallen below what their owners agreed to. A job; it answers how many cards were charged.
func (t *Topups) ChargeSaved(ctx context.Context) (n int64, err error) {
	for after := uuid.Nil; ; {
		var due []autopayPlace
		err := t.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			due, err = autopaysDue(ctx, tx, t.now(), after, 100)
			return err
		})
		if err != nil || len(due) == 0 {
			return n, err
		}
		for _, d := range due {
			after = d.customer
			charged, err := t.chargeSaved(ctx, d)
			if err != nil && ctx.Err() == nil {
				// One that cannot be charged keeps nobody else from theirs.
				t.Log.WarnContext(ctx, "a saved card could not be charged", "account", d.customer, "error", err)
			}
			if charged {
				n++
			}
		}
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
	}
}

// saved is a charge of a saved card on its way.
type saved struct {
	topup    Topup
	intent   string
	number   string
	row      autopayRow
	currency money.Currency
	// abandoned: it was begun so long ago that it may not be asked for again.
	abandoned bool
}

func (t *Topups) chargeSaved(ctx context.Context, d autopayPlace) (charged bool, err error) {
	keeper, err := t.Tenants.Scope(ctx, d.keeper, d.keeper)
	if err != nil {
		return false, err
	}
	_, client, err := t.client(ctx, keeper)
	if errs.Is(err, errs.NotFound) {
		// No cards are taken any more: looked at again tomorrow.
		return false, t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
			return pendAutopay(ctx, tx, d.keeper, d.customer, nil, t.now().Add(24*time.Hour))
		})
	}
	if err != nil {
		return false, err
	}
	c, err := t.beginSaved(ctx, keeper, d.customer)
	if err != nil || c.topup.ID == uuid.Nil {
		return false, err
	}
	if c.intent == "" && c.abandoned {
		return false, t.unanswered(ctx, keeper, d.customer, c)
	}
	if c.intent == "" {
		// Outside of any transaction, and harmless a second time: the reference is the key.
		c.intent, err = client.ChargeSaved(ctx, stripe.Charge{Reference: c.topup.ID.String(), Currency: c.currency, Amount: money.Amount(c.topup.Amount),
			Description: "Personal Account top-up, account # " + c.number, Customer: c.row.payer, Method: c.row.method})
		switch {
		case stripe.KeyRefused(err):
			return false, errors.Join(err, t.putOff(ctx, keeper, d.customer, c))
		case errs.Is(err, errs.Conflict) || errs.Is(err, errs.NotFound): // of the card itself, or of this charge
			return false, t.declined(ctx, keeper, d.customer, c)
		case err != nil:
			return false, err // nobody knows: the same is asked again
		}
		if err := t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error { return nameIntent(ctx, tx, d.keeper, c.topup.ID, c.intent) }); err != nil {
			return false, err
		}
	}
	payment, err := client.Payment(ctx, c.intent)
	if stripe.KeyRefused(err) {
		return false, errors.Join(err, t.putOff(ctx, keeper, d.customer, c))
	}
	if err != nil {
		return false, err
	}
	if payment.Failed || payment.Captured <= 0 && c.abandoned {
		return false, t.declined(ctx, keeper, d.customer, c)
	}
	if payment.Captured <= 0 {
		return false, nil // under way at the bank; it is looked at again
	}
	return true, t.Apply(ctx, keeper, payment) // and all that follows
}

// beginSaved decides whether a card is charged now, and writes the top-up down before Stripe is asked; or finds the one that was
// begun and not answered. A top-up without an id: nothing is to be done.
func (t *Topups) beginSaved(ctx context.Context, keeper db.Scope, customer uuid.UUID) (c saved, err error) {
	err = t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		now := t.now()
		// What is due is debited first; and wallets are locked before what is said of them.
		if err := t.settle(ctx, tx, customer); err != nil {
			return err
		}
		row, err := lockAutopay(ctx, tx, keeper.Tenant(), customer, now)
		if err != nil || row.State != "on" || row.NextTry == nil || row.NextTry.After(now) {
			return err
		}
		c.row = row
		if c.currency, err = money.ParseCurrency(row.Currency); err != nil {
			return err
		}
		if c.number, err = readNumber(ctx, tx, keeper.Tenant(), customer); err != nil {
			return err
		}
		if row.topup != nil {
			top, intent, err := readCardTopup(ctx, tx, keeper.Tenant(), *row.topup)
			if err != nil {
				return err
			}
			if top.State == "open" {
				c.topup, c.intent, c.abandoned = top, intent, now.Sub(top.CreatedAt) > forgets
				// Another may have been agreed to meanwhile; what was begun is asked for as it was.
				if c.currency, err = money.ParseCurrency(top.Currency); err != nil {
					return err
				}
				return pendAutopay(ctx, tx, keeper.Tenant(), customer, row.topup, now.Add(looksAgain))
			}
		}
		has, err := t.Ledger.Balance(ctx, tx, keeper.Tenant(), customer, c.currency)
		if err != nil {
			return err
		}
		if int64(has.Balance) >= row.Below {
			return pendAutopay(ctx, tx, keeper.Tenant(), customer, nil, now)
		}
		if row.Used+row.Amount > row.MonthMost {
			if err := t.tellAutopay(ctx, tx, customer, row, "autopay_capped", c.currency.Sum(money.Amount(row.Amount)), now); err != nil {
				return err
			}
			return pendAutopay(ctx, tx, keeper.Tenant(), customer, nil, now.Add(6*time.Hour))
		}
		c.topup = Topup{ID: newID(), Customer: customer, Currency: row.Currency, Amount: row.Amount, Source: "card", State: "open", CreatedAt: now, Automatic: true}
		if err := insertTopup(ctx, tx, keeper.Tenant(), c.topup, uuid.Nil); err != nil {
			return err
		}
		return pendAutopay(ctx, tx, keeper.Tenant(), customer, &c.topup.ID, now.Add(looksAgain))
	})
	return c, err
}

// putOff lets a charge be asked for again when its provider may have entered another key: that is nobody's fault whose card it is.
func (t *Topups) putOff(ctx context.Context, keeper db.Scope, customer uuid.UUID, c saved) error {
	return t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		row, err := lockAutopay(ctx, tx, keeper.Tenant(), customer, t.now())
		if err != nil || row.State != "on" || row.topup == nil || *row.topup != c.topup.ID {
			return err // it was changed meanwhile
		}
		return pendAutopay(ctx, tx, keeper.Tenant(), customer, row.topup, t.now().Add(rekeys))
	})
}

// unanswered ends a charge that may not be asked for any more. No bank has declined it, so it is not counted; the next is begun no sooner than
// after the first failure: should this one have gone through after all, its event has come by then.
func (t *Topups) unanswered(ctx context.Context, keeper db.Scope, customer uuid.UUID, c saved) error {
	return t.endSaved(ctx, keeper, customer, c, func(tx *db.Tx, _ autopayRow, now time.Time) error {
		return pendAutopay(ctx, tx, keeper.Tenant(), customer, nil, now.Add(backoff()[0]))
	})
}

// declined counts a failure, tells of it, and stops after the last.
func (t *Topups) declined(ctx context.Context, keeper db.Scope, customer uuid.UUID, c saved) error {
	return t.endSaved(ctx, keeper, customer, c, func(tx *db.Tx, row autopayRow, now time.Time) error {
		state, template, next := "on", "autopay_failed", now
		row.Failures++
		if waits := backoff(); row.Failures > len(waits) {
			state, template = "stopped", "autopay_stopped"
		} else {
			next = now.Add(waits[row.Failures-1])
		}
		if err := failAutopay(ctx, tx, keeper.Tenant(), customer, state, row.Failures, now, next); err != nil {
			return err
		}
		return t.tellAutopay(ctx, tx, customer, row, template, c.currency.Sum(money.Amount(c.topup.Amount)), now)
	})
}

// endSaved ends a charge that will not come, and what follows of it, if it is still the one that is waited for.
func (t *Topups) endSaved(ctx context.Context, keeper db.Scope, customer uuid.UUID, c saved, then func(*db.Tx, autopayRow, time.Time) error) error {
	return t.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		now := t.now()
		top, _, err := lockTopup(ctx, tx, keeper.Tenant(), c.topup.ID) // before the other, as where it is paid
		if err != nil || top.State != "open" {
			return err
		}
		row, err := lockAutopay(ctx, tx, keeper.Tenant(), customer, now)
		if err != nil || row.topup == nil || *row.topup != c.topup.ID {
			return err // it was changed meanwhile, or another process has counted it
		}
		if err := endTopup(ctx, tx, keeper.Tenant(), c.topup.ID); err != nil {
			return err
		}
		return then(tx, row, now)
	})
}

// settleAutopay is told in the transaction that books a payment: a card that was to be saved is, and one that was charged was good.
func (t *Topups) settleAutopay(ctx context.Context, tx *db.Tx, keeper uuid.UUID, top Topup, p stripe.Payment) error {
	now := t.now()
	row, err := lockAutopay(ctx, tx, keeper, top.Customer, now)
	if errors.Is(err, errNone) || err == nil && (row.topup == nil || *row.topup != top.ID) {
		return nil
	}
	if err != nil {
		return err
	}
	currency, err := money.ParseCurrency(top.Currency)
	if err != nil {
		return err
	}
	sum := currency.Sum(money.Amount(top.Amount))
	if row.State != "waiting" {
		if err := chargedAutopay(ctx, tx, keeper, top.Customer, top.ID, now.Add(looksAgain)); err != nil {
			return err
		}
		return t.tellAutopay(ctx, tx, top.Customer, row, "autopay_charged", sum, now)
	}
	if p.Card.Method == "" {
		return nil // Stripe has kept no card: it is asked for again where the owner looks
	}
	saved, err := saveCard(ctx, tx, keeper, top.Customer, top.ID, p.Card, now.Add(looksAgain))
	if err != nil || !saved {
		return err
	}
	row.Brand, row.LastFour = p.Card.Brand, p.Card.LastFour
	return t.tellAutopay(ctx, tx, top.Customer, row, "autopay_on", sum, now)
}

// tellAutopay puts word of it into the transaction, for those who look after the account's money: of a sum that was taken, or is to be, which
// may be another than what is agreed to by now. That the month's most is reached is told once a month.
func (t *Topups) tellAutopay(ctx context.Context, tx *db.Tx, customer uuid.UUID, a autopayRow, template, sum string, at time.Time) error {
	currency, err := money.ParseCurrency(a.Currency)
	if err != nil {
		return err
	}
	about := at.Format(time.RFC3339Nano)
	if template == "autopay_capped" {
		about = at.Format("2006-01")
	}
	return service.Tell(ctx, tx, customer, template, about, map[string]string{
		"card": fmt.Sprintf("%s •••• %s", a.Brand, a.LastFour), "sum": sum, "below": currency.Sum(money.Amount(a.Below)),
		"most": currency.Sum(money.Amount(a.MonthMost)), "times": strconv.Itoa(a.Failures)})
}
