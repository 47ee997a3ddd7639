package letters

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// Text is what a realm writes in its own words; ours can be read as one, too.
type Text struct {
	Subject string `json:"subject,omitempty"`
	Body    string `json:"body"`
}

// Book is all that can be said. Safe for concurrent use.
type Book struct {
	words  map[string]language
	kinds  map[string]Kind
	layout *template.Template
}

// New reads our own words.
func New() (*Book, error) {
	words, err := readWords()
	if err != nil {
		return nil, err
	}
	layout, err := template.New("letter").Parse(letterLayout)
	if err != nil {
		return nil, fmt.Errorf("read the layout of letters: %w", err)
	}
	return &Book{words: words, kinds: kindsOf(words[Languages()[0]]), layout: layout}, nil
}

// single is a variable as our own words name it.
var single = regexp.MustCompile(`\{([a-z_]+)\}`)

func place(name string) string { return "{{" + name + "}}" }

func doubled(text string) string { return single.ReplaceAllString(text, "{{$1}}") }

// Title is what our own letter of a kind is called in a language; empty: it is none of ours.
func (b *Book) Title(name, lang string) string {
	return single.ReplaceAllString(b.words[LanguageOf(lang)].Letters[name].Title, "…")
}

// Ours is our own text of a kind as somebody would write it. Papers close with nothing.
func (b *Book) Ours(name, lang string) Text {
	of := b.words[LanguageOf(lang)]
	if name == Foot {
		return Text{Body: doubled(of.Footer)}
	}
	w, ok := of.Letters[name]
	if !ok {
		return Text{}
	}
	parts := []string{"# " + doubled(w.Title), place(varGreeting)}
	for _, line := range w.Lines {
		parts = append(parts, doubled(line))
	}
	parts = append(parts, "["+doubled(w.Button)+"]("+place(varLink)+")")
	for _, line := range w.After {
		parts = append(parts, doubled(line))
	}
	return Text{Subject: doubled(w.Subject), Body: strings.Join(parts, "\n\n")}
}
