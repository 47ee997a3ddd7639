package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
)

func main() {
	rig.BePath()
	o := options{sizes: []int{10, 1}}
	flag.IntVar(&o.devices, "devices", 200, "trackers that send at once")
	flag.DurationVar(&o.lasting, "for", time.Minute, "how long each size of packet is sent")
	flag.IntVar(&o.lag, "lag", 50_000, "acknowledged records that may wait for the database at once")
	flag.IntVar(&o.rows, "rows", 0, "rows of other objects in the table before, for the path and for COPY alike")
	flag.IntVar(&o.shards, "shards", 0, "shards of the spool; 0: as a new installation has")
	flag.Func("records", "records a packet, size after size with commas between (default 10,1)", func(text string) (err error) {
		o.sizes, err = sizes(text)
		return err
	})
	flag.StringVar(&o.profile, "profile", "", "where a CPU profile of the path goes")
	flag.Parse()
	figures, err := run(context.Background(), o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "ingest:", err)
		os.Exit(1)
	}
	fmt.Println("ingest:", strings.Join(figures, "; "))
}

type options struct {
	devices, lag, shards, rows int
	sizes                      []int
	lasting                    time.Duration
	profile                    string
}

func sizes(text string) (all []int, err error) {
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of records", word)
		}
		all = append(all, n)
	}
	return all, nil
}

func run(ctx context.Context, o options) (figures []string, err error) {
	dir, err := os.MkdirTemp("", "livery-ingest-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	pg, err := rig.StartPostgres(ctx, dir, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, pg.Stop()) }()
	first, err := furnish(ctx, pg, o.devices)
	if err != nil {
		return nil, err
	}
	conn, err := pgx.Connect(ctx, pg.URL())
	if err != nil {
		return nil, fmt.Errorf("reach the server: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	path, err := rig.StartPath(ctx, rig.PathConfig{
		URL: pg.URL(), DataDir: filepath.Join(dir, "path"), Shards: o.shards, MaxBytes: 8 << 30, Profile: o.profile,
	})
	if err != nil {
		return nil, err
	}
	if err := others(ctx, conn, o.rows, first); err != nil {
		return nil, errors.Join(err, path.Stop())
	}
	l := newLoad(path, pg, conn, o, first)
	for _, n := range o.sizes {
		r, err := l.measure(ctx, n)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%d records a packet: %w", n, err), path.Stop())
		}
		copied, copying, err := baseline(ctx, pg, conn, filepath.Join(dir, "rows"), func() error { return others(ctx, conn, o.rows, first) })
		if err != nil {
			return nil, errors.Join(fmt.Errorf("copy the same rows: %w", err), path.Stop())
		}
		bare, err := l.bare(n, min(o.lasting, bareFor))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%d records a packet, to a bare server: %w", n, err), path.Stop())
		}
		figures = append(figures, fmt.Sprintf(
			"%d a packet: %.0f records/s stored, COPY of them %.0f/s, ratio %.2f; a server that keeps nothing answers %.0f/s, ratio %.2f; ratio to COPY %.2f without the trackers' share of the processors; packet p50 %.1f ms, p99 %.1f ms; at most %d records behind; processor µs a record: path %.1f, PostgreSQL %.1f, trackers %.1f; COPY %.1f",
			n, r.rate(), copied, r.rate()/copied, bare, r.rate()/bare, r.rate()/copied*r.alone(), ms(r.p50), ms(r.p99), r.behind, r.each(r.path), r.each(r.postgres), r.each(r.trackers), r.each(copying)))
		fmt.Println(" ", figures[len(figures)-1])
	}
	return figures, path.Stop()
}

func furnish(ctx context.Context, pg *rig.Postgres, devices int) (first time.Time, err error) {
	d, err := db.Open(ctx, pg.URL(), rig.Key(), db.Options{MaxConns: 2})
	if err != nil {
		return first, err
	}
	defer d.Close()
	w, err := ingesttest.NewWorld(ctx, d)
	if err != nil {
		return first, err
	}
	// Far enough back for every record to have a second of its own.
	first = time.Now().Add(-10 * 24 * time.Hour).Truncate(time.Second)
	return first, w.AddFleet(ctx, devices, "teltonika", first.Add(-time.Hour))
}

// others puts rows of objects that nobody sends for into the table: numbers below zero, in the month of the measurement.
func others(ctx context.Context, conn *pgx.Conn, rows int, first time.Time) error {
	if rows == 0 {
		return nil
	}
	if _, err := conn.Exec(ctx, `select make_positions_partition('m12', $1)`, first); err != nil {
		return fmt.Errorf("make a partition: %w", err)
	}
	_, err := conn.Exec(ctx, `insert into positions (object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, valid, retention, attributes)
		select -1 - n % 1000, $2::timestamptz + n / 1000 * interval '1 second', hashint8extended(n, 0), $2, 60, 25, $3, true, 'm12', '{"satellites": 11}'
		from generate_series(1, $1::bigint) n`, rows, first, uuid.New())
	if err != nil {
		return fmt.Errorf("fill the table: %w", err)
	}
	return nil
}

// bareFor is for how long at most the trackers send to a server that keeps nothing.
const bareFor = 10 * time.Second

// columns of positions, all of them.
const columns = `object_seq, fixed_at, payload_hash, received_at, lat, lon, tenant_id, altitude, speed, course, satellites, valid, retention, attributes`

// baseline takes the rows out, empties the table, and puts the same rows in again with one COPY, as fast as the server
// can: through all its indexes and partitions, in the order of the key, and durably.
func baseline(ctx context.Context, pg *rig.Postgres, conn *pgx.Conn, file string, refill func() error) (perSecond float64, used time.Duration, err error) {
	f, err := os.Create(file)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(file)) }()
	out, err := conn.PgConn().CopyTo(ctx, f, `copy (select `+columns+` from positions where object_seq > 0 order by object_seq, fixed_at) to stdout (format binary)`)
	if err != nil {
		return 0, 0, err
	}
	if _, err := conn.Exec(ctx, `truncate positions`); err != nil {
		return 0, 0, err
	}
	if err := refill(); err != nil {
		return 0, 0, err
	}
	if _, err := conn.Exec(ctx, `checkpoint`); err != nil {
		return 0, 0, err
	}
	if _, err := f.Seek(0, 0); err != nil {
		return 0, 0, err
	}
	begun, before := time.Now(), pg.Used()
	in, err := conn.PgConn().CopyFrom(ctx, f, `copy positions (`+columns+`) from stdin (format binary)`)
	if err != nil {
		return 0, 0, err
	}
	took, used := time.Since(begun), pg.Used()-before
	if in.RowsAffected() != out.RowsAffected() {
		return 0, 0, fmt.Errorf("%d rows went in, %d had come out", in.RowsAffected(), out.RowsAffected())
	}
	if _, err = conn.Exec(ctx, `truncate positions`); err == nil {
		err = refill()
	}
	return float64(in.RowsAffected()) / took.Seconds(), used, err
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
