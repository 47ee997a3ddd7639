package service_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
)

func TestEveryHistoryOfSettlingIsWhatThePlainTellingSays(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := t.Context()
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo"}
	histories, charges := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		keeper := w.open(r, w.root, tenant.Reseller, "Keeper", "UTC")
		past := w.clock.Now().AddDate(-2, 0, 0)
		type priced struct {
			id   uuid.UUID
			list []version
		}
		var plans []*priced
		for range rapid.IntRange(1, 3).Draw(r, "plans") {
			v := version{from: past, price: rapid.Int64Range(0, 40).Draw(r, "price"), unit: rapid.SampledFrom([]string{"month", "month", "day", "year", "active_day", "active_day"}).Draw(r, "unit")}
			if v.unit == "day" || v.unit == "active_day" {
				v.micro = rapid.Int64Range(0, 999_999).Draw(r, "micro")
			}
			v.late = v.unit == "active_day" && rapid.Bool().Draw(r, "in arrears")
			plans = append(plans, &priced{w.plan(r, keeper, v), []version{v}})
		}
		scopes := []db.Scope{}
		models := []*modelAccount{}
		zoneOf := []string{}
		ids := map[*modelObject]uuid.UUID{}
		for range 2 {
			zone := rapid.SampledFrom(zones).Draw(r, "zone")
			scopes = append(scopes, w.open(r, keeper, tenant.Account, "A", zone))
			models = append(models, &modelAccount{})
			zoneOf = append(zoneOf, zone)
		}
		which := func() int { return rapid.IntRange(0, 1).Draw(r, "account") }
		lead := 10 * time.Minute
		r.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) {
				for i, s := range scopes {
					require.Equal(r, models[i].balance, w.balance(r, s), "account %d", i)
				}
			},
			"subscribe": func(*rapid.T) {
				i := which()
				if len(models[i].objects) >= 5 {
					r.Skip()
				}
				plan := rapid.SampledFrom(plans).Draw(r, "plan")
				zone, err := time.LoadLocation(zoneOf[i])
				require.NoError(r, err)
				now := w.clock.Now()
				o := &modelObject{id: w.object(r, scopes[i]), prices: &plan.list, zone: zone, priority: rapid.IntRange(0, 1).Draw(r, "priority"),
					due: now, anchor: now, starts: now, byDay: plan.list[0].unit == "active_day", late: plan.list[0].late}
				if rapid.IntRange(0, 3).Draw(r, "trial") == 0 {
					o.trial = now.Add(time.Duration(rapid.IntRange(1, 500).Draw(r, "hours")) * time.Hour)
					o.due, o.anchor = o.trial, o.trial
				}
				models[i].objects = append(models[i].objects, o)
				models[i].settle(now, 0)
				ids[o] = w.subscribe(r, scopes[i], o.id, plan.id, zoneOf[i], o.priority, o.trial)
			},
			"topup": func(*rapid.T) {
				i, amount := which(), rapid.Int64Range(1, 400).Draw(r, "amount")
				models[i].balance += amount
				models[i].settle(w.clock.Now(), 0)
				w.topup(r, keeper, scopes[i], amount)
			},
			"time": func(*rapid.T) {
				w.clock.Advance(time.Duration(rapid.IntRange(1, 60*24*40).Draw(r, "minutes")) * time.Minute)
				for _, m := range models {
					m.renew(w.clock.Now(), lead)
					m.renewDays(w.clock.Now())
					m.settle(w.clock.Now(), 0) // what could not be paid at the price of its moment, at today's
				}
				_, err := w.Renew(ctx)
				require.NoError(r, err)
				_, err = w.RenewDays(ctx)
				require.NoError(r, err)
				_, err = w.RetryUnpaid(ctx) // a price may have fallen
				require.NoError(r, err)
			},
			"hear": func(*rapid.T) {
				w.clock.Advance(time.Minute)
				for i, m := range models {
					for _, o := range m.objects {
						if rapid.IntRange(0, 2).Draw(r, "heard") > 0 {
							o.heard = append(o.heard, w.clock.Now())
							w.record(r, scopes[i], o.id)
						}
					}
					m.renewDays(w.clock.Now())
				}
				_, err := w.RenewDays(ctx)
				require.NoError(r, err)
			},
			"price": func(*rapid.T) {
				plan := rapid.SampledFrom(plans).Draw(r, "plan")
				v := plan.list[len(plan.list)-1]
				v.from, v.price = w.clock.Now().Add(time.Duration(rapid.IntRange(0, 30*24).Draw(r, "hours"))*time.Hour), rapid.Int64Range(0, 40).Draw(r, "price")
				if !v.from.After(plan.list[len(plan.list)-1].from) { // two at one moment are refused
					r.Skip()
				}
				plan.list = append(plan.list, v)
				w.reprice(r, keeper, plan.id, v)
			},
			"floor": func(*rapid.T) {
				i, floor := which(), -rapid.Int64Range(0, 80).Draw(r, "floor")
				models[i].floor = floor
				models[i].settle(w.clock.Now(), 0)
				require.NoError(r, w.db.InTenant(ctx, keeper, func(tx *db.Tx) error {
					if err := w.ledger.SetFloor(ctx, tx, keeper.Tenant(), scopes[i].Tenant(), euro, money.Amount(floor)); err != nil {
						return err
					}
					_, err := w.Settle(ctx, tx, scopes[i].Tenant())
					return err
				}))
			},
			"stop": func(*rapid.T) {
				i := which()
				if len(models[i].objects) == 0 {
					r.Skip()
				}
				o := rapid.SampledFrom(models[i].objects).Draw(r, "object")
				if o.over || o.paused {
					r.Skip()
				}
				o.stops = true
				models[i].settle(w.clock.Now(), 0)
				require.NoError(r, w.db.InTenant(ctx, scopes[i], func(tx *db.Tx) error {
					if _, err := tx.Exec(ctx, "update subscriptions set stops = true where id = $1", ids[o]); err != nil {
						return err
					}
					_, err := w.Settle(ctx, tx, scopes[i].Tenant())
					return err
				}))
			},
			"pause or go on": func(*rapid.T) {
				i := which()
				if len(models[i].objects) == 0 {
					r.Skip()
				}
				o := rapid.SampledFrom(models[i].objects).Draw(r, "object")
				if o.over || o.stops {
					r.Skip()
				}
				w.clock.Advance(time.Minute) // a span of no time would be none
				now, state := w.clock.Now(), "paused"
				models[i].settle(now, 0)
				if o.paused {
					state = "active"
					o.resume(now)
				} else {
					o.pause(now)
				}
				models[i].settle(now, 0)
				require.NoError(r, w.db.InTenant(ctx, scopes[i], func(tx *db.Tx) error {
					if _, err := w.Settle(ctx, tx, scopes[i].Tenant()); err != nil {
						return err
					}
					if _, err := tx.Exec(ctx, "update subscriptions set state = $2 where id = $1", ids[o], state); err != nil {
						return err
					}
					_, err := w.Settle(ctx, tx, scopes[i].Tenant())
					return err
				}))
			},
			"again": func(*rapid.T) {
				i := which()
				models[i].settle(w.clock.Now(), 0)
				for range 2 { // of which the second changes nothing
					require.NoError(r, w.db.InTenant(ctx, scopes[i], func(tx *db.Tx) error {
						_, err := w.Settle(ctx, tx, scopes[i].Tenant())
						return err
					}))
				}
			},
		})
		_, err := w.RetryUnpaid(ctx)
		require.NoError(r, err)
		for i, m := range models {
			// What fell due in the minutes since the last renewal, in an account where nothing is unpaid, is no retry's to charge.
			require.NoError(r, w.db.InTenant(ctx, scopes[i], func(tx *db.Tx) error {
				_, err := w.Settle(ctx, tx, scopes[i].Tenant())
				return err
			}))
			m.settle(w.clock.Now(), 0)
			for _, o := range m.objects {
				compareObject(r, w, o)
				charges += len(o.charges)
			}
		}
		w.nothingWrong(r)
		histories++
	})
	wrongs, err := w.ledger.Wrongs(ctx)
	require.NoError(t, err)
	require.Empty(t, wrongs)
	t.Logf("settling: %d histories with %d charges are what the plain telling says", histories, charges)
}

func (w *engineWorld) nothingWrong(t fataler) {
	t.Helper()
	wrongs, err := w.Wrongs(context.Background())
	require.NoError(t, err)
	require.Empty(t, wrongs)
}

func compareObject(t fataler, w *engineWorld, o *modelObject) {
	t.Helper()
	var want []string
	for _, c := range o.charges {
		want = append(want, span(c.from, c.to)+" "+itoa(c.amount))
	}
	require.ElementsMatch(t, want, w.charged(t, o.id), "charges")
	want = []string{"ever – " + day(o.starts)}
	for _, s := range o.served {
		if s.to.IsZero() {
			want = append(want, day(s.from)+" – ever")
			continue
		}
		want = append(want, span(s.from, s.to))
	}
	if o.free {
		want = append(want, day(o.since)+" – ever")
	}
	require.Equal(t, want, w.served(t, o.id), "served")
	want = nil
	for _, b := range o.blocks {
		to := "now"
		if !b.to.IsZero() {
			to = day(b.to)
		}
		want = append(want, day(b.from)+" – "+to)
	}
	require.ElementsMatch(t, want, w.blocked(t, o.id), "blocked")
}

func itoa(n int64) string { return money.MustParse("JPY").Format(money.Amount(n)) }

// TestThreeYearsAreWhatThePlainTellingSays passes three years with all that calendars have in store, hour by hour at the
// edges and day by day between them.
func TestThreeYearsAreWhatThePlainTellingSays(t *testing.T) {
	t.Parallel()
	w := setupEngine(t)
	ctx := context.Background()
	start := time.Date(2027, 1, 31, 1, 30, 0, 0, time.UTC)
	w.clock.Advance(start.Sub(w.clock.Now()))
	// Anchors at half past one or two in the night of the 29th, 30th and 31st, in zones that change their clocks at such hours.
	zones := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Chatham", "UTC"}
	if testing.Short() || os.Getenv("LIVERY_QUICK") != "" {
		zones = zones[:3]
	}
	monthly := version{from: start.AddDate(-1, 0, 0), price: 900, unit: "month"}
	yearly := version{from: monthly.from, price: 9000, unit: "year"}
	daily := version{from: monthly.from, price: 33, micro: 333_333, unit: "day"}
	var plans []uuid.UUID
	lists := [][]version{{monthly}, {yearly}, {daily}}
	for _, list := range lists {
		plans = append(plans, w.plan(t, w.keeper, list[0]))
	}
	var scopes []db.Scope
	var models []*modelAccount
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		s := w.open(t, w.keeper, tenant.Account, name, name)
		m := &modelAccount{balance: 10_000_000}
		w.topup(t, w.keeper, s, m.balance)
		scopes, models = append(scopes, s), append(models, m)
		for i := range lists {
			o := &modelObject{id: w.object(t, s), prices: &lists[i], zone: zone, due: w.clock.Now(), anchor: w.clock.Now(), starts: w.clock.Now()}
			m.objects = append(m.objects, o)
			m.settle(w.clock.Now(), 0)
			w.subscribe(t, s, o.id, plans[i], name, 0, time.Time{})
		}
	}
	days := 0
	for end := start.AddDate(3, 0, 3); w.clock.Now().Before(end); days++ {
		w.clock.Advance(24 * time.Hour)
		for _, m := range models {
			m.renew(w.clock.Now(), 10*time.Minute)
		}
		_, err := w.Renew(ctx)
		require.NoError(t, err)
	}
	charges := 0
	for i, m := range models {
		require.Equal(t, m.balance, w.balance(t, scopes[i]), zones[i])
		for _, o := range m.objects {
			compareObject(t, w, o)
			require.Len(t, o.served, 1, "no gap in three years")
			charges += len(o.charges)
		}
		require.GreaterOrEqual(t, len(m.objects[0].charges), 36)
		last := m.objects[0].charges[12] // the 31st again, or the end of a shorter month
		require.Contains(t, []int{30, 31}, last.from.In(m.objects[0].zone).Day(), zones[i])
	}
	w.nothingWrong(t)
	t.Logf("settling: three years (%d days, two changes of the clocks each, 29 February 2028) in %d zones: %d charges as told", days, len(zones), charges)
}
