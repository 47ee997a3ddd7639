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
	// Host is the first label of a reseller's host in the neutral zone; empty: it gets one later.
	Host  string
	Owner identity.FirstOwner
	// Note is the provider's own, the first of those about this customer; empty: none.
	Note string
}

// Opened is a new customer.
type Opened struct {
	ID     uuid.UUID
	Number string
	// Host it answers on; empty for accounts, and where none was asked for.
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
		if o.Kind == tenant.Reseller && t.limits != nil {
			if err := t.limits.MayOpenResellers(ctx, tx, provider); err != nil {
				return err
			}
		}
		opened, err := t.tree.OpenWithin(ctx, tx, provider, tenant.Opening{Kind: o.Kind, Name: o.Name, Locale: o.Locale, TimeZone: o.TimeZone, Country: o.Country})
		if err != nil {
			return err
		}
		scope, err := t.tree.ScopeWithin(ctx, tx, provider.Tenant(), opened.ID)
		if err != nil {
			return err
		}
		made = Opened{ID: opened.ID, Number: opened.Number, Host: host}
		if err := customers.WriteTerms(ctx, tx, provider, opened.ID, o.Contract); err != nil {
			return err
		}
		if host != "" {
			err := giveHost(ctx, tx, opened.ID, host)
			if db.IsConstraint(err, "hosts_pkey") {
				return errs.Field("host", "host_taken", "This name is taken. Choose another.").With(err)
			}
			if err != nil {
				return err
			}
		}
		fields := audit.Fields{"kind": o.Kind, "name": o.Name, "number": opened.Number, "locale": o.Locale, "time_zone": o.TimeZone, "country": o.Country, "host": host}
		maps.Copy(fields, o.Contract.Told())
		if o.Note != "" {
			if _, err := customers.WriteNote(ctx, tx, provider, audit.Subject{Kind: "tenant", ID: opened.ID, Name: o.Name}, by, o.Note, t.now()); err != nil {
				return err
			}
		}
		if err := t.note(ctx, tx, provider, scope, o.Name, "tenant.open", fields, audit.Fields{"name": o.Name, "number": opened.Number}); err != nil {
			return err
		}
		made.InvitationPath, err = owner.InstallIn(ctx, tx, scope, by)
		return err
	})
	if err != nil {
		return Opened{}, fmt.Errorf("open a customer: %w", err)
	}
	return made, nil
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

// label is one part of a host name.
var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

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
	case t.zone == "":
		return "", errs.Field("host", "no_zone", "This installation gives out no hosts. Leave it empty: a domain of their own comes later.")
	case !label.MatchString(o.Host):
		return "", errs.Field("host", "bad_host_label", "Use Latin letters, digits and hyphens, up to 63.")
	}
	return o.Host + "." + t.zone, nil
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
