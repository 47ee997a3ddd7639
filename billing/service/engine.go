package service

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	// renewLead is how long before its moment a period is debited: whatever is recorded meanwhile falls into one of the two.
	renewLead = 10 * time.Minute
	// renewBatch is how many accounts a transaction settles: enough that the statements' own cost does not count, few enough
	// that nobody's top-up waits for long.
	renewBatch   = 500
	renewWorkers = 2
)

// EngineConfig is what the engine works with.
type EngineConfig struct {
	DB    *db.DB
	Clock clock.Clock
	Log   *slog.Logger
	// Workers at renewals side by side; 0: two.
	Workers int
	// Batch of accounts that are settled in one transaction; 0: 500.
	Batch int
	// Outsiders are told of money besides a tenant's own people, at addresses of their choice; nil: nobody is.
	Outsiders identity.Outsiders
	// Retention is how long positions are kept where no plan says otherwise: m3, m12 or m36. Empty: m36.
	Retention string
}

// Engine settles: debits what is due, extends what is served, blocks what cannot be paid and lifts that where it can.
type Engine struct{ EngineConfig }

// NewEngine makes one.
func NewEngine(c EngineConfig) *Engine {
	if c.Workers <= 0 {
		c.Workers = renewWorkers
	}
	if c.Batch <= 0 {
		c.Batch = renewBatch
	}
	c.Retention = cmp.Or(c.Retention, "m36")
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Engine{c}
}

// Settled is what settling has changed of an account.
type Settled struct {
	Account uuid.UUID
	// Charged, Blocked and Unblocked objects.
	Charged, Blocked, Unblocked int
}

// Settle looks at what is due of some accounts now, in the caller's transaction: after a credit, an activation, a change. The
// transaction's tenant is the account itself or its provider. It may be asked at any time, and then changes nothing.
// Forbidden for other accounts.
//
// A reseller among them, which has no objects of its own, comes down from the ladder here if it owes nothing any more.
func (e *Engine) Settle(ctx context.Context, tx *db.Tx, accounts ...uuid.UUID) ([]Settled, error) {
	settled, err := e.settle(ctx, tx, accounts, 0)
	if err == nil {
		_, err = e.look(ctx, tx, accounts)
	}
	return settled, err
}

func (e *Engine) settle(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, lead time.Duration) ([]Settled, error) {
	now := e.Clock.Now()
	changed, err := settleAccounts(ctx, tx, accounts, now, lead)
	if err != nil {
		return nil, err
	}
	return changed, tell(ctx, tx, changed, now)
}
