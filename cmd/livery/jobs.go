package main

import (
	"context"
	"slices"
	"sync"
	"time"

	staffdoors "github.com/liveryhq/livery/api/staff"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/outbox"
)

// jobs does what has to be done now and then, until ctx ends. Each is safe to do in several processes at once.
func (i *installation) jobs(ctx context.Context) error {
	repeats := outbox.NewRepeats(i.storage.db, clock.System{})
	every := append([]job{
		{"trash", "remove what has been in the trash for thirty days", time.Hour, i.fleet.PurgeTrash},
		{"closed", "forget tenants that were closed thirty days ago", time.Hour, i.lives.PurgeClosed},
		{"erase", "erase the records of removed objects", time.Minute, i.fleet.EraseRemoved},
		{"imports", "forget old imports", time.Hour, i.imports.Forget},
		{"live_counts", "count what is heard for the lists of customers", 30 * time.Second, i.customers.CountLive},
		{"acting", "settle acting sessions that are over", time.Minute, i.acting.Settle},
		{"silent_trackers", "let silent trackers yield to proof", time.Hour, i.fleet.YieldSilent},
		{"repeats", "forget old idempotency keys", time.Hour, repeats.Sweep},
		{"promises", "tell desks what comes due and what is late", time.Minute, i.desks.Watch},
		{"documents", "tell of documents", 30 * time.Second, i.legal.Tell},
		{"ticket_secrets", "drop secrets of tickets whose time is over", time.Minute, i.desks.DropSecrets},
		{"links", "forget old links of letters", time.Hour, i.people.SweepLinks},
		{"webhooks", "forget what webhooks were told", time.Hour, i.webhooks.Forget},
		{"consent", "forget letters that asked for consent", time.Hour, i.recipients.Forget},
		{"sender_zones", "look at the zones of mail senders", time.Minute, i.senders.CheckDue},
		{"unconfirmed", "forget who asked for a business and never confirmed it", time.Hour, i.signUps.ForgetUnconfirmed},
		{"sign_in_steps", "forget steps of sign-ins", time.Hour, i.people.SweepSteps},
	}, i.moneyJobs()...)
	i.work.knows(every)
	var all sync.WaitGroup
	for _, job := range every {
		all.Go(func() { i.repeat(ctx, job) })
	}
	all.Wait()
	return nil
}

// repeat does a job at once, and then again and again: after a start nobody waits an hour for what is due.
func (i *installation) repeat(ctx context.Context, j job) {
	tick := time.NewTicker(j.wait)
	defer tick.Stop()
	for {
		i.work.begins(j.id)
		n, err := j.work(ctx)
		if ctx.Err() != nil {
			return
		}
		i.work.ended(j.id, n, err)
		if err != nil {
			i.log.WarnContext(ctx, "a job failed", "job", j.name, "error", err)
		} else if n > 0 {
			i.log.InfoContext(ctx, "a job did its work", "job", j.name, "rows", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// workBook remembers how each job of this process went last, for the platform's staff.
type workBook struct {
	mu   sync.Mutex
	jobs []staffdoors.Job
}

func (b *workBook) knows(list []job) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, j := range list {
		b.jobs = append(b.jobs, staffdoors.Job{Name: j.id, EverySeconds: int(j.wait / time.Second)})
	}
}

// of is a job that is known.
func (b *workBook) of(id string) *staffdoors.Job {
	return &b.jobs[slices.IndexFunc(b.jobs, func(j staffdoors.Job) bool { return j.Name == id })]
}

func (b *workBook) begins(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := clock.System{}.Now().UTC()
	j := b.of(id)
	j.BegunAt, j.Running = &at, true
}

func (b *workBook) ended(id string, n int64, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	j, at := b.of(id), clock.System{}.Now().UTC()
	j.Running, j.Seconds, j.Problem = false, at.Sub(*j.BegunAt).Seconds(), ""
	j.Runs++
	if err != nil {
		j.Failures++
		j.Problem = err.Error()
	} else if n > 0 {
		j.Did, j.DidAt = n, &at
	}
}

func (b *workBook) all() []staffdoors.Job {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]staffdoors.Job{}, b.jobs...)
}
