package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Wallet tells how one's own money stands, and sells packages.
type Wallet interface {
	Money(ctx context.Context, account db.Scope) (service.Money, error)
	Entries(ctx context.Context, account db.Scope, currency string, after ledger.Place, most int) ([]ledger.Line, *ledger.Place, error)
	Entry(ctx context.Context, account db.Scope, transaction uuid.UUID) (service.EntryDetail, error)
	Packages(ctx context.Context, account db.Scope) ([]service.Bought, error)
	Buy(ctx context.Context, account db.Scope, by uuid.UUID, b service.Buying) (service.Bought, error)
}

// BalancePart is what one kind of entries comes to.
type BalancePart struct {
	Kind   string `json:"kind"`
	Count  int    `json:"count"`
	Amount int64  `json:"amount" doc:"In minor units; credit is positive"`
}

// Balance is a wallet, and what it is made of.
type Balance struct {
	Currency  string        `json:"currency"`
	Balance   int64         `json:"balance" doc:"What is left, in minor units"`
	Credit    int64         `json:"credit" doc:"How far below zero it may fall"`
	Spendable int64         `json:"spendable"`
	Since     time.Time     `json:"since"`
	Before    int64         `json:"before" doc:"What it was then; the parts come after that"`
	Parts     []BalancePart `json:"parts" nullable:"false"`
}

// DebitToCome is what falls due on a day.
type DebitToCome struct {
	At      time.Time `json:"at"`
	Objects int       `json:"objects"`
	Amount  int64     `json:"amount"`
}

// Lasting is how long the money lasts if nothing changes.
type Lasting struct {
	Currency string        `json:"currency,omitempty"`
	Until    *time.Time    `json:"until,omitempty" doc:"The first debit that cannot be paid; absent: none for more than a year, or nothing costs"`
	Days     int           `json:"days"`
	Missing  int64         `json:"missing" doc:"How much is short then"`
	Month    int64         `json:"month" doc:"What the thirty days to come cost"`
	Next     []DebitToCome `json:"next" nullable:"false"`
}

// Billing is how one's own money stands.
type Billing struct {
	Balances     []Balance `json:"balances" nullable:"false"`
	Lasting      Lasting   `json:"lasting"`
	Unpaid       int       `json:"unpaid" doc:"Objects that wait for money"`
	UnpaidAmount int64     `json:"unpaid_amount"`
	Served       int       `json:"served" doc:"Objects that are served for money"`
	Cards        bool      `json:"cards" doc:"The wallet can be topped up by card"`
}

// StatementLine is a line of a wallet's statement.
type StatementLine struct {
	ID       uuid.UUID  `json:"id" format:"uuid"`
	Kind     string     `json:"kind"`
	Amount   int64      `json:"amount"`
	Balance  int64      `json:"balance" doc:"After it"`
	BookedAt time.Time  `json:"booked_at"`
	Day      string     `json:"day" format:"date" doc:"That it counts for"`
	Comment  string     `json:"comment"`
	Reverses *uuid.UUID `json:"reverses,omitempty" format:"uuid"`
}

// StatementCharge is what one object has cost.
type StatementCharge struct {
	Object     uuid.UUID `json:"object" format:"uuid"`
	ObjectName string    `json:"object_name" doc:"Empty: it is not there any more"`
	PlanName   string    `json:"plan_name"`
	From       time.Time `json:"from"`
	To         time.Time `json:"to"`
	Amount     int64     `json:"amount"`
	GivenBack  int64     `json:"given_back"`
}

// StatementLineDetail is an entry with what it was for.
type StatementLineDetail struct {
	StatementLine

	Currency   string            `json:"currency"`
	ReversedBy *uuid.UUID        `json:"reversed_by,omitempty" format:"uuid"`
	Charges    []StatementCharge `json:"charges" nullable:"false"`
}

// BoughtPackage is a package that was bought, and what is left of it.
type BoughtPackage struct {
	ID          uuid.UUID   `json:"id" format:"uuid"`
	Name        string      `json:"name"`
	Unit        string      `json:"unit,omitempty" enum:"SMS"`
	Quantity    *int64      `json:"quantity,omitempty"`
	Remaining   *int64      `json:"remaining,omitempty"`
	ForChosen   bool        `json:"for_chosen"`
	Objects     []uuid.UUID `json:"objects" nullable:"false" doc:"That it is for; none: all"`
	SMS         bool        `json:"sms"`
	Reports     bool        `json:"reports"`
	Retention   string      `json:"retention,omitempty"`
	Price       shown.Price `json:"price"`
	ActivatedAt time.Time   `json:"activated_at"`
	ExpiresAt   *time.Time  `json:"expires_at,omitempty"`
	Over        bool        `json:"over" doc:"It is used up, or its time is over"`
	Entry       *uuid.UUID  `json:"entry,omitempty" format:"uuid" doc:"Of the debit"`
}

// BoughtPackages are all that were bought, what can still be used first.
type BoughtPackages struct {
	Items []BoughtPackage `json:"items" nullable:"false"`
}

// RegisterBilling hangs in one's own money. cards tells whether the wallet can be topped up by card.
func RegisterBilling(d *door.Doors, wallet Wallet, cards func(context.Context, db.Scope) (bool, error)) {
	door.Handle(d, door.Route{Operation: access.WalletRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing",
		ID: "get-billing", Summary: "One's own balance, what it is made of, and how long it lasts"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Billing], error) {
			m, err := wallet.Money(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			b := toBilling(m)
			b.Cards, err = cards(ctx, c.Scope)
			return door.Answer(b), err
		})
	door.Handle(d, door.Route{Operation: access.WalletRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/entries",
		ID: "list-wallet-entries", Summary: "The statement of one's own wallet, the newest first, with the balance after each entry"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Currency string `query:"currency" minLength:"3" maxLength:"3" required:"true"`
		}) (*door.Body[door.Items[StatementLine]], error) {
			return door.Paged(c, "entries "+in.Currency, in.After,
				func(after ledger.Place) ([]ledger.Line, bool, error) {
					lines, next, err := wallet.Entries(ctx, c.Scope, in.Currency, after, in.Limit)
					return lines, next != nil, err
				},
				func(l ledger.Line) (StatementLine, ledger.Place) {
					return toEntry(l), ledger.Place{BookedAt: l.BookedAt, Transaction: l.Transaction}
				})
		})
	door.Handle(d, door.Route{Operation: access.WalletRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/entries/{entry}",
		ID: "get-wallet-entry", Summary: "An entry with what it was for, object by object"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Entry uuid.UUID `path:"entry" format:"uuid"`
		}) (*door.Body[StatementLineDetail], error) {
			e, err := wallet.Entry(ctx, c.Scope, in.Entry)
			detail := StatementLineDetail{StatementLine: toEntry(e.Line), Currency: e.Currency.Code(), ReversedBy: e.ReversedBy, Charges: make([]StatementCharge, 0, len(e.Charges))}
			for _, ch := range e.Charges {
				detail.Charges = append(detail.Charges, StatementCharge{ch.Object, ch.ObjectName, ch.PlanName, ch.From, ch.To, int64(ch.Amount), int64(ch.GivenBack)})
			}
			return door.Answer(detail), err
		})
	registerPackages(d, wallet)
}

func registerPackages(d *door.Doors, wallet Wallet) {
	door.Handle(d, door.Route{Operation: access.PackageRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/packages",
		ID: "list-packages-bought", Summary: "Packages that were bought, what is left of them and until when"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[BoughtPackages], error) {
			list, err := wallet.Packages(ctx, c.Scope)
			all := BoughtPackages{Items: make([]BoughtPackage, 0, len(list))}
			for _, b := range list {
				all.Items = append(all.Items, toBought(b))
			}
			return door.Answer(all), err
		})
	door.Handle(d, door.Route{Operation: access.PackageBuy, Area: door.Account, Method: http.MethodPost, Path: "/api/billing/packages",
		ID: "buy-package", Summary: "Buy a package, and activate it by that", Status: http.StatusCreated, Idempotent: true},
		func(ctx context.Context, c *door.Caller, in *struct {
			Key  string `header:"Idempotency-Key" maxLength:"100" hidden:"true"`
			Body struct {
				Version uuid.UUID   `json:"version" format:"uuid" doc:"Of the package, that was shown and is accepted"`
				Objects []uuid.UUID `json:"objects,omitempty" maxItems:"500" doc:"That it is for, where they are chosen"`
			}
		}) (*door.Body[BoughtPackage], error) {
			key := in.Key
			if key != "" {
				key = c.User.String() + " " + key
			}
			b, err := wallet.Buy(ctx, c.Scope, c.User, service.Buying{Version: in.Body.Version, Objects: in.Body.Objects, Key: key})
			return door.Answer(toBought(b)), err
		})
}

func toBilling(m service.Money) Billing {
	f := m.Forecast
	b := Billing{Balances: make([]Balance, 0, len(m.Purses)), Unpaid: m.Unpaid, UnpaidAmount: int64(m.UnpaidAmount), Served: m.Served,
		Lasting: Lasting{Currency: f.Currency.Code(), Until: f.Until, Days: f.Days, Missing: int64(f.Missing), Month: int64(f.Month), Next: make([]DebitToCome, 0, len(f.Next))}}
	for _, n := range f.Next {
		b.Lasting.Next = append(b.Lasting.Next, DebitToCome{n.At, n.Objects, int64(n.Amount)})
	}
	for _, p := range m.Purses {
		shownPurse := Balance{Currency: p.Currency.Code(), Balance: int64(p.Balance), Credit: int64(-p.Floor), Spendable: int64(p.Spendable()), Since: p.Since,
			Before: int64(p.Before), Parts: make([]BalancePart, 0, len(p.Parts))}
		for _, part := range p.Parts {
			shownPurse.Parts = append(shownPurse.Parts, BalancePart{string(part.Kind), part.Count, int64(part.Amount)})
		}
		b.Balances = append(b.Balances, shownPurse)
	}
	return b
}

func toEntry(l ledger.Line) StatementLine {
	return StatementLine{ID: l.Transaction, Kind: string(l.Kind), Amount: int64(l.Amount), Balance: int64(l.Balance), BookedAt: l.BookedAt,
		Day: l.Effective.Format(time.DateOnly), Comment: l.Comment, Reverses: l.Reverses}
}

func toBought(b service.Bought) BoughtPackage {
	if b.Objects == nil {
		b.Objects = []uuid.UUID{}
	}
	return BoughtPackage{b.ID, b.Name, b.Unit, b.Quantity, b.Remaining, b.ForChosen, b.Objects, b.SMS, b.Reports, b.Retention, shown.ToPrice(b.Price),
		b.ActivatedAt, b.ExpiresAt, b.Over, b.Transaction}
}
