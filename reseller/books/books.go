package books

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Tree knows the places of tenants.
type Tree interface {
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	ScopeWithin(ctx context.Context, tx *db.Tx, caller, target uuid.UUID) (db.Scope, error)
}

// Config is what books work with.
type Config struct {
	DB     *db.DB
	Clock  clock.Clock
	Tree   Tree
	Ledger *ledger.Ledger
	Engine *service.Engine
	Prices *catalogue.Catalogue
}

// Books serves all keepers, one scope at a time. Safe for concurrent use.
type Books struct{ Config }

// New makes it.
func New(c Config) *Books { return &Books{c} }

func (b *Books) now() time.Time { return b.Clock.Now().UTC().Truncate(time.Microsecond) }

// Customer is somebody right below.
type Customer struct {
	ID     uuid.UUID
	Name   string
	Kind   string
	Number string
	// Status is Moved of one that has gone to another provider, and left a wallet here.
	Status string
}

// Moved is the status of a former customer.
const Moved = "moved"

// customer finds one of the keeper's own. NotFound.
func customer(ctx context.Context, tx *db.Tx, keeper, id uuid.UUID) (Customer, error) {
	c, err := readCustomer(ctx, tx, keeper, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, errs.Missing()
	}
	return c, err
}

// inside runs fn in the scope of a direct customer, where its own rows are read. NotFound if it is none.
func (b *Books) inside(ctx context.Context, s db.Scope, id uuid.UUID, fn func(tx *db.Tx) error) error {
	err := b.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		_, err := customer(ctx, tx, s.Tenant(), id)
		return err
	})
	if err != nil {
		return err
	}
	scope, err := b.Tree.Scope(ctx, s.Tenant(), id)
	if err != nil {
		return err
	}
	return b.DB.InTenant(ctx, scope, fn)
}

// reason checks what somebody gives as the reason of a booking: both sides read it for years.
func reason(text *string) error {
	*text = strings.TrimSpace(*text)
	if n := utf8.RuneCountInString(*text); n == 0 || n > 500 || strings.ContainsRune(*text, 0) {
		return errs.Field("reason", "why_missing", "Say why, in 1 to 500 letters: both sides read it for years.")
	}
	return nil
}

func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// parse reads the currency of a wallet.
func parse(code string) (money.Currency, error) { return money.ParseCurrency(code) }
