package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheClientsDocumentIsWhatTheRoutesSay(t *testing.T) {
	t.Parallel()
	want, err := document()
	require.NoError(t, err)
	got, err := os.ReadFile("../../web/api.json")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "web/api.json is stale: go generate ./tools/openapi && make generate-web")
}
