package main

import (
	"context"
	"errors"
	"path"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/stripe/stripetest"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
)

// demoCards is what answers in the place of Stripe while the demo's year passes. It goes with the year, and the key with it: whoever tries cards in
// the demo connects a key of their own.
type demoCards struct {
	*stripetest.Stripe

	// heard is how many of its events were delivered.
	heard int
}

func (b *demoBooks) takeCards(ctx context.Context, realm db.Scope, r demoRealm) (err error) {
	if b.cards.Stripe, err = stripetest.Start(b.clock); err != nil {
		return err
	}
	b.topups.Stripe = stripe.Options{URL: b.cards.URL}
	_, err = b.topups.Connect(ctx, realm, stripetest.Key, "https://"+r.host+"/api/webhooks/stripe")
	return err
}

func (b *demoBooks) takeNoCards(ctx context.Context, realm db.Scope) error {
	return errors.Join(b.topups.Disconnect(ctx, realm), b.cards.Close())
}

// byCard has a customer pay at a payment page.
func (b *demoBooks) byCard(ctx context.Context, realm db.Scope, r demoRealm, p demoPrices, c demoCustomer, amount money.Amount) error {
	back := "https://" + r.host + "/billing"
	page, err := b.topups.Begin(ctx, c.scope, topup.Wanted{Currency: p.currency, Amount: int64(amount), Done: back, Left: back, Locale: r.locale})
	if err != nil {
		return err
	}
	b.cards.Pay(path.Base(page))
	return b.hear(ctx, realm)
}

// giveBack refunds a part of what was paid by card last.
func (b *demoBooks) giveBack(ctx context.Context, realm db.Scope, p demoPrices) error {
	paid, _, err := b.topups.History(ctx, realm, topup.Place{}, 100)
	if err != nil {
		return err
	}
	for _, one := range paid {
		if one.Source == "card" && one.State == "paid" {
			return errors.Join(b.topups.Refund(ctx, realm, topup.Refunding{Topup: one.ID, Amount: int64(p.month)}), b.hear(ctx, realm))
		}
	}
	return nil
}

// hear delivers what has happened since it was heard last.
func (b *demoBooks) hear(ctx context.Context, realm db.Scope) error {
	all := b.cards.Deliveries()
	for _, one := range all[b.cards.heard:] {
		if err := b.topups.Hear(ctx, realm.Tenant(), one.Body, one.Signature); err != nil {
			return err
		}
	}
	b.cards.heard = len(all)
	return nil
}
