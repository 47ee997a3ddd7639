package fleet

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
)

// How many wrong codes are borne: a few at once, then one now and then. An address may have a whole workshop behind it.
const (
	codeEvery        = time.Minute
	codesOfSession   = 6
	codeAddressEvery = 10 * time.Second
	codesOfAddress   = 40
	guessersKept     = 50_000
)

// codeGuesses slows down whoever types wrong codes, by session and by address, in this process.
type codeGuesses struct {
	clock clock.Clock
	mu    sync.Mutex
	made  map[string]*rate.Limiter
}

func newCodeGuesses(c clock.Clock) *codeGuesses {
	return &codeGuesses{clock: c, made: map[string]*rate.Limiter{}}
}

// allow refuses, whatever code is shown, while either has no guesses left.
func (g *codeGuesses) allow(session, address string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	var wait time.Duration
	for _, l := range g.of(session, address) {
		if left := l.TokensAt(now); left < 1 {
			wait = max(wait, time.Duration((1-left)/float64(l.Limit())*float64(time.Second)))
		}
	}
	if wait == 0 {
		return nil
	}
	e := errs.New(errs.LimitReached, "too_many_codes", "Too many codes that are not known here. Wait a little, then try again.")
	e.RetryAfter = int(wait/time.Second) + 1
	return e
}

func (g *codeGuesses) wrong(session, address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	for _, l := range g.of(session, address) {
		l.AllowN(now, 1)
	}
}

func (g *codeGuesses) of(session, address string) [2]*rate.Limiter {
	return [2]*rate.Limiter{
		g.limiter("session "+session, codeEvery, codesOfSession),
		g.limiter("address "+address, codeAddressEvery, codesOfAddress),
	}
}

func (g *codeGuesses) limiter(key string, every time.Duration, burst int) *rate.Limiter {
	l, ok := g.made[key]
	if ok {
		return l
	}
	if len(g.made) >= guessersKept {
		now := g.clock.Now()
		for k, old := range g.made { // those who have all their guesses again go first
			if old.TokensAt(now) >= float64(old.Burst()) {
				delete(g.made, k)
			}
		}
		for k := range g.made {
			if len(g.made) < guessersKept {
				break
			}
			delete(g.made, k)
		}
	}
	l = rate.NewLimiter(rate.Every(every), burst)
	g.made[key] = l
	return l
}
