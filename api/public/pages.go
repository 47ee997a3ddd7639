package public

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/brand"
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

// Looks knows the pictures of brands, and drafts that somebody has a link to.
type Looks interface {
	Picture(ctx context.Context, realm db.Scope, id themes.Picture) (brand.Picture, error)
	Seen(ctx context.Context, realm db.Scope, secret string) (brand.Draft, error)
}

// Places knows where realms stand, and how one would look.
type Places interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	LookAs(ctx context.Context, shown *tenant.Brand, own tenant.Look, dress json.RawMessage, revision string) (*tenant.Brand, error)
}

// Pages serves the app in a brand's look.
type Pages struct {
	app    *web.App
	maps   Maps
	looks  Looks
	places Places

	mu sync.Mutex
	// young and old are halves of the brands that are kept: when young is full it becomes old, and what was old is let go.
	young, old map[string]*web.Branding
}

// brandingsKept bounds the brands whose files are kept ready, some 40 KiB each.
const brandingsKept = 4096

// NewPages opens the app.
func NewPages(maps Maps, looks Looks, places Places) (*Pages, error) {
	app, err := web.Open()
	if err != nil {
		return nil, err
	}
	return &Pages{app: app, maps: maps, looks: looks, places: places, young: map[string]*web.Branding{}}, nil
}

// Branding of a brand, compiled once a revision.
func (p *Pages) Branding(ctx context.Context, b *tenant.Brand) (*web.Branding, error) {
	key := b.Realm.String() + " " + b.Revision
	if branding := p.kept(key); branding != nil {
		return branding, nil
	}
	// Two who come at once make the same.
	branding, err := p.dress(ctx, b)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keep(key, branding)
	return branding, nil
}

// kept is a brand that was made before; nil: there is none.
func (p *Pages) kept(key string) *web.Branding {
	p.mu.Lock()
	defer p.mu.Unlock()
	if branding, ok := p.young[key]; ok {
		return branding
	}
	branding, ok := p.old[key]
	if ok {
		p.keep(key, branding)
	}
	return branding
}

func (p *Pages) keep(key string, branding *web.Branding) {
	if len(p.young) >= brandingsKept/2 {
		p.old, p.young = p.young, map[string]*web.Branding{}
	}
	p.young[key] = branding
}

func (p *Pages) dress(ctx context.Context, b *tenant.Brand) (*web.Branding, error) {
	tokens, err := themes.Parse(b.Tokens)
	if err != nil {
		return nil, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	theme, err := themes.Compile(tokens)
	if err != nil {
		return nil, fmt.Errorf("compile the theme of a brand: %w", err)
	}
	dress, err := themes.ParseDress(b.Dress)
	if err != nil {
		return nil, err
	}
	var icons web.Icons
	for kind, into := range map[string]*[]byte{themes.LogoIcon: &icons.Plain, themes.LogoMaskable: &icons.Maskable} {
		if id, own := dress.Logos[kind]; own {
			picture, err := p.picture(ctx, b.Realm, id)
			if err != nil && !errs.Is(err, errs.NotFound) {
				return nil, err
			}
			*into = picture.Content
		}
	}
	made := web.NewDressed(b.Name, theme, dress, icons)
	made.Languages, made.Own = b.Offered(), b.Speak()
	return made, nil
}

func (p *Pages) picture(ctx context.Context, realm uuid.UUID, id themes.Picture) (brand.Picture, error) {
	s, err := p.places.Scope(ctx, realm, realm)
	if err != nil {
		return brand.Picture{}, err
	}
	return p.looks.Picture(ctx, s, id)
}

// RegisterPages hangs in the pages of the app, its files, and those of the brand. The pages stand for every address of
// their area that is not something else: the app finds its way itself.
func RegisterPages(d *door.Doors, p *Pages, site *Site) {
	raw := func(path string, handler func(c *fiber.Ctx, caller *door.Caller) error) {
		door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: path, Hidden: true}, handler)
	}
	raw("/assets/*", func(c *fiber.Ctx, caller *door.Caller) error {
		if !caller.PlatformHost && p.app.StaffOnly(c.Path()) {
			return errs.Missing()
		}
		// The map's worker is a file of its own, and goes by the policy that it is sent with, not by its page's.
		c.Set(fiber.HeaderContentSecurityPolicy, web.Policy(p.maps.Hosts))
		file, ok := p.app.Asset(c.Path())
		return send(c, file, ok)
	})
	for _, address := range []string{"/theme/*", "/favicon.svg", "/favicon.ico", "/icon-192.png", "/icon-512.png",
		"/icon-maskable-512.png", "/apple-touch-icon.png", "/manifest.webmanifest", "/wordmark.svg"} {
		raw(address, func(c *fiber.Ctx, caller *door.Caller) error {
			branding, err := p.look(c, d, caller)
			if err != nil {
				return err
			}
			file, ok := branding.File(c.Path())
			return send(c, file, ok)
		})
	}
	raw("/brand/{picture}", func(c *fiber.Ctx, caller *door.Caller) error {
		picture, err := p.picture(c.UserContext(), caller.Brand.Realm, themes.Picture(c.Params("picture")))
		if err != nil {
			return err
		}
		// Letters show the logo, and mail is read on other sites.
		c.Set("Cross-Origin-Resource-Policy", "cross-origin")
		return send(c, web.NewFile(picture.Content, picture.Media, true), true)
	})
	d.ProblemPage = p.problem
	p.registerPreview(d)
	raw("/map/style.json", func(c *fiber.Ctx, caller *door.Caller) error { return p.mapStyle(c, d, caller) })
	raw("/map/tiles/{z}/{x}/{y}", mapTile)
	raw("/map/glyphs/{stack}/{range}", mapGlyphs)
	for area, paths := range map[web.Area][]string{web.Platform: {"/platform", "/platform/*"}, web.Console: {"/console", "/console/*"},
		web.Monitoring: {"/"}} {
		for _, path := range paths {
			raw(path, func(c *fiber.Ctx, caller *door.Caller) error {
				if path == "/" {
					if answered, err := site.front(c, d, caller); answered || err != nil {
						return err
					}
				}
				return p.page(c, d, caller, area)
			})
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
			return p.page(c, d, caller, web.Monitoring)
		})
}

func (p *Pages) page(c *fiber.Ctx, d *door.Doors, caller *door.Caller, area web.Area) error {
	if area == web.Platform && !caller.PlatformHost {
		return errs.Missing()
	}
	branding, err := p.look(c, d, caller)
	if err != nil {
		return err
	}
	document, err := p.app.Page(web.Visit{Area: area, Branding: branding, Lang: lang(c, caller), Maps: p.offered(branding.Dress), Mark: markOf(caller, d.Clock.Now())})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentSecurityPolicy, web.Policy(p.maps.Hosts))
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Vary(fiber.HeaderAcceptLanguage)
	return c.Send(document)
}

// problem is the page of an answer that shows nothing.
func (p *Pages) problem(c *fiber.Ctx, caller *door.Caller, status int) ([]byte, error) {
	branding, err := p.Branding(c.UserContext(), caller.Brand)
	if err != nil {
		return nil, err
	}
	spoken := lang(c, caller)
	content, err := web.ProblemPage(branding, spoken, status)
	if err != nil {
		return nil, err
	}
	c.Set(fiber.HeaderContentSecurityPolicy, web.SitePolicy)
	c.Set(fiber.HeaderContentLanguage, spoken)
	c.Set("X-Robots-Tag", "noindex")
	return content, nil
}

// markOf is the provider that a realm's site and sign-in page name, where its plan says so.
func markOf(caller *door.Caller, now time.Time) *web.Mark {
	if p := caller.Brand.PoweredBy(now); p != nil {
		return &web.Mark{Name: p.Name, URL: beside(caller.Origin, p.Host)}
	}
	return nil
}

// lang is the first of the browser's languages that the brand offers, else the brand's own.
func lang(c *fiber.Ctx, caller *door.Caller) string {
	if accepted := c.AcceptsLanguages(caller.Brand.Offered()...); accepted != "" && c.Get(fiber.HeaderAcceptLanguage) != "" {
		return accepted
	}
	return caller.Brand.Speak()
}

// offered are the maps that people can choose from: those the brand names, as far as there are such; else all.
func (p *Pages) offered(dress themes.Dress) []string {
	there := p.MapKinds()
	var list []string
	for _, kind := range dress.Maps {
		if slices.Contains(there, kind) {
			list = append(list, kind)
		}
	}
	if len(list) == 0 {
		return there
	}
	return list
}

// MapKinds are the maps there are on this installation. Another provider's, where there is one, comes first.
func (p *Pages) MapKinds() []string {
	if p.maps.StyleURL != "" || p.maps.TilesURL != "" {
		return []string{"external", "brand", "quiet"}
	}
	return []string{"brand", "quiet"}
}

func (p *Pages) mapStyle(c *fiber.Ctx, d *door.Doors, caller *door.Caller) error {
	branding, err := p.look(c, d, caller)
	if err != nil {
		return err
	}
	language := c.Query("lang")
	if len(language) != 2 {
		language = lang(c, caller)
	}
	offered := p.offered(branding.Dress)
	kind := c.Query("map")
	if !slices.Contains(offered, kind) {
		kind = offered[0]
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	c.Set(fiber.HeaderCacheControl, "private, max-age=300")
	switch {
	case kind == "external" && p.maps.StyleURL != "":
		return c.Redirect(p.maps.StyleURL, fiber.StatusFound)
	case kind == "external":
		return c.JSON(rasterStyle(p.maps, caller.Origin))
	}
	return c.Send(branding.MapStyle(caller.Origin, language, c.QueryBool("dark"), kind == "quiet"))
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
	c.Set(fiber.HeaderETag, f.Tag)
	if f.Tag != "" && c.Get(fiber.HeaderIfNoneMatch) == f.Tag {
		return c.SendStatus(fiber.StatusNotModified)
	}
	if strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") && f.Gzip() != nil {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(f.Gzip())
	}
	return c.Send(f.Content)
}
