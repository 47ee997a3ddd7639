package access_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant/access"
)

func rights(t testing.TB) *access.Rights {
	t.Helper()
	r, err := access.New()
	require.NoError(t, err)
	return r
}

func TestAnOwnerMayDoEverythingAndAViewerChangesNothingButTheirOwn(t *testing.T) {
	t.Parallel()
	r := rights(t)
	writes := map[access.Operation]bool{
		access.ObjectWrite: true, access.GroupWrite: true, access.TrackerWrite: true, access.BlockWrite: true,
	}
	for _, o := range access.Operations() {
		require.True(t, r.Allowed(access.Owner, o.Operation), o.Operation)
		require.Equal(t, !writes[o.Operation], r.Allowed(access.Viewer, o.Operation), o.Operation)
		require.NotEmpty(t, o.Title)
	}
	require.Len(t, r.Of(access.Owner), len(access.Operations()))
}

func TestWhatIsNotInTheTablesIsAllowedToNobody(t *testing.T) {
	t.Parallel()
	r := rights(t)
	require.False(t, r.Allowed(access.Owner, "fleet.object.teleport"))
	require.False(t, r.Allowed("root", access.ObjectRead))
	require.False(t, r.Allowed("", access.ObjectRead))
	require.False(t, r.Known("fleet.object.teleport"))
	require.True(t, r.Allowed("", access.Anyone))
}

func TestEveryOperationIsInExactlyOneBundleOfTheTable(t *testing.T) {
	t.Parallel()
	seen := map[access.Operation]bool{}
	for _, o := range access.Operations() {
		require.False(t, seen[o.Operation], o.Operation)
		seen[o.Operation] = true
	}
}

func BenchmarkAllowed(b *testing.B) {
	r := rights(b)
	b.ReportAllocs()
	for b.Loop() {
		if !r.Allowed(access.Viewer, access.PositionRead) {
			b.Fatal("a viewer may look")
		}
	}
}
