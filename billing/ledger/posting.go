package ledger

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

// Account names an account within a book. The book and, for Wallet, the counterparty come from the posting.
type Account string

// The accounts of a book.
const (
	Wallet         Account = "wallet"
	BankCash       Account = "bank_cash"       // at the bank; negative: what is there
	Cash           Account = "cash"            // in the hand
	StripeClearing Account = "stripe_clearing" // taken by Stripe, not paid out yet
	StripeFees     Account = "stripe_fees"
	Unidentified   Account = "unidentified"    // came in, and nobody knows whose it is (terms 4.6.2)
	RefundsPayable Account = "refunds_payable" // taken from wallets, not sent yet
	Commission     Account = "commission"
	Bonuses        Account = "bonuses"
	Corrections    Account = "corrections"
	Disputes       Account = "disputes"
	OpeningBalance Account = "opening" // the other side of what was brought from elsewhere
	Issued         Account = "issued"  // the other side of quantities sold
	Used           Account = "used"    // quantities drawn
)

// Revenue is what was earned by one kind of thing: Revenue("plan"), Revenue("package"), Revenue("wholesale").
func Revenue(kind string) Account { return Account("revenue:" + kind) }

// Kind says what a transaction is about.
type Kind string

// The kinds of transactions. A counterparty itself writes Charge, Package and Usage only; Metering, Dispute and Reversal
// alone may take a wallet below its floor.
const (
	Topup       Kind = "topup"
	Charge      Kind = "charge"
	Package     Kind = "package"
	Usage       Kind = "usage"
	Metering    Kind = "metering"
	Refund      Kind = "refund"
	Commissions Kind = "commission"
	Bonus       Kind = "bonus"
	Correction  Kind = "correction"
	Dispute     Kind = "dispute"
	Assignment  Kind = "assignment" // from unidentified to whose it is
	Receipt     Kind = "receipt"    // into unidentified
	Payout      Kind = "payout"     // money leaves, or moves between the keeper's own accounts
	Fee         Kind = "fee"
	Opening     Kind = "opening"
	Reversal    Kind = "reversal" // made by Reverse only
)

// Entry is one side of a transaction.
type Entry struct {
	Account Account
	Amount  money.Amount
}

// Posting asks for a transaction.
type Posting struct {
	// Keeper whose book it is.
	Keeper uuid.UUID
	// Currency of the book, or money.SMS.
	Currency money.Currency
	// Counterparty whose wallet is touched; zero: none is.
	Counterparty uuid.UUID
	Kind         Kind
	// Key makes the same request harmless a second time: what Stripe, a bank's file or the caller calls it. At most 150
	// characters, unique in the book. Empty: the transaction can not be asked for again.
	Key string
	// Effective is the day it counts for; zero: the day it is booked.
	Effective time.Time
	// Comment is read by both sides.
	Comment string
	By      *uuid.UUID
	// Entries sum to zero; each account stands there once.
	Entries []Entry
}

func (p *Posting) check() error {
	p.Comment = strings.TrimSpace(p.Comment)
	switch {
	case p.Currency.IsZero():
		return errs.Field("currency", "unknown_currency", "Say in which currency.")
	case utf8.RuneCountInString(p.Comment) > 500 || strings.ContainsRune(p.Comment, 0):
		return errs.Field("comment", "long_comment", "A comment has at most 500 characters.")
	case len(p.Key) > 150 || strings.ContainsRune(p.Key, 0):
		return errs.Field("key", "long_key", "A key has at most 150 characters.")
	}
	var sum money.Amount
	seen := map[Account]bool{}
	for _, e := range p.Entries {
		next, fits := sum.Add(e.Amount)
		if e.Amount == 0 || !fits || e.Amount > money.Most || e.Amount < -money.Most {
			return errs.Field("amount", "bad_amount", "A sum is not nothing, and not beyond counting.")
		}
		if seen[e.Account] {
			return unbalanced("An account stands in a transaction once.")
		}
		seen[e.Account], sum = true, next
	}
	if sum != 0 || len(p.Entries) < 2 {
		return unbalanced("What is taken from one account goes to another: the entries of a transaction sum to zero.")
	}
	if seen[Wallet] != (p.Counterparty != uuid.Nil) {
		return unbalanced("A transaction names the counterparty whose wallet it touches, and no other.")
	}
	return nil
}

// prepare checks a posting and completes it; it answers what is to be the transaction's id, and the hash of what is asked for.
func (p *Posting) prepare(now time.Time) (id uuid.UUID, hash []byte, err error) {
	if err := p.check(); err != nil {
		return id, nil, err
	}
	if p.Kind == Reversal {
		return id, nil, unbalanced("A reversal is made of what it reverses.")
	}
	id = newID()
	if p.Key == "" {
		p.Key = id.String()
	}
	hash = p.hash()
	if p.Effective.IsZero() {
		p.Effective = now
	}
	return id, hash, nil
}

func unbalanced(message string) *errs.Error { return errs.New(errs.Invalid, "unbalanced", message) }

// hash is of what is asked for, not of when: a request that is repeated tomorrow is the same.
func (p *Posting) hash() []byte {
	entries := slices.Clone(p.Entries)
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(string(a.Account), string(b.Account)) })
	effective := ""
	if !p.Effective.IsZero() {
		effective = p.Effective.Format(time.DateOnly)
	}
	return digest(p.Counterparty, p.Kind, effective, p.Comment, entries)
}

// digest hashes parts in an encoding in which no two lists of parts look alike.
func digest(parts ...any) []byte {
	text, err := json.Marshal(parts)
	if err != nil {
		panic("ledger: parts of a request are plain values: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return sum[:]
}
