package lifecycle

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Move hangs a tenant of the mover's subtree, with all below it, below another of the same subtree, under a new number.
// NotFound if one of the two is not below the mover; Conflict (reason "logins_clash") if people of an account have logins
// or addresses that somebody of the new realm has: each is told; "money_left" while money is between it and the provider that it leaves: what is left in
// its wallet goes where rest says, in the same transaction.
func (t *Tenants) Move(ctx context.Context, mover db.Scope, moved, to uuid.UUID, rest topup.Rest) (number string, err error) {
	// Who moves stands in the mover's audit; elsewhere it was somebody above.
	err = t.db.Worker(ctx, func(tx *db.Tx) error {
		m, err := t.mayMove(ctx, tx, mover, moved, to)
		if err != nil {
			return err
		}
		if t.endings != nil {
			as := ctx
			if m.parent != mover.Tenant() {
				as, rest.By = asTechnical(ctx), uuid.Nil
			}
			if err := t.endings.LeaveIn(as, tx, m.parent, moved, rest); err != nil {
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

// PreviewMove is what a move comes to in the book that is left. It settles as Move does, in a transaction that is rolled back; errors are those of Move but "money_left".
func (t *Tenants) PreviewMove(ctx context.Context, mover db.Scope, moved, to uuid.UUID) (p topup.Parting, err error) {
	err = t.db.Worker(ctx, func(tx *db.Tx) error {
		m, err := t.mayMove(ctx, tx, mover, moved, to)
		if err != nil {
			return err
		}
		if t.endings != nil {
			if p, err = t.endings.PartIn(ctx, tx, m.parent, moved); err != nil {
				return err
			}
		}
		return db.ErrTried
	})
	if err != nil {
		return topup.Parting{}, fmt.Errorf("preview a move: %w", err)
	}
	return p, nil
}

// mayMove finds what is to be moved, and refuses what the tree and its people do not allow.
func (t *Tenants) mayMove(ctx context.Context, tx *db.Tx, mover db.Scope, moved, to uuid.UUID) (m move, err error) {
	m, err = movable(ctx, tx, mover.Tenant(), moved, to)
	if err != nil {
		return m, err
	}
	switch {
	case m.parent == to:
		return m, errs.Field("to", "same_parent", "It belongs there already.")
	case m.status == "closed" || m.toStatus == "closed":
		return m, closed()
	case m.toKind == "account" || m.inside:
		return m, errs.Field("to", "bad_parent", "Choose a reseller that does not stand below what is moved.")
	case m.kind != "account" || m.realm == m.toRealm:
		return m, nil
	}
	clashes, err := clashingLogins(ctx, tx, moved, m.toRealm)
	if err == nil && len(clashes) > 0 {
		err = &errs.Error{Code: errs.Conflict, Reason: "logins_clash",
			Message: "Somebody of the new brand signs in with the same: " + strings.Join(clashes, ", ") + ". Change these first.",
			Details: []errs.Detail{{Field: "tenant", Message: "Change: " + strings.Join(clashes, ", "), Value: clashes[0]}}}
	}
	return m, err
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
