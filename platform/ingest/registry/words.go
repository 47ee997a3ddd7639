package registry

import "time"

// word stands for a text that many trackers share: a protocol, a model, a zone.
type word uint32

// words gives each text a number.
type words struct {
	numbers map[string]word
	texts   []string
	zones   map[word]*time.Location
}

func newWords() words {
	return words{numbers: map[string]word{"": 0}, texts: []string{""}, zones: map[word]*time.Location{}}
}

func (w *words) number(text string) word {
	n, ok := w.numbers[text]
	if !ok {
		n = word(len(w.texts))
		w.numbers[text] = n
		w.texts = append(w.texts, text)
	}
	return n
}

// zoneNumber also reads the zone's rules; a zone that is not known counts as none.
func (w *words) zoneNumber(text string) word {
	n := w.number(text)
	if text != "" && w.zones[n] == nil {
		if zone, err := time.LoadLocation(text); err == nil {
			w.zones[n] = zone
		}
	}
	return n
}

func (w *words) text(n word) string { return w.texts[n] }

func (w *words) zone(n word) *time.Location { return w.zones[n] }
