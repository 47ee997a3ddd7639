package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/messaging/recipients"
)

// click is what a program that reads letters sends by itself (RFC 8058), or a form on the page.
func (w *world) click(host, path, form string) (status int, page string) {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, path, strings.NewReader(form))
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := w.server.App().Test(r, -1)
	require.NoError(w.t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	require.NotContains(w.t, string(body), "<script")
	return response.StatusCode, string(body)
}

func TestALinkOfALetterDoesNothingWhenItIsOpenedAndOneClickStopsWithoutSigningIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first, realm := w.node("first"), w.node("north")
	id := uuid.MustParse(first.ids["recipient"])
	state := func() string {
		list, err := w.recipients.List(t.Context(), first.scope)
		require.NoError(t, err)
		require.Len(t, list, 1)
		return list[0].State
	}
	pass, err := w.recipients.Pass(t.Context(), realm.scope.Tenant(), id, recipients.AskTemplate)
	require.NoError(t, err)
	require.True(t, pass.Goes)
	response, page := w.visit(realm.host, pass.Confirm)
	require.Equal(t, http.StatusOK, response.StatusCode, page)
	require.Contains(t, page, "Yes, send them")
	require.Contains(t, page, "brand "+realm.canary)
	require.Contains(t, response.Header.Get("Content-Security-Policy"), "form-action 'self'")
	require.Equal(t, "no-store", response.Header.Get("Cache-Control"))
	require.Equal(t, recipients.Pending, state(), "programs that inspect letters follow links")
	status, _ := w.click(realm.host, pass.Confirm, "")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, recipients.Pending, state(), "nor does a click that says nothing let letters come")

	status, page = w.click(realm.host, pass.Confirm, "do=yes")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, page, "The letters will come")
	require.Equal(t, recipients.Confirmed, state())

	response, page = w.visit(realm.host, pass.Stop)
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Contains(t, page, "Stop all of them")
	require.Equal(t, recipients.Confirmed, state())
	gone, lost := w.visit(realm.host, recipients.StopPath+"?of=nonsense")
	require.Equal(t, http.StatusNotFound, gone.StatusCode)
	for _, host := range []string{w.node("south").host, w.node("root").host} {
		status, page = w.click(host, pass.Stop, "List-Unsubscribe=One-Click")
		require.Equal(t, http.StatusNotFound, status, "a link is good where it was sent from")
		require.NotContains(t, page, first.canary)
	}
	require.Contains(t, lost, "not good any more")
	require.Equal(t, recipients.Confirmed, state())

	status, page = w.click(realm.host, pass.Stop, "List-Unsubscribe=One-Click")
	require.Equal(t, http.StatusOK, status, "and is answered where it is, not led elsewhere")
	require.Contains(t, page, "No more letters come")
	require.Equal(t, recipients.Stopped, state())
	status, _ = w.click(realm.host, pass.Stop, "do=again")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, recipients.Confirmed, state())
	status, _ = w.click(realm.host, pass.Confirm, "do=no")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, recipients.Stopped, state())
}
