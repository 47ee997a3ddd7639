package identity_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// settleIn has somebody choose a password of their own, as they must after a first one.
func (w *world) settleIn(t *testing.T, login string) {
	t.Helper()
	ctx := t.Context()
	tokens, err := w.people.SignIn(ctx, w.visit(0), login, password+login)
	require.NoError(t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	require.NoError(t, w.people.ChangePassword(ctx, w.realms[0], claims.User, claims.Session, "192.0.2.1", password+login, ownPassword(login)))
}

func ownPassword(login string) string { return "one of the own of " + login }

func TestTheOwnershipIsNotTakenByWhoeverSetsThePasswordOfTheHeir(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	heir := w.add(t, owner, "heir", identity.Everything(identity.Viewer))
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	offer := func() error {
		return w.people.OfferOwnership(ctx, s, owner, heir.User, "192.0.2.1", password+"North")
	}
	requireReason(t, offer(), errs.Invalid, "cannot_own") // somebody else knows the password
	w.settleIn(t, "heir")
	require.NoError(t, offer())
	require.NoError(t, w.people.SetFirstPassword(ctx, s, admin, heir.User, "known to the admin"))
	requireReason(t, w.people.AcceptOwnership(ctx, s, heir.User, "192.0.2.1", "known to the admin"), errs.NotFound, "not_found")
	p, err := w.people.Person(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, identity.Owner, p.Role)
}

func TestAFirstPasswordIsNotChangedForItself(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	w.add(t, owner, "driver", identity.Everything("operator"))
	tokens, err := w.people.SignIn(ctx, w.visit(0), "driver", password+"driver")
	require.NoError(t, err)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	err = w.people.ChangePassword(ctx, s, claims.User, claims.Session, "192.0.2.1", password+"driver", password+"driver")
	requireReason(t, err, errs.Invalid, "bad_password")
}

func TestWhoeverSeesSomeObjectsDoesNotChangeWhatOthersDoWithTheRest(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	looker, err := w.people.MakeRole(ctx, s, owner, "Looker", []string{"keys"})
	require.NoError(t, err)
	chief, err := w.people.MakeRole(ctx, s, owner, "Chief of some", []string{"fleet", "people", "roles", "keys"})
	require.NoError(t, err)
	some := w.add(t, owner, "some", identity.Grant{Role: identity.Own, RoleID: chief.ID})
	narrow := s.SeenBy(some.User)
	change := func() error {
		return w.people.ChangeRole(ctx, narrow, some, looker.ID, "Looker", []string{"keys", "fleet"})
	}
	id, _, err := w.people.Invite(ctx, s, owner, identity.Invite{Grant: identity.Grant{Role: identity.Own, RoleID: looker.ID, SeesAll: true}})
	require.NoError(t, err)
	requireReason(t, change(), errs.Forbidden, "stands_above") // whoever joins by it would see all
	require.NoError(t, w.people.RevokeInvitation(ctx, s, owner, id))
	accomplice := w.add(t, owner, "accomplice", identity.Grant{Role: identity.Own, RoleID: looker.ID, SeesAll: true})
	requireReason(t, change(), errs.Forbidden, "stands_above")
	_, err = w.people.ChangePerson(ctx, s, owner, accomplice.User, identity.PersonChange{Grant: &identity.Grant{Role: identity.Own, RoleID: looker.ID}})
	require.NoError(t, err)
	require.NoError(t, change(), "who sees no more than they do")
}

func TestALoginIsNotSomebodyElsesAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	add := func(login, email string) error {
		_, err := w.people.AddPerson(ctx, s, owner, identity.NewPerson{Login: login, Email: email, Password: password, Grant: identity.Everything(identity.Viewer)})
		return err
	}
	for _, login := range []string{"anna@example.com", "ANNA@Example.com", "someone@example.com"} {
		requireReason(t, add(login, ""), errs.Invalid, "bad_login")
	}
	requireReason(t, add("anna@example.com", "other@example.com"), errs.Invalid, "bad_login")
	require.NoError(t, add("Bo@example.com", "bo@example.com"))
	_, path, err := w.people.Invite(ctx, s, owner, identity.Invite{Grant: identity.Everything(identity.Viewer)})
	require.NoError(t, err)
	_, err = w.people.AcceptInvitation(ctx, w.visit(0), identity.Acceptance{Token: path[len(identity.InvitationPath):], Login: "anna@example.com", Password: password})
	requireReason(t, err, errs.Invalid, "bad_login")
	_, err = w.people.SignIn(ctx, w.visit(0), "anna@example.com", password+"North")
	require.NoError(t, err)
}

func TestASignInThatIsUnderWayDoesNotOutliveAChangeOfThePasswordOrABlock(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"another password": "update users set password_hash = (select password_hash from users where id <> $1 limit 1) where id = $1",
		"a block":          "update users set status = 'blocked' where id = $1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			ctx, owner := t.Context(), w.owner(t)
			driver := w.add(t, owner, "driver", identity.Everything("operator"))
			signedIn := make(chan error, 1)
			require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, change, driver.User); err != nil {
					return err
				}
				go func() {
					_, err := w.people.SignIn(ctx, w.visit(0), "driver", password+"driver")
					signedIn <- err
				}()
				w.untilItWaits(ctx, t, signedIn)
				return nil
			}))
			requireReason(t, <-signedIn, errs.Unauthenticated, "wrong_login")
			require.Zero(t, w.sessionsOf(ctx, t, driver.User))
		})
	}
}

// untilItWaits returns once a statement waits for a lock, or what should have waited has ended.
func (w *world) untilItWaits(ctx context.Context, t *testing.T, ended chan error) {
	t.Helper()
	require.Eventually(t, func() bool {
		if len(ended) > 0 {
			return true
		}
		waits := false
		err := w.db.Worker(ctx, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, "select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted) or exists (select from pg_locks where not granted and locktype = 'transactionid' and pid in (select pid from pg_stat_activity where datname = current_database()))").Scan(&waits)
		})
		return err == nil && waits
	}, 30*time.Second, 5*time.Millisecond)
}

func (w *world) sessionsOf(ctx context.Context, t *testing.T, user uuid.UUID) (n int) {
	t.Helper()
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select count(*) from sessions where user_id = $1", user).Scan(&n)
	}))
	return n
}

func TestManyAddressesOfOneNetworkGuessAsOne(t *testing.T) {
	t.Parallel()
	require.Equal(t, identity.Network("2001:db8:1:2::1"), identity.Network("2001:db8:1:2:ffff::9"))
	require.NotEqual(t, identity.Network("2001:db8:1:2::1"), identity.Network("2001:db8:1:3::1"))
	require.NotEqual(t, identity.Network("192.0.2.1"), identity.Network("192.0.2.2"))
	require.Equal(t, identity.Network("192.0.2.1"), identity.Network("::ffff:192.0.2.1"))
	require.Equal(t, "no address", identity.Network("no address"))
}
