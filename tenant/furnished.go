package tenant

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// OpenFurnished opens an account below the tenant acted in and furnishes it in the same transaction: there is all of it,
// or nothing. above runs in the parent once the account has its number, within in the account itself. Invalid names what
// is wrong with the opening.
func (t *Tenants) OpenFurnished(ctx context.Context, parent db.Scope, o Opening, above func(tx *db.Tx, opened Opened) error,
	within func(tx *db.Tx, account db.Scope) error,
) (Opened, error) {
	up := parent.Tenant()
	o.Kind = Account
	params, err := o.params(&up)
	if err != nil {
		return Opened{}, err
	}
	var opened Opened
	err = t.db.InTenant(ctx, parent, func(tx *db.Tx) (err error) {
		if opened, err = open(ctx, tx, up, params); err != nil {
			return err
		}
		if err := above(tx, opened); err != nil {
			return err
		}
		row, err := tenantdb.New(tx).Scope(ctx, tenantdb.ScopeParams{Caller: up, Target: opened.ID})
		if err != nil {
			return err
		}
		account := scopeOf(row)
		if err := tx.Enter(ctx, account); err != nil {
			return err
		}
		return within(tx, account)
	})
	if err != nil {
		return Opened{}, fmt.Errorf("open an account: %w", err)
	}
	return opened, nil
}

// CountryNotServed is what whoever gives a country is told that the business, or one above it, takes no customers of (terms
// 5.1). It says nothing of whose rule it is.
func CountryNotServed() error {
	return errs.Field("country", "country_not_served", "Customers of this country are not taken here. Give the country where you are served, or ask us.")
}

// closedAbove puts into words that nobody is taken in below what is closed.
func closedAbove(err error) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == "LV010" {
		return errs.New(errs.Conflict, "tenant_closed", "This reseller is closed. Restore it first.").With(err)
	}
	return err
}

// open makes a child with its contract under the next number of the parent's book.
func open(ctx context.Context, tx *db.Tx, up uuid.UUID, params tenantdb.OpenTenantParams) (Opened, error) {
	q := tenantdb.New(tx)
	if params.Country != nil {
		if closed, err := q.CountryIsClosed(ctx, *params.Country); err != nil {
			return Opened{}, err
		} else if closed {
			return Opened{}, CountryNotServed()
		}
	}
	if _, err := q.OpenTenant(ctx, params); err != nil {
		return Opened{}, closedAbove(err)
	}
	n, err := q.NextNumber(ctx, tenantdb.NextNumberParams{TenantID: up, Name: accountSeries, BeginAt: firstNumber()})
	if err != nil {
		return Opened{}, err
	}
	number := AccountNumber(n)
	return Opened{ID: params.ID, Number: number},
		q.InsertContract(ctx, tenantdb.InsertContractParams{TenantID: up, CounterpartyID: params.ID, Number: number, Opened: params.Opened})
}
