package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// MarginEntry is one entry that a figure of the margin is made of.
type MarginEntry struct {
	ID          uuid.UUID       `json:"id" format:"uuid" doc:"Of the debit's transaction, of the package, or of the entry's; of wholesale, the reseller's"`
	At          time.Time       `json:"at" doc:"When it was booked; of wholesale, the midnight that the metered day began with"`
	Transaction *uuid.UUID      `json:"transaction,omitempty" format:"uuid" doc:"Absent of a metered day: many of them are debited at once"`
	Customer    *MarginCustomer `json:"customer,omitempty" doc:"Absent: nobody's, like a fee"`
	Kind        string          `json:"kind,omitempty" doc:"Of the transaction"`
	Comment     string          `json:"comment,omitempty"`
	Amount      int64           `json:"amount" doc:"In minor units; below zero: it lowers what was earned"`
	Pieces      int64           `json:"pieces" doc:"As of the figure; free of charge counts there, and stands in no entry"`
}

// MarginCustomer is whose an entry is.
type MarginCustomer struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Name   string    `json:"name"`
	Kind   string    `json:"kind" enum:"reseller,account"`
	Number string    `json:"number"`
	Status string    `json:"status" enum:"active,suspended,closed,moved"`
}

func toMarginCustomer(c books.Customer) MarginCustomer {
	return MarginCustomer{c.ID, c.Name, c.Kind, c.Number, c.Status}
}

// MarginFigure is what a figure of the margin comes to, and by whom.
type MarginFigure struct {
	Amount    int64        `json:"amount" doc:"In minor units: what the margin tells"`
	Entries   int64        `json:"entries"`
	Pieces    int64        `json:"pieces" doc:"Of what was paid for"`
	Customers []MarginPart `json:"customers" nullable:"false" doc:"Those that make most of it, 50 at most"`
	More      bool         `json:"more" doc:"There are more customers than these"`
}

// MarginPart is what one customer has to do with a figure.
type MarginPart struct {
	Customer MarginCustomer `json:"customer"`
	Amount   int64          `json:"amount"`
	Entries  int64          `json:"entries"`
}

// MarginPlace says which figure of the margin is meant.
type MarginPlace struct {
	Months

	Currency string    `query:"currency" required:"true" minLength:"3" maxLength:"3"`
	Source   string    `query:"source" required:"true" enum:"plan,package,wholesale,given_back,bonuses,corrections,commission,fees,disputes"`
	Item     uuid.UUID `query:"item" format:"uuid" doc:"Of the price list; absent: all of that source"`
	Customer uuid.UUID `query:"customer" format:"uuid" doc:"Absent: of all"`
}

func (p MarginPlace) figure() (books.Figure, error) {
	from, to, err := p.span()
	return books.Figure{From: from, To: to, Currency: p.Currency, Source: p.Source, Item: p.Item, Customer: p.Customer}, err
}

func registerMarginEntries(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.MarginRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/margin/figure",
		ID: "get-margin-figure", Summary: "What a figure of the margin comes to, and by which customers"},
		func(ctx context.Context, c *door.Caller, in *struct{ MarginPlace }) (*door.Body[MarginFigure], error) {
			f, err := in.figure()
			if err != nil {
				return nil, err
			}
			m, err := b.MadeOf(ctx, c.Scope, f)
			out := MarginFigure{m.Amount, m.Entries, m.Pieces, make([]MarginPart, 0, len(m.Customers)), m.More}
			for _, by := range m.Customers {
				out.Customers = append(out.Customers, MarginPart{toMarginCustomer(by.Customer), by.Amount, by.Entries})
			}
			return door.Answer(out), err
		})
	door.Handle(d, door.Route{Operation: access.MarginRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/margin/entries",
		ID: "list-margin-entries", Summary: "The entries that a figure of the margin is made of, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			MarginPlace
		}) (*door.Body[door.Items[MarginEntry]], error) {
			f, err := in.figure()
			if err != nil {
				return nil, err
			}
			return door.Paged(c, "entries of the margin "+in.Source+in.Currency+in.Item.String()+in.Customer.String()+in.From+in.To, in.After,
				func(after books.MadePlace) ([]books.Made, bool, error) {
					return b.MarginEntries(ctx, c.Scope, f, after, in.Limit)
				},
				func(m books.Made) (MarginEntry, books.MadePlace) {
					one := MarginEntry{ID: m.ID, At: m.At, Transaction: m.Transaction, Kind: m.Kind, Comment: m.Comment, Amount: m.Amount, Pieces: m.Pieces}
					if m.Customer != nil {
						who := toMarginCustomer(*m.Customer)
						one.Customer = &who
					}
					return one, m.Place()
				})
		})
}
