package signup

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
)

// WaitingApplications counts those of the realm acted in that nobody has decided about.
func (u *SignUps) WaitingApplications(ctx context.Context, s db.Scope) (int, error) {
	return u.count(ctx, s, func(q *signupdb.Queries) (int64, error) { return q.CountPending(ctx, s.Tenant()) })
}

// WaitingQuestions counts those of the realm acted in that nobody has answered.
func (u *SignUps) WaitingQuestions(ctx context.Context, s db.Scope) (int, error) {
	return u.count(ctx, s, func(q *signupdb.Queries) (int64, error) { return q.CountOpenQuestions(ctx, s.Tenant()) })
}

func (u *SignUps) count(ctx context.Context, s db.Scope, ask func(q *signupdb.Queries) (int64, error)) (int, error) {
	var n int64
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		n, err = ask(signupdb.New(tx))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count what waits: %w", err)
	}
	return int(n), nil
}

// EraseApplication takes away all that tells who has applied, in the audit too; that somebody has, and what was decided,
// stays. Conflict (reason "pending") while nobody has decided: refuse it first. NotFound if it is not one of the realm's.
func (u *SignUps) EraseApplication(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return u.erase(ctx, s, "application", id, func(q *signupdb.Queries) (int64, error) {
		row, err := q.LockApplication(ctx, signupdb.LockApplicationParams{TenantID: s.Tenant(), ID: id})
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, nil
		}
		if err == nil && row.Status == "pending" {
			err = errs.New(errs.Conflict, "pending", "Nobody has decided about this application. Refuse it first, then erase it.")
		}
		if err != nil {
			return 0, err
		}
		if err := q.WithdrawLettersTo(ctx, row.Email); err != nil {
			return 0, err
		}
		return q.EraseApplication(ctx, signupdb.EraseApplicationParams{At: new(u.now()), TenantID: s.Tenant(), ID: id})
	})
}

// EraseQuestion takes away all that tells who has asked, and what; it needs no answer any more. NotFound if it is not one of
// the realm's.
func (u *SignUps) EraseQuestion(ctx context.Context, s db.Scope, by, id uuid.UUID) error {
	return u.erase(ctx, s, "question", id, func(q *signupdb.Queries) (int64, error) {
		address, err := q.QuestionAddress(ctx, signupdb.QuestionAddressParams{TenantID: s.Tenant(), ID: id})
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, nil
		}
		if err != nil {
			return 0, err
		}
		if err := q.WithdrawLettersTo(ctx, address); err != nil {
			return 0, err
		}
		return q.EraseQuestion(ctx, signupdb.EraseQuestionParams{At: new(u.now()), By: &by, TenantID: s.Tenant(), ID: id})
	})
}

func (u *SignUps) erase(ctx context.Context, s db.Scope, kind string, id uuid.UUID, shred func(q *signupdb.Queries) (int64, error)) error {
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		q := signupdb.New(tx)
		n, err := shred(q)
		if err != nil {
			return err
		}
		if n == 0 {
			return errs.Missing()
		}
		if err := q.ShredAbout(ctx, signupdb.ShredAboutParams{TenantID: s.Tenant(), About: id}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), u.now(), audit.Change{Action: "signup." + kind + ".erase", Subject: audit.Subject{Kind: kind, ID: id}})
	})
	if err != nil {
		return fmt.Errorf("erase what is known of somebody: %w", err)
	}
	return nil
}
