package themes

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// Favicon draws the mark as SVG. name is the brand's; only a mark of the kind "letter" shows a part of it.
func (t Theme) Favicon(name string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">` + t.markPaths(name) + `</svg>`)
}

func (t Theme) markPaths(name string) string {
	return fmt.Sprintf(`<path fill="%s" d="%s"/><path fill="%s" d="%s"/>`,
		t.Light.Hex("primary"), ground(t.Tokens.MarkShape, false).svg(),
		t.Light.Hex("on-primary"), drawing(t.Tokens.Mark, name).svg())
}

// WordmarkSVG draws the mark with the brand's name beside it, for mail and paper; dark is for dark grounds.
func (t Theme) WordmarkSVG(name string, dark bool) []byte {
	ink := t.Light.Hex("text")
	if dark {
		ink = t.Dark.Hex("text")
	}
	text, spacing := name, -0.01
	if t.Tokens.Wordmark == "spaced" {
		text, spacing = strings.ToUpper(name), 0.12
	}
	letters, width := lettering(text, spacing)
	const scale = 0.5
	var title strings.Builder
	_ = xml.EscapeText(&title, []byte(name)) // a strings.Builder takes everything
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f 64" role="img"><title>%s</title>%s<path fill="%s" d="%s"/></svg>`,
		84+width*scale, title.String(), t.markPaths(name), ink, letters.placed(scale, 80, 44).svg())
}

// Icon draws the mark as a PNG of size pixels square. Bleeding fills the square and keeps the mark within the middle,
// as systems want that cut icons into a shape of their own ("maskable", W3C Web App Manifest).
func (t Theme) Icon(name string, size int, bleeding bool) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, size, size)) // what the rasterizer has a quick way for
	scale := float64(size) / 64
	paint := func(o outline, hex string) {
		r := rasteriser{vector.NewRasterizer(size, size)}
		o.trace(r)
		r.Draw(picture, picture.Bounds(), image.NewUniform(asColour(hex)), image.Point{})
	}
	paint(ground(t.Tokens.MarkShape, bleeding).placed(scale, 0, 0), t.Light.Hex("primary"))
	inner := scale
	if bleeding {
		inner = scale * 0.8
	}
	margin := (float64(size) - 64*inner) / 2
	paint(drawing(t.Tokens.Mark, name).placed(inner, margin, margin), t.Light.Hex("on-primary"))
	var b bytes.Buffer
	_ = png.Encode(&b, picture) // a bytes.Buffer takes everything
	return b.Bytes()
}

// Shape is a part of a drawing in one shade, filled by the non-zero rule.
type Shape struct {
	Shade   string
	outline outline
}

// Trace tells a pen the shape's outline.
func (s Shape) Trace(p Pen) { s.outline.trace(p) }

// Mark is the mark for whoever draws shapes, in a square of size whose upper left corner is at left and top; the later shape lies upon the
// earlier one.
func (t Theme) Mark(name string, size, left, top float64) []Shape {
	scale := size / 64
	return []Shape{
		{"primary", ground(t.Tokens.MarkShape, false).placed(scale, left, top)},
		{"on-primary", drawing(t.Tokens.Mark, name).placed(scale, left, top)},
	}
}

func asColour(hex string) color.NRGBA {
	value, _ := strconv.ParseUint(hex[1:], 16, 32)
	return color.NRGBA{R: uint8(value >> 16), G: uint8(value >> 8), B: uint8(value), A: 0xff}
}

// FaviconICO is the icon for those who ask for /favicon.ico.
func (t Theme) FaviconICO(name string) []byte { return ico(t.Icon(name, icoSize, false)) }

const icoSize = 48

// ico is one PNG of 48 pixels in an ICO file.
func ico(picture []byte) []byte {
	const header = 22
	file := []byte{0, 0, 1, 0, 1, 0, icoSize, icoSize, 0, 0, 1, 0, 32, 0}
	file = binary.LittleEndian.AppendUint32(file, uint32(len(picture)))
	file = binary.LittleEndian.AppendUint32(file, header)
	return append(file, picture...)
}

// Manifest is the web app manifest (W3C Web App Manifest), with which the page can be installed as the brand's own app. Logos are the
// brand's own pictures: an icon that is one has its name in the address, for an installed app asks for an icon anew only where its
// address has changed.
func (t Theme) Manifest(name, lang string, logos map[string]Picture) []byte {
	icon := func(src, sizes, kind, purpose string) map[string]string {
		version := cmp.Or(string(logos[LogoIcon]), t.Hash)
		if purpose == "maskable" {
			version = cmp.Or(string(logos[LogoMaskable]), version)
		}
		return map[string]string{"src": src + "?" + version, "sizes": sizes, "type": kind, "purpose": purpose}
	}
	background := t.Light.Hex("body")
	if t.Tokens.Scheme == "dark" {
		background = t.Dark.Hex("body")
	}
	icons := []map[string]string{
		icon("/favicon.svg", "any", "image/svg+xml", "any"),
		icon("/icon-192.png", "192x192", "image/png", "any"),
		icon("/icon-512.png", "512x512", "image/png", "any"),
		icon("/icon-maskable-512.png", "512x512", "image/png", "maskable"),
	}
	if logos[LogoIcon] != "" {
		icons = icons[1:]
	}
	encoded, _ := json.Marshal(map[string]any{
		"name": name, "short_name": name, "lang": lang, "id": "/", "start_url": "/", "scope": "/", "display": "standalone",
		"background_color": background, "theme_color": t.Light.Hex("chrome"),
		"icons": icons,
	})
	return encoded
}
