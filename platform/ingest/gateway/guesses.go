package gateway

import (
	"hash/maphash"
	"net"
	"net/netip"
	"sync"
	"time"
)

// Limits bound what one address may try. Many trackers of one mobile operator come from one address, so nothing that is
// known here is ever refused for what others at its address do; only a password may be, and only after many wrong ones.
type Limits struct {
	// Strangers are connections of an address at one moment whose devices are not known yet. 0: 500.
	Strangers int
	// Unknown is how many devices an address may name in ten minutes that are not known; ten more for each that is. 0: 500.
	Unknown int
	// Guesses are wrong passwords for one device from one address in a quarter of an hour. 0: 10.
	Guesses int
	// AllGuesses are wrong passwords for any devices from one address in that time. 0: 200.
	AllGuesses int
	// Exempt addresses are not limited. nil: those of this machine, where a proxy before the ports may stand.
	Exempt func(netip.Addr) bool
}

func (l Limits) complete() Limits {
	for _, d := range []struct {
		limit *int
		usual int
	}{{&l.Strangers, 500}, {&l.Unknown, 500}, {&l.Guesses, 10}, {&l.AllGuesses, 200}} {
		if *d.limit == 0 {
			*d.limit = d.usual
		}
	}
	if l.Exempt == nil {
		l.Exempt = netip.Addr.IsLoopback
	}
	return l
}

const (
	unknownEvery = 10 * time.Minute
	guessesEvery = 15 * time.Minute
	// perKnown is how many devices that are not known are forgiven for one that is: they share an operator's address.
	perKnown = 10
	// maxStandings bounds the memory of a shard: what is over goes first, then everything.
	maxStandings = 4096
)

// standing is what an address, or a device from an address, has done lately.
type standing struct {
	since          time.Time
	unknown, known int
	guesses        int
}

// addresses counts what addresses try, within bounded memory.
type addresses struct {
	limits Limits
	seed   maphash.Seed
	shards [16]struct {
		sync.Mutex

		lately map[string]standing
		// strangers are connections that are open: as many as may be, and no more than MaxConnections.
		strangers map[string]int
	}
}

func newAddresses(l Limits) *addresses {
	a := &addresses{limits: l.complete(), seed: maphash.MakeSeed()}
	for i := range a.shards {
		a.shards[i].lately, a.shards[i].strangers = map[string]standing{}, map[string]int{}
	}
	return a
}

// keyOf is what an address is counted under: of IPv6 its network, for whoever has one address has them all. Empty: it is
// not counted.
func (a *addresses) keyOf(from net.Addr) string {
	at, err := netip.ParseAddrPort(from.String())
	if err != nil {
		return ""
	}
	ip := at.Addr().Unmap()
	if a.limits.Exempt(ip) {
		return ""
	}
	if ip.Is6() {
		if network, err := ip.Prefix(64); err == nil {
			return network.String()
		}
	}
	return ip.String()
}

func (a *addresses) shard(key string) int {
	return int(maphash.String(a.seed, key) % uint64(len(a.shards)))
}

// enter counts a connection whose device is not known yet. It returns false if there are too many, or if the address has
// named too many that are not known at all.
func (a *addresses) enter(key string, now time.Time) bool {
	if key == "" {
		return true
	}
	s := &a.shards[a.shard(key)]
	s.Lock()
	defer s.Unlock()
	lately := s.lately[key]
	if now.Sub(lately.since) < unknownEvery && lately.unknown >= a.limits.Unknown+perKnown*lately.known || s.strangers[key] >= a.limits.Strangers {
		return false
	}
	s.strangers[key]++
	return true
}

// leave counts a connection out that enter let in: it has ended, or its device is known.
func (a *addresses) leave(key string) {
	if key == "" {
		return
	}
	s := &a.shards[a.shard(key)]
	s.Lock()
	defer s.Unlock()
	if s.strangers[key]--; s.strangers[key] <= 0 {
		delete(s.strangers, key)
	}
}

// named counts a device that an address has named.
func (a *addresses) named(key string, known bool, now time.Time) {
	a.count(key, unknownEvery, now, func(s *standing) {
		if known {
			s.known++
		} else {
			s.unknown++
		}
	})
}

// guessed counts a wrong password.
func (a *addresses) guessed(key, device string, now time.Time) {
	a.count(guessesOf(key, ""), guessesEvery, now, func(s *standing) { s.guesses++ })
	a.count(guessesOf(key, device), guessesEvery, now, func(s *standing) { s.guesses++ })
}

// mayGuess tells whether a password from the address is looked at.
func (a *addresses) mayGuess(key, device string, now time.Time) bool {
	return a.guesses(guessesOf(key, device), now) < a.limits.Guesses && a.guesses(guessesOf(key, ""), now) < a.limits.AllGuesses
}

// guessesOf is what wrong passwords are counted under; empty where the address is not counted.
func guessesOf(key, device string) string {
	if key == "" {
		return ""
	}
	return key + " " + device
}

func (a *addresses) guesses(key string, now time.Time) int {
	if key == "" {
		return 0
	}
	s := &a.shards[a.shard(key)]
	s.Lock()
	defer s.Unlock()
	if lately := s.lately[key]; now.Sub(lately.since) < guessesEvery {
		return lately.guesses
	}
	return 0
}

func (a *addresses) count(key string, every time.Duration, now time.Time, add func(*standing)) {
	if key == "" {
		return
	}
	s := &a.shards[a.shard(key)]
	s.Lock()
	defer s.Unlock()
	lately, there := s.lately[key]
	if !there && len(s.lately) >= maxStandings {
		for old, what := range s.lately {
			if now.Sub(what.since) >= guessesEvery {
				delete(s.lately, old)
			}
		}
		if len(s.lately) >= maxStandings {
			clear(s.lately)
		}
	}
	if now.Sub(lately.since) >= every {
		lately = standing{since: now}
	}
	add(&lately)
	s.lately[key] = lately
}
