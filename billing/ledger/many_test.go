package ledger_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// postMany writes postings as a tenant.
func (w *world) postMany(t *testing.T, as db.Scope, list ...ledger.Posting) (written []ledger.Written, err error) {
	t.Helper()
	err = w.db.InTenant(t.Context(), as, func(tx *db.Tx) error {
		written, err = w.PostMany(t.Context(), tx, list)
		return err
	})
	return written, err
}

func TestManyAreWrittenAllOrNoneAndEachOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	found := ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Kind: ledger.Receipt, Key: "b", Entries: []ledger.Entry{
		{Account: ledger.Unidentified, Amount: 700}, {Account: ledger.BankCash, Amount: -700}}}
	first, err := w.postMany(t, w.keeper, w.topup(w.anna, 1000, "c"), found, w.topup(w.boris, 500, "a"), w.topup(w.anna, 1000, "c"), w.topup(w.anna, 30, ""))
	require.NoError(t, err)
	require.Len(t, first, 5)
	require.Equal(t, []bool{false, false, false, true, false}, again(first))
	require.Equal(t, first[0].ID, first[3].ID, "the same key in one list")
	require.EqualValues(t, 1030, w.balance(t, w.keeper, w.anna))
	require.EqualValues(t, 500, w.balance(t, w.keeper, w.boris))

	second, err := w.postMany(t, w.keeper, found, w.topup(w.boris, 1, "d"), w.topup(w.anna, 1000, "c"))
	require.NoError(t, err)
	require.Equal(t, []bool{true, false, true}, again(second))
	require.Equal(t, []uuid.UUID{first[1].ID, first[0].ID}, []uuid.UUID{second[0].ID, second[2].ID}, "what is there answers, in the order of the questions")
	require.EqualValues(t, 501, w.balance(t, w.keeper, w.boris))
	single, err := w.post(t, w.keeper, w.topup(w.boris, 500, "a"))
	require.NoError(t, err)
	require.Equal(t, ledger.Written{ID: first[2].ID, Again: true}, single, "a single one finds it too")

	_, err = w.postMany(t, w.keeper, w.topup(w.boris, 9, "e"), w.charge(w.anna, 600, ""), w.charge(w.anna, 600, ""))
	short, ok := ledger.Shortfall(err)
	require.True(t, ok, "%v", err)
	require.EqualValues(t, 170, short.Missing)
	_, err = w.postMany(t, w.keeper, w.topup(w.boris, 9, "e"), w.topup(w.anna, 2, "c"))
	reason(t, err, "key_reused")
	_, err = w.postMany(t, w.keeper, w.topup(w.boris, 9, "e"), w.topup(w.vera, 9, "f"))
	require.True(t, errs.Is(err, errs.Forbidden), "another's customer: %v", err)
	_, err = w.postMany(t, w.anna, w.charge(w.anna, 1, ""))
	require.True(t, errs.Is(err, errs.Forbidden), "a customer: %v", err)
	dollars := w.topup(w.boris, 9, "e")
	dollars.Currency = money.MustParse("USD")
	_, err = w.postMany(t, w.keeper, dollars)
	reason(t, err, "no_book")
	_, err = w.postMany(t, w.keeper, w.topup(w.boris, 9, "e"), dollars)
	require.ErrorContains(t, err, "one book")
	require.EqualValues(t, 501, w.balance(t, w.keeper, w.boris), "nothing of what was refused is there")
	none, err := w.postMany(t, w.keeper)
	require.NoError(t, err)
	require.Empty(t, none)
	wrongs, err := w.Wrongs(t.Context())
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func again(list []ledger.Written) (told []bool) {
	for _, w := range list {
		told = append(told, w.Again)
	}
	return told
}

// TestWhoIsNamedIsTouched asks the database alone: whoever a transaction names reads it.
func TestWhoIsNamedIsTouched(t *testing.T) {
	t.Parallel()
	w := setup(t)
	id := uuid.New()
	err := w.db.InTenant(t.Context(), w.keeper, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `select ledger_post_many($1, 'EUR', now(), null, array[$2::uuid], array['payout'], array[$3::uuid], array['k'], array[''::bytea],
			array[current_date], array['for your eyes'], array[$2::uuid, $2::uuid], array['cash', 'bank_cash'], array[1, -1]::bigint[])`, w.keeper.Tenant(), id, w.boris.Tenant())
		return err
	})
	require.Error(t, err)
	require.ErrorContains(t, err, "names whose wallet it does not touch")
}

// TestPlansOfSmallBooksServeLargeOnes: what a session has planned while there was nothing finds by key what there is later.
func TestPlansOfSmallBooksServeLargeOnes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	const customers = 200
	list := make([]ledger.Posting, customers)
	for i := range list {
		list[i] = w.topup(w.open(t, w.keeper, tenant.Account, fmt.Sprintf("Customer %d", i)), 100, "")
	}
	conn, err := pgx.Connect(ctx, w.url)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(ctx, "vacuum analyze ledger_accounts, ledger_transactions, ledger_entries")
	require.NoError(t, err)
	for name, post := range map[string]func(tx *db.Tx) error{
		"one by one": func(tx *db.Tx) error {
			for _, p := range list {
				if _, err := w.Post(ctx, tx, p); err != nil {
					return err
				}
			}
			return nil
		},
		"in fours": func(tx *db.Tx) error {
			for i := 0; i < len(list); i += 4 {
				if _, err := w.PostMany(ctx, tx, list[i:i+4]); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		w.do(t, w.keeper, func(tx *db.Tx) error {
			if err := post(tx); err != nil {
				return err
			}
			var walked, fetched int64
			err := tx.QueryRow(ctx, `
				select sum(seq_tup_read), sum(coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
				where relname in ('ledger_accounts', 'ledger_transactions', 'ledger_entries')`).Scan(&walked, &fetched)
			require.NoError(t, err)
			require.Zero(t, walked, "%s: rows that were walked through", name)
			require.Less(t, fetched, int64(customers*60), "%s: rows that were fetched by an index", name)
			return db.ErrTried
		})
	}
}
