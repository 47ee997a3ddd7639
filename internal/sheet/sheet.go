package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/liveryhq/livery/internal/errs"
)

// MaxBytes is the largest file that is read.
const MaxBytes = 16 << 20

// Line is a line of a table, with the number that an editor or a spreadsheet shows beside it.
type Line struct {
	Number int
	Cells  []string
	// Bad says why the line cannot be read; its cells are then empty.
	Bad string
}

// Table is a file that has been read: its first line, and those below that are not empty.
type Table struct {
	Heading []string
	Lines   []Line
	// Divider of the cells, for messages; 0: it was a workbook.
	Divider rune
}

// Read reads a table of at most so many lines below its heading. Invalid names the field "file" or the line, with the
// remedy, where the file as a whole is no table; a line that cannot be read is in the table, and says why.
func Read(raw []byte, most int) (Table, error) {
	if len(raw) > MaxBytes {
		return Table{}, errs.Field("file", "file_too_big", "The file is larger than 16 MB. Divide it.")
	}
	var t Table
	var err error
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		t, err = readWorkbook(raw, most)
	} else {
		t, err = readText(raw, most)
	}
	if err != nil {
		return Table{}, err
	}
	for i, cell := range t.Heading {
		t.Heading[i] = clean(cell)
	}
	if len(t.Heading) == 0 {
		return Table{}, noHeading()
	}
	return t, nil
}

// mostColumns of a table. A line of a workbook is as wide as its last cell says, and a small file has many lines.
const mostColumns = 500

// narrow drops what is empty behind the last column, and refuses a table of more of them than anybody means.
func (t *Table) narrow() error {
	for len(t.Heading) > 0 && clean(t.Heading[len(t.Heading)-1]) == "" {
		t.Heading = t.Heading[:len(t.Heading)-1]
	}
	t.Heading = slices.Clone(t.Heading)
	if len(t.Heading) > mostColumns {
		return errs.Field("line 1", "sheet_too_wide", fmt.Sprintf("The first line names more than %d columns. Take out what is not needed.", mostColumns))
	}
	return nil
}

// add appends a line, unless it is empty. Cells beyond the heading are told, not lost.
func (t *Table) add(number int, cells []string, most int) error {
	for i, cell := range cells {
		cells[i] = clean(cell)
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	line := Line{Number: number, Cells: slices.Clone(cells)} // without the room of what was empty behind them
	if len(cells) > len(t.Heading) {
		line.Cells, line.Bad = nil, fmt.Sprintf("This line has %d cells, the first line names %d.", len(cells), len(t.Heading))
		if t.Divider != 0 {
			line.Bad += fmt.Sprintf(" Put a cell that contains %q between quotes.", string(t.Divider))
		}
	}
	return t.append(line, most)
}

func (t *Table) append(line Line, most int) error {
	if t.Lines = append(t.Lines, line); len(t.Lines) > most {
		return errs.Field("file", "too_many_lines", fmt.Sprintf("The file has more than %d lines. Divide it.", most))
	}
	return nil
}

// clean drops what cannot be seen around a cell, and what no database keeps within it.
func clean(cell string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(cell, ""), "\x00", ""))
}

func noHeading() error {
	return errs.Field("line 1", "no_heading", "The file is empty. Its first line names the columns.")
}
