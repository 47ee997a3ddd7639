package reselling

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// Margin is what was earned beside what it has cost, month by month; sums of different currencies are never added up.
type Margin struct {
	Earned []Earned `json:"earned" nullable:"false"`
	Costs  []Cost   `json:"costs" nullable:"false" doc:"Owed to the level above"`
}

// Earned is what one thing sold has brought in a month.
type Earned struct {
	Month    string     `json:"month" format:"date" doc:"Its first day"`
	Currency string     `json:"currency"`
	Source   string     `json:"source" enum:"plan,package,wholesale,given_back,bonuses,corrections,commission,fees,disputes"`
	Item     *uuid.UUID `json:"item,omitempty" format:"uuid" doc:"Of the price list"`
	Name     string     `json:"name,omitempty"`
	Amount   int64      `json:"amount" doc:"In minor units; below zero: it lowers what was earned"`
	Pieces   int64      `json:"pieces" doc:"How many were sold: periods of objects, packages, days of objects; of what lowers it, entries"`
}

// Cost is what is owed for a month.
type Cost struct {
	Month    string `json:"month" format:"date" doc:"Its first day"`
	Currency string `json:"currency"`
	Amount   int64  `json:"amount" doc:"In minor units"`
	Days     int64  `json:"days" doc:"Days of objects that were metered"`
}

func toCosts(list []books.Cost) []Cost {
	out := make([]Cost, 0, len(list))
	for _, c := range list {
		out = append(out, Cost{c.Month.Format(time.DateOnly), c.Currency, c.Amount, c.Days})
	}
	return out
}

func toMargin(m books.Margin) Margin {
	out := Margin{Earned: make([]Earned, 0, len(m.Earned)), Costs: toCosts(m.Costs)}
	for _, e := range m.Earned {
		one := Earned{Month: e.Month.Format(time.DateOnly), Currency: e.Currency, Source: e.Source, Name: e.Name, Amount: e.Amount, Pieces: e.Pieces}
		if e.Item != uuid.Nil {
			one.Item = &e.Item
		}
		out.Earned = append(out.Earned, one)
	}
	return out
}

// Months is a span of whole months.
type Months struct {
	From string `query:"from" pattern:"^[0-9]{4}-[0-9]{2}$" doc:"The first month; absent: eleven before the last" example:"2026-01"`
	To   string `query:"to" pattern:"^[0-9]{4}-[0-9]{2}$" doc:"The last month; absent: this one" example:"2026-12"`
}

// span is from the first day of the first month to the first day after the last; zero where nothing was said.
func (m Months) span() (from, to time.Time, err error) {
	if m.From != "" {
		from, err = time.Parse("2006-01", m.From)
	}
	if err == nil && m.To != "" {
		if to, err = time.Parse("2006-01", m.To); err == nil {
			to = to.AddDate(0, 1, 0)
		}
	}
	if err != nil {
		return from, to, errs.Field("from", "bad_days", "Write months like 2026-03.").With(err)
	}
	return from, to, nil
}

func registerMargin(d *door.Doors, b Books) {
	read := func(ctx context.Context, c *door.Caller, m Months) (Margin, error) {
		from, to, err := m.span()
		if err != nil {
			return Margin{}, err
		}
		got, err := b.Margin(ctx, c.Scope, from, to)
		return toMargin(got), err
	}
	door.Handle(d, door.Route{Operation: access.MarginRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/margin",
		ID: "get-margin", Summary: "What was earned beside what it has cost, month by month"},
		func(ctx context.Context, c *door.Caller, in *struct{ Months }) (*door.Body[Margin], error) {
			m, err := read(ctx, c, in.Months)
			return door.Answer(m), err
		})
	door.Handle(d, door.Route{Operation: access.MarginRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/margin.csv",
		ID: "export-margin", Summary: "The same as a file of comma-separated values, in UTF-8"},
		func(ctx context.Context, c *door.Caller, in *struct{ Months }) (*door.File, error) {
			m, err := read(ctx, c, in.Months)
			if err != nil {
				return nil, err
			}
			rows := m.table()
			file := sheet.NewCSV(rows[0]...)
			for _, row := range rows[1:] {
				row[2] = sheet.Inert(row[2])
				file.Row(row...)
			}
			return door.CSV("margin.csv", file.Bytes()), nil
		})
	door.Handle(d, door.Route{Operation: access.MarginRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/margin.xlsx",
		ID: "export-margin-sheet", Summary: "The same as a workbook"},
		func(ctx context.Context, c *door.Caller, in *struct{ Months }) (*door.File, error) {
			m, err := read(ctx, c, in.Months)
			if err != nil {
				return nil, err
			}
			return m.workbook()
		})
}

// workbook is the table with its sums as numbers, which a column adds up.
func (m Margin) workbook() (*door.File, error) {
	rows := m.table()
	book, err := sheet.NewWriter("margin", rows[0]...)
	if err != nil {
		return nil, err
	}
	for _, row := range rows[1:] {
		if err := book.Row(row[0], row[1], row[2], row[3], sheet.Number(row[4]), sheet.Number(row[5])); err != nil {
			return nil, err
		}
	}
	file, err := book.Bytes()
	return door.Kept("margin.xlsx", sheet.WorkbookType, file, err)
}

// table is the margin as rows of a sheet: costs below zero, so that a column adds up.
func (m Margin) table() [][]string {
	rows := [][]string{{"month", "source", "name", "currency", "amount", "pieces"}}
	for _, e := range m.Earned {
		rows = append(rows, []string{e.Month[:7], e.Source, e.Name, e.Currency, sum(e.Amount, e.Currency), strconv.FormatInt(e.Pieces, 10)})
	}
	for _, c := range m.Costs {
		rows = append(rows, []string{c.Month[:7], "cost", "", c.Currency, sum(-c.Amount, c.Currency), strconv.FormatInt(c.Days, 10)})
	}
	return rows
}

// sum writes minor units as a plain number of the currency.
func sum(amount int64, currency string) string {
	unit, err := money.Parse(currency)
	if err != nil {
		return strconv.FormatInt(amount, 10)
	}
	return unit.Format(money.Amount(amount))
}
