package recipients

import (
	"regexp"
	"strings"
)

// longestName of a tenant in a letter to somebody who does not know it yet.
const longestName = 60

var (
	dots  = regexp.MustCompile(`\.(\S)`)
	marks = strings.NewReplacer("://", " ", "@", " ")
)

// Harmless is a name that somebody has chosen for themselves, as strangers may be shown it: programs that show letters find nothing in
// it to make a link of. A letter that asks must not carry somebody's advertisement.
func Harmless(name string) string {
	name = dots.ReplaceAllString(marks.Replace(name), ". $1")
	if runes := []rune(name); len(runes) > longestName {
		return string(runes[:longestName]) + "…"
	}
	return name
}
