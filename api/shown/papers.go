package shown

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/errs"
)

// Paper is a statement, an invoice, a receipt or a credit note that was given out.
type Paper struct {
	ID       uuid.UUID  `json:"id" format:"uuid"`
	Kind     string     `json:"kind" enum:"statement,invoice,receipt,credit_note"`
	Number   string     `json:"number"`
	Day      string     `json:"day" format:"date"`
	Currency string     `json:"currency"`
	Total    int64      `json:"total" doc:"In minor units; of a statement the closing balance"`
	TaxRate  *int       `json:"tax_rate,omitempty" doc:"In hundredths of a percent, within the total; absent: it says nothing of tax"`
	Tax      int64      `json:"tax"`
	From     string     `json:"from,omitempty" format:"date" doc:"The first day it is about"`
	To       string     `json:"to,omitempty" format:"date" doc:"The last day it is about"`
	Corrects *uuid.UUID `json:"corrects,omitempty" format:"uuid" doc:"The invoice that a credit note is about"`
	SHA256   string     `json:"sha256" doc:"Of the bytes of its PDF"`
}

// ToPaper shows a paper.
func ToPaper(p papers.Paper) Paper {
	return Paper{ID: p.ID, Kind: string(p.Kind), Number: p.Code, Day: p.Day.Format(time.DateOnly), Currency: p.Currency, Total: p.Total, TaxRate: p.TaxRate, Tax: p.Tax,
		From: dayOf(p.First), To: dayOf(p.Last), Corrects: p.Corrects, SHA256: p.Hash()}
}

func dayOf(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// PaperKind narrows a list of papers.
type PaperKind struct {
	Kind string `query:"kind" enum:"statement,invoice,receipt,credit_note" doc:"Of one kind alone"`
}

// Asked is what a list is narrowed to.
func (k PaperKind) Asked() papers.Asked { return papers.Asked{Kind: invoice.Kind(k.Kind)} }

// PaperPath names a paper.
type PaperPath struct {
	Paper uuid.UUID `path:"paper" format:"uuid"`
}

// EntriesAsked is which entries are wanted, and how.
type EntriesAsked struct {
	Format   string `query:"format" enum:"csv,xlsx,1c,pdf" default:"csv" doc:"1c: 1C ClientBankExchange 1.03 in CP1251; pdf: a statement without a number"`
	From     string `query:"from" maxLength:"10" doc:"The first day, like 2026-03-01; absent: the first of the month"`
	To       string `query:"to" maxLength:"10" doc:"The last day; absent: today"`
	Currency string `query:"currency" maxLength:"3" doc:"Of the wallet; absent: the provider's main one"`
}

// Export is what is asked for. Invalid names the field.
func (e EntriesAsked) Export() (out papers.Export, err error) {
	out = papers.Export{Format: papers.Format(e.Format), Currency: e.Currency}
	for _, f := range []struct {
		name, text string
		to         *time.Time
	}{{"from", e.From, &out.From}, {"to", e.To, &out.To}} {
		if f.text == "" {
			continue
		}
		if *f.to, err = time.Parse(time.DateOnly, f.text); err != nil {
			return out, errs.Field(f.name, "bad_day", "This is not a day. Write it like 2026-03-01.").With(err)
		}
	}
	return out, nil
}

// SlipAsked is what a payment slip is for.
type SlipAsked struct {
	Currency string `query:"currency" maxLength:"3" doc:"Absent: the provider's main one"`
	Amount   int64  `query:"amount" minimum:"0" doc:"In minor units; absent: whoever pays chooses"`
}
