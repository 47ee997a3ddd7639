package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// Books are what a keeper sees and does with its customers' money.
type Books interface {
	Wallets(ctx context.Context, s db.Scope, q books.WalletQuery) (list []books.Wallet, next *books.WalletPlace, err error)
	Summed(ctx context.Context, s db.Scope) ([]books.Sums, error)
	Money(ctx context.Context, s db.Scope, customer uuid.UUID) (books.CustomerMoney, error)
	Entries(ctx context.Context, s db.Scope, customer uuid.UUID, currency string, after ledger.Place, limit int) (list []books.Entry, next *ledger.Place, err error)
	Transaction(ctx context.Context, s db.Scope, id uuid.UUID) (books.Written, error)
	Book(ctx context.Context, s db.Scope, k books.Booking) (uuid.UUID, error)
	Reverse(ctx context.Context, s db.Scope, transaction, by uuid.UUID, why string) (uuid.UUID, error)
	Credit(ctx context.Context, s db.Scope, customer uuid.UUID, currency string, credit int64, why string) error
	Margin(ctx context.Context, s db.Scope, from, to time.Time) (books.Margin, error)
	MadeOf(ctx context.Context, s db.Scope, f books.Figure) (books.MadeOf, error)
	MarginEntries(ctx context.Context, s db.Scope, f books.Figure, after books.MadePlace, limit int) ([]books.Made, bool, error)
	Files(ctx context.Context, s db.Scope, customer uuid.UUID) ([]books.File, error)
	PutFile(ctx context.Context, s db.Scope, customer, by uuid.UUID, name string, content []byte) (books.File, error)
	File(ctx context.Context, s db.Scope, customer, id uuid.UUID) (f books.File, content []byte, err error)
	Owed(ctx context.Context, s db.Scope) (books.Owed, error)
	OwedDays(ctx context.Context, s db.Scope, from, to time.Time) ([]service.WholesaleDay, error)
	OwedEntries(ctx context.Context, s db.Scope, currency string, after ledger.Place, limit int) (list []ledger.Line, next *ledger.Place, err error)
	Resellers(ctx context.Context, s db.Scope, search string, owing bool, after books.ResellerPlace, limit int) (list []books.Reseller, more bool, err error)
	ResellerDays(ctx context.Context, s db.Scope, reseller uuid.UUID, from, to time.Time) ([]service.WholesaleDay, error)
	Ladder(ctx context.Context, s db.Scope) (service.Ladder, error)
	SetLadder(ctx context.Context, s db.Scope, l service.Ladder) error
}

// Wallet is the money of one customer in one currency.
type Wallet struct {
	ID           uuid.UUID `json:"id" format:"uuid"`
	Customer     uuid.UUID `json:"customer" format:"uuid"`
	CustomerName string    `json:"customer_name"`
	Kind         string    `json:"kind" enum:"reseller,account"`
	Number       string    `json:"number" doc:"The customer's account number"`
	Status       string    `json:"status" enum:"active,suspended,closed,moved" doc:"moved: to another provider"`
	Currency     string    `json:"currency"`
	Balance      int64     `json:"balance" doc:"In minor units; below zero: owed"`
	Credit       int64     `json:"credit" doc:"How far below zero it may fall"`
	Paying       int       `json:"paying" doc:"Objects that are served for it; of a reseller: heard on the day metered last"`
	Unpaid       int       `json:"unpaid" doc:"Of them blocked, since they cannot be paid"`
	PerDay       int64     `json:"per_day" doc:"What a day costs, in millionths of a minor unit"`
	Days         *int64    `json:"days,omitempty" doc:"How many days it lasts at that; absent: nothing costs"`
	Step         int       `json:"step" doc:"Of a reseller on the ladder of debt: 0 none, 1 warned, 2 nothing new, 3 console closed, 4 all stopped"`
}

func toWallet(w books.Wallet) Wallet {
	return Wallet{w.ID, w.Customer.ID, w.Customer.Name, w.Customer.Kind, w.Customer.Number, w.Customer.Status, w.Currency, w.Balance, -w.Floor, w.Paying, w.Unpaid,
		w.PerDay, w.Days, w.Step}
}

// BookSums are the wallets of a book summed up, with the book's own accounts.
type BookSums struct {
	Currency string       `json:"currency"`
	Main     bool         `json:"main" doc:"What one sells in unless one says otherwise"`
	Wallets  int          `json:"wallets"`
	Held     int64        `json:"held" doc:"What customers have left, in minor units"`
	Owed     int64        `json:"owed" doc:"What customers below zero owe"`
	Unpaid   int          `json:"unpaid" doc:"Objects that cannot be paid"`
	Owing    int          `json:"owing" doc:"Wallets below zero"`
	Ending   int          `json:"ending" doc:"Wallets that last for a week at most"`
	Own      []OwnAccount `json:"own" nullable:"false" doc:"The book's own accounts"`
}

// OwnAccount is one of a book's own accounts.
type OwnAccount struct {
	Account string `json:"account" example:"revenue:plan"`
	Balance int64  `json:"balance" doc:"Credit positive: revenue above zero, what is at the bank below"`
}

// RegisterBooks hangs in customers' money, what was earned, and both ends of wholesale.
func RegisterBooks(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.BookRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/wallets",
		ID: "list-wallets", Summary: "Customers' money, sorted and searched"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search   string `query:"q" maxLength:"100" doc:"Part of a name, or what an account number begins with"`
			Currency string `query:"currency" maxLength:"3"`
			State    string `query:"state" enum:"unpaid,owing,ending,credits,left" doc:"Absent: all of live customers; left: what is in the wallets of those that are closed or have moved away, or owed"`
			Kind     string `query:"kind" enum:"reseller,account" doc:"Absent: both"`
			Sort     string `query:"sort" enum:"name,number,balance,days,unpaid" doc:"Absent: by name"`
			Desc     bool   `query:"desc"`
		}) (*door.Body[door.Items[Wallet]], error) {
			q := books.WalletQuery{Search: in.Search, Currency: in.Currency, State: in.State, Kind: in.Kind, Sort: in.Sort, Desc: in.Desc, Limit: in.Limit}
			name := "wallets by " + q.Sort
			if in.After != "" {
				q.After = &books.WalletPlace{}
				if err := c.After(name, in.After, q.After); err != nil {
					return nil, err
				}
			}
			list, next, err := b.Wallets(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]Wallet, 0, len(list))
			for _, w := range list {
				items = append(items, toWallet(w))
			}
			return door.Listed(items, c.Next(name, next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.BookRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/books",
		ID: "list-books", Summary: "One's books summed up, the main one first"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[BookSums]], error) {
			list, err := b.Summed(ctx, c.Scope)
			items := make([]BookSums, 0, len(list))
			for _, s := range list {
				one := BookSums{s.Currency, s.Main, s.Wallets, s.Held, s.Owed, s.Unpaid, s.Owing, s.Ending, make([]OwnAccount, 0, len(s.Own))}
				for _, o := range s.Own {
					one.Own = append(one.Own, OwnAccount(o))
				}
				items = append(items, one)
			}
			return door.Listed(items, ""), err
		})
	registerCustomerMoney(d, b)
	registerBookings(d, b)
	registerFiles(d, b)
	registerMargin(d, b)
	registerMarginEntries(d, b)
	registerWholesale(d, b)
	registerOwed(d, b)
}
