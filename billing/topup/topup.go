package topup

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/internal/together"
	"github.com/liveryhq/livery/tenant"
)

// Settler debits what is due, and lifts what was blocked for want of money.
type Settler interface {
	// Hold answers which of some customers are the keeper's still; nobody else moves their wallets until the transaction ends.
	Hold(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) ([]uuid.UUID, error)
	// SettleHeld settles those that are held.
	SettleHeld(ctx context.Context, tx *db.Tx, accounts ...uuid.UUID) error
	// SettleDays debits what plans by the day have come to, of an account whose agreement ends.
	SettleDays(ctx context.Context, tx *db.Tx, account uuid.UUID) error
	// Leave settles what a tenant owes the keeper it moves away from, in a worker's transaction.
	Leave(ctx context.Context, tx *db.Tx, leaving uuid.UUID) error
}

// Config is what top-ups work with.
type Config struct {
	DB      *db.DB
	Clock   clock.Clock
	Log     *slog.Logger
	Tenants *tenant.Tenants
	Ledger  *ledger.Ledger
	Settler Settler
	Key     secrets.Key
	Stripe  stripe.Options
}

// Topups takes money in. Safe for concurrent use.
type Topups struct {
	Config

	payments *together.Queue[book, payment, outcome]
}

// New makes one.
func New(c Config) *Topups {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	t := &Topups{Config: c}
	t.payments = together.New(paidAtOnce, payingHands, t.applyTogether)
	return t
}

// Topup is money that came in for a wallet, or may still come.
type Topup struct {
	ID           uuid.UUID
	Customer     uuid.UUID
	CustomerName string
	Number       string
	Currency     string
	Amount       int64
	// Source is card, bank or cash.
	Source string
	// State is open, paid or ended.
	State string
	// GoneBack is what of it was refunded, or disputed.
	GoneBack  int64
	Comment   string
	CreatedAt time.Time
	PaidAt    *time.Time
	// Transaction in the ledger, once it is paid.
	Transaction *uuid.UUID
	// Automatic: a saved card was charged by itself.
	Automatic bool
}

// Place is where a page of a list went on.
type Place struct {
	At time.Time
	ID uuid.UUID
}

// History reads what the customers of the tenant acted in have paid, the newest first.
func (t *Topups) History(ctx context.Context, s db.Scope, after Place, limit int) ([]Topup, bool, error) {
	return t.history(ctx, s, false, after, limit)
}

// Mine reads what the tenant acted in has paid its provider, the newest first.
func (t *Topups) Mine(ctx context.Context, s db.Scope, after Place, limit int) ([]Topup, bool, error) {
	return t.history(ctx, s, true, after, limit)
}

func (t *Topups) history(ctx context.Context, s db.Scope, own bool, after Place, limit int) (list []Topup, more bool, err error) {
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readTopups(ctx, tx, s.Tenant(), own, after, limit+1)
		return err
	})
	list, more = db.Page(list, limit)
	return list, more, err
}

// Cash is money that somebody has handed over.
type Cash struct {
	Customer uuid.UUID
	Currency string
	Amount   int64
	// Comment says where it came from; whoever pays reads it too.
	Comment string
	// On is the day it was handed over; zero: today.
	On time.Time
	By uuid.UUID
}

// TakeCash books cash by hand. NotFound if it is no customer of one's own; Conflict (reason "customer_closed"); Invalid names the field.
func (t *Topups) TakeCash(ctx context.Context, s db.Scope, c Cash) (Topup, error) {
	currency, err := money.ParseCurrency(c.Currency)
	if err != nil {
		return Topup{}, err
	}
	c.Comment = strings.TrimSpace(c.Comment)
	now := t.now()
	switch n := utf8.RuneCountInString(c.Comment); {
	case n == 0 || n > 500 || strings.ContainsRune(c.Comment, 0):
		return Topup{}, errs.Field("comment", "comment_missing", "Say in 1 to 500 letters where the money came from: both sides read it for years.")
	case c.Amount <= 0 || money.Amount(c.Amount) > money.Most:
		return Topup{}, errs.Field("amount", "bad_amount", "Write a sum above zero.")
	case c.On.After(now.AddDate(0, 0, 1)):
		return Topup{}, errs.Field("on", "day_to_come", "Money that was handed over has a day that has been.")
	}
	var made Topup
	err = t.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		name, err := t.liveCustomer(ctx, tx, s.Tenant(), c.Customer)
		if err != nil {
			return err
		}
		if err := t.ready(ctx, tx, s.Tenant(), currency, c.Customer); err != nil {
			return err
		}
		written, err := t.Ledger.Post(ctx, tx, ledger.Posting{Keeper: s.Tenant(), Currency: currency, Counterparty: c.Customer, Kind: ledger.Topup,
			Effective: c.On, Comment: c.Comment, By: user(c.By), Entries: wallet(money.Amount(c.Amount), ledger.Cash)})
		if err != nil {
			return err
		}
		made = Topup{ID: newID(), Customer: c.Customer, CustomerName: name, Currency: currency.Code(), Amount: c.Amount, Source: "cash", State: "paid",
			Comment: c.Comment, CreatedAt: now, PaidAt: &now, Transaction: &written.ID}
		if err := insertTopup(ctx, tx, s.Tenant(), made, c.By); err != nil {
			return err
		}
		if err := t.tellPaid(ctx, tx, made); err != nil {
			return err
		}
		if err := t.settle(ctx, tx, c.Customer); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "billing.cash.take", Subject: audit.Subject{Kind: "tenant", ID: c.Customer, Name: name},
			After: audit.Fields{"amount": currency.Sum(money.Amount(c.Amount)), "comment": c.Comment}})
	})
	return made, err
}

// tellPaid puts word of money that came in into the transaction, for those outside who have chosen to know of payments.
func (t *Topups) tellPaid(ctx context.Context, tx *db.Tx, paid ...Topup) error {
	words := make([]service.Word, len(paid))
	for i, p := range paid {
		currency, err := money.ParseCurrency(p.Currency)
		if err != nil {
			return err
		}
		words[i] = service.Word{Tenant: p.Customer, Template: "money_added", About: p.ID.String(), Params: map[string]string{"sum": currency.Sum(money.Amount(p.Amount))}}
	}
	return service.TellOutside(ctx, tx, words...)
}

// wallet is a wallet's credit and its other side.
func wallet(amount money.Amount, other ledger.Account) []ledger.Entry {
	return []ledger.Entry{{Account: ledger.Wallet, Amount: amount}, {Account: other, Amount: -amount}}
}

// ready opens the keeper's first book, and takes the locks of wallets that will be moved in the order in which renewal
// takes them.
func (t *Topups) ready(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency, customers ...uuid.UUID) error {
	if err := t.openFirst(ctx, tx, keeper, currency); err != nil {
		return err
	}
	return t.settle(ctx, tx, customers...)
}

// openFirst opens the keeper's first book, where it has none.
func (t *Topups) openFirst(ctx context.Context, tx *db.Tx, keeper uuid.UUID, currency money.Currency) error {
	_, kept, err := t.Ledger.Main(ctx, tx, keeper)
	if err != nil || kept {
		return err
	}
	return t.Ledger.OpenBook(ctx, tx, keeper, currency)
}

// settle settles those that are still customers of the tenant acted in: of whoever has moved away the wallet stays, and nothing is due from it.
// From then on nobody else moves the wallets of either.
func (t *Topups) settle(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) error {
	_, err := t.settleHere(ctx, tx, customers...)
	return err
}

// settleHere is settle; it answers which of them are customers still.
func (t *Topups) settleHere(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) (here []uuid.UUID, err error) {
	if here, err = t.Settler.Hold(ctx, tx, customers...); err != nil {
		return nil, err
	}
	if err := t.Settler.SettleHeld(ctx, tx, here...); err != nil {
		return nil, err
	}
	if len(here) < len(customers) {
		err = holdWallets(ctx, tx, customers)
	}
	return here, err
}

// formerCustomer finds the name of a customer of the keeper's own, or of one that has moved away and left a wallet. NotFound.
func (t *Topups) formerCustomer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (string, error) {
	name, err := t.customer(ctx, tx, keeper, customer)
	if errs.Is(err, errs.NotFound) {
		if name, err = readFormer(ctx, tx, keeper, customer); errors.Is(err, errNone) {
			err = errs.Missing()
		}
	}
	return name, err
}

// customer finds the name of a customer of the keeper's own. NotFound.
func (t *Topups) customer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (string, error) {
	name, _, err := readCustomer(ctx, tx, keeper, customer)
	if errors.Is(err, errNone) {
		return "", errs.Missing()
	}
	return name, err
}

// liveCustomer is customer for money that comes in. Conflict (reason "customer_closed") if it has left: nobody would look for it there.
func (t *Topups) liveCustomer(ctx context.Context, tx *db.Tx, keeper, customer uuid.UUID) (string, error) {
	name, status, err := readCustomer(ctx, tx, keeper, customer)
	switch {
	case errors.Is(err, errNone):
		return "", errs.Missing()
	case err == nil && status == "closed":
		return "", errs.New(errs.Conflict, "customer_closed", "This customer is closed. Restore it first, or send the money back.")
	}
	return name, err
}

func (t *Topups) now() time.Time { return t.Clock.Now().UTC().Truncate(time.Microsecond) }

func user(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
