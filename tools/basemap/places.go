package main

import (
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
)

// names returns a thing's own name and those of the product's languages that differ from it. Where OpenStreetMap has
// no name of its own, the one in English serves.
func names(tags osm.Tags) map[string]any {
	properties := map[string]any{}
	name := tags.Find("name")
	if name == "" {
		name = tags.Find("name:en")
	}
	if name == "" {
		return nil
	}
	properties["name"] = name
	for _, tag := range labelLanguages {
		if translated := tags.Find("name:" + tag.String()); translated != "" && translated != name {
			properties["name_"+tag.String()] = translated
		}
	}
	return properties
}

// places returns the points that carry a name: districts, squares, parks, waters, stations and houses of culture.
func places(e *extract) []feature {
	clear := e.box.Pad(-70 * metresAt(e.box.Center()))
	var features []feature
	add := func(tags osm.Tags, at orb.Point) {
		class, from, order, ok := placeOf(tags)
		properties := names(tags)
		if !ok || properties == nil || !clear.Contains(at) {
			return
		}
		properties["class"] = class
		features = append(features, feature{layer: "place", geometry: at, properties: properties, from: from, order: order})
	}
	for _, node := range e.nodeOrder {
		add(node.Tags, toSquare(node.Point()))
	}
	addArea := func(tags osm.Tags, polygons []orb.Polygon) {
		for _, polygon := range polygons {
			add(tags, widestPoint(polygon))
		}
	}
	for _, way := range e.wayOrder {
		if way.Nodes[0].ID == way.Nodes[len(way.Nodes)-1].ID {
			addArea(way.Tags, e.areas(e.runs(way), nil))
		}
	}
	for _, relation := range e.relations {
		if relation.Tags.Find("type") == "multipolygon" {
			addArea(relation.Tags, e.areas(e.members(relation)))
		}
	}
	return features
}

// placeOf says how a named thing is told: its class, the first zoom and its place in the order, telling first.
func placeOf(tags osm.Tags) (class string, from, order int, ok bool) {
	amenity, tourism := tags.Find("amenity"), tags.Find("tourism")
	switch {
	case tags.Find("place") == "suburb":
		return "suburb", 12, 1, true
	case tags.Find("place") == "neighbourhood":
		return "suburb", 13, 2, true
	case tags.Find("railway") == "station" && tags.Find("station") != "subway":
		return "station", 13, 3, true
	case tags.Find("railway") == "station":
		return "station", 14, 4, true
	case tags.Find("natural") == "water" || tags.Find("natural") == "bay":
		return "water", 13, 5, true
	case tags.Find("leisure") == "park":
		return "park", 14, 6, true
	case tags.Find("place") == "square":
		return "square", 14, 7, true
	case tourism == "museum" || amenity == "theatre" || amenity == "university" || amenity == "library" ||
		amenity == "arts_centre" || amenity == "townhall" || tags.Find("building") == "cathedral":
		return "culture", 15, 8, true
	}
	return "", 0, 0, false
}

// theCity returns the city itself, for the world's tiles.
func theCity(e *extract) []feature {
	var features []feature
	for _, node := range e.nodeOrder {
		if node.Tags.Find("place") == "city" {
			properties := names(node.Tags)
			features = append(features, feature{
				layer: "city", geometry: toSquare(node.Point()), properties: properties, from: 3,
			})
		}
	}
	return features
}

// houses returns house numbers.
func houses(e *extract) []feature {
	clear := e.box.Pad(-90 * metresAt(e.box.Center()))
	var features []feature
	seen := map[string]bool{}
	add := func(tags osm.Tags, at orb.Point) {
		number, street := tags.Find("addr:housenumber"), tags.Find("addr:street")
		// A shop repeats the number of its house.
		if number == "" || len(number) > 6 || strings.ContainsAny(number, ";,") || seen[street+number] || !clear.Contains(at) {
			return
		}
		seen[street+number] = true
		features = append(features, feature{
			layer: "house", geometry: at, properties: map[string]any{"number": number}, from: cityLastZoom,
		})
	}
	for _, node := range e.nodeOrder {
		add(node.Tags, toSquare(node.Point()))
	}
	for _, way := range e.wayOrder {
		if way.Tags.Find("building") != "" && way.Tags.Find("addr:housenumber") != "" {
			for _, polygon := range e.areas(e.runs(way), nil) {
				add(way.Tags, widestPoint(polygon))
			}
		}
	}
	return features
}
