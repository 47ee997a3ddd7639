package door

import (
	"sync"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/tenant/identity"
)

// Limits of rate, each a steady rate a second and a burst. Zero values take the defaults.
type Limits struct {
	// Address bounds all requests from one address, signed in or not: several people may share one.
	Address, AddressBurst int // 100, 600
	// Session bounds the requests of one session.
	Session, SessionBurst int // 30, 200
}

func (l Limits) orDefaults() Limits {
	for _, v := range []struct {
		value     *int
		otherwise int
	}{{&l.Address, 100}, {&l.AddressBurst, 600}, {&l.Session, 30}, {&l.SessionBurst, 200}} {
		if *v.value == 0 {
			*v.value = v.otherwise
		}
	}
	return l
}

// ratesKept bounds the addresses and the sessions remembered, each.
const ratesKept = 20_000

type rates struct {
	limits    Limits
	clock     clock.Clock
	mu        sync.Mutex
	addresses buckets[string]
	sessions  buckets[uuid.UUID]
}

// buckets in two halves, like a cache: those not used for long are let go together.
type buckets[K comparable] struct{ young, old map[K]*rate.Limiter }

func newRates(l Limits, c clock.Clock) *rates { return &rates{limits: l, clock: c} }

func (r *rates) address(a string) bool {
	return allow(r, &r.addresses, identity.Network(a), r.limits.Address, r.limits.AddressBurst)
}

func (r *rates) session(s uuid.UUID) bool {
	return allow(r, &r.sessions, s, r.limits.Session, r.limits.SessionBurst)
}

func allow[K comparable](r *rates, b *buckets[K], key K, steady, burst int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	l, ok := b.young[key]
	if !ok {
		if len(b.young) >= ratesKept/2 || b.young == nil {
			b.old, b.young = b.young, map[K]*rate.Limiter{}
		}
		if l, ok = b.old[key]; !ok {
			l = rate.NewLimiter(rate.Limit(steady), burst)
		}
		b.young[key] = l
	}
	return l.AllowN(r.clock.Now(), 1)
}
