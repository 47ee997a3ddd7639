package web_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/web"
)

const (
	lightLogo = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	darkLogo  = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// dressed is a brand with logos of its own, whose bar and scheme are as given.
func dressed(t *testing.T, chrome themes.Chrome, scheme themes.Scheme, logos map[string]themes.Picture) *web.Branding {
	t.Helper()
	tokens := themes.DemoHarbour().Tokens
	tokens.Chrome, tokens.Scheme = chrome, scheme
	theme, err := themes.Compile(tokens)
	require.NoError(t, err)
	return web.NewDressed("Harbour", theme, themes.Dress{Logos: logos}, web.Icons{})
}

func sitePage(t *testing.T, v web.SiteVisit) string {
	t.Helper()
	if v.Branding == nil {
		v.Branding = branding(t)
	}
	v.Lang = "en"
	page, err := web.SitePage(v)
	require.NoError(t, err)
	return string(page)
}

func TestASiteOffersABusinessWhateverItSaysOfItself(t *testing.T) {
	t.Parallel()
	require.Contains(t, sitePage(t, web.SiteVisit{Page: "home", Partners: true}), `href="/partners"`)
	require.NotContains(t, sitePage(t, web.SiteVisit{Page: "home"}), `href="/partners"`)
}

func TestASiteSaysInItsOwnWordsWhatItHasAndInOursWhatItHasNot(t *testing.T) {
	t.Parallel()
	theme, err := themes.Compile(themes.DemoHarbour().Tokens)
	require.NoError(t, err)
	in := func(text string) map[string]string { return map[string]string{"en": text} }
	own := web.NewDressed("Harbour", theme, themes.Dress{Site: themes.Site{Lead: in("Every crane and every van."), Action: in("Come aboard"),
		Contact: in("Ring twice.\n\nThe door is on the left."), Foot: in("At the harbour <since> 1987")}}, web.Icons{})
	home, contacts := sitePage(t, web.SiteVisit{Branding: own, Page: "home"}), sitePage(t, web.SiteVisit{Branding: own, Page: "contacts"})
	require.Contains(t, home, `<p class="lead">Every crane and every van.</p>`)
	require.Contains(t, home, `<meta name="description" content="Every crane and every van.">`)
	require.Contains(t, home, `href="/sign-up">Come aboard</a>`)
	require.Contains(t, contacts, "<p>Ring twice.</p><p>The door is on the left.</p>")
	for _, page := range []string{home, contacts} {
		require.Contains(t, page, "At the harbour &lt;since&gt; 1987")
	}
	require.NotContains(t, home, "Ring twice")

	ours := web.SiteWords("en")
	plain := sitePage(t, web.SiteVisit{Branding: web.NewDressed("Harbour", theme, themes.Dress{Site: themes.Site{Lead: map[string]string{"ru": "Всё на карте."}}}, web.Icons{}), Page: "home"})
	require.Contains(t, plain, ours["lead"])
	require.Contains(t, plain, ">"+ours["signUp"]+"</a>")
	require.NotContains(t, plain, `class="foot"`)
}

func TestASiteIsSetInTheTypefaceOfItsBrand(t *testing.T) {
	t.Parallel()
	app, err := web.Open()
	require.NoError(t, err)
	style := string(web.SiteStyle().Content)
	for _, family := range []string{"Inter Variable", "Manrope Variable", "Onest Variable"} {
		require.Contains(t, style, family)
	}
	files := regexp.MustCompile(`url\(["']?(/assets/[^"')]+)`).FindAllStringSubmatch(style, -1)
	require.NotEmpty(t, files)
	for _, file := range files {
		_, there := app.Asset(file[1])
		require.True(t, there, file[1])
		require.False(t, app.StaffOnly(file[1]), file[1])
	}
}

func TestASitesLogoIsTheOneOfItsGround(t *testing.T) {
	t.Parallel()
	both := map[string]themes.Picture{themes.LogoLight: lightLogo, themes.LogoDark: darkLogo}
	one := map[string]themes.Picture{themes.LogoLight: lightLogo}
	const source = `<source srcset="/brand/` + darkLogo + `" media="(prefers-color-scheme: dark)">`
	for name, c := range map[string]struct {
		chrome       themes.Chrome
		scheme       themes.Scheme
		logos        map[string]themes.Picture
		shown, fixed string
		turns        bool
	}{
		"a bar as light or dark as the page":  {"tinted", "system", both, lightLogo, "", true},
		"a bar that is dark in both":          {"ink", "system", both, darkLogo, "", false},
		"a brand that is always dark":         {"tinted", "dark", both, darkLogo, "dark", false},
		"a brand that is always light":        {"plain", "light", both, lightLogo, "light", false},
		"a brand with one logo for all":       {"plain", "system", one, lightLogo, "", false},
		"a dark brand with one logo for all":  {"ink", "dark", one, lightLogo, "dark", false},
		"a brand whose only logo is for dark": {"plain", "system", map[string]themes.Picture{themes.LogoDark: darkLogo}, darkLogo, "", false},
	} {
		of := dressed(t, c.chrome, c.scheme, c.logos)
		letters, err := web.LettersPage(web.LettersVisit{Branding: of, Lang: "en", Page: web.LettersGone})
		require.NoError(t, err)
		for _, page := range []string{sitePage(t, web.SiteVisit{Branding: of, Page: "contacts"}), string(letters)} {
			require.Contains(t, page, `<img src="/brand/`+c.shown+`"`, name)
			if c.turns {
				require.Contains(t, page, source, name)
			} else {
				require.NotContains(t, page, "<source", name)
			}
			if c.fixed == "" {
				require.NotContains(t, page, "data-mantine-color-scheme", name)
			} else {
				require.Contains(t, page, `data-mantine-color-scheme="`+c.fixed+`"`, name)
			}
		}
	}
}

func TestTheAppKnowsWhetherThereIsASite(t *testing.T) {
	t.Parallel()
	app := open(t)
	for _, off := range []bool{false, true} {
		theme, err := themes.Compile(themes.DemoHarbour().Tokens)
		require.NoError(t, err)
		of := web.NewDressed("Harbour", theme, themes.Dress{Site: themes.Site{Off: off}}, web.Icons{})
		page, err := app.Page(web.Visit{Area: web.Monitoring, Branding: of, Lang: "en"})
		require.NoError(t, err)
		var boot struct{ Site bool }
		require.NoError(t, json.Unmarshal([]byte(bootData.FindStringSubmatch(string(page))[1]), &boot))
		require.Equal(t, !off, boot.Site)
	}
}
