package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/simulator"
)

// standing is how often a tracker reports that does not move: whoever tries it out waits no longer for its first record, at night too.
const standing = 10 * time.Second

// simulateCommand is one tracker, or many, driving through the demo's city.
func simulateCommand(ctx context.Context, args []string, s streams) int {
	flags := flag.NewFlagSet("livery simulate", flag.ContinueOnError)
	flags.SetOutput(s.err)
	name := flags.String("protocol", "teltonika", "protocol to speak")
	variant := flags.String("variant", "", "dialect: 8, 8e or 16 of teltonika; 1.1 or 2.0 of wialon-ips; query or json of osmand")
	identity := flags.String("identity", "", "IMEI or other identity; with --count the first of many")
	password := flags.String("password", "", "password, where the protocol has one")
	host := flags.String("host", "127.0.0.1", "server to report to")
	port := flags.Int("port", 0, "port; 0: the usual one of the protocol")
	count := flags.Int("count", 1, "how many trackers; each has the identity before it plus one")
	interval := flags.Duration("interval", 5*time.Second, "time between records while it moves")
	backfill := flags.Duration("backfill", 0, "first send what was recorded in that time")
	restless := flags.Bool("restless", false, "its day has just begun and has no long breaks: until tomorrow it stands for minutes at most")
	duration := flags.Duration("for", 0, "stop after that time; 0: at Ctrl-C")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	p, ok := protocolsByName()[*name]
	if !ok || p.NewDevice == nil {
		fmt.Fprintf(s.err, "livery simulate: --protocol: %q is not simulated; choose one of %s\n", *name, strings.Join(sortedKeys(protocolsByName()), ", "))
		return 2
	}
	if *identity == "" || *count < 1 || *interval < time.Second {
		fmt.Fprintln(s.err, "livery simulate: give an --identity, a --count of at least 1 and an --interval of at least 1s")
		return 2
	}
	if *port == 0 {
		*port = p.Port
	}
	if *duration > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, *duration)
		defer cancel()
	}
	profile := simulator.Courier()
	if *restless {
		profile.LongShare, profile.Shift = 0, 24*time.Hour
	}
	f := simulator.NewFleet(clock.System{})
	for n := range *count {
		id := *identity
		if n > 0 {
			first, err := strconv.ParseUint(*identity, 10, 64)
			if err != nil {
				fmt.Fprintln(s.err, "livery simulate: --identity: with --count it has to be a number")
				return 2
			}
			id = fmt.Sprintf("%0*d", len(*identity), first+uint64(n))
		}
		walker := simulator.NewWalker(seedOf(id), profile)
		from := time.Now().Add(-*backfill - *interval)
		if *restless {
			walker.SetsOut(from)
		}
		f.Add(simulator.Config{Protocol: p, Device: protocol.DeviceConfig{Identity: id, Password: *password, Variant: *variant},
			Address: net.JoinHostPort(*host, strconv.Itoa(*port)), Walker: walker,
			Rhythm: simulator.Rhythm{Moving: *interval, Standing: max(*interval, standing)}, From: from})
	}
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			tellCounts(s, f.Counts())
			if err != nil {
				return fail(s, "simulate", err)
			}
			return tellNothingTaken(s, f.Counts(), net.JoinHostPort(*host, strconv.Itoa(*port)))
		case <-tick.C:
			tellCounts(s, f.Counts())
		}
	}
}

func tellCounts(s streams, c simulator.Counts) {
	fmt.Fprintf(s.out, "connected %d, records acknowledged %d in %d packets, failed connections %d, of these refused %d\n",
		c.Connected, c.Records, c.Packets, c.Failures, c.Refusals)
}

// tellNothingTaken says why not one record was taken, where that is so.
func tellNothingTaken(s streams, c simulator.Counts, address string) int {
	switch {
	case c.Records > 0 || c.Failures == 0:
		return 0
	case c.Refusals > 0:
		fmt.Fprintf(s.err, "livery simulate: the server at %s knows no such device, or wants another password: add an object with a tracker of this identity first\n", address)
	default:
		fmt.Fprintf(s.err, "livery simulate: nothing was taken at %s: is a server there, and is this the port of that protocol?\n", address)
	}
	return 1
}

// seedOf gives each identity a way of its own.
func seedOf(identity string) uint64 {
	var seed uint64 = 14695981039346656037
	for _, b := range []byte(identity) {
		seed = (seed ^ uint64(b)) * 1099511628211
	}
	return seed
}
