package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// MaxLabels is how many codes are made at once.
const MaxLabels = 200

// Label is what is printed for a tracker. Its code is shown once; a new one can be made at any time.
type Label struct {
	Stocked

	Code string
}

// MakeCodes makes a new activation code for each; codes made for them before are worth nothing from then on. Conflict
// (reason "in_use") if a customer uses one of them.
func (f *Fleet) MakeCodes(ctx context.Context, s db.Scope, ids []uuid.UUID) ([]Label, error) {
	if len(ids) < 1 || len(ids) > MaxLabels {
		return nil, errs.Field("trackers", "bad_number", fmt.Sprintf("Choose 1 to %d trackers.", MaxLabels))
	}
	labels := make([]Label, 0, len(ids))
	for _, id := range ids {
		var printed string
		is, err := f.changeStock(ctx, s, id, "stock.tracker.label", func(tx *db.Tx, was Stocked) error {
			if was.State == StockActive {
				return errs.New(errs.Conflict, "in_use", "A customer uses the tracker "+was.Identity+". Take it back first.")
			}
			code, err := newCode()
			if err != nil {
				return err
			}
			printed = printedCode(code)
			if err := labelStock(ctx, tx, id, f.codeHash(code), f.now()); err != nil {
				return err
			}
			if !was.HasCode {
				return nil // the entry tells that there is a label now
			}
			return f.note(ctx, tx, s, "stock.tracker.label", stockSubject(was), nil, map[string]any{"again": true})
		})
		if err != nil {
			return nil, err
		}
		labels = append(labels, Label{is, printed})
	}
	return labels, nil
}

// HandOut notes that a tracker has left the stock: to a named customer, who alone can activate it then, or to whoever has
// its code. Conflict (reason "in_use"); Invalid (reason "no_such_customer").
func (f *Fleet) HandOut(ctx context.Context, s db.Scope, id uuid.UUID, customer *uuid.UUID) (Stocked, error) {
	return f.changeStock(ctx, s, id, "stock.tracker.hand_out", func(tx *db.Tx, was Stocked) error {
		if was.State == StockActive {
			return errs.New(errs.Conflict, "in_use", "A customer uses this tracker. Take it back first.")
		}
		if customer != nil {
			is, err := stockCustomer(ctx, tx, s, *customer)
			if err != nil {
				return err
			}
			if !is {
				return errs.Field("customer", "no_such_customer", "There is no such customer of yours.")
			}
		}
		return handStock(ctx, tx, id, customer, f.now())
	})
}

// TakeStockBack notes that a tracker has come back; its code is worth nothing from then on. One that still stands for an object
// of a customer is theirs to unbind: Conflict (reason "still_bound").
func (f *Fleet) TakeStockBack(ctx context.Context, s db.Scope, id uuid.UUID) (Stocked, error) {
	var used bool
	err := f.db.Worker(ctx, func(tx *db.Tx) (err error) {
		used, err = stockInUse(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return Stocked{}, fmt.Errorf("take back: %w", err)
	}
	return f.changeStock(ctx, s, id, "stock.tracker.take_back", func(tx *db.Tx, was Stocked) error {
		switch {
		case used:
			return errs.New(errs.Conflict, "still_bound", "The customer's object still has this tracker. Ask them to take it off, then take it back.")
		case was.State == InStock || was.State == StockReturned:
			return errs.New(errs.Conflict, "not_handed_out", "This tracker is in your stock already.")
		}
		return returnStock(ctx, tx, id)
	})
}
