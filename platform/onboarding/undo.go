package onboarding

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
	"github.com/liveryhq/livery/tenant/fleet"
)

// undoing takes back what a run has created, one customer a transaction.
func (o *Onboarding) undoing(ctx context.Context, s db.Scope, w work) error {
	for {
		var account uuid.UUID
		err := o.in(ctx, s, func(tx *db.Tx) (err error) {
			account, err = onboardingdb.New(tx).NextAccountToUndo(ctx, w.id)
			return err
		})
		if errs.Is(err, errs.NotFound) {
			return o.finish(ctx, s, w, Undone)
		}
		if err != nil {
			return err
		}
		if err := o.in(ctx, s, func(tx *db.Tx) error { return o.undoCustomer(ctx, tx, s, w, account) }); err != nil {
			return fmt.Errorf("take a customer back: %w", err)
		}
	}
}

// undoCustomer takes back what a run has created in one account: objects that nobody has touched, groups that are then
// empty; and if it has opened the account, and nothing and nobody else is in it, its people and the account itself. Of an
// account that was there before, people go who were never here.
func (o *Onboarding) undoCustomer(ctx context.Context, tx *db.Tx, s db.Scope, w work, account uuid.UUID) error {
	q := onboardingdb.New(tx)
	rows, err := q.MadeIn(ctx, onboardingdb.MadeInParams{ImportID: w.id, AccountID: account})
	if err != nil {
		return err
	}
	of := map[string][]uuid.UUID{}
	names := map[uuid.UUID]string{}
	for _, r := range rows {
		of[r.Kind] = append(of[r.Kind], r.SubjectID)
		names[r.SubjectID] = r.Name
	}
	reasons := map[uuid.UUID]string{}
	stands, err := q.AccountStands(ctx, account)
	if err != nil {
		return err
	}
	scope, err := o.tenants.ScopeWithin(ctx, tx, s.Tenant(), account)
	if errs.Is(err, errs.NotFound) || !stands || isNoRows(err) {
		// It is closed, or has gone to another provider.
		for _, r := range rows {
			reasons[r.SubjectID] = fleet.LeftGone
		}
		return o.undone(ctx, tx, w, rows, reasons)
	}
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, scope); err != nil {
		return err
	}
	technical := audit.As(ctx, audit.Actor{Kind: audit.Technical, Name: "import"})
	if reasons, err = o.fleet.TakeBack(technical, tx, scope, of["object"], of["group"]); err != nil {
		return err
	}
	closing, err := o.takePeopleBack(technical, tx, scope, of, reasons)
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, s); err != nil {
		return err
	}
	if closing {
		closed, err := q.CloseEmptyAccount(ctx, account)
		if err != nil {
			return err
		}
		if !closed {
			return errAgain
		}
		err = o.noteCustomer(ctx, tx, s, "reselling.customer.close", known{id: account, name: names[account]}, nil)
		if err != nil {
			return err
		}
	}
	return o.undone(ctx, tx, w, rows, reasons)
}

// takePeopleBack removes people who have never signed in, and tells whether the account can be closed. The owner goes
// with the account only.
func (o *Onboarding) takePeopleBack(ctx context.Context, tx *db.Tx, scope db.Scope, of map[string][]uuid.UUID, reasons map[uuid.UUID]string) (closing bool, err error) {
	users, err := o.people.UsersWithin(ctx, tx, scope)
	if err != nil {
		return false, err
	}
	untouched, err := o.people.Untouched(ctx, tx, scope, of["user"])
	if err != nil {
		return false, err
	}
	empty, err := o.fleet.Empty(ctx, tx)
	if err != nil {
		return false, err
	}
	closing = len(of["customer"]) > 0 && empty
	there := map[uuid.UUID]bool{}
	for _, u := range users {
		there[u.ID] = true
		closing = closing && untouched[u.ID]
	}
	if len(of["customer"]) > 0 && !closing {
		reasons[of["customer"][0]] = fleet.LeftInUse
	}
	for _, id := range of["user"] {
		switch {
		case !there[id]:
			reasons[id] = fleet.LeftGone
		case !untouched[id]:
			reasons[id] = fleet.LeftChanged
		case !closing && (len(of["customer"]) > 0 || isOwner(users, id)):
			reasons[id] = fleet.LeftInUse // the customer goes on, and whose they are
		default:
			if err := o.people.RemoveWithin(ctx, tx, scope, id); err != nil {
				return false, err
			}
		}
	}
	return closing, nil
}

// undone writes down what was taken back and why the rest was left.
func (o *Onboarding) undone(ctx context.Context, tx *db.Tx, w work, rows []onboardingdb.MadeInRow, reasons map[uuid.UUID]string) error {
	q := onboardingdb.New(tx)
	p := onboardingdb.SetUndoneParams{ImportID: w.id, At: o.now()}
	for _, r := range rows {
		reason := reasons[r.SubjectID]
		if reason == fleet.LeftGone {
			reason = "" // there is nothing to take back
		}
		p.Subjects, p.Reasons = append(p.Subjects, r.SubjectID), append(p.Reasons, reason)
	}
	if err := q.SetUndone(ctx, p); err != nil {
		return err
	}
	n, err := q.Progress(ctx, onboardingdb.ProgressParams{ID: w.id, Holder: &o.holder, N: int32(len(rows)), LeaseUntil: o.until()})
	return o.held(n, err)
}
