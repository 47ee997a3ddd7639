package reselling

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/access"
)

// DeskReports tell how promises were kept.
type DeskReports interface {
	Report(ctx context.Context, s db.Scope, from, to time.Time, by support.By) ([]support.Reported, support.Reported, error)
}

// DeskReportLine is a line of a report.
type DeskReportLine struct {
	Key            string `json:"key" doc:"A day (the first of a week or month), a tier, a kind, or an id; empty: none"`
	Name           string `json:"name,omitempty" doc:"Of a team, category or person"`
	Opened         int    `json:"opened"`
	InTime         int    `json:"in_time" doc:"First answered within what was promised"`
	TooLate        int    `json:"too_late" doc:"First answered after it"`
	Late           int    `json:"late" doc:"Not answered, and past what was promised"`
	Waiting        int    `json:"waiting"`
	Resolved       int    `json:"resolved"`
	Confirmed      int    `json:"confirmed"`
	Kept           int    `json:"kept" doc:"Promises of all answers, not of the first alone"`
	Missed         int    `json:"missed"`
	FirstMedian    int64  `json:"first_median" doc:"Seconds until the first answer, of half of the tickets; 0: there are none"`
	FirstNinth     int64  `json:"first_ninth" doc:"Of nine in ten"`
	ResolvedMedian int64  `json:"resolved_median" doc:"Seconds until the last answer of what is resolved"`
	ResolvedNinth  int64  `json:"resolved_ninth"`
}

// DeskReport tells how promises were kept.
type DeskReport struct {
	Lines []DeskReportLine `json:"lines" nullable:"false"`
	Sum   DeskReportLine   `json:"sum"`
}

// DeskReportAsked is the span of a report.
type DeskReportAsked struct {
	From string `query:"from" required:"true" doc:"Day of opening like 2026-11-01, in the realm's time zone"`
	To   string `query:"to" required:"true" doc:"The last such day"`
	By   string `query:"by" default:"day" enum:"day,week,month,tier,team,category,kind,agent"`
}

func (in DeskReportAsked) read(ctx context.Context, desk DeskReports, c *door.Caller) (report DeskReport, err error) {
	var days [2]time.Time
	for i, day := range []struct{ field, text string }{{"from", in.From}, {"to", in.To}} {
		if days[i], err = time.Parse(time.DateOnly, day.text); err != nil {
			return report, errs.Field(day.field, "bad_date", "Write days like 2027-01-01.").With(err)
		}
	}
	lines, sum, err := desk.Report(ctx, c.Scope, days[0], days[1], support.By(in.By))
	report = DeskReport{Lines: make([]DeskReportLine, 0, len(lines)), Sum: DeskReportLine(sum)}
	for _, l := range lines {
		report.Lines = append(report.Lines, DeskReportLine(l))
	}
	return report, err
}

func registerReports(d *door.Doors, desk DeskReports) {
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/report", ID: "report-desk",
		Summary: "How the desk's promises were kept, of tickets opened within a span"},
		func(ctx context.Context, c *door.Caller, in *struct{ DeskReportAsked }) (*door.Body[DeskReport], error) {
			report, err := in.read(ctx, desk, c)
			return door.Answer(report), err
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/report.csv", ID: "export-desk-report",
		Summary: "The same as a file of comma-separated values, in UTF-8"},
		func(ctx context.Context, c *door.Caller, in *struct{ DeskReportAsked }) (*door.File, error) {
			report, err := in.read(ctx, desk, c)
			if err != nil {
				return nil, err
			}
			file := sheet.NewCSV(in.By, "name", "opened", "in_time", "too_late", "late", "waiting", "resolved", "confirmed", "kept", "missed",
				"first_median_seconds", "first_ninth_seconds", "resolved_median_seconds", "resolved_ninth_seconds")
			report.Sum.Name = "sum"
			for _, l := range append(report.Lines, report.Sum) {
				row := []string{sheet.Inert(l.Key), sheet.Inert(l.Name)}
				for _, n := range []int64{int64(l.Opened), int64(l.InTime), int64(l.TooLate), int64(l.Late), int64(l.Waiting), int64(l.Resolved), int64(l.Confirmed), int64(l.Kept),
					int64(l.Missed), l.FirstMedian, l.FirstNinth, l.ResolvedMedian, l.ResolvedNinth} {
					row = append(row, strconv.FormatInt(n, 10))
				}
				file.Row(row...)
			}
			return door.CSV("desk-report.csv", file.Bytes()), nil
		})
}
