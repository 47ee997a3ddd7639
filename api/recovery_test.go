package api_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity"
)

func (w *world) knock(host, path string, body map[string]any) answer {
	w.t.Helper()
	request := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(encoded(body)))
	request.Host = host
	request.Header.Set("Content-Type", "application/json")
	response, err := w.server.App().Test(request, -1)
	require.NoError(w.t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	response.Header.Del("Date")
	return answer{response.StatusCode, string(content), fmt.Sprint(response.Header)}
}

// waiting counts what is in the outbox, and in the reports of a tenant.
func (w *world) waiting(ctx context.Context, table string) (n int) {
	require.NoError(w.t, w.db.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, "select count(*) from "+table).Scan(&n) }))
	return n
}

func TestWhoCannotGetInGetsTheSameBytesWhetherThereIsSuchALoginOrNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, first := w.node("north"), w.node("first")
	there := []string{first.login, first.canary + "@example.com", "member " + first.canary}
	nobody := []string{"nobody at all", "nobody@example.com", w.node("third").login, w.node("deep").canary + "@example.com"}
	for path, body := range map[string]map[string]any{"/api/reset": {}, "/api/stolen": {"contact": "by pigeon", "account_number": "10000015"}} {
		table := map[string]string{"/api/reset": "outbox", "/api/stolen": "stolen_logins"}[path]
		var like *answer
		for _, login := range append(there, nobody...) {
			before := w.waiting(t.Context(), table)
			body["login"] = login
			got := w.knock(north.host, path, body)
			require.Equal(t, http.StatusAccepted, got.status, got.body)
			if like == nil {
				like = &got
			}
			require.Equal(t, *like, got, "%s about %s", path, login)
			require.Equal(t, before+1, w.waiting(t.Context(), table), "the same work for %s", login)
			if path == "/api/stolen" {
				break // one is enough to show: nothing is looked up, and the rest would have to wait
			}
		}
	}
}

func TestALinkOfAnotherRealmIsAVoidLink(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ctx, first := t.Context(), w.node("first")
	users, err := w.people.Users(ctx, first.scope)
	require.NoError(t, err)
	require.NoError(t, w.people.ChangeEmail(ctx, first.scope, users[0].ID, "192.0.2.1", secret, "new@example.com"))
	var path string
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select payload->>'path' from outbox where payload->>'to' = 'new@example.com'").Scan(&path)
	}))
	token := path[len(identity.AddressPath):]
	void := w.knock(w.node("south").host, "/api/email/confirm", map[string]any{"token": "AAAA"})
	require.Equal(t, http.StatusGone, void.status)
	require.Equal(t, void, w.knock(w.node("south").host, "/api/email/confirm", map[string]any{"token": token}))
	require.Equal(t, void.status, w.knock(first.host, "/api/reset/link", map[string]any{"token": token}).status, "nor for another purpose")
	got := w.knock(first.host, "/api/email/confirm", map[string]any{"token": token})
	require.Equal(t, http.StatusOK, got.status, got.body)
}
