package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"sort"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
)

const (
	// extent is the size of a tile in its own units.
	extent = 4096
	// margin is how far geometry reaches over a tile's edge, so that broad lines are whole.
	margin = 128
)

// feature is one thing on the map, in the unit square.
type feature struct {
	layer      string
	geometry   orb.Geometry
	properties map[string]any
	// from is the first zoom that shows it.
	from int
	// order is its place among the features of its layer: lower is drawn first.
	order int
}

// tile is what one tile holds, gzipped.
type tile struct {
	maptile.Tile
	content []byte
}

// cut makes all tiles of one zoom. layers gives their order within a tile; tolerance and least bound what is worth
// keeping: how far a line may be moved and how small an area may be, in tile units and square tile units.
func cut(zoom int, layers []string, features []feature, tolerance, least float64) ([]tile, error) {
	var shown []feature
	for _, f := range features {
		if f.from <= zoom {
			shown = append(shown, f)
		}
	}
	sort.SliceStable(shown, func(i, j int) bool { return shown[i].order < shown[j].order })
	c := cutter{zoom: maptile.Zoom(zoom), layers: layers, tolerance: tolerance, least: least}
	if err := c.descend(maptile.New(0, 0, 0), shown); err != nil {
		return nil, err
	}
	return c.tiles, nil
}

type cutter struct {
	zoom             maptile.Zoom
	layers           []string
	tolerance, least float64
	tiles            []tile
}

// descend clips features to a tile and hands the rest to its four children, until the wanted zoom is reached.
func (c *cutter) descend(at maptile.Tile, features []feature) error {
	side := 1 / float64(uint64(1)<<at.Z)
	reach := side * margin / extent
	bound := orb.Bound{
		Min: orb.Point{float64(at.X)*side - reach, float64(at.Y)*side - reach},
		Max: orb.Point{float64(at.X+1)*side + reach, float64(at.Y+1)*side + reach},
	}
	var inside []feature
	for _, f := range features {
		geometryBound := f.geometry.Bound()
		if !bound.Intersects(geometryBound) {
			continue
		}
		if !bound.Contains(geometryBound.Min) || !bound.Contains(geometryBound.Max) {
			// The clipper scribbles on what it is given.
			if f.geometry = clip.Geometry(bound, orb.Clone(f.geometry)); f.geometry == nil {
				continue
			}
		}
		inside = append(inside, f)
	}
	if len(inside) == 0 {
		return nil
	}
	if at.Z < c.zoom {
		for _, child := range [4]maptile.Tile{
			maptile.New(2*at.X, 2*at.Y, at.Z+1), maptile.New(2*at.X+1, 2*at.Y, at.Z+1),
			maptile.New(2*at.X, 2*at.Y+1, at.Z+1), maptile.New(2*at.X+1, 2*at.Y+1, at.Z+1),
		} {
			if err := c.descend(child, inside); err != nil {
				return err
			}
		}
		return nil
	}
	return c.write(at, inside)
}

func (c *cutter) write(at maptile.Tile, features []feature) error {
	byLayer := map[string]*mvt.Layer{}
	var layers mvt.Layers
	for _, name := range c.layers {
		layer := mvt.NewLayer(name, geojson.NewFeatureCollection())
		layer.Version, layer.Extent = 2, extent
		byLayer[name] = layer
	}
	for _, f := range features {
		geometry := c.toTile(at, f.geometry)
		if geometry == nil {
			continue
		}
		layer := byLayer[f.layer]
		if layer == nil {
			return fmt.Errorf("a feature names the unknown layer %q", f.layer)
		}
		layer.Features = append(layer.Features, &geojson.Feature{Geometry: geometry, Properties: f.properties})
	}
	for _, name := range c.layers {
		if layer := byLayer[name]; len(layer.Features) > 0 {
			layers = append(layers, layer)
		}
	}
	if len(layers) == 0 {
		return nil
	}
	plain, err := mvt.Marshal(layers)
	if err != nil {
		return fmt.Errorf("encode tile %d/%d/%d: %w", at.Z, at.X, at.Y, err)
	}
	packed, err := zipped(plain)
	if err != nil {
		return err
	}
	c.tiles = append(c.tiles, tile{at, packed})
	return nil
}

// toTile moves geometry to whole tile units and drops what vanishes there.
func (c *cutter) toTile(at maptile.Tile, g orb.Geometry) orb.Geometry {
	scale := float64(uint64(1)<<at.Z) * extent
	place := func(p orb.Point) orb.Point {
		return orb.Point{
			math.Round(p[0]*scale - float64(at.X)*extent),
			math.Round(p[1]*scale - float64(at.Y)*extent),
		}
	}
	line := func(in orb.LineString) orb.LineString {
		out := make(orb.LineString, 0, len(in))
		for _, p := range simplifyLine(in.Clone(), c.tolerance/scale) {
			if q := place(p); len(out) == 0 || out[len(out)-1] != q {
				out = append(out, q)
			}
		}
		return out
	}
	polygon := func(in orb.Polygon) orb.Polygon {
		var out orb.Polygon
		for i, r := range in {
			ring := orb.Ring(line(orb.LineString(r)))
			if len(ring) < 4 || math.Abs(ringArea(ring)) < math.Max(c.least, 1) {
				if i == 0 {
					return nil
				}
				continue
			}
			out = append(out, ring)
		}
		return oriented(out)
	}
	switch g := g.(type) {
	case orb.Point:
		// A label belongs to the one tile that holds its point.
		if q := place(g); q[0] >= 0 && q[0] < extent && q[1] >= 0 && q[1] < extent {
			return q
		}
	case orb.LineString:
		if l := line(g); len(l) > 1 {
			return l
		}
	case orb.MultiLineString:
		var lines orb.MultiLineString
		for _, l := range g {
			if l = line(l); len(l) > 1 {
				lines = append(lines, l)
			}
		}
		if len(lines) > 0 {
			return lines
		}
	case orb.Polygon:
		if p := polygon(g); len(p) > 0 {
			return p
		}
	case orb.MultiPolygon:
		var whole orb.MultiPolygon
		for _, p := range g {
			if p = polygon(p); len(p) > 0 {
				whole = append(whole, p)
			}
		}
		if len(whole) > 0 {
			return whole
		}
	}
	return nil
}

// zipped compresses without a time or name, so that the same content gives the same bytes.
func zipped(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return packed.Bytes(), nil
}
