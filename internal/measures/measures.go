package measures

import "slices"

// Measures are what somebody has chosen; what is empty is left to whoever stands above.
type Measures struct {
	Distance    string `json:"distance,omitempty"`    // of ways and speeds
	Volume      string `json:"volume,omitempty"`      // of fuel
	Temperature string `json:"temperature,omitempty"` // of sensors and weather
	Clock       string `json:"clock,omitempty"`
	Week        string `json:"week,omitempty"` // its first day
}

// Names of all measures, in the order in which they are asked for.
func Names() []string { return []string{"distance", "volume", "temperature", "clock", "week"} }

// Choices are what a measure may be; the first is what is shown where nobody has chosen.
func Choices(name string) []string {
	switch name {
	case "distance":
		return []string{"km", "mi"}
	case "volume":
		return []string{"litre", "us_gallon", "imperial_gallon"}
	case "temperature":
		return []string{"celsius", "fahrenheit"}
	case "clock":
		return []string{"h24", "h12"}
	case "week":
		return []string{"monday", "sunday", "saturday"}
	}
	return nil
}

// At is where the measure of a name lies; nil: there is none.
func (m *Measures) At(name string) *string {
	switch name {
	case "distance":
		return &m.Distance
	case "volume":
		return &m.Volume
	case "temperature":
		return &m.Temperature
	case "clock":
		return &m.Clock
	case "week":
		return &m.Week
	}
	return nil
}

// Wrong names the first measure that is none of its choices; empty: all can be chosen.
func (m Measures) Wrong() string {
	for _, name := range Names() {
		if value := *m.At(name); value != "" && !slices.Contains(Choices(name), value) {
			return name
		}
	}
	return ""
}
