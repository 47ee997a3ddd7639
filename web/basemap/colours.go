package basemap

import (
	"fmt"
	"math"
	"strconv"
)

// Colours paint the map. Each is "#rrggbb". A good map is quiet: grounds differ by little, and nothing on it is as
// strong as the objects that will stand on it.
type Colours struct {
	// Land is the ground everything lies on; the edge of the city's data fades into it.
	Land string
	// Water fills seas and lakes.
	Water string
	// Park fills parks, Green other vegetation.
	Park, Green string
	// Plaza fills squares, platforms and piers, Yard railway grounds.
	Plaza, Yard string
	// Building fills houses, BuildingEdge outlines them.
	Building, BuildingEdge string
	// RoadMajor fills primary streets, RoadMinor all others, RoadCasing outlines both; RoadTunnel fills what runs
	// underground.
	RoadMajor, RoadMinor, RoadCasing, RoadTunnel string
	// Path draws ways for walking, Rail tracks.
	Path, Rail string
	// Boundary draws the borders of countries.
	Boundary string
	// Label writes names, LabelMuted lesser ones, LabelWater and LabelPark those of waters and parks.
	Label, LabelMuted, LabelWater, LabelPark string
	// LabelHalo is drawn around names, so that they are read over anything.
	LabelHalo string
}

// Palette derives a map's colours from a brand's accent: grounds and streets lean towards its hue, water meets it
// half-way, parks stay green. Lightness is the palette's own, so that every brand's map is equally quiet and its names
// read equally well (at least 4.5 to 1, WCAG 2.2 criterion 1.4.3). An accent that is not "#rrggbb" counts as grey.
func Palette(accent string, dark bool) Colours {
	_, chroma, hue := toOKLCH(accent)
	// A grey accent has no hue to lean towards.
	lean := math.Min(1, chroma/0.08)
	ground := func(light, tint float64) string { return fromOKLCH(light, tint*lean, hue) }
	const blue, green = 235, 148
	sea := math.Max(203, math.Min(262, hueTowards(blue, hue, 45*lean)))
	leaf := hueTowards(green, hue, 14*lean)
	if dark {
		return Colours{
			Land: ground(0.245, 0.010), Water: fromOKLCH(0.195, 0.026, sea),
			Park: fromOKLCH(0.272, 0.022, leaf), Green: fromOKLCH(0.262, 0.016, leaf),
			Plaza: ground(0.275, 0.010), Yard: ground(0.232, 0.010),
			Building: ground(0.285, 0.011), BuildingEdge: ground(0.325, 0.012),
			RoadMajor: ground(0.410, 0.038), RoadMinor: ground(0.355, 0.015),
			RoadCasing: ground(0.205, 0.010), RoadTunnel: ground(0.290, 0.012),
			Path: ground(0.375, 0.014), Rail: ground(0.400, 0.012),
			Boundary: ground(0.430, 0.020),
			Label:    ground(0.860, 0.012), LabelMuted: ground(0.745, 0.014),
			LabelWater: fromOKLCH(0.700, 0.055, sea), LabelPark: fromOKLCH(0.735, 0.055, leaf),
			LabelHalo: ground(0.215, 0.010),
		}
	}
	return Colours{
		Land: ground(0.958, 0.007), Water: fromOKLCH(0.872, 0.040, sea),
		Park: fromOKLCH(0.918, 0.042, leaf), Green: fromOKLCH(0.936, 0.028, leaf),
		Plaza: ground(0.940, 0.010), Yard: ground(0.936, 0.007),
		Building: ground(0.914, 0.011), BuildingEdge: ground(0.872, 0.015),
		RoadMajor: ground(0.957, 0.032), RoadMinor: ground(1, 0.002),
		RoadCasing: ground(0.836, 0.030), RoadTunnel: ground(0.938, 0.010),
		Path: ground(0.845, 0.016), Rail: ground(0.800, 0.014),
		Boundary: ground(0.735, 0.028),
		Label:    ground(0.365, 0.024), LabelMuted: ground(0.485, 0.022),
		LabelWater: fromOKLCH(0.455, 0.075, sea), LabelPark: fromOKLCH(0.470, 0.075, leaf),
		LabelHalo: ground(0.988, 0.004),
	}
}

// hueTowards turns a hue towards another by at most some degrees. It turns most towards hues a quarter circle away and
// not at all towards the opposite one, which has no nearer side: water beside an orange brand stays blue.
func hueTowards(from, to, most float64) float64 {
	return math.Mod(from+most*math.Sin((to-from)*math.Pi/180)+360, 360)
}

// OKLCH is lightness (0 to 1), chroma and hue (degrees) as the eye sees them: equal steps look equal (CSS Color 4,
// section 9.3; the matrices are those of its section 10.4).

func toOKLCH(hex string) (lightness, chroma, hue float64) {
	if len(hex) != 7 || hex[0] != '#' {
		return 0, 0, 0
	}
	value, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return 0, 0, 0
	}
	linear := func(shift uint) float64 {
		c := float64(value>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	r, g, b := linear(16), linear(8), linear(0)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	lightness = 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	bb := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	hue = math.Atan2(bb, a) * 180 / math.Pi
	return lightness, math.Hypot(a, bb), math.Mod(hue+360, 360)
}

func fromOKLCH(lightness, chroma, hue float64) string {
	sin, cos := math.Sincos(hue * math.Pi / 180)
	a, b := chroma*cos, chroma*sin
	l := (lightness + 0.3963377774*a + 0.2158037573*b) * (lightness + 0.3963377774*a + 0.2158037573*b) * (lightness + 0.3963377774*a + 0.2158037573*b)
	m := (lightness - 0.1055613458*a - 0.0638541728*b) * (lightness - 0.1055613458*a - 0.0638541728*b) * (lightness - 0.1055613458*a - 0.0638541728*b)
	s := (lightness - 0.0894841775*a - 1.2914855480*b) * (lightness - 0.0894841775*a - 1.2914855480*b) * (lightness - 0.0894841775*a - 1.2914855480*b)
	encode := func(c float64) int {
		c = math.Max(0, math.Min(1, c))
		if c <= 0.0031308 {
			c *= 12.92
		} else {
			c = 1.055*math.Pow(c, 1/2.4) - 0.055
		}
		return int(math.Round(255 * c))
	}
	return fmt.Sprintf("#%02x%02x%02x",
		encode(4.0767416621*l-3.3077115913*m+0.2309699292*s),
		encode(-1.2684380046*l+2.6097574011*m-0.3413193965*s),
		encode(-0.0041960863*l-0.7034186147*m+1.7076147010*s))
}
