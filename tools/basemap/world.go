package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// worldZoom is the deepest zoom with tiles of the world: Natural Earth's 1:10 million is told by a pixel there.
const worldZoom = 6

var worldLayers = []string{"land", "boundary", "country", "city"}

// labelLanguages are those the product speaks; a label has its own name and one more for each language that differs.
var labelLanguages = []language.Tag{
	language.English, language.Russian, language.Spanish, language.Portuguese, language.French,
}

// cutWorld makes the tiles from zoom 0 to worldZoom. places are features of cities to be told at these zooms too.
func cutWorld(in inputs, places []feature) ([]tile, error) {
	coarse, err := readTopology(in, "countries-50m.json")
	if err != nil {
		return nil, err
	}
	fine, err := readTopology(in, "countries-10m.json")
	if err != nil {
		return nil, err
	}
	labels, err := countryLabels(fine)
	if err != nil {
		return nil, err
	}
	var tiles []tile
	for zoom := 0; zoom <= worldZoom; zoom++ {
		source := coarse
		if zoom > 3 {
			source = fine
		}
		// Six units are three quarters of a pixel; the last zoom is looked at from nearer and keeps more.
		tolerance, least := 6.0, 120.0
		if zoom == worldZoom {
			tolerance, least = 1, 4
		}
		lines := source.lines(tolerance / extent / float64(uint(1)<<zoom))
		features, err := worldFeatures(source, lines)
		if err != nil {
			return nil, err
		}
		features = append(append(features, labels...), places...)
		cutTiles, err := cut(zoom, worldLayers, features, 0, least)
		if err != nil {
			return nil, err
		}
		tiles = append(tiles, cutTiles...)
	}
	return tiles, nil
}

func readTopology(in inputs, name string) (*topology, error) {
	document, err := in.atlas(name)
	if err != nil {
		return nil, err
	}
	return parseTopology(document)
}

func worldFeatures(source *topology, lines []orb.LineString) ([]feature, error) {
	object := source.Objects["land"]
	land, err := object.polygons(lines)
	if err != nil {
		return nil, fmt.Errorf("land: %w", err)
	}
	countries := source.Objects["countries"]
	borders, err := countries.borders(lines)
	if err != nil {
		return nil, fmt.Errorf("borders: %w", err)
	}
	var features []feature
	for _, polygon := range land {
		for _, copied := range worldCopies(polygon) {
			features = append(features, feature{layer: "land", geometry: copied})
		}
	}
	for _, line := range borders {
		features = append(features, feature{layer: "boundary", geometry: line})
	}
	return features, nil
}

// countryLabels puts each country's name where its largest part is widest.
func countryLabels(source *topology) ([]feature, error) {
	lines := source.lines(0)
	var labels []feature
	countries := source.Objects["countries"].Geometries
	for i := range countries {
		country := &countries[i]
		properties, ok := countryNames(country)
		if !ok {
			continue
		}
		polygons, err := country.polygons(lines)
		if err != nil {
			return nil, fmt.Errorf("country: %w", err)
		}
		var largest orb.Polygon
		most, whole := 0.0, 0.0
		for _, p := range polygons {
			area := math.Abs(ringArea(p[0]))
			whole += area
			if area > most {
				most, largest = area, p
			}
		}
		if largest == nil {
			continue
		}
		// A name needs some room: a country is told once it covers about 600 pixels of a 512-pixel tile.
		from := int(math.Ceil(math.Log2(600.0/(512*512)/whole) / 2))
		properties["size"] = int(math.Round(math.Log2(whole)*10)) + 300
		labels = append(labels, feature{
			layer: "country", geometry: onMap(widestPoint(largest)), properties: properties,
			from: max(0, min(from, worldZoom)), order: int(-1e9 * whole),
		})
	}
	return labels, nil
}

// onMap brings a point back that was unwrapped beyond the map's edge.
func onMap(p orb.Point) orb.Point { return orb.Point{p[0] - math.Floor(p[0]), p[1]} }

// countryNames gives a country's names in the product's languages, as the Unicode CLDR has them. Territories without a
// code of their own (bases, buffer zones, disputed reefs) stay unnamed; Kosovo has a code of common use.
func countryNames(country *topologyObject) (map[string]any, bool) {
	code := country.ID
	if country.Properties.Name == "Kosovo" {
		code = "XK"
	}
	if number, err := strconv.Atoi(code); err == nil {
		code = fmt.Sprintf("%03d", number)
	}
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return nil, false
	}
	properties := map[string]any{"name": display.English.Regions().Name(region)}
	for _, tag := range labelLanguages[1:] {
		if name := display.Regions(tag).Name(region); name != "" && name != properties["name"] {
			properties["name_"+tag.String()] = name
		}
	}
	return properties, true
}

// widestPoint finds the centre of about the largest circle that fits a polygon, by halving cells that may still hold
// a better one.
func widestPoint(polygon orb.Polygon) orb.Point {
	bound := polygon.Bound()
	size := math.Min(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1])
	precision := size / 100
	type cell struct {
		centre     orb.Point
		half, room float64
	}
	measure := func(centre orb.Point, half float64) cell { return cell{centre, half, room(centre, polygon)} }
	best := measure(bound.Center(), 0)
	var open []cell
	for x := bound.Min[0]; x < bound.Max[0]; x += size {
		for y := bound.Min[1]; y < bound.Max[1]; y += size {
			open = append(open, measure(orb.Point{x + size/2, y + size/2}, size/2))
		}
	}
	for len(open) > 0 {
		c := open[len(open)-1]
		open = open[:len(open)-1]
		if c.room > best.room {
			best = c
		}
		if c.room+c.half*math.Sqrt2-best.room <= precision {
			continue
		}
		h := c.half / 2
		for _, d := range [4]orb.Point{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
			open = append(open, measure(orb.Point{c.centre[0] + d[0], c.centre[1] + d[1]}, h))
		}
	}
	return best.centre
}

// room is how far a point is from a polygon's edge; negative outside.
func room(p orb.Point, polygon orb.Polygon) float64 {
	inside, nearest := false, math.Inf(1)
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
				inside = !inside
			}
			nearest = math.Min(nearest, distanceToSegment(p, a, b))
		}
	}
	if inside {
		return nearest
	}
	return -nearest
}

func distanceToSegment(p, a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = math.Max(0, math.Min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/length))
	}
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}
