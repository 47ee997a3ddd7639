package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

type options struct {
	customers, clients, rush, entries int
	lasting                           time.Duration
}

func main() {
	var o options
	flag.IntVar(&o.customers, "customers", 10_000, "customers of the hot book: pgbench updates a million rows, so that its clients do not wait for each other")
	flag.IntVar(&o.clients, "clients", 4, "clients at top-ups, and as many at pgbench's updates: two for each processor of a small server, so that one works while another waits for the disk")
	flag.IntVar(&o.rush, "rush", 128, "as many where payments by card come in a rush")
	flag.IntVar(&o.entries, "entries", 1_000_000, "entries of the large wallet")
	flag.DurationVar(&o.lasting, "for", 10*time.Second, "how long each rate is measured")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "ledger:", err)
		os.Exit(1)
	}
}

type bench struct {
	options

	market rig.Market
	db     *db.DB
	super  *pgx.Conn
	url    string

	postgres *rig.Postgres
	ledger   *ledger.Ledger
}

func run(ctx context.Context, o options) error {
	return rig.OnBed(ctx, "ledger", true, func(ctx context.Context, bed *rig.Bed) error {
		b := &bench{options: o, postgres: bed.Postgres, url: bed.Postgres.URL(), db: bed.DB, super: bed.Super, ledger: ledger.New(bed.DB, clock.System{}),
			market: rig.Market{Books: 1, Accounts: o.customers, Objects: 1, Prices: []int64{500}, From: time.Now().AddDate(-1, 0, 0)}}
		return b.measure(ctx)
	})
}

func (b *bench) measure(ctx context.Context) error {
	if err := b.market.Fill(ctx, b.db, b.super); err != nil {
		return fmt.Errorf("fill the database: %w", err)
	}
	// Whoever pays has paid before and is served: a first payment makes a wallet, and brings objects back.
	if err := b.market.Fund(ctx, b.db, time.Now(), 10_000, 10_000); err != nil {
		return fmt.Errorf("fund the customers: %w", err)
	}
	if _, err := service.NewEngine(service.EngineConfig{DB: b.db, Clock: clock.System{}}).Renew(ctx); err != nil {
		return fmt.Errorf("renew what is due: %w", err)
	}
	rush := *b
	rush.clients = b.rush
	pressed, err := rush.beside(ctx)
	if err != nil {
		return err
	}
	calm, err := b.beside(ctx)
	if err != nil {
		return err
	}
	theirs := calm.theirs
	posted, err := b.posted(ctx)
	if err != nil {
		return fmt.Errorf("post one by one: %w", err)
	}
	file, err := b.together(ctx)
	if err != nil {
		return fmt.Errorf("top up together: %w", err)
	}
	large, err := b.million(ctx)
	if err != nil {
		return fmt.Errorf("look at a large wallet: %w", err)
	}
	wrongs, err := b.ledger.Wrongs(ctx)
	if err == nil && len(wrongs) > 0 {
		err = fmt.Errorf("%d wrongs, the first: %s", len(wrongs), wrongs[0])
	}
	if err != nil {
		return err
	}
	fmt.Printf("ledger: one book with %d customers; by %d clients pgbench simple-update %s, payments by card %s: %s; by %d clients pgbench %s, "+
		"payments by card %s: %s; single postings %s: %s; %s where a file brings %d at once: %s; of a wallet with %d entries the balance in %s, its newest page in %s, "+
		"one from the middle in %s, one of the oldest in %s; nothing wrong\n",
		b.customers, b.rush, pressed.theirs, pressed.ours, pressed, b.clients, theirs, calm.ours, calm, posted, posted.of(theirs), file, lines, file.of(theirs), b.entries,
		large.balance.Round(time.Microsecond), large.first.Round(time.Microsecond), large.middle.Round(time.Microsecond), large.last.Round(time.Microsecond))
	return nil
}

// pair is what payments by card come to beside pgbench's updates by as many clients.
type pair struct{ theirs, ours measured }

func (p pair) String() string { return p.ours.of(p.theirs) }

func (b *bench) beside(ctx context.Context) (p pair, err error) {
	if p.theirs, err = b.simpleUpdate(ctx); err != nil {
		return p, fmt.Errorf("pgbench: %w", err)
	}
	if p.ours, err = b.topups(ctx); err != nil {
		return p, fmt.Errorf("top up: %w", err)
	}
	return p, nil
}
