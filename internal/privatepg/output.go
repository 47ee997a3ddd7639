package privatepg

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
)

// keptLines of the server's last words, for errors.
const keptLines = 20

// serverOutput passes what the server says to the log and remembers the end of it.
type serverOutput struct {
	log *slog.Logger

	mu      sync.Mutex
	partial []byte
	last    []string
}

// Write takes a piece of the server's standard error.
func (o *serverOutput) Write(piece []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.partial = append(o.partial, piece...)
	for {
		line, rest, found := bytes.Cut(o.partial, []byte("\n"))
		if !found {
			return len(piece), nil
		}
		o.line(string(line))
		o.partial = slices.Clone(rest)
	}
}

func (o *serverOutput) line(line string) {
	o.last = append(o.last, line)
	if len(o.last) > keptLines {
		o.last = slices.Delete(o.last, 0, len(o.last)-keptLines)
	}
	severity, message, found := strings.Cut(line, ":  ")
	if !found {
		message = line
	}
	o.log.Log(context.Background(), level(severity), "postgres: "+strings.TrimSpace(message))
}

// level of a message by PostgreSQL's severity. An ERROR is a client's statement that failed, and the client knows.
func level(severity string) slog.Level {
	switch severity {
	case "PANIC":
		return slog.LevelError
	case "FATAL", "WARNING":
		return slog.LevelWarn
	default:
		return slog.LevelDebug
	}
}

// tail is the end of what the server said.
func (o *serverOutput) tail() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.TrimSpace(strings.Join(o.last, "\n") + "\n" + string(o.partial))
}

// forget drops what an earlier run said.
func (o *serverOutput) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last, o.partial = nil, nil
}
