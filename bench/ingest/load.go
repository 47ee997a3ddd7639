package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
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
	// look is how often it is asked how much is stored.
	look = 50 * time.Millisecond
)

// load is a fleet that sends as fast as it is answered.
type load struct {
	path    *rig.Path
	pg      *rig.Postgres
	conn    *pgx.Conn
	options options
	first   time.Time
	// sent by each tracker, over all measurements: a record's second is its number.
	sent []int
}

func newLoad(p *rig.Path, pg *rig.Postgres, conn *pgx.Conn, o options, first time.Time) *load {
	return &load{path: p, pg: pg, conn: conn, options: o, first: first, sent: make([]int, o.devices)}
}

// result of a measurement.
type result struct {
	records  int
	took     time.Duration
	p50, p99 time.Duration
	behind   int64
	// processor time that each took
	path, postgres, trackers time.Duration
}

func (r result) rate() float64 { return float64(r.records) / r.took.Seconds() }

// each is a part of the processor time, in microseconds a record.
func (r result) each(part time.Duration) float64 { return part.Seconds() * 1e6 / float64(r.records) }

// alone is by how much the rate would grow if the trackers' share of the processors were the path's and the database's: outside
// the bench, trackers have processors of their own.
func (r result) alone() float64 {
	rest := r.path + r.postgres
	return (rest + r.trackers).Seconds() / rest.Seconds()
}

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
	before, err := l.path.Stored()
	if err != nil {
		return result{}, err
	}
	var (
		gate      = newGate(int64(l.options.lag))
		working   sync.WaitGroup
		latencies = make([][]time.Duration, len(fleet))
		faults    = make([]error, len(fleet))
	)
	pathBefore, pgBefore, ownBefore, begun := l.path.Used(), l.pg.Used(), ownTime(), time.Now()
	for i, t := range fleet {
		working.Go(func() {
			packet := make([]protocol.Record, n)
			for gate.enter() {
				took, err := l.send(t, packet, l.sent[i])
				if err != nil {
					faults[i] = fmt.Errorf("tracker %d: %w", i, err)
					return
				}
				latencies[i] = append(latencies[i], took)
				l.sent[i] += n
				gate.acknowledged(int64(n))
			}
		})
	}
	counted := make(chan error, 1)
	go func() { counted <- l.count(before, gate) }()
	time.Sleep(l.options.lasting)
	gate.close()
	working.Wait()
	if err := errors.Join(append(faults, <-counted)...); err != nil {
		return result{}, err
	}
	r := result{records: int(gate.promised), behind: gate.behind}
	if err := l.settled(before + int64(r.records)); err != nil {
		return result{}, err
	}
	r.took = time.Since(begun)
	r.path, r.postgres, r.trackers = l.path.Used()-pathBefore, l.pg.Used()-pgBefore, ownTime()-ownBefore
	if err := l.counted(ctx, r.records); err != nil {
		return result{}, err
	}
	all := slices.Concat(latencies...)
	slices.Sort(all)
	r.p50, r.p99 = all[len(all)/2], all[len(all)*99/100]
	return r, nil
}

// count keeps the gate told of what is stored.
func (l *load) count(before int64, gate *gate) error {
	for range time.Tick(look) {
		stored, err := l.path.Stored()
		if err != nil {
			gate.close()
			return err
		}
		if !gate.stored(stored - before) {
			return nil
		}
	}
	return nil
}

// settled waits until the path says that every acknowledged record is a row.
func (l *load) settled(want int64) error {
	for deadline := time.Now().Add(settle); ; time.Sleep(look) {
		stored, err := l.path.Stored()
		switch {
		case err != nil || stored >= want:
			return err
		case time.Now().After(deadline):
			return fmt.Errorf("%d of %d records were stored %s after the last was acknowledged", stored, want, settle)
		}
	}
}

// counted looks at the table itself: the path may say what it likes.
func (l *load) counted(ctx context.Context, want int) error {
	var n int
	err := l.conn.QueryRow(ctx, `select count(*) from positions where object_seq > 0`).Scan(&n)
	if err == nil && n != want {
		err = fmt.Errorf("%d records were acknowledged, %d are stored", want, n)
	}
	return err
}

// send fills a packet with the records of a tracker from its first on, sends it, and answers how long it took until they were acknowledged.
func (l *load) send(t *rig.Tracker, packet []protocol.Record, first int) (took time.Duration, err error) {
	for i := range packet {
		l.record(&packet[i], first+i)
	}
	bytes, err := t.Encode(packet)
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	err = t.Send(bytes, answerTimeout)
	return time.Since(begun), err
}

// record makes r the i-th of any tracker, with what a tracker of this family usually sends besides its position.
func (l *load) record(r *protocol.Record, i int) {
	*r = protocol.Record{
		Time: l.first.Add(time.Duration(i) * time.Second).UTC(), Fix: true, Valid: true, Lat: 60 + float64(i%10_000)*1e-5, Lon: 25,
		Altitude: 30, Speed: float64(i % 90), Course: float64(i % 360), Attributes: r.Attributes[:0],
	}
	r.Attributes.Int(protocol.Satellites, 11)
	r.Attributes.Bool(protocol.Ignition, true)
	r.Attributes.Float(protocol.PowerVoltage, 12.5+float64(i%20)/10)
}

func ownTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
