package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	answerTimeout = 30 * time.Second
	// settle bounds how long the last records may take to become rows.
	settle = time.Minute
	// look is how often the rows are counted meanwhile.
	look = 500 * time.Millisecond
)

// load is a fleet that sends as fast as it is answered.
type load struct {
	path    *rig.Path
	conn    *pgx.Conn
	options options
	first   time.Time
	// sent by each tracker, over all measurements: a record's second is its number.
	sent []int
}

func newLoad(p *rig.Path, conn *pgx.Conn, o options, first time.Time) *load {
	return &load{path: p, conn: conn, options: o, first: first, sent: make([]int, o.devices)}
}

// result of a measurement.
type result struct {
	records        int
	took           time.Duration
	p50, p99       time.Duration
	behind         int64
	path, trackers float64 // shares of the processors' time
}

func (r result) rate() float64 { return float64(r.records) / r.took.Seconds() }

// measure sends packets of n records for the time asked, and ends when the last is a row.
func (l *load) measure(ctx context.Context, n int) (result, error) {
	fleet := make([]*rig.Tracker, l.options.devices)
	defer func() {
		for _, t := range fleet {
			if t != nil {
				t.Close()
			}
		}
	}()
	for i := range fleet {
		var err error
		if fleet[i], err = rig.Dial("teltonika", l.path.Addresses["teltonika"], protocol.DeviceConfig{Identity: ingesttest.IMEI(i)}, answerTimeout); err != nil {
			return result{}, fmt.Errorf("tracker %d: %w", i, err)
		}
	}
	before, err := l.rows(ctx)
	if err != nil {
		return result{}, err
	}
	var (
		acknowledged, stored, behind atomic.Int64
		ending                       atomic.Bool
		working                      sync.WaitGroup
		latencies                    = make([][]time.Duration, len(fleet))
		faults                       = make([]error, len(fleet))
	)
	pathBefore, ownBefore, begun := l.path.Used(), ownTime(), time.Now()
	for i, t := range fleet {
		working.Go(func() {
			packet := make([]protocol.Record, n)
			for !ending.Load() {
				if acknowledged.Load()-stored.Load() > int64(l.options.lag) {
					time.Sleep(time.Millisecond)
					continue
				}
				for k := range packet {
					packet[k] = l.record(l.sent[i])
					l.sent[i]++
				}
				bytes, err := t.Encode(packet)
				if err == nil {
					sent := time.Now()
					err = t.Send(bytes, answerTimeout)
					latencies[i] = append(latencies[i], time.Since(sent))
				}
				if err != nil {
					faults[i] = fmt.Errorf("tracker %d: %w", i, err)
					return
				}
				acknowledged.Add(int64(n))
			}
		})
	}
	counting, stop := context.WithCancel(ctx)
	counted := make(chan error, 1)
	go func() { counted <- l.count(counting, before, &acknowledged, &stored, &behind) }()
	time.Sleep(l.options.lasting)
	ending.Store(true)
	working.Wait()
	stop()
	if err := errors.Join(append(faults, <-counted)...); err != nil {
		return result{}, err
	}
	r := result{records: int(acknowledged.Load()), behind: behind.Load()}
	if err := l.settled(ctx, r.records); err != nil {
		return result{}, err
	}
	r.took = time.Since(begun)
	both := 2 * r.took.Seconds()
	r.path, r.trackers = (l.path.Used()-pathBefore).Seconds()/both, (ownTime()-ownBefore).Seconds()/both
	all := slices.Concat(latencies...)
	slices.Sort(all)
	r.p50, r.p99 = all[len(all)/2], all[len(all)*99/100]
	return r, nil
}

// count keeps stored near the truth, and notes how far it fell behind.
func (l *load) count(ctx context.Context, before int64, acknowledged, stored, behind *atomic.Int64) error {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		promised := acknowledged.Load()
		rows, err := l.rows(context.WithoutCancel(ctx))
		if err != nil {
			return err
		}
		stored.Store(rows - before)
		behind.Store(max(behind.Load(), promised-(rows-before)))
	}
}

// rows that were ever committed to positions, as the server's statistics tell: up to a second late, and cheap. Counting
// the table itself would be part of the load.
func (l *load) rows(ctx context.Context) (n int64, err error) {
	err = l.conn.QueryRow(ctx, `select coalesce(sum(n_tup_ins), 0)::bigint from pg_stat_user_tables where relid in (select inhrelid from pg_inherits where inhparent in (
		select 'positions'::regclass union all select inhrelid from pg_inherits where inhparent = 'positions'::regclass))`).Scan(&n)
	return n, err
}

// settled waits until every acknowledged record is a row, counted one by one.
func (l *load) settled(ctx context.Context, want int) error {
	for deadline := time.Now().Add(settle); ; time.Sleep(20 * time.Millisecond) {
		var n int
		if err := l.conn.QueryRow(ctx, `select count(*) from positions`).Scan(&n); err != nil {
			return err
		}
		switch {
		case n == want:
			return nil
		case n > want:
			return fmt.Errorf("%d records were acknowledged, %d are stored", want, n)
		case time.Now().After(deadline):
			return fmt.Errorf("%d of %d records were stored %s after the last was acknowledged", n, want, settle)
		}
	}
}

// record is the i-th of any tracker, with what a tracker of this family usually sends besides its position.
func (l *load) record(i int) protocol.Record {
	r := protocol.Record{
		Time: l.first.Add(time.Duration(i) * time.Second).UTC(), Fix: true, Valid: true, Lat: 60 + float64(i%10_000)*1e-5, Lon: 25,
		Altitude: 30, Speed: float64(i % 90), Course: float64(i % 360),
	}
	r.Attributes.Int(protocol.Satellites, 11)
	r.Attributes.Bool(protocol.Ignition, true)
	r.Attributes.Float(protocol.PowerVoltage, 12.5+float64(i%20)/10)
	return r
}

func ownTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
