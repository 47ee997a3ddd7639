package service

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Step is how far a reseller in debt has come. Each step contains those before it, and has its notice.
type Step int

// The steps.
const (
	NoDebt        Step = iota
	Warned             // it is told
	NoActivations      // nothing new is connected for money, at and below it
	ConsoleClosed      // but for Billing, Support and Documents
	AllStopped         // those below it, who have paid, last
)

// Ladder is after how many days of debt each step comes.
type Ladder struct {
	Warned, NoActivations, ConsoleClosed int
	// AllStopped: nil: never by itself.
	AllStopped *int
}

// Standing is where a reseller stands with its provider; both sides read it.
type Standing struct {
	Step Step
	// Since the debt is there, and the step.
	Since, StepSince time.Time
}

// DefaultLadder is what counts where a provider has said nothing else.
func DefaultLadder() Ladder {
	all := 30
	return Ladder{Warned: 0, NoActivations: 7, ConsoleClosed: 14, AllStopped: &all}
}

// Ladder reads what the transaction's tenant has said.
func (e *Engine) Ladder(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (Ladder, error) {
	return readLadder(ctx, tx, keeper)
}

// SetLadder says after how many days each step comes. Invalid if a step would come before the one below it.
func (e *Engine) SetLadder(ctx context.Context, tx *db.Tx, keeper uuid.UUID, l Ladder) error {
	last := l.ConsoleClosed
	if l.AllStopped != nil {
		last = *l.AllStopped
	}
	if l.Warned < 0 || l.NoActivations < l.Warned || l.ConsoleClosed < l.NoActivations || last < l.ConsoleClosed || last > 3650 {
		return errs.Field("ladder", "bad_ladder", "Each step comes after as many days as the one before it, or more.")
	}
	return writeLadder(ctx, tx, keeper, l, e.Clock.Now())
}

// Standing is where a reseller stands.
func (e *Engine) Standing(ctx context.Context, tx *db.Tx, reseller uuid.UUID) (Standing, error) {
	return readStanding(ctx, tx, reseller)
}

// Climb looks where each reseller that owes stands, and moves it by a step, or down where it owes nothing any more. It answers
// how many were moved.
func (e *Engine) Climb(ctx context.Context) (moved int64, err error) {
	var owing []uuid.UUID
	err = e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		owing, err = resellersOwing(ctx, tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	err = e.each(ctx, owing, "a reseller cannot be moved on the ladder", func(reseller uuid.UUID) error {
		// One a transaction: stopping all below a large one takes its time.
		var n int64
		err := e.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			n, err = e.look(ctx, tx, []uuid.UUID{reseller})
			return err
		})
		if err == nil {
			moved += n
		}
		return err
	})
	return moved, err
}

// look moves resellers on the ladder and puts word of it into the transaction.
func (e *Engine) look(ctx context.Context, tx *db.Tx, resellers []uuid.UUID) (int64, error) {
	now := e.Clock.Now()
	moves, err := lookAtLadder(ctx, tx, resellers, now)
	if err != nil {
		return 0, err
	}
	return int64(len(moves)), tellMoves(ctx, tx, moves, now)
}

// tellMoves puts word of them into the transaction that has made them.
func tellMoves(ctx context.Context, tx *db.Tx, moves []move, now time.Time) error {
	list := make([]notice, len(moves))
	for i, m := range moves {
		list[i] = notice{Tenant: m.reseller, Template: fmt.Sprintf("ladder_%d", m.step), About: now.Format(time.RFC3339Nano), Provider: true}
	}
	return put(ctx, tx, list...)
}
