package ops_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/ops"
)

func TestReadinessNamesThePartThatIsNotReadyAndHealthDoesNotCare(t *testing.T) {
	t.Parallel()
	s, err := ops.Listen(t.Context(), "127.0.0.1:0", prometheus.NewRegistry(), map[string]ops.Check{
		"database": func(context.Context) error { return errors.New("does not answer") },
		"spool":    func(context.Context) error { return nil },
	})
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- s.Serve() }()
	get := func(path string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.Address()+path, nil)
		require.NoError(t, err)
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		return resp.StatusCode, string(body)
	}
	status, body := get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.JSONEq(t, `{"database":"does not answer","spool":"ok"}`, body)
	status, _ = get("/healthz")
	require.Equal(t, http.StatusOK, status)
	status, _ = get("/metrics")
	require.Equal(t, http.StatusOK, status)
	require.NoError(t, s.Shutdown(t.Context()))
	require.NoError(t, <-served)
}
