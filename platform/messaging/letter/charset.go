package letter

import (
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// toUTF8 makes words of bytes. Where nobody says what they are and they are not UTF-8, it is told from the bytes: letters
// of other alphabets than Latin stand together, accents alone.
func toUTF8(b []byte, named string) string {
	e, name := charset.Lookup(named)
	// What reads as UTF-8 is UTF-8, whatever it calls itself; but for the two that are made of other bytes' values.
	if utf8.Valid(b) && !strings.HasPrefix(name, "iso-2022") && !strings.HasPrefix(name, "utf-16") {
		return string(b)
	}
	if e == nil || name == "windows-1252" || name == "utf-8" {
		e = guess(b)
	}
	decoded, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return strings.ToValidUTF8(string(decoded), "\uFFFD")
}

// guess tells Cyrillic in its two old encodings from Western Europe's.
func guess(b []byte) encoding.Encoding {
	var high, inRuns, lower, upper int
	for i, c := range b {
		if c < 0xC0 {
			continue
		}
		high++
		if i > 0 && b[i-1] >= 0xC0 || i+1 < len(b) && b[i+1] >= 0xC0 {
			inRuns++
		}
		if c >= 0xE0 {
			lower++
		} else {
			upper++
		}
	}
	switch {
	case high == 0 || inRuns*3 < high*2:
		return charmap.Windows1252
	case upper > lower: // KOI8-R has its small letters where the others have their capitals
		return charmap.KOI8R
	}
	return charmap.Windows1251
}

// charsetReader is for encoded words of a header.
func charsetReader(name string, input io.Reader) (io.Reader, error) {
	if e, _ := charset.Lookup(name); e != nil {
		return e.NewDecoder().Reader(input), nil
	}
	b, err := io.ReadAll(io.LimitReader(input, maxHeader*8))
	if err != nil {
		return nil, err
	}
	return strings.NewReader(toUTF8(b, "")), nil
}
