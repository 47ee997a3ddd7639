package fleet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/liveryhq/livery/internal/errs"
)

// Bounds of a table.
const (
	maxTableBytes = 16 << 20
	// MaxImportLines is the most objects that are imported at once.
	MaxImportLines = 20_000
)

// column is what a column of a table means.
type column string

const (
	colName     column = "name"
	colIdentity column = "identity"
	colProtocol column = "protocol"
	colPhone    column = "phone"
	colGroup    column = "group"
	colKind     column = "kind"
	colModel    column = "model"
	colPassword column = "password"
)

// headings are what people and other systems write above a column, in English and Russian, without spaces and marks.
var headings = map[string]column{
	"name": colName, "object": colName, "objectname": colName, "title": colName, "vehicle": colName, "unit": colName,
	"имя": colName, "название": colName, "наименование": colName, "объект": colName, "госномер": colName, "тс": colName,
	"identity": colIdentity, "imei": colIdentity, "id": colIdentity, "deviceid": colIdentity, "uniqueid": colIdentity,
	"uid": colIdentity, "tracker": colIdentity, "trackerid": colIdentity, "identifier": colIdentity,
	"идентификатор": colIdentity, "имей": colIdentity, "трекер": colIdentity, "уникальныйid": colIdentity,
	"protocol": colProtocol, "devicetype": colProtocol, "hardware": colProtocol, "протокол": colProtocol, "типустройства": colProtocol,
	"sim": colPhone, "simnumber": colPhone, "phone": colPhone, "phonenumber": colPhone, "msisdn": colPhone,
	"сим": colPhone, "симкарта": colPhone, "телефон": colPhone, "номерsim": colPhone, "номертелефона": colPhone, "номерсим": colPhone,
	"group": colGroup, "groupname": colGroup, "folder": colGroup, "группа": colGroup, "подразделение": colGroup,
	"kind": colKind, "type": colKind, "вид": colKind, "тип": colKind,
	"model": colModel, "devicemodel": colModel, "модель": colModel,
	"password": colPassword, "пароль": colPassword,
}

// tableLine is a line of a table, by column.
type tableLine struct {
	number int // in the file, from 1
	cells  map[column]string
}

// table is a file that has been read as far as it could be.
type table struct {
	lines []tableLine
	// unknown headings, whose columns are left aside.
	unknown []string
}

// readTable reads a table with a heading: commas, semicolons or tabs; UTF-8 with or without a byte order mark, UTF-16
// as spreadsheets write it, or else Windows-1251. What is wrong with single lines goes to w; an error means that the
// file as a whole is no table of objects.
func readTable(r io.Reader, w *wrong) (table, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxTableBytes+1))
	if err != nil {
		return table{}, fmt.Errorf("read the table: %w", err)
	}
	if len(raw) > maxTableBytes {
		return table{}, errs.Field("file", "file_too_big", "The file is larger than 16 MB. Divide it.")
	}
	text, err := decodeText(raw)
	if err != nil {
		return table{}, err
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = delimiter(text)
	reader.FieldsPerRecord = -1
	heading, err := reader.Read()
	if errors.Is(err, io.EOF) {
		return table{}, errs.Field("line 1", "no_heading", "The file is empty. Its first line names the columns: name, identity, protocol, sim, group.")
	}
	if err != nil {
		return table{}, errs.Field("line 1", "bad_heading", "The first line cannot be read: "+csvProblem(err)+".")
	}
	var t table
	columns, err := t.readHeading(heading)
	if err != nil {
		return table{}, err
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			w.field(fmt.Sprintf("line %d", parse.StartLine), "bad_line", "This line cannot be read: "+csvProblem(err)+".")
			continue
		}
		if err != nil {
			return table{}, fmt.Errorf("read the table: %w", err)
		}
		number, _ := reader.FieldPos(0)
		line := tableLine{number: number, cells: make(map[column]string, len(columns))}
		if extra := len(cells) - len(columns); extra > 0 && strings.Join(cells[len(columns):], "") != "" {
			w.field(fmt.Sprintf("line %d", number), "too_many_cells", fmt.Sprintf("This line has %d cells, the first line names %d. "+
				"Put a cell that contains %q between quotes.", len(cells), len(columns), string(reader.Comma)))
			continue
		}
		empty := true
		for i, cell := range cells[:min(len(cells), len(columns))] {
			cell = strings.TrimSpace(cell)
			empty = empty && cell == ""
			if columns[i] != "" {
				line.cells[columns[i]] = cell
			}
		}
		if empty {
			continue
		}
		if t.lines = append(t.lines, line); len(t.lines) > MaxImportLines {
			return table{}, errs.Field("file", "too_many_lines", fmt.Sprintf("The file has more than %d objects. Divide it.", MaxImportLines))
		}
	}
}

func (t *table) readHeading(cells []string) ([]column, error) {
	columns := make([]column, len(cells))
	for i, cell := range cells {
		word := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, cell)
		c, known := headings[word]
		switch {
		case word == "":
		case !known:
			t.unknown = append(t.unknown, strings.TrimSpace(cell))
		case slices.Contains(columns[:i], c):
			return nil, errs.Field("line 1", "column_twice", fmt.Sprintf("Two columns mean the %s; the second is %q. Leave one.", c, cell))
		default:
			columns[i] = c
		}
	}
	if !slices.Contains(columns, colName) {
		return nil, errs.Field("line 1", "no_name_column", "No column is called name. The first line names the columns: name, identity, protocol, sim, group.")
	}
	return columns, nil
}

func decodeText(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		decoded, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return "", errs.Field("file", "bad_encoding", "The file cannot be read as text. Save it as CSV in UTF-8.").With(err)
		}
		raw = decoded
	}
	if bytes.IndexByte(raw, 0) >= 0 || bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return "", errs.Field("file", "not_text", "This is not a text file. Save the table as CSV, not as a workbook.")
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	decoded, err := charmap.Windows1251.NewDecoder().Bytes(raw)
	if err != nil {
		return "", errs.Field("file", "bad_encoding", "The file cannot be read as text. Save it as CSV in UTF-8.").With(err)
	}
	return string(decoded), nil
}

// delimiter is what divides the first line, outside of quotes.
func delimiter(text string) rune {
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

func csvProblem(err error) string {
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return "a quote stands inside a cell; write it twice and put the cell between quotes"
	case errors.Is(err, csv.ErrQuote):
		return "a quote is not closed, or something follows it"
	}
	return "it is not CSV"
}
