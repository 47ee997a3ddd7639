package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant/fleet"
)

// made is everything that a run creates: customers, people, groups and objects.
const made = customers + customers + drivers + groups + objects

func same[T comparable](what string, got, want T) error {
	if got != want {
		return fmt.Errorf("%s: %v, not %v", what, got, want)
	}
	return nil
}

// upload brings the file and tries it out.
func (s *scene) upload(ctx context.Context) (onboarding.Import, error) {
	i, err := s.imports.Upload(ctx, s.scope, s.owner, "business.csv", []byte(business()))
	if err != nil {
		return i, err
	}
	s.id = i.ID
	if err := s.imports.Check(ctx, s.scope, i.ID, onboarding.Reading{Mapping: i.Mapping}); err != nil {
		return i, err
	}
	return s.settled(ctx, onboarding.Checked)
}

// wholesome are the counts of a file that brings all there is.
func wholesome() onboarding.Counts {
	return onboarding.Counts{Created: objects + drivers, Wrong: len(bad()), Customers: customers, Users: customers + drivers, Objects: objects, Trackers: objects, Groups: groups,
		Letters: customers}
}

func (s *scene) triedOut(ctx context.Context) (string, error) {
	before, err := s.sum(ctx)
	if err != nil {
		return "", err
	}
	i, err := s.upload(ctx)
	if err != nil {
		return "", err
	}
	after, err := s.sum(ctx)
	if err != nil {
		return "", err
	}
	if err := errors.Join(same("what trying out tells", i.Counts, wholesome()), same("what trying out leaves behind", after, before), s.badLines(ctx)); err != nil {
		return "", err
	}
	return fmt.Sprintf("tried out %d lines, %d of them wrong for %d reasons", i.Lines, i.Counts.Wrong, len(bad())), nil
}

// badLines checks that each is wrong for its reason, and no other line is.
func (s *scene) badLines(ctx context.Context) error {
	lines, more, err := s.imports.Lines(ctx, s.scope, s.id, "wrong", 0, 1_000)
	if err != nil {
		return err
	}
	wanted := bad()
	if more || len(lines) != len(wanted) {
		return fmt.Errorf("%d lines are wrong, not %d", len(lines), len(wanted))
	}
	for i, l := range lines {
		first := l.Wrong[0]
		if l.Line != objects+drivers+2+i || string(first.Field) != wanted[i].field || first.Reason != wanted[i].reason || first.Message == "" {
			return fmt.Errorf("line %d is wrong for %s %s, not %s %s", l.Line, first.Field, first.Reason, wanted[i].field, wanted[i].reason)
		}
	}
	return nil
}

// imported runs it by processes that are killed, each after a few customers, at whatever they are doing.
func (s *scene) imported(ctx context.Context, kills int) (string, error) {
	if err := s.imports.Start(ctx, s.scope, s.id); err != nil {
		return "", err
	}
	begun, killed := time.Now(), 0
	for every := (objects + drivers) / (kills + 1); killed < kills; {
		before, err := s.imports.Get(ctx, s.scope, s.id)
		if err != nil {
			return "", err
		}
		c, err := s.worker(ctx)
		if err != nil {
			return "", err
		}
		i, err := s.until(ctx, func(i onboarding.Import) bool { return i.State == onboarding.Done || i.Done >= before.Done+every })
		if err == nil && i.State == onboarding.Running {
			<-time.After(time.Duration(rand.Int64N(int64(40 * time.Millisecond)))) // any moment will do
		}
		_, _ = c.Process.Kill(), c.Wait()
		if err != nil {
			return "", err
		}
		if i.State == onboarding.Done {
			break
		}
		killed++
	}
	i, err := s.settled(ctx, onboarding.Done)
	if err != nil {
		return "", err
	}
	took := time.Since(begun)
	want := wholesome()
	want.Made, want.Passwords = made, drivers // owners have an address, and choose a password by letter
	if err := errors.Join(same("what the run tells", i.Counts, want), s.there(ctx, customers, customers+drivers, objects), s.badLines(ctx)); err != nil {
		return "", err
	}
	if killed < kills/2 {
		return "", fmt.Errorf("killed %d times only", killed)
	}
	return fmt.Sprintf("imported %d customers, %d people, %d trackers in %.0f s, killed %d times", customers, customers+drivers, objects, took.Seconds(), killed), nil
}

func (s *scene) repeated(ctx context.Context) (string, error) {
	before, err := s.sum(ctx)
	if err != nil {
		return "", err
	}
	first := s.id
	defer func() { s.id = first }()
	i, err := s.upload(ctx)
	if err != nil {
		return "", err
	}
	want := onboarding.Counts{Unchanged: objects + drivers, Wrong: len(bad())}
	if err := same("what trying it out again tells", i.Counts, want); err != nil {
		return "", err
	}
	if err := s.imports.Start(ctx, s.scope, s.id); err != nil {
		return "", err
	}
	if i, err = s.settled(ctx, onboarding.Done); err != nil {
		return "", err
	}
	after, err := s.sum(ctx)
	if err != nil {
		return "", err
	}
	if err := errors.Join(same("what repeating tells", i.Counts, want), same("rows of tenants after repeating", after, before)); err != nil {
		return "", err
	}
	return "repeated: 0 rows changed", nil
}

// takenBack undoes the first run, after somebody has touched one object.
func (s *scene) takenBack(ctx context.Context) (string, error) {
	var object, account uuid.UUID
	if err := s.ask(ctx, "select id, tenant_id from objects where name = 'Van 0007'", &object, &account); err != nil {
		return "", err
	}
	scope, err := s.tenants.Scope(ctx, s.scope.Tenant(), account)
	if err != nil {
		return "", err
	}
	if _, err := s.fleet.Change(ctx, scope, object, fleet.Change{Name: new("Van of somebody's")}); err != nil {
		return "", err
	}
	if err := s.imports.Undo(ctx, s.scope, s.id); err != nil {
		return "", err
	}
	i, err := s.settled(ctx, onboarding.Undone)
	if err != nil {
		return "", err
	}
	// The object, its group, the customer and the customer's owner stay.
	const left = 4
	err = errors.Join(same("what was taken back", i.Counts.Undone, made-left), same("what was left", i.Counts.Left, left), s.there(ctx, 1, 1, 1))
	if err != nil {
		return "", err
	}
	var faults int
	if err := s.ask(ctx, "select count(*) from tenants t, audit_faults(t.id)", &faults); err != nil {
		return "", err
	}
	return fmt.Sprintf("taken back %d of %d, %d left as touched; %d faults in the audit", i.Counts.Undone, made, left, faults), same("faults in the audit", faults, 0)
}
