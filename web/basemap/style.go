package basemap

import "encoding/json"

// What a map of these tiles must show. AttributionHTML links to the terms, as the Open Database License's community
// guideline on attribution asks for.
const (
	Attribution     = "© OpenStreetMap contributors, Natural Earth"
	AttributionHTML = `<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">© OpenStreetMap contributors</a>`
	worldHTML       = `<a href="https://www.naturalearthdata.com/about/terms-of-use/" target="_blank" rel="noopener">Natural Earth</a>`
)

// StyleOptions says how and from where the map is drawn.
type StyleOptions struct {
	Colours Colours
	// Dark tells that Colours are light on dark; the page reads it from the style's metadata.
	Dark bool
	// TilesURL is absolute and holds {z}, {x} and {y}; GlyphsURL is absolute and holds {fontstack} and {range}.
	TilesURL, GlyphsURL string
	// Lang is the language of names ("en", "ru", "es", "pt", "fr"); names that are not known in it stay as they are on
	// the ground. Empty: all names as on the ground.
	Lang string
}

// Style returns a MapLibre style (version 8) as JSON. Equal options give equal bytes. Layers that an application puts
// objects on go on top; those it wants below the names go before the layer LabelsFrom.
func Style(o StyleOptions) []byte {
	document := map[string]any{
		"version":  8,
		"name":     "Base map",
		"metadata": map[string]any{"dark": o.Dark},
		"center":   []float64{24.9446, 60.1717},
		"zoom":     14.6,
		"glyphs":   o.GlyphsURL,
		"sources": map[string]any{
			"world": map[string]any{
				"type": "vector", "tiles": []string{o.TilesURL}, "minzoom": 0, "maxzoom": worldLastZoom,
				"attribution": worldHTML,
			},
			"city": map[string]any{
				"type": "vector", "tiles": []string{o.TilesURL}, "minzoom": cityFirstZoom, "maxzoom": cityLastZoom,
				"bounds": CityBounds(), "attribution": AttributionHTML,
			},
		},
		"layers": append(grounds(o.Colours), names(o.Colours, o.Lang)...),
	}
	// A map of plain values is always encodable.
	encoded, _ := json.Marshal(document)
	return encoded
}

// CityBounds is where the city's tiles are: west, south, east, north in degrees.
func CityBounds() [4]float64 { return [4]float64{24.935176, 60.164155, 24.953415, 60.179113} }

// LabelsFrom is the id of the first layer that writes names.
const LabelsFrom = "house"

// layer is one layer of a style, filter an expression of it.
type (
	layer  map[string]any
	paint  = map[string]any
	filter = []any
)

// byZoom is an expression that grows with the zoom: pairs of zoom and value, steps between equal ones growing like the
// map itself does when base is 2.
func byZoom(base float64, stops ...any) []any {
	return append([]any{"interpolate", []any{"exponential", base}, []any{"zoom"}}, stops...)
}

// byClass is an expression that picks by class: pairs of class and value, then the value of all others.
func byClass(choices ...any) []any {
	return append([]any{"match", []any{"get", "class"}}, choices...)
}

func isClass(classes ...string) filter {
	return filter{"in", []any{"get", "class"}, []any{"literal", classes}}
}

func not(f filter) filter { return filter{"!", f} }

func all(filters ...filter) filter {
	whole := filter{"all"}
	for _, f := range filters {
		whole = append(whole, f)
	}
	return whole
}
