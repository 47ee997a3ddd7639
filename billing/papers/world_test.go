package papers_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

var noon = time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)

var euro = money.MustParse("EUR")

// world is a reseller with two accounts, one of which reads Russian, and a stranger with an account.
type world struct {
	*papers.Papers
	db       *db.DB
	clock    *clock.Set
	ledger   *ledger.Ledger
	tenants  *tenant.Tenants
	root     db.Scope
	keeper   db.Scope
	stranger db.Scope
	anna     db.Scope
	boris    db.Scope
	vera     db.Scope // the stranger's
	number   map[uuid.UUID]string
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{clock: clock.At(noon), number: map[uuid.UUID]string{}}
	w.db = testdb.Open(t, testdb.URL(t))
	w.tenants = tenant.New(w.db)
	ctx := t.Context()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	w.keeper = w.open(t, w.root, tenant.Opening{Kind: tenant.Reseller, Name: "Keeper", TimeZone: "Europe/Moscow"})
	w.stranger = w.open(t, w.root, tenant.Opening{Kind: tenant.Reseller, Name: "Stranger"})
	w.anna = w.open(t, w.keeper, tenant.Opening{Kind: tenant.Account, Name: "Anna"})
	w.boris = w.open(t, w.keeper, tenant.Opening{Kind: tenant.Account, Name: "ООО «Борис»", Locale: "ru"})
	w.vera = w.open(t, w.stranger, tenant.Opening{Kind: tenant.Account, Name: "Vera"})
	w.ledger = ledger.New(w.db, w.clock)
	w.Papers = papers.New(papers.Config{DB: w.db, Clock: w.clock, Tenants: w.tenants, Ledger: w.ledger,
		Settler: service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock})})
	for _, keeper := range []db.Scope{w.root, w.keeper, w.stranger} {
		require.NoError(t, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error { return w.ledger.OpenBook(ctx, tx, keeper.Tenant(), euro) }))
	}
	return w
}

func (w *world) open(t *testing.T, parent db.Scope, o tenant.Opening) db.Scope {
	t.Helper()
	opened, err := w.tenants.Open(t.Context(), parent, o)
	require.NoError(t, err)
	scope, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	w.number[opened.ID] = opened.Number
	return scope
}

// named gives the keeper a legal entity with a bank account and a tax rate.
func (w *world) named(t *testing.T, rate int) {
	t.Helper()
	_, err := w.SetEntity(t.Context(), w.keeper, papers.Entity{Entity: invoice.Entity{Name: "Keeper Oy", Address: "Helsinki", TaxNumber: "FI12345678",
		Bank: invoice.BankAccount{Name: "Nordea", Number: "FI21 1234 5600 0007 85", Code: "NDEAFIHH"}}, TaxRate: &rate})
	require.NoError(t, err)
}

// post books on a customer's wallet.
func (w *world) post(t *testing.T, keeper, customer db.Scope, kind ledger.Kind, amount money.Amount, other ledger.Account) uuid.UUID {
	t.Helper()
	var id uuid.UUID
	ctx := context.Background()
	require.NoError(t, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
		written, err := w.ledger.Post(ctx, tx, ledger.Posting{Keeper: keeper.Tenant(), Currency: euro, Counterparty: customer.Tenant(), Kind: kind,
			Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: amount}, {Account: other, Amount: -amount}}})
		id = written.ID
		return err
	}))
	return id
}

func (w *world) topup(t *testing.T, customer db.Scope, amount money.Amount) uuid.UUID {
	t.Helper()
	return w.post(t, w.keeper, customer, ledger.Topup, amount, ledger.Cash)
}

func (w *world) received(t *testing.T, s db.Scope, kind invoice.Kind) []papers.Paper {
	t.Helper()
	list, _, err := w.Received(t.Context(), s, papers.Asked{Kind: kind}, papers.Place{}, 500)
	require.NoError(t, err)
	return list
}

func codes(list []papers.Paper) (all []string) {
	for _, p := range list {
		all = append(all, p.Code)
	}
	return all
}
