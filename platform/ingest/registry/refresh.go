package registry

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

const (
	// channel of the notices (migrations/00004).
	channel = "livery_registry"
	// pollEvery catches whatever a notice could not tell.
	pollEvery = 15 * time.Second
	// snapshotEvery is how old the snapshot on disk grows while things change.
	snapshotEvery = 5 * time.Minute
	// retryEvery is how often a database that is away is tried.
	retryEvery = time.Second
	// changesLive is how long rows of the table of changes are kept for gateways that are away; then they read all.
	changesLive = 24 * time.Hour
)

// Load fills the registry from the database or, if that does not answer, from the snapshot on disk. Without either it
// returns the database's error: no tracker may be let in.
func (r *Registry) Load(ctx context.Context) error {
	err := r.load(ctx)
	if err == nil {
		return nil
	}
	saved, serr := r.readSnapshot()
	if serr != nil {
		r.config.Log.Warn("the registry's snapshot cannot be used", "error", serr)
		return err
	}
	r.config.Log.Warn("the database does not answer: starting from the registry's snapshot", "saved", saved, "error", err)
	return nil
}

// Refresh reads what has changed since Load; only before Run, which reads it by itself.
func (r *Registry) Refresh(ctx context.Context) error { return r.refresh(ctx) }

// Run keeps the registry fresh and its snapshot on disk until ctx ends; then it writes the snapshot a last time.
func (r *Registry) Run(ctx context.Context) {
	wake := make(chan struct{}, 1)
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		_ = r.config.Database.Listen(ctx, channel, func() { // returns nil, when ctx ends
			select {
			case wake <- struct{}{}:
			default:
			}
		})
	}()
	poll, save := time.NewTicker(pollEvery), time.NewTicker(snapshotEvery)
	defer poll.Stop()
	defer save.Stop()
	r.saveSnapshot()
	for {
		select {
		case <-ctx.Done():
			<-listening
			r.saveSnapshot()
			return
		case <-save.C:
			r.saveSnapshot()
			continue
		case <-poll.C:
		case <-wake:
		}
		wasLoaded := r.Current()
		for r.refresh(ctx) != nil && ctx.Err() == nil {
			select {
			case <-ctx.Done():
			case <-time.After(retryEvery):
			}
		}
		if !wasLoaded {
			r.saveSnapshot()
		}
	}
}

// refresh reads what has changed.
func (r *Registry) refresh(ctx context.Context) error {
	if !r.Current() {
		return r.complain(r.load(ctx))
	}
	var after changes
	var objects, trackers []uuid.UUID
	var lost bool
	err := r.config.Database.Worker(ctx, func(tx *db.Tx) (err error) {
		after, objects, trackers, lost, err = r.changes.next(ctx, tx)
		return err
	})
	switch {
	case err != nil:
		return r.complain(err)
	case lost:
		return r.complain(r.load(ctx))
	case len(objects)+len(trackers) > 0:
		if err := r.reload(ctx, unique(objects), unique(trackers)); err != nil {
			return r.complain(err)
		}
	}
	r.changes = after
	return nil
}

func (r *Registry) complain(err error) error {
	if err != nil {
		r.config.Log.Warn("the registry could not be refreshed", "error", err)
	}
	return err
}

func unique(ids []uuid.UUID) []uuid.UUID {
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(ids)
}

// Prune deletes changes that every gateway in touch has read; a job of the worker calls it now and then.
func Prune(ctx context.Context, database Database, now time.Time) error {
	return database.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, deleteChanges, now.Add(-changesLive))
		return err
	})
}
