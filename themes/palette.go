package themes

import "math"

// Shade is one derived colour under the name that CSS knows it by (--brand-<Name>).
type Shade struct {
	Name string
	Hex  string
}

// Pair is a colour and the ground it appears on, with the contrast that WCAG 2.2 AA asks for there: 4.5 for text
// (criterion 1.4.3), 3 for what a control is recognised by (1.4.11).
type Pair struct {
	Ink, Ground string
	Least       float64
}

// Palette is the colours of a theme in light or dark.
type Palette struct {
	shades []Shade
	byName map[string]string
	pairs  []Pair
}

// Hex is a shade's colour, "#rrggbb".
func (p Palette) Hex(name string) string { return p.byName[name] }

// Shades are all colours, in the order they are derived.
func (p Palette) Shades() []Shade { return p.shades }

// Pairs are all shades that appear on one another, by name.
func (p Palette) Pairs() []Pair { return p.pairs }

const (
	forText    = 4.5
	forControl = 3.0
)

func (p *Palette) set(name, hex string) string {
	p.shades = append(p.shades, Shade{name, hex})
	p.byName[name] = hex
	return hex
}

// put sets an ink and records the grounds it appears on.
func (p *Palette) put(name, hex string, least float64, grounds ...string) {
	p.set(name, hex)
	for _, ground := range grounds {
		p.pairs = append(p.pairs, Pair{name, ground, least})
	}
}

func (p *Palette) hexes(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, p.byName[name])
	}
	return list
}

// derive works out a scheme's colours. Grounds come first, then what is read on them.
func derive(t Tokens, dark bool) Palette {
	p := Palette{byName: map[string]string{}}
	roles := []struct {
		name string
		base colour
	}{
		{"primary", mustHex(t.Primary)}, {"accent", mustHex(t.Accent)}, {"success", mustHex(t.Success)},
		{"warning", mustHex(t.Warning)}, {"danger", mustHex(t.Danger)},
	}
	neutral := mustHex(t.Neutral)
	grey := func(light, tint float64) string {
		return colour{light, math.Min(neutral.c, tint), neutral.h}.hex()
	}
	grounds := []string{"body", "surface", "raised", "sunken"}
	if dark {
		p.set("body", grey(0.172, 0.012))
		p.set("surface", grey(0.208, 0.013))
		p.set("raised", grey(0.245, 0.014))
		p.set("sunken", grey(0.148, 0.011))
		p.set("border", grey(0.305, 0.015))
	} else {
		p.set("body", grey(0.978, 0.005))
		p.set("surface", grey(1, 0))
		p.set("raised", grey(1, 0))
		p.set("sunken", grey(0.957, 0.007))
		p.set("border", grey(0.905, 0.010))
	}
	for _, role := range roles {
		light, chroma, step := 0.955, 0.030, -0.022
		if dark {
			light, chroma, step = 0.272, 0.045, 0.035
		}
		p.set(role.name+"-tint", colour{light, math.Min(role.base.c, chroma), role.base.h}.hex())
		p.set(role.name+"-tint-hover", colour{light + step, math.Min(role.base.c, chroma*1.2), role.base.h}.hex())
		grounds = append(grounds, role.name+"-tint", role.name+"-tint-hover")
	}
	everywhere := p.hexes(grounds)

	start := func(inLight, inDark float64) float64 {
		if dark {
			return inDark
		}
		return inLight
	}
	p.put("text", readable(colour{start(0.235, 0.955), math.Min(neutral.c, 0.016), neutral.h}, 7, dark, everywhere...), forText, grounds...)
	p.put("muted", readable(colour{start(0.50, 0.735), math.Min(neutral.c, 0.018), neutral.h}, forText, dark, everywhere...), forText, grounds...)
	p.put("control", readable(colour{start(0.66, 0.50), math.Min(neutral.c, 0.016), neutral.h}, forControl, dark,
		p.hexes(grounds[:4])...), forControl, grounds[:4]...)
	for _, role := range roles {
		deriveRole(&p, role.name, role.base, dark, grounds)
	}
	p.put("focus", p.Hex("primary-control"), forControl, grounds[:4]...)
	deriveChrome(&p, t, dark, grey)
	return p
}

// deriveRole works out what a colour of the brand needs to be used: the fill, exactly as it is, what is written on it,
// and shades of its hue that can be read on every ground.
func deriveRole(p *Palette, name string, base colour, dark bool, grounds []string) {
	fill := p.set(name, base.hex())
	ink := inkOn(base, forText, fill)
	// Under the pointer a fill moves away from its ink, so that it is read even better.
	step := 0.045
	if ink == "#ffffff" {
		step = -0.045
	}
	hover := colour{math.Max(0, math.Min(1, base.l+step)), base.c, base.h}.hex()
	if Contrast(ink, hover) < forText {
		hover = fill
	}
	p.set(name+"-hover", hover)
	p.put("on-"+name, ink, forText, name, name+"-hover")
	everywhere := p.hexes(grounds)
	from := base
	if dark {
		from.l = math.Max(from.l, 0.70)
		from.c = math.Min(from.c, 0.16)
	} else {
		from.l = math.Min(from.l, 0.62)
	}
	p.put(name+"-text", readable(from, forText, dark, everywhere...), forText, grounds...)
	p.put(name+"-control", readable(base, forControl, dark, p.hexes(grounds[:4])...), forControl, grounds[:4]...)
	// A fill that is hardly seen on the page gets an edge that is.
	edge := fill
	if worst(fill, p.hexes(grounds[:4])) < 1.5 {
		edge = p.Hex(name + "-control")
	}
	p.set(name+"-edge", edge)
}

// deriveChrome works out the bar around the work, and what lies behind signing in.
func deriveChrome(p *Palette, t Tokens, dark bool, grey func(light, tint float64) string) {
	primary := mustHex(t.Primary)
	tinted := func(light, chroma float64) string { return colour{light, math.Min(primary.c, chroma), primary.h}.hex() }
	var ground, active string
	switch {
	case t.Chrome == "brand":
		ground, active = p.Hex("primary"), p.Hex("primary-hover")
	case t.Chrome == "ink" && dark:
		ground, active = grey(0.130, 0.016), grey(0.235, 0.024)
	case t.Chrome == "ink":
		ground, active = grey(0.225, 0.022), grey(0.320, 0.030)
	case t.Chrome == "tinted" && dark:
		ground, active = tinted(0.195, 0.028), tinted(0.285, 0.050)
	case t.Chrome == "tinted":
		ground, active = tinted(0.955, 0.022), tinted(0.900, 0.045)
	default:
		ground, active = p.Hex("surface"), p.Hex("primary-tint")
	}
	p.set("chrome", ground)
	p.set("chrome-active", active)
	grounds := []string{"chrome", "chrome-active"}
	base, _ := parseHex(ground)
	ink := inkOn(base, forText, ground, active)
	p.put("chrome-text", ink, forText, grounds...)
	light := Contrast("#ffffff", ground) > Contrast("#000000", ground)
	if ink == "#ffffff" {
		light = true
	}
	muted := colour{0.56, math.Min(base.c, 0.03), base.h}
	if light {
		muted.l = 0.74
	}
	p.put("chrome-muted", readable(muted, forText, light, ground, active), forText, grounds...)
	edge := colour{base.l - 0.06, base.c, base.h}
	if light {
		edge.l = base.l + 0.075
	}
	p.set("chrome-border", edge.hex())

	if dark {
		p.set("backdrop", tinted(0.160, 0.022))
		p.set("backdrop-far", tinted(0.215, 0.045))
		p.set("backdrop-line", tinted(0.285, 0.050))
		return
	}
	if t.Backdrop == "dusk" {
		p.set("backdrop", grey(0.235, 0.028))
		p.set("backdrop-far", tinted(0.42, 0.075))
		p.set("backdrop-line", grey(0.330, 0.030))
		return
	}
	p.set("backdrop", tinted(0.968, 0.014))
	p.set("backdrop-far", tinted(0.915, 0.040))
	p.set("backdrop-line", tinted(0.875, 0.045))
}
