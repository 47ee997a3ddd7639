package topup_test

import (
	"context"
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/stripe/stripetest"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

var euro = money.MustParse("EUR")

// fataler is what testing.T and rapid.T have in common.
type fataler interface {
	require.TestingT
	Helper()
}

// world is a reseller with two accounts and a Stripe of its own, and a stranger with an account.
type world struct {
	*topup.Topups
	db       *db.DB
	clock    *clock.Set
	stripe   *stripetest.Stripe
	root     db.Scope
	ledger   *ledger.Ledger
	tenants  *tenant.Tenants
	keeper   db.Scope
	stranger db.Scope
	customer []db.Scope
	number   []string
	vera     db.Scope // the stranger's
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{clock: clock.At(noon)}
	w.db = testdb.Open(t, testdb.URL(t))
	w.tenants = tenant.New(w.db)
	ctx := t.Context()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	return w.another(t)
}

// another is a new reseller on the same platform, with all that belongs to it.
func (w *world) another(t *testing.T) *world {
	t.Helper()
	ctx := t.Context()
	n := &world{clock: w.clock, db: w.db, tenants: w.tenants, root: w.root}
	n.keeper, _ = n.open(t, n.root, tenant.Reseller, "Keeper")
	n.stranger, _ = n.open(t, n.root, tenant.Reseller, "Stranger")
	for _, name := range []string{"Anna", "Boris"} {
		scope, number := n.open(t, n.keeper, tenant.Account, name)
		n.customer, n.number = append(n.customer, scope), append(n.number, number)
	}
	n.vera, _ = n.open(t, n.stranger, tenant.Account, "Vera")
	var err error
	n.stripe, err = stripetest.Start(n.clock)
	require.NoError(t, err)
	t.Cleanup(func() { _ = n.stripe.Close() })
	n.ledger = ledger.New(n.db, n.clock)
	n.Topups = topup.New(topup.Config{DB: n.db, Clock: n.clock, Tenants: n.tenants, Ledger: n.ledger, Key: testdb.Key(),
		Settler: service.NewEngine(service.EngineConfig{DB: n.db, Clock: n.clock}), Stripe: stripe.Options{URL: n.stripe.URL}})
	for _, keeper := range []db.Scope{n.keeper, n.stranger} {
		require.NoError(t, n.db.InTenant(ctx, keeper, func(tx *db.Tx) error { return n.ledger.OpenBook(ctx, tx, keeper.Tenant(), euro) }))
	}
	_, err = n.Connect(ctx, n.keeper, stripetest.Key, "https://keeper.example/api/webhooks/stripe")
	require.NoError(t, err)
	return n
}

func (w *world) open(t *testing.T, parent db.Scope, kind tenant.Kind, name string) (db.Scope, string) {
	t.Helper()
	opened, err := w.tenants.Open(t.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(t, err)
	scope, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	return scope, opened.Number
}

// page opens a payment page for a customer and tells Stripe's name of it.
func (w *world) page(t fataler, of db.Scope, amount int64) string {
	t.Helper()
	url, err := w.Begin(context.Background(), of, topup.Wanted{Currency: "EUR", Amount: amount, Done: "https://keeper.example/done", Left: "https://keeper.example/left"})
	require.NoError(t, err)
	return path.Base(url)
}

// hear delivers some of what Stripe has told so far.
func (w *world) hear(t fataler, which ...int) {
	t.Helper()
	all := w.stripe.Deliveries()
	for _, n := range which {
		require.NoError(t, w.Hear(context.Background(), w.keeper.Tenant(), all[n].Body, all[n].Signature))
	}
}

func (w *world) hearAll(t fataler) {
	t.Helper()
	for n := range w.stripe.Deliveries() {
		w.hear(t, n)
	}
}

func (w *world) balance(t fataler, of db.Scope) int64 {
	t.Helper()
	var state ledger.WalletState
	require.NoError(t, w.db.InTenant(context.Background(), w.keeper, func(tx *db.Tx) (err error) {
		state, err = w.ledger.Balance(context.Background(), tx, w.keeper.Tenant(), of.Tenant(), euro)
		return err
	}))
	return int64(state.Balance)
}

// own are the balances of the keeper's own accounts.
func (w *world) own(t fataler) map[ledger.Account]int64 {
	t.Helper()
	sums := map[ledger.Account]int64{}
	require.NoError(t, w.db.InTenant(context.Background(), w.keeper, func(tx *db.Tx) error {
		list, err := w.ledger.OwnAccounts(context.Background(), tx, w.keeper.Tenant(), euro)
		for _, a := range list {
			sums[a.Account] = int64(a.Balance)
		}
		return err
	}))
	return sums
}

func (w *world) waiting(t fataler) []topup.Waiting {
	t.Helper()
	list, _, err := w.Unidentified(context.Background(), w.keeper, uuid.Nil, 500)
	require.NoError(t, err)
	return list
}

// paid is an entry of a bank's file.
type paid struct {
	reference string
	purpose   string
	payer     string
	amount    int64
}

// camt writes entries as a bank does, with sums that fit; below zero they went out.
func camt(entries []paid) []byte {
	var b strings.Builder
	sum := int64(0)
	for _, e := range entries {
		sum += e.amount
	}
	closing := "CRDT"
	if sum < 0 {
		closing = "DBIT"
	}
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S</Id>
<FrToDt><FrDtTm>2026-11-20T00:00:00Z</FrDtTm><ToDtTm>2026-11-20T23:59:59Z</ToDtTm></FrToDt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
`)
	fmt.Fprintf(&b, `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>`, euro.Format(money.Amount(max(sum, -sum))), closing)
	for _, e := range entries {
		other, way := "Dbtr", "CRDT"
		if e.amount < 0 {
			other, way = "Cdtr", "DBIT"
		}
		fmt.Fprintf(&b, `
<Ntry><Amt Ccy="EUR">%[1]s</Amt><CdtDbtInd>%[6]s</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>%[2]s</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><%[5]s><Nm>%[3]s</Nm></%[5]s><%[5]sAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></%[5]sAcct></RltdPties>
<RmtInf><Ustrd>%[4]s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`, euro.Format(money.Amount(max(e.amount, -e.amount))), e.reference, e.payer, e.purpose, other, way)
	}
	b.WriteString(`</Stmt></BkToCstmrStmt></Document>`)
	return []byte(b.String())
}
