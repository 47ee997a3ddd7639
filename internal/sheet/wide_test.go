package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/sheet"
)

// wide is a small workbook whose lines have one cell each, in the last column there can be.
func wide(t *testing.T, lines int, cells string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, content string) {
		f, err := z.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(content))
		require.NoError(t, err)
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	put("[Content_Types].xml", head+`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)
	put("_rels/.rels", head+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	put("xl/_rels/workbook.xml.rels", head+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	put("xl/workbook.xml", head+`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	var rows bytes.Buffer
	for n := range lines {
		fmt.Fprintf(&rows, cells, n+1)
	}
	put("xl/worksheets/sheet1.xml", head+`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows.String()+`</sheetData></worksheet>`)
	require.NoError(t, z.Close())
	return out.Bytes()
}

func TestASmallWorkbookOfTheWidestLinesTakesNoGigabytes(t *testing.T) {
	for name, cells := range map[string]string{
		"named":   `<row r="%[1]d"><c r="XFD%[1]d"><v>1</v></c></row>`,
		"unnamed": `<row r="%[1]d"><c r="A%[1]d"><v>1</v></c><c r="MZ%[1]d" t="str"><v> </v></c></row>`,
	} {
		file := wide(t, 4000, cells)
		require.Less(t, len(file), 1<<20)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		read, err := sheet.Read(file, 20000)
		runtime.GC()
		runtime.ReadMemStats(&after)
		require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(8<<20), "what is kept of the file: "+name)
		if name == "named" {
			require.ErrorContains(t, err, "columns")
		} else {
			require.NoError(t, err)
			require.Len(t, read.Lines, 3999)
		}
		runtime.KeepAlive(read)
	}
}
