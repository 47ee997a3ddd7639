package letters

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what somebody writes.
const (
	longestSubject = 150
	longestBody    = 5000
)

// Fault is something wrong in a text, and where. Lines and letters are counted from one.
type Fault struct {
	// Field is subject or body.
	Field string
	Line  int
	Place int
	// Found there; empty: something is missing.
	Found string
	// Reason is one of unknown_variable, single_braces, variable_open, variable_needed, bold_open, bad_link, no_html, text_empty, text_long, bad_text.
	Reason string
	// Meant is the variable that was probably meant.
	Meant string
}

// Remedy says in English what to do.
func (f Fault) Remedy() string {
	at := fmt.Sprintf("Line %d, letter %d: ", f.Line, f.Place)
	switch f.Reason {
	case "unknown_variable":
		if f.Meant != "" {
			return at + f.Found + " is no variable. Was " + place(f.Meant) + " meant?"
		}
		return at + f.Found + " is no variable. Use one of the list."
	case "single_braces":
		return at + f.Found + " stands in single braces. Write " + place(f.Meant) + "."
	case "variable_open":
		return at + "braces are opened and not closed, or closed and not opened. Write {{name}}."
	case "variable_needed":
		return place(f.Meant) + " must be in the text: the letter is of no use without it."
	case "bold_open":
		return at + "** begins here and does not end in its paragraph."
	case "bad_link":
		return at + "a link is written [words](https://example.com), or leads to {{link}}."
	case "no_html":
		return at + f.Found + " looks like HTML, which is not taken. Write plain text."
	case "text_empty":
		return "Write something."
	case "text_long":
		return fmt.Sprintf("Write at most %d letters in the subject and %d in the text.", longestSubject, longestBody)
	}
	return at + "this cannot stand in a text. Take it out."
}

// Run is a stretch of a paragraph.
type Run struct {
	// Text as it is, or the Name of a variable.
	Text, Name string
	Bold       bool
	// Link is where it leads: an address, or by LinkName a variable.
	Link, LinkName string
	// Break ends a line.
	Break bool
}

// Block is a paragraph or a heading.
type Block struct {
	Heading bool
	Runs    []Run
}

// button tells a paragraph that is nothing but the letter's link.
func (b Block) button() (label []Run, is bool) {
	if b.Heading || len(b.Runs) == 0 {
		return nil, false
	}
	if len(b.Runs) == 1 && b.Runs[0].Name == varLink {
		return nil, true
	}
	for _, r := range b.Runs {
		if r.LinkName != varLink {
			return nil, false
		}
	}
	return b.Runs, true
}

// Parsed is a text that can be filled.
type Parsed struct {
	Kind    Kind
	Subject []Run
	Blocks  []Block
}

// Parse reads a text of a kind, and all that is wrong with it. What is not wrong can be looked at all the same.
func (b *Book) Parse(name string, t Text) (Parsed, []Fault) {
	k, ok := b.kinds[name]
	if !ok {
		return Parsed{}, []Fault{{Field: "body", Line: 1, Place: 1, Reason: "bad_text"}}
	}
	t = t.plain()
	p := &parser{kind: k, named: map[string]bool{}}
	done := Parsed{Kind: k}
	if k.Subject() {
		p.field = "subject"
		p.whole(t.Subject, longestSubject)
		p.letter = func(name string) bool { return name != varLink && name != varGreeting }
		done.Subject = p.runs(t.Subject, 1, 1, true)
		p.letter = nil
	}
	p.field = "body"
	p.whole(t.Body, longestBody)
	for _, part := range paragraphs(t.Body) {
		block := Block{}
		text, at := part.text, 1
		if rest, is := strings.CutPrefix(text, "# "); is && !strings.Contains(text, "\n") {
			block.Heading, text, at = true, rest, 3
		}
		if block.Runs = p.runs(text, part.line, at, false); len(block.Runs) > 0 {
			done.Blocks = append(done.Blocks, block)
		}
	}
	for _, name := range k.Needed {
		if !p.named[name] {
			p.faults = append(p.faults, Fault{Field: "body", Line: 1, Place: 1, Reason: "variable_needed", Meant: name})
		}
	}
	return done, p.faults
}

// plain brings line ends into one form, and takes away what lies around.
func (t Text) plain() Text {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(t.Body, "\r\n", "\n"), "\r", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return Text{strings.TrimSpace(t.Subject), strings.TrimRight(strings.Join(lines, "\n"), "\n")}
}

// Plain is a text as it is kept.
func (t Text) Plain() Text { return t.plain() }

type paragraph struct {
	text string
	line int
}

func paragraphs(body string) (list []paragraph) {
	var lines []string
	first := 1
	end := func() {
		if len(lines) > 0 {
			list = append(list, paragraph{strings.Join(lines, "\n"), first})
		}
		lines = nil
	}
	for i, line := range strings.Split(body, "\n") {
		heading := strings.HasPrefix(line, "# ")
		if line == "" || heading {
			end()
		}
		if line == "" {
			continue
		}
		if len(lines) == 0 {
			first = i + 1
		}
		if lines = append(lines, line); heading {
			end()
		}
	}
	end()
	return list
}

type parser struct {
	kind   Kind
	field  string
	faults []Fault
	named  map[string]bool
	// letter, if set, says which variables may stand where it reads now.
	letter func(name string) bool
}

// whole looks at a field as one.
func (p *parser) whole(text string, most int) {
	fault := func(reason string) {
		p.faults = append(p.faults, Fault{Field: p.field, Line: 1, Place: 1, Reason: reason})
	}
	switch {
	case strings.TrimSpace(text) == "":
		fault("text_empty")
	case utf8.RuneCountInString(text) > most:
		fault("text_long")
	}
	line, at := 1, 1
	for _, r := range text {
		if r == '\n' && p.field == "body" {
			line, at = line+1, 1
			continue
		}
		if unicode.IsControl(r) && r != '\t' || r == utf8.RuneError || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			p.faults = append(p.faults, Fault{Field: p.field, Line: line, Place: at, Reason: "bad_text"})
		}
		at++
	}
}

var (
	doubledPlace = regexp.MustCompile(`^\{\{([^{}\n]*)\}\}`)
	singlePlace  = regexp.MustCompile(`^\{([^{}\n]*)\}`)
	linkPlace    = regexp.MustCompile(`^\[([^\[\]\n]+)\]\(([^()\s]*)\)`)
	tagPlace     = regexp.MustCompile(`^<[/!?]?[a-zA-Z][^<>]*>?`)
)

// runs reads one paragraph, or a line where no markup is.
func (p *parser) runs(text string, line, at int, bare bool) (list []Run) {
	var plain strings.Builder
	bold, boldLine, boldAt := false, 0, 0
	flush := func() {
		if plain.Len() > 0 {
			list = append(list, Run{Text: plain.String(), Bold: bold})
			plain.Reset()
		}
	}
	fault := func(found, reason, meant string) {
		p.faults = append(p.faults, Fault{p.field, line, at, found, reason, meant})
	}
	for text != "" {
		var step string
		switch {
		case strings.HasPrefix(text, "{{"):
			m := doubledPlace.FindStringSubmatch(text)
			if m == nil {
				fault("{{", "variable_open", "")
				step = "{{"
				break
			}
			step = m[0]
			if name, ok := p.variable(m[0], m[1], fault); ok {
				flush()
				list = append(list, Run{Name: name, Bold: bold})
			}
		case strings.HasPrefix(text, "}}"):
			fault("}}", "variable_open", "")
			step = "}}"
		case text[0] == '{':
			step = "{"
			if m := singlePlace.FindStringSubmatch(text); len(m) == 2 && slices.Contains(p.kind.Variables, strings.TrimSpace(m[1])) {
				fault(m[0], "single_braces", strings.TrimSpace(m[1]))
				step = m[0]
				break
			}
			plain.WriteString(step)
		case text[0] == '<' && tagPlace.MatchString(text):
			step = tagPlace.FindString(text)
			fault(step, "no_html", "")
		case !bare && strings.HasPrefix(text, "**"):
			flush()
			step, bold, boldLine, boldAt = "**", !bold, line, at
		case !bare && text[0] == '[' && linkPlace.MatchString(text):
			m := linkPlace.FindStringSubmatch(text)
			flush()
			list = append(list, p.link(m, line, at, bold)...)
			step = m[0]
		case text[0] == '\n':
			flush()
			list = append(list, Run{Break: true})
			text, line, at = text[1:], line+1, 1
			continue
		default:
			_, n := utf8.DecodeRuneInString(text)
			step = text[:n]
			plain.WriteString(step)
		}
		text, at = text[len(step):], at+utf8.RuneCountInString(step)
	}
	if bold {
		line, at = boldLine, boldAt
		fault("**", "bold_open", "")
	}
	flush()
	return list
}

// link reads [words](where).
func (p *parser) link(m []string, line, at int, bold bool) []Run {
	words := p.runs(m[1], line, at+1, true)
	address, name := m[2], ""
	if v := doubledPlace.FindStringSubmatch(address); len(v) == 2 && v[0] == address {
		address, name = "", strings.TrimSpace(v[1])
	}
	good := name == varLink && slices.Contains(p.kind.Variables, varLink)
	if name == "" {
		u, err := url.Parse(address)
		good = err == nil && u.Scheme == "https" && u.Host != "" && u.User == nil && len(address) <= 500 && !strings.ContainsAny(address, "{}\"'<>")
	}
	if !good || len(words) == 0 {
		p.faults = append(p.faults, Fault{p.field, line, at, m[0], "bad_link", ""})
		return words
	}
	if name != "" {
		p.named[name] = true
	}
	for i := range words {
		words[i].Bold, words[i].Link, words[i].LinkName = bold, address, name
	}
	return words
}

// variable looks a name up, and says which one was probably meant.
func (p *parser) variable(found, inside string, fault func(found, reason, meant string)) (string, bool) {
	name := strings.TrimSpace(inside)
	if slices.Contains(p.kind.Variables, name) && (p.letter == nil || p.letter(name)) {
		p.named[name] = true
		return name, true
	}
	meant := ""
	for _, v := range p.kind.Variables {
		if v != name && apart(name, v) <= 2 && (meant == "" || apart(name, v) < apart(name, meant)) && (p.letter == nil || p.letter(v)) {
			meant = v
		}
	}
	fault(found, "unknown_variable", meant)
	return "", false
}

// apart is by how many letters two names differ (Levenshtein).
func apart(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			before, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, before+cost)
		}
	}
	return row[len(y)]
}
