package papers

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// What an entity may still be missing.
const (
	MissingName    = "name"
	MissingAddress = "address"
	// MissingNumber: neither registered nor known to a tax office.
	MissingNumber = "number"
	// MissingReach: neither a phone nor an e-mail address.
	MissingReach = "reach"
)

// Missing lists what a legal entity must say before a business is done in its name; nothing: it is complete. A bank is not among it:
// who is paid by card or in cash needs none.
func (e Entity) Missing() []string {
	missing := []string{}
	for _, one := range []struct {
		what  string
		there bool
	}{{MissingName, e.Name != ""}, {MissingAddress, e.Address != ""}, {MissingNumber, e.Registration+e.TaxNumber != ""}, {MissingReach, e.Phone+e.Email != ""}} {
		if !one.there {
			missing = append(missing, one.what)
		}
	}
	return missing
}

// EntityIn reads the legal entity of the tenant acted in, in a transaction of its own.
func (p *Papers) EntityIn(ctx context.Context, tx *db.Tx, s db.Scope) (Entity, error) {
	return readEntity(ctx, tx, s.Tenant())
}

// Trades tells whether a business may take strangers as customers and sell for money: its legal entity is complete, or it did so before
// anybody asked. It is the tenant acted in, or whoever that is a customer of; of others the answer is no.
func (p *Papers) Trades(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (yes bool, err error) {
	if yes, err = trades(ctx, tx, keeper); err != nil {
		return false, fmt.Errorf("look whether a business has begun: %w", err)
	}
	return yes, nil
}
