package papers

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
)

// Format of a file of entries.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	OneC Format = "1c"
	PDF  Format = "pdf"
)

// mostExported entries are in one file: more belong into several, by days.
const mostExported = 100_000

// Export asks for the entries of a wallet as a file.
type Export struct {
	Format Format
	// From and To are days where the keeper is, both included; zero: the month until today.
	From, To time.Time
	// Currency of the wallet; empty: the keeper's own.
	Currency string
}

// Exported is a file.
type Exported struct {
	// Name of it, with its ending.
	Name        string
	ContentType string
	Content     []byte
}

var contentTypes = map[Format]string{CSV: "text/csv; charset=utf-8", XLSX: sheet.WorkbookType,
	OneC: "text/plain; charset=windows-1251", PDF: "application/pdf"}

var endings = map[Format]string{CSV: "csv", XLSX: "xlsx", OneC: "txt", PDF: "pdf"}

// ExportOwn writes the entries of one's own wallet. Invalid names the field (reason "too_many_entries": fewer days).
func (p *Papers) ExportOwn(ctx context.Context, s db.Scope, e Export) (Exported, error) {
	keeper, err := p.provider(ctx, s)
	if err != nil {
		return Exported{}, err
	}
	return p.export(ctx, keeper, s.Tenant(), e)
}

// ExportCustomer writes the entries of a customer's wallet. NotFound if it is none of one's own; errors as ExportOwn's.
func (p *Papers) ExportCustomer(ctx context.Context, s db.Scope, customer uuid.UUID, e Export) (Exported, error) {
	return p.export(ctx, s, customer, e)
}

// exporting is a file on its way.
type exporting struct {
	p        *Papers
	tx       *db.Tx
	look     invoice.Look
	sides    sides
	currency money.Currency
	month    // of any span of days
	first    time.Time
	last     time.Time
	opening  money.Amount
	came     money.Amount
	went     money.Amount
}

func (p *Papers) export(ctx context.Context, keeper db.Scope, customer uuid.UUID, e Export) (out Exported, err error) {
	if contentTypes[e.Format] == "" {
		return out, errs.Field("format", "bad_format", "Entries are written as csv, xlsx, 1c or pdf.")
	}
	x := &exporting{p: p}
	if x.look, err = p.look(ctx, keeper.Tenant()); err != nil {
		return out, err
	}
	err = p.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		x.tx = tx
		if x.sides, err = p.sides(ctx, tx, keeper, x.look, customer); err != nil {
			return err
		}
		if err := x.bound(ctx, keeper, customer, e); err != nil {
			return err
		}
		out = Exported{Name: fmt.Sprintf("%s-%s-%s.%s", x.sides.account, x.first.Format(time.DateOnly), x.last.Format(time.DateOnly), endings[e.Format]), ContentType: contentTypes[e.Format]}
		switch e.Format {
		case CSV:
			out.Content, err = x.csv(ctx)
		case XLSX:
			out.Content, err = x.xlsx(ctx)
		case OneC:
			out.Content, err = x.oneC(ctx)
		case PDF:
			out.Content, err = x.pdf(ctx)
		}
		return err
	})
	return out, err
}

// bound finds the wallet and the days, and refuses what is too much for a file.
func (x *exporting) bound(ctx context.Context, keeper db.Scope, customer uuid.UUID, e Export) (err error) {
	if x.currency, err = x.p.currency(ctx, x.tx, keeper, e.Currency); err != nil {
		return err
	}
	today := day(x.p.now().In(x.sides.zone))
	x.first, x.last = e.From, e.To
	if x.last.IsZero() {
		x.last = today
	}
	if x.first.IsZero() {
		x.first = time.Date(x.last.Year(), x.last.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	if x.last.Before(x.first) {
		return errs.Field("to", "bad_days", "The last day is not before the first.")
	}
	if x.last.Sub(x.first) > 366*24*time.Hour {
		return errs.Field("from", "bad_days", "A file holds a year at most. Take one year after the other.")
	}
	wallet, err := x.p.Ledger.Balance(ctx, x.tx, keeper.Tenant(), customer, x.currency)
	if err != nil {
		return err
	}
	x.month = month{wallet: wallet.ID, keeper: keeper.Tenant(), customer: customer, unit: x.currency.Code(), from: midnight(x.first, x.sides.zone), to: midnight(x.last.AddDate(0, 0, 1), x.sides.zone)}
	if wallet.ID == uuid.Nil {
		return nil // never used: a file without entries
	}
	n, err := countEntries(ctx, x.tx, x.month, mostExported+1)
	if err != nil {
		return err
	}
	if n > mostExported {
		return errs.Field("from", "too_many_entries", fmt.Sprintf("There are more than %d entries in these days. Choose fewer days.", mostExported))
	}
	if x.opening, err = x.p.Ledger.BalanceBefore(ctx, x.tx, x.wallet, x.from); err != nil {
		return err
	}
	x.came, x.went, err = turnover(ctx, x.tx, x.month)
	return err
}

func midnight(d time.Time, zone *time.Location) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zone)
}

func (x *exporting) what(e entry) string {
	what := invoice.Booked(x.sides.locale, e.kind)
	if e.comment != "" {
		what += ": " + e.comment
	}
	return what
}

// columns are the same in CSV and XLSX, for programs that read them.
func columns() []string {
	return []string{"date", "kind", "description", "amount", "currency", "balance", "transaction"}
}

func (x *exporting) csv(ctx context.Context) ([]byte, error) {
	file := sheet.NewCSV(columns()...)
	balance := x.opening
	err := eachEntry(ctx, x.tx, x.month, func(e entry) error {
		balance += e.amount
		file.Row(e.bookedAt.In(x.sides.zone).Format(time.DateOnly), e.kind, sheet.Inert(x.what(e)), x.currency.Format(e.amount), x.currency.Code(),
			x.currency.Format(balance), e.transaction.String())
		return nil
	})
	return file.Bytes(), err
}

func (x *exporting) xlsx(ctx context.Context) ([]byte, error) {
	w, err := sheet.NewWriter(x.sides.account, columns()...)
	if err != nil {
		return nil, err
	}
	balance := x.opening
	err = eachEntry(ctx, x.tx, x.month, func(e entry) error {
		balance += e.amount
		return w.Row(day(e.bookedAt.In(x.sides.zone)), e.kind, x.what(e), sheet.Number(x.currency.Format(e.amount)), x.currency.Code(),
			sheet.Number(x.currency.Format(balance)), e.transaction.String())
	})
	if err != nil {
		return nil, err
	}
	return w.Bytes()
}

func (x *exporting) oneC(ctx context.Context) ([]byte, error) {
	var file bytes.Buffer
	sum := x.currency.Format
	w := bank.NewOneCWriter(&file, bank.OneCHead{Sender: x.look.Name, Receiver: x.sides.buyer.Name, At: x.p.now().In(x.sides.zone), Account: x.sides.account, From: x.first, To: x.last,
		Opening: sum(x.opening), Came: sum(x.came), Went: sum(x.went), Closing: sum(x.opening + x.came - x.went)})
	n := 0
	err := eachEntry(ctx, x.tx, x.month, func(e entry) error {
		n++
		d := bank.OneCDocument{Number: strconv.Itoa(n), Day: e.bookedAt.In(x.sides.zone), Sum: sum(e.amount), In: e.amount > 0, Own: x.sides.buyer.Name, Other: x.sides.seller.Name, What: x.what(e)}
		if e.amount < 0 {
			d.Sum = sum(-e.amount)
		}
		w.Document(d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = w.Close()
	return file.Bytes(), err
}

// pdf is a statement of any days: it has no number, and is not kept.
func (x *exporting) pdf(ctx context.Context) ([]byte, error) {
	about := invoice.Paper{Kind: invoice.KindStatement, Locale: x.sides.locale, Date: x.p.now().In(x.sides.zone), From: x.first, To: x.last, Seller: x.sides.seller.Entity,
		Buyer: x.sides.buyer, Account: x.sides.account, Currency: x.currency, TaxRate: -1}
	if x.wallet != uuid.Nil {
		if err := x.p.state(ctx, x.tx, x.month, x.sides, &about); err != nil {
			return nil, err
		}
	}
	return invoice.Draw(x.look, about)
}
