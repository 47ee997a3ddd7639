package themes_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/internal/measures"
	"github.com/liveryhq/livery/themes"
)

func demoBrands() []themes.DemoBrand {
	return []themes.DemoBrand{themes.DemoPlatform(), themes.DemoMeridian(), themes.DemoPolaris(), themes.DemoHarbour()}
}

func requireReadable(t require.TestingT, theme themes.Theme) {
	for scheme, palette := range map[string]themes.Palette{"light": theme.Light, "dark": theme.Dark} {
		for _, pair := range palette.Pairs() {
			ink, ground := palette.Hex(pair.Ink), palette.Hex(pair.Ground)
			if contrast := themes.Contrast(ink, ground); contrast < pair.Least {
				require.Failf(t, "cannot be read", "%s: %s %s on %s %s has %.2f, needs %.1f", scheme, pair.Ink, ink, pair.Ground,
					ground, contrast, pair.Least)
			}
		}
	}
}

// anyTokens are tokens as a brand could choose them, however unwisely.
func anyTokens() *rapid.Generator[themes.Tokens] {
	hex := rapid.Custom(func(t *rapid.T) themes.Hex {
		return themes.Hex(fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour")))
	})
	return rapid.Custom(func(t *rapid.T) themes.Tokens {
		return themes.Tokens{
			Primary: hex.Draw(t, "primary"), Accent: hex.Draw(t, "accent"), Neutral: hex.Draw(t, "neutral"),
			Success: hex.Draw(t, "success"), Warning: hex.Draw(t, "warning"), Danger: hex.Draw(t, "danger"),
			Chrome:   rapid.SampledFrom([]themes.Chrome{"plain", "tinted", "ink", "brand"}).Draw(t, "chrome"),
			Backdrop: rapid.SampledFrom([]themes.Backdrop{"contours", "grid", "dusk", "plain"}).Draw(t, "backdrop"),
		}
	})
}

func TestWhateverColoursABrandChoosesEverythingCanBeRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		theme, err := themes.Compile(anyTokens().Draw(t, "tokens"))
		require.NoError(t, err)
		requireReadable(t, theme)
	})
}

func TestTheHardestColoursCanBeReadToo(t *testing.T) {
	t.Parallel()
	for _, hex := range []themes.Hex{"#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#00ffff", "#ff00ff", "#767676", "#777777"} {
		for _, chrome := range []themes.Chrome{"plain", "tinted", "ink", "brand"} {
			theme, err := themes.Compile(themes.Tokens{Primary: hex, Accent: hex, Neutral: hex, Chrome: chrome})
			require.NoError(t, err)
			requireReadable(t, theme)
		}
	}
}

func TestACorporateColourFillsExactlyAsItIs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tokens := anyTokens().Draw(t, "tokens")
		theme, err := themes.Compile(tokens)
		require.NoError(t, err)
		require.Equal(t, string(tokens.Primary), theme.Light.Hex("primary"))
		require.Equal(t, string(tokens.Primary), theme.Dark.Hex("primary"))
	})
}

func TestEqualTokensGiveEqualBytesAndOtherTokensAnotherHash(t *testing.T) {
	t.Parallel()
	hashes := map[string]string{}
	for _, brand := range demoBrands() {
		one, err := themes.Compile(brand.Tokens)
		require.NoError(t, err)
		two, err := themes.Compile(brand.Tokens)
		require.NoError(t, err)
		require.Equal(t, one.CSS, two.CSS)
		require.Equal(t, one.Hash, two.Hash)
		require.Equal(t, one.Icon(brand.Name, 64, false), two.Icon(brand.Name, 64, false))
		require.Empty(t, hashes[one.Hash], "%s and %s look the same", brand.Name, hashes[one.Hash])
		hashes[one.Hash] = brand.Name
	}
}

func TestTheStyleSheetSetsBothSchemesAndHoldsNothingButProperties(t *testing.T) {
	t.Parallel()
	theme, err := themes.Compile(themes.DemoMeridian().Tokens)
	require.NoError(t, err)
	css := string(theme.CSS)
	require.Contains(t, css, "--brand-primary:#0b5f66;")
	require.Contains(t, css, ":root[data-mantine-color-scheme=dark]{color-scheme:dark;")
	require.NotContains(t, css, "url(")
	require.NotContains(t, css, "@import")
	require.Equal(t, strings.Count(css, "{"), strings.Count(css, "}"))
}

func TestTokensAreTheNearestThatAreSet(t *testing.T) {
	t.Parallel()
	got := themes.Inherit([]themes.Layer{
		{Tokens: themes.Tokens{Primary: "#111111", Font: "onest"}},
		{Tokens: themes.Tokens{Primary: "#222222"}},
		{Tokens: themes.Tokens{Accent: "#333333"}},
	})
	require.Equal(t, themes.Hex("#222222"), got.Primary)
	require.Equal(t, themes.Hex("#333333"), got.Accent)
	require.Equal(t, themes.Font("onest"), got.Font)
	require.Equal(t, themes.Default().Radius, got.Radius)
}

func TestALockedTokenCannotBeChangedBelow(t *testing.T) {
	t.Parallel()
	got := themes.Inherit([]themes.Layer{
		{Tokens: themes.Tokens{Primary: "#111111"}},
		{Tokens: themes.Tokens{Primary: "#222222", Danger: "#aa0000"}, Locked: []string{"primary", "radius"}},
		{Tokens: themes.Tokens{Primary: "#333333", Danger: "#bb0000", Radius: "large"}, Locked: []string{"danger"}},
		{Tokens: themes.Tokens{Primary: "#444444", Danger: "#cc0000"}},
	})
	require.Equal(t, themes.Hex("#222222"), got.Primary, "the locking realm's own value is in force below it")
	require.Equal(t, themes.Default().Radius, got.Radius, "a lock holds what is inherited as well")
	require.Equal(t, themes.Hex("#bb0000"), got.Danger)
}

func TestAWrongTokenIsNamedWithItsRemedy(t *testing.T) {
	t.Parallel()
	_, err := themes.Parse([]byte(`{"primary":"red","radius":"huge","colour":"#ffffff","accent":"#0A0A0A","danger":"#aa0000;}body{"}`))
	require.Error(t, err)
	for _, part := range []string{`primary: "red" cannot be used: write a colour as # and six digits`, `radius: "huge"`,
		"choose one of sharp, small, medium, large", `colour: "#ffffff" cannot be used: there is no such token`, `accent: "#0A0A0A"`, "danger:"} {
		require.ErrorContains(t, err, part)
	}
	var invalid themes.Invalid
	require.ErrorAs(t, err, &invalid)
	_, err = themes.Parse([]byte(`{"primary":1}`))
	require.Error(t, err)
	_, err = themes.Compile(themes.Tokens{Font: "comic"})
	require.ErrorContains(t, err, "font")
}

func TestTokensSurviveTheirJSON(t *testing.T) {
	t.Parallel()
	for _, brand := range demoBrands() {
		encoded, err := json.Marshal(brand.Tokens)
		require.NoError(t, err)
		tokens, err := themes.Parse(encoded)
		require.NoError(t, err)
		require.Equal(t, brand.Tokens, tokens)
	}
}

func TestEveryMarkIsDrawnInEveryShapeAndSize(t *testing.T) {
	t.Parallel()
	for _, mark := range []themes.Mark{"pin", "compass", "meridian", "star", "shield", "heading", "orbit", "anchor", "letter"} {
		for _, shape := range []themes.MarkShape{"squircle", "circle", "square", "hexagon"} {
			theme, err := themes.Compile(themes.Tokens{Mark: mark, MarkShape: shape})
			require.NoError(t, err)
			var svg struct {
				Paths []struct {
					D string `xml:"d,attr"`
				} `xml:"path"`
			}
			require.NoError(t, xml.Unmarshal(theme.Favicon("Жук"), &svg))
			require.Len(t, svg.Paths, 2)
			require.NotEmpty(t, svg.Paths[1].D)
			for _, size := range []int{16, 192} {
				picture, err := png.Decode(bytes.NewReader(theme.Icon("Жук", size, true)))
				require.NoError(t, err)
				require.Equal(t, size, picture.Bounds().Dx())
				_, _, _, alpha := picture.At(0, 0).RGBA()
				require.Equal(t, uint32(0xffff), alpha, "a maskable icon has no transparent corner")
			}
		}
	}
}

func TestAWordmarkWritesTheNameAndNothingElse(t *testing.T) {
	t.Parallel()
	theme, err := themes.Compile(themes.DemoHarbour().Tokens)
	require.NoError(t, err)
	svg := string(theme.WordmarkSVG(`<b>"A&B" Гавань`, true))
	require.NoError(t, xml.Unmarshal([]byte(svg), new(struct{})))
	require.NotContains(t, svg, "<b>")
}

func TestTheManifestInstallsTheBrandsOwnApp(t *testing.T) {
	t.Parallel()
	theme, err := themes.Compile(themes.DemoPolaris().Tokens)
	require.NoError(t, err)
	var manifest struct {
		Name  string
		Icons []struct{ Src, Purpose string }
	}
	require.NoError(t, json.Unmarshal(theme.Manifest("Polaris Guard", "en", nil), &manifest))
	require.Equal(t, "Polaris Guard", manifest.Name)
	require.Len(t, manifest.Icons, 4)
}

func TestAnotherPictureIsAnotherAddressInTheManifest(t *testing.T) {
	t.Parallel()
	theme, err := themes.Compile(themes.DemoPolaris().Tokens)
	require.NoError(t, err)
	icons := func(logos map[string]themes.Picture) (list []struct{ Src, Purpose string }) {
		var manifest struct {
			Icons []struct{ Src, Purpose string }
		}
		require.NoError(t, json.Unmarshal(theme.Manifest("Polaris Guard", "en", logos), &manifest))
		return manifest.Icons
	}
	one, two := themes.Picture(strings.Repeat("1", 32)), themes.Picture(strings.Repeat("2", 32))
	drawn, own := icons(nil), icons(map[string]themes.Picture{themes.LogoIcon: one})
	require.Len(t, own, 3, "a drawn mark is not shown beside a picture")
	require.NotEqual(t, drawn[1], own[0])
	cut := icons(map[string]themes.Picture{themes.LogoIcon: one, themes.LogoMaskable: two})
	require.Equal(t, own[:2], cut[:2])
	require.NotEqual(t, own[2], cut[2])
}

func TestUnitsAreInheritedAndLockedAsEveryTokenIs(t *testing.T) {
	t.Parallel()
	top, err := themes.FromMap(map[string]string{"distance": "mi", "clock": "h12"})
	require.NoError(t, err)
	below, err := themes.FromMap(map[string]string{"distance": "km", "temperature": "fahrenheit"})
	require.NoError(t, err)
	shown := themes.Inherit([]themes.Layer{{Tokens: top}, {Tokens: below}})
	require.Equal(t, measures.Measures{Distance: "km", Volume: "litre", Temperature: "fahrenheit", Clock: "h12", Week: "monday"}, shown.Measures)
	shown = themes.Inherit([]themes.Layer{{Tokens: top, Locked: []string{"distance"}}, {Tokens: below}})
	require.Equal(t, "mi", shown.Distance)
	_, err = themes.Parse([]byte(`{"distance": "furlong"}`))
	require.ErrorContains(t, err, "choose one of km, mi")
}
