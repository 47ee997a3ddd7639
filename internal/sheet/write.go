package sheet

import (
	"bytes"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// WorkbookType is the media type of a workbook.
const WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Number is a decimal, as text: it becomes a number in a workbook if it keeps all its digits there.
type Number string

// wholeDigits are how many digits a workbook keeps of a number.
const wholeDigits = 15

// Writer writes a workbook row by row; what is too much for memory goes to a temporary file.
type Writer struct {
	book   *excelize.File
	stream *excelize.StreamWriter
	day    int
	next   int
}

// NewWriter begins a workbook of one sheet with a heading.
func NewWriter(name string, heading ...string) (*Writer, error) {
	w := &Writer{book: excelize.NewFile(), next: 1}
	first := w.book.GetSheetName(0)
	if err := w.book.SetSheetName(first, name); err != nil {
		return nil, err
	}
	format := "yyyy-mm-dd"
	var err error
	if w.day, err = w.book.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
		return nil, err
	}
	if w.stream, err = w.book.NewStreamWriter(name); err != nil {
		return nil, err
	}
	if err := w.stream.SetColWidth(1, max(1, len(heading)), 18); err != nil {
		return nil, err
	}
	cells := make([]any, 0, len(heading))
	for _, h := range heading {
		cells = append(cells, h)
	}
	err = w.Row(cells...)
	return w, err
}

// Row appends a row: texts, Numbers and days. A text is never taken for a formula.
func (w *Writer) Row(cells ...any) error {
	row := make([]any, 0, len(cells))
	for _, cell := range cells {
		switch v := cell.(type) {
		case Number:
			row = append(row, v.cell())
		case time.Time:
			row = append(row, excelize.Cell{StyleID: w.day, Value: v})
		default:
			row = append(row, v)
		}
	}
	place, err := excelize.CoordinatesToCellName(1, w.next)
	if err != nil {
		return err
	}
	w.next++
	return w.stream.SetRow(place, row)
}

func (n Number) cell() any {
	digits := 0
	for _, r := range n {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	value, err := strconv.ParseFloat(string(n), 64)
	if err != nil || digits > wholeDigits {
		return string(n)
	}
	return value
}

// Bytes ends the workbook.
func (w *Writer) Bytes() ([]byte, error) {
	if err := w.stream.Flush(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := w.book.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), w.book.Close()
}
