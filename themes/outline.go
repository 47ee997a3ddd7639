package themes

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// outline is a closed shape of straight lines and cubic curves, filled by the non-zero rule: what turns the other way
// round cuts a hole. The same outline becomes SVG, pixels and a shape on paper.
type outline struct{ steps []step }

type step struct {
	verb byte // M, L, C, Z
	at   [6]float64
}

func (o *outline) move(x, y float64) { o.steps = append(o.steps, step{'M', [6]float64{x, y}}) }
func (o *outline) line(x, y float64) { o.steps = append(o.steps, step{'L', [6]float64{x, y}}) }
func (o *outline) curve(a, b, c, d, x, y float64) {
	o.steps = append(o.steps, step{'C', [6]float64{a, b, c, d, x, y}})
}
func (o *outline) close()            { o.steps = append(o.steps, step{verb: 'Z'}) }
func (o *outline) add(other outline) { o.steps = append(o.steps, other.steps...) }
func (s step) points() int           { return map[byte]int{'M': 1, 'L': 1, 'C': 3}[s.verb] }
func polygon(points ...float64) (o outline) {
	o.move(points[0], points[1])
	for i := 2; i < len(points); i += 2 {
		o.line(points[i], points[i+1]) //nolint:gosec // pairs
	}
	o.close()
	return o
}

// ellipse turns clockwise, or the other way round as a hole.
func ellipse(x, y, rx, ry float64, hole bool) (o outline) {
	const k = 0.5522847498 // of a quarter circle's control point
	if hole {
		ry = -ry
	}
	o.move(x+rx, y)
	o.curve(x+rx, y+k*ry, x+k*rx, y+ry, x, y+ry)
	o.curve(x-k*rx, y+ry, x-rx, y+k*ry, x-rx, y)
	o.curve(x-rx, y-k*ry, x-k*rx, y-ry, x, y-ry)
	o.curve(x+k*rx, y-ry, x+rx, y-k*ry, x+rx, y)
	o.close()
	return o
}

func ring(x, y, radius, width float64) outline { //nolint:unparam // a circle has a middle
	o := ellipse(x, y, radius, radius, false)
	o.add(ellipse(x, y, radius-width, radius-width, true))
	return o
}

// placed scales, then moves.
func (o outline) placed(scale, dx, dy float64) outline {
	moved := outline{steps: make([]step, len(o.steps))}
	for i, s := range o.steps {
		for n := range s.points() {
			s.at[2*n] = s.at[2*n]*scale + dx
			s.at[2*n+1] = s.at[2*n+1]*scale + dy
		}
		moved.steps[i] = s
	}
	return moved
}

// svg is the outline as the d attribute of a path.
func (o outline) svg() string {
	var b strings.Builder
	for _, s := range o.steps {
		b.WriteByte(s.verb)
		for i := range 2 * s.points() {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", s.at[i]), "0"), "."))
		}
	}
	return b.String()
}

// Pen is told an outline, as a page of a PDF is.
type Pen interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	CurveBezierCubicTo(cx0, cy0, cx1, cy1, x, y float64)
	ClosePath()
}

// trace tells a pen the outline.
func (o outline) trace(p Pen) {
	for _, s := range o.steps {
		switch s.verb {
		case 'M':
			p.MoveTo(s.at[0], s.at[1])
		case 'L':
			p.LineTo(s.at[0], s.at[1])
		case 'C':
			p.CurveBezierCubicTo(s.at[0], s.at[1], s.at[2], s.at[3], s.at[4], s.at[5])
		case 'Z':
			p.ClosePath()
		}
	}
}

// rasteriser is a pen that makes pixels.
type rasteriser struct{ *vector.Rasterizer }

func (r rasteriser) MoveTo(x, y float64) { r.Rasterizer.MoveTo(float32(x), float32(y)) }
func (r rasteriser) LineTo(x, y float64) { r.Rasterizer.LineTo(float32(x), float32(y)) }
func (r rasteriser) CurveBezierCubicTo(cx0, cy0, cx1, cy1, x, y float64) {
	r.CubeTo(float32(cx0), float32(cy0), float32(cx1), float32(cy1), float32(x), float32(y))
}

// lettering is text set in one line at 64 units an em, its baseline at zero, with its width. The typeface has Latin,
// Greek and Cyrillic; other letters are left out.
func lettering(text string, spacing float64) (o outline, width float64) {
	face, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		return outline{}, 0 // the typeface is part of this program and is parsed by its tests
	}
	var buffer sfnt.Buffer
	const em = 64
	size := fixed.I(em)
	at := func(p fixed.Point26_6) (x, y float64) { return width + float64(p.X)/64, float64(p.Y) / 64 }
	for _, letter := range text {
		glyph, err := face.GlyphIndex(&buffer, letter)
		if err != nil || glyph == 0 {
			continue
		}
		segments, err := face.LoadGlyph(&buffer, glyph, size, nil)
		if err != nil {
			continue
		}
		var x, y float64
		for i, s := range segments {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					o.close()
				}
				x, y = at(s.Args[0])
				o.move(x, y)
			case sfnt.SegmentOpLineTo:
				x, y = at(s.Args[0])
				o.line(x, y)
			case sfnt.SegmentOpQuadTo:
				qx, qy := at(s.Args[0])
				ex, ey := at(s.Args[1])
				o.curve(x+(qx-x)*2/3, y+(qy-y)*2/3, ex+(qx-ex)*2/3, ey+(qy-ey)*2/3, ex, ey)
				x, y = ex, ey
			case sfnt.SegmentOpCubeTo:
				ax, ay := at(s.Args[0])
				bx, by := at(s.Args[1])
				x, y = at(s.Args[2])
				o.curve(ax, ay, bx, by, x, y)
			}
		}
		if len(segments) > 0 {
			o.close()
		}
		if advance, err := face.GlyphAdvance(&buffer, glyph, size, 0); err == nil {
			width += float64(advance)/64 + spacing*em
		}
	}
	return o, math.Max(0, width-spacing*em)
}

// bounds of all points, control points included.
func (o outline) bounds() (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range o.steps {
		for n := range s.points() {
			left, right = math.Min(left, s.at[2*n]), math.Max(right, s.at[2*n])
			top, bottom = math.Min(top, s.at[2*n+1]), math.Max(bottom, s.at[2*n+1])
		}
	}
	return left, top, right, bottom
}
