package lifecycle

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
)

// MayOpen refuses a provider that may have no resellers: LimitReached.
func (t *Tenants) MayOpen(ctx context.Context, tx *db.Tx, provider db.Scope) error {
	if t.limits == nil {
		return nil
	}
	return t.limits.MayOpenResellers(ctx, tx, provider)
}

// FreeHost is the host of a first label that somebody wishes who is nobody yet. Invalid (reason "bad_host_label", "host_reserved" or
// "host_taken") if it cannot be had: it is taken, kept, or read as one that is at a glance.
func (t *Tenants) FreeHost(ctx context.Context, provider db.Scope, first string) (host string, err error) {
	if host, err = t.checkHost(strings.ToLower(strings.TrimSpace(first))); err != nil {
		return "", err
	}
	err = t.db.InTenant(ctx, provider, func(tx *db.Tx) error { return t.freeFor(ctx, tx, provider, host) })
	return host, err
}

// freeFor refuses a host that is taken, and one that says the provider's name: it would be taken for the provider.
func (t *Tenants) freeFor(ctx context.Context, tx *db.Tx, provider db.Scope, host string) error {
	name, err := brandName(ctx, tx, provider.Tenant())
	if err != nil {
		return fmt.Errorf("look a host up: %w", err)
	}
	first, _, _ := strings.Cut(host, ".")
	if own := sketch(labelOf(name)); len(own) > 2 && strings.Contains(sketch(first), own) {
		return errs.Field("host", "host_reserved", "This name is kept for the installation itself. Choose another.")
	}
	there, err := hostIsAlike(ctx, tx, host)
	if err != nil {
		return fmt.Errorf("look a host up: %w", err)
	}
	if there {
		return hostTaken()
	}
	return nil
}

// OpenApplied opens a reseller for somebody who has asked for it, on the host of a first label, under a wholesale plan if one is named:
// all or nothing. above runs in the provider once there is the host, within in the reseller itself. Invalid as by FreeHost.
func (t *Tenants) OpenApplied(ctx context.Context, provider db.Scope, o tenant.Opening, first string, plan *uuid.UUID,
	above func(tx *db.Tx, opened tenant.Opened, host string) error, within func(tx *db.Tx, reseller db.Scope) error,
) (opened tenant.Opened, host string, err error) {
	o.Kind = tenant.Reseller
	if err := checkPlace(o.Locale, o.Country); err != nil {
		return opened, "", err
	}
	if host, err = t.checkHost(first); err != nil {
		return opened, "", err
	}
	var terms customers.Terms
	if err := terms.Check(); err != nil {
		return opened, "", err
	}
	err = t.db.InTenant(ctx, provider, func(tx *db.Tx) error {
		if err := t.MayOpen(ctx, tx, provider); err != nil {
			return err
		}
		if err := t.freeFor(ctx, tx, provider, host); err != nil {
			return err
		}
		if opened, err = t.tree.OpenWithin(ctx, tx, provider, o); err != nil {
			return err
		}
		scope, err := t.tree.ScopeWithin(ctx, tx, provider.Tenant(), opened.ID)
		if err != nil {
			return err
		}
		if err := customers.WriteTerms(ctx, tx, provider, opened.ID, terms); err != nil {
			return err
		}
		if plan != nil && t.limits != nil {
			if err := t.limits.GivePlanIn(ctx, tx, provider, opened.ID, *plan); err != nil {
				return err
			}
		}
		if host, err = t.startHost(ctx, tx, opened.ID, o.Name, host); err != nil {
			return err
		}
		if err := above(tx, opened, host); err != nil {
			return err
		}
		fields := audit.Fields{"kind": o.Kind, "name": o.Name, "number": opened.Number, "locale": o.Locale, "time_zone": o.TimeZone, "country": o.Country, "host": host}
		if err := t.note(ctx, tx, provider, scope, o.Name, "tenant.open", fields, audit.Fields{"name": o.Name, "number": opened.Number}); err != nil {
			return err
		}
		return within(tx, scope)
	})
	if err != nil {
		return tenant.Opened{}, "", fmt.Errorf("open a reseller: %w", err)
	}
	return opened, host, nil
}
