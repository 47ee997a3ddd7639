package fleet

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
)

// ProveByPassword tells that the device of a waiting tracker has knocked and shown the tracker's password: its claims go
// before those that were only typed, and a holder that was not heard for thirty days gives way.
func (f *Fleet) ProveByPassword(ctx context.Context, tracker uuid.UUID) error {
	err := f.db.Worker(ctx, func(tx *db.Tx) error {
		if err := proveByPassword(ctx, tx, tracker, f.now()); err != nil {
			return err
		}
		return f.yield(ctx, tx, tracker)
	})
	if err != nil {
		return fmt.Errorf("prove a claim by a password: %w", err)
	}
	return nil
}

// yieldTo has silent holders give way after a proof. It runs for every proof, so that it takes as long where there is nobody
// to give way; what it does not come to is done by YieldSilent.
func (f *Fleet) yieldTo(ctx context.Context, tracker uuid.UUID) error {
	return f.db.Worker(ctx, func(tx *db.Tx) error { return f.yield(ctx, tx, tracker) })
}

// yield has holders that were not heard for thirty days give way to a tracker that is proved to be there.
func (f *Fleet) yield(ctx context.Context, tx *db.Tx, tracker uuid.UUID) error {
	gone, err := yieldIdentities(ctx, tx, tracker, f.now())
	if err != nil {
		return err
	}
	for _, g := range gone {
		err := audit.Write(audit.As(ctx, audit.Job("identities")), tx, g.tenant, f.now(), audit.Change{Action: "fleet.tracker.wait",
			Subject: audit.Subject{Kind: "tracker", ID: g.tracker, Name: g.identity}, After: audit.Fields{"waiting": true, "cause": "not heard for 30 days"}})
		if err != nil {
			return err
		}
	}
	return nil
}

// YieldSilent has holders give way whose thirty days have passed since somebody proved to have the device; a job.
func (f *Fleet) YieldSilent(ctx context.Context) (int64, error) {
	var proved []uuid.UUID
	err := f.db.Worker(ctx, func(tx *db.Tx) (err error) {
		proved, err = provedAndWaiting(ctx, tx)
		return err
	})
	for i := 0; err == nil && i < len(proved); i++ {
		err = f.yieldTo(ctx, proved[i])
	}
	if err != nil {
		return 0, fmt.Errorf("let silent holders give way: %w", err)
	}
	return int64(len(proved)), nil
}
