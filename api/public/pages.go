package public

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/web"
	"github.com/liveryhq/livery/web/basemap"
)

// Maps says where maps come from, if not from us.
type Maps struct {
	// StyleURL of another provider; empty: our own style and tiles.
	StyleURL string
	// TilesURL of raster tiles of another provider, with {z}, {x} and {y}; empty: our own.
	TilesURL    string
	Attribution string
	// Hosts it loads from, as sources of the content security policy.
	Hosts []string
}

// Pages serves the app in a brand's look.
type Pages struct {
	app  *web.App
	maps Maps

	mu        sync.Mutex
	brandings map[string]*web.Branding
}

// brandingsKept bounds the brands whose files are kept ready.
const brandingsKept = 4096

// NewPages opens the app.
func NewPages(maps Maps) (*Pages, error) {
	app, err := web.Open()
	if err != nil {
		return nil, err
	}
	return &Pages{app: app, maps: maps, brandings: map[string]*web.Branding{}}, nil
}

// Branding of a brand, compiled once a revision.
func (p *Pages) Branding(b *tenant.Brand) (*web.Branding, error) {
	key := b.Realm.String() + " " + b.Revision
	p.mu.Lock()
	defer p.mu.Unlock()
	if branding, ok := p.brandings[key]; ok {
		return branding, nil
	}
	tokens, err := themes.Parse(b.Tokens)
	if err != nil {
		return nil, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	theme, err := themes.Compile(tokens)
	if err != nil {
		return nil, fmt.Errorf("compile the theme of a brand: %w", err)
	}
	if len(p.brandings) >= brandingsKept {
		clear(p.brandings)
	}
	branding := web.NewBranding(b.Name, theme)
	p.brandings[key] = branding
	return branding, nil
}

// RegisterPages hangs in the pages of the app, its files, and those of the brand. The pages stand for every address of
// their area that is not something else: the app finds its way itself.
func RegisterPages(d *door.Doors, p *Pages) {
	raw := func(path string, handler func(c *fiber.Ctx, caller *door.Caller) error) {
		door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: path, Hidden: true}, handler)
	}
	raw("/assets/*", func(c *fiber.Ctx, _ *door.Caller) error {
		// The map's worker is a file of its own, and goes by the policy that it is sent with, not by its page's.
		c.Set(fiber.HeaderContentSecurityPolicy, web.Policy(p.maps.Hosts))
		file, ok := p.app.Asset(c.Path())
		return send(c, file, ok)
	})
	for _, address := range []string{"/theme/*", "/favicon.svg", "/favicon.ico", "/icon-192.png", "/icon-512.png",
		"/icon-maskable-512.png", "/apple-touch-icon.png", "/manifest.webmanifest", "/wordmark.svg"} {
		raw(address, func(c *fiber.Ctx, caller *door.Caller) error {
			branding, err := p.Branding(caller.Brand)
			if err != nil {
				return err
			}
			file, ok := branding.File(c.Path())
			return send(c, file, ok)
		})
	}
	raw("/map/style.json", p.mapStyle)
	raw("/map/tiles/{z}/{x}/{y}", mapTile)
	raw("/map/glyphs/{stack}/{range}", mapGlyphs)
	for area, paths := range map[web.Area][]string{web.Platform: {"/platform", "/platform/*"}, web.Console: {"/console", "/console/*"},
		web.Monitoring: {"/"}} {
		for _, path := range paths {
			raw(path, func(c *fiber.Ctx, caller *door.Caller) error { return p.page(c, caller, area) })
		}
	}
}

// RegisterFallback hangs in the monitoring page for every address that nothing else has; last.
func RegisterFallback(d *door.Doors, p *Pages) {
	door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/*", Hidden: true},
		func(c *fiber.Ctx, caller *door.Caller) error {
			if strings.HasPrefix(strings.ToLower(c.Path()), "/api") || strings.Contains(c.Path(), ".") {
				return errs.Missing()
			}
			return p.page(c, caller, web.Monitoring)
		})
}

func (p *Pages) page(c *fiber.Ctx, caller *door.Caller, area web.Area) error {
	if area == web.Platform && !caller.PlatformHost {
		return errs.Missing()
	}
	branding, err := p.Branding(caller.Brand)
	if err != nil {
		return err
	}
	document, err := p.app.Page(web.Visit{Area: area, Branding: branding, Lang: lang(c, caller), MapStyle: p.maps.StyleURL})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentSecurityPolicy, web.Policy(p.maps.Hosts))
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Vary(fiber.HeaderAcceptLanguage)
	return c.Send(document)
}

// lang is the first of the browser's languages that the app speaks, else the brand's.
func lang(c *fiber.Ctx, caller *door.Caller) string {
	if accepted := c.AcceptsLanguages("en", "ru"); accepted != "" && c.Get(fiber.HeaderAcceptLanguage) != "" {
		return accepted
	}
	if strings.HasPrefix(caller.Brand.Locale, "ru") {
		return "ru"
	}
	return "en"
}

func (p *Pages) mapStyle(c *fiber.Ctx, caller *door.Caller) error {
	branding, err := p.Branding(caller.Brand)
	if err != nil {
		return err
	}
	language := c.Query("lang")
	if len(language) != 2 {
		language = lang(c, caller)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	c.Set(fiber.HeaderCacheControl, "private, max-age=300")
	if p.maps.TilesURL != "" {
		return c.JSON(rasterStyle(p.maps, caller.Origin))
	}
	return c.Send(branding.MapStyle(caller.Origin, language, c.QueryBool("dark")))
}

// rasterStyle is a MapLibre style of another provider's tiles alone.
func rasterStyle(m Maps, origin string) map[string]any {
	return map[string]any{
		"version": 8, "glyphs": origin + "/map/glyphs/{fontstack}/{range}.pbf",
		"sources": map[string]any{"tiles": map[string]any{
			"type": "raster", "tiles": []string{m.TilesURL}, "tileSize": 256, "attribution": html.EscapeString(m.Attribution)}},
		"layers": []any{map[string]any{"id": "tiles", "type": "raster", "source": "tiles"}},
	}
}

func mapTile(c *fiber.Ctx, _ *door.Caller) error {
	var at [3]int
	for i, name := range []string{"z", "x", "y"} {
		n, err := strconv.ParseUint(c.Params(name), 10, 31)
		if err != nil {
			return errs.Missing()
		}
		at[i] = int(n)
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	tile, ok := basemap.Tile(at[0], at[1], at[2])
	if !ok {
		return c.SendStatus(fiber.StatusNoContent) // open sea, to a map
	}
	c.Set(fiber.HeaderContentType, "application/vnd.mapbox-vector-tile")
	c.Set(fiber.HeaderContentEncoding, "gzip")
	return c.Send(tile)
}

func mapGlyphs(c *fiber.Ctx, _ *door.Caller) error {
	stack, err := url.PathUnescape(c.Params("stack"))
	if err != nil {
		return errs.Missing()
	}
	glyphs, ok := basemap.Glyphs(stack, strings.TrimSuffix(c.Params("range"), ".pbf"))
	if !ok {
		return errs.Missing()
	}
	c.Set(fiber.HeaderContentType, "application/x-protobuf")
	c.Set(fiber.HeaderContentEncoding, "gzip")
	c.Set(fiber.HeaderCacheControl, "public, max-age=604800")
	return c.Send(glyphs)
}

// send sends a file, gzipped if the browser takes that.
func send(c *fiber.Ctx, f web.File, ok bool) error {
	if !ok {
		return errs.Missing()
	}
	c.Set(fiber.HeaderContentType, f.Type)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if f.Immutable {
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	if f.Gzip != nil && strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(f.Gzip)
	}
	return c.Send(f.Content)
}
