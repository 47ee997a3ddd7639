package fleet

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// ByHand is the cause that people put there and lift; every other cause belongs to whoever put it there.
const ByHand = "by_hand"

// Blocking describes a block by hand.
type Blocking struct {
	// KeepData: what is recorded meanwhile is stored, and shown once the block is lifted; otherwise it is
	// acknowledged and dropped, for good.
	KeepData bool
	Reason   string
	// By is the user who blocks.
	By *uuid.UUID
}

// Block stops serving an object from now on. Conflict (reason "blocked_already") if it is blocked by hand: what becomes
// of the data was decided then, and is not changed for what has passed.
func (f *Fleet) Block(ctx context.Context, s db.Scope, object uuid.UUID, b Blocking) error {
	b.Reason = strings.TrimSpace(b.Reason)
	if utf8.RuneCountInString(b.Reason) > 500 || strings.ContainsRune(b.Reason, 0) {
		return errs.Field("reason", "long_reason", "The reason has at most 500 characters.")
	}
	err := f.change(ctx, s, object, "fleet.object.block", func(tx *db.Tx) error {
		if _, err := readObjectKey(ctx, tx, object); err != nil {
			return err
		}
		n, err := fleetdb.New(tx).InsertBlock(ctx, fleetdb.InsertBlockParams{ID: newID(), TenantID: s.Tenant(), ObjectID: object,
			KeepData: b.KeepData, Reason: b.Reason, ByUser: b.By, Since: f.now()})
		if err == nil && n == 0 {
			err = errs.New(errs.Conflict, "blocked_already", "The object is blocked by hand already. Unblock it first.")
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("block an object: %w", err)
	}
	return nil
}

// Unblock lifts the block by hand, and nothing else: an object that is also unpaid stays blocked. Conflict (reason
// "not_blocked") if it is not blocked by hand.
func (f *Fleet) Unblock(ctx context.Context, s db.Scope, object uuid.UUID) error {
	err := f.change(ctx, s, object, "fleet.object.unblock", func(tx *db.Tx) error {
		if _, err := readObjectKey(ctx, tx, object); err != nil {
			return err
		}
		n, err := fleetdb.New(tx).LiftBlock(ctx, fleetdb.LiftBlockParams{ObjectID: object, At: f.now()})
		if err == nil && n == 0 {
			err = errs.New(errs.Conflict, "not_blocked", "The object is not blocked by hand. Its other causes are lifted by whoever they depend on.")
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("unblock an object: %w", err)
	}
	return nil
}
