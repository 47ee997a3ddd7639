package themes

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Invalid says which token cannot be used, and what it may be instead.
type Invalid struct{ Token, Value, Remedy string }

func (e Invalid) Error() string {
	return fmt.Sprintf("%s: %q cannot be used: %s", e.Token, e.Value, e.Remedy)
}

// Parse reads tokens from JSON, an object of strings, and checks them. Tokens that are not there stay unset. Every fault
// is an Invalid; several are joined.
func Parse(encoded []byte) (Tokens, error) {
	var values map[string]string
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	if err := decoder.Decode(&values); err != nil {
		return Tokens{}, fmt.Errorf("tokens: not a JSON object of strings: %w", err)
	}
	var tokens Tokens
	for _, f := range fields() {
		*f.at(&tokens) = values[f.name]
		delete(values, f.name)
	}
	var faults []error
	for name, value := range values {
		faults = append(faults, Invalid{name, value, "there is no such token; there are " + strings.Join(Names(), ", ")})
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return tokens, errors.Join(append(faults, tokens.Validate())...)
}

// Validate tells every token that cannot be used. Unset tokens are no fault.
func (t Tokens) Validate() error {
	var faults []error
	for _, f := range fields() {
		value := *f.at(&t)
		switch {
		case value == "":
		case f.choices == nil && !isHex(value):
			faults = append(faults, Invalid{f.name, value, `write a colour as # and six digits 0-9 a-f, like "#0f6b6e"`})
		case f.choices != nil && !slices.Contains(f.choices, value):
			faults = append(faults, Invalid{f.name, value, "choose one of " + strings.Join(f.choices, ", ")})
		}
	}
	return errors.Join(faults...)
}

func isHex(value string) bool {
	return len(value) == 7 && value[0] == '#' && strings.Trim(value[1:], "0123456789abcdef") == ""
}
