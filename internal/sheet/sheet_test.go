package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
)

func book(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	_, err := f.NewSheet("Machines")
	require.NoError(t, err)
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("Machines", cell, &row))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func TestTextIsReadInWhateverEncodingAndWithWhateverDivider(t *testing.T) {
	t.Parallel()
	text := "Имя;Номер\r\n\"А; Б\";12\r\n\r\n;;\r\nВ;\r\n"
	cp1251, err := charmap.Windows1251.NewEncoder().String(text)
	require.NoError(t, err)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	require.NoError(t, err)
	for name, raw := range map[string]string{"UTF-8": text, "with a mark": "\uFEFF" + text, "Windows-1251": cp1251, "UTF-16": utf16,
		"tabs": strings.NewReplacer(";", "\t", "А; Б", "А; Б").Replace(strings.Replace(text, "А; Б", "А\u0001 Б", 1))} {
		got, err := sheet.Read([]byte(raw), 10)
		require.NoError(t, err, name)
		require.Equal(t, []string{"Имя", "Номер"}, got.Heading, name)
		require.Len(t, got.Lines, 2, name)
		require.Equal(t, 2, got.Lines[0].Number, name)
		require.Equal(t, sheet.Line{Number: 5, Cells: []string{"В"}}, got.Lines[1], name)
	}
}

func TestAWorkbookIsReadWithItsNumbersWhole(t *testing.T) {
	t.Parallel()
	got, err := sheet.Read(book(t, nil, []any{"Name", "IMEI", "Phone"}, []any{"Van", 353861053849681, "+358401234567"}, nil, []any{"Bus", "353861053849681"}), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"Name", "IMEI", "Phone"}, got.Heading)
	require.Equal(t, []sheet.Line{{Number: 3, Cells: []string{"Van", "353861053849681", "+358401234567"}}, {Number: 5, Cells: []string{"Bus", "353861053849681"}}}, got.Lines)
}

func TestALineThatCannotBeReadSaysWhyAndTheOthersAreRead(t *testing.T) {
	t.Parallel()
	got, err := sheet.Read([]byte("a,b\n1,2,3\nx \"y\",2\nfine,\n"), 10)
	require.NoError(t, err)
	require.Contains(t, got.Lines[0].Bad, "3 cells")
	require.Contains(t, got.Lines[1].Bad, "quote")
	require.Equal(t, []string{"fine"}, got.Lines[2].Cells)
}

func TestAFileThatIsNoTableIsRefusedWithTheRemedy(t *testing.T) {
	t.Parallel()
	// Three parts of 90 MiB, packed once: to pack them is dear, and they are the same.
	var packed, bomb bytes.Buffer
	blank := bytes.Repeat([]byte(" "), 90<<20)
	deflate, err := flate.NewWriter(&packed, flate.BestSpeed)
	require.NoError(t, err)
	_, err = deflate.Write(blank)
	require.NoError(t, err)
	require.NoError(t, deflate.Close())
	z := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(blank),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(blank))})
		require.NoError(t, err)
		_, err = w.Write(packed.Bytes())
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	for reason, raw := range map[string][]byte{
		"no_heading":     []byte(" \n"),
		"not_text":       {0, 1, 2, 3},
		"bad_workbook":   bomb.Bytes(),
		"too_many_lines": []byte("a\n1\n2\n3\n"),
		"file_too_big":   bytes.Repeat([]byte("x"), sheet.MaxBytes+1),
	} {
		_, err := sheet.Read(raw, 2)
		var e *errs.Error
		require.ErrorAs(t, err, &e, reason)
		require.Equal(t, reason, e.Reason)
		require.Equal(t, errs.Invalid, e.Code)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xff\xfea\x00\n\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := sheet.Read(raw, 100)
		if err != nil {
			require.Equal(t, errs.Invalid, errs.CodeOf(err))
			return
		}
		require.NotEmpty(t, got.Heading)
		for _, l := range got.Lines {
			require.LessOrEqual(t, len(l.Cells), len(got.Heading))
		}
	})
}

func TestWhatIsWrittenIsReadAgainAndNoTextIsAFormula(t *testing.T) {
	t.Parallel()
	file := sheet.NewCSV("name", "sum")
	for _, name := range []string{"Anna, \"Bo\"", "=1+1", "-2", "+3", "@x", "\tx", ""} {
		file.Row(sheet.Inert(name), "-5.00")
	}
	table, err := sheet.Read(file.Bytes(), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"name", "sum"}, table.Heading)
	var names []string
	for _, row := range table.Lines {
		names = append(names, row.Cells[0])
		require.Equal(t, "-5.00", row.Cells[1], "a figure stays one")
	}
	require.Equal(t, []string{"Anna, \"Bo\"", "'=1+1", "'-2", "'+3", "'@x", "'\tx", ""}, names)
}
