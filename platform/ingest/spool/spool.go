package spool

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sys/unix"

	"github.com/liveryhq/livery/platform/ingest/broker"
)

// Config bounds a spool.
type Config struct {
	// Shards is into how many streams the spool is divided. 0: as it is; a new one gets a shard for each processor, up to
	// eight. Each shard syncs for itself and stores in transactions of its own, so more of them than can work at once only
	// make both smaller and dearer.
	Shards int
	// MaxBytes of all shards together.
	MaxBytes int64
	// MinFreeDisk is how many bytes must be left on the disk; only where NATS is embedded.
	MinFreeDisk int64
	// Linger is how long the first record of a message waits for others. 0: 2 ms.
	Linger time.Duration
	// Replicas of a stream on a cluster. 0: 1.
	Replicas int
	Log      *slog.Logger
}

const (
	defaultLinger = 2 * time.Millisecond
	// maxMessage is the size at which a message is closed.
	maxMessage = 512 << 10
	// maxWaiting bounds what one shard holds in memory for its next messages.
	maxWaiting = 16 << 20
	// publishPatience is how long one message may take to be acknowledged by JetStream.
	publishPatience = 10 * time.Second
	// mendEvery is how often a failed disk is tried again.
	mendEvery = time.Second
	// suspicious is how long a message may take before the broker is asked whether its streams still work.
	suspicious = time.Second
)

// Errors for which a tracker gets no acknowledgement, and so keeps its records.
var (
	// ErrFull: the spool, or its disk, has reached its bound.
	ErrFull = errors.New("the spool is full")
	// ErrBusy: more waits to be written than the spool holds in memory.
	ErrBusy = errors.New("the spool cannot keep up")
	// ErrClosed: the process is stopping.
	ErrClosed = errors.New("the spool is closed")
)

// Spool takes parcels and says when they are on disk.
type Spool struct {
	config Config
	broker *broker.Broker
	shards []*shard
	end    chan struct{}
	done   sync.WaitGroup

	broken   chan struct{}
	hopeless chan error
}

// OpenSpool makes sure of the streams and begins to take parcels.
func OpenSpool(ctx context.Context, b *broker.Broker, c Config) (*Spool, error) {
	if c.Linger == 0 {
		c.Linger = defaultLinger
	}
	if c.Replicas == 0 {
		c.Replicas = 1
	}
	if c.Shards == 0 {
		n, err := shardsOf(ctx, b.JetStream())
		if err != nil {
			return nil, err
		}
		c.Shards = n
	}
	s := &Spool{config: c, broker: b, end: make(chan struct{}), broken: make(chan struct{}, 1), hopeless: make(chan error, 1)}
	for n := range c.Shards {
		if err := s.makeStream(ctx, n); err != nil {
			return nil, err
		}
		s.shards = append(s.shards, &shard{spool: s, subject: subject(n), wake: make(chan struct{}, 1), drained: make(chan struct{})})
	}
	for _, each := range s.shards {
		go each.run()
	}
	s.done.Go(s.mend)
	return s, nil
}

// maxShards is how many a spool gets by itself.
const maxShards = 8

// shardsOf counts the shards there are, or says how many a new spool has.
func shardsOf(ctx context.Context, js jetstream.JetStream) (int, error) {
	for n := 0; ; n++ {
		_, err := js.Stream(ctx, StreamName(n))
		switch {
		case err == nil:
			continue
		case !errors.Is(err, jetstream.ErrStreamNotFound):
			return 0, fmt.Errorf("look for the spool's stream %s: %w", StreamName(n), err)
		case n > 0:
			return n, nil
		}
		return min(maxShards, runtime.NumCPU()), nil
	}
}

// Shards is how many there are.
func (s *Spool) Shards() int { return len(s.shards) }

// StreamName of a shard; its messages have that subject.
func StreamName(shard int) string { return fmt.Sprintf("spool-%d", shard) }

func subject(shard int) string { return fmt.Sprintf("spool.%d", shard) }

// idKey is where a stream keeps the name it got when it was made: a spool that was deleted and made again counts from
// one, and the store must not take its messages for ones it has stored.
const idKey = "livery-spool"

func (s *Spool) makeStream(ctx context.Context, n int) error {
	js := s.broker.JetStream()
	c := jetstream.StreamConfig{
		Name: StreamName(n), Subjects: []string{subject(n)}, Description: "records of trackers on their way to the database",
		Retention: jetstream.LimitsPolicy, Discard: jetstream.DiscardNew, MaxBytes: s.config.MaxBytes / int64(s.config.Shards),
		MaxMsgs: -1, MaxMsgsPerSubject: -1, MaxMsgSize: -1, Storage: jetstream.FileStorage, Replicas: s.config.Replicas,
		// Records are told apart by their keys, in the database; JetStream need not remember identifiers too.
		Duplicates: 100 * time.Millisecond, DenyDelete: true, AllowDirect: true,
	}
	old, err := js.Stream(ctx, c.Name)
	switch {
	case err == nil:
		c.Metadata = old.CachedInfo().Config.Metadata
		if old.CachedInfo().Config.MaxBytes == c.MaxBytes {
			return nil
		}
		if _, err := js.UpdateStream(ctx, c); err != nil {
			return fmt.Errorf("change the bound of the spool's stream %s: %w", c.Name, err)
		}
		return nil
	case !errors.Is(err, jetstream.ErrStreamNotFound):
		return fmt.Errorf("look for the spool's stream %s: %w", c.Name, err)
	}
	c.Metadata = map[string]string{idKey: uuid.Must(uuid.NewV7()).String()}
	if _, err := js.CreateStream(ctx, c); err != nil && !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
		return fmt.Errorf("make the spool's stream %s: %w", c.Name, err)
	}
	return nil
}

// ShardOf says which shard keeps the order of an object's records.
func (s *Spool) ShardOf(seq int64) int {
	// Fibonacci hashing spreads consecutive numbers; the high bits are the good ones.
	return int(uint64(seq) * 0x9E3779B97F4A7C15 >> 32 % uint64(len(s.shards)))
}

// Ticket stands for a parcel that is on its way to the disk.
type Ticket struct{ m *message }

// Wait returns when the parcel is on disk, or with the reason why it is not. It may be called more than once.
func (t Ticket) Wait() error {
	<-t.m.done
	return t.m.err
}

// Append hands over a copy of the parcel. Order within a shard is the order of the calls.
func (s *Spool) Append(p *Parcel) (Ticket, error) { return s.shards[p.Shard].append(p) }

// Stuck says why nothing can be written or read any more in this process, should that come: whoever runs it ends, and is
// started again.
func (s *Spool) Stuck() <-chan error { return s.hopeless }

// Close writes what waits and takes no more.
func (s *Spool) Close() {
	close(s.end)
	for _, each := range s.shards {
		each.close()
	}
	for _, each := range s.shards {
		<-each.drained
	}
	s.done.Wait()
}

// message is one message of a shard's stream, being filled or being published.
type message struct {
	bytes   []byte
	records int
	done    chan struct{}
	err     error
}

type shard struct {
	spool   *Spool
	subject string
	wake    chan struct{}
	drained chan struct{}

	mu      sync.Mutex
	open    []*message // the last is being filled
	waiting int
	closed  bool
	free    [][]byte
	// since is when the message in flight was sent, and giveUp ends waiting for it; zero and nil: none is.
	since  time.Time
	giveUp context.CancelFunc
}

func (h *shard) append(p *Parcel) (Ticket, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return Ticket{}, ErrClosed
	}
	if h.waiting+len(p.bytes) > maxWaiting {
		return Ticket{}, ErrBusy
	}
	var m *message
	if n := len(h.open); n > 0 && len(h.open[n-1].bytes)+len(p.bytes) <= maxMessage {
		m = h.open[n-1]
	} else {
		m = &message{bytes: append(h.buffer(), envelopeVersion), done: make(chan struct{})}
		h.open = append(h.open, m)
	}
	m.bytes = binary.LittleEndian.AppendUint32(m.bytes, uint32(len(p.bytes)))
	m.bytes = append(m.bytes, p.bytes...)
	m.records += p.n
	h.waiting += len(p.bytes)
	select {
	case h.wake <- struct{}{}:
	default:
	}
	return Ticket{m}, nil
}

func (h *shard) buffer() []byte {
	if n := len(h.free); n > 0 {
		b := h.free[n-1]
		h.free = h.free[:n-1]
		return b[:0]
	}
	return nil
}

func (h *shard) close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

func (h *shard) run() {
	defer close(h.drained)
	linger := time.NewTimer(time.Hour)
	defer linger.Stop()
	for range h.wake {
		linger.Reset(h.spool.config.Linger)
		select {
		case <-linger.C:
		case <-h.spool.end:
		}
		for m := h.next(); m != nil; m = h.next() {
			m.err = h.publish(m.bytes)
			close(m.done)
			h.recycle(m)
		}
		h.mu.Lock()
		finished := h.closed && len(h.open) == 0
		h.mu.Unlock()
		if finished {
			return
		}
	}
}

func (h *shard) next() *message {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.open) == 0 {
		return nil
	}
	m := h.open[0]
	h.open = append(h.open[:0], h.open[1:]...)
	return m
}

func (h *shard) recycle(m *message) {
	h.mu.Lock()
	h.waiting -= len(m.bytes)
	if len(h.free) < 2 && cap(m.bytes) <= 2*maxMessage {
		h.free = append(h.free, m.bytes)
	}
	h.mu.Unlock()
	m.bytes = nil
}

// publish returns when JetStream has synced the message.
func (h *shard) publish(data []byte) error {
	s := h.spool
	if err := s.roomOnDisk(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), publishPatience)
	defer cancel()
	h.inFlight(time.Now(), cancel)
	defer h.inFlight(time.Time{}, nil)
	_, err := s.broker.JetStream().PublishMsg(ctx, &nats.Msg{Subject: h.subject, Data: data}, jetstream.WithRetryAttempts(0))
	if err == nil {
		return nil
	}
	if api, ok := errors.AsType[*jetstream.APIError](err); ok && api.Description == "maximum bytes exceeded" {
		return fmt.Errorf("%w: it holds as many bytes as it may (LIVERY_SPOOL_MAX_BYTES)", ErrFull)
	}
	if storeFailed(err) {
		select {
		case s.broken <- struct{}{}:
		default:
		}
	}
	return fmt.Errorf("write to the spool: %w", err)
}

func (h *shard) inFlight(since time.Time, giveUp context.CancelFunc) {
	h.mu.Lock()
	h.since, h.giveUp = since, giveUp
	h.mu.Unlock()
}

// storeFailed tells an error of the stream itself from one of the way to it.
func storeFailed(err error) bool {
	_, refused := errors.AsType[*jetstream.APIError](err)
	return refused || errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse)
}

// roomOnDisk keeps the floor of free bytes.
func (s *Spool) roomOnDisk() error {
	free, err := s.freeOnDisk()
	if err != nil {
		return err
	}
	if free < s.config.MinFreeDisk {
		return fmt.Errorf("%w: %d bytes are free on its disk, %d must stay free (LIVERY_SPOOL_MIN_FREE_DISK)", ErrFull, free, s.config.MinFreeDisk)
	}
	return nil
}

// freeOnDisk is how many bytes an embedded server may still write; of a cluster's disks nothing is known here.
func (s *Spool) freeOnDisk() (int64, error) {
	dir := s.broker.Dir()
	if dir == "" {
		return math.MaxInt64, nil
	}
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, fmt.Errorf("look at the spool's disk: %w", err)
	}
	return int64(st.Bavail) * st.Bsize, nil
}
