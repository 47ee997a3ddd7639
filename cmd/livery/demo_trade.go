package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/store"
	"github.com/liveryhq/livery/reseller/books"
)

// demoPartner is a reseller that was just opened, with its provider.
type demoPartner struct {
	provider     db.Scope
	id           uuid.UUID
	name, number string
}

// What partners pay, in cents: ahead, for their brand to be set up, and each month. The small one pays in cash at the office of its provider.
const (
	partnerAhead, partnerSetUp, partnerMonthly = 25000, 9000, 3500
	smallAhead, smallMonthly                   = 1200, 700
)

// charge puts a reseller on its provider's wholesale plan, made where there is none yet, from the day on which its business begins.
func (s *demoSeed) charge(ctx context.Context, provider db.Scope, reseller uuid.UUID) error {
	prices := s.booksAt(s.begun()).prices
	plans, err := prices.Plans(ctx, provider)
	if err != nil {
		return err
	}
	var plan *uuid.UUID
	for _, p := range plans {
		if p.Kind == catalogue.Wholesale {
			plan = &p.ID
		}
	}
	if plan == nil {
		made, err := prices.Create(ctx, provider, uuid.Nil, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "Wholesale",
			Terms: catalogue.Terms{Price: catalogue.Price{Amount: 3, Micro: 100_000, Currency: "EUR"}, Period: catalogue.ActiveDay}})
		if err != nil {
			return err
		}
		plan = &made.ID
	}
	_, err = prices.Agree(ctx, provider, reseller, catalogue.NewAgreement{Wholesale: plan})
	return err
}

// trade passes the year between providers and their resellers: each day on which a tracker was heard is metered, partners pay, and the small one
// forgets to in summer, climbs two steps of the ladder and comes down again. The trackers were heard once a day: to drive a year of them over their
// sockets would take longer than anybody waits for a demo.
func (s *demoSeed) trade(ctx context.Context) error {
	if len(s.partners) == 0 {
		return nil
	}
	if err := store.HeardDaily(ctx, s.storage.db, s.begun(), s.now); err != nil {
		return fmt.Errorf("a year of trackers: %w", err)
	}
	b := s.booksAt(s.begun().Add(time.Hour))
	b.account = "900000005678"
	for _, p := range s.partners {
		if err := b.join(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	for month := 1; month <= 12; month++ {
		until := s.begun().AddDate(0, month, 0)
		if month == 7 {
			if err := b.forget(ctx, until); err != nil {
				return err
			}
		}
		b.clock.Advance(until.Sub(b.clock.Now()))
		if _, err := b.engine.MeterWholesale(ctx); err != nil {
			return err
		}
		if err := b.collect(ctx, month); err != nil {
			return err
		}
	}
	return s.owe(ctx)
}

// small tells whether the partner is one of a reseller's, not of the platform's.
func (p demoPartner) small() bool { return p.provider.Kind() != "platform" }

func (b *demoBooks) cash(ctx context.Context, p demoPartner, amount int64, comment string) error {
	_, err := b.topups.TakeCash(ctx, p.provider, topup.Cash{Customer: p.id, Currency: "EUR", Amount: amount, Comment: comment})
	return err
}

// join is what a partner pays for before its business begins.
func (b *demoBooks) join(ctx context.Context, p demoPartner) error {
	if p.small() {
		return b.cash(ctx, p, smallAhead, "Paid ahead at the office")
	}
	if err := b.cash(ctx, p, partnerAhead, "Paid ahead"); err != nil {
		return err
	}
	_, err := b.books.Book(ctx, p.provider, books.Booking{Customer: p.id, Kind: ledger.Correction, Currency: "EUR", Amount: -partnerSetUp,
		Reason: "Setting up the brand and bringing the customers, as agreed"})
	return err
}

// collect takes what partners pay at the end of a month.
func (b *demoBooks) collect(ctx context.Context, month int) error {
	words, platform := pricesOf("en"), demoWorld()
	var came []demoTransfer
	for _, p := range b.partners {
		switch {
		case !p.small():
			came = append(came, demoTransfer{p.name, words.purpose + p.number, partnerMonthly})
		case month < 5 || month > 7:
			if err := b.cash(ctx, p, smallMonthly, words.cash); err != nil {
				return err
			}
		}
	}
	for _, p := range b.partners {
		if !p.small() {
			return b.byBank(ctx, p.provider, platform, words, came...)
		}
	}
	return nil
}

// forget passes a month day by day, until whoever has not paid may connect nothing new; then they pay what is owed and a month ahead.
func (b *demoBooks) forget(ctx context.Context, until time.Time) error {
	for b.clock.Now().Before(until) {
		if _, err := b.engine.MeterWholesale(ctx); err != nil {
			return err
		}
		if _, err := b.engine.Climb(ctx); err != nil {
			return err
		}
		for _, p := range b.partners {
			scope, err := b.tenants.Scope(ctx, p.id, p.id)
			if err != nil {
				return err
			}
			owed, err := b.books.Owed(ctx, scope)
			if err != nil {
				return err
			}
			if owed.Standing.Step < service.NoActivations {
				continue
			}
			if err := b.cash(ctx, p, int64(-owed.Wallets[0].Balance)+2*smallMonthly, "Paid late, with an apology"); err != nil {
				return err
			}
			if _, err := b.engine.Climb(ctx); err != nil {
				return err
			}
		}
		b.clock.Advance(24 * time.Hour)
	}
	return nil
}

// owe puts the small partners on the first step of the ladder, where whoever looks finds them: they were told that a move of theirs was free of
// charge, and it was taken back three days ago.
func (s *demoSeed) owe(ctx context.Context) error {
	b := s.booksAt(s.now.AddDate(0, 0, -5))
	bonuses := map[uuid.UUID]uuid.UUID{}
	for _, p := range s.partners {
		if !p.small() {
			continue
		}
		book := func(kind ledger.Kind, amount int64, reason string) (uuid.UUID, error) {
			return b.books.Book(ctx, p.provider, books.Booking{Customer: p.id, Kind: kind, Currency: "EUR", Amount: amount, Reason: reason})
		}
		bonus, err := book(ledger.Bonus, partnerSetUp, "The move to a domain of its own is free of charge")
		if err != nil {
			return err
		}
		if _, err := book(ledger.Correction, -partnerSetUp, "The move to a domain of its own"); err != nil {
			return err
		}
		bonuses[p.id] = bonus
	}
	b.clock.Advance(2 * 24 * time.Hour)
	for _, p := range s.partners {
		if bonus, ok := bonuses[p.id]; ok {
			if _, err := b.books.Reverse(ctx, p.provider, bonus, uuid.Nil, "By the agreement a move is charged"); err != nil {
				return err
			}
		}
	}
	_, err := b.engine.Climb(ctx)
	return err
}
