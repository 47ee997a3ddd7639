package db_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestAMarkedTransactionCommitsLateAndTheNextOneOnItsConnectionDoesNot(t *testing.T) {
	t.Parallel()
	url := testdb.URL(t)
	admin, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer func() { require.NoError(t, admin.Close(t.Context())) }()
	// The tests' server waits for no disk: this database does.
	_, err = admin.Exec(t.Context(), "do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$")
	require.NoError(t, err)
	d := testdb.Open(t, url)
	scope := db.MakeScope(uuid.Must(uuid.NewV7()), uuid.Nil, "platform", "1.", nil)

	for name, way := range map[string]func(context.Context, func(*db.Tx) error) error{
		"Nobody":          d.Nobody,
		"Worker":          d.Worker,
		"InTenant":        func(ctx context.Context, fn func(*db.Tx) error) error { return d.InTenant(ctx, scope, fn) },
		"InTenantPlanned": func(ctx context.Context, fn func(*db.Tx) error) error { return d.InTenantPlanned(ctx, scope, fn) },
		"ReadInTenant":    func(ctx context.Context, fn func(*db.Tx) error) error { return d.ReadInTenant(ctx, scope, fn) },
	} {
		t.Run(name, func(t *testing.T) {
			said := func(ctx context.Context) (commit string, connection int) {
				require.NoError(t, way(ctx, func(tx *db.Tx) error {
					return tx.QueryRow(ctx, "select current_setting('synchronous_commit'), pg_backend_pid()").Scan(&commit, &connection)
				}))
				return commit, connection
			}
			late, first := said(db.CommitLate(t.Context()))
			if name == "ReadInTenant" { // there is nothing to commit
				require.Equal(t, "on", late)
			} else {
				require.Equal(t, "off", late)
			}
			usual, second := said(t.Context())
			require.Equal(t, first, second, "it is the same connection")
			require.Equal(t, "on", usual)

			require.ErrorIs(t, way(db.CommitLate(t.Context()), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), "select")
				require.NoError(t, err)
				return context.Canceled
			}), context.Canceled)
			usual, second = said(t.Context())
			require.Equal(t, first, second)
			require.Equal(t, "on", usual, "nor after one that was undone")
		})
	}
}
