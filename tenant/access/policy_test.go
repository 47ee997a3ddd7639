package access

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsHeldIsWhatCasbinDecidesOfEachPair(t *testing.T) {
	t.Parallel()
	r, err := New()
	require.NoError(t, err)
	enforcer, err := policy()
	require.NoError(t, err)
	same := func(holder string, held Held) {
		for n, o := range r.order {
			allowed, err := enforcer.Enforce(holder, string(o))
			require.NoError(t, err)
			require.Equal(t, allowed, held.has(n), "%s, %s", holder, o)
		}
	}
	for bundle, held := range r.byBundle {
		same(string(bundle), held)
	}
	for role, held := range r.byRole {
		same(roleName(role), held)
	}
}
