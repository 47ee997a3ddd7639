package db_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestAReadingOfOneStatementSeesItsTenantWritesNothingAndHasNoSecond(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	root := uuid.Must(uuid.NewV7())
	require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}))
	scope := db.MakeScope(root, root, "platform", "1.", []uuid.UUID{root})
	count := func(tx *db.Tx) (n int, err error) {
		err = tx.QueryRow(t.Context(), "select count(*) from tenants").Scan(&n)
		return n, err
	}
	for range 20 { // whichever connection of the pool serves
		require.NoError(t, d.ReadInTenant(t.Context(), scope, func(tx *db.Tx) error {
			n, err := count(tx)
			require.Equal(t, 1, n)
			return err
		}))
		require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
			n, err := count(tx)
			require.Zero(t, n, "what one reading was told is forgotten")
			return err
		}))
	}
	require.Error(t, d.ReadInTenant(t.Context(), scope, func(tx *db.Tx) error {
		if _, err := count(tx); err != nil {
			return err
		}
		_, err := count(tx)
		return err
	}))
	require.Error(t, d.ReadInTenant(t.Context(), scope, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update tenants set name = 'Other'")
		return err
	}))
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error {
		var name string
		require.NoError(t, tx.QueryRow(t.Context(), "select name from tenants").Scan(&name))
		require.Equal(t, "Root", name)
		return nil
	}))
}

func TestATransactionSeesTheTenantOfItsScopeAndForgetsItAfterwards(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	root := uuid.Must(uuid.NewV7())
	require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}))
	scope := db.MakeScope(root, root, "platform", "1.", []uuid.UUID{root})
	require.NoError(t, d.InTenant(t.Context(), scope, func(tx *db.Tx) error {
		var n int
		// The first statement, and one after it.
		require.NoError(t, tx.QueryRow(t.Context(), "select count(*) from tenants").Scan(&n))
		require.Equal(t, 1, n)
		require.NoError(t, tx.QueryRow(t.Context(), "select count(*) from tenants").Scan(&n))
		require.Equal(t, 1, n)
		return nil
	}))
	require.NoError(t, d.InTenantPlanned(t.Context(), scope, func(tx *db.Tx) error {
		var n int
		var mode string
		require.NoError(t, tx.QueryRow(t.Context(), "select count(*), current_setting('plan_cache_mode') from tenants where id = any ($1)", []uuid.UUID{root, uuid.New()}).Scan(&n, &mode))
		require.Equal(t, 1, n)
		require.Equal(t, "force_generic_plan", mode)
		return nil
	}))
	for range 20 { // whichever connection of the pool serves
		require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
			var n int
			var mode string
			require.NoError(t, tx.QueryRow(t.Context(), "select count(*), current_setting('plan_cache_mode') from tenants").Scan(&n, &mode))
			require.Zero(t, n)
			require.Equal(t, "auto", mode)
			return nil
		}))
	}
}

func TestAnErrorOfAnyStatementRollsEverythingBackAndGivesTheConnectionBack(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	root := uuid.Must(uuid.NewV7())
	open := func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "select open_tenant($1, null, 'platform', 'Root', 'root', 'en', 'UTC', null)", root)
		return err
	}
	mine := errors.New("mine")
	require.ErrorIs(t, d.Nobody(t.Context(), func(tx *db.Tx) error { return errors.Join(open(tx), mine) }), mine)
	for range 30 {
		err := d.Nobody(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "select 1/0")
			return err
		})
		require.Error(t, err)
	}
	require.Error(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		require.NoError(t, open(tx))
		_, _ = tx.Exec(t.Context(), "select 1/0")
		return nil // swallowed: the commit must not pretend
	}))
	require.NoError(t, d.Nobody(t.Context(), func(tx *db.Tx) error {
		var id *uuid.UUID
		require.NoError(t, tx.QueryRow(t.Context(), "select platform_tenant()").Scan(&id))
		require.Nil(t, id)
		return nil
	}))
}

func TestNoRowsIsMissingAndADuplicateIsAConflict(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	err := d.Nobody(t.Context(), func(tx *db.Tx) error {
		var id uuid.UUID
		return tx.QueryRow(t.Context(), "select id from tenants").Scan(&id)
	})
	require.ErrorIs(t, err, pgx.ErrNoRows)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
}

func TestAnAnswerThatIsNotUnderstoodIsOursToMendAndNotADatabaseAway(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	err := d.Nobody(t.Context(), func(tx *db.Tx) error {
		var n int
		return tx.QueryRow(t.Context(), "select null::int").Scan(&n)
	})
	require.Error(t, err)
	require.False(t, errs.Is(err, errs.Unavailable), "trying again would not help: %v", err)
}
