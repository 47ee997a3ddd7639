package ledger_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/db"
)

// tables of the ledger, whatever else there is.
var tables = []string{"books", "ledger_accounts", "ledger_transactions", "ledger_entries", "ledger_checkpoints", "ledger_accumulators", "ledger_accruals"}

func TestTheDatabaseRefusesWhateverIsNotAPosting(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	in, err := w.post(t, w.keeper, w.topup(w.anna, 1000, "k"))
	require.NoError(t, err)
	refused := 0
	refuse := func(run func(context.Context, func(*db.Tx) error) error, state, sql string, args ...any) {
		t.Helper()
		err := run(ctx, func(tx *db.Tx) error { _, err := tx.Exec(ctx, sql, args...); return err })
		var pg *pgconn.PgError
		require.ErrorAs(t, err, &pg, sql)
		require.Equal(t, state, pg.Code, "%s: %v", sql, err)
		refused++
	}
	asKeeper := func(ctx context.Context, fn func(*db.Tx) error) error { return w.db.InTenant(ctx, w.keeper, fn) }
	asAnna := func(ctx context.Context, fn func(*db.Tx) error) error { return w.db.InTenant(ctx, w.anna, fn) }
	const denied = "42501"
	for _, run := range []func(context.Context, func(*db.Tx) error) error{asKeeper, asAnna, w.db.Nobody, w.db.Worker} {
		for _, table := range tables {
			refuse(run, denied, "update "+table+" set tenant_id = tenant_id")
			refuse(run, denied, "delete from "+table)
			refuse(run, denied, "truncate "+table+" cascade")
			refuse(run, denied, "insert into "+table+" table "+table)
		}
		refuse(run, denied, "update ledger_accounts set balance = 1000000")
	}
	const post = "select ledger_post($1, 'EUR', $2::uuid, $3, $4, ($2::uuid)::text, '', current_date, now(), '', null, $5, $6)"
	wallet := []string{"wallet", "bank_cash"}
	revenue := []string{"wallet", "revenue:plan"}
	me, anna, boris := w.keeper.Tenant(), w.anna.Tenant(), w.boris.Tenant()
	refuse(asKeeper, "LV004", post, me, uuid.New(), "topup", anna, wallet, []int64{1000, -999})
	refuse(asKeeper, "LV004", post, me, uuid.New(), "topup", anna, []string{"wallet"}, []int64{1000})
	refuse(asKeeper, "LV004", post, me, uuid.New(), "topup", anna, wallet, []int64{1000})
	refuse(asKeeper, "23505", post, me, uuid.New(), "topup", anna, []string{"wallet", "wallet"}, []int64{1000, -1000})
	refuse(asKeeper, "LV001", post, me, uuid.New(), "charge", anna, revenue, []int64{-1001, 1001})
	refuse(asKeeper, "LV004", post, me, uuid.New(), "reversal", anna, wallet, []int64{1000, -1000})
	refuse(asKeeper, "23514", post, me, uuid.New(), "present", anna, wallet, []int64{1000, -1000})
	refuse(asKeeper, "23514", post, me, uuid.New(), "topup", anna, []string{"wallet", "pocket"}, []int64{1000, -1000})
	refuse(asKeeper, denied, post, me, uuid.New(), "topup", w.vera.Tenant(), wallet, []int64{1000, -1000})
	refuse(asKeeper, denied, post, w.root.Tenant(), uuid.New(), "topup", w.stranger.Tenant(), wallet, []int64{1000, -1000})
	refuse(asKeeper, denied, "select ledger_open_book($1, 'EUR', now())", w.stranger.Tenant())
	refuse(asKeeper, denied, "select ledger_floor($1, 'EUR', $2, -5, now())", w.stranger.Tenant(), w.vera.Tenant())
	// The reseller in its provider's book is a customer like others.
	refuse(asKeeper, denied, post, w.root.Tenant(), uuid.New(), "topup", me, wallet, []int64{1000, -1000})
	refuse(asKeeper, denied, post, w.root.Tenant(), uuid.New(), "metering", me, revenue, []int64{-1, 1})
	// A customer spends, and does nothing else.
	refuse(asAnna, denied, post, me, uuid.New(), "topup", anna, wallet, []int64{1000, -1000})
	refuse(asAnna, denied, post, me, uuid.New(), "charge", anna, revenue, []int64{1000, -1000})
	refuse(asAnna, denied, post, me, uuid.New(), "charge", anna, []string{"wallet", "refunds_payable"}, []int64{-1000, 1000})
	refuse(asAnna, denied, post, me, uuid.New(), "metering", anna, revenue, []int64{-2000, 2000})
	refuse(asAnna, denied, post, me, uuid.New(), "charge", boris, revenue, []int64{-1, 1})
	refuse(asAnna, "LV001", post, me, uuid.New(), "charge", anna, revenue, []int64{-1001, 1001})
	refuse(asAnna, denied, "select ledger_reverse($1, $2, $3, 'k2', '', current_date, now(), '', null)", me, in.ID, uuid.New())
	refuse(asAnna, denied, "select ledger_floor($1, 'EUR', $2, -5000, now())", me, anna)
	refuse(asAnna, denied, "select ledger_open_book($1, 'EUR', now())", anna)
	refuse(asAnna, denied, "select ledger_accrue($1, 'EUR', $2, 'n', 'k', 1, 'metering', 'revenue:sms', current_date, now(), '')", me, anna)
	refuse(asAnna, denied, "select ledger_checkpoint($1, now(), 0)", uuid.New())
	refuse(w.db.Nobody, denied, post, me, uuid.New(), "topup", anna, wallet, []int64{1000, -1000})
	refuse(w.db.Nobody, "0A000", "select ledger_close()")

	// Not even who owns the tables rewrites them.
	conn, err := pgx.Connect(ctx, w.url)
	require.NoError(t, err)
	defer conn.Close(context.Background())
	for _, sql := range []string{
		"update ledger_entries set amount = 1", "delete from ledger_entries", "truncate ledger_entries", "update ledger_transactions set comment = 'x'",
		"delete from ledger_transactions", "truncate ledger_accounts cascade", "update ledger_accounts set balance = balance + 1",
		"delete from ledger_accounts", "update ledger_accounts set counterparty_id = gen_random_uuid() where counterparty_id is not null",
		"update books set main = not main",
		// A second INSERT into a transaction that is closed, balanced as it is.
		`insert into ledger_entries (transaction_id, account_id, tenant_id, counterparty_id, amount, booked_at)
			select t.id, gen_random_uuid(), t.tenant_id, null, 1, t.booked_at from ledger_transactions t`,
	} {
		_, err := conn.Exec(ctx, sql)
		require.Error(t, err, sql)
		refused++
	}
	wrongs, err := w.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
	t.Logf("ledger: %d statements refused by the database", refused)
}

// TestEachSideSeesItsOwnWalletAndNobodyAThirdOne puts a canary into every column that is text, and looks for it from everywhere.
func TestEachSideSeesItsOwnWalletAndNobodyAThirdOne(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	p := w.topup(w.anna, 12_345, "canary key")
	p.Comment = "canary comment"
	_, err := w.post(t, w.keeper, p)
	require.NoError(t, err)
	w.do(t, w.keeper, func(tx *db.Tx) error {
		_, err := w.Accrue(ctx, tx, ledger.Accrual{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: w.anna.Tenant(), Name: "canary",
			Key: "canary", Amount: 2_345_678, Kind: ledger.Metering, Revenue: ledger.Revenue("sms")})
		return err
	})
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "select ledger_checkpoint(id, $1, 1) from ledger_accounts", noon.AddDate(0, 0, 1))
		return err
	}))
	seen := func(s db.Scope) map[string]int {
		counts := map[string]int{}
		w.do(t, s, func(tx *db.Tx) error {
			for _, table := range tables {
				var n int
				if err := tx.QueryRow(ctx, "select count(*) from "+table).Scan(&n); err != nil {
					return err
				}
				counts[table] = n
			}
			return nil
		})
		return counts
	}
	none := map[string]int{"books": 0, "ledger_accounts": 0, "ledger_transactions": 0, "ledger_entries": 0, "ledger_checkpoints": 0,
		"ledger_accumulators": 0, "ledger_accruals": 0}
	require.Equal(t, none, seen(w.boris), "a neighbour")
	require.Equal(t, none, seen(w.vera), "another's customer")
	none["books"] = 1 // their own
	require.Equal(t, none, seen(w.stranger), "another reseller")
	require.Equal(t, none, seen(w.root), "whoever stands above the keeper")
	require.Equal(t, map[string]int{"books": 0, "ledger_accounts": 1, "ledger_transactions": 2, "ledger_entries": 2, "ledger_checkpoints": 1,
		"ledger_accumulators": 1, "ledger_accruals": 1}, seen(w.anna), "the customer: its wallet's side")
	require.Equal(t, map[string]int{"books": 1, "ledger_accounts": 3, "ledger_transactions": 2, "ledger_entries": 4, "ledger_checkpoints": 3,
		"ledger_accumulators": 1, "ledger_accruals": 1}, seen(w.keeper), "the keeper: both sides")
}
