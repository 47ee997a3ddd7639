package access_test

import (
	"strings"
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
	owner, viewer := r.HeldBy(access.Owner, nil), r.HeldBy(access.Viewer, nil)
	own := map[access.Operation]bool{access.SelfWrite: true, access.CredentialOwn: true, access.OwnershipTake: true,
		access.TicketWrite: true} // one's own questions
	for _, o := range access.Operations() {
		require.True(t, r.Allowed(owner, o.Operation), o.Operation)
		if strings.HasSuffix(string(o.Operation), ".write") && !own[o.Operation] {
			require.False(t, r.Allowed(viewer, o.Operation), o.Operation)
		}
		require.NotEmpty(t, o.Title)
	}
	require.True(t, r.Allowed(viewer, access.PositionRead))
	require.Len(t, r.Of(owner), len(access.Operations()))
}

func TestAnAdminLacksOnlyWhatIsTheOwnersAlone(t *testing.T) {
	t.Parallel()
	r := rights(t)
	admin := r.HeldBy(access.Admin, nil)
	for _, o := range access.Operations() {
		require.Equal(t, o.Bundle != access.Ownership && o.Bundle != access.Provider, r.Allowed(admin, o.Operation), o.Operation)
	}
}

func TestWhatIsNotInTheTablesIsAllowedToNobody(t *testing.T) {
	t.Parallel()
	r := rights(t)
	require.False(t, r.Allowed(r.HeldBy(access.Owner, nil), "fleet.object.teleport"))
	for _, nobody := range []access.Held{{}, r.HeldBy("root", nil), r.HeldBy("", nil), r.HeldBy("self", nil), r.HeldBy(access.Own, []string{"owner", "root"})} {
		for _, o := range access.Operations() {
			require.False(t, r.Allowed(nobody, o.Operation), o.Operation)
		}
	}
	require.False(t, r.Known("fleet.object.teleport"))
	require.True(t, r.Allowed(access.Held{}, access.Anyone))
}

func TestAnOwnRoleMayDoWhatItsBundlesHoldAndNothingElse(t *testing.T) {
	t.Parallel()
	r := rights(t)
	for _, left := range access.Bundles() {
		var bundles []string
		for _, b := range access.Bundles() {
			if b != left {
				bundles = append(bundles, string(b))
			}
		}
		held := r.HeldBy(access.Own, bundles)
		for _, o := range access.Operations() {
			require.Equal(t, o.Bundle != left, r.Allowed(held, o.Operation), "%s without %s", o.Operation, left)
		}
	}
}

func TestEveryOperationIsInOneBundleOfTheTableAndEveryRoleLooksAfterItself(t *testing.T) {
	t.Parallel()
	seen := map[access.Operation]bool{}
	bundles := map[access.Bundle]bool{}
	for _, b := range access.Bundles() {
		require.False(t, bundles[b], b)
		bundles[b] = true
	}
	for _, o := range access.Operations() {
		require.False(t, seen[o.Operation], o.Operation)
		require.True(t, bundles[o.Bundle], o.Bundle)
		seen[o.Operation] = true
	}
	for role, held := range access.Roles() {
		require.Contains(t, held, access.Self, role)
	}
}

func TestNeitherOwnershipNorWhatIsPersonalGoesIntoAKey(t *testing.T) {
	t.Parallel()
	inRoles, inKeys := rights(t).Grantable()
	require.NotContains(t, inRoles, string(access.Ownership))
	require.Contains(t, inRoles, string(access.Self))
	for _, b := range access.Personal() {
		require.NotContains(t, inKeys, string(b))
	}
}

func BenchmarkAllowed(b *testing.B) {
	r := rights(b)
	held := r.HeldBy(access.Viewer, nil)
	b.ReportAllocs()
	for b.Loop() {
		if !r.Allowed(held, access.PositionRead) {
			b.Fatal("a viewer may look")
		}
	}
}
