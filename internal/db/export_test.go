package db

import (
	"context"
	"io/fs"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/migrations"
)

// Stairs goes up and down the migrations of a database one by one, as Migrate goes up all of them at once.
func Stairs(t testing.TB, url string, key secrets.Key) *goose.Provider {
	t.Helper()
	c, err := pgx.ParseConfig(url)
	require.NoError(t, err)
	conn, err := pgx.ConnectConfig(t.Context(), c)
	require.NoError(t, err)
	defer conn.Close(context.WithoutCancel(t.Context()))
	prefix, err := makeRoles(t.Context(), conn, c.Database, key)
	require.NoError(t, err)
	c.AfterConnect = func(ctx context.Context, pc *pgconn.PgConn) error { return pc.Exec(ctx, asOwner(prefix)).Close() }
	pool := stdlib.OpenDB(*c)
	t.Cleanup(func() { _ = pool.Close() })
	p, err := goose.NewProvider(goose.DialectPostgres, pool, fs.FS(migrations.Files))
	require.NoError(t, err)
	return p
}
