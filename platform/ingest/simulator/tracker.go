package simulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Config is one simulated tracker.
type Config struct {
	Protocol protocol.Protocol
	Device   protocol.DeviceConfig
	// Address of the server, host:port. Trackers over HTTP speak plain HTTP there.
	Address string
	Walker  *Walker
	Rhythm  Rhythm
	// Buffered is the rhythm of what was recorded more than a few minutes ago; zero: the same.
	Buffered Rhythm
	// From is the moment of the first record: in the past, the tracker has been buffering.
	From time.Time
	// Until ends the tracker's life: it was switched off then. Zero: never.
	Until time.Time
}

// Times a tracker waits.
const (
	dialTime   = 10 * time.Second
	answerTime = 30 * time.Second
	firstPause = 500 * time.Millisecond
	lastPause  = 30 * time.Second
	// unknownPause is after the server has refused the device.
	unknownPause = 15 * time.Second
	// largestAnswer bounds what a server may say at once.
	largestAnswer = 64 << 10
	// buffering is from what age on a record is of the time when nobody answered.
	buffering = 3 * time.Minute
)

// ErrRefused tells that the server does not know the device, or wants another password.
var ErrRefused = errors.New("the server refused the device")

// Tracker is a device on its way. What it has to send follows from its walker and the last moment that was acknowledged;
// so it forgets nothing before the server has it, and sends again what was not acknowledged.
type Tracker struct {
	config Config
	device protocol.Device
	clock  clock.Clock
	counts *counts
	// acknowledged is the moment of the last record the server has taken.
	acknowledged time.Time
}

func newTracker(c Config, time clock.Clock, counts *counts) *Tracker {
	return &Tracker{config: c, device: c.Protocol.NewDevice(c.Device), clock: time, counts: counts, acknowledged: c.From}
}

// run connects again and again until ctx ends, or the tracker's life does.
func (t *Tracker) run(ctx context.Context) error {
	pause := firstPause
	for {
		before := t.acknowledged
		err := t.connection(ctx)
		if err == nil || ctx.Err() != nil {
			return nil //nolint:nilerr // switched off, or told to stop
		}
		t.counts.failures.Add(1)
		if t.acknowledged.After(before) {
			pause = firstPause
		}
		if errors.Is(err, ErrRefused) {
			t.counts.refusals.Add(1)
			pause = unknownPause
		}
		if !wait(ctx, pause) {
			return nil
		}
		pause = min(2*pause, lastPause)
	}
}

// connection is one call to the server: it ends with an error, with ctx, or without one when the tracker's life ends.
func (t *Tracker) connection(ctx context.Context) error {
	conn, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", t.config.Address)
	if err != nil {
		return fmt.Errorf("call %s: %w", t.config.Address, err)
	}
	defer func() { _ = conn.Close() }() // it is over either way
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if login := t.device.Login(); login != nil {
		if err := t.exchange(ctx, conn, login); err != nil {
			return fmt.Errorf("log in: %w", err)
		}
	}
	t.counts.connected.Add(1)
	defer t.counts.connected.Add(-1)
	for {
		batch, next := t.due()
		if len(batch) == 0 {
			if t.over(next) {
				return nil
			}
			if !wait(ctx, next.Sub(t.clock.Now())) {
				return ctx.Err()
			}
			continue
		}
		packet, err := t.device.Encode(batch)
		if err != nil {
			return fmt.Errorf("write a packet: %w", err)
		}
		if err := t.exchange(ctx, conn, packet); err != nil {
			return fmt.Errorf("send %d records: %w", len(batch), err)
		}
		t.acknowledged = batch[len(batch)-1].Time
		t.counts.records.Add(int64(len(batch)))
		t.counts.packets.Add(1)
	}
}

// due gathers what has to be sent by now, one packet at most; if there is nothing, next is when there will be.
func (t *Tracker) due() (batch []protocol.Record, next time.Time) {
	now := t.clock.Now()
	at := t.acknowledged
	for len(batch) < t.device.MaxRecords() {
		at = t.config.Walker.Next(at, t.rhythm(now.Sub(at)))
		if at.After(now) || t.over(at) {
			return batch, at
		}
		r := t.config.Walker.State(at)
		r.Time = at
		batch = append(batch, r)
	}
	return batch, at
}

func (t *Tracker) rhythm(age time.Duration) Rhythm {
	if age > buffering && t.config.Buffered != (Rhythm{}) {
		return t.config.Buffered
	}
	return t.config.Rhythm
}

func (t *Tracker) over(at time.Time) bool {
	return !t.config.Until.IsZero() && at.After(t.config.Until)
}

// exchange sends and waits for the answer that accepts it.
func (t *Tracker) exchange(ctx context.Context, conn net.Conn, packet []byte) error {
	if err := conn.SetDeadline(time.Now().Add(answerTime)); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, err := conn.Write(packet); err != nil {
		return err
	}
	var heard []byte
	chunk := make([]byte, 4096)
	for len(heard) < largestAnswer {
		n, err := conn.Read(chunk)
		heard = append(heard, chunk[:n]...)
		for {
			answer, used := t.device.Read(heard)
			if used == 0 {
				break
			}
			heard = heard[used:]
			switch answer {
			case protocol.AnswerAccepted:
				return nil
			case protocol.AnswerRefused:
				return ErrRefused
			case protocol.AnswerNone:
			}
		}
		if err != nil {
			return fmt.Errorf("wait for the answer: %w", err)
		}
	}
	return errors.New("the server talks and talks, and answers nothing")
}

// wait tells whether the time passed before ctx ended.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
