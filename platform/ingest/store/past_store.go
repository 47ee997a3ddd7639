package store

import (
	"context"
	"fmt"
	"time"

	"github.com/liveryhq/livery/internal/db"
)

// HeardDaily lets each tracker that nobody has heard yet have been heard at nine o'clock of each day, the last time yesterday: without a fix, so that
// no map shows a way that nobody went. It is for the demo, whose past is longer than anybody would wait for it to be driven.
func HeardDaily(ctx context.Context, d Database, from, now time.Time) error {
	first := time.Date(from.Year(), from.Month(), from.Day(), 9, 0, 0, 0, time.UTC)
	last := time.Date(now.Year(), now.Month(), now.Day()-1, 9, 0, 0, 0, time.UTC)
	return d.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			select make_positions_partition(r.retention, m) from (select distinct retention from objects) r,
				generate_series(date_trunc('month', $1::timestamptz, 'UTC'), $2, interval '1 month') m`, first, last)
		if err != nil {
			return fmt.Errorf("make room: %w", err)
		}
		_, err = tx.Exec(ctx, `
			with heard as materialized (
				select o.seq, o.id, o.tenant_id, o.retention from objects o
				where exists (select from bindings b where b.object_id = o.id and upper_inf(b.span))
					and not exists (select from object_states s where s.object_seq = o.seq)),
			kept as (
				insert into positions (object_seq, fixed_at, payload_hash, received_at, tenant_id, valid, retention, attributes)
				select h.seq, at, 1, at, h.tenant_id, false, h.retention, '{}' from heard h, generate_series($1::timestamptz, $2, interval '1 day') at)
			insert into object_states (object_seq, tenant_id, object_id, recorded_at, heard_at)
			select h.seq, h.tenant_id, h.id, $2, $2 from heard h`, first, last)
		return err
	})
}
