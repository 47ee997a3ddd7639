package store

import (
	"context"
	"fmt"
	"time"

	"github.com/liveryhq/livery/internal/db"
)

const (
	makeRoom = `select make_positions_partition(r.retention, m) from (select distinct retention from objects) r,
		generate_series(date_trunc('month', $1::timestamptz, 'UTC'), $2, interval '1 month') m`
	hearDaily = `with heard as materialized (
			select o.seq, o.id, o.tenant_id, o.retention from objects o
			where exists (select from bindings b where b.object_id = o.id and upper_inf(b.span))
				and not exists (select from object_states s where s.object_seq = o.seq)),
		kept as (
			insert into positions (object_seq, fixed_at, payload_hash, received_at, tenant_id, valid, retention, attributes)
			select h.seq, at, 1, at, h.tenant_id, false, h.retention, '{}' from heard h, generate_series($1::timestamptz, $2, interval '1 day') at)
		insert into object_states (object_seq, tenant_id, object_id, recorded_at, heard_at)
		select h.seq, h.tenant_id, h.id, $2, $2 from heard h`
)

// HeardDaily gives each tracker that nobody has heard yet a past: it was heard at nine o'clock UTC of each day from one to another, without a
// fix, so that no map shows a way that nobody went. It is for an installation that shows how a year looks; trackers that are heard are left alone.
func HeardDaily(ctx context.Context, d *db.DB, from, to time.Time) error {
	nine := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, time.UTC)
	}
	return d.Worker(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, makeRoom, nine(from), nine(to)); err != nil {
			return fmt.Errorf("make room for a past: %w", err)
		}
		_, err := tx.Exec(ctx, hearDaily, nine(from), nine(to))
		return err
	})
}
