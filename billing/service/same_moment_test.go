package service_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/service"
)

// TestWhoeverPausesAndGoesOnAtOnceIsServedWithoutAGap: two spans that meet are as good as one.
func TestWhoeverPausesAndGoesOnAtOnceIsServedWithoutAGap(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 500, unit: "month"})
	car := w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 500)
	w.connect(t, plan, car)
	w.clock.Advance(9 * 24 * time.Hour)
	for _, doing := range []service.Doing{service.Pause, service.Resume} {
		_, err := w.do(t, doing, car)
		require.NoError(t, err)
	}
	require.Len(t, w.charged(t, car), 1)
	w.sound(t)
}

// TestADayThatCannotBePaidServesNothingOfWhatBeganAtThatMoment: two objects of which the money is enough for one are connected, heard and debited at
// one and the same moment.
func TestADayThatCannotBePaidServesNothingOfWhatBeganAtThatMoment(t *testing.T) {
	t.Parallel()
	w := setupSubscribing(t)
	plan := w.plan(t, w.keeper, version{from: halloween.AddDate(-1, 0, 0), price: 30, unit: "active_day"})
	car, van := w.object(t, w.anna), w.object(t, w.anna)
	w.topup(t, w.keeper, w.anna, 40)
	w.connect(t, plan, car)
	w.connect(t, plan, van)
	w.hear(t, car, van)
	_, err := w.RenewDays(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 10, w.balance(t, w.anna))
	w.sound(t)
	w.clock.Advance(time.Hour)
	w.sound(t)
	w.topup(t, w.keeper, w.anna, 50)
	w.sound(t)
}
