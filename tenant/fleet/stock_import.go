package fleet

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
)

const colNote column = "note"

// plainColumns are what the cells of a list without a heading mean.
var plainColumns = []column{colIdentity, colModel, colPhone, colNote}

// StockImported is what an import has done, or would do.
type StockImported struct {
	Lines, Added, Known int
	Unknown             []string
	Warnings            []Warning
}

// ImportStock puts the trackers of a pasted list, or of a CSV file, into stock: all of them or, if anything is wrong, none;
// Invalid then names every line. Without a heading a line is identity, model, SIM number, note; a tracker that is there
// already is left as it is. What a line does not say of the protocol and the model, common says. dryRun takes all back.
func (f *Fleet) ImportStock(ctx context.Context, s db.Scope, text string, common StockSpec, dryRun bool) (StockImported, error) {
	var w wrong
	lines, unknown, err := readStockLines(text, &w)
	if err != nil {
		return StockImported{}, err
	}
	result := StockImported{Lines: len(lines), Unknown: unknown}
	specs := f.stockSpecs(lines, common, s, &w, &result)
	if len(w.details) > 0 {
		return result, importErrors(w)
	}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		for _, spec := range specs {
			added, err := insertStock(ctx, tx, s, newID(), spec, f.stockKey(spec, s), f.now())
			if err != nil {
				return err
			}
			if added {
				result.Added++
			} else {
				result.Known++
			}
		}
		if dryRun {
			return db.ErrTried
		}
		return f.note(ctx, tx, s, "stock.tracker.import", audit.Subject{Kind: "tenant", ID: s.Tenant()}, nil,
			audit.Fields{"lines": result.Lines, "added": result.Added})
	})
	if err != nil {
		return result, fmt.Errorf("import into the stock: %w", err)
	}
	return result, nil
}

func (f *Fleet) stockSpecs(lines []tableLine, common StockSpec, s db.Scope, w *wrong, result *StockImported) []StockSpec {
	specs := make([]StockSpec, 0, len(lines))
	at := map[string]int{}
	for _, line := range lines {
		spec := common
		for column, into := range map[column]*string{colIdentity: &spec.Identity, colModel: &spec.Model, colPhone: &spec.Phone,
			colNote: &spec.Note, colProtocol: &spec.Protocol} {
			if cell := line.cells[column]; cell != "" {
				*into = cell
			}
		}
		spec.Protocol = strings.ToLower(spec.Protocol)
		before := len(w.details)
		result.Warnings = append(result.Warnings, f.checkStock(&spec, fmt.Sprintf("line %d: ", line.number), w)...)
		if len(w.details) > before {
			continue
		}
		key := f.stockKey(spec, s)
		if first, twice := at[key]; twice {
			w.field(fmt.Sprintf("line %d: identity", line.number), "identity_twice", fmt.Sprintf("This tracker stands in line %d too. Leave one.", first))
			continue
		}
		at[key] = line.number
		specs = append(specs, spec)
	}
	return specs
}

// readStockLines reads a list with or without a heading.
func readStockLines(text string, w *wrong) (lines []tableLine, unknown []string, err error) {
	text, err = sheet.Decode([]byte(text))
	if err != nil {
		return nil, nil, err
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = sheet.Divider(text), -1
	columns, first := plainColumns, true
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			w.field(fmt.Sprintf("line %d", parse.StartLine), "bad_line", "This line cannot be read: "+sheet.Problem(err)+".")
			first = false
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		number, _ := reader.FieldPos(0)
		if first {
			first = false
			if named, left, is := stockHeading(cells); is {
				columns, unknown = named, left
				continue
			}
		}
		if len(cells) > len(columns) && strings.Join(cells[len(columns):], "") != "" {
			w.field(fmt.Sprintf("line %d", number), "too_many_cells", fmt.Sprintf("This line has %d cells; %d are understood. "+
				"Put a cell that contains %q between quotes.", len(cells), len(columns), string(reader.Comma)))
			continue
		}
		line := tableLine{number: number, cells: map[column]string{}}
		for i, cell := range cells[:min(len(cells), len(columns))] {
			line.cells[columns[i]] = strings.TrimSpace(cell)
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		if lines = append(lines, line); len(lines) > MaxImportLines {
			return nil, nil, errs.Field("text", "too_many_lines", fmt.Sprintf("The list has more than %d trackers. Divide it.", MaxImportLines))
		}
	}
	if len(lines) == 0 && len(w.details) == 0 {
		return nil, nil, errs.Field("text", "no_lines", "Paste a list: one tracker a line, its identity first.")
	}
	return lines, unknown, nil
}

// stockHeading tells whether a line names columns: one of them must be the identity.
func stockHeading(cells []string) (columns []column, unknown []string, is bool) {
	columns = make([]column, len(cells))
	for i, cell := range cells {
		word := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, cell)
		switch c, known := headings[word]; {
		case word == "note" || word == "comment" || word == "примечание" || word == "комментарий":
			columns[i] = colNote
		case known:
			columns[i] = c
		case word != "":
			unknown = append(unknown, strings.TrimSpace(cell))
		}
	}
	return columns, unknown, slices.Contains(columns, colIdentity)
}
