package topup

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Destination is where money goes that is paid out.
type Destination struct {
	Recipient, BankAccount, Bank string
}

func (d *Destination) check() error {
	for _, f := range []struct {
		name  string
		text  *string
		least int
		most  int
	}{{"recipient", &d.Recipient, 1, 200}, {"bank_account", &d.BankAccount, 1, 60}, {"bank", &d.Bank, 0, 200}} {
		*f.text = strings.TrimSpace(*f.text)
		if n := utf8.RuneCountInString(*f.text); n < f.least || n > f.most || strings.ContainsRune(*f.text, 0) {
			return errs.Field(f.name, "bad_recipient", "Say who gets the money, and on which bank account.")
		}
	}
	return nil
}

// EndIn settles what a customer owes until now and lets nothing of its begin anew: the agreement ends (terms 2.3.3, 6). Where it
// wants what is left is kept for its keeper; zero: it has not said. The transaction acts in the keeper's tenant afterwards.
func (t *Topups) EndIn(ctx context.Context, tx *db.Tx, keeper, customer db.Scope, to Destination) error {
	asked := to != Destination{}
	if asked {
		if err := to.check(); err != nil {
			return err
		}
	}
	if err := tx.Enter(ctx, keeper); err != nil {
		return err
	}
	if err := t.settle(ctx, tx, customer.Tenant()); err != nil {
		return err
	}
	if err := tx.Enter(ctx, customer); err != nil {
		return err
	}
	if err := endSubscriptions(ctx, tx, customer.Tenant(), t.now()); err != nil {
		return err
	}
	if err := tx.Enter(ctx, keeper); err != nil {
		return err
	}
	if !asked {
		return nil
	}
	return insertRequest(ctx, tx, keeper.Tenant(), customer.Tenant(), to, t.now())
}

// Request is what is left in the wallet of a customer that has said where it wants it.
type Request struct {
	ID       uuid.UUID
	Customer uuid.UUID
	Name     string
	Number   string
	Currency string
	// Left in the wallet: what a payout takes, less the commission.
	Left int64
	Destination
	AskedAt time.Time
}

// Requests reads what customers that have ended the agreement still have, and want sent, the oldest first: at most 500.
func (t *Topups) Requests(ctx context.Context, s db.Scope) (list []Request, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readRequests(ctx, tx, s.Tenant(), 500)
		return err
	})
	return list, err
}
