package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/ledger/internal/ledgerdb"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
)

// Book is what a keeper keeps in one currency.
type Book struct {
	Currency money.Currency
	// Main is what it sells in unless it says otherwise.
	Main     bool
	OpenedAt time.Time
}

// WalletState is a wallet now.
type WalletState struct {
	ID           uuid.UUID
	Keeper       uuid.UUID
	Counterparty uuid.UUID
	Currency     money.Currency
	Balance      money.Amount
	Floor        money.Amount
	OpenedAt     time.Time
}

// Spendable is what can be debited before the floor; negative: below it.
func (w WalletState) Spendable() money.Amount { return w.Balance - w.Floor }

// Transaction is what was written.
type Transaction struct {
	ID           uuid.UUID
	Keeper       uuid.UUID
	Counterparty *uuid.UUID
	Currency     money.Currency
	Kind         Kind
	Key          string
	Effective    time.Time
	BookedAt     time.Time
	Reverses     *uuid.UUID
	// ReversedBy is the reversal there is, if any.
	ReversedBy *uuid.UUID
	Comment    string
	By         *uuid.UUID
	// Entries that the reader may see: a counterparty sees its wallet's only.
	Entries []Entry
}

// Books are a keeper's, the main one first.
func (l *Ledger) Books(ctx context.Context, tx *db.Tx, keeper uuid.UUID) ([]Book, error) {
	rows, err := ledgerdb.New(tx).Books(ctx, keeper)
	books := make([]Book, 0, len(rows))
	for _, r := range rows {
		books = append(books, Book{Currency: currencyOf(r.Unit), Main: r.Main, OpenedAt: r.OpenedAt})
	}
	return books, err
}

// Main is the currency a keeper sells in; false: it keeps no book yet.
func (l *Ledger) Main(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (money.Currency, bool, error) {
	unit, err := ledgerdb.New(tx).MainBook(ctx, keeper)
	if errors.Is(err, pgx.ErrNoRows) {
		return money.Currency{}, false, nil
	}
	return currencyOf(unit), err == nil, err
}

// OpenWallet opens the wallet of a direct child, empty, or finds it.
func (l *Ledger) OpenWallet(ctx context.Context, tx *db.Tx, keeper, counterparty uuid.UUID, currency money.Currency) (WalletState, error) {
	q := ledgerdb.New(tx)
	id, err := q.OpenWallet(ctx, ledgerdb.OpenWalletParams{Keeper: keeper, Unit: currency.Code(), Counterparty: counterparty, At: l.clock.Now()})
	if err != nil {
		return WalletState{}, said(err, currency)
	}
	row, err := q.WalletByID(ctx, id)
	return walletFrom(ledgerdb.WalletRow(row)), err
}

// Balance is the wallet of a counterparty in a keeper's book. One that was never used is empty, and has no id.
func (l *Ledger) Balance(ctx context.Context, tx *db.Tx, keeper, counterparty uuid.UUID, currency money.Currency) (WalletState, error) {
	row, err := ledgerdb.New(tx).Wallet(ctx, ledgerdb.WalletParams{Keeper: keeper, Unit: currency.Code(), Counterparty: counterparty})
	if errors.Is(err, pgx.ErrNoRows) {
		return WalletState{Keeper: keeper, Counterparty: counterparty, Currency: currency}, nil
	}
	return walletFrom(row), err
}

// WalletByID is a wallet that the transaction's tenant keeps or owns. NotFound.
func (l *Ledger) WalletByID(ctx context.Context, tx *db.Tx, id uuid.UUID) (WalletState, error) {
	row, err := ledgerdb.New(tx).WalletByID(ctx, id)
	return walletFrom(ledgerdb.WalletRow(row)), err
}

// WalletsOf are all that a counterparty has, with every keeper and in every currency.
func (l *Ledger) WalletsOf(ctx context.Context, tx *db.Tx, counterparty uuid.UUID) ([]WalletState, error) {
	rows, err := ledgerdb.New(tx).WalletsOf(ctx, counterparty)
	list := make([]WalletState, 0, len(rows))
	for _, r := range rows {
		list = append(list, walletFrom(ledgerdb.WalletRow(r)))
	}
	return list, err
}

// WalletsIn are those of a book, by counterparty, from after one on.
func (l *Ledger) WalletsIn(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency, after uuid.UUID, most int) ([]WalletState, error) {
	rows, err := ledgerdb.New(tx).WalletsIn(ctx, ledgerdb.WalletsInParams{Keeper: keeper, Unit: currency.Code(), After: after, Most: int32(most)})
	list := make([]WalletState, 0, len(rows))
	for _, r := range rows {
		list = append(list, walletFrom(ledgerdb.WalletRow(r)))
	}
	return list, err
}

// OwnBalance is what one of the book's own accounts comes to.
type OwnBalance struct {
	ID      uuid.UUID
	Account Account
	// Balance with credit positive: what is at the bank is negative.
	Balance money.Amount
}

// OwnAccounts are the book's own, summed up. A counterparty sees none.
func (l *Ledger) OwnAccounts(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency) ([]OwnBalance, error) {
	rows, err := ledgerdb.New(tx).OwnAccounts(ctx, ledgerdb.OwnAccountsParams{Keeper: keeper, Unit: currency.Code()})
	list := make([]OwnBalance, 0, len(rows))
	for _, r := range rows {
		list = append(list, OwnBalance{ID: r.ID, Account: Account(r.Kind), Balance: money.Amount(r.Balance)})
	}
	return list, err
}

// OwnAccount finds one of the book's own accounts, for its entries. NotFound if nothing was ever booked there.
func (l *Ledger) OwnAccount(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency, account Account) (uuid.UUID, error) {
	return ledgerdb.New(tx).OwnAccount(ctx, ledgerdb.OwnAccountParams{Keeper: keeper, Unit: currency.Code(), Kind: string(account)})
}

// BalanceBefore is what an account came to before a moment.
func (l *Ledger) BalanceBefore(ctx context.Context, tx *db.Tx, account uuid.UUID, before time.Time) (money.Amount, error) {
	n, err := ledgerdb.New(tx).BalanceBefore(ctx, ledgerdb.BalanceBeforeParams{Account: account, Before: before})
	return money.Amount(n), err
}

// Transaction reads one with the entries that the reader may see. NotFound.
func (l *Ledger) Transaction(ctx context.Context, tx *db.Tx, id uuid.UUID) (Transaction, error) {
	row, err := ledgerdb.New(tx).Transaction(ctx, id)
	if err != nil {
		return Transaction{}, err
	}
	return l.whole(ctx, tx, row)
}

// TransactionByKey reads the one that was asked for with a key. NotFound.
func (l *Ledger) TransactionByKey(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency, key string) (Transaction, error) {
	row, err := ledgerdb.New(tx).TransactionByKey(ctx, ledgerdb.TransactionByKeyParams{Keeper: keeper, Unit: currency.Code(), Key: key})
	if err != nil {
		return Transaction{}, err
	}
	return l.whole(ctx, tx, ledgerdb.TransactionRow(row))
}

func (l *Ledger) whole(ctx context.Context, tx *db.Tx, r ledgerdb.TransactionRow) (Transaction, error) {
	q := ledgerdb.New(tx)
	t := Transaction{ID: r.ID, Keeper: r.TenantID, Counterparty: r.CounterpartyID, Currency: currencyOf(r.Unit), Kind: Kind(r.Kind), Key: r.Key,
		Effective: r.EffectiveOn.Time, BookedAt: r.BookedAt, Reverses: r.Reverses, Comment: r.Comment, By: r.ByUser}
	entries, err := q.TransactionEntries(ctx, r.ID)
	if err != nil {
		return t, err
	}
	for _, e := range entries {
		t.Entries = append(t.Entries, Entry{Account: Account(e.Kind), Amount: money.Amount(e.Amount)})
	}
	reversal, err := q.ReversalOf(ctx, r.ID)
	if err == nil {
		t.ReversedBy = &reversal
	} else if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return t, err
}

func walletFrom(r ledgerdb.WalletRow) WalletState {
	w := WalletState{ID: r.ID, Keeper: r.TenantID, Currency: currencyOf(r.Unit), OpenedAt: r.OpenedAt}
	if r.CounterpartyID != nil {
		w.Counterparty = *r.CounterpartyID
	}
	if r.Balance != nil && r.Floor != nil {
		w.Balance, w.Floor = money.Amount(*r.Balance), money.Amount(*r.Floor)
	}
	return w
}

// currencyOf is of a code that the database has taken from us.
func currencyOf(code string) money.Currency {
	c, err := money.Parse(code)
	if err != nil {
		return money.Currency{}
	}
	return c
}
