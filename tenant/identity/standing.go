package identity

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// standingFor is how long an answer about a session is believed without asking again. A change is heard sooner, by
// notice; this bounds what a lost notice can cost.
const standingFor = 2 * time.Second

// standingsKept bounds the memory.
const standingsKept = 50_000

// Standing is what a session's or a key's user may do now.
type Standing struct {
	// Role as access knows it, and the bundles of Own.
	Role string
	Own  []string
	// Within is what a key narrows its user's rights to; nil: it is no key.
	Within []string
	// SeesAll objects of the tenant, or only those granted.
	SeesAll bool
	// MustChange: somebody else has set the password, and until that is changed there is no right but to change it.
	MustChange bool
	// MustStrengthen: the realm requires a second factor, there is none, and until it is set up there is no right but to do that.
	MustStrengthen bool
	// StrengthenBy is when that begins for whoever can still put it off; nil: nothing is asked for.
	StrengthenBy *time.Time
	// Acting is set where the user is somebody from above: Role and Own are then what they hold at home.
	Acting *ActingAs
}

// standings keeps answers of the database for a moment, by the id of a session or a key.
type standings[T any] struct {
	mu   sync.RWMutex
	kept map[uuid.UUID]kept[T]
	// changes grows with each forget: what was read before one is not kept after it.
	changes uint64
}

type kept[T any] struct {
	row   T
	until time.Time
}

func newStandings[T any]() *standings[T] { return &standings[T]{kept: map[uuid.UUID]kept[T]{}} }

func (s *standings[T]) get(id uuid.UUID, now time.Time) (row T, ok bool, changes uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	k, ok := s.kept[id]
	return k.row, ok && k.until.After(now), s.changes
}

func (s *standings[T]) put(id uuid.UUID, row T, until time.Time, changes uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes != changes {
		return
	}
	if len(s.kept) >= standingsKept {
		clear(s.kept)
	}
	s.kept[id] = kept[T]{row, until}
}

func (s *standings[T]) drop(id uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, id)
}

func (s *standings[T]) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.kept)
	s.changes++
}

// Watch forgets what is known of sessions at every notice of a change, and tells those who asked for Changes. It returns
// when ctx ends.
func (p *People) Watch(ctx context.Context) error {
	return p.db.Listen(ctx, "livery_sessions", p.forget)
}

// forget believes nothing any more that was known of sessions and keys.
func (p *People) forget() {
	p.standings.forget()
	p.keys.forget()
	p.actings.forget()
	p.watching.mu.Lock()
	defer p.watching.mu.Unlock()
	for c := range p.watching.rang {
		select {
		case c <- struct{}{}:
		default: // it has not looked since the last
		}
	}
}

// watchers are told that somebody's rights or session may have changed.
type watchers struct {
	mu   sync.Mutex
	rang map[chan struct{}]struct{}
}

// Changes has a value after each change of anybody's rights or sessions, until stop is called; several changes may come
// as one.
func (p *People) Changes() (rang <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	p.watching.mu.Lock()
	defer p.watching.mu.Unlock()
	p.watching.rang[c] = struct{}{}
	return c, func() {
		p.watching.mu.Lock()
		defer p.watching.mu.Unlock()
		delete(p.watching.rang, c)
	}
}

// standTogether bounds how many sessions are asked about in one statement.
const standTogether = 5_000

// Fallen tells which of many sessions and keys do not stand any more as they were: ended, or with other rights than when
// they were read. It asks the database itself, once for some thousands.
func (p *People) Fallen(ctx context.Context, held []Claims) (fallen map[uuid.UUID]bool, err error) {
	fallen = map[uuid.UUID]bool{}
	for part := range slices.Chunk(held, standTogether) {
		ids := make([]uuid.UUID, len(part))
		for i, c := range part {
			ids[i] = c.Session
		}
		standing := make(map[uuid.UUID]int64, len(part))
		err := p.db.Worker(ctx, func(tx *db.Tx) error {
			rows, err := identitydb.New(tx).StandingOf(ctx, identitydb.StandingOfParams{Ids: ids, At: p.clock.Now()})
			for _, r := range rows {
				standing[r.ID] = r.Version
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("check many sessions: %w", err)
		}
		for _, c := range part {
			if version, stands := standing[c.Session]; !stands || version != c.Version {
				fallen[c.Session] = true
			}
		}
	}
	return fallen, nil
}

// Check tells whether the session of an access token still stands and what its user may do now. Unauthenticated if the
// session has ended, the user is blocked, or the membership has changed since the token was made: a refresh then gives a
// token that says what is so now.
func (p *People) Check(ctx context.Context, s db.Scope, c Claims) (Standing, error) {
	if c.Key {
		return p.checkKey(ctx, s, c)
	}
	if c.Acting {
		return p.checkActing(ctx, s, c)
	}
	now := p.clock.Now()
	row, ok, changes := p.standings.get(c.Session, now)
	if !ok {
		err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
			row, err = identitydb.New(tx).Standing(ctx, identitydb.StandingParams{TenantID: s.Tenant(), ID: c.Session})
			return err
		})
		if errs.Is(err, errs.NotFound) {
			return Standing{}, signedOut()
		}
		if err != nil {
			return Standing{}, fmt.Errorf("check a session: %w", err)
		}
		p.standings.put(c.Session, row, now.Add(standingFor), changes)
	}
	if row.EndedAt != nil || !row.ExpiresAt.After(now) || row.Status != "active" || row.UserID != c.User || row.Host != c.Host || row.Version != c.Version {
		return Standing{}, signedOut()
	}
	if row.MustChange {
		return Standing{Role: Own, Own: []string{self}, SeesAll: row.SeesAll, MustChange: true}, nil
	}
	if row.StrongFrom == nil || row.Strong {
		return Standing{Role: row.Role, Own: row.Bundles, SeesAll: row.SeesAll}, nil
	}
	if !row.StrongFrom.After(now) {
		return Standing{Role: Own, Own: []string{self}, SeesAll: row.SeesAll, MustStrengthen: true}, nil
	}
	return Standing{Role: row.Role, Own: row.Bundles, SeesAll: row.SeesAll, StrengthenBy: row.StrongFrom}, nil
}
