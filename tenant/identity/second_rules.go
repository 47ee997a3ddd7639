package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// longestGrace is how long a realm may let its people put a second factor off.
const longestGrace = 90 * 24 * time.Hour

// SignInRules says whom a realm lets in with two factors only.
type SignInRules struct {
	// Staff are roles of the realm's own people, Customers of its accounts'.
	Staff, Customers []string
	// RequiredFrom is when it begins; until then whoever signs in is asked, and can put it off.
	RequiredFrom time.Time
}

// RequirableRoles are the roles that a second factor can be required of.
func RequirableRoles() []string { return append(slices.Clone(builtIn), Own) }

// SignInRules reads what the realm acted in requires.
func (p *People) SignInRules(ctx context.Context, s db.Scope) (rules SignInRules, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rules, err = rulesOf(ctx, identitydb.New(tx), s.Tenant())
		return err
	})
	if err != nil {
		return SignInRules{}, fmt.Errorf("read what signing in requires: %w", err)
	}
	return rules, nil
}

func rulesOf(ctx context.Context, q *identitydb.Queries, realm uuid.UUID) (SignInRules, error) {
	row, err := q.SignInRules(ctx, realm)
	if none(err) {
		return SignInRules{Staff: []string{}, Customers: []string{}}, nil
	}
	return SignInRules{Staff: row.StaffRoles, Customers: row.CustomerRoles, RequiredFrom: row.RequiredFrom.UTC()}, err
}

// SetSignInRules changes it. Whoever it meets and has no second factor sets one up before anything else, from the day it
// begins; their keys for programs go on. Invalid names the field.
func (p *People) SetSignInRules(ctx context.Context, s db.Scope, wanted SignInRules) error {
	now := p.clock.Now()
	for field, roles := range map[string][]string{"staff": wanted.Staff, "customers": wanted.Customers} {
		for _, role := range roles {
			if !slices.Contains(RequirableRoles(), role) {
				return errs.Field(field, "bad_role", "The role is one of: "+strings.Join(RequirableRoles(), ", ")+".")
			}
		}
	}
	if wanted.RequiredFrom.After(now.Add(longestGrace)) {
		return errs.Field("required_from", "grace_too_long", "Let it begin within ninety days.")
	}
	wanted.Staff, wanted.Customers = inOrder(wanted.Staff), inOrder(wanted.Customers)
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		before, err := rulesOf(ctx, q, s.Tenant())
		if err != nil {
			return err
		}
		if wanted.RequiredFrom.Before(now) && !wanted.RequiredFrom.Equal(before.RequiredFrom) { // what is in force stays so
			wanted.RequiredFrom = now
		}
		err = q.SetSignInRules(ctx, identitydb.SetSignInRulesParams{TenantID: s.Tenant(), StaffRoles: wanted.Staff, CustomerRoles: wanted.Customers,
			RequiredFrom: wanted.RequiredFrom, At: now})
		if err != nil {
			return err
		}
		tx.AfterCommit(p.forget)
		was, is := audit.Differing(before.told(), wanted.told())
		if len(is) == 0 {
			return nil
		}
		return p.note(ctx, tx, s, "settings.signin.change", audit.Subject{Kind: "tenant", ID: s.Tenant()}, was, is)
	})
	if err != nil {
		return fmt.Errorf("change what signing in requires: %w", err)
	}
	return nil
}

// inOrder is a list of roles, each once.
func inOrder(roles []string) []string {
	roles = append([]string{}, roles...)
	slices.Sort(roles)
	return slices.Compact(roles)
}

func (r SignInRules) told() audit.Fields {
	return audit.Fields{"staff": r.Staff, "customers": r.Customers, "required_from": r.RequiredFrom}
}

// requiredFrom is since when a role needs a second factor in this tenant; nil: it does not.
func (p *People) requiredFrom(ctx context.Context, q *identitydb.Queries, s db.Scope, role string) (*time.Time, error) {
	rules, err := rulesOf(ctx, q, s.Realm())
	roles := rules.Customers
	if s.Realm() == s.Tenant() {
		roles = rules.Staff
	}
	if err != nil || !slices.Contains(roles, role) {
		return nil, err
	}
	return &rules.RequiredFrom, nil
}
