package ingest

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// retryDatabase is how often a database that is away is tried.
const retryDatabase = time.Second

// database is one that may not be there yet: a gateway serves from its snapshot meanwhile.
type database struct {
	open   func(ctx context.Context) (*db.DB, error)
	opened atomic.Pointer[db.DB]
	ready  chan struct{}
	log    *slog.Logger
}

func newDatabase(open func(ctx context.Context) (*db.DB, error), log *slog.Logger) *database {
	return &database{open: open, ready: make(chan struct{}), log: log}
}

// try opens the database once.
func (d *database) try(ctx context.Context) error {
	opened, err := d.open(ctx)
	if err != nil {
		return err
	}
	d.opened.Store(opened)
	close(d.ready)
	return nil
}

// run tries until it succeeds or ctx ends.
func (d *database) run(ctx context.Context) {
	for d.opened.Load() == nil {
		err := d.try(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		d.log.Debug("the database is still away", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(retryDatabase):
		}
	}
}

var errAway = errors.New("the database has not been reached yet")

// Worker runs fn as the worker's role, if the database has been reached.
func (d *database) Worker(ctx context.Context, fn func(tx *db.Tx) error) error {
	opened := d.opened.Load()
	if opened == nil {
		return errs.New(errs.Unavailable, "database", "The database does not answer.").With(errAway)
	}
	return opened.Worker(ctx, fn)
}

// Listen waits for the database and then listens.
func (d *database) Listen(ctx context.Context, channel string, heard func()) error {
	select {
	case <-d.ready:
		return d.opened.Load().Listen(ctx, channel, heard)
	case <-ctx.Done():
		return nil
	}
}
