package public

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/web"
)

// previewFor is how long a browser goes on showing a draft after it has opened the link.
const previewFor = 12 * time.Hour

// registerPreview hangs in the link to a draft: whoever opens it sees the draft on this host until they leave it.
func (p *Pages) registerPreview(d *door.Doors) {
	door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/preview/{link}", Hidden: true},
		func(c *fiber.Ctx, caller *door.Caller) error {
			secret := c.Params("link")
			if secret == "end" {
				c.Response().Header.Add(fiber.HeaderSetCookie, d.PreviewCookie("", time.Time{}))
				return c.Redirect("/", fiber.StatusFound)
			}
			if _, err := p.seen(c, caller, secret); err != nil {
				return err
			}
			c.Response().Header.Add(fiber.HeaderSetCookie, d.PreviewCookie(secret, d.Clock.Now().Add(previewFor)))
			return c.Redirect("/", fiber.StatusFound)
		})
}

func (p *Pages) seen(c *fiber.Ctx, caller *door.Caller, secret string) (draft brand.Draft, err error) {
	s, err := p.places.Scope(c.UserContext(), caller.Brand.Realm, caller.Brand.Realm)
	if err != nil {
		return draft, err
	}
	return p.looks.Seen(c.UserContext(), s, secret)
}

// lookKey is where a request keeps the draft that it shows: the front and the page behind it look at the same one.
type lookKey struct{}

// look is how the host looks to this browser: as it was published, or as the draft it has opened the link of.
func (p *Pages) look(c *fiber.Ctx, d *door.Doors, caller *door.Caller) (*web.Branding, error) {
	secret := c.Cookies(d.PreviewCookieName())
	if secret == "" {
		return p.Branding(c.UserContext(), caller.Brand)
	}
	if known, ok := c.Locals(lookKey{}).(*web.Branding); ok {
		return known, nil
	}
	draft, err := p.seen(c, caller, secret)
	if errs.Is(err, errs.NotFound) {
		return p.Branding(c.UserContext(), caller.Brand)
	}
	if err != nil {
		return nil, err
	}
	as, err := p.as(c, caller.Brand, draft)
	if err != nil {
		return nil, err
	}
	branding, err := p.Branding(c.UserContext(), as)
	if err != nil {
		return nil, err
	}
	shown := *branding
	shown.Preview = true
	c.Locals(lookKey{}, &shown)
	return &shown, nil
}

// as is a host's brand as the draft would have it.
func (p *Pages) as(c *fiber.Ctx, shown *tenant.Brand, draft brand.Draft) (*tenant.Brand, error) {
	tokens, err := json.Marshal(draft.Tokens)
	if err != nil {
		return nil, fmt.Errorf("write tokens: %w", err)
	}
	dress, err := json.Marshal(draft.Dress)
	if err != nil {
		return nil, fmt.Errorf("write a dress: %w", err)
	}
	digest := sha256.Sum256(append(append([]byte(draft.Name), tokens...), dress...))
	return p.places.LookAs(c.UserContext(), shown, tenant.Look{Name: draft.Name, Tokens: tokens, Locked: draft.Locked}, dress, hex.EncodeToString(digest[:8]))
}
