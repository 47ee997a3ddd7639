package service_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/service"
)

func TestPositionsAreKeptAsTheObjectsPlanItsPackagesAndTheContractsAboveSay(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	ctx := t.Context()
	m3, m12 := "m3", "m12"
	short, err := w.subs.Prices.Create(ctx, w.keeper, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "short",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 100, Currency: "EUR"}, Period: "month", Limits: catalogue.Limits{Retention: &m3}}})
	require.NoError(t, err)
	w.topup(t, w.keeper, w.anna, 10_000)
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	class := func(object uuid.UUID) (class string) {
		require.NoError(t, w.admin.QueryRow(context.Background(), "select retention from objects where id = $1", object).Scan(&class))
		return class
	}
	keep := func(moved int64) {
		t.Helper()
		n, err := w.KeepAsPlanned(ctx)
		require.NoError(t, err)
		require.Equal(t, moved, n)
	}
	keep(0)
	w.connect(t, short.ID, car)
	keep(1)
	require.Equal(t, []string{"m3", "m36"}, []string{class(car), class(van)}, "each object as its own plan says")

	// A package for the chosen object keeps it longer, for its time.
	days := 30
	p, err := w.subs.Prices.CreatePackage(ctx, w.keeper, uuid.Nil, catalogue.NewPackage{Name: "longer", ForChosen: true,
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 100, Currency: "EUR"}, ValidityDays: &days, Retention: &m12}})
	require.NoError(t, err)
	_, err = w.subs.Buy(ctx, w.anna, uuid.Nil, service.Buying{Version: p.Versions[0].ID, Key: "a", Objects: []uuid.UUID{car}})
	require.NoError(t, err)
	keep(1)
	require.Equal(t, "m12", class(car))

	// Nobody has more than its parent: what the keeper was given bounds all below it.
	_, err = w.admin.Exec(ctx, "update contracts set retention = 'm3' where counterparty_id = $1", w.keeper.Tenant())
	require.NoError(t, err)
	keep(2)
	require.Equal(t, []string{"m3", "m3"}, []string{class(car), class(van)})
	_, err = w.admin.Exec(ctx, "update contracts set retention = null where counterparty_id = $1", w.keeper.Tenant())
	require.NoError(t, err)
	keep(2)
	w.clock.Advance(31 * 24 * time.Hour)
	keep(1)
	require.Equal(t, []string{"m3", "m36"}, []string{class(car), class(van)}, "the package is over")

	// The account's contract counts instead of its plans.
	_, err = w.admin.Exec(ctx, "update contracts set retention = 'm12' where counterparty_id = $1", w.anna.Tenant())
	require.NoError(t, err)
	keep(2)
	require.Equal(t, []string{"m12", "m12"}, []string{class(car), class(van)})
}

func TestWherePlansSayNothingPositionsAreKeptAsTheInstallationDoes(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	van := w.object(t, w.anna)
	installed := service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock, Retention: "m12"})
	n, err := installed.KeepAsPlanned(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	var class string
	require.NoError(t, w.admin.QueryRow(t.Context(), "select retention from objects where id = $1", van).Scan(&class))
	require.Equal(t, "m12", class)
}
