package public

import (
	"context"
	_ "embed"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
)

// Brand is what a host shows to anyone.
type Brand struct {
	Name      string   `json:"name"`
	Locale    string   `json:"locale" example:"en"`
	Languages []string `json:"languages" nullable:"false" doc:"That people can choose from here"`
	TimeZone  string   `json:"time_zone" example:"Europe/Helsinki"`
	Country   string   `json:"country,omitempty" doc:"ISO 3166-1 alpha-2"`
	Theme     string   `json:"theme" doc:"Address of the style sheet with the brand's colours"`
}

// RegisterBrand hangs in what a host says of itself.
func RegisterBrand(d *door.Doors, p *Pages) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/brand",
		ID: "get-brand", Summary: "Whose host this is"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Brand], error) {
			branding, err := p.Branding(ctx, c.Brand)
			if err != nil {
				return nil, err
			}
			return door.Answer(Brand{Name: c.Brand.Name, Locale: c.Brand.Locale, Languages: c.Brand.Offered(), TimeZone: c.Brand.TimeZone, Country: c.Brand.Country,
				Theme: "/theme/" + branding.Theme.Hash + ".css"}), nil
		})
}

//go:embed docs.html
var docsPage []byte

//go:embed docs.js
var docsScript []byte

//go:embed docs.css
var docsStyle []byte

// RegisterDocument hangs in the OpenAPI document of this kind of host, and a page that makes it readable.
func RegisterDocument(d *door.Doors) {
	route := func(path string, handler func(c *fiber.Ctx, caller *door.Caller) error) {
		door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: path, Hidden: true}, handler)
	}
	route("/api/openapi.json", func(c *fiber.Ctx, caller *door.Caller) error {
		document, err := d.Document(caller.Brand.Name, caller.PlatformHost)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, "application/vnd.oai.openapi+json;version=3.1")
		return c.Send(document)
	})
	static := func(path, kind string, content []byte) {
		route(path, func(c *fiber.Ctx, _ *door.Caller) error {
			c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'")
			c.Set(fiber.HeaderContentType, kind)
			return c.Send(content)
		})
	}
	static("/api/docs", fiber.MIMETextHTMLCharsetUTF8, docsPage)
	static("/api/docs.js", "text/javascript; charset=utf-8", docsScript)
	static("/api/docs.css", "text/css; charset=utf-8", docsStyle)
}
