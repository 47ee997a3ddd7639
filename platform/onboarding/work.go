package onboarding

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
)

const (
	// lookEvery is how often a process looks for imports that others have left, or begun.
	lookEvery = time.Second
	// tries is how often a part is tried that the database had no time for.
	tries = 5
)

// Work works at imports until ctx ends. Several processes may: each import is one's at a time, and goes on at another's if
// that is silent for a lease.
func (o *Onboarding) Work(ctx context.Context) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		worked, err := o.WorkOnce(ctx)
		if err != nil && ctx.Err() == nil {
			o.log.WarnContext(ctx, "an import was interrupted, and will go on", "error", err)
		}
		if worked && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-o.begun:
		}
	}
}

// WorkOnce works at one import until its pass is over, and tells whether there was one.
func (o *Onboarding) WorkOnce(ctx context.Context) (worked bool, err error) {
	var claimed onboardingdb.ClaimDueRow
	err = o.db.Worker(ctx, func(tx *db.Tx) (err error) {
		claimed, err = onboardingdb.New(tx).ClaimDue(ctx, onboardingdb.ClaimDueParams{Holder: &o.holder, At: new(o.now()), LeaseUntil: o.until()})
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for an import to work at: %w", err)
	}
	working, stop := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		o.keepLease(working, claimed.ID, stop)
	}()
	defer func() {
		stop()
		<-kept
		o.giveUp(context.WithoutCancel(ctx), claimed.ID)
	}()
	by := audit.Job("import")
	if claimed.ByUser != nil {
		by = audit.Actor{Kind: audit.User, User: *claimed.ByUser}
	}
	w := work{id: claimed.ID, tenant: claimed.TenantID, state: claimed.State, by: claimed.ByUser}
	err = o.pass(audit.As(working, by), w, claimed.Planned)
	if errors.Is(err, errLost) {
		return true, nil
	}
	return true, err
}

// keepLease shows that this process is alive; it stops the work if the import is not its own any more.
func (o *Onboarding) keepLease(ctx context.Context, id uuid.UUID, stop func()) {
	tick := time.NewTicker(o.lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := o.db.Worker(ctx, func(tx *db.Tx) error {
			n, err := onboardingdb.New(tx).KeepLease(ctx, onboardingdb.KeepLeaseParams{ID: id, Holder: &o.holder, LeaseUntil: o.until()})
			return o.held(n, err)
		})
		if errors.Is(err, errLost) {
			stop()
			return
		}
	}
}

// giveUp lets another process go on at once. If the database does not hear it, the lease runs out.
func (o *Onboarding) giveUp(ctx context.Context, id uuid.UUID) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	err := o.db.Worker(ctx, func(tx *db.Tx) error {
		return onboardingdb.New(tx).GiveUpLease(ctx, onboardingdb.GiveUpLeaseParams{ID: id, Holder: &o.holder})
	})
	if err != nil {
		o.log.WarnContext(ctx, "an import was not given up, and waits for its lease to end", "error", err)
	}
}

// held makes of "no row was changed" that the import is another's.
func (o *Onboarding) held(n int64, err error) error {
	if err == nil && n == 0 {
		return errLost
	}
	return err
}

// pass does all parts that are still to be done.
func (o *Onboarding) pass(ctx context.Context, w work, planned bool) error {
	s, err := o.tenants.Scope(ctx, w.tenant, w.tenant)
	if err != nil {
		return err
	}
	if w.state == Undoing {
		return o.undoing(ctx, s, w)
	}
	if w.home, err = o.tenants.Get(ctx, s); err != nil {
		return err
	}
	err = o.in(ctx, s, func(tx *db.Tx) error {
		row, err := onboardingdb.New(tx).OneImport(ctx, w.id)
		w.mapping, w.protocol, w.invites = fields(row.Mapping), row.Protocol, row.Invites
		return err
	})
	if err != nil {
		return err
	}
	if !planned {
		if err := o.plan(ctx, s, w); err != nil {
			return err
		}
	}
	for {
		p, err := o.readPart(ctx, s, w)
		if errs.Is(err, errs.NotFound) {
			return o.finish(ctx, s, w, map[string]string{Checking: Checked, Running: Done}[w.state])
		}
		if err != nil {
			return err
		}
		if err := o.stubborn(ctx, p); err != nil {
			return err
		}
	}
}

// stubborn tries a part until it is done. One that cannot be done is told so on each of its lines, and the next goes on.
func (o *Onboarding) stubborn(ctx context.Context, p *part) error {
	var err error
	for n := range tries {
		if err = o.bringPart(ctx, p); err == nil || errors.Is(err, errLost) {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !errs.Is(err, errs.Unavailable) && !errs.Is(err, errs.Conflict) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(n+1) * 200 * time.Millisecond):
		}
	}
	if errs.Is(err, errs.Unavailable) {
		return err
	}
	o.log.ErrorContext(ctx, "a customer cannot be brought", "import", p.w.id, "line", p.rows[0].line, "error", err)
	p.told, p.made = nil, nil
	for _, r := range p.rows {
		r.fail("", "line_failed", "Something went wrong on our side, and nothing of this customer was done. Bring the file again; if it stays so, ask support.")
	}
	return o.in(ctx, p.home, func(tx *db.Tx) error { return p.keep(ctx, tx) })
}

func (o *Onboarding) finish(ctx context.Context, s db.Scope, w work, state string) error {
	return o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		n, err := q.FinishPass(ctx, onboardingdb.FinishPassParams{ID: w.id, Holder: &o.holder, State: state, At: o.now()})
		if err := o.held(n, err); err != nil {
			return err
		}
		if state == Checked {
			return nil
		}
		counts, err := q.CountLines(ctx, w.id)
		if err != nil {
			return err
		}
		action := map[string]string{Done: "reselling.import.done", Undone: "reselling.import.undone"}[state]
		return o.note(ctx, tx, s, action, w.id, "", audit.Fields{"customers": counts.Customers, "users": counts.Users, "objects": counts.Objects, "wrong": counts.Wrong})
	})
}

// Forget drops what is kept of imports longer than it can be used: a job. It returns how many rows went.
func (o *Onboarding) Forget(ctx context.Context) (n int64, err error) {
	err = o.db.Worker(ctx, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		over := o.now().Add(-UndoWithin)
		drafts, err := q.ForgetImports(ctx, o.now().Add(-draftsKept))
		if err != nil {
			return err
		}
		made, err := q.ForgetMade(ctx, &over)
		if err != nil {
			return err
		}
		lines, err := q.ForgetLines(ctx, &over)
		n = drafts + made + lines
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old imports: %w", err)
	}
	return n, nil
}
