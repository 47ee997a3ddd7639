package sheet

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/liveryhq/livery/internal/errs"
)

// unpacked bounds what a workbook of 16 MB may unpack to.
const unpacked = 256 << 20

// readWorkbook reads the first sheet that has anything in it. Cells come as they are kept, not as they are shown: a number
// that a column is too narrow for is whole in the file.
func readWorkbook(raw []byte, most int) (Table, error) {
	broken := errs.Field("file", "bad_workbook", "This workbook cannot be read: it is damaged, locked by a password, or unpacks to too much. Save it again as XLSX, or as CSV.")
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: MaxBytes, RawCellValue: true})
	if err != nil {
		return Table{}, broken.With(err)
	}
	defer book.Close() //nolint:errcheck // only temporary files of very large sheets
	for _, name := range book.GetSheetList() {
		t, err := readSheet(book, name, most)
		if e := errs.CodeOf(err); err != nil && e != errs.Invalid {
			return Table{}, broken.With(err)
		}
		if err != nil {
			return Table{}, err
		}
		if t.Heading != nil {
			return t, nil
		}
	}
	return Table{}, noHeading()
}

func readSheet(book *excelize.File, name string, most int) (t Table, err error) {
	rows, err := book.Rows(name)
	if err != nil {
		return t, err
	}
	defer rows.Close() //nolint:errcheck // likewise
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return t, err
		}
		if t.Heading == nil {
			for _, cell := range cells {
				if clean(cell) != "" {
					t.Heading = cells
					break
				}
			}
			if err := t.narrow(); err != nil {
				return t, err
			}
			continue
		}
		for i, cell := range cells {
			cells[i] = whole(cell)
		}
		if err := t.add(number, cells, most); err != nil {
			return t, err
		}
	}
	return t, rows.Error()
}

// exponent is how workbooks keep long numbers, such as an IMEI that was typed into a cell that is not text.
var exponent = regexp.MustCompile(`^(\d)(?:\.(\d+))?E\+?(\d{1,2})$`)

// whole writes a number out, if none of its digits is lost; otherwise the cell stays as it is, and is refused by whoever
// wants a number.
func whole(cell string) string {
	parts := exponent.FindStringSubmatch(cell)
	if parts == nil {
		return cell
	}
	places, _ := strconv.Atoi(parts[3])
	if places > 17 || len(parts[2]) > places || len(parts[2]) < places-1 {
		return cell
	}
	return parts[1] + parts[2] + strings.Repeat("0", places-len(parts[2]))
}
