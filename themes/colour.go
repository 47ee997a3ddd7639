package themes

import (
	"encoding/hex"
	"math"
	"strconv"
	"sync"
)

// colour is lightness (0 to 1), chroma and hue (degrees) as the eye sees them: equal steps look equal (CSS Color 4,
// section 9.3; the matrices are those of its section 10.4).
type colour struct{ l, c, h float64 }

// rgb is linear light, 0 to 1.
type rgb [3]float64

// parseHex reads "#rrggbb".
func parseHex(hex string) (colour, bool) { //nolint:unparam // whoever asks for the colour knows that it is one
	if len(hex) != 7 || hex[0] != '#' {
		return colour{}, false
	}
	value, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return colour{}, false
	}
	light := expanded()
	return toOKLCH(rgb{light[value>>16&0xff], light[value>>8&0xff], light[value&0xff]}), true
}

// mustHex reads a colour that validation has let through.
func mustHex[T ~string](hex T) colour {
	c, _ := parseHex(string(hex))
	return c
}

// expanded is the light of each value that a screen knows: a theme asks for thousands.
var expanded = sync.OnceValue(func() *[256]float64 {
	var light [256]float64 //nolint:gochecknoglobals // made once
	for value := range light {
		if c := float64(value) / 255; c <= 0.04045 {
			light[value] = c / 12.92
		} else {
			light[value] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return &light
})

func compress(linear float64) int {
	c := math.Max(0, math.Min(1, linear))
	if c <= 0.0031308 {
		c *= 12.92
	} else {
		c = 1.055*math.Pow(c, 1/2.4) - 0.055
	}
	return int(math.Round(255 * c))
}

func toOKLCH(v rgb) colour {
	l := math.Cbrt(0.4122214708*v[0] + 0.5363325363*v[1] + 0.0514459929*v[2])
	m := math.Cbrt(0.2119034982*v[0] + 0.6806995451*v[1] + 0.1073969566*v[2])
	s := math.Cbrt(0.0883024619*v[0] + 0.2817188376*v[1] + 0.6299787005*v[2])
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	b := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return colour{
		l: 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		c: math.Hypot(a, b),
		h: math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360),
	}
}

func (c colour) linear() rgb {
	sin, cos := math.Sincos(c.h * math.Pi / 180)
	return c.towards(sin, cos)
}

// towards is the colour's light where sine and cosine of its hue are known.
func (c colour) towards(sin, cos float64) rgb {
	a, b := c.c*cos, c.c*sin
	l := (c.l + 0.3963377774*a + 0.2158037573*b) * (c.l + 0.3963377774*a + 0.2158037573*b) * (c.l + 0.3963377774*a + 0.2158037573*b)
	m := (c.l - 0.1055613458*a - 0.0638541728*b) * (c.l - 0.1055613458*a - 0.0638541728*b) * (c.l - 0.1055613458*a - 0.0638541728*b)
	s := (c.l - 0.0894841775*a - 1.2914855480*b) * (c.l - 0.0894841775*a - 1.2914855480*b) * (c.l - 0.0894841775*a - 1.2914855480*b)
	return rgb{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func (v rgb) shown() bool {
	const slack = 1e-4
	for _, c := range v {
		if c < -slack || c > 1+slack {
			return false
		}
	}
	return true
}

// hex is the colour as a screen can show it: where it cannot, chroma gives way and lightness and hue stay (CSS Color 4,
// section 13.2).
func (c colour) hex() string {
	v := c.linear()
	if !v.shown() {
		low, high := 0.0, c.c
		sin, cos := math.Sincos(c.h * math.Pi / 180)
		for range 16 {
			middle := (low + high) / 2
			if (colour{c.l, middle, c.h}).towards(sin, cos).shown() {
				low = middle
			} else {
				high = middle
			}
		}
		v = colour{c.l, low, c.h}.linear()
	}
	bytes := [3]byte{byte(compress(v[0])), byte(compress(v[1])), byte(compress(v[2]))}
	text := [7]byte{'#'}
	hex.Encode(text[1:], bytes[:])
	return string(text[:])
}

// luminance of "#rrggbb" (WCAG 2.2, "relative luminance").
func luminance(hex string) float64 {
	value, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return 0
	}
	light := expanded()
	return 0.2126*light[value>>16&0xff] + 0.7152*light[value>>8&0xff] + 0.0722*light[value&0xff]
}

// Contrast between two colours "#rrggbb", from 1 to 21 (WCAG 2.2, "contrast ratio").
func Contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// worst is the lowest contrast of a colour on several grounds.
func worst(hex string, grounds []string) float64 {
	low := 21.0
	for _, ground := range grounds {
		low = math.Min(low, Contrast(hex, ground))
	}
	return low
}

// readable moves a colour's lightness, and nothing else, as little as it takes to reach a contrast on all grounds. In
// light it goes darker, on dark grounds lighter.
func readable(c colour, least float64, dark bool, grounds ...string) string {
	step := -0.005
	if dark {
		step = 0.005
	}
	for ; c.l > 0 && c.l < 1; c.l += step {
		if hex := c.hex(); worst(hex, grounds) >= least {
			return hex
		}
	}
	if dark {
		return "#ffffff"
	}
	return "#000000"
}

// inkOn is what is written on a fill: white where it can be read, or else the darkest shade of the fill's own hue, or
// else black. One of white and black always reaches 4.58 to 1.
func inkOn(fill colour, least float64, grounds ...string) string {
	if worst("#ffffff", grounds) >= least {
		return "#ffffff"
	}
	if ink := (colour{0.2, math.Min(fill.c, 0.04), fill.h}).hex(); worst(ink, grounds) >= least {
		return ink
	}
	if worst("#000000", grounds) >= worst("#ffffff", grounds) {
		return "#000000"
	}
	return "#ffffff"
}
