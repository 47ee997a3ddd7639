package api_test

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant/fleet"
)

// browse asks as a browser does, with its cookies, and keeps those that the answer sets.
func (w *world) browse(cookies map[string]string, method, host, path, body string) (status int, answer map[string]any) {
	w.t.Helper()
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Host = host
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range cookies {
		request.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	response, err := w.server.App().Test(request, -1)
	require.NoError(w.t, err)
	defer response.Body.Close()
	for _, c := range response.Cookies() {
		cookies[c.Name] = c.Value
		require.True(w.t, c.HttpOnly && c.Secure && c.SameSite == http.SameSiteStrictMode, c.String())
		if c.MaxAge < 0 {
			delete(cookies, c.Name)
		}
	}
	content, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	if len(content) > 0 {
		require.NoError(w.t, json.Unmarshal(content, &answer), string(content))
	}
	return response.StatusCode, answer
}

func tenantOf(t *testing.T, session map[string]any) string {
	t.Helper()
	of, ok := session["tenant"].(map[string]any)
	require.True(t, ok, session)
	name, _ := of["name"].(string)
	return name
}

func TestABrowserActsOnTheSameHostAndIsItselfAgainWhenItLeavesOrIsSentOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, first := w.node("north"), w.node("first")
	browser := map[string]string{"__Host-session": north.token}
	enter := func() {
		status, way := w.browse(browser, http.MethodPost, north.host, "/api/console/tenants/"+first.ids["tenant"]+"/act-in",
			`{"reason": "They asked for help", "minutes": 30, "back": "/console/customers"}`)
		require.Equal(t, http.StatusOK, status, way)
		target, err := url.Parse(way["url"].(string))
		require.NoError(t, err)
		require.Equal(t, north.host, target.Host)
		require.Equal(t, "/act-in", target.Path)
		status, _ = w.browse(browser, http.MethodPost, north.host, "/api/acting", `{"token": "`+target.Fragment+`"}`)
		require.Equal(t, http.StatusOK, status)
		status, again := w.browse(map[string]string{}, http.MethodPost, north.host, "/api/acting", `{"token": "`+target.Fragment+`"}`)
		require.Equal(t, http.StatusGone, status, again)
		status, session := w.browse(browser, http.MethodGet, north.host, "/api/session", "")
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, "first canaryfirst", tenantOf(t, session))
		acting, ok := session["acting"].(map[string]any)
		require.True(t, ok)
		require.Equal(t, "They asked for help", acting["reason"])
	}
	itself := func() {
		status, session := w.browse(browser, http.MethodGet, north.host, "/api/session", "")
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, "north canarynorth", tenantOf(t, session))
		require.NotContains(t, session, "acting")
	}
	enter()
	status, left := w.browse(browser, http.MethodDelete, north.host, "/api/acting", "")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "http://"+north.host+"/console/customers", left["back"])
	itself()

	enter()
	status, here := w.browse(map[string]string{"__Host-session": first.token}, http.MethodGet, first.host, "/api/acting/sessions", "")
	require.Equal(t, http.StatusOK, status)
	items, _ := here["items"].([]any)
	require.Len(t, items, 2, "and whom the world let in")
	for _, item := range items {
		one, _ := item.(map[string]any)
		status, _ = w.browse(map[string]string{"__Host-session": first.token}, http.MethodDelete, first.host, "/api/acting/sessions/"+one["id"].(string), "")
		require.Equal(t, http.StatusNoContent, status)
	}
	status, _ = w.browse(browser, http.MethodGet, north.host, "/api/session", "")
	require.Equal(t, http.StatusUnauthorized, status)
	require.NotContains(t, browser, "__Host-acting", "what has ended is taken away")
	itself()
}

func TestTheAuditIsReadInPagesNarrowedExportedAndChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	first := w.node("first")
	browser := map[string]string{"__Host-session": first.token}
	_, _, err := w.fleet.Create(t.Context(), first.scope, fleet.Creation{Name: "=HYPERLINK(1)"})
	require.NoError(t, err)
	list := func(query string) (ids []string, next string) {
		status, page := w.browse(browser, http.MethodGet, first.host, "/api/audit?"+query, "")
		require.Equal(t, http.StatusOK, status, page)
		items, _ := page["items"].([]any)
		for _, item := range items {
			one, _ := item.(map[string]any)
			ids = append(ids, one["id"].(string))
		}
		next, _ = page["next"].(string)
		return ids, next
	}
	all, next := list("limit=500")
	require.Empty(t, next)
	var paged []string
	for after := ""; ; {
		ids, next := list("limit=3&after=" + after)
		paged = append(paged, ids...)
		if after = next; next == "" {
			break
		}
	}
	require.Equal(t, all, paged)
	added, _ := list("action=fleet.object.add")
	require.Len(t, added, 2)
	about, _ := list("subject=" + first.ids["object"])
	require.Len(t, about, 3, "added, put on a plan, and blocked")
	none, _ := list("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
	require.Empty(t, none)
	theirs, _ := list("person=" + w.node("second").ids["person"])
	require.Empty(t, theirs)
	for _, wrong := range []string{"from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "after=AAAA", "person=somebody", "action=DROP"} {
		status, _ := w.browse(browser, http.MethodGet, first.host, "/api/audit?"+wrong, "")
		require.Contains(t, []int{http.StatusBadRequest, http.StatusUnprocessableEntity}, status, wrong)
	}
	status, checked := w.browse(browser, http.MethodGet, first.host, "/api/audit/check", "")
	require.Equal(t, http.StatusOK, status)
	require.Empty(t, checked["faults"])
	require.EqualValues(t, len(all), checked["entries"])

	request := httptest.NewRequest(http.MethodGet, "/api/audit/export?action=fleet.object.", nil)
	request.Host = first.host
	request.Header.Set("Authorization", "Bearer "+first.token)
	response, err := w.server.App().Test(request, -1)
	require.NoError(t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, "text/csv; charset=utf-8", response.Header.Get("Content-Type"))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\uFEFF"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 4, "a header, two objects added and one blocked")
	require.Equal(t, "'=HYPERLINK(1)", rows[1][7], "no spreadsheet takes a name for a formula")
}
