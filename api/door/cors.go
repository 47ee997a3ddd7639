package door

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Pages of other sites may call the API with a key that somebody gave them, and with nothing else: they are told so (the
// Fetch standard, "CORS protocol"), and a browser then lets them read the answer. Credentials are never allowed, so that
// what a browser holds for this host (cookies) is of no use there; "*" therefore tells a page nothing that it could not
// ask for from anywhere else.
const (
	corsMethods = "GET, POST, PUT, PATCH, DELETE"
	corsHeaders = "Authorization, Content-Type, Idempotency-Key"
	corsShown   = "Retry-After, Idempotency-Replayed, Content-Disposition"
	corsMaxAge  = "600"
)

// elsewhere serves pages of other sites. It returns true if the request was the question before one, and is answered.
func elsewhere(c *fiber.Ctx) (answered bool) {
	if !strings.HasPrefix(strings.ToLower(c.Path()), "/api/") || c.Get(fiber.HeaderOrigin) == "" {
		return false
	}
	if c.Method() == fiber.MethodOptions && c.Get(fiber.HeaderAccessControlRequestMethod) != "" {
		if !asksForKey(c.Get(fiber.HeaderAccessControlRequestHeaders)) {
			return false
		}
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set(fiber.HeaderAccessControlAllowMethods, corsMethods)
		c.Set(fiber.HeaderAccessControlAllowHeaders, corsHeaders)
		c.Set(fiber.HeaderAccessControlMaxAge, corsMaxAge)
		c.Status(fiber.StatusNoContent)
		return true
	}
	if c.Get(fiber.HeaderAuthorization) != "" {
		c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
		c.Set(fiber.HeaderAccessControlExposeHeaders, corsShown)
	}
	return false
}

// asksForKey tells whether the headers a page wants to send are those of a call with a key.
func asksForKey(headers string) bool {
	for name := range strings.SplitSeq(headers, ",") {
		if strings.EqualFold(strings.TrimSpace(name), fiber.HeaderAuthorization) {
			return true
		}
	}
	return false
}
