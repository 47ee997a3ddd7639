package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

func main() {
	beWorker()
	figure, err := prove(context.Background(), 25)
	if err != nil {
		fmt.Fprintln(os.Stderr, "import: FAILED:", err)
		os.Exit(1)
	}
	fmt.Println("import:", figure)
}

// prove does it all against a PostgreSQL of its own.
func prove(ctx context.Context, kills int) (figure string, err error) {
	dir, err := os.MkdirTemp("", "livery-importing-")
	if err != nil {
		return "", fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return "", fmt.Errorf("open the folder: %w", err)
	}
	pg, err := rig.StartPostgres(ctx, dir, false)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, pg.Stop()) }()
	s, err := newScene(ctx, pg)
	if err != nil {
		return "", err
	}
	defer s.db.Close()
	var told []string
	for _, step := range []struct {
		name string
		run  func(context.Context) (string, error)
	}{
		{"tried out", s.triedOut},
		{"imported", func(ctx context.Context) (string, error) { return s.imported(ctx, kills) }},
		{"repeated", s.repeated},
		{"taken back", s.takenBack},
	} {
		begun := time.Now()
		figure, err := step.run(ctx)
		if err != nil {
			return "", fmt.Errorf("%s: %w", step.name, err)
		}
		fmt.Printf("  %-12s %s (%.1f s)\n", step.name, figure, time.Since(begun).Seconds())
		told = append(told, figure)
	}
	return fmt.Sprintf("%s; %s; %s; %s", told[0], told[1], told[2], told[3]), nil
}
