package domains_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/tenant/identity"
)

// moved takes out of the outbox which hosts people sign in at no more, each as "old > new".
func (w *world) moved() (list []string) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.t.Context(), "delete from outbox where topic = $1 returning payload", identity.MovedTopic)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var payload []byte
			var m identity.Moved
			if err := rows.Scan(&payload); err != nil {
				return err
			}
			if err := json.Unmarshal(payload, &m); err != nil {
				return err
			}
			require.Equal(w.t, w.north.Tenant(), m.Realm)
			list = append(list, m.Host+" > "+m.Next)
		}
		return rows.Err()
	}))
	return list
}

func TestWhicheverWayAHostStopsBeingTheOneThatPeopleSignInAtTheyAreTold(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	apex, www, third := w.live(w.north, "shop.test"), w.live(w.north, "www.shop.test"), w.live(w.north, "app.shop.test")
	require.Empty(t, w.moved(), "a host more takes nothing away")

	require.NoError(t, w.domains.MakePrimary(ctx, w.north, apex.ID, false))
	require.Equal(t, []string{"north.edge.test > shop.test"}, w.moved(), "letters and links lead elsewhere now")
	require.NoError(t, w.domains.SetRedirects(ctx, w.north, www.ID, true))
	require.Equal(t, []string{"www.shop.test > "}, w.moved())
	require.NoError(t, w.domains.SetRedirects(ctx, w.north, www.ID, true))
	require.NoError(t, w.domains.SetRedirects(ctx, w.north, www.ID, false))
	require.Empty(t, w.moved())
	require.NoError(t, w.domains.MakePrimary(ctx, w.north, third.ID, true))
	require.ElementsMatch(t, []string{"shop.test > app.shop.test", "www.shop.test > app.shop.test", "north.edge.test > app.shop.test"}, w.moved())
	require.NoError(t, w.domains.Remove(ctx, w.north, www.ID))
	require.Equal(t, []string{"www.shop.test > "}, w.moved())
	require.NoError(t, w.domains.Release(ctx, w.root, apex.ID, "It is somebody else's."))
	require.Equal(t, []string{"shop.test > "}, w.moved(), "decided by the platform")
	w.zones.set("app.shop.test", false)
	for range 40 {
		w.look(w.north, third.ID)
	}
	require.Equal(t, domains.Abandoned, w.read(w.north, third.ID).Ended)
	require.Equal(t, []string{"app.shop.test > "}, w.moved(), "given up by itself")
}

func TestPeopleAreToldBeforeADomainIsChanged(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	apex, www, pending := w.live(w.north, "shop.test"), w.live(w.north, "www.shop.test"), w.ask(w.north, "later.test")
	require.NoError(t, w.domains.TellBefore(ctx, w.north, www.ID, nil))
	require.NoError(t, w.domains.TellBefore(ctx, w.north, www.ID, &apex.ID))
	require.ElementsMatch(t, []string{"www.shop.test > north.edge.test", "www.shop.test > shop.test"}, w.moved())
	require.True(t, errs.Is(w.domains.TellBefore(ctx, w.north, www.ID, &pending.ID), errs.Conflict))
	require.True(t, errs.Is(w.domains.TellBefore(ctx, w.north, www.ID, &www.ID), errs.Invalid))
	require.True(t, errs.Is(w.domains.TellBefore(ctx, w.south, www.ID, nil), errs.NotFound))
	require.Empty(t, w.moved())
}
