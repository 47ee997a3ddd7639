package service

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	// renewLead is how long before its moment a period is debited: whatever is recorded meanwhile falls into one of the two.
	renewLead = 10 * time.Minute
	// renewBatch is how many accounts a transaction settles: enough that the statements' own cost does not count, few enough
	// that nobody's top-up waits for long.
	renewBatch   = 500
	renewWorkers = 2
)

// EngineConfig is what the engine works with.
type EngineConfig struct {
	DB    *db.DB
	Clock clock.Clock
	Log   *slog.Logger
	// Workers at renewals side by side; 0: two.
	Workers int
	// Batch of accounts that are settled in one transaction; 0: 500.
	Batch int
	// Outsiders are told of money besides a tenant's own people, at addresses of their choice; nil: nobody is.
	Outsiders identity.Outsiders
	// Retention is how long positions are kept where no plan says otherwise: m3, m12 or m36. Empty: m36.
	Retention string
}

// Engine settles: debits what is due, extends what is served, blocks what cannot be paid and lifts that where it can.
type Engine struct{ EngineConfig }

// NewEngine makes one.
func NewEngine(c EngineConfig) *Engine {
	if c.Workers <= 0 {
		c.Workers = renewWorkers
	}
	if c.Batch <= 0 {
		c.Batch = renewBatch
	}
	c.Retention = cmp.Or(c.Retention, "m36")
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Engine{c}
}

// Settled is what settling has changed of an account.
type Settled struct {
	Account uuid.UUID
	// Charged, Blocked and Unblocked objects.
	Charged, Blocked, Unblocked int
}

// Settle looks at what is due of some accounts now, in the caller's transaction: after a credit, an activation, a change. The
// transaction's tenant is the account itself or its provider. It may be asked at any time, and then changes nothing.
// Forbidden for other accounts.
//
// A reseller among them, which has no objects of its own, comes down from the ladder here if it owes nothing any more.
func (e *Engine) Settle(ctx context.Context, tx *db.Tx, accounts ...uuid.UUID) ([]Settled, error) {
	if _, err := e.ready(ctx, tx, accounts); err != nil {
		return nil, err
	}
	return e.settleAndLook(ctx, tx, accounts)
}

// SettleHere is Settle of those that are customers of the tenant acted in still: of whoever has moved away nothing is due any more.
func (e *Engine) SettleHere(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) error {
	here, err := e.Hold(ctx, tx, customers...)
	if err != nil {
		return err
	}
	return e.SettleHeld(ctx, tx, here...)
}

// Hold waits until nobody else is busy with those of some customers that stand below the tenant acted in still, and answers which these are. From then on
// nobody else moves their wallets, until the transaction ends. All that a transaction will move are held at once.
func (e *Engine) Hold(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) ([]uuid.UUID, error) {
	if len(customers) == 0 {
		return nil, nil
	}
	here, err := holdHere(ctx, tx, customers, e.Clock.Now())
	return here, refused(err)
}

// SettleHeld is Settle of those that the transaction holds already: there is nobody to wait for.
func (e *Engine) SettleHeld(ctx context.Context, tx *db.Tx, accounts ...uuid.UUID) error {
	if len(accounts) == 0 {
		return nil
	}
	_, err := e.settleAndLook(ctx, tx, accounts)
	return err
}

// SettleDays debits the days that plans by the day have come to, now: in arrears the day that is too, as nothing follows it. In the transaction of
// whoever ends the account's agreement, before Settle; what was earned is owed before anything is begun anew.
func (e *Engine) SettleDays(ctx context.Context, tx *db.Tx, account uuid.UUID) error {
	now, err := e.ready(ctx, tx, []uuid.UUID{account})
	if err != nil {
		return err
	}
	return refused(closeDays(ctx, tx, account, now))
}

// Leave settles, in a worker's transaction, all that a tenant owes the keeper it moves away from, ends what it has connected there, and gives back
// what was paid beyond this moment where the plan says so. Of a reseller the days that are over are metered.
func (e *Engine) Leave(ctx context.Context, tx *db.Tx, leaving uuid.UUID) error {
	now, err := e.ready(ctx, tx, []uuid.UUID{leaving})
	if err != nil {
		return err
	}
	if err := settleLeaving(ctx, tx, leaving, now); err != nil {
		return err
	}
	due, err := unmeteredDaysOf(ctx, tx, leaving, now)
	if err != nil {
		return err
	}
	for _, d := range due {
		if err := meterDay(ctx, tx, d, now); err != nil {
			return err
		}
	}
	return nil
}

// each does its work for one tenant after another. One that fails is logged and told at the end; it does not stop the others.
func (e *Engine) each(ctx context.Context, tenants []uuid.UUID, trouble string, work func(tenant uuid.UUID) error) (failed error) {
	for _, tenant := range tenants {
		err := work(tenant)
		if ctx.Err() != nil {
			return errors.Join(failed, err)
		}
		if err != nil {
			e.Log.ErrorContext(ctx, trouble, "tenant", tenant, "error", err)
			failed = errors.Join(failed, fmt.Errorf("%s: %s: %w", trouble, tenant, err))
		}
	}
	return failed
}

// refused says plainly that somebody asked for accounts that are another's.
func refused(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42501" {
		return errs.New(errs.Forbidden, "not_your_customer", "This is no customer of yours any more.").With(err)
	}
	return err
}

// settleAndLook settles accounts whose wallets the transaction has, and looks where the resellers among them stand.
func (e *Engine) settleAndLook(ctx context.Context, tx *db.Tx, accounts []uuid.UUID) ([]Settled, error) {
	now := e.Clock.Now()
	settled, moves, err := settleAndLook(ctx, tx, accounts, now)
	if err != nil {
		return nil, refused(err)
	}
	if err := tell(ctx, tx, settled, now); err != nil {
		return nil, err
	}
	return settled, tellMoves(ctx, tx, moves, now)
}

// settle settles accounts now.
func (e *Engine) settle(ctx context.Context, tx *db.Tx, accounts []uuid.UUID) error {
	if _, err := e.ready(ctx, tx, accounts); err != nil {
		return err
	}
	_, err := e.settleHeld(ctx, tx, accounts, 0)
	return err
}

// settleHeld settles accounts whose wallets the transaction has already: there is nobody to wait for. lead: how long before its time a period is begun.
func (e *Engine) settleHeld(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, lead time.Duration) ([]Settled, error) {
	now := e.Clock.Now()
	changed, err := settleAccounts(ctx, tx, accounts, now, lead)
	if err != nil {
		return nil, refused(err)
	}
	return changed, tell(ctx, tx, changed, now)
}

// ready waits until nobody else is busy with the accounts, and then reads the clock: what had to wait is booked after what it waited for.
func (e *Engine) ready(ctx context.Context, tx *db.Tx, accounts []uuid.UUID) (now time.Time, err error) {
	if err := readyAccounts(ctx, tx, accounts, e.Clock.Now()); err != nil {
		return now, refused(err)
	}
	return e.Clock.Now(), nil
}
