package papers_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
)

func TestPapersOfWhoeverHasMovedAwayComeAsEverInTheNameItHad(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.topup(t, w.anna, 5000)
	w.post(t, w.keeper, w.anna, ledger.Charge, -5000, ledger.Revenue("plan"))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, buyer, left_at)
			values ($1, $2, 'account', 'Anna', $3, 'en', '{"Name": "Anna Oy", "TaxNumber": "FI1"}', $4)`, w.keeper.Tenant(), w.anna.Tenant(), w.number[w.anna.Tenant()], noon)
		return err
	}))
	_, err := w.tenants.Move(ctx, w.anna.Tenant(), w.stranger.Tenant())
	require.NoError(t, err)
	w.clock.Advance(40 * 24 * time.Hour)
	n, err := w.IssueMonths(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	list, _, err := w.Issued(ctx, w.keeper, papers.Asked{}, papers.Place{}, 500)
	require.NoError(t, err)
	require.Len(t, list, 2, "an invoice and a statement")
	for _, p := range list {
		require.Equal(t, "Anna", p.Name)
	}
	var named string
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select named::text from paper_files limit 1`).Scan(&named)
	}))
	require.Contains(t, named, "Anna Oy")
	note, err := w.Credit(ctx, w.keeper, papers.Crediting{Invoice: invoiceOf(list), Amount: 100, Reason: "a day without service"})
	require.NoError(t, err)
	require.Equal(t, invoice.KindCreditNote, note.Kind)
}

func invoiceOf(list []papers.Paper) (id uuid.UUID) {
	for _, p := range list {
		if p.Kind == invoice.KindInvoice {
			id = p.ID
		}
	}
	return id
}
