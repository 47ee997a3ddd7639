package lifecycle

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// TenantsConfig is what Tenants stands on.
type TenantsConfig struct {
	DB     *db.DB
	Tree   *tenant.Tenants
	People *identity.People
	Fleet  *fleet.Fleet
	Clock  clock.Clock
	// Endings settles what is owed when an agreement ends; nil: there is no money.
	Endings Endings
	// Desks answers customers that wanted to leave; nil: nobody does.
	Desks Desks
	// Money says what is unpaid, and how much is missing; nil: nothing of it is told.
	Money Money
	// Limits says who may have resellers; nil: everybody.
	Limits Limits
	// Zone is the neutral DNS zone in which new resellers get their first host; empty: none are given.
	Zone string
	// Reserved are hosts of that zone that are the installation's own, besides those that always are.
	Reserved []string
}

// Tenants opens, changes, stops, closes and moves tenants. Safe for concurrent use.
type Tenants struct {
	db      *db.DB
	tree    *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	clock   clock.Clock
	endings Endings
	desks   Desks
	limits  Limits
	money   Money
	zone    string
	// reserved hosts of the zone
	reserved []string
}

// Endings is how money is dealt with when an agreement ends.
type Endings interface {
	// EndIn settles what is owed, lets nothing begin anew, and keeps where the rest is wanted; the transaction acts in the
	// keeper's tenant afterwards.
	EndIn(ctx context.Context, tx *db.Tx, keeper, customer db.Scope, to topup.Destination) error
	// PartIn settles with the keeper that a tenant moves away from, in a worker's transaction, and tells what is left.
	PartIn(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID) (topup.Parting, error)
	// LeaveIn is PartIn, and sends what is left. Conflict (reason "money_left").
	LeaveIn(ctx context.Context, tx *db.Tx, keeper, leaving uuid.UUID, rest topup.Rest) error
}

// Desks know who has asked to leave.
type Desks interface {
	// CustomerClosed answers those that wait, in the transaction that closes a customer, which acts in the desk's tenant.
	CustomerClosed(ctx context.Context, tx *db.Tx, desk db.Scope, customer uuid.UUID, until time.Time) error
}

// answerLeaving answers a customer that has asked to leave and is closed now.
func (t *Tenants) answerLeaving(ctx context.Context, tx *db.Tx, desk db.Scope, customer uuid.UUID) error {
	if t.desks == nil {
		return nil
	}
	return t.desks.CustomerClosed(ctx, tx, desk, customer, t.now().Add(TrashLife))
}

// Limits says who may have resellers of their own: LimitReached, in the transaction that opens one.
type Limits interface {
	MayOpenResellers(ctx context.Context, tx *db.Tx, s db.Scope) error
	// GivePlanIn puts a new reseller on a wholesale plan of its provider's.
	GivePlanIn(ctx context.Context, tx *db.Tx, provider db.Scope, reseller, plan uuid.UUID) error
}

// NewTenants makes Tenants.
func NewTenants(c TenantsConfig) *Tenants {
	return &Tenants{db: c.DB, tree: c.Tree, people: c.People, fleet: c.Fleet, clock: c.Clock, endings: c.Endings, desks: c.Desks, limits: c.Limits, money: c.Money, zone: strings.Trim(c.Zone, "."),
		reserved: c.Reserved}
}

// Zone is the neutral zone of new resellers' hosts; empty: there is none.
func (t *Tenants) Zone() string { return t.zone }

// now is the present moment as the database keeps it.
func (t *Tenants) now() time.Time { return t.clock.Now().UTC().Truncate(time.Microsecond) }

// withCustomer runs fn in the provider's tenant with a customer of its own locked, and the customer's scope to enter.
// NotFound if it is not a customer of the provider's own, or nothing is left of it.
func (t *Tenants) withCustomer(ctx context.Context, provider db.Scope, customer uuid.UUID, fn func(tx *db.Tx, c customerRow, scope db.Scope) error) error {
	return t.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		c, err := lockCustomer(ctx, tx, provider.Tenant(), customer)
		if err != nil {
			return err
		}
		scope, err := t.tree.ScopeWithin(ctx, tx, provider.Tenant(), customer)
		if err != nil {
			return err
		}
		return fn(tx, c, scope)
	})
}

// note writes a change into the provider's audit and, as the technical service of whoever stands above, into the
// customer's; the transaction acts in the customer afterwards.
func (t *Tenants) note(ctx context.Context, tx *db.Tx, provider, customer db.Scope, name, action string, after, told audit.Fields) error {
	subject := audit.Subject{Kind: "tenant", ID: customer.Tenant(), Name: name}
	if err := write(ctx, tx, provider.Tenant(), t.now(), action, subject, nil, after); err != nil {
		return err
	}
	if err := tx.Enter(ctx, customer); err != nil {
		return err
	}
	return write(asTechnical(ctx), tx, customer.Tenant(), t.now(), action, subject, nil, told)
}

func write(ctx context.Context, tx *db.Tx, where uuid.UUID, at time.Time, action string, subject audit.Subject, before, after audit.Fields) error {
	return audit.Write(ctx, tx, where, at, audit.Change{Action: action, Subject: subject, Before: before, After: after})
}

// asTechnical names in a customer's audit whoever does something from above: who it was stands in their own.
func asTechnical(ctx context.Context) context.Context {
	return audit.As(ctx, audit.Actor{Kind: audit.Technical})
}

// confirmed tells whether somebody has repeated what a tenant is called, or its account number.
func confirmed(c customerRow, confirm string) error {
	if tenant.NameKey(confirm) == tenant.NameKey(c.name) || strings.TrimSpace(confirm) == c.number {
		return nil
	}
	return &errs.Error{Code: errs.Conflict, Reason: "confirm_tenant",
		Message: "This closes “" + c.name + "”. Repeat its name or account number in “confirm” to do so.",
		Details: []errs.Detail{{Field: "confirm", Message: "Type the name or the account number."}}}
}
