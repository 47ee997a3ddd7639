package fleet_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func causes(why []fleet.Why) []string {
	list := []string{}
	for _, y := range why {
		list = append(list, y.Cause)
	}
	return list
}

func TestTheStatusOfAnObjectAndWhyItIsSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	moving := fix{at: noon.Add(-time.Minute), lat: 60.17, lon: 24.94, speed: 40}
	standing, silent := moving, moving
	standing.speed = 0
	silent.at = noon.Add(-fleet.OfflineAfter - time.Second)
	late, lateStanding, inTime := moving, standing, moving
	late.at, late.heard = noon.Add(-5*time.Hour), noon.Add(-time.Second)
	lateStanding.at, lateStanding.heard = late.at, late.heard
	inTime.at, inTime.heard = noon.Add(-fleet.OfflineAfter), late.heard
	for name, c := range map[string]struct {
		tracker *fleet.TrackerSpec
		knocked bool
		fixes   []fix
		blocked bool
		status  fleet.Status
		why     []string
	}{
		"without a tracker":            {nil, false, nil, false, fleet.Never, []string{"no_tracker"}},
		"waiting for the device":       {teltonikaOf(imei1), false, nil, false, fleet.Never, []string{"waiting_for_device"}},
		"signed in, nothing sent":      {teltonikaOf(imei2), true, nil, false, fleet.Never, []string{"not_heard"}},
		"moving":                       {teltonikaOf(imei3), true, []fix{moving}, false, fleet.Moving, []string{}},
		"standing":                     {teltonikaOf("100000000000001"), true, []fix{standing}, false, fleet.Standing, []string{}},
		"silent":                       {teltonikaOf("100000000000002"), true, []fix{silent}, false, fleet.Offline, []string{"not_heard"}},
		"a history came in":            {teltonikaOf("100000000000005"), true, []fix{late}, false, fleet.Standing, []string{}},
		"a history came in, standing":  {teltonikaOf("100000000000006"), true, []fix{lateStanding}, false, fleet.Standing, []string{}},
		"moved a moment ago":           {teltonikaOf("100000000000007"), true, []fix{inTime}, false, fleet.Moving, []string{}},
		"blocked":                      {teltonikaOf("100000000000003"), true, []fix{moving}, true, fleet.Blocked, []string{"by_hand"}},
		"blocked and silent":           {teltonikaOf("100000000000004"), true, []fix{silent}, true, fleet.Blocked, []string{"by_hand", "not_heard"}},
		"heard, its tracker taken off": {nil, false, []fix{silent}, false, fleet.Offline, []string{"no_tracker"}},
	} {
		o := w.create(t, name, c.tracker)
		if c.knocked {
			require.NotNil(t, w.knock(t, "imei", c.tracker.Identity))
		}
		w.store(t, o.ID, c.fixes...)
		if c.blocked {
			require.NoError(t, w.Fleet.Block(t.Context(), w.scope, o.ID, fleet.Blocking{KeepData: true, Reason: "stolen"}))
		}
		o, err := w.Get(t.Context(), w.scope, o.ID)
		require.NoError(t, err)
		require.Equal(t, c.status, o.State.Status, name)
		require.Equal(t, c.why, causes(o.Why()), name)
		// The list's filter and the map say the same.
		page, err := w.List(t.Context(), w.scope, fleet.Query{Search: name, Status: []fleet.Status{c.status}, Limit: 10})
		require.NoError(t, err)
		found := false
		for _, listed := range page.Objects {
			found = found || listed.ID == o.ID
		}
		require.True(t, found, name)
	}
	for search, known := range map[string]bool{"moved a moment ago": true, "a history came in, standing": true, "a history came in": false} {
		page, err := w.List(t.Context(), w.scope, fleet.Query{Search: search, Limit: 1})
		require.NoError(t, err)
		require.Equal(t, known, page.Objects[0].State.MovingSince != nil, "%s: since when it moves or stands", search)
	}
	states, err := w.States(t.Context(), w.scope)
	require.NoError(t, err)
	require.Len(t, states, 12)
	for _, s := range states {
		o, err := w.Get(t.Context(), w.scope, s.ID)
		require.NoError(t, err)
		require.Equal(t, o.State.Status, s.State.Status, o.Name)
		require.Equal(t, o.State.Place, s.State.Place, o.Name)
		require.Equal(t, o.State.MovingSince, s.State.MovingSince, o.Name)
	}
}

func TestWhatIsRecordedDuringABlockIsWithheldUntilItIsLifted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	w.knock(t, "imei", imei1)
	before, during := fix{at: noon.Add(-time.Minute), lat: 60, lon: 24, speed: 50}, fix{at: noon.Add(time.Minute), lat: 61, lon: 25, speed: 60}
	w.store(t, o.ID, before)
	by := uuid.Must(uuid.NewV7())
	require.NoError(t, w.Fleet.Block(ctx, w.scope, o.ID, fleet.Blocking{KeepData: true, Reason: "unpaid rent", By: &by}))
	requireError(t, w.Fleet.Block(ctx, w.scope, o.ID, fleet.Blocking{}), errs.Conflict, "blocked_already")
	w.store(t, o.ID, during)
	w.clock.Advance(2 * time.Minute)

	got, err := w.Get(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.Blocked, got.State.Status)
	require.True(t, got.State.Withheld)
	require.Equal(t, before.at, got.State.Place.At)
	require.InDelta(t, 60, got.State.Place.Lat, 0)
	require.Equal(t, map[string]any{"satellites": 9.0}, got.State.Attributes, "of the position before the block, not of the newest")
	require.Nil(t, got.State.Odometer)
	require.Equal(t, during.at, *got.State.HeardAt, "that it is heard is shown")
	require.Equal(t, []fleet.Block{{Cause: "by_hand", Since: noon, Reason: "unpaid rent", KeepData: true}}, got.Blocks)
	states, err := w.States(ctx, w.scope)
	require.NoError(t, err)
	require.Equal(t, before.at, states[0].State.Place.At)

	whole := fleet.TrackQuery{From: noon.Add(-time.Hour), To: noon.Add(time.Hour), Limit: 10}
	track, err := w.Track(ctx, w.scope, o.ID, whole)
	require.NoError(t, err)
	require.Len(t, track.Points, 1)
	require.Equal(t, noon, *track.WithheldFrom)
	within := whole
	within.From, within.Points = noon, 10
	track, err = w.Track(ctx, w.scope, o.ID, within)
	require.NoError(t, err)
	require.Empty(t, track.Points)
	day, err := w.Day(ctx, w.scope, o.ID, "", "")
	require.NoError(t, err)
	require.Equal(t, 1, day.Positions)
	require.NotNil(t, day.WithheldFrom)

	require.NoError(t, w.Unblock(ctx, w.scope, o.ID))
	requireError(t, w.Unblock(ctx, w.scope, o.ID), errs.Conflict, "not_blocked")
	track, err = w.Track(ctx, w.scope, o.ID, whole)
	require.NoError(t, err)
	require.Len(t, track.Points, 2)
	got, err = w.Get(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, during.at, got.State.Place.At)
	require.False(t, got.State.Withheld)
	require.NotNil(t, got.State.Odometer)
}

func TestLiftingOneCauseNeverLiftsAnother(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", nil)
	w.asWorker(t, `insert into blocks (id, tenant_id, object_id, cause, keep_data, since) values (gen_random_uuid(), $1, $2, 'unpaid', false, $3)`,
		[]any{w.scope.Tenant(), o.ID, noon.Add(-time.Hour)})
	requireError(t, w.Unblock(t.Context(), w.scope, o.ID), errs.Conflict, "not_blocked")
	require.NoError(t, w.Fleet.Block(t.Context(), w.scope, o.ID, fleet.Blocking{}))
	require.NoError(t, w.Unblock(t.Context(), w.scope, o.ID))
	o, err := w.Get(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.Blocked, o.State.Status)
	require.Equal(t, []string{"unpaid", "no_tracker"}, causes(o.Why()))
}

func TestWhatArrivedOfATracker(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	contact := func(at time.Time, outcome string) fleet.Contact {
		w.asWorker(t, `insert into tracker_contacts (tracker_id, tenant_id, at, outcome, protocol, port, detail)
			values ($1, $2, $3, $4, 'gt06', 5023, '{"heard": "gt06"}')
			on conflict (tracker_id) do update set at = excluded.at, outcome = excluded.outcome`, []any{o.Tracker.ID, w.scope.Tenant(), at, outcome})
		c, err := w.Contact(ctx, w.scope, o.ID)
		require.NoError(t, err)
		return c
	}
	require.Equal(t, fleet.Nothing, contact(noon.Add(-time.Second), "stored").What, "what arrived before it was bound was another's")
	for outcome, what := range map[string]fleet.What{"stored": fleet.Well, "no_fix": fleet.NoFix, "checksum": fleet.WrongChecksum,
		"wrong_protocol": fleet.WrongProtocol, "wrong_password": fleet.WrongPassword, "before_binding": fleet.BeforeBinding,
		"quarantined": fleet.Quarantined, "malformed": fleet.Malformed, "blocked": fleet.Connected, "waiting": fleet.Connected, "new word": "new word"} {
		c := contact(noon.Add(time.Second), outcome)
		require.Equal(t, what, c.What, outcome)
		require.Equal(t, "gt06", c.Protocol)
		require.Equal(t, 5023, c.Port)
		require.Equal(t, map[string]any{"heard": "gt06"}, c.Detail)
	}
	require.NoError(t, w.Fleet.Block(ctx, w.scope, o.ID, fleet.Blocking{Reason: "in repair"}))
	for _, outcome := range []string{"stored", "blocked", "unpaid"} {
		c := contact(noon.Add(time.Second), outcome)
		require.Equal(t, fleet.BlockedNow, c.What, outcome)
		require.Equal(t, "in repair", c.Why[0].Reason)
	}
	bare := w.create(t, "Van 2", nil)
	c, err := w.Contact(ctx, w.scope, bare.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.NoTrackerBound, c.What)
}
