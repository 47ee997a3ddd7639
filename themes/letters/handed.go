package letters

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// leading are what leads to somebody: an address of a page, of a letter box, a number of a telephone or a register.
var leading = regexp.MustCompile(`(?i)https?://|www\.|[^\s@]+@[^\s@]+|\b[a-z0-9-]+\.(?:[a-z]{2,24})\b(?:/|\b)|\d(?:[\s().-]*\d){5,}`)

// wordOfName is how long a word of a name is that stands for it.
const wordOfName = 4

// anyPlace is a variable in a text.
var anyPlace = regexp.MustCompile(`\{\{[^{}\n]*\}\}`)

// Betrays finds what in a text says whose it is, beside its variables: one of the names, or whatever leads to somebody. Empty:
// nothing does, and realms below may say the same.
func (t Text) Betrays(names ...string) string {
	said := anyPlace.ReplaceAllString(t.Subject+"\n"+t.Body, " ")
	low := strings.ToLower(said)
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if utf8.RuneCountInString(name) >= 2 && strings.Contains(low, name) {
			return name
		}
		if strings.ContainsAny(name, "@.") {
			continue
		}
		// Somebody who is called Polaris Fleet calls itself Polaris.
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if utf8.RuneCountInString(part) >= wordOfName && slices.Contains(strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }), part) {
				return part
			}
		}
	}
	return strings.TrimSpace(leading.FindString(said))
}
