package api_test

import (
	"log/slog"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

func (w *world) topups(log *slog.Logger) *topup.Topups {
	return topup.New(topup.Config{DB: w.db, Clock: clock.System{}, Log: log, Tenants: w.tenants, Ledger: ledger.New(w.db, clock.System{}), Key: testdb.Key(),
		Settler: service.NewEngine(service.EngineConfig{DB: w.db, Clock: clock.System{}, Log: log})})
}

func (w *world) papers(log *slog.Logger) *papers.Papers {
	return papers.New(papers.Config{DB: w.db, Clock: clock.System{}, Log: log, Tenants: w.tenants, Ledger: ledger.New(w.db, clock.System{}),
		Settler: service.NewEngine(service.EngineConfig{DB: w.db, Clock: clock.System{}, Log: log})})
}

// write says who a tenant is before the law, and has it give a paper to a customer.
func (w *world) write(n *node) {
	ctx, t := w.t.Context(), w.t
	in := w.papers(slog.New(slog.DiscardHandler))
	_, err := in.SetEntity(ctx, n.scope, papers.Entity{Entity: invoice.Entity{Name: "entity of " + n.canary, Address: "address of " + n.canary, TaxNumber: "tax of " + n.canary,
		Bank: invoice.BankAccount{Name: "bank of " + n.canary, Number: "FI2112345600000785", Code: "NDEAFIHH"}}})
	require.NoError(t, err)
	n.ids["paper"] = uuid.NewString()
	n.told = append(n.told, "entity of "+n.canary)
	if n.scope.Kind() == tenant.Account {
		return
	}
	// A paper is two sides' own. That of the proof was given to somebody who asks nothing here.
	clerk, err := w.tenants.Open(ctx, n.scope, tenant.Opening{Kind: tenant.Account, Name: "a clerk"})
	require.NoError(t, err)
	paid, err := w.topups(slog.New(slog.DiscardHandler)).TakeCash(ctx, n.scope, topup.Cash{Customer: clerk.ID, Currency: "EUR", Amount: 1000, Comment: "cash of " + n.canary})
	require.NoError(t, err)
	receipt, err := in.Receipt(ctx, n.scope, *paid.Transaction)
	require.NoError(t, err)
	n.ids["paper"] = receipt.ID.String()
}

// pay lets a tenant pay its provider, in cash, and leaves one payment of its own customers with nobody.
func (w *world) pay(n *node) {
	ctx, t := w.t.Context(), w.t
	in := w.topups(slog.New(slog.DiscardHandler))
	n.ids["maintenance"] = uuid.NewString()
	n.ids["receipt"], n.ids["payout"], n.ids["payment"], n.ids["takeback"] = uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()
	if n.up != nil {
		paid, err := in.TakeCash(ctx, n.up.scope, topup.Cash{Customer: n.scope.Tenant(), Currency: "EUR", Amount: 1000, Comment: "cash of " + n.canary})
		require.NoError(t, err)
		out, err := in.PayOut(ctx, n.up.scope, topup.Leaving{Customer: n.scope.Tenant(), Currency: "EUR", Recipient: "recipient of " + n.canary, BankAccount: "account of " + n.canary})
		require.NoError(t, err)
		n.up.ids["payout"], n.up.ids["payment"] = out.ID.String(), paid.ID.String()
		// Where it wants what is left, as if it had gone.
		require.NoError(t, w.db.InTenant(ctx, n.up.scope, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `insert into payout_requests (id, tenant_id, counterparty_id, recipient, bank_account, asked_at)
				values (gen_random_uuid(), $1, $2, 'recipient of ' || $3, 'account of ' || $3, now())`, n.up.scope.Tenant(), n.scope.Tenant(), n.canary)
			return err
		}))
		card := uuid.New()
		// What it has agreed to of a saved card, and the words of it.
		require.NoError(t, w.db.InTenant(ctx, n.up.scope, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `insert into autopays (tenant_id, counterparty_id, state, unit, amount, below, month_most, payer, method, brand, last_four, changed_at)
				values ($1, $2, 'on', 'EUR', 500, 100, 900, 'payer of ' || $3, 'method of ' || $3, 'b' || left($3, 30), '4242', now())`, n.up.scope.Tenant(), n.scope.Tenant(), n.canary)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `insert into autopay_consents (id, tenant_id, counterparty_id, unit, amount, below, month_most, words, agreed_at)
				values (gen_random_uuid(), $1, $2, 'EUR', 500, 100, 900, 'words of ' || $3, now())`, n.up.scope.Tenant(), n.scope.Tenant(), n.canary)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `insert into topups (id, tenant_id, counterparty_id, unit, amount, source, state, created_at) values ($3, $1, $2, 'EUR', 500, 'card', 'ended', now())`,
				n.up.scope.Tenant(), n.scope.Tenant(), card)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `insert into dormant_warnings (tenant_id, counterparty_id, warned_at) values ($1, $2, now())`, n.up.scope.Tenant(), n.scope.Tenant()); err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `insert into refunds_under_way (tenant_id, counterparty_id, topup_id, amount, gone_back, until) values ($1, $2, $3, 500, 0, now())`,
				n.up.scope.Tenant(), n.scope.Tenant(), card)
			return err
		}))
		n.told = append(n.told, "payer of "+n.canary, "method of "+n.canary, "words of "+n.canary)
		n.told = append(n.told, "cash of "+n.canary, "recipient of "+n.canary, "account of "+n.canary)
	}
	if n.scope.Kind() == tenant.Account {
		return
	}
	w.receive(n)
}

// receive puts a payment into the queue of a tenant, as a bank's file does.
func (w *world) receive(n *node) {
	ctx, t := w.t.Context(), w.t
	books, euro := ledger.New(w.db, clock.System{}), money.MustParse("EUR")
	statement, receipt, maintenance := uuid.New(), uuid.New(), uuid.New()
	n.ids["maintenance"] = maintenance.String()
	n.told = append(n.told, "upkeep of "+n.canary)
	require.NoError(t, w.db.InTenant(ctx, n.scope, func(tx *db.Tx) error {
		// Announced so far ahead that nobody reads of it yet.
		if _, err := tx.Exec(ctx, `insert into maintenance_notices (id, tenant_id, starts_at, ends_at, texts, posted_at)
			values ($1, $2, '2099-01-01', '2099-01-02', jsonb_build_object('en', 'upkeep of ' || $3), now())`, maintenance, n.scope.Tenant(), n.canary); err != nil {
			return err
		}
		if err := books.OpenBook(ctx, tx, n.scope.Tenant(), euro); err != nil {
			return err
		}
		written, err := books.Post(ctx, tx, ledger.Posting{Keeper: n.scope.Tenant(), Currency: euro, Kind: ledger.Receipt,
			Entries: []ledger.Entry{{Account: ledger.Unidentified, Amount: 700}, {Account: ledger.BankCash, Amount: -700}}})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into bank_statements (id, tenant_id, name, format, account, unit, first_day, last_day, opening, closing, added, imported_at)
			values ($1, $2, 'file of ' || $3, 'camt.053.001.08', 'bank of ' || $3, 'EUR', current_date, current_date, 0, 700, 1, now())`, statement, n.scope.Tenant(), n.canary)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into bank_receipts (id, tenant_id, statement_id, fingerprint, line, booked_on, amount, unit, payer, purpose, state, transaction_id)
			values ($1, $2, $3, 'one', 1, current_date, 700, 'EUR', 'payer of ' || $4, 'purpose of ' || $4, 'unidentified', $5)`,
			receipt, n.scope.Tenant(), statement, n.canary, written.ID)
		return err
	}))
	n.ids["receipt"] = receipt.String()
	w.takeBack(n, statement, receipt)
}

// takeBack lets a bank's file say that it takes the payment back, and a customer have gone elsewhere.
func (w *world) takeBack(n *node, statement, receipt uuid.UUID) {
	ctx, back := w.t.Context(), uuid.New()
	require.NoError(w.t, w.db.InTenant(ctx, n.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			insert into bank_takebacks (id, tenant_id, statement_id, fingerprint, line, booked_on, amount, unit, payer, purpose, receipt_id, state)
			values ($1, $2, $3, 'two', 2, current_date, 700, 'EUR', 'taker of ' || $4, 'taking of ' || $4, $5, 'waiting')`, back, n.scope.Tenant(), statement, n.canary, receipt)
		return err
	}))
	require.NoError(w.t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into former_customers (tenant_id, counterparty_id, kind, name, number, locale, left_at) values ($1, $1, 'account', 'former of ' || $2, '', 'en', now())`,
			n.scope.Tenant(), n.canary)
		return err
	}))
	n.ids["takeback"] = back.String()
}
