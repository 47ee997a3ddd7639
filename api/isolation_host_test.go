package api_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheHostIsWhatTheHostHeaderSaysWhateverElseARequestNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- w.server.Serve(listener) }()
	say := func(line string, headers ...string) (int, string) {
		conn, err := net.Dial("tcp", listener.Addr().String())
		require.NoError(t, err)
		return sayTo(t, conn, line, headers...)
	}
	ours := "Host: " + north.host
	status, brand := say("GET /api/brand", ours)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, brand, north.canary)
	for name, request := range map[string][]string{
		"an absolute form of another host": {"GET http://" + south.host + "/api/brand", ours},
		"two slashes and another host":     {"GET //" + south.host + "/api/brand", ours},
		"a forwarded host":                 {"GET /api/brand", ours, "X-Forwarded-Host: " + south.host, "Forwarded: host=" + south.host, "X-Original-Host: " + south.host},
		"a host behind an @":               {"GET /api/brand", "Host: " + north.host + "@" + south.host},
		"a host behind a comma":            {"GET /api/brand", "Host: " + north.host + ", " + south.host},
		"another way to write the path":    {"GET /API/Brand", ours},
		"a path with dots":                 {"GET /api/x/../../" + south.host + "/api/brand", ours},
	} {
		_, body := say(request[0], request[1:]...)
		require.NotContains(t, body, south.canary, name)
	}
	// The same of what needs a session: a session of the north is worth nothing where the south is meant.
	token := "Authorization: Bearer " + north.token
	for _, path := range []string{"/API/objects", "/api/OBJECTS", "/api/objects/", "/api//objects", "/api/./objects", "/api/%6fbjects", "/api/objects%2f"} {
		status, body := say("GET "+path, ours, token)
		require.NotEqual(t, http.StatusInternalServerError, status, path)
		nobody, _ := say("GET "+path, ours)
		if status == http.StatusOK && strings.Contains(body, "items") {
			require.Equal(t, http.StatusUnauthorized, nobody, "%s is open to nobody", path)
		}
	}
	status, _ = say("GET /api/objects", "Host: "+south.host, token)
	require.Equal(t, http.StatusMisdirectedRequest, status)
	require.NoError(t, w.server.Shutdown(t.Context()))
	require.NoError(t, <-served)
}

// sayTo sends a request as it stands, which no client library would, and closes the connection.
func sayTo(t *testing.T, conn net.Conn, line string, headers ...string) (int, string) {
	t.Helper()
	defer conn.Close()
	_, err := conn.Write([]byte(line + " HTTP/1.1\r\nConnection: close\r\n" + strings.Join(append(headers, "\r\n"), "\r\n")))
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(body)
}
