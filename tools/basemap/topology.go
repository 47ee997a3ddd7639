package main

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

// topology is a TopoJSON document: geometries made of arcs they share, so that an arc simplified once stays the same
// on both sides of a border.
type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]int64
	Objects map[string]topologyObject
}

type topologyObject struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
	Geometries []topologyObject
}

func parseTopology(document []byte) (*topology, error) {
	var t topology
	if err := json.Unmarshal(document, &t); err != nil {
		return nil, fmt.Errorf("parse TopoJSON: %w", err)
	}
	return &t, nil
}

// lines returns the arcs projected to the unit square, simplified to a tolerance in the same unit.
func (t *topology) lines(tolerance float64) []orb.LineString {
	lines := make([]orb.LineString, len(t.Arcs))
	for i, arc := range t.Arcs {
		line := make(orb.LineString, 0, len(arc))
		var x, y int64
		for _, step := range arc {
			x, y = x+step[0], y+step[1]
			p := toSquare(orb.Point{
				float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0],
				float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1],
			})
			if len(line) > 0 {
				p = unwrapped(p, line[len(line)-1])
			}
			line = append(line, p)
		}
		lines[i] = simplifyLine(line, tolerance)
	}
	return lines
}

// unwrapped moves a point round the world to the side of the line of 180 degrees where the one before it is. World-atlas
// does not cut its countries there.
func unwrapped(p, before orb.Point) orb.Point {
	return orb.Point{p[0] - math.Round(p[0]-before[0]), p[1]}
}

// simplifyLine keeps a closed line from collapsing onto its first point: it is simplified in two halves.
func simplifyLine(line orb.LineString, tolerance float64) orb.LineString {
	if tolerance == 0 || len(line) < 3 {
		return line
	}
	dp := simplify.DouglasPeucker(tolerance)
	if line[0] != line[len(line)-1] {
		return dp.LineString(line)
	}
	far, at := 0.0, 0
	for i, p := range line {
		if d := math.Hypot(p[0]-line[0][0], p[1]-line[0][1]); d > far {
			far, at = d, i
		}
	}
	if at == 0 {
		return line[:1]
	}
	first := dp.LineString(line[:at+1].Clone())
	return append(first, dp.LineString(line[at:].Clone())[1:]...)
}

// polygons assembles an object from simplified arcs. Rings that a tolerance has flattened are left out.
func (o *topologyObject) polygons(lines []orb.LineString) (orb.MultiPolygon, error) {
	var whole orb.MultiPolygon
	add := func(rings [][]int) {
		var polygon orb.Polygon
		for i, arcs := range rings {
			ring := joinArcs(lines, arcs)
			if len(ring) < 4 {
				if i == 0 {
					return
				}
				continue
			}
			if i > 0 {
				// A hole lies where its outer ring was unwrapped to.
				shift := math.Round(polygon[0].Bound().Center()[0] - ring.Bound().Center()[0])
				for j := range ring {
					ring[j][0] += shift
				}
			}
			polygon = append(polygon, ring)
		}
		whole = append(whole, polygon)
	}
	switch o.Type {
	case "Polygon":
		var rings [][]int
		if err := json.Unmarshal(o.Arcs, &rings); err != nil {
			return nil, fmt.Errorf("polygon %q: %w", o.Properties.Name, err)
		}
		add(rings)
	case "MultiPolygon":
		var polygons [][][]int
		if err := json.Unmarshal(o.Arcs, &polygons); err != nil {
			return nil, fmt.Errorf("multipolygon %q: %w", o.Properties.Name, err)
		}
		for _, rings := range polygons {
			add(rings)
		}
	case "GeometryCollection":
		for i := range o.Geometries {
			part, err := o.Geometries[i].polygons(lines)
			if err != nil {
				return nil, err
			}
			whole = append(whole, part...)
		}
	default:
		return nil, fmt.Errorf("a geometry of type %q was not expected", o.Type)
	}
	return whole, nil
}

// joinArcs strings arcs together; ~i stands for arc i backwards (TopoJSON 1.0, section 2.1.4).
func joinArcs(lines []orb.LineString, arcs []int) orb.Ring {
	var ring orb.Ring
	for _, index := range arcs {
		backwards := index < 0
		if backwards {
			index = ^index
		}
		arc := lines[index]
		for i := range arc {
			p := arc[i]
			if backwards {
				p = arc[len(arc)-1-i]
			}
			if len(ring) > 0 {
				p = unwrapped(p, ring[len(ring)-1])
			}
			if len(ring) == 0 || ring[len(ring)-1] != p {
				ring = append(ring, p)
			}
		}
	}
	// A ring that went once round the world lies about a pole, the southern one: it is closed along the map's lower edge.
	if first, last := ring[0], ring[len(ring)-1]; math.Abs(first[0]-last[0]) > 0.5 {
		ring = append(ring, orb.Point{last[0], 1}, orb.Point{first[0], 1}, first)
	}
	return ring
}

// worldCopies returns a polygon wherever it lies on the map: one that crosses the line of 180 degrees lies at both
// edges of it.
func worldCopies(polygon orb.Polygon) []orb.Polygon {
	var copies []orb.Polygon
	for _, shift := range []float64{-1, 0, 1} {
		moved := polygon.Clone()
		for i := range moved {
			for j := range moved[i] {
				moved[i][j][0] += shift
			}
		}
		if b := moved.Bound(); b.Max[0] > 0 && b.Min[0] < 1 {
			copies = append(copies, moved)
		}
	}
	return copies
}

// borders returns the arcs that at least two of the collection's members share.
func (o *topologyObject) borders(lines []orb.LineString) ([]orb.LineString, error) {
	const nobody, several = -1, -2
	owner := make([]int, len(lines))
	for i := range owner {
		owner[i] = nobody
	}
	for member := range o.Geometries {
		indices, err := o.Geometries[member].arcIndices()
		if err != nil {
			return nil, err
		}
		for _, i := range indices {
			switch owner[i] {
			case nobody:
				owner[i] = member
			case member:
			default:
				owner[i] = several
			}
		}
	}
	var shared []orb.LineString
	for i, who := range owner {
		if who == several && len(lines[i]) > 1 {
			shared = append(shared, lines[i])
		}
	}
	return shared, nil
}

func (o *topologyObject) arcIndices() ([]int, error) {
	var polygons [][][]int
	switch o.Type {
	case "Polygon":
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(o.Arcs, &polygons[0]); err != nil {
			return nil, fmt.Errorf("polygon %q: %w", o.Properties.Name, err)
		}
	case "MultiPolygon":
		if err := json.Unmarshal(o.Arcs, &polygons); err != nil {
			return nil, fmt.Errorf("multipolygon %q: %w", o.Properties.Name, err)
		}
	}
	var indices []int
	for _, rings := range polygons {
		for _, ring := range rings {
			for _, i := range ring {
				if i < 0 {
					i = ^i
				}
				indices = append(indices, i)
			}
		}
	}
	return indices, nil
}
