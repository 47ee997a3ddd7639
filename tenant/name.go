package tenant

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/liveryhq/livery/internal/errs"
)

// NameKey is what names are compared, sorted and searched by: NFKC, case folded, runs of space made one. It is kept
// beside the name because lower() and LIKE cannot use an index under row-level security.
func NameKey(name string) string {
	folded := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
	return strings.Join(strings.Fields(folded), " ")
}

// NameRange bounds the keys that begin with a prefix, for an index on a column in the C collation: from ≤ key < to.
// With an empty prefix it bounds nothing.
func NameRange(prefix string) (from, to string) {
	from = NameKey(prefix)
	return from, from + string(rune(utf8.MaxRune))
}

func checkName(name string) error {
	if n := utf8.RuneCountInString(name); n < 1 || n > 200 || strings.TrimSpace(name) == "" {
		return errs.Field("name", "bad_name", "Give a name of 1 to 200 letters.")
	}
	return nil
}
