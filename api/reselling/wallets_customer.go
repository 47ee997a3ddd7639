package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// CustomerMoney is all the money between oneself and a customer.
type CustomerMoney struct {
	Wallets    []Wallet       `json:"wallets" nullable:"false"`
	Currencies []string       `json:"currencies" nullable:"false" doc:"That books are kept in, the main one first"`
	Forecast   *MoneyForecast `json:"forecast,omitempty" doc:"Absent: nothing costs"`
}

// MoneyForecast is how long an account's money lasts if nothing changes.
type MoneyForecast struct {
	Currency  string        `json:"currency"`
	Spendable int64         `json:"spendable" doc:"The balance with the credit"`
	Until     *time.Time    `json:"until,omitempty" doc:"The first debit that cannot be paid; absent: none for more than a year"`
	Days      int           `json:"days" doc:"Until then"`
	Missing   int64         `json:"missing" doc:"How much is short then"`
	Month     int64         `json:"month" doc:"What the thirty days to come cost"`
	Next      []ComingDebit `json:"next" nullable:"false" doc:"The next debits, by their day"`
}

// ComingDebit is what falls due on one day.
type ComingDebit struct {
	At      time.Time `json:"at"`
	Objects int       `json:"objects"`
	Amount  int64     `json:"amount"`
}

func toForecast(f *service.Forecast) *MoneyForecast {
	if f == nil {
		return nil
	}
	out := &MoneyForecast{f.Currency.Code(), int64(f.Spendable), f.Until, f.Days, int64(f.Missing), int64(f.Month), make([]ComingDebit, 0, len(f.Next))}
	for _, n := range f.Next {
		out.Next = append(out.Next, ComingDebit{n.At, n.Objects, int64(n.Amount)})
	}
	return out
}

// WalletEntry is a line of a wallet.
type WalletEntry struct {
	ID        uuid.UUID  `json:"id" format:"uuid" doc:"Of the transaction"`
	Kind      string     `json:"kind" enum:"topup,charge,package,usage,metering,refund,commission,bonus,correction,dispute,assignment,receipt,payout,fee,opening,reversal"`
	Amount    int64      `json:"amount" doc:"In minor units; below zero: taken"`
	Balance   int64      `json:"balance" doc:"After it"`
	Effective string     `json:"effective" format:"date" doc:"The day it counts for"`
	BookedAt  time.Time  `json:"booked_at"`
	Comment   string     `json:"comment"`
	Reverses  *uuid.UUID `json:"reverses,omitempty" format:"uuid"`
	By        string     `json:"by,omitempty" doc:"Whoever of one's own has booked it"`
}

func toEntry(l ledger.Line, by string) WalletEntry {
	return WalletEntry{l.Transaction, string(l.Kind), int64(l.Amount), int64(l.Balance), l.Effective.Format(time.DateOnly), l.BookedAt, l.Comment, l.Reverses, by}
}

// LedgerTransaction is one transaction of a book with all that it is made of.
type LedgerTransaction struct {
	ID           uuid.UUID     `json:"id" format:"uuid"`
	Kind         string        `json:"kind"`
	Currency     string        `json:"currency"`
	Customer     *uuid.UUID    `json:"customer,omitempty" format:"uuid"`
	CustomerName string        `json:"customer_name,omitempty"`
	Effective    string        `json:"effective" format:"date"`
	BookedAt     time.Time     `json:"booked_at"`
	Comment      string        `json:"comment"`
	By           string        `json:"by,omitempty"`
	Entries      []LedgerEntry `json:"entries" nullable:"false" doc:"They sum to zero"`
	Parts        []ChargePart  `json:"parts" nullable:"false" doc:"Of a charge: the objects it was for, 500 at most"`
	Reverses     *uuid.UUID    `json:"reverses,omitempty" format:"uuid"`
	ReversedBy   *uuid.UUID    `json:"reversed_by,omitempty" format:"uuid"`
	Reversible   bool          `json:"reversible" doc:"It can be reversed by hand"`
}

// LedgerEntry is one side of a transaction.
type LedgerEntry struct {
	Account string `json:"account" example:"wallet"`
	Amount  int64  `json:"amount"`
}

// ChargePart is a debit of one object.
type ChargePart struct {
	Object uuid.UUID `json:"object" format:"uuid"`
	Name   string    `json:"name"`
	Plan   string    `json:"plan"`
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Amount int64     `json:"amount"`
}

func toTransaction(w books.Written) LedgerTransaction {
	t := LedgerTransaction{ID: w.ID, Kind: string(w.Kind), Currency: w.Currency.Code(), Effective: w.Effective.Format(time.DateOnly), BookedAt: w.BookedAt, Comment: w.Comment,
		By: w.ByName, Entries: make([]LedgerEntry, 0, len(w.Entries)), Parts: make([]ChargePart, 0, len(w.Parts)), Reverses: w.Reverses, ReversedBy: w.ReversedBy, Reversible: w.Reversible}
	if w.Customer != nil {
		t.Customer, t.CustomerName = &w.Customer.ID, w.Customer.Name
	}
	for _, e := range w.Entries {
		t.Entries = append(t.Entries, LedgerEntry{string(e.Account), int64(e.Amount)})
	}
	for _, p := range w.Parts {
		t.Parts = append(t.Parts, ChargePart(p))
	}
	return t
}

// TransactionPath names a transaction.
type TransactionPath struct {
	Transaction uuid.UUID `path:"transaction" format:"uuid"`
}

func registerCustomerMoney(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.BookRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/money",
		ID: "get-customer-money", Summary: "A customer's wallets, and how long they last"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[CustomerMoney], error) {
			m, err := b.Money(ctx, c.Scope, in.Customer)
			out := CustomerMoney{Wallets: make([]Wallet, 0, len(m.Wallets)), Currencies: append([]string{}, m.Currencies...), Forecast: toForecast(m.Forecast)}
			for _, w := range m.Wallets {
				w.Customer = m.Customer
				out.Wallets = append(out.Wallets, toWallet(w))
			}
			return door.Answer(out), err
		})
	door.Handle(d, door.Route{Operation: access.BookRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/entries",
		ID: "list-customer-entries", Summary: "What was booked into a customer's wallet, the newest first, each with the balance after it"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			CustomerPath

			Currency string `query:"currency" maxLength:"3" doc:"Absent: what one sells in"`
		}) (*door.Body[door.Items[WalletEntry]], error) {
			name := "entries of " + in.Customer.String() + in.Currency
			var after ledger.Place
			if err := c.After(name, in.After, &after); err != nil {
				return nil, err
			}
			list, next, err := b.Entries(ctx, c.Scope, in.Customer, in.Currency, after, in.Limit)
			items := make([]WalletEntry, 0, len(list))
			for _, e := range list {
				items = append(items, toEntry(e.Line, e.ByName))
			}
			return door.Listed(items, c.Next(name, next, next != nil)), err
		})
	door.Handle(d, door.Route{Operation: access.BookRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/transactions/{transaction}",
		ID: "get-transaction", Summary: "One transaction of one's book, with all that it is made of"},
		func(ctx context.Context, c *door.Caller, in *TransactionPath) (*door.Body[LedgerTransaction], error) {
			w, err := b.Transaction(ctx, c.Scope, in.Transaction)
			return door.Answer(toTransaction(w)), err
		})
}
