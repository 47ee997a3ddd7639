package support

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// LooksFor is how long somebody counts as looking after they last said so. Whoever looks says so more often.
const LooksFor = 30 * time.Second

// Looking is somebody of the desk who looks at a ticket now.
type Looking struct {
	User  uuid.UUID
	Name  string
	Since time.Time
	// Writing: they write in it.
	Writing bool
}

// Look says that somebody looks at a ticket of the desk acted in, and whether they write in it, and tells who else does: two should not
// answer at once. It is forgotten by itself.
func (d *Desks) Look(ctx context.Context, s db.Scope, user, ticket uuid.UUID, writing bool) ([]Looking, error) {
	return inDesk(ctx, d, s, func(tx *db.Tx) ([]Looking, error) {
		now := d.now()
		if err := noteLook(ctx, tx, s.Tenant(), ticket, user, writing, now, now.Add(-LooksFor)); err != nil {
			return nil, err
		}
		return othersLooking(ctx, tx, s.Tenant(), ticket, user, now.Add(-LooksFor))
	})
}

// LookAway says that somebody looks at a ticket no more.
func (d *Desks) LookAway(ctx context.Context, s db.Scope, user, ticket uuid.UUID) error {
	err := d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := oneTicket(ctx, tx, "where t.tenant_id = $1 and t.id = $2", s.Tenant(), ticket); err != nil {
			return err
		}
		return dropLook(ctx, tx, s.Tenant(), ticket, user)
	})
	return orNil("look away", err)
}
