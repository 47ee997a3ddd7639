package topup_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

// opened is a payment page of a customer that was paid in, as Stripe tells of it.
func (w *world) opened(t *testing.T, of db.Scope, amount int64) stripe.Payment {
	t.Helper()
	w.page(t, of, amount)
	history, _, err := w.History(t.Context(), w.keeper, topup.Place{}, 1)
	require.NoError(t, err)
	require.Equal(t, of.Tenant(), history[0].Customer)
	return stripe.Payment{Intent: "pi_" + history[0].ID.String(), Reference: history[0].ID.String(), Currency: "EUR", Captured: money.Amount(amount),
		Fee: 30, FeeCurrency: "EUR"}
}

// clients are customers with a wallet of one cent each.
func (w *world) clients(t *testing.T, n int) (list []db.Scope) {
	t.Helper()
	for range n {
		scope, _ := w.open(t, w.keeper, tenant.Account, "Client "+uuid.NewString())
		w.cash(t, scope, 1)
		list = append(list, scope)
	}
	return list
}

// meanwhile holds wallets, so that whoever books something for them has to wait, and lets each of some work begin, each when those before it either wait in
// the queue or for a wallet. Then it lets go of the wallets; it answers what came of the work.
func (w *world) meanwhile(t *testing.T, hold []db.Scope, work ...func(ctx context.Context) error) []error {
	t.Helper()
	ctx := t.Context()
	failed := make([]error, len(work))
	var all sync.WaitGroup
	require.NoError(t, w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
		for _, s := range hold {
			if _, err := tx.Exec(ctx, `select hold_wallets(array[$1::uuid])`, s.Tenant()); err != nil {
				return err
			}
		}
		for n, do := range work {
			all.Go(func() { failed[n] = do(ctx) })
			for at, locks := -1, 0; at < n+1; {
				if _, err := tx.Exec(ctx, `select pg_stat_clear_snapshot()`); err != nil {
					return err
				}
				if err := tx.QueryRow(ctx, `select count(*) from pg_locks l join pg_stat_activity a using (pid)
					where not l.granted and a.datname = current_database() and l.locktype in ('transactionid', 'tuple')`).Scan(&locks); err != nil {
					return err
				}
				at = locks + w.Gathering(w.keeper, "EUR")
				runtime.Gosched()
			}
		}
		return nil
	}))
	all.Wait()
	return failed
}

// bookings are in how many transactions of the database some payments were booked; each has its own row.
func (w *world) bookings(t *testing.T, list ...stripe.Payment) (n int) {
	t.Helper()
	ids := make([]uuid.UUID, len(list))
	for i, p := range list {
		ids[i] = uuid.MustParse(p.Reference)
	}
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `select count(distinct xmin::text) from topups where id = any ($1) and state = 'paid'`, ids).Scan(&n)
	}))
	return n
}

func (w *world) applies(p stripe.Payment) func(context.Context) error {
	return func(ctx context.Context) error { return w.Apply(ctx, w.keeper, p) }
}

// busy are payments of a customer whose wallet is held, one for each hand: those that come after them wait together.
func (w *world) busy(t *testing.T, of db.Scope) (list []func(context.Context) error) {
	t.Helper()
	for range topup.PayingHands {
		list = append(list, w.applies(w.opened(t, of, 1000)))
	}
	return list
}

func TestPaymentsThatAreToldOfAtTheSameTimeAreBookedTogether(t *testing.T) {
	t.Parallel()
	w := setup(t)
	clients := w.clients(t, 6)
	work := w.busy(t, clients[0])
	var paid []stripe.Payment
	for n := range 12 {
		p := w.opened(t, clients[1+n%5], int64(1000+n))
		paid = append(paid, p)
		work = append(work, w.applies(p))
	}
	work = append(work, work[len(work)-1]) // the same event once more
	testdb.Hook(t, w.db, w.keeper.Tenant())
	require.NoError(t, errors.Join(w.meanwhile(t, clients[:1], work...)...))
	require.Equal(t, slices.Repeat([]string{"payment.received"}, topup.PayingHands+12), testdb.HeardTypes(t, w.db, w.keeper.Tenant()), "a webhook is told of each once")
	require.LessOrEqual(t, w.bookings(t, paid...), topup.PayingHands)
	var sum int64
	for _, s := range clients {
		sum += w.balance(t, s)
	}
	require.EqualValues(t, 6+topup.PayingHands*1000+12*1000+66, sum)
	require.EqualValues(t, (12+topup.PayingHands)*30, -w.own(t)[ledger.StripeFees])
	require.Equal(t, sum-6-(12+topup.PayingHands)*30, -w.own(t)[ledger.StripeClearing])
	for _, p := range paid { // told again they change nothing
		require.NoError(t, w.Apply(t.Context(), w.keeper, p))
	}
	require.EqualValues(t, (12+topup.PayingHands)*30, -w.own(t)[ledger.StripeFees])
	w.sound(t)
}

func TestOnePaymentThatIsRefusedHarmsNoOther(t *testing.T) {
	t.Parallel()
	w := setup(t)
	clients := w.clients(t, 5)
	var paid []stripe.Payment
	work := w.busy(t, clients[0])
	for _, s := range clients[1:] {
		p := w.opened(t, s, 700)
		paid = append(paid, p)
		work = append(work, w.applies(p))
	}
	bad := paid[2]
	require.NoError(t, w.db.InTenant(t.Context(), w.keeper, func(tx *db.Tx) error {
		_, err := w.ledger.Post(t.Context(), tx, ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Kind: ledger.Fee, Key: "stripe " + bad.Intent,
			Entries: []ledger.Entry{{Account: ledger.BankCash, Amount: 1}, {Account: ledger.StripeFees, Amount: -1}}})
		return err
	}))
	failed := w.meanwhile(t, clients[:1], work...)
	for n, err := range failed {
		if n == topup.PayingHands+2 {
			requireReason(t, err, "key_reused")
		} else {
			require.NoError(t, err)
		}
	}
	for n, s := range clients[1:] {
		require.Equal(t, map[bool]int64{true: 1, false: 701}[n == 2], w.balance(t, s))
	}
	w.sound(t)
}

func TestWhoeverGoesBeforeAPaymentIsBookedLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	clients := w.clients(t, 3)
	work := w.busy(t, clients[0])
	leaving, staying := w.opened(t, clients[1], 500), w.opened(t, clients[2], 600)
	gone := make(chan error)
	work = append(work, func(ctx context.Context) error {
		ctx, cancel := context.WithCancel(ctx)
		go func() { gone <- w.Apply(ctx, w.keeper, leaving) }()
		for w.Gathering(w.keeper, "EUR") == 0 {
			runtime.Gosched()
		}
		cancel()
		return w.Apply(context.WithoutCancel(ctx), w.keeper, staying)
	})
	require.NoError(t, errors.Join(w.meanwhile(t, clients[:1], work...)...))
	require.ErrorIs(t, <-gone, context.Canceled)
	require.EqualValues(t, 601, w.balance(t, clients[2]))
	require.NoError(t, w.Apply(t.Context(), w.keeper, leaving), "it is told of again")
	require.EqualValues(t, 501, w.balance(t, clients[1]))
	w.sound(t)
}

func TestWhatIsNotAsUsualIsBookedByItselfBesideTheOthers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	clients := w.clients(t, 5)
	work := w.busy(t, clients[0])
	add := func(p stripe.Payment) stripe.Payment { work = append(work, w.applies(p)); return p }
	usual := add(w.opened(t, clients[1], 500))
	first := add(w.opened(t, w.customer[0], 600)) // who has no wallet yet
	refunded := w.opened(t, clients[2], 700)
	refunded.Refunds = []stripe.Refund{{ID: "re_1", Amount: 200}}
	require.NoError(t, w.Apply(ctx, w.keeper, refunded))
	another := w.opened(t, clients[2], 900)
	another.Captured = 901
	add(another)
	foreign := another
	foreign.Reference = uuid.NewString()
	add(foreign)
	moved := add(w.opened(t, clients[4], 800))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		for _, statement := range []string{
			`insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, left_at) values ($1, $2, 'account', 'Client', '7', 'en', now())`,
			`update contracts set tenant_id = (select parent_id from tenants where id = $1) where counterparty_id = $2`,
			`update tenants set parent_id = (select parent_id from tenants where id = $1) where id = $2`,
		} {
			if _, err := tx.Exec(ctx, statement, w.keeper.Tenant(), clients[4].Tenant()); err != nil {
				return err
			}
		}
		return nil
	}))
	require.NoError(t, errors.Join(w.meanwhile(t, clients[:1], work...)...))
	require.Equal(t, 3, w.bookings(t, usual, first, moved))
	require.EqualValues(t, 501, w.balance(t, clients[1]))
	require.EqualValues(t, 600, w.balance(t, w.customer[0]))
	require.EqualValues(t, 501, w.balance(t, clients[2]), "never booked by guessing")
	require.EqualValues(t, 801, w.balance(t, clients[4]), "whoever has moved away has a wallet still")
	w.sound(t)
}

// TestManyHandsPayAtOnce tells of the same payments from many sides at once, some of them until nobody listens any more.
func TestManyHandsPayAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	const hands, payments = 16, 120
	clients := append(w.clients(t, 5), w.customer...)
	var paid []stripe.Payment
	var sum int64
	for n := range payments {
		p := w.opened(t, clients[n%len(clients)], 1+rand.Int64N(5000))
		if n%3 == 0 {
			p.Fee, p.FeeCurrency = 0, ""
		}
		sum += int64(p.Captured)
		paid = append(paid, p)
	}
	var all sync.WaitGroup
	failed := make([]error, hands)
	for h := range hands {
		all.Go(func() {
			for _, n := range rand.Perm(payments)[:payments/2] {
				ctx, cancel := context.WithCancel(t.Context())
				if rand.IntN(8) == 0 {
					go cancel()
				}
				err := w.Apply(ctx, w.keeper, paid[n])
				if ctx.Err() == nil || !errors.Is(err, context.Canceled) && errs.CodeOf(err) != errs.Unavailable {
					failed[h] = errors.Join(failed[h], err)
				}
				cancel()
			}
		})
	}
	all.Wait()
	require.NoError(t, errors.Join(failed...))
	for n, p := range paid {
		p.Fee, p.FeeCurrency = 30, "EUR" // what was not said before is by now
		paid[n] = p
		all.Go(func() { failed[n%hands] = w.Apply(t.Context(), w.keeper, p) })
		if n%hands == hands-1 {
			all.Wait()
			require.NoError(t, errors.Join(failed...))
		}
	}
	all.Wait()
	require.NoError(t, errors.Join(failed...))
	var has int64
	for _, s := range clients {
		has += w.balance(t, s)
	}
	require.Equal(t, sum+5, has)
	require.EqualValues(t, payments*30, -w.own(t)[ledger.StripeFees])
	require.Equal(t, sum-payments*30, -w.own(t)[ledger.StripeClearing])
	w.sound(t)
}
