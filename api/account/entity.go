package account

import (
	"context"
	"net/http"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Entities are who tenants are before the law.
type Entities interface {
	Entity(ctx context.Context, s db.Scope) (papers.Entity, error)
	SetEntity(ctx context.Context, s db.Scope, e papers.Entity) (papers.Entity, error)
}

// LegalEntity is who a tenant is before the law, as papers name it, and where it is paid.
type LegalEntity struct {
	Form          string `json:"form,omitempty" enum:"company,sole_trader,person" doc:"What it is; absent: a company"`
	Country       string `json:"country,omitempty" maxLength:"2" doc:"The account's, ISO 3166-1 alpha-2: decides which numbers there are. Changed in its settings, and not here"`
	Name          string `json:"name" maxLength:"200" doc:"Empty: papers say the brand's, or the account's name"`
	Address       string `json:"address" maxLength:"500"`
	Phone         string `json:"phone" maxLength:"50"`
	Email         string `json:"email" maxLength:"200"`
	Registration  string `json:"registration" maxLength:"50" doc:"Its number in the register of companies"`
	TaxNumber     string `json:"tax_number" maxLength:"50"`
	TaxReason     string `json:"tax_reason" maxLength:"20" doc:"The Russian KPP"`
	BankName      string `json:"bank_name" maxLength:"200"`
	BankAccount   string `json:"bank_account" maxLength:"60" doc:"An IBAN, or twenty digits; empty: no payments by bank"`
	BankCode      string `json:"bank_code" maxLength:"20" doc:"A BIC, or the Russian BIK"`
	Correspondent string `json:"correspondent" maxLength:"30" doc:"The bank's correspondent account, in Russia"`
	TaxRate       *int   `json:"tax_rate,omitempty" minimum:"0" maximum:"10000" doc:"Of one's own invoices, in hundredths of a percent, within the prices; absent: papers say nothing of tax"`
}

func toEntity(e papers.Entity) LegalEntity {
	return LegalEntity{e.Form, e.Country, e.Name, e.Address, e.Phone, e.Email, e.Registration, e.TaxNumber, e.TaxReason, e.Bank.Name, e.Bank.Number, e.Bank.Code, e.Bank.Correspondent, e.TaxRate}
}

// RegisterEntity hangs in the legal entity of the tenant acted in.
func RegisterEntity(d *door.Doors, entities Entities) {
	const path = "/api/entity"
	door.Handle(d, door.Route{Operation: access.EntityRead, Area: door.Account, Method: http.MethodGet, Path: path, ID: "get-entity", Summary: "The legal entity that papers name"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[LegalEntity], error) {
			e, err := entities.Entity(ctx, c.Scope)
			return door.Answer(toEntity(e)), err
		})
	door.Handle(d, door.Route{Operation: access.EntityWrite, Area: door.Account, Method: http.MethodPut, Path: path, ID: "change-entity",
		Summary: "Say who one is before the law, and where one is paid", Description: "What was given out before stays as it was."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body LegalEntity }) (*door.Body[LegalEntity], error) {
			b := in.Body
			e, err := entities.SetEntity(ctx, c.Scope, papers.Entity{Form: b.Form, TaxRate: b.TaxRate, Entity: invoice.Entity{Name: b.Name, Address: b.Address, Phone: b.Phone, Email: b.Email,
				Registration: b.Registration, TaxNumber: b.TaxNumber, TaxReason: b.TaxReason,
				Bank: invoice.BankAccount{Name: b.BankName, Number: b.BankAccount, Code: b.BankCode, Correspondent: b.Correspondent}}})
			return door.Answer(toEntity(e)), err
		})
}
