package basemap

// Layers that write names, the least telling first: what comes later is placed first when two would collide.

import "maps"

func names(c Colours, lang string) []layer {
	name := []any{"get", "name"}
	if lang != "" {
		name = []any{"coalesce", []any{"get", "name_" + lang}, []any{"get", "name"}}
	}
	write := func(face string, size any, more map[string]any) map[string]any {
		layout := map[string]any{
			"text-field": name, "text-font": []string{face}, "text-size": size, "text-max-width": 8,
		}
		maps.Copy(layout, more)
		return layout
	}
	ink := func(colour any, halo float64) paint {
		return paint{"text-color": colour, "text-halo-color": c.LabelHalo, "text-halo-width": halo, "text-halo-blur": 0.4}
	}
	capitals := []any{"upcase", name}
	return []layer{
		{
			"id": "house", "type": "symbol", "source": "city", "source-layer": "house", "minzoom": 17,
			"layout": map[string]any{
				"text-field": []any{"get", "number"}, "text-font": []string{FaceRegular},
				"text-size": byZoom(1, 17, 9.5, 20, 12), "text-padding": 4,
			},
			"paint": ink(c.LabelMuted, 1),
		},
		{
			"id": "street-name", "type": "symbol", "source": "city", "source-layer": "street", "minzoom": 13.5,
			"layout": write(FaceMedium, byZoom(1,
				13.5, byClass("primary", 10.5, "secondary", 10, 9.5),
				16, byClass("primary", 12, "secondary", 11.5, 11),
				19, byClass("primary", 15, "secondary", 14, 13)), map[string]any{
				"symbol-placement": "line", "symbol-spacing": 320, "text-letter-spacing": 0.02,
				"text-rotation-alignment": "map", "text-pitch-alignment": "viewport", "text-padding": 6,
				"text-max-angle": 35,
			}),
			"paint": ink(byClass("primary", c.Label, "secondary", c.Label, c.LabelMuted), 1.3),
		},
		{
			"id": "culture", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 15.7,
			"filter": isClass("culture"),
			"layout": write(FaceRegular, byZoom(1, 15.7, 10, 19, 12.5), map[string]any{"text-padding": 8}),
			"paint":  ink(c.LabelMuted, 1.2),
		},
		{
			"id": "square", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 14.8,
			"filter": isClass("square"),
			"layout": write(FaceMedium, byZoom(1, 14.8, 10, 19, 13), map[string]any{"text-padding": 6}),
			"paint":  ink(c.LabelMuted, 1.2),
		},
		{
			"id": "park-name", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 14.2,
			"filter": isClass("park"),
			"layout": write(FaceMedium, byZoom(1, 14.2, 10, 19, 13), map[string]any{"text-padding": 6}),
			"paint":  ink(c.LabelPark, 1.2),
		},
		{
			"id": "water-name", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 13,
			"filter": isClass("water"),
			"layout": write(FaceItalic, byZoom(1, 13, 10.5, 18, 14), map[string]any{"text-letter-spacing": 0.05}),
			"paint":  ink(c.LabelWater, 0.8),
		},
		{
			"id": "station", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 14,
			"filter": isClass("station"),
			"layout": write(FaceSemiBold, byZoom(1, 14, 10, 19, 13), map[string]any{"text-padding": 6}),
			"paint":  ink(c.Label, 1.3),
		},
		{
			"id": "suburb", "type": "symbol", "source": "city", "source-layer": "place", "minzoom": 12.5, "maxzoom": 17,
			"filter": isClass("suburb"),
			"layout": write(FaceSemiBold, byZoom(1, 12.5, 9.5, 16, 12.5), map[string]any{
				"text-field": capitals, "text-letter-spacing": 0.12, "text-padding": 10,
			}),
			"paint": ink(c.LabelMuted, 1.4),
		},
		{
			"id": "country", "type": "symbol", "source": "world", "source-layer": "country", "maxzoom": 9,
			"layout": write(FaceMedium, byZoom(1,
				1, []any{"interpolate", []any{"linear"}, []any{"get", "size"}, 150, 8.5, 260, 11.5},
				6, []any{"interpolate", []any{"linear"}, []any{"get", "size"}, 60, 10, 230, 17}), map[string]any{
				"symbol-sort-key": []any{"-", []any{"get", "size"}}, "text-letter-spacing": 0.04, "text-padding": 6,
				"text-max-width": 7,
			}),
			"paint": ink(c.LabelMuted, 1.2),
		},
		{
			"id": "city-name", "type": "symbol", "source": "world", "source-layer": "city", "minzoom": 4, "maxzoom": 13,
			"layout": write(FaceSemiBold, byZoom(1, 4, 11, 10, 16), map[string]any{"text-padding": 4}),
			"paint":  ink(c.Label, 1.4),
		},
	}
}
