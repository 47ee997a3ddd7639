package service_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// TestManyAtOnceArePaidOnceAndServedAsFarAsTheMoneyGoes lets many hands connect, pause, stop, pay, buy, draw and renew the same few objects at once,
// a day or so after another: what an account has is what came in less what was debited, and nothing of what is served is wrong.
func TestManyAtOnceArePaidOnceAndServedAsFarAsTheMoneyGoes(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	const hands, rounds, acts = 6, 10, 12
	past := halloween.AddDate(-1, 0, 0)
	var versions []uuid.UUID
	for _, v := range []version{
		{from: past, price: 300, unit: "month", back: true}, {from: past, price: 500, unit: "month"}, {from: past, price: 21, micro: 333_333, unit: "day"},
		{from: past, price: 30, unit: "active_day"}, {from: past, price: 35, unit: "active_day", late: true},
	} {
		versions = append(versions, w.inForce(t, w.plan(t, w.keeper, v)))
	}
	sms := w.sells(t, "sms", false, 10, 20)
	var came [3]atomic.Int64
	var accounts []db.Scope
	objects := map[uuid.UUID][]uuid.UUID{}
	for n := range 3 {
		s := w.open(t, w.keeper, tenant.Account, fmt.Sprintf("Account %d", n), []string{"UTC", "Europe/Berlin", "America/New_York"}[n])
		for range 4 {
			objects[s.Tenant()] = append(objects[s.Tenant()], w.object(t, s))
		}
		accounts = append(accounts, s)
		// It has a wallet of money and one of messages from the beginning.
		w.topup(t, w.keeper, s, 500)
		came[n].Store(500)
		_, err := w.subs.Buy(t.Context(), s, uuid.Nil, service.Buying{Version: sms})
		require.NoError(t, err)
	}

	var done, refused atomic.Int64
	act := func(ctx context.Context) error {
		n := rand.IntN(len(accounts))
		s := accounts[n]
		object := objects[s.Tenant()][rand.IntN(4)]
		switch rand.IntN(12) {
		case 0, 1:
			amount := 1 + rand.Int64N(900)
			err := w.credit(ctx, s, amount)
			if err == nil {
				came[n].Add(amount)
			}
			return err
		case 2:
			_, err := w.Renew(ctx)
			return err
		case 3:
			_, err := w.RenewDays(ctx)
			return err
		case 4:
			_, err := w.RetryUnpaid(ctx)
			return err
		case 5:
			_, err := w.subs.Buy(ctx, s, uuid.Nil, service.Buying{Version: sms})
			return err
		case 6:
			return w.db.InTenant(ctx, s, func(tx *db.Tx) error {
				return w.subs.Draw(ctx, tx, s.Tenant(), money.SMS, uuid.NewString(), 1+rand.Int64N(4), object)
			})
		case 7:
			_, err := w.subs.ExpirePackages(ctx)
			return err
		default:
			doing := []service.Doing{service.Connect, service.Connect, service.Connect, service.Pause, service.Resume, service.Stop, service.StopNow, service.Keep}[rand.IntN(8)]
			wish := service.Wish{Doing: doing, Objects: []uuid.UUID{object}}
			if doing == service.Connect {
				wish.Version = versions[rand.IntN(len(versions))]
			}
			_, err := w.subs.One(ctx, service.Party{Account: s, User: uuid.New()}, wish)
			return err
		}
	}
	for range rounds {
		for _, list := range objects {
			w.hear(t, list...)
		}
		failed := make(chan error, hands*acts)
		var all sync.WaitGroup
		for range hands {
			all.Go(func() {
				for range acts {
					switch err := act(t.Context()); errs.CodeOf(err) {
					case errs.Conflict, errs.InsufficientFunds:
						refused.Add(1)
					default:
						if err != nil {
							failed <- err
							return
						}
						done.Add(1)
					}
				}
			})
		}
		all.Wait()
		close(failed)
		var faults []error
		for err := range failed {
			faults = append(faults, err)
		}
		require.NoError(t, errors.Join(faults...))
		_, err := w.subs.ExpirePackages(t.Context())
		require.NoError(t, err)
		w.clock.Advance(time.Duration(1+rand.IntN(60*24*9)) * time.Minute)
	}
	for _, job := range []func(context.Context) (int64, error){w.Renew, w.RetryUnpaid} {
		_, err := job(t.Context())
		require.NoError(t, err)
	}
	for n, s := range accounts {
		require.NoError(t, w.db.InTenant(t.Context(), s, func(tx *db.Tx) error { _, err := w.Settle(t.Context(), tx, s.Tenant()); return err }))
		var topped, rest int64
		require.NoError(t, w.admin.QueryRow(t.Context(), `select coalesce(sum(e.amount) filter (where x.kind = 'topup'), 0)::bigint, coalesce(sum(e.amount) filter (where x.kind <> 'topup'), 0)::bigint
			from ledger_entries e join ledger_transactions x on x.id = e.transaction_id where e.counterparty_id = $1 and x.unit = 'EUR'`, s.Tenant()).Scan(&topped, &rest))
		require.Equal(t, came[n].Load(), topped, "what was answered came in, once")
		require.Equal(t, topped+rest, w.balance(t, s))
	}
	w.sound(t)
	t.Logf("settling: %d hands did %d things at once and were refused %d, nothing wrong", hands, done.Load(), refused.Load())
}

// TestPackagesEndBesideDebitsOfTheirCustomers takes back packages of many customers while others settle the same ones, each in its own order: nobody is turned away.
func TestPackagesEndBesideDebitsOfTheirCustomers(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	w.Batch = 50
	const rounds, customers = 10, 12
	sms := w.sells(t, "sms", false, 10, 20)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 30, unit: "active_day"})
	var accounts []db.Scope
	var objects []uuid.UUID
	for n := range customers {
		s := w.open(t, w.keeper, tenant.Account, fmt.Sprintf("Account %d", n), "UTC")
		w.topup(t, w.keeper, s, 100_000)
		object := w.object(t, s)
		w.subscribe(t, s, object, plan, "UTC", 0, time.Time{})
		accounts, objects = append(accounts, s), append(objects, object)
	}
	for range rounds {
		for _, s := range accounts {
			_, err := w.subs.Buy(t.Context(), s, uuid.Nil, service.Buying{Version: sms})
			require.NoError(t, err)
		}
		w.clock.Advance(21 * 24 * time.Hour)
		w.hear(t, objects...)
		jobs := []func(context.Context) (int64, error){w.RenewDays, w.subs.ExpirePackages, w.RenewDays, w.subs.ExpirePackages}
		failed := make([]error, len(jobs))
		var all sync.WaitGroup
		for n, job := range jobs {
			all.Go(func() { _, failed[n] = job(t.Context()) })
		}
		all.Wait()
		require.NoError(t, errors.Join(failed...))
		_, err := w.subs.ExpirePackages(t.Context()) // what somebody was busy with
		require.NoError(t, err)
		var left int
		require.NoError(t, w.admin.QueryRow(t.Context(), "select count(*) from packages_bought where expired_at is null").Scan(&left))
		require.Zero(t, left)
	}
	w.sound(t)
}

// TestWhatWaitsForAWalletIsBookedAfterWhatItWaitedFor lets somebody hold a wallet for an hour.
func TestWhatWaitsForAWalletIsBookedAfterWhatItWaitedFor(t *testing.T) {
	t.Parallel()
	past := halloween.AddDate(-1, 0, 0)
	for name, prepare := range map[string]func(t *testing.T, w *subscribing, car uuid.UUID) func(context.Context) error{
		"a purchase": func(t *testing.T, w *subscribing, _ uuid.UUID) func(context.Context) error {
			sms := w.sells(t, "sms", false, 10, 20)
			return func(ctx context.Context) error {
				_, err := w.subs.Buy(ctx, w.anna, uuid.Nil, service.Buying{Version: sms})
				return err
			}
		},
		"a wish, of an account with something due": func(t *testing.T, w *subscribing, car uuid.UUID) func(context.Context) error {
			plan := w.plan(t, w.keeper, version{from: past, price: 300, unit: "month"})
			van := w.object(t, w.anna)
			w.connect(t, plan, car)
			wish := service.Wish{Doing: service.Connect, Objects: []uuid.UUID{van}, Version: w.inForce(t, plan)}
			return func(ctx context.Context) error { _, err := w.subs.One(ctx, w.me, wish); return err }
		},
		"days": func(t *testing.T, w *subscribing, car uuid.UUID) func(context.Context) error {
			w.connect(t, w.plan(t, w.keeper, version{from: past, price: 30, unit: "active_day"}), car)
			return func(ctx context.Context) error { _, err := w.RenewDays(ctx); return err }
		},
		"a draw": func(t *testing.T, w *subscribing, car uuid.UUID) func(context.Context) error {
			_, err := w.subs.Buy(t.Context(), w.anna, uuid.Nil, service.Buying{Version: w.sells(t, "sms", false, 10, 0)})
			require.NoError(t, err)
			return func(ctx context.Context) error {
				return w.db.InTenant(ctx, w.anna, func(tx *db.Tx) error { return w.subs.Draw(ctx, tx, w.anna.Tenant(), money.SMS, "a message", 1, car) })
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setupSubscribing(t)
			ctx := t.Context()
			w.topup(t, w.keeper, w.anna, 5000)
			car := w.object(t, w.anna)
			act := prepare(t, w, car)
			w.clock.Advance(31 * 24 * time.Hour)
			w.hear(t, car)
			asked := w.clock.Now()
			topup := ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: w.anna.Tenant(), Kind: ledger.Topup,
				Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: 1}, {Account: ledger.BankCash, Amount: -1}}}
			done := make(chan error, 1)
			require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
				if _, err := w.ledger.Post(ctx, tx, topup); err != nil {
					return err
				}
				go func() { done <- act(ctx) }()
				for waits := false; !waits; {
					select {
					case err := <-done:
						return fmt.Errorf("it did not wait: %w", err)
					default:
					}
					if err := w.admin.QueryRow(ctx, `select exists (select from pg_locks l join pg_stat_activity a using (pid)
						where not l.granted and a.datname = current_database() and l.locktype in ('transactionid', 'tuple'))`).Scan(&waits); err != nil {
						return err
					}
				}
				w.clock.Advance(time.Hour)
				_, err := w.ledger.Post(ctx, tx, topup)
				return err
			}))
			require.NoError(t, <-done)
			var first time.Time
			require.NoError(t, w.admin.QueryRow(ctx, "select min(booked_at) from ledger_transactions where kind in ('charge', 'package', 'usage') and booked_at >= $1", asked).Scan(&first))
			require.Equal(t, w.clock.Now(), first.UTC())
			w.sound(t)
		})
	}
}

// credit is a top-up that a hand of many makes: its failure is told, not fatal.
func (w *engineWorld) credit(ctx context.Context, of db.Scope, amount int64) error {
	return w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		_, err := w.ledger.Post(ctx, tx, ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Kind: ledger.Topup,
			Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: money.Amount(amount)}, {Account: ledger.BankCash, Amount: -money.Amount(amount)}}})
		if err != nil {
			return err
		}
		_, err = w.Settle(ctx, tx, of.Tenant())
		return err
	})
}
