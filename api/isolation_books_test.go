package api_test

import (
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant"
)

// owe books something by hand between a tenant and the one above, and for a reseller wholesale, debt, and what was agreed and signed.
func (w *world) owe(n *node, user uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	n.ids["transaction"], n.ids["paper"], n.ids["agreed"], n.ids["replacement"] = uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()
	if n.scope.Kind() != tenant.Account {
		all := 40
		require.NoError(t, w.books.SetLadder(ctx, n.scope, service.Ladder{Warned: 1, NoActivations: 8, ConsoleClosed: 15, AllStopped: &all}))
	}
	if n.up == nil {
		return
	}
	id, err := w.books.Book(ctx, n.up.scope, books.Booking{Customer: n.scope.Tenant(), Kind: ledger.Bonus, Currency: "EUR", Amount: 300, Reason: "bonus of " + n.canary})
	require.NoError(t, err)
	file, err := w.books.PutFile(ctx, n.up.scope, n.scope.Tenant(), uuid.Nil, "file of "+n.canary, []byte("%PDF-1.4 "+n.canary))
	require.NoError(t, err)
	n.up.ids["transaction"], n.up.ids["paper"] = id.String(), file.ID.String()
	n.told = append(n.told, "bonus of "+n.canary, "file of "+n.canary, "%PDF-1.4 "+n.canary)
	// What stands for them by agreement is theirs and their keeper's alone.
	agreed := uuid.Must(uuid.NewV7())
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into agreed_documents (id, tenant_id, counterparty_id, kind, version, agreement, agreed_on, file_id, posted_at, effective_at, told)
			values ($1, $2, $3, 'sms', 1, $4, '2026-11-02', $5, now(), now(), true)`, agreed, n.up.scope.Tenant(), n.scope.Tenant(), "number of "+n.canary, file.ID)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `insert into agreed_texts (tenant_id, counterparty_id, document_id, locale, title, body) values ($1, $2, $3, 'en', $4, $5)`,
			n.up.scope.Tenant(), n.scope.Tenant(), agreed, "agreed title of "+n.canary, "agreed body of "+n.canary)
		return err
	}))
	n.ids["agreed"], n.up.ids["replacement"] = agreed.String(), agreed.String()
	n.told = append(n.told, "number of "+n.canary, "agreed title of "+n.canary, "agreed body of "+n.canary)
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "insert into money_notices (tenant_id, template, about, at) values ($1, 'money_soon', $2, now())", n.scope.Tenant(), n.canary)
		return err
	}))
	if n.scope.Kind() != tenant.Reseller {
		return
	}
	plan, err := w.prices.Create(ctx, n.up.scope, user, catalogue.NewPlan{Kind: catalogue.Wholesale, Name: "wholesale " + n.canary,
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 10, Currency: "EUR"}, Period: catalogue.ActiveDay, Text: "terms " + n.up.canary}})
	require.NoError(t, err)
	_, err = w.prices.Agree(ctx, n.up.scope, n.scope.Tenant(), catalogue.NewAgreement{Wholesale: &plan.ID})
	require.NoError(t, err)
	n.told = append(n.told, "wholesale "+n.canary)
	// Only functions write these; the proof has them as they would be.
	super, err := pgx.Connect(ctx, w.url)
	require.NoError(t, err)
	defer func() { _ = super.Close(ctx) }()
	_, err = super.Exec(ctx, `insert into wholesale_days (tenant_id, counterparty_id, day, version_id, objects, micro, amount, currency, metered_at)
		values ($1, $2, current_date - 1, $3, 7, 70000000, 70, 'EUR', now())`, n.up.scope.Tenant(), n.scope.Tenant(), plan.Versions[0].ID)
	require.NoError(t, err)
	_, err = super.Exec(ctx, "insert into ladder_steps (tenant_id, counterparty_id, step, since, step_since) values ($1, $2, 1, now(), now())", n.up.scope.Tenant(), n.scope.Tenant())
	require.NoError(t, err)
}
