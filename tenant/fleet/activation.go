package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Activation is a code that somebody shows, and the object that its tracker is to stand for.
type Activation struct {
	Code string
	// Object that is there already; uuid.Nil: a new one, as Creation says. Its Tracker is not looked at.
	Object   uuid.UUID
	Creation Creation
	// Session and Address of who shows it, by which guesses are counted.
	Session, Address string
}

// redeemed is what a code stood for.
type redeemed struct {
	stock                            uuid.UUID
	protocol, model, identity, phone string
}

// wrongCode is the one answer to every code that is not taken, whatever the reason.
func wrongCode() error {
	return errs.Field("code", "wrong_code", "This code is not known here. Compare it with the label; a code is used once only.")
}

// Activate binds the tracker of an activation code at once. Whoever has the code has the device: holders of its identity
// that were not heard for thirty days give way. Whether anybody holds it shows in nothing that is answered: the tracker
// waits for its device, like every other. Errors: Invalid (reason "wrong_code" for every code that is not taken),
// LimitReached, Conflict as with Bind.
func (f *Fleet) Activate(ctx context.Context, s db.Scope, a Activation) (Object, error) {
	var w wrong
	if a.Object == uuid.Nil {
		a.Creation.Name = checkName(a.Creation.Name, "name", &w)
		a.Creation.Kind = checkKind(a.Creation.Kind, &w)
	}
	if err := w.err(); err != nil {
		return Object{}, err
	}
	if a.Object == uuid.Nil {
		if err := wholeSight(s); err != nil {
			return Object{}, err
		}
	}
	if err := f.codes.allow(a.Session, a.Address); err != nil {
		return Object{}, err
	}
	code, _ := normalCode(a.Code)
	var made Object
	var from *redeemed
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		if from, err = redeemCode(ctx, tx, f.codeHash(code), f.now()); err != nil {
			return err
		}
		if from == nil {
			return wrongCode()
		}
		made, err = f.activate(ctx, tx, s, a, *from)
		return err
	})
	if errs.Is(err, errs.Invalid) && from == nil {
		f.codes.wrong(a.Session, a.Address)
	}
	if err != nil {
		return Object{}, fmt.Errorf("activate a tracker: %w", err)
	}
	if err := f.yieldTo(ctx, made.Tracker.ID); err != nil {
		return Object{}, fmt.Errorf("activate a tracker: %w", err)
	}
	return made, nil
}

func (f *Fleet) activate(ctx context.Context, tx *db.Tx, s db.Scope, a Activation, from redeemed) (Object, error) {
	before, err := f.readIfThere(ctx, tx, a.Object)
	if err != nil {
		return Object{}, err
	}
	object, action := a.Object, "fleet.tracker.activate"
	if object == uuid.Nil {
		action = "fleet.object.add"
		if object, err = f.insert(ctx, tx, s, a.Creation); err != nil {
			return Object{}, err
		}
	}
	spec := TrackerSpec{Protocol: from.protocol, Model: from.model, Identity: from.identity, Phone: from.phone}
	if err := f.bind(ctx, tx, s, object, spec); err != nil {
		return Object{}, err
	}
	made, err := f.read(ctx, tx, object)
	if err != nil {
		return Object{}, err
	}
	tx.AfterCommit(func() { f.changed(s.Tenant(), object) })
	if err := f.noteObject(ctx, tx, s, action, before, &made); err != nil {
		return Object{}, err
	}
	// The audit of one's own first, then the realm's, as everywhere where somebody above is told too.
	settled, err := settleCode(ctx, tx, from.stock, made.Tracker.ID, f.now())
	if err != nil {
		return Object{}, err
	}
	if !settled {
		return Object{}, changedMeanwhile()
	}
	return f.read(ctx, tx, object)
}
