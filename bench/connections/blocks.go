package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

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
	if err := others(ctx, url, w.Account, n, objects-n); err != nil {
		return 0, 0, err
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

// others makes objects that are known and never connect, each with its tracker: the first has IMEI(first). It goes past triggers and foreign
// keys, for what they do to a million rows one by one takes longer than all that is measured, and makes what they would.
func others(ctx context.Context, url string, account uuid.UUID, first, n int) (err error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return fmt.Errorf("reach the server: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	for _, sql := range []string{
		`set session_replication_role = replica`,
		// What keeps two from holding one identity takes longest by far, and nothing here asks it.
		`alter table identities drop constraint if exists identities_namespace_value_held_excl`,
		fmt.Sprintf(`create temp table fleet as select i, gen_random_uuid() as object, gen_random_uuid() as tracker, id as tenant, path
			from generate_series(%d, %d) i, tenants where id = '%s'`, first, first+n-1, account),
		`insert into objects (id, tenant_id, path, name, name_key, kind) select object, tenant, path, 'Object ' || i, 'object ' || i, 'vehicle' from fleet`,
		`insert into trackers (id, tenant_id, protocol, identity) select tracker, tenant, 'teltonika', (350000000000000 + i)::text from fleet`,
		`insert into identities (id, tenant_id, tracker_id, namespace, value, wanted_from, held)
			select gen_random_uuid(), tenant, tracker, 'imei', (350000000000000 + i)::text, now(), tstzrange(now(), null) from fleet`,
		`insert into bindings (id, tenant_id, object_id, tracker_id, span) select gen_random_uuid(), tenant, object, tracker, tstzrange(now(), null) from fleet`,
		`insert into paid_intervals (tenant_id, object_id, span) select tenant, object, tstzrange(null, null) from fleet`,
		`analyze`,
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("make %d objects: %w", n, err)
		}
	}
	return nil
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
