package main

import (
	"bytes"
	"context"
	"fmt"
	"sort"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"
)

// extract is a piece of OpenStreetMap cut out along a box. A way that leaves the box keeps its list of nodes, but the
// nodes outside are missing.
type extract struct {
	// degrees is the box in degrees, box the same in the unit square.
	degrees, box orb.Bound
	nodes        map[osm.NodeID]*osm.Node
	ways         map[osm.WayID]*osm.Way
	// nodeOrder, wayOrder and relations are in order of id, so that builds repeat.
	nodeOrder []*osm.Node
	wayOrder  []*osm.Way
	relations []*osm.Relation
}

func readExtract(ctx context.Context, content []byte) (*extract, error) {
	scanner := osmpbf.New(ctx, bytes.NewReader(content), 1)
	defer scanner.Close()
	header, err := scanner.Header()
	if err != nil {
		return nil, fmt.Errorf("read the extract's header: %w", err)
	}
	if header.Bounds == nil {
		return nil, fmt.Errorf("the extract does not tell its bounds")
	}
	b := header.Bounds
	e := &extract{
		degrees: orb.Bound{Min: orb.Point{b.MinLon, b.MinLat}, Max: orb.Point{b.MaxLon, b.MaxLat}},
		nodes:   map[osm.NodeID]*osm.Node{},
		ways:    map[osm.WayID]*osm.Way{},
	}
	e.box = orb.Bound{Min: toSquare(e.degrees.Min), Max: toSquare(e.degrees.Min)}.Extend(toSquare(e.degrees.Max))
	for scanner.Scan() {
		switch object := scanner.Object().(type) {
		case *osm.Node:
			e.nodes[object.ID] = object
			e.nodeOrder = append(e.nodeOrder, object)
		case *osm.Way:
			e.ways[object.ID] = object
			e.wayOrder = append(e.wayOrder, object)
		case *osm.Relation:
			e.relations = append(e.relations, object)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("read the extract: %w", err)
	}
	sort.Slice(e.nodeOrder, func(i, j int) bool { return e.nodeOrder[i].ID < e.nodeOrder[j].ID })
	sort.Slice(e.wayOrder, func(i, j int) bool { return e.wayOrder[i].ID < e.wayOrder[j].ID })
	sort.Slice(e.relations, func(i, j int) bool { return e.relations[i].ID < e.relations[j].ID })
	return e, nil
}

// runs splits a way where its nodes are missing: each run is as long as the way is known without a gap.
func (e *extract) runs(way *osm.Way) [][]osm.NodeID {
	var runs [][]osm.NodeID
	var run []osm.NodeID
	for _, n := range way.Nodes {
		if e.nodes[n.ID] != nil {
			run = append(run, n.ID)
			continue
		}
		if len(run) > 1 {
			runs = append(runs, run)
		}
		run = nil
	}
	if len(run) > 1 {
		runs = append(runs, run)
	}
	// A closed way may start in the middle of a run.
	if last := len(runs) - 1; last > 0 {
		end := runs[last]
		if end[len(end)-1] == runs[0][0] {
			runs[0] = append(append([]osm.NodeID{}, end...), runs[0][1:]...)
			runs = runs[:last]
		}
	}
	return runs
}

// line places a run in the unit square.
func (e *extract) line(run []osm.NodeID) orb.LineString {
	line := make(orb.LineString, len(run))
	for i, id := range run {
		line[i] = toSquare(e.nodes[id].Point())
	}
	return line
}

// chains joins runs that meet at their ends into runs as long as possible.
func chains(runs [][]osm.NodeID) [][]osm.NodeID {
	var whole [][]osm.NodeID
	used := make([]bool, len(runs))
	for i, run := range runs {
		if used[i] {
			continue
		}
		used[i] = true
		chain := append([]osm.NodeID{}, run...)
		for grown := true; grown && chain[0] != chain[len(chain)-1]; {
			grown = false
			for j, other := range runs {
				if used[j] {
					continue
				}
				first, last := chain[0], chain[len(chain)-1]
				switch {
				case other[0] == last:
					chain = append(chain, other[1:]...)
				case other[len(other)-1] == last:
					chain = append(chain, reversed(other)[1:]...)
				case other[len(other)-1] == first:
					chain = append(append([]osm.NodeID{}, other...), chain[1:]...)
				case other[0] == first:
					chain = append(reversed(other), chain[1:]...)
				default:
					continue
				}
				used[j], grown = true, true
				break
			}
		}
		whole = append(whole, chain)
	}
	return whole
}

func reversed(run []osm.NodeID) []osm.NodeID {
	turned := make([]osm.NodeID, len(run))
	for i, id := range run {
		turned[len(run)-1-i] = id
	}
	return turned
}

// rings makes rings of runs: closed chains as they are, open ones closed along the box.
func (e *extract) rings(runs [][]osm.NodeID) []orb.Ring {
	var rings []orb.Ring
	var open []orb.LineString
	for _, chain := range chains(runs) {
		line := e.line(chain)
		switch {
		case chain[0] != chain[len(chain)-1]:
			open = append(open, line)
		case len(line) > 3:
			rings = append(rings, orb.Ring(line))
		}
	}
	return append(rings, closeEitherWay(open, e.box)...)
}

// areas returns the polygons of a way or of a multipolygon relation's members.
func (e *extract) areas(outer, inner [][]osm.NodeID) []orb.Polygon {
	var polygons []orb.Polygon
	for _, ring := range e.rings(outer) {
		polygons = append(polygons, orb.Polygon{ring})
	}
	for _, hole := range e.rings(inner) {
		for i := range polygons {
			if room(hole[0], orb.Polygon{polygons[i][0]}) >= 0 {
				polygons[i] = append(polygons[i], hole)
				break
			}
		}
	}
	return polygons
}

// members splits a multipolygon's ways by their role.
func (e *extract) members(r *osm.Relation) (outer, inner [][]osm.NodeID) {
	for _, m := range r.Members {
		way := e.ways[osm.WayID(m.Ref)]
		if m.Type != osm.TypeWay || way == nil {
			continue
		}
		if m.Role == "inner" {
			inner = append(inner, e.runs(way)...)
		} else {
			outer = append(outer, e.runs(way)...)
		}
	}
	return outer, inner
}
