package api_test

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/fasthttp/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// listening serves a world's server on a port until the test is over.
func (w *world) listening(wrap func(net.Listener) net.Listener) string {
	w.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(w.t, err)
	served := make(chan error, 1)
	go func() { served <- w.server.Serve(wrap(listener)) }()
	w.t.Cleanup(func() {
		require.NoError(w.t, w.server.Shutdown(context.WithoutCancel(w.t.Context())))
		require.NoError(w.t, <-served)
	})
	return listener.Addr().String()
}

func plainly(l net.Listener) net.Listener { return l }

// attack is a request that tries to be shown the south from the north's host, and the statuses it may be refused by; none: whatever
// it is answered, it is the north's.
type attack struct {
	line    string
	headers []string
	refused []int
}

// attacks by what a request says of its host, and by what it carries. The first host is the one asked.
func attacks(north, south *node) map[string]attack {
	ours, theirs := "Host: "+north.host, "Host: "+south.host
	gone, other, bad := []int{http.StatusNotFound, http.StatusBadRequest}, []int{http.StatusMisdirectedRequest}, []int{http.StatusBadRequest}
	bearer := "Authorization: Bearer "
	return map[string]attack{
		"no host at all":                       {"GET /api/brand", []string{"X-Nothing: x"}, gone},
		"an empty host":                        {"GET /api/brand", []string{"Host: "}, gone},
		"two hosts":                            {"GET /api/brand", []string{ours, theirs}, bad},
		"two hosts the other way about":        {"GET /api/brand", []string{theirs, ours}, bad},
		"two hosts that are the same":          {"GET /api/brand", []string{ours, ours}, bad},
		"a host on a folded line":              {"GET /api/brand", []string{ours + "\r\n " + south.host}, gone},
		"a host with a space before the colon": {"GET /api/brand", []string{"Host : " + south.host, ours}, bad},
		"a port that is another host":          {"GET /api/brand", []string{ours + ":" + south.host}, gone},
		"a port with a path":                   {"GET /api/brand", []string{ours + ":80/" + south.host}, gone},
		"a port with credentials":              {"GET /api/brand", []string{"Host: " + north.host + ":80@" + south.host}, gone},
		"two ports":                            {"GET /api/brand", []string{ours + ":80:443"}, gone},
		"two trailing dots":                    {"GET /api/brand", []string{ours + ".."}, gone},
		"a host with a path":                   {"GET /api/brand", []string{ours + "/" + south.host}, gone},
		"a host with a query":                  {"GET /api/brand", []string{ours + "?" + south.host}, gone},
		"a host with NUL":                      {"GET /api/brand", []string{ours + "\x00." + south.host}, gone},
		"a host behind a space":                {"GET /api/brand", []string{ours + " " + south.host}, gone},
		"a name below the host":                {"GET /api/brand", []string{"Host: x." + north.host}, gone},
		"an address":                           {"GET /api/brand", []string{"Host: 127.0.0.1"}, gone},
		"an address of the sixth version":      {"GET /api/brand", []string{"Host: [::1]:80"}, gone},
		"an absolute form of another host":     {"GET http://" + south.host + "/api/brand", []string{ours}, gone},
		"an absolute form with credentials":    {"GET http://" + north.host + "@" + south.host + "/api/brand", []string{ours}, gone},
		"an absolute form without a host":      {"GET http:///api/brand", []string{ours}, gone},
		"an authority form":                    {"CONNECT " + south.host + ":80", []string{ours}, []int{http.StatusNotFound, http.StatusBadRequest, http.StatusMethodNotAllowed, http.StatusNotImplemented}},
		"a forwarded host of nobody we trust":  {"GET /api/brand", []string{ours, "X-Forwarded-Host: " + south.host}, nil},
		"whatever else forwards":               {"GET /api/brand", []string{ours, "Forwarded: host=" + south.host, "X-Host: " + south.host, "X-Original-Host: " + south.host, "X-HTTP-Host-Override: " + south.host, "X-Forwarded-Server: " + south.host, "X-Rewrite-URL: //" + south.host + "/api/brand"}, nil},
		"another's token":                      {"GET /api/objects", []string{ours, bearer + south.token}, other},
		"another's key":                        {"GET /api/objects", []string{ours, bearer + south.key}, other},
		"another's cookie":                     {"GET /api/objects", []string{ours, "Cookie: __Host-session=" + south.token}, other},
		"another's cookie of acting":           {"GET /api/objects", []string{ours, "Cookie: __Host-acting=" + south.token}, other},
		"another's token to open a socket":     {"GET /api/live", []string{ours, bearer + south.token, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="}, other},
		"another's key to open a socket":       {"GET /api/live", []string{ours, bearer + south.key, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="}, other},
		"another's draft":                      {"GET /", []string{ours, "Cookie: __Host-preview=" + south.ids["link"]}, nil},
		"another's link to a draft":            {"GET /preview/" + south.ids["link"], []string{ours}, nil},
		"another's picture":                    {"GET /brand/" + south.ids["picture"], []string{ours}, gone},
		"a token in the address":               {"GET /api/objects?access_token=" + south.token, []string{ours}, []int{http.StatusUnauthorized}},
		"another's tag of a page":              {"GET /en/contacts", []string{ours, `If-None-Match: "000000000000000000000000"`}, nil},
		"an origin of another":                 {"POST /api/session", []string{ours, "Origin: http://" + south.host, "Content-Length: 0"}, []int{http.StatusForbidden}},
	}
}

func TestHostsThatAreAttackedShowNothingOfAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	address := w.listening(plainly)
	tried := 0
	for name, a := range attacks(north, south) {
		conn, err := net.Dial("tcp", address)
		require.NoError(t, err)
		status, body := sayTo(t, conn, a.line, a.headers...)
		require.NotContains(t, body, south.canary, name)
		require.NotContains(t, strings.ToLower(body), "livery", name)
		require.Less(t, status, 500, "%s: %s", name, body)
		if len(a.refused) > 0 {
			assert.Contains(t, a.refused, status, "%s: %s", name, body)
		}
		tried++
	}
	// A host is the same one however it is written, and what it answers is never another's.
	for _, written := range []string{north.host, strings.ToUpper(north.host), north.host + ".", north.host + ":80", north.host + ":65535", strings.ToUpper(north.host) + ".:8080"} {
		conn, err := net.Dial("tcp", address)
		require.NoError(t, err)
		status, body := sayTo(t, conn, "GET /api/brand", "Host: "+written)
		require.Equal(t, http.StatusOK, status, written)
		require.Contains(t, body, north.canary, written)
		tried++
	}
	t.Logf("hosts: %d attacks refused", tried+w.cached()+behindProxies(t))
}

// cached asks for what is kept of a host's pages under as many names as there are, and then as the other: what is kept for one is
// never shown to the other, nor under an address that somebody has put into a request.
func (w *world) cached() (tried int) {
	north, south := w.node("north"), w.node("south")
	for _, path := range []string{"/", "/en", "/en/contacts", "/manifest.webmanifest", "/favicon.svg", "/wordmark.svg", "/api/brand", "/api/openapi.json", "/robots.txt", "/sitemap.xml", "/map/style.json", "/api/documents"} {
		for _, host := range []string{north.host, north.host + ":444", strings.ToUpper(north.host), south.host, south.host + ":444", north.host} {
			of, other := north, south
			if strings.HasPrefix(strings.ToLower(host), south.host) {
				of, other = south, north
			}
			response, body := w.visit(host, path, "Accept-Language", "en")
			require.Less(w.t, response.StatusCode, 400, path)
			require.NotContains(w.t, body, other.canary, "%s of %s", path, host)
			// What is kept by others than the reader's browser is the same for every host.
			if control := response.Header.Get("Cache-Control"); strings.Contains(control, "public") {
				require.Contains(w.t, control, "immutable", path)
				require.NotContains(w.t, body, of.canary, "%s may be kept by anybody", path)
			}
			if strings.Contains(body, ":444") {
				require.Contains(w.t, host, ":444", "%s of %s has the address that another reader has asked for", path, host)
			}
			tried++
		}
	}
	tag := func(of *node) string {
		response, _ := w.visit(of.host, "/en/contacts")
		return response.Header.Get("ETag")
	}
	answer, _ := w.visit(north.host, "/en/contacts", "If-None-Match", tag(south))
	require.Equal(w.t, http.StatusOK, answer.StatusCode, "the tag of another's page is no tag of ours")
	return tried + 1
}

// behindProxies: a host that a proxy names counts if it is one that is trusted, and then as if it had been asked.
func behindProxies(t *testing.T) (tried int) {
	t.Helper()
	w := newWorld(t, nil, netip.MustParsePrefix("127.0.0.0/8"))
	north, south := w.node("north"), w.node("south")
	address := w.listening(plainly)
	say := func(line string, headers ...string) (int, string) {
		conn, err := net.Dial("tcp", address)
		require.NoError(t, err)
		tried++
		return sayTo(t, conn, line, headers...)
	}
	status, body := say("GET /api/brand", "Host: "+south.host, "X-Forwarded-Host: "+north.host)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, north.canary)
	require.NotContains(t, body, south.canary)
	for name, forwarded := range map[string][]string{
		"two of them":         {"X-Forwarded-Host: " + north.host, "X-Forwarded-Host: " + south.host},
		"a list":              {"X-Forwarded-Host: " + north.host + ", " + south.host},
		"one that is no host": {"X-Forwarded-Host: " + north.host + "/" + south.host},
		"one that is nobody":  {"X-Forwarded-Host: nobody.test"},
	} {
		status, body := say("GET /api/brand", append([]string{"Host: " + north.host}, forwarded...)...)
		require.Equal(t, http.StatusNotFound, status, "%s: %s", name, body)
		require.NotContains(t, body, south.canary, name)
	}
	status, body = say("GET /api/objects", "Host: "+south.host, "X-Forwarded-Host: "+north.host, "Authorization: Bearer "+south.token)
	require.Equal(t, http.StatusMisdirectedRequest, status, body)
	return tried
}

func TestHostsDoNotTakeTheSocketsOfAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	address := w.listening(func(l net.Listener) net.Listener { return tls.NewListener(l, anyName(t)) })
	for name, one := range map[string]struct{ sni, host, origin, token string }{
		"another's token":               {north.host, north.host, north.host, south.token},
		"another's key":                 {north.host, north.host, north.host, south.key},
		"a handshake for another":       {south.host, north.host, north.host, north.token},
		"an origin of another":          {north.host, north.host, south.host, ""},
		"nobody":                        {north.host, north.host, north.host, ""},
		"the own token at another host": {south.host, south.host, south.host, north.token},
	} {
		dialer := websocket.Dialer{TLSClientConfig: &tls.Config{ServerName: one.sni, InsecureSkipVerify: true}, NetDial: func(string, string) (net.Conn, error) { return net.Dial("tcp", address) }}
		header := http.Header{"Origin": {"https://" + one.origin}}
		if one.token != "" {
			header.Set("Authorization", "Bearer "+one.token)
		}
		_, answer, err := dialer.Dial("wss://"+one.host+"/api/live", header)
		require.Error(t, err, name)
		require.NotNil(t, answer, name)
		require.GreaterOrEqual(t, answer.StatusCode, 400, name)
		require.NoError(t, answer.Body.Close())
	}
}

func TestWhatIsTooLongIsToldAsThatAndNotAsUnreadable(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	address := w.listening(plainly)
	conn, err := net.Dial("tcp", address)
	require.NoError(t, err)
	status, body := sayTo(t, conn, "GET /api/brand", "Host: "+north.host, "X-Long: "+strings.Repeat("x", 64<<10))
	require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, status)
	require.Contains(t, body, "too long")
	require.NotContains(t, body, "one Host")
}
