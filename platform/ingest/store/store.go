package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/spool"
)

const (
	takeLease = `insert into spool_shards as s (spool, shard, leased_by, leased_until) values ($1, $2, $3, now() + $4::interval)
		on conflict (spool, shard) do update set leased_by = excluded.leased_by, leased_until = excluded.leased_until
		where s.leased_by = excluded.leased_by or s.leased_until < now()
		returning stored_sequence`
	releaseLease = `update spool_shards set leased_by = '', leased_until = '-infinity' where spool = $1 and shard = $2 and leased_by = $3`
	lockShard    = `select stored_sequence from spool_shards where spool = $1 and shard = $2 and leased_by = $3 for update`
	advanceShard = `update spool_shards set stored_sequence = $4, leased_until = now() + $5::interval
		where spool = $1 and shard = $2 and leased_by = $3`

	makeStage = `create temp table if not exists staged (
			object_seq bigint, fixed_at timestamptz, payload_hash bigint, received_at timestamptz, lat double precision,
			lon double precision, tenant_id uuid, altitude real, speed real, course real, satellites smallint, valid boolean,
			retention text, attributes jsonb) on commit delete rows`
	copyStage = `copy staged from stdin (format binary)`
	// In the order of the key, so that neighbouring rows share pages of the index.
	unstage = `insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, altitude, speed, course,
			satellites, valid, retention, attributes)
		select object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, altitude, speed, course, satellites, valid,
			retention, attributes
		from staged order by object_seq, fixed_at`
	// A record that is there already stays as it is. Looking for it before each insertion costs half as much again as the
	// insertion, so it is done only where records were seen to come again.
	unstageRepeated = unstage + ` on conflict do nothing`

	makePartition = `select make_positions_partition($1, $2)`
	dropExpired   = `select drop_expired_positions($1)`

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
	insertQuarantine = `insert into quarantine (id, tenant_id, object_id, reason, fixed_at, received_at, record)
		select n.id, o.tenant_id, o.id, n.reason, n.fixed_at, n.received_at, n.record::jsonb
		from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[])
				n (id, object, reason, fixed_at, received_at, record)
			join objects o on o.id = n.object
		order by n.id
		for key share of o
		on conflict do nothing`
)

// batch is what one transaction stores.
type batch struct {
	last       uint64
	rows       copyRows
	partitions map[partition]struct{}
	folds      map[int64]*fold
	quarantine quarantined
	oldest     time.Time // receive time of the first record
	records    int
}

// partition of positions: a class and a month, counted from year 0, UTC.
type partition struct {
	retention string
	month     int
}

func partitionOf(h *spool.Head, fixed int64) partition {
	t := time.UnixMicro(fixed).UTC()
	return partition{h.Retention.String(), t.Year()*12 + int(t.Month()) - 1}
}

func (p partition) day() time.Time {
	return time.Date(p.month/12, time.Month(p.month%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// quarantined are rows for the table of that name, column by column.
type quarantined struct {
	ids, objects []uuid.UUID
	reasons      []string
	fixed        []*time.Time
	received     []time.Time
	records      []string
}

func (q *quarantined) add(h *spool.Head, r *spool.Record) error {
	doc := map[string]any{
		"valid": r.Valid, "timed": r.Timed, "fixed": r.Fixed, "hash": fmt.Sprintf("%016x", r.Hash), "attributes": json.RawMessage(r.Attributes),
	}
	if r.Fix {
		for name, v := range map[string]float64{
			"lat": r.Lat, "lon": r.Lon, "altitude": float64(r.Altitude), "speed": float64(r.Speed), "course": float64(r.Course),
		} {
			if v-v == 0 { // JSON knows neither infinities nor NaN
				doc[name] = v
			}
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		doc["attributes"] = json.RawMessage(mended(r.Attributes))
		if b, err = json.Marshal(doc); err != nil {
			return fmt.Errorf("write a quarantined record: %w", err)
		}
	}
	var fixed *time.Time
	if t := time.UnixMicro(r.Fixed).UTC(); r.Timed && t.Year() >= 1 && t.Year() <= 9999 {
		fixed = &t
	}
	q.ids, q.objects, q.reasons = append(q.ids, rowID(h, r)), append(q.objects, h.Object), append(q.reasons, r.Reason)
	q.fixed, q.received, q.records = append(q.fixed, fixed), append(q.received, h.Received), append(q.records, string(b))
	return nil
}

// rowID is the same for the same record, however often it is sent.
func rowID(h *spool.Head, r *spool.Record) (id uuid.UUID) {
	var b [40]byte
	copy(b[:], h.Object[:])
	binary.BigEndian.PutUint64(b[16:], uint64(r.Fixed))
	binary.BigEndian.PutUint64(b[24:], r.Hash)
	copy(b[32:], r.Reason)
	sum := sha256.Sum256(b[:])
	copy(id[:], sum[:])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // version 8, RFC 9562
	return id
}

// fill reads the messages into the batch. careful mends attributes that the database would not take.
func (b *batch) fill(messages []spool.Message, careful bool) error {
	*b = batch{rows: copyRows{bytes: b.rows.bytes}, partitions: map[partition]struct{}{}, folds: map[int64]*fold{}}
	b.rows.begin()
	for _, m := range messages {
		b.last = m.Sequence
		err := spool.Open(m.Envelope, func(h *spool.Head, r *spool.Record) error {
			if b.records++; b.records == 1 {
				b.oldest = h.Received
			}
			if careful {
				r.Attributes = mended(r.Attributes)
			}
			if r.Reason != "" {
				return b.quarantine.add(h, r)
			}
			b.partitions[partitionOf(h, r.Fixed)] = struct{}{}
			b.rows.add(h, r)
			f := b.folds[h.Seq]
			if f == nil {
				f = &fold{seq: h.Seq, tenant: h.Tenant, object: h.Object}
				b.folds[h.Seq] = f
			}
			f.state.heard = max(f.state.heard, h.Received.UnixMicro())
			f.records = append(f.records, *r)
			return nil
		})
		if err != nil {
			return fmt.Errorf("message %d: %w", m.Sequence, err)
		}
	}
	b.rows.end()
	return nil
}

// makePartitions makes those the batch needs and the shard has not seen yet.
func (w *shard) makePartitions(ctx context.Context, b *batch) error {
	for p := range b.partitions {
		if _, ok := w.partitions[p]; ok {
			continue
		}
		err := w.store.config.Database.Worker(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, makePartition, p.retention, p.day())
			return err
		})
		if err != nil {
			return fmt.Errorf("make a partition of positions: %w", err)
		}
		w.partitions[p] = struct{}{}
	}
	return nil
}

// write stores a batch in one transaction, and with it how far the shard has come.
func (w *shard) write(ctx context.Context, b *batch) error {
	if err := w.makePartitions(ctx, b); err != nil {
		return err
	}
	lease := w.store.config.Lease.String()
	err := w.store.config.Database.Worker(ctx, func(tx *db.Tx) error {
		var stored int64
		if err := tx.QueryRow(ctx, lockShard, w.spool, w.number, w.store.config.Name).Scan(&stored); err != nil {
			return fmt.Errorf("%w: %w", errLeaseLost, err)
		}
		if uint64(stored) != w.stored {
			return fmt.Errorf("%w: somebody else stored up to %d", errLeaseLost, stored)
		}
		if b.rows.n > 0 {
			if _, err := tx.Exec(ctx, makeStage); err != nil {
				return fmt.Errorf("make the staging table: %w", err)
			}
			if _, err := tx.CopyBinary(ctx, copyStage, bytes.NewReader(b.rows.bytes)); err != nil {
				return fmt.Errorf("copy records: %w", err)
			}
			into := unstage
			if w.repeating > 0 {
				into = unstageRepeated
			}
			if _, err := tx.Exec(ctx, into); err != nil {
				return fmt.Errorf("store records: %w", err)
			}
			if err := w.writeStates(ctx, tx, b); err != nil {
				return err
			}
		}
		if q := &b.quarantine; len(q.ids) > 0 {
			if _, err := tx.Exec(ctx, insertQuarantine, q.ids, q.objects, q.reasons, q.fixed, q.received, q.records); err != nil {
				return fmt.Errorf("quarantine records: %w", err)
			}
		}
		tag, err := tx.Exec(ctx, advanceShard, w.spool, w.number, w.store.config.Name, int64(b.last), lease)
		if err != nil {
			return fmt.Errorf("note how far the spool is stored: %w", err)
		}
		if tag.RowsAffected() != 1 {
			return errLeaseLost
		}
		return nil
	})
	if err != nil {
		// Whether it was committed or not, the database knows what is true.
		clear(w.states)
		return err
	}
	w.stored = b.last
	w.repeating = max(0, w.repeating-1)
	for seq, f := range b.folds {
		w.states[seq] = f.state
	}
	if len(w.states) > maxStates {
		clear(w.states)
	}
	return nil
}

// maxStates bounds the states a shard remembers; what is forgotten is read again.
const maxStates = 100_000

func (w *shard) writeStates(ctx context.Context, tx *db.Tx, b *batch) error {
	if err := w.readStates(ctx, tx, b); err != nil {
		return err
	}
	n := len(b.folds)
	seqs, objects := make([]int64, 0, n), make([]uuid.UUID, 0, n)
	fixed, since, recorded, heard := make([]*time.Time, 0, n), make([]*time.Time, 0, n), make([]*time.Time, 0, n), make([]time.Time, 0, n)
	lats, lons, odometers := make([]*float64, 0, n), make([]*float64, 0, n), make([]float64, 0, n)
	altitudes, speeds, courses := make([]*float32, 0, n), make([]*float32, 0, n), make([]*float32, 0, n)
	valid, moving, attributes := make([]bool, 0, n), make([]bool, 0, n), make([]string, 0, n)
	for _, f := range b.folds {
		f.apply()
		s := &f.state
		seqs, objects = append(seqs, f.seq), append(objects, f.object)
		fixed, lats, lons = append(fixed, moment(s.fixed, s.hasFix)), append(lats, present(s.lat, s.hasFix)), append(lons, present(s.lon, s.hasFix))
		altitudes, speeds = append(altitudes, present(s.altitude, s.hasFix)), append(speeds, present(s.speed, s.hasFix))
		courses = append(courses, present(s.course, s.hasFix))
		valid, moving, since = append(valid, s.valid), append(moving, s.moving), append(since, moment(s.movingSince, s.movingSince != 0))
		odometers, recorded = append(odometers, s.odometer), append(recorded, moment(s.recorded, s.recorded != 0))
		heard, attributes = append(heard, time.UnixMicro(s.heard)), append(attributes, f.attributes.String())
	}
	_, err := tx.Exec(ctx, upsertStates, seqs, objects, fixed, lats, lons, altitudes, speeds, courses, valid, moving, since, odometers,
		recorded, heard, attributes)
	if err != nil {
		return fmt.Errorf("write the last states: %w", err)
	}
	return nil
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
		s.heard = b.folds[seq].state.heard
		b.folds[seq].state = s
		return struct{}{}, nil
	})
	if err != nil {
		return fmt.Errorf("read the last states: %w", err)
	}
	return nil
}

// lease takes the shard, or tells that somebody else has it.
func (w *shard) lease(ctx context.Context) (taken bool, err error) {
	var stored int64
	err = w.store.config.Database.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, takeLease, w.spool, w.number, w.store.config.Name, w.store.config.Lease.String())
		if err != nil {
			return err
		}
		defer rows.Close()
		if taken = rows.Next(); taken {
			if err := rows.Scan(&stored); err != nil {
				return err
			}
		}
		rows.Close()
		return rows.Err()
	})
	if err != nil {
		return false, fmt.Errorf("take the lease of a shard: %w", err)
	}
	if taken {
		w.stored = uint64(stored)
	}
	return taken, nil
}

func (w *shard) release(ctx context.Context) error {
	return w.store.config.Database.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, releaseLease, w.spool, w.number, w.store.config.Name)
		return err
	})
}

// DropExpired drops the partitions in which everything is older than its class allows, and returns their names.
func DropExpired(ctx context.Context, d Database, now time.Time) (dropped []string, err error) {
	err = d.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, dropExpired, now)
		if err != nil {
			return err
		}
		dropped, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("drop expired positions: %w", err)
	}
	return dropped, nil
}
