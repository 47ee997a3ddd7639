package service

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Bought is a package that an account has bought, and activated by that.
type Bought struct {
	ID   uuid.UUID
	Name string
	// Unit it gives a quantity of, how much, and what is left; nil: it gives none.
	Unit                string
	Quantity, Remaining *int64
	// Objects it is for, where it is not for all of the account.
	ForChosen    bool
	Objects      []uuid.UUID
	SMS, Reports bool
	Retention    string
	Price        catalogue.Price
	ActivatedAt  time.Time
	// ExpiresAt; nil: when it is used up.
	ExpiresAt *time.Time
	// Over: used up, or its time is over.
	Over bool
	// Transaction of the debit; nil: it cost nothing.
	Transaction *uuid.UUID
}

// Buying asks for a package.
type Buying struct {
	// Version that was shown and is accepted.
	Version uuid.UUID
	// Objects it is for, where whoever buys chooses them.
	Objects []uuid.UUID
	// Key of the request: the same again is the same purchase.
	Key string
}

// Buy debits a package and activates it, once for each key. Invalid ("no_such_package", "objects_missing", "no_such_objects");
// Conflict ("version_changed", "key_reused", "not_selling_yet"); InsufficientFunds ("short_of_money").
func (s *Subscriptions) Buy(ctx context.Context, account db.Scope, by uuid.UUID, b Buying) (bought Bought, err error) {
	if b.Key == "" {
		b.Key = newID().String()
	}
	// The purchase is named by its key, so that two requests with one key meet in one row.
	id := uuid.NewSHA1(account.Tenant(), []byte("package "+b.Key))
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) error {
		// Whoever had the wallets before may have bought the same, and come to a later moment than that in which this was asked for.
		if err := s.Engine.settle(ctx, tx, []uuid.UUID{account.Tenant()}); err != nil {
			return err
		}
		now := s.now()
		// What was bought stays bought, whatever is on offer by now.
		if before, err := readBought(ctx, tx, account.Tenant(), now, id); err != nil || len(before) > 0 {
			if err == nil {
				bought = before[0]
				if version, err := versionBought(ctx, tx, id); err != nil || version != b.Version || !sameObjects(bought.Objects, b.Objects) {
					return errors.Join(err, errs.New(errs.Conflict, "key_reused", "This key was used for another request. Ask with a new key, or repeat the request exactly as it was."))
				}
			}
			return err
		}
		offer, err := s.packageOf(ctx, tx, account, b)
		if err != nil {
			return err
		}
		if offer.Version.Price.Amount > 0 {
			if err := s.maySell(ctx, tx, account, false); err != nil {
				return err
			}
		}
		debit, err := s.debit(ctx, tx, account, by, b.Key, offer)
		if err != nil {
			return err
		}
		if err := buyPackage(ctx, tx, id, offer, debit, by, now); err != nil {
			return err
		}
		if err := insertObjectsOf(ctx, tx, account.Tenant(), id, b.Objects); err != nil {
			return err
		}
		list, err := readBought(ctx, tx, account.Tenant(), now, id)
		if err != nil {
			return err
		}
		bought = list[0]
		return audit.Write(ctx, tx, account.Tenant(), now, audit.Change{Action: "billing.package.buy", Subject: audit.Subject{Kind: "package", ID: id, Name: bought.Name},
			After: audit.Fields{"price": bought.Price.String(), "quantity": bought.Quantity, "expires_at": bought.ExpiresAt, "objects": len(b.Objects)}})
	})
	if err != nil {
		return Bought{}, fmt.Errorf("buy a package: %w", err)
	}
	return bought, nil
}

// sameObjects tells whether two lists name the same objects, in whatever order.
func sameObjects(a, b []uuid.UUID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	for _, list := range [][]uuid.UUID{a, b} {
		slices.SortFunc(list, func(x, y uuid.UUID) int { return bytes.Compare(x[:], y[:]) })
	}
	return slices.Equal(a, b)
}

func (s *Subscriptions) packageOf(ctx context.Context, tx *db.Tx, account db.Scope, b Buying) (o catalogue.OfferedPackage, err error) {
	_, offered, err := s.Prices.OfferIn(ctx, tx, account)
	if err != nil {
		return o, err
	}
	i := slices.IndexFunc(offered, func(o catalogue.OfferedPackage) bool { return o.Version.ID == b.Version })
	if i < 0 {
		bundle, err := packageOfVersion(ctx, tx, b.Version)
		for _, o := range offered {
			if o.Package.ID == bundle && bundle != uuid.Nil {
				return o, errs.New(errs.Conflict, "version_changed", "The terms of “"+o.Package.Name+"” have changed since they were shown to you. Look at them again, then accept them.")
			}
		}
		return o, errors.Join(err, errs.Field("version", "no_such_package", "There is no such package on offer to you. Load the page again and choose one."))
	}
	o = offered[i]
	switch {
	case o.Package.ForChosen && (len(b.Objects) == 0 || len(b.Objects) > MostAtOnce):
		return o, errs.Field("objects", "objects_missing", fmt.Sprintf("Choose the objects that this package is for, up to %d.", MostAtOnce))
	case !o.Package.ForChosen && len(b.Objects) > 0:
		return o, errs.Field("objects", "for_all", "This package is for all of your objects. Choose none.")
	}
	there, err := objectsThere(ctx, tx, b.Objects)
	if err == nil && there != len(b.Objects) {
		err = errs.Field("objects", "no_such_objects", "Some of these objects are not there. Load the list again.")
	}
	return o, err
}

func (s *Subscriptions) debit(ctx context.Context, tx *db.Tx, account db.Scope, by uuid.UUID, key string, o catalogue.OfferedPackage) (*uuid.UUID, error) {
	price := o.Version.Price.Amount
	if price == 0 {
		return nil, nil //nolint:nilnil // there is nothing to debit
	}
	currency, err := money.Parse(o.Version.Price.Currency)
	if err != nil {
		return nil, err
	}
	keeper, err := keeperOf(ctx, tx, account.Tenant())
	if err != nil {
		return nil, err
	}
	posting := ledger.Posting{Keeper: keeper, Currency: currency, Counterparty: account.Tenant(), Kind: ledger.Package, Key: "package " + key, Comment: o.Package.Name,
		Entries: []ledger.Entry{{Account: ledger.Wallet, Amount: -price}, {Account: ledger.Revenue("package"), Amount: price}}}
	if by != uuid.Nil {
		posting.By = &by
	}
	written, err := s.Ledger.Post(ctx, tx, posting)
	return &written.ID, err
}

// Packages lists what an account has bought, what can still be drawn first and by its expiry.
func (s *Subscriptions) Packages(ctx context.Context, account db.Scope) (list []Bought, err error) {
	err = s.DB.InTenant(ctx, account, func(tx *db.Tx) (err error) {
		list, err = readBought(ctx, tx, account.Tenant(), s.now(), uuid.Nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list packages bought: %w", err)
	}
	return list, nil
}

// Draw takes a quantity of a unit for one thing, named by the key, from the packages of an account that expire first; all of it
// or nothing, and once for each key. object is what it is for; nil: nothing in particular. InsufficientFunds (reason
// "package_used_up") where too little is left.
func (s *Subscriptions) Draw(ctx context.Context, tx *db.Tx, account uuid.UUID, unit money.Currency, key string, quantity int64, object uuid.UUID) error {
	now, err := s.Engine.ready(ctx, tx, []uuid.UUID{account})
	if err != nil {
		return err
	}
	err = drawPackage(ctx, tx, account, unit.Code(), key, quantity, now, object)
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == "LV001" {
		return errs.New(errs.InsufficientFunds, "package_used_up", "Your packages are used up. Buy another one.").With(err)
	}
	return err
}

// expireAtOnce bounds a transaction of the job.
const expireAtOnce = 200

// ExpirePackages takes back what is left of packages whose time is over. A job.
func (s *Subscriptions) ExpirePackages(ctx context.Context) (n int64, err error) {
	for {
		var done int
		err := s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
			done, err = expirePackages(ctx, tx, s.now(), expireAtOnce)
			return err
		})
		n += int64(done)
		if err != nil || done < expireAtOnce {
			return n, err
		}
	}
}
