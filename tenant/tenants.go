package tenant

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/internal/tenantdb"
)

// Kind of a tenant.
type Kind = string

// The kinds: one platform, the root; resellers to any depth; accounts are leaves.
const (
	Platform Kind = "platform"
	Reseller Kind = "reseller"
	Account  Kind = "account"
)

// Tenant is a node of the tree.
type Tenant struct {
	ID        uuid.UUID
	Kind      Kind
	Parent    *uuid.UUID // nil: the platform
	Realm     uuid.UUID
	Name      string
	Locale    string
	TimeZone  string
	Country   string // ISO 3166-1 alpha-2, or empty
	Status    string // active, suspended, closed
	CreatedAt time.Time
}

// Opening is what is needed to open a tenant.
type Opening struct {
	// ID is given by whoever must know it beforehand; otherwise one is made.
	ID       uuid.UUID
	Kind     Kind
	Name     string
	Locale   string // en
	TimeZone string // UTC
	Country  string
	// Since when it has been there; zero, or a moment to come: now.
	Since time.Time
}

// Opened is a new tenant and, unless it is the platform, its account number in its parent's book.
type Opened struct {
	ID     uuid.UUID
	Number string
}

// Tenants is the tree.
type Tenants struct {
	db *db.DB
}

// New gives access to the tree.
func New(d *db.DB) *Tenants { return &Tenants{db: d} }

// OpenPlatform opens the root of a new installation. Conflict if there is one.
func (t *Tenants) OpenPlatform(ctx context.Context, o Opening) (Opened, error) {
	o.Kind = Platform
	params, err := o.params(nil)
	if err != nil {
		return Opened{}, err
	}
	err = t.db.Nobody(ctx, func(tx *db.Tx) error {
		_, err := tenantdb.New(tx).OpenTenant(ctx, params)
		return err
	})
	if err != nil {
		return Opened{}, fmt.Errorf("open the platform: %w", err)
	}
	return Opened{ID: params.ID}, nil
}

// Open opens a reseller or an account below the tenant acted in, and gives it the next account number of that
// tenant's book. Invalid names what is wrong with the opening.
func (t *Tenants) Open(ctx context.Context, parent db.Scope, o Opening) (opened Opened, err error) {
	err = t.db.InTenant(ctx, parent, func(tx *db.Tx) error {
		opened, err = t.OpenWithin(ctx, tx, parent, o)
		return err
	})
	if err != nil {
		return Opened{}, fmt.Errorf("open a tenant: %w", err)
	}
	return opened, nil
}

// OpenWithin does so in a transaction of the parent's, for whoever puts something into the new tenant at once. Until that
// is committed, numbers of the parent's book wait.
func (t *Tenants) OpenWithin(ctx context.Context, tx *db.Tx, parent db.Scope, o Opening) (Opened, error) {
	if o.Kind != Reseller && o.Kind != Account {
		return Opened{}, errs.Field("kind", "bad_kind", "Open a reseller or an account.")
	}
	if parent.Kind() == Account {
		return Opened{}, errs.New(errs.Forbidden, "account_has_no_children", "An account has no customers of its own.")
	}
	up := parent.Tenant()
	params, err := o.params(&up)
	if err != nil {
		return Opened{}, err
	}
	return open(ctx, tx, up, params)
}

func (o Opening) params(parent *uuid.UUID) (tenantdb.OpenTenantParams, error) {
	p := tenantdb.OpenTenantParams{ID: o.ID, Parent: parent, Kind: o.Kind, Name: o.Name, NameKey: NameKey(o.Name),
		Locale: orElse(o.Locale, "en"), TimeZone: orElse(o.TimeZone, "UTC")}
	if p.ID == uuid.Nil {
		p.ID = uuid.Must(uuid.NewV7())
	}
	if o.Country != "" {
		p.Country = &o.Country
	}
	if !o.Since.IsZero() {
		p.Opened = &o.Since
	}
	if err := checkName(o.Name); err != nil {
		return p, err
	}
	return p, CheckTimeZone("time_zone", p.TimeZone)
}

// Get reads the tenant acted in.
func (t *Tenants) Get(ctx context.Context, s db.Scope) (Tenant, error) {
	var row tenantdb.TenantByIDRow
	err := t.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = tenantdb.New(tx).TenantByID(ctx, s.Tenant())
		return err
	})
	if err != nil {
		return Tenant{}, fmt.Errorf("read the tenant: %w", err)
	}
	got := Tenant{ID: row.ID, Kind: row.Kind, Parent: row.ParentID, Realm: row.RealmID, Name: row.Name, Locale: row.Locale,
		TimeZone: row.TimeZone, Status: row.Status, CreatedAt: row.CreatedAt}
	if row.Country != nil {
		got.Country = *row.Country
	}
	return got, nil
}

// PlatformID is the root. NotFound: the installation has none yet.
func (t *Tenants) PlatformID(ctx context.Context) (id uuid.UUID, err error) {
	err = t.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		id, err = tenantdb.New(tx).PlatformTenant(ctx)
		return err
	})
	return id, err
}

// Move hangs a tenant, with all below it, below another parent, under a number of the new parent's book. Jobs and
// platform staff only: it reaches over the whole tree. Conflict if a login of the moved account exists in the new realm.
func (t *Tenants) Move(ctx context.Context, moved, newParent uuid.UUID) (opened Opened, err error) {
	err = t.db.Worker(ctx, func(tx *db.Tx) error {
		opened, err = t.MoveWithin(ctx, tx, moved, newParent)
		return err
	})
	return opened, err
}

// MoveWithin is Move within a transaction of Worker's.
func (t *Tenants) MoveWithin(ctx context.Context, tx *db.Tx, moved, newParent uuid.UUID) (Opened, error) {
	q := tenantdb.New(tx)
	n, err := q.NextNumber(ctx, tenantdb.NextNumberParams{TenantID: newParent, Name: accountSeries, BeginAt: firstNumber()})
	number := AccountNumber(n)
	if err == nil {
		_, err = q.MoveTenant(ctx, tenantdb.MoveTenantParams{Moved: moved, NewParent: newParent, NewNumber: number})
	}
	if err != nil {
		return Opened{}, fmt.Errorf("move a tenant: %w", closedAbove(err))
	}
	return Opened{ID: moved, Number: number}, nil
}

// ByNumber finds the tenant of an account number, for the operator's command line. Numbers belong to a book, so two
// resellers may have given out the same: host is one of the keeper's, and may be empty where only one has it. Invalid if
// the number's check digit is wrong, or if it takes a host to tell; NotFound if nobody has it.
func (t *Tenants) ByNumber(ctx context.Context, host, number string) (id uuid.UUID, err error) {
	if !ValidAccountNumber(number) {
		return uuid.Nil, errs.Field("account", "bad_number", "This is not an account number: its check digit does not fit. Type it again.")
	}
	var found []tenantdb.TenantsOfNumberRow
	err = t.db.Worker(ctx, func(tx *db.Tx) (err error) {
		found, err = tenantdb.New(tx).TenantsOfNumber(ctx, tenantdb.TenantsOfNumberParams{Number: number, Host: host})
		return err
	})
	switch {
	case err != nil:
		return uuid.Nil, fmt.Errorf("find an account: %w", err)
	case len(found) == 0:
		return uuid.Nil, errs.Missing()
	case len(found) > 1:
		hosts := make([]string, len(found))
		for i, f := range found {
			hosts[i] = f.Host
		}
		return uuid.Nil, errs.Field("host", "ambiguous", "Several books have an account of this number. Name the host of the one you mean: "+strings.Join(hosts, ", ")+".")
	}
	return found[0].CounterpartyID, nil
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// CheckName refuses what a tenant cannot be called.
func CheckName(name string) error { return checkName(name) }

// CheckTimeZone refuses what is not an IANA zone, naming the field.
func CheckTimeZone(field, zone string) error {
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return errs.Field(field, "bad_time_zone", "This is not a time zone. Write it like Europe/Helsinki.").With(err)
	}
	return nil
}
