package db

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/liveryhq/livery/internal/errs"
)

// mapError gives an error of PostgreSQL its code; what already has one stays as it is.
func mapError(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*errs.Error](err); ok {
		return err
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return errs.Missing().With(err)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return errs.New(errs.Unavailable, "timeout", "This took too long. Try again.").With(err)
	}
	if _, ok := errors.AsType[pgx.ScanArgError](err); ok { // the answer came and was not understood: ours to mend
		return err
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return errs.New(errs.Unavailable, "database", "The database does not answer. Try again.").With(err)
	}
	switch pg.Code {
	case "23505", "23P01": // unique_violation, exclusion_violation
		return errs.New(errs.Conflict, "conflict", "Something of that name or time is there already.").With(err)
	case "23503": // foreign_key_violation: what it points at is not there, or not the tenant's
		return errs.Missing().With(err)
	case "40001", "40P01", "55P03", "57014": // serialization, deadlock, lock not available, cancelled
		return errs.New(errs.Unavailable, "busy", "This is being changed by somebody else. Try again.").With(err)
	case "57P01", "57P02", "57P03": // shutting down, crashed, starting
		return errs.New(errs.Unavailable, "database", "The database does not answer. Try again.").With(err)
	}
	return err
}

// IsConstraint tells whether err is a violation of the named constraint or unique index.
func IsConstraint(err error, name string) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pg.ConstraintName == name
}
