package clock

import (
	"sync"
	"time"
)

// Clock tells the time. Services are given one; nobody calls time.Now where the answer decides something.
type Clock interface {
	Now() time.Time
}

// System is the machine's clock, in UTC.
type System struct{}

// Now returns the present moment in UTC.
func (System) Now() time.Time { return time.Now().UTC() }

// Set is a clock that stands still until it is moved. The zero value stands at the zero time.
type Set struct {
	mu  sync.Mutex
	now time.Time
}

// At makes a clock that stands at t.
func At(t time.Time) *Set { return &Set{now: t.UTC()} }

// Now returns where the clock stands.
func (s *Set) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Advance moves the clock by d.
func (s *Set) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}
