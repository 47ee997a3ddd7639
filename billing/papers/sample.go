package papers

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/themes/letters"
)

// Sample draws a paper of the tenant acted in to look at, with example sums: for a customer of its own, or for nobody (uuid.Nil). wear
// changes what it wears. It has no number and is kept nowhere. NotFound if the customer is none of one's own.
func (p *Papers) Sample(ctx context.Context, s db.Scope, customer uuid.UUID, kind invoice.Kind, locale string, wear func(invoice.Dress) invoice.Dress) ([]byte, error) {
	look, err := p.look(ctx, s.Tenant())
	if err != nil {
		return nil, err
	}
	if look.Say == nil {
		look.Say = func(invoice.Kind, string, map[string]string) (closing, foot []string) { return nil, nil }
	}
	look.Dress = wear(look.Dress)
	var content []byte
	err = p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		currency, kept, err := p.Ledger.Main(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		if !kept {
			currency = money.MustParse("EUR")
		}
		about := invoice.Paper{Currency: currency, Buyer: invoice.Entity{Name: letters.Example("customer", locale)}, Account: letters.Example("account", locale)}
		if customer == uuid.Nil {
			seller, err := readEntity(ctx, tx, s.Tenant())
			if err != nil {
				return err
			}
			if about.Seller = seller.Entity; about.Seller.Name == "" {
				about.Seller.Name = look.Name
			}
		} else {
			sides, err := p.sides(ctx, tx, s, look, customer)
			if err != nil {
				return err
			}
			about.Seller, about.Buyer, about.Account = sides.seller.Entity, sides.buyer, sides.account
		}
		content, err = invoice.Draw(look, invoice.Sample(kind, locale, p.now(), about))
		return err
	})
	return content, err
}
