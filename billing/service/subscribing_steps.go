package service

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// connect ends what an object is on and puts it on the plan; whether it can be paid is seen by settling.
func (d *doer) connect(ctx context.Context, was Subscription) error {
	if was.Plan == d.plan.Plan.ID {
		if was.Stops {
			return setStops(ctx, d.tx, was.ID, false)
		}
		return errs.New(errs.Conflict, "on_this_plan", "“"+was.ObjectName+"” is on this plan already.")
	}
	if err := lockPlan(ctx, d.tx, d.account(), d.plan.Plan.ID); err != nil {
		return err
	}
	used, err := readUse(ctx, d.tx, d.account())
	if err != nil {
		return err
	}
	left, err := room(ctx, d.tx, d.plan, used, d.now)
	if err != nil {
		return err
	}
	if left != nil && *left == 0 {
		return errs.New(errs.LimitReached, "plan_full", "“"+d.plan.Plan.Name+"” takes no more of your objects. Choose another plan, or take an object off it.")
	}
	if was.ID != uuid.Nil {
		if err := d.end(ctx, was, "changed"); err != nil {
			return err
		}
	}
	if d.plan.Plan.Begins {
		return nil // that is where it goes by itself
	}
	until := trial(d.plan, used, d.now)
	err = insertSubscription(ctx, d.tx, newSubscription{ID: newID(), Account: d.account(), Object: was.Object, Plan: d.plan.Plan.ID, Version: d.plan.Version,
		By: d.p.User, At: d.now, TrialUntil: until, Priority: d.w.Priority})
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == "LV009" {
		return errs.New(errs.Conflict, "no_activations", "Nothing new can be connected at the moment. Ask your provider.").With(err)
	}
	return err
}

// end ends a subscription now. A day that is debited when it is over is debited before.
func (d *doer) end(ctx context.Context, was Subscription, reason string) error {
	if err := d.closeDay(ctx, was); err != nil {
		return err
	}
	return endSubscription(ctx, d.tx, was.ID, reason, d.now)
}

func (d *doer) closeDay(ctx context.Context, was Subscription) error {
	if was.Period != catalogue.ActiveDay || was.State == IsPaused {
		return nil
	}
	return closeDay(ctx, d.tx, d.account(), was.ID, d.now)
}

func (d *doer) pause(ctx context.Context, was Subscription) error {
	switch {
	case was.ID == uuid.Nil:
		return errs.New(errs.Conflict, "nothing_to_stop", "“"+was.ObjectName+"” is on the plan that objects begin on: there is nothing to pause.")
	case d.w.Doing == Pause && was.State == IsPaused:
		return errs.New(errs.Conflict, "paused_already", "“"+was.ObjectName+"” is paused already.")
	case d.w.Doing == Resume && was.State != IsPaused:
		return errs.New(errs.Conflict, "not_paused", "“"+was.ObjectName+"” is not paused.")
	}
	if d.w.Doing == Resume {
		return setState(ctx, d.tx, was.ID, "active")
	}
	if err := d.closeDay(ctx, was); err != nil {
		return err
	}
	return setState(ctx, d.tx, was.ID, "paused")
}

func (d *doer) stop(ctx context.Context, was Subscription) error {
	switch {
	case was.ID == uuid.Nil:
		return errs.New(errs.Conflict, "nothing_to_stop", "“"+was.ObjectName+"” is on the plan that objects begin on: there is nothing to stop.")
	case d.w.Doing == Keep && !was.Stops:
		return errs.New(errs.Conflict, "not_stopping", "“"+was.ObjectName+"” is not about to stop.")
	case d.w.Doing == Stop && was.Stops:
		return errs.New(errs.Conflict, "stops_already", "“"+was.ObjectName+"” stops already when what is paid for is over.")
	case d.w.Doing == StopNow, d.w.Doing == Stop && was.NextDue == nil:
		return d.end(ctx, was, "stopped")
	}
	return setStops(ctx, d.tx, was.ID, d.w.Doing == Stop)
}

// told writes to the audit what was done, the provider's first where it was the provider.
func (s *Subscriptions) told(ctx context.Context, tx *db.Tx, p Party, w Wish, list []Outcome) error {
	technical := ctx
	if p.Provider != nil {
		technical = audit.As(ctx, audit.Actor{Kind: audit.Technical})
	}
	for _, o := range list {
		if o.Err != nil {
			continue
		}
		fields := audit.Fields{"plan": o.After.PlanName, "price": o.After.Price.String(), "state": o.After.State, "charged": o.sum(o.Charged),
			"given_back": o.sum(o.GivenBack), "next_due": o.After.NextDue, "stops": o.After.Stops}
		change := audit.Change{Action: "billing.subscription." + string(w.Doing), Subject: audit.Subject{Kind: "object", ID: o.Object, Name: o.After.ObjectName}, After: fields}
		if err := audit.Write(technical, tx, p.Account.Tenant(), s.now(), change); err != nil {
			return err
		}
	}
	if p.Provider == nil {
		return nil
	}
	if err := tx.Enter(ctx, *p.Provider); err != nil {
		return err
	}
	done := 0
	for _, o := range list {
		if o.Err == nil {
			done++
		}
	}
	if done == 0 {
		return nil
	}
	return audit.Write(ctx, tx, p.Provider.Tenant(), s.now(), audit.Change{Action: "billing.subscription." + string(w.Doing),
		Subject: audit.Subject{Kind: "tenant", ID: p.Account.Tenant()}, After: audit.Fields{"objects": done}})
}
