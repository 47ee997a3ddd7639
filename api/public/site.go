package public

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/web"
)

// Prices, Entities and Contacts are what a realm has said to everybody.
type (
	// Prices is the price list for those who need no agreement.
	Prices interface {
		Posted(ctx context.Context, realm db.Scope) ([]catalogue.Plan, []catalogue.Package, error)
	}
	// Entities knows who a realm is before the law.
	Entities interface {
		Entity(ctx context.Context, s db.Scope) (papers.Entity, error)
	}
	// Takers knows whether a realm takes partners by themselves.
	Takers interface {
		TakesPartners(ctx context.Context, realm uuid.UUID) (bool, error)
	}
	// Contacts knows where its users find help.
	Contacts interface {
		Help(ctx context.Context, s db.Scope) (reseller.Contact, error)
	}
)

// Site is the public site of every brand.
type Site struct {
	Pages     *Pages
	Prices    Prices
	Entities  Entities
	Contacts  Contacts
	Documents Documents
	// Takers know whether one can have a business of one's own.
	Takers Takers

	mu   sync.Mutex
	kept map[string]keptPage
}

type keptPage struct {
	file web.File
	at   time.Time
}

// A page is made anew after siteKept; sitesKept bounds how many are held.
const (
	siteKept  = 20 * time.Second
	sitesKept = 4096
)

// RegisterSite hangs in the pages of the site, and what search engines ask for.
func RegisterSite(d *door.Doors, s *Site) {
	s.kept = map[string]keptPage{}
	raw := func(path string, handler func(c *fiber.Ctx, caller *door.Caller) error) {
		door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: path, Hidden: true}, handler)
	}
	raw("/site/style.css", func(c *fiber.Ctx, _ *door.Caller) error { return send(c, web.SiteStyle(), true) })
	raw("/site", func(c *fiber.Ctx, caller *door.Caller) error {
		c.Vary(fiber.HeaderAcceptLanguage)
		return c.Redirect("/"+lang(c, caller), fiber.StatusFound)
	})
	raw("/robots.txt", func(c *fiber.Ctx, caller *door.Caller) error {
		branding, err := s.Pages.Branding(c.UserContext(), caller.Brand)
		if err != nil {
			return err
		}
		return send(c, web.NewFile(web.Robots(primaryOrigin(caller), branding.Dress.Site.Off, caller.PlatformHost), "text/plain; charset=utf-8", false), true)
	})
	raw("/sitemap.xml", func(c *fiber.Ctx, caller *door.Caller) error {
		if err := s.open(c, caller); err != nil {
			return err
		}
		var kinds []string
		list, err := s.Documents.Versions(c.UserContext(), caller.Brand.Realm, caller.Brand.Name, caller.Brand.Speak())
		if err != nil {
			return err
		}
		for _, v := range legal.InForce(list, d.Clock.Now()) {
			kinds = append(kinds, v.Kind)
		}
		return send(c, web.NewFile(web.Sitemap(primaryOrigin(caller), caller.Brand.Offered(), kinds), "application/xml; charset=utf-8", false), true)
	})
	for _, lang := range web.SiteLanguages() {
		for _, page := range web.SitePages() {
			path := "/" + lang + "/" + page
			if page == "home" {
				path = "/" + lang
			}
			raw(path, func(c *fiber.Ctx, caller *door.Caller) error { return s.page(c, d, caller, lang, page, "", 0) })
		}
		for _, kind := range legal.Kinds() {
			raw("/"+lang+"/documents/"+kind, func(c *fiber.Ctx, caller *door.Caller) error {
				version := c.QueryInt("version")
				if version < 0 || version > 1<<20 {
					return errs.Missing()
				}
				return s.page(c, d, caller, lang, "document", kind, version)
			})
		}
	}
}

func (s *Site) open(c *fiber.Ctx, caller *door.Caller) error {
	branding, err := s.Pages.Branding(c.UserContext(), caller.Brand)
	if err == nil && branding.Dress.Site.Off {
		err = errs.Missing()
	}
	return err
}

// front answers the bare address with the site's first page, where the brand wants that and nobody is signed in.
func (s *Site) front(c *fiber.Ctx, d *door.Doors, caller *door.Caller) (answered bool, err error) {
	if len(c.Request().URI().QueryString()) > 0 || c.Cookies(d.AccessCookieName()) != "" || c.Cookies(d.RefreshCookieName()) != "" || c.Cookies(d.ActingCookieName()) != "" {
		return false, nil
	}
	branding, err := s.Pages.look(c, d, caller)
	if err != nil || branding.Dress.Site.Off || !branding.Dress.Site.Front {
		return false, err
	}
	return true, s.page(c, d, caller, lang(c, caller), "home", "", 0)
}

// page answers with a page of the site, made a moment ago or now. A draft's is not kept.
func (s *Site) page(c *fiber.Ctx, d *door.Doors, caller *door.Caller, lang, page, kind string, version int) error {
	branding, err := s.Pages.look(c, d, caller)
	if err != nil {
		return err
	}
	if branding.Dress.Site.Off {
		return errs.Missing()
	}
	// A language that the brand offers no more, or not yet: old links go on, to the same page in the brand's own.
	if !slices.Contains(branding.Languages, lang) {
		address := web.SiteAddress(branding.Own, page, kind)
		if version > 0 {
			address += fmt.Sprint("?version=", version)
		}
		return c.Redirect(address, fiber.StatusFound)
	}
	now := d.Clock.Now()
	mark := markOf(caller, now)
	key := fmt.Sprint(caller.Brand.Realm, caller.Brand.Revision, mark != nil, caller.Origin, lang, page, kind, version)
	s.mu.Lock()
	kept, ok := s.kept[key]
	s.mu.Unlock()
	if branding.Preview || !ok || now.Sub(kept.at) > siteKept {
		visit := web.SiteVisit{Branding: branding, Origin: primaryOrigin(caller), Lang: lang, Page: page, Zone: zoneOf(caller), Mark: mark}
		if err := s.fill(c.UserContext(), caller, &visit, kind, version, now); err != nil {
			return err
		}
		content, err := web.SitePage(visit)
		if err != nil {
			return err
		}
		kept = keptPage{web.NewFile(content, fiber.MIMETextHTMLCharsetUTF8, false), now}
		if !branding.Preview {
			s.mu.Lock()
			if len(s.kept) >= sitesKept {
				clear(s.kept)
			}
			s.kept[key] = kept
			s.mu.Unlock()
		}
	}
	c.Set(fiber.HeaderContentSecurityPolicy, web.SitePolicy)
	c.Set(fiber.HeaderContentLanguage, lang)
	c.Vary(fiber.HeaderCookie)
	return send(c, kept.file, true)
}

// primaryOrigin is where search engines are told that the realm's pages are, whichever of its hosts they ask.
func primaryOrigin(caller *door.Caller) string {
	return beside(caller.Origin, cmp.Or(caller.Brand.Primary, caller.Host))
}

// fill reads what a page shows.
func (s *Site) fill(ctx context.Context, caller *door.Caller, v *web.SiteVisit, kind string, version int, now time.Time) error {
	realm, brand := caller.Brand.Realm, caller.Brand.Name
	switch v.Page {
	case "home":
		takes, err := s.Takers.TakesPartners(ctx, realm)
		v.Partners = takes
		return err
	case "tariffs":
		scope, err := s.Pages.places.Scope(ctx, realm, realm)
		if err != nil {
			return err
		}
		plans, packages, err := s.Prices.Posted(ctx, scope)
		v.Lists = lists(v.Lang, plans, packages, now)
		return err
	case "documents":
		list, err := s.Documents.Versions(ctx, realm, brand, v.Lang)
		for _, d := range append(legal.InForce(list, now), legal.Announced(list, now)...) {
			v.Documents = append(v.Documents, siteDocument(d, list, now))
		}
		return err
	case "document":
		return s.document(ctx, caller, v, kind, version, now)
	case "contacts":
		return s.contacts(ctx, caller, v)
	}
	return nil
}

func (s *Site) contacts(ctx context.Context, caller *door.Caller, v *web.SiteVisit) error {
	scope, err := s.Pages.places.Scope(ctx, caller.Brand.Realm, caller.Brand.Realm)
	if err != nil {
		return err
	}
	entity, err := s.Entities.Entity(ctx, scope)
	if err != nil {
		return err
	}
	help, err := s.Contacts.Help(ctx, scope)
	t := web.SiteWords(v.Lang)
	fact := func(list *[]web.SiteFact, name, value, link string) {
		if value != "" {
			*list = append(*list, web.SiteFact{Name: name, Value: value, Link: link})
		}
	}
	fact(&v.Entity, t["company"], entity.Name, "")
	fact(&v.Entity, t["address"], entity.Address, "")
	fact(&v.Entity, t["registration"], entity.Registration, "")
	fact(&v.Entity, t["taxNumber"], entity.TaxNumber, "")
	fact(&v.Entity, t["phone"], entity.Phone, dialled(entity.Phone))
	fact(&v.Entity, t["email"], entity.Email, "mailto:"+entity.Email)
	fact(&v.Support, t["email"], help.Email, "mailto:"+help.Email)
	fact(&v.Support, t["phone"], help.Phone, dialled(help.Phone))
	fact(&v.Support, t["hours"], help.HoursFor(v.Lang), "")
	return err
}

// dialled is the link that calls a number.
func dialled(phone string) string {
	return "tel:" + strings.Join(strings.FieldsFunc(phone, func(r rune) bool { return r != '+' && (r < '0' || r > '9') }), "")
}

// document is a version with its text, and what it says otherwise than the one before: who has not signed in reads it too.
func (s *Site) document(ctx context.Context, caller *door.Caller, v *web.SiteVisit, kind string, version int, now time.Time) error {
	realm, brand := caller.Brand.Realm, caller.Brand.Name
	got, err := s.Documents.Read(ctx, realm, brand, kind, version, v.Lang)
	if err != nil {
		return err
	}
	list, err := s.Documents.Versions(ctx, realm, brand, v.Lang)
	if err != nil {
		return err
	}
	shown := siteDocument(got.Version, list, now)
	shown.Title, shown.Body = got.Text.Title, got.Body
	v.Document = &shown
	if !shown.Withdrawn.IsZero() || got.Number == 1 {
		return nil
	}
	changes, err := s.Documents.Changes(ctx, realm, brand, kind, got.Number, v.Lang)
	if err != nil || changes.From == nil {
		return err
	}
	shown.Compared = changes.From.Number
	for _, c := range changes.List {
		switch c.What {
		case legal.Added:
			shown.Changes = append(shown.Changes, []web.SitePiece{{What: c.What, Text: web.Bare(c.After)}})
		case legal.Removed:
			shown.Changes = append(shown.Changes, []web.SitePiece{{What: c.What, Text: web.Bare(c.Before)}})
		case legal.Changed:
			pieces := make([]web.SitePiece, 0, len(c.Pieces))
			for _, p := range c.Pieces {
				pieces = append(pieces, web.SitePiece(p))
			}
			shown.Changes = append(shown.Changes, pieces)
		}
	}
	return nil
}

func siteDocument(v legal.Version, all []legal.Version, now time.Time) web.SiteDocument {
	d := web.SiteDocument{Kind: v.Kind, Title: v.Title, Number: v.Number, Posted: v.PostedAt, From: v.EffectiveAt}
	if v.WithdrawnAt != nil {
		d.Withdrawn = *v.WithdrawnAt
	}
	same := func(o legal.Version) bool { return o.ID == v.ID }
	d.Announced = slices.ContainsFunc(legal.Announced(all, now), same)
	d.InForce = slices.ContainsFunc(legal.InForce(all, now), same)
	return d
}

// lists is the price list by currency: plans, then packages.
func lists(lang string, plans []catalogue.Plan, packages []catalogue.Package, now time.Time) []web.SiteList {
	t := web.SiteWords(lang)
	var all []web.SiteList
	add := func(name, currency string, o web.SiteOffer) {
		i := slices.IndexFunc(all, func(l web.SiteList) bool { return l.Name == name && l.Currency == currency })
		if i < 0 {
			i, all = len(all), append(all, web.SiteList{Name: name, Currency: currency})
		}
		all[i].Offers = append(all[i].Offers, o)
	}
	for _, p := range plans {
		v := p.Current(now)
		o := web.SiteOffer{Name: p.Name, Description: p.Description, Text: v.Text, Free: p.Free, Price: sum(lang, v.Price), Per: t[v.Period] + " " + t["perObject"]}
		if v.TrialDays > 0 {
			o.Notes = append(o.Notes, fmt.Sprint(t["trial"], v.TrialDays))
		}
		o.Notes = append(o.Notes, included(t, v.Limits)...)
		if next := p.Announced(now); next != nil {
			o.Next, o.NextPer, o.NextFrom, o.NextPosted = sum(lang, next.Price), t[next.Period], next.InForceFrom, next.PostedAt
		}
		currency := v.Price.Currency
		if p.Free {
			currency = ""
		}
		add(t["plans"], currency, o)
	}
	all = withFree(all)
	for _, p := range packages {
		v := p.Current(now)
		o := web.SiteOffer{Name: p.Name, Description: p.Description, Text: v.Text, Price: sum(lang, v.Price)}
		if v.Quantity != nil {
			o.Notes = append(o.Notes, fmt.Sprint(*v.Quantity, " ", p.Unit))
		}
		if v.ValidityDays != nil {
			o.Notes = append(o.Notes, fmt.Sprint(t["validity"], *v.ValidityDays))
		}
		if next := p.Announced(now); next != nil {
			o.Next, o.NextFrom, o.NextPosted = sum(lang, next.Price), next.InForceFrom, next.PostedAt
		}
		add(t["packages"], v.Price.Currency, o)
	}
	return all
}

// included is what a plan says of what is in it; what it does not say is as everywhere.
func included(t map[string]string, l catalogue.Limits) (notes []string) {
	most := func(word string, n *int) {
		if n != nil {
			notes = append(notes, fmt.Sprint(t[word], *n))
		}
	}
	most("mostObjects", l.Objects)
	most("mostUsers", l.Users)
	if l.Retention != nil {
		notes = append(notes, t["history"]+strings.TrimPrefix(*l.Retention, "m"))
	}
	with := func(word string, has *bool) {
		if has != nil && *has {
			notes = append(notes, t[word])
		}
	}
	with("withReports", l.Reports)
	with("withSMS", l.SMS)
	if l.Support != nil {
		notes = append(notes, t["support_"+*l.Support])
	}
	return notes
}

// withFree puts what is free of charge before what is not, where that is in one currency: in several it stands apart.
func withFree(all []web.SiteList) []web.SiteList {
	if len(all) != 2 {
		return all
	}
	free := slices.IndexFunc(all, func(l web.SiteList) bool { return l.Currency == "" })
	if free < 0 {
		return all
	}
	paid := all[1-free]
	paid.Offers = append(all[free].Offers, paid.Offers...)
	return []web.SiteList{paid}
}

// sum writes a price as the language does, with the millionths of a minor unit where it has some.
func sum(lang string, p catalogue.Price) string {
	currency, err := money.Parse(p.Currency)
	if err != nil {
		return ""
	}
	return invoice.Price(lang, currency, p.Amount, p.Micro)
}
