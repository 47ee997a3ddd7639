package main

import (
	"context"

	staffdoors "github.com/liveryhq/livery/api/staff"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
)

// mostFailed messages are listed.
const mostFailed = 50

// Work is how the jobs of this process went, and what waits to leave the installation or was given up.
func (w watching) Work(ctx context.Context) (staffdoors.BackgroundWork, error) {
	work := staffdoors.BackgroundWork{At: w.now().UTC(), Jobs: w.i.work.all(), Topics: []staffdoors.Topic{}, Failed: []staffdoors.FailedNotice{}}
	topics, err := outbox.Count(ctx, w.i.storage.db)
	if err != nil {
		return work, err
	}
	for _, t := range topics {
		one := staffdoors.Topic{Name: t.Topic, Waiting: t.Waiting, Failed: t.Dead}
		if t.Waiting > 0 {
			one.Oldest = &t.Oldest
		}
		work.Topics = append(work.Topics, one)
	}
	failed, err := outbox.Given(ctx, w.i.storage.db, "", mostFailed)
	for _, f := range failed {
		work.Failed = append(work.Failed, staffdoors.FailedNotice{ID: f.ID, Topic: f.Topic, Tenant: f.Tenant, TenantName: f.TenantName, At: f.At.UTC(), Attempts: f.Attempts, Why: f.Why})
	}
	return work, err
}

// TryAgain has what was given up of a topic tried once more, and says so in the platform's audit.
func (w watching) TryAgain(ctx context.Context, s db.Scope, topic string) (int64, error) {
	return outbox.Revive(ctx, w.i.storage.db, topic, w.now(), func(tx *db.Tx, n int64) error {
		return audit.Write(ctx, tx, s.Tenant(), w.now(), audit.Change{Action: "message.retry", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant(), Name: topic}, After: audit.Fields{"count": n}})
	})
}
