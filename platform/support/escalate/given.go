package escalate

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
)

// Allowed is a look that one's own side has given in a ticket, or handed on.
type Allowed struct {
	ID uuid.UUID
	// Object and its name are told where it is one's own: what was handed on is somebody else's.
	Object *uuid.UUID
	Name   string
	Onward bool
	Ends   time.Time
}

// Allowed lists the looks in force that the tenant acted in has given in a ticket that a user of it sees. NotFound: they do not see it.
func (w *Ways) Allowed(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) (list []Allowed, err error) {
	if _, err := w.Desks.Theirs(ctx, s, user, at, ticket); err != nil {
		return nil, err
	}
	err = w.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		list, err = allowedIn(ctx, tx, s.Tenant(), ticket, w.now())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list looks: %w", err)
	}
	return list, nil
}
