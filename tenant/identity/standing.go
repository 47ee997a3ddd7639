package identity

import (
	"context"
	"fmt"
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

// Standing is what a session's user may do now.
type Standing struct {
	Role string
}

type standings struct {
	mu   sync.RWMutex
	kept map[uuid.UUID]kept
	// changes grows with each forget: what was read before one is not kept after it.
	changes uint64
}

type kept struct {
	row   identitydb.StandingRow
	until time.Time
}

func newStandings() *standings { return &standings{kept: map[uuid.UUID]kept{}} }

func (s *standings) get(session uuid.UUID, now time.Time) (row identitydb.StandingRow, ok bool, changes uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	k, ok := s.kept[session]
	return k.row, ok && k.until.After(now), s.changes
}

func (s *standings) put(session uuid.UUID, row identitydb.StandingRow, until time.Time, changes uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes != changes {
		return
	}
	if len(s.kept) >= standingsKept {
		clear(s.kept)
	}
	s.kept[session] = kept{row, until}
}

func (s *standings) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.kept)
	s.changes++
}

// Watch forgets what is known of sessions at every notice of a change. It returns when ctx ends.
func (p *People) Watch(ctx context.Context) error {
	return p.db.Listen(ctx, "livery_sessions", p.standings.forget)
}

// Check tells whether the session of an access token still stands and what its user may do now. Unauthenticated if the
// session has ended, the user is blocked, or the membership has changed since the token was made: a refresh then gives a
// token that says what is so now.
func (p *People) Check(ctx context.Context, s db.Scope, c Claims) (Standing, error) {
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
	return Standing{Role: row.Role}, nil
}
