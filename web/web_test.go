package web_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/web"
)

func open(t *testing.T) *web.App {
	t.Helper()
	app, err := web.Open()
	require.NoError(t, err)
	return app
}

func branding(t *testing.T) *web.Branding {
	t.Helper()
	brand := themes.DemoMeridian()
	theme, err := themes.Compile(brand.Tokens)
	require.NoError(t, err)
	return web.NewBranding(`Meridian "& Söhne" <Fleet>`, theme)
}

func filesBelow(t *testing.T, roots ...string) []string {
	t.Helper()
	var list []string
	for _, root := range roots {
		require.NoError(t, filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				list = append(list, filepath.ToSlash(name))
			}
			return err
		}))
	}
	return list
}

func TestTheBuiltAppIsMadeOfThePresentSources(t *testing.T) {
	t.Parallel()
	// As scripts/sources.mjs computes it.
	list := filesBelow(t, "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "src")
	list = slices.DeleteFunc(list, func(name string) bool { return strings.HasSuffix(name, ".test.ts") })
	slices.Sort(list)
	whole := sha256.New()
	for _, name := range list {
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		digest := sha256.Sum256(content)
		fmt.Fprintf(whole, "%s  %s\n", hex.EncodeToString(digest[:]), name)
	}
	recorded, err := os.ReadFile("dist/sources.sha256")
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(string(recorded)), hex.EncodeToString(whole.Sum(nil)),
		"web/dist is stale: make generate-web, and commit it")
}

// namesPlatform tells whether the platform's name is a word of the text: "delivery" is none.
func namesPlatform(text []byte) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(string(text)), "elivery", ""), "livery")
}

func TestNothingThatBrowsersGetNamesThePlatform(t *testing.T) {
	t.Parallel()
	for _, name := range filesBelow(t, "dist", "page.html") {
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		require.False(t, namesPlatform(content), name)
		require.NotContains(t, name, ".map")
		require.NotContains(t, string(content), "sourceMappingURL=data:", name)
	}
	page, err := open(t).Page(web.Visit{Area: web.Monitoring, Branding: branding(t), Lang: "en"})
	require.NoError(t, err)
	require.False(t, namesPlatform(page))
	for _, address := range branding(t).Files() {
		file, ok := branding(t).File(address)
		require.True(t, ok)
		require.False(t, namesPlatform(file.Content), address)
	}
}

var reference = regexp.MustCompile(`(?:src|href)="(/[^"?]*)`)

func TestEachAreasPageNamesOnlyFilesThatAreThere(t *testing.T) {
	t.Parallel()
	app, brand := open(t), branding(t)
	for _, area := range []web.Area{web.Monitoring, web.Console, web.Platform} {
		page, err := app.Page(web.Visit{Area: area, Branding: brand, Lang: "ru"})
		require.NoError(t, err)
		references := reference.FindAllSubmatch(page, -1)
		require.Greater(t, len(references), 8)
		for _, match := range references {
			_, isAsset := app.Asset(string(match[1]))
			_, isBrands := brand.File(string(match[1]))
			require.True(t, isAsset || isBrands, "%s: %s", area, match[1])
		}
	}
	_, err := app.Page(web.Visit{Area: "billing", Branding: brand})
	require.ErrorContains(t, err, "billing")
}

var bootData = regexp.MustCompile(`(?s)<script type="application/json" id="boot">(.*?)</script>`)

func TestAPageIsDressedInItsBrandBeforeItIsSent(t *testing.T) {
	t.Parallel()
	brand := branding(t)
	page, err := open(t).Page(web.Visit{Area: web.Console, Branding: brand, Lang: "ru"})
	require.NoError(t, err)
	text := string(page)
	require.Contains(t, text, `<html lang="ru" data-chrome="brand"`)
	require.Contains(t, text, `<title>Meridian &#34;&amp; Söhne&#34; &lt;Fleet&gt;</title>`)
	require.Contains(t, text, "/theme/"+brand.Theme.Hash+".css")
	require.Contains(t, text, "inter-cyrillic-wght-normal", "the first screen's letters are there with it")
	require.NotContains(t, text, "<style")
	require.NotContains(t, text, " style=")
	for _, script := range regexp.MustCompile(`<script[^>]*>`).FindAllString(text, -1) {
		require.True(t, strings.Contains(script, "src=") || strings.Contains(script, "application/json"), "inline script: %s", script)
	}
	var boot struct{ Brand, Area, Lang, MapStyle string }
	require.NoError(t, json.Unmarshal([]byte(bootData.FindStringSubmatch(text)[1]), &boot))
	require.Equal(t, brand.Name, boot.Brand)
	require.Equal(t, "console", boot.Area)
	require.Equal(t, "/map/style.json", boot.MapStyle)
}

func TestThePublicSiteSaysTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	require.Equal(t, themes.Languages(), web.SiteLanguages())
	english := web.SiteWords("en")
	for _, lang := range web.SiteLanguages() {
		words := web.SiteWords(lang)
		for key, text := range words {
			require.Contains(t, english, key, lang)
			require.NotEmpty(t, strings.TrimSpace(text), lang+" "+key)
			require.Equal(t, strings.Count(english[key], "\n"), strings.Count(text, "\n"), lang+" "+key)
		}
		require.Len(t, words, len(english), lang)
	}
}

func TestTheThemeComesAfterTheAppsOwnStyles(t *testing.T) {
	t.Parallel()
	page, err := open(t).Page(web.Visit{Area: web.Monitoring, Branding: branding(t), Lang: "en"})
	require.NoError(t, err)
	text := string(page)
	require.Less(t, strings.LastIndex(text, `rel="stylesheet" href="/assets/`), strings.Index(text, `rel="stylesheet" href="/theme/`))
	require.Less(t, strings.Index(text, "/assets/scheme-"), strings.Index(text, `rel="stylesheet"`), "light or dark is settled first")
}

// The first screen of monitoring must be quick on a phone: scripts without the map, which comes after.
func TestTheFirstScreenLoadsAtMost350KilobytesOfScript(t *testing.T) {
	t.Parallel()
	app := open(t)
	page, err := app.Page(web.Visit{Area: web.Monitoring, Branding: branding(t), Lang: "en"})
	require.NoError(t, err)
	total := 0
	for _, match := range reference.FindAllSubmatch(page, -1) {
		if file, ok := app.Asset(string(match[1])); ok && strings.HasPrefix(file.Type, "text/javascript") {
			require.NotContains(t, string(match[1]), "FleetMap")
			size := len(file.Gzip())
			if size == 0 {
				size = len(file.Content)
			}
			total += size
		}
	}
	t.Logf("%d bytes", total)
	require.Less(t, total, 350_000)
	require.Greater(t, total, 50_000)
}

func TestCompressedFilesAreTheSameFiles(t *testing.T) {
	t.Parallel()
	app := open(t)
	for _, name := range filesBelow(t, "dist/assets") {
		file, ok := app.Asset(strings.TrimPrefix(name, "dist"))
		require.True(t, ok, name)
		require.True(t, file.Immutable)
		require.NotContains(t, file.Type, "octet-stream", name)
		if file.Gzip() == nil {
			continue
		}
		reader, err := gzip.NewReader(bytes.NewReader(file.Gzip()))
		require.NoError(t, err)
		var plain bytes.Buffer
		_, err = plain.ReadFrom(reader)
		require.NoError(t, err)
		require.Equal(t, file.Content, plain.Bytes(), name)
	}
	_, ok := app.Asset("/assets/../manifest.json")
	require.False(t, ok)
}

func TestTheMapIsDrawnInTheBrandsTint(t *testing.T) {
	t.Parallel()
	brand := branding(t)
	light, dark := brand.MapStyle("https://track.example/", "ru", false, false), brand.MapStyle("https://track.example", "ru", true, false)
	require.NotEqual(t, light, dark)
	require.NotEqual(t, light, brand.MapStyle("https://track.example/", "ru", false, true), "the quiet one is grey")
	for _, style := range [][]byte{light, dark} {
		require.True(t, json.Valid(style))
		require.Contains(t, string(style), `"https://track.example/map/tiles/{z}/{x}/{y}"`)
		require.Contains(t, string(style), `https://track.example/map/glyphs/{fontstack}/{range}.pbf`)
	}
}

func TestThePolicyLetsNothingInButThisOriginAndTheMaps(t *testing.T) {
	t.Parallel()
	policy := web.Policy([]string{"https://tiles.example"})
	require.Contains(t, policy, "default-src 'none'")
	require.Contains(t, policy, "script-src 'self';")
	require.NotContains(t, policy, "unsafe")
	require.Contains(t, policy, "connect-src 'self' https://tiles.example;")
	require.NotContains(t, web.Policy(nil), "http")
}
