package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	trackers = 24
	perBatch = 5
	// settle bounds how long the last records may take to become rows.
	settle = 30 * time.Second
	// answerTimeout is when a tracker gives an answer up and connects again.
	answerTimeout = 5 * time.Second
)

// scene is an installation with a fleet, and what each tracker has been promised.
type scene struct {
	pg    *rig.Postgres
	dir   string
	first time.Time

	// sent counts the records each tracker has made, and acknowledged those it was promised: it sends the next packet
	// only when the last is acknowledged, so the two differ by one packet at most.
	sent, acknowledged [trackers]int
}

func (s *scene) furnish(ctx context.Context) error {
	return s.withDB(ctx, func(d *db.DB) error {
		w, err := ingesttest.NewWorld(ctx, d)
		if err != nil {
			return err
		}
		// A day is long enough for every record to have a second of its own.
		s.first = time.Now().Add(-24 * time.Hour).Truncate(time.Second)
		return w.AddFleet(ctx, trackers, "teltonika", s.first.Add(-time.Hour))
	})
}

func (s *scene) withDB(ctx context.Context, fn func(d *db.DB) error) error {
	d, err := s.pg.Open(ctx)
	if err != nil {
		return err
	}
	defer d.Close()
	return fn(d)
}

func (s *scene) start(ctx context.Context, change func(*rig.PathConfig)) (*rig.Path, error) {
	c := rig.PathConfig{URL: s.pg.URL(), DataDir: filepath.Join(s.dir, "path"), Shards: 4, Quiet: true}
	if change != nil {
		change(&c)
	}
	return rig.StartPath(ctx, c)
}

// load is the fleet at work: each tracker sends a packet, waits for its acknowledgement, and sends it again to whoever
// is there if there is none.
type load struct {
	scene *scene
	// address is where the gateway is now; it moves with each restart.
	address atomic.Pointer[string]
	end     chan struct{}
	done    sync.WaitGroup
	acks    atomic.Int64
	again   atomic.Int64
}

func (s *scene) begin(p *rig.Path) *load {
	l := &load{scene: s, end: make(chan struct{})}
	l.moved(p)
	for n := range trackers {
		l.done.Go(func() { l.drive(n) })
	}
	return l
}

func (l *load) moved(p *rig.Path) {
	address := p.Addresses["teltonika"]
	l.address.Store(&address)
}

func (l *load) ending() bool {
	select {
	case <-l.end:
		return true
	default:
		return false
	}
}

// finish lets every tracker get its last packet acknowledged, and stops.
func (l *load) finish() {
	close(l.end)
	l.done.Wait()
}

func (l *load) drive(n int) {
	var t *rig.Tracker
	defer func() {
		if t != nil {
			t.Close()
		}
	}()
	s := l.scene
	var packet []protocol.Record // not acknowledged yet
	for packet != nil || !l.ending() {
		var err error
		if t == nil {
			if t, err = rig.Dial("teltonika", *l.address.Load(), protocol.DeviceConfig{Identity: ingesttest.IMEI(n)}, answerTimeout); err != nil {
				time.Sleep(10 * time.Millisecond)
				continue
			}
		}
		if packet == nil {
			packet = make([]protocol.Record, perBatch)
			for i := range packet {
				packet[i] = s.record(s.sent[n] + i)
			}
			s.sent[n] += perBatch
		}
		bytes, err := t.Encode(packet)
		if err != nil {
			panic(err) // the encoder's own test
		}
		if t.Send(bytes, answerTimeout) != nil {
			t.Close()
			t = nil
			l.again.Add(1)
			continue
		}
		packet = nil
		s.acknowledged[n] += perBatch
		l.acks.Add(1)
	}
}

// record is the i-th of any tracker: each has a second of its own.
func (s *scene) record(i int) protocol.Record {
	return protocol.Record{
		Time: s.first.Add(time.Duration(i) * time.Second).UTC(), Fix: true, Valid: true, Lat: 60 + float64(i%1000)*1e-4, Lon: 25,
		Speed: float64(i % 90), Course: 90,
	}
}

// check waits until all that was acknowledged is stored, then tells whether each record is, exactly once.
func (s *scene) check(ctx context.Context) (int, error) {
	want := 0
	for n := range trackers {
		want += s.acknowledged[n]
		if s.sent[n] != s.acknowledged[n] {
			return 0, fmt.Errorf("tracker %d sent %d records and was promised %d", n, s.sent[n], s.acknowledged[n])
		}
	}
	return want, s.withDB(ctx, func(d *db.DB) error {
		w := &ingesttest.World{DB: d}
		deadline := time.Now().Add(settle)
		for {
			stored, err := ingesttest.Value[int](ctx, w, `select count(*) from positions`)
			switch {
			case err != nil:
				return err
			case stored < want && time.Now().Before(deadline):
				time.Sleep(20 * time.Millisecond)
				continue
			case stored != want:
				return fmt.Errorf("%d records were acknowledged, %d are stored", want, stored)
			}
			break
		}
		for n := range trackers {
			// Every second from the first to the last, once.
			distinct, err := ingesttest.Value[int](ctx, w, `select count(distinct p.fixed_at) from positions p
				join objects o on o.seq = p.object_seq join bindings b on b.object_id = o.id join trackers t on t.id = b.tracker_id
				where t.identity = $1 and p.fixed_at >= $2 and p.fixed_at < $2 + make_interval(secs => $3)`,
				ingesttest.IMEI(n), s.first, float64(s.acknowledged[n]))
			if err != nil {
				return err
			}
			if distinct != s.acknowledged[n] {
				return fmt.Errorf("tracker %d was promised %d records, %d of them are stored", n, s.acknowledged[n], distinct)
			}
		}
		return nil
	})
}

// await waits for a condition.
func await(what string, within time.Duration, condition func() bool) error {
	for deadline := time.Now().Add(within); !condition(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			return errors.New(what)
		}
	}
	return nil
}
