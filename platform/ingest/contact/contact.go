package contact

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/live"
)

// The outcomes, beside those of package verdict ("stored", "quarantined", "unpaid", "blocked", "before_binding").
const (
	// Waiting: let in, and its first record is awaited.
	Waiting = "waiting"
	// NoFix: its records are stored, and hold no position.
	NoFix = "no_fix"
	// Checksum: what it sends arrives damaged.
	Checksum = "checksum"
	// Malformed: what it sends does not hold together.
	Malformed = "malformed"
	// WrongProtocol: it came to a port where another language is spoken; the detail says which to use.
	WrongProtocol = "wrong_protocol"
	// WrongPassword: it showed another password than its owner gave us, or none.
	WrongPassword = "wrong_password"
)

const (
	// sayAgain is how often the same outcome is told live, writeAgain how often it is written.
	sayAgain   = 5 * time.Second
	writeAgain = 30 * time.Second
	// forgetAfter bounds what is remembered of trackers that fell silent.
	forgetAfter = time.Hour
	writeEvery  = 250 * time.Millisecond
)

// Database is what is asked of PostgreSQL.
type Database interface {
	Worker(ctx context.Context, fn func(tx *db.Tx) error) error
}

// Recorder keeps the last contact of each tracker.
type Recorder struct {
	database Database
	live     *live.Live
	log      *slog.Logger

	mu      sync.Mutex
	seen    map[uuid.UUID]*seen
	pending map[uuid.UUID]live.Contact
}

type seen struct {
	outcome, protocol string
	port              int
	said, written     time.Time
}

// New makes a recorder; Run writes what it hears.
func New(d Database, l *live.Live, log *slog.Logger) *Recorder {
	return &Recorder{database: d, live: l, log: log, seen: map[uuid.UUID]*seen{}, pending: map[uuid.UUID]live.Contact{}}
}

// Heard takes note of a contact.
func (r *Recorder) Heard(c live.Contact) {
	r.mu.Lock()
	s := r.seen[c.Tracker]
	if s == nil {
		s = &seen{}
		r.seen[c.Tracker] = s
	} else if c.Outcome == Waiting && s.outcome != "" && s.outcome != WrongProtocol && s.outcome != WrongPassword {
		// Logging in again is no news beside what its records came to.
		r.mu.Unlock()
		return
	}
	news := s.outcome != c.Outcome || s.protocol != c.Protocol || s.port != c.Port
	say := news || c.At.Sub(s.said) >= sayAgain
	if say {
		s.said = c.At
	}
	if news || c.At.Sub(s.written) >= writeAgain {
		s.written = c.At
		r.pending[c.Tracker] = c
	}
	s.outcome, s.protocol, s.port = c.Outcome, c.Protocol, c.Port
	r.mu.Unlock()
	if say {
		r.live.Contact(c)
	}
}

// Run writes what was heard, in batches, until ctx ends; then it writes once more.
func (r *Recorder) Run(ctx context.Context) {
	write, forget := time.NewTicker(writeEvery), time.NewTicker(forgetAfter/4)
	defer write.Stop()
	defer forget.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			r.write(last)
			cancel()
			return
		case <-write.C:
			r.write(ctx)
		case now := <-forget.C:
			r.forget(now)
		}
	}
}

func (r *Recorder) write(ctx context.Context) {
	r.mu.Lock()
	if len(r.pending) == 0 {
		r.mu.Unlock()
		return
	}
	batch := r.pending
	r.pending = make(map[uuid.UUID]live.Contact, len(batch))
	r.mu.Unlock()
	if err := save(ctx, r.database, batch); err != nil {
		r.log.Debug("contacts of trackers were not written yet", "error", err)
		r.mu.Lock()
		for id, c := range batch {
			if _, newer := r.pending[id]; !newer {
				r.pending[id] = c
			}
		}
		r.mu.Unlock()
	}
}

func (r *Recorder) forget(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, s := range r.seen {
		if now.Sub(s.said) > forgetAfter {
			delete(r.seen, id)
		}
	}
}
