package lifecycle_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/lifecycle"
)

func TestWhoeverLeavesSaysWhereTheRestGoesAndItsProviderSendsItLessTheCommission(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	anna := w.account(w.north, "Anna's", "anna")
	people, err := w.people.Users(ctx, anna)
	require.NoError(t, err)
	_, err = w.topups.TakeCash(ctx, w.north, topup.Cash{Customer: anna.Tenant(), Currency: "EUR", Amount: 5000, Comment: "cash"})
	require.NoError(t, err)
	list, err := w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Empty(t, list)

	leaving := lifecycle.Leaving{Owner: people[0].ID, Address: "192.0.2.9", Password: password, Confirm: "Anna's", To: topup.Destination{Recipient: "Anna"}}
	requireReason(t, w.Leave(ctx, anna, leaving), errs.Invalid, "bad_recipient")
	leaving.To.BankAccount = "FI21 1234 5600 0007 85"
	require.NoError(t, w.Leave(ctx, anna, leaving))

	list, err = w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.EqualValues(t, 5000, list[0].Left)
	require.Equal(t, "FI21 1234 5600 0007 85", list[0].BankAccount)
	other, err := w.topups.Requests(ctx, w.harbour)
	require.NoError(t, err)
	require.Empty(t, other)

	out, err := w.topups.PayOut(ctx, w.north, topup.Leaving{Customer: anna.Tenant(), Currency: "EUR", Commission: 250, Recipient: list[0].Recipient, BankAccount: list[0].BankAccount})
	require.NoError(t, err)
	require.EqualValues(t, 5000, out.Amount+out.Commission, "refund and commission are the closing balance")
	list, err = w.topups.Requests(ctx, w.north)
	require.NoError(t, err)
	require.Empty(t, list, "nothing is left to be sent")
	require.NoError(t, w.db.InTenant(ctx, anna, func(tx *db.Tx) error {
		var live int
		require.NoError(t, tx.QueryRow(ctx, `select count(*) from subscriptions where ended_at is null`).Scan(&live))
		require.Zero(t, live)
		return nil
	}))
}
