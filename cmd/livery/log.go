package main

import (
	"io"
	"log/slog"

	"github.com/liveryhq/livery/internal/config"
)

// newLogger writes JSON lines.
func newLogger(w io.Writer, c config.Config) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: c.Watching.LogLevel}))
}
