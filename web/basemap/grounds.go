package basemap

// Layers from the ground up: land and water, vegetation, buildings, streets, rails, and the fading edge.

// widths of streets by zoom: a street is drawn a little broader than it is, so that it is seen from afar.
func streetWidth(extra float64) []any {
	at := func(primary, secondary, tertiary, street, pedestrian, service float64) []any {
		return byClass("primary", primary+extra, "secondary", secondary+extra, "tertiary", tertiary+extra,
			"street", street+extra, "pedestrian", pedestrian+extra, service+extra)
	}
	return byZoom(1.7,
		10, at(1.1, 0.8, 0.6, 0.5, 0, 0),
		13, at(2.6, 2.2, 1.8, 1.4, 1, 0.4),
		15, at(6.5, 6, 5.5, 5, 3.5, 2),
		17, at(17, 16, 15, 13, 10, 7),
		20, at(84, 80, 74, 64, 48, 34))
}

func grounds(c Colours) []layer {
	underground := filter{"==", []any{"get", "tunnel"}, true}
	streets := isClass("primary", "secondary", "tertiary", "street", "pedestrian", "service")
	round := map[string]any{"line-cap": "round", "line-join": "round"}
	return []layer{
		{"id": "background", "type": "background", "paint": paint{"background-color": c.Water}},
		{"id": "land", "type": "fill", "source": "world", "source-layer": "land", "paint": paint{"fill-color": c.Land}},
		{
			"id": "boundary", "type": "line", "source": "world", "source-layer": "boundary", "maxzoom": 13,
			"layout": map[string]any{"line-join": "round"},
			"paint": paint{
				"line-color": c.Boundary, "line-width": byZoom(1.4, 1, 0.4, 4, 0.8, 8, 1.6),
				"line-opacity": byZoom(1, 1, 0.6, 4, 0.85),
			},
		},
		{
			"id": "area", "type": "fill", "source": "city", "source-layer": "area",
			"paint": paint{"fill-color": byClass("water", c.Water, "park", c.Park, "green", c.Green, "pitch", c.Green,
				"yard", c.Yard, c.Plaza)},
		},
		{
			"id": "shore", "type": "line", "source": "city", "source-layer": "area", "filter": isClass("water"),
			"paint": paint{"line-color": c.RoadCasing, "line-width": 0.7, "line-opacity": 0.5},
		},
		{
			"id": "tunnel", "type": "line", "source": "city", "source-layer": "road",
			"filter": all(streets, underground),
			"layout": map[string]any{"line-join": "round"},
			"paint":  paint{"line-color": c.RoadTunnel, "line-width": streetWidth(0), "line-dasharray": []float64{1.2, 0.6}},
		},
		{
			"id": "subway", "type": "line", "source": "city", "source-layer": "rail", "filter": underground,
			"paint": paint{
				"line-color": c.Rail, "line-width": byZoom(1.5, 13, 0.5, 17, 1.4), "line-opacity": 0.45,
				"line-dasharray": []float64{3, 3},
			},
		},
		{
			"id": "building", "type": "fill", "source": "city", "source-layer": "building", "minzoom": 13,
			"paint": paint{"fill-color": c.Building, "fill-opacity": byZoom(1, 13, 0, 14, 0.7, 15.5, 1)},
		},
		{
			"id": "building-edge", "type": "line", "source": "city", "source-layer": "building", "minzoom": 14.5,
			"paint": paint{
				"line-color": c.BuildingEdge, "line-width": byZoom(1.5, 14.5, 0.4, 18, 1.1),
				"line-opacity": byZoom(1, 14.5, 0, 15.5, 1),
			},
		},
		{
			"id": "path", "type": "line", "source": "city", "source-layer": "road", "minzoom": 15,
			"filter": all(isClass("path"), not(underground)),
			"paint": paint{
				"line-color": c.Path, "line-width": byZoom(1.6, 15, 0.5, 17, 1.2, 20, 4),
				"line-dasharray": []float64{2, 1.5}, "line-opacity": byZoom(1, 15, 0, 16, 0.9),
			},
		},
		{
			"id": "street-casing", "type": "line", "source": "city", "source-layer": "road", "minzoom": 12,
			"filter": all(streets, not(underground)), "layout": round,
			"paint": paint{
				"line-color": c.RoadCasing, "line-width": streetWidth(1.4),
				"line-opacity": byZoom(1, 12, 0.3, 14.5, 1),
			},
		},
		{
			"id": "street", "type": "line", "source": "city", "source-layer": "road",
			"filter": all(streets, not(underground)), "layout": round,
			"paint": paint{
				"line-color": byClass("primary", c.RoadMajor, "secondary", c.RoadMajor, c.RoadMinor),
				"line-width": streetWidth(0),
			},
		},
		{
			"id": "tram", "type": "line", "source": "city", "source-layer": "rail", "minzoom": 14.5,
			"filter": all(isClass("tram"), not(underground)),
			"paint": paint{
				"line-color": c.Rail, "line-width": byZoom(1.5, 14, 0.4, 17, 0.9, 20, 2.4),
				"line-opacity": byZoom(1, 14.5, 0, 15.5, 0.55),
			},
		},
		{
			"id": "rail", "type": "line", "source": "city", "source-layer": "rail", "minzoom": 12,
			"filter": all(isClass("rail", "subway"), not(underground)),
			"paint": paint{
				"line-color": c.Rail, "line-width": byZoom(1.5, 12, 0.4, 15, 0.9, 18, 2),
				"line-opacity": byZoom(1, 12, 0.3, 14, 0.45, 15.5, 0.8),
			},
		},
		{
			"id": "fade", "type": "fill", "source": "city", "source-layer": "fade",
			"paint": paint{"fill-color": c.Land, "fill-opacity": []any{"get", "hidden"}, "fill-antialias": false},
		},
	}
}
