package onboarding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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
// account that was there before, people go who were never here. What was there before gets back what it was, field by field.
func (o *Onboarding) undoCustomer(ctx context.Context, tx *db.Tx, s db.Scope, w work, account uuid.UUID) error {
	q := onboardingdb.New(tx)
	rows, err := q.MadeIn(ctx, onboardingdb.MadeInParams{ImportID: w.id, AccountID: account})
	if err != nil {
		return err
	}
	of := map[string][]uuid.UUID{}
	names := map[uuid.UUID]string{}
	changed, err := changes(rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Was == nil {
			of[r.Kind] = append(of[r.Kind], r.SubjectID)
		}
		names[r.SubjectID] = r.Name
	}
	reasons := map[uuid.UUID]string{}
	var left map[uuid.UUID][]string
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
		return o.undone(ctx, tx, w, rows, reasons, nil)
	}
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, scope); err != nil {
		return err
	}
	technical := audit.As(ctx, audit.Actor{Kind: audit.Technical, Name: "import"})
	if left, err = o.fleet.PutBack(technical, tx, scope, changed.objects); err != nil {
		return err
	}
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
	if changed.customer != nil {
		fields, err := o.putCustomerBack(ctx, tx, s, known{id: account, name: names[account]}, *changed.customer)
		if err != nil {
			return err
		}
		left[account] = fields
	}
	return o.undone(ctx, tx, w, rows, reasons, left)
}

// changed is what a run has changed in one account that was there before.
type changed struct {
	objects  []fleet.Altered
	customer *fleet.Altered
}

func changes(rows []onboardingdb.MadeInRow) (c changed, err error) {
	for _, r := range rows {
		if r.Was == nil {
			continue
		}
		a := fleet.Altered{Object: r.SubjectID}
		if err := errors.Join(json.Unmarshal(r.Was, &a.Was), json.Unmarshal(r.Became, &a.Became)); err != nil {
			return c, err
		}
		if r.Kind == "customer" {
			c.customer = &a
		} else {
			c.objects = append(c.objects, a)
		}
	}
	return c, nil
}

// putCustomerBack gives what is written down of a customer back what it was before, but for fields that somebody has
// changed since: those it returns.
func (o *Onboarding) putCustomerBack(ctx context.Context, tx *db.Tx, s db.Scope, c known, a fleet.Altered) (left []string, err error) {
	row, err := onboardingdb.New(tx).LockRecord(ctx, onboardingdb.LockRecordParams{AccountID: c.id, TenantID: s.Tenant()})
	if isNoRows(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	is := known{c.id, c.name, row.LegalForm, row.Plan, row.Reference}
	was := is
	for _, f := range []struct {
		field Field
		value *string
	}{{Reference, &is.reference}, {LegalForm, &is.legalForm}, {CustPlan, &is.plan}} {
		before, told := a.Was[string(f.field)]
		switch {
		case !told || *f.value == before:
		case *f.value == a.Became[string(f.field)]:
			*f.value = before
		default:
			left = append(left, string(f.field))
		}
	}
	if is == was {
		return left, nil
	}
	if err := o.putRecord(ctx, tx, s, is); err != nil {
		return nil, err
	}
	return left, o.noteCustomer(ctx, tx, s, "reselling.customer.change", is, told(was))
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

// undone writes down what was taken back and why the rest was left; fields are those that were not put back.
func (o *Onboarding) undone(ctx context.Context, tx *db.Tx, w work, rows []onboardingdb.MadeInRow, reasons map[uuid.UUID]string, fields map[uuid.UUID][]string) error {
	q := onboardingdb.New(tx)
	p := onboardingdb.SetUndoneParams{ImportID: w.id, At: o.now()}
	for _, r := range rows {
		reason := reasons[r.SubjectID]
		if reason == fleet.LeftGone {
			reason = "" // there is nothing to take back
		}
		if len(fields[r.SubjectID]) > 0 {
			reason = fleet.LeftChanged
		}
		p.Subjects, p.Reasons = append(p.Subjects, r.SubjectID), append(p.Reasons, reason)
		p.Fields = append(p.Fields, strings.Join(fields[r.SubjectID], " "))
	}
	if err := q.SetUndone(ctx, p); err != nil {
		return err
	}
	n, err := q.Progress(ctx, onboardingdb.ProgressParams{ID: w.id, Holder: &o.holder, N: int32(len(rows)), LeaseUntil: o.until()})
	return o.held(n, err)
}
