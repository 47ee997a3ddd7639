package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// LongestGrant bounds how long a provider may be let in at a time.
const LongestGrant = 7 * 24 * time.Hour

// Grant lets the provider of a reseller, and whoever stands above it, act in the reseller's own customers for a time.
type Grant struct {
	ID               uuid.UUID
	GivenBy          string
	Reason           string
	StartsAt, EndsAt time.Time
	RevokedAt        *time.Time
}

// InForce tells whether it lets anybody in at a moment.
func (g Grant) InForce(at time.Time) bool {
	return g.RevokedAt == nil && !g.StartsAt.After(at) && g.EndsAt.After(at)
}

// Grants lists what the tenant has granted, the newest first: at most a hundred.
func (a *Acting) Grants(ctx context.Context, s db.Scope) (list []Grant, err error) {
	err = a.db.InTenant(ctx, s, func(tx *db.Tx) error {
		list, err = grants(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list grants: %w", err)
	}
	return list, nil
}

// Give grants the provider to act in the tenant's customers from now on. Invalid names the field; Conflict (reason
// "no_provider") for the platform, which has nobody above.
func (a *Acting) Give(ctx context.Context, s db.Scope, user uuid.UUID, reason string, life time.Duration) (Grant, error) {
	reason, err := checkReason(reason, 3)
	if err != nil {
		return Grant{}, err
	}
	if life < ShortestActing || life > LongestGrant {
		return Grant{}, errs.Field("hours", "bad_duration", "Grant access for 1 hour to 7 days.")
	}
	here, err := a.tenants.Get(ctx, s)
	if err != nil {
		return Grant{}, err
	}
	if here.Parent == nil {
		return Grant{}, errs.New(errs.Conflict, "no_provider", "Nobody stands above you: there is no access to grant.")
	}
	now := a.clock.Now().UTC()
	given := Grant{ID: uuid.Must(uuid.NewV7()), Reason: reason, StartsAt: now, EndsAt: now.Add(life)}
	err = a.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := insertGrant(ctx, tx, s.Tenant(), *here.Parent, user, given); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "acting.grant.give", Subject: grantSubject(given.ID),
			After: audit.Fields{"reason": reason, "until": given.EndsAt}})
	})
	if err != nil {
		return Grant{}, fmt.Errorf("grant access: %w", err)
	}
	return given, nil
}

// Revoke ends a grant, and with it what stands on it. NotFound if it is not there, or over.
func (a *Acting) Revoke(ctx context.Context, s db.Scope, id uuid.UUID) error {
	now := a.clock.Now()
	err := a.db.InTenant(ctx, s, func(tx *db.Tx) error {
		there, err := revokeGrant(ctx, tx, s.Tenant(), id, now)
		if err != nil {
			return err
		}
		if !there {
			return errs.Missing()
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "acting.grant.revoke", Subject: grantSubject(id)})
	})
	if err != nil {
		return fmt.Errorf("revoke a grant: %w", err)
	}
	return nil
}

func grantSubject(id uuid.UUID) audit.Subject { return audit.Subject{Kind: "grant", ID: id} }
