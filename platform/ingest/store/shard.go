package store

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/spool"
)

// Database is what the store asks of PostgreSQL.
type Database interface {
	Worker(ctx context.Context, fn func(tx *db.Tx) error) error
}

// Config of a store.
type Config struct {
	Database Database
	Spool    *spool.Spool
	Shards   int
	// Name of this worker among those that share the spool.
	Name string
	// Lease is how long a shard stays a silent worker's. 0: 15 s.
	Lease time.Duration
	// Linger is how long the first record of a transaction waits for others at least. 0: 50 ms.
	Linger  time.Duration
	Log     *slog.Logger
	Metrics *Metrics
}

const (
	defaultLease  = 15 * time.Second
	defaultLinger = 50 * time.Millisecond
	// A transaction and an object's last state cost the same for one record as for a hundred, so when transactions take
	// long, as under load, the next one waits longer for its records: lingerFactor times as long, but no more than
	// maxLinger. What waits already waits no longer for that: a batch that is full is stored at once.
	lingerFactor = 4
	maxLinger    = 250 * time.Millisecond
	// maxBatch is the size of a transaction, in bytes of envelopes.
	maxBatch = 1 << 20
	// forgetEvery is how often the spool is told what it need not keep.
	forgetEvery = time.Second
	// retryFirst and retryLast bound the pause after a failure.
	retryFirst, retryLast = 100 * time.Millisecond, 2 * time.Second
)

// Store runs a worker for each shard.
type Store struct{ config Config }

// New makes a store; Run works.
func New(c Config) *Store {
	if c.Lease == 0 {
		c.Lease = defaultLease
	}
	if c.Linger == 0 {
		c.Linger = defaultLinger
	}
	if c.Metrics == nil {
		c.Metrics = NewMetrics()
	}
	return &Store{config: c}
}

// Metrics are what the store counts.
type Metrics struct {
	stored, quarantined prometheus.Counter
	failures            prometheus.Counter
	lag                 *prometheus.GaugeVec
	lost                prometheus.Counter
}

// NewMetrics makes them, all at zero.
func NewMetrics() *Metrics {
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "livery", Subsystem: "store", Name: name, Help: help})
	}
	return &Metrics{
		stored: counter("records_total", "Records brought into the database."), quarantined: counter("quarantined_total", "Records kept apart."),
		failures: counter("failures_total", "Transactions that failed and were tried again."),
		lost:     counter("lost_messages_total", "Messages that were taken out of the spool behind the store's back."),
		lag: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: "livery", Subsystem: "store", Name: "lag_seconds", Help: "From the receipt of a record to its row.",
		}, []string{"shard"}),
	}
}

// Collectors are all of them.
func (m *Metrics) Collectors() []prometheus.Collector {
	return []prometheus.Collector{m.stored, m.quarantined, m.failures, m.lost, m.lag}
}

// errLeaseLost: somebody else has the shard, or has stored further than we knew.
var errLeaseLost = errors.New("the lease of the shard is lost")

// shard is the work on one shard.
type shard struct {
	store      *Store
	number     int
	spool      string
	stored     uint64
	states     map[int64]state
	partitions map[partition]struct{}
	batch      batch
	forgotten  uint64
	forgetAt   time.Time
	renewAt    time.Time     // when the lease must be renewed if nothing is stored
	took       time.Duration // the last transaction
}

// Run stores what is in the spool until ctx ends.
func (s *Store) Run(ctx context.Context) {
	done := make(chan struct{})
	for n := range s.config.Shards {
		go func() {
			(&shard{store: s, number: n, states: map[int64]state{}, partitions: map[partition]struct{}{}}).run(ctx)
			done <- struct{}{}
		}()
	}
	for range s.config.Shards {
		<-done
	}
}

func (w *shard) run(ctx context.Context) {
	pause := retryFirst
	for ctx.Err() == nil {
		progress, err := w.serve(ctx)
		if ctx.Err() != nil {
			break
		}
		if progress {
			pause = retryFirst
		}
		if err != nil {
			w.store.config.Metrics.failures.Inc()
			w.store.config.Log.Warn("storing was interrupted", "shard", w.number, "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		pause = min(2*pause, retryLast)
	}
	if w.spool != "" {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := w.release(last); err != nil {
			w.store.config.Log.Debug("a lease was not given back", "shard", w.number, "error", err)
		}
	}
}

// serve takes the lease and stores until something fails. It tells whether anything was stored.
func (w *shard) serve(ctx context.Context) (progress bool, err error) {
	if w.spool, err = w.store.config.Spool.Identity(ctx, w.number); err != nil {
		return false, err
	}
	taken, err := w.lease(ctx)
	if err != nil || !taken {
		return false, err
	}
	clear(w.states)
	w.renewAt = time.Now().Add(w.store.config.Lease / 3)
	reader, err := w.store.config.Spool.Read(ctx, w.number, w.stored)
	if err != nil {
		return false, err
	}
	defer reader.Close()
	w.forgotten, w.forgetAt = 0, time.Time{}
	for {
		messages, lost, err := w.next(ctx, reader)
		if err != nil {
			return progress, err
		}
		if lost > 0 {
			w.store.config.Metrics.lost.Add(float64(lost))
			w.store.config.Log.Error("messages were taken out of the spool before they were stored", "shard", w.number, "messages", lost)
		}
		if len(messages) == 0 {
			if time.Now().After(w.renewAt) {
				if taken, err := w.lease(ctx); err != nil || !taken {
					return progress, err
				}
				w.renewAt = time.Now().Add(w.store.config.Lease / 3)
			}
			w.forget(ctx, reader)
			continue
		}
		begun := time.Now()
		if err := w.keep(ctx, messages); err != nil {
			return progress, err
		}
		progress, w.took = true, time.Since(begun)
		w.renewAt = time.Now().Add(w.store.config.Lease / 3)
		w.forget(ctx, reader)
	}
}

func (w *shard) linger() time.Duration {
	least := w.store.config.Linger
	return max(least, min(lingerFactor*w.took, maxLinger))
}

// next waits for messages, but no longer than a part of the lease.
func (w *shard) next(ctx context.Context, reader *spool.Reader) ([]spool.Message, uint64, error) {
	wait, cancel := context.WithTimeout(ctx, min(w.store.config.Lease/3, forgetEvery))
	defer cancel()
	messages, lost, err := reader.Next(wait, w.linger(), maxBatch)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, 0, nil
	}
	return messages, lost, err
}

// keep stores the messages. Where the database takes offence at what a record holds, or has it already, that is mended
// and tried again, so that one odd record does not stop a shard.
func (w *shard) keep(ctx context.Context, messages []spool.Message) error {
	careful, doubtful := false, false
	for {
		if err := w.batch.fill(messages, careful); err != nil {
			return err
		}
		err := w.write(ctx, &w.batch, doubtful)
		if err == nil {
			break
		}
		var refused *pgconn.PgError
		switch {
		case !errors.As(err, &refused):
			return err
		case refused.Code == "23505" && !doubtful: // unique_violation
			doubtful = true // an object's state was put back behind the store's back
			continue
		case careful:
			return err
		case refused.Code == "23514": // check_violation: a partition was dropped since it was made
			clear(w.partitions)
		case refused.Code[:2] != "22": // data exception
			return err
		}
		careful = true
		w.store.config.Log.Warn("the database refused a batch: trying it carefully", "shard", w.number, "error", err)
	}
	m := w.store.config.Metrics
	m.stored.Add(float64(w.batch.rows.n))
	m.quarantined.Add(float64(len(w.batch.quarantine.ids)))
	m.lag.WithLabelValues(strconv.Itoa(w.number)).Set(time.Since(w.batch.oldest).Seconds())
	return nil
}

// forget frees the spool, now and then.
func (w *shard) forget(ctx context.Context, reader *spool.Reader) {
	now := time.Now()
	if w.stored == w.forgotten || now.Sub(w.forgetAt) < forgetEvery {
		return
	}
	w.forgetAt = now
	if err := reader.Forget(ctx, w.stored); err != nil {
		w.store.config.Log.Warn("the spool keeps what is stored a while longer", "shard", w.number, "error", err)
		return
	}
	w.forgotten = w.stored
}
