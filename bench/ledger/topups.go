package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// warm is how long each side runs before it counts: caches are filled, and plans made.
const warm = 2 * time.Second

// simpleUpdate is what pgbench makes of the same server: a row updated and a row written in a transaction. It has as many clients as the top-ups.
func (b *bench) simpleUpdate(ctx context.Context) (float64, error) {
	var programs string
	if err := b.super.QueryRow(ctx, "select setting from pg_config where name = 'BINDIR'").Scan(&programs); err != nil {
		return 0, err
	}
	pgbench := filepath.Join(programs, "pgbench")
	if out, err := exec.CommandContext(ctx, pgbench, "-i", "-q", "-s", "10", b.url).CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w: %s", err, out)
	}
	clients := strconv.Itoa(b.clients)
	var found [][]byte
	for _, lasting := range []time.Duration{warm, b.lasting} {
		out, err := exec.CommandContext(ctx, pgbench, "-N", "-n", "-M", "prepared", "-c", clients, "-j", clients,
			"-T", strconv.Itoa(max(1, int(lasting.Seconds()))), b.url).CombinedOutput()
		if found = tps.FindSubmatch(out); err != nil || found == nil {
			return 0, errors.Join(err, fmt.Errorf("it said: %s", out))
		}
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// topups posts single ones, each with a key and in a transaction of its own, to whichever customer of the book.
func (b *bench) topups(ctx context.Context) (float64, error) {
	return b.rate(ctx, "single", 1, func(ctx context.Context, tx *db.Tx, list []ledger.Posting) error {
		_, err := b.ledger.Post(ctx, tx, list[0])
		return err
	})
}

// lines is how many top-ups a bank's file brings at once.
const lines = 500

// together posts as the import of a bank's file does: all its lines in one transaction.
func (b *bench) together(ctx context.Context) (float64, error) {
	return b.rate(ctx, "file", lines, func(ctx context.Context, tx *db.Tx, list []ledger.Posting) error {
		_, err := b.ledger.PostMany(ctx, tx, list)
		return err
	})
}

// rate is how many top-ups a second the clients make by post, which has so many to write in a transaction.
func (b *bench) rate(ctx context.Context, key string, size int, post func(context.Context, *db.Tx, []ledger.Posting) error) (float64, error) {
	keeper := b.market.Keepers[0]
	rows, err := b.super.Query(ctx, "select id from tenants where parent_id = $1 order by id", keeper.Tenant())
	if err != nil {
		return 0, err
	}
	customers, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return 0, err
	}
	failed := make([]error, b.clients)
	var done atomic.Int64
	var wait sync.WaitGroup
	began := time.Now()
	for c := range b.clients {
		wait.Go(func() {
			for n := 0; time.Since(began) < warm+b.lasting && failed[c] == nil; n++ {
				list := make([]ledger.Posting, size)
				for i := range list {
					amount := money.Amount(1 + rand.Int64N(10_000))
					list[i] = ledger.Posting{Keeper: keeper.Tenant(), Currency: money.MustParse("EUR"), Kind: ledger.Topup,
						Counterparty: customers[rand.IntN(len(customers))], Key: fmt.Sprintf("%s %d %d %d", key, c, n, i), Entries: []ledger.Entry{
							{Account: ledger.Wallet, Amount: amount}, {Account: ledger.StripeClearing, Amount: -amount}}}
				}
				failed[c] = b.db.InTenant(ctx, keeper, func(tx *db.Tx) error { return post(ctx, tx, list) })
				if at := time.Since(began); failed[c] == nil && at >= warm && at < warm+b.lasting {
					done.Add(int64(size))
				}
			}
		})
	}
	wait.Wait()
	return float64(done.Load()) / b.lasting.Seconds(), errors.Join(failed...)
}
