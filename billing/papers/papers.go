package papers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
)

// Settler debits what is due, and lifts what was blocked for want of money.
type Settler interface {
	SettleHere(ctx context.Context, tx *db.Tx, customers ...uuid.UUID) error
}

// Config is what papers are made with.
type Config struct {
	DB      *db.DB
	Clock   clock.Clock
	Log     *slog.Logger
	Tenants *tenant.Tenants
	Ledger  *ledger.Ledger
	Settler Settler
	// Wording may be nil: papers wear their brand's colours and mark alone.
	Wording Wording
}

// Wording knows what a realm's papers wear.
type Wording interface {
	Papers(ctx context.Context, realm uuid.UUID, brand *tenant.Brand) (invoice.Dress, error)
}

// Papers issues papers and hands them out. Safe for concurrent use.
type Papers struct{ Config }

// New makes one.
func New(c Config) *Papers {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Papers{c}
}

// Paper is one that was given out.
type Paper struct {
	ID       uuid.UUID
	Keeper   uuid.UUID
	Customer uuid.UUID
	// Name of the customer, for the keeper.
	Name string
	Kind invoice.Kind
	// Code is the number as it is printed.
	Code     string
	Day      time.Time
	Currency string
	// Total; of a statement the closing balance.
	Total int64
	// TaxRate in hundredths of a percent; nil: it says nothing of tax.
	TaxRate *int
	Tax     int64
	// First and Last day it is about; nil: a moment.
	First, Last *time.Time
	// Corrects is the invoice a credit note is about.
	Corrects *uuid.UUID
	IssuedAt time.Time
	// SHA256 of its bytes.
	SHA256 []byte
}

// Hash is the paper's, as people compare it.
func (p Paper) Hash() string { return hex.EncodeToString(p.SHA256) }

// Place is where a page of a list went on.
type Place struct {
	At time.Time
	ID uuid.UUID
}

// Asked narrows a list.
type Asked struct {
	// Customer alone; zero: all.
	Customer uuid.UUID
	// Kind alone; empty: all.
	Kind invoice.Kind
}

// Issued reads what the tenant acted in has given to its customers, the newest first.
func (p *Papers) Issued(ctx context.Context, s db.Scope, a Asked, after Place, limit int) (list []Paper, more bool, err error) {
	return p.list(ctx, s, false, a, after, limit)
}

// Received reads what the tenant acted in has from its provider, the newest first.
func (p *Papers) Received(ctx context.Context, s db.Scope, a Asked, after Place, limit int) (list []Paper, more bool, err error) {
	return p.list(ctx, s, true, a, after, limit)
}

func (p *Papers) list(ctx context.Context, s db.Scope, received bool, a Asked, after Place, limit int) (list []Paper, more bool, err error) {
	err = p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = readPapers(ctx, tx, s.Tenant(), received, a, after, limit+1)
		return err
	})
	list, more = db.Page(list, limit)
	return list, more, err
}

// File is a paper as it was given out.
type File struct {
	Paper

	Content []byte
}

// IssuedFile hands out a paper that the tenant acted in has issued. NotFound.
func (p *Papers) IssuedFile(ctx context.Context, s db.Scope, id uuid.UUID) (File, error) {
	return p.file(ctx, s, false, id)
}

// ReceivedFile hands out a paper that the tenant acted in has received. NotFound.
func (p *Papers) ReceivedFile(ctx context.Context, s db.Scope, id uuid.UUID) (File, error) {
	return p.file(ctx, s, true, id)
}

func (p *Papers) file(ctx context.Context, s db.Scope, received bool, id uuid.UUID) (f File, err error) {
	err = p.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		f, err = readFile(ctx, tx, s.Tenant(), received, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return errs.Missing()
		}
		return err
	})
	if err != nil {
		return File{}, err
	}
	if sha256.Sum256(f.Content) != [32]byte(f.SHA256) {
		return File{}, fmt.Errorf("paper %s is not what was given out: its hash does not fit", id)
	}
	return f, nil
}

// look is how a keeper's papers look.
func (p *Papers) look(ctx context.Context, keeper uuid.UUID) (invoice.Look, error) {
	brand, err := p.Tenants.Brand(ctx, keeper)
	if err != nil {
		return invoice.Look{}, err
	}
	tokens, err := themes.Parse(brand.Tokens)
	if err != nil {
		return invoice.Look{}, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	theme, err := themes.Compile(tokens)
	look := invoice.Look{Name: brand.Name, Theme: theme, Speak: brand.Speak}
	if err == nil && p.Wording != nil {
		look.Dress, err = p.Wording.Papers(ctx, brand.Realm, brand)
	}
	return look, err
}

func (p *Papers) now() time.Time { return p.Clock.Now().UTC().Truncate(time.Microsecond) }

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
