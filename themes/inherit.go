package themes

import "slices"

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
