package api_test

import (
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity"
)

// populate puts into a tenant what its owner can do with people: a member, a role, an invitation and a key.
func (w *world) populate(n *node, owner uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	by := identity.By{User: owner}
	role, err := w.people.MakeRole(ctx, n.scope, by, "role "+n.canary, []string{"fleet view"})
	require.NoError(t, err)
	member, err := w.people.AddPerson(ctx, n.scope, by, identity.NewPerson{Login: "member " + n.canary, Name: "member " + n.canary, Password: secret,
		Grant: identity.Grant{Role: identity.Own, RoleID: role.ID, SeesAll: true}})
	require.NoError(t, err)
	invitation, _, err := w.people.Invite(ctx, n.scope, by, identity.Invite{Email: "guest." + n.canary + "@example.com", Name: "guest " + n.canary,
		Grant: identity.Everything(identity.Viewer)})
	require.NoError(t, err)
	key, err := w.people.MakeKey(ctx, n.scope, by, "key "+n.canary, []string{"fleet view"}, time.Now().Add(24*time.Hour))
	require.NoError(t, err)
	n.ids["person"], n.ids["role"], n.ids["invitation"], n.ids["key"] = member.ID.String(), role.ID.String(), invitation.String(), key.ID.String()
	n.key = key.Secret
	// Accounts are asked no such thing; their rows are there so that nobody reaches them.
	report := uuid.Must(uuid.NewV7())
	require.NoError(t, w.db.InTenant(ctx, n.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into stolen_logins (id, tenant_id, login, contact, knows, reported_at)
			values ($1, $2, $3, $3, $3, now())`, report, n.scope.Tenant(), "nobody "+n.canary)
		return err
	}))
	n.ids["report"] = report.String()
}
