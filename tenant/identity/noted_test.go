package identity_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestEveryChangeOfPeopleStandsInTheAuditWithWhoAndNoSecret(t *testing.T) {
	t.Parallel()
	w := setup(t)
	s, owner := w.realms[0], w.owner(t)
	log := audit.New(w.db)
	ctx := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: owner.User, Address: "192.0.2.8", Agent: "A browser"})
	_, err := w.people.SignIn(ctx, w.visit(0), "anna", "a wrong guess")
	require.Error(t, err)
	tokens := w.signIn(t)
	var role identity.Role
	var person identity.Person
	var key identity.Key
	heir, err := w.people.Add(ctx, s, identity.NewUser{Login: "heir", Password: "secretheirs", Role: identity.Viewer})
	require.NoError(t, err)
	for _, step := range []struct {
		action string
		do     func() error
	}{
		{"people.role.make", func() (err error) {
			role, err = w.people.MakeRole(ctx, s, owner, "Clerk", []string{"fleet"})
			return err
		}},
		{"people.role.change", func() error { return w.people.ChangeRole(ctx, s, owner, role.ID, "Clerks", []string{"fleet"}) }},
		{"people.role.delete", func() error { return w.people.DeleteRole(ctx, s, owner, role.ID) }},
		{"people.person.add", func() (err error) {
			person, err = w.people.AddPerson(ctx, s, owner, identity.NewPerson{Login: "boris", Password: "secretfirst", Grant: identity.Everything("operator")})
			return err
		}},
		{"people.person.change", func() error {
			_, err := w.people.ChangePerson(ctx, s, owner, person.ID, identity.PersonChange{Grant: new(identity.Everything("viewer"))})
			return err
		}},
		{"people.person.set_password", func() error { return w.people.SetFirstPassword(ctx, s, owner, person.ID, "secretsecond") }},
		{"people.person.sign_out", func() error { return w.people.EndSessionsOf(ctx, s, owner, person.ID, nil) }},
		{"people.invitation.make", func() error {
			id, _, err := w.people.Invite(ctx, s, owner, identity.Invite{Name: "Carla", Grant: identity.Everything("viewer")})
			person.RoleID = &id // kept for the next steps
			return err
		}},
		{"people.invitation.resend", func() error { _, err := w.people.ResendInvitation(ctx, s, owner, *person.RoleID); return err }},
		{"people.invitation.revoke", func() error { return w.people.RevokeInvitation(ctx, s, owner, *person.RoleID) }},
		{"people.profile.change", func() error {
			return w.people.ChangeProfile(ctx, s, owner.User, identity.ProfileChange{Name: new("Anna Example")})
		}},
		{"people.ownership.offer", func() error {
			return w.people.OfferOwnership(ctx, s, owner, heir, "192.0.2.1", password+"North")
		}},
		{"people.ownership.withdraw", func() error { return w.people.EndOffer(ctx, s, owner.User) }},
		{"security.key.make", func() (err error) {
			key, err = w.people.MakeKey(ctx, s, owner, "bot", []string{"fleet"}, w.clock.Now().Add(time.Hour))
			return err
		}},
		{"security.key.revoke", func() error { return w.people.RevokeKey(ctx, s, owner.User, key.ID) }},
		{"security.session.end_others", func() error { return w.people.EndOtherSessions(ctx, s, owner.User, tokens.Session) }},
		{"security.password.change", func() error {
			return w.people.ChangePassword(ctx, s, owner.User, tokens.Session, "192.0.2.1", password+"North", "secretthird")
		}},
		{"people.person.remove", func() error { return w.people.RemovePerson(ctx, s, owner, person.ID) }},
		{"security.session.end", func() error { return w.people.SignOut(ctx, s, owner.User, tokens.Session) }},
	} {
		require.NoError(t, step.do(), step.action)
		list, _, err := log.List(t.Context(), s, audit.Query{Limit: 1})
		require.NoError(t, err)
		require.Equal(t, step.action, list[0].Action)
		require.Equal(t, owner.User, *list[0].User, step.action)
		require.Equal(t, "192.0.2.8", list[0].Address, step.action)
	}
	list, _, err := log.List(t.Context(), s, audit.Query{Limit: 500})
	require.NoError(t, err)
	opened := list[slices.IndexFunc(list, func(e audit.Entry) bool { return e.Action == "security.session.open" })]
	require.Contains(t, string(opened.After), `"failed_before": 1`)
	for _, e := range list {
		require.NotContains(t, strings.ToLower(string(e.Before)+string(e.After)+e.Subject.Name), "secret", e.Action)
		if e.Action == "people.person.remove" {
			require.NotContains(t, string(e.Before)+e.Subject.Name, "boris", "who was removed is forgotten")
		}
	}
	checked, err := log.Check(t.Context(), s)
	require.NoError(t, err)
	require.Empty(t, checked.Faults)
}
