package main

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/simulator/streets"
	"github.com/paulmach/osm"
)

// buildStreets makes the graph that simulated trackers drive on: the largest part of the street network in which every
// edge can be reached from every other one without turning round.
func buildStreets(e *extract) ([]byte, error) {
	n := newNetwork(e)
	keep := n.largestCircuit()
	if len(keep) == 0 {
		return nil, fmt.Errorf("the extract holds no network of streets")
	}
	index := map[int]int{}
	for i, old := range keep {
		index[old] = i
	}
	graph := &streets.Graph{Edges: make([]streets.Edge, len(keep))}
	for i, old := range keep {
		s := n.stretches[old]
		edge := streets.Edge{Name: s.way.Tags.Find("name"), Limit: limitOf(s.way.Tags), Line: n.shape(s), Signals: n.signals(s)}
		for _, next := range n.next[old] {
			if to, kept := index[next]; kept {
				edge.Next = append(edge.Next, to)
			}
		}
		graph.Edges[i] = edge
	}
	return streets.Encode(graph)
}

// stretch is a piece of a way between two junctions, in one direction.
type stretch struct {
	way   *osm.Way
	nodes []osm.NodeID
}

func (s stretch) from() osm.NodeID { return s.nodes[0] }
func (s stretch) to() osm.NodeID   { return s.nodes[len(s.nodes)-1] }

type network struct {
	*extract
	stretches []stretch
	// next is where one may go on to from each stretch.
	next [][]int
	// junctions numbers the nodes with lights by the crossing they belong to.
	junctions map[osm.NodeID]int
}

func newNetwork(e *extract) *network {
	n := &network{extract: e, junctions: lightGroups(e)}
	uses := map[osm.NodeID]int{}
	var drivableWays []*osm.Way
	for _, way := range e.wayOrder {
		if !drivable(way.Tags) {
			continue
		}
		drivableWays = append(drivableWays, way)
		for _, run := range e.runs(way) {
			for i, id := range run {
				uses[id]++
				if i == 0 || i == len(run)-1 {
					uses[id]++ // an end is a junction, be it of one way
				}
			}
		}
	}
	for _, way := range drivableWays {
		forward, backward := directions(way.Tags)
		for _, run := range e.runs(way) {
			start := 0
			for i := 1; i < len(run); i++ {
				if uses[run[i]] < 2 {
					continue
				}
				nodes := run[start : i+1]
				if forward {
					n.stretches = append(n.stretches, stretch{way, nodes})
				}
				if backward {
					n.stretches = append(n.stretches, stretch{way, reversed(nodes)})
				}
				start = i
			}
		}
	}
	n.connect()
	return n
}

// drivable tells whether anyone may drive a car along a way and be seen by satellites there.
func drivable(tags osm.Tags) bool {
	switch strings.TrimSuffix(tags.Find("highway"), "_link") {
	case "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street":
	default:
		return false
	}
	for _, key := range []string{"access", "vehicle", "motor_vehicle", "motorcar"} {
		switch tags.Find(key) {
		case "no", "private", "destination", "delivery":
			return false
		}
	}
	return !underground(tags) && tags.Find("area") != "yes"
}

func directions(tags osm.Tags) (forward, backward bool) {
	switch tags.Find("oneway") {
	case "yes", "true", "1":
		return true, false
	case "-1", "reverse":
		return false, true
	}
	return true, tags.Find("junction") != "roundabout"
}

// limitOf is the speed limit in km/h, by its sign or by what is usual.
func limitOf(tags osm.Tags) float64 {
	if limit, err := strconv.Atoi(tags.Find("maxspeed")); err == nil && limit > 0 {
		return float64(limit)
	}
	if strings.HasPrefix(tags.Find("highway"), "primary") {
		return 40
	}
	return 30
}

// connect finds the turns that may be made.
func (n *network) connect() {
	leaving := map[osm.NodeID][]int{}
	for i, s := range n.stretches {
		leaving[s.from()] = append(leaving[s.from()], i)
	}
	forbidden := n.forbiddenTurns()
	n.next = make([][]int, len(n.stretches))
	for i, s := range n.stretches {
		for _, j := range leaving[s.to()] {
			other := n.stretches[j]
			a, b := n.shape(s), n.shape(other)
			bend := streets.Turn(streets.Course(a[len(a)-2], a[len(a)-1]), streets.Course(b[0], b[1]))
			// Nobody turns on the spot, be it into the same street or the carriageway beside it.
			if math.Abs(bend) > 155 || forbidden(s.way.ID, s.to(), other.way.ID) {
				continue
			}
			n.next[i] = append(n.next[i], j)
		}
	}
}

// forbiddenTurns reads the restriction relations: what one must not do, and what one only may.
func (n *network) forbiddenTurns() func(from osm.WayID, via osm.NodeID, to osm.WayID) bool {
	type approach struct {
		from osm.WayID
		via  osm.NodeID
	}
	never, only := map[approach][]osm.WayID{}, map[approach][]osm.WayID{}
	for _, r := range n.relations {
		kind := r.Tags.Find("restriction")
		if r.Tags.Find("type") != "restriction" || kind == "" {
			continue
		}
		var at approach
		var to osm.WayID
		for _, m := range r.Members {
			switch {
			case m.Role == "from" && m.Type == osm.TypeWay:
				at.from = osm.WayID(m.Ref)
			case m.Role == "to" && m.Type == osm.TypeWay:
				to = osm.WayID(m.Ref)
			case m.Role == "via" && m.Type == osm.TypeNode:
				at.via = osm.NodeID(m.Ref)
			}
		}
		if strings.HasPrefix(kind, "only_") {
			only[at] = append(only[at], to)
		} else {
			never[at] = append(never[at], to)
		}
	}
	return func(from osm.WayID, via osm.NodeID, to osm.WayID) bool {
		at := approach{from, via}
		return slices.Contains(never[at], to) || len(only[at]) > 0 && !slices.Contains(only[at], to)
	}
}

func (n *network) shape(s stretch) []streets.Point {
	line := make([]streets.Point, len(s.nodes))
	for i, id := range s.nodes {
		line[i] = streets.Point{Lat: n.nodes[id].Lat, Lon: n.nodes[id].Lon}
	}
	return line
}

// signals are the lights along a stretch. One stops a little before a light, and not twice for those of one crossing.
func (n *network) signals(s stretch) []streets.Signal {
	const stopBefore = 4
	line := n.shape(s)
	at := 0.0
	var signals []streets.Signal
	for i := 1; i < len(line); i++ {
		at += streets.Distance(line[i-1], line[i])
		junction, lit := n.junctions[s.nodes[i]]
		if !lit || len(signals) > 0 && signals[len(signals)-1].Junction == junction {
			continue
		}
		signals = append(signals, streets.Signal{At: math.Max(0, at-stopBefore), Junction: junction})
	}
	return signals
}

// lightGroups gathers traffic lights that stand close together: they belong to one crossing.
func lightGroups(e *extract) map[osm.NodeID]int {
	const near = 35 // metres
	var lights []*osm.Node
	for _, node := range e.nodeOrder {
		if node.Tags.Find("highway") == "traffic_signals" {
			lights = append(lights, node)
		}
	}
	groups := map[osm.NodeID]int{}
	count := 0
	for i, light := range lights {
		if _, grouped := groups[light.ID]; grouped {
			continue
		}
		groups[light.ID] = count
		for _, other := range lights[i+1:] {
			_, grouped := groups[other.ID]
			if !grouped && streets.Distance(streets.Point{Lat: light.Lat, Lon: light.Lon}, streets.Point{Lat: other.Lat, Lon: other.Lon}) < near {
				groups[other.ID] = count
			}
		}
		count++
	}
	return groups
}

// largestCircuit returns the largest set of stretches of which each can be reached from each (Tarjan's algorithm), in
// their order.
func (n *network) largestCircuit() []int {
	const unseen = 0
	order := make([]int, len(n.stretches))
	low := make([]int, len(n.stretches))
	onStack := make([]bool, len(n.stretches))
	var stack, best []int
	clock := unseen
	var visit func(int)
	visit = func(v int) {
		clock++
		order[v], low[v] = clock, clock
		stack, onStack[v] = append(stack, v), true
		for _, w := range n.next[v] {
			if order[w] == unseen {
				visit(w)
				low[v] = min(low[v], low[w])
			} else if onStack[w] {
				low[v] = min(low[v], order[w])
			}
		}
		if low[v] != order[v] {
			return
		}
		at := slices.Index(stack, v)
		circuit := slices.Clone(stack[at:])
		for _, w := range circuit {
			onStack[w] = false
		}
		stack = stack[:at]
		if len(circuit) > len(best) {
			best = circuit
		}
	}
	for v := range n.stretches {
		if order[v] == unseen {
			visit(v)
		}
	}
	sort.Ints(best)
	return best
}
