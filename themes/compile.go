package themes

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
)

// Theme is what tokens compile to. It is a value: it may be kept, shared and compared by Hash.
type Theme struct {
	Tokens Tokens
	// Hash names the CSS by its content: 16 hexadecimal digits.
	Hash string
	// CSS is a style sheet of custom properties for light and dark.
	CSS         []byte
	Light, Dark Palette
}

// Compile derives a theme from tokens; what they leave unset is Default's. Equal tokens give equal bytes.
//
// Errors: Invalid, joined.
func Compile(tokens Tokens) (Theme, error) {
	if err := tokens.Validate(); err != nil {
		return Theme{}, err
	}
	tokens = Inherit([]Layer{{Tokens: tokens}})
	theme := Theme{Tokens: tokens, Light: derive(tokens, false), Dark: derive(tokens, true)}
	theme.CSS = styleSheet(theme)
	digest := sha256.Sum256(theme.CSS)
	theme.Hash = hex.EncodeToString(digest[:8])
	return theme, nil
}

// family is what CSS calls an embedded font, with what stands in for it while it loads.
func family(font Font) string {
	const fallback = `system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif`
	switch font {
	case "manrope":
		return `"Manrope Variable",` + fallback
	case "onest":
		return `"Onest Variable",` + fallback
	default:
		return `"Inter Variable",` + fallback
	}
}

// wordSpace is what stands between words beside the font's own space: Manrope's is so narrow that short words run together.
func wordSpace(font Font) string {
	if font == "manrope" {
		return "0.08em"
	}
	return "normal"
}

// corners are the radii of a chip, a control, a card and a sheet in pixels.
func corners(radius Radius) [4]int {
	switch radius {
	case "sharp":
		return [4]int{2, 2, 3, 4}
	case "small":
		return [4]int{3, 5, 7, 10}
	case "large":
		return [4]int{8, 12, 18, 26}
	default:
		return [4]int{5, 8, 12, 18}
	}
}

func styleSheet(t Theme) []byte {
	var b strings.Builder
	b.Grow(24 << 10)
	line := func(name, value string) {
		for _, part := range [...]string{"--", name, ":", value, ";"} {
			b.WriteString(part)
		}
	}
	b.WriteString(":root{")
	line("brand-font", family(t.Tokens.Font))
	line("brand-word-space", wordSpace(t.Tokens.Font))
	line("mantine-font-family", "var(--brand-font)")
	line("mantine-font-family-headings", "var(--brand-font)")
	radii := corners(t.Tokens.Radius)
	for i, name := range []string{"chip", "control", "card", "sheet"} {
		line("brand-radius-"+name, fmt.Sprintf("%dpx", radii[i]))
	}
	for i, name := range []string{"xs", "sm", "md", "lg"} {
		line("mantine-radius-"+name, fmt.Sprintf("%dpx", radii[i]))
	}
	line("mantine-radius-xl", fmt.Sprintf("%dpx", radii[3]+6))
	line("mantine-radius-default", "var(--brand-radius-control)")
	switch t.Tokens.Wordmark {
	case "spaced":
		line("brand-wordmark-case", "uppercase")
		line("brand-wordmark-spacing", "0.14em")
		line("brand-wordmark-weight", "600")
		line("brand-wordmark-scale", "0.8")
	case "heavy":
		line("brand-wordmark-case", "none")
		line("brand-wordmark-spacing", "-0.03em")
		line("brand-wordmark-weight", "800")
		line("brand-wordmark-scale", "1")
	default:
		line("brand-wordmark-case", "none")
		line("brand-wordmark-spacing", "-0.015em")
		line("brand-wordmark-weight", "650")
		line("brand-wordmark-scale", "1")
	}
	b.WriteString("}\n")
	block := func(selector string, p Palette, scheme string) {
		b.WriteString(selector + "{color-scheme:" + scheme + ";")
		for _, shade := range p.shades {
			line("brand-"+shade.Name, shade.Hex)
		}
		b.WriteString(componentsOf()[scheme])
		b.WriteString("}\n")
	}
	block(":root,:root[data-mantine-color-scheme=light]", t.Light, "light")
	block(":root[data-mantine-color-scheme=dark]", t.Dark, "dark")
	// Before the page has read what its reader chose.
	b.WriteString("@media (prefers-color-scheme:dark){")
	block(":root:not([data-mantine-color-scheme])", t.Dark, "dark")
	b.WriteString("}\n")
	return []byte(b.String())
}

// componentsOf are the same for every theme.
var componentsOf = sync.OnceValue(func() map[string]string { //nolint:gochecknoglobals // made once
	return map[string]string{"light": components(false), "dark": components(true)}
})

// components gives the component library its colours, all by way of ours.
func components(dark bool) string {
	var b strings.Builder
	set := func(name, shade string) { fmt.Fprintf(&b, "--mantine-%s:var(--brand-%s);", name, shade) }
	set("color-body", "surface")
	set("color-text", "text")
	set("color-bright", "text")
	set("color-dimmed", "muted")
	set("color-placeholder", "muted")
	set("color-anchor", "primary-text")
	set("color-error", "danger-text")
	set("color-success", "success-text")
	set("color-default", "surface")
	set("color-default-hover", "sunken")
	set("color-default-color", "text")
	set("color-default-border", "border")
	set("color-disabled", "sunken")
	set("color-disabled-color", "muted")
	set("color-disabled-border", "border")
	set("primary-color-contrast", "on-primary")
	for _, role := range [][2]string{{"color-brand", "primary"}, {"primary-color", "primary"}, {"color-accent", "accent"},
		{"color-green", "success"}, {"color-yellow", "warning"}, {"color-red", "danger"}} {
		for _, part := range [][2]string{{"-filled", ""}, {"-filled-hover", "-hover"}, {"-light", "-tint"},
			{"-light-hover", "-tint-hover"}, {"-light-color", "-text"}, {"-outline", "-control"}, {"-outline-hover", "-tint"}, {"-text", "-text"}} {
			set(role[0]+part[0], role[1]+part[1])
		}
		if role[0] == "primary-color" {
			continue
		}
		// The ten steps some components reach for: tints below, the fill in the middle, text above.
		for step := range 10 {
			shade := []string{"-tint", "-tint", "-tint-hover", "-tint-hover", "-control", "-control", "", "-hover", "-text", "-text"}[step]
			set(fmt.Sprintf("%s-%d", role[0], step), role[1]+shade)
		}
	}
	// Greys, from the lightest; components pick by scheme which end they use.
	for step, shade := range []string{"sunken", "sunken", "border", "border", "control", "muted", "muted", "muted", "text", "text"} {
		set(fmt.Sprintf("color-gray-%d", step), shade)
	}
	if dark {
		for step, shade := range []string{"text", "text", "muted", "muted", "border", "border", "raised", "surface", "sunken", "sunken"} {
			set(fmt.Sprintf("color-dark-%d", step), shade)
		}
	}
	return b.String()
}
