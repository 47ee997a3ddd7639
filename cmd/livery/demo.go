package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/ingest/simulator"
)

// demo runs an installation for this machine with the demo's world in it, and drives its trackers over real sockets.
func demo(ctx context.Context, args []string, s streams) int {
	flags := flag.NewFlagSet("livery demo", flag.ContinueOnError)
	flags.SetOutput(s.err)
	data := flags.String("data", "", "folder for what the demo keeps (LIVERY_DATA_DIR, else ./data)")
	still := flags.Bool("still", false, "do not simulate trackers")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	c, err := config.Load(demoEnvironment(s.environment, *data))
	if err != nil {
		return tellConfiguration(s, "demo", err)
	}
	if err := runDemo(ctx, c, s, *still); err != nil && !errors.Is(err, context.Canceled) {
		return fail(s, "demo", err)
	}
	return 0
}

// demoEnvironment keeps the demo on this machine, whatever is set.
func demoEnvironment(environment []string, data string) []string {
	out := slices.Clone(environment)
	set := func(name, value string, always bool) {
		name = config.Prefix + name + "="
		if always || !slices.ContainsFunc(out, func(v string) bool { return strings.HasPrefix(v, name) }) {
			out = append(out, name+value)
		}
	}
	if data != "" {
		set("DATA_DIR", data, true)
	}
	set("PLAIN_HTTP", "true", true)
	set("TRACKER_HOST", "127.0.0.1", false)
	set("SPOOL_MAX_BYTES", "1GiB", false)
	set("SPOOL_MIN_FREE_DISK", "64MiB", false)
	return out
}

func runDemo(ctx context.Context, c config.Config, s streams, still bool) (err error) {
	fmt.Fprintln(s.err, "Starting: database, tracker ports, web …")
	if err := os.MkdirAll(c.General.DataDir, 0o750); err != nil {
		return err
	}
	logFile, err := os.OpenFile(filepath.Join(c.General.DataDir, "demo.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, logFile.Close()) }()
	told := filepath.Join(c.General.DataDir, "demo.json")
	if err := os.Remove(told); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// Letters end here: whatever mail server is set, the demo sends to nobody.
	caught, err := catcher.Listen(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, caught.Close()) }()
	c.Mail = config.Mail{SMTPServer: caught.Address(), SMTPTLS: config.NoTLS, LettersListen: "127.0.0.1:0", SendersPrivate: true, WebhooksPrivate: c.Mail.WebhooksPrivate, TranslationPrivate: true, LettersMaxBytes: 1 << 30, LettersMinFreeDisk: 64 << 20}
	// A demo has more memory than patience: collecting it as usual is a tenth of what filling costs.
	collected := collectSeldom()
	defer collected()
	i, err := openInstallation(ctx, c, newLogger(logFile, c), options{freePorts: true, offlineAfter: demoOfflineAfter, zone: "localhost"})
	if err != nil {
		return err
	}
	seed := demoSeed{installation: i, now: time.Now().UTC()}
	if err := seed.world(db.CommitLate(ctx)); err != nil {
		return errors.Join(fmt.Errorf("open the demo's world: %w", err), i.close(context.WithoutCancel(ctx)))
	}
	// The trackers knock as soon as they are driven, and whoever is refused comes again after a while only.
	if err := i.ingest.Refresh(ctx); err != nil {
		return errors.Join(fmt.Errorf("let the demo's trackers in: %w", err), i.close(context.WithoutCancel(ctx)))
	}
	_, port, err := net.SplitHostPort(i.web.Addr().String())
	if err != nil {
		return err
	}
	seed.told.listening(port, i.ingest.Addresses())
	if i.ops != nil {
		seed.told.Metrics = "http://" + i.ops.Address() + "/metrics"
	}
	seed.told.Mail = demoMail{URL: caught.URL(), SMTP: i.post.listener.Addr().String()}
	trackers, stopTrackers := context.WithCancel(ctx)
	defer stopTrackers()
	var g errgroup.Group
	g.Go(func() error { return i.run(ctx) })
	if !still {
		g.Go(func() error { return driveDemo(trackers, seed.drive, i.ingest.Addresses(), seed.now) })
	}
	// The desks' weeks take some seconds: nobody waits for them.
	g.Go(func() error {
		opened, err := seed.fillDesks(db.CommitLate(ctx))
		collected()
		if ctx.Err() != nil {
			return nil //nolint:nilerr // whoever ends the demo need not wait for it
		}
		if err != nil {
			fmt.Fprintln(s.err, "The desks could not be filled:", err)
			return err
		}
		if opened > 0 {
			fmt.Fprintf(s.err, "The desks are filled: %d tickets.\n", opened)
		}
		return nil
	})
	g.Go(func() error {
		if err := seed.applicants(db.CommitLate(ctx), caught); err != nil && ctx.Err() == nil {
			fmt.Fprintln(s.err, "Nobody could ask for a business of their own:", err)
			return err
		}
		return nil
	})
	if err := seed.told.write(c.General.DataDir); err != nil {
		return err
	}
	seed.told.show(s.out, told, port)
	err = g.Wait()
	fmt.Fprintln(s.err, "Stopped.")
	return errors.Join(err, ignoreMissing(os.Remove(told)))
}

// collectSeldom has memory collected when there is five times as much of it as is in use, or more seldom if that was asked for; done puts it back, once.
func collectSeldom() (done func()) {
	const often = 400
	before := debug.SetGCPercent(often)
	if before < 0 || before > often {
		debug.SetGCPercent(before)
	}
	return sync.OnceFunc(func() { debug.SetGCPercent(before) })
}

func ignoreMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// driveDemo drives the demo's trackers until ctx ends.
func driveDemo(ctx context.Context, drive []demoDrive, addresses map[string]string, now time.Time) error {
	f := simulator.NewFleet(clock.System{})
	table := protocolsByName()
	for n, d := range drive {
		c := simulator.Config{Protocol: table[d.plan.protocol], Device: d.plan.device, Address: addresses[d.plan.protocol],
			Walker: simulator.NewWalker(uint64(n)+1, d.plan.profile), Rhythm: demoRhythm, Buffered: demoBuffered, From: d.from}
		if d.plan.switchedOff {
			c.Until = now.Add(-time.Duration(3+n%5) * time.Hour)
		}
		f.Add(c)
	}
	return f.Run(ctx)
}

func protocolsByName() map[string]protocol.Protocol {
	table := map[string]protocol.Protocol{}
	for _, p := range all.Table() {
		table[p.Name] = p
	}
	return table
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
