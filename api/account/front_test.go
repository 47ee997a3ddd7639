package account_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/tenant/access"
)

// send is a request with headers of its own making.
func (d doors) send(method, path, body string, headers map[string]string) (*http.Response, string) {
	d.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host = host
	r.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	answer, err := d.app.Test(r, -1)
	require.NoError(d.t, err)
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	require.NoError(d.t, err)
	return answer, string(raw)
}

func TestAPageOfAnotherSiteCallsWithAKeyAndWithNothingElse(t *testing.T) {
	t.Parallel()
	d := setup(t)
	const origin, key = "https://other.example", "Bearer " + string(access.Owner)
	asked := func(headers string) *http.Response {
		answer, _ := d.send("OPTIONS", "/api/objects", "", map[string]string{
			"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": headers,
		})
		return answer
	}
	allowed := asked("authorization,content-type")
	require.Equal(t, http.StatusNoContent, allowed.StatusCode)
	require.Equal(t, "*", allowed.Header.Get("Access-Control-Allow-Origin"))
	require.Contains(t, allowed.Header.Get("Access-Control-Allow-Methods"), "PATCH")
	require.Contains(t, allowed.Header.Get("Access-Control-Allow-Headers"), "Idempotency-Key")
	require.Empty(t, allowed.Header.Get("Access-Control-Allow-Credentials"))
	require.Empty(t, asked("content-type").Header.Get("Access-Control-Allow-Origin"), "without a key there is nothing for it here")

	made, body := d.send("POST", "/api/objects", `{"name":"Van"}`, map[string]string{"Origin": origin, "Sec-Fetch-Site": "cross-site", "Authorization": key})
	require.Equal(t, 201, made.StatusCode, body)
	require.Equal(t, "*", made.Header.Get("Access-Control-Allow-Origin"))
	wrong, _ := d.send("GET", "/api/objects", "", map[string]string{"Origin": origin, "Authorization": "Bearer nobody"})
	require.Equal(t, 401, wrong.StatusCode)
	require.Equal(t, "*", wrong.Header.Get("Access-Control-Allow-Origin"), "the page can tell that its key is no good")

	// What the browser holds for this host is of no use there: it is not sent with the page's call, and would be refused.
	cookie := "__Host-session=" + string(access.Owner)
	read, _ := d.send("GET", "/api/objects", "", map[string]string{"Origin": origin, "Sec-Fetch-Site": "cross-site", "Cookie": cookie})
	require.Empty(t, read.Header.Get("Access-Control-Allow-Origin"))
	for _, headers := range []map[string]string{{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": origin}} {
		headers["Cookie"] = cookie
		forged, body := d.send("POST", "/api/objects", `{"name":"Theirs"}`, headers)
		require.Equal(t, 403, forged.StatusCode)
		require.Contains(t, body, "cross_site")
	}
	own, body := d.send("POST", "/api/objects", `{"name":"Ours"}`, map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "http://" + host, "Cookie": cookie})
	require.Equal(t, 201, own.StatusCode, body)
	require.Len(t, d.ok(200, "GET", "/api/objects", nil)["items"], 2)
}

func TestARequestSentAgainUnderItsKeyIsAnsweredAsBeforeAndAnotherUnderItIsRefused(t *testing.T) {
	t.Parallel()
	d := setup(t)
	post := func(name, key string) (*http.Response, string) {
		return d.send("POST", "/api/objects", `{"name":"`+name+`"}`, map[string]string{"Authorization": "Bearer " + string(access.Owner), "Idempotency-Key": key})
	}
	first, made := post("Van", "one")
	require.Equal(t, 201, first.StatusCode, made)
	again, same := post("Van", "one")
	require.Equal(t, 201, again.StatusCode)
	require.Equal(t, "true", again.Header.Get("Idempotency-Replayed"))
	require.Equal(t, made, same)
	other, problem := post("Truck", "one")
	require.GreaterOrEqual(t, other.StatusCode, 400, problem)
	require.Len(t, d.ok(200, "GET", "/api/objects", nil)["items"], 1)
	long, problem := post("Truck", strings.Repeat("x", 300))
	require.Equal(t, 422, long.StatusCode)
	require.Contains(t, problem, "Idempotency-Key")
}

func TestWhoeverAsksTooOftenIsToldWhenToComeAgain(t *testing.T) {
	t.Parallel()
	d := setup(t)
	var answer *http.Response
	var body string
	for range 5000 {
		if answer, body = d.send("GET", "/api/groups", "", map[string]string{"Authorization": "Bearer " + string(access.Owner)}); answer.StatusCode != 200 {
			break
		}
	}
	require.Equal(t, http.StatusTooManyRequests, answer.StatusCode, body)
	require.Equal(t, "application/problem+json", answer.Header.Get("Content-Type"))
	require.NotEmpty(t, answer.Header.Get("Retry-After"))
}
