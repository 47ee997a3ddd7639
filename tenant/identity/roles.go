package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Role is one that the tenant has made of bundles.
type Role struct {
	ID        uuid.UUID
	Name      string
	Bundles   []string
	CreatedAt time.Time
	// People who have it.
	People int
}

// Roles lists the tenant's own roles by name.
func (p *People) Roles(ctx context.Context, s db.Scope) ([]Role, error) {
	var list []Role
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).Roles(ctx, s.Tenant())
		for _, r := range rows {
			list = append(list, Role{r.ID, r.Name, r.Bundles, r.CreatedAt.UTC(), int(r.People)})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list roles: %w", err)
	}
	return list, nil
}

// MakeRole makes a role of bundles. Invalid names the field; Conflict (reason "role_exists"); Forbidden if it has more
// than whoever makes it.
func (p *People) MakeRole(ctx context.Context, s db.Scope, by By, name string, bundles []string) (Role, error) {
	name, bundles, err := p.checkRole(name, bundles)
	if err != nil {
		return Role{}, err
	}
	made := Role{ID: uuid.Must(uuid.NewV7()), Name: name, Bundles: bundles, CreatedAt: p.clock.Now().UTC()}
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, _ map[uuid.UUID]member) error {
		if err := g.covers(bundles); err != nil {
			return err
		}
		if err := roleExists(q.InsertRole(ctx, identitydb.InsertRoleParams{ID: made.ID, TenantID: s.Tenant(), Name: name, NameKey: loginKey(name),
			Bundles: bundles, CreatedAt: made.CreatedAt})); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.role.make", roleSubject(made.ID, name), nil, audit.Fields{"name": name, "bundles": bundles})
	})
	if err != nil {
		return Role{}, fmt.Errorf("make a role: %w", err)
	}
	return made, nil
}

// ChangeRole changes a role and what everybody who has it may do. Forbidden also if the role has, as it is, more than
// whoever changes it: they would take from people who stand above them.
func (p *People) ChangeRole(ctx context.Context, s db.Scope, by By, id uuid.UUID, name string, bundles []string) error {
	name, bundles, err := p.checkRole(name, bundles)
	if err != nil {
		return err
	}
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		before, err := q.LockRole(ctx, identitydb.LockRoleParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if asks := about[by.User]; asks.RoleID != nil && *asks.RoleID == id {
			return errs.New(errs.Conflict, "own_rights", "This is your own role. Ask somebody else who looks after roles.")
		}
		if err := g.covers(append(slices.Clone(before.Bundles), bundles...)); err != nil {
			return err
		}
		if err := p.outranksAll(ctx, q, g, id); err != nil {
			return err
		}
		if err := roleExists(q.ChangeRole(ctx, identitydb.ChangeRoleParams{Name: name, NameKey: loginKey(name), Bundles: bundles, TenantID: s.Tenant(), ID: id})); err != nil {
			return err
		}
		if _, err = q.SpreadRole(ctx, identitydb.SpreadRoleParams{Bundles: bundles, TenantID: s.Tenant(), RoleID: &id}); err != nil {
			return err
		}
		was, is := audit.Differing(audit.Fields{"name": before.Name, "bundles": before.Bundles}, audit.Fields{"name": name, "bundles": bundles})
		if len(is) == 0 {
			return nil
		}
		return p.note(ctx, tx, s, "people.role.change", roleSubject(id, name), was, is)
	})
	if err != nil {
		return fmt.Errorf("change a role: %w", err)
	}
	return nil
}

// outranksAll refuses, to whoever sees some objects only, to change a role of people who see more: what it gave or took
// would be about objects that are not theirs to give. Whoever sees all has been compared by bundles.
func (p *People) outranksAll(ctx context.Context, q *identitydb.Queries, g giver, role uuid.UUID) error {
	if g.scope.SeesAll() {
		return nil
	}
	holders, err := q.HoldersOf(ctx, identitydb.HoldersOfParams{TenantID: g.scope.Tenant(), RoleID: role})
	if err != nil {
		return err
	}
	found, err := p.lockMembers(ctx, q, g.scope, holders...)
	if err != nil {
		return err
	}
	for _, holder := range found {
		if err := p.outranks(ctx, q, g, holder); err != nil {
			return err
		}
	}
	uses, err := q.RoleUses(ctx, identitydb.RoleUsesParams{TenantID: g.scope.Tenant(), ID: role})
	if err == nil && uses.Invitations > 0 { // others may have sent them, to people who will see more
		err = errs.New(errs.Forbidden, "stands_above", "Somebody is invited with this role who may see more than you. Ask somebody who sees all.")
	}
	return err
}

// DeleteRole deletes a role that nobody has. Conflict (reason "role_in_use") otherwise.
func (p *People) DeleteRole(ctx context.Context, s db.Scope, by By, id uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, _ map[uuid.UUID]member) error {
		before, err := q.LockRole(ctx, identitydb.LockRoleParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if err := g.covers(before.Bundles); err != nil {
			return err
		}
		uses, err := q.RoleUses(ctx, identitydb.RoleUsesParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if uses.People+uses.Invitations > 0 {
			return errs.New(errs.Conflict, "role_in_use", fmt.Sprintf("%d people and %d invitations have this role. Give them another first.", uses.People, uses.Invitations))
		}
		if err := q.FreeRole(ctx, identitydb.FreeRoleParams{TenantID: s.Tenant(), RoleID: id}); err != nil {
			return err
		}
		if _, err = q.DeleteRole(ctx, identitydb.DeleteRoleParams{TenantID: s.Tenant(), ID: id}); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.role.delete", roleSubject(id, before.Name), audit.Fields{"name": before.Name, "bundles": before.Bundles}, nil)
	})
	if err != nil {
		return fmt.Errorf("delete a role: %w", err)
	}
	return nil
}

// checkRole makes name and bundles normal: every role looks after its holder.
func (p *People) checkRole(name string, bundles []string) (string, []string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(name); n < 1 || n > 100 || loginKey(name) == "" || strings.ContainsFunc(name, isControl) {
		return "", nil, errs.Field("name", "bad_name", "Give a name of 1 to 100 letters.")
	}
	known, _ := p.catalogue.Grantable()
	wanted := []string{}
	for _, b := range known { // in the order of the catalogue
		if b == self || slices.Contains(bundles, b) {
			wanted = append(wanted, b)
		}
	}
	for _, b := range bundles {
		if !slices.Contains(known, b) {
			return "", nil, errs.Field("bundles", "bad_bundle", "A role cannot have “"+b+"”. Choose from the list.")
		}
	}
	return name, wanted, nil
}

func roleExists(err error) error {
	if db.IsConstraint(err, "roles_tenant_id_name_key_key") {
		return errs.Field("name", "role_exists", "There is a role of this name. Choose another.")
	}
	return err
}
