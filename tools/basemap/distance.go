package main

import (
	"math"

	"github.com/paulmach/orb"
	"golang.org/x/image/font/sfnt"
)

// A glyph is served as a signed distance field: each pixel tells how far it is from the outline, so that the graphics
// card can draw the letter sharply at any size and turn, and put a halo around it.

const (
	// fieldMargin is how many pixels a field reaches over the letter.
	fieldMargin = 3
	// fieldRadius is the distance in pixels that the whole range of values stands for, fieldCutoff the part of the range
	// that lies inside the letter: the outline itself has the value 191.
	fieldRadius = 8
	fieldCutoff = 0.25
)

// outline is a letter's closed contours as straight pieces, in pixels, y growing downwards from the baseline.
type outline struct {
	segments [][2]orb.Point
}

// field is a distance field. Its values cover the letter's box and the margin around it; left and top place the box
// relative to the pen and the baseline, upwards positive.
type field struct {
	width, height, left, top int
	values                   []byte
}

// outlineOf flattens the curves of a glyph.
func outlineOf(segments sfnt.Segments, scale float64) outline {
	const pieces = 5 // of a curve: a letter is 24 pixels tall
	var o outline
	var start, pen orb.Point
	at := func(s sfnt.Segment, i int) orb.Point {
		return orb.Point{float64(s.Args[i].X) * scale, float64(s.Args[i].Y) * scale}
	}
	draw := func(to orb.Point) {
		if pen != to {
			o.segments = append(o.segments, [2]orb.Point{pen, to})
			pen = to
		}
	}
	for _, s := range segments {
		from := pen
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			draw(start)
			start = at(s, 0)
			pen = start
		case sfnt.SegmentOpLineTo:
			draw(at(s, 0))
		case sfnt.SegmentOpQuadTo:
			for i := 1; i <= pieces; i++ {
				t := float64(i) / pieces
				draw(mix(mix(from, at(s, 0), t), mix(at(s, 0), at(s, 1), t), t))
			}
		case sfnt.SegmentOpCubeTo:
			for i := 1; i <= pieces; i++ {
				t := float64(i) / pieces
				a, b, c := mix(from, at(s, 0), t), mix(at(s, 0), at(s, 1), t), mix(at(s, 1), at(s, 2), t)
				draw(mix(mix(a, b, t), mix(b, c, t), t))
			}
		}
	}
	draw(start)
	return o
}

func mix(a, b orb.Point, t float64) orb.Point {
	return orb.Point{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
}

// field measures the outline. A letter without one, like a space, has an empty field.
func (o outline) field() field {
	if len(o.segments) == 0 {
		return field{}
	}
	bound := orb.Bound{Min: o.segments[0][0], Max: o.segments[0][0]}
	for _, s := range o.segments {
		bound = bound.Extend(s[0])
	}
	left, top := math.Floor(bound.Min[0]), math.Floor(bound.Min[1])
	f := field{
		width: int(math.Ceil(bound.Max[0]) - left), height: int(math.Ceil(bound.Max[1]) - top),
		left: int(left), top: int(-top),
	}
	for y := -fieldMargin; y < f.height+fieldMargin; y++ {
		for x := -fieldMargin; x < f.width+fieldMargin; x++ {
			centre := orb.Point{left + float64(x) + 0.5, top + float64(y) + 0.5}
			value := 255 - 255*(o.distance(centre)/fieldRadius+fieldCutoff)
			f.values = append(f.values, byte(math.Round(math.Max(0, math.Min(255, value)))))
		}
	}
	return f
}

// distance is how far a point is from the outline, negative inside. Inside is where the contours wind around the point,
// so contours that overlap join.
func (o outline) distance(p orb.Point) float64 {
	nearest, winding := math.Inf(1), 0
	for _, s := range o.segments {
		a, b := s[0], s[1]
		nearest = math.Min(nearest, distanceToSegment(p, a, b))
		side := (b[0]-a[0])*(p[1]-a[1]) - (p[0]-a[0])*(b[1]-a[1])
		switch {
		case a[1] <= p[1] && b[1] > p[1] && side > 0:
			winding++
		case a[1] > p[1] && b[1] <= p[1] && side < 0:
			winding--
		}
	}
	if winding != 0 {
		return -nearest
	}
	return nearest
}
