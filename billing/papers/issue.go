package papers

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// prefixes begin the numbers of the kinds.
var prefixes = map[invoice.Kind]string{invoice.KindStatement: "ST", invoice.KindInvoice: "INV", invoice.KindReceipt: "RC", invoice.KindCreditNote: "CN"}

// code is a number as it is printed: each book counts for itself.
func code(kind invoice.Kind, unit string, number int64) string {
	return fmt.Sprintf("%s-%s-%06d", prefixes[kind], unit, number)
}

// draft is a paper that is to be issued, but for its number and who is named on it.
type draft struct {
	invoice.Paper

	customer    uuid.UUID
	subject     string
	transaction *uuid.UUID
	corrects    *uuid.UUID
	// taxed: the keeper's rate is said on it.
	taxed bool
}

// sides are who is named on a paper, and how the customer reads.
type sides struct {
	seller  Entity
	buyer   invoice.Entity
	account string
	locale  string
	zone    *time.Location
	// gone: it has moved to another keeper.
	gone bool
}

// sides reads who a keeper and its customer are, in a transaction of the keeper's.
func (p *Papers) sides(ctx context.Context, tx *db.Tx, keeper db.Scope, look invoice.Look, customer uuid.UUID) (s sides, err error) {
	var name, zone string
	err = tx.QueryRow(ctx, customerByID, keeper.Tenant(), customer).Scan(&name, &s.locale, &s.account, &zone)
	if errors.Is(err, pgx.ErrNoRows) {
		s.gone = true
		err = tx.QueryRow(ctx, formerCustomer, keeper.Tenant(), customer).Scan(&name, &s.locale, &s.account, &zone, &s.buyer)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return s, errs.Missing()
	}
	if err != nil {
		return s, err
	}
	if look.Speak != nil {
		s.locale = look.Speak(s.locale)
	}
	if s.zone, err = time.LoadLocation(zone); err != nil {
		s.zone = time.UTC
	}
	if s.seller, err = readEntity(ctx, tx, keeper.Tenant()); err != nil {
		return s, err
	}
	if s.seller.Name == "" {
		s.seller.Name = look.Name
	}
	if s.gone { // what it says of itself today is for another to know
		s.buyer.Name = cmp.Or(s.buyer.Name, name)
		return s, nil
	}
	theirs, err := p.Tenants.ScopeWithin(ctx, tx, keeper.Tenant(), customer)
	if err != nil {
		return s, err
	}
	// What a customer says of itself is its own row.
	if err := tx.Enter(ctx, theirs); err != nil {
		return s, err
	}
	buyer, err := readEntity(ctx, tx, customer)
	if err != nil {
		return s, err
	}
	if s.buyer = buyer.Entity; s.buyer.Name == "" {
		s.buyer.Name = name
	}
	return s, tx.Enter(ctx, keeper)
}

// issue gives a draft its number and freezes it. If there is such a paper already, that one is answered.
func (p *Papers) issue(ctx context.Context, tx *db.Tx, keeper db.Scope, look invoice.Look, s sides, d draft) (made Paper, err error) {
	unit := d.Currency.Code()
	// Whoever issues one of this series at the same moment waits here, and then finds what the other has issued.
	last, err := lockSeries(ctx, tx, keeper.Tenant(), unit, d.Kind)
	if err != nil {
		return made, err
	}
	there, err := readBySubject(ctx, tx, keeper.Tenant(), unit, d.Kind, d.subject)
	if err == nil {
		return there, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return made, err
	}
	now := p.now()
	d.Locale, d.Seller, d.Buyer, d.Account, d.Number, d.TaxRate = s.locale, s.seller.Entity, s.buyer, s.account, code(d.Kind, unit, last+1), -1
	if d.Date.IsZero() {
		d.Date = now.In(s.zone)
	}
	made = Paper{ID: newID(), Keeper: keeper.Tenant(), Customer: d.customer, Name: s.buyer.Name, Kind: d.Kind, Code: d.Number, Day: day(d.Date), Currency: unit,
		Total: int64(d.Total), Corrects: d.corrects, IssuedAt: now}
	if d.taxed && s.seller.TaxRate != nil {
		d.TaxRate, d.Tax = *s.seller.TaxRate, within(d.Total, *s.seller.TaxRate)
		made.TaxRate, made.Tax = s.seller.TaxRate, int64(d.Tax)
	}
	if d.Kind == invoice.KindStatement {
		made.Total = int64(d.Closing)
	}
	if !d.From.IsZero() {
		first, until := day(d.From), day(d.To)
		made.First, made.Last = &first, &until
	}
	content, err := invoice.Draw(look, d.Paper)
	if err != nil {
		return made, err
	}
	sum := sha256.Sum256(content)
	made.SHA256 = sum[:]
	named, err := json.Marshal(map[string]invoice.Entity{"seller": d.Seller, "buyer": d.Buyer})
	if err != nil {
		return made, err
	}
	if err := takeNumber(ctx, tx, keeper.Tenant(), unit, d.Kind); err != nil {
		return made, err
	}
	return made, insertPaper(ctx, tx, made, d, last+1, named, content)
}

// within is the tax within a sum that has it, rounded half up.
func within(total money.Amount, rate int) money.Amount {
	return ((2*total).Part(int64(rate), int64(10_000+rate)) + 1) / 2
}

// day is a moment's day where it was read, at midnight UTC.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
