package themes

import (
	"slices"
	"strings"
)

// Layer is what one realm says of its look: its own tokens, and the names of those that realms below may not change.
type Layer struct {
	Tokens Tokens
	Locked []string
}

// Inherit works out the tokens of the last of a line of realms, the root first: of each token the nearest that is set
// wins, unless an ancestor locked it; a lock holds the value that was in force where it was locked. What nobody says is
// Default's.
func Inherit(lineage []Layer) Tokens {
	tokens := Default()
	for _, f := range fields() {
		for _, layer := range lineage {
			if value := *f.at(&layer.Tokens); value != "" {
				*f.at(&tokens) = value
			}
			if slices.Contains(layer.Locked, f.name) {
				break
			}
		}
	}
	return tokens
}

// Sets tells whether the token of a name is set.
func (t Tokens) Sets(name string) bool {
	for _, f := range fields() {
		if f.name == name {
			return *f.at(&t) != ""
		}
	}
	return false
}

// Values are the tokens that are set, by name.
func (t Tokens) Values() map[string]string {
	said := map[string]string{}
	for _, f := range fields() {
		if value := *f.at(&t); value != "" {
			said[f.name] = value
		}
	}
	return said
}

// FromMap is tokens by name; what is wrong with their values is told by Validate. Invalid: there is no such token.
func FromMap(said map[string]string) (Tokens, error) {
	var tokens Tokens
	known := 0
	for _, f := range fields() {
		if value, ok := said[f.name]; ok {
			*f.at(&tokens) = value
			known++
		}
	}
	if known < len(said) {
		for name, value := range said {
			if !slices.Contains(Names(), name) {
				return Tokens{}, Invalid{name, value, "there is no such token; there are " + strings.Join(Names(), ", ")}
			}
		}
	}
	return tokens, nil
}

// Choices are what a token may be; of a colour there are none.
func Choices(name string) []string {
	for _, f := range fields() {
		if f.name == name {
			return f.choices
		}
	}
	return nil
}
