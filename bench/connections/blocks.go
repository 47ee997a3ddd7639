package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/registry"
)

// patience is how long a block may take to arrive before it is given up.
const patience = time.Minute

// measureBlocks tells how long after its block is committed an object is refused, and how long it takes for all that are connected to be when
// they are blocked at once, with very many objects known. An open connection asks the registry about each frame, so that a frame is refused from
// the moment on from which the registry says so; the one asked here reads what that of the path reads, while the path holds all connections.
func measureBlocks(ctx context.Context, url, dir string, w *ingesttest.World, n, objects int) (one, all time.Duration, err error) {
	if objects > n {
		if err := w.AddFleetFrom(ctx, n, objects-n, "teltonika", time.Now().Add(-time.Hour)); err != nil {
			return 0, 0, err
		}
	}
	path, err := rig.StartPath(ctx, rig.PathConfig{URL: url, DataDir: dir, Shards: 4})
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, path.Stop()) }()
	hangUp, err := connect(path, n)
	defer hangUp()
	if err != nil {
		return 0, 0, err
	}
	r := registry.New(registry.Config{Database: w.DB, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err := r.Load(ctx); err != nil {
		return 0, 0, err
	}
	running, stop := context.WithCancel(ctx)
	stopped := make(chan struct{})
	go func() { defer close(stopped); r.Run(running) }()
	defer func() { stop(); <-stopped }()
	if known, _, _ := r.Size(); known < objects {
		return 0, 0, fmt.Errorf("%d objects are known of %d", known, objects)
	}
	if one, err = block(ctx, w, r, 0, 1); err != nil {
		return 0, 0, err
	}
	all, err = block(ctx, w, r, 1, n)
	return one, all, err
}

// block blocks the objects from one to another as an empty wallet does, and tells how long after the commit the last of them is refused.
func block(ctx context.Context, w *ingesttest.World, r *registry.Registry, from, to int) (time.Duration, error) {
	err := w.DB.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
			select gen_random_uuid(), b.tenant_id, b.object_id, 'unpaid', false, $3
			from identities i join bindings b on b.tracker_id = i.tracker_id where i.namespace = 'imei' and i.value >= $1 and i.value < $2`,
			ingesttest.IMEI(from), ingesttest.IMEI(to), time.Now().Add(-time.Second))
		return err
	})
	if err != nil {
		return 0, err
	}
	committed := time.Now()
	for i := from; i < to; {
		if refused(r, i) {
			i++
			continue
		}
		if time.Since(committed) > patience {
			return 0, fmt.Errorf("object %d is still served %s after its block", i, patience)
		}
		time.Sleep(time.Millisecond)
	}
	return time.Since(committed), nil
}

func refused(r *registry.Registry, i int) bool {
	now := time.Now().UnixMicro()
	for _, h := range r.Resolve("imei", ingesttest.IMEI(i)).Holds {
		if o := h.Tracker.At(now); o != nil && o.BlockedAt(now) {
			return true
		}
	}
	return false
}
