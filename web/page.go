package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/liveryhq/livery/themes"
)

// Area is one of the three parts of the app, which load apart.
type Area string

// The areas, and where they begin.
const (
	Monitoring Area = "monitoring" // /
	Console    Area = "console"    // /console
	Platform   Area = "platform"   // /platform
)

func (a Area) entry() string { return "src/" + string(a) + ".tsx" }

// Visit is what a page is made for.
type Visit struct {
	Area     Area
	Branding *Branding
	// Lang is the language of who asks, as far as it is known: "en", "ru", "es", "pt" or "fr".
	Lang string
	// MapStyle is the address of the map's style; empty: /map/style.json, our own.
	MapStyle string
	// Maps people can choose from.
	Maps []string
	// Mark names who stands behind the brand, on its sign-in page; nil: nobody is named.
	Mark *Mark
}

// Mark is a provider that a brand's plan makes it name, and the address of its site.
type Mark struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// key tells pages with one mark from those with another, or with none.
func (m *Mark) key() string {
	if m == nil {
		return ""
	}
	return m.Name + " " + m.URL
}

//go:embed page.html
var pageSource string

var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageSource))
})

// boot is what the app knows before it has asked anything.
type boot struct {
	Brand string `json:"brand"`
	Area  Area   `json:"area"`
	Lang  string `json:"lang"`
	// Languages to choose from.
	Languages []string `json:"languages"`
	Scheme    string   `json:"scheme"`
	Backdrop  string   `json:"backdrop"`
	Icon      string   `json:"icon"`
	MapStyle  string   `json:"mapStyle"`
	// Logos are the brand's own, on light and dark grounds and behind signing in; empty: drawn.
	Logos bootLogos `json:"logos"`
	// Texts by language and key, in the brand's own words.
	Texts map[string]map[string]string `json:"texts,omitempty"`
	// Maps to choose from, the first one first.
	Maps []string     `json:"maps"`
	View *themes.View `json:"view,omitempty"`
	// Preview: it is a draft that is looked at.
	Preview bool `json:"preview,omitempty"`
	// Site: the brand has a public site.
	Site bool `json:"site,omitempty"`
	// Mark is shown where one signs in.
	Mark *Mark `json:"mark,omitempty"`
}

type bootLogos struct {
	Light    string `json:"light,omitempty"`
	Dark     string `json:"dark,omitempty"`
	Backdrop string `json:"backdrop,omitempty"`
}

// Page is the HTML of an area in a brand's look: title, icons, theme and fonts are there before anything is drawn. Send
// it with Policy and without caching, for it names the files of this build. It is made once for a brand and all who ask for the same,
// so nobody may change it.
func (a *App) Page(v Visit) ([]byte, error) {
	key := strings.Join(append([]string{string(v.Area), v.Lang, v.MapStyle, strconv.FormatBool(v.Branding.Preview), v.Mark.key()}, v.Maps...), " ")
	return v.Branding.pages.once(key, func() ([]byte, error) { return a.write(v) })
}

func (a *App) write(v Visit) ([]byte, error) {
	entry, ok := a.chunks[v.Area.entry()]
	if !ok {
		return nil, fmt.Errorf("web: there is no area %q", v.Area)
	}
	tokens, theme := v.Branding.Theme.Tokens, v.Branding.Theme
	scripts, styles := a.needs(entry)
	if v.MapStyle == "" {
		v.MapStyle = "/map/style.json"
	}
	icon, iconType := v.Branding.Icon()
	if len(v.Maps) == 0 {
		v.Maps = []string{"brand"}
	}
	var b bytes.Buffer
	err := page().Execute(&b, map[string]any{
		"Lang": v.Lang, "Name": v.Branding.Name, "Version": theme.Hash, "Chrome": tokens.Chrome,
		"Backdrop": tokens.Backdrop, "Light": theme.Light.Hex("chrome"), "Dark": theme.Dark.Hex("chrome"),
		"Scheme": "/" + a.chunks["src/scheme.ts"].File, "Default": tokens.Scheme,
		"Script": "/" + entry.File, "Scripts": scripts, "Styles": styles, "Fonts": a.fonts(string(tokens.Font), v.Lang),
		"Icon": icon, "IconType": iconType,
		"Boot": boot{Brand: v.Branding.Name, Area: v.Area, Lang: v.Lang, Languages: v.Branding.Languages, Scheme: string(tokens.Scheme), Backdrop: string(tokens.Backdrop),
			Icon: icon, MapStyle: v.MapStyle, Texts: v.Branding.Dress.Texts, Maps: v.Maps, View: v.Branding.Dress.View,
			Preview: v.Branding.Preview, Site: !v.Branding.Dress.Site.Off, Mark: v.Mark,
			Logos: bootLogos{v.Branding.Logo(themes.LogoLight), v.Branding.Logo(themes.LogoDark), v.Branding.Logo(themes.LogoBackdrop)}},
	})
	if err != nil {
		return nil, fmt.Errorf("web: write the page: %w", err)
	}
	return b.Bytes(), nil
}

// needs are the addresses of the scripts and style sheets that an entry cannot begin without, in order.
func (a *App) needs(entry chunk) (scripts, styles []string) {
	seen := map[string]bool{}
	var visit func(chunk)
	visit = func(c chunk) {
		for _, name := range c.Imports {
			if imported := a.chunks[name]; !seen[name] {
				seen[name] = true
				visit(imported)
				scripts = append(scripts, "/"+imported.File)
			}
		}
		for _, css := range c.CSS {
			if address := "/" + css; !slices.Contains(styles, address) {
				styles = append(styles, address)
			}
		}
	}
	visit(entry)
	return scripts, styles
}

// fonts are the addresses of the faces that the first screen is written in, so that its letters do not change shape.
func (a *App) fonts(family, lang string) []string {
	alphabets := []string{"latin"}
	if lang == "ru" {
		alphabets = append(alphabets, "cyrillic")
	}
	var list []string
	for _, alphabet := range alphabets {
		for address := range a.assets {
			if strings.HasPrefix(address, "/assets/"+family+"-"+alphabet+"-wght-normal-") {
				list = append(list, address)
			}
		}
	}
	return list
}

// Policy is the content security policy of the app's pages: everything from this origin, no inline script or style.
// mapHosts are those that another map provider's style loads from, as sources of the policy.
func Policy(mapHosts []string) string {
	maps := ""
	if len(mapHosts) > 0 {
		maps = " " + strings.Join(mapHosts, " ")
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:" + maps +
		"; connect-src 'self'" + maps + "; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; " +
		"form-action 'self'; frame-ancestors 'none'"
}
