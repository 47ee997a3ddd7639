package fleet_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func (w world) many(t *testing.T, n int) (ids []uuid.UUID) {
	t.Helper()
	for i := range n {
		ids = append(ids, w.create(t, fmt.Sprintf("Object %03d", i), nil).ID)
	}
	return ids
}

func TestManyObjectsAreMovedBlockedUnblockedAndDeletedAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	ids := w.many(t, 5)
	group, err := w.CreateGroup(ctx, w.scope, "North")
	require.NoError(t, err)
	n, err := w.MoveMany(ctx, w.scope, ids, &group.ID)
	require.NoError(t, err)
	require.Equal(t, 5, n)
	n, err = w.MoveMany(ctx, w.scope, ids[1:], &group.ID)
	require.NoError(t, err)
	require.Zero(t, n, "they are there")
	n, err = w.MoveMany(ctx, w.scope, ids[:1], nil)
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.NoError(t, w.Block(ctx, w.scope, ids[0], fleet.Blocking{KeepData: true}))
	n, err = w.BlockMany(ctx, w.scope, ids, fleet.Blocking{Reason: "winter"})
	require.NoError(t, err)
	require.Equal(t, 4, n)
	got, err := w.Get(ctx, w.scope, ids[1])
	require.NoError(t, err)
	require.Equal(t, "winter", got.Blocks[0].Reason)
	require.Equal(t, group.ID, *got.Group)
	n, err = w.UnblockMany(ctx, w.scope, ids)
	require.NoError(t, err)
	require.Equal(t, 5, n)
	n, err = w.DeleteMany(ctx, w.scope, ids, 0)
	require.NoError(t, err)
	require.Equal(t, 5, n)
	require.Empty(t, w.names(t))
}

func TestOfManyObjectsAllAreDealtWithOrNone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	ids := w.many(t, 3)
	theirs, _, err := w.Create(ctx, w.rivals, fleet.Creation{Name: "Theirs"})
	require.NoError(t, err)
	for _, foreign := range []uuid.UUID{uuid.New(), theirs.ID} {
		with := []uuid.UUID{ids[0], foreign, ids[1]}
		for name, err := range map[string]error{
			"move":    second(w.MoveMany(ctx, w.scope, with, nil)),
			"block":   second(w.BlockMany(ctx, w.scope, with, fleet.Blocking{})),
			"unblock": second(w.UnblockMany(ctx, w.scope, with)),
			"delete":  second(w.DeleteMany(ctx, w.scope, with, 3)),
			"export":  w.ExportMany(ctx, w.scope, with, &bytes.Buffer{}),
		} {
			requireError(t, err, errs.Invalid, "no_such_objects")
			e := asError(t, err)
			require.Len(t, e.Details, 1, name)
			require.Equal(t, "ids[1]", e.Details[0].Field, name)
		}
	}
	requireError(t, second(w.UnblockMany(ctx, w.scope, []uuid.UUID{ids[0], ids[0]})), errs.Invalid, "twice")
	requireError(t, second(w.UnblockMany(ctx, w.scope, nil)), errs.Invalid, "bad_count")
	for _, id := range ids {
		got, err := w.Get(ctx, w.scope, id)
		require.NoError(t, err)
		require.Empty(t, got.Blocks)
	}
}

func second(_ int, err error) error { return err }

func TestWhatIsExportedCanBeImportedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.importing(t, fleetTable, false)
	require.NoError(t, err)
	page, err := w.List(ctx, w.scope, fleet.Query{Limit: fleet.MaxPage})
	require.NoError(t, err)
	ids := make([]uuid.UUID, len(page.Objects))
	for i, o := range page.Objects {
		ids[i] = o.ID
	}
	var file bytes.Buffer
	require.NoError(t, w.ExportMany(ctx, w.scope, ids, &file))
	again, err := w.Import(ctx, w.scope, &file, false)
	require.NoError(t, err)
	require.Equal(t, 4, again.Unchanged)
}
