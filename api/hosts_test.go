package api_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
)

// anyName is a certificate for every name: what is refused here is refused by the doors, not for want of one.
func anyName(t *testing.T) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

func TestWithTLSTheNameOfTheHandshakeIsTheHostOrNothingIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	secured := tls.NewListener(listener, anyName(t))
	go func() { served <- w.server.Serve(secured) }()
	say := func(sni, line string, headers ...string) (int, string) {
		conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{ServerName: sni, InsecureSkipVerify: true})
		require.NoError(t, err)
		return sayTo(t, conn, line, headers...)
	}
	status, body := say(north.host, "GET /api/brand", "Host: "+strings.ToUpper(north.host)+":443")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, north.canary)
	for name, request := range map[string][]string{
		"another host than the handshake's": {north.host, "GET /api/brand", "Host: " + south.host},
		"a handshake without a name":        {"", "GET /api/brand", "Host: " + south.host},
		"an absolute form of another host":  {north.host, "GET https://" + south.host + "/api/brand", "Host: " + north.host},
		"an absolute form of both":          {north.host, "GET https://" + south.host + "/api/brand", "Host: " + south.host},
		"a forwarded host":                  {north.host, "GET /api/brand", "Host: " + north.host, "X-Forwarded-Host: " + south.host},
		"another's cookie":                  {north.host, "GET /api/objects", "Host: " + north.host, "Cookie: __Host-session=" + south.token},
		"another's token":                   {north.host, "GET /api/objects", "Host: " + north.host, "Authorization: Bearer " + south.token},
		"another's manifest":                {north.host, "GET /manifest.webmanifest", "Host: " + north.host, "X-Original-URL: https://" + south.host + "/manifest.webmanifest"},
	} {
		status, body := say(request[0], request[1], request[2:]...)
		require.NotContains(t, body, south.canary, name)
		if strings.HasPrefix(name, "another host") || strings.HasPrefix(name, "a handshake") || strings.HasSuffix(name, "cookie") || strings.HasSuffix(name, "token") {
			require.Equal(t, http.StatusMisdirectedRequest, status, name)
		}
	}
	require.NoError(t, w.server.Shutdown(t.Context()))
	require.NoError(t, <-served)
}

func TestAHostThatSendsBrowsersOnMovesPagesAndNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	ctx := t.Context()
	require.NoError(t, w.tenants.GiveHost(ctx, north.scope.Tenant(), "old-"+north.host, false))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update hosts set redirects = true where host = $1`, "old-"+north.host)
		return err
	}))
	ask := func(method, path string) *http.Response {
		request := httptest.NewRequest(method, path, nil)
		request.Host = "old-" + north.host
		answer, err := w.server.App().Test(request, -1)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		return answer
	}
	for _, path := range []string{"/", "/console/customers?q=a%2Fb", "//elsewhere.test/x", "/manifest.webmanifest"} {
		answer := ask(http.MethodGet, path)
		require.Equal(t, http.StatusPermanentRedirect, answer.StatusCode, path)
		require.True(t, strings.HasPrefix(answer.Header.Get("Location"), "http://"+north.host+"/"), answer.Header.Get("Location"))
	}
	require.Equal(t, http.StatusOK, ask(http.MethodGet, "/api/brand").StatusCode, "a program goes on where it is")
	require.NotEqual(t, http.StatusPermanentRedirect, ask(http.MethodPost, "/").StatusCode)
	for _, path := range []string{"/osmand", "/osmand?id=353173060000049&lat=1&lon=1"} {
		require.NotEqual(t, http.StatusPermanentRedirect, ask(http.MethodGet, path).StatusCode, "a phone reports where it was set up to")
	}
	for _, r := range w.server.Routes() {
		if r.FromElsewhere {
			require.NotEqual(t, http.StatusPermanentRedirect, ask(r.Method, r.Path).StatusCode, "%s %s", r.Method, r.Path)
		}
	}
}

func TestAPictureOfABrandIsShownInLettersThatAreReadOnAnotherSite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	policy := func(path string) string {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		request.Host = north.host
		answer, err := w.server.App().Test(request, -1)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, http.StatusOK, answer.StatusCode, path)
		return answer.Header.Get("Cross-Origin-Resource-Policy")
	}
	require.Equal(t, "cross-origin", policy("/brand/"+north.ids["picture"]))
	require.Equal(t, "same-origin", policy("/api/brand"), "nothing else is")
	require.Equal(t, "same-origin", policy("/"))
}
