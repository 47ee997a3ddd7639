package outward_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/outward"
)

func TestNobodyHasUsCallAMachineOfThisHouse(t *testing.T) {
	t.Parallel()
	called := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer s.Close()
	err := outward.New(false).Post(t.Context(), outward.Call{URL: s.URL, ID: "1", At: time.Unix(1, 0)})
	require.ErrorIs(t, err, outward.ErrInside)
	require.False(t, called)
	for address, public := range map[string]bool{
		"127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false, "172.16.0.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "::1": false, "::": false,
		"fd00::1": false, "fe80::1": false, "::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "224.0.0.1": false, "255.255.255.255": false,
		"8.8.8.8": true, "2606:4700::1111": true, "172.32.0.1": true,
	} {
		require.Equal(t, public, outward.Public(netip.MustParseAddr(address)), address)
	}
}

func TestACallIsSignedAndARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	at := time.Unix(1_700_000_000, 0)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if r.URL.Path != "/" || err != nil || r.Header.Get("Webhook-Signature") != outward.Sign("a secret", r.Header.Get("Webhook-Id"), at, body) {
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		}
	}))
	defer s.Close()
	call := outward.Call{URL: s.URL + "/", ID: "m1", At: at, Secrets: []string{"a secret"}, Body: []byte(`{"a":1}`)}
	require.NoError(t, outward.New(true).Post(t.Context(), call))
	call.Secrets = []string{"another"}
	require.Equal(t, outward.Refused{Status: http.StatusFound}, outward.New(true).Post(t.Context(), call))
}

func TestOneRuleDecidesWhichAddressesMayBeGivenAndWhichAreCalled(t *testing.T) {
	t.Parallel()
	for address, refused := range map[string]error{
		"https://example.com/hook": nil, "https://8.8.8.8/": nil, "https://example.com:8443/hook?a=b": nil,
		"http://example.com/hook": outward.ErrPlain, "https://10.0.0.1/": outward.ErrInside, "http://[::1]:8080/": outward.ErrInside,
		"https://[fe80::1%25eth0]/": outward.ErrInside, "https://a:b@example.com/": outward.ErrNoAddress, "ftp://example.com": outward.ErrNoAddress,
		"https://": outward.ErrNoAddress, "https://:443/": outward.ErrNoAddress, "nothing": outward.ErrNoAddress,
	} {
		require.ErrorIs(t, outward.New(false).Allows(address), refused, address)
		if refused != nil {
			require.ErrorIs(t, outward.New(false).Post(t.Context(), outward.Call{URL: address}), refused, address)
		}
	}
	require.NoError(t, outward.New(true).Allows("http://10.0.0.1:8080/hook"), "an installation that trusts its tenants")
	require.ErrorIs(t, outward.New(true).Allows("http://a:b@10.0.0.1/"), outward.ErrNoAddress)
}
