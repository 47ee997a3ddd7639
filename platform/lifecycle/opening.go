package lifecycle

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// Opening describes a new customer of a provider.
type Opening struct {
	Kind     tenant.Kind
	Name     string
	Locale   string
	TimeZone string
	Country  string
	Contract customers.Terms
	// Host is the first label of a reseller's host in the neutral zone; empty: one is made of its name.
	Host  string
	Owner identity.FirstOwner
	// Note is the provider's own, the first of those about this customer; empty: none.
	Note string
}

// Opened is a new customer.
type Opened struct {
	ID     uuid.UUID
	Number string
	// Host it answers on from now on; empty for accounts, and where the installation gives none.
	Host string
	// InvitationPath to hand over to the owner; empty: they have a login, or the link was sent.
	InvitationPath string
}

// Open opens an account or a reseller of the provider's own: its place in the tree, its number, contract, host and first
// owner, all or nothing. Invalid names the field; Conflict if the login, the address or the host is taken.
func (t *Tenants) Open(ctx context.Context, provider db.Scope, by uuid.UUID, o Opening) (Opened, error) {
	host, err := t.checkOpening(&o)
	if err != nil {
		return Opened{}, err
	}
	owner, err := t.people.PrepareOwner(ctx, o.Owner)
	if err != nil {
		return Opened{}, err
	}
	var made Opened
	err = t.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		made, err = t.openIn(ctx, tx, provider, by, o, host, owner)
		return err
	})
	if err != nil {
		return Opened{}, fmt.Errorf("open a customer: %w", err)
	}
	return made, nil
}

func (t *Tenants) openIn(ctx context.Context, tx *db.Tx, provider db.Scope, by uuid.UUID, o Opening, host string, owner identity.PreparedOwner) (made Opened, err error) {
	if o.Kind == tenant.Reseller && t.limits != nil {
		if err := t.limits.MayOpenResellers(ctx, tx, provider); err != nil {
			return made, err
		}
	}
	opened, err := t.tree.OpenWithin(ctx, tx, provider, tenant.Opening{Kind: o.Kind, Name: o.Name, Locale: o.Locale, TimeZone: o.TimeZone, Country: o.Country})
	if err != nil {
		return made, err
	}
	scope, err := t.tree.ScopeWithin(ctx, tx, provider.Tenant(), opened.ID)
	if err != nil {
		return made, err
	}
	if err := customers.WriteTerms(ctx, tx, provider, opened.ID, o.Contract); err != nil {
		return made, err
	}
	if o.Kind == tenant.Reseller {
		if host, err = t.startHost(ctx, tx, opened.ID, o.Name, host); err != nil {
			return made, err
		}
	}
	made = Opened{ID: opened.ID, Number: opened.Number, Host: host}
	fields := audit.Fields{"kind": o.Kind, "name": o.Name, "number": opened.Number, "locale": o.Locale, "time_zone": o.TimeZone, "country": o.Country, "host": host}
	maps.Copy(fields, o.Contract.Told())
	if o.Note != "" {
		if _, err := customers.WriteNote(ctx, tx, provider, audit.Subject{Kind: "tenant", ID: opened.ID, Name: o.Name}, by, o.Note, t.now()); err != nil {
			return made, err
		}
	}
	if err := t.note(ctx, tx, provider, scope, o.Name, "tenant.open", fields, audit.Fields{"name": o.Name, "number": opened.Number}); err != nil {
		return made, err
	}
	made.InvitationPath, err = owner.InstallIn(ctx, tx, scope, by)
	return made, err
}

// startHost lets a new reseller answer on a host of the zone from its first minute: the one asked for, or one made of its name. Without a
// zone there is none.
func (t *Tenants) startHost(ctx context.Context, tx *db.Tx, reseller uuid.UUID, name, host string) (string, error) {
	if host == "" && t.zone == "" {
		return "", nil
	}
	if host == "" {
		made, err := t.freeHost(ctx, tx, name)
		if err != nil {
			return "", err
		}
		host = made
	} else if there, err := hostIsAlike(ctx, tx, host); err != nil {
		return "", err
	} else if there {
		return "", hostTaken()
	}
	err := giveHost(ctx, tx, reseller, host)
	if db.IsConstraint(err, "hosts_pkey") {
		return "", hostTaken().With(err)
	}
	return host, err
}

func hostTaken() *errs.Error {
	return errs.Field("host", "host_taken", "This name is taken, or too much like one that is. Choose another.")
}

// InviteOwner invites the first owner of a customer anew, where nobody has followed the first link. Conflict (reason
// "has_owner") if somebody has.
func (t *Tenants) InviteOwner(ctx context.Context, provider db.Scope, by, customer uuid.UUID, who identity.FirstOwner) (path string, err error) {
	owner, err := t.people.PrepareOwner(ctx, who)
	if err != nil {
		return "", err
	}
	err = t.withCustomer(ctx, provider, customer, func(tx *db.Tx, c customerRow, scope db.Scope) error {
		if c.status == "closed" {
			return closed()
		}
		// A reseller that was opened while the installation gave out no hosts gets one now: the link has to lead somewhere.
		if c.kind == tenant.Reseller {
			if err := t.hostIfNone(ctx, tx, provider, scope, c.name); err != nil {
				return err
			}
		}
		told := audit.Fields{"email": who.Email, "login": who.Login}
		if err := t.note(ctx, tx, provider, scope, c.name, "tenant.invite_owner", told, told); err != nil {
			return err
		}
		path, err = owner.InstallIn(ctx, tx, scope, by)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("invite an owner: %w", err)
	}
	return path, nil
}

func (t *Tenants) checkOpening(o *Opening) (host string, err error) {
	o.Name = strings.TrimSpace(o.Name)
	if err := checkPlace(o.Locale, o.Country); err != nil {
		return "", err
	}
	if err := o.Contract.Check(); err != nil {
		return "", err
	}
	if o.Note = strings.TrimSpace(o.Note); o.Note != "" {
		if o.Note, err = customers.CheckNote("note", o.Note); err != nil {
			return "", err
		}
	}
	o.Host = strings.ToLower(strings.TrimSpace(o.Host))
	switch {
	case o.Host == "":
		return "", nil
	case o.Kind != tenant.Reseller:
		return "", errs.Field("host", "host_of_reseller", "Only a reseller has a host of its own.")
	}
	return t.checkHost(o.Host)
}

var country = regexp.MustCompile(`^[A-Z]{2}$`)

func checkPlace(locale, land string) error {
	if locale != "" && !slices.Contains(identity.Locales(), locale) {
		return errs.Field("locale", "bad_locale", "This language is not offered. Choose one of: "+strings.Join(identity.Locales(), ", ")+".")
	}
	if land != "" && !country.MatchString(land) {
		return errs.Field("country", "bad_country", "Write the country as two capital letters, like FI.")
	}
	return nil
}

func closed() error {
	return errs.New(errs.Conflict, "tenant_closed", "This customer is closed. Restore it first.")
}

// hostIfNone gives a customer that answers nowhere a host of the zone; the transaction acts in the provider afterwards, as before.
func (t *Tenants) hostIfNone(ctx context.Context, tx *db.Tx, provider, customer db.Scope, name string) error {
	if err := tx.Enter(ctx, customer); err != nil {
		return err
	}
	there, err := hasHost(ctx, tx, customer.Tenant())
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, provider); err != nil || there {
		return err
	}
	_, err = t.startHost(ctx, tx, customer.Tenant(), name, "")
	return err
}
