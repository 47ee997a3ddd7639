package letter

import (
	"bytes"
	"mime"
	"net/textproto"
	"path"
	"strings"
	"unicode"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
)

// reading is what is gathered of the words while the parts are gone through.
type reading struct {
	text, html []string
	count      int
}

func (r *reading) walk(l *Letter, p *enmime.Part, depth int) {
	for ; p != nil; p = p.NextSibling {
		if r.count++; r.count > maxParts || depth > maxNesting {
			return
		}
		r.part(l, p)
		r.walk(l, p.FirstChild, depth+1)
	}
}

func (r *reading) part(l *Letter, p *enmime.Part) {
	kind := strings.ToLower(p.ContentType)
	if strings.HasPrefix(kind, "multipart/") {
		return
	}
	attached := p.Disposition == "attachment"
	switch {
	case kind == "message/delivery-status":
		l.Failures = append(l.Failures, failures(p.Content)...)
		return
	case kind == "message/feedback-report":
		l.complaint(p.Content)
		return
	case kind == "message/rfc822", kind == "text/rfc822-headers", kind == "message/rfc822-headers":
		head, _ := split(p.Content)
		if id := ids(readHeader(head).Get("Message-Id")); len(id) > 0 && l.BouncedID == "" {
			l.BouncedID = id[0]
		}
		l.attach(p, "letter.eml")
	case kind == "text/calendar" || kind == "application/ics":
		if m := meeting(p.Content, parameter(p.Header, "method")); m != nil && l.Meeting == nil {
			l.Meeting = m
		}
		l.attach(p, "invitation.ics")
	case kind == "application/ms-tnef" || kind == "application/vnd.ms-tnef" || strings.EqualFold(p.FileName, "winmail.dat"):
		r.wrapped(l, p)
	case (kind == "text/plain" || kind == "" && p.FirstChild == nil) && !attached && p.FileName == "":
		r.text = append(r.text, words(p))
	case kind == "text/html" && !attached:
		r.html = append(r.html, words(p))
	default:
		l.attach(p, "")
	}
}

// words of a part.
func words(p *enmime.Part) string { return toUTF8(p.Content, declared(p.Header)) }

// declared is the character set that a part says it has.
func declared(h textproto.MIMEHeader) string { return parameter(h, "charset") }

func parameter(h textproto.MIMEHeader, name string) string {
	if _, params, _, err := mediatype.Parse(h.Get("Content-Type")); err == nil {
		return params[name]
	}
	return ""
}

// wrapped is what Outlook hides from all others in one file.
func (r *reading) wrapped(l *Letter, p *enmime.Part) {
	inner, ok := unwrap(p.Content)
	if !ok {
		l.note("A file winmail.dat could not be opened: it is attached as it came.")
		l.attach(p, "winmail.dat")
		return
	}
	if inner.text != "" {
		r.text = append(r.text, inner.text)
	}
	if inner.html != "" {
		r.html = append(r.html, inner.html)
	}
	for _, f := range inner.files {
		l.keep(f)
	}
}

func (l *Letter) attach(p *enmime.Part, otherwise string) {
	l.keep(File{Name: firstOf(p.FileName, otherwise), Type: strings.ToLower(p.ContentType), Content: p.Content,
		Inline: p.Disposition == "inline" || p.ContentID != "" && p.Disposition != "attachment", ID: strings.Trim(p.ContentID, "<>")})
}

func (l *Letter) keep(f File) {
	if len(l.Files) >= maxFiles {
		if len(l.Files) == maxFiles {
			l.note("The letter had more files than are kept.")
		}
		return
	}
	if f.Type == "" {
		f.Type = "application/octet-stream"
	}
	f.Name = FileName(f.Name)
	if f.Name == "" {
		f.Name = "file"
		if endings, err := mime.ExtensionsByType(f.Type); err == nil && len(endings) > 0 {
			f.Name += endings[0]
		}
	}
	f.Content = bytes.Clone(f.Content)
	l.Files = append(l.Files, f)
}

// FileName makes a name harmless: it names no folder, holds nothing that turns the reading around, and is not endless.
func FileName(name string) string {
	name = toUTF8([]byte(name), "")
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	name = strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Cf, c), unicode.IsControl(c), c == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`<>:"|?*`, c):
			return '_'
		}
		return c
	}, name)
	name = strings.Trim(name, " .")
	if ending := path.Ext(name); len(name) > 120 && len(ending) < 12 {
		return shorten(name, 120-len(ending)) + ending
	}
	return shorten(name, 120)
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
