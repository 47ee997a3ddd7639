package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestBCDGivesTwoDigitsAByteAndShowsWhatIsNotADigit(t *testing.T) {
	t.Parallel()
	require.Equal(t, "0123", string(protocol.BCD(nil, []byte{0x01, 0x23})))
	require.Equal(t, "x9f", string(protocol.BCD([]byte("x"), []byte{0x9F})))
}

func TestAppendBCDPadsAnOddNumberOfDigitsInFront(t *testing.T) {
	t.Parallel()
	require.Equal(t, []byte{0x01, 0x23}, protocol.AppendBCD(nil, "123"))
	require.Equal(t, []byte{0x12, 0x34}, protocol.AppendBCD(nil, "1234"))
	require.Empty(t, protocol.AppendBCD(nil, ""))
}

func TestFifteenDigitsAreAnIMEIAndNothingElseIs(t *testing.T) {
	t.Parallel()
	require.Equal(t, protocol.Identity{IMEI: true, Value: "864717003283581"}, protocol.IdentityOf("864717003283581"))
	for _, other := range []string{"", "42001300083", "0864717003283581", "86471700328358a"} {
		require.Equal(t, protocol.Identity{Value: other}, protocol.IdentityOf(other))
	}
}
