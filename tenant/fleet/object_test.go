package fleet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestObjectsAreListedByNamePageByPage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var names []string
	for i := range 23 {
		names = append(names, fmt.Sprintf("Van %02d", i/2)) // two of a name
		w.create(t, names[i], nil)
	}
	var listed []string
	seen := map[uuid.UUID]bool{}
	query := fleet.Query{Limit: 5}
	for {
		page, err := w.List(t.Context(), w.scope, query)
		require.NoError(t, err)
		for _, o := range page.Objects {
			listed = append(listed, o.Name)
			require.False(t, seen[o.ID])
			seen[o.ID] = true
		}
		if page.Next == nil {
			break
		}
		require.Len(t, page.Objects, 5)
		query.After = page.Next
	}
	require.Equal(t, names, listed)
	page, err := w.List(t.Context(), w.rivals, fleet.Query{Limit: 5})
	require.NoError(t, err)
	require.Empty(t, page.Objects)
	_, err = w.List(t.Context(), w.scope, fleet.Query{Limit: 0})
	requireError(t, err, errs.Invalid, "bad_limit", "limit")
	_, err = w.List(t.Context(), w.scope, fleet.Query{Limit: 5, Status: []fleet.Status{"asleep"}})
	requireError(t, err, errs.Invalid, "bad_status", "status")
}

func TestObjectsAreFoundByAnyPartOfTheirNameOrTracker(t *testing.T) {
	t.Parallel()
	w := setup(t)
	group, err := w.CreateGroup(t.Context(), w.scope, "North")
	require.NoError(t, err)
	van, _, err := w.Create(t.Context(), w.scope, fleet.Creation{Name: "Фургон  100%_Ä", Group: &group.ID,
		Tracker: &fleet.TrackerSpec{Protocol: "teltonika", Identity: imei1, Phone: "+358401234567"}})
	require.NoError(t, err)
	require.Equal(t, "Фургон 100%_Ä", van.Name)
	w.create(t, "Boat", &fleet.TrackerSpec{Protocol: "wialon-ips", Identity: "Sea-1"})
	find := func(q fleet.Query) []string {
		q.Limit = 10
		page, err := w.List(t.Context(), w.scope, q)
		require.NoError(t, err)
		list := []string{}
		for _, o := range page.Objects {
			list = append(list, o.Name)
		}
		return list
	}
	for _, search := range []string{"фургон", "ГОН 1", "100%_", "ä", "３538", "353861 053", "+358 40", van.Name} {
		require.Equal(t, []string{van.Name}, find(fleet.Query{Search: search}), search)
	}
	require.Equal(t, []string{"Boat"}, find(fleet.Query{Search: "SEA-1"}))
	for _, search := range []string{"%", "a%b", "'; drop table objects", "\x00", strings.Repeat("x", 1000)} {
		found := find(fleet.Query{Search: search})
		if search != "%" {
			require.Empty(t, found, search)
		} else {
			require.Equal(t, []string{van.Name}, found, "a sign like any other")
		}
	}
	require.Equal(t, []string{van.Name}, find(fleet.Query{Group: &group.ID}))
	require.Equal(t, []string{"Boat"}, find(fleet.Query{Group: &uuid.Nil}))
	require.Len(t, find(fleet.Query{Status: []fleet.Status{fleet.Never, fleet.Moving}}), 2)
	require.Empty(t, find(fleet.Query{Status: []fleet.Status{fleet.Moving}}))
}

func TestAnObjectIsChangedFieldByField(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	o := w.create(t, "Van 1", nil)
	require.Equal(t, fleet.DefaultKind, o.Kind)
	group, err := w.CreateGroup(ctx, w.scope, "North")
	require.NoError(t, err)
	name, kind, in := "Cat", "Pet", &group.ID
	changed, err := w.Change(ctx, w.scope, o.ID, fleet.Change{Name: &name, Group: &in})
	require.NoError(t, err)
	require.Equal(t, "Cat", changed.Name)
	require.Equal(t, fleet.DefaultKind, changed.Kind)
	require.Equal(t, group.ID, *changed.Group)
	var out *uuid.UUID
	changed, err = w.Change(ctx, w.scope, o.ID, fleet.Change{Kind: &kind, Group: &out})
	require.NoError(t, err)
	require.Equal(t, "pet", changed.Kind)
	require.Nil(t, changed.Group)

	bad, long := "two words", strings.Repeat("ж", 101)
	_, err = w.Change(ctx, w.scope, o.ID, fleet.Change{Kind: &bad, Name: &long})
	requireError(t, err, errs.Invalid, "bad_name", "name", "kind")
	theirs, err := w.CreateGroup(ctx, w.rivals, "Theirs")
	require.NoError(t, err)
	foreign := &theirs.ID
	_, err = w.Change(ctx, w.scope, o.ID, fleet.Change{Group: &foreign})
	requireError(t, err, errs.Invalid, "no_such_group", "group")
	_, _, err = w.Create(ctx, w.scope, fleet.Creation{Name: " ", Tracker: &fleet.TrackerSpec{Protocol: "teltonika", Identity: "7"}})
	requireError(t, err, errs.Invalid, "bad_name", "name", "tracker.identity")
}

func TestGroupsAreUniqueByNameAndLeaveTheirObjectsBehind(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	north, err := w.CreateGroup(ctx, w.scope, "North")
	require.NoError(t, err)
	_, err = w.CreateGroup(ctx, w.scope, " NORTH ")
	requireError(t, err, errs.Conflict, "group_exists", "name")
	_, err = w.CreateGroup(ctx, w.rivals, "North")
	require.NoError(t, err, "another's names are their own")
	south, err := w.CreateGroup(ctx, w.scope, "South")
	require.NoError(t, err)
	requireError(t, w.RenameGroup(ctx, w.scope, south.ID, "north"), errs.Conflict, "group_exists", "name")
	require.NoError(t, w.RenameGroup(ctx, w.scope, south.ID, "East"))
	o, _, err := w.Create(ctx, w.scope, fleet.Creation{Name: "Van", Group: &north.ID})
	require.NoError(t, err)
	groups, err := w.Groups(ctx, w.scope)
	require.NoError(t, err)
	require.Equal(t, []fleet.Group{{ID: south.ID, Name: "East"}, {ID: north.ID, Name: "North", Objects: 1}}, groups)
	require.Equal(t, errs.NotFound, errs.CodeOf(w.DeleteGroup(ctx, w.rivals, north.ID)))
	require.Equal(t, errs.NotFound, errs.CodeOf(w.RenameGroup(ctx, w.rivals, north.ID, "Mine")))
	require.NoError(t, w.DeleteGroup(ctx, w.scope, north.ID))
	o, err = w.Get(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Nil(t, o.Group)
}

func TestAnObjectWithHistoryIsDeletedOnlyByName(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	slip := w.create(t, "Slip", teltonikaOf(imei2))
	require.NoError(t, w.Delete(ctx, w.scope, slip.ID, ""), "never heard: a slip")

	o := w.create(t, "Van 1", &fleet.TrackerSpec{Protocol: "teltonika", Identity: imei1, Phone: "+358401234567"})
	w.knock(t, "imei", imei1)
	for i := range 5 {
		w.store(t, o.ID, fix{at: noon.Add(time.Duration(i-40*24*60) * time.Minute), lat: 60, lon: 24})
	}
	require.NoError(t, w.Fleet.Block(ctx, w.scope, o.ID, fleet.Blocking{}))
	requireError(t, w.Delete(ctx, w.scope, o.ID, "van 2"), errs.Conflict, "confirm_by_name", "confirm")
	require.NoError(t, w.Delete(ctx, w.scope, o.ID, " VAN 1"))
	_, err := w.Get(ctx, w.scope, o.ID)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	require.Equal(t, errs.NotFound, errs.CodeOf(w.Delete(ctx, w.scope, o.ID, "Van 1")))

	require.Nil(t, w.knock(t, "imei", imei1), "the device is free")
	again := w.create(t, "Van 1", teltonikaOf(imei1))
	require.Equal(t, again.Tracker.ID, *w.knock(t, "imei", imei1))
	for range 2 { // 29 days, then 30
		purged, err := w.PurgeTrash(ctx)
		require.NoError(t, err)
		require.Zero(t, purged, "it can still be brought back")
		w.clock.Advance(15 * 24 * time.Hour)
	}
	purged, err := w.PurgeTrash(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 2, purged)
	_, _, err = w.Restore(ctx, w.scope, o.ID)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	var phones, positions int
	w.asWorker(t, "select count(*) from trackers where phone <> ''", nil, &phones)
	require.Zero(t, phones)
	erased, err := w.EraseRemoved(ctx)
	require.NoError(t, err)
	require.Zero(t, erased, "what is on its way comes first")
	w.clock.Advance(2 * time.Hour)
	erased, err = w.EraseRemoved(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 5, erased)
	w.asWorker(t, "select (select count(*) from positions) + (select count(*) from removed_objects)", nil, &positions)
	require.Zero(t, positions)
}

func TestWhatIsInTheTrashIsNotThereAndComesBackWithItsHistory(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	group, err := w.CreateGroup(ctx, w.scope, "North")
	require.NoError(t, err)
	o, _, err := w.Create(ctx, w.scope, fleet.Creation{Name: "Van 1", Group: &group.ID, Tracker: teltonikaOf(imei1)})
	require.NoError(t, err)
	w.knock(t, "imei", imei1)
	w.store(t, o.ID, fix{at: noon.Add(-time.Hour), lat: 60, lon: 24})
	w.clock.Advance(time.Hour)
	require.NoError(t, w.Delete(ctx, w.scope, o.ID, "Van 1"))
	page, err := w.List(ctx, w.scope, fleet.Query{Limit: 10})
	require.NoError(t, err)
	require.Empty(t, page.Objects)
	states, err := w.States(ctx, w.scope)
	require.NoError(t, err)
	require.Empty(t, states)
	groups, err := w.Groups(ctx, w.scope)
	require.NoError(t, err)
	require.Zero(t, groups[0].Objects)
	_, err = w.Track(ctx, w.scope, o.ID, fleet.TrackQuery{From: noon.Add(-2 * time.Hour), To: noon, Limit: 10})
	require.Equal(t, errs.NotFound, errs.CodeOf(err))

	trash, err := w.Trash(ctx, w.scope)
	require.NoError(t, err)
	require.Len(t, trash, 1)
	require.Equal(t, "Van 1", trash[0].Name)
	require.Equal(t, noon.Add(time.Hour).Add(fleet.TrashLife), trash[0].PurgedAt)
	require.NotNil(t, trash[0].HeardAt)
	strange, err := w.Trash(ctx, w.rivals)
	require.NoError(t, err)
	require.Empty(t, strange)
	_, _, err = w.Restore(ctx, w.rivals, o.ID)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))

	w.clock.Advance(time.Hour)
	back, tracker, err := w.Restore(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.TrackerWaiting, tracker)
	require.Equal(t, group.ID, *back.Group)
	require.True(t, back.Tracker.Waiting)
	require.Equal(t, o.Tracker.ID, *w.knock(t, "imei", imei1), "the device comes back by itself")
	track, err := w.Track(ctx, w.scope, o.ID, fleet.TrackQuery{From: noon.Add(-2 * time.Hour), To: noon, Limit: 10})
	require.NoError(t, err)
	require.Len(t, track.Points, 1)
	var from time.Time
	w.asWorker(t, "select lower(held) from identities where released_at is null", nil, &from)
	require.Equal(t, noon.Add(time.Hour), from.UTC(), "what the device has kept meanwhile comes home")
}

func TestARestoredObjectDoesNotTakeItsDeviceFromWhoeverHasItNow(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	o := w.create(t, "Van 1", teltonikaOf(imei1))
	w.knock(t, "imei", imei1)
	w.clock.Advance(time.Minute)
	require.NoError(t, w.Delete(ctx, w.scope, o.ID, ""))
	w.clock.Advance(time.Minute)
	theirs, _, err := w.Create(ctx, w.rivals, fleet.Creation{Name: "Theirs", Tracker: teltonikaOf(imei1)})
	require.NoError(t, err)
	require.Equal(t, theirs.Tracker.ID, *w.knock(t, "imei", imei1))
	_, tracker, err := w.Restore(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.TrackerWaiting, tracker, "whether a stranger has it is told to nobody")
	require.Nil(t, w.knock(t, "imei", imei1))

	w.clock.Advance(time.Minute)
	require.NoError(t, w.Delete(ctx, w.scope, o.ID, ""))
	w.create(t, "Van 2", teltonikaOf(imei1))
	back, tracker, err := w.Restore(ctx, w.scope, o.ID)
	require.NoError(t, err)
	require.Equal(t, fleet.TrackerElsewhere, tracker)
	require.Nil(t, back.Tracker)
}
