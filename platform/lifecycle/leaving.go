package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Leave closes the account acted in, as its owner wants: nobody signs in any more, its trackers are free, and it lies in its
// provider's trash for TrashLife, from which the provider brings it back if the owner asks. confirm repeats the account's
// name or number, and the password is the owner's. Conflict: the confirmation is wrong, or it is no account (reason
// "not_an_account"). What is left in a wallet is settled by whoever keeps it.
func (t *Tenants) Leave(ctx context.Context, s db.Scope, owner uuid.UUID, address, password, confirm string) error {
	if s.Kind() != tenant.Account {
		return errs.New(errs.Conflict, "not_an_account", "A reseller is closed by its provider. Ask them.")
	}
	if err := t.people.ConfirmOwner(ctx, s, owner, address, password); err != nil {
		return fmt.Errorf("close one's own account: %w", err)
	}
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) error {
		c, err := ownAccount(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		if err := confirmed(c, confirm); err != nil {
			return err
		}
		// While its owner can still be told, and before its objects are out of sight.
		until := t.now().Add(TrashLife).Format(time.DateOnly)
		if err := t.people.TellOwnerIn(ctx, tx, s, "closed", "/", map[string]string{"until": until}); err != nil {
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
