package support

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Owned is a ticket of the desk acted in with what its owner may choose from, within a transaction that keeps it. Forbidden (reason
// "only_the_owner") for anybody but the owner of the desk's tenant (support policy 8).
func (d *Desks) Owned(ctx context.Context, tx *db.Tx, s db.Scope, user, ticket uuid.UUID) (w Whole, err error) {
	p, err := personOf(ctx, tx, s.Tenant(), user)
	if err != nil {
		return w, err
	}
	if !p.owner {
		return w, errs.New(errs.Forbidden, "only_the_owner", "Only the owner asks the level above. Leave them a note.")
	}
	if w.Ticket, err = lockTicket(ctx, tx, s.Tenant(), ticket); err != nil {
		return w, err
	}
	return w, w.read(ctx, tx, []string{Asked, Answer, Note}, true)
}

// FileOf reads one attachment of a ticket of the desk acted in.
func (d *Desks) FileOf(ctx context.Context, tx *db.Tx, s db.Scope, ticket, id uuid.UUID) (File, error) {
	a, content, err := attachmentContent(ctx, tx, s.Tenant(), ticket, id, true)
	return File{Name: a.Name, Content: content}, err
}

// WasEscalated writes down that the level above was asked: the ticket waits for its answer, and keeps what it promised.
func (d *Desks) WasEscalated(ctx context.Context, tx *db.Tx, t Ticket, by uuid.UUID) error {
	now := d.now()
	if t.State == Open {
		t.State = Escalated
	}
	t.ChangedAt = now
	if err := keepTicket(ctx, tx, t); err != nil {
		return err
	}
	return d.event(ctx, tx, t, &by, "escalated", now)
}
