package api_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant"
)

// bring puts an import into whoever can have customers: one that was tried out, so that there is something to start.
func (w *world) bring(n *node, owner uuid.UUID) {
	ctx, t := w.t.Context(), w.t
	if n.scope.Kind() == tenant.Account {
		n.ids["import"] = uuid.NewString() // there is none
		return
	}
	// A line without a customer: nothing of it is ever brought.
	i, err := w.imports.Upload(ctx, n.scope, owner, "file "+n.canary+".csv", []byte("customer,object\n,object "+n.canary+"\n"))
	require.NoError(t, err)
	require.NoError(t, w.imports.Check(ctx, n.scope, i.ID, onboarding.Reading{Mapping: i.Mapping}))
	_, err = w.imports.WorkOnce(ctx)
	require.NoError(t, err)
	n.ids["import"] = i.ID.String()
}

func TestManyObjectsOfAnotherAreToldFromNoneByNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first, second := w.node("first"), w.node("second")
	for _, r := range w.server.Routes() {
		if r.Path != "/api/objects/move" && r.Path != "/api/objects/block" && r.Path != "/api/objects/unblock" && r.Path != "/api/objects/delete" && r.Path != "/api/objects/export" {
			continue
		}
		before := w.sums()
		body := func(id string) map[string]any {
			return map[string]any{"ids": []string{first.ids["object"], id}, "group": nil, "keep_data": true, "confirm": 2}
		}
		foreign, random := w.post(r, first, body(second.ids["object"])), w.post(r, first, body(uuid.NewString()))
		require.Equal(t, http.StatusUnprocessableEntity, foreign.status, "%s: %s", r.Path, foreign.body)
		require.Len(t, foreign.body, len(random.body), "%s: the same but for the id that was sent", r.Path)
		require.Empty(t, w.betrayed(first, w.realmOf(first), false, foreign.body))
		require.Equal(t, before, w.sums(), "%s does all or nothing", r.Path)
	}
}

// post sends a body of its own.
func (w *world) post(r door.Route, n *node, body map[string]any) answer {
	known := bodies[r.ID]
	only := map[string]any{}
	for name := range known {
		only[name] = body[name]
	}
	if _, takes := known["group"]; !takes {
		delete(only, "group")
	}
	if r.ID == "delete-objects" {
		only["confirm"] = body["confirm"]
	}
	return w.send(r.Method, r.Path, n.host, n.token, only)
}
