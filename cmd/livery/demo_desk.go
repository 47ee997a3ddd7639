package main

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
)

// How far back the demo's desks remember, and how much was asked at the largest of them in that time.
const (
	demoDeskWeeks = 6
	demoQuestions = 260
)

// demoDesks live through the last weeks of all desks in one go, moment by moment, by the services that the doors use and under a clock of
// their own. Nobody is written to or woken for what happened then.
type demoDesks struct {
	*demoSeed

	clock *clock.Set
	desks *support.Desks
	ways  *escalate.Ways
	dice  *rand.Rand
	until time.Time
	next  happenings
	all   []*demoDesk
	// opened counts what was asked, letters and thought what was written and thought of.
	opened, letters, thought int
}

// happening is something that is done at a moment.
type happening struct {
	at    time.Time
	place int
	do    func(ctx context.Context) error
}

// happenings are what is to come, the next first; at one moment as they were thought of.
type happenings []happening

func (h happenings) Len() int { return len(h) }
func (h happenings) Less(i, j int) bool {
	return h[i].at.Before(h[j].at) || h[i].at.Equal(h[j].at) && h[i].place < h[j].place
}
func (h happenings) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *happenings) Push(x any)   { *h = append(*h, x.(happening)) }
func (h *happenings) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// fillDesks gives the desks of the demo their people, their settings and the questions of the last weeks, unless they have lived before.
// It takes some seconds, and may be done while the demo is in use.
func (s *demoSeed) fillDesks(ctx context.Context) (opened int, err error) {
	ctx = audit.As(ctx, audit.Job("demo"))
	d := &demoDesks{demoSeed: s, clock: clock.At(s.now.AddDate(0, 0, -7*demoDeskWeeks)), dice: rand.New(rand.NewPCG(4, 8)), until: s.now.Add(-2 * time.Minute)} //nolint:gosec // a demo that is the same each time
	d.desks = support.New(support.Config{DB: s.storage.db, Tenants: s.tenants, Prices: s.prices, Key: s.storage.key, Clock: d.clock, Log: s.log, Version: versionWithDates(version, released), Silent: true})
	d.ways = escalate.New(escalate.Config{DB: s.storage.db, Desks: d.desks, Clock: d.clock})
	root, err := s.tenants.PlatformID(ctx)
	if err != nil {
		return 0, err
	}
	if lived, err := d.lived(ctx, root); err != nil || lived {
		return 0, err
	}
	if err := d.furnish(ctx, demoWorld(), root, nil); err != nil {
		return 0, fmt.Errorf("set the desks up: %w", err)
	}
	for _, k := range d.all {
		d.ask(k)
		d.goesOn(k)
	}
	for at := d.clock.Now().Add(4 * time.Hour); at.Before(d.until); at = at.Add(4 * time.Hour) {
		d.at(at, func(ctx context.Context) error {
			_, err := d.desks.Watch(ctx)
			return err
		})
	}
	if err := d.live(ctx); err != nil {
		return d.opened, err
	}
	return d.opened, nil
}

// lived tells whether the platform's desk remembers anything older than today: the demo was filled before, as far as it came.
func (d *demoDesks) lived(ctx context.Context, root uuid.UUID) (bool, error) {
	scope, err := d.tenants.Scope(ctx, root, root)
	if err != nil {
		return false, err
	}
	shelf, err := d.desks.Shelf(ctx, scope)
	return len(shelf.Teams) > 0, err
}

// at has something done at a moment, unless that has not come yet.
func (d *demoDesks) at(at time.Time, do func(ctx context.Context) error) {
	if at.Before(d.until) {
		d.thought++
		heap.Push(&d.next, happening{at, d.thought, do})
	}
}

// live does all that happens, in its order.
func (d *demoDesks) live(ctx context.Context) error {
	for d.next.Len() > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		one := heap.Pop(&d.next).(happening) //nolint:forcetypeassert // nothing else is pushed
		if wait := one.at.Sub(d.clock.Now()); wait > 0 {
			d.clock.Advance(wait)
		}
		if err := one.do(ctx); err != nil {
			// Whoever uses the demo meanwhile may have taken away what this is about.
			if e, ok := errors.AsType[*errs.Error](err); ok && ctx.Err() == nil {
				d.log.WarnContext(ctx, "something did not happen at a desk of the demo", "error", e)
				continue
			}
			return err
		}
	}
	return nil
}

// demoDesk is a realm's desk with those who answer there and those who ask.
type demoDesk struct {
	scope db.Scope
	realm demoRealm
	above *demoDesk
	owner uuid.UUID
	// first and second are the people of the lines.
	first, second        []uuid.UUID
	secondTeam           uuid.UUID
	categories           map[string]uuid.UUID
	topics               map[string][]demoTopic
	askers               []demoAsker
	callers              []demoCaller
	questions, strangers int
	// kinds counts what was no plain question.
	kinds int
}

// demoAsker is somebody whom a desk serves.
type demoAsker struct {
	scope                              db.Scope
	user                               uuid.UUID
	at                                 support.At
	name, email, login, locale, number string
	objects                            []demoObject
	weight                             int
}

type demoObject struct {
	id   uuid.UUID
	name string
}

// demoCaller is a customer of whom nobody signs in: they call.
type demoCaller struct {
	tenant uuid.UUID
	name   string
}

// ask thinks of the questions of a desk over the weeks: on weekdays more than on Sundays, by day more than at night, and more of late.
func (d *demoDesks) ask(k *demoDesk) {
	if len(k.askers) == 0 {
		return
	}
	span := d.until.Sub(d.clock.Now())
	for made := 0; made < k.questions; {
		share := d.dice.Float64()
		at := d.clock.Now().Add(time.Duration(share * float64(span)))
		local := at.In(demoZone)
		quiet := weekend(local) || local.Hour() < 7 || local.Hour() > 19
		if quiet && d.dice.IntN(100) >= 12 {
			continue
		}
		made++
		d.at(at, func(ctx context.Context) error { return d.question(ctx, k, at) })
	}
	// What waits now: asked in the last two days, and a little of what was overlooked.
	for n := range k.questions / 9 {
		at := d.until.Add(-time.Duration(d.dice.Int64N(int64(50 * time.Hour))))
		if n%8 == 7 {
			at = overlooked(d.until.Add(-time.Duration(d.dice.Int64N(int64(4*24*time.Hour)))-50*time.Hour), d.until)
		}
		d.at(at, func(ctx context.Context) error { return d.waiting(ctx, k, at) })
	}
}

// overlooked is a moment so long ago that a whole day of work lies between it and now: an answer was due before, whatever day it is.
func overlooked(at, now time.Time) time.Time {
	at, now = at.In(demoZone), now.In(demoZone)
	for {
		work := false
		for day := at.AddDate(0, 0, 1); day.YearDay() != now.YearDay() && day.Before(now); day = day.AddDate(0, 0, 1) {
			work = work || !weekend(day)
		}
		if work && !weekend(at) {
			return at.UTC()
		}
		at = at.AddDate(0, 0, -1)
	}
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

// answered is when somebody comes to answer: within so many hours, but not at night or on a weekend.
func (d *demoDesks) answered(at time.Time, least, most time.Duration) time.Time {
	at = at.Add(least + time.Duration(d.dice.Int64N(int64(most-least)+1)))
	for {
		local := at.In(demoZone)
		if !weekend(local) && local.Hour() >= 9 && local.Hour() < 20 {
			return at
		}
		next := time.Date(local.Year(), local.Month(), local.Day(), 9, d.dice.IntN(60), d.dice.IntN(60), 0, demoZone)
		if local.Hour() >= 9 {
			next = next.AddDate(0, 0, 1)
		}
		at = next.UTC()
	}
}

func pick[T any](dice *rand.Rand, list []T) T { return list[dice.IntN(len(list))] }

// asker is one of those who ask, some more often than others.
func (d *demoDesks) asker(k *demoDesk) demoAsker {
	all := 0
	for _, a := range k.askers {
		all += a.weight
	}
	n := d.dice.IntN(all)
	for _, a := range k.askers {
		if n -= a.weight; n < 0 {
			return a
		}
	}
	return k.askers[0]
}
