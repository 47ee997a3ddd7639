package api_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant/identity"
)

func TestAWebhookIsToldNoMoreThanWhoeverMakesItMaySee(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	hooked, called := "/api/webhooks/"+north.ids["webhook"], "/api/webhook-calls/"+north.ids["call"]
	wanted := func(topics ...string) map[string]any {
		return map[string]any{"url": "https://elsewhere.test/hook", "note": "", "topics": topics}
	}
	status := func(token, method, path string, content map[string]any, want int) {
		t.Helper()
		got := w.send(method, path, north.host, token, content)
		require.Equal(t, want, got.status, "%s %s: %s", method, path, got.body)
		if want == http.StatusForbidden {
			require.Contains(t, got.body, "hears_more")
		}
	}
	inRoles, _ := w.rights.Grantable()
	without := func(bundle string) string {
		_, token := w.member(north, "without "+bundle, slices.DeleteFunc(slices.Clone(inRoles), func(b string) bool { return b == bundle }), identity.Grant{SeesAll: true})
		return token
	}
	// Who changes settings does not hear of money by that, nor of what the level above charges and agrees.
	for bundle, withheld := range map[string][]string{"money view": {"money", "subscriptions"}, "provider": {"money", "documents"}, "audit view": {"tickets", "money", "objects"}} {
		token := without(bundle)
		for _, topic := range withheld {
			status(token, http.MethodPost, "/api/webhooks", wanted(topic), http.StatusForbidden)
		}
		if bundle != "audit view" {
			status(token, http.MethodPost, "/api/webhooks", wanted("tickets", "objects"), http.StatusCreated)
		}
		// One that is there is sent nowhere else, and read by nobody who may not see what it is told.
		change := wanted("objects")
		change["on"] = true
		status(token, http.MethodPut, hooked, change, http.StatusForbidden)
		status(token, http.MethodPost, hooked+"/secret", nil, http.StatusForbidden)
		status(token, http.MethodPost, hooked+"/replay", map[string]any{"from": "2026-11-01T00:00:00Z", "until": "2026-12-31T00:00:00Z"}, http.StatusForbidden)
		status(token, http.MethodGet, hooked+"/calls", nil, http.StatusForbidden)
		status(token, http.MethodGet, called, nil, http.StatusForbidden)
		status(token, http.MethodPost, called+"/replay", nil, http.StatusForbidden)
	}
	_, token := w.member(north, "all", inRoles, identity.Grant{SeesAll: true})
	status(token, http.MethodPost, "/api/webhooks", wanted("money", "documents", "tickets"), http.StatusCreated)
	status(token, http.MethodGet, called, nil, http.StatusOK)
}
