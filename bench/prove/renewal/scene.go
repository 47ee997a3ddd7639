package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
)

// patience bounds how long a month may take with all its kills.
const patience = 3 * time.Minute

// scene is a market whose months pass under kills.
type scene struct {
	rig.Market
	pg      *rig.Postgres
	db      *db.DB
	clock   *clock.Set
	ledger  *ledger.Ledger
	engine  *service.Engine
	scopes  map[uuid.UUID]db.Scope // keeper of an account
	balance map[uuid.UUID]int64    // as computed
	charges map[uuid.UUID]int
	topups  map[uuid.UUID]int64 // of this month
	k       kills
}

type kills struct{ processes, servers, charges, topups int }

func killed(ctx context.Context, accounts, months, each int) (k kills, err error) {
	dir, err := os.MkdirTemp("", "livery-renewal-")
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o711); err != nil {
		return k, err
	}
	begins := time.Date(2028, 1, 15, 12, 0, 0, 0, time.UTC)
	s := &scene{clock: clock.At(begins), scopes: map[uuid.UUID]db.Scope{}, balance: map[uuid.UUID]int64{}, charges: map[uuid.UUID]int{},
		Market: rig.Market{Books: 3, Accounts: accounts, Objects: 6, First: 50, Prices: []int64{300, 500, 1100}, From: begins}}
	if s.pg, err = rig.StartPostgres(ctx, dir, true); err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, s.pg.Stop()) }()
	if s.db, err = s.pg.Open(ctx); err != nil {
		return k, err
	}
	defer s.db.Close()
	s.ledger = ledger.New(s.db, s.clock)
	s.engine = service.NewEngine(service.EngineConfig{DB: s.db, Clock: s.clock})
	if err := s.fill(ctx); err != nil {
		return k, fmt.Errorf("fill the database: %w", err)
	}
	for month := range months {
		if err := s.month(ctx, month, each); err != nil {
			return k, fmt.Errorf("month %d: %w", month, err)
		}
		s.clock.Advance(begins.AddDate(0, month+1, 0).Sub(s.clock.Now()))
	}
	if s.k.processes == 0 || s.k.servers == 0 {
		return s.k, fmt.Errorf("%d kills of the process and %d of PostgreSQL came in the middle of something: that proves nothing, take more accounts", s.k.processes, s.k.servers)
	}
	return s.k, nil
}

func (s *scene) fill(ctx context.Context) error {
	super, err := pgx.Connect(ctx, s.pg.URL())
	if err != nil {
		return err
	}
	defer func() { _ = super.Close(ctx) }() // it was only read and written
	if err := s.Fill(ctx, s.db, super); err != nil {
		return err
	}
	for _, keeper := range s.Keepers {
		rows, err := super.Query(ctx, "select id from tenants where parent_id = $1 order by id", keeper.Tenant())
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		if err != nil {
			return err
		}
		for _, id := range ids {
			s.scopes[id], s.balance[id] = keeper, 0
		}
	}
	return nil
}

// month credits half of the accounts while a process renews, and kills meanwhile; then compares.
func (s *scene) month(ctx context.Context, month, each int) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s.topups = map[uuid.UUID]int64{}
	for id := range s.balance {
		if rand.IntN(2) == 0 {
			s.topups[id] = rand.Int64N(3 * s.Month() / 2)
		}
	}
	credited := make(chan error, 1)
	go func() { credited <- s.credit(ctx, month) }()
	// A kill counts if there was something in the middle of which it came: the process had not ended by itself.
	for n := 0; n < each; {
		r, err := startRenewer(s.pg.URL(), s.clock.Now())
		if err != nil {
			return err
		}
		time.Sleep(time.Duration(60+rand.IntN(400)) * time.Millisecond)
		killed := &s.k.processes
		if n%2 == 0 {
			err = r.cmd.Process.Kill()
		} else {
			killed, err = &s.k.servers, s.pg.Kill()
		}
		if ended := <-r.ended; ended == nil {
			break // all is renewed; what is credited meanwhile settles for itself
		}
		if err != nil {
			// Nothing was there to kill: PostgreSQL was on its way up again, and the process ended without it.
			if ctx.Err() != nil {
				return err
			}
			continue
		}
		*killed++
		n++
	}
	if err := <-credited; err != nil {
		return err
	}
	for {
		r, err := startRenewer(s.pg.URL(), s.clock.Now())
		if err != nil {
			return err
		}
		if err = <-r.ended; err == nil {
			return s.compare(ctx)
		}
		if ctx.Err() != nil {
			return err
		}
	}
}

// credit books every top-up until it is there: the key makes one that was booked and not heard of harmless.
func (s *scene) credit(ctx context.Context, month int) error {
	for account, amount := range s.topups {
		if amount == 0 {
			continue
		}
		keeper := s.scopes[account]
		for {
			err := s.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
				_, err := s.ledger.Post(ctx, tx, ledger.Posting{Keeper: keeper.Tenant(), Currency: money.MustParse("EUR"), Counterparty: account,
					Kind: ledger.Topup, Key: fmt.Sprintf("topup %d %s", month, account), Entries: []ledger.Entry{
						{Account: ledger.Wallet, Amount: money.Amount(amount)}, {Account: ledger.BankCash, Amount: -money.Amount(amount)}}})
				if err == nil {
					_, err = s.engine.Settle(ctx, tx, account)
				}
				return err
			})
			if err == nil {
				s.k.topups++
				break
			}
			if ctx.Err() != nil {
				return err
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	return nil
}

// compare computes the month: the cheapest first, as far as the money goes, whether it came before the renewal or after.
func (s *scene) compare(ctx context.Context) error {
	prices := make([]int64, 0, s.Objects)
	for n := 1; n <= s.Objects; n++ {
		prices = append(prices, s.Prices[n%len(s.Prices)])
	}
	slices.Sort(prices)
	for id := range s.balance {
		s.balance[id] += s.topups[id]
		for _, price := range prices {
			if price > s.balance[id] {
				break
			}
			s.balance[id] -= price
			s.charges[id]++
			s.k.charges++
		}
	}
	if err := s.db.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `
			select t.id, coalesce((select sum(balance) from ledger_accounts a where a.counterparty_id = t.id), 0)::bigint,
				(select count(*) from charges c where c.tenant_id = t.id)
			from tenants t where t.kind = 'account'`)
		if err != nil {
			return err
		}
		defer rows.Close()
		seen := 0
		for ; rows.Next(); seen++ {
			var id uuid.UUID
			var balance int64
			var charges int
			if err := rows.Scan(&id, &balance, &charges); err != nil {
				return err
			}
			if balance != s.balance[id] || charges != s.charges[id] {
				return fmt.Errorf("account %s has %d after %d charges, and should have %d after %d", id, balance, charges, s.balance[id], s.charges[id])
			}
		}
		if err := rows.Err(); err != nil || seen != len(s.balance) {
			return errors.Join(err, fmt.Errorf("%d of %d accounts are there", seen, len(s.balance)))
		}
		return nil
	}); err != nil {
		return err
	}
	wrongs, err := s.engine.Wrongs(ctx)
	if err != nil {
		return err
	}
	books, err := s.ledger.Wrongs(ctx)
	if wrongs = append(wrongs, books...); err == nil && len(wrongs) > 0 {
		err = fmt.Errorf("%d wrongs, the first: %s", len(wrongs), wrongs[0])
	}
	return err
}
