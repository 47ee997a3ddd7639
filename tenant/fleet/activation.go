package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
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
	stock, realm                     uuid.UUID
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
	if err := f.activated(ctx, s, *from, made.Tracker.ID); err != nil {
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
	settled, err := settleCode(ctx, tx, from.stock, made.Tracker.ID, f.now())
	if err != nil {
		return Object{}, err
	}
	if !settled {
		return Object{}, changedMeanwhile()
	}
	if made, err = f.read(ctx, tx, object); err != nil {
		return Object{}, err
	}
	tx.AfterCommit(func() { f.changed(s.Tenant(), object) })
	err = f.noteObject(ctx, tx, s, action, before, &made)
	return made, err
}

// activated tells the realm that its tracker is in use, and has silent holders give way. It runs for every activation, so
// that it takes as long where there is nobody to give way.
func (f *Fleet) activated(ctx context.Context, s db.Scope, from redeemed, tracker uuid.UUID) error {
	return f.db.Worker(ctx, func(tx *db.Tx) error {
		if s.Tenant() != from.realm {
			err := audit.Write(audit.As(ctx, audit.Job("activation")), tx, from.realm, f.now(), audit.Change{Action: "stock.tracker.activate",
				Subject: audit.Subject{Kind: "stock", ID: from.stock, Name: from.identity}, After: audit.Fields{"customer": s.Tenant(), "state": StockActive}})
			if err != nil {
				return err
			}
		}
		return f.yield(ctx, tx, tracker)
	})
}

// yield has holders that were not heard for thirty days give way to a tracker that is proved to be there.
func (f *Fleet) yield(ctx context.Context, tx *db.Tx, tracker uuid.UUID) error {
	gone, err := yieldIdentities(ctx, tx, tracker, f.now())
	if err != nil {
		return err
	}
	for _, g := range gone {
		err := audit.Write(audit.As(ctx, audit.Job("identities")), tx, g.tenant, f.now(), audit.Change{Action: "fleet.tracker.wait",
			Subject: audit.Subject{Kind: "tracker", ID: g.tracker, Name: g.identity}, After: audit.Fields{"waiting": true, "cause": "not heard for 30 days"}})
		if err != nil {
			return err
		}
	}
	return nil
}

// YieldSilent has holders give way whose thirty days have passed since somebody proved to have the device; a job.
func (f *Fleet) YieldSilent(ctx context.Context) (int64, error) {
	var proved []uuid.UUID
	err := f.db.Worker(ctx, func(tx *db.Tx) (err error) {
		proved, err = provedAndWaiting(ctx, tx)
		return err
	})
	for i := 0; err == nil && i < len(proved); i++ {
		err = f.db.Worker(ctx, func(tx *db.Tx) error { return f.yield(ctx, tx, proved[i]) })
	}
	if err != nil {
		return 0, fmt.Errorf("let silent holders give way: %w", err)
	}
	return int64(len(proved)), nil
}
