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
	w.strengthen(n)
	w.hook(n)
	w.letterhead(n)
	w.mailbox(n)
	// Accounts are asked no such thing; their rows are there so that nobody reaches them.
	report := uuid.Must(uuid.NewV7())
	require.NoError(t, w.db.InTenant(ctx, n.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into stolen_logins (id, tenant_id, login, contact, knows, reported_at)
			values ($1, $2, $3, $3, $3, now())`, report, n.scope.Tenant(), "nobody "+n.canary)
		return err
	}))
	n.ids["report"] = report.String()
}

// strengthen puts into a tenant what its owner could sign in with; row by row, for the owner goes on signing in with the password.
func (w *world) strengthen(n *node) {
	passkey := uuid.Must(uuid.NewV7())
	member := uuid.MustParse(n.ids["person"])
	require.NoError(w.t, w.db.InTenant(w.t.Context(), n.scope, func(tx *db.Tx) error {
		for sql, args := range map[string][]any{
			`insert into passkeys (id, tenant_id, user_id, host, credential_id, credential, name, created_at) values ($3, $1, $2, 'other.test', uuid_send($3), '{}', $4, now())`: {member, passkey, "passkey " + n.canary},
			`insert into totp_secrets (tenant_id, user_id, sealed, created_at) values ($1, $2, uuid_send($3), now())`:                                                            {member, passkey},
			`insert into recovery_codes (tenant_id, user_id, mac, created_at) values ($1, $2, uuid_send($3), now())`:                                                             {member, passkey},
			`insert into spent_steps (tenant_id, hash, expires_at) values ($1, uuid_send($2), now() + interval '1 day')`:                                                         {passkey},
			`insert into signin_rules (tenant_id, required_from, changed_at) values ($1, now(), now())`:                                                                          {},
		} {
			if _, err := tx.Exec(w.t.Context(), sql, append([]any{n.scope.Tenant()}, args...)...); err != nil {
				return err
			}
		}
		return nil
	}))
	n.ids["passkey"] = passkey.String()
}
