package door

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// visit is what is known of a request before its route is: kept in the Fiber context under a key of its own.
type visitKey struct{}

// Front stands before all routes: it finds the host's brand, sets time-outs and the headers that every answer has.
// Without a brand there is no answer but one, which names nobody.
func (d *Doors) Front(c *fiber.Ctx) (err error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(c.UserContext(), d.Timeout)
	defer cancel()
	c.SetUserContext(ctx)
	var v *Caller
	defer func() {
		if r := recover(); r != nil {
			d.Log.ErrorContext(ctx, "a request panicked", "panic", r, "method", c.Method(), "route", c.Route().Path)
			err = d.fail(c, v, errors.New("panic"))
		}
		status := c.Response().StatusCode()
		took := time.Since(began)
		d.Observe(c.Method(), c.Route().Path, status, took)
		d.Log.DebugContext(ctx, "request", "method", c.Method(), "route", c.Route().Path, "status", status, "took", took)
	}()
	secureHeaders(c)
	if v, err = d.visit(c); err != nil {
		return d.fail(c, nil, err)
	}
	answered := elsewhere(c)
	if !d.rates.address(v.Address) {
		return d.fail(c, v, tooMany(1))
	}
	if len(c.Request().Header.Peek(fiber.HeaderContentEncoding)) > 0 {
		return d.fail(c, v, byStatus(http.StatusUnsupportedMediaType, "Send the request uncompressed."))
	}
	if to := v.sentOn(c); to != "" && !d.fromElsewhere(c) {
		c.Set(fiber.HeaderLocation, to)
		return c.SendStatus(http.StatusPermanentRedirect)
	}
	if answered {
		return nil
	}
	c.Locals(visitKey{}, v)
	if err := c.Next(); err != nil {
		return d.fail(c, v, err)
	}
	return nil
}

// fail answers with a problem: a person who has opened an address gets a page, in the brand's look; everybody else the problem itself. v is
// nil where no brand was found: then nothing has a look.
func (d *Doors) fail(c *fiber.Ctx, v *Caller, err error) error {
	p := ToProblem(c.UserContext(), d.Log, err)
	if v == nil || d.ProblemPage == nil || c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead ||
		strings.HasPrefix(strings.ToLower(c.Path()), "/api") || !strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML) {
		return p.Send(c)
	}
	content, failed := d.ProblemPage(c, v, p.Status)
	if failed != nil {
		d.Log.WarnContext(c.UserContext(), "a problem has no page", "error", failed)
		return p.Send(c)
	}
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Vary(fiber.HeaderAccept, fiber.HeaderAcceptLanguage)
	return c.Status(p.Status).Send(content)
}

// legible refuses parameters that no database takes for text: bytes that are not UTF-8, and NUL.
func legible(c *fiber.Ctx) error {
	for name, value := range c.Context().QueryArgs().All() {
		if !utf8.Valid(value) || bytes.IndexByte(value, 0) >= 0 {
			return errs.Field(text(string(name)), "not_text", "This must be text in UTF-8, without NUL characters.")
		}
	}
	return nil
}

// text is what can be kept of a header as text.
func text(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "") }

// Visitor is the caller as far as the host alone tells; for pages.
func Visitor(c *fiber.Ctx) *Caller {
	v, _ := c.Locals(visitKey{}).(*Caller)
	return v
}

func (d *Doors) visit(c *fiber.Ctx) (*Caller, error) {
	peer, trusted := d.peer(c)
	v := &Caller{doors: d, Address: peer, Agent: cut(text(c.Get(fiber.HeaderUserAgent)), 200)}
	raw := string(c.Request().Header.Host())
	// An absolute-form request line names a host of its own: it must be the same (RFC 9112, section 3.2.2).
	if uri := string(c.Request().Header.RequestURI()); !strings.HasPrefix(uri, "/") && string(c.Request().URI().Host()) != raw {
		return nil, errs.Missing()
	}
	v.Secure = c.Context().IsTLS()
	if trusted {
		// Two of them are a proxy that adds to what a stranger has sent: neither is believed.
		if forwarded := c.Request().Header.PeekAll(fiber.HeaderXForwardedHost); len(forwarded) > 1 {
			return nil, errs.Missing()
		} else if len(forwarded) == 1 && len(forwarded[0]) > 0 {
			raw = string(forwarded[0])
		}
		v.Secure = v.Secure || c.Get(fiber.HeaderXForwardedProto) == "https"
	}
	host, ok := tenant.NormalHost(raw)
	if !ok {
		return nil, errs.Missing()
	}
	if state := c.Context().TLSConnectionState(); state != nil && !strings.EqualFold(state.ServerName, host) {
		return nil, misdirected()
	}
	v.Host = host
	v.Origin = "http://" + strings.ToLower(raw)
	if v.Secure {
		v.Origin = "https://" + strings.ToLower(raw)
	}
	brand, err := d.Brands.Resolve(c.UserContext(), host)
	if err != nil {
		return nil, err
	}
	if brand.Closed {
		return nil, errs.Missing()
	}
	v.Brand, v.PlatformHost = brand, brand.Kind == tenant.Platform
	return v, nil
}

// sentOn is where a page of a host is that sends browsers on to its realm's primary one; empty: it is here. Only what a person
// opens moves: a program, a payment provider's call and an open page go on where they are.
func (c *Caller) sentOn(request *fiber.Ctx) string {
	if c.Brand.SendsTo == "" || request.Method() != fiber.MethodGet && request.Method() != fiber.MethodHead || strings.HasPrefix(strings.ToLower(request.Path()), "/api") {
		return ""
	}
	scheme, host, _ := strings.Cut(c.Origin, "://")
	_, port, found := strings.Cut(host, ":")
	to := scheme + "://" + c.Brand.SendsTo
	if found {
		to += ":" + port
	}
	return to + string(request.Request().URI().RequestURI())
}

// fromElsewhere: what is asked belongs to a program that has the host's name by heart, and follows nobody: a phone that reports here
// would lose what it has recorded.
func (d *Doors) fromElsewhere(request *fiber.Ctx) bool {
	return slices.ContainsFunc(d.routes, func(r Route) bool {
		return r.FromElsewhere && (r.Method == request.Method() || r.Method == fiber.MethodGet && request.Method() == fiber.MethodHead) &&
			fiber.RoutePatternMatch(request.Path(), fiberPath(r.Path), request.App().Config())
	})
}

// peer is the address of whoever asks: of the connection, or what a chain of trusted proxies says, read from its end.
func (d *Doors) peer(c *fiber.Ctx) (address string, trusted bool) {
	peer, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return "", false
	}
	peer = peer.Unmap()
	if !d.trusts(peer) {
		return peer.String(), false
	}
	chain := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for _, c := range slices.Backward(chain) {
		hop, err := netip.ParseAddr(strings.TrimSpace(c))
		if err != nil {
			break
		}
		peer = hop.Unmap()
		if !d.trusts(peer) {
			break
		}
	}
	return peer.String(), true
}

func (d *Doors) trusts(a netip.Addr) bool {
	for _, p := range d.TrustedProxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// guard is the way of a request to its handler (DESIGN §5): area, session, host, place, standing, right.
func (d *Doors) guard(c *fiber.Ctx, r Route) (*Caller, error) {
	v := Visitor(c)
	if v == nil {
		return nil, errors.New("the guard stands before the front")
	}
	// Elsewhere than on the platform's host these routes do not exist, for nobody.
	if r.Area == Staff && !v.PlatformHost {
		return nil, errs.Missing()
	}
	// What trackers send is mended on its way, not refused: they would send it again for ever.
	if err := legible(c); err != nil && !r.FromElsewhere {
		return nil, err
	}
	token, fromCookie := d.token(c)
	if !r.FromElsewhere && (fromCookie || token == "") && !sameOrigin(c, v) {
		return nil, errs.New(errs.Forbidden, "cross_site", "This request came from another site.")
	}
	if r.Area == Public {
		return v, nil
	}
	caller, err := d.identify(c.UserContext(), v, token, r)
	if err == nil && caller.Acting != nil && access.Traced(r.Operation) {
		err = d.trace(c, r, caller)
	}
	// What has ended goes out of the browser's way: behind it may be a session of its own.
	if errs.Is(err, errs.Unauthenticated) && fromCookie && c.Cookies(d.cookieName(actingCookie)) != "" {
		c.Response().Header.Add(fiber.HeaderSetCookie, d.ActingCookie("", time.Time{}))
	}
	return caller, err
}

// trace tells both audits what is about to be read by acting: without the trace it is not read.
func (d *Doors) trace(c *fiber.Ctx, r Route, caller *Caller) error {
	subject := audit.Subject{Kind: "tenant", ID: caller.Scope.Tenant()}
	for _, name := range r.Params() {
		if id, err := uuid.Parse(c.Params(name)); err == nil {
			subject = audit.Subject{Kind: name, ID: id}
		}
	}
	return d.Traces.Read(audit.As(c.UserContext(), caller.Actor()), caller.Scope, string(r.Operation), r.ID, subject)
}

func (d *Doors) identify(ctx context.Context, v *Caller, token string, r Route) (*Caller, error) {
	claims, err := d.read(ctx, v, token)
	if err != nil {
		return nil, err
	}
	place, err := d.Places.Place(ctx, claims.Tenant, claims.Tenant)
	if errs.Is(err, errs.NotFound) || err == nil && place.Status == "closed" {
		return nil, unauthenticated()
	}
	if err != nil {
		return nil, err
	}
	// A tenant that has moved to another realm answers there.
	if place.Realm() != v.Brand.Realm {
		return nil, misdirected()
	}
	standing, err := d.Sessions.Check(ctx, place.Scope, claims)
	if errs.Is(err, errs.Unauthenticated) {
		return nil, unauthenticated()
	}
	if err != nil {
		return nil, err
	}
	v.Scope, v.Status = place.Scope, place.Status
	if !standing.SeesAll {
		v.Scope = place.Scope.SeenBy(claims.User)
	}
	v.User, v.Session, v.Role, v.claims = claims.User, claims.Session, access.Role(standing.Role), claims
	v.bundles = standing.Own
	if v.Acting = standing.Acting; v.Acting != nil {
		v.bundles = slices.DeleteFunc(words(access.Acted()), func(b string) bool { return !d.Rights.Has(v.Role, standing.Own, access.Bundle(b)) })
		v.Held, v.Role = d.Rights.HeldActing(v.Role, standing.Own), access.Own
		return d.allow(v, r)
	}
	v.Held, v.Within, v.MustChange = d.Rights.HeldBy(v.Role, standing.Own), standing.Within, standing.MustChange
	v.MustStrengthen, v.StrengthenBy = standing.MustStrengthen, standing.StrengthenBy
	return d.allow(v, r)
}

// allow decides on somebody who is known.
func (d *Doors) allow(v *Caller, r Route) (*Caller, error) {
	whole := v.Held
	if v.Status == "suspended" {
		v.Held = d.Rights.WhileSuspended(whole)
	}
	if !d.rates.session(v.Session) {
		return nil, tooMany(1)
	}
	if !d.policy.Admits(r.Area, v.Scope.Kind()) || !d.policy.Allowed(v.Held, r.Operation) {
		if v.MustChange {
			return nil, errs.New(errs.Forbidden, "password_must_change", "Somebody else has set your password. Choose one of your own first.")
		}
		if v.MustStrengthen {
			return nil, errs.New(errs.Forbidden, "second_factor_required", "Your provider requires a second factor of you. Set one up first.")
		}
		if v.Status == "suspended" && d.policy.Allowed(whole, r.Operation) {
			return nil, errs.New(errs.Forbidden, "suspended", "Your account is suspended: this waits until that is lifted. Ask your provider.")
		}
		return nil, forbidden()
	}
	return v, nil
}

// read tells who shows a token: a session's, which is good on its host only, or a key, which is good in its realm.
func (d *Doors) read(ctx context.Context, v *Caller, token string) (identity.Claims, error) {
	if strings.HasPrefix(token, identity.KeyPrefix) {
		claims, err := d.Sessions.ReadKey(ctx, token, v.Address)
		if errs.Is(err, errs.Unauthenticated) {
			return claims, unauthenticated()
		}
		return claims, err
	}
	claims, err := d.Sessions.Read(token)
	if err != nil {
		return claims, unauthenticated()
	}
	if claims.Host != v.Host {
		return claims, misdirected()
	}
	return claims, nil
}

// sameOrigin refuses what a browser was led to send by another site. A request without either header is no browser's;
// SameSite=Strict keeps the cookies of old browsers home.
func sameOrigin(c *fiber.Ctx, v *Caller) bool {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions:
		if !strings.Contains(strings.ToLower(c.Get(fiber.HeaderUpgrade)), "websocket") { // it may be one of several
			return true
		}
	}
	switch c.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "":
	default:
		return false
	}
	origin := c.Get(fiber.HeaderOrigin)
	return origin == "" || origin == v.Origin
}

func words(bundles []access.Bundle) []string {
	list := make([]string, 0, len(bundles))
	for _, b := range bundles {
		list = append(list, string(b))
	}
	return list
}

func cut(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "")
	}
	return s
}

func fiberPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

func tooMany(seconds int) error {
	e := errs.New(errs.LimitReached, "too_many_requests", "Too many requests. Wait a little.")
	e.RetryAfter = seconds
	return e
}
