package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
)

// Tree knows the places of tenants.
type Tree interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
}

// Customers serves the lists of the tenants below.
type Customers interface {
	List(ctx context.Context, s db.Scope, q customers.Query) (list []customers.Customer, next *customers.After, err error)
	Each(ctx context.Context, s db.Scope, q customers.Query, most int, fn func(customers.Customer) error) (more bool, err error)
	One(ctx context.Context, s db.Scope, id uuid.UUID) (customers.One, error)
	Today(ctx context.Context, s db.Scope) (customers.Today, error)
	SetTerms(ctx context.Context, s db.Scope, customer uuid.UUID, terms customers.Terms) error
	Notes(ctx context.Context, s db.Scope, customer uuid.UUID) ([]customers.Note, error)
	AddNote(ctx context.Context, s db.Scope, customer, by uuid.UUID, text string) (uuid.UUID, error)
	RemoveNote(ctx context.Context, s db.Scope, customer, note uuid.UUID) error
	Looked(ctx context.Context, s db.Scope, action string, customer *customers.One, after audit.Fields) error
}

// Customer is a tenant below, an account or a reseller.
type Customer struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Parent    uuid.UUID `json:"parent" format:"uuid" doc:"The tenant right above it"`
	Kind      string    `json:"kind" enum:"reseller,account"`
	Name      string    `json:"name"`
	Number    string    `json:"number" doc:"Account number with its provider; its last digit checks it"`
	Status    string    `json:"status" enum:"active,suspended,closed"`
	Country   string    `json:"country,omitempty" doc:"ISO 3166-1 alpha-2"`
	CreatedAt time.Time `json:"created_at"`
	Depth     int       `json:"depth" doc:"1: a customer of one's own; 2: a customer of a reseller of one's own"`
	Figures

	SeenAt   *time.Time      `json:"seen_at,omitempty" doc:"When one of its users was last here"`
	Balances []WalletBalance `json:"balances,omitempty" doc:"In lists, for who may see money: what is in its wallets in one's own books, those that owe first. Absent: it has none there"`
}

// WalletBalance is what is in one wallet.
type WalletBalance struct {
	Currency string `json:"currency"`
	Amount   int64  `json:"amount" doc:"In minor units; below zero: owed"`
}

// Balances tell what customers have in one's books.
type Balances interface {
	Balances(ctx context.Context, s db.Scope, of []uuid.UUID) (map[uuid.UUID][]books.Balance, error)
}

// balancesOf are told to those who may read the book; to others the list has none.
func balancesOf(ctx context.Context, c *door.Caller, wallets Balances, list []customers.Customer) (map[uuid.UUID][]books.Balance, error) {
	if !c.May(access.BookRead) {
		return nil, nil
	}
	of := make([]uuid.UUID, 0, len(list))
	for _, one := range list {
		if one.Depth == 1 { // the money of the others is between them and whoever is above them
			of = append(of, one.ID)
		}
	}
	return wallets.Balances(ctx, c.Scope, of)
}

// Figures are counts of objects and people; of a reseller, with those of all below it.
type Figures struct {
	Objects    int        `json:"objects" doc:"Objects it has, with those of all below it"`
	Blocked    int        `json:"blocked" doc:"Of them blocked"`
	Online     int        `json:"online" doc:"Of them heard a moment ago, and not blocked"`
	Offline    int        `json:"offline" doc:"Of them neither blocked nor on-line"`
	SilentDay  int        `json:"silent_day" doc:"Of them heard once, and not for a day"`
	SilentWeek int        `json:"silent_week" doc:"Of those, not for a week"`
	Never      int        `json:"never" doc:"Of them never heard"`
	Users      int        `json:"users"`
	HeardAt    *time.Time `json:"heard_at,omitempty" doc:"When the last of its objects was heard, to the minute"`
}

// ToFigures shows counts.
func ToFigures(f customers.Figures) Figures {
	return Figures{Objects: f.Objects, Blocked: f.Blocked, Online: f.Online, Offline: f.Offline(), SilentDay: f.SilentDay, SilentWeek: f.SilentWeek,
		Never: f.Never, Users: f.Users, HeardAt: f.HeardAt}
}

// ToCustomer shows a tenant below.
func ToCustomer(t customers.Customer) Customer {
	return Customer{ID: t.ID, Parent: t.Parent, Kind: t.Kind, Name: t.Name, Number: t.Number, Status: t.Status, Country: t.Country,
		CreatedAt: t.CreatedAt, Depth: t.Depth, Figures: ToFigures(t.Figures), SeenAt: t.SeenAt}
}

// Narrowed is what a list of customers is narrowed to, and how it is sorted.
type Narrowed struct {
	Search string    `query:"q" maxLength:"100" doc:"What a name begins with, from any of its words on, or an account number, or a host"`
	Kind   string    `query:"kind" enum:"reseller,account" doc:"Absent: both"`
	Status string    `query:"status" enum:"active,suspended,closed" doc:"Absent: all"`
	With   string    `query:"with" enum:"blocked,offline,silent_day,silent_week,never" doc:"Only those that have objects in such a state"`
	Own    bool      `query:"own" doc:"Only customers of one's own, not those of resellers below"`
	Since  time.Time `query:"since" doc:"Opened at this moment or later"`
	Sort   string    `query:"sort" enum:"name,number,since,objects,users,seen" doc:"Absent: by name. By figures only with kind=account"`
	Desc   bool      `query:"desc" doc:"The other way round"`
}

// ToQuery reads it.
func (n Narrowed) ToQuery(c *door.Caller) customers.Query {
	q := customers.Query{Search: n.Search, Kind: n.Kind, Status: n.Status, With: n.With, Since: n.Since, Sort: n.Sort, Desc: n.Desc}
	if n.Own {
		q.Parent = c.Scope.Tenant()
	}
	return q
}

// CustomerPath names a tenant below.
type CustomerPath struct {
	Customer uuid.UUID `path:"customer" format:"uuid"`
}

// RegisterCustomers hangs in the lists of the tenants below.
func RegisterCustomers(d *door.Doors, list Customers, wallets Balances) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers",
		ID: "list-customers", Summary: "Everybody below, sorted and searched"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			Narrowed
		}) (*door.Body[door.Items[Customer]], error) {
			q := in.ToQuery(c)
			q.Limit = in.Limit
			// A cursor is good for the order it was made in.
			name := "customers by " + q.Sort
			if in.After != "" {
				q.After = &customers.After{}
				if err := c.After(name, in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := list.List(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			balances, err := balancesOf(ctx, c, wallets, found)
			if err != nil {
				return nil, err
			}
			items := make([]Customer, 0, len(found))
			for _, t := range found {
				one := ToCustomer(t)
				for _, b := range balances[t.ID] {
					one.Balances = append(one.Balances, WalletBalance(b))
				}
				items = append(items, one)
			}
			return door.Listed(items, c.Next(name, next, next != nil)), nil
		})
	registerOne(d, list)
	registerExport(d, list, wallets)
}

// OneCustomer is a tenant below with all that its provider sees at a glance.
type OneCustomer struct {
	Customer

	Locale    string           `json:"locale"`
	TimeZone  string           `json:"time_zone"`
	Way       []Step           `json:"way" nullable:"false" doc:"From a reseller of one's own down to the one right above; empty: it is a customer of one's own"`
	Resellers int              `json:"resellers" doc:"Resellers below it"`
	Accounts  int              `json:"accounts" doc:"Customers below it"`
	Contract  *ContractInForce `json:"contract,omitempty" doc:"Of customers of one's own"`
}

// Step is a tenant on the way to another.
type Step struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
}

// ContractInForce is between a provider and its customer.
type ContractInForce struct {
	Number   string    `json:"number"`
	OpenedAt time.Time `json:"opened_at"`
	ContractTerms
}

// ContractTerms are what is agreed beyond the price list.
type ContractTerms struct {
	Tier      string  `json:"tier" enum:"gold,silver,other" doc:"How soon the desk answers"`
	Agreement string  `json:"agreement,omitempty" maxLength:"60" doc:"Number of a bilateral agreement"`
	AgreedOn  *string `json:"agreed_on,omitempty" format:"date" doc:"Day of the agreement"`
}

func (t ContractTerms) terms() (customers.Terms, error) {
	terms := customers.Terms{Tier: t.Tier, Agreement: t.Agreement}
	if t.AgreedOn != nil && *t.AgreedOn != "" {
		day, err := time.Parse(time.DateOnly, *t.AgreedOn)
		if err != nil {
			return terms, badDay(err)
		}
		terms.AgreedOn = &day
	}
	return terms, nil
}

// ToTerms shows what is agreed.
func ToTerms(t customers.Terms) ContractTerms {
	shown := ContractTerms{Tier: t.Tier, Agreement: t.Agreement}
	if t.AgreedOn != nil {
		shown.AgreedOn = new(t.AgreedOn.Format(time.DateOnly))
	}
	return shown
}

// ToOneCustomer shows a tenant below.
func ToOneCustomer(one customers.One) OneCustomer {
	shown := OneCustomer{Customer: ToCustomer(one.Customer), Locale: one.Locale, TimeZone: one.TimeZone, Way: []Step{}, Resellers: one.Resellers, Accounts: one.Accounts}
	for _, s := range one.Way {
		shown.Way = append(shown.Way, Step{s.ID, s.Name})
	}
	if k := one.Contract; k != nil {
		shown.Contract = &ContractInForce{Number: k.Number, OpenedAt: k.OpenedAt, ContractTerms: ToTerms(k.Terms)}
	}
	return shown
}

func registerOne(d *door.Doors, list Customers) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}",
		ID: "get-customer", Summary: "One of those below"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[OneCustomer], error) {
			one, err := list.One(ctx, c.Scope, in.Customer)
			return door.Answer(ToOneCustomer(one)), err
		})
	door.Handle(d, door.Route{Operation: access.ContractWrite, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/customers/{customer}/contract",
		ID: "change-contract", Summary: "Change what is agreed with a customer of one's own", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Body ContractTerms
		}) (*door.None, error) {
			terms, err := in.Body.terms()
			if err != nil {
				return nil, err
			}
			return nil, list.SetTerms(ctx, c.Scope, in.Customer, terms)
		})
}
