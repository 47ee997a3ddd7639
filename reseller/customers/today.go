package customers

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Today is what a provider looks at first.
type Today struct {
	// Accounts, Resellers and those of them that are Suspended, at every level below.
	Accounts, Resellers, Suspended int
	// NewWeek and NewMonth were opened in the last seven and thirty days.
	NewWeek, NewMonth int
	// Figures of all accounts below and of the tenant itself, as far as whoever asks sees them.
	Figures
	// Newest were opened last, Recent were here last; the newest first.
	Newest, Recent []Brief
}

// Brief is a customer in a short list.
type Brief struct {
	ID   uuid.UUID
	Name string
	Kind string
	// At is when it was opened, or when one of its users was last here.
	At time.Time
}

// briefs are in a short list.
const briefs = 6

// Today reads the figures of the tenants below the one acted in.
func (c *Customers) Today(ctx context.Context, s db.Scope) (t Today, err error) {
	err = c.db.InSubtree(ctx, s, func(tx *db.Tx) error {
		t, err = readToday(ctx, tx, s, c.now())
		return err
	})
	if err != nil {
		return Today{}, fmt.Errorf("read the figures of today: %w", err)
	}
	return t, nil
}
