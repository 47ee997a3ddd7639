package public

import (
	"context"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/web"
)

// Outsiders are those whom letters go to and who are nobody's users.
type Outsiders interface {
	LookAsked(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	Confirm(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	Refuse(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	Look(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	StopAll(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	Again(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
}

// RegisterReaders hangs in the pages that links of letters lead to. Opening one does nothing; a button does, or the one click of a
// program that reads letters (RFC 8058), which comes without cookie and origin and must not be sent elsewhere.
func RegisterReaders(d *door.Doors, p *Pages, readers Outsiders) {
	type follow func(ctx context.Context, v recipients.Visit) (recipients.Seen, error)
	page := func(method, path, id string, which func(do string) follow, unsettled string) {
		route := door.Route{Operation: access.Anyone, Area: door.Public, Method: method, Path: path, ID: id, Hidden: true, FromElsewhere: method == http.MethodPost}
		door.Raw(d, route, func(c *fiber.Ctx, caller *door.Caller) error {
			do := ""
			if method == http.MethodPost {
				do = c.FormValue("do")
			}
			token := c.Query("of")
			seen, err := which(do)(c.UserContext(), recipients.Visit{Realm: caller.Brand.Realm, Token: token, Address: caller.Address})
			if err != nil && !errs.Is(err, errs.NotFound) {
				return err
			}
			branding, failure := p.Branding(c.UserContext(), caller.Brand)
			if failure != nil {
				return failure
			}
			visit := web.LettersVisit{Branding: branding, Lang: lang(c, caller), Page: web.LettersGone}
			if err == nil {
				visit.Lang, visit.Tenant, visit.Address, visit.Action = caller.Brand.Speak(seen.Locale), seen.Tenant, seen.Address, path+"?of="+token
				visit.Page = map[string]string{recipients.Pending: unsettled, recipients.Confirmed: web.LettersYes, recipients.Stopped: web.LettersStopped}[seen.State]
				if seen.State == recipients.Confirmed && method == http.MethodGet && path == recipients.StopPath {
					visit.Page = web.LettersStop
				}
			} else {
				c.Status(fiber.StatusNotFound)
			}
			content, err := web.LettersPage(visit)
			if err != nil {
				return err
			}
			c.Set(fiber.HeaderContentSecurityPolicy, web.LettersPolicy)
			c.Set(fiber.HeaderContentLanguage, visit.Lang)
			c.Set(fiber.HeaderCacheControl, "no-store")
			c.Set("X-Robots-Tag", "noindex")
			c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
			return c.Send(content)
		})
	}
	always := func(f follow) func(string) follow { return func(string) follow { return f } }
	page(http.MethodGet, recipients.ConfirmPath, "", always(readers.LookAsked), web.LettersAsk)
	page(http.MethodPost, recipients.ConfirmPath, "answer-letter", func(do string) follow {
		switch do {
		case "yes", "again":
			return readers.Confirm
		case "no":
			return readers.Refuse
		}
		return readers.LookAsked
	}, web.LettersAsk)
	page(http.MethodGet, recipients.StopPath, "", always(readers.Look), web.LettersStop)
	page(http.MethodPost, recipients.StopPath, "stop-letters", func(do string) follow {
		if do == "again" {
			return readers.Again
		}
		return readers.StopAll
	}, web.LettersStop)
}
