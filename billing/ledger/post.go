package ledger

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/liveryhq/livery/billing/ledger/internal/ledgerdb"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Written is a transaction that was asked for.
type Written struct {
	ID uuid.UUID
	// Again: it was there already, from an earlier request with the same key.
	Again bool
}

// OpenBook begins a keeper's book in a currency, or finds it; the first one of money is its main one. Only a reseller or
// the platform keeps books.
func (l *Ledger) OpenBook(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency) error {
	return said(ledgerdb.New(tx).OpenBook(ctx, ledgerdb.OpenBookParams{Keeper: keeper, Unit: currency.Code(), At: l.clock.Now()}), currency)
}

// Post writes a transaction in the caller's own. InsufficientFunds (reason "short_of_money": Shortfall says how much is
// missing) if a wallet would pass its floor; Conflict (reason "key_reused") if the key stands for another request; Invalid
// (reasons "unbalanced", "bad_amount", …); Forbidden if the transaction's tenant may not write this. After an error the
// caller's transaction is to be rolled back.
func (l *Ledger) Post(ctx context.Context, tx *db.Tx, p Posting) (Written, error) {
	now := l.clock.Now()
	id, hash, err := p.prepare(now)
	if err != nil {
		return Written{}, err
	}
	params := ledgerdb.PostParams{Keeper: p.Keeper, Unit: p.Currency.Code(), NewID: id, Kind: string(p.Kind), Key: p.Key, Request: hash,
		EffectiveOn: date(p.Effective), At: now, Comment: p.Comment, ByUser: p.By}
	if p.Counterparty != uuid.Nil {
		params.Counterparty = &p.Counterparty
	}
	for _, e := range p.Entries {
		params.Kinds, params.Amounts = append(params.Kinds, string(e.Account)), append(params.Amounts, int64(e.Amount))
	}
	row, err := ledgerdb.New(tx).Post(ctx, params)
	if err != nil {
		return Written{}, said(err, p.Currency)
	}
	return Written{ID: row.ID, Again: !row.Written}, nil
}

// PostMany is Post for many transactions of a keeper's in one currency, by one hand: all of them are written, or none; it answers in their order.
// It takes a fraction of what Post takes for each. Errors as Post's; which of them is refused is not said.
func (l *Ledger) PostMany(ctx context.Context, tx *db.Tx, list []Posting) ([]Written, error) {
	if len(list) == 0 {
		return nil, nil
	}
	now, first := l.clock.Now(), list[0]
	params := ledgerdb.PostManyParams{Keeper: first.Keeper, Unit: first.Currency.Code(), At: now, ByUser: first.By}
	for _, p := range list {
		if p.Keeper != first.Keeper || p.Currency != first.Currency || p.By != first.By {
			return nil, errors.New("ledger: what is posted together is of one book, and of one hand")
		}
		id, hash, err := p.prepare(now)
		if err != nil {
			return nil, err
		}
		params.Ids, params.Kinds, params.Counterparties = append(params.Ids, id), append(params.Kinds, string(p.Kind)), append(params.Counterparties, p.Counterparty)
		params.Keys, params.Requests = append(params.Keys, p.Key), append(params.Requests, hash)
		params.Effective, params.Comments = append(params.Effective, date(p.Effective)), append(params.Comments, p.Comment)
		for _, e := range p.Entries {
			params.EntriesOf = append(params.EntriesOf, id)
			params.EntryKinds, params.Amounts = append(params.EntryKinds, string(e.Account)), append(params.Amounts, int64(e.Amount))
		}
	}
	rows, err := ledgerdb.New(tx).PostMany(ctx, params)
	if err != nil {
		return nil, said(err, first.Currency)
	}
	written := make([]Written, len(rows))
	for i, row := range rows {
		written[i] = Written{ID: row.ID, Again: !row.Written}
	}
	return written, nil
}

// Reversing asks for the opposite of a transaction.
type Reversing struct {
	Keeper      uuid.UUID
	Transaction uuid.UUID
	Key         string
	Comment     string
	By          *uuid.UUID
}

// Reverse writes the opposite of a transaction, at most once each. NotFound; Conflict (reason "reversed_already", or
// "key_reused").
func (l *Ledger) Reverse(ctx context.Context, tx *db.Tx, r Reversing) (Written, error) {
	r.Comment = strings.TrimSpace(r.Comment)
	if utf8.RuneCountInString(r.Comment) > 500 || strings.ContainsRune(r.Comment, 0) || len(r.Key) > 150 {
		return Written{}, errs.Field("comment", "long_comment", "A comment has at most 500 characters.")
	}
	now, id := l.clock.Now(), newID()
	if r.Key == "" {
		r.Key = id.String()
	}
	row, err := ledgerdb.New(tx).Reverse(ctx, ledgerdb.ReverseParams{Keeper: r.Keeper, Target: r.Transaction, NewID: id, Key: r.Key,
		Request: digest("reverse", r.Transaction, r.Comment), EffectiveOn: date(now), At: now, Comment: r.Comment, ByUser: r.By})
	if err != nil {
		return Written{}, said(err, money.Currency{})
	}
	return Written{ID: row.ID, Again: !row.Written}, nil
}

// Accrual counts what is too small to be posted by itself.
type Accrual struct {
	Keeper       uuid.UUID
	Currency     money.Currency
	Counterparty uuid.UUID
	// Name of what is counted; each has its own remainder.
	Name string
	// Key of this one piece: a day, a message. At most 90 characters.
	Key       string
	Amount    money.Micro
	Kind      Kind
	Revenue   Account
	Effective time.Time
	Comment   string
}

// Accrue counts micro units that a counterparty owes and debits the whole minor units there are by now; it answers those.
// The same key again changes nothing and answers the same. Errors as Post's.
func (l *Ledger) Accrue(ctx context.Context, tx *db.Tx, a Accrual) (money.Amount, error) {
	now := l.clock.Now()
	if a.Effective.IsZero() {
		a.Effective = now
	}
	n, err := ledgerdb.New(tx).Accrue(ctx, ledgerdb.AccrueParams{Keeper: a.Keeper, Unit: a.Currency.Code(), Counterparty: a.Counterparty,
		Name: a.Name, Key: a.Key, Micro: int64(a.Amount), Kind: string(a.Kind), Revenue: string(a.Revenue), EffectiveOn: date(a.Effective),
		At: now, Comment: a.Comment})
	return money.Amount(n), said(err, a.Currency)
}

// SetFloor says how far a wallet may fall: nothing, or below zero for postpaid contracts (terms 4.4). What is below by
// then stays; nothing more is spent.
func (l *Ledger) SetFloor(ctx context.Context, tx *db.Tx, keeper, counterparty uuid.UUID, currency money.Currency, floor money.Amount) error {
	if floor > 0 || floor < -money.Most {
		return errs.Field("floor", "bad_floor", "A wallet's floor is zero, or a sum below zero up to which you give credit.")
	}
	return said(ledgerdb.New(tx).SetFloor(ctx, ledgerdb.SetFloorParams{Keeper: keeper, Unit: currency.Code(), Counterparty: counterparty,
		Floor: int64(floor), At: l.clock.Now()}), currency)
}

// Short is the cause of an error with the reason "short_of_money".
type Short struct {
	Missing  money.Amount
	Currency money.Currency
}

func (s Short) Error() string { return "short of " + s.Currency.Sum(s.Missing) }

// Shortfall tells whether err says that a wallet has too little, and how much is missing.
func Shortfall(err error) (Short, bool) { return errors.AsType[Short](err) }

// said puts what the database has refused into words.
func said(err error, currency money.Currency) error {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	switch pg.Code {
	case "LV001":
		missing, _ := strconv.ParseInt(pg.Detail, 10, 64)
		short := Short{Missing: money.Amount(missing), Currency: currency}
		return errs.New(errs.InsufficientFunds, "short_of_money",
			fmt.Sprintf("There is too little money: %s are missing. Add that much, then try again.", currency.Sum(short.Missing))).
			With(errors.Join(short, err))
	case "LV002":
		return errs.New(errs.Conflict, "key_reused",
			"This key was used for another request. Ask with a new key, or repeat the request exactly as it was.").With(err)
	case "LV003":
		return errs.New(errs.Conflict, "reversed_already", "This was reversed before. A transaction is reversed once, a reversal never.").With(err)
	case "LV004":
		return unbalanced("The entries do not make a transaction: they sum to zero, in one book, with one customer.").With(err)
	case "LV006":
		return errs.New(errs.Conflict, "books_closed", "The books are closed for that time. Book it today.").With(err)
	case "LV007":
		return errs.New(errs.Conflict, "no_book", "No book is kept in "+currency.Code()+". Choose the currency you sell in first.").With(err)
	case "LV008":
		return errs.Missing().With(err)
	case "42501":
		return errs.New(errs.Forbidden, "not_your_book", "This is not yours to write.").With(err)
	}
	return err
}

func date(t time.Time) pgtype.Date {
	y, m, d := t.Date()
	return pgtype.Date{Time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC), Valid: true}
}
