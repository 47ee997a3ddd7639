package ingest

import (
	"context"
	"time"

	"github.com/liveryhq/livery/platform/ingest/registry"
	"github.com/liveryhq/livery/platform/ingest/store"
)

const (
	firstJobs = time.Minute
	jobsEvery = 24 * time.Hour
	jobsRetry = 10 * time.Minute
)

// jobs drops what has expired, once a day and soon after the start. Several workers may do so at once: what one has
// done, the others find done.
func (i *Ingest) jobs(ctx context.Context) {
	wait := firstJobs
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		wait = jobsEvery
		now := i.config.Clock.Now()
		dropped, err := store.DropExpired(ctx, i.database, now)
		if err == nil {
			err = registry.Prune(ctx, i.database, now)
		}
		if err != nil {
			i.config.Log.Warn("expired records were not dropped", "error", err)
			wait = jobsRetry
			continue
		}
		if len(dropped) > 0 {
			i.config.Log.Info("expired records were dropped", "partitions", dropped)
		}
	}
}
