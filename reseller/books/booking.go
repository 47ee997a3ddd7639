package books

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Booking is what somebody books by hand into a customer's wallet.
type Booking struct {
	Customer uuid.UUID
	// Kind is ledger.Bonus, a gift, or ledger.Correction, which may take as well as give.
	Kind     ledger.Kind
	Currency string
	Amount   int64
	// Reason is read by both sides.
	Reason string
	By     uuid.UUID
}

// Book writes a bonus or a correction, and serves again what can be paid by it. NotFound if the customer is none of one's own;
// Invalid names the field; InsufficientFunds where a correction would take more than there is.
func (b *Books) Book(ctx context.Context, s db.Scope, k Booking) (id uuid.UUID, err error) {
	currency, err := parse(k.Currency)
	if err != nil {
		return uuid.Nil, err
	}
	if err := reason(&k.Reason); err != nil {
		return uuid.Nil, err
	}
	amount := money.Amount(k.Amount)
	other := ledger.Corrections
	switch {
	case k.Kind == ledger.Bonus && k.Amount <= 0, k.Amount == 0, amount > money.Most, amount < -money.Most:
		return uuid.Nil, errs.Field("amount", "bad_amount", "Write a sum that is not nothing; a bonus is above zero.")
	case k.Kind == ledger.Bonus:
		other = ledger.Bonuses
	case k.Kind != ledger.Correction:
		return uuid.Nil, errs.Field("kind", "bad_kind", "By hand a bonus or a correction is booked.")
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		who, err := customer(ctx, tx, s.Tenant(), k.Customer)
		if err != nil {
			return err
		}
		if err := b.Ledger.OpenBook(ctx, tx, s.Tenant(), currency); err != nil {
			return err
		}
		// What is due goes first, and takes the locks of wallets in the order in which renewal takes them.
		if err := b.settle(ctx, tx, k.Customer); err != nil {
			return err
		}
		written, err := b.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Counterparty: k.Customer, Kind: k.Kind, Comment: k.Reason,
			By: orNull(k.By), Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: amount}, {Account: other, Amount: -amount}}})
		if err != nil {
			return err
		}
		id = written.ID
		if err := b.settle(ctx, tx, k.Customer); err != nil {
			return err
		}
		return b.told(ctx, tx, s, "billing.wallet.book", who, nil, audit.Fields{"kind": string(k.Kind), "amount": currency.Sum(amount), "comment": k.Reason})
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("book by hand: %w", err)
	}
	return id, nil
}

// byHand tells what a person may reverse: money that came in goes back by a refund, an assignment is another's business, and a quantity is what is left of
// packages, which its wallet alone must not say.
func byHand(t ledger.Transaction) bool {
	return !t.Currency.IsQuantity() &&
		slices.Contains([]ledger.Kind{ledger.Bonus, ledger.Correction, ledger.Charge, ledger.Package, ledger.Usage, ledger.Metering, ledger.Opening, ledger.Fee, ledger.Commissions}, t.Kind)
}

// Reverse writes the opposite of a transaction of a customer's. NotFound; Conflict where it was reversed before (reason
// "reversed_already") or goes back another way ("reversed_elsewhere"),
// or a part of it went back as the remainder ("given_back_already"), where a credit note stands on it ("credit_note"), or something of the package that it paid for
// is used ("package_used"). A package of which nothing is used goes with its debit.
func (b *Books) Reverse(ctx context.Context, s db.Scope, transaction, by uuid.UUID, why string) (id uuid.UUID, err error) {
	if err := reason(&why); err != nil {
		return uuid.Nil, err
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := b.written(ctx, tx, s, transaction)
		if err != nil {
			return err
		}
		if was.Customer == nil || was.Customer.Status == Moved || !byHand(was.Transaction) {
			return errs.New(errs.Conflict, "reversed_elsewhere", "Money that came in goes back by a refund, and a reversal is final. Book a correction instead.")
		}
		if err := unpapered(ctx, tx, s.Tenant(), transaction); err != nil {
			return err
		}
		if was.Kind == ledger.Package { // before wallets, as whoever draws takes it
			if err := holdPackages(ctx, tx, was.Customer.ID); err != nil {
				return err
			}
		}
		if err := b.settle(ctx, tx, was.Customer.ID); err != nil {
			return err
		}
		if was.Kind == ledger.Package {
			if err := b.takePackage(ctx, tx, transaction); err != nil {
				return err
			}
		}
		if err := b.whole(ctx, tx, s, was); err != nil {
			return err
		}
		written, err := b.Ledger.Reverse(ctx, tx, ledger.Reversing{Keeper: s.Tenant(), Transaction: transaction, Comment: why, By: orNull(by)})
		if err != nil {
			return err
		}
		id = written.ID
		if err := b.settle(ctx, tx, was.Customer.ID); err != nil {
			return err
		}
		return b.told(ctx, tx, s, "billing.wallet.reverse", *was.Customer, audit.Fields{"kind": string(was.Kind), "transaction": transaction}, audit.Fields{"comment": why})
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("reverse a transaction: %w", err)
	}
	return id, nil
}

// unpapered refuses what a credit note was given out for: the note would stand, and say that the money was given.
func unpapered(ctx context.Context, tx *db.Tx, keeper, transaction uuid.UUID) error {
	note, err := creditNoteOf(ctx, tx, keeper, transaction)
	if err == nil && note != "" {
		err = errs.New(errs.Conflict, "credit_note", "Credit note "+note+" was given out for this. Book a correction of its own instead.")
	}
	return err
}

// takePackage ends the package that a debit has paid for.
func (b *Books) takePackage(ctx context.Context, tx *db.Tx, debit uuid.UUID) error {
	became, err := takePackageBack(ctx, tx, debit, b.now())
	if err == nil && became == "drawn" {
		err = errs.New(errs.Conflict, "package_used", "Something of this package is used already. Give back what you want to as a correction.")
	}
	return err
}

// whole refuses a debit of which a part was given back when what it had paid for was changed, stopped or paused: the opposite of it would give
// that part back once more. The wallet is locked by now, so that none goes back meanwhile.
func (b *Books) whole(ctx context.Context, tx *db.Tx, s db.Scope, was Written) error {
	if was.Kind != ledger.Charge {
		return nil
	}
	theirs, err := b.Tree.ScopeWithin(ctx, tx, s.Tenant(), was.Customer.ID)
	if err != nil {
		return err
	}
	// What a debit was for is the customer's own row.
	if err := tx.Enter(ctx, theirs); err != nil {
		return err
	}
	back, err := givenBack(ctx, tx, was.ID)
	if err == nil && back {
		err = errs.New(errs.Conflict, "given_back_already", "A part of this debit was given back when something was changed, stopped or paused. Book the rest as a correction.")
	}
	if err != nil {
		return err
	}
	return tx.Enter(ctx, s)
}

// Credit says how far a customer's wallet may fall below zero (terms 4.4), in minor units, and serves what can be paid by that.
func (b *Books) Credit(ctx context.Context, s db.Scope, id uuid.UUID, code string, credit int64, why string) error {
	currency, err := parse(code)
	if err != nil {
		return err
	}
	if err := reason(&why); err != nil {
		return err
	}
	if credit < 0 || money.Amount(credit) > money.Most {
		return errs.Field("credit", "bad_credit", "Credit is a sum of 0 or more.")
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		who, err := customer(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		if err := b.Ledger.OpenBook(ctx, tx, s.Tenant(), currency); err != nil {
			return err
		}
		was, err := b.Ledger.OpenWallet(ctx, tx, s.Tenant(), id, currency)
		if err != nil {
			return err
		}
		if err := b.Ledger.SetFloor(ctx, tx, s.Tenant(), id, currency, -money.Amount(credit)); err != nil {
			return err
		}
		if err := b.settle(ctx, tx, id); err != nil {
			return err
		}
		return b.told(ctx, tx, s, "billing.wallet.credit", who, audit.Fields{"credit": currency.Sum(-was.Floor)},
			audit.Fields{"credit": currency.Sum(money.Amount(credit)), "comment": why})
	})
	if err != nil {
		return fmt.Errorf("give credit: %w", err)
	}
	return nil
}

// settle settles with a customer; of one that has moved away nothing is due any more.
func (b *Books) settle(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	return b.Engine.SettleHere(ctx, tx, id)
}

func (b *Books) told(ctx context.Context, tx *db.Tx, s db.Scope, action string, who Customer, before, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), b.now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: who.ID, Name: who.Name}, Before: before, After: after})
}
