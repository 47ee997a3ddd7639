package all_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
)

func TestEveryProtocolIsWholeAndNoTwoShareANameOrPort(t *testing.T) {
	t.Parallel()
	names, ports := map[string]bool{}, map[int]string{}
	for _, p := range all.Table() {
		require.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, p.Name)
		require.False(t, names[p.Name], p.Name)
		names[p.Name] = true
		require.NotEmpty(t, p.Title)
		require.Empty(t, ports[p.Port], "%s has the port of another", p.Name)
		ports[p.Port] = p.Name
		require.NotZero(t, p.Transports)
		require.Positive(t, p.MaxFrame)
		require.Equal(t, p.Transports&protocol.TCP != 0, p.NewSession != nil, p.Name)
		require.Equal(t, p.Transports&protocol.UDP != 0, p.NewDatagram != nil, p.Name)
		require.Equal(t, p.Transports&protocol.HTTP != 0, p.DecodeHTTP != nil, p.Name)
		require.NotNil(t, p.NewDevice, "%s is simulated", p.Name)
	}
}
