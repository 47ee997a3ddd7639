package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/db"
)

// meet hears everything out, and looks whether all sums meet.
func (s *scene) meet(ctx context.Context) error {
	if err := s.taker.revive(); err != nil {
		return err
	}
	if len(s.entries) > 0 {
		if err := s.must(s.taker.ask(ctx, asked{Do: "import", Keeper: s.keeper.Tenant(), Body: statement(s.entries, 0)})); err != nil {
			return fmt.Errorf("the last statement: %w", err)
		}
	}
	for range 2 { // the second time nothing may change
		for _, d := range s.fake.Deliveries() {
			if err := s.must(s.taker.ask(ctx, asked{Do: "hear", Keeper: s.keeper.Tenant(), Body: d.Body, Signature: d.Signature})); err != nil {
				return fmt.Errorf("hear out %s: %w", d.Type, err)
			}
		}
	}
	var credits int64
	for _, e := range s.entries {
		credits += e.amount
	}
	var wallets, returned, closing, cards, banked, paid int64
	var receipts int
	if err := s.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `
			select (select coalesce(sum(balance), 0) from ledger_accounts where counterparty_id is not null),
				(select coalesce(sum(amount) filter (where state = 'returned'), 0) from bank_receipts), (select count(*) from bank_receipts),
				(select coalesce(sum(amount + commission), 0) from payouts),
				(select coalesce(sum(amount) filter (where source = 'card' and state = 'paid'), 0) from topups),
				(select coalesce(sum(amount) filter (where source = 'bank'), 0) from topups),
				(select count(*) from topups where source = 'card' and state = 'paid')`).Scan(&wallets, &returned, &receipts, &closing, &cards, &banked, &paid)
	}); err != nil {
		return err
	}
	s.k.cards, s.k.receipts = int(paid), receipts
	own := map[ledger.Account]int64{}
	if err := s.db.InTenant(ctx, s.keeper, func(tx *db.Tx) error {
		list, err := s.ledger.OwnAccounts(ctx, tx, s.keeper.Tenant(), euro)
		for _, a := range list {
			own[a.Account] = int64(a.Balance)
		}
		return err
	}); err != nil {
		return err
	}
	kept := s.fake.Kept("EUR")
	var wrong error
	for _, sum := range []struct {
		what      string
		one, same int64
	}{
		{"what Stripe has is what the books say it has", kept, -own[ledger.StripeClearing] - own[ledger.StripeFees]},
		{"what the bank was given is what the books say", credits - returned, -own[ledger.BankCash]},
		{"wallets, unidentified and what was left are what came in and stayed", kept + credits - returned, wallets + own[ledger.Unidentified] + closing},
		{"refunds and commissions are the closing balances", closing, own[ledger.RefundsPayable] + own[ledger.Commission]},
		{"Stripe captures are top-ups", s.fake.Captured("EUR"), cards},
		{"credits of statements are top-ups, unidentified and returned", credits - returned, banked + own[ledger.Unidentified]},
		{"each entry of a statement is there once", int64(len(s.entries)), int64(receipts)},
	} {
		if sum.one != sum.same {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %d is not %d", sum.what, sum.one, sum.same))
		}
	}
	wrongs, err := s.ledger.Wrongs(ctx)
	if len(wrongs) > 0 {
		wrong = errors.Join(wrong, fmt.Errorf("%d wrongs in the books, the first: %s", len(wrongs), wrongs[0]))
	}
	return errors.Join(wrong, err)
}
