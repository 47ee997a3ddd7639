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

// simpleUpdate is what pgbench makes of the same server: a row updated and a row written in a transaction.
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
	out, err := exec.CommandContext(ctx, pgbench, "-N", "-n", "-M", "prepared", "-c", clients, "-j", clients,
		"-T", strconv.Itoa(max(1, int(b.lasting.Seconds()))), b.url).CombinedOutput()
	found := tps.FindSubmatch(out)
	if err != nil || found == nil {
		return 0, errors.Join(err, fmt.Errorf("it said: %s", out))
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// topups posts single ones, each with a key and in a transaction of its own, to whichever customer of the book.
func (b *bench) topups(ctx context.Context) (float64, error) {
	keeper := b.market.Keepers[0]
	rows, err := b.super.Query(ctx, "select id from tenants where parent_id = $1", keeper.Tenant())
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
			for n := 0; time.Since(began) < b.lasting; n++ {
				amount := money.Amount(1 + rand.Int64N(10_000))
				failed[c] = b.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
					_, err := b.ledger.Post(ctx, tx, ledger.Posting{Keeper: keeper.Tenant(), Currency: money.MustParse("EUR"), Kind: ledger.Topup,
						Counterparty: customers[rand.IntN(len(customers))], Key: fmt.Sprintf("bench %d %d", c, n), Entries: []ledger.Entry{
							{Account: ledger.Wallet, Amount: amount}, {Account: ledger.StripeClearing, Amount: -amount}}})
					return err
				})
				if failed[c] != nil {
					return
				}
				done.Add(1)
			}
		})
	}
	wait.Wait()
	return float64(done.Load()) / time.Since(began).Seconds(), errors.Join(failed...)
}
