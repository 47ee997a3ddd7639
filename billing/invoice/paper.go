package invoice

import (
	"time"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/themes"
)

// Kind of a paper.
type Kind string

// The kinds.
const (
	KindStatement  Kind = "statement"
	KindInvoice    Kind = "invoice"
	KindReceipt    Kind = "receipt"
	KindCreditNote Kind = "credit_note"
	KindSlip       Kind = "slip"
)

// Look is what a paper takes from the brand.
type Look struct {
	Name  string
	Theme themes.Theme
	// Speak is the language of a paper for somebody who wants this one; nil: that one.
	Speak func(wanted ...string) string
	Dress
}

// Dress is what a brand's papers wear beside its colours.
type Dress struct {
	// Logo stands in place of mark and name; empty: there is none. Media is image/png or image/jpeg.
	Logo  []byte
	Media string
	// Say is how a paper closes, and its foot, in paragraphs of plain text; may be nil. Values are of the paper: customer, account,
	// number, date, total.
	Say func(kind Kind, locale string, params map[string]string) (closing, foot []string)
}

// Paper is all that is printed on one. Times are shown as days in their own zone.
type Paper struct {
	Kind   Kind
	Locale string
	Number string
	Date   time.Time
	// Due is until when to pay; zero: not said.
	Due time.Time
	// From and To bound a statement's days, both included.
	From, To time.Time
	Seller   Entity
	Buyer    Entity
	// Account is the buyer's number in the seller's book.
	Account  string
	Currency money.Currency
	Lines    []Line
	// Opening and Closing balance of a statement.
	Opening, Closing money.Amount
	Total            money.Amount
	// TaxRate in hundredths of a percent; Tax is the part of the total. Rate below zero: nothing is said of tax.
	TaxRate int
	Tax     money.Amount
	// Corrects names the paper that a credit note is about.
	Corrects string
	// Note is printed below, as it is.
	Note string
	// Pay adds how to pay by bank, with the purpose line and a QR code.
	Pay bool
}

// Line is a row of a paper's table.
type Line struct {
	Day      time.Time
	What     string
	Quantity string
	Price    money.Amount
	Amount   money.Amount
	// Balance after it, on statements.
	Balance money.Amount
}

// Transfer is the payment that the paper asks for.
func (p Paper) Transfer() Transfer {
	return Transfer{To: p.Seller, Currency: p.Currency, Amount: p.Total, Purpose: Purpose(p.Locale, p.Account)}
}
