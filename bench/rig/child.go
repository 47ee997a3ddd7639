package rig

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
)

// BePath runs the path and ends the process, if this process was started to be it. A program that uses StartPath calls
// it before anything else.
func BePath() {
	told, ok := os.LookupEnv(variable)
	if !ok {
		return
	}
	var c PathConfig
	if err := json.Unmarshal([]byte(told), &c); err != nil {
		fmt.Fprintln(os.Stderr, "the path's configuration:", err)
		os.Exit(2)
	}
	if err := be(c); err != nil {
		fmt.Fprintln(os.Stderr, "the path:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func be(c PathConfig) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	metrics := prometheus.NewRegistry()
	go func() {
		answer(metrics) // until who started us closes standard input, or ends
		cancel()
	}()
	spoolDir := filepath.Join(c.DataDir, "spool")
	if c.Tmpfs > 0 {
		if err := mount(spoolDir, c.Tmpfs); err != nil {
			return err
		}
	}
	onSignals(ctx, spoolDir, c.Memory)
	if c.Profile != "" {
		f, err := os.Create(c.Profile)
		if err != nil {
			return fmt.Errorf("write a profile: %w", err)
		}
		defer func() { _ = f.Close() }() // the child has its own
		if err := pprof.StartCPUProfile(f); err != nil {
			return fmt.Errorf("write a profile: %w", err)
		}
		defer pprof.StopCPUProfile()
	}
	if c.Ports == nil {
		c.Ports = map[string]int{}
		for _, p := range all.Table() {
			c.Ports[p.Name] = 0
		}
	}
	if c.Host == "" {
		c.Host = "127.0.0.1"
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = 1 << 30
	}
	var opened *db.DB
	defer func() {
		if opened != nil {
			opened.Close()
		}
	}()
	i, err := ingest.Open(ctx, ingest.Config{
		Gateway: true, Worker: true, Key: Key(), DataDir: c.DataDir, SpoolDir: spoolDir, SpoolShards: c.Shards, SpoolMaxBytes: c.MaxBytes,
		SpoolMinFreeDisk: -1, RecordsPerDay: 1 << 30, Protocols: all.Table(), Host: c.Host, Ports: c.Ports, Clock: clock.System{},
		Metrics: metrics, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Database: func(ctx context.Context) (*db.DB, error) {
			d, err := db.Open(ctx, c.URL, Key(), db.Options{MaxConns: 20, Log: slog.New(slog.DiscardHandler)})
			opened = d
			return d, err
		},
	})
	if err != nil {
		return err
	}
	ready, err := json.Marshal(i.Addresses())
	if err != nil {
		return err
	}
	if _, err := fmt.Println(string(ready)); err != nil {
		return err
	}
	return i.Run(ctx)
}

// answer says at each line of standard input how many records were brought into the database.
func answer(metrics *prometheus.Registry) {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		stored := 0.0
		families, err := metrics.Gather()
		for _, f := range families {
			if f.GetName() == storedMetric {
				stored = f.GetMetric()[0].GetCounter().GetValue()
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "the path:", err)
		}
		fmt.Println(int64(stored))
	}
}

// storedMetric counts what the store has committed.
const storedMetric = "livery_store_records_total"

func mount(dir string, size int64) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the spool's folder: %w", err)
	}
	// Nothing mounted here is to be seen elsewhere.
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make mounts private: %w", err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		return fmt.Errorf("mount a small file system for the spool (it takes root, or a kernel that lets users have namespaces): %w", err)
	}
	return nil
}

func onSignals(ctx context.Context, spoolDir, memory string) {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGHUP)
	filler := filepath.Join(spoolDir, "filler")
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-signals:
				var err error
				switch s {
				case syscall.SIGUSR1:
					err = fill(filler)
				case syscall.SIGUSR2:
					err = os.Remove(filler)
				case syscall.SIGHUP:
					err = heap(memory)
				}
				if err != nil {
					fmt.Fprintln(os.Stderr, "the path:", err)
				}
			}
		}
	}()
}

func fill(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	for size := 1 << 20; size > 0; {
		if _, err = f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	if errors.Is(err, syscall.ENOSPC) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

// heap collects garbage, gives back what is free, and writes the profile: then memory is what is needed.
func heap(name string) error {
	runtime.GC()
	debug.FreeOSMemory()
	if name == "" {
		return nil
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(pprof.WriteHeapProfile(f), f.Close())
}
