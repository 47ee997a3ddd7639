package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const (
	answerTimeout = 30 * time.Second
	// again is when a refused tracker dials again.
	again = 100 * time.Millisecond
	// settle bounds how long the last events may take.
	settle = 10 * time.Second
)

func main() {
	var o options
	flag.StringVar(&o.binary, "binary", "build/livery", "the program")
	flag.IntVar(&o.trackers, "trackers", 200, "trackers that send, all of one account")
	flag.DurationVar(&o.every, "every", time.Second, "how often each sends a record")
	flag.DurationVar(&o.lasting, "for", 30*time.Second, "how long they send")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "live:", err)
		os.Exit(1)
	}
}

type options struct {
	binary         string
	trackers       int
	every, lasting time.Duration
}

// record is one of an object's, known by the second of its fix.
type record struct {
	object string
	at     int64
}

// clockwork notes when each record was sent, acknowledged and seen.
type clockwork struct {
	mu    sync.Mutex
	sent  map[record]time.Time
	acks  []time.Duration
	seen  []time.Duration
	stray int
}

func (c *clockwork) leaves(r record) {
	c.mu.Lock()
	c.sent[r] = time.Now()
	c.mu.Unlock()
}

func (c *clockwork) acknowledged(r record, at time.Time) {
	c.mu.Lock()
	c.acks = append(c.acks, at.Sub(c.sent[r]))
	c.mu.Unlock()
}

func (c *clockwork) sees(r record, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	sent, ok := c.sent[r]
	if !ok {
		c.stray++
		return
	}
	c.seen = append(c.seen, at.Sub(sent))
}

func (c *clockwork) counts() (acknowledged, seen int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.acks), len(c.seen)
}

func run(ctx context.Context, o options) (err error) {
	demo, err := startDemo(ctx, o.binary)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, demo.stop()) }()
	client, err := demo.signIn(ctx)
	if err != nil {
		return err
	}
	objects := make([]string, o.trackers)
	for i := range objects {
		if objects[i], err = client.addObject(ctx, i); err != nil {
			return fmt.Errorf("add object %d: %w", i, err)
		}
	}
	c := &clockwork{sent: map[record]time.Time{}}
	hangUp, err := client.watch(ctx, c)
	if err != nil {
		return err
	}
	defer hangUp()
	if err := send(o, demo.trackers["teltonika"], objects, c); err != nil {
		return err
	}
	deadline := time.Now().Add(settle)
	acknowledged, seen := c.counts()
	for seen < acknowledged && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
		acknowledged, seen = c.counts()
	}
	if seen < acknowledged || c.stray > 0 {
		return fmt.Errorf("%d records were acknowledged, %d were seen, %d were seen that nobody sent", acknowledged, seen, c.stray)
	}
	slices.Sort(c.acks)
	slices.Sort(c.seen)
	fmt.Printf("live: %d trackers, %d records, every one seen: socket to WebSocket p50 %.1f ms, p99 %.1f ms; to the acknowledgement p50 %.1f ms, p99 %.1f ms; ratio of p99 %.2f\n",
		o.trackers, seen, ms(at(c.seen, 50)), ms(at(c.seen, 99)), ms(at(c.acks, 50)), ms(at(c.acks, 99)),
		float64(at(c.seen, 99))/float64(at(c.acks, 99)))
	return nil
}

func send(o options, address string, objects []string, c *clockwork) error {
	faults := make([]error, len(objects))
	var working sync.WaitGroup
	begun := time.Now()
	for i, object := range objects {
		working.Go(func() {
			t, err := dial(address, imei(i))
			if err != nil {
				faults[i] = fmt.Errorf("tracker %d: %w", i, err)
				return
			}
			defer t.Close()
			// They do not all send at the same moment, as trackers do not.
			next := begun.Add(o.every * time.Duration(i) / time.Duration(len(objects)))
			for n := int64(0); next.Before(begun.Add(o.lasting)); n++ {
				time.Sleep(time.Until(next))
				next = next.Add(o.every)
				r := record{object, begun.Unix() - int64(o.lasting/o.every) + n}
				packet, err := t.Encode([]protocol.Record{{
					Time: time.Unix(r.at, 0).UTC(), Fix: true, Valid: true, Lat: 60 + float64(n)*1e-4, Lon: 25, Speed: 40, Course: 90,
				}})
				if err == nil {
					c.leaves(r)
					err = t.Send(packet, answerTimeout)
				}
				if err != nil {
					faults[i] = fmt.Errorf("tracker %d: %w", i, err)
					return
				}
				c.acknowledged(r, time.Now())
			}
		})
	}
	working.Wait()
	return errors.Join(faults...)
}

// dial logs a tracker in. One that is refused dials again, as trackers do: the gateway hears of a new one a moment after it was added.
func dial(address, identity string) (*rig.Tracker, error) {
	for deadline := time.Now().Add(answerTimeout); ; time.Sleep(again) {
		t, err := rig.Dial("teltonika", address, protocol.DeviceConfig{Identity: identity}, answerTimeout)
		if !errors.Is(err, rig.ErrRefused) || time.Now().After(deadline) {
			return t, err
		}
	}
}

// imei of the i-th tracker, with its check digit (3GPP TS 23.003, annex B).
func imei(i int) string {
	body := fmt.Sprintf("35999%09d", i)
	sum := 0
	for at, digit := range body {
		n := int(digit - '0')
		if at%2 == 1 {
			n = 2*n/10 + 2*n%10
		}
		sum += n
	}
	return fmt.Sprintf("%s%d", body, (10-sum%10)%10)
}

func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[(len(sorted)-1)*percent/100]
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
