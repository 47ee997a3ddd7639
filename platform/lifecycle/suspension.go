package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Grounds on which a provider suspends (terms 3.3, 3.7).
func Grounds() []string { return []string{"conduct", "false_data", "spam", "other"} }

// Suspension is why a tenant is stopped.
type Suspension struct {
	Ground string
	// Reason in words, told to the owner.
	Reason string
	// Below stops everybody below a reseller too; otherwise they are served on.
	Below bool
}

// Suspend stops a customer of the provider's own: its account stays open to its people, what its trackers send is stored
// and withheld. It is told to the owner and written into both audits. Conflict if it is suspended (reason
// "suspended_already") or closed.
func (t *Tenants) Suspend(ctx context.Context, provider db.Scope, by, customer uuid.UUID, s Suspension) error {
	s.Reason = strings.TrimSpace(s.Reason)
	if !slices.Contains(Grounds(), s.Ground) {
		return errs.Field("ground", "bad_ground", "The ground is one of: "+strings.Join(Grounds(), ", ")+".")
	}
	if n := utf8.RuneCountInString(s.Reason); n < 1 || n > 1000 || strings.ContainsRune(s.Reason, 0) {
		return errs.Field("reason", "no_reason", "Say why, in 1 to 1000 characters: the owner is told.")
	}
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		if c.status == "closed" {
			return closed()
		}
		s.Below = s.Below && c.kind == "reseller"
		err := insertSuspension(ctx, tx, provider.Tenant(), c.id, s, by, t.now())
		if db.IsConstraint(err, "tenant_blocks_one_of_a_cause") {
			return errs.New(errs.Conflict, "suspended_already", "This customer is suspended already. Lift that first.").With(err)
		}
		if err != nil {
			return err
		}
		if err := t.settle(ctx, tx, c.id, "suspended"); err != nil {
			return err
		}
		fields := audit.Fields{"ground": s.Ground, "reason": s.Reason, "below": s.Below}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.suspend", fields, fields); err != nil {
			return err
		}
		return t.people.TellOwnerIn(ctx, tx, scope, "suspended", "/account", map[string]string{"ground": s.Ground, "reason": s.Reason})
	})
	if err != nil {
		return fmt.Errorf("suspend a customer: %w", err)
	}
	return nil
}

// Lift ends a suspension: what was stored meanwhile is shown again, and the console opens, unless another cause is in force. Conflict (reason
// "not_suspended") if there is none.
func (t *Tenants) Lift(ctx context.Context, provider db.Scope, by, customer uuid.UUID) error {
	err := t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		lifted, err := liftSuspension(ctx, tx, c.id, by, t.now())
		if err != nil {
			return err
		}
		if !lifted {
			return errs.New(errs.Conflict, "not_suspended", "This customer is not suspended.")
		}
		status, err := statusByBlocks(ctx, tx, c.id)
		if err != nil {
			return err
		}
		if c.status == "closed" { // it stays in the trash
			status = c.status
		}
		if err := t.settle(ctx, tx, c.id, status); err != nil {
			return err
		}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.lift", nil, nil); err != nil {
			return err
		}
		return t.people.TellOwnerIn(ctx, tx, scope, "suspension_lifted", "/", nil)
	})
	if err != nil {
		return fmt.Errorf("lift a suspension: %w", err)
	}
	return nil
}

// settle sets what a customer is now, and what that does to the objects at and below it.
func (t *Tenants) settle(ctx context.Context, tx *db.Tx, customer uuid.UUID, status string) error {
	if err := setStatus(ctx, tx, customer, status, t.now()); err != nil {
		return err
	}
	return settleBlocks(ctx, tx, customer, t.now())
}
