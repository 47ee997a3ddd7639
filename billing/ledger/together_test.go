package ledger_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

// TestFirstWalletsAreMadeByManyAtOnce lets hands credit a new customer in two currencies, half of them in one order and half in the other.
func TestFirstWalletsAreMadeByManyAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	dollar := money.MustParse("USD")
	w.do(t, w.keeper, func(tx *db.Tx) error { return w.OpenBook(ctx, tx, w.keeper.Tenant(), dollar) })
	const hands, rounds = 4, 20
	for n := range rounds {
		customer := w.open(t, w.keeper, tenant.Account, fmt.Sprintf("Customer %d", n))
		failed := make([]error, hands)
		var all sync.WaitGroup
		for hand := range hands {
			all.Go(func() {
				failed[hand] = w.db.InTenant(ctx, w.keeper, func(tx *db.Tx) error {
					order := []money.Currency{euro, dollar}
					for step := range order {
						posting := w.topup(customer, 100, "")
						posting.Currency = order[(hand+step)%2]
						if _, err := w.Post(ctx, tx, posting); err != nil {
							return err
						}
					}
					return nil
				})
			})
		}
		all.Wait()
		require.NoError(t, errors.Join(failed...))
		var ids []uuid.UUID
		w.do(t, customer, func(tx *db.Tx) error {
			wallets, err := w.WalletsOf(ctx, tx, customer.Tenant())
			for _, wallet := range wallets {
				require.EqualValues(t, hands*100, wallet.Balance)
				ids = append(ids, wallet.ID)
			}
			return err
		})
		require.Len(t, ids, 2)
	}
}

// TestAWalletThatIsMadeLaterIsHeldLater: whoever holds the first wallet of a customer is alone with those that are made after it.
func TestAWalletThatIsMadeLaterIsHeldLater(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.do(t, w.keeper, func(tx *db.Tx) error {
		var last uuid.UUID
		for _, code := range []string{"EUR", "USD", "GBP", "CHF", "PLN"} {
			if err := w.OpenBook(ctx, tx, w.keeper.Tenant(), money.MustParse(code)); err != nil {
				return err
			}
			wallet, err := w.OpenWallet(ctx, tx, w.keeper.Tenant(), w.anna.Tenant(), money.MustParse(code))
			if err != nil {
				return err
			}
			require.Less(t, last.String(), wallet.ID.String())
			last = wallet.ID
		}
		return nil
	})
}
