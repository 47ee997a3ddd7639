package identity_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// catalogue is a small one, of the shape of package access's.
type catalogue struct{}

func (catalogue) BundlesOf(role string) []string {
	return map[string][]string{
		"owner": {"self", "keys", "fleet", "people", "roles", "provider", "ownership"},
		"admin": {"self", "keys", "fleet", "people", "roles"}, "billing": {"self", "provider"}, "operator": {"self", "fleet"}, "viewer": {"self"},
	}[role]
}

func (catalogue) Grantable() (inRoles, inKeys []string) {
	return []string{"self", "keys", "fleet", "people", "roles", "provider"}, []string{"fleet", "people"}
}

func (w *world) owner(t *testing.T) identity.By {
	t.Helper()
	users, err := w.people.Users(t.Context(), w.realms[0])
	require.NoError(t, err)
	return identity.By{User: users[slices.IndexFunc(users, func(u identity.User) bool { return u.Role == identity.Owner })].ID}
}

func (w *world) add(t *testing.T, by identity.By, login string, g identity.Grant) identity.By {
	t.Helper()
	p, err := w.people.AddPerson(t.Context(), w.realms[0], by, identity.NewPerson{Login: login, Password: password + login, Grant: g})
	require.NoError(t, err)
	return identity.By{User: p.ID}
}

func requireReason(t *testing.T, err error, code errs.Code, reason string) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code, err)
	require.Equal(t, reason, e.Reason, err)
}

func TestNobodyGivesWhatTheyLackByARoleAKeyOrAnInvitation(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	_, err := w.people.AddPerson(ctx, s, admin, identity.NewPerson{Login: "billing", Password: password, Grant: identity.Everything("billing")})
	requireReason(t, err, errs.Forbidden, "grants_more")
	_, _, err = w.people.Invite(ctx, s, admin, identity.Invite{Grant: identity.Everything("billing")})
	requireReason(t, err, errs.Forbidden, "grants_more")
	_, err = w.people.MakeRole(ctx, s, admin, "Cashier", []string{"provider"})
	requireReason(t, err, errs.Forbidden, "grants_more")
	_, err = w.people.MakeRole(ctx, s, owner, "Heir", []string{"ownership"})
	requireReason(t, err, errs.Invalid, "bad_bundle")
	_, err = w.people.AddPerson(ctx, s, owner, identity.NewPerson{Login: "second", Password: password, Grant: identity.Everything(identity.Owner)})
	requireReason(t, err, errs.Invalid, "owner_by_transfer")
	cashier, err := w.people.MakeRole(ctx, s, owner, "Cashier", []string{"provider"})
	require.NoError(t, err)
	requireReason(t, w.people.ChangeRole(ctx, s, admin, cashier.ID, "Cashier", nil), errs.Forbidden, "grants_more")
	operator := w.add(t, owner, "operator", identity.Everything("operator"))
	_, err = w.people.MakeKey(ctx, s, operator, "bot", []string{"people"}, w.clock.Now().Add(time.Hour))
	requireReason(t, err, errs.Forbidden, "grants_more")
	// A key hands on no more than itself, whoever made it.
	throughKey := identity.By{User: owner.User, Within: []string{"people"}}
	_, err = w.people.AddPerson(ctx, s, throughKey, identity.NewPerson{Login: "third", Password: password, Grant: identity.Everything("operator")})
	requireReason(t, err, errs.Forbidden, "grants_more")
}

func TestNobodyTouchesWhoMayDoMoreNorTheirOwnRights(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	billing := w.add(t, owner, "billing", identity.Everything("billing"))
	for _, target := range []identity.By{owner, billing} {
		_, err := w.people.ChangePerson(ctx, s, admin, target.User, identity.PersonChange{Blocked: new(true)})
		requireReason(t, err, errs.Forbidden, "stands_above")
		requireReason(t, w.people.SetFirstPassword(ctx, s, admin, target.User, "taken over"), errs.Forbidden, "stands_above")
		requireReason(t, w.people.RemovePerson(ctx, s, admin, target.User), errs.Forbidden, "stands_above")
		requireReason(t, w.people.EndSessionsOf(ctx, s, admin, target.User, nil), errs.Forbidden, "stands_above")
	}
	_, err := w.people.ChangePerson(ctx, s, admin, admin.User, identity.PersonChange{Grant: new(identity.Everything(identity.Viewer))})
	requireReason(t, err, errs.Conflict, "own_rights")
	requireReason(t, w.people.RemovePerson(ctx, s, owner, owner.User), errs.Conflict, "owner_stays")
	_, err = w.people.Person(ctx, w.realms[1], admin.User)
	require.Equal(t, errs.NotFound, errs.CodeOf(err), "another tenant's")
}

func TestATenantIsNeverLeftWithoutItsOwnerWhateverTheApplicationDoes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s := t.Context(), w.realms[0]
	for _, statement := range []string{"delete from memberships where role = 'owner'", "update memberships set role = 'admin' where role = 'owner'"} {
		err := w.db.InTenant(ctx, s, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, statement)
			return err
		})
		require.ErrorContains(t, err, "owner", statement)
	}
}

func TestAFirstPasswordLetsInToNothingButChangingIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	w.add(t, owner, "driver", identity.Everything("operator"))
	tokens, err := w.people.SignIn(ctx, w.visit(0), "driver", password+"driver")
	require.NoError(t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	standing, err := w.people.Check(ctx, s, claims)
	require.NoError(t, err)
	require.Equal(t, identity.Standing{Role: identity.Own, Own: []string{"self"}, SeesAll: true, MustChange: true}, standing)
	require.NoError(t, w.people.ChangePassword(ctx, s, claims.User, claims.Session, "192.0.2.1", password+"driver", "one of their own"))
	standing, err = w.people.Check(ctx, s, claims)
	require.NoError(t, err)
	require.Equal(t, "operator", standing.Role)
	require.False(t, standing.MustChange)
}

func TestAnInvitationIsGoodOnceForAWhileAndNoLongerThanItsSenderCouldGiveIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	invite := func(by identity.By) (uuid.UUID, string) {
		id, path, err := w.people.Invite(ctx, s, by, identity.Invite{Name: "Guest", Grant: identity.Everything("operator")})
		require.NoError(t, err)
		return id, path[len(identity.InvitationPath):]
	}
	accept := func(realm int, token, login string) error {
		_, err := w.people.AcceptInvitation(ctx, w.visit(realm), identity.Acceptance{Token: token, Login: login, Password: password})
		return err
	}
	_, token := invite(admin)
	welcome, err := w.people.ReadInvitation(ctx, s.Realm(), token)
	require.NoError(t, err)
	require.Equal(t, "North", welcome.Tenant)
	requireReason(t, accept(1, token, "elsewhere"), errs.Gone, "invitation_void")
	requireReason(t, accept(0, token, "anna"), errs.Conflict, "login_taken")
	require.NoError(t, accept(0, token, "guest"))
	requireReason(t, accept(0, token, "again"), errs.Gone, "invitation_void")

	id, old := invite(admin)
	path, err := w.people.ResendInvitation(ctx, s, admin, id)
	require.NoError(t, err)
	requireReason(t, accept(0, old, "late"), errs.Gone, "invitation_void")
	require.NoError(t, w.people.RevokeInvitation(ctx, s, admin, id))
	requireReason(t, accept(0, path[len(identity.InvitationPath):], "late"), errs.Gone, "invitation_void")

	_, token = invite(admin)
	_, err = w.people.ChangePerson(ctx, s, owner, admin.User, identity.PersonChange{Grant: new(identity.Everything(identity.Viewer))})
	require.NoError(t, err)
	requireReason(t, accept(0, token, "by a viewer"), errs.Gone, "invitation_void")

	_, token = invite(owner)
	w.clock.Advance(identity.InvitationLife + time.Second)
	requireReason(t, accept(0, token, "late"), errs.Gone, "invitation_void")
	requireReason(t, accept(0, "rubbish", "late"), errs.Gone, "invitation_void")
}

func TestTheOwnershipPassesWhenBothHaveGivenTheirPasswords(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	heir := w.add(t, owner, "heir", identity.Everything(identity.Admin))
	third := w.add(t, owner, "third", identity.Everything(identity.Admin))
	w.settleIn(t, "heir")
	w.settleIn(t, "third")
	offer := func(by, to identity.By, given string) error {
		return w.people.OfferOwnership(ctx, s, by, to.User, "192.0.2.1", given)
	}
	accept := func(by identity.By, given string) error {
		return w.people.AcceptOwnership(ctx, s, by.User, "192.0.2.1", given)
	}
	requireReason(t, offer(owner, heir, "wrong"), errs.Invalid, "wrong_password")
	requireReason(t, offer(heir, third, ownPassword("heir")), errs.Forbidden, "not_owner")
	requireReason(t, offer(owner, owner, password+"North"), errs.Invalid, "cannot_own")
	require.NoError(t, offer(owner, heir, password+"North"))
	requireReason(t, offer(owner, third, password+"North"), errs.Conflict, "offer_open")
	requireReason(t, accept(heir, "wrong"), errs.Invalid, "wrong_password")
	requireReason(t, accept(third, ownPassword("third")), errs.NotFound, "not_found")
	require.NoError(t, accept(heir, ownPassword("heir")))
	p, err := w.people.Person(ctx, s, heir.User)
	require.NoError(t, err)
	require.Equal(t, identity.Owner, p.Role)
	p, err = w.people.Person(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, identity.Admin, p.Role)
	require.NoError(t, offer(heir, owner, ownPassword("heir")))
	require.NoError(t, w.people.EndOffer(ctx, s, owner.User))
	requireReason(t, accept(owner, password+"North"), errs.NotFound, "not_found")
}

func TestARemovedPersonLeavesTheirLoginFreeAndNothingThatTellsWhoTheyWere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	gone := w.add(t, owner, "gone", identity.Everything("operator"))
	_, err := w.people.SignIn(ctx, w.visit(0), "gone", password+"gone")
	require.NoError(t, err)
	require.NoError(t, w.people.RemovePerson(ctx, s, owner, gone.User))
	for _, login := range []string{"gone", "removed " + gone.User.String()} {
		_, err = w.people.SignIn(ctx, w.visit(0), login, password+"gone")
		requireReason(t, err, errs.Unauthenticated, "wrong_login")
	}
	w.add(t, owner, "gone", identity.Everything(identity.Viewer))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		var row, sessions string
		if err := tx.QueryRow(ctx, "select u::text from users u where id = $1", gone.User).Scan(&row); err != nil {
			return err
		}
		require.NotContains(t, row, "gone")
		err := tx.QueryRow(ctx, "select string_agg(s::text, ' ') from sessions s where user_id = $1", gone.User).Scan(&sessions)
		require.NotContains(t, sessions, "192.0.2.1")
		return err
	}))
}

func TestAChangeOfAnOwnRoleReachesEverybodyWhoHasIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	role, err := w.people.MakeRole(ctx, s, owner, "Dispatcher", []string{"fleet", "people"})
	require.NoError(t, err)
	who := w.add(t, owner, "dispatcher", identity.Grant{Role: identity.Own, RoleID: role.ID, SeesAll: true})
	require.NoError(t, w.people.ChangeRole(ctx, s, owner, role.ID, "Dispatcher", []string{"fleet"}))
	p, err := w.people.Person(ctx, s, who.User)
	require.NoError(t, err)
	require.Equal(t, []string{"self", "fleet"}, p.Bundles)
	requireReason(t, w.people.DeleteRole(ctx, s, owner, role.ID), errs.Conflict, "role_in_use")
	_, err = w.people.ChangePerson(ctx, s, owner, who.User, identity.PersonChange{Grant: new(identity.Everything(identity.Viewer))})
	require.NoError(t, err)
	require.NoError(t, w.people.DeleteRole(ctx, s, owner, role.ID))
}

func TestAKeyDoesNoMoreThanItsMakerMayDoNow(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	key, err := w.people.MakeKey(ctx, s, admin, "bot", []string{"people", "fleet"}, w.clock.Now().Add(24*time.Hour))
	require.NoError(t, err)
	may := func() (identity.Standing, error) {
		claims, err := w.people.ReadKey(ctx, key.Secret, "192.0.2.7")
		if err != nil {
			return identity.Standing{}, err
		}
		return w.people.Check(ctx, s, claims)
	}
	standing, err := may()
	require.NoError(t, err)
	require.Equal(t, []string{"fleet", "people"}, standing.Within)
	_, err = w.people.ChangePerson(ctx, s, owner, admin.User, identity.PersonChange{Grant: new(identity.Everything("operator"))})
	require.NoError(t, err)
	standing, err = may()
	require.NoError(t, err)
	require.Equal(t, []string{"fleet"}, standing.Own)
	list, err := w.people.Keys(ctx, s, admin.User)
	require.NoError(t, err)
	require.Equal(t, "192.0.2.7", list[0].UsedFrom)
	require.Empty(t, list[0].Secret)
	w.clock.Advance(25 * time.Hour)
	_, err = may()
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
}
