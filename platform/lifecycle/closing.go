package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

// TrashLife is how long a closed tenant can be brought back.
const TrashLife = fleet.TrashLife

// Close ends the agreement with a customer of the provider's own: nobody signs in any more, its trackers are free, and it
// lies in the provider's trash for TrashLife. confirm repeats its name or account number. Conflict: the confirmation is
// wrong, it is closed, or a reseller has live customers (reason "has_customers", terms 2.3.3).
func (t *Tenants) Close(ctx context.Context, provider db.Scope, customer uuid.UUID, confirm string) error {
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		if c.status == "closed" {
			return closed()
		}
		if err := confirmed(c, confirm); err != nil {
			return err
		}
		// What is owed is settled while it can be (terms 2.3.3); what is left waits for a payout.
		if t.endings != nil {
			if err := t.endings.EndIn(ctx, tx, provider, scope, topup.Destination{}); err != nil {
				return err
			}
		}
		if err := t.answerLeaving(ctx, tx, provider, c.id); err != nil {
			return err
		}
		if err := setStatus(ctx, tx, c.id, "closed", t.now()); err != nil {
			return err
		}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.close", nil, nil); err != nil {
			return err
		}
		// Acting in the customer now, whose own children are seen.
		live, err := liveChildren(ctx, tx, c.id)
		if err != nil {
			return err
		}
		if live > 0 {
			return errs.New(errs.Conflict, "has_customers", fmt.Sprintf("It has %d live customers of its own. Move or close them first.", live))
		}
		if err := t.fleet.CloseIn(ctx, tx); err != nil {
			return err
		}
		return t.people.TellOwnerIn(ctx, tx, scope, "closed", "/", map[string]string{"until": t.now().Add(TrashLife).Format(time.DateOnly)})
	})
	if err != nil {
		return fmt.Errorf("close a customer: %w", err)
	}
	return nil
}

// Restore takes a customer out of the provider's trash, with all it had; a suspension in force stays in force. Conflict
// (reason "not_closed") if it is not there.
func (t *Tenants) Restore(ctx context.Context, provider db.Scope, customer uuid.UUID) error {
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		if c.status != "closed" {
			return errs.New(errs.Conflict, "not_closed", "This customer is not closed.")
		}
		status, err := statusByBlocks(ctx, tx, c.id)
		if err != nil {
			return err
		}
		if err := t.settle(ctx, tx, c.id, status); err != nil {
			return err
		}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.restore", nil, nil); err != nil {
			return err
		}
		if err := t.fleet.ReopenIn(ctx, tx, scope); err != nil {
			return err
		}
		return t.people.TellOwnerIn(ctx, tx, scope, "restored", "/", nil)
	})
	if err != nil {
		return fmt.Errorf("restore a customer: %w", err)
	}
	return nil
}

// Closed is a customer in its provider's trash.
type Closed struct {
	ID       uuid.UUID
	Kind     tenant.Kind
	Name     string
	Number   string
	ClosedAt time.Time
	PurgedAt time.Time
}

// Trash lists the provider's closed customers, the newest first.
func (t *Tenants) Trash(ctx context.Context, provider db.Scope) ([]Closed, error) {
	var list []Closed
	err := t.db.InTenant(ctx, provider, func(tx *db.Tx) (err error) {
		list, err = closedChildren(ctx, tx, provider.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list closed customers: %w", err)
	}
	return list, nil
}

// PurgeClosed forgets tenants that were closed TrashLife ago: what tells of people is shredded, in their own audit and in
// their provider's; what stays is a tombstone with its number, for books that refer to it. A job.
func (t *Tenants) PurgeClosed(ctx context.Context) (int64, error) {
	ctx = audit.As(ctx, audit.Job("trash"))
	var purged int64
	for {
		found := false
		err := t.db.Worker(ctx, func(tx *db.Tx) error {
			now := t.now()
			c, there, err := nextToPurge(ctx, tx, now.Add(-TrashLife))
			if err != nil || !there {
				return err
			}
			found = true
			if err := shredTenant(ctx, tx, c, now); err != nil {
				return err
			}
			return write(ctx, tx, c.parent, now, "tenant.purge", audit.Subject{Kind: "tenant", ID: c.id}, nil, nil)
		})
		if err != nil {
			return purged, fmt.Errorf("forget closed tenants: %w", err)
		}
		if !found {
			return purged, nil
		}
		purged++
	}
}
