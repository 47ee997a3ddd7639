package simulator

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/internal/clock"
)

// Counts is what a fleet has done so far.
type Counts struct {
	// Connected trackers at this moment.
	Connected int64
	// Records and Packets the server has acknowledged.
	Records, Packets int64
	// Failures of connections, of which Refusals because the server does not know the device.
	Failures, Refusals int64
}

type counts struct {
	connected, records, packets, failures, refusals atomic.Int64
}

// Fleet drives many trackers. Trackers may be added while it runs.
type Fleet struct {
	clock  clock.Clock
	counts counts
	mu     sync.Mutex
	added  []*Tracker
	start  func(*Tracker)
}

// NewFleet makes an empty fleet.
func NewFleet(c clock.Clock) *Fleet { return &Fleet{clock: c} }

// Add puts a tracker into the fleet; it drives off at once if the fleet runs.
func (f *Fleet) Add(c Config) {
	f.mu.Lock()
	defer f.mu.Unlock()
	t := newTracker(c, f.clock, &f.counts)
	if f.start != nil {
		f.start(t)
		return
	}
	f.added = append(f.added, t)
}

// startStagger keeps a fleet from knocking all at once.
const startStagger = 5 * time.Millisecond

// Run drives until ctx ends, or until every tracker was switched off.
func (f *Fleet) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	f.mu.Lock()
	waiting := f.added
	f.added = nil
	f.start = func(t *Tracker) { g.Go(func() error { return t.run(ctx) }) }
	for i, t := range waiting {
		g.Go(func() error {
			if !wait(ctx, time.Duration(i)*startStagger) {
				return nil
			}
			return t.run(ctx)
		})
	}
	f.mu.Unlock()
	err := g.Wait()
	f.mu.Lock()
	f.start = nil
	f.mu.Unlock()
	return err
}

// Counts is what the fleet has done so far.
func (f *Fleet) Counts() Counts {
	return Counts{Connected: f.counts.connected.Load(), Records: f.counts.records.Load(), Packets: f.counts.packets.Load(),
		Failures: f.counts.failures.Load(), Refusals: f.counts.refusals.Load()}
}
