package main

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
)

// The city has tiles of its own, drawn over the world's.
const (
	cityFirstZoom = 10
	cityLastZoom  = 15
)

var cityLayers = []string{"area", "building", "rail", "road", "fade", "street", "place", "house"}

// cutCity makes the city's tiles.
func cutCity(e *extract) ([]tile, error) {
	var features []feature
	for _, part := range [][]feature{waterFromCoast(e), areas(e), roads(e), streetNames(e), places(e), houses(e), fade(e.box)} {
		features = append(features, part...)
	}
	var tiles []tile
	for zoom := cityFirstZoom; zoom <= cityLastZoom; zoom++ {
		tolerance, least := 4.0, 24.0
		if zoom == cityLastZoom {
			tolerance, least = 0.5, 1
		}
		cutTiles, err := cut(zoom, cityLayers, features, tolerance, least)
		if err != nil {
			return nil, err
		}
		tiles = append(tiles, cutTiles...)
	}
	return tiles, nil
}

// waterFromCoast closes the coastline along the box. Water lies to its right (OpenStreetMap, natural=coastline).
func waterFromCoast(e *extract) []feature {
	var coast []orb.LineString
	var features []feature
	for _, way := range e.wayOrder {
		if way.Tags.Find("natural") != "coastline" {
			continue
		}
		for _, run := range e.runs(way) {
			line := e.line(run)
			line.Reverse()
			coast = append(coast, line)
		}
	}
	rings, ok := closeLeft(joined(coast), e.box)
	if !ok {
		return nil
	}
	for _, ring := range rings {
		features = append(features, feature{
			layer: "area", geometry: orb.Polygon{ring}, properties: map[string]any{"class": "water"}, from: 11,
		})
	}
	return features
}

// joined strings lines together where one starts at another's end.
func joined(lines []orb.LineString) []orb.LineString {
	for i := 0; i < len(lines); i++ {
		for j := 0; j < len(lines); j++ {
			if i != j && lines[i][len(lines[i])-1] == lines[j][0] {
				lines[i] = append(lines[i].Clone(), lines[j][1:]...)
				lines = append(lines[:j], lines[j+1:]...)
				return joined(lines)
			}
		}
	}
	return lines
}

// area is a kind of ground: how it is drawn, and where in the order.
type area struct {
	class string
	from  int
	order int
}

// areaOf classes an area by its tags; ok is false for what a quiet map leaves out.
func areaOf(tags osm.Tags) (area, bool) {
	leisure, natural, landuse := tags.Find("leisure"), tags.Find("natural"), tags.Find("landuse")
	switch {
	case natural == "water":
		return area{"water", 11, 5}, true
	case leisure == "park" || leisure == "garden" || landuse == "village_green" || landuse == "recreation_ground":
		return area{"park", 11, 1}, true
	case landuse == "grass" || natural == "scrub" || natural == "wood" || natural == "heath" || natural == "grassland" ||
		landuse == "forest" || natural == "wetland" || landuse == "flowerbed":
		return area{"green", 13, 2}, true
	case leisure == "pitch" || leisure == "playground":
		return area{"pitch", 14, 3}, true
	case tags.Find("man_made") == "pier":
		return area{"pier", 13, 6}, true
	case tags.Find("railway") == "platform" || tags.Find("highway") == "platform":
		return area{"plaza", 15, 4}, true
	case tags.Find("place") == "square" || tags.Find("area") == "yes" && walkable(tags.Find("highway")):
		return area{"plaza", 13, 3}, true
	case landuse == "railway":
		return area{"yard", 12, 0}, true
	}
	return area{}, false
}

func walkable(highway string) bool {
	return highway == "pedestrian" || highway == "footway" || highway == "platform"
}

// areas returns ground and buildings, of closed ways and of multipolygons.
func areas(e *extract) []feature {
	var features []feature
	add := func(tags osm.Tags, polygons []orb.Polygon) {
		building := tags.Find("building")
		ground, known := areaOf(tags)
		for _, polygon := range polygons {
			switch {
			case building != "" && building != "no":
				if tags.Find("location") == "underground" || tags.Find("layer") != "" && tags.Find("layer")[0] == '-' {
					continue
				}
				features = append(features, feature{layer: "building", geometry: polygon, from: 13})
			case known:
				features = append(features, feature{
					layer: "area", geometry: polygon, properties: map[string]any{"class": ground.class},
					from: ground.from, order: ground.order,
				})
			}
		}
	}
	for _, way := range e.wayOrder {
		first, last := way.Nodes[0].ID, way.Nodes[len(way.Nodes)-1].ID
		if first == last {
			add(way.Tags, e.areas(e.runs(way), nil))
		}
	}
	for _, relation := range e.relations {
		if relation.Tags.Find("type") != "multipolygon" {
			continue
		}
		tags := relation.Tags
		if walkable(tags.Find("highway")) {
			tags = append(osm.Tags{{Key: "area", Value: "yes"}}, tags...)
		}
		outer, inner := e.members(relation)
		add(tags, e.areas(outer, inner))
	}
	return features
}

// fade is a set of frames along the box's edge, each more opaque than the one inside it: where the data ends, the
// street network dissolves into plain land instead of stopping at a ruled line.
func fade(box orb.Bound) []feature {
	const (
		depth = 110.0 // metres over which it fades
		steps = 28
	)
	metre := metresAt(box.Center())
	frame := func(inset float64) orb.Ring { return roundedBox(box, inset*metre, 1.4*depth*metre) }
	var features []feature
	for i := range steps {
		outer := depth * float64(i) / steps
		hidden := 1 - (float64(i)+0.5)/steps
		polygon := orb.Polygon{frame(outer), frame(outer + depth/steps)}
		if i == 0 {
			// Beyond the edge and in the corners, everything is hidden.
			polygon[0] = orb.Bound{Min: box.Min, Max: box.Max}.Pad(depth * metre).ToRing()
		}
		features = append(features, feature{
			layer: "fade", geometry: polygon, from: cityFirstZoom,
			// Eased at both ends, so that neither the start nor the end of it is seen.
			properties: map[string]any{"hidden": hidden * hidden * (3 - 2*hidden)},
		})
	}
	return features
}

// roundedBox is the box, smaller by inset on each side, with corners of a radius.
func roundedBox(box orb.Bound, inset, radius float64) orb.Ring {
	const arc = 12
	inner := box.Pad(-inset - radius)
	corners := [4]orb.Point{inner.Max, {inner.Min[0], inner.Max[1]}, inner.Min, {inner.Max[0], inner.Min[1]}}
	var ring orb.Ring
	for quarter, corner := range corners {
		for i := range arc + 1 {
			x, y := unitCircle(float64(quarter)/4 + float64(i)/arc/4)
			ring = append(ring, orb.Point{corner[0] + x*radius, corner[1] + y*radius})
		}
	}
	return append(ring, ring[0])
}
