package main

import (
	"math"
	"slices"
	"sort"

	"github.com/paulmach/orb"
)

// A ring that leaves the box comes back as open lines. They are closed along the box's edge, which is what clipping
// the whole ring would have given; what is not known is the side that was inside.

// closeLeft closes lines along the box so that what lies to their left (north up) is inside. ok is false when their
// ends do not alternate along the edge, which no such set of lines can do.
func closeLeft(lines []orb.LineString, box orb.Bound) (rings []orb.Ring, ok bool) {
	type end struct {
		at    float64
		line  int
		start bool
	}
	var ends []end
	for i, line := range lines {
		ends = append(ends,
			end{edgePosition(line[0], box), i, true},
			end{edgePosition(line[len(line)-1], box), i, false})
	}
	sort.SliceStable(ends, func(i, j int) bool { return ends[i].at < ends[j].at })
	next := make([]int, len(lines))
	for i, e := range ends {
		follower := ends[(i+1)%len(ends)]
		if e.start == follower.start {
			return nil, false
		}
		if !e.start {
			next[e.line] = follower.line
		}
	}
	used := make([]bool, len(lines))
	for first := range lines {
		if used[first] {
			continue
		}
		var ring orb.Ring
		for at := first; !used[at]; at = next[at] {
			used[at] = true
			line := lines[at]
			ring = append(ring, line...)
			from := edgePosition(line[len(line)-1], box)
			to := edgePosition(lines[next[at]][0], box)
			ring = append(ring, alongEdge(from, to, box)...)
		}
		rings = append(rings, append(ring, ring[0]))
	}
	return rings, true
}

// closeEitherWay closes lines whose inside is not known: of the two ways there are, the one with the smaller area, for
// nothing that is drawn as an area covers half of the box.
func closeEitherWay(lines []orb.LineString, box orb.Bound) []orb.Ring {
	const most = 8 // lines of one outline, lest the ways to turn them grow without bound
	if len(lines) == 0 || len(lines) > most {
		return nil
	}
	var best []orb.Ring
	least := math.Inf(1)
	for turned := range 1 << len(lines) {
		candidate := slices.Clone(lines)
		for i := range candidate {
			if turned>>i&1 == 1 {
				candidate[i] = candidate[i].Clone()
				candidate[i].Reverse()
			}
		}
		rings, ok := closeLeft(candidate, box)
		if !ok {
			continue
		}
		area := 0.0
		for _, ring := range rings {
			area += math.Abs(ringArea(ring))
		}
		if area < least {
			least, best = area, rings
		}
	}
	return best
}

// edgePosition tells where the edge is nearest to a point: 0 to 4, counter-clockwise from the south-west corner.
func edgePosition(p orb.Point, box orb.Bound) float64 {
	right := (p[0] - box.Min[0]) / (box.Max[0] - box.Min[0])
	up := (box.Max[1] - p[1]) / (box.Max[1] - box.Min[1])
	south, east := box.Max[1]-p[1], box.Max[0]-p[0]
	north, west := p[1]-box.Min[1], p[0]-box.Min[0]
	switch math.Min(math.Min(south, north), math.Min(east, west)) {
	case south:
		return right
	case east:
		return 1 + up
	case north:
		return 3 - right
	default:
		return 4 - up
	}
}

// alongEdge returns the points of the edge from one position counter-clockwise to another, corners included.
func alongEdge(from, to float64, box orb.Bound) []orb.Point {
	if to <= from {
		to += 4
	}
	points := []orb.Point{edgePoint(from, box)}
	for corner := math.Floor(from) + 1; corner < to; corner++ {
		points = append(points, edgePoint(corner, box))
	}
	return append(points, edgePoint(to, box))
}

func edgePoint(at float64, box orb.Bound) orb.Point {
	side, part := math.Modf(math.Mod(at, 4))
	width, height := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]
	switch side {
	case 0:
		return orb.Point{box.Min[0] + part*width, box.Max[1]}
	case 1:
		return orb.Point{box.Max[0], box.Max[1] - part*height}
	case 2:
		return orb.Point{box.Max[0] - part*width, box.Min[1]}
	default:
		return orb.Point{box.Min[0], box.Min[1] + part*height}
	}
}
