package web

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/liveryhq/livery/themes"
)

//go:embed site
var siteFiles embed.FS

// SitePages are the pages of a brand's public site, by the path below the language; each document has one besides.
func SitePages() []string {
	return []string{"home", "tariffs", "documents", "contacts", "help"}
}

// siteNames are the languages that the site speaks, as they call themselves: those that there is a file of.
func siteNames() []SiteLanguage {
	all := []SiteLanguage{{"en", "English", ""}, {"ru", "Русский", ""}, {"es", "Español", ""}, {"pt", "Português", ""}, {"fr", "Français", ""}}
	return slices.DeleteFunc(all, func(l SiteLanguage) bool { return siteWords()[l.Code] == nil })
}

// SiteLanguages are the codes of the languages that the site speaks.
func SiteLanguages() []string {
	var codes []string
	for _, l := range siteNames() {
		codes = append(codes, l.Code)
	}
	return codes
}

var siteWords = sync.OnceValue(func() map[string]map[string]string {
	words := map[string]map[string]string{}
	for _, code := range themes.Languages() {
		content, err := siteFiles.ReadFile("site/" + code + ".json")
		if err != nil {
			continue // not spoken yet
		}
		var texts map[string]string
		if json.Unmarshal(content, &texts) == nil {
			words[code] = texts
		}
	}
	return words
})

// SiteWords are the site's own words in a language that it speaks.
func SiteWords(lang string) map[string]string { return siteWords()[lang] }

var sitePage = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(siteFiles, "site/page.html"))
})

// fontFace is a rule that says where a part of a typeface is.
var fontFace = regexp.MustCompile(`@font-face\s*\{[^}]*\}`)

// SiteStyle is the style sheet of every site; colours come from the theme, and so does the name of the typeface. Where the typefaces are
// is taken from the app's own sheets: a browser loads the parts that a page needs, and has them when its reader comes to the app.
var SiteStyle = sync.OnceValue(func() File { //nolint:gochecknoglobals // made once
	content, _ := siteFiles.ReadFile("site/site.css") // it is embedded
	sheets, _ := fs.Glob(dist, "dist/assets/*.css")   // the pattern is a good one
	for _, name := range sheets {
		sheet, _ := dist.ReadFile(name) // it was listed
		for _, face := range fontFace.FindAll(sheet, -1) {
			content = append(content, face...)
		}
	}
	return newFile(content, "text/css; charset=utf-8", false)
})

// SitePolicy is the content security policy of the site's pages: no script at all.
const SitePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// SiteLanguage is a language with the address of the page in it.
type SiteLanguage struct{ Code, Name, Path string }

// SiteList is a part of the price list in one currency.
type SiteList struct {
	Name, Currency string
	Offers         []SiteOffer
}

// SiteOffer is a plan or a package, as it is now and as was announced (terms 4.7, 8.4).
type SiteOffer struct {
	Name, Description, Text, Price, Per string
	Free                                bool
	Notes                               []string
	Next, NextPer                       string
	NextFrom, NextPosted                time.Time
}

// SiteDocument is a version of a document; Body, where the page shows it. One that was neither withdrawn nor is announced or in force
// was so once.
type SiteDocument struct {
	Kind, Title, Body string
	Posted, From      time.Time
	// Withdrawn is the zero moment where it was not.
	Withdrawn          time.Time
	Number             int
	Announced, InForce bool
	Path               string
	// Compared is the version that Changes, paragraph by paragraph, are told against; 0: there is none.
	Compared int
	Changes  [][]SitePiece
}

// SitePiece is some words that stayed (same), came (added) or went (removed).
type SitePiece struct{ What, Text string }

// Bare is a paragraph without the mark of a heading or an item.
func Bare(paragraph string) string {
	return strings.TrimPrefix(strings.TrimPrefix(paragraph, "## "), "- ")
}

// SiteFact is a line of the contacts.
type SiteFact struct{ Name, Value, Link string }

// SiteVisit is what a page of the site is made of.
type SiteVisit struct {
	Branding *Branding
	// Origin of the realm's primary host: search engines are told that each page is there, wherever it is asked for.
	Origin string
	Lang   string
	// Zone that days are told in.
	Zone *time.Location
	// Page is one of SitePages, or "document".
	Page      string
	Lists     []SiteList
	Documents []SiteDocument
	Document  *SiteDocument
	Entity    []SiteFact
	Support   []SiteFact
	// Partners: one can have a business of one's own here.
	Partners bool
	// Mark names who stands behind the brand, in the foot of each page; nil: nobody is named.
	Mark *Mark
}

// SiteAddress is the path of a page of the site in a language; kind is a document's, where the page is one.
func SiteAddress(lang, page, kind string) string {
	if kind != "" {
		page = "documents/" + kind
	}
	return sitePath(lang, page)
}

func sitePath(lang, page string) string {
	if page == "home" {
		return "/" + lang
	}
	return "/" + lang + "/" + page
}

// SitePage is the HTML of a page of a brand's public site: one document, which needs no script.
func SitePage(v SiteVisit) ([]byte, error) {
	t, site := SiteWords(v.Lang), v.Branding.Dress.Site
	if t == nil {
		return nil, fmt.Errorf("web: the site does not speak %q", v.Lang)
	}
	address := v.Page
	if v.Document != nil {
		address = "documents/" + v.Document.Kind
	}
	icon, iconType := v.Branding.Icon()
	headline := cmp.Or(site.Headline[v.Lang], v.Branding.Name)
	title := v.Branding.Name
	switch {
	case v.Document != nil:
		title = v.Document.Title + " · " + title
	case v.Page == "home":
		if headline != title {
			title = headline + " · " + title
		}
	default:
		title = t[v.Page] + " · " + title
	}
	about := site.About[v.Lang]
	lead := cmp.Or(site.Lead[v.Lang], t["lead"])
	description := cmp.Or(firstLine(about), lead)
	switch v.Page {
	case "tariffs":
		description = t["tariffsLead"]
	case "help":
		description = t["helpLead"]
	}
	type link struct {
		Path, Name string
		Here       bool
	}
	var nav []link
	for _, page := range SitePages() {
		nav = append(nav, link{sitePath(v.Lang, page), t[page], page == v.Page})
	}
	languages := slices.DeleteFunc(siteNames(), func(l SiteLanguage) bool { return !slices.Contains(v.Branding.Languages, l.Code) })
	for i := range languages {
		languages[i].Path = sitePath(languages[i].Code, address)
	}
	type feature struct{ Name, Text string }
	var features []feature
	for _, name := range []string{"Live", "Way", "Tracker", "Rights", "Prices", "Desk"} {
		features = append(features, feature{t["feature"+name], t["feature"+name+"Text"]})
	}
	document := map[string]any{}
	if v.Document != nil {
		document = map[string]any{"Title": v.Document.Title, "Number": v.Document.Number, "Posted": v.Document.Posted, "From": v.Document.From,
			"Withdrawn": !v.Document.Withdrawn.IsZero(), "WithdrawnOn": v.Document.Withdrawn, "Announced": v.Document.Announced, "InForce": v.Document.InForce, "Path": sitePath(v.Lang, address),
			"Compared": v.Document.Compared, "Changes": v.Document.Changes, "Blocks": blocks(v.Document.Body)}
	}
	for i := range v.Documents {
		v.Documents[i].Path = sitePath(v.Lang, "documents/"+v.Documents[i].Kind)
		if v.Documents[i].Announced {
			v.Documents[i].Path += fmt.Sprintf("?version=%d", v.Documents[i].Number)
		}
	}
	zone := v.Zone
	if zone == nil {
		zone = time.UTC
	}
	day := func(layout string) func(time.Time) string {
		return func(at time.Time) string { return at.In(zone).Format(layout) }
	}
	var b bytes.Buffer
	err := sitePage().ExecuteTemplate(&b, "page.html", map[string]any{
		"Lang": v.Lang, "T": t, "Brand": v.Branding.Name, "Title": title, "Description": description, "Origin": v.Origin, "Page": v.Page,
		"Day": day(t["dates"]), "ISO": day(time.DateOnly),
		"Canonical": sitePath(v.Lang, address), "Default": sitePath(v.Branding.Own, address), "Languages": languages, "Nav": nav, "Features": features,
		"Hash": v.Branding.Theme.Hash, "Tokens": v.Branding.Theme.Tokens, "Icon": icon, "IconType": iconType, "Logo": v.Branding.barLogo(), "Scheme": v.Branding.fixedScheme(),
		"Headline": headline, "Lead": lead, "Action": cmp.Or(site.Action[v.Lang], t["signUp"]), "Contact": paragraphs(site.Contact[v.Lang]), "Foot": site.Foot[v.Lang], "About": paragraphs(about), "Help": paragraphs(cmp.Or(site.Help[v.Lang], t["helpText"])), "Forum": site.Forum,
		"Lists": v.Lists, "Documents": v.Documents, "Document": document, "Entity": v.Entity, "Support": v.Support, "Partners": v.Partners, "Mark": v.Mark, "PoweredBy": poweredBy(t, v.Mark),
	})
	if err != nil {
		return nil, fmt.Errorf("web: write a page of the site: %w", err)
	}
	return b.Bytes(), nil
}

func poweredBy(t map[string]string, m *Mark) string {
	if m == nil {
		return ""
	}
	return strings.ReplaceAll(t["poweredBy"], "{name}", m.Name)
}

// Sitemap lists the pages of a site in the languages that its brand offers (sitemaps.org, with hreflang).
func Sitemap(origin string, languages, documents []string) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	escaped := func(s string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(s)) // a strings.Builder takes everything
		return e.String()
	}
	pages := SitePages()
	for _, kind := range documents {
		pages = append(pages, "documents/"+kind)
	}
	for _, page := range pages {
		for _, lang := range languages {
			fmt.Fprintf(&b, "<url><loc>%s</loc>", escaped(origin+sitePath(lang, page)))
			for _, other := range languages {
				fmt.Fprintf(&b, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, other, escaped(origin+sitePath(other, page)))
			}
			b.WriteString("</url>")
		}
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// Robots says what search engines may look at: the site, and nothing of the app. staff: the host has the platform's area.
func Robots(origin string, off, staff bool) []byte {
	if off {
		return []byte("User-agent: *\nDisallow: /\n")
	}
	area := ""
	if staff {
		area = "Disallow: /platform\n"
	}
	return []byte("User-agent: *\nDisallow: /api/\nDisallow: /console\n" + area + "Disallow: /preview/\nAllow: /\nSitemap: " + origin + "/sitemap.xml\n")
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if letters := []rune(line); len(letters) > 160 {
		return string(letters[:159]) + "…"
	}
	return line
}

func paragraphs(text string) []string {
	var list []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// block is a paragraph, a heading or a list of a document.
type block struct {
	Heading, Text string
	Items         []string
}

// blocks reads a document's text: empty lines part paragraphs, ## begins a heading, - an item.
func blocks(body string) []block {
	var list []block
	for _, part := range paragraphs(body) {
		heading, is := strings.CutPrefix(part, "## ")
		rest := part
		if is {
			heading, rest, _ = strings.Cut(heading, "\n")
			list = append(list, block{Heading: heading})
		}
		var items []string
		var lines []string
		for line := range strings.SplitSeq(rest, "\n") {
			if item, is := strings.CutPrefix(line, "- "); is {
				items = append(items, item)
			} else if len(items) > 0 {
				items[len(items)-1] += " " + line
			} else if line != "" {
				lines = append(lines, line)
			}
		}
		if len(lines) > 0 {
			list = append(list, block{Text: strings.Join(lines, "\n")})
		}
		if len(items) > 0 {
			list = append(list, block{Items: items})
		}
	}
	return list
}
