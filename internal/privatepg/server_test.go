package privatepg_test

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/privatepg"
)

func TestMain(m *testing.M) {
	if directory := os.Getenv(childVariable); directory != "" {
		os.Exit(runAsChild(directory))
	}
	goleak.VerifyTestMain(m)
}

// passable is a temporary folder that PostgreSQL's user can go through, unlike t.TempDir when we are root.
func passable(t *testing.T) string {
	t.Helper()
	directory, err := os.MkdirTemp("", "livery-privatepg-")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(directory, 0o711))
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(directory)) })
	return directory
}

func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func start(t *testing.T, directory string, change ...func(*privatepg.Options)) *privatepg.Server {
	t.Helper()
	options := privatepg.Options{DataDir: directory}
	for _, c := range change {
		c(&options)
	}
	server, err := privatepg.Start(within(t), options)
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Stop(context.Background()) })
	return server
}

func query(t *testing.T, address, sql string) string {
	t.Helper()
	ctx := within(t)
	connection, err := pgx.Connect(ctx, address)
	require.NoError(t, err)
	defer func() { _ = connection.Close(ctx) }()
	var answer string
	require.NoError(t, connection.QueryRow(ctx, sql).Scan(&answer))
	return answer
}

func execute(t *testing.T, address, sql string) {
	t.Helper()
	ctx := within(t)
	connection, err := pgx.Connect(ctx, address)
	require.NoError(t, err)
	defer func() { _ = connection.Close(ctx) }()
	_, err = connection.Exec(ctx, sql)
	require.NoError(t, err)
}

func serverPID(t *testing.T, server *privatepg.Server) int {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(server.Directory(), "postmaster.pid"))
	require.NoError(t, err)
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(first)
	require.NoError(t, err)
	return pid
}

func TestAServerStartsOnNothingAndKeepsItsDataOverAStop(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	server := start(t, directory, func(o *privatepg.Options) { o.Durable = true })
	address := server.AdminURL()
	require.Equal(t, "on", query(t, address, "show fsync"))
	require.Equal(t, "on", query(t, address, "show data_checksums"))
	require.Equal(t, "UTF8", query(t, address, "show server_encoding"))
	require.Equal(t, "scram-sha-256", query(t, address, "show password_encryption"))
	require.Equal(t, "200", query(t, address, "show max_connections"))
	require.Equal(t, "off", query(t, address, "show jit"))
	require.Equal(t, "127.0.0.1", query(t, address, "show listen_addresses"))
	require.Equal(t, "привет", query(t, address, "select lower('ПРИВЕТ')"), "letters beyond ASCII have cases")
	execute(t, address, "create table kept as select 'still here' as word")
	execute(t, address, "alter system set work_mem = '11MB'")

	parsed, err := url.Parse(address)
	require.NoError(t, err)
	parsed.User = url.UserPassword("postgres", "guessed")
	_, err = pgx.Connect(within(t), parsed.String())
	require.ErrorContains(t, err, "password authentication failed")

	parsed, err = url.Parse(address)
	require.NoError(t, err)
	socket := filepath.Join(filepath.Dir(server.Directory()), "run")
	parsed.Host, parsed.RawQuery = "", url.Values{"host": {socket}, "port": {parsed.Port()}}.Encode()
	require.Equal(t, "still here", query(t, parsed.String(), "select word from kept"))

	_, err = privatepg.Start(within(t), privatepg.Options{DataDir: directory})
	require.ErrorContains(t, err, "another Livery (process "+strconv.Itoa(os.Getpid())+") runs the database in")
	require.ErrorIs(t, err, privatepg.ErrRuns)
	beside, err := privatepg.Reach(within(t), privatepg.Options{DataDir: directory})
	require.NoError(t, err)
	require.Equal(t, "still here", query(t, beside, "select word from kept"), "a command works beside it")

	require.NoError(t, server.Stop(within(t)))
	require.NoError(t, server.Stop(within(t)), "stopping twice is harmless")
	require.NoFileExists(t, filepath.Join(server.Directory(), "postmaster.pid"))

	again := start(t, directory, func(o *privatepg.Options) { o.Durable = true })
	require.Equal(t, "still here", query(t, again.AdminURL(), "select word from kept"))
	require.Equal(t, "11MB", query(t, again.AdminURL(), "show work_mem"), "ALTER SYSTEM goes before our settings")
}

func TestAServerOfTestsAsksForThePasswordToo(t *testing.T) {
	t.Parallel()
	server := start(t, passable(t), func(o *privatepg.Options) { o.Memory = 2048 })
	require.Equal(t, "256MB", query(t, server.AdminURL(), "show shared_buffers"), "of the memory that it was given")
	parsed, err := url.Parse(server.AdminURL())
	require.NoError(t, err)
	parsed.User = url.UserPassword("postgres", "guessed")
	_, err = pgx.Connect(within(t), parsed.String())
	require.ErrorContains(t, err, "password authentication failed")
}

func TestAKilledServerComesBackOnItsPort(t *testing.T) {
	t.Parallel()
	server := start(t, passable(t), func(o *privatepg.Options) { o.Durable = true })
	execute(t, server.AdminURL(), "create table kept as select 'still here' as word")
	pid := serverPID(t, server)
	process, err := os.FindProcess(pid)
	require.NoError(t, err)
	require.NoError(t, process.Kill())

	require.Eventually(t, func() bool {
		connection, err := pgx.Connect(within(t), server.AdminURL())
		if err != nil {
			return false
		}
		defer func() { _ = connection.Close(context.Background()) }()
		var word string
		return connection.QueryRow(within(t), "select word from kept").Scan(&word) == nil && word == "still here"
	}, time.Minute, 20*time.Millisecond)
	require.NotEqual(t, pid, serverPID(t, server))
	require.NoError(t, server.Stop(within(t)))
}

func TestStoppingWhileAKilledServerComesBackEndsIt(t *testing.T) {
	t.Parallel()
	server := start(t, passable(t))
	process, err := os.FindProcess(serverPID(t, server))
	require.NoError(t, err)
	require.NoError(t, process.Kill())
	_ = server.Stop(within(t)) // an error if it came before the death was noticed
	_, err = pgx.Connect(within(t), server.AdminURL())
	require.ErrorContains(t, err, "connection refused")
}

func TestAStopThatTakesTooLongIsMadeShortAndSaysSo(t *testing.T) {
	t.Parallel()
	server := start(t, passable(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, server.Stop(ctx), context.Canceled)
	_, err := pgx.Connect(within(t), server.AdminURL())
	require.ErrorContains(t, err, "connection refused")
}

func TestAStartThatIsCancelledLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	directory := passable(t)
	require.NoError(t, start(t, directory).Stop(within(t)))

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := privatepg.Start(ctx, privatepg.Options{DataDir: directory})
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, start(t, directory).Stop(within(t)), "the folder is free again")
}

func TestAWishedPortThatIsTakenIsAClearError(t *testing.T) {
	t.Parallel()
	first := start(t, passable(t))
	_, err := privatepg.Start(within(t), privatepg.Options{DataDir: passable(t), Port: first.Port()})
	require.ErrorContains(t, err, "port "+strconv.Itoa(first.Port())+": the port is taken")
}
