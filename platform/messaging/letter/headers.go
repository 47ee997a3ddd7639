package letter

import (
	"mime"
	netmail "net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"unicode"

	"github.com/jhillyerd/enmime/v2"
)

func (l *Letter) headers(h textproto.MIMEHeader) {
	l.Subject = headline(h.Get("Subject"))
	l.From, l.Sender = first(h.Get("From")), first(h.Get("Sender"))
	l.ReplyTo, l.To, l.Cc = addresses(h.Get("Reply-To")), addresses(strings.Join(h.Values("To"), ", ")), addresses(strings.Join(h.Values("Cc"), ", "))
	if id := ids(h.Get("Message-Id")); len(id) > 0 {
		l.MessageID = id[0]
	}
	l.InReplyTo, l.References = ids(h.Get("In-Reply-To")), ids(h.Get("References"))
	if at, err := netmail.ParseDate(h.Get("Date")); err == nil {
		l.Date = at.UTC()
	}
}

var decoder = mime.WordDecoder{CharsetReader: charsetReader}

// decoded turns a header into words: encoded ones (RFC 2047), and bytes that were put there undeclared.
func decoded(value string) string {
	value = toUTF8([]byte(shorten(value, maxHeader*8)), "")
	if words, err := decoder.DecodeHeader(value); err == nil {
		value = words
	}
	return toUTF8([]byte(value), "")
}

// headline is a header as one line of text.
func headline(value string) string {
	value = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.IsSpace(c) {
			return ' '
		}
		if unicode.Is(unicode.Cf, c) && c != '\u200d' { // joins the parts of an emoji
			return -1
		}
		return c
	}, decoded(value))
	return shorten(strings.Join(strings.Fields(value), " "), maxHeader)
}

func first(value string) Address {
	if list := addresses(value); len(list) > 0 {
		return list[0]
	}
	return Address{}
}

// addresses reads what it can of a list, and no more than are kept.
func addresses(value string) []Address {
	value = toUTF8([]byte(shorten(value, maxAddresses*200)), "")
	if strings.TrimSpace(value) == "" {
		return nil
	}
	var list []Address
	keep := func(name, address string) {
		if address = Normal(address); address != "" && len(list) < maxAddresses {
			list = append(list, Address{Name: headline(name), Address: address})
		}
	}
	if parsed, err := enmime.ParseAddressList(value); err == nil {
		for _, a := range parsed {
			keep(a.Name, a.Address)
		}
		return list
	}
	for each := range strings.SplitSeq(value, ",") {
		if at := bare.FindString(each); at != "" {
			name := strings.Trim(strings.TrimSpace(strings.Split(each, "<")[0]), `"`)
			if strings.Contains(name, at) {
				name = ""
			}
			keep(name, at)
		}
	}
	return list
}

// bare finds an address where the rest of the header is broken.
var bare = regexp.MustCompile(`[^\s<>"',;:()\[\]]{1,64}@[^\s<>"',;:()\[\]]{1,255}`)

// Normal is an address as addresses are compared: in lower case, without what is not an address. Empty: it is none.
func Normal(address string) string {
	address = strings.ToLower(strings.Trim(strings.TrimSpace(address), "<>"))
	at := strings.LastIndexByte(address, '@')
	if at <= 0 || at == len(address)-1 || len(address) > 320 || strings.ContainsFunc(address, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }) {
		return ""
	}
	return address
}

var messageID = regexp.MustCompile(`<([^<>\s]{1,250})>`)

// ids reads Message-IDs, the last first to be kept where they are many.
func ids(value string) []string {
	found := messageID.FindAllStringSubmatch(shorten(value, maxHeader*16), -1)
	if len(found) > maxTrail {
		found = found[len(found)-maxTrail:]
	}
	list := make([]string, 0, len(found))
	for _, each := range found {
		list = append(list, each[1])
	}
	return list
}
