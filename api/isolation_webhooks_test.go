package api_test

import (
	"log/slog"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/webhooks"
)

func (w *world) ownWebhooks() *webhooks.Webhooks {
	return webhooks.New(webhooks.Config{DB: w.db, Key: testdb.Key(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), Caller: outward.New(false)})
}

// hook gives a tenant an address of its own, with a message that waits for it.
func (w *world) hook(n *node) {
	made, _, err := w.ownWebhooks().Add(w.t.Context(), n.scope, webhooks.Wanted{URL: "https://" + n.canary + ".test/hook", Topics: webhooks.Topics()})
	require.NoError(w.t, err)
	n.ids["webhook"], n.ids["call"] = made.ID.String(), uuid.NewString()
	require.NoError(w.t, w.db.InTenant(w.t.Context(), n.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, type, body, created_at, due_at)
			values ($1, $2, $3, $1, 'webhook.test', $4, now(), now())`, n.ids["call"], n.scope.Tenant(), made.ID, `{"about": "`+n.canary+`"}`)
		return err
	}))
}
