package api_test

import (
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/fleet"
)

// stockUp puts a tracker into a tenant's stock, and asks for the one that its object waits for.
func (w *world) stockUp(n *node, object, user uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	stocked, _, err := w.fleet.AddStock(ctx, n.scope, fleet.StockSpec{Protocol: "wialon-ips", Model: "stocked " + n.canary, Identity: "stocked" + n.canary, Note: "note " + n.canary})
	require.NoError(t, err)
	asked, err := w.fleet.Ask(ctx, n.scope, object, user, "asked "+n.canary)
	require.NoError(t, err)
	var claim uuid.UUID
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select id from identities where tenant_id = $1 and value = $2`, n.scope.Tenant(), "identity"+n.canary).Scan(&claim)
	}))
	n.ids["stock"], n.ids["request"], n.ids["claim"] = stocked.ID.String(), asked.ID.String(), claim.String()
	// Whoever stands right above sees what its customers wait for, and staff see what they are asked.
	n.published = append(n.published, `"identity":"identity`+n.canary+`"`, `"model":"model `+n.canary+`"`, `"note":"asked `+n.canary+`"`)
}
