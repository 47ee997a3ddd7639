package mail

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"strings"

	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes"
)

//go:embed letter.html
var letterLayout string

// written is a letter in words, ready to go into an envelope.
type written struct {
	subject, text, html string
}

// sheet is what the layout is filled with.
type sheet struct {
	Lang, Brand, Subject, Title, Greeting string
	Lines, After                          []string
	Link, Button, LinkHint, Footer        string
	// Stop is where a reader who is nobody's user ends such letters.
	Stop, StopButton string

	Body, Surface, Border, Ink, Muted, BrandInk, Fill, OnFill template.CSS
}

var errNoWords = errors.New("there are no words for a letter of this kind")

// write puts a letter into the reader's language and the realm's look. origin is the realm's own, as https://host; stop is the address
// where somebody who is nobody's user ends such letters.
func (m *Mail) write(l identity.Letter, brand *tenant.Brand, origin, stop string) (written, error) {
	lang := languageOf(l.Locale)
	of := m.words[lang]
	w, ok := of.Letters[l.Template]
	if !ok {
		return written{}, fmt.Errorf("%w: %q", errNoWords, l.Template)
	}
	theme, err := look(brand)
	if err != nil {
		return written{}, err
	}
	// The brand goes in last: whoever writes a letter cannot put another in its place.
	params := map[string]string{}
	maps.Copy(params, l.Params)
	params = dated(lang, params)
	params["brand"] = brand.Name
	s := sheet{Lang: lang, Brand: oneLine(brand.Name), Subject: fill(w.Subject, params), Title: fill(w.Title, params), Greeting: fill(of.Greeting, params),
		Lines: fillAll(w.Lines, params), After: fillAll(w.After, params), Button: fill(w.Button, params), LinkHint: of.Link, Footer: fill(of.Footer, params)}
	if strings.TrimSpace(params["name"]) == "" {
		s.Greeting = of.GreetingNobody
	}
	if stop != "" {
		s.Stop, s.StopButton, s.Footer = stop, fill(of.Stop, params), fill(of.FooterOutside, params)
	}
	if l.Path != "" {
		if !strings.HasPrefix(l.Path, "/") || strings.HasPrefix(l.Path, "//") {
			return written{}, fmt.Errorf("a letter's link leads to the realm's own host: %q does not", l.Path)
		}
		s.Link = origin + l.Path
	}
	shade := func(name string) template.CSS { return template.CSS(theme.Light.Hex(name)) } //nolint:gosec // "#rrggbb", by package themes
	s.Body, s.Surface, s.Border, s.Ink, s.Muted = shade("body"), shade("surface"), shade("border"), shade("text"), shade("muted")
	s.BrandInk, s.Fill, s.OnFill = shade("primary-text"), shade("primary"), shade("on-primary")
	var html bytes.Buffer
	if err := m.layout.Execute(&html, s); err != nil {
		return written{}, fmt.Errorf("lay out a letter: %w", err)
	}
	return written{subject: s.Subject, text: s.plain(), html: html.String()}, nil
}

func look(brand *tenant.Brand) (themes.Theme, error) {
	tokens, err := themes.Parse(brand.Tokens)
	if err != nil {
		return themes.Theme{}, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	return themes.Compile(tokens)
}

// plain is the letter for who reads no HTML.
func (s sheet) plain() string {
	parts := append([]string{s.Greeting}, s.Lines...)
	if s.Link != "" {
		parts = append(parts, s.Button+":\r\n"+s.Link)
	}
	parts = append(parts, s.After...)
	footer := "-- \r\n" + s.Footer
	if s.Stop != "" {
		footer += "\r\n" + s.StopButton + ":\r\n" + s.Stop
	}
	parts = append(parts, footer)
	return strings.Join(parts, "\r\n\r\n") + "\r\n"
}
