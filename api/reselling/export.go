package reselling

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
)

// mostExported customers are in one file.
const mostExported = 200_000

// Sheet is a file to save.
type Sheet struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	More        string `header:"X-More" doc:"true: there are more than one file holds; narrow the list"`
	Body        []byte
}

func registerExport(d *door.Doors, list Customers) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers.csv",
		ID: "export-customers", Summary: "The list of customers as a file of comma-separated values, in UTF-8"},
		func(ctx context.Context, c *door.Caller, in *struct{ Narrowed }) (*Sheet, error) {
			file := sheet.NewCSV("number", "name", "kind", "status", "country", "objects", "blocked", "online", "offline", "users", "last_seen", "last_heard", "opened")
			rows := 0
			more, err := list.Each(ctx, c.Scope, in.ToQuery(c), mostExported, func(one customers.Customer) error {
				rows++
				file.Row(one.Number, sheet.Inert(one.Name), one.Kind, one.Status, one.Country, strconv.Itoa(one.Objects), strconv.Itoa(one.Blocked),
					strconv.Itoa(one.Online), strconv.Itoa(one.Offline()), strconv.Itoa(one.Users), inWords(one.SeenAt), inWords(one.HeardAt), inWords(&one.CreatedAt))
				return nil
			})
			if err != nil {
				return nil, err
			}
			// Who took the list along is worth knowing: it is the whole business.
			if err := list.Looked(ctx, c.Scope, "reselling.customer.export", nil, audit.Fields{"rows": rows}); err != nil {
				return nil, err
			}
			return &Sheet{ContentType: "text/csv; charset=utf-8", Disposition: `attachment; filename="customers.csv"`, More: strconv.FormatBool(more), Body: file.Bytes()}, nil
		})
}

func inWords(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func badDay(err error) error {
	return errs.Field("agreed_on", "bad_day", "This is not a day. Write it like 2026-03-01.").With(err)
}
