package registry

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// changes is how far the table of changes has been read. Versions are handed out before their transactions commit, so
// a version that is missing below one that was seen may still come: it is a gap, and is looked for until every
// transaction that was running when it was noticed has ended. (Whoever takes a version has changed a row before, and so
// has its transaction number: it is in the snapshot.)
type changes struct {
	high int64
	gaps []gap
}

// gap is a range of versions, both ends included, that were missing when transaction numbers had come to horizon.
type gap struct {
	from, to int64
	horizon  int64
}

// maxGaps is when reading everything anew is cheaper than looking for each.
const maxGaps = 10_000

const (
	selectHorizon = `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint`
	selectGaps    = `select before + 1, version - 1 from
			(select version, coalesce(lag(version) over (order by version), 0) as before from registry_changes) v
		where version > before + 1`
	selectHigh    = `select coalesce(max(version), 0) from registry_changes`
	selectChanges = `select version, object_id, tracker_id from registry_changes where version > $1
		union all
		select c.version, c.object_id, c.tracker_id from unnest($2::bigint[], $3::bigint[]) g (lo, hi)
			join registry_changes c on c.version between g.lo and g.hi
		order by 1`
	selectPruned  = `select coalesce((select min(version) from registry_changes) > $1 + 1, false)`
	deleteChanges = `delete from registry_changes where at < $1`
)

// begin notes where the table stands, before everything else is read.
func (c *changes) begin(ctx context.Context, tx *db.Tx) error {
	var low, horizon int64
	if err := tx.QueryRow(ctx, selectHigh).Scan(&c.high); err != nil {
		return fmt.Errorf("read the registry's changes: %w", err)
	}
	found, err := tx.Query(ctx, selectGaps)
	if err != nil {
		return fmt.Errorf("read the registry's changes: %w", err)
	}
	defer found.Close()
	c.gaps = nil
	for found.Next() {
		var g gap
		if err := found.Scan(&g.from, &g.to); err != nil {
			return fmt.Errorf("read the registry's changes: %w", err)
		}
		// What came between the two statements is above high, and will be found there.
		if g.to = min(g.to, c.high); g.from <= g.to {
			c.gaps = append(c.gaps, g)
		}
	}
	found.Close()
	if err := found.Err(); err != nil {
		return fmt.Errorf("read the registry's changes: %w", err)
	}
	if err := tx.QueryRow(ctx, selectHorizon).Scan(&low, &horizon); err != nil {
		return fmt.Errorf("read the registry's changes: %w", err)
	}
	for i := range c.gaps {
		c.gaps[i].horizon = horizon
	}
	return nil
}

// next finds what has changed since, and what may be missing now. A lost history (pruned while nobody read) is told.
func (c changes) next(ctx context.Context, tx *db.Tx) (after changes, objects, trackers []uuid.UUID, lost bool, err error) {
	// The order matters: first who is still running, then what is there, then how far numbers have come.
	var low, horizon, ignored int64
	if err := tx.QueryRow(ctx, selectHorizon).Scan(&low, &ignored); err != nil {
		return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
	}
	if err := tx.QueryRow(ctx, selectPruned, c.high).Scan(&lost); err != nil {
		return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
	}
	from, to := make([]int64, len(c.gaps)), make([]int64, len(c.gaps))
	for i, g := range c.gaps {
		from[i], to[i] = g.from, g.to
	}
	found, err := tx.Query(ctx, selectChanges, c.high, from, to)
	if err != nil {
		return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
	}
	defer found.Close()
	after.high = c.high
	var versions []int64
	for found.Next() {
		var version int64
		var object, tracker *uuid.UUID
		if err := found.Scan(&version, &object, &tracker); err != nil {
			return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
		}
		if object != nil {
			objects = append(objects, *object)
		}
		if tracker != nil {
			trackers = append(trackers, *tracker)
		}
		versions = append(versions, version)
	}
	found.Close()
	if err := found.Err(); err != nil {
		return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
	}
	if err := tx.QueryRow(ctx, selectHorizon).Scan(&ignored, &horizon); err != nil {
		return c, nil, nil, false, fmt.Errorf("read the registry's changes: %w", err)
	}
	after.gaps, after.high = remaining(c.gaps, c.high, versions, low, horizon)
	return after, objects, trackers, lost || len(after.gaps) > maxGaps, nil
}

// remaining fills old gaps with the versions found (in order), drops those whose transactions have ended, and notes the
// new ones above high.
func remaining(old []gap, high int64, versions []int64, low, horizon int64) (gaps []gap, newHigh int64) {
	for _, g := range old {
		if g.horizon <= low {
			continue // whoever could have filled it has ended, and was read just now if it committed
		}
		next := g.from
		for _, v := range versions {
			if v < g.from || v > g.to {
				continue
			}
			if next < v {
				gaps = append(gaps, gap{next, v - 1, g.horizon})
			}
			next = v + 1
		}
		if next <= g.to {
			gaps = append(gaps, gap{next, g.to, g.horizon})
		}
	}
	for _, v := range versions {
		if v <= high {
			continue
		}
		if high+1 < v {
			gaps = append(gaps, gap{high + 1, v - 1, horizon})
		}
		high = v
	}
	return gaps, high
}
