package web

import (
	"strings"
	"sync"

	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/web/basemap"
)

// Branding is a brand's name and theme with the files that follow from them, each made when it is first asked for. Keep
// one for each brand and revision.
type Branding struct {
	Name  string
	Theme themes.Theme

	files map[string]func() File
}

// NewBranding makes a brand's files askable.
func NewBranding(name string, theme themes.Theme) *Branding {
	b := &Branding{Name: name, Theme: theme}
	file := func(kind string, immutable bool, content func() []byte) func() File {
		return sync.OnceValue(func() File { return newFile(content(), kind, immutable) })
	}
	icon := func(size int, bleeding bool) func() File {
		return file("image/png", false, func() []byte { return theme.Icon(name, size, bleeding) })
	}
	b.files = map[string]func() File{
		"/theme/" + theme.Hash + ".css": file("text/css; charset=utf-8", true, func() []byte { return theme.CSS }),
		"/favicon.svg":                  file("image/svg+xml", false, func() []byte { return theme.Favicon(name) }),
		"/favicon.ico":                  file("image/x-icon", false, func() []byte { return theme.FaviconICO(name) }),
		"/icon-192.png":                 icon(192, false),
		"/icon-512.png":                 icon(512, false),
		"/icon-maskable-512.png":        icon(512, true),
		"/apple-touch-icon.png":         icon(180, true),
		"/manifest.webmanifest":         file("application/manifest+json", false, func() []byte { return theme.Manifest(name, "") }),
		"/wordmark.svg":                 file("image/svg+xml", false, func() []byte { return theme.WordmarkSVG(name, false) }),
	}
	return b
}

// File returns one of the brand's files by the path of its address. ok is false if there is none.
func (b *Branding) File(address string) (file File, ok bool) {
	load, ok := b.files[address]
	if !ok {
		return File{}, false
	}
	return load(), true
}

// Files are the addresses that File knows, for routes that are registered one by one.
func (b *Branding) Files() []string {
	var list []string
	for address := range b.files {
		list = append(list, address)
	}
	return list
}

// MapStyle is the style of the base map in the brand's colours, as JSON. origin is the scheme and host that the page
// came from, like "https://track.example"; tiles are asked for at /map/tiles/{z}/{x}/{y} (basemap.Tile), letters at
// /map/glyphs/{fontstack}/{range}.pbf (basemap.Glyphs).
func (b *Branding) MapStyle(origin, lang string, dark bool) []byte {
	origin = strings.TrimSuffix(origin, "/")
	return basemap.Style(basemap.StyleOptions{
		Colours: basemap.Palette(string(b.Theme.Tokens.Map), dark), Dark: dark, Lang: lang,
		TilesURL:  origin + "/map/tiles/{z}/{x}/{y}",
		GlyphsURL: origin + "/map/glyphs/{fontstack}/{range}.pbf",
	})
}
