// Package themes turns a brand's few design tokens into everything a brand looks like: colours, type, corners, icons.
//
// It owns: the tokens and what each may be, how they are inherited down a line of tenants, the shades derived from
// them, the CSS they compile to, and the pictures drawn from them (favicon, app icon, wordmark, web app manifest).
//
// It does not own: where tokens are kept and who may change them (the tenant's brand), HTTP, or the map's own colours
// (web/basemap; a theme only says which tint the map leans towards).
//
// It never: lets a brand write CSS, HTML or script (every token is checked against a closed form), paints text on a
// ground it cannot be read on (each pair of Pairs meets WCAG 2.2 AA, whatever colours a brand chooses), changes a
// corporate colour where it fills, or says anything but the brand's own name.
//
// # From tokens to a page
//
//	tokens := themes.Inherit(lineage)          // nearest wins, unless an ancestor locked the token
//	theme, err := themes.Compile(tokens)       // CSS for light and dark, content-hashed
//	icon := theme.Icon("Meridian Fleet", 512)  // PNG; theme.Favicon is the SVG
//
// Colours are worked out in OKLCH, where equal steps look equal (CSS Color 4, section 9.3), and checked by the contrast
// formula of WCAG 2.2.
package themes
