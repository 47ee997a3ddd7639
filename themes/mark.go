package themes

import (
	"math"
	"strings"
	"unicode"
)

// ground is what a mark stands on, in a square of 64 units; bleeding fills the square to its edges, for systems that cut
// icons into a shape of their own.
func ground(shape MarkShape, bleeding bool) outline {
	if bleeding {
		return polygon(0, 0, 64, 0, 64, 64, 0, 64)
	}
	switch shape {
	case "circle":
		return ellipse(32, 32, 32, 32, false)
	case "square":
		return polygon(0, 0, 64, 0, 64, 64, 0, 64)
	case "hexagon":
		var points []float64
		for corner := range 6 {
			sin, cos := math.Sincos(float64(corner)*math.Pi/3 - math.Pi/2)
			points = append(points, 32+33*cos, 32+33*sin)
		}
		return polygon(points...)
	default:
		var o outline // a superellipse: corners without a visible beginning
		o.move(32, 0)
		o.curve(56, 0, 64, 8, 64, 32)
		o.curve(64, 56, 56, 64, 32, 64)
		o.curve(8, 64, 0, 56, 0, 32)
		o.curve(0, 8, 8, 0, 32, 0)
		o.close()
		return o
	}
}

// drawing is what a mark shows, in the middle 40 of 64 units.
func drawing(mark Mark, name string) outline {
	var o outline
	switch mark {
	case "compass":
		o = ring(32, 32, 20, 4)
		o.add(polygon(41, 23, 35.5, 35.5, 23, 41, 28.5, 28.5))
	case "meridian":
		o = ring(32, 32, 20, 3.6)
		o.add(ellipse(32, 32, 10, 20, false))
		o.add(ellipse(32, 32, 6.4, 17, true))
		o.add(polygon(13, 30.2, 51, 30.2, 51, 33.8, 13, 33.8))
	case "star":
		o.move(32, 9)
		for _, c := range [][6]float64{{33.5, 24, 40, 30.5, 55, 32}, {40, 33.5, 33.5, 40, 32, 55}, {30.5, 40, 24, 33.5, 9, 32},
			{24, 30.5, 30.5, 24, 32, 9}} {
			o.curve(c[0], c[1], c[2], c[3], c[4], c[5])
		}
		o.close()
		o.add(ellipse(47, 17, 3.2, 3.2, false))
	case "shield":
		o.move(32, 11)
		o.curve(37, 15, 43, 17, 49, 17.5)
		o.curve(49.5, 33, 45, 46, 32, 53)
		o.curve(19, 46, 14.5, 33, 15, 17.5)
		o.curve(21, 17, 27, 15, 32, 11)
		o.close()
		o.add(polygon(41.5, 24.5, 29.8, 36.4, 24.4, 31.2, 21.6, 34.2, 29.9, 42.2, 44.4, 27.4))
	case "heading":
		o = polygon(32, 11, 48, 51, 32, 43, 16, 51)
	case "orbit":
		o = ring(32, 32, 18, 4)
		o.add(ellipse(32, 32, 7, 7, false))
		o.add(ellipse(44.7, 19.3, 8.4, 8.4, true))
		o.add(ellipse(44.7, 19.3, 5, 5, false))
	case "anchor":
		o = ring(32, 17.5, 6.5, 3.6)
		o.add(polygon(30, 23, 34, 23, 34, 53, 30, 53))
		o.add(polygon(23, 28, 41, 28, 41, 32, 23, 32))
		o.move(13, 36)
		o.line(22, 40)
		o.line(17.6, 41.3)
		o.curve(19.5, 46.5, 25, 49.6, 32, 49.6)
		o.curve(39, 49.6, 44.5, 46.5, 46.4, 41.3)
		o.line(42, 40)
		o.line(51, 36)
		o.curve(51, 47, 43.5, 54, 32, 54)
		o.curve(20.5, 54, 13, 47, 13, 36)
		o.close()
	case "letter":
		letter, _ := lettering(initial(name), 0)
		if len(letter.steps) == 0 {
			return drawing("pin", name)
		}
		left, top, right, bottom := letter.bounds()
		scale := math.Min(36/(bottom-top), 40/(right-left))
		return letter.placed(scale, 32-scale*(left+right)/2, 32-scale*(top+bottom)/2)
	default: // pin
		o.move(32, 54)
		o.curve(24, 44, 16, 36, 16, 26)
		o.curve(16, 17, 23.2, 10, 32, 10)
		o.curve(40.8, 10, 48, 17, 48, 26)
		o.curve(48, 36, 40, 44, 32, 54)
		o.close()
		hole := ellipse(32, 26, 6.5, 6.5, true)
		o.add(hole)
	}
	return o
}

// initial is the first letter of a name, as a capital.
func initial(name string) string {
	for _, letter := range strings.TrimSpace(name) {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return string(unicode.ToUpper(letter))
		}
	}
	return ""
}
