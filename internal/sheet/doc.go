// Package sheet reads tables as people and spreadsheets write them: CSV in any of the usual encodings and dividers, and
// workbooks (XLSX); and writing them so that spreadsheets take them as they are.
//
// It owns: telling the encoding, the divider and the kind of a file, numbering its lines as an editor shows them, and
// saying which lines cannot be read.
//
// It does not own: what a column means.
//
// It never takes more memory than its limits allow, whatever a file claims to hold: a workbook is a zip, and can be a bomb.
package sheet
