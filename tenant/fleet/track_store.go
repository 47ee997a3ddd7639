package fleet

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

// Records of one object in a stretch of time are found by the primary key of each partition that the stretch touches:
// (object_seq, fixed_at, payload_hash). The tenant's policy is checked on each row it yields.

// readTrack reads positions from the cursor on, the oldest first.
func readTrack(ctx context.Context, tx *db.Tx, seq int64, span span, all bool, after *TrackAfter, limit int) ([]TrackPoint, error) {
	at, hash := span.from.Add(-time.Microsecond), int64(0)
	if after != nil {
		at, hash = after.At, after.hash
	}
	rows, err := tx.Query(ctx, `
		select fixed_at, lat, lon, altitude, speed, course, valid, payload_hash
		from positions
		where object_seq = $1
		  and fixed_at >= $2 and fixed_at < $3
		  and (fixed_at, payload_hash) > ($4, $5)
		  and lat is not null and (valid or $6)
		order by fixed_at, payload_hash
		limit $7`, seq, span.from, span.to, at, hash, all, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPoint)
}

// readThinnedTrack reads the first position of each of as many equal parts of the stretch as points are wanted.
func readThinnedTrack(ctx context.Context, tx *db.Tx, seq int64, span span, all bool, points int) ([]TrackPoint, error) {
	width := span.to.Sub(span.from).Seconds() / float64(points)
	rows, err := tx.Query(ctx, `
		select distinct on (part) fixed_at, lat, lon, altitude, speed, course, valid, payload_hash
		from (
			select fixed_at, lat, lon, altitude, speed, course, valid, payload_hash,
				floor(extract(epoch from fixed_at - $2)::double precision / $5) as part
			from positions
			where object_seq = $1
			  and fixed_at >= $2 and fixed_at < $3
			  and lat is not null and (valid or $4)) p
		order by part, fixed_at, payload_hash`, seq, span.from, span.to, all, width)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPoint)
}

func scanPoint(row pgx.CollectableRow) (TrackPoint, error) {
	var p TrackPoint
	err := row.Scan(&p.At, &p.Lat, &p.Lon, &p.Altitude, &p.Speed, &p.Course, &p.Valid, &p.hash)
	p.At = p.At.UTC()
	return p, err
}
