package registry

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// Database is what the registry asks of PostgreSQL. Its errors are taken as "not now".
type Database interface {
	Worker(ctx context.Context, fn func(tx *db.Tx) error) error
	Listen(ctx context.Context, channel string, heard func()) error
}

// Config of a registry.
type Config struct {
	Database Database
	// Prove tells whoever keeps claims that the device of a waiting tracker has shown its password. nil: nobody does.
	Prove func(ctx context.Context, tracker uuid.UUID) error
	// Snapshot is the file kept on disk; empty: none is.
	Snapshot string
	Clock    clock.Clock
	Log      *slog.Logger
}

// Registry answers for every device.
type Registry struct {
	config Config

	mu       sync.RWMutex
	objects  map[uuid.UUID]*objectRow
	trackers map[uuid.UUID]*trackerRow
	imeis    map[uint64][]claim
	names    map[string][]claim
	words    words

	// version moves with every change that a session could notice.
	version atomic.Uint64
	loaded  atomic.Bool
	// current tells that the rows came from the database, not from the snapshot.
	current atomic.Bool

	changes changes
	// reading is held from a question to the database until its answer is in place, so that an older answer never
	// replaces a newer one.
	reading sync.Mutex

	tried struct {
		sync.Mutex

		at map[string]time.Time
	}
	written uint64 // version of the snapshot on disk; only Run touches it
}

// objectRow, trackerRow and claim are what a million objects cost: they are kept small, and handed out as the fuller
// types of package verdict.
type objectRow struct {
	seq       int64
	tenant    uuid.UUID
	paid      []verdict.Span
	blocks    []verdict.Block
	retention verdict.Retention
}

type trackerRow struct {
	tenant                uuid.UUID
	bindings              []bindingRow
	mac                   []byte
	protocol, model, zone word
}

type bindingRow struct {
	verdict.Span

	object uuid.UUID
}

// claim is an identity of a tracker. Claims of one identity are in the order in which they were made.
type claim struct {
	tracker uuid.UUID
	held    verdict.Span
	waiting bool
}

// New makes an empty registry; Load fills it.
func New(c Config) *Registry {
	r := &Registry{config: c}
	r.reset()
	r.tried.at = map[string]time.Time{}
	return r
}

func (r *Registry) reset() {
	r.objects, r.trackers = map[uuid.UUID]*objectRow{}, map[uuid.UUID]*trackerRow{}
	r.imeis, r.names = map[uint64][]claim{}, map[string][]claim{}
	r.words = newWords()
}

// Ready tells whether there is anything to answer from: before that no tracker may be let in.
func (r *Registry) Ready() bool { return r.loaded.Load() }

// Current tells whether the registry has been in touch with the database since it started.
func (r *Registry) Current() bool { return r.current.Load() }

// Version changes whenever an answer may have.
func (r *Registry) Version() uint64 { return r.version.Load() }

// Size is how many objects, trackers and identities are known.
func (r *Registry) Size() (objects, trackers, identities int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.objects), len(r.trackers), len(r.imeis) + len(r.names)
}

// Device is what is known of one identity.
type Device struct {
	// Holds is its history over all tenants; empty: nobody ever held it.
	Holds verdict.Holds
	// Waiting tells that somebody has typed it and waits for its first knock.
	Waiting bool
	// Claims are those who wait with a password: a device that shows it proves that it is theirs.
	Claims []Claim
	// Version of the registry this was read from.
	Version uint64
}

// Claim is a tracker that waits for its device.
type Claim struct {
	Tracker     uuid.UUID
	PasswordMAC []byte
}

// Resolve looks an identity up.
func (r *Registry) Resolve(namespace, value string) Device {
	r.mu.RLock()
	defer r.mu.RUnlock()
	d := Device{Version: r.version.Load()}
	for _, c := range r.claims(namespace, value) {
		if c.waiting {
			d.Waiting = true
			if t := r.trackers[c.tracker]; t != nil && len(t.mac) > 0 {
				d.Claims = append(d.Claims, Claim{c.tracker, t.mac})
			}
			continue
		}
		if t := r.tracker(c.tracker); t != nil {
			d.Holds = append(d.Holds, verdict.Hold{Span: c.held, Tracker: t})
		}
	}
	return d
}

// Claimant is the tracker that holds the identity at the moment or, if nobody does, the one that has waited for it
// longest; nil if nobody ever typed it.
func (r *Registry) Claimant(namespace, value string, at time.Time) *verdict.Tracker {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var waits *verdict.Tracker
	for _, c := range r.claims(namespace, value) {
		switch {
		case !c.waiting && c.held.Covers(at.UnixMicro()):
			return r.tracker(c.tracker)
		case c.waiting && waits == nil:
			waits = r.tracker(c.tracker)
		}
	}
	return waits
}

func (r *Registry) claims(namespace, value string) []claim {
	if namespace == "imei" {
		if n, ok := imeiKey(value); ok {
			return r.imeis[n]
		}
	}
	return r.names[nameKey(namespace, value)]
}

func (r *Registry) setClaims(namespace, value string, claims []claim) {
	if namespace == "imei" {
		if n, ok := imeiKey(value); ok {
			put(r.imeis, n, claims)
			return
		}
	}
	put(r.names, nameKey(namespace, value), claims)
}

func put[K comparable](m map[K][]claim, key K, claims []claim) {
	if len(claims) == 0 {
		delete(m, key)
		return
	}
	m[key] = claims
}

// imeiKey packs fifteen digits into a number: a quarter of what the text would take.
func imeiKey(value string) (uint64, bool) {
	if len(value) != 15 {
		return 0, false
	}
	n, err := strconv.ParseUint(value, 10, 64)
	return n, err == nil
}

func nameKey(namespace, value string) string { return namespace + " " + value }

// tracker makes the value that is handed out. The caller holds the lock.
func (r *Registry) tracker(id uuid.UUID) *verdict.Tracker {
	row := r.trackers[id]
	if row == nil {
		return nil
	}
	t := &verdict.Tracker{
		ID: id, Tenant: row.tenant, Protocol: r.words.text(row.protocol), Model: r.words.text(row.model),
		Zone: r.words.zone(row.zone), PasswordMAC: row.mac, Bindings: make([]verdict.Binding, 0, len(row.bindings)),
	}
	for _, b := range row.bindings {
		if o := r.objects[b.object]; o != nil {
			t.Bindings = append(t.Bindings, verdict.Binding{Span: b.Span, Object: &verdict.Object{
				ID: b.object, Seq: o.seq, Tenant: o.tenant, Retention: o.retention, Paid: o.paid, Blocks: o.blocks,
			}})
		}
	}
	return t
}

// knockEvery is how often an identity that is held elsewhere may ask the database again.
const knockEvery = 30 * time.Second

// maxTried bounds the memory of such knocks.
const maxTried = 100_000

// Hold gives a knocking device to the claim that has waited for it longest, and tells whether anything changed. It asks
// the database only if somebody waits, and not more than now and then for one identity.
func (r *Registry) Hold(ctx context.Context, namespace, value string) bool {
	key := nameKey(namespace, value)
	if !r.mayTry(key) {
		return false
	}
	tracker, err := r.hold(ctx, namespace, value)
	if err != nil {
		r.config.Log.Warn("a waiting tracker knocked and could not be bound", "error", err)
		r.forgetKnock(key)
		return false
	}
	if tracker == uuid.Nil {
		return false
	}
	if err := r.reload(ctx, nil, []uuid.UUID{tracker}); err != nil {
		r.config.Log.Warn("reading a tracker that was just bound failed", "error", err)
		return false
	}
	return true
}

// Prove has a waiting tracker whose device has shown its password hold the identity, if nobody does or whoever does is not
// heard any more, and tells whether anything changed. It asks the database now and then only.
func (r *Registry) Prove(ctx context.Context, namespace, value string, tracker uuid.UUID) bool {
	if r.config.Prove == nil || !r.mayTry("proof "+tracker.String()) {
		return false
	}
	if err := r.config.Prove(ctx, tracker); err != nil {
		r.config.Log.Warn("a waiting tracker showed its password and it could not be written down", "error", err)
		r.forgetKnock("proof " + tracker.String())
		return false
	}
	r.forgetKnock(nameKey(namespace, value))
	return r.Hold(ctx, namespace, value)
}

// mayTry bounds how often the same is asked of the database.
func (r *Registry) mayTry(key string) bool {
	now := r.config.Clock.Now()
	r.tried.Lock()
	defer r.tried.Unlock()
	if at, ok := r.tried.at[key]; ok && now.Sub(at) < knockEvery {
		return false
	}
	if len(r.tried.at) >= maxTried {
		clear(r.tried.at)
	}
	r.tried.at[key] = now
	return true
}

func (r *Registry) forgetKnock(key string) {
	r.tried.Lock()
	delete(r.tried.at, key)
	r.tried.Unlock()
}
