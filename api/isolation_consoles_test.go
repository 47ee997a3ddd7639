package api_test

import (
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
)

// consoles puts into a tenant what its provider keeps of it, and what it tells those below.
func (w *world) consoles(n *node, user uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	n.ids["customer"], n.ids["tenant"], n.ids["note"] = n.scope.Tenant().String(), n.scope.Tenant().String(), uuid.NewString()
	if n.scope.Kind() != tenant.Account {
		business := reseller.New(w.db, clock.System{})
		settings, err := business.Settings(ctx, n.scope)
		require.NoError(t, err)
		settings.Contact = reseller.Contact{Email: "help@" + n.canary + ".example", Phone: "+358 9 1234", Hours: "hours " + n.canary, HoursIn: map[string]string{"ru": "часы " + n.canary}}
		require.NoError(t, business.SetSettings(ctx, n.scope, settings))
	}
	if n.up == nil {
		return
	}
	list := customers.New(customers.Config{DB: w.db})
	note, err := list.AddNote(ctx, n.up.scope, n.scope.Tenant(), user, "note of "+n.up.canary)
	require.NoError(t, err)
	n.ids["note"] = note.String()
	require.NoError(t, list.SetTerms(ctx, n.up.scope, n.scope.Tenant(), customers.Terms{Tier: "gold", Agreement: "agreement " + n.up.canary}))
}
