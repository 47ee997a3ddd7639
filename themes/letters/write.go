package letters

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"strings"

	"github.com/liveryhq/livery/themes"
)

//go:embed letter.html
var letterLayout string

// ErrNoWords says that there is no letter of this kind.
var ErrNoWords = errors.New("there are no words for a letter of this kind")

// ErrUnfilled says that a variable that a text names has no value. Ours is sent then.
var ErrUnfilled = errors.New("a variable of the text has no value")

// Values fill a letter.
type Values struct {
	// Params by name; what somebody has typed among them.
	Params map[string]string
	// Link is the address that the letter leads to; may be empty.
	Link string
	// Stop is where a reader who is nobody's user ends such letters; may be empty.
	Stop string
}

// Frame is what lies around all letters of a realm.
type Frame struct {
	// Brand is its name.
	Brand string
	Theme themes.Theme
	// Logo is the address of a picture, at most LogoWidth pixels wide; empty: the name stands there.
	Logo      string
	LogoWidth int
	// Foot is the realm's own; nil: ours.
	Foot *Parsed
}

// Letter is ready to go into an envelope.
type Letter struct {
	Subject, Text, HTML string
}

// span is a stretch as it is laid out.
type span struct {
	Text, Link  string
	Bold, Break bool
}

// piece is a block as it is laid out.
type piece struct {
	Heading, Button bool
	Label           string
	Spans           []span
}

// sheet is what the layout is filled with.
type sheet struct {
	Lang, Brand, Subject, Logo string
	LogoWidth                  int
	Pieces                     []piece
	Link, LinkHint             string
	Foot                       []piece
	Stop, StopButton           string

	Body, Surface, Border, Ink, Muted, BrandInk, Fill, OnFill template.CSS
}

// Write puts our own letter of a kind into a language.
func (b *Book) Write(name, lang string, v Values, f Frame) (Letter, error) {
	of := b.words[LanguageOf(lang)]
	w, ok := of.Letters[name]
	if !ok {
		return Letter{}, fmt.Errorf("%w: %q", ErrNoWords, name)
	}
	params := b.params(lang, v, f)
	s := b.sheet(lang, v, f)
	s.Subject = fill(w.Subject, params)
	say := func(text string) { s.Pieces = append(s.Pieces, piece{Spans: []span{{Text: text}}}) }
	s.Pieces = append(s.Pieces, piece{Heading: true, Spans: []span{{Text: fill(w.Title, params)}}})
	say(params[varGreeting])
	for _, line := range w.Lines {
		say(fill(line, params))
	}
	if v.Link != "" {
		s.Pieces = append(s.Pieces, piece{Button: true, Label: fill(w.Button, params)})
	}
	for _, line := range w.After {
		say(fill(line, params))
	}
	return b.lay(s, params, f, false)
}

// WriteOwn puts a realm's own text into the frame. ErrUnfilled: ours is to be sent.
func (b *Book) WriteOwn(own Parsed, lang string, v Values, f Frame) (Letter, error) {
	params := b.params(lang, v, f)
	s := b.sheet(lang, v, f)
	subject, err := filled(own.Subject, params, v.Link)
	if err != nil {
		return Letter{}, err
	}
	s.Subject = flat(subject)
	if s.Subject == "" {
		return Letter{}, ErrUnfilled
	}
	if s.Pieces, err = b.pieces(own, lang, params, v.Link); err != nil {
		return Letter{}, err
	}
	return b.lay(s, params, f, true)
}

// params are the values as the reader reads them.
func (b *Book) params(lang string, v Values, f Frame) map[string]string {
	lang = LanguageOf(lang)
	params := map[string]string{}
	maps.Copy(params, v.Params)
	params = dated(lang, params)
	// These go in last: whoever writes a letter cannot put others in their place.
	params[varBrand] = f.Brand
	of := b.words[lang]
	params[varGreeting] = of.GreetingNobody
	if strings.TrimSpace(params["name"]) != "" {
		params[varGreeting] = fill(of.Greeting, params)
	}
	return params
}

// filled puts values into a paragraph.
func filled(runs []Run, params map[string]string, link string) ([]span, error) {
	list := make([]span, 0, len(runs))
	for _, r := range runs {
		s := span{Text: r.Text, Link: r.Link, Bold: r.Bold, Break: r.Break}
		if r.LinkName == varLink {
			s.Link = link
		}
		if r.Name == varLink {
			s.Text, s.Link = link, link
		} else if r.Name != "" {
			s.Text = OneLine(params[r.Name])
		}
		if r.Name != "" && s.Text == "" || r.LinkName != "" && s.Link == "" {
			return nil, fmt.Errorf("%w: %s", ErrUnfilled, place(r.Name+r.LinkName))
		}
		list = append(list, s)
	}
	return list, nil
}

func flat(spans []span) string {
	var text strings.Builder
	for _, s := range spans {
		if s.Break {
			text.WriteByte('\n')
		}
		text.WriteString(s.Text)
	}
	return text.String()
}

func (b *Book) pieces(own Parsed, lang string, params map[string]string, link string) (list []piece, err error) {
	for _, block := range own.Blocks {
		label, button := block.button()
		p := piece{Heading: block.Heading, Button: button}
		if button {
			if link == "" {
				return nil, fmt.Errorf("%w: %s", ErrUnfilled, place(varLink))
			}
			if p.Label = fill(b.words[LanguageOf(lang)].Letters[own.Kind.Name].Button, params); label != nil {
				spans, err := filled(label, params, link)
				if err != nil {
					return nil, err
				}
				p.Label = flat(spans)
			}
		} else if p.Spans, err = filled(block.Runs, params, link); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

func (b *Book) sheet(lang string, v Values, f Frame) sheet {
	lang = LanguageOf(lang)
	shade := func(name string) template.CSS { return template.CSS(f.Theme.Light.Hex(name)) } //nolint:gosec // "#rrggbb", by package themes
	return sheet{Lang: lang, Brand: OneLine(f.Brand), Logo: f.Logo, LogoWidth: f.LogoWidth, Link: v.Link, Stop: v.Stop, LinkHint: b.words[lang].Link,
		Body: shade("body"), Surface: shade("surface"), Border: shade("border"), Ink: shade("text"), Muted: shade("muted"),
		BrandInk: shade("primary-text"), Fill: shade("primary"), OnFill: shade("on-primary")}
}

// lay puts a letter into its frame. A foot that cannot be filled is ours.
func (b *Book) lay(s sheet, params map[string]string, f Frame, titled bool) (Letter, error) {
	if f.Foot != nil {
		s.Foot, _ = b.pieces(*f.Foot, s.Lang, params, "")
	}
	ours := b.words[s.Lang].Footer
	if s.Stop != "" { // who is nobody's user is told by whom they were named, whatever the foot
		ours, s.StopButton = b.words[s.Lang].FooterOutside, fill(b.words[s.Lang].Stop, params)
	}
	if len(s.Foot) == 0 || s.Stop != "" {
		s.Foot = append(s.Foot, piece{Spans: []span{{Text: fill(ours, params)}}})
	}
	var html bytes.Buffer
	if err := b.layout.Execute(&html, s); err != nil {
		return Letter{}, fmt.Errorf("lay out a letter: %w", err)
	}
	return Letter{Subject: s.Subject, Text: s.plain(titled), HTML: html.String()}, nil
}

// plain is the letter for who reads no HTML. Our own say their title in the subject already.
func (s sheet) plain(titled bool) string {
	var parts []string
	for _, p := range s.Pieces {
		switch {
		case p.Heading && !titled:
		case p.Button:
			parts = append(parts, p.Label+":\r\n"+s.Link)
		default:
			parts = append(parts, p.text())
		}
	}
	foot := make([]string, 0, len(s.Foot))
	for _, p := range s.Foot {
		foot = append(foot, p.text())
	}
	last := "-- \r\n" + strings.Join(foot, "\r\n\r\n")
	if s.Stop != "" {
		last += "\r\n" + s.StopButton + ":\r\n" + s.Stop
	}
	return strings.Join(append(parts, last), "\r\n\r\n") + "\r\n"
}

// text is a paragraph with its addresses behind their words.
func (p piece) text() string {
	var text strings.Builder
	for i, s := range p.Spans {
		if s.Break {
			text.WriteString("\r\n")
		}
		text.WriteString(s.Text)
		last := i == len(p.Spans)-1 || p.Spans[i+1].Link != s.Link
		if s.Link != "" && last && s.Text != s.Link {
			text.WriteString(" (" + s.Link + ")")
		}
	}
	return text.String()
}

// Paragraphs fills a text of a paper: paragraphs without markup. ErrUnfilled: a variable has no value.
func (p Parsed) Paragraphs(params map[string]string) ([]string, error) {
	list := make([]string, 0, len(p.Blocks))
	for _, block := range p.Blocks {
		spans, err := filled(block.Runs, params, "")
		if err != nil {
			return nil, err
		}
		list = append(list, strings.ReplaceAll(piece{Spans: spans}.text(), "\r\n", "\n"))
	}
	return list, nil
}
