package store

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/verdict"
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
			retention text, attributes jsonb, again boolean) on commit delete rows`
	copyStage = `copy staged from stdin (format binary)`
	// They were staged in the order of the key, so that neighbouring rows share pages of the index.
	unstage = `insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, altitude, speed, course,
			satellites, valid, retention, attributes)
		select object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, altitude, speed, course, satellites, valid,
			retention, attributes
		from staged`
	unstageNew = unstage + ` where not again`
	// A record that is there already stays as it is. Looking for it before each insertion costs half as much again as the
	// insertion, so it is done only for those that may be.
	unstageAgain = unstage + ` where again on conflict do nothing`

	// dropElsewhere drops from the stage what is stored already in another class of keeping: each class has tables of its own, so the key
	// holds in one only. The limit keeps it a look into the index for each record in question, however the planner guesses.
	dropElsewhere = `delete from staged s
		where s.again and s.retention = '%s' and (select true from positions p
			where p.object_seq = s.object_seq and p.fixed_at = s.fixed_at and p.payload_hash = s.payload_hash and p.retention in (%s) limit 1)`

	makePartition = `select make_positions_partition($1, $2)`
	dropExpired   = `select drop_expired_positions($1)`

	insertQuarantine = `insert into quarantine (id, tenant_id, object_id, reason, fixed_at, received_at, record)
		select n.id, o.tenant_id, o.id, n.reason, n.fixed_at, n.received_at, n.record::jsonb
		from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[])
				n (id, object, reason, fixed_at, received_at, record)
			join objects o on o.id = n.object
		order by n.id
		for key share of o
		on conflict do nothing`
)

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

// write stores a batch in one transaction, and with it how far the shard has come. doubtful: any of its rows may be there already.
func (w *shard) write(ctx context.Context, b *batch, doubtful bool) error {
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
		if len(b.order) > 0 {
			if err := w.readStates(ctx, tx, b); err != nil {
				return err
			}
			b.arrange(doubtful)
			if err := writeRows(ctx, tx, b); err != nil {
				return err
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
	for _, f := range b.order {
		if f.state.written {
			w.states[f.seq] = f.state
		} else {
			delete(w.states, f.seq)
		}
	}
	if len(w.states) > maxStates {
		clear(w.states)
	}
	return nil
}

// writeRows brings the batch's rows into the table by way of the stage.
func writeRows(ctx context.Context, tx *db.Tx, b *batch) error {
	if _, err := tx.Exec(ctx, makeStage); err != nil {
		return fmt.Errorf("make the staging table: %w", err)
	}
	if _, err := tx.CopyBinary(ctx, copyStage, bytes.NewReader(b.rows.bytes)); err != nil {
		return fmt.Errorf("copy records: %w", err)
	}
	if b.rows.again < b.rows.n {
		if _, err := tx.Exec(ctx, unstageNew); err != nil {
			return fmt.Errorf("store records: %w", err)
		}
	}
	if b.rows.again == 0 {
		return nil
	}
	if err := dropStored(ctx, tx, b); err != nil {
		return fmt.Errorf("look for records in other classes: %w", err)
	}
	if _, err := tx.Exec(ctx, unstageAgain); err != nil {
		return fmt.Errorf("store records that may be there: %w", err)
	}
	return nil
}

// dropStored takes from the stage what came before its object's class of keeping changed and is sent again after it.
func dropStored(ctx context.Context, tx *db.Tx, b *batch) error {
	classes := map[string]bool{}
	for p := range b.partitions {
		classes[p.retention] = true
	}
	for class, others := range otherClasses() {
		if !classes[class.String()] {
			continue
		}
		if _, err := tx.Exec(ctx, fmt.Sprintf(dropElsewhere, class, others)); err != nil {
			return err
		}
	}
	return nil
}

// otherClasses are those that a class is none of, as SQL lists them.
func otherClasses() map[verdict.Retention]string {
	return map[verdict.Retention]string{verdict.M3: `'m12', 'm36'`, verdict.M12: `'m3', 'm36'`, verdict.M36: `'m3', 'm12'`}
}

// maxStates bounds the states a shard remembers; what is forgotten is read again.
const maxStates = 100_000

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
