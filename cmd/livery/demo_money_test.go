package main

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant"
)

// requireAYearOfMoney finds each kind of thing that happens to money within a year in what the demo's seed has made of a realm.
func requireAYearOfMoney(t *testing.T, i *installation, realm db.Scope) {
	t.Helper()
	ctx := t.Context()
	paid, _, err := i.topups.History(ctx, realm, topup.Place{}, 100)
	require.NoError(t, err)
	ways := map[string]int{}
	for _, one := range paid {
		ways[one.Source]++
	}
	require.NotZero(t, ways["cash"], ways)
	require.NotZero(t, ways["bank"], ways)
	require.NotZero(t, ways["card"], ways)
	require.True(t, slices.ContainsFunc(paid, func(one topup.Topup) bool { return one.Source == "card" && one.GoneBack > 0 }), "a part of a card payment was given back")
	_, err = i.topups.Connection(ctx, realm)
	require.True(t, errs.Is(err, errs.NotFound), "what answered in the place of Stripe is gone with the year: %v", err)
	waiting, _, err := i.topups.Unidentified(ctx, realm, [16]byte{}, 10)
	require.NoError(t, err)
	require.Len(t, waiting, 2, "nobody knows whose these are")
	payouts, _, err := i.topups.Payouts(ctx, realm, topup.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, payouts, 1)
	require.False(t, payouts[0].Sent)
	require.Positive(t, payouts[0].Commission)

	found, _, err := i.tenants.Below(ctx, realm, tenant.BelowQuery{Children: true, Search: demoWorld().below[0].accounts[0].name, Limit: 1})
	require.NoError(t, err)
	customer, err := i.tenants.Scope(ctx, found[0].ID, found[0].ID)
	require.NoError(t, err)
	bought, err := i.subscriptions.Packages(ctx, customer)
	require.NoError(t, err)
	require.Len(t, bought, 1)
	require.False(t, bought[0].Over)
	receipts, _, err := i.papers.Issued(ctx, realm, papers.Asked{Customer: customer.Tenant(), Kind: invoice.KindReceipt}, papers.Place{}, 10)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(receipts), 3)
	require.True(t, receipts[0].IssuedAt.Before(time.Now().AddDate(0, -3, 0)), "papers of the year bear the days of the year")

	// Nobody of one customer was here for more than two years.
	dormant, err := i.lives.Dormant(ctx, realm)
	require.NoError(t, err)
	require.Len(t, dormant, 1)
	require.Equal(t, demoWorld().below[0].gone.name, dormant[0].Name)
	require.NotNil(t, dormant[0].SeenAt)
	require.Nil(t, dormant[0].WarnedAt)
	gone, err := i.customers.One(ctx, realm, dormant[0].ID)
	require.NoError(t, err)
	require.True(t, gone.Contract.OpenedAt.Before(*dormant[0].SeenAt), "their contract is older than that")

	// Its partner owes, and is told so; it has itself paid ahead.
	below, _, err := i.tenants.Below(ctx, realm, tenant.BelowQuery{Children: true, Search: demoWorld().below[0].below[0].brand.Name, Limit: 1})
	require.NoError(t, err)
	partner, err := i.tenants.Scope(ctx, below[0].ID, below[0].ID)
	require.NoError(t, err)
	owed, err := i.books.Owed(ctx, partner)
	require.NoError(t, err)
	require.Equal(t, service.Warned, owed.Standing.Step)
	require.WithinDuration(t, time.Now().AddDate(0, 0, -3), owed.Standing.Since, time.Hour)
	require.Negative(t, int64(owed.Wallets[0].Balance))
	own, err := i.books.Owed(ctx, realm)
	require.NoError(t, err)
	require.Equal(t, service.NoDebt, own.Standing.Step)
	require.Positive(t, int64(own.Wallets[0].Balance))
	// Both were metered through the year, and the partner has climbed the ladder once before.
	for _, year := range []books.Owed{owed, own} {
		require.GreaterOrEqual(t, len(year.Months), 12)
		require.Positive(t, year.Months[11].Days)
	}
	var steps []string
	require.NoError(t, i.storage.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select array_agg(distinct payload ->> 'template') from outbox where payload ->> 'tenant' = $1::uuid::text and payload ->> 'template' like 'ladder%'", partner.Tenant()).Scan(&steps)
	}))
	require.Equal(t, []string{"ladder_0", "ladder_1", "ladder_2"}, steps)

	wrongs, err := i.ledger.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
}
