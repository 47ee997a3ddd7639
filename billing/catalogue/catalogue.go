package catalogue

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Kind of a plan.
type Kind = string

// The kinds: an object is served under a plan of the first, a reseller under one of the second.
const (
	OfObjects Kind = "object"
	Wholesale Kind = "wholesale"
)

// Period that a price is for.
type Period = string

// The periods. ActiveDay is a day on which the tracker was heard.
const (
	Month     Period = "month"
	Year      Period = "year"
	Day       Period = "day"
	ActiveDay Period = "active_day"
)

// Notice is how long before it takes effect a change of a plan is posted: ten days, and twice that for what resellers pay,
// who must give their own customers as much (terms 4.7, 8.4).
func Notice(k Kind) time.Duration {
	if k == Wholesale {
		return 20 * 24 * time.Hour
	}
	return 10 * 24 * time.Hour
}

// Limits are what a plan or a contract says; nil: it does not speak of it.
type Limits struct {
	Objects, Users *int
	// Retention is m3, m12 or m36: how many months positions are kept.
	Retention               *string
	SMS, Reports, Resellers *bool
	// Support is none, other, silver or gold.
	Support *string
	// ShowsProvider, of a reseller: its site and its sign-in page name the provider. Said nowhere, they do not.
	ShowsProvider *bool
}

// Price in minor units of a currency, with millionths of one for rates below it.
type Price struct {
	Amount   money.Amount
	Micro    int
	Currency string
}

// Terms are what whoever connects a plan accepts: its version, all of it.
type Terms struct {
	Price  Price
	Period Period
	// InArrears: an active day is debited when it is over.
	InArrears bool
	TrialDays int
	Limits    Limits
	// KeepsContact: of blocked objects it is still told when they were last heard.
	KeepsContact *bool
	// GivesRemainder: what is left of a paid period is given back on a change.
	GivesRemainder bool
	Text           string
}

// Version of a plan.
type Version struct {
	ID     uuid.UUID
	Number int
	Terms
	PostedAt    time.Time
	InForceFrom time.Time
	WithdrawnAt *time.Time
}

// Plan of a price list.
type Plan struct {
	ID          uuid.UUID
	Kind        Kind
	Name        string
	Description string
	Free        bool
	// Begins: every object begins on it.
	Begins bool
	// Countries of the customer in which it is sold; none: in all.
	Countries []string
	// ByAgreement: only for those whose contract names it.
	ByAgreement bool
	// Base is looked at for what this plan does not say.
	Base       *uuid.UUID
	Position   int
	CreatedAt  time.Time
	ArchivedAt *time.Time
	// Versions, the newest first.
	Versions []Version
	// Used is how many objects, or resellers, have it.
	Used int
}

// Current is the version in force at a moment; nil: none yet.
func (p Plan) Current(at time.Time) *Version { return current(p.Versions, at) }

// Announced is what comes next; nil: nothing was posted.
func (p Plan) Announced(at time.Time) *Version {
	for i := len(p.Versions) - 1; i >= 0; i-- {
		if v := &p.Versions[i]; v.WithdrawnAt == nil && v.InForceFrom.After(at) {
			return v
		}
	}
	return nil
}

func current(list []Version, at time.Time) *Version {
	for i := range list {
		if v := &list[i]; v.WithdrawnAt == nil && !v.InForceFrom.After(at) {
			return v
		}
	}
	return nil
}

// Catalogue serves the price lists of all realms, one scope at a time. Safe for concurrent use.
type Catalogue struct {
	db     *db.DB
	ledger *ledger.Ledger
	clock  clock.Clock
	// unsaid is how long positions are kept where nothing says anything.
	unsaid string
}

// New makes it.
func New(d *db.DB, l *ledger.Ledger, c clock.Clock) *Catalogue {
	if c == nil {
		c = clock.System{}
	}
	return &Catalogue{db: d, ledger: l, clock: c, unsaid: "m36"}
}

// Keeping is the same where positions are kept for so long (m3, m12 or m36) if nothing says anything else: it is what accounts are shown.
func (c *Catalogue) Keeping(retention string) *Catalogue {
	same := *c
	same.unsaid = retention
	return &same
}

func (c *Catalogue) now() time.Time { return c.clock.Now().UTC().Truncate(time.Microsecond) }

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func write(ctx context.Context, tx *db.Tx, s db.Scope, at time.Time, action string, subject audit.Subject, before, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), at, audit.Change{Action: action, Subject: subject, Before: before, After: after})
}

// checkKeeper refuses whoever sells to nobody.
func checkKeeper(s db.Scope) error {
	if s.Kind() == "account" {
		return errs.New(errs.Forbidden, "account_has_no_children", "An account has no customers of its own.")
	}
	return nil
}

func checkText(field, text string, most int) error {
	if utf8.RuneCountInString(text) > most || strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
		return errs.Field(field, "long_text", "This text is too long. Shorten it.")
	}
	return nil
}

func checkCountries(list []string) error {
	for _, c := range list {
		if len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' {
			return errs.Field("countries", "bad_country", "Write each country as two capital letters, like FI.")
		}
	}
	if len(list) > 250 {
		return errs.Field("countries", "bad_country", "Name each country once.")
	}
	return nil
}
