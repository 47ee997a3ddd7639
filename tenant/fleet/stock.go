package fleet

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// States of a tracker in stock.
const (
	InStock       = "in_stock"
	HandedOut     = "handed_out"
	StockActive   = "active"
	StockReturned = "returned"
)

// Stocked is a tracker that a reseller keeps to hand out. It reserves nothing: others may claim the same device.
type Stocked struct {
	ID       uuid.UUID
	Protocol string
	Model    string
	Identity string
	Phone    string
	Note     string
	// OperatorOwned: the operator's own equipment, also while a customer uses it.
	OperatorOwned bool
	State         string
	// HasCode: there is an activation code that nobody has used yet.
	HasCode bool
	// Customer it was handed to; nil: whoever has the code.
	Customer     *uuid.UUID
	CustomerName string
	HandedAt     *time.Time
	// Account that has activated it.
	Account     *uuid.UUID
	AccountName string
	ActivatedAt *time.Time
	CreatedAt   time.Time
}

// StockSpec describes a tracker for the stock.
type StockSpec struct {
	Protocol, Model, Identity, Phone, Note string
	OperatorOwned                          bool
}

// StockQuery narrows the list.
type StockQuery struct {
	// Search is part of an identity, a SIM number, a model or a note.
	Search string
	State  string
	After  uuid.UUID
	// Limit from 1 to MaxPage.
	Limit int
}

// StockChange is what to change of one; nil leaves it as it is.
type StockChange struct {
	Model, Phone, Note *string
	OperatorOwned      *bool
}

// Stock lists the trackers in the realm's stock, the newest first, and tells whether there are more.
func (f *Fleet) Stock(ctx context.Context, s db.Scope, q StockQuery) (list []Stocked, more bool, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, false, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d trackers.", MaxPage))
	}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = listStock(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list the stock: %w", err)
	}
	list, more = db.Page(list, q.Limit)
	return list, more, nil
}

// AddStock puts a tracker into stock. Conflict (reason "in_stock_already") if the realm has it there.
func (f *Fleet) AddStock(ctx context.Context, s db.Scope, spec StockSpec) (Stocked, []Warning, error) {
	var w wrong
	warnings := f.checkStock(&spec, "", &w)
	if err := w.err(); err != nil {
		return Stocked{}, nil, err
	}
	var made Stocked
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		id := newID()
		added, err := insertStock(ctx, tx, s, id, spec, f.stockKey(spec, s), f.now())
		if err != nil {
			return err
		}
		if !added {
			return errs.New(errs.Conflict, "in_stock_already", "This tracker is in your stock already.")
		}
		if made, err = readStock(ctx, tx, id); err != nil {
			return err
		}
		return f.note(ctx, tx, s, "stock.tracker.add", stockSubject(made), nil, toldStock(made))
	})
	if err != nil {
		return Stocked{}, nil, fmt.Errorf("add to the stock: %w", err)
	}
	return made, warnings, nil
}

// ChangeStock describes a tracker anew. The mark of the operator's own equipment follows to the account that uses it, and
// is written to the audits of both.
func (f *Fleet) ChangeStock(ctx context.Context, s db.Scope, id uuid.UUID, c StockChange) (Stocked, error) {
	var w wrong
	if c.Phone != nil {
		n, ok := phoneNumber(*c.Phone)
		if !ok {
			w.field("phone", "bad_phone", "Write the number of the SIM with its country code, as +358401234567, or leave it empty.")
		}
		c.Phone = &n
	}
	if c.Note != nil && utf8.RuneCountInString(*c.Note) > 500 {
		w.field("note", "long_note", "A note has at most 500 characters.")
	}
	if c.Model != nil && utf8.RuneCountInString(*c.Model) > 100 {
		w.field("model", "long_model", "The model has at most 100 characters.")
	}
	if err := w.err(); err != nil {
		return Stocked{}, err
	}
	return f.changeStock(ctx, s, id, "stock.tracker.change", func(tx *db.Tx, _ Stocked) error { return updateStock(ctx, tx, id, c) })
}

// DeleteStock takes a tracker out of the stock's list. One in use stays: Conflict (reason "in_use").
func (f *Fleet) DeleteStock(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := lockStock(ctx, tx, id)
		if err != nil {
			return err
		}
		if was.State == StockActive {
			return errs.New(errs.Conflict, "in_use", "A customer uses this tracker. Take it back first.")
		}
		if err := deleteStock(ctx, tx, id); err != nil {
			return err
		}
		return f.note(ctx, tx, s, "stock.tracker.delete", stockSubject(was), toldStock(was), nil)
	})
	if err != nil {
		return fmt.Errorf("take out of the stock: %w", err)
	}
	return nil
}

// changeStock runs fn on a locked row and writes what became of it. The mark reaches the customer's tracker after it.
func (f *Fleet) changeStock(ctx context.Context, s db.Scope, id uuid.UUID, action string, fn func(tx *db.Tx, was Stocked) error) (Stocked, error) {
	var was, is Stocked
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		if was, err = lockStock(ctx, tx, id); err != nil {
			return err
		}
		if err := fn(tx, was); err != nil {
			return err
		}
		if is, err = readStock(ctx, tx, id); err != nil {
			return err
		}
		before, after := audit.Differing(toldStock(was), toldStock(is))
		if len(after) == 0 {
			return nil
		}
		return f.note(ctx, tx, s, action, stockSubject(is), before, after)
	})
	if err == nil && was.OperatorOwned != is.OperatorOwned && is.Account != nil {
		err = f.markTracker(ctx, s, is)
	}
	if err != nil {
		return Stocked{}, fmt.Errorf("change the stock: %w", err)
	}
	return is, nil
}

// markTracker carries the mark to the tracker in the account that uses it.
func (f *Fleet) markTracker(ctx context.Context, s db.Scope, is Stocked) error {
	return f.db.Worker(ctx, func(tx *db.Tx) error {
		tracker, changed, err := markTracker(ctx, tx, s.Tenant(), is.ID)
		if err != nil || !changed {
			return err
		}
		by := audit.By(ctx)
		if *is.Account != s.Tenant() {
			by = audit.Actor{Kind: audit.Technical}
		}
		return audit.Write(audit.As(ctx, by), tx, *is.Account, f.now(), audit.Change{Action: "fleet.tracker.mark",
			Subject: audit.Subject{Kind: "tracker", ID: tracker, Name: is.Identity},
			Before:  audit.Fields{"operator_owned": !is.OperatorOwned}, After: audit.Fields{"operator_owned": is.OperatorOwned}})
	})
}

// checkStock puts a description into its normal form; prefix is put before names of fields.
func (f *Fleet) checkStock(spec *StockSpec, prefix string, w *wrong) []Warning {
	t := TrackerSpec{Protocol: spec.Protocol, Model: spec.Model, Identity: spec.Identity, Phone: spec.Phone}
	warnings := f.check(&t, prefix, w)
	spec.Model, spec.Identity, spec.Phone = t.Model, t.Identity, t.Phone
	if utf8.RuneCountInString(spec.Note) > 500 {
		w.field(prefix+"note", "long_note", "A note has at most 500 characters.")
	}
	return warnings
}

// stockKey is by what a device is known in a stock.
func (f *Fleet) stockKey(spec StockSpec, s db.Scope) string {
	n := f.names(spec.Protocol, spec.Identity, s.Realm())[0]
	return n.namespace + " " + n.value
}

func stockSubject(t Stocked) audit.Subject {
	return audit.Subject{Kind: "stock", ID: t.ID, Name: t.Identity}
}

func toldStock(t Stocked) audit.Fields {
	return audit.Fields{"protocol": t.Protocol, "identity": t.Identity, "model": t.Model, "phone": t.Phone, "note": t.Note,
		"operator_owned": t.OperatorOwned, "state": t.State, "customer": t.Customer, "labelled": t.HasCode}
}
