package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

var (
	tps          = regexp.MustCompile(`tps = ([0-9.]+)`)
	transactions = regexp.MustCompile(`number of transactions actually processed: ([0-9]+)`)
)

// warm is how long each side runs before it counts: caches are filled, and plans made.
const warm = 2 * time.Second

// simpleUpdate is what pgbench makes of the same server: a row updated and a row written in a transaction. It has as many clients as the top-ups.
func (b *bench) simpleUpdate(ctx context.Context) (measured, error) {
	var programs string
	if err := b.super.QueryRow(ctx, "select setting from pg_config where name = 'BINDIR'").Scan(&programs); err != nil {
		return measured{}, err
	}
	pgbench := filepath.Join(programs, "pgbench")
	if out, err := exec.CommandContext(ctx, pgbench, "-i", "-q", "-s", "10", b.url).CombinedOutput(); err != nil {
		return measured{}, fmt.Errorf("%w: %s", err, out)
	}
	clients := strconv.Itoa(b.clients)
	var m measured
	for _, lasting := range []time.Duration{warm, b.lasting} {
		used, began := b.used(), time.Now()
		out, err := exec.CommandContext(ctx, pgbench, "-N", "-n", "-M", "prepared", "-c", clients, "-j", strconv.Itoa(min(b.clients, runtime.NumCPU())),
			"-T", strconv.Itoa(max(1, int(lasting.Seconds()))), b.url).CombinedOutput()
		found, many := tps.FindSubmatch(out), transactions.FindSubmatch(out)
		if err != nil || many == nil || lasting != warm && found == nil {
			return m, errors.Join(err, fmt.Errorf("it said: %s", out))
		}
		n, err := strconv.ParseInt(string(many[1]), 10, 64)
		if err != nil {
			return m, err
		}
		if m = b.since(n, used, began); found == nil {
			continue
		}
		if m.rate, err = strconv.ParseFloat(string(found[1]), 64); err != nil { // without the time it takes to begin
			return m, err
		}
	}
	return m, nil
}

// payment is a payment page that was paid in.
type payment struct {
	id     uuid.UUID
	amount money.Amount
}

// topups are single payments by card that their processor tells of, each by a caller of its own, as the webhook does: whatever of it Livery does once
// the processor has been asked.
func (b *bench) topups(ctx context.Context) (measured, error) {
	pages, err := b.pages(ctx)
	if err != nil {
		return measured{}, fmt.Errorf("open payment pages: %w", err)
	}
	keeper, now := b.market.Keepers[0], clock.System{}
	taker := topup.New(topup.Config{DB: b.db, Clock: now, Tenants: tenant.New(b.db), Ledger: b.ledger, Key: rig.Key(),
		Settler: service.NewEngine(service.EngineConfig{DB: b.db, Clock: now})})
	var next atomic.Int64
	return b.rate(1, func(int, int) error {
		n := int(next.Add(1)) - 1
		if n >= len(pages) {
			return errors.New("all pages are paid in: raise the number that are opened")
		}
		p := pages[n]
		return taker.Apply(ctx, keeper, stripe.Payment{Intent: "pi_" + p.id.String(), Reference: p.id.String(), Currency: "EUR", Captured: p.amount})
	})
}

// fastest is more than any server of two processors pays in a second.
const fastest = 20_000

// pages opens payment pages of whichever customers, with ids as they have in life, by the superuser's short cut.
func (b *bench) pages(ctx context.Context) ([]payment, error) {
	customers, err := b.payers(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]payment, int((warm+b.lasting).Seconds()*fastest))
	columns := []string{"id", "tenant_id", "counterparty_id", "unit", "amount", "source", "state", "created_at"}
	if _, err := b.super.Exec(ctx, "set session_replication_role = replica"); err != nil {
		return nil, err
	}
	if _, err := b.super.CopyFrom(ctx, pgx.Identifier{"topups"}, columns, pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
		list[i] = payment{uuid.Must(uuid.NewV7()), money.Amount(1 + rand.Int64N(10_000))}
		return []any{list[i].id, b.market.Keepers[0].Tenant(), customers[rand.IntN(len(customers))], "EUR", int64(list[i].amount), "card", "open", time.Now()}, nil
	})); err != nil {
		return nil, err
	}
	for _, sql := range []string{"reset session_replication_role", "vacuum analyze topups"} {
		if _, err := b.super.Exec(ctx, sql); err != nil {
			return nil, fmt.Errorf("%s: %w", sql, err)
		}
	}
	return list, nil
}

// payers are the customers of the book.
func (b *bench) payers(ctx context.Context) ([]uuid.UUID, error) {
	rows, err := b.super.Query(ctx, "select id from tenants where parent_id = $1 order by id", b.market.Keepers[0].Tenant())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// posted are single postings, each with a key and in a transaction of its own.
func (b *bench) posted(ctx context.Context) (measured, error) {
	return b.post(ctx, "single", 1, func(ctx context.Context, tx *db.Tx, list []ledger.Posting) error {
		_, err := b.ledger.Post(ctx, tx, list[0])
		return err
	})
}

// lines is how many top-ups a bank's file brings at once.
const lines = 500

// together posts as the import of a bank's file does: all its lines in one transaction.
func (b *bench) together(ctx context.Context) (measured, error) {
	return b.post(ctx, "file", lines, func(ctx context.Context, tx *db.Tx, list []ledger.Posting) error {
		_, err := b.ledger.PostMany(ctx, tx, list)
		return err
	})
}

// post is how many top-ups a second the clients make by a function that has so many to write in a transaction, to whichever customers of the book.
func (b *bench) post(ctx context.Context, key string, size int, post func(context.Context, *db.Tx, []ledger.Posting) error) (measured, error) {
	keeper := b.market.Keepers[0]
	customers, err := b.payers(ctx)
	if err != nil {
		return measured{}, err
	}
	return b.rate(size, func(c, n int) error {
		list := make([]ledger.Posting, size)
		for i := range list {
			amount := money.Amount(1 + rand.Int64N(10_000))
			list[i] = ledger.Posting{Keeper: keeper.Tenant(), Currency: money.MustParse("EUR"), Kind: ledger.Topup,
				Counterparty: customers[rand.IntN(len(customers))], Key: fmt.Sprintf("%s %d %d %d", key, c, n, i), Entries: []ledger.Entry{
					{Account: ledger.Wallet, Amount: amount}, {Account: ledger.StripeClearing, Amount: -amount}}}
		}
		return b.db.InTenant(ctx, keeper, func(tx *db.Tx) error { return post(ctx, tx, list) })
	})
}

// measured is how many a second there were, and what processor time each took: the server's and its client's.
type measured struct {
	rate float64
	each time.Duration
}

func (m measured) String() string { return fmt.Sprintf("%.0f a second", m.rate) }

// of says how it stands beside another: rates, and processor time the other way round, which neighbours on the machine disturb less.
func (m measured) of(other measured) string {
	return fmt.Sprintf("%.2f of it, %.2f by processor time", m.rate/other.rate, float64(other.each)/float64(m.each))
}

// rate measures what the clients make, each of which does its n-th, which is so many, after the one before.
func (b *bench) rate(size int, do func(client, n int) error) (measured, error) {
	failed := make([]error, b.clients)
	var done atomic.Int64
	var over atomic.Bool
	var wait sync.WaitGroup
	for c := range b.clients {
		wait.Go(func() {
			for n := 0; !over.Load() && failed[c] == nil; n++ {
				if failed[c] = do(c, n); failed[c] == nil {
					done.Add(int64(size))
				}
			}
		})
	}
	time.Sleep(warm)
	before, used, began := done.Load(), b.used(), time.Now()
	time.Sleep(b.lasting)
	m := b.since(done.Load()-before, used, began)
	over.Store(true)
	wait.Wait()
	return m, errors.Join(failed...)
}

// used is the processor time that the server has taken so far, and this process with those it has started.
func (b *bench) used() time.Duration { return b.postgres.Used() + rig.OwnTime() }

// since is what so many came to.
func (b *bench) since(n int64, used time.Duration, began time.Time) measured {
	m := measured{rate: float64(n) / time.Since(began).Seconds()}
	if n > 0 {
		m.each = (b.used() - used) / time.Duration(n)
	}
	return m
}
