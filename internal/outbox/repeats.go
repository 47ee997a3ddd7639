package outbox

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Request is one that must not be done twice.
type Request struct {
	User uuid.UUID
	// Key as the caller gave it; it means something for this user of this tenant only.
	Key       string
	Operation string
	// Hash of what makes two requests the same.
	Hash []byte
}

// Answer is what the request was answered. Status 0: none yet.
type Answer struct {
	Status int
	Type   string
	Body   []byte
}

// Times of a key.
const (
	// abandoned: a process that has begun a request for so long is gone. It is longer than any request may take.
	abandoned = 2 * time.Minute
	// kept: after this a key is a new one.
	kept = 48 * time.Hour
)

// Repeats remembers answers by idempotency key.
type Repeats struct {
	db    *db.DB
	clock clock.Clock
}

// NewRepeats makes one.
func NewRepeats(d *db.DB, c clock.Clock) *Repeats { return &Repeats{d, c} }

// Begin claims the key: an empty answer means go on, and Finish afterwards; another is the one given before. Invalid if
// the key came with another request, Conflict if the same is being served at this moment.
func (r *Repeats) Begin(ctx context.Context, s db.Scope, req Request) (Answer, error) {
	var answer Answer
	err := r.db.InTenant(ctx, s, func(tx *db.Tx) error {
		now := r.clock.Now()
		claimed, err := claimKey(ctx, tx, s.Tenant(), req, now, now.Add(-abandoned), now.Add(-kept))
		if err != nil || claimed {
			return err
		}
		row, err := readKey(ctx, tx, s.Tenant(), req)
		if err != nil {
			return err
		}
		if row.operation != req.Operation || !bytes.Equal(row.hash, req.Hash) {
			return errs.Field("Idempotency-Key", "key_reused", "This idempotency key was used for another request. Take a new one.")
		}
		if row.answer.Status == 0 {
			e := errs.New(errs.Conflict, "in_progress", "The same request is being served at this moment. Try again shortly.")
			e.RetryAfter = 1
			return e
		}
		answer = row.answer
		return nil
	})
	if err != nil {
		return Answer{}, fmt.Errorf("claim an idempotency key: %w", err)
	}
	return answer, nil
}

// Finish keeps the answer; an empty one gives the key back.
func (r *Repeats) Finish(ctx context.Context, s db.Scope, req Request, a Answer) error {
	err := r.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if a.Status == 0 {
			return dropKey(ctx, tx, s.Tenant(), req)
		}
		return keepAnswer(ctx, tx, s.Tenant(), req, a)
	})
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	return nil
}

// Sweep forgets keys that are old. For a daily job.
func (r *Repeats) Sweep(ctx context.Context) (n int64, err error) {
	err = r.db.Worker(ctx, func(tx *db.Tx) (err error) {
		n, err = sweepKeys(ctx, tx, r.clock.Now().Add(-kept))
		return err
	})
	return n, err
}
