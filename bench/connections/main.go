package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// spare are the descriptors that a process needs besides its connections.
const spare = 500

func main() {
	beBare()
	rig.BePath()
	n := flag.Int("n", 15_000, "connections")
	objects := flag.Int("objects", 1_000_000, "objects that are known while some of them are blocked")
	flag.Parse()
	if err := run(context.Background(), *n, max(*n, *objects)); err != nil {
		fmt.Fprintln(os.Stderr, "connections:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, n, objects int) (err error) {
	if err := descriptors(uint64(n + spare)); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "livery-connections-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return fmt.Errorf("open the folder: %w", err)
	}
	bare, err := measureBare(n)
	if err != nil {
		return fmt.Errorf("the bare server: %w", err)
	}
	pg, err := rig.StartPostgres(ctx, dir, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pg.Stop()) }()
	d, err := db.Open(ctx, pg.URL(), rig.Key(), db.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	w, err := ingesttest.NewWorld(ctx, d)
	if err == nil {
		err = w.AddFleet(ctx, n, "teltonika", time.Now().Add(-time.Hour))
	}
	defer d.Close()
	if err != nil {
		return err
	}
	path, err := rig.StartPath(ctx, rig.PathConfig{URL: pg.URL(), DataDir: filepath.Join(dir, "path"), Shards: 4})
	if err != nil {
		return err
	}
	empty, full, took, err := measurePath(path, n)
	if err := errors.Join(err, path.Stop()); err != nil {
		return err
	}
	one, all, err := measureBlocks(ctx, pg.URL(), filepath.Join(dir, "blocked"), w, n, objects)
	if err != nil {
		return fmt.Errorf("blocks: %w", err)
	}
	each := float64(full-empty) / float64(n) / 1024
	fmt.Printf("connections: %d logged in and idle (in %.1f s): %.1f KiB each, a bare server %.1f KiB, ratio %.2f; the path without them %.0f MiB, with them %.0f MiB; of %d objects known and %d connected, one is refused %.0f ms after its block is committed, all that are connected %.0f ms after theirs\n",
		n, took.Seconds(), each, bare, each/bare, float64(empty)/(1<<20), float64(full)/(1<<20), objects, n, one.Seconds()*1000, all.Seconds()*1000)
	return nil
}

// descriptors raises the limit of this process and of those it starts.
func descriptors(n uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return fmt.Errorf("look at the limit of open files: %w", err)
	}
	if l.Max < n {
		return fmt.Errorf("%d open files are permitted (ulimit -Hn), %d are needed: ask for fewer connections with -n", l.Max, n)
	}
	l.Cur = l.Max
	return syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l)
}

func measurePath(path *rig.Path, n int) (empty, full int64, took time.Duration, err error) {
	if empty, err = path.Settled(); err != nil {
		return 0, 0, 0, err
	}
	begun := time.Now()
	hangUp, err := connect(path, n)
	defer hangUp()
	if err != nil {
		return 0, 0, 0, err
	}
	took = time.Since(begun)
	full, err = path.Settled()
	return empty, full, took, err
}

// connect logs trackers in; what it answers ends them all.
func connect(path *rig.Path, n int) (hangUp func(), err error) {
	fleet := make([]*rig.Tracker, n)
	hangUp = func() {
		for _, t := range fleet {
			if t != nil {
				t.Close()
			}
		}
	}
	err = inParallel(n, func(i int) error {
		var err error
		fleet[i], err = rig.Dial("teltonika", path.Addresses["teltonika"], protocol.DeviceConfig{Identity: ingesttest.IMEI(i)}, time.Minute)
		return err
	})
	if err != nil {
		return hangUp, fmt.Errorf("log in: %w", err)
	}
	return hangUp, nil
}

// inParallel does what for each of n, some at a time.
func inParallel(n int, what func(i int) error) error {
	var g errgroup.Group
	g.SetLimit(64)
	for i := range n {
		g.Go(func() error { return what(i) })
	}
	return g.Wait()
}

// measureBare tells KiB a connection of a server that does nothing with it.
func measureBare(n int) (float64, error) {
	server, err := startBare()
	if err != nil {
		return 0, err
	}
	defer server.stop()
	empty, err := server.settled()
	if err != nil {
		return 0, err
	}
	open := make([]net.Conn, n)
	defer func() {
		for _, c := range open {
			if c != nil {
				_ = c.Close()
			}
		}
	}()
	err = inParallel(n, func(i int) error {
		var err error
		if open[i], err = net.Dial("tcp", server.address); err != nil {
			return err
		}
		// The answer tells that the connection has its goroutine.
		if _, err = open[i].Write([]byte{1}); err != nil {
			return err
		}
		_, err = open[i].Read(make([]byte, 1))
		return err
	})
	if err != nil {
		return 0, err
	}
	full, err := server.settled()
	return float64(full-empty) / float64(n) / 1024, err
}
