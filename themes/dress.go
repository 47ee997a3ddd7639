package themes

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Picture is the content's name of an image: 32 hexadecimal digits.
type Picture string

// Dress is what a brand shows beside its tokens. All of it may be empty; nothing is inherited.
type Dress struct {
	// Logos by what they are for: see LogoKinds.
	Logos map[string]Picture `json:"logos,omitempty"`
	// Texts by language and by key of TextKeys, in place of ours.
	Texts map[string]map[string]string `json:"texts,omitempty"`
	// Maps people can choose from, the first one first; none: all there are.
	Maps []string `json:"maps,omitempty"`
	// View is where the map begins where there is nothing to show yet.
	View *View `json:"view,omitempty"`
	Site Site  `json:"site"`
}

// View of a map.
type View struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Zoom      float64 `json:"zoom"`
}

// Site is what a brand's public site says; its prices, documents and contacts come from where they are kept.
type Site struct {
	// Off: there is none.
	Off bool `json:"off,omitempty"`
	// Front: whoever comes to the bare address without having signed in sees the site's first page.
	Front bool `json:"front,omitempty"`
	// All of these are by language; what is not said is said in our words, or not at all. Headline and Lead stand above the first page,
	// Action on its button. In About, Help and Contact, which is a note on the page of contacts, empty lines part paragraphs. Foot is a
	// line below every page.
	Headline map[string]string `json:"headline,omitempty"`
	Lead     map[string]string `json:"lead,omitempty"`
	Action   map[string]string `json:"action,omitempty"`
	About    map[string]string `json:"about,omitempty"`
	Help     map[string]string `json:"help,omitempty"`
	Contact  map[string]string `json:"contact,omitempty"`
	Foot     map[string]string `json:"foot,omitempty"`
	// Forum is the brand's own, elsewhere (support policy 3.4).
	Forum string `json:"forum,omitempty"`
}

// Languages that texts are given in.
func Languages() []string { return []string{"en", "ru", "es", "pt", "fr"} }

// Logo kinds: on light and dark grounds, the app's icon, the same for systems that cut it, on paper and in letters, and
// behind signing in.
const (
	LogoLight    = "light"
	LogoDark     = "dark"
	LogoIcon     = "icon"
	LogoMaskable = "maskable"
	LogoDocument = "document"
	LogoBackdrop = "backdrop"
)

// LogoKinds are what pictures are for.
func LogoKinds() []string {
	return []string{LogoLight, LogoDark, LogoIcon, LogoMaskable, LogoDocument, LogoBackdrop}
}

// TextKeys are the texts of the app that a brand may say in its own words.
func TextKeys() []string {
	return []string{"signIn.title", "signIn.lead", "signIn.submit", "signIn.login", "recovery.forgotLink", "signUp.create",
		"signUp.title", "signUp.lead", "signUp.submit", "signUp.closedText"}
}

// MapKinds are the maps there are: ours in the brand's tint, ours in greys, and another provider's where the installation
// has one.
func MapKinds() []string { return []string{"brand", "quiet", "external"} }

var (
	pictureName = regexp.MustCompile(`^[0-9a-f]{32}$`)
	placeholder = regexp.MustCompile(`\{\{|\}\}`)
)

// ParseDress reads what is stored; what it does not know is left out.
func ParseDress(encoded []byte) (Dress, error) {
	var d Dress
	if len(encoded) == 0 {
		return d, nil
	}
	if err := json.Unmarshal(encoded, &d); err != nil {
		return Dress{}, fmt.Errorf("read a brand's dress: %w", err)
	}
	return d, nil
}

// Pictures are all that a dress names.
func (d Dress) Pictures() []Picture { return slices.Sorted(maps.Values(d.Logos)) }

// Validate tells everything that cannot be used; each fault is an Invalid.
func (d Dress) Validate() error {
	var faults []error
	fault := func(field, value, remedy string) {
		faults = append(faults, Invalid{field, value, remedy})
	}
	for kind, picture := range d.Logos {
		if !slices.Contains(LogoKinds(), kind) {
			fault("logos", kind, "choose one of "+strings.Join(LogoKinds(), ", "))
		}
		if !pictureName.MatchString(string(picture)) {
			fault("logos."+kind, string(picture), "upload the picture, and name it as the answer does")
		}
	}
	for language, texts := range d.Texts {
		if !slices.Contains(Languages(), language) {
			fault("texts", language, "choose one of "+strings.Join(Languages(), ", "))
		}
		for key, text := range texts {
			if !slices.Contains(TextKeys(), key) {
				fault("texts."+language, key, "choose one of "+strings.Join(TextKeys(), ", "))
			}
			if !plain(text, 200) || strings.Contains(text, "\n") || placeholder.MatchString(strings.ReplaceAll(text, "{{brand}}", "")) {
				fault("texts."+language+"."+key, text, "write one line of at most 200 letters; {{brand}} stands for the brand's name, other braces for nothing")
			}
		}
	}
	for i, name := range d.Maps {
		if !slices.Contains(MapKinds(), name) || slices.Contains(d.Maps[:i], name) {
			fault("maps", name, "choose each at most once of "+strings.Join(MapKinds(), ", "))
		}
	}
	if v := d.View; v != nil && !(math.Abs(v.Latitude) <= 85 && math.Abs(v.Longitude) <= 180 && v.Zoom >= 1 && v.Zoom <= 18) {
		fault("view", fmt.Sprintf("%g, %g, %g", v.Latitude, v.Longitude, v.Zoom), "give a latitude from -85 to 85, a longitude from -180 to 180, and a zoom from 1 to 18")
	}
	return errors.Join(append(faults, d.Site.faults()...)...)
}

func (s Site) faults() (faults []error) {
	for field, said := range map[string]struct {
		by   map[string]string
		most int
	}{"site.headline": {s.Headline, 120}, "site.lead": {s.Lead, 300}, "site.action": {s.Action, 40}, "site.about": {s.About, 4000},
		"site.help": {s.Help, 8000}, "site.contact": {s.Contact, 1000}, "site.foot": {s.Foot, 300}} {
		for language, text := range said.by {
			if !slices.Contains(Languages(), language) {
				faults = append(faults, Invalid{field, language, "choose one of " + strings.Join(Languages(), ", ")})
			}
			if !plain(text, said.most) {
				faults = append(faults, Invalid{field + "." + language, "", fmt.Sprintf("write plain text of at most %d letters", said.most)})
			}
		}
	}
	if s.Forum != "" {
		u, err := url.Parse(s.Forum)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(s.Forum) > 300 {
			faults = append(faults, Invalid{"site.forum", s.Forum, "write an address that begins with https://"})
		}
	}
	return faults
}

// plain tells whether a text is text: no more letters than that, and no control characters but line ends.
func plain(text string, most int) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' })
}
