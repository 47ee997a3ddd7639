package papers

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Slip is how a wallet is paid into by bank (terms 4.6.2). Amount 0: whoever pays chooses. Conflict (reason
// "no_bank_account") if the provider has not said where its money goes.
func (p *Papers) Slip(ctx context.Context, s db.Scope, unit string, amount int64) ([]byte, error) {
	keeper, err := p.provider(ctx, s)
	if err != nil {
		return nil, err
	}
	look, err := p.look(ctx, keeper.Tenant())
	if err != nil {
		return nil, err
	}
	if amount < 0 || money.Amount(amount) > money.Most {
		return nil, errs.Field("amount", "bad_amount", "Write a sum above zero, or none.")
	}
	var content []byte
	err = p.DB.InTenant(ctx, keeper, func(tx *db.Tx) error {
		currency, err := p.currency(ctx, tx, keeper, unit)
		if err != nil {
			return err
		}
		sides, err := p.sides(ctx, tx, keeper, look, s.Tenant())
		if err != nil {
			return err
		}
		if sides.seller.Bank.Number == "" {
			return errs.New(errs.Conflict, "no_bank_account", "Your provider takes no payments by bank yet. Pay in another way, or ask them.")
		}
		content, err = invoice.Draw(look, invoice.Paper{Kind: invoice.KindSlip, Locale: sides.locale, Date: p.now().In(sides.zone), Seller: sides.seller.Entity, Buyer: sides.buyer,
			Account: sides.account, Currency: currency, Total: money.Amount(amount), TaxRate: -1})
		return err
	})
	return content, err
}

// provider is the scope of whoever keeps the wallet of the tenant acted in. NotFound: the platform has none.
func (p *Papers) provider(ctx context.Context, s db.Scope) (db.Scope, error) {
	var keeper db.Scope
	err := p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		id, err := keeperOf(ctx, tx, s.Tenant())
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		if err != nil {
			return err
		}
		keeper, err = p.Tenants.ScopeWithin(ctx, tx, id, id)
		return err
	})
	return keeper, err
}

// currency is the one that was asked for, or the keeper's own.
func (p *Papers) currency(ctx context.Context, tx *db.Tx, keeper db.Scope, unit string) (money.Currency, error) {
	if unit != "" {
		return money.ParseCurrency(unit)
	}
	main, kept, err := p.Ledger.Main(ctx, tx, keeper.Tenant())
	if err == nil && !kept {
		err = errs.New(errs.Conflict, "nothing_sold", "Nothing is sold here yet: there is no currency to pay in.")
	}
	return main, err
}
