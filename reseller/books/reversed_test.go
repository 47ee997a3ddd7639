package books_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant"
)

// messages are an account's packages, and what the wallet of messages says.
func (w *world) messages(account db.Scope) (remaining, balance int64) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(w.Context(), `select (select coalesce(sum(remaining), 0) from packages_bought where tenant_id = $1 and expired_at is null)::bigint,
			(select coalesce(sum(balance), 0) from ledger_accounts where counterparty_id = $1 and unit = 'SMS')::bigint`, account.Tenant()).Scan(&remaining, &balance)
	}))
	return remaining, balance
}

func TestAPackageGoesWithItsDebitUnlessSomethingOfItIsUsed(t *testing.T) {
	w := setup(t)
	ctx := t.Context()
	subs := service.NewSubscriptions(service.SubscriptionsConfig{DB: w.db, Clock: w.clock, Engine: w.engine, Ledger: w.ledger, Prices: w.prices})
	quantity := int64(10)
	p, err := w.prices.CreatePackage(ctx, w.north, uuid.Nil, catalogue.NewPackage{Name: "Messages", Unit: "SMS",
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 100, Currency: "EUR"}, Quantity: &quantity}})
	require.NoError(t, err)
	w.book(w.anna, ledger.Bonus, 1000)
	first, err := subs.Buy(ctx, w.anna, uuid.Nil, service.Buying{Version: p.Versions[0].ID, Key: "a"})
	require.NoError(t, err)

	var issue uuid.UUID
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select issue_id from packages_bought where id = $1`, first.ID).Scan(&issue)
	}))
	_, err = w.Reverse(ctx, w.north, issue, uuid.Nil, "a quantity alone")
	require.Equal(t, "reversed_elsewhere", reasonOf(err))
	_, err = w.Reverse(ctx, w.north, *first.Transaction, uuid.Nil, "bought by mistake")
	require.NoError(t, err)
	remaining, balance := w.messages(w.anna)
	require.Zero(t, remaining, "it is over")
	require.Zero(t, balance, "and the wallet says the same")
	require.EqualValues(t, 1000, w.wallet(w.anna).Balance)

	second, err := subs.Buy(ctx, w.anna, uuid.Nil, service.Buying{Version: p.Versions[0].ID, Key: "b"})
	require.NoError(t, err)
	require.NoError(t, w.db.InTenant(ctx, w.anna, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `select draw_package($1, 'SMS', 'a message', 1, $2, null)`, w.anna.Tenant(), w.clock.Now())
		return err
	}))
	_, err = w.Reverse(ctx, w.north, *second.Transaction, uuid.Nil, "too late")
	require.Equal(t, "package_used", reasonOf(err))
	remaining, balance = w.messages(w.anna)
	require.EqualValues(t, 9, remaining)
	require.EqualValues(t, 9, balance)
	require.EqualValues(t, 900, w.wallet(w.anna).Balance)
}

func TestWhatACreditNoteStandsOnIsNotReversed(t *testing.T) {
	w := setup(t)
	ctx := t.Context()
	given := w.book(w.anna, ledger.Correction, 300)
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		var invoice *uuid.UUID
		for _, paper := range []struct {
			kind        string
			transaction *uuid.UUID
		}{{"invoice", nil}, {"credit_note", &given}} {
			id := uuid.New()
			for _, statement := range []struct {
				sql  string
				args []any
			}{
				{`insert into paper_series (tenant_id, unit, kind) values ($1, 'EUR', $2)`, []any{w.north.Tenant(), paper.kind}},
				{`update paper_series set last = 1 where tenant_id = $1 and kind = $2`, []any{w.north.Tenant(), paper.kind}},
				{`insert into papers (id, tenant_id, counterparty_id, unit, kind, number, code, subject, issued_on, issued_at, total, transaction_id, corrects, locale, sha256, bytes)
					values ($1, $2, $3, 'EUR', $4, 1, 'CN-EUR-000001', 'about it', now()::date, now(), 300, $5, $6, 'en', sha256('x'), 1)`,
					[]any{id, w.north.Tenant(), w.anna.Tenant(), paper.kind, paper.transaction, invoice}},
				{`insert into paper_files (paper_id, tenant_id, counterparty_id, named, content) values ($1, $2, $3, '{}', 'x')`, []any{id, w.north.Tenant(), w.anna.Tenant()}},
			} {
				if _, err := tx.Exec(ctx, statement.sql, statement.args...); err != nil {
					return err
				}
			}
			invoice = &id
		}
		return nil
	}))
	_, err := w.Reverse(ctx, w.north, given, uuid.Nil, "no")
	require.Equal(t, "credit_note", reasonOf(err))
	require.EqualValues(t, 300, w.wallet(w.anna).Balance)
}

func TestTheWalletOfWhoeverHasMovedAwayOrIsClosedIsListedWhileItIsNotEmpty(t *testing.T) {
	w := setup(t)
	ctx := t.Context()
	w.book(w.anna, ledger.Bonus, 700)
	w.book(w.vera, ledger.Bonus, 300)
	south := w.open(w.root, tenant.Reseller, "South")
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `update tenants set status = 'closed', closed_at = now() where id = $1`, w.vera.Tenant()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, left_at) values ($1, $2, 'account', 'Anna', '1', 'en', now())`,
			w.north.Tenant(), w.anna.Tenant())
		return err
	}))
	_, err := w.tenants.Move(ctx, w.anna.Tenant(), south.Tenant())
	require.NoError(t, err)
	list, _, err := w.Wallets(ctx, w.north, books.WalletQuery{Limit: 10})
	require.NoError(t, err)
	require.Empty(t, list, "live customers are listed by themselves")
	list, _, err = w.Wallets(ctx, w.north, books.WalletQuery{State: books.Left, Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, []string{"Anna moved", "Vera closed"}, []string{list[0].Customer.Name + " " + list[0].Customer.Status, list[1].Customer.Name + " " + list[1].Customer.Status})
	_, err = w.Book(ctx, w.north, books.Booking{Customer: w.anna.Tenant(), Kind: ledger.Correction, Currency: "EUR", Amount: -700, Reason: "written off"})
	require.NoError(t, err)
	list, _, err = w.Wallets(ctx, w.north, books.WalletQuery{State: books.Left, Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
}
