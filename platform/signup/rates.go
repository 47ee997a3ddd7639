package signup

import (
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
)

// Limits of what strangers may send, each a burst and the time that gives back one. Zero values take the defaults.
// They count in this process (decision 0005).
type Limits struct {
	// Address bounds what comes from one address to one realm: several people may share it.
	Address int           // 10
	Every   time.Duration // 3 minutes
	// Realm bounds what comes to one realm from everywhere.
	Realm      int           // 120
	RealmEvery time.Duration // 10 seconds
}

func (l Limits) orDefaults() Limits {
	if l.Address == 0 {
		l.Address = 10
	}
	if l.Every == 0 {
		l.Every = 3 * time.Minute
	}
	if l.Realm == 0 {
		l.Realm = 120
	}
	if l.RealmEvery == 0 {
		l.RealmEvery = 10 * time.Second
	}
	return l
}

// ratesKept bounds the memory: the addresses and realms remembered; the older half is let go together.
const ratesKept = 20_000

type rates struct {
	limits     Limits
	clock      clock.Clock
	mu         sync.Mutex
	young, old map[string]*rate.Limiter
}

func newRates(l Limits, c clock.Clock) *rates {
	return &rates{limits: l, clock: c, young: map[string]*rate.Limiter{}}
}

// allow counts something that a stranger sends to a realm. LimitReached, reason "too_many_sign_ups", tells when to come
// again. What one realm has had does not count in another: nobody learns by it what goes on elsewhere.
func (r *rates) allow(realm uuid.UUID, address string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now()
	one := r.limiter(realm.String()+" "+address, r.limits.Every, r.limits.Address)
	all := r.limiter(realm.String(), r.limits.RealmEvery, r.limits.Realm)
	var wait time.Duration
	switch {
	case !one.AllowN(now, 1):
		wait = r.limits.Every
	case !all.AllowN(now, 1):
		wait = r.limits.RealmEvery
	default:
		return nil
	}
	e := errs.New(errs.LimitReached, "too_many_sign_ups", "Too much was sent from here. Wait a few minutes, then try again.")
	e.RetryAfter = int(wait / time.Second)
	return e
}

func (r *rates) limiter(key string, every time.Duration, burst int) *rate.Limiter {
	if l, ok := r.young[key]; ok {
		return l
	}
	if len(r.young) >= ratesKept/2 {
		r.old, r.young = r.young, map[string]*rate.Limiter{}
	}
	l, ok := r.old[key]
	if !ok {
		l = rate.NewLimiter(rate.Every(every), burst)
	}
	r.young[key] = l
	return l
}
