package topup

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/bank"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Imported is what came of a bank's file, or would.
type Imported struct {
	Statements []ImportedStatement
	// Matched and Unidentified entries that were new; Known from another file; Out are those that went out, which are not ours
	// to book; of them TakenBack may take an earlier payment back, which somebody decides.
	Matched, Unidentified, Known, Out, TakenBack int
	Lines                                        []ImportedLine
}

// ImportedStatement is one account's part of a file.
type ImportedStatement struct {
	Format, Account, Currency string
	From, To                  time.Time
	Opening, Closing          int64
	Came, Went                int64
}

// ImportedLine is an entry that came in.
type ImportedLine struct {
	Line     int
	Date     time.Time
	Amount   int64
	Currency string
	Payer    string
	Purpose  string
	// State is matched, unidentified or known.
	State        string
	Customer     *uuid.UUID
	CustomerName string
	Number       string

	// id of the receipt that is made of it
	id          uuid.UUID
	entry       bank.Entry
	fingerprint string
}

// File is a bank's file.
type File struct {
	Name  string
	Bytes []byte
	// DryRun only looks.
	DryRun bool
	By     uuid.UUID
}

// Import takes a bank's file in: all of it, or nothing. What stood in another file already is passed over. Invalid says
// what is wrong, by line; Conflict (reason "no_book") if nothing is sold in its currency.
func (t *Topups) Import(ctx context.Context, s db.Scope, f File) (Imported, error) {
	statements, err := bank.Read(f.Bytes)
	if err != nil {
		return Imported{}, err
	}
	var done Imported
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		done = Imported{}
		// Two imports at once would not see each other's entries; and the second is told of the first's.
		if err := lockImports(ctx, tx, s.Tenant()); err != nil {
			return err
		}
		parts := make([][]ImportedLine, len(statements))
		backs := make([][]Takeback, len(statements))
		var found []uuid.UUID
		taken := map[string]bool{}
		for i, st := range statements {
			lines, err := t.look(ctx, tx, s.Tenant(), st, taken)
			if err != nil {
				return err
			}
			parts[i] = lines
			done.add(st, lines)
			for _, l := range lines {
				if l.State == "matched" {
					found = append(found, *l.Customer)
				}
			}
		}
		// What went out may have come in by this very file, in whatever order the bank writes it.
		came, used := done.received(), map[uuid.UUID]bool{}
		for i, st := range statements {
			if backs[i], err = t.lookBack(ctx, tx, s.Tenant(), st, came, taken, used); err != nil {
				return err
			}
			done.TakenBack += len(backs[i])
		}
		if f.DryRun {
			return nil
		}
		if err := t.settle(ctx, tx, found...); err != nil { // takes the locks in their order
			return err
		}
		booked := make([]uuid.UUID, len(statements))
		for i, st := range statements {
			if booked[i], err = t.book(ctx, tx, s, f, st, parts[i]); err != nil {
				return err
			}
		}
		for i, list := range backs {
			for _, back := range list {
				if err := insertTakeback(ctx, tx, s.Tenant(), booked[i], back); err != nil {
					return err
				}
			}
		}
		return t.settle(ctx, tx, found...)
	})
	return done, err
}

func (d *Imported) add(st bank.Statement, lines []ImportedLine) {
	d.Statements = append(d.Statements, ImportedStatement{st.Format, st.Account, st.Currency, st.From, st.To, st.Opening, st.Closing, st.Came(), st.Went()})
	d.Out += len(st.Entries) - len(lines)
	for _, l := range lines {
		switch l.State {
		case "matched":
			d.Matched++
		case "unidentified":
			d.Unidentified++
		default:
			d.Known++
		}
	}
	d.Lines = append(d.Lines, lines...)
}

// received are the entries of the file that become payments.
func (d *Imported) received() []ImportedLine {
	return slices.DeleteFunc(slices.Clone(d.Lines), func(l ImportedLine) bool { return l.State == "known" })
}

// look finds whose each entry is that came in.
func (t *Topups) look(ctx context.Context, tx *db.Tx, keeper uuid.UUID, st bank.Statement, taken map[string]bool) ([]ImportedLine, error) {
	prints := st.Fingerprints()
	var lines []ImportedLine
	var numbers []string
	for i, e := range st.Entries {
		if e.Amount <= 0 {
			continue
		}
		l := ImportedLine{Line: e.Line, Date: e.Date, Amount: e.Amount, Currency: st.Currency, Payer: e.Other.Name, Purpose: e.Purpose, State: "unidentified",
			id: newID(), entry: e, fingerprint: prints[i]}
		if named := bank.Numbers(e.Purpose); len(named.Certain) == 1 {
			l.Number = named.Certain[0]
			numbers = append(numbers, l.Number)
		}
		lines = append(lines, l)
	}
	known, err := knownReceipts(ctx, tx, keeper, prints)
	if err != nil {
		return nil, err
	}
	customers, err := customersByNumber(ctx, tx, keeper, numbers)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		l := &lines[i]
		if known[l.fingerprint] || taken[l.fingerprint] {
			l.State, l.Number = "known", ""
			continue
		}
		taken[l.fingerprint] = true
		if c, ok := customers[l.Number]; ok {
			l.State, l.Customer, l.CustomerName = "matched", &c.id, c.name
		}
	}
	return lines, nil
}

// book writes a statement and what of it came in new.
func (t *Topups) book(ctx context.Context, tx *db.Tx, s db.Scope, f File, st bank.Statement, lines []ImportedLine) (id uuid.UUID, err error) {
	currency, err := money.ParseCurrency(st.Currency)
	if err != nil {
		return id, err
	}
	if err := t.ready(ctx, tx, s.Tenant(), currency); err != nil {
		return id, err
	}
	id = newID()
	now, by := t.now(), user(f.By)
	lines = slices.DeleteFunc(slices.Clone(lines), func(l ImportedLine) bool { return l.State == "known" })
	if err := insertStatement(ctx, tx, s.Tenant(), id, cut(f.Name, 200), st, len(lines), f.By, now); err != nil {
		return id, err
	}
	postings := make([]ledger.Posting, len(lines))
	for i, l := range lines {
		p := ledger.Posting{Keeper: s.Tenant(), Currency: currency, Kind: ledger.Receipt, Key: "bank " + l.fingerprint, Effective: l.Date, Comment: cut(l.Purpose, 500), By: by,
			Entries: []ledger.Entry{{Account: ledger.Unidentified, Amount: money.Amount(l.Amount)}, {Account: ledger.BankCash, Amount: -money.Amount(l.Amount)}}}
		if l.State == "matched" {
			p.Kind, p.Counterparty, p.Entries = ledger.Topup, *l.Customer, wallet(money.Amount(l.Amount), ledger.BankCash)
		}
		postings[i] = p
	}
	written, err := t.Ledger.PostMany(ctx, tx, postings)
	if err != nil {
		return id, err
	}
	var made []Topup
	for i, l := range lines {
		if l.State == "matched" {
			made = append(made, Topup{ID: newID(), Customer: *l.Customer, Currency: st.Currency, Amount: l.Amount, Source: "bank", State: "paid",
				Comment: cut(l.Purpose, 500), CreatedAt: now, PaidAt: &now, Transaction: &written[i].ID})
		}
	}
	if err := insertReceipts(ctx, tx, s.Tenant(), id, st.Currency, lines, written); err != nil {
		return id, err
	}
	if err := insertTopups(ctx, tx, s.Tenant(), made, f.By); err != nil {
		return id, err
	}
	if err := t.tellPaid(ctx, tx, made...); err != nil {
		return id, err
	}
	return id, audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.statement.import", Subject: audit.Subject{Kind: "statement", ID: id, Name: cut(f.Name, 200)},
		After: audit.Fields{"account": st.Account, "from": st.From.Format(time.DateOnly), "to": st.To.Format(time.DateOnly), "added": len(lines)}})
}

// cut keeps what fits into a column, and nothing that PostgreSQL refuses.
func cut(text string, most int) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

var errWaiting = errs.New(errs.Conflict, "payment_decided", "Somebody has decided about this payment already. Load the list again.")
