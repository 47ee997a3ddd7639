package privatepg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// Options of a private server.
type Options struct {
	// DataDir is the installation's data directory; it is made if it is not there.
	DataDir string
	// Durable servers survive a power cut. Tests say false: no fsync, and a crash of the machine ruins the cluster.
	Durable bool
	// Memory in megabytes that the server is to be at home in; 0 is all the machine has. A small one is quicker to drop databases: for
	// each it looks through all of its buffers.
	Memory int
	// Port to listen on at 127.0.0.1; 0 takes a free one.
	Port int
	// Log receives what the server says; nil discards it.
	Log *slog.Logger
	// Binaries is the folder of the PostgreSQL programs; empty searches where Debian puts them, then PATH.
	Binaries string
	// Elsewhere is where the cluster goes if PostgreSQL's user cannot enter DataDir; empty means /var/lib/livery.
	Elsewhere string
}

// Server is a running private PostgreSQL.
type Server struct {
	place    place
	programs programs
	durable  bool
	memory   int // megabytes
	output   *serverOutput
	log      *slog.Logger
	port     int
	password string

	stopping sync.Once
	stop     chan struct{}        // closed to stop
	within   chan context.Context // holds, before stop is closed, the context that bounds the stopping
	done     chan struct{}        // closed when the process is gone for good
	failure  error                // how stopping went; valid after done
}

// Start starts the server, making the cluster first if there is none, and returns when it accepts connections. The
// context bounds the start only. The errors name the remedy: they are for the operator.
func Start(ctx context.Context, options Options) (*Server, error) {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	place, err := settle(options)
	if err == nil {
		place, err = occupy(place)
	}
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL: %w", err)
	}
	server := &Server{
		place: place, durable: options.Durable, memory: cmp.Or(options.Memory, memoryMegabytes()), port: options.Port, log: options.Log,
		output: &serverOutput{log: options.Log},
		stop:   make(chan struct{}), within: make(chan context.Context, 1), done: make(chan struct{}),
	}
	if err := server.start(ctx, options); err != nil {
		return nil, errors.Join(fmt.Errorf("private PostgreSQL: %w", err), place.leave())
	}
	return server, nil
}

func (s *Server) start(ctx context.Context, options Options) (err error) {
	version, err := s.place.version()
	if err != nil {
		return err
	}
	if s.programs, err = find(ctx, options.Binaries, version); err != nil {
		return fmt.Errorf("%s: %w", s.place.cluster(), err)
	}
	if s.password, err = s.place.password(version != 0); err != nil {
		return err
	}
	if version == 0 {
		if err := s.initialise(ctx); err != nil {
			return err
		}
	}
	if err := s.writeSettings(); err != nil {
		return err
	}
	started := make(chan error, 1)
	go s.supervise(ctx, started)
	if err := <-started; err != nil {
		<-s.done
		return err
	}
	if err := s.verify(ctx); err != nil {
		return errors.Join(err, s.halt(ctx))
	}
	s.log.Info("private PostgreSQL is ready", "port", s.port, "directory", s.place.cluster(),
		"version", s.programs.version)
	return nil
}

// AdminURL is the address of the database "postgres" for the superuser, with the password in it.
func (s *Server) AdminURL() string {
	return (&url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, s.password),
		Host:     net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)),
		Path:     "/postgres",
		RawQuery: "sslmode=disable",
	}).String()
}

// Directory is where the cluster lies.
func (s *Server) Directory() string { return s.place.cluster() }

// Port is the TCP port on 127.0.0.1; it stays the same for the life of the Server.
func (s *Server) Port() int { return s.port }

// Stop ends the server in PostgreSQL's fast mode: sessions are closed, open transactions rolled back, all is written
// to disk. If that takes longer than ctx allows, the server is made to quit at once (it recovers at its next start)
// and the error says so. Stopping twice is harmless.
func (s *Server) Stop(ctx context.Context) error {
	err := s.halt(ctx)
	return errors.Join(err, s.place.leave())
}

func (s *Server) halt(ctx context.Context) error {
	s.stopping.Do(func() {
		s.within <- ctx
		close(s.stop)
	})
	<-s.done
	return s.failure
}

// verify makes sure that what answers on our port is our own server. Between choosing a free port and listening on it
// somebody else's PostgreSQL may have taken it.
func (s *Server) verify(ctx context.Context) error {
	connection, err := pgx.Connect(ctx, s.AdminURL())
	if err != nil {
		return fmt.Errorf("connecting to the server just started: %w", err)
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = connection.Close(closing)
	}()
	var serves string
	if err := connection.QueryRow(ctx, "show data_directory").Scan(&serves); err != nil {
		return fmt.Errorf("asking the server for its directory: %w", err)
	}
	if !sameDirectory(serves, s.place.cluster()) {
		return fmt.Errorf("port %d answers for %s, not for %s: another server took the port; start again",
			s.port, serves, s.place.cluster())
	}
	return nil
}

func sameDirectory(a, b string) bool {
	first, errFirst := os.Stat(a)
	second, errSecond := os.Stat(b)
	if errFirst == nil && errSecond == nil {
		return os.SameFile(first, second)
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

// freePort asks the kernel for a port on the loopback interface that nobody listens on now.
func freePort(ctx context.Context) (int, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("looking for a free port: %w", err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	return port, listener.Close()
}
