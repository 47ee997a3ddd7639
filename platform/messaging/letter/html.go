package letter

import (
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy is what may stay of somebody else's HTML: words and their order. Nothing runs, nothing is styled so that it
// covers what is ours, nothing is loaded from anywhere (a picture from elsewhere tells its sender who reads): of pictures
// only those that came with the letter stay, by their name.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "div", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "code", "pre", "blockquote",
		"ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "caption")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowElements("td", "th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	p.AllowAttrs("alt", "title").OnElements("img")
	p.AllowAttrs("src").Matching(inside).OnElements("img")
	p.AllowURLSchemes("cid")
	p.SkipElementsContent("script", "style", "title", "iframe", "object", "embed", "applet", "form", "select", "textarea", "svg", "math", "noscript", "template", "frameset", "head")
	return p
})

var inside = regexp.MustCompile(`^cid:[^\s"'<>]{1,200}$`)

// Sanitise leaves of HTML what may be shown.
func Sanitise(markup string) string { return strings.TrimSpace(policy().Sanitize(markup)) }

// Plain is HTML as words, in lines.
func Plain(markup string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(markup))
	var hidden atom.Atom
	depth, quotes := 0, 0
	pending := 0 // line ends that are due before the next word
	space := false
	write := func(text string) {
		if text == "" {
			return
		}
		switch {
		case pending > 0:
			if b.Len() > 0 {
				b.WriteString(strings.Repeat("\n", pending))
			}
			b.WriteString(strings.Repeat("> ", min(quotes, 5)))
			pending = 0
		case space && b.Len() > 0:
			b.WriteByte(' ')
		}
		space = false
		b.WriteString(text)
	}
	for b.Len() <= maxText {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		if hidden != 0 {
			switch {
			case kind == html.StartTagToken && t.DataAtom == hidden:
				depth++
			case kind == html.EndTagToken && t.DataAtom == hidden:
				if depth--; depth == 0 {
					hidden = 0
				}
			}
			continue
		}
		switch kind {
		case html.TextToken:
			space = space || startsWithSpace(t.Data)
			write(strings.Join(strings.Fields(t.Data), " "))
			space = space || endsWithSpace(t.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			switch t.DataAtom {
			case atom.Script, atom.Style, atom.Head, atom.Title, atom.Iframe, atom.Object, atom.Noscript, atom.Template, atom.Svg, atom.Select, atom.Textarea:
				if kind == html.StartTagToken {
					hidden, depth = t.DataAtom, 1
				}
			case atom.Br:
				if pending < 2 {
					pending++
				}
			case atom.Blockquote:
				quotes++
				pending = max(pending, 1)
			case atom.Li:
				pending = max(pending, 1)
				write("- ")
			case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Table, atom.Ul, atom.Ol:
				pending = 2
			case atom.Div, atom.Tr, atom.Hr, atom.Dt, atom.Dd, atom.Pre:
				pending = max(pending, 1)
			}
		case html.EndTagToken:
			switch t.DataAtom {
			case atom.Blockquote:
				quotes = max(0, quotes-1)
				pending = max(pending, 1)
			case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Table, atom.Ul, atom.Ol:
				pending = 2
			case atom.Div, atom.Tr:
				pending = max(pending, 1)
			case atom.Td, atom.Th:
				space = true
			}
		}
	}
	return strings.TrimSpace(b.String())
}

func startsWithSpace(s string) bool { return s != "" && strings.ContainsRune(" \t\r\n", rune(s[0])) }
func endsWithSpace(s string) bool {
	return s != "" && strings.ContainsRune(" \t\r\n", rune(s[len(s)-1]))
}
