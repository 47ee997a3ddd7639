package door

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Cookie names. With TLS they carry the __Host- prefix, which ties them to exactly this host.
const (
	accessCookie  = "session"
	refreshCookie = "refresh"
	// actingCookie stands before the session's: whoever acts in a tenant on the same host gets their own session back when
	// they leave.
	actingCookie = "acting"
	// previewCookie holds the link to a draft of the brand.
	previewCookie = "preview"
)

func (d *Doors) cookieName(name string) string {
	if d.PlainHTTP {
		return name
	}
	return "__Host-" + name
}

// token is the access token of a request: a bearer's, or the cookie's.
func (d *Doors) token(c *fiber.Ctx) (token string, fromCookie bool) {
	if header := c.Get(fiber.HeaderAuthorization); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if strings.EqualFold(scheme, "bearer") {
			return token, false
		}
		return "", false
	}
	if token = c.Cookies(d.cookieName(actingCookie)); token != "" {
		return token, true
	}
	token = c.Cookies(d.cookieName(accessCookie))
	return token, token != ""
}

// AccessCookie and RefreshCookie are what a browser keeps after signing in; an empty value ends them.
func (d *Doors) AccessCookie(token string, until time.Time) string {
	return d.cookie(accessCookie, token, until)
}

// RefreshCookie holds the refresh token.
func (d *Doors) RefreshCookie(token string, until time.Time) string {
	return d.cookie(refreshCookie, token, until)
}

// ActingCookie is what a browser keeps while somebody acts in a tenant.
func (d *Doors) ActingCookie(token string, until time.Time) string {
	return d.cookie(actingCookie, token, until)
}

// PreviewCookie is what a browser keeps while somebody looks at a draft of the brand.
func (d *Doors) PreviewCookie(secret string, until time.Time) string {
	return d.cookie(previewCookie, secret, until)
}

// PreviewCookieName is what it comes back under.
func (d *Doors) PreviewCookieName() string { return d.cookieName(previewCookie) }

// ActingCookieName is what it comes back under.
func (d *Doors) ActingCookieName() string { return d.cookieName(actingCookie) }

// AccessCookieName is what the browser's access token comes back under.
func (d *Doors) AccessCookieName() string { return d.cookieName(accessCookie) }

// RefreshCookieName is what the browser's refresh token comes back under.
func (d *Doors) RefreshCookieName() string { return d.cookieName(refreshCookie) }

func (d *Doors) cookie(name, value string, until time.Time) string {
	parts := []string{d.cookieName(name) + "=" + value, "Path=/", "HttpOnly", "SameSite=Strict"}
	if !d.PlainHTTP {
		parts = append(parts, "Secure")
	}
	if value == "" {
		parts = append(parts, "Max-Age=0")
	} else {
		parts = append(parts, "Expires="+until.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT"))
	}
	return strings.Join(parts, "; ")
}

// secureHeaders are on every answer. Pages add a content security policy of their own.
func secureHeaders(c *fiber.Ctx) {
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("X-Frame-Options", "DENY")
	c.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=()")
	c.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	c.Set("Cache-Control", "no-store")
	if c.Secure() {
		c.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
