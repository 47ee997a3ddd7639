package store

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

const (
	selectStates = `select object_seq, fixed_at, lat, lon, coalesce(altitude, 0), coalesce(speed, 0), coalesce(course, 0), valid, moving,
			moving_since, odometer, recorded_at
		from object_states where object_seq = any ($1)`
	// An object deleted meanwhile is left out; one being deleted waits for us, or we for it.
	upsertStates = `insert into object_states as s (object_seq, tenant_id, object_id, fixed_at, lat, lon, altitude, speed, course, valid,
			moving, moving_since, odometer, recorded_at, heard_at, attributes)
		select n.seq, o.tenant_id, o.id, n.fixed_at, n.lat, n.lon, n.altitude, n.speed, n.course, n.valid, n.moving, n.moving_since,
			n.odometer, n.recorded_at, n.heard_at, n.attributes::jsonb
		from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::float8[], $5::float8[], $6::float4[], $7::float4[], $8::float4[],
				$9::boolean[], $10::boolean[], $11::timestamptz[], $12::float8[], $13::timestamptz[], $14::timestamptz[], $15::text[])
				n (seq, object, fixed_at, lat, lon, altitude, speed, course, valid, moving, moving_since, odometer, recorded_at, heard_at, attributes)
			join objects o on o.id = n.object and o.seq = n.seq
		order by n.seq
		for key share of o
		on conflict (object_seq) do update set fixed_at = excluded.fixed_at, lat = excluded.lat, lon = excluded.lon,
			altitude = excluded.altitude, speed = excluded.speed, course = excluded.course, valid = excluded.valid,
			moving = excluded.moving, moving_since = excluded.moving_since, odometer = excluded.odometer,
			recorded_at = excluded.recorded_at, heard_at = greatest(s.heard_at, excluded.heard_at),
			attributes = s.attributes || excluded.attributes`
	// The same for objects that are known to have a state: half the price, for nothing is looked up but the row.
	updateStates = `update object_states s set fixed_at = n.fixed_at, lat = n.lat, lon = n.lon, altitude = n.altitude, speed = n.speed,
			course = n.course, valid = n.valid, moving = n.moving, moving_since = n.moving_since, odometer = n.odometer,
			recorded_at = n.recorded_at, heard_at = greatest(s.heard_at, n.heard_at), attributes = s.attributes || n.attributes::jsonb
		from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::float8[], $5::float8[], $6::float4[], $7::float4[], $8::float4[],
				$9::boolean[], $10::boolean[], $11::timestamptz[], $12::float8[], $13::timestamptz[], $14::timestamptz[], $15::text[])
				n (seq, object, fixed_at, lat, lon, altitude, speed, course, valid, moving, moving_since, odometer, recorded_at, heard_at, attributes)
		where s.object_seq = n.seq`
)

func (w *shard) writeStates(ctx context.Context, tx *db.Tx, b *batch) error {
	var known, others []*fold
	for _, f := range b.order {
		f.apply()
		if f.state.written {
			known = append(known, f)
		} else {
			others = append(others, f)
		}
	}
	if len(known) > 0 {
		tag, err := tx.Exec(ctx, updateStates, columnsOf(known)...)
		if err != nil {
			return fmt.Errorf("write the last states: %w", err)
		}
		if int(tag.RowsAffected()) < len(known) {
			// One of them lost its row, and with it most likely its object.
			others = b.order
		}
	}
	if len(others) > 0 {
		if _, err := tx.Exec(ctx, upsertStates, columnsOf(others)...); err != nil {
			return fmt.Errorf("write the last states: %w", err)
		}
	}
	for _, f := range others {
		f.state.written = false // perhaps there is no object: reading the state tells, the next time
	}
	return nil
}

// columnsOf are the arguments of the statements that write states.
func columnsOf(folds []*fold) []any {
	n := len(folds)
	seqs, objects := make([]int64, 0, n), make([]uuid.UUID, 0, n)
	fixed, since, recorded, heard := make([]*time.Time, 0, n), make([]*time.Time, 0, n), make([]*time.Time, 0, n), make([]time.Time, 0, n)
	lats, lons, odometers := make([]*float64, 0, n), make([]*float64, 0, n), make([]float64, 0, n)
	altitudes, speeds, courses := make([]*float32, 0, n), make([]*float32, 0, n), make([]*float32, 0, n)
	valid, moving, attributes := make([]bool, 0, n), make([]bool, 0, n), make([]string, 0, n)
	for _, f := range folds {
		s := &f.state
		seqs, objects = append(seqs, f.seq), append(objects, f.object)
		fixed, lats, lons = append(fixed, moment(s.fixed, s.hasFix)), append(lats, present(s.lat, s.hasFix)), append(lons, present(s.lon, s.hasFix))
		altitudes, speeds = append(altitudes, present(s.altitude, s.hasFix)), append(speeds, present(s.speed, s.hasFix))
		courses = append(courses, present(s.course, s.hasFix))
		valid, moving, since = append(valid, s.valid), append(moving, s.moving), append(since, moment(s.movingSince, s.movingSince != 0))
		odometers, recorded = append(odometers, s.odometer), append(recorded, moment(s.recorded, s.recorded != 0))
		heard, attributes = append(heard, time.UnixMicro(s.heard)), append(attributes, f.attributes.String())
	}
	return []any{seqs, objects, fixed, lats, lons, altitudes, speeds, courses, valid, moving, since, odometers, recorded, heard, attributes}
}

func moment(micro int64, there bool) *time.Time {
	if !there {
		return nil
	}
	t := time.UnixMicro(micro).UTC()
	return &t
}

func present[T any](v T, there bool) *T {
	if !there {
		return nil
	}
	return &v
}

// readStates fills the folds with the states as they are; those of objects heard lately are remembered.
func (w *shard) readStates(ctx context.Context, tx *db.Tx, b *batch) error {
	var missing []int64
	for seq, f := range b.folds {
		heard := f.state.heard
		s, ok := w.states[seq]
		if !ok {
			missing = append(missing, seq)
			continue
		}
		f.state = s
		f.state.heard = max(heard, s.heard)
	}
	if len(missing) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, selectStates, missing)
	if err != nil {
		return fmt.Errorf("read the last states: %w", err)
	}
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (struct{}, error) {
		var seq int64
		var fixed, since, recorded *time.Time
		var lat, lon *float64
		var s state
		err := row.Scan(&seq, &fixed, &lat, &lon, &s.altitude, &s.speed, &s.course, &s.valid, &s.moving, &since, &s.odometer, &recorded)
		if err != nil {
			return struct{}{}, err
		}
		if fixed != nil && lat != nil && lon != nil {
			s.hasFix, s.fixed, s.lat, s.lon = true, fixed.UnixMicro(), *lat, *lon
		}
		if since != nil {
			s.movingSince = since.UnixMicro()
		}
		if recorded != nil {
			s.recorded = recorded.UnixMicro()
		}
		s.heard, s.written = b.folds[seq].state.heard, true
		b.folds[seq].state = s
		return struct{}{}, nil
	})
	if err != nil {
		return fmt.Errorf("read the last states: %w", err)
	}
	return nil
}
