package fleet_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestATypedIdentityWaitsForTheDeviceAndIsHeldWhenItKnocks(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	require.True(t, o.Tracker.Waiting)
	require.Equal(t, noon, o.Tracker.Since)
	require.Equal(t, o.Tracker.ID, *w.knock(t, "imei", imei1))
	o, err := w.Get(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.False(t, o.Tracker.Waiting)
}

func TestAnIdentityHeldElsewhereLooksLikeOneThatWaits(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, _, err := w.Create(t.Context(), w.rivals, fleet.Creation{Name: "Theirs", Tracker: teltonikaOf(imei1)})
	require.NoError(t, err)
	require.NotNil(t, w.knock(t, "imei", imei1))

	held, waiting := w.create(t, "Held elsewhere", teltonikaOf(imei1)), w.create(t, "Nobody's", teltonikaOf(imei2))
	require.True(t, held.Tracker.Waiting)
	require.Equal(t, held.Why(), waiting.Why())
	for _, o := range []fleet.Object{held, waiting} {
		c, err := w.Contact(t.Context(), w.scope, o.ID)
		require.NoError(t, err)
		require.Equal(t, fleet.Nothing, c.What)
	}
	require.Nil(t, w.knock(t, "imei", imei1), "whoever holds it keeps it")
}

func TestReplacingATrackerEndsTheOldSpanWhereTheNewBegins(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	w.knock(t, "imei", imei1)
	w.clock.Advance(time.Hour)
	_, err := w.Bind(t.Context(), w.scope, o.ID, fleet.TrackerSpec{Protocol: "gt06", Identity: imei2})
	require.NoError(t, err)

	list, err := w.Bindings(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, imei2, list[0].Identity)
	require.Equal(t, fleet.Span{Since: noon.Add(time.Hour)}, list[0].Span)
	require.Equal(t, imei1, list[1].Identity)
	require.Equal(t, noon, list[1].Span.Since)
	require.Equal(t, noon.Add(time.Hour), *list[1].Span.Until)

	// The old identity is free at once, from that moment on and no earlier.
	past := noon.Add(-time.Hour)
	theirs := teltonikaOf(imei1)
	theirs.Since = &past
	_, _, err = w.Create(t.Context(), w.rivals, fleet.Creation{Name: "Theirs", Tracker: theirs})
	require.NoError(t, err)
	require.NotNil(t, w.knock(t, "imei", imei1))
	var from time.Time
	w.asWorker(t, "select lower(held) from identities where value = $1 and released_at is null", []any{imei1}, &from)
	require.Equal(t, noon.Add(time.Hour), from.UTC())
}

func TestATrackerNeverHeardIsCorrectedAndNotReplaced(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	w.clock.Advance(time.Minute)
	_, err := w.Bind(t.Context(), w.scope, o.ID, *teltonikaOf(imei2))
	require.NoError(t, err)
	list, err := w.Bindings(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Len(t, list, 1, "a typing error leaves no trace")
	require.Equal(t, imei2, list[0].Identity)
	require.Equal(t, noon, list[0].Span.Since)
	require.Nil(t, w.knock(t, "imei", imei1))
	require.Equal(t, o.Tracker.ID, *w.knock(t, "imei", imei2))

	// And back again: a name given up can be claimed anew.
	p := w.create(t, "Van 2", teltonikaOf(imei1))
	for _, imei := range []string{imei3, imei1} {
		_, err = w.Bind(t.Context(), w.scope, p.ID, *teltonikaOf(imei))
		require.NoError(t, err)
	}
	require.Equal(t, p.Tracker.ID, *w.knock(t, "imei", imei1))
}

func TestWhatADeviceBufferedIsLetInByASinceInThePast(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	earlier := noon.Add(-48 * time.Hour)
	spec := *teltonikaOf(imei1)
	spec.Since = &earlier
	_, err := w.Bind(t.Context(), w.scope, o.ID, spec)
	require.NoError(t, err, "never heard, so its beginning can be put right")
	w.knock(t, "imei", imei1)
	var from time.Time
	w.asWorker(t, "select lower(held) from identities where value = $1 and released_at is null", []any{imei1}, &from)
	require.Equal(t, earlier, from.UTC())

	spec.Since = &noon
	_, err = w.Bind(t.Context(), w.scope, o.ID, spec)
	requireError(t, err, errs.Invalid, "already_bound", "since")
	spec.Since = &earlier
	_, err = w.Bind(t.Context(), w.scope, o.ID, spec)
	require.NoError(t, err, "the same once more changes nothing")

	tooOld, future := noon.AddDate(-3, 0, -1), noon.Add(time.Hour)
	other := *teltonikaOf(imei2)
	other.Since = &tooOld
	_, err = w.Bind(t.Context(), w.scope, o.ID, other)
	requireError(t, err, errs.Invalid, "since_too_old", "since")
	other.Since = &future
	_, err = w.Bind(t.Context(), w.scope, o.ID, other)
	requireError(t, err, errs.Invalid, "since_in_future", "since")
	before := earlier.Add(-time.Hour)
	other.Since = &before
	_, err = w.Bind(t.Context(), w.scope, o.ID, other)
	requireError(t, err, errs.Invalid, "since_overlaps", "since")
}

func TestADeviceOfAnotherOfOurObjectsIsNamedAndMovedOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	w := setup(t)
	a, b := w.create(t, "Van A", teltonikaOf(imei1)), w.create(t, "Van B", teltonikaOf(imei2))
	holder := w.knock(t, "imei", imei1)
	w.knock(t, "imei", imei2)
	w.clock.Advance(time.Hour)
	spec := *teltonikaOf(imei1)
	_, err := w.Bind(t.Context(), w.scope, b.ID, spec)
	e := requireError(t, err, errs.Conflict, "bound_to_another", "identity")
	require.Contains(t, e.Message, "Van A")
	require.Equal(t, a.ID.String(), e.Details[0].Value)

	spec.Move = true
	_, err = w.Bind(t.Context(), w.scope, b.ID, spec)
	require.NoError(t, err)
	moved, err := w.Get(t.Context(), w.scope, b.ID)
	require.NoError(t, err)
	require.Equal(t, *holder, moved.Tracker.ID, "it is the same tracker, and goes on holding its identity")
	require.False(t, moved.Tracker.Waiting)
	left, err := w.Get(t.Context(), w.scope, a.ID)
	require.NoError(t, err)
	require.Nil(t, left.Tracker)
	require.Nil(t, w.knock(t, "imei", imei2), "the tracker it displaced is released")
}

func TestUnbindingFreesTheDeviceAndKeepsTheHistory(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	w.knock(t, "imei", imei1)
	require.NoError(t, w.Unbind(t.Context(), w.scope, o.ID))
	requireError(t, w.Unbind(t.Context(), w.scope, o.ID), errs.Conflict, "no_tracker")
	require.Nil(t, w.knock(t, "imei", imei1))
	list, err := w.Bindings(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.NotNil(t, list[0].Span.Until)
	_, err = w.Bind(t.Context(), w.scope, o.ID, *teltonikaOf(imei1))
	require.NoError(t, err)
	require.NotNil(t, w.knock(t, "imei", imei1))
}

func TestTheSameDeviceAgainChangesItsDescriptionOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	password := "secret"
	o := w.create(t, "Boat", &fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "boat-7", Phone: "+358 40 123-45-67", Password: &password})
	require.True(t, o.Tracker.HasPassword)
	require.Equal(t, "+358401234567", o.Tracker.Phone)
	require.NotNil(t, w.knock(t, "port:5039", "boat-7"))
	_, err := w.Bind(t.Context(), w.scope, o.ID, fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "boat-7", Model: "Any", TimeZone: "Asia/Shanghai"})
	require.NoError(t, err)
	o, err = w.Get(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, "Asia/Shanghai", o.Tracker.TimeZone)
	require.True(t, o.Tracker.HasPassword, "not named, so left as it is")
	require.False(t, o.Tracker.Waiting)
	none := ""
	_, err = w.Bind(t.Context(), w.scope, o.ID, fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "boat-7", Password: &none})
	require.NoError(t, err)
	o, err = w.Get(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.False(t, o.Tracker.HasPassword)
}

func TestNamesOfHTTPProtocolsAreClaimedOnThePortAndInTheRealm(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.create(t, "Phone", &fleet.TrackerSpec{Protocol: "osmand", Identity: "anna"})
	require.NotNil(t, w.knock(t, "realm:"+w.scope.Realm().String(), "anna"))
	require.NotNil(t, w.knock(t, "port:5055", "anna"))
	require.Nil(t, w.knock(t, "imei", "anna"))
}

func TestEachWrongFieldOfATrackerIsNamed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", nil)
	_, err := w.Bind(t.Context(), w.scope, o.ID, fleet.TrackerSpec{Protocol: "morse", Identity: " ", Phone: "call me", TimeZone: "Mars"})
	requireError(t, err, errs.Invalid, "unknown_protocol", "protocol", "identity", "phone", "time_zone")
	_, err = w.Bind(t.Context(), w.scope, o.ID, *teltonikaOf("12345"))
	requireError(t, err, errs.Invalid, "not_an_imei", "identity")
	_, err = w.Bind(t.Context(), w.scope, o.ID, fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "two words"})
	requireError(t, err, errs.Invalid, "bad_identity", "identity")
	_, err = w.Bind(t.Context(), w.scope, uuid.Must(uuid.NewV7()), *teltonikaOf(imei1))
	require.Equal(t, errs.NotFound, errs.CodeOf(err))

	warnings, err := w.Bind(t.Context(), w.scope, o.ID, *teltonikaOf("353861-05-384968 2"))
	require.NoError(t, err, "a check digit that does not fit is a warning")
	require.Len(t, warnings, 1)
	require.Equal(t, "imei_check_digit", warnings[0].Reason)
	o, err = w.Get(t.Context(), w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, "353861053849682", o.Tracker.Identity)
}

func TestWhatOthersOwnIsNotThere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	ctx := t.Context()
	_, get := w.Get(ctx, w.rivals, o.ID)
	_, change := w.Change(ctx, w.rivals, o.ID, fleet.Change{})
	_, bind := w.Bind(ctx, w.rivals, o.ID, *teltonikaOf(imei2))
	_, bindings := w.Bindings(ctx, w.rivals, o.ID)
	_, contact := w.Contact(ctx, w.rivals, o.ID)
	_, track := w.Track(ctx, w.rivals, o.ID, fleet.TrackQuery{From: noon, To: noon.Add(time.Hour), Limit: 1})
	_, day := w.Day(ctx, w.rivals, o.ID, "", "")
	for name, err := range map[string]error{"get": get, "change": change, "bind": bind, "bindings": bindings, "contact": contact,
		"track": track, "day": day, "unbind": w.Unbind(ctx, w.rivals, o.ID), "delete": w.Delete(ctx, w.rivals, o.ID, "Van 1"),
		"block":   w.Fleet.Block(ctx, w.rivals, o.ID, fleet.Blocking{}),
		"unblock": w.Unblock(ctx, w.rivals, o.ID)} {
		require.Equal(t, errs.NotFound, errs.CodeOf(err), "%s: %v", name, err)
	}
	after, err := w.Get(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, o, after)
}

func TestOfManyWhoBindOneDeviceAtOnceOneSucceeds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	const many = 6
	results := make([]error, many)
	var all sync.WaitGroup
	for i := range many {
		o := w.create(t, fmt.Sprintf("Van %d", i), nil)
		all.Go(func() { _, results[i] = w.Bind(t.Context(), w.scope, o.ID, *teltonikaOf(imei1)) })
	}
	all.Wait()
	bound := 0
	for _, err := range results {
		if err == nil {
			bound++
		} else {
			requireError(t, err, errs.Conflict, "bound_to_another")
		}
	}
	require.Equal(t, 1, bound)
}

// Whatever is bound, moved, replaced, corrected and unbound in whatever order at whatever moments: at no moment two
// trackers stand for an object, nor one tracker for two, and an identity is claimed by one tracker of a tenant.
func TestBindingsNeverOverlap(t *testing.T) {
	t.Parallel()
	w := setup(t)
	imeis := []string{imei1, imei2, imei3}
	rapid.Check(t, func(r *rapid.T) {
		var objects []uuid.UUID
		for i := range 3 {
			objects = append(objects, w.create(t, fmt.Sprintf("Object %d", i), nil).ID)
		}
		defer func() {
			for _, o := range objects {
				require.NoError(t, w.Delete(t.Context(), w.scope, o, ""))
			}
		}()
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			object := rapid.SampledFrom(objects).Draw(r, "object")
			imei := rapid.SampledFrom(imeis).Draw(r, "imei")
			switch rapid.IntRange(0, 3).Draw(r, "do") {
			case 0:
				w.clock.Advance(time.Duration(rapid.IntRange(0, 90).Draw(r, "minutes")) * time.Minute)
				continue
			case 1:
				w.knock(t, "imei", imei)
				continue
			case 2:
				_ = w.Unbind(t.Context(), w.scope, object)
			case 3:
				spec := teltonikaOf(imei)
				spec.Move = rapid.Bool().Draw(r, "move")
				if back := rapid.IntRange(-1, 120).Draw(r, "minutes back"); back >= 0 {
					since := w.clock.Now().Add(-time.Duration(back) * time.Minute)
					spec.Since = &since
				}
				if _, err := w.Bind(t.Context(), w.scope, object, *spec); err != nil {
					code := errs.CodeOf(err)
					require.True(t, code == errs.Invalid || code == errs.Conflict, "%v", err)
				}
			}
			w.requireSoundBindings(t)
		}
	})
}

func (w world) requireSoundBindings(t *testing.T) {
	t.Helper()
	var overlapping, claims, dangling int
	w.asWorker(t, `select count(*) from bindings a join bindings b on a.id < b.id and a.span && b.span
		and (a.object_id = b.object_id or a.tracker_id = b.tracker_id)`, nil, &overlapping)
	w.asWorker(t, `select count(*) from (select from identities where released_at is null
		group by tenant_id, namespace, value having count(*) > 1) twice`, nil, &claims)
	w.asWorker(t, `select count(*) from identities i where released_at is null
		and not exists (select from bindings b where b.tracker_id = i.tracker_id and upper_inf(b.span))`, nil, &dangling)
	require.Zero(t, overlapping, "bindings overlap")
	require.Zero(t, claims, "a device is claimed twice")
	require.Zero(t, dangling, "a device is claimed for a tracker that stands for nothing")
}
