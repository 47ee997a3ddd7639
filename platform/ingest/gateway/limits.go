package gateway

import (
	"encoding/hex"
	"sync"
	"time"

	"github.com/google/uuid"
)

// noise counts the records of each device in a day, UTC, by when they came.
type noise struct {
	limit  int
	shards [32]struct {
		sync.Mutex

		day   int
		count map[uuid.UUID]int
	}
}

func newNoise(limit int) *noise { return &noise{limit: limit} }

// add counts n records of a tracker and returns how many came before them today.
func (c *noise) add(tracker uuid.UUID, n int, now time.Time) (before int) {
	s := &c.shards[int(tracker[15])%len(c.shards)]
	s.Lock()
	defer s.Unlock()
	if day := int(now.Unix() / 86400); s.count == nil || s.day != day {
		s.day, s.count = day, map[uuid.UUID]int{}
	}
	before = s.count[tracker]
	s.count[tracker] = before + n
	return before
}

func (c *noise) excess(before int) bool { return before >= c.limit }

// seldom says whether something is worth a line in the log: the same thing once in a while.
type seldom struct {
	mu sync.Mutex
	at map[string]time.Time
}

// maxSeldom bounds its memory; beyond it everything is forgotten and told again.
const maxSeldom = 10_000

func newSeldom() *seldom { return &seldom{at: map[string]time.Time{}} }

func (s *seldom) worth(what string, now time.Time, every time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at, ok := s.at[what]; ok && now.Sub(at) < every {
		return false
	}
	if len(s.at) >= maxSeldom {
		clear(s.at)
	}
	s.at[what] = now
	return true
}

// maxLogged bounds the bytes of a bad frame in the log.
const maxLogged = 512

func hexOf(b []byte) string {
	if len(b) > maxLogged {
		return hex.EncodeToString(b[:maxLogged]) + "…"
	}
	return hex.EncodeToString(b)
}
