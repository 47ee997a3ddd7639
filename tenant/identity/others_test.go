package identity_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestWhoLooksAfterPeopleSeesAndEndsTheirKeysButNotOfThoseWhoMayDoMore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	admin := w.add(t, owner, "admin", identity.Everything(identity.Admin))
	other := w.add(t, owner, "other", identity.Everything(identity.Admin))
	made, err := w.people.MakeKey(ctx, s, other, "bot", []string{"fleet"}, w.clock.Now().Add(time.Hour))
	require.NoError(t, err)
	_, err = w.people.MakeKey(ctx, s, owner, "owner's", []string{"fleet"}, w.clock.Now().Add(time.Hour))
	require.NoError(t, err)

	_, err = w.people.KeysOf(ctx, s, admin, owner.User)
	require.True(t, errs.Is(err, errs.Forbidden), "the owner may do more")
	list, err := w.people.KeysOf(ctx, s, admin, other.User)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Empty(t, list[0].Secret)
	require.True(t, errs.Is(w.people.RevokeKeyOf(ctx, s, admin, other.User, uuid.New()), errs.NotFound))
	require.NoError(t, w.people.RevokeKeyOf(ctx, s, admin, other.User, made.ID))
	require.True(t, errs.Is(w.people.RevokeKeyOf(ctx, s, admin, other.User, made.ID), errs.NotFound))
	claims, err := w.people.ReadKey(ctx, made.Secret, "192.0.2.1")
	if err == nil {
		_, err = w.people.Check(ctx, s, claims)
	}
	require.True(t, errs.Is(err, errs.Unauthenticated), "a key that was ended lets nobody in")
}

func TestAPersonIsErasedWithWhatTheAuditTellsOfThemAndTheChainStaysWhole(t *testing.T) {
	t.Parallel()
	w := setup(t)
	s, owner := w.realms[0], w.owner(t)
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: owner.User, Address: "192.0.2.1"})
	gone := w.add(t, owner, "gone", identity.Everything(identity.Admin))
	stays := w.add(t, owner, "stays", identity.Everything(identity.Viewer))
	theirs := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: gone.User, Address: "192.0.2.77"})
	_, err := w.people.ChangePerson(theirs, s, gone, stays.User, identity.PersonChange{Name: new("named by them")})
	require.NoError(t, err)

	requireReason(t, w.people.ErasePerson(theirs, s, gone, gone.User), errs.Conflict, "own_rights")
	require.NoError(t, w.people.ErasePerson(ctx, s, owner, gone.User))
	_, err = w.people.Person(ctx, s, gone.User)
	require.True(t, errs.Is(err, errs.NotFound))
	var told, faults int
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		if err := tx.QueryRow(ctx, `select count(*) from audit_details d where d.tenant_id = $1 and (d.detail::text like '%192.0.2.77%' or d.detail::text like '%"gone"%')`,
			s.Tenant()).Scan(&told); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `select count(*) from audit_faults($1)`, s.Tenant()).Scan(&faults)
	}))
	require.Zero(t, told, "neither what they did, nor from where, nor who they were")
	require.Zero(t, faults)
}

func TestWhoeverIsErasedIsNamedByNoLetterAndNoReportAnyMore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	gone := w.add(t, owner, "leaver", identity.Everything(identity.Viewer))
	stays := w.add(t, owner, "stayer", identity.Everything(identity.Viewer))
	require.NoError(t, w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		for _, user := range []uuid.UUID{gone.User, stays.User} {
			if err := outbox.Put(ctx, tx, s, identity.MailTopic, identity.Letter{Template: "reset", To: "somebody@x.test", User: &user}); err != nil {
				return err
			}
		}
		for _, login := range []string{"Leaver", "stayer"} {
			if _, err := tx.Exec(ctx, `insert into stolen_logins (id, tenant_id, login, contact, knows, address, reported_at)
				values (gen_random_uuid(), $1, $2, 'call me', 'much', '192.0.2.9', now())`, s.Tenant(), login); err != nil {
				return err
			}
		}
		return nil
	}))
	held, err := w.people.ExportPerson(ctx, s, owner, gone.User)
	require.NoError(t, err)
	require.Equal(t, "leaver", held.Person.Login)
	require.NoError(t, w.people.ErasePerson(ctx, s, owner, gone.User))
	var letters, named, open int
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select (select count(*) from outbox where topic = 'mail' and payload ->> 'to' = 'somebody@x.test'),
			(select count(*) from stolen_logins where login <> 'erased'), (select count(*) from stolen_logins where settled_at is null)`).Scan(&letters, &named, &open)
	}))
	require.Equal(t, []int{1, 1, 1}, []int{letters, named, open}, "of the other alone")
	_, err = w.people.ExportPerson(ctx, s, owner, gone.User)
	require.True(t, errs.Is(err, errs.NotFound))
}
