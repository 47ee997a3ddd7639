package identity

import (
	"net/netip"
	"sync"
	"time"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
)

// How guessing is slowed down. A name that is being guessed waits, doubling, up to a bound that a person can bear: whoever
// wants to lock somebody out gains little. An address that guesses many names waits as well.
const (
	freeGuesses        = 5  // at one name
	freeAddressGuesses = 30 // from one address
	longestWait        = 5 * time.Minute
	forgetAfter        = 30 * time.Minute
	// guessersKept bounds the memory; beyond it those that need not wait are forgotten first.
	guessersKept = 100_000
)

// How often something may be asked for that anybody can ask for, and that has a letter sent or somebody look at it.
const (
	freeAsks        = 3  // about one name
	freeAddressAsks = 10 // from one address
)

// guesses counts failures by name and by address, in this process.
type guesses struct {
	clock clock.Clock
	// free of waiting: by name, and by address
	free, freeAddress int
	// refusal is what whoever has to wait is told.
	refusal errs.Error

	mu   sync.Mutex
	made map[string]*guesser
}

type guesser struct {
	failures int
	last     time.Time
	until    time.Time
}

func newGuesses(c clock.Clock) *guesses {
	return &guesses{clock: c, free: freeGuesses, freeAddress: freeAddressGuesses, made: map[string]*guesser{},
		refusal: *errs.New(errs.LimitReached, "too_many_guesses", "Too many wrong passwords. Wait a little, then try again.")}
}

// newAsks counts what is asked for, right or wrong.
func newAsks(c clock.Clock) *guesses {
	return &guesses{clock: c, free: freeAsks, freeAddress: freeAddressAsks, made: map[string]*guesser{},
		refusal: *errs.New(errs.LimitReached, "too_many_requests", "Too many requests. Wait a little.")}
}

// take counts one more, or refuses it.
func (g *guesses) take(name, address string) error {
	if err := g.allow(name, address); err != nil {
		return err
	}
	g.failed(name, address)
	return nil
}

// Network is the part of an address that stands for whoever has it. Of IPv6 that is the first half: a customer is given
// that many addresses at least (RFC 6177, section 2), and would otherwise guess from another one each time.
func Network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	a = a.Unmap()
	if a.Is4() {
		return a.String()
	}
	return netip.PrefixFrom(a.WithZone(""), 64).Masked().String()
}

// allow refuses while either has to wait. LimitReached tells for how long.
func (g *guesses) allow(name, address string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	var until time.Time
	for _, key := range []string{"name " + name, "address " + Network(address)} {
		if it, ok := g.made[key]; ok && it.until.After(until) {
			until = it.until
		}
	}
	if !until.After(now) {
		return nil
	}
	e := g.refusal
	e.RetryAfter = int(until.Sub(now)/time.Second) + 1
	return &e
}

func (g *guesses) failed(name, address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.count("name "+name, g.free)
	g.count("address "+Network(address), g.freeAddress)
}

// succeeded forgets what was counted against the name, and tells how many failures that were; the address has to wait out
// its own.
func (g *guesses) succeeded(name string) (failures int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if it, ok := g.made["name "+name]; ok {
		failures = it.failures
	}
	delete(g.made, "name "+name)
	return failures
}

func (g *guesses) count(key string, free int) {
	now := g.clock.Now()
	it, ok := g.made[key]
	if !ok {
		g.makeRoom(now)
		it = &guesser{}
		g.made[key] = it
	}
	if now.Sub(it.last) > forgetAfter {
		it.failures = 0
	}
	it.failures++
	it.last = now
	if over := it.failures - free; over >= 0 {
		it.until = now.Add(min(time.Second<<min(over, 20), longestWait))
	}
}

func (g *guesses) makeRoom(now time.Time) {
	if len(g.made) < guessersKept {
		return
	}
	for key, it := range g.made {
		if !it.until.After(now) {
			delete(g.made, key)
		}
	}
	for key := range g.made {
		if len(g.made) < guessersKept {
			return
		}
		delete(g.made, key)
	}
}
