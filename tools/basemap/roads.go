package main

import (
	"math"
	"sort"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
)

// road is how a way is drawn.
type road struct {
	class string
	from  int
	order int
}

// roadOf classes a way by its highway tag; ok is false for what is not drawn as a line.
func roadOf(tags osm.Tags) (road, bool) {
	if tags.Find("area") == "yes" || tags.Find("indoor") == "yes" {
		return road{}, false
	}
	switch strings.TrimSuffix(tags.Find("highway"), "_link") {
	case "motorway", "trunk", "primary":
		return road{"primary", 10, 6}, true
	case "secondary":
		return road{"secondary", 11, 5}, true
	case "tertiary":
		return road{"tertiary", 12, 4}, true
	case "unclassified", "residential", "living_street":
		return road{"street", 12, 3}, true
	case "pedestrian":
		return road{"pedestrian", 13, 2}, true
	case "service":
		return road{"service", 14, 1}, true
	case "footway", "path", "cycleway", "steps":
		return road{"path", 15, 0}, true
	}
	return road{}, false
}

func underground(tags osm.Tags) bool {
	tunnel := tags.Find("tunnel")
	return tunnel != "" && tunnel != "no" && tunnel != "building_passage" || strings.HasPrefix(tags.Find("layer"), "-")
}

// roads returns the lines of streets, paths and rails.
func roads(e *extract) []feature {
	var features []feature
	for _, way := range e.wayOrder {
		below := underground(way.Tags)
		layer := "road"
		kind, known := roadOf(way.Tags)
		if !known {
			layer = "rail"
			kind, known = railOf(way.Tags)
		}
		// Under the ground only what carries people far is told: streets and trains, not the city's cellars.
		if !known || below && (kind.class == "service" || kind.class == "path" || kind.class == "pedestrian") {
			continue
		}
		properties := map[string]any{"class": kind.class}
		if below {
			properties["tunnel"] = true
		}
		for _, run := range e.runs(way) {
			features = append(features, feature{
				layer: layer, geometry: e.line(run), properties: properties, from: kind.from, order: kind.order,
			})
		}
	}
	return features
}

func railOf(tags osm.Tags) (road, bool) {
	switch tags.Find("railway") {
	case "rail":
		return road{"rail", 12, 2}, true
	case "tram", "light_rail":
		return road{"tram", 14, 1}, true
	case "subway":
		return road{"subway", 13, 0}, true
	}
	return road{}, false
}

// streetNames returns lines to write street names along: longer than the ways they are made of, one of the two
// carriageways of a street, and away from the edge where streets fade.
func streetNames(e *extract) []feature {
	type street struct {
		name, class string
	}
	runs := map[street][][]osm.NodeID{}
	labels := map[street]map[string]any{}
	kinds := map[street]road{}
	for _, way := range e.wayOrder {
		kind, known := roadOf(way.Tags)
		if !known || way.Tags.Find("name") == "" || underground(way.Tags) || kind.class == "service" || kind.class == "path" {
			continue
		}
		key := street{way.Tags.Find("name"), kind.class}
		runs[key] = append(runs[key], e.runs(way)...)
		if labels[key] == nil {
			labels[key] = names(way.Tags)
			labels[key]["class"] = kind.class
		}
		kinds[key] = kind
	}
	keys := make([]street, 0, len(runs))
	for key := range runs {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].name != keys[j].name {
			return keys[i].name < keys[j].name
		}
		return keys[i].class < keys[j].class
	})
	metre := metresAt(e.box.Center())
	clear := e.box.Pad(-60 * metre)
	var features []feature
	for _, key := range keys {
		var lines []orb.LineString
		for _, chain := range chains(runs[key]) {
			lines = append(lines, within(e.line(chain), clear)...)
		}
		sort.SliceStable(lines, func(i, j int) bool { return length(lines[i]) > length(lines[j]) })
		for i, line := range lines {
			if length(line) < 30*metre || besides(line, lines[:i], 30*metre) {
				continue
			}
			features = append(features, feature{
				layer: "street", geometry: line, properties: labels[key],
				from: max(kinds[key].from+1, 13), order: -kinds[key].order,
			})
		}
	}
	return features
}

// within returns the parts of a line that lie in a bound.
func within(line orb.LineString, bound orb.Bound) []orb.LineString {
	var parts []orb.LineString
	var part orb.LineString
	for _, p := range line {
		if bound.Contains(p) {
			part = append(part, p)
			continue
		}
		if len(part) > 1 {
			parts = append(parts, part)
		}
		part = nil
	}
	if len(part) > 1 {
		parts = append(parts, part)
	}
	return parts
}

// besides tells whether most of a line's points lie within a distance of longer lines.
func besides(line orb.LineString, longer []orb.LineString, distance float64) bool {
	near := 0
	for _, p := range line {
		nearest := math.Inf(1)
		for _, other := range longer {
			for i := 1; i < len(other); i++ {
				nearest = math.Min(nearest, distanceToSegment(p, other[i-1], other[i]))
			}
		}
		if nearest < distance {
			near++
		}
	}
	return 3*near > 2*len(line)
}

func length(line orb.LineString) float64 {
	whole := 0.0
	for i := 1; i < len(line); i++ {
		whole += math.Hypot(line[i][0]-line[i-1][0], line[i][1]-line[i-1][1])
	}
	return whole
}

// unitCircle returns the point of the unit circle at a part of a turn.
func unitCircle(turn float64) (x, y float64) {
	y, x = math.Sincos(2 * math.Pi * turn)
	return x, y
}
