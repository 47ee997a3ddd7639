package papers_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
)

func TestEntriesAreTheSameInEveryFormatAndEndWithTheBalance(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.topup(t, w.boris, 700) // of another month
	w.clock.Advance(30 * 24 * time.Hour)
	w.topup(t, w.boris, 10_000)
	w.post(t, w.keeper, w.boris, ledger.Charge, -1255, ledger.Revenue("plan"))
	w.post(t, w.keeper, w.boris, ledger.Package, -3000, ledger.Revenue("package"))
	of := func(f papers.Format) papers.Exported {
		own, err := w.ExportOwn(ctx, w.boris, papers.Export{Format: f, Currency: "EUR"})
		require.NoError(t, err)
		theirs, err := w.ExportCustomer(ctx, w.keeper, w.boris.Tenant(), papers.Export{Format: f})
		require.NoError(t, err)
		require.Equal(t, own.Name, theirs.Name)
		return own
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(of(papers.CSV).Content), "\uFEFF"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 4)
	require.Equal(t, []string{"2026-11-04", "topup", "Пополнение", "100.00", "EUR", "107.00"}, rows[1][:6])
	require.Equal(t, "64.45", rows[3][5])

	table, err := sheet.Read(of(papers.XLSX).Content, 10)
	require.NoError(t, err)
	require.Len(t, table.Lines, 3)
	require.Equal(t, []string{"package", "Пакет", "-30", "EUR", "64.45"}, table.Lines[2].Cells[1:6])

	statements, err := bank.Read(of(papers.OneC).Content)
	require.NoError(t, err)
	require.Len(t, statements, 1)
	s := statements[0]
	require.Equal(t, w.number[w.boris.Tenant()], s.Account)
	require.Equal(t, []int64{700, 10_000, 4255, 6445}, []int64{s.Opening, s.Came(), s.Went(), s.Closing})
	require.Len(t, s.Entries, 3)
	require.Equal(t, "Keeper", s.Entries[0].Other.Name)

	require.Equal(t, "%PDF", string(of(papers.PDF).Content[:4]))
}

func TestAFileOfEntriesIsOfOnesOwnOrOfACustomersAndOfDaysThatMakeSense(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.ExportCustomer(ctx, w.stranger, w.anna.Tenant(), papers.Export{Format: papers.CSV})
	require.True(t, errs.Is(err, errs.NotFound))
	for field, e := range map[string]papers.Export{
		"format": {Format: "ods"},
		"to":     {Format: papers.CSV, From: noon, To: noon.AddDate(0, 0, -1)},
		"from":   {Format: papers.CSV, From: noon.AddDate(-2, 0, 0), To: noon},
	} {
		_, err := w.ExportOwn(ctx, w.anna, e)
		require.True(t, errs.Is(err, errs.Invalid), field)
	}
	empty, err := w.ExportOwn(ctx, w.anna, papers.Export{Format: papers.OneC})
	require.NoError(t, err)
	read, err := bank.Read(empty.Content)
	require.NoError(t, err)
	require.Empty(t, read[0].Entries)
}
