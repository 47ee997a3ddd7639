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
)

// Leaving is how an owner ends the agreement.
type Leaving struct {
	Owner   uuid.UUID
	Address string
	// Password of the owner; Confirm repeats the account's name or number.
	Password, Confirm string
	// To is where what is left of the wallet goes; zero: nothing is left, or it is said later.
	To topup.Destination
}

// Leave closes the account acted in, as its owner wants: nobody signs in any more, its trackers are free, and it lies in its
// provider's trash for TrashLife, from which the provider brings it back if the owner asks. Conflict: the confirmation is wrong, or it is no account (reason
// "not_an_account"). What is owed is debited first; what is left is sent where the owner says, by whoever keeps it.
func (t *Tenants) Leave(ctx context.Context, s db.Scope, l Leaving) error {
	if s.Kind() != tenant.Account {
		return errs.New(errs.Conflict, "not_an_account", "A reseller is closed by its provider. Ask them.")
	}
	if err := t.people.ConfirmOwner(ctx, s, l.Owner, l.Address, l.Password); err != nil {
		return fmt.Errorf("close one's own account: %w", err)
	}
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
		c, err := ownAccount(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		if err := confirmed(c, l.Confirm); err != nil {
			return err
		}
		// While its owner can still be told, and before its objects are out of sight.
		until := t.now().Add(TrashLife).Format(time.DateOnly)
		if err := t.people.TellOwnerIn(ctx, tx, s, "closed", "/", map[string]string{"until": until}); err != nil {
			return err
		}
		if err := t.endWithKeeper(ctx, tx, s, l.To); err != nil {
			return err
		}
		if err := t.fleet.CloseIn(ctx, tx); err != nil {
			return err
		}
		if err := write(ctx, tx, s.Tenant(), t.now(), "tenant.close", audit.Subject{Kind: "tenant", ID: c.id, Name: c.name}, nil, audit.Fields{"by": "owner"}); err != nil {
			return err
		}
		was, err := closeOwn(ctx, tx, t.now())
		if err == nil && !was {
			err = closed()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("close one's own account: %w", err)
	}
	return nil
}

// endWithKeeper settles with the account's keeper, whose desk answers what was asked of it about leaving; the transaction acts in the account
// again afterwards.
func (t *Tenants) endWithKeeper(ctx context.Context, tx *db.Tx, s db.Scope, to topup.Destination) error {
	keeper, err := t.tree.ScopeWithin(ctx, tx, s.Realm(), s.Realm())
	if err != nil {
		return err
	}
	if t.endings != nil {
		if err := t.endings.EndIn(ctx, tx, keeper, s, to); err != nil {
			return err
		}
	}
	if err := tx.Enter(ctx, keeper); err != nil {
		return err
	}
	if err := t.answerLeaving(audit.As(ctx, audit.Job("leaving")), tx, keeper, s.Tenant()); err != nil { // its owner is no user of the keeper's
		return err
	}
	return tx.Enter(ctx, s)
}
