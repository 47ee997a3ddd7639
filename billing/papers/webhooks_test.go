package papers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
)

func TestBothSidesOfAPaperAreToldThatItWasIssuedAndOfWhatIsBookedByHand(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.named(t, 2000)
	w.topup(t, w.anna, 1200)
	w.post(t, w.keeper, w.anna, ledger.Charge, -1200, ledger.Revenue("plan"))
	everybody := map[string]db.Scope{"root": w.root, "keeper": w.keeper, "stranger": w.stranger, "anna": w.anna, "boris": w.boris, "vera": w.vera}
	for _, s := range everybody {
		testdb.Hook(t, w.db, s.Tenant())
	}
	heard := func(what string, types ...string) {
		t.Helper()
		for name, s := range everybody {
			var want []string
			if name == "keeper" || name == "anna" {
				want = types
			}
			require.Equal(t, want, testdb.HeardTypes(t, w.db, s.Tenant()), "%s: what %s hears", what, name)
		}
	}
	w.clock.Advance(30 * 24 * 3600 * 1e9)
	_, err := w.Issue(ctx)
	require.NoError(t, err)
	about := w.received(t, w.anna, invoice.KindInvoice)[0]
	heard("a month", "invoice.issued", "receipt.issued", "statement.issued")
	_, err = w.Issue(ctx)
	require.NoError(t, err)
	heard("issued once")
	_, err = w.Credit(ctx, w.keeper, papers.Crediting{Invoice: about.ID, Amount: 600, Reason: "two weeks without service"})
	require.NoError(t, err)
	list := testdb.Heard(t, w.db, w.anna.Tenant())
	require.Len(t, list, 1, "the note, and not its booking too")
	require.Equal(t, "credit_note.issued", list[0].Type)
	require.Contains(t, list[0].Body, about.ID.String())
	require.Equal(t, []string{"credit_note.issued"}, testdb.HeardTypes(t, w.db, w.keeper.Tenant()))
	w.post(t, w.keeper, w.anna, ledger.Bonus, 250, ledger.Bonuses)
	list = testdb.Heard(t, w.db, w.anna.Tenant())
	require.Len(t, list, 1)
	require.Equal(t, "wallet.adjusted", list[0].Type)
	require.Contains(t, list[0].Body, `"amount": 250`)
	require.Equal(t, []string{"wallet.adjusted"}, testdb.HeardTypes(t, w.db, w.keeper.Tenant()))
	heard("nobody else")
}
