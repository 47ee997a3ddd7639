package spool

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Message is one envelope as it was kept.
type Message struct {
	Sequence uint64
	Envelope []byte
}

// Reader reads one shard in order. How far it has come is not the spool's to know: the store writes that into the
// database together with the rows, and reads on from there whatever was killed.
type Reader struct {
	spool    *Spool
	stream   jetstream.Stream
	id       string
	consume  jetstream.ConsumeContext
	messages chan Message
	failed   chan error
	last     uint64
}

const (
	// readAhead is how much of a shard lies in memory at most, in bytes, before it is asked for.
	readAhead = 4 << 20
	// abandoned is when JetStream forgets a reader that is gone.
	abandoned = time.Minute
	// heartbeat shows soon that a server is gone.
	heartbeat = 2 * time.Second
)

// ErrInterrupted tells that the connection to the shard was lost; open another reader where the store stands.
var ErrInterrupted = errors.New("reading the spool was interrupted")

// Identity names the stream of a shard: it changes when the spool is thrown away and counts anew.
func (s *Spool) Identity(ctx context.Context, shard int) (string, error) {
	stream, err := s.broker.JetStream().Stream(ctx, StreamName(shard))
	if err != nil {
		return "", fmt.Errorf("look at the spool's stream %s: %w", StreamName(shard), err)
	}
	return stream.CachedInfo().Config.Metadata[idKey], nil
}

// Read opens a shard behind the sequence number given.
func (s *Spool) Read(ctx context.Context, shard int, after uint64) (*Reader, error) {
	stream, err := s.broker.JetStream().Stream(ctx, StreamName(shard))
	if err != nil {
		return nil, fmt.Errorf("open the spool's stream %s: %w", StreamName(shard), err)
	}
	consumer, err := stream.CreateConsumer(ctx, jetstream.ConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: after + 1,
		AckPolicy: jetstream.AckNonePolicy, MemoryStorage: true, Replicas: 1, InactiveThreshold: abandoned,
	})
	if err != nil {
		return nil, fmt.Errorf("read the spool's stream %s: %w", StreamName(shard), err)
	}
	r := &Reader{
		spool: s, stream: stream, last: after, messages: make(chan Message), failed: make(chan error, 1),
		id: stream.CachedInfo().Config.Metadata[idKey],
	}
	stopped := make(chan struct{})
	r.consume, err = consumer.Consume(func(m jetstream.Msg) {
		meta, err := m.Metadata()
		if err != nil {
			r.fail(err)
			return
		}
		select {
		case r.messages <- Message{Sequence: meta.Sequence.Stream, Envelope: m.Data()}:
		case <-stopped:
		}
	}, jetstream.PullMaxBytes(readAhead), jetstream.PullHeartbeat(heartbeat), jetstream.PullExpiry(3*heartbeat),
		jetstream.ConsumeErrHandler(func(_ jetstream.ConsumeContext, err error) { r.fail(err) }))
	if err != nil {
		return nil, fmt.Errorf("read the spool's stream %s: %w", StreamName(shard), err)
	}
	consume := r.consume
	go func() {
		<-consume.Closed()
		close(stopped)
	}()
	return r, nil
}

func (r *Reader) fail(err error) {
	select {
	case r.failed <- err:
	default:
	}
}

// Identity names the stream that is read.
func (r *Reader) Identity() string { return r.id }

// Next waits for a message, then collects what follows within linger, up to about maxBytes. Lost tells how many
// messages were taken away behind the store's back; it is 0 unless somebody purged the stream.
func (r *Reader) Next(ctx context.Context, linger time.Duration, maxBytes int) (batch []Message, lost uint64, err error) {
	var timer <-chan time.Time
	size := 0
	for {
		select {
		case m := <-r.messages:
			if m.Sequence <= r.last {
				continue
			}
			lost += m.Sequence - r.last - 1
			r.last = m.Sequence
			batch = append(batch, m)
			if size += len(m.Envelope); size >= maxBytes {
				return batch, lost, nil
			}
			if timer == nil {
				timer = time.After(linger)
			}
		case <-timer:
			return batch, lost, nil
		case err := <-r.failed:
			// What was collected is read again by whoever comes next.
			return nil, 0, fmt.Errorf("%w: %w", ErrInterrupted, err)
		case <-ctx.Done():
			if len(batch) > 0 {
				return batch, lost, nil
			}
			return nil, 0, ctx.Err()
		}
	}
}

// roomToForget is how many bytes must be free before something is purged: a purge writes marks first, and one that cannot
// write them waits, in nats-server 2.15, for the lock it holds itself, for good, and its stream with it.
const roomToForget = 1 << 20

// Forget frees the disk of what is stored, up to and with the sequence number. ErrFull if not even that has room.
func (r *Reader) Forget(ctx context.Context, stored uint64) error {
	free, err := r.spool.freeOnDisk()
	if err != nil {
		return err
	}
	if free < roomToForget {
		return fmt.Errorf("%w: %d bytes are free on its disk, and freeing more takes %d for a moment", ErrFull, free, roomToForget)
	}
	if err := r.stream.Purge(ctx, jetstream.WithPurgeSequence(stored+1)); err != nil {
		return fmt.Errorf("free what the spool need not keep: %w", err)
	}
	return nil
}

// Backlog is how many messages of the shard wait behind the sequence number.
func (r *Reader) Backlog(ctx context.Context, stored uint64) (uint64, error) {
	info, err := r.stream.Info(ctx)
	if err != nil {
		return 0, fmt.Errorf("look at the spool's backlog: %w", err)
	}
	return info.State.LastSeq - min(stored, info.State.LastSeq), nil
}

// Close ends reading.
func (r *Reader) Close() {
	r.consume.Stop()
	for {
		select {
		case <-r.messages:
		case <-r.consume.Closed():
			return
		}
	}
}
