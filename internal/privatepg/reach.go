package privatepg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrRuns tells that another process runs the server of this data directory; Reach finds it.
var ErrRuns = errors.New("another Livery")

// Reach returns the address, for the superuser, of the server that another process runs for the data directory, so that
// a command can work beside it. It never starts or stops anything. Whoever may read the folder may do this: they are the
// operator.
func Reach(ctx context.Context, options Options) (adminURL string, err error) {
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{log: options.Log}
	if s.place, err = settle(options); err != nil {
		return "", fmt.Errorf("private PostgreSQL: %w", err)
	}
	if s.port, err = s.place.runningPort(); err != nil {
		return "", fmt.Errorf("private PostgreSQL: %w", err)
	}
	if s.password, err = s.place.password(true); err != nil {
		return "", fmt.Errorf("private PostgreSQL: %w", err)
	}
	if err := s.verify(ctx); err != nil {
		return "", fmt.Errorf("private PostgreSQL: %w", err)
	}
	return s.AdminURL(), nil
}

// runningPort is what the server notes about itself (PostgreSQL manual, "Database File Layout": postmaster.pid).
func (p place) runningPort() (int, error) {
	path := filepath.Join(p.cluster(), "postmaster.pid")
	content, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("finding the running server: %w", err)
	}
	const portLine = 3
	lines := strings.Split(string(content), "\n")
	if len(lines) <= portLine {
		return 0, fmt.Errorf("the server of %s is starting or stopping: try again", p.cluster())
	}
	port, err := strconv.Atoi(strings.TrimSpace(lines[portLine]))
	if err != nil {
		return 0, fmt.Errorf("%s names no port: %w", path, err)
	}
	return port, nil
}
