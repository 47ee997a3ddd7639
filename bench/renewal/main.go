package main

import (
	"context"
	"errors"
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

type options struct{ books, accounts, objects, workers, rows int }

func main() {
	var o options
	flag.IntVar(&o.books, "books", 100, "books, the first of which has 30 % of the accounts")
	flag.IntVar(&o.accounts, "accounts", 100_000, "accounts in all books")
	flag.IntVar(&o.objects, "objects", 10, "objects of each account")
	flag.IntVar(&o.workers, "workers", 2, "workers at renewals")
	flag.IntVar(&o.rows, "rows", 2000, "objects that are renewed row by row")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "renewal:", err)
		os.Exit(1)
	}
}

type bench struct {
	options

	market rig.Market
	db     *db.DB
	super  *pgx.Conn
	url    string
	clock  *clock.Set
	engine *service.Engine
}

func run(ctx context.Context, o options) error {
	return rig.OnBed(ctx, "renewal", true, func(ctx context.Context, bed *rig.Bed) error {
		begins := time.Date(2028, 1, 15, 12, 0, 0, 0, time.UTC)
		b := &bench{options: o, url: bed.Postgres.URL(), db: bed.DB, super: bed.Super, clock: clock.At(begins),
			market: rig.Market{Books: o.books, Accounts: o.accounts, Objects: o.objects, First: 30, Prices: []int64{300, 500, 1100}, From: begins}}
		b.engine = service.NewEngine(service.EngineConfig{DB: b.db, Clock: b.clock, Workers: o.workers})
		return b.measure(ctx)
	})
}

func (b *bench) measure(ctx context.Context) error {
	fmt.Printf("filling the database with %d objects …\n", b.accounts*b.objects)
	if err := b.market.Fill(ctx, b.db, b.super); err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	// Enough for the activation and a renewal; one of ten cannot renew all it has.
	month := b.market.Month()
	if err := b.market.Fund(ctx, b.db, b.clock.Now(), month+month/2, 3*month); err != nil {
		return fmt.Errorf("fund: %w", err)
	}
	activated, err := b.renew(ctx)
	if err != nil {
		return err
	}
	b.clock.Advance(31 * 24 * time.Hour)
	if _, err := b.super.Exec(ctx, "vacuum analyze"); err != nil {
		return err
	}
	alone, err := b.rowByRow(ctx)
	if err != nil {
		return fmt.Errorf("row by row: %w", err)
	}
	renewed, err := b.renew(ctx)
	if err != nil {
		return err
	}
	var blocked int64
	if err := b.super.QueryRow(ctx, "select count(*) from blocks where cause = 'unpaid' and until is null").Scan(&blocked); err != nil {
		return err
	}
	wrongs, err := b.engine.Wrongs(ctx)
	if err != nil {
		return err
	}
	books, err := ledger.New(b.db, b.clock).Wrongs(ctx)
	if err != nil {
		return err
	}
	if wrongs = append(wrongs, books...); len(wrongs) > 0 {
		return fmt.Errorf("%d wrongs, the first: %s", len(wrongs), wrongs[0])
	}
	fmt.Printf("renewal: %d objects in %d accounts in %d books, 30 %% in one: activated at %.0f objects/s; renewed at %.0f objects/s by %d workers, %d blocked for lack of money, nothing wrong; row by row %.0f objects/s (%d of them): %.0f times as fast\n",
		b.accounts*b.objects, b.accounts, b.books, activated, renewed, b.workers, blocked, alone, b.rows, renewed/alone)
	return nil
}

// renew settles all that is due, and answers how many objects a second.
func (b *bench) renew(ctx context.Context) (float64, error) {
	began := time.Now()
	var all int64
	for {
		n, err := b.engine.Renew(ctx)
		if err != nil {
			return 0, fmt.Errorf("renew: %w", err)
		}
		if all += n; n == 0 {
			if all == 0 {
				return 0, errors.New("nothing was due")
			}
			return float64(all) / time.Since(began).Seconds(), nil
		}
	}
}
