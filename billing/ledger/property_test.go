package ledger_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// book is the plain telling of what a book with three customers does: nothing but arithmetic.
type book struct {
	balance, floor map[uuid.UUID]money.Amount
	own            map[ledger.Account]money.Amount
	asked          map[string]ledger.Posting // by key
	done           []done
	remainder      map[uuid.UUID]money.Micro
	counted        map[string]money.Micro
}

type done struct {
	id       uuid.UUID
	posting  ledger.Posting
	reversed bool
}

// apply says what must become of a posting: the reason it is refused with, or none and the book has changed.
func (b *book) apply(p ledger.Posting) (reason string, again bool) {
	if p.Key != "" {
		if was, ok := b.asked[p.Key]; ok {
			if fmt.Sprint(was.Counterparty, was.Kind, was.Entries) != fmt.Sprint(p.Counterparty, p.Kind, p.Entries) {
				return "key_reused", false
			}
			return "", true
		}
	}
	wallet := p.Entries[0].Amount
	after := b.balance[p.Counterparty] + wallet
	free := p.Kind == ledger.Metering || p.Kind == ledger.Dispute || p.Kind == ledger.Reversal
	if wallet < 0 && !free && after < b.floor[p.Counterparty] {
		return "short_of_money", false
	}
	b.balance[p.Counterparty] = after
	b.own[p.Entries[1].Account] += p.Entries[1].Amount
	if p.Key != "" {
		b.asked[p.Key] = p
	}
	return "", false
}

func TestEveryHistoryOfABookIsWhatArithmeticSays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	histories, steps := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		keeper := w.open(t, w.root, tenant.Reseller, "Keeper")
		require.NoError(r, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error { return w.OpenBook(ctx, tx, keeper.Tenant(), euro) }))
		customers := []db.Scope{w.open(t, keeper, tenant.Account, "A"), w.open(t, keeper, tenant.Account, "B"), w.open(t, keeper, tenant.Account, "C")}
		b := &book{balance: map[uuid.UUID]money.Amount{}, floor: map[uuid.UUID]money.Amount{}, own: map[ledger.Account]money.Amount{},
			asked: map[string]ledger.Posting{}, remainder: map[uuid.UUID]money.Micro{}, counted: map[string]money.Micro{}}
		customer := func() db.Scope { return rapid.SampledFrom(customers).Draw(r, "customer") }
		amount := func() money.Amount { return money.Amount(rapid.Int64Range(1, 50).Draw(r, "amount")) }
		post := func(as db.Scope, of db.Scope, kind ledger.Kind, wallet money.Amount, other ledger.Account, key string) {
			p := ledger.Posting{Keeper: keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Kind: kind, Key: key,
				Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: wallet}, {Account: other, Amount: -wallet}}}
			want, again := b.apply(p)
			got, err := w.post(t, as, p)
			if want != "" {
				reason(t, err, want)
				return
			}
			require.NoError(r, err)
			require.Equal(r, again, got.Again)
			if !again {
				b.done = append(b.done, done{id: got.ID, posting: p})
			}
		}
		key := func() string { return rapid.SampledFrom([]string{"", "k1", "k2", "k3"}).Draw(r, "key") }
		r.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { steps++ },
			"topup": func(*rapid.T) {
				post(keeper, customer(), ledger.Topup, amount(), rapid.SampledFrom([]ledger.Account{ledger.BankCash, ledger.StripeClearing}).Draw(r, "from"), key())
			},
			"charge by the keeper": func(*rapid.T) { post(keeper, customer(), ledger.Charge, -amount(), ledger.Revenue("plan"), key()) },
			"charge by the customer": func(*rapid.T) {
				of := customer()
				post(of, of, ledger.Package, -amount(), ledger.Revenue("package"), "")
			},
			"metering": func(*rapid.T) {
				post(keeper, customer(), ledger.Metering, -amount(), ledger.Revenue("wholesale"), key())
			},
			"refund": func(*rapid.T) { post(keeper, customer(), ledger.Refund, -amount(), ledger.RefundsPayable, key()) },
			"floor": func(*rapid.T) {
				of, floor := customer(), -money.Amount(rapid.Int64Range(0, 60).Draw(r, "floor"))
				require.NoError(r, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
					return w.SetFloor(ctx, tx, keeper.Tenant(), of.Tenant(), euro, floor)
				}))
				b.floor[of.Tenant()] = floor
			},
			"count": func(*rapid.T) {
				of, k := customer(), rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "6"}).Draw(r, "piece")
				micro := money.Micro(rapid.Int64Range(1, 3_000_000).Draw(r, "micro"))
				name := of.Tenant().String() + k
				var whole money.Amount
				err := w.db.InTenant(ctx, keeper, func(tx *db.Tx) (err error) {
					whole, err = w.Accrue(ctx, tx, ledger.Accrual{Keeper: keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Name: "sms", Key: k,
						Amount: micro, Kind: ledger.Metering, Revenue: ledger.Revenue("sms")})
					return err
				})
				if was, ok := b.counted[name]; ok {
					if was != micro {
						reason(t, err, "key_reused")
					} else {
						require.NoError(r, err)
					}
					return
				}
				require.NoError(r, err)
				b.counted[name] = micro
				want, rest := (b.remainder[of.Tenant()] + micro).Carry()
				require.Equal(r, want, whole)
				b.remainder[of.Tenant()] = rest
				b.balance[of.Tenant()] -= want
				b.own[ledger.Revenue("sms")] += want
			},
			"reverse": func(*rapid.T) {
				if len(b.done) == 0 {
					r.Skip()
				}
				i := rapid.IntRange(0, len(b.done)-1).Draw(r, "which")
				err := w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
					_, err := w.Reverse(ctx, tx, ledger.Reversing{Keeper: keeper.Tenant(), Transaction: b.done[i].id})
					return err
				})
				if b.done[i].reversed {
					reason(t, err, "reversed_already")
					return
				}
				require.NoError(r, err)
				b.done[i].reversed = true
				p := b.done[i].posting
				b.balance[p.Counterparty] -= p.Entries[0].Amount
				b.own[p.Entries[1].Account] -= p.Entries[1].Amount
			},
		})
		histories++
		require.NoError(r, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
			own, err := w.OwnAccounts(ctx, tx, keeper.Tenant(), euro)
			for _, o := range own {
				require.Equal(r, b.own[o.Account], o.Balance, o.Account)
			}
			for _, c := range customers {
				state, err := w.Balance(ctx, tx, keeper.Tenant(), c.Tenant(), euro)
				require.NoError(r, err)
				require.Equal(r, b.balance[c.Tenant()], state.Balance)
				require.Equal(r, b.floor[c.Tenant()], state.Floor)
			}
			return err
		}))
	})
	wrongs, err := w.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
	t.Logf("ledger: %d histories of %d steps are what arithmetic says", histories, steps)
}

// TestManyAtOnceLoseNothingAndPassNoFloor has eight clients at three wallets, with keys that they share.
func TestManyAtOnceLoseNothingAndPassNoFloor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	customers := []db.Scope{w.anna, w.boris, w.open(t, w.keeper, tenant.Account, "C")}
	var mu sync.Mutex
	written := map[uuid.UUID]money.Amount{} // of transactions, once each
	byKey := map[string]uuid.UUID{}
	of := map[uuid.UUID]uuid.UUID{}
	refused := 0
	var wait sync.WaitGroup
	for client := range 8 {
		wait.Go(func() {
			random := rand.New(rand.NewPCG(uint64(client), 5))
			for i := range 60 {
				c := customers[random.IntN(len(customers))]
				amount, key := money.Amount(1+random.IntN(30)), ""
				p := w.charge(c, amount, "")
				switch random.IntN(5) {
				case 0, 1:
					// The same request comes by several ways at once, as webhooks do.
					key = fmt.Sprintf("shared %d", i/4)
					c = customers[i/4%len(customers)]
					amount = money.Amount(150 + i/4)
					p = w.topup(c, amount, key)
				case 2:
					p.Kind = ledger.Refund
					p.Entries[1].Account = ledger.RefundsPayable
				}
				got, err := w.postBare(ctx, w.keeper, p)
				mu.Lock()
				if err != nil {
					if !errs.Is(err, errs.InsufficientFunds) {
						t.Error(err)
					}
					refused++
				} else {
					if key != "" {
						if id, ok := byKey[key]; ok && id != got.ID {
							t.Errorf("two transactions of the key %q", key)
						}
						byKey[key] = got.ID
					}
					written[got.ID], of[got.ID] = p.Entries[0].Amount, c.Tenant()
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	for _, c := range customers {
		var want money.Amount
		for id, amount := range written {
			if of[id] == c.Tenant() {
				want += amount
			}
		}
		require.Equal(t, want, w.balance(t, w.keeper, c))
		require.GreaterOrEqual(t, want, money.Amount(0))
	}
	wrongs, err := w.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
	t.Logf("ledger: 8 clients wrote %d transactions, %d were refused", len(written), refused)
}

// TestCheckpointsAreMadeWhileOthersBook keeps a book busy around midnights while it is summed up.
func TestCheckpointsAreMadeWhileOthersBook(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	var wait sync.WaitGroup
	var booked atomic.Int64
	for range 4 {
		wait.Go(func() {
			for i := range 150 {
				if _, err := w.postBare(ctx, w.keeper, w.topup(w.anna, money.Amount(1+i), "")); err == nil {
					booked.Add(int64(1 + i))
				} else if errs.CodeOf(err) != errs.Conflict { // the books are closed for whoever was held up that long
					t.Error(err)
				}
				w.clock.Advance(time.Minute)
			}
		})
	}
	wait.Go(func() {
		for i := range 40 {
			// One account a transaction, as SumUp does.
			if err := w.db.Worker(ctx, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, "select ledger_checkpoint(a.id, $1, 1) from (select id from ledger_accounts order by id offset $2 limit 1) a",
					w.clock.Now().Add(-30*time.Minute), i%2)
				return err
			}); err != nil {
				t.Error(err)
			}
			w.clock.Advance(2 * time.Minute)
		}
	})
	wait.Wait()
	wrongs, err := w.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
	require.Equal(t, money.Amount(booked.Load()), w.balance(t, w.keeper, w.anna))
}

func (w *world) postBare(ctx context.Context, as db.Scope, p ledger.Posting) (written ledger.Written, err error) {
	err = w.db.InTenant(ctx, as, func(tx *db.Tx) error {
		written, err = w.Post(ctx, tx, p)
		return err
	})
	return written, err
}
