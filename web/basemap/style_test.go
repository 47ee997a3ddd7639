package basemap

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

type styleDocument struct {
	Version int
	Glyphs  string
	Sources map[string]struct {
		Tiles            []string
		Attribution      string
		Minzoom, Maxzoom int
	}
	Layers []struct {
		ID          string
		Type        string
		Source      string
		SourceLayer string `json:"source-layer"`
		Layout      map[string]any
		Paint       map[string]any
	}
}

func brands() []string {
	return []string{"#0f766e", "#c2410c", "#4f46e5", "#d6336c", "#facc15", "#808080", "#000000", "oops"}
}

func parse(t *testing.T, o StyleOptions) styleDocument {
	t.Helper()
	var document styleDocument
	require.NoError(t, json.Unmarshal(Style(o), &document))
	return document
}

func TestAStyleAsksOnlyForWhatIsServed(t *testing.T) {
	document := parse(t, StyleOptions{
		Colours: Palette("#0f766e", false), TilesURL: "https://a.test/t/{z}/{x}/{y}",
		GlyphsURL: "https://a.test/f/{fontstack}/{range}", Lang: "ru",
	})
	require.Equal(t, 8, document.Version)
	ids := map[string]bool{}
	for _, layer := range document.Layers {
		require.False(t, ids[layer.ID], "%s stands twice", layer.ID)
		ids[layer.ID] = true
		if layer.Type != "background" {
			require.Contains(t, document.Sources, layer.Source, layer.ID)
			require.Contains(t, layerNames(), layer.SourceLayer, layer.ID)
		}
		if fonts, ok := layer.Layout["text-font"].([]any); ok {
			for _, face := range fonts {
				_, served := Glyphs(face.(string), "0-255")
				require.True(t, served, "%s writes in %s", layer.ID, face)
			}
		}
	}
	require.True(t, ids[LabelsFrom])
	for name, source := range document.Sources {
		require.NotEmpty(t, source.Attribution, name)
		for _, z := range []int{source.Minzoom, source.Maxzoom} {
			_, ok := Tile(z, 0, 0)
			require.True(t, ok, "%s at zoom %d", name, z)
		}
	}
	require.Contains(t, document.Sources["city"].Attribution, "© OpenStreetMap contributors")
}

func TestEqualOptionsGiveEqualBytes(t *testing.T) {
	o := StyleOptions{Colours: Palette("#4f46e5", true), Dark: true, Lang: "en"}
	for range 20 {
		require.True(t, bytes.Equal(Style(o), Style(o)))
	}
}

func TestEveryColourOfAPaletteIsSetAndWellFormed(t *testing.T) {
	hex := regexp.MustCompile(`^#[0-9a-f]{6}$`)
	for _, brand := range brands() {
		for _, dark := range []bool{false, true} {
			colours := reflect.ValueOf(Palette(brand, dark))
			for i := range colours.NumField() {
				require.Regexp(t, hex, colours.Field(i).String(), colours.Type().Field(i).Name)
			}
		}
	}
}

func TestNamesAreReadableOnEveryGroundOfEveryBrand(t *testing.T) {
	for _, brand := range brands() {
		for _, dark := range []bool{false, true} {
			c := Palette(brand, dark)
			for _, ground := range []string{c.Land, c.Building, c.LabelHalo, c.Plaza} {
				require.GreaterOrEqual(t, contrast(c.Label, ground), 7.0, "%s dark=%v", brand, dark)
				require.GreaterOrEqual(t, contrast(c.LabelMuted, ground), 4.5, "%s dark=%v", brand, dark)
			}
			require.GreaterOrEqual(t, contrast(c.LabelWater, c.Water), 4.5, "%s dark=%v", brand, dark)
			require.GreaterOrEqual(t, contrast(c.LabelPark, c.Park), 4.5, "%s dark=%v", brand, dark)
		}
	}
}

func TestBrandsHaveMapsOfTheirOwn(t *testing.T) {
	for _, dark := range []bool{false, true} {
		seen := map[Colours]string{}
		for _, brand := range brands()[:6] {
			c := Palette(brand, dark)
			require.Empty(t, seen[c])
			seen[c] = brand
		}
	}
}

// The published value of one colour pins the arithmetic: CSS Color 4 gives the primaries in OKLCH.
func TestColoursKeepTheirValueThroughOKLCH(t *testing.T) {
	lightness, chroma, hue := toOKLCH("#ff0000")
	require.InDelta(t, 0.628, lightness, 0.001)
	require.InDelta(t, 0.2577, chroma, 0.001)
	require.InDelta(t, 29.23, hue, 0.1)
	for _, hex := range []string{"#ff0000", "#0f766e", "#c2410c", "#123456", "#ffffff", "#000000"} {
		require.Equal(t, hex, fromOKLCH(toOKLCH(hex)))
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(a, b string) float64 {
	luminance := func(hex string) float64 {
		value, _ := strconv.ParseUint(hex[1:], 16, 32)
		part := func(shift uint) float64 {
			c := float64(value>>shift&0xff) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
	}
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}
