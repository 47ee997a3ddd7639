package domains

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/reseller/domains/records"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	// atOnce is how many names are looked at, or certificates asked for, at the same time.
	atOnce = 8
	// lookAnyway bounds what a lost notice can cost.
	lookAnyway = 10 * time.Second
	// claimFor is how long what was claimed is left to whoever has claimed it.
	claimFor = 5 * time.Minute
)

// WorkChecks looks at the DNS whenever a domain is due, until ctx ends. Several processes share the work.
func (d *Domains) WorkChecks(ctx context.Context) error {
	return d.work(ctx, "look at domains", d.CheckDue)
}

// WorkCertificates asks for certificates whenever one is due, until ctx ends. It runs where browsers' TLS ends: there the
// authority's challenges arrive.
func (d *Domains) WorkCertificates(ctx context.Context, a Authority) error {
	return d.work(ctx, "ask for certificates", func(ctx context.Context) (int64, error) { return d.IssueDue(ctx, a) })
}

// work does what is due after each notice of a change, and now and then.
func (d *Domains) work(ctx context.Context, doing string, due func(context.Context) (int64, error)) error {
	rang := make(chan struct{}, 1)
	var g errgroup.Group
	g.Go(func() error {
		return d.DB.Listen(ctx, "livery_domains", func() {
			select {
			case rang <- struct{}{}:
			default:
			}
		})
	})
	tick := time.NewTicker(lookAnyway)
	defer tick.Stop()
	soon := time.NewTimer(0)
	defer soon.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-rang:
		case <-tick.C:
		case <-soon.C:
		}
		n, err := due(ctx)
		if err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "a job failed", "job", doing, "error", err)
		}
		if n > 0 {
			soon.Reset(time.Second)
		}
	}
	return g.Wait()
}

// CheckDue looks at all domains that are due, and tells how many that were.
func (d *Domains) CheckDue(ctx context.Context) (n int64, err error) {
	return d.each(ctx, claimChecks, d.check)
}

// IssueDue asks for all certificates that are due.
func (d *Domains) IssueDue(ctx context.Context, a Authority) (n int64, err error) {
	return d.each(ctx, claimIssues, func(ctx context.Context, id uuid.UUID) error { return d.issue(ctx, a, id) })
}

func (d *Domains) each(ctx context.Context, claim func(context.Context, *db.Tx, time.Time, time.Time, int) ([]uuid.UUID, error), do func(context.Context, uuid.UUID) error) (n int64, err error) {
	for {
		var ids []uuid.UUID
		err := d.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			ids, err = claim(ctx, tx, d.now(), d.now().Add(claimFor), atOnce)
			return err
		})
		if err != nil || len(ids) == 0 {
			return n, err
		}
		var g errgroup.Group
		for _, id := range ids {
			g.Go(func() error {
				if err := do(ctx, id); err != nil && ctx.Err() == nil {
					d.Log.WarnContext(ctx, "a domain could not be worked on", "domain", id, "error", err)
				}
				return nil
			})
		}
		_ = g.Wait()
		n += int64(len(ids))
	}
}

// check looks at one domain, outside any transaction, and moves it on.
func (d *Domains) check(ctx context.Context, id uuid.UUID) error {
	var one Domain
	var there bool
	err := d.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		one, there, err = readDomain(ctx, tx, id)
		return err
	})
	if err != nil || !there {
		return err
	}
	// What was given leads here as long as the installation does.
	seen := records.Seen{Proved: true, Arrives: true}
	if !one.Given {
		if seen, err = d.DNS.Look(ctx, d.wanted(one)); err != nil {
			return fmt.Errorf("look at %s: %w", one.Host, err)
		}
	}
	ctx = audit.As(ctx, audit.Job("domains"))
	return d.DB.Worker(ctx, func(tx *db.Tx) error {
		now := d.now()
		one, there, err := lockDomain(ctx, tx, id)
		if err != nil || !there || one.State == Detached {
			return err
		}
		held, err := holdingOf(ctx, tx, one)
		if err != nil {
			return err
		}
		was := one.State
		o := Follow(&one, seen, held, d.Here.TLS, now)
		if err := saveLook(ctx, tx, one); err != nil {
			return err
		}
		if o.Take {
			err = takeHost(ctx, tx, one)
		}
		if err == nil && o.Release {
			err = releaseHost(ctx, tx, one)
		}
		if err == nil && o.Letter != "" {
			err = d.tell(ctx, tx, one, o.Letter)
		}
		if err == nil && o.Detach != "" {
			one.State = Detached
			if err = detach(ctx, tx, id, o.Detach, now); err == nil && held.Self {
				err = identity.TellMoved(ctx, tx, one.Tenant, identity.Moved{Realm: one.Tenant, Host: one.Host})
			}
		}
		if err != nil || was == one.State {
			return err
		}
		return audit.Write(ctx, tx, one.Tenant, now, audit.Change{Action: "domain.state", Subject: audit.Subject{Kind: "domain", ID: one.ID, Name: one.Host},
			Before: audit.Fields{"state": was}, After: audit.Fields{"state": one.State, "why": o.Detach}})
	})
}

// issue asks for one certificate, outside any transaction, and writes down what came of it.
func (d *Domains) issue(ctx context.Context, a Authority, id uuid.UUID) error {
	var one Domain
	var there bool
	err := d.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		one, there, err = readDomain(ctx, tx, id)
		return err
	})
	if err != nil || !there || one.Certificate.Source != FromAuthority {
		return err
	}
	if d.Here.Covered && d.Here.given(one.Host) {
		one.Certificate.IssueAt = nil
		return d.DB.Worker(ctx, func(tx *db.Tx) error { return saveIssue(ctx, tx, one) })
	}
	got, failed := a.Obtain(ctx, one.Host, one.Certificate.NotAfter != nil)
	if failed != nil && ctx.Err() != nil {
		return nil //nolint:nilerr // told to stop: whoever claims it next begins anew
	}
	if failed != nil {
		d.Log.WarnContext(ctx, "a certificate was not issued", "host", one.Host, "error", failed)
	}
	return d.DB.Worker(ctx, func(tx *db.Tx) error {
		now := d.now()
		one, there, err := lockDomain(ctx, tx, id)
		if err != nil || !there || one.State == Detached || one.Certificate.Source != FromAuthority {
			return err
		}
		c := &one.Certificate
		if failed != nil {
			c.Failures++
			c.Problem, c.IssueAt = certificates.Reason(failed), new(now.Add(pauseAfter(c.Failures)))
			if c.Problem == "" {
				c.Problem = "-"
			}
			return saveIssue(ctx, tx, one)
		}
		// Never at once again, whatever the authority or a clock that is wrong says: orders are counted.
		if soonest := now.Add(time.Hour); got.RenewAt.Before(soonest) {
			got.RenewAt = soonest
		}
		// What its owner had brought was shown until now.
		if err := certificates.ForgetOwn(ctx, tx, one.Tenant, one.Host); err != nil {
			return err
		}
		*c = Certificate{Source: FromAuthority, Issuer: got.Issuer, NotBefore: &got.NotBefore, NotAfter: &got.NotAfter, IssueAt: &got.RenewAt}
		if one.State == Issuing {
			one.State, one.ActiveAt = Active, &now
		}
		one.CheckAt = now.Add(checkAgain)
		if one.State == Degraded {
			one.CheckAt = now
		}
		return saveIssue(ctx, tx, one)
	})
}

// tell writes to those who look after the realm's domains.
func (d *Domains) tell(ctx context.Context, tx *db.Tx, one Domain, letter string) error {
	starter, err := starterOf(ctx, tx, one.Tenant)
	if err != nil {
		return err
	}
	return identity.TellKeepers(ctx, tx, one.Tenant, identity.Letter{Template: letter, Path: "/console/domains/" + one.ID.String(),
		Params: map[string]string{"domain": one.Host, "starter": starter}})
}
