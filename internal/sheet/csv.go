package sheet

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// CSV is a table that is made row by row in memory, in UTF-8, as spreadsheets take it without being asked.
type CSV struct {
	file bytes.Buffer
	rows *csv.Writer
}

// NewCSV begins one with a heading.
func NewCSV(heading ...string) *CSV {
	c := &CSV{}
	c.file.WriteString("\uFEFF") // without it Excel reads another encoding
	c.rows = csv.NewWriter(&c.file)
	c.Row(heading...)
	return c
}

// Row appends a row. What somebody has typed goes through Inert first; figures are none of that.
func (c *CSV) Row(cells ...string) {
	_ = c.rows.Write(cells) // memory takes it all
}

// Bytes ends the table.
func (c *CSV) Bytes() []byte {
	c.rows.Flush()
	return c.file.Bytes()
}

// Inert keeps a spreadsheet from taking a text for a formula.
func Inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
