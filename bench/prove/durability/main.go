package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	rig.BePath()
	kills := flag.Int("kills", 20, "how often the process is killed under load")
	away := flag.Duration("away", 10*time.Second, "how long PostgreSQL is stopped, at least")
	only := flag.String("only", "", "run only the proofs whose name contains this")
	flag.Parse()
	figures, err := prove(context.Background(), *kills, *away, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "durability: FAILED:", err)
		os.Exit(1)
	}
	fmt.Println("durability:", strings.Join(figures, "; "))
}

// prove runs the four proofs against one PostgreSQL.
func prove(ctx context.Context, kills int, away time.Duration, only string) (figures []string, err error) {
	dir, err := os.MkdirTemp("", "livery-durability-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	pg, err := rig.StartPostgres(ctx, dir, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, pg.Stop()) }()
	s := &scene{pg: pg, dir: dir}
	if err := s.furnish(ctx); err != nil {
		return nil, err
	}
	for _, each := range []struct {
		name string
		run  func(context.Context) (string, error)
	}{
		{"killed", func(ctx context.Context) (string, error) { return s.killed(ctx, kills) }},
		{"database away", func(ctx context.Context) (string, error) { return s.databaseAway(ctx, away) }},
		{"disk full", s.diskFull},
		{"order of system calls", s.order},
	} {
		if !strings.Contains(each.name, only) {
			continue
		}
		begun := time.Now()
		figure, err := each.run(ctx)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", each.name, err)
		}
		fmt.Printf("  %-22s %s (%.0f s)\n", each.name, figure, time.Since(begun).Seconds())
		figures = append(figures, figure)
	}
	return figures, nil
}
