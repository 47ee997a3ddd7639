package testdb_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }

func connect(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = connection.Close(context.Background()) })
	return connection
}

func TestEachTestHasAMigratedDatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	first, second := testdb.URL(t), testdb.URL(t)
	require.NotEqual(t, first, second)
	_, err := connect(t, first).Exec(t.Context(), "create table only_here (n int)")
	require.NoError(t, err)

	there := true
	err = connect(t, second).QueryRow(t.Context(), "select to_regclass('only_here') is not null").Scan(&there)
	require.NoError(t, err)
	require.False(t, there)
	err = connect(t, second).QueryRow(t.Context(), "select to_regclass('tenants') is not null").Scan(&there)
	require.NoError(t, err)
	require.True(t, there, "the schema is there")
	require.NoError(t, testdb.New(t).Ping(t.Context()))
}

func TestACopyKeepsTheRightsOfTheDatabaseItself(t *testing.T) {
	t.Parallel()
	connection := connect(t, testdb.URL(t))
	var anybody, worker bool
	err := connection.QueryRow(t.Context(), `
		select bool_or(grantee = 0),
		       bool_or(pg_get_userbyid(grantee) like '%\_worker' and privilege_type = 'CONNECT')
		from pg_database, aclexplode(datacl)
		where datname = current_database()`).Scan(&anybody, &worker)
	require.NoError(t, err)
	require.False(t, anybody, "PUBLIC may do nothing")
	require.True(t, worker)
}

func TestADatabaseIsGoneAfterItsTest(t *testing.T) {
	t.Parallel()
	var copied, empty string
	t.Run("inner", func(t *testing.T) {
		copied, empty = testdb.URL(t), testdb.Empty(t)
		require.NoError(t, db.Migrate(t.Context(), empty, testdb.Key()))
		testdb.Open(t, copied)
		testdb.Open(t, empty)
		_ = connect(t, copied)
	})
	for _, address := range []string{copied, empty} {
		_, err := pgx.Connect(t.Context(), address)
		require.ErrorContains(t, err, "does not exist")
	}

	parsed, err := url.Parse(empty)
	require.NoError(t, err)
	prefix := strings.TrimPrefix(parsed.Path, "/")
	parsed.Path = "/postgres"
	var roles int
	err = connect(t, parsed.String()).QueryRow(t.Context(),
		"select count(*) from pg_roles where starts_with(rolname, $1)", prefix).Scan(&roles)
	require.NoError(t, err)
	require.Zero(t, roles)
}

func TestAMouldIsFilledOnceAndEachTestHasACopyOfItsOwn(t *testing.T) {
	t.Parallel()
	var mould testdb.Mould
	filled := 0
	fill := func(url string) {
		filled++
		connection, err := pgx.Connect(t.Context(), url)
		require.NoError(t, err)
		_, err = connection.Exec(t.Context(), "create table moulded as select 'as it was' as word")
		require.NoError(t, err)
		require.NoError(t, connection.Close(t.Context()))
	}
	first, second := mould.URL(t, fill), mould.URL(t, fill)
	require.Equal(t, 1, filled)
	require.NotEqual(t, first, second)
	_, err := connect(t, first).Exec(t.Context(), "update moulded set word = 'changed'")
	require.NoError(t, err)
	var word string
	require.NoError(t, connect(t, second).QueryRow(t.Context(), "select word from moulded").Scan(&word))
	require.Equal(t, "as it was", word)
	require.NoError(t, testdb.Open(t, second).Ping(t.Context()), "roles and their rights are copied too")
}

func TestWithpgGivesTheCommandAServerAndItsExitCode(t *testing.T) {
	t.Parallel()
	binary := t.TempDir() + "/withpg"
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "./withpg")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is built otherwise: what it imports is compiled already
	said, err := build.CombinedOutput()
	require.NoError(t, err, string(said))

	var without []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, testdb.Variable+"=") {
			without = append(without, variable)
		}
	}
	command := exec.CommandContext(t.Context(), binary, "sh", "-c", "echo $"+testdb.Variable+"; exit 7")
	command.Env = without
	output, err := command.Output()
	require.Error(t, err)
	require.Equal(t, 7, command.ProcessState.ExitCode())
	address := strings.TrimSpace(string(output))
	require.True(t, strings.HasPrefix(address, "postgres://"), address)
	_, err = pgx.Connect(t.Context(), address)
	require.Error(t, err, "the server ended with the command")

	command = exec.CommandContext(t.Context(), binary, "sh", "-c", "echo $"+testdb.Variable)
	command.Env = append(without, testdb.Variable+"=postgres://given")
	output, err = command.Output()
	require.NoError(t, err)
	require.Equal(t, "postgres://given", strings.TrimSpace(string(output)))
}

// A database must be cheap enough that no test is tempted to share one.
func BenchmarkURL(b *testing.B) {
	testdb.URL(b)
	begun := time.Now()
	for b.Loop() {
		testdb.URL(b)
	}
	b.ReportMetric(float64(time.Since(begun).Milliseconds())/float64(b.N), "ms/database")
}
