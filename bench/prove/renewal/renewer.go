package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

// The process that renews is told by these where, and what time it is.
const (
	whereVariable = "LIVERY_PROVE_RENEWAL"
	whenVariable  = "LIVERY_PROVE_RENEWAL_AT"
)

// beRenewer renews until nothing is due, and ends the process, if this process was started to.
func beRenewer() {
	url, ok := os.LookupEnv(whereVariable)
	if !ok {
		return
	}
	if err := renew(context.Background(), url, os.Getenv(whenVariable)); err != nil {
		fmt.Fprintln(os.Stderr, "renewer:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func renew(ctx context.Context, url, when string) error {
	now, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, url, rig.Key(), db.Options{MaxConns: 4})
	if err != nil {
		return err
	}
	defer d.Close()
	e := service.NewEngine(service.EngineConfig{DB: d, Clock: clock.At(now), Batch: 5})
	for {
		n, err := e.Renew(ctx)
		if err != nil || n == 0 {
			return err
		}
	}
}

// renewer is the process, started.
type renewer struct {
	cmd   *exec.Cmd
	ended chan error
}

func startRenewer(url string, now time.Time) (*renewer, error) {
	r := &renewer{cmd: exec.Command(os.Args[0]), ended: make(chan error, 1)}
	r.cmd.Env = append(os.Environ(), whereVariable+"="+url, whenVariable+"="+now.Format(time.RFC3339))
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { r.ended <- r.cmd.Wait() }()
	return r, nil
}
