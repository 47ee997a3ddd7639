package letter

import (
	"bytes"
	"crypto/sha256"
	"math"
	"net/textproto"
	"strings"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
)

// Read takes a letter apart. ours tells whether a mark (Trace) is one of ours; it may be nil.
func Read(raw []byte, e Envelope, ours func(mark string) bool) Letter {
	l := Letter{}
	head, body := split(raw)
	header := readHeader(head)
	l.Digest = digest(header, body)
	l.headers(header)
	if !l.parts(raw, header, body) {
		// Words without structure are better than none, and the whole letter is there as a file.
		l.Text = shorten(toUTF8(body, declared(header)), maxText)
		l.Files = append(l.Files, File{Name: "letter.eml", Type: "message/rfc822", Content: raw})
	}
	l.classify(header, e, ours)
	l.fold()
	l.Language = language(header.Get("Content-Language"), l.Subject+"\n"+l.Text)
	return l
}

// split parts a header from what follows.
func split(raw []byte) (head, body []byte) {
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if at := bytes.Index(raw, []byte(gap)); at >= 0 && (head == nil || at < len(head)) {
			head, body = raw[:at], raw[at+len(gap):]
		}
	}
	if head == nil {
		return raw, nil
	}
	return head, body
}

// maxLines of a header are read.
const maxLines = 50_000

// readHeader reads lines as they are: one that is no header is passed over, as if it were not there.
func readHeader(head []byte) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	name := ""
	var value strings.Builder
	keep := func() {
		if name != "" {
			h.Add(name, strings.TrimSpace(value.String()))
		}
		name = ""
		value.Reset()
	}
	lines := 0
	for line := range bytes.SplitSeq(head, []byte("\n")) {
		if lines++; lines > maxLines {
			break
		}
		line = bytes.TrimRight(line, "\r")
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			if name != "" && value.Len() < maxHeader*100 {
				value.WriteByte(' ')
				value.Write(bytes.TrimSpace(line))
			}
			continue
		}
		keep()
		colon := bytes.IndexByte(line, ':')
		if colon <= 0 || bytes.ContainsAny(line[:colon], " \t") {
			continue
		}
		name = textproto.CanonicalMIMEHeaderKey(string(line[:colon]))
		value.Write(line[colon+1:])
	}
	keep()
	return h
}

// digest leaves out what servers put on a letter on its way.
func digest(h textproto.MIMEHeader, body []byte) [32]byte {
	sum := sha256.New()
	for _, name := range []string{"From", "To", "Date", "Subject", "Message-Id"} {
		for _, value := range h.Values(name) {
			sum.Write([]byte(name + ":" + strings.Join(strings.Fields(value), " ") + "\n"))
		}
	}
	sum.Write([]byte("\n"))
	// A server may have changed how lines end.
	sum.Write(bytes.TrimRight(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), "\n"))
	return [32]byte(sum.Sum(nil))
}

var parser = enmime.NewParser(
	enmime.SkipMalformedParts(true), enmime.MultipartWOBoundaryAsSinglePart(true), enmime.MaxStoredPartErrors(20),
	enmime.SetReadPartErrorPolicy(enmime.AllowCorruptTextPartErrorPolicy), enmime.DisableTextConversion(true),
	// Which characters the bytes are is told here (charset.go): where nothing is declared enmime takes them for Latin.
	enmime.SetCustomParseMediaType(func(value string) (string, map[string]string, []string, error) {
		kind, params, invalid, err := mediatype.Parse(value)
		delete(params, "charset")
		return kind, params, invalid, err
	}), enmime.MinCharsetDetectRunes(math.MaxInt),
)

// parts reads the body; false: it has no structure that could be read.
func (l *Letter) parts(raw []byte, header textproto.MIMEHeader, body []byte) bool {
	if nested, parts := structure(raw); nested > maxNesting || parts > maxParts {
		l.note("This letter has more parts than are read: it is attached as it came.")
		return false
	}
	// A letter without any header that could be read, or without a body, is not worth a parser's wrath.
	root, err := parser.ReadParts(bytes.NewReader(raw))
	if err != nil || root == nil {
		l.note("This letter could not be taken apart: it is attached as it came.")
		return false
	}
	var read reading
	read.walk(l, root, 0)
	l.Text = shorten(strings.Join(read.text, "\n\n"), maxText)
	if len(read.html) > 0 {
		markup := strings.Join(read.html, "<hr>")
		if len(markup) > maxHTML {
			l.note("The letter was longer than is shown: it was cut.")
			markup = shorten(markup, maxHTML)
		}
		l.HTML = Sanitise(markup)
		if strings.TrimSpace(l.Text) == "" {
			l.Text = shorten(Plain(markup), maxText)
		}
	}
	if strings.TrimSpace(l.Text) == "" && l.HTML == "" && len(l.Files) == 0 && len(bytes.TrimSpace(body)) > 0 && root.FirstChild == nil {
		l.Text = shorten(toUTF8(body, declared(header)), maxText)
	}
	return true
}

// structure counts, without building anything, how many boundaries a letter declares and how many parts it seems to have.
func structure(raw []byte) (nested, parts int) {
	if len(raw) > MaxSize*2 {
		return maxNesting + 1, 0
	}
	for line := range bytes.SplitSeq(raw, []byte("\n")) {
		if len(line) > 2 && line[0] == '-' && line[1] == '-' && len(line) < 200 && !separates(line) {
			parts++
		}
		if len(line) < 2000 && bytes.Contains(bytes.ToLower(line), []byte("boundary")) && bytes.IndexByte(line, '=') > 0 {
			nested++
		}
	}
	return nested, parts
}

// separates tells a line drawn by a person, or the beginning of a signature, from a boundary.
func separates(line []byte) bool {
	return len(bytes.Trim(line, "- \r\n")) == 0
}

// shorten cuts at a whole character.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && text[most]&0xC0 == 0x80 {
		most--
	}
	return text[:most]
}
