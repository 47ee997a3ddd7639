package papers

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Entity is who a tenant is before the law, and where it is paid.
type Entity struct {
	invoice.Entity

	// Form is Company, SoleTrader or Person; empty is a company.
	Form string
	// Country is the tenant's, which decides what its numbers are called and which of them there are: read, and never written here.
	Country string
	// TaxRate in hundredths of a percent, within the prices; nil: papers say nothing of tax.
	TaxRate *int
}

// Forms of a legal entity.
const (
	Company    = "company"
	SoleTrader = "sole_trader"
	Person     = "person"
)

// Entity reads the legal entity of the tenant acted in; what was never filled in is empty.
func (p *Papers) Entity(ctx context.Context, s db.Scope) (e Entity, err error) {
	err = p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		e, err = readEntity(ctx, tx, s.Tenant())
		return err
	})
	return e, err
}

// SetEntity says who the tenant acted in is. What was given out before stays as it was. Invalid names the field.
func (p *Papers) SetEntity(ctx context.Context, s db.Scope, e Entity) (Entity, error) {
	if err := e.check(); err != nil {
		return Entity{}, err
	}
	now := p.now()
	err := p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := readEntity(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		e.Country = was.Country
		if err := writeEntity(ctx, tx, s.Tenant(), e, now); err != nil {
			return err
		}
		before, after := audit.Differing(was.told(), e.told())
		if len(after) == 0 {
			return nil
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.entity.change", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()},
			Before: before, After: after})
	})
	return e, err
}

func (e *Entity) check() error {
	for _, f := range []struct {
		name string
		text *string
		most int
	}{{"name", &e.Name, 200}, {"address", &e.Address, 500}, {"phone", &e.Phone, 50}, {"email", &e.Email, 200}, {"registration", &e.Registration, 50},
		{"tax_number", &e.TaxNumber, 50}, {"tax_reason", &e.TaxReason, 20}, {"bank_name", &e.Bank.Name, 200}, {"bank_account", &e.Bank.Number, 40},
		{"bank_code", &e.Bank.Code, 20}, {"correspondent", &e.Bank.Correspondent, 30}} {
		*f.text = strings.TrimSpace(*f.text)
		if utf8.RuneCountInString(*f.text) > f.most || strings.ContainsRune(*f.text, 0) || !utf8.ValidString(*f.text) {
			return errs.Field(f.name, "too_long", "This is too long for a paper. Write it shorter.")
		}
	}
	switch e.Form = cmp.Or(e.Form, Company); e.Form {
	case Company:
	case SoleTrader, Person:
		e.TaxReason = "" // a number of organisations alone
	default:
		return errs.Field("form", "bad_entity_form", "A legal entity is a company, a sole trader or a person. Choose one.")
	}
	if e.TaxRate != nil && (*e.TaxRate < 0 || *e.TaxRate > 10_000) {
		return errs.Field("tax_rate", "bad_tax_rate", "A tax rate is between 0 and 100 percent.")
	}
	e.Bank.Number, e.Bank.Code = strings.ReplaceAll(e.Bank.Number, " ", ""), strings.ReplaceAll(e.Bank.Code, " ", "")
	if e.Bank.Number != "" && e.Name == "" {
		return errs.Field("name", "name_missing", "Say whose bank account this is: a bank refuses a payment without a name.")
	}
	return invoice.CheckBank(e.Bank)
}

// told is what the audit says of an entity: which fields, and the bank account, on which money depends.
func (e Entity) told() audit.Fields {
	rate := any("")
	if e.TaxRate != nil {
		rate = *e.TaxRate
	}
	return audit.Fields{"legal_form": cmp.Or(e.Form, Company), "name": e.Name, "address": e.Address, "phone": e.Phone, "email": e.Email, "registration": e.Registration, "tax_number": e.TaxNumber,
		"tax_reason": e.TaxReason, "bank": e.Bank.Name, "bank_account": e.Bank.Number, "bank_code": e.Bank.Code, "correspondent": e.Bank.Correspondent, "tax_rate": rate}
}

func readEntity(ctx context.Context, tx *db.Tx, tenant uuid.UUID) (e Entity, err error) {
	err = tx.QueryRow(ctx, entityByTenant, tenant).Scan(&e.Country, &e.Form, &e.Name, &e.Address, &e.Phone, &e.Email, &e.Registration, &e.TaxNumber, &e.TaxReason,
		&e.Bank.Name, &e.Bank.Number, &e.Bank.Code, &e.Bank.Correspondent, &e.TaxRate)
	if errors.Is(err, pgx.ErrNoRows) {
		return Entity{Form: Company}, nil
	}
	return e, err
}

func writeEntity(ctx context.Context, tx *db.Tx, tenant uuid.UUID, e Entity, at time.Time) error {
	_, err := tx.Exec(ctx, entityUpsert, tenant, e.Form, e.Name, e.Address, e.Phone, e.Email, e.Registration, e.TaxNumber, e.TaxReason,
		e.Bank.Name, e.Bank.Number, e.Bank.Code, e.Bank.Correspondent, e.TaxRate, at)
	return err
}
