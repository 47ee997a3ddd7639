package books

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Wallet is the money of one customer in one currency, with how long it lasts.
type Wallet struct {
	ID       uuid.UUID
	Customer Customer
	Currency string
	Balance  int64
	// Floor is how far it may fall: 0, or below it by the credit given.
	Floor int64
	// Paying and Unpaid objects; of a reseller: those heard on the last day that was metered.
	Paying, Unpaid int
	// PerDay is what a day costs, in millionths of the currency's smallest unit; of a reseller the last thirty days on average.
	PerDay int64
	// Days that the money lasts at that; nil: nothing costs.
	Days *int64
	// Step of a reseller on the ladder.
	Step int
}

// What wallets are sorted by.
const (
	ByName    = "name"
	ByNumber  = "number"
	ByBalance = "balance"
	ByDays    = "days"
	ByUnpaid  = "unpaid"
)

// What wallets are narrowed to.
const (
	Unpaid  = "unpaid"  // something cannot be paid
	Owing   = "owing"   // below zero
	Ending  = "ending"  // a week at most
	Credits = "credits" // with a floor below zero
	Left    = "left"    // of closed customers, and of those that have moved away, with something in them or owed
)

// WalletQuery narrows and sorts the wallets of a keeper.
type WalletQuery struct {
	// Search is part of a name, or what an account number begins with.
	Search   string
	Currency string
	// State is one of the constants above; empty: all.
	State string
	// Kind: account or reseller; empty: both.
	Kind  string
	Sort  string
	Desc  bool
	After *WalletPlace
	Limit int
}

// WalletPlace is where a page ended.
type WalletPlace struct {
	Key string    `json:"k"`
	ID  uuid.UUID `json:"i"`
}

// MaxPage is the most a page of wallets holds.
const MaxPage = 500

// Wallets reads a page of the wallets of the tenant acted in, and where the next one begins; nil: there is none.
func (b *Books) Wallets(ctx context.Context, s db.Scope, q WalletQuery) (list []Wallet, next *WalletPlace, err error) {
	if q.Limit < 1 || q.Limit > MaxPage {
		return nil, nil, errs.Field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d wallets.", MaxPage))
	}
	if q.Sort == "" {
		q.Sort = ByName
	}
	if _, known := walletSorts[q.Sort]; !known {
		return nil, nil, errs.Field("sort", "bad_sort", "Sort by name, number, balance, days or unpaid.")
	}
	if _, known := walletStates[q.State]; !known {
		return nil, nil, errs.Field("state", "bad_state", "Narrow to wallets that are unpaid, owing, ending, credits or left.")
	}
	if strings.ContainsRune(q.Search, 0) {
		return nil, nil, nil
	}
	q.Search = tenant.NameKey(q.Search)
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, next, err = readWallets(ctx, tx, s.Tenant(), q, b.now())
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list wallets: %w", err)
	}
	return list, next, nil
}

// Balance is what is in one wallet.
type Balance struct {
	Currency string
	Amount   int64
}

// Balances are what some customers of the tenant acted in have in its books, those that owe first, then the larger; whoever has no wallet there, as those of others, is not told of.
func (b *Books) Balances(ctx context.Context, s db.Scope, of []uuid.UUID) (balances map[uuid.UUID][]Balance, err error) {
	if len(of) == 0 {
		return nil, nil
	}
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		balances, err = readBalances(ctx, tx, s.Tenant(), of)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the balances of customers: %w", err)
	}
	return balances, nil
}

// Sums are the wallets of a book, summed up.
type Sums struct {
	Currency string
	Main     bool
	Wallets  int
	// Held is what customers have left, Owed what those below zero owe.
	Held, Owed int64
	// Unpaid objects, wallets below zero, and wallets that last for a week at most.
	Unpaid, Owing, Ending int
	// Own accounts of the book, credit positive.
	Own []OwnAccount
}

// OwnAccount is one of the book's own.
type OwnAccount struct {
	Account string
	Balance int64
}

// Summed sums up the books of the tenant acted in, the main one first.
func (b *Books) Summed(ctx context.Context, s db.Scope) (list []Sums, err error) {
	err = b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		kept, err := b.Ledger.Books(ctx, tx, s.Tenant())
		if err != nil {
			return err
		}
		sums, err := readSums(ctx, tx, s.Tenant(), b.now())
		if err != nil {
			return err
		}
		for _, book := range kept {
			if book.Currency.Code() == "SMS" {
				continue
			}
			one := sums[book.Currency.Code()]
			one.Currency, one.Main = book.Currency.Code(), book.Main
			own, err := b.Ledger.OwnAccounts(ctx, tx, s.Tenant(), book.Currency)
			if err != nil {
				return err
			}
			for _, o := range own {
				one.Own = append(one.Own, OwnAccount{string(o.Account), int64(o.Balance)})
			}
			list = append(list, one)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sum up the books: %w", err)
	}
	return list, nil
}
