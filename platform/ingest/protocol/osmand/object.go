package osmand

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// A batch is a hundred locations of a dozen values each. encoding/json takes it apart level by level, and checks all that lies below anew at each of them;
// here it is checked once, as a whole, and then gone through once. All texts are parts of the one that came, so whoever keeps one clones it.

// member of an object, and its value as it was sent.
type member struct{ name, raw string }

// object is what stands between braces, by name; of a name that stands there twice the last one counts.
type object []member

// get returns a member's value as it was sent; it is empty if there is none.
func (o object) get(name string) string {
	for i := range o {
		if o[i].name == name {
			return o[i].raw
		}
	}
	return ""
}

// checked returns the body as text if it is JSON.
func checked(body []byte, what string) (string, error) {
	if json.Valid(body) {
		return strings.Trim(string(body), blanks), nil
	}
	var nothing json.RawMessage
	return "", fmt.Errorf("%w: the %s is not the JSON of a location: %w", protocol.ErrMalformed, what, json.Unmarshal(body, &nothing))
}

// blanks may stand between what JSON is made of (RFC 8259, section 2).
const blanks = " \t\r\n"

// objectsOf reads an object, or an array of them.
func objectsOf(raw, what string) ([]object, error) {
	var many []object
	switch raw[0] {
	case '[':
		for each := range elements(raw) {
			if each[0] != '{' && each[0] != 'n' {
				return nil, fmt.Errorf("%w: the %s is not the JSON of a location: there is %s in its list", protocol.ErrMalformed, what, cut(each, maxName))
			}
			many = append(many, objectOf(each))
		}
	case '{':
		many = []object{objectOf(raw)}
	case 'n':
	default:
		return nil, fmt.Errorf("%w: the %s is not the JSON of a location but %s", protocol.ErrMalformed, what, cut(raw, maxName))
	}
	if len(many) == 0 {
		return nil, fmt.Errorf("%w: the %s is empty", protocol.ErrMalformed, what)
	}
	return many, nil
}

// elements goes through an array that is known to be JSON.
func elements(raw string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := next(raw, 1); raw[at] != ']'; {
			end := after(raw, at)
			if !yield(raw[at:end]) {
				return
			}
			if at = next(raw, end); raw[at] == ',' {
				at = next(raw, at+1)
			}
		}
	}
}

// members goes through an object that is known to be JSON, as it was sent; null has none.
func members(raw string) iter.Seq2[string, string] {
	return func(yield func(name, raw string) bool) {
		if raw[0] != '{' {
			return
		}
		for at := next(raw, 1); raw[at] != '}'; {
			end := after(raw, at)
			name := textOf(raw[at:end])
			at = next(raw, next(raw, end)+1) // past the colon
			end = after(raw, at)
			if !yield(name, raw[at:end]) {
				return
			}
			if at = next(raw, end); raw[at] == ',' {
				at = next(raw, at+1)
			}
		}
	}
}

// objectOf reads an object that is known to be JSON; null has no members.
func objectOf(raw string) object {
	o := make(object, 0, 16)
	for name, raw := range members(raw) {
		o = append(o, member{name, raw})
	}
	slices.SortStableFunc(o, func(a, b member) int { return strings.Compare(a.name, b.name) })
	kept := o[:0]
	for i := range o {
		if i+1 == len(o) || o[i+1].name != o[i].name {
			kept = append(kept, o[i])
		}
	}
	return kept
}

// next is the place of what comes after blanks.
func next(raw string, at int) int {
	for raw[at] == ' ' || raw[at] == '\n' || raw[at] == '\t' || raw[at] == '\r' {
		at++
	}
	return at
}

// after is the place after the value that begins at a place.
func after(raw string, at int) int {
	switch raw[at] {
	case '"':
		return afterText(raw, at)
	case '{', '[':
		for depth := 0; ; at++ {
			switch raw[at] {
			case '"':
				at = afterText(raw, at) - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return at + 1
				}
			}
		}
	}
	for at < len(raw) && strings.IndexByte(",]}"+blanks, raw[at]) < 0 {
		at++
	}
	return at
}

func afterText(raw string, at int) int {
	for at++; raw[at] != '"'; at++ {
		if raw[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// textOf is what a text in quotes says.
func textOf(raw string) string {
	inside := raw[1 : len(raw)-1]
	if strings.IndexByte(inside, '\\') < 0 && utf8.ValidString(inside) {
		return inside
	}
	var text string
	_ = json.Unmarshal([]byte(raw), &text) // it was checked
	return text
}

// takeNumber reads a number, or null, which is none; it tells whether it was one of them.
func takeNumber(to **float64, raw string) bool {
	if raw == "null" {
		*to = nil
		return true
	}
	if !isNumeral(raw) {
		return false
	}
	v, err := strconv.ParseFloat(raw, 64)
	*to = &v
	return err == nil
}

// isNumeral tells a number from all else that a value can be.
func isNumeral(raw string) bool { return raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9' }

// takeWord reads a text, or null, which says nothing; it tells whether it was one of them.
func takeWord(to *string, raw string) bool {
	if raw[0] == '"' {
		*to = textOf(raw)
		return true
	}
	return raw == "null"
}
