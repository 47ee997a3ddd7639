package catcher_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/smtp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/catcher"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func get(t *testing.T, url, host string) (int, http.Header, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	if host != "" {
		request.Host = host
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	http.DefaultClient.CloseIdleConnections()
	return response.StatusCode, response.Header, string(body)
}

func TestLettersAreKeptSearchedAndShownWithoutRunningAnything(t *testing.T) {
	c, err := catcher.Listen(t.Context())
	require.NoError(t, err)
	defer func() { require.NoError(t, c.Close()) }()
	letter := "From: A <a@example.com>\r\nTo: b@example.com\r\nSubject: =?utf-8?q?=D0=9F=D0=B8=D1=81=D1=8C=D0=BC=D0=BE?=\r\n" +
		"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nplain\r\n--x\r\n" +
		"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<script>alert(1)</script>caf=C3=A9\r\n--x--\r\n"
	require.NoError(t, smtp.SendMail(c.Address(), nil, "a@example.com", []string{"b@example.com"}, []byte(letter)))
	require.NoError(t, smtp.SendMail(c.Address(), nil, "a@example.com", []string{"c@example.com"}, []byte("From: a@example.com\r\nSubject: other\r\n\r\nplain\r\n")))
	require.NoError(t, c.Await(t.Context(), 2))
	_, _, list := get(t, c.URL()+"/letters.json?to=B@example", "")
	var letters []catcher.Letter
	require.NoError(t, json.Unmarshal([]byte(list), &letters))
	require.Len(t, letters, 1)
	require.Equal(t, "Письмо", letters[0].Subject)
	require.Equal(t, "plain", strings.TrimSpace(letters[0].Text))
	require.Contains(t, letters[0].HTML, "café")
	_, _, page := get(t, c.URL(), "")
	require.Contains(t, page, "Письмо")
	status, header, body := get(t, c.URL()+"/letters/1/html", "")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, "café")
	require.Contains(t, header.Get("Content-Security-Policy"), "sandbox allow-popups")
	require.NotContains(t, header.Get("Content-Security-Policy"), "allow-scripts")
	_, _, shown := get(t, c.URL()+"/letters/1", "")
	require.NotContains(t, shown, "<script>")
	status, _, _ = get(t, c.URL(), "evil.example")
	require.Equal(t, http.StatusNotFound, status)
}
