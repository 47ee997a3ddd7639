package fleet

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// OfflineAfter is how long an object may be silent before it counts as offline, where Config does not say.
const OfflineAfter = 10 * time.Minute

// Config is what the fleet stands on.
type Config struct {
	DB    *db.DB
	Clock clock.Clock // nil: the machine's
	// Key authenticates passwords of devices. The gateway must have the same.
	Key secrets.Key
	// Protocols is the registration table.
	Protocols []protocol.Protocol
	// OfflineAfter: 0 means the constant of that name.
	OfflineAfter time.Duration
	// Retention class of new objects: m3, m12 or m36, in months. Empty: m36.
	Retention string
	// Room refuses objects beyond what contracts and plans allow; nil: nothing bounds them.
	Room Room
	// Changed is told of each object that was changed, once the change is committed; nil: nobody is. It must not wait.
	// Whoever watches is not promised to hear of all: they read again when they connect.
	Changed func(tenant, object uuid.UUID)
	// Tickets answers whoever asked for a tracker; nil: they read what was decided beside the tracker alone.
	Tickets Tickets
}

// Tickets know where requests for trackers are asked about.
type Tickets interface {
	// ClaimDecided answers the ticket of a request of a tenant's, in the worker's transaction that decides it.
	ClaimDecided(ctx context.Context, tx *db.Tx, tenant, request uuid.UUID, granted bool, identity, reason string) error
}

// Room knows how many objects a tenant may have: by its own contract and plan, and by those of everybody above it.
type Room interface {
	// RoomForObjects refuses so many more, in the transaction that adds them: LimitReached names the limit and where it comes from.
	RoomForObjects(ctx context.Context, tx *db.Tx, s db.Scope, more int) error
	// SilentWhenBlocked are those of the objects whose plan does not tell, while they are blocked, when they were last heard.
	SilentWhenBlocked(ctx context.Context, tx *db.Tx, s db.Scope, objects []uuid.UUID) ([]uuid.UUID, error)
}

// Fleet serves the objects of every tenant, one scope at a time. Safe for concurrent use.
type Fleet struct {
	db           *db.DB
	clock        clock.Clock
	key          secrets.Key
	protocols    map[string]protocol.Protocol
	offlineAfter time.Duration
	retention    string
	changed      func(tenant, object uuid.UUID)
	codes        *codeGuesses
	room         Room
	tickets      Tickets
}

// New makes the fleet.
func New(c Config) *Fleet {
	f := &Fleet{db: c.DB, clock: c.Clock, key: c.Key, protocols: make(map[string]protocol.Protocol, len(c.Protocols)),
		offlineAfter: cmp.Or(c.OfflineAfter, OfflineAfter), retention: cmp.Or(c.Retention, "m36"), changed: c.Changed, room: c.Room, tickets: c.Tickets}
	if f.clock == nil {
		f.clock = clock.System{}
	}
	f.codes = newCodeGuesses(f.clock)
	if f.changed == nil {
		f.changed = func(uuid.UUID, uuid.UUID) {}
	}
	for _, p := range c.Protocols {
		f.protocols[p.Name] = p
	}
	return f
}

// OfflineAfter is how long an object may be silent before it counts as offline.
func (f *Fleet) OfflineAfter() time.Duration { return f.offlineAfter }

// change runs fn as the tenant, writes to its audit what became of the object, and tells of the object once that is
// committed.
func (f *Fleet) change(ctx context.Context, s db.Scope, object uuid.UUID, action string, fn func(tx *db.Tx) error) error {
	return f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		before, err := f.readIfThere(ctx, tx, object)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		after, err := f.readIfThere(ctx, tx, object)
		if err != nil {
			return err
		}
		tx.AfterCommit(func() { f.changed(s.Tenant(), object) })
		return f.noteObject(ctx, tx, s, action, before, after)
	})
}

// readIfThere reads an object; nil if it is not there.
func (f *Fleet) readIfThere(ctx context.Context, tx *db.Tx, object uuid.UUID) (*Object, error) {
	o, err := f.read(ctx, tx, object)
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	return &o, err
}

// withinRoom refuses so many objects more than there may be.
func (f *Fleet) withinRoom(ctx context.Context, tx *db.Tx, s db.Scope, more int) error {
	if f.room == nil {
		return nil
	}
	return f.room.RoomForObjects(ctx, tx, s, more)
}

// untell takes from blocked objects when they were last heard, where their plan does not tell it. For what is shown only: what
// the fleet itself decides by, such as whether a name must be typed to remove an object, it reads whole.
func (f *Fleet) untell(ctx context.Context, tx *db.Tx, s db.Scope, objects []Object) error {
	place := f.heardWhileBlocked(objects)
	if len(place) == 0 {
		return nil
	}
	silent, err := f.room.SilentWhenBlocked(ctx, tx, s, slices.Collect(maps.Keys(place)))
	if err != nil {
		return err
	}
	for _, id := range silent {
		o := &objects[place[id]]
		o.State.HeardAt, o.State.MovingSince, o.State.Withheld, o.State.Untold = nil, nil, false, true
	}
	return nil
}

// untellRead does so for what was read by one statement; where nothing is blocked it costs none.
func (f *Fleet) untellRead(ctx context.Context, s db.Scope, objects []Object) error {
	if len(f.heardWhileBlocked(objects)) == 0 {
		return nil
	}
	return f.db.ReadInTenant(ctx, s, func(tx *db.Tx) error { return f.untell(ctx, tx, s, objects) })
}

// heardWhileBlocked are the places of the objects that a plan could keep silent about.
func (f *Fleet) heardWhileBlocked(objects []Object) map[uuid.UUID]int {
	place := map[uuid.UUID]int{}
	for i, o := range objects {
		if f.room != nil && len(o.Blocks) > 0 && o.State.HeardAt != nil {
			place[o.ID] = i
		}
	}
	return place
}

// now is the present moment as the database keeps it: to the microsecond.
func (f *Fleet) now() time.Time { return f.clock.Now().UTC().Truncate(time.Microsecond) }

// kept is how far back records of new objects are taken.
func (f *Fleet) kept(at time.Time) time.Time {
	months := map[string]int{"m3": 3, "m12": 12, "m36": 36}[f.retention]
	return at.AddDate(0, -months, 0)
}

// protocolNames lists the protocols for an error message.
func (f *Fleet) protocolNames() []string {
	names := make([]string, 0, len(f.protocols))
	for name := range f.protocols {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// Span is a half-open stretch of time, [Since, Until). Until is nil while it lasts.
type Span struct {
	Since time.Time
	Until *time.Time
}

func spanOf(r pgtype.Range[pgtype.Timestamptz]) Span {
	s := Span{Since: r.Lower.Time.UTC()}
	if r.UpperType != pgtype.Unbounded && r.Upper.Valid {
		until := r.Upper.Time.UTC()
		s.Until = &until
	}
	return s
}

// wrong collects what is wrong with a request, so that all of it is told at once.
type wrong struct {
	details []errs.Detail
	reasons []string // of each detail
	reason  string
}

// field notes one thing wrong. The reason of the first stands for all.
func (w *wrong) field(field, reason, message string) {
	w.reason = cmp.Or(w.reason, reason)
	w.reasons = append(w.reasons, reason)
	w.details = append(w.details, errs.Detail{Field: field, Message: message})
}

// err is nil if nothing is wrong.
func (w *wrong) err() error {
	switch len(w.details) {
	case 0:
		return nil
	case 1:
		return errs.Field(w.details[0].Field, w.reason, w.details[0].Message)
	}
	return &errs.Error{Code: errs.Invalid, Reason: w.reason, Message: "Several fields are wrong: see each.", Details: w.details}
}

// within puts a prefix before the names of the fields that err is about.
func within(prefix string, err error) error {
	e, ok := errors.AsType[*errs.Error](err)
	if !ok || len(e.Details) == 0 {
		return err
	}
	prefixed := *e
	prefixed.Details = slices.Clone(e.Details)
	for i := range prefixed.Details {
		prefixed.Details[i].Field = prefix + prefixed.Details[i].Field
	}
	return &prefixed
}
