package fleet

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
)

// MaxImportLines is the most objects that are imported at once.
const MaxImportLines = 20_000

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
	colPlan     column = "plan"
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
	"plan": colPlan, "tariff": colPlan, "тариф": colPlan,
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

// readTable reads a table with a heading, as package sheet reads files. What is wrong with single lines goes to w; an
// error means that the file as a whole is no table of objects.
func readTable(r io.Reader, w *wrong) (table, error) {
	raw, err := io.ReadAll(io.LimitReader(r, sheet.MaxBytes+1))
	if err != nil {
		return table{}, fmt.Errorf("read the table: %w", err)
	}
	read, err := sheet.Read(raw, MaxImportLines)
	if err != nil {
		return table{}, err
	}
	var t table
	columns, err := t.readHeading(read.Heading)
	if err != nil {
		return table{}, err
	}
	for _, l := range read.Lines {
		if l.Bad != "" {
			w.field(fmt.Sprintf("line %d", l.Number), "bad_line", l.Bad)
			continue
		}
		line := tableLine{number: l.Number, cells: make(map[column]string, len(columns))}
		for i, cell := range l.Cells {
			if columns[i] != "" {
				line.cells[columns[i]] = cell
			}
		}
		t.lines = append(t.lines, line)
	}
	return t, nil
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
