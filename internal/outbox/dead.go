package outbox

import (
	"context"
	"fmt"
	"time"

	"github.com/liveryhq/livery/internal/db"
)

// Waiting is how a topic stands.
type Waiting struct {
	Topic string
	// Waiting to be handed on, and Dead: given up.
	Waiting, Dead int64
	// Oldest of those that wait; zero: none does.
	Oldest time.Time
}

// Dead is a message that was given up.
type Dead struct {
	Message

	At  time.Time
	Why string
	// TenantName is what its tenant is called; empty: it is there no more.
	TenantName string
}

// Count tells how the topics stand, for the operator.
func Count(ctx context.Context, d *db.DB) (list []Waiting, err error) {
	err = d.Worker(ctx, func(tx *db.Tx) error {
		list, err = countMessages(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count what is in the outbox: %w", err)
	}
	return list, nil
}

// Given lists what was given up of a topic, or of all if it is empty, the last first, for the operator.
func Given(ctx context.Context, d *db.DB, topic string, limit int) (list []Dead, err error) {
	err = d.Worker(ctx, func(tx *db.Tx) error {
		list, err = deadMessages(ctx, tx, topic, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what was given up: %w", err)
	}
	return list, nil
}

// Revive has what was given up of a topic tried again from now on, and tells how many they are. What is to be written down of it goes into
// the same transaction, if there are any.
func Revive(ctx context.Context, d *db.DB, topic string, now time.Time, note ...func(tx *db.Tx, n int64) error) (n int64, err error) {
	err = d.Worker(ctx, func(tx *db.Tx) error {
		if n, err = reviveMessages(ctx, tx, topic, now); err != nil || n == 0 {
			return err
		}
		for _, write := range note {
			if err := write(tx, n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("try again what was given up: %w", err)
	}
	return n, nil
}
