package service

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Renew settles all accounts that something is due of, several at once, and answers how many objects it has charged or blocked.
// Killed at any moment, it has done an account wholly or not at all, and goes on where it was. Several processes may renew at once.
func (e *Engine) Renew(ctx context.Context) (int64, error) {
	var done atomic.Int64
	var mu sync.Mutex
	var failed error
	var wait sync.WaitGroup
	for range e.Workers {
		wait.Go(func() {
			for ctx.Err() == nil {
				n, more, err := e.renewSome(ctx)
				done.Add(n)
				if err != nil {
					mu.Lock()
					failed = errors.Join(failed, err)
					mu.Unlock()
				}
				if err != nil || !more {
					return
				}
			}
		})
	}
	wait.Wait()
	return done.Load(), failed
}

// renewSome settles one batch; more: it came to something, and there may be others behind it.
func (e *Engine) renewSome(ctx context.Context) (n int64, more bool, err error) {
	var claimed []uuid.UUID
	err = e.DB.Worker(ctx, func(tx *db.Tx) error {
		until := e.Clock.Now().Add(renewLead)
		var err error
		if claimed, err = claimDue(ctx, tx, until, e.Batch); err != nil || len(claimed) == 0 {
			return err
		}
		settled, err := e.settleHeld(ctx, tx, claimed, renewLead)
		if n = count(settled); n > 0 || err != nil {
			more = n > 0
			return err
		}
		// Nothing was due of them any more; or it waits for its moment, and they are still the first in line.
		still, err := stillDue(ctx, tx, claimed, until)
		more = still < len(claimed)
		return err
	})
	if err == nil || len(claimed) == 0 || ctx.Err() != nil {
		return n, more && err == nil, err
	}
	if errs.Is(err, errs.Unavailable) {
		return 0, false, err
	}
	e.Log.WarnContext(ctx, "a batch of renewals failed and is made one by one", "accounts", len(claimed), "error", err)
	n, err = e.oneByOne(ctx, claimed, func(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time) ([]Settled, error) {
		return settleAccounts(ctx, tx, accounts, at, renewLead)
	})
	return n, n > 0, err
}

// oneByOne is what a batch that failed comes to: one account that cannot be settled does not stop the others.
func (e *Engine) oneByOne(ctx context.Context, accounts []uuid.UUID, settle settling) (n int64, failed error) {
	failed = e.each(ctx, accounts, "an account cannot be settled", func(account uuid.UUID) error {
		done, err := e.settleSome(ctx, []uuid.UUID{account}, settle)
		n += done
		return err
	})
	return n, failed
}

// settling is how some accounts are settled in a transaction.
type settling func(context.Context, *db.Tx, []uuid.UUID, time.Time) ([]Settled, error)

// settleSome settles accounts in a transaction of their own, which tells them of it.
func (e *Engine) settleSome(ctx context.Context, accounts []uuid.UUID, settle settling) (n int64, err error) {
	err = e.DB.Worker(ctx, func(tx *db.Tx) error {
		now, err := e.ready(ctx, tx, accounts)
		if err != nil {
			return err
		}
		settled, err := settle(ctx, tx, accounts, now)
		if err != nil {
			return err
		}
		n = count(settled)
		return tell(ctx, tx, settled, now)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// RenewDays debits the days of plans that cost a day on which the tracker is heard.
func (e *Engine) RenewDays(ctx context.Context) (int64, error) {
	return e.sweep(ctx, heardByDay, settleDays)
}

// RetryUnpaid tries again what is unpaid where there is some money, or where it costs nothing any more: a price or a floor may
// have changed since.
func (e *Engine) RetryUnpaid(ctx context.Context) (int64, error) {
	return e.sweep(ctx, func(ctx context.Context, tx *db.Tx, after uuid.UUID, most int) ([]uuid.UUID, error) {
		return unpaidButPayable(ctx, tx, e.Clock.Now(), after, most)
	}, func(ctx context.Context, tx *db.Tx, accounts []uuid.UUID, at time.Time) ([]Settled, error) {
		return settleAccounts(ctx, tx, accounts, at, 0)
	})
}

// sweep settles accounts found page by page.
func (e *Engine) sweep(ctx context.Context, find func(context.Context, *db.Tx, uuid.UUID, int) ([]uuid.UUID, error),
	settle settling,
) (n int64, failed error) {
	var after uuid.UUID
	for {
		var page []uuid.UUID
		err := e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			page, err = find(ctx, tx, after, e.Batch)
			return err
		})
		if err != nil || len(page) == 0 {
			return n, errors.Join(failed, err)
		}
		after = page[len(page)-1]
		done, err := e.settleSome(ctx, page, settle)
		if err != nil && ctx.Err() == nil && !errs.Is(err, errs.Unavailable) {
			e.Log.WarnContext(ctx, "a page of accounts failed and is settled one by one", "accounts", len(page), "error", err)
			done, err = e.oneByOne(ctx, page, settle)
			failed, err = errors.Join(failed, err), nil
		}
		n += done
		if err != nil || ctx.Err() != nil {
			return n, errors.Join(failed, err, ctx.Err())
		}
	}
}

func count(settled []Settled) (n int64) {
	for _, s := range settled {
		n += int64(s.Charged + s.Blocked)
	}
	return n
}
