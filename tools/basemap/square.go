package main

import (
	"math"

	"github.com/paulmach/orb"
)

// The unit square is the world in Web Mercator: x grows east and y south, both from 0 to 1. All geometry lives in it
// between reading and cutting.

const mercatorLimit = 85.0511287798066

// toSquare projects degrees.
func toSquare(degrees orb.Point) orb.Point {
	lat := math.Max(-mercatorLimit, math.Min(mercatorLimit, degrees[1])) * math.Pi / 180
	return orb.Point{
		(degrees[0] + 180) / 360,
		(1 - math.Log(math.Tan(lat)+1/math.Cos(lat))/math.Pi) / 2,
	}
}

// metresAt returns how long a metre on the ground is in the square at a point of it.
func metresAt(p orb.Point) float64 {
	const equator = 40075016.68557849
	lat := math.Atan(math.Sinh(math.Pi * (1 - 2*p[1])))
	return 1 / (equator * math.Cos(lat))
}

// ringArea is the signed area of a ring: positive when it runs clockwise on a map, as y grows south.
func ringArea(ring orb.Ring) float64 {
	area := 0.0
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		area += a[0]*b[1] - b[0]*a[1]
	}
	return area / 2
}

// oriented returns the polygon with its outer ring clockwise on the map and its holes the other way, as vector tiles
// want it (MVT 2.1, section 4.3.4.4).
func oriented(polygon orb.Polygon) orb.Polygon {
	for i, ring := range polygon {
		if (ringArea(ring) > 0) != (i == 0) {
			ring.Reverse()
		}
	}
	return polygon
}
