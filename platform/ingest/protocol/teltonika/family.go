package teltonika

import "strings"

// family is a line of models whose elements mean the same. What an element's number means differs between lines;
// within one it is stable over models and years.
type family uint8

const (
	// undeclared: the owner named no model, or none that is known.
	undeclared family = iota
	// undeclaredLight: no model, but the record holds an element only the light platform has.
	undeclaredLight
	// light is the FMB platform: FMB, FMC, FMM, FMP, FMT, FMU of the 0, 1, 2, 8 and 9 hundreds, FTx, MTB100, MSP500.
	light
	// heavy is the professional line: FMB630, FMx640, FMx641, FMx650, FM63xx.
	heavy
	// autonomous are trackers with their own power: TAT, TMT, TFT, TST, GH5200.
	autonomous
	families int = iota
)

func familyOf(model string) family {
	m := strings.ToUpper(strings.TrimSpace(model))
	switch {
	case m == "MTB100", m == "MSP500":
		return light
	case m == "GH5200":
		return autonomous
	case strings.HasPrefix(m, "FM63"):
		return heavy
	case strings.HasPrefix(m, "FM30"):
		return light
	case len(m) < 6:
		return undeclared
	case m[0] == 'T' && m[2] == 'T':
		return autonomous
	case m[0] != 'F' || m[2] < 'A' || m[2] > 'Z':
		return undeclared
	case m[1] == 'M' && m[3] == '6':
		return heavy
	case m[1] == 'M', m[1] == 'T':
		return light
	}
	return undeclared
}

// lines is a set of families, for the table of elements.
type lines uint8

const (
	onUndeclared lines = 1 << undeclared
	onLightSeen  lines = 1 << undeclaredLight
	onLight      lines = 1 << light
	onHeavy      lines = 1 << heavy
	onAutonomous lines = 1 << autonomous

	// everywhere: the number and the width mean this on every line that has them.
	everywhere = onUndeclared | onLightSeen | onLight | onHeavy | onAutonomous
	// unlessHeavy: no other line uses this number with this width, so that it needs no declared model.
	unlessHeavy = everywhere &^ onHeavy
	// lightLines: the heavy line uses the number otherwise, so that it takes a model or a sign in the record.
	lightLines = onLight | onAutonomous | onLightSeen
	// lightOnly: the light platform's, by a declared model or a sign in the record; the autonomous trackers, which give
	// that sign too, have no such number.
	lightOnly = onLight | onLightSeen
	// unlessLight: the heavy line's alone, told by its width.
	unlessLight = onHeavy | onUndeclared
)
