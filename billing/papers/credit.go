package papers

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Crediting takes something off an invoice.
type Crediting struct {
	Invoice uuid.UUID
	Amount  int64
	// Reason is printed, and read by both sides.
	Reason string
	By     uuid.UUID
}

// Credit gives back a part of an invoice, or all of it: the sum is in the customer's wallet at once, and the credit note says
// which invoice it is about. The invoice itself stays as it was given out. NotFound; Invalid names the field; Conflict (reasons
// "no_invoice", "credited_whole").
func (p *Papers) Credit(ctx context.Context, s db.Scope, c Crediting) (made Paper, err error) {
	c.Reason = strings.TrimSpace(c.Reason)
	if n := utf8.RuneCountInString(c.Reason); n == 0 || n > 300 || strings.ContainsRune(c.Reason, 0) {
		return made, errs.Field("reason", "comment_missing", "Say in 1 to 300 letters what it is given back for: it is printed on the credit note.")
	}
	look, err := p.look(ctx, s.Tenant())
	if err != nil {
		return made, err
	}
	err = p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		about, err := readPaper(ctx, tx, s.Tenant(), c.Invoice)
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		if about.Kind != invoice.KindInvoice {
			return errs.New(errs.Conflict, "no_invoice", "A credit note is about an invoice. Choose one.")
		}
		currency, err := money.ParseCurrency(about.Currency)
		if err != nil {
			return err
		}
		// First the wallet, as everybody takes it, then the series: under its lock nobody else credits the same invoice.
		if err := p.Settler.SettleHere(ctx, tx, about.Customer); err != nil {
			return err
		}
		if _, err := lockSeries(ctx, tx, s.Tenant(), about.Currency, invoice.KindCreditNote); err != nil {
			return err
		}
		gone, err := credited(ctx, tx, about.ID)
		if err != nil {
			return err
		}
		switch left := money.Amount(about.Total - gone); {
		case left <= 0:
			return errs.New(errs.Conflict, "credited_whole", "All of this invoice was credited before.")
		case c.Amount <= 0 || money.Amount(c.Amount) > left:
			return errs.Field("amount", "bad_amount", "Credit something between nothing and what is left of the invoice, "+currency.Sum(left)+".")
		}
		made, err = p.credit(ctx, tx, s, look, c, about, currency)
		if err != nil {
			return err
		}
		if err := p.Settler.SettleHere(ctx, tx, about.Customer); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), p.now(), audit.Change{Action: "billing.invoice.credit", Subject: audit.Subject{Kind: "paper", ID: about.ID, Name: about.Code},
			After: audit.Fields{"amount": currency.Sum(money.Amount(c.Amount)), "credit_note": made.Code, "reason": c.Reason}})
	})
	return made, err
}

func (p *Papers) credit(ctx context.Context, tx *db.Tx, s db.Scope, look invoice.Look, c Crediting, about Paper, currency money.Currency) (Paper, error) {
	amount := money.Amount(c.Amount)
	var by *uuid.UUID
	if c.By != uuid.Nil {
		by = &c.By
	}
	written, err := p.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Counterparty: about.Customer, Kind: ledger.Correction, By: by,
		Comment: about.Code + ": " + c.Reason, Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: amount}, {Account: ledger.Corrections, Amount: -amount}}})
	if err != nil {
		return Paper{}, err
	}
	sides, err := p.sides(ctx, tx, s, look, about.Customer)
	if err != nil {
		return Paper{}, err
	}
	sides.seller.TaxRate = about.TaxRate // the rate of the invoice, whatever it is today
	made, err := p.issue(ctx, tx, s, look, sides, draft{customer: about.Customer, subject: written.ID.String(), transaction: &written.ID, corrects: &about.ID, taxed: true,
		Paper: invoice.Paper{Kind: invoice.KindCreditNote, Currency: currency, Corrects: about.Code, Total: amount, Lines: []invoice.Line{{What: c.Reason, Amount: amount}}}})
	return made, err
}
