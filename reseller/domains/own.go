package domains

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/net/idna"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// atMost is how many domains a realm may have: more are a slip, or somebody who tries something.
const atMost = 100

// List is what the tenant acted in answers on, or asks to, the primary host first.
func (d *Domains) List(ctx context.Context, s db.Scope) (list []Domain, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = own(ctx, tx, s.Tenant(), nil, false)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list domains: %w", err)
	}
	return list, nil
}

// One is one of them.
func (d *Domains) One(ctx context.Context, s db.Scope, id uuid.UUID) (one Domain, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		one, err = ownOne(ctx, tx, s.Tenant(), id, false)
		return err
	})
	if err != nil {
		return Domain{}, fmt.Errorf("read a domain: %w", err)
	}
	return one, nil
}

// Ask for a name. Whoever else asked for it is not told, and nobody is told of them: its proof decides.
func (d *Domains) Ask(ctx context.Context, s db.Scope, name string) (asked Domain, err error) {
	host, err := d.clean(name)
	if err != nil {
		return Domain{}, err
	}
	token := make([]byte, 20)
	if _, err := rand.Read(token); err != nil {
		return Domain{}, err
	}
	now := d.now()
	asked = Domain{ID: uuid.Must(uuid.NewV7()), Tenant: s.Tenant(), Host: host, AskedAt: now,
		Token: strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(token))}
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err := own(ctx, tx, s.Tenant(), nil, false)
		if err != nil {
			return err
		}
		if len(list) >= atMost {
			return errs.New(errs.LimitReached, "too_many_domains", "There are as many domains as there may be. Remove one that is not used.")
		}
		made, err := insertDomain(ctx, tx, asked)
		if err != nil {
			return err
		}
		for _, there := range list {
			if there.Host != host || made {
				continue
			}
			if there.State != Detached {
				return errs.New(errs.Conflict, "domain_there", "You have this domain already. Look at it in the list.")
			}
			asked.ID = there.ID
			if err := askAnew(ctx, tx, s.Tenant(), there.ID, now); err != nil {
				return err
			}
		}
		if asked, err = ownOne(ctx, tx, s.Tenant(), asked.ID, false); err != nil {
			return err
		}
		return d.write(ctx, tx, s, "domain.ask", asked, nil, audit.Fields{"host": host})
	})
	if err != nil {
		return Domain{}, fmt.Errorf("ask for a domain: %w", err)
	}
	return asked, nil
}

// clean makes of what somebody types the name that is compared: of an address the host, of other scripts what the DNS has.
func (d *Domains) clean(name string) (string, error) {
	bad := func(reason, message string) (string, error) { return "", errs.Field("host", reason, message) }
	text := strings.TrimSpace(name)
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = rest
	}
	text, _, _ = strings.Cut(text, "/")
	ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(text, "."))
	if err != nil {
		return bad("bad_host", "This is not a host name. Write it like track.example.com.")
	}
	host, ok := tenant.NormalHost(ascii)
	if _, err := netip.ParseAddr(host); err == nil || !ok || !strings.Contains(host, ".") || len(host) > 200 {
		return bad("bad_host", "This is not a host name. Write it like track.example.com.")
	}
	if d.Here.given(host) {
		return bad("host_is_given", "Names of this zone are given, not asked for. Use a domain of your own.")
	}
	return host, nil
}

// Check has a domain looked at now.
func (d *Domains) Check(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		if one.State == Detached {
			return errs.New(errs.Conflict, "domain_detached", "This domain is not yours any more. Ask for it again.")
		}
		now := d.now()
		if one.CheckedAt != nil && now.Sub(*one.CheckedAt) < checkEvery {
			return nil
		}
		// Another attempt at once, but for those that an authority counts.
		c := one.Certificate
		if err := checkSoon(ctx, tx, s.Tenant(), id, now, one.Answers && c.IssueAt != nil && c.Failures > 0 && c.Failures < 4 && d.Here.TLS); err != nil {
			return err
		}
		return d.write(ctx, tx, s, "domain.check", one, nil, nil)
	})
}

// checkEvery bounds what an impatient screen can cost.
const checkEvery = 3 * time.Second

// MakePrimary has letters and links lead to a domain; others: browsers that come to the realm's other hosts are sent there.
func (d *Domains) MakePrimary(ctx context.Context, s db.Scope, id uuid.UUID, others bool) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		if one.State != Active || !one.Answers {
			return errs.New(errs.Conflict, "domain_not_live", "Letters can lead to this domain once it is live. See what is missing.")
		}
		if err := d.leave(ctx, tx, s, one, others); err != nil {
			return err
		}
		if err := makePrimary(ctx, tx, s.Tenant(), one.Host, others); err != nil {
			return err
		}
		return d.write(ctx, tx, s, "domain.primary", one, nil, audit.Fields{"host": one.Host, "others_redirect": others})
	})
}

// SetRedirects sends browsers on from a domain to the primary host, or does not.
func (d *Domains) SetRedirects(ctx context.Context, s db.Scope, id uuid.UUID, redirects bool) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		if one.Primary || !one.Answers {
			return errs.New(errs.Conflict, "domain_cannot_redirect", "Only a live domain that is not the primary one can send browsers on.")
		}
		if err := setRedirects(ctx, tx, s.Tenant(), one.Host, redirects); err != nil {
			return err
		}
		if redirects && !one.Redirects {
			if err := identity.TellMoved(ctx, tx, s.Tenant(), identity.Moved{Realm: s.Tenant(), Host: one.Host}); err != nil {
				return err
			}
		}
		return d.write(ctx, tx, s, "domain.redirect", one, audit.Fields{"redirects": one.Redirects}, audit.Fields{"redirects": redirects})
	})
}

// leave tells those who sign in at other hosts, with passkeys of theirs, that it will be at this one: those of the host that was the primary
// one, and of any that browsers are sent on from.
func (d *Domains) leave(ctx context.Context, tx *db.Tx, s db.Scope, next Domain, others bool) error {
	list, err := own(ctx, tx, s.Tenant(), nil, false)
	if err != nil {
		return err
	}
	for _, one := range list {
		if one.ID == next.ID || !one.Answers || !one.Primary && (one.Redirects || !others) {
			continue
		}
		if err := identity.TellMoved(ctx, tx, s.Tenant(), identity.Moved{Realm: s.Tenant(), Host: one.Host, Next: next.Host}); err != nil {
			return err
		}
	}
	return nil
}

// TellBefore writes to those whose passkeys belong to a domain, before it is changed: they will sign in at another one, the one that is named
// or the primary one. Whoever was told is not told again when it is changed.
func (d *Domains) TellBefore(ctx context.Context, s db.Scope, id uuid.UUID, next *uuid.UUID) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		list, err := own(ctx, tx, s.Tenant(), nil, false)
		if err != nil {
			return err
		}
		for _, other := range list {
			if other.ID == id || next == nil && !other.Primary || next != nil && other.ID != *next {
				continue
			}
			if !other.Answers {
				return errs.New(errs.Conflict, "domain_not_live", "Letters can lead to this domain once it is live. See what is missing.")
			}
			if err := identity.TellMoved(ctx, tx, s.Tenant(), identity.Moved{Realm: s.Tenant(), Host: one.Host, Next: other.Host}); err != nil {
				return err
			}
			return d.write(ctx, tx, s, "domain.passkeys.tell", one, nil, audit.Fields{"host": one.Host, "next": other.Host})
		}
		return errs.Field("next", "no_other_domain", "Choose the domain that people will sign in at: one of yours that is live, and another than this one.")
	})
}

// Remove gives a domain up. The realm's last host stays, and so does one that was given.
func (d *Domains) Remove(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		switch {
		case one.Given:
			return errs.New(errs.Conflict, "domain_is_given", "This address belongs to the installation and stays: it answers whatever becomes of your own domains.")
		case one.Primary:
			return errs.New(errs.Conflict, "domain_is_primary", "Letters and links lead to this domain. Make another one the primary first.")
		}
		if err := certificates.Forget(ctx, tx, s.Tenant(), one.Host); err != nil {
			return err
		}
		if err := removeDomain(ctx, tx, s.Tenant(), id, one.Host); err != nil {
			return err
		}
		if one.Answers {
			if err := identity.TellMoved(ctx, tx, s.Tenant(), identity.Moved{Realm: s.Tenant(), Host: one.Host}); err != nil {
				return err
			}
		}
		return d.write(ctx, tx, s, "domain.remove", one, audit.Fields{"host": one.Host, "state": one.State}, nil)
	})
}

// BringCertificate takes a certificate that the realm has bought itself. The key goes in, and is told to nobody.
func (d *Domains) BringCertificate(ctx context.Context, s db.Scope, id uuid.UUID, chain, key string) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		if !one.Answers {
			return errs.New(errs.Conflict, "domain_not_here", "Prove the domain and let it point here first, then bring its certificate.")
		}
		now := d.now()
		brought, err := certificates.Read(one.Host, []byte(chain), []byte(key), now)
		if err != nil {
			return err
		}
		if err := d.Vault.Keep(ctx, tx, s.Tenant(), one.Host, brought); err != nil {
			return err
		}
		c := Certificate{Source: FromOwner, Issuer: brought.Issuer, NotBefore: &brought.NotBefore, NotAfter: &brought.NotAfter}
		state := one.State
		if state == Issuing {
			state = Active
		}
		if err := setCertificate(ctx, tx, s.Tenant(), id, c, state, now); err != nil {
			return err
		}
		return d.write(ctx, tx, s, "domain.certificate.bring", one, nil, audit.Fields{"issuer": brought.Issuer, "until": brought.NotAfter})
	})
}

// DropCertificate goes back to certificates that the installation asks for. Browsers are shown the one there was until the first of
// those is there: an authority may refuse.
func (d *Domains) DropCertificate(ctx context.Context, s db.Scope, id uuid.UUID) error {
	return d.change(ctx, s, id, func(tx *db.Tx, one Domain) error {
		if one.Certificate.Source != FromOwner {
			return errs.New(errs.Conflict, "no_own_certificate", "This domain has no certificate of your own.")
		}
		now := d.now()
		next, forget := one.Certificate, certificates.ForgetIssued
		next.Source, next.IssueAt = FromAuthority, &now
		if !d.Here.TLS || d.Here.Covered && d.Here.given(one.Host) { // none will be asked for
			next, forget = Certificate{Source: FromAuthority, IssueAt: &now}, certificates.Forget
		}
		if err := forget(ctx, tx, s.Tenant(), one.Host); err != nil {
			return err
		}
		if err := setCertificate(ctx, tx, s.Tenant(), id, next, one.State, now); err != nil {
			return err
		}
		return d.write(ctx, tx, s, "domain.certificate.drop", one, audit.Fields{"issuer": one.Certificate.Issuer}, nil)
	})
}

func (d *Domains) change(ctx context.Context, s db.Scope, id uuid.UUID, fn func(*db.Tx, Domain) error) error {
	err := d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		one, err := ownOne(ctx, tx, s.Tenant(), id, true)
		if err != nil {
			return err
		}
		return fn(tx, one)
	})
	if err != nil {
		return fmt.Errorf("change a domain: %w", err)
	}
	return nil
}

func (d *Domains) write(ctx context.Context, tx *db.Tx, s db.Scope, action string, one Domain, before, after any) error {
	return audit.Write(ctx, tx, s.Tenant(), d.now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "domain", ID: one.ID, Name: one.Host}, Before: before, After: after})
}

// Place is where a page of all domains ends.
type Place struct {
	Host string
	ID   uuid.UUID
}

// All is the platform's list: by what a host begins with, and a state, or "contested".
func (d *Domains) All(ctx context.Context, s db.Scope, begins, state string, after Place, limit int) (list []Listed, more bool, err error) {
	err = d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = allDomains(ctx, tx, strings.ToLower(strings.TrimSpace(begins)), state, after, limit+1)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("list all domains: %w", err)
	}
	if len(list) > limit {
		list, more = list[:limit], true
	}
	return list, more, nil
}

// Release takes a domain from the realm that has it, by decision of the platform; whoever else has proved it gets it.
func (d *Domains) Release(ctx context.Context, s db.Scope, id uuid.UUID, reason string) error {
	err := d.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		owner, host, err := release(ctx, tx, id, d.now())
		if err != nil {
			return err
		}
		if err := identity.TellMoved(ctx, tx, s.Tenant(), identity.Moved{Realm: owner, Host: host}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), d.now(), audit.Change{Action: "domain.release", Subject: audit.Subject{Kind: "domain", ID: id, Name: host},
			Before: audit.Fields{"tenant": owner}, After: audit.Fields{"reason": reason}})
	})
	if err != nil {
		return fmt.Errorf("release a domain: %w", err)
	}
	return nil
}
