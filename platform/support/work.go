package support

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Ticket is one of the desk acted in. NotFound otherwise.
func (d *Desks) Ticket(ctx context.Context, s db.Scope, id uuid.UUID) (t Ticket, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		t, err = oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", s.Tenant(), id)
		return err
	})
	if err != nil {
		return t, fmt.Errorf("read a ticket: %w", err)
	}
	return t, nil
}
