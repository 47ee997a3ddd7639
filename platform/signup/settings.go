package signup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/signup/internal/signupdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Modes of a realm.
const (
	Open     = "open"     // whoever signs up has an account at once
	Approval = "approval" // somebody of the realm decides
	Closed   = "closed"   // customers come another way; questions may be asked
)

// Kinds of customers.
const (
	Person = "person"
	Entity = "entity"
	// Partner wants a business of their own, as a reseller of the realm.
	Partner = "partner"
)

// Fields that a realm may require, besides those that always are.
const (
	Phone        = "phone"
	Registration = "registration_number"
	TaxNumber    = "tax_number"
	Address      = "address"
	Contact      = "contact"
)

// FieldsOf a kind of customer that may be asked for, in the order in which they are.
func FieldsOf(customer string) []string {
	if customer == Entity {
		return []string{Registration, TaxNumber, Address, Contact, Phone}
	}
	return []string{Phone}
}

// mostFreeObjects bounds what may be given away.
const mostFreeObjects = 1000

// Settings of a realm.
type Settings struct {
	Mode string
	// Customers who are welcome: Person, Entity, or both.
	Customers []string
	// Required fields of each kind; all others of FieldsOf may be left empty.
	PersonFields, EntityFields []string
	// FreeObjects is how many objects an account that signs up is served free of charge, until it has a plan.
	FreeObjects int
	// ClosedCountries are those that nobody is taken from (ISO 3166-1 alpha-2), here and in the businesses below; whoever is a customer
	// already stays one (terms 5.1).
	ClosedCountries []string
}

// unset is what a realm begins with: nobody becomes a customer before the realm has said how.
func unset() Settings {
	return Settings{Mode: Closed, Customers: []string{Person, Entity}, PersonFields: []string{}, EntityFields: []string{Contact}, FreeObjects: 3, ClosedCountries: []string{}}
}

// Config is what SignUps stand on.
type Config struct {
	DB      *db.DB
	Tenants *tenant.Tenants
	People  *identity.People
	Legal   *legal.Legal
	Clock   clock.Clock
	Log     *slog.Logger
	// Limits of strangers; zero values take the defaults.
	Limits Limits
	// Trade says whether a business may take strangers; nil: every one may.
	Trade Trade
	// Lives opens businesses for those who ask for them, Prices knows the plans they choose among; nil: nobody can ask.
	Lives  *lifecycle.Tenants
	Prices Prices
	// Desks take questions as tickets; nil: they are listed here alone.
	Desks Desks
}

// Desks take a question that was asked by a form as a ticket of the realm acted in.
type Desks interface {
	AskByForm(ctx context.Context, tx *db.Tx, desk db.Scope, q support.ByFormQuestion) error
}

// Trade says whether the realm acted in has begun: its legal entity is complete.
type Trade interface {
	Trades(ctx context.Context, tx *db.Tx, keeper uuid.UUID) (bool, error)
}

// SignUps serves all realms. Safe for concurrent use.
type SignUps struct {
	Config

	rates *rates
	// looks bounds looking hosts up and trying links, which goes on letter by letter.
	looks *rates
}

// New makes them.
func New(c Config) *SignUps {
	return &SignUps{Config: c, rates: newRates(c.Limits.orDefaults(), c.Clock), looks: newRates(Limits{Address: 60, Every: time.Second, Realm: 600, RealmEvery: 100 * time.Millisecond}, c.Clock)}
}

// Settings reads the settings of the realm acted in.
func (u *SignUps) Settings(ctx context.Context, s db.Scope) (Settings, error) {
	var got Settings
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		got, err = settingsIn(ctx, signupdb.New(tx), s.Tenant())
		return err
	})
	if err != nil {
		return Settings{}, fmt.Errorf("read the settings for signing up: %w", err)
	}
	return got, nil
}

func settingsIn(ctx context.Context, q *signupdb.Queries, realm uuid.UUID) (Settings, error) {
	row, err := q.Settings(ctx, realm)
	if errors.Is(err, pgx.ErrNoRows) {
		return unset(), nil
	}
	return Settings{row.Mode, row.Customers, row.PersonFields, row.EntityFields, int(row.FreeObjects), row.ClosedCountries}, err
}

// SetSettings changes them. Invalid names the field; Conflict (reason "entity_incomplete") if strangers are to be let in before the
// realm's legal entity is complete.
func (u *SignUps) SetSettings(ctx context.Context, s db.Scope, wanted Settings) error {
	if err := wanted.check(); err != nil {
		return err
	}
	// A copy: the list is the caller's. Nothing closed is an empty list, which the database tells from none.
	closed := append([]string{}, wanted.ClosedCountries...)
	slices.Sort(closed)
	wanted.ClosedCountries = slices.Compact(closed)
	err := u.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		q := signupdb.New(tx)
		before, err := settingsIn(ctx, q, s.Tenant())
		if err != nil {
			return err
		}
		if before.Mode == Closed && wanted.Mode != Closed {
			may, err := u.trades(ctx, tx, s)
			if err != nil {
				return err
			}
			if !may {
				return entityIncomplete("mode")
			}
		}
		now := u.now()
		err = q.SetSettings(ctx, signupdb.SetSettingsParams{TenantID: s.Tenant(), Mode: wanted.Mode, Customers: wanted.Customers, PersonFields: wanted.PersonFields,
			EntityFields: wanted.EntityFields, FreeObjects: int32(wanted.FreeObjects), ClosedCountries: wanted.ClosedCountries, At: now})
		if err != nil {
			return err
		}
		was, is := audit.Differing(before.told(), wanted.told())
		if len(is) == 0 {
			return nil
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "signup.settings.change", Subject: audit.Subject{Kind: "tenant", ID: s.Tenant()}, Before: was, After: is})
	})
	if err != nil {
		return fmt.Errorf("change the settings for signing up: %w", err)
	}
	return nil
}

func (u *SignUps) trades(ctx context.Context, tx *db.Tx, realm db.Scope) (bool, error) {
	if u.Trade == nil {
		return true, nil
	}
	return u.Trade.Trades(ctx, tx, realm.Tenant())
}

func entityIncomplete(field string) error {
	const message = "Strangers are let in once your legal entity is complete. Fill it in first."
	return &errs.Error{Code: errs.Conflict, Reason: "entity_incomplete", Message: message, Details: []errs.Detail{{Field: field, Message: message}}}
}

func (g Settings) told() audit.Fields {
	return audit.Fields{"mode": g.Mode, "customers": g.Customers, "person_fields": g.PersonFields, "entity_fields": g.EntityFields, "free_objects": g.FreeObjects, "closed_countries": g.ClosedCountries}
}

func (g Settings) check() error {
	if !slices.Contains([]string{Open, Approval, Closed}, g.Mode) {
		return errs.Field("mode", "bad_mode", "Choose one of: open, approval, closed.")
	}
	if len(g.Customers) == 0 || subset(g.Customers, []string{Person, Entity}) != "" {
		return errs.Field("customers", "bad_customers", "Choose at least one of: person, entity.")
	}
	for name, pair := range map[string][2][]string{"person_fields": {g.PersonFields, FieldsOf(Person)}, "entity_fields": {g.EntityFields, FieldsOf(Entity)}} {
		if wrong := subset(pair[0], pair[1]); wrong != "" {
			return errs.Field(name, "bad_fields", fmt.Sprintf("There is no field %q. Choose among: %s.", wrong, strings.Join(pair[1], ", ")))
		}
	}
	if g.FreeObjects < 0 || g.FreeObjects > mostFreeObjects {
		return errs.Field("free_objects", "bad_free_objects", fmt.Sprintf("Give 0 to %d objects.", mostFreeObjects))
	}
	for _, code := range g.ClosedCountries {
		if !isCountry(code) {
			return errs.Field("closed_countries", "bad_country", fmt.Sprintf("%q is no country. Give two letters of ISO 3166-1, like FI.", code))
		}
	}
	return nil
}

// subset names the first of some that is not among all; "": there is none.
func subset(some, all []string) string {
	for _, one := range some {
		if !slices.Contains(all, one) {
			return one
		}
	}
	return ""
}

// required fields of a kind of customer.
func (g Settings) required(customer string) []string {
	if customer == Entity {
		return g.EntityFields
	}
	return g.PersonFields
}

func (u *SignUps) now() time.Time { return u.Clock.Now().UTC().Truncate(time.Microsecond) }
