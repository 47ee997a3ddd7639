package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The check values are those of the catalogue of parametrised CRC algorithms: each CRC of "123456789".
func TestEachChecksumGivesItsCatalogueCheckValue(t *testing.T) {
	t.Parallel()
	check := []byte("123456789")
	require.Equal(t, uint16(0xBB3D), protocol.CRC16ARC(check))
	require.Equal(t, uint16(0x4B37), protocol.CRC16Modbus(check))
	require.Equal(t, uint16(0x2189), protocol.CRC16Kermit(check))
	require.Equal(t, uint16(0x906E), protocol.CRC16X25(check))
	require.Equal(t, uint16(0x29B1), protocol.CRC16CCITTFalse(check))
	require.Equal(t, uint8(0xF7), protocol.CRC8(check))
	require.Equal(t, uint8(0x31), protocol.XOR(check))
	require.Equal(t, uint8(0xDD), protocol.Sum8(check))
}

func TestChecksumsOfNothingAreTheirFirstValues(t *testing.T) {
	t.Parallel()
	require.Equal(t, uint16(0), protocol.CRC16ARC(nil))
	require.Equal(t, uint16(0), protocol.CRC16X25(nil))
	require.Equal(t, uint16(0xFFFF), protocol.CRC16CCITTFalse(nil))
	require.Equal(t, uint8(0xFF), protocol.CRC8(nil))
}

func BenchmarkCRC16X25(b *testing.B) {
	frame := make([]byte, 1024)
	b.SetBytes(int64(len(frame)))
	for b.Loop() {
		protocol.CRC16X25(frame)
	}
}
