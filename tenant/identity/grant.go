package identity

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Catalogue knows what roles are made of. Package access does; siblings do not import each other, so it is said here what
// is asked of it.
type Catalogue interface {
	// BundlesOf lists the bundles of a built-in role; none if there is no such role.
	BundlesOf(role string) []string
	// Grantable lists the bundles that a tenant's own role may have, and those that a key may have.
	Grantable() (inRoles, inKeys []string)
}

// noCatalogue knows no role.
type noCatalogue struct{}

func (noCatalogue) BundlesOf(string) []string             { return nil }
func (noCatalogue) Grantable() (inRoles, inKeys []string) { return nil, nil }

// self is the bundle that every role has: whoever is somebody looks after themselves.
const self = "self"

// By is who asks for a change.
type By struct {
	User uuid.UUID
	// Within are the bundles of the key the request came with; nil: all that the user holds.
	Within []string
}

// Grant is what a membership gives: a role, and which objects are seen.
type Grant struct {
	Role string
	// RoleID names the tenant's own role where Role is Own.
	RoleID uuid.UUID
	// SeesAll objects; otherwise those named here, and those in the groups named here.
	SeesAll         bool
	Objects, Groups []uuid.UUID
}

// Everything lets a role see all objects.
func Everything(role string) Grant { return Grant{Role: role, SeesAll: true} }

// member is somebody of the tenant, locked for this transaction.
type member = identitydb.LockMembersRow

// holds are the bundles of a member.
func (p *People) holds(role string, own []string) []string {
	if role == Own {
		return own
	}
	return p.catalogue.BundlesOf(role)
}

// lockMembers locks and reads some members of the tenant acted in, by id; those that are none are not in the answer.
func (p *People) lockMembers(ctx context.Context, q *identitydb.Queries, s db.Scope, ids ...uuid.UUID) (map[uuid.UUID]member, error) {
	rows, err := q.LockMembers(ctx, identitydb.LockMembersParams{TenantID: s.Tenant(), Users: ids})
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID]member, len(rows))
	for _, r := range rows {
		found[r.UserID] = r
	}
	return found, nil
}

// giver is what whoever asks may hand on, read again and locked, since the request was checked a moment ago.
type giver struct {
	by    By
	scope db.Scope
	holds []string
}

func (p *People) giverOf(by By, s db.Scope, m member) giver {
	held := p.holds(m.Role, m.Bundles)
	if by.Within != nil {
		held = both(held, by.Within)
	}
	if !m.SeesAll {
		s = s.SeenBy(by.User)
	}
	return giver{by, s, held}
}

// both are the bundles of a that are in b too.
func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(one string) bool { return !slices.Contains(b, one) })
}

// covers refuses to hand on what the giver lacks. Forbidden (reason "grants_more") names it.
func (g giver) covers(bundles []string) error {
	var lacks []string
	for _, b := range bundles {
		if !slices.Contains(g.holds, b) && b != self {
			lacks = append(lacks, b)
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	return errs.New(errs.Forbidden, "grants_more", "Nobody gives rights that they do not have themselves. You lack: "+strings.Join(lacks, ", ")+".")
}

// outranks refuses to touch whoever may do, or sees, more than the giver. Forbidden (reason "stands_above").
func (p *People) outranks(ctx context.Context, q *identitydb.Queries, g giver, target member) error {
	above := errs.New(errs.Forbidden, "stands_above", "This person may do or see more than you. Ask somebody who may do as much.")
	if g.covers(p.holds(target.Role, target.Bundles)) != nil || target.Role == Owner && !slices.Contains(g.holds, ownership) {
		return above
	}
	if g.scope.SeesAll() {
		return nil
	}
	if target.SeesAll {
		return above
	}
	beyond, err := q.GrantedBeyond(ctx, identitydb.GrantedBeyondParams{UserID: target.UserID, Asks: g.by.User})
	if err == nil && beyond {
		return above
	}
	return err
}

// ownership is the bundle of the owner alone.
const ownership = "ownership"

// settled is a grant that has been checked: the bundles that go into the membership.
type settled struct {
	Grant

	roleID  *uuid.UUID
	bundles []string
}

// settle checks a grant against the catalogue, the tenant's own roles and what the giver has. Invalid names the field;
// Forbidden if it is more than the giver's.
func (p *People) settle(ctx context.Context, q *identitydb.Queries, g giver, wanted Grant) (settled, error) {
	done := settled{Grant: wanted, bundles: []string{}}
	held := p.catalogue.BundlesOf(wanted.Role)
	switch {
	case wanted.Role == Owner:
		return done, errs.Field("role", "owner_by_transfer", "There is one owner. Offer this person the ownership instead.")
	case wanted.Role == Own:
		role, err := q.LockRole(ctx, identitydb.LockRoleParams{TenantID: g.scope.Tenant(), ID: wanted.RoleID})
		if errors.Is(err, pgx.ErrNoRows) {
			return done, errs.Field("role_id", "no_such_role", "There is no such role. Choose one of the list.")
		}
		if err != nil {
			return done, err
		}
		done.roleID, done.bundles, held = &role.ID, role.Bundles, role.Bundles
	case len(held) == 0:
		return done, errs.Field("role", "bad_role", "There is no such role. Choose one of the list.")
	}
	if err := g.covers(held); err != nil {
		return done, err
	}
	err := p.settleSight(ctx, q, g, &done)
	return done, err
}

// settleSight checks the objects and groups of a grant.
func (p *People) settleSight(ctx context.Context, q *identitydb.Queries, g giver, done *settled) error {
	done.Objects, done.Groups = distinct(done.Objects), distinct(done.Groups)
	if done.SeesAll {
		done.Objects, done.Groups = []uuid.UUID{}, []uuid.UUID{}
		if !g.scope.SeesAll() {
			return errs.New(errs.Forbidden, "grants_more", "You see some objects only. Choose among them.")
		}
		return nil
	}
	seen, err := q.CountSeen(ctx, identitydb.CountSeenParams{Objects: done.Objects, Groups: done.Groups})
	if err != nil {
		return err
	}
	if int(seen.Objects) != len(done.Objects) {
		return errs.Field("objects", "no_such_object", "One of these objects is not there. Choose from the list.")
	}
	if int(seen.Groups) != len(done.Groups) {
		return errs.Field("groups", "no_such_group", "One of these groups is not there. Choose from the list.")
	}
	if g.scope.SeesAll() {
		return nil
	}
	// Whoever sees one object of a group sees its name; handing the group on would show the rest.
	mine, err := q.GrantedGroups(ctx, identitydb.GrantedGroupsParams{TenantID: g.scope.Tenant(), UserID: g.by.User})
	if err != nil {
		return err
	}
	for _, group := range done.Groups {
		if !slices.Contains(mine, group) {
			return errs.New(errs.Forbidden, "grants_more", "You see some objects of this group only. Choose among them.")
		}
	}
	return nil
}

// show writes which objects and groups a member sees.
func show(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, done settled) error {
	if err := q.ClearVisibleObjects(ctx, identitydb.ClearVisibleObjectsParams{TenantID: s.Tenant(), UserID: user}); err != nil {
		return err
	}
	if err := q.ClearVisibleGroups(ctx, identitydb.ClearVisibleGroupsParams{TenantID: s.Tenant(), UserID: user}); err != nil {
		return err
	}
	if len(done.Objects) > 0 {
		if _, err := q.ShowObjects(ctx, identitydb.ShowObjectsParams{UserID: user, Objects: done.Objects}); err != nil {
			return err
		}
	}
	if len(done.Groups) > 0 {
		if _, err := q.ShowGroups(ctx, identitydb.ShowGroupsParams{UserID: user, Groups: done.Groups}); err != nil {
			return err
		}
	}
	return nil
}

func distinct(ids []uuid.UUID) []uuid.UUID {
	sorted := append([]uuid.UUID{}, ids...)
	slices.SortFunc(sorted, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(sorted)
}
