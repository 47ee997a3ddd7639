package reselling

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/reseller/books"
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

func registerExport(d *door.Doors, list Customers, wallets Balances) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers.csv",
		ID: "export-customers", Summary: "The list of customers as a file of comma-separated values, in UTF-8",
		Description: "Its last column is what is in their wallets, for who may see money: a sum and its currency, one after the other."},
		func(ctx context.Context, c *door.Caller, in *struct{ Narrowed }) (*Sheet, error) {
			file := sheet.NewCSV("number", "name", "kind", "status", "country", "objects", "blocked", "online", "offline", "users", "last_seen", "last_heard", "opened", "balance")
			rows := 0
			var page []customers.Customer
			write := func() error {
				balances, err := balancesOf(ctx, c, wallets, page)
				if err != nil {
					return err
				}
				for _, one := range page {
					file.Row(one.Number, sheet.Inert(one.Name), one.Kind, one.Status, one.Country, strconv.Itoa(one.Objects), strconv.Itoa(one.Blocked),
						strconv.Itoa(one.Online), strconv.Itoa(one.Offline()), strconv.Itoa(one.Users), inWords(one.SeenAt), inWords(one.HeardAt), inWords(&one.CreatedAt), balancesTold(balances[one.ID]))
				}
				page = page[:0]
				return nil
			}
			more, err := list.Each(ctx, c.Scope, in.ToQuery(c), mostExported, func(one customers.Customer) error {
				rows++
				if page = append(page, one); len(page) < customers.MaxPage {
					return nil
				}
				return write()
			})
			if err == nil {
				err = write()
			}
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

// balancesTold writes balances as "12.50 EUR, -3.00 USD".
func balancesTold(balances []books.Balance) string {
	words := make([]string, 0, len(balances))
	for _, b := range balances {
		words = append(words, sum(b.Amount, b.Currency)+" "+b.Currency)
	}
	return strings.Join(words, ", ")
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
