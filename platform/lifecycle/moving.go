package lifecycle

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Move hangs a tenant of the mover's subtree, with all below it, below another of the same subtree, under a new number.
// NotFound if one of the two is not below the mover; Conflict (reason "logins_clash") if people of an account have logins
// or addresses that somebody of the new realm has: each is told; "money_left" while money is between it and the provider that it leaves.
func (t *Tenants) Move(ctx context.Context, mover db.Scope, moved, to uuid.UUID) (number string, err error) {
	// Who moves stands in the mover's audit; elsewhere it was somebody above.
	err = t.db.Worker(ctx, func(tx *db.Tx) error {
		m, err := movable(ctx, tx, mover.Tenant(), moved, to)
		if err != nil {
			return err
		}
		switch {
		case m.parent == to:
			return errs.Field("to", "same_parent", "It belongs there already.")
		case m.status == "closed" || m.toStatus == "closed":
			return closed()
		case m.toKind == "account" || m.inside:
			return errs.Field("to", "bad_parent", "Choose a reseller that does not stand below what is moved.")
		}
		if m.kind == "account" && m.realm != m.toRealm {
			clashes, err := clashingLogins(ctx, tx, moved, m.toRealm)
			if err != nil {
				return err
			}
			if len(clashes) > 0 {
				return &errs.Error{Code: errs.Conflict, Reason: "logins_clash",
					Message: "Somebody of the new brand signs in with the same: " + strings.Join(clashes, ", ") + ". Change these first.",
					Details: []errs.Detail{{Field: "tenant", Message: "Change: " + strings.Join(clashes, ", "), Value: clashes[0]}}}
			}
		}
		if t.endings != nil {
			if err := t.endings.LeaveIn(ctx, tx, m.parent, moved); err != nil {
				return err
			}
		}
		opened, err := t.tree.MoveWithin(ctx, tx, moved, to)
		if err != nil {
			return err
		}
		number = opened.Number
		if err := takeAlong(ctx, tx, moved, m.parent, to, t.now()); err != nil {
			return err
		}
		if err := settleBlocks(ctx, tx, moved, t.now()); err != nil {
			return err
		}
		return t.noteMove(ctx, tx, mover, moved, m, to, number)
	})
	if err != nil {
		return "", fmt.Errorf("move a tenant: %w", err)
	}
	return number, nil
}

// noteMove writes into the audits of the mover, of both providers and of what was moved. None names another of them, but
// the mover's, who stands above all.
func (t *Tenants) noteMove(ctx context.Context, tx *db.Tx, mover db.Scope, moved uuid.UUID, m move, to uuid.UUID, number string) error {
	subject := audit.Subject{Kind: "tenant", ID: moved, Name: m.name}
	err := write(ctx, tx, mover.Tenant(), t.now(), "tenant.move", subject, audit.Fields{"parent": m.parent}, audit.Fields{"parent": to, "number": number})
	for _, other := range []struct {
		id    uuid.UUID
		after audit.Fields
	}{{m.parent, nil}, {to, audit.Fields{"number": number}}, {moved, audit.Fields{"number": number}}} {
		if err == nil && other.id != mover.Tenant() {
			err = write(asTechnical(ctx), tx, other.id, t.now(), "tenant.move", subject, nil, other.after)
		}
	}
	return err
}
