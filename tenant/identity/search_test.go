package identity_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/measures"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestOneOfThousandsOfPeopleIsFoundByAnyPartOfTheirNameAndNamedWhereverTheyStand(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s := t.Context(), w.realms[0]
	require.NoError(t, w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `
insert into users (id, tenant_id, realm_id, login, login_key, name, password_hash)
select gen_random_uuid(), $1, $1, 'driver' || lpad(n::text, 5, '0'), 'driver' || lpad(n::text, 5, '0'), 'Driver ' || n || case when n = 2345 then ' Ёлкин' else '' end, 'none'
from generate_series(1, 2500) n`, s.Tenant()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
insert into memberships (tenant_id, user_id, role, bundles, sees_all) select tenant_id, id, 'viewer', '{}', true from users where login_key like 'driver%'`)
		return err
	}))
	list := func(q identity.PeopleQuery) []identity.Person {
		found, _, err := w.people.List(ctx, s, q)
		require.NoError(t, err)
		return found
	}
	found := list(identity.PeopleQuery{Search: "ёлкин", Limit: 20})
	require.Len(t, found, 1)
	require.Equal(t, "driver02345", found[0].Login)
	require.Equal(t, found, list(identity.PeopleQuery{Search: "R02345", Limit: 20}), "by the login as well")
	require.Len(t, list(identity.PeopleQuery{Search: "driver", Limit: 20}), 20)
	require.Empty(t, list(identity.PeopleQuery{Search: "nobody is called so", Limit: 20}))
	require.Equal(t, found, list(identity.PeopleQuery{Only: []uuid.UUID{found[0].ID, uuid.New()}, Limit: 20}), "whoever is chosen is named")
	require.Empty(t, list(identity.PeopleQuery{Only: []uuid.UUID{found[0].ID}, Search: "00001", Limit: 20}))

	elsewhere, _, err := w.people.List(ctx, w.realms[1], identity.PeopleQuery{Only: []uuid.UUID{found[0].ID}, Limit: 20})
	require.NoError(t, err)
	require.Empty(t, elsewhere, "nobody of another tenant is named")

	// A page that is full ends the reading, and a search reads one tenant's people in the order of its index.
	var plan string
	require.NoError(t, w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `set local enable_seqscan = off`); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `explain select u.id from users u where u.tenant_id = $1 and (u.login_key, u.id) > ('', '00000000-0000-0000-0000-000000000000')
  and strpos(u.login_key, 'x') > 0 order by u.login_key, u.id limit 21`, s.Tenant())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			plan += fmt.Sprintln(line)
		}
		return rows.Err()
	}))
	require.Contains(t, plan, "users_page")
}

func TestAUserChoosesUnitsForThemselvesAndLeavesTheRestToTheBrand(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	got, err := w.people.Profile(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, measures.Measures{}, got.Measures)
	requireReason(t, w.people.ChangeProfile(ctx, s, owner.User, identity.ProfileChange{Measures: &measures.Measures{Clock: "h25"}}), errs.Invalid, "bad_measure")
	require.NoError(t, w.people.ChangeProfile(ctx, s, owner.User, identity.ProfileChange{Measures: &measures.Measures{Distance: "mi", Clock: "h12"}}))
	require.NoError(t, w.people.ChangeProfile(ctx, s, owner.User, identity.ProfileChange{Name: new("Anna")}), "what is not named stays")
	got, err = w.people.Profile(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, measures.Measures{Distance: "mi", Clock: "h12"}, got.Measures)
	require.NoError(t, w.people.ChangeProfile(ctx, s, owner.User, identity.ProfileChange{Measures: &measures.Measures{}}))
	got, err = w.people.Profile(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, measures.Measures{}, got.Measures)
}
