package main

import (
	"context"
	"time"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/outbox"
)

// jobs does what has to be done now and then, until ctx ends. Each is safe to do in several processes at once.
func (i *installation) jobs(ctx context.Context) error {
	repeats := outbox.NewRepeats(i.storage.db, clock.System{})
	every := append([]job{
		{"remove what has been in the trash for thirty days", time.Hour, i.fleet.PurgeTrash},
		{"forget tenants that were closed thirty days ago", time.Hour, i.lives.PurgeClosed},
		{"erase the records of removed objects", time.Minute, i.fleet.EraseRemoved},
		{"forget old imports", time.Hour, i.imports.Forget},
		{"count what is heard for the lists of customers", 30 * time.Second, i.customers.CountLive},
		{"settle acting sessions that are over", time.Minute, i.acting.Settle},
		{"let silent trackers yield to proof", time.Hour, i.fleet.YieldSilent},
		{"forget old idempotency keys", time.Hour, repeats.Sweep},
		{"tell desks what comes due and what is late", time.Minute, i.desks.Watch},
		{"tell of documents", 30 * time.Second, i.legal.Tell},
		{"drop secrets of tickets whose time is over", time.Minute, i.desks.DropSecrets},
		{"forget old links of letters", time.Hour, i.people.SweepLinks},
		{"forget what webhooks were told", time.Hour, i.webhooks.Forget},
		{"forget letters that asked for consent", time.Hour, i.recipients.Forget},
		{"look at the zones of mail senders", time.Minute, i.senders.CheckDue},
		{"forget who asked for a business and never confirmed it", time.Hour, i.signUps.ForgetUnconfirmed},
		{"forget steps of sign-ins", time.Hour, i.people.SweepSteps},
	}, i.moneyJobs()...)
	done := make(chan struct{}, len(every))
	for _, job := range every {
		go func() {
			defer func() { done <- struct{}{} }()
			tick := time.NewTicker(job.wait)
			defer tick.Stop()
			// At once, and then again and again: after a start nobody waits an hour for what is due.
			for {
				if n, err := job.work(ctx); err != nil && ctx.Err() == nil {
					i.log.WarnContext(ctx, "a job failed", "job", job.name, "error", err)
				} else if n > 0 {
					i.log.InfoContext(ctx, "a job did its work", "job", job.name, "rows", n)
				}
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
			}
		}()
	}
	for range every {
		<-done
	}
	return nil
}
