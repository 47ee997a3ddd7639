package ledger_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

var euro = money.MustParse("EUR")

// world is a platform, a reseller with two accounts, and a stranger with one.
type world struct {
	*ledger.Ledger
	db       *db.DB
	url      string
	clock    *clock.Set
	tenants  *tenant.Tenants
	root     db.Scope
	keeper   db.Scope
	anna     db.Scope
	boris    db.Scope
	stranger db.Scope
	vera     db.Scope // the stranger's
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{url: testdb.URL(t), clock: clock.At(noon)}
	w.db = testdb.Open(t, w.url)
	w.tenants = tenant.New(w.db)
	ctx := t.Context()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	w.keeper = w.open(t, w.root, tenant.Reseller, "Keeper")
	w.stranger = w.open(t, w.root, tenant.Reseller, "Stranger")
	w.anna = w.open(t, w.keeper, tenant.Account, "Anna")
	w.boris = w.open(t, w.keeper, tenant.Account, "Boris")
	w.vera = w.open(t, w.stranger, tenant.Account, "Vera")
	w.Ledger = ledger.New(w.db, w.clock)
	for _, keeper := range []db.Scope{w.root, w.keeper, w.stranger} {
		w.do(t, keeper, func(tx *db.Tx) error { return w.OpenBook(ctx, tx, keeper.Tenant(), euro) })
	}
	return w
}

func (w *world) open(t *testing.T, parent db.Scope, kind tenant.Kind, name string) db.Scope {
	t.Helper()
	opened, err := w.tenants.Open(t.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(t, err)
	scope, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	return scope
}

func (w *world) do(t *testing.T, s db.Scope, fn func(*db.Tx) error) {
	t.Helper()
	require.NoError(t, w.db.InTenant(t.Context(), s, fn))
}

// post writes a posting as a tenant.
func (w *world) post(t *testing.T, as db.Scope, p ledger.Posting) (ledger.Written, error) {
	t.Helper()
	var written ledger.Written
	err := w.db.InTenant(t.Context(), as, func(tx *db.Tx) error {
		var err error
		written, err = w.Post(t.Context(), tx, p)
		return err
	})
	return written, err
}

func (w *world) topup(of db.Scope, amount money.Amount, key string) ledger.Posting {
	return ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Kind: ledger.Topup, Key: key,
		Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: amount}, {Account: ledger.BankCash, Amount: -amount}}}
}

func (w *world) charge(of db.Scope, amount money.Amount, key string) ledger.Posting {
	return ledger.Posting{Keeper: w.keeper.Tenant(), Currency: euro, Counterparty: of.Tenant(), Kind: ledger.Charge, Key: key,
		Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: -amount}, {Account: ledger.Revenue("plan"), Amount: amount}}}
}

func (w *world) balance(t *testing.T, as, of db.Scope) money.Amount {
	t.Helper()
	var state ledger.WalletState
	w.do(t, as, func(tx *db.Tx) error {
		var err error
		state, err = w.Balance(t.Context(), tx, w.keeper.Tenant(), of.Tenant(), euro)
		return err
	})
	return state.Balance
}
