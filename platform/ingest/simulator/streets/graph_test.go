package streets

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryEdgeIsReachedFromEveryOther(t *testing.T) {
	g := Helsinki()
	require.Greater(t, len(g.Edges), 500)
	backwards := make([][]int, len(g.Edges))
	for i := range g.Edges {
		for _, next := range g.Edges[i].Next {
			backwards[next] = append(backwards[next], i)
		}
	}
	require.Equal(t, len(g.Edges), reached(func(i int) []int { return g.Edges[i].Next }))
	require.Equal(t, len(g.Edges), reached(func(i int) []int { return backwards[i] }))
}

// reached counts the edges one comes to from the first one.
func reached(next func(int) []int) int {
	seen := map[int]bool{0: true}
	open := []int{0}
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		for _, n := range next(at) {
			if !seen[n] {
				seen[n] = true
				open = append(open, n)
			}
		}
	}
	return len(seen)
}

func TestEdgesMeetWhereOneLeadsToTheNextAndNobodyTurnsRound(t *testing.T) {
	g := Helsinki()
	for i := range g.Edges {
		e := &g.Edges[i]
		require.GreaterOrEqual(t, e.Limit, 5.0)
		require.LessOrEqual(t, e.Limit, 80.0)
		require.Positive(t, e.Length())
		for j := 1; j < len(e.reach); j++ {
			require.Greater(t, e.reach[j], e.reach[j-1], "edge %d stands still", i)
		}
		for _, s := range e.Signals {
			require.LessOrEqual(t, s.At, e.Length())
		}
		for _, next := range e.Next {
			require.Equal(t, e.Line[len(e.Line)-1], g.Edges[next].Line[0])
			require.LessOrEqual(t, math.Abs(Turn(e.Arrival, g.Edges[next].Departure)), 156.0)
		}
	}
}

func TestAGraphSurvivesBeingWrittenAndRead(t *testing.T) {
	file, err := Encode(Helsinki())
	require.NoError(t, err)
	again, err := Decode(file)
	require.NoError(t, err)
	require.Equal(t, Helsinki(), again)
	require.Equal(t, helsinkiFile, file, "the committed file is what Encode writes")
}

func TestADamagedGraphIsRefused(t *testing.T) {
	for _, length := range []int{0, 5, 20, len(helsinkiFile) / 2, len(helsinkiFile) - 1} {
		_, err := Decode(helsinkiFile[:length])
		require.Error(t, err, "%d bytes", length)
	}
}

func TestTheWayToAnEdgeLeadsThere(t *testing.T) {
	g := Helsinki()
	for from := 0; from < len(g.Edges); from += 97 {
		ways := g.Ways(from)
		for to := range g.Edges {
			way := ways.To(to)
			require.Equal(t, from, way[0])
			require.Equal(t, to, way[len(way)-1])
			metres, lights := 0.0, 0
			for i := 1; i < len(way); i++ {
				require.Contains(t, g.Edges[way[i-1]].Next, way[i])
				if i < len(way)-1 {
					metres += g.Edges[way[i]].Length()
					lights += len(g.Edges[way[i]].Signals)
				}
			}
			require.InDelta(t, metres, ways.Metres(to), 1e-6)
			require.Equal(t, lights, ways.Lights(to))
		}
	}
}

func TestAPlaceOnAnEdgeMovesWithTheMetres(t *testing.T) {
	g := Helsinki()
	for i := range g.Edges {
		e := &g.Edges[i]
		start, _ := e.Place(-5)
		require.Equal(t, e.Line[0], start)
		end, _ := e.Place(e.Length() + 5)
		require.InDelta(t, 0, Distance(e.Line[len(e.Line)-1], end), 1e-6)
		a, _ := e.Place(e.Length() * 0.4)
		b, course := e.Place(e.Length()*0.4 + 0.1)
		if e.Length() > 1 {
			require.InDelta(t, 0.1, Distance(a, b), 0.02)
		}
		require.GreaterOrEqual(t, course, 0.0)
		require.Less(t, course, 360.0)
	}
}

func TestTurnsAreCountedTheShortWayRound(t *testing.T) {
	require.InDelta(t, 20, Turn(350, 10), 1e-9)
	require.InDelta(t, -20, Turn(10, 350), 1e-9)
	require.InDelta(t, 90, Turn(0, 90), 1e-9)
	require.InDelta(t, 90, Course(Point{60, 25}, Point{60, 25.001}), 0.01)
	require.InDelta(t, 180, Course(Point{60, 25}, Point{59.999, 25}), 0.01)
}
