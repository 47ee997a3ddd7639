package letters

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"time"
	"unicode"
)

//go:embed words/*.json
var wordFiles embed.FS

// language is the words of one.
type language struct {
	Greeting       string `json:"greeting"`
	GreetingNobody string `json:"greeting_nobody"`
	Link           string `json:"link"`
	Footer         string `json:"footer"`
	// FooterOutside is for who is nobody's user, and Stop the link by which they end such letters.
	FooterOutside string           `json:"footer_outside"`
	Stop          string           `json:"stop"`
	Letters       map[string]words `json:"letters"`
}

// words of one letter; {name} stands for a parameter.
type words struct {
	Subject string   `json:"subject"`
	Title   string   `json:"title"`
	Lines   []string `json:"lines"`
	Button  string   `json:"button"`
	After   []string `json:"after"`
}

// Languages that letters are written in; the first is for whoever reads none of them.
func Languages() []string { return []string{"en", "ru", "es", "pt", "fr"} }

func readWords() (map[string]language, error) {
	all := map[string]language{}
	for _, name := range Languages() {
		file, err := wordFiles.ReadFile("words/" + name + ".json")
		if err != nil {
			return nil, err
		}
		var l language
		if err := json.Unmarshal(file, &l); err != nil {
			return nil, fmt.Errorf("read the words of letters in %s: %w", name, err)
		}
		all[name] = l
	}
	return all, nil
}

// LanguageOf is the language for a locale such as ru or ru-RU.
func LanguageOf(locale string) string {
	base, _, _ := strings.Cut(locale, "-")
	for _, name := range Languages() {
		if name == base {
			return name
		}
	}
	return Languages()[0]
}

// days are how the languages write a date.
func days() map[string]string {
	return map[string]string{"en": "2 January 2006", "ru": "02.01.2006", "es": "02/01/2006", "pt": "02/01/2006", "fr": "02/01/2006"}
}

// sums that letters name, as money writes them: 12.50 EUR.
var sums = regexp.MustCompile(`^-?\d+\.\d+ [A-Z]{3}\b`)

// dated writes the days and sums among a letter's parameters as the reader does. Only those that letters name so: what
// somebody has typed stays as it is, whatever it looks like.
func dated(lang string, params map[string]string) map[string]string {
	read := maps.Clone(params)
	for _, name := range []string{"until", "from", "on"} {
		if day, err := time.Parse(time.DateOnly, params[name]); err == nil {
			read[name] = day.Format(days()[lang])
		}
	}
	for _, name := range []string{"sum", "below", "most", "price", "was"} {
		if value := params[name]; lang != "en" && sums.MatchString(value) {
			read[name] = strings.Replace(value, ".", ",", 1)
		}
	}
	return read
}

// longestParam bounds what people have typed, where it stands in a letter.
const longestParam = 300

// fill puts parameters in their places, each on one line: what somebody has typed can break neither a header nor the
// letter's form.
func fill(text string, params map[string]string) string {
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		pairs = append(pairs, "{"+name+"}", OneLine(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Breaks tells what no name may hold: it breaks a line, or turns the direction of writing round, so that a name could pose as something
// else.
func Breaks(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// OneLine is what somebody has typed as it may stand in a line: short, and without anything that could break or turn one.
func OneLine(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > longestParam {
			b.WriteRune('…')
			break
		}
		if Breaks(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
