package topup_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

// hooked gives everybody a webhook.
func (w *world) hooked(t *testing.T) {
	t.Helper()
	for _, s := range w.everybody() {
		testdb.Hook(t, w.db, s.Tenant())
	}
}

func (w *world) everybody() map[string]db.Scope {
	return map[string]db.Scope{"root": w.root, "keeper": w.keeper, "stranger": w.stranger, "anna": w.customer[0], "boris": w.customer[1], "vera": w.vera}
}

// heard are the types that each of some tenants was told, which are taken; everybody else was told nothing.
func (w *world) heard(t *testing.T, what string, want map[string][]string) {
	t.Helper()
	for name, s := range w.everybody() {
		require.Equal(t, want[name], testdb.HeardTypes(t, w.db, s.Tenant()), "%s: what %s hears", what, name)
	}
}

func TestBothSidesAreToldOfMoneyThatCameAndWentHoweverItDid(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.hooked(t)
	ctx := t.Context()
	both := func(kinds ...string) map[string][]string { return map[string][]string{"keeper": kinds, "anna": kinds} }

	session := w.page(t, w.customer[0], 2500)
	w.heard(t, "a page that nobody has paid yet", nil)
	intent := w.stripe.Pay(session)
	w.hearAll(t)
	told := testdb.Heard(t, w.db, w.customer[0].Tenant())
	require.Len(t, told, 1)
	require.Equal(t, "payment.received", told[0].Type)
	require.Contains(t, told[0].Body, `"amount": 2500`)
	require.Contains(t, told[0].Body, `"source": "card"`)
	require.NotContains(t, told[0].Body, w.keeper.Tenant().String())
	w.heard(t, "a card", map[string][]string{"keeper": {"payment.received"}})
	w.hearAll(t)
	w.heard(t, "the same told again", nil)
	refund := w.stripe.Refund(intent, 500)
	w.hearAll(t)
	w.heard(t, "a refund", both("payment.returned"))
	w.stripe.FailRefund(refund)
	w.hearAll(t)
	w.heard(t, "a refund that came back", both("payment.restored"))
	list, _, err := w.History(ctx, w.keeper, topup.Place{}, 10)
	require.NoError(t, err)
	require.NoError(t, w.Refund(ctx, w.keeper, topup.Refunding{Topup: list[0].ID, Amount: 400}))
	w.heard(t, "a refund by hand", both("payment.returned"))

	_, err = w.TakeCash(ctx, w.keeper, topup.Cash{Customer: w.customer[0].Tenant(), Currency: "EUR", Amount: 100, Comment: "at the desk"})
	require.NoError(t, err)
	w.heard(t, "cash", both("payment.received"))
	_, err = w.Import(ctx, w.keeper, topup.File{Bytes: camt([]paid{{"R1", "Personal Account top-up, account # " + w.number[0], "Anna", 5000}, {"R2", "for the cars", "Boris", 700}})})
	require.NoError(t, err)
	w.heard(t, "a statement", map[string][]string{"keeper": {"billing.statement.import", "payment.received", "payment.unidentified"}, "anna": {"payment.received"}})
	require.NoError(t, w.Assign(ctx, w.keeper, w.waiting(t)[0].ID, w.customer[1].Tenant(), uuid.Nil))
	w.heard(t, "assigned", map[string][]string{"keeper": {"payment.received"}, "boris": {"payment.received"}})
	out, err := w.PayOut(ctx, w.keeper, topup.Leaving{Customer: w.customer[0].Tenant(), Currency: "EUR", Recipient: "Anna", BankAccount: "DE02120300000000202051"})
	require.NoError(t, err)
	w.heard(t, "paid out", both("payout.begun"))
	require.NoError(t, w.Sent(ctx, w.keeper, out.ID, uuid.Nil))
	w.heard(t, "sent", both("payout.sent"))
}

func TestBothSidesAreToldOfAnAutomaticPaymentWhicheverJobHasMadeIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.hooked(t)
	both := func(kinds ...string) map[string][]string { return map[string][]string{"keeper": kinds, "anna": kinds} }
	w.agree(t, wish())
	for _, s := range w.everybody() {
		testdb.Heard(t, w.db, s.Tenant())
	}
	w.spend(t, 900)
	w.heard(t, "a correction", both("wallet.adjusted"))
	require.EqualValues(t, 1, w.charge(t, time.Hour))
	told := testdb.Heard(t, w.db, w.customer[0].Tenant())
	require.Len(t, told, 1, "the payment, and not the letter about it too")
	require.Equal(t, "payment.received", told[0].Type)
	require.Contains(t, told[0].Body, `"automatic": true`)
	w.heard(t, "charged", map[string][]string{"keeper": {"payment.received"}})
	w.hearAll(t)
	w.heard(t, "Stripe tells of it", nil)
	w.spend(t, 1000)
	w.stripe.Decline(true)
	require.Zero(t, w.charge(t, time.Hour))
	w.heard(t, "declined", both("payment.failed", "wallet.adjusted"))
}
