package registry

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestGapsAreFilledDroppedAndNoted(t *testing.T) {
	t.Parallel()
	gaps, high := remaining(nil, 10, []int64{11, 14, 15}, 100, 200)
	require.Equal(t, []gap{{12, 13, 200}}, gaps)
	require.EqualValues(t, 15, high)
	gaps, high = remaining(gaps, high, []int64{12}, 150, 210)
	require.Equal(t, []gap{{13, 13, 200}}, gaps)
	require.EqualValues(t, 15, high)
	gaps, _ = remaining(gaps, high, nil, 200, 220)
	require.Empty(t, gaps, "its transaction has ended without it")
}

// In whatever order versions come, each is either read or still looked for.
func TestNoVersionIsForgottenWhileItsTransactionMayCommit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation([]int64{1, 2, 3, 4, 5, 6, 7, 8, 9}).Draw(t, "order")
		var gaps []gap
		var high int64
		seen := map[int64]bool{}
		for len(order) > 0 {
			n := rapid.IntRange(1, len(order)).Draw(t, "n")
			var found []int64
			for _, v := range order[:n] {
				if v > high || slices.ContainsFunc(gaps, func(g gap) bool { return g.from <= v && v <= g.to }) {
					found = append(found, v)
					seen[v] = true
				}
			}
			slices.Sort(found)
			gaps, high = remaining(gaps, high, found, 1, 100)
			order = order[n:]
		}
		if len(seen) != 9 {
			t.Fatalf("seen %v", seen)
		}
	})
}
