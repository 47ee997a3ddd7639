package letter

import (
	"strings"
)

// meeting reads the first event of a calendar (RFC 5545), as much of it as a reader of the letter wants to know.
func meeting(content []byte, method string) *Meeting {
	text := shorten(toUTF8(content, ""), maxText)
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.NewReplacer("\n ", "", "\n\t", "").Replace(text)
	m := &Meeting{Method: strings.ToUpper(method)}
	within, found := false, false
	for line := range strings.SplitSeq(text, "\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		property, _, _ := strings.Cut(strings.ToUpper(name), ";")
		switch {
		case property == "METHOD" && m.Method == "":
			m.Method = strings.ToUpper(strings.TrimSpace(value))
		case property == "BEGIN" && strings.EqualFold(strings.TrimSpace(value), "VEVENT"):
			within, found = true, true
		case property == "END" && strings.EqualFold(strings.TrimSpace(value), "VEVENT"):
			return m
		case !within:
		case property == "SUMMARY":
			m.Summary = calendarText(value)
		case property == "LOCATION":
			m.Place = calendarText(value)
		case property == "DTSTART":
			m.Begins = headline(value)
		case property == "DTEND":
			m.Ends = headline(value)
		case property == "ORGANIZER":
			if i := strings.LastIndexByte(value, ':'); i >= 0 {
				value = value[i+1:]
			}
			m.Organizer = Normal(value)
		}
	}
	if !found {
		return nil
	}
	return m
}

func calendarText(value string) string {
	return headline(strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(value))
}
