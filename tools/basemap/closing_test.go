package main

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/stretchr/testify/require"
)

// unit is a box whose south-west corner is at (0, 1), for y grows south.
var unit = orb.Bound{Max: orb.Point{1, 1}}

func areaOfAll(rings []orb.Ring) float64 {
	area := 0.0
	for _, ring := range rings {
		area += math.Abs(ringArea(ring))
	}
	return area
}

func TestACoastIsClosedOnTheSideThatLiesToItsLeft(t *testing.T) {
	northwards := orb.LineString{{0.25, 0.9}, {0.25, 0.5}, {0.25, 0.1}}
	west, ok := closeLeft([]orb.LineString{northwards}, unit)
	require.True(t, ok)
	require.Len(t, west, 1)
	require.InDelta(t, 0.25, areaOfAll(west), 0.001)

	southwards := northwards.Clone()
	southwards.Reverse()
	east, ok := closeLeft([]orb.LineString{southwards}, unit)
	require.True(t, ok)
	require.InDelta(t, 0.75, areaOfAll(east), 0.001)
}

func TestAStripThatCrossesTheBoxKeepsItsTwoShores(t *testing.T) {
	left := orb.LineString{{0.4, 0.99}, {0.4, 0.01}}
	right := orb.LineString{{0.6, 0.99}, {0.6, 0.01}}
	for _, lines := range [][]orb.LineString{{left, right}, {right, left}} {
		rings := closeEitherWay(lines, unit)
		require.Len(t, rings, 1)
		require.InDelta(t, 0.2, areaOfAll(rings), 0.001)
	}
}

func TestAParkCutByACornerTakesTheCorner(t *testing.T) {
	rings := closeEitherWay([]orb.LineString{{{0.7, 0.01}, {0.7, 0.3}, {0.99, 0.3}}}, unit)
	require.Len(t, rings, 1)
	require.InDelta(t, 0.09, areaOfAll(rings), 0.001)
}

func TestLinesThatCannotBoundAnAreaAreLeftOut(t *testing.T) {
	both := []orb.LineString{{{0.4, 0.99}, {0.4, 0.01}}, {{0.6, 0.99}, {0.6, 0.01}}}
	_, ok := closeLeft(both, unit)
	require.False(t, ok)
	require.Nil(t, closeEitherWay(make([]orb.LineString, 9), unit))
}

// known makes an extract with the nodes named, on a diagonal.
func known(ids ...osm.NodeID) *extract {
	e := &extract{nodes: map[osm.NodeID]*osm.Node{}, box: unit}
	for _, id := range ids {
		e.nodes[id] = &osm.Node{ID: id, Lat: float64(id), Lon: float64(id)}
	}
	return e
}

func way(ids ...osm.NodeID) *osm.Way {
	w := &osm.Way{}
	for _, id := range ids {
		w.Nodes = append(w.Nodes, osm.WayNode{ID: id})
	}
	return w
}

func TestAWayIsSplitWhereNodesAreMissing(t *testing.T) {
	e := known(1, 2, 4, 5, 6, 8)
	require.Equal(t, [][]osm.NodeID{{1, 2}, {4, 5, 6}}, e.runs(way(1, 2, 3, 4, 5, 6, 7, 8, 9)))
	require.Empty(t, e.runs(way(3, 7, 9)))
	require.Equal(t, [][]osm.NodeID{{1, 2}}, e.runs(way(1, 2)))
}

func TestAClosedWayThatStartsAmidARunIsNotSplitThere(t *testing.T) {
	e := known(1, 2, 4, 5)
	require.Equal(t, [][]osm.NodeID{{4, 5, 1, 2}}, e.runs(way(1, 2, 3, 4, 5, 1)))
}

func TestRunsAreJoinedWhicheverWayTheyWereDrawn(t *testing.T) {
	joined := chains([][]osm.NodeID{{1, 2}, {3, 2}, {5, 6}, {3, 4, 1}})
	require.Equal(t, [][]osm.NodeID{{1, 2, 3, 4, 1}, {5, 6}}, joined)
}
