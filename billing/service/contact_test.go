package service_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestABlockedObjectTellsItsLastContactAsFarAsItsPlanDoes(t *testing.T) {
	w := setupSubscribing(t)
	objects := fleet.New(fleet.Config{DB: w.db, Clock: w.clock, Key: testdb.Key(), Room: catalogue.New(w.db, w.ledger, w.clock)})
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(0, -1, 0), price: 500, unit: "month"})
	object := w.object(t, w.anna)
	w.subscribe(t, w.anna, object, plan, "UTC", 0, time.Time{}) // there is no money: it is blocked
	w.exec(t, `insert into object_states (object_seq, tenant_id, object_id, heard_at, recorded_at)
		select seq, tenant_id, id, $2, $2 from objects where id = $1`, object, halloween)

	shown := func() fleet.State {
		t.Helper()
		one, err := objects.Get(t.Context(), w.anna, object)
		require.NoError(t, err)
		states, err := objects.States(t.Context(), w.anna)
		require.NoError(t, err)
		page, err := objects.List(t.Context(), w.anna, fleet.Query{Limit: 10})
		require.NoError(t, err)
		require.Equal(t, one.State.HeardAt, states[0].State.HeardAt)
		require.Equal(t, one.State.HeardAt, page.Objects[0].State.HeardAt)
		require.Equal(t, fleet.Blocked, one.State.Status)
		return one.State
	}
	require.Equal(t, halloween, *shown().HeardAt, "the plan says nothing: it is told")

	w.exec(t, "update plan_versions set keeps_contact = false where plan_id = $1", plan)
	require.Nil(t, shown().HeardAt)
	require.True(t, shown().Untold)
	err := objects.Delete(t.Context(), w.anna, object, "")
	require.Error(t, err, "what was heard is not removed without its name, though it is not told when")

	w.exec(t, "update plan_versions set keeps_contact = true where plan_id = $1", plan)
	require.Equal(t, halloween, *shown().HeardAt)

	w.exec(t, "update plan_versions set keeps_contact = false where plan_id = $1", plan)
	w.topup(t, w.keeper, w.anna, 500)
	one, err := objects.Get(t.Context(), w.anna, object)
	require.NoError(t, err)
	require.Empty(t, one.Blocks)
	require.Equal(t, halloween, *one.State.HeardAt, "what is served tells it")
}

func TestAPlanTellsTheLastContactAsThePlanDoesThatItIsBasedOn(t *testing.T) {
	w := setupSubscribing(t)
	objects := fleet.New(fleet.Config{DB: w.db, Clock: w.clock, Key: testdb.Key(), Room: catalogue.New(w.db, w.ledger, w.clock)})
	base := w.plan(t, w.keeper, version{from: halloween.AddDate(0, -1, 0), price: 900, unit: "month"})
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(0, -1, 0), price: 500, unit: "month"})
	w.exec(t, "update plans set base_id = $2 where id = $1", plan, base)
	w.exec(t, "update plan_versions set keeps_contact = false where plan_id = $1", base)
	object := w.object(t, w.anna)
	w.subscribe(t, w.anna, object, plan, "UTC", 0, time.Time{})
	w.exec(t, `insert into object_states (object_seq, tenant_id, object_id, heard_at) select seq, tenant_id, id, $2 from objects where id = $1`, object, halloween)
	one, err := objects.Get(t.Context(), w.anna, object)
	require.NoError(t, err)
	require.True(t, one.State.Untold)
}
