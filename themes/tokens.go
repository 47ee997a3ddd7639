package themes

import "github.com/liveryhq/livery/internal/measures"

// Hex is a colour, "#rrggbb" in lower case.
type Hex string

// The choices of a token that is no colour. Each is one word of a closed list (see fields).
type (
	// Radius says how round corners are: sharp, small, medium, large.
	Radius string
	// Font is one of the families we embed: inter, manrope, onest.
	Font string
	// Mark is what the logo shows: a drawing, or the first letter of the brand's name.
	Mark string
	// MarkShape is what the mark stands on.
	MarkShape string
	// Wordmark says how the name is written beside the mark: plain, spaced (capitals set wide) or heavy.
	Wordmark string
	// Chrome is the look of the bar around the work: plain, tinted, ink or brand.
	Chrome string
	// Backdrop is what lies behind signing in: contours, grid, dusk or plain.
	Backdrop string
	// Scheme is what people see who have not chosen: system, light or dark.
	Scheme string
)

// Tokens say how a brand looks. An empty one is not set: it is looked up in the ancestors' brands and at last in
// Default.
type Tokens struct {
	// Primary is the corporate colour. It fills buttons exactly as it is; shades for text are derived.
	Primary Hex `json:"primary,omitempty"`
	// Accent marks what is alive: moving objects, the track, what is new.
	Accent Hex `json:"accent,omitempty"`
	// Neutral lends its hue to greys, a little of it.
	Neutral Hex `json:"neutral,omitempty"`
	// Success, Warning and Danger are for states, never for decoration.
	Success Hex `json:"success,omitempty"`
	Warning Hex `json:"warning,omitempty"`
	Danger  Hex `json:"danger,omitempty"`
	// Map is the colour that the base map leans towards.
	Map Hex `json:"map,omitempty"`

	Radius    Radius    `json:"radius,omitempty"`
	Font      Font      `json:"font,omitempty"`
	Mark      Mark      `json:"mark,omitempty"`
	MarkShape MarkShape `json:"mark_shape,omitempty"`
	Wordmark  Wordmark  `json:"wordmark,omitempty"`
	Chrome    Chrome    `json:"chrome,omitempty"`
	Backdrop  Backdrop  `json:"backdrop,omitempty"`
	Scheme    Scheme    `json:"scheme,omitempty"`

	// Measures are what figures are shown in to whoever has chosen nothing else.
	measures.Measures
}

// Default is the look of a brand that says nothing: quiet, and nobody's.
func Default() Tokens {
	return Tokens{
		Primary: "#3b5bdb", Accent: "#0c8599", Neutral: "#5c677d",
		Success: "#2b8a3e", Warning: "#e67700", Danger: "#d6293e", Map: "#4c6ef5",
		Radius: "medium", Font: "inter", Mark: "pin", MarkShape: "squircle", Wordmark: "plain",
		Chrome: "plain", Backdrop: "contours", Scheme: "system",
		Measures: measures.Measures{Distance: "km", Volume: "litre", Temperature: "celsius", Clock: "h24", Week: "monday"},
	}
}

// field is one token: its name, where it lies, and what it may be. choices is nil for a colour.
type field struct {
	name    string
	at      func(*Tokens) *string
	choices []string
}

// fields are all tokens, in the order of Tokens.
func fields() []field {
	all := []field{
		{"primary", func(t *Tokens) *string { return (*string)(&t.Primary) }, nil},
		{"accent", func(t *Tokens) *string { return (*string)(&t.Accent) }, nil},
		{"neutral", func(t *Tokens) *string { return (*string)(&t.Neutral) }, nil},
		{"success", func(t *Tokens) *string { return (*string)(&t.Success) }, nil},
		{"warning", func(t *Tokens) *string { return (*string)(&t.Warning) }, nil},
		{"danger", func(t *Tokens) *string { return (*string)(&t.Danger) }, nil},
		{"map", func(t *Tokens) *string { return (*string)(&t.Map) }, nil},
		{"radius", func(t *Tokens) *string { return (*string)(&t.Radius) }, []string{"sharp", "small", "medium", "large"}},
		{"font", func(t *Tokens) *string { return (*string)(&t.Font) }, []string{"inter", "manrope", "onest"}},
		{"mark", func(t *Tokens) *string { return (*string)(&t.Mark) },
			[]string{"pin", "compass", "meridian", "star", "shield", "heading", "orbit", "anchor", "letter"}},
		{"mark_shape", func(t *Tokens) *string { return (*string)(&t.MarkShape) }, []string{"squircle", "circle", "square", "hexagon"}},
		{"wordmark", func(t *Tokens) *string { return (*string)(&t.Wordmark) }, []string{"plain", "spaced", "heavy"}},
		{"chrome", func(t *Tokens) *string { return (*string)(&t.Chrome) }, []string{"plain", "tinted", "ink", "brand"}},
		{"backdrop", func(t *Tokens) *string { return (*string)(&t.Backdrop) }, []string{"contours", "grid", "dusk", "plain"}},
		{"scheme", func(t *Tokens) *string { return (*string)(&t.Scheme) }, []string{"system", "light", "dark"}},
	}
	for _, name := range measures.Names() {
		all = append(all, field{name, func(t *Tokens) *string { return t.At(name) }, measures.Choices(name)})
	}
	return all
}

// Names are the names of all tokens, as they are locked by and stored under.
func Names() []string {
	var names []string
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return names
}
