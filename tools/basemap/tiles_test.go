package main

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"
	"github.com/stretchr/testify/require"
)

// The first ids along the curve, and one far along it, as the PMTiles specification counts them.
func TestTilesAreNumberedAlongTheHilbertCurve(t *testing.T) {
	for want, at := range map[uint64]maptile.Tile{
		0: maptile.New(0, 0, 0),
		1: maptile.New(0, 0, 1), 2: maptile.New(0, 1, 1), 3: maptile.New(1, 1, 1), 4: maptile.New(1, 0, 1),
		5: maptile.New(0, 0, 2), 19078479: maptile.New(3423, 1763, 12),
	} {
		require.Equal(t, want, tileID(tile{Tile: at}), at)
	}
}

func TestEqualTilesAreStoredOnce(t *testing.T) {
	same := []byte("the same content")
	packed, err := archive([]tile{
		{maptile.New(0, 0, 1), same}, {maptile.New(0, 1, 1), same}, {maptile.New(1, 1, 1), []byte("another")}, {maptile.New(1, 0, 1), same},
	}, map[string]any{}, orb.Point{25, 60})
	require.NoError(t, err)
	count := func(at int) uint64 { return binary.LittleEndian.Uint64(packed[at:]) }
	require.EqualValues(t, 4, count(72), "tiles")
	require.EqualValues(t, 3, count(80), "entries")
	require.EqualValues(t, 2, count(88), "contents")
	require.EqualValues(t, len("the same content")+len("another"), count(64))
}

func TestOuterRingsRunClockwiseAndHolesTheOtherWay(t *testing.T) {
	clockwise := orb.Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}
	for _, turned := range []bool{false, true} {
		outer, hole := clockwise.Clone(), orb.Ring{{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}
		if turned {
			outer.Reverse()
			hole.Reverse()
		}
		p := oriented(orb.Polygon{outer, hole})
		require.Positive(t, ringArea(p[0]))
		require.Negative(t, ringArea(p[1]))
	}
}

func TestACountryAcross180DegreesLiesAtBothEdgesOfTheMap(t *testing.T) {
	across := orb.Polygon{{{0.95, 0.2}, {1.05, 0.2}, {1.05, 0.3}, {0.95, 0.3}, {0.95, 0.2}}}
	copies := worldCopies(across)
	require.Len(t, copies, 2)
	require.InDelta(t, -0.05, copies[0].Bound().Min[0], 1e-9)
	require.InDelta(t, 0.95, copies[1].Bound().Min[0], 1e-9)
	require.Len(t, worldCopies(orb.Polygon{{{0.4, 0.2}, {0.5, 0.2}, {0.5, 0.3}, {0.4, 0.2}}}), 1)
}

func TestARingAboutThePoleIsClosedAlongTheLowerEdge(t *testing.T) {
	ring := joinArcs([]orb.LineString{{{0.5, 0.9}, {0.8, 0.9}, {1.1, 0.9}, {1.3, 0.9}, {1.5, 0.9}}}, []int{0})
	require.InDelta(t, 0.1, math.Abs(ringArea(ring)), 1e-9)
}

func TestTheWidestPointOfAHorseshoeLiesInIt(t *testing.T) {
	horseshoe := orb.Polygon{{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 2}, {2, 2}, {2, 10}, {0, 10}, {0, 0}}}
	p := widestPoint(horseshoe)
	require.Positive(t, room(p, horseshoe))
}

func TestADistanceFieldHasItsOutlineAt191(t *testing.T) {
	square := outline{segments: [][2]orb.Point{{{2, -10}, {12, -10}}, {{12, -10}, {12, 0}}, {{12, 0}, {2, 0}}, {{2, 0}, {2, -10}}}}
	f := square.field()
	require.Equal(t, []int{10, 10, 2, 10}, []int{f.width, f.height, f.left, f.top})
	require.Len(t, f.values, 16*16)
	// The outline runs between the third and the fourth pixel of a row, half a pixel from the middle of each.
	outside, inside := int(f.values[8*16+2]), int(f.values[8*16+3])
	require.InDelta(t, 191, float64(outside+inside)/2, 1)
	require.Greater(t, inside, outside)
	require.Empty(t, outline{}.field().values)
}

func TestWhatIsNoFontIsRefused(t *testing.T) {
	for _, broken := range [][]byte{nil, []byte("wOF2 and more than forty-four bytes of something else"), append([]byte("wOFF"), make([]byte, 40)...)[:44-1]} {
		_, err := unpackWOFF(broken)
		require.Error(t, err)
	}
	cut := append([]byte("wOFF"), make([]byte, 40)...)
	cut[13] = 9
	_, err := unpackWOFF(cut)
	require.Error(t, err)
}
