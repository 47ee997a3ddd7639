package customers

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

// Config is what the lists stand on.
type Config struct {
	DB    *db.DB
	Clock clock.Clock // nil: the machine's
	// OfflineAfter is how long an object may be silent before it counts as offline, as the fleet has it.
	OfflineAfter time.Duration
}

// Customers serves providers, one scope at a time. Safe for concurrent use.
type Customers struct {
	db           *db.DB
	clock        clock.Clock
	offlineAfter time.Duration
}

// New gives access to the customers.
func New(c Config) *Customers {
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	return &Customers{db: c.DB, clock: c.Clock, offlineAfter: c.OfflineAfter}
}

func (c *Customers) now() time.Time { return c.clock.Now().UTC().Truncate(time.Microsecond) }

// Customer is a tenant below, as lists show it.
type Customer struct {
	ID        uuid.UUID
	Parent    uuid.UUID
	Kind      string // reseller or account
	Name      string
	Number    string
	Status    string // active, suspended, closed
	Country   string
	CreatedAt time.Time
	// Depth below the tenant acted in: 1 for its own children.
	Depth int
	// Figures of an account; of a reseller, with those of all below it.
	Figures
	// SeenAt is when one of its own users was last here; nil: never.
	SeenAt *time.Time
}

// Figures are counts of objects and people.
type Figures struct {
	Objects, Blocked, Users int
	// Online objects are heard and not blocked.
	Online int
	// SilentDay objects were heard once, and not for a day; SilentWeek of them not for a week; Never: not at all.
	SilentDay, SilentWeek, Never int
	// HeardAt is when the last of its objects was heard; nil: none was.
	HeardAt *time.Time
}

// Offline objects are neither blocked nor on-line.
func (f Figures) Offline() int { return max(0, f.Objects-f.Blocked-f.Online) }

// CountLive counts anew what of each tenant's fleet is heard. A job does it: safe in several processes at once.
func (c *Customers) CountLive(ctx context.Context) (changed int64, err error) {
	err = c.db.Worker(ctx, func(tx *db.Tx) error {
		changed, err = countLive(ctx, tx, c.now(), c.offlineAfter)
		return err
	})
	return changed, err
}

func given(t *time.Time) *time.Time {
	if t == nil || t.Unix() == 0 {
		return nil
	}
	return t
}
