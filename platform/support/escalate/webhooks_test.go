package escalate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
)

func TestWebhooksOfEachLevelHearOfItsOwnTicketsAndNothingPassesThrough(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, harbour, north := t.Context(), w.nodes["harbour"], w.nodes["north"]
	ticket := w.below().Ticket
	for _, n := range w.nodes {
		testdb.Hook(t, w.db, n.scope.Tenant())
	}
	heard := func(want map[string][]string) {
		t.Helper()
		for name, n := range w.nodes {
			list := testdb.Heard(t, w.db, n.scope.Tenant())
			var types []string
			for _, one := range list {
				types = append(types, one.Type)
				if name == "north" || name == "root" {
					require.NotContains(t, one.Body, canary, "%s in %s", one.Type, name)
					require.NotContains(t, one.Body, ticket.ID.String())
					require.NotContains(t, one.Body, w.nodes["deep"].scope.Tenant().String())
				}
			}
			require.Equal(t, want[name], types, "what %s hears", name)
		}
	}
	upper, err := w.ways.Escalate(ctx, harbour.scope, harbour.owner, ticket.ID, escalate.Sent{Subject: "Up", Body: "Please look."})
	require.NoError(t, err)
	heard(map[string][]string{"harbour": {"ticket.escalated", "ticket.opened"}, "north": {"ticket.opened"}})
	_, err = w.desks.Answer(ctx, north.scope, north.staff, upper.ID, support.Reply{Body: "Update the firmware."})
	require.NoError(t, err)
	heard(map[string][]string{"north": {"ticket.answered"}, "harbour": {"ticket.answered", "ticket.answered_above"}})
}
