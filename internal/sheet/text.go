package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/liveryhq/livery/internal/errs"
)

// readText reads commas, semicolons or tabs; UTF-8 with or without a byte order mark, UTF-16 as spreadsheets write it, or
// else Windows-1251.
func readText(raw []byte, most int) (Table, error) {
	text, err := Decode(raw)
	if err != nil {
		return Table{}, err
	}
	t := Table{Divider: Divider(text)}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = t.Divider
	reader.FieldsPerRecord = -1
	t.Heading, err = reader.Read()
	if errors.Is(err, io.EOF) {
		return Table{}, noHeading()
	}
	if err != nil {
		return Table{}, errs.Field("line 1", "bad_heading", "The first line cannot be read: "+Problem(err)+".")
	}
	if err := t.narrow(); err != nil {
		return Table{}, err
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			if err := t.append(Line{Number: parse.StartLine, Bad: "This line cannot be read: " + Problem(err) + "."}, most); err != nil {
				return Table{}, err
			}
			continue
		}
		if err != nil {
			return Table{}, fmt.Errorf("read the table: %w", err)
		}
		number, _ := reader.FieldPos(0)
		if err := t.add(number, cells, most); err != nil {
			return Table{}, err
		}
	}
}

// Decode makes text of a file: UTF-8, UTF-16 or CP1251. Invalid (reason "bad_encoding") if it is none of them.
func Decode(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		decoded, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return "", badEncoding(err)
		}
		raw = decoded
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", errs.Field("file", "not_text", "This is neither a text file nor a workbook (XLSX). Save the table as CSV or XLSX.")
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	decoded, err := charmap.Windows1251.NewDecoder().Bytes(raw)
	if err != nil {
		return "", badEncoding(err)
	}
	return string(decoded), nil
}

func badEncoding(err error) error {
	return errs.Field("file", "bad_encoding", "The file cannot be read as text. Save it as CSV in UTF-8.").With(err)
}

// Divider is what divides the first line, outside of quotes.
func Divider(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if r == '\n' {
			break
		}
		counts[r]++
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// Problem says in a sentence without its end why a line cannot be read.
func Problem(err error) string {
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return "a quote stands inside a cell; write it twice and put the cell between quotes"
	case errors.Is(err, csv.ErrQuote):
		return "a quote is not closed, or something follows it"
	}
	return "it is not CSV"
}
