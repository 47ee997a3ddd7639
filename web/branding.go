package web

import (
	"cmp"
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
	Dress themes.Dress
	// Languages that the brand offers, and of these the one of whoever has chosen none.
	Languages []string
	Own       string
	// Preview: it is a draft's, for those who have its link.
	Preview bool

	files map[string]func() File
	pages *pages
}

// pages are those of a brand that were made, by what they were made for: areas and languages are few.
type pages struct {
	mu   sync.RWMutex
	made map[string][]byte
}

// pagesKept bounds a brand's pages.
const pagesKept = 32

// once makes a page, or finds it made.
func (p *pages) once(key string, write func() ([]byte, error)) ([]byte, error) {
	p.mu.RLock()
	page, ok := p.made[key]
	p.mu.RUnlock()
	if ok {
		return page, nil
	}
	page, err := write()
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.made) >= pagesKept {
		clear(p.made)
	}
	p.made[key] = page
	return page, nil
}

// Icons are a brand's own pictures for its app, as they are stored; both may be nil: they are drawn from its tokens.
type Icons struct{ Plain, Maskable []byte }

// NewBranding makes a brand's files askable.
func NewBranding(name string, theme themes.Theme) *Branding {
	return NewDressed(name, theme, themes.Dress{}, Icons{})
}

// NewDressed is NewBranding of a brand with pictures and texts of its own.
func NewDressed(name string, theme themes.Theme, dress themes.Dress, icons Icons) *Branding {
	b := &Branding{Name: name, Theme: theme, Dress: dress, Languages: themes.Languages(), Own: themes.Languages()[0], pages: &pages{made: map[string][]byte{}}}
	file := func(kind string, immutable bool, content func() []byte) func() File {
		return sync.OnceValue(func() File { return newFile(content(), kind, immutable) })
	}
	icon := func(size int, bleeding bool) func() File {
		return file("image/png", false, func() []byte {
			stored, ground := icons.Plain, ""
			if bleeding {
				ground = theme.Light.Hex("surface")
			}
			if bleeding && icons.Maskable != nil {
				stored, ground = icons.Maskable, ""
			}
			if stored != nil {
				if picture, err := themes.ScaleIcon(stored, size, ground); err == nil {
					return picture
				}
			}
			return theme.Icon(name, size, bleeding)
		})
	}
	b.files = map[string]func() File{
		"/theme/" + theme.Hash + ".css": file("text/css; charset=utf-8", true, func() []byte { return theme.CSS }),
		"/favicon.svg":                  file("image/svg+xml", false, func() []byte { return theme.Favicon(name) }),
		"/favicon.ico": file("image/x-icon", false, func() []byte {
			if icons.Plain != nil {
				if picture, err := themes.IconICO(icons.Plain); err == nil {
					return picture
				}
			}
			return theme.FaviconICO(name)
		}),
		"/icon-192.png":          icon(192, false),
		"/icon-512.png":          icon(512, false),
		"/icon-maskable-512.png": icon(512, true),
		"/apple-touch-icon.png":  icon(180, true),
		"/manifest.webmanifest": file("application/manifest+json", false, func() []byte {
			return theme.Manifest(name, "", dress.Logos)
		}),
		"/wordmark.svg": file("image/svg+xml", false, func() []byte { return theme.WordmarkSVG(name, false) }),
	}
	return b
}

// Icon is the address of the brand's mark, and its media type.
func (b *Branding) Icon() (address, kind string) {
	if picture, own := b.Dress.Logos[themes.LogoIcon]; own {
		return "/icon-192.png?" + string(picture), "image/png"
	}
	return "/favicon.svg?" + b.Theme.Hash, "image/svg+xml"
}

// Logo is the address of a brand's own picture of a kind; empty: it has none.
func (b *Branding) Logo(kind string) string {
	if picture, own := b.Dress.Logos[kind]; own {
		return PictureAt(picture)
	}
	return ""
}

// barLogo is the brand's own picture for the bar of a page without a script. Dark is the one for browsers that want it dark; empty:
// there is no other.
type barLogo struct{ Shown, Dark string }

// barLogo is nil where the brand has no picture. A bar that is dark in both schemes, and a brand that is dark in both, have one.
func (b *Branding) barLogo() *barLogo {
	light, dark := b.Logo(themes.LogoLight), b.Logo(themes.LogoDark)
	light, dark = cmp.Or(light, dark), cmp.Or(dark, light)
	if light == "" {
		return nil
	}
	chrome, scheme := b.Theme.Tokens.Chrome, b.fixedScheme()
	switch {
	case chrome == "ink" || chrome == "brand" || scheme == "dark":
		return &barLogo{Shown: dark}
	case scheme == "light" || dark == light:
		return &barLogo{Shown: light}
	}
	return &barLogo{light, dark}
}

// fixedScheme is "light" or "dark" where the brand is that whatever a browser wants; else empty.
func (b *Branding) fixedScheme() string {
	if scheme := b.Theme.Tokens.Scheme; scheme == "light" || scheme == "dark" {
		return string(scheme)
	}
	return ""
}

// PictureAt is the address of a picture.
func PictureAt(picture themes.Picture) string { return "/brand/" + string(picture) }

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

// MapStyle is the style of the base map in the brand's colours, or in greys where it is to be quiet, as JSON. origin is the
// scheme and host that the page came from, like "https://track.example"; tiles are asked for at /map/tiles/{z}/{x}/{y}
// (basemap.Tile), letters at /map/glyphs/{fontstack}/{range}.pbf (basemap.Glyphs).
func (b *Branding) MapStyle(origin, lang string, dark, quiet bool) []byte {
	origin = strings.TrimSuffix(origin, "/")
	tint := string(b.Theme.Tokens.Map)
	if quiet {
		tint = "#808080"
	}
	return basemap.Style(basemap.StyleOptions{
		Colours: basemap.Palette(tint, dark), Dark: dark, Lang: lang,
		TilesURL:  origin + "/map/tiles/{z}/{x}/{y}",
		GlyphsURL: origin + "/map/glyphs/{fontstack}/{range}.pbf",
	})
}
