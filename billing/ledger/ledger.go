package ledger

import (
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

// Ledger writes books and reads them. Its methods that take a transaction see what row-level security lets that
// transaction see: the keeper its book, a counterparty its own wallets.
type Ledger struct {
	db    *db.DB
	clock clock.Clock
}

// New makes a ledger on a database; what it writes bears the time of the clock.
func New(d *db.DB, c clock.Clock) *Ledger { return &Ledger{db: d, clock: c} }

// newID makes ids that sort by their time, as pages of statements do.
func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
