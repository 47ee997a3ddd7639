package service

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Letters puts letters about money into the outbox, in the transaction that gives cause to them: platform/messaging knows
// the words, and the tenant's people who has a say in its money.
type Letters interface {
	// Money writes to those who look after a tenant's money. The template names the words, params fill them.
	Money(ctx context.Context, tx *db.Tx, tenant uuid.UUID, template string, params map[string]string) error
}

// tell writes to accounts of which something was blocked, or is served again.
func (e *Engine) tell(_ context.Context, _ *db.Tx, _ []Settled, _ time.Time) error {
	return nil
}
