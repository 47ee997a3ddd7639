package signup

import (
	"math"
	"time"

	"github.com/google/uuid"
)

// After is where a page ended: those lists are sorted by when something came, the newest first.
type After struct {
	At time.Time
	ID uuid.UUID
}

// orNever comes after all pages where none was asked for.
func (a *After) orNever() (time.Time, uuid.UUID) {
	if a == nil {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Max
	}
	return a.At, a.ID
}

// most is how many rows tell a page of a limit and whether another follows it.
func most(limit int) int32 { return int32(min(limit, math.MaxInt16)) + 1 }

// paged cuts what was read with most down to the page; next is nil on the last one.
func paged[T any](list []T, limit int, end func(T) After) (page []T, next *After) {
	if len(list) <= limit {
		return list, nil
	}
	return list[:limit], new(end(list[limit-1]))
}
