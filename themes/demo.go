package themes

// DemoBrand is a brand of the demo's world: its name, what it says of its look, and what it locks for those below.
type DemoBrand struct {
	Name   string
	Tokens Tokens
	Locked []string
	Dress  Dress
}

// DemoPlatform is how the installation itself looks in the demo: graphite and indigo, quiet.
func DemoPlatform() DemoBrand {
	return DemoBrand{Name: "Livery", Tokens: Tokens{
		Primary: "#4338ca", Accent: "#0e9f8e", Neutral: "#5b5f77", Map: "#6366f1", Danger: "#d92d4b",
		Radius: "small", Font: "inter", Mark: "orbit", MarkShape: "squircle", Wordmark: "plain", Chrome: "plain", Backdrop: "grid",
	}}
}

// DemoMeridian is a crisp brand: deep teal on white, narrow corners.
func DemoMeridian() DemoBrand {
	return DemoBrand{Name: "Meridian Fleet", Locked: []string{"success", "warning", "danger"}, Tokens: Tokens{
		Primary: "#0b5f66", Accent: "#0b7f6e", Neutral: "#3f6b70", Map: "#1a8a92",
		Success: "#1c8048", Warning: "#d97706", Danger: "#cf2f3f",
		Radius: "small", Font: "inter", Mark: "meridian", MarkShape: "circle", Wordmark: "plain", Chrome: "brand", Backdrop: "contours",
	}}
}

// DemoPolaris is a warm brand: amber on graphite, round.
func DemoPolaris() DemoBrand {
	return DemoBrand{Name: "Polaris Guard", Tokens: Tokens{
		Primary: "#f2a516", Accent: "#2f7d2c", Neutral: "#6b5c48", Map: "#d9902f",
		Success: "#3f8f4f", Warning: "#d9480f", Danger: "#c92a2a",
		Radius: "large", Font: "manrope", Mark: "star", MarkShape: "squircle", Wordmark: "heavy", Chrome: "ink", Backdrop: "dusk",
	}}
}

// DemoHarbour is a sub-reseller of Meridian Fleet: it keeps its parent's corners, type and state colours, and brings
// its own blue and its own mark. Its visitors see its site first.
func DemoHarbour() DemoBrand {
	return DemoBrand{Name: "Harbour Track", Tokens: Tokens{
		Primary: "#1d4e9e", Accent: "#0369a1", Neutral: "#4a5f80", Map: "#3b82c4",
		Mark: "anchor", Wordmark: "spaced", Chrome: "tinted", Backdrop: "grid",
	}, Dress: Dress{Site: Site{Front: true, Headline: map[string]string{
		"en": "Know where the port moves", "ru": "Видно, как движется порт", "es": "Sepa cómo se mueve el puerto",
		"pt": "Saiba como o porto se move", "fr": "Voyez le port bouger",
	}}}}
}
