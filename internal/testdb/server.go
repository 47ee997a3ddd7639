package testdb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/privatepg"
)

// Variable names the server of the test run: the address of its database "postgres" for a superuser.
const Variable = "LIVERY_TEST_DATABASE_URL"

// server is the PostgreSQL of this test process.
type server struct {
	admin string
	stop  func() error // nil if it is not ours to stop

	lending sync.Mutex
	idle    []*pgx.Conn // to the server's own database

	making sync.Mutex
	made   string   // the template's name, once it is made
	moulds []string // databases that live as long as the process
}

// shared is what the tests of one process share. A package variable, because the testing package offers nothing else
// that outlives a test; only Main and theServer touch it.
var shared struct {
	sync.Mutex
	running bool // Main is
	server  *server
}

// Main runs the tests of a package that uses testdb, stops the server if one was started for them, checks that no
// goroutine is left, and exits.
func Main(m *testing.M, options ...goleak.Option) {
	shared.Lock()
	shared.running = true
	shared.Unlock()
	code := m.Run()
	if err := release(); err != nil {
		fmt.Fprintln(os.Stderr, "testdb:", err)
		code = max(code, 1)
	}
	if code == 0 {
		if err := goleak.Find(options...); err != nil {
			fmt.Fprintln(os.Stderr, "testdb: goroutines are left after the tests:", err)
			code = 1
		}
	}
	os.Exit(code)
}

func release() error {
	shared.Lock()
	defer shared.Unlock()
	switch s := shared.server; {
	case s == nil:
		return nil
	case s.stop != nil:
		return errors.Join(s.hangUp(), s.stop())
	default:
		return errors.Join(s.dropMoulds(), s.hangUp())
	}
}

func theServer(ctx context.Context) (*server, error) {
	shared.Lock()
	defer shared.Unlock()
	if !shared.running {
		return nil, errors.New("the package needs: func TestMain(m *testing.M) { testdb.Main(m) }")
	}
	if shared.server != nil {
		return shared.server, nil
	}
	if admin := os.Getenv(Variable); admin != "" {
		shared.server = &server{admin: admin}
		return shared.server, nil
	}
	admin, stop, err := Start(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s is not set, and starting a server failed: %w", Variable, err)
	}
	shared.server = &server{admin: admin, stop: stop}
	return shared.server, nil
}

// Start starts a throw-away server in a temporary folder and returns its address for a superuser, and what ends it and
// removes the folder.
func Start(ctx context.Context) (admin string, stop func() error, err error) {
	directory, err := os.MkdirTemp(roomyMemory(), "livery-test-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder for the test server: %w", err)
	}
	remove := func() error { return os.RemoveAll(directory) }
	if err := os.Chmod(directory, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return "", nil, errors.Join(fmt.Errorf("opening the test server's folder: %w", err), remove())
	}
	// What the tests that run at once touch fits into 256 MB of buffers.
	const memory = 2048
	// Only what ruins a run: failing statements are what many tests are about.
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	running, err := privatepg.Start(ctx, privatepg.Options{DataDir: directory, Memory: memory, Log: log})
	if err != nil {
		return "", nil, errors.Join(err, remove())
	}
	return running.AdminURL(), func() error {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return errors.Join(running.Stop(ctx), remove())
	}, nil
}

// roomyMemory is the file system in memory if it has room for a run's databases, else the usual place for temporary
// files. A database is some four hundred files: making them takes a tenth of the time in memory.
func roomyMemory() string {
	const memory, room = "/dev/shm", 4 << 30
	var free syscall.Statfs_t
	if err := syscall.Statfs(memory, &free); err != nil || free.Bavail*uint64(free.Bsize) < room {
		return os.TempDir()
	}
	return memory
}

// database is the address of a database of the server, for the superuser.
func (s *server) database(name string) (string, error) {
	address, err := url.Parse(s.admin)
	if err != nil {
		return "", fmt.Errorf("%s is not an address: %w", Variable, err)
	}
	address.Path = "/" + name
	return address.String(), nil
}

// with lends a connection to the server's own database, which is kept for the next one: to make a new one costs as much as what most are
// borrowed for. One that something failed on is not kept.
func (s *server) with(ctx context.Context, use func(*pgx.Conn) error) error {
	connection := s.idleOne()
	if connection == nil {
		var err error
		if connection, err = pgx.Connect(ctx, s.admin); err != nil {
			return fmt.Errorf("connecting to the test server: %w", err)
		}
	}
	if err := use(connection); err != nil {
		return errors.Join(err, connection.Close(context.WithoutCancel(ctx)))
	}
	s.lending.Lock()
	defer s.lending.Unlock()
	s.idle = append(s.idle, connection)
	return nil
}

// idleOne takes a connection that nobody uses, if there is one.
func (s *server) idleOne() *pgx.Conn {
	s.lending.Lock()
	defer s.lending.Unlock()
	last := len(s.idle) - 1
	if last < 0 {
		return nil
	}
	connection := s.idle[last]
	s.idle = s.idle[:last]
	return connection
}

// hangUp closes the connections that are kept.
func (s *server) hangUp() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var failed error
	for connection := s.idleOne(); connection != nil; connection = s.idleOne() {
		failed = errors.Join(failed, connection.Close(ctx))
	}
	return failed
}

func (s *server) execute(ctx context.Context, statement string) error {
	return s.with(ctx, func(connection *pgx.Conn) error {
		_, err := connection.Exec(ctx, statement)
		return err
	})
}
