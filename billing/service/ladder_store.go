package service

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
)

func readLadder(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (l Ladder, err error) {
	err = tx.QueryRow(ctx, `
		select warned_after, activations_after, console_after, all_after from ladder_settings where tenant_id = $1`, keeper).
		Scan(&l.Warned, &l.NoActivations, &l.ConsoleClosed, &l.AllStopped)
	if errors.Is(err, pgx.ErrNoRows) {
		return DefaultLadder(), nil
	}
	return l, err
}

func writeLadder(ctx context.Context, tx *db.Tx, keeper uuid.UUID, l Ladder, at time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into ladder_settings (tenant_id, warned_after, activations_after, console_after, all_after, changed_at)
		values ($1, $2, $3, $4, $5, $6)
		on conflict (tenant_id) do update set warned_after = excluded.warned_after, activations_after = excluded.activations_after,
			console_after = excluded.console_after, all_after = excluded.all_after, changed_at = excluded.changed_at`,
		keeper, l.Warned, l.NoActivations, l.ConsoleClosed, l.AllStopped, at)
	return err
}

func readStanding(ctx context.Context, tx *db.Tx, reseller uuid.UUID) (s Standing, err error) {
	err = tx.QueryRow(ctx, "select step, since, step_since from ladder_steps where counterparty_id = $1", reseller).Scan(&s.Step, &s.Since, &s.StepSince)
	if errors.Is(err, pgx.ErrNoRows) {
		return Standing{}, nil
	}
	return s, err
}

func resellersOwing(ctx context.Context, tx *db.Tx) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, "select ladder_owing()")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

type move struct {
	reseller  uuid.UUID
	was, step Step
}

const looksAtLadder = "select reseller, was, step from ladder_look($1, $2)"

func lookAtLadder(ctx context.Context, tx *db.Tx, resellers []uuid.UUID, at time.Time) ([]move, error) {
	return collectMoves(tx.Query(ctx, looksAtLadder, resellers, at))
}

func collectMoves(rows pgx.Rows, err error) ([]move, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m move, err error) {
		err = row.Scan(&m.reseller, &m.was, &m.step)
		return m, err
	})
}
