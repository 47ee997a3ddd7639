package letters

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Own is a text of a realm, as it is in force.
type Own struct {
	Text

	// Handed: it names nobody, so realms below that have none of their own say the same.
	Handed bool `json:"handed,omitempty"`
}

// Words is all that a realm says in its own words.
type Words struct {
	// Texts by kind and language.
	Texts map[string]map[string]Own `json:"texts,omitempty"`
	// Locked are the kinds in which realms below say nothing of their own.
	Locked []string `json:"locked,omitempty"`
}

// ParseWords reads what is stored.
func ParseWords(stored []byte) (w Words, err error) {
	if len(stored) == 0 {
		return Words{}, nil
	}
	if err := json.Unmarshal(stored, &w); err != nil {
		return Words{}, fmt.Errorf("read the words of a realm: %w", err)
	}
	return w, nil
}

// Of is the text of a kind in a language.
func (w Words) Of(kind, lang string) (Own, bool) {
	own, ok := w.Texts[kind][lang]
	return own, ok
}

// With is the words with another text in a place; nil takes the one there away. What it was made of stays as it is.
func (w Words) With(kind, lang string, text *Text) Words {
	texts := map[string]map[string]Own{}
	for name, by := range w.Texts {
		texts[name] = maps.Clone(by)
	}
	if text == nil {
		delete(texts[kind], lang)
	} else {
		if texts[kind] == nil {
			texts[kind] = map[string]Own{}
		}
		texts[kind][lang] = Own{Text: text.Plain()}
	}
	maps.DeleteFunc(texts, func(_ string, by map[string]Own) bool { return len(by) == 0 })
	return Words{Texts: texts, Locked: w.Locked}
}

// Locking is the words with a kind locked for those below, or free.
func (w Words) Locking(kind string, locked bool) Words {
	list := slices.DeleteFunc(slices.Clone(w.Locked), func(name string) bool { return name == kind })
	if locked {
		list = append(list, kind)
	}
	slices.Sort(list)
	return Words{Texts: w.Texts, Locked: list}
}

// Handing says of each text whether it may be handed down: not if it names one of these, or leads to somebody.
func (w Words) Handing(names ...string) Words {
	texts := map[string]map[string]Own{}
	for kind, by := range w.Texts {
		texts[kind] = map[string]Own{}
		for lang, own := range by {
			own.Handed = own.Betrays(names...) == ""
			texts[kind][lang] = own
		}
	}
	return Words{Texts: texts, Locked: w.Locked}
}

// Layer is the words of one realm of a lineage.
type Layer struct {
	// Name of its brand: a text that names it is not handed down, whenever it was named so.
	Name string
	Words
}

// Choose finds what is said in a lineage, from the root down: the nearest text, unless a realm above has locked the kind. A text
// of a realm above is taken only if it may be handed down. from is its place in the lineage; below zero: ours is said. locked:
// a realm above the last one has locked the kind.
func Choose(lineage []Layer, kind, lang string) (own Own, from int, locked bool) {
	last := len(lineage) - 1
	from = -1
	for i, layer := range lineage {
		text, ok := layer.Of(kind, lang)
		if ok && (i == last || text.Handed && text.Betrays(layer.Name) == "") {
			own, from = text, i
		}
		if i < last && slices.Contains(layer.Locked, kind) {
			return own, from, true
		}
	}
	return own, from, false
}

// Told is the words as an audit tells them: of each text its subject or beginning, and a mark that changes with it.
func (w Words) Told() map[string]any {
	told := map[string]any{}
	for kind, by := range w.Texts {
		for lang, own := range by {
			begins := own.Subject
			if begins == "" {
				begins = OneLine(own.Body)
			}
			sum := sha256.Sum256([]byte(own.Subject + "\n" + own.Body))
			told[kind+"."+lang] = begins + " #" + hex.EncodeToString(sum[:4])
		}
	}
	for _, kind := range w.Locked {
		told[kind] = "locked"
	}
	return told
}
