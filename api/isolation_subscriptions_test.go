package api_test

import (
	"log/slog"
	"slices"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func (w *world) subscriptions(log *slog.Logger) *service.Subscriptions {
	return service.NewSubscriptions(service.SubscriptionsConfig{DB: w.db, Clock: clock.System{}, Log: log, Ledger: ledger.New(w.db, clock.System{}), Prices: w.prices,
		Engine: service.NewEngine(service.EngineConfig{DB: w.db, Clock: clock.System{}, Log: log})})
}

// subscribe puts the object of an account on the plan that its provider sells, for money of its own.
func (w *world) subscribe(n *node, user, object uuid.UUID) {
	n.ids["entry"] = uuid.NewString()
	if n.scope.Kind() != tenant.Account {
		return
	}
	ctx, t, log := w.t.Context(), w.t, slog.New(slog.DiscardHandler)
	plans, _, err := w.prices.Offer(ctx, n.scope)
	require.NoError(t, err)
	i := slices.IndexFunc(plans, func(o catalogue.Offered) bool { return !o.Plan.Free })
	_, err = w.topups(log).TakeCash(ctx, n.up.scope, topup.Cash{Customer: n.scope.Tenant(), Currency: "EUR", Amount: 1000, Comment: "cash of " + n.canary})
	require.NoError(t, err)
	_, err = w.subscriptions(log).One(ctx, service.Party{Account: n.scope, User: user},
		service.Wish{Doing: service.Connect, Objects: []uuid.UUID{object}, Version: plans[i].Version.ID})
	require.NoError(t, err)
	require.NoError(t, w.db.InTenant(ctx, n.scope, func(tx *db.Tx) error {
		var entry string
		err := tx.QueryRow(ctx, "select id from ledger_transactions where counterparty_id = $1 order by booked_at desc limit 1", n.scope.Tenant()).Scan(&entry)
		n.ids["entry"] = entry
		return err
	}))
}
