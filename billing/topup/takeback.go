package topup

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Takeback is an entry of a bank's file that went out, to whom an earlier payment came from and of just that sum: the bank may have taken it back. Only a
// person says so.
type Takeback struct {
	ID           uuid.UUID
	Date         time.Time
	Amount       int64
	Currency     string
	Payer        string
	PayerAccount string
	Purpose      string
	// Receipt it fits, its day, and whose that was; no customer: it waits for somebody to say.
	Receipt      uuid.UUID
	ReceivedOn   time.Time
	Customer     *uuid.UUID
	CustomerName string
	Number       string

	line        int
	fingerprint string
}

// lookBack finds entries that went out and fit a payment that came in before, by an earlier file or by this one.
func (t *Topups) lookBack(ctx context.Context, tx *db.Tx, keeper uuid.UUID, st bank.Statement, came []ImportedLine, taken map[string]bool, used map[uuid.UUID]bool) ([]Takeback, error) {
	prints := st.Fingerprints()
	known, err := knownTakebacks(ctx, tx, keeper, prints)
	if err != nil {
		return nil, err
	}
	var list []Takeback
	for i, e := range st.Entries {
		if e.Amount >= 0 || known[prints[i]] || taken[prints[i]] || e.Other.Account == "" && e.Other.Name == "" {
			continue
		}
		receipt, on, err := receiptLike(ctx, tx, keeper, st.Currency, e, slices.AppendSeq([]uuid.UUID{}, maps.Keys(used)))
		if err != nil && !errors.Is(err, errNone) {
			return nil, err
		}
		for _, l := range came {
			if l.isTakenBackBy(st.Currency, e) && !used[l.id] && !l.Date.Before(on) {
				receipt, on, err = l.id, l.Date, nil
			}
		}
		if err != nil {
			continue
		}
		taken[prints[i]], used[receipt] = true, true
		list = append(list, Takeback{ID: newID(), Date: e.Date, Amount: -e.Amount, Currency: st.Currency, Payer: e.Other.Name, PayerAccount: e.Other.Account, Purpose: e.Purpose,
			Receipt: receipt, line: e.Line, fingerprint: prints[i]})
	}
	return list, nil
}

// isTakenBackBy is receiptLike of an entry that is not booked yet: on the same day the order in the file says nothing.
func (l *ImportedLine) isTakenBackBy(unit string, e bank.Entry) bool {
	from := l.entry.Other
	same := from.Name == e.Other.Name
	if e.Other.Account != "" {
		same = from.Account == e.Other.Account
	}
	return same && l.Currency == unit && l.Amount == -e.Amount && !l.Date.After(e.Date)
}

// Takebacks reads those that nobody has decided about, the oldest first.
func (t *Topups) Takebacks(ctx context.Context, s db.Scope, after uuid.UUID, limit int) (list []Takeback, more bool, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readTakebacks(ctx, tx, s.Tenant(), after, limit+1)
		return err
	})
	list, more = db.Page(list, limit)
	return list, more, err
}

// TakeBack reverses the payment that a bank has taken back: it is gone, so no floor holds it. NotFound; Conflict (reason "payment_decided").
func (t *Topups) TakeBack(ctx context.Context, s db.Scope, id, by uuid.UUID) error {
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		b, err := lockWaitingTakeback(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		r, err := lockReceived(ctx, tx, s.Tenant(), b.Receipt)
		if err != nil {
			return err
		}
		if r.state != "matched" && r.state != "assigned" && r.state != "unidentified" {
			return errWaiting
		}
		currency, err := money.ParseCurrency(b.Currency)
		if err != nil {
			return err
		}
		if r.customer != nil {
			if err := t.settle(ctx, tx, *r.customer); err != nil { // the wallet first, as everybody takes it
				return err
			}
		}
		written, err := t.unreceive(ctx, tx, s.Tenant(), by, b, r)
		if err != nil {
			return err
		}
		if err := decideTakeback(ctx, tx, s.Tenant(), id, "taken_back", &written); err != nil {
			return err
		}
		if err := takeReceiptBack(ctx, tx, s.Tenant(), b.Receipt, written); err != nil {
			return err
		}
		if r.customer != nil {
			if err := t.settle(ctx, tx, *r.customer); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.receipt.taken_back", Subject: audit.Subject{Kind: "receipt", ID: b.Receipt, Name: b.Payer},
			After: audit.Fields{"amount": currency.Sum(money.Amount(b.Amount)), "purpose": b.Purpose}})
	})
}

// unreceive writes the opposite of all that a payment has written; it answers the last of it.
func (t *Topups) unreceive(ctx context.Context, tx *db.Tx, keeper, by uuid.UUID, b Takeback, r received) (last uuid.UUID, err error) {
	undone := []uuid.UUID{r.transaction}
	if r.settledBy != nil {
		undone = []uuid.UUID{*r.settledBy, r.transaction}
	}
	for _, transaction := range undone {
		written, err := t.Ledger.Reverse(ctx, tx, ledger.Reversing{Keeper: keeper, Transaction: transaction, Key: "taken back " + transaction.String(), Comment: cut(b.Purpose, 500), By: user(by)})
		if err != nil {
			return last, err
		}
		last = written.ID
	}
	return last, nil
}

// NotTakenBack says that an entry is something else, such as a payment that was made to a customer. Errors as TakeBack's.
func (t *Topups) NotTakenBack(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		b, err := lockWaitingTakeback(ctx, tx, s.Tenant(), id)
		if err != nil {
			return err
		}
		if err := decideTakeback(ctx, tx, s.Tenant(), id, "another", nil); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), t.now(), audit.Change{Action: "billing.receipt.keep", Subject: audit.Subject{Kind: "receipt", ID: b.Receipt, Name: b.Payer}})
	})
}

// lockWaitingTakeback locks one that nobody has decided about.
func lockWaitingTakeback(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (Takeback, error) {
	b, state, err := lockTakeback(ctx, tx, keeper, id)
	switch {
	case errors.Is(err, errNone):
		return b, errs.Missing()
	case err == nil && state != "waiting":
		return b, errWaiting
	}
	return b, err
}
