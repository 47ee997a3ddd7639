package service_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func TestAResellerThatCannotBeMeteredDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	past := halloween.AddDate(-1, 0, 0)
	other := w.open(t, w.root, tenant.Reseller, "Other", "UTC")
	// So dear that a day of one object is more than can be counted. No such price is taken any more.
	w.wholesale(t, w.root, w.keeper, version{from: past, price: 1_000_000_000_000_000, unit: "active_day"})
	w.wholesale(t, w.root, other, version{from: past, price: 100, unit: "active_day"})
	car, van := w.object(t, w.open(t, w.keeper, tenant.Account, "Anna", "UTC")), w.object(t, w.open(t, other, tenant.Account, "Vera", "UTC"))
	w.hear(t, car, van)
	w.clock.Advance(24 * time.Hour)
	n, err := w.MeterWholesale(t.Context())
	require.ErrorContains(t, err, w.keeper.Tenant().String())
	require.EqualValues(t, 1, n)
	require.EqualValues(t, -100, w.balance(t, other))
	require.Zero(t, w.balance(t, w.keeper))
	w.hear(t, car, van)
	w.clock.Advance(24 * time.Hour)
	n, err = w.MeterWholesale(t.Context())
	require.Error(t, err)
	require.EqualValues(t, 1, n, "of the one that is stuck no later day is counted before the one that is due")
}

// refuse makes a table refuse the rows of one tenant, as one that is broken would.
func (w *engineWorld) refuse(t fataler, table, column string, of db.Scope) {
	t.Helper()
	w.exec(t, fmt.Sprintf(`create function refuse_%[1]s() returns trigger language plpgsql as
		$$ begin if new.%[2]s = '%[3]s' then raise exception 'broken'; end if; return new; end $$`, table, column, of.Tenant()))
	w.exec(t, fmt.Sprintf("create trigger refuse_%[1]s before insert on %[1]s for each row execute function refuse_%[1]s()", table))
}

func TestAResellerThatCannotBeMovedDoesNotStopTheOthersOnTheLadder(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	other := w.open(t, w.root, tenant.Reseller, "Other", "UTC")
	for _, r := range []db.Scope{w.keeper, other} {
		w.wholesale(t, w.root, r, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day"})
		w.hear(t, w.object(t, w.open(t, r, tenant.Account, "Anna", "UTC")))
	}
	w.clock.Advance(24 * time.Hour)
	_, err := w.MeterWholesale(t.Context())
	require.NoError(t, err)
	w.refuse(t, "ladder_steps", "counterparty_id", w.keeper)
	moved, err := w.Climb(t.Context())
	require.ErrorContains(t, err, w.keeper.Tenant().String())
	require.EqualValues(t, 1, moved)
	require.NoError(t, w.db.InTenant(t.Context(), other, func(tx *db.Tx) error {
		s, err := w.Standing(t.Context(), tx, other.Tenant())
		require.Equal(t, service.Warned, s.Step)
		return err
	}))
}

func TestAnAccountThatCannotBeSettledDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := context.Background()
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 100, unit: "active_day"})
	var all []db.Scope
	var objects []uuid.UUID
	for _, name := range []string{"Anna", "Boris", "Vera"} {
		s := w.open(t, w.keeper, tenant.Account, name, "UTC")
		o := w.object(t, s)
		w.topup(t, w.keeper, s, 250)
		w.subscribe(t, s, o, plan, "UTC", 0, time.Time{})
		all, objects = append(all, s), append(objects, o)
	}
	w.hear(t, objects...)
	w.refuse(t, "charges", "tenant_id", all[0])
	n, err := w.RenewDays(ctx)
	require.ErrorContains(t, err, all[0].Tenant().String())
	require.EqualValues(t, 2, n)
	require.EqualValues(t, 250, w.balance(t, all[0]))
	for _, s := range all[1:] {
		require.EqualValues(t, 150, w.balance(t, s))
	}
	w.refuse(t, "outbox", "tenant_id", all[0])
	told, err := w.WarnSoon(ctx)
	require.ErrorContains(t, err, all[0].Tenant().String())
	require.EqualValues(t, 2, told)
}
