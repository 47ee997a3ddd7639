package teltonika

import (
	"encoding/binary"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

var received = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

func stream(s protocol.Settings) protocol.Session {
	session := Protocol().NewSession()
	session.Configure(s)
	return session
}

func decode(t testing.TB, s protocol.Settings, frame []byte) protocol.Message {
	t.Helper()
	m, err := stream(s).Decode(frame, received)
	require.NoError(t, err)
	return m
}

// packet wraps data, from the codec to the second count, with a right length and CRC.
func packet(t testing.TB, data string) []byte {
	t.Helper()
	return appendPacket(nil, unhex(t, data))
}

const (
	login = "000f333536333037303432343431303133"
	// The second example of codec 8: a movement of input 1.
	oneRecord = "08010000016b40d9ad80010000000000000000000000000000000103021503010101425e10000001"
)

func TestLoginIsAnsweredWithOneAndRefusedWithZero(t *testing.T) {
	m := decode(t, protocol.Settings{}, unhex(t, login))
	require.Equal(t, "login", m.Kind)
	require.Equal(t, []protocol.Identity{{IMEI: true, Value: "356307042441013"}}, m.Identities)
	require.Equal(t, []byte{1}, m.Reply)
	require.Equal(t, []byte{0}, m.Refusal)
	require.Empty(t, m.Records)
}

func TestRecordsAreAnsweredWithTheirNumber(t *testing.T) {
	m := decode(t, protocol.Settings{}, packet(t, oneRecord))
	require.Equal(t, []byte{0, 0, 0, 1}, m.Reply)
	require.Nil(t, m.Refusal)
	require.Empty(t, m.Identities, "the login named the device")
}

func TestKeepAliveIsAFrameWithoutAnAnswer(t *testing.T) {
	frame, n, err := stream(protocol.Settings{}).Frame([]byte{0xFF, 0x00})
	require.NoError(t, err)
	require.Equal(t, []byte{0xFF}, frame)
	require.Equal(t, 1, n)
	m := decode(t, protocol.Settings{}, frame)
	require.Equal(t, "heartbeat", m.Kind)
	require.Nil(t, m.Reply)
}

func TestEveryTurnedBitOfAPacketIsRefused(t *testing.T) {
	whole := packet(t, oneRecord)
	for i := header * 8; i < len(whole)*8; i++ {
		frame := append([]byte(nil), whole...)
		frame[i/8] ^= 1 << (i % 8)
		m, err := stream(protocol.Settings{}).Decode(frame, received)
		require.ErrorIs(t, err, protocol.ErrChecksum, "bit %d", i)
		require.Nil(t, m.Reply)
	}
}

func TestWrongChecksumsPassOnlyUnverified(t *testing.T) {
	frame := packet(t, oneRecord)
	frame[len(frame)-1] ^= 1
	m := decode(t, protocol.Settings{Unverified: true}, frame)
	require.Len(t, m.Records, 1)
}

func TestPacketsThatDoNotHoldTogetherAreMalformed(t *testing.T) {
	for name, data := range map[string]string{
		"second count differs":     oneRecord[:len(oneRecord)-2] + "02",
		"a byte too many":          oneRecord[:len(oneRecord)-2] + "0101",
		"more records than bytes":  "08ff" + oneRecord[4:],
		"elements beyond the end":  oneRecord[:56] + "ff" + oneRecord[58:],
		"unknown codec":            "2a" + oneRecord[2:],
		"codec 7 cut short":        "0702" + "41bf9db00f" + "02",
		"codec 12 says too much":   "0c0106000000ff4f4b01",
		"codec 12 says negative":   "0c0106ffffffff4f4b01",
		"codec 14 without an IMEI": "0e010600000002" + "4f4b01",
	} {
		t.Run(name, func(t *testing.T) {
			m, err := stream(protocol.Settings{}).Decode(packet(t, data), received)
			require.ErrorIs(t, err, protocol.ErrMalformed)
			require.Nil(t, m.Reply)
		})
	}
}

func TestALengthThatLiesIsMalformed(t *testing.T) {
	frame := packet(t, oneRecord)
	binary.BigEndian.PutUint32(frame[preamble:], 7)
	_, err := stream(protocol.Settings{}).Decode(frame, received)
	require.ErrorIs(t, err, protocol.ErrMalformed)
}

func TestForeignBytesCloseTheConnection(t *testing.T) {
	for name, buf := range map[string][]byte{
		"a web browser":               []byte("GET / HTTP/1.1\r\n"),
		"TLS":                         {0x16, 0x03, 0x01},
		"another tracker":             {0x78, 0x78, 0x0D, 0x01},
		"a login of binary":           {0x00, 0x0F, 0x01},
		"a login too long":            {0x00, 0x40},
		"a half preamble":             {0x00, 0x00, 0x00, 0x01},
		"a packet of nothing":         {0, 0, 0, 0, 0, 0, 0, 2},
		"a packet without an end":     {0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF},
		"a packet beyond what we buf": {0, 0, 0, 0, 0, 0, 0x80, 0},
	} {
		t.Run(name, func(t *testing.T) {
			frame, n, err := stream(protocol.Settings{}).Frame(buf)
			require.ErrorIs(t, err, protocol.ErrForeign)
			require.Nil(t, frame)
			require.Zero(t, n)
		})
	}
}

func TestNothingLargerThanMaxFrameIsWaitedFor(t *testing.T) {
	buf := []byte{0, 0, 0, 0}
	buf = binary.BigEndian.AppendUint32(buf, maxFrame-header-crcLength)
	_, n, err := stream(protocol.Settings{}).Frame(buf)
	require.NoError(t, err)
	require.Zero(t, n)
	frame, n, err := stream(protocol.Settings{}).Frame(append(buf, make([]byte, maxFrame)...))
	require.NoError(t, err)
	require.Len(t, frame, Protocol().MaxFrame)
	require.Equal(t, Protocol().MaxFrame, n)
}

func TestDatagramsNameTheDeviceAndAreAnsweredByPacket(t *testing.T) {
	// Data Sending Protocols, "Codec 8 protocol sending over UDP" and "Codec 8 Extended protocol sending over UDP".
	for name, c := range map[string]struct{ datagram, reply string }{
		"codec 8": {
			"003dcafe0105000f33353230393330383634303336353508010000016b4f815b30010000000000000000000000000000000103021503010101425dbc000001",
			"0005cafe010501",
		},
		"codec 8 Extended": {
			"005fcafe0107000f3335323039333038363430333635358e010000016b4f831c680100000000000000000000000000000000010005000100010100010011009d00010010015e2c880002000b000000003544c87a000e000000001dd7e06a000001",
			"0005cafe010701",
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := Protocol().NewDatagram().Decode(unhex(t, c.datagram), received)
			require.NoError(t, err)
			require.Equal(t, []protocol.Identity{{IMEI: true, Value: "352093086403655"}}, m.Identities)
			require.Len(t, m.Records, 1)
			require.Equal(t, c.reply, hex.EncodeToString(m.Reply))
			require.Nil(t, m.Refusal, "an unknown device is not answered")
		})
	}
}

func TestDatagramsCutShortAreRefused(t *testing.T) {
	whole := unhex(t, "003dcafe0105000f33353230393330383634303336353508010000016b4f815b30010000000000000000000000000000000103021503010101425dbc000001")
	for n := range whole {
		m, err := Protocol().NewDatagram().Decode(whole[:n], received)
		require.Error(t, err, "%d bytes", n)
		require.Nil(t, m.Reply)
	}
}

func TestAStreamTakesNoDatagrams(t *testing.T) {
	datagram := unhex(t, "003dcafe0105000f33353230393330383634303336353508010000016b4f815b30010000000000000000000000000000000103021503010101425dbc000001")
	_, err := stream(protocol.Settings{}).Decode(datagram, received)
	require.ErrorIs(t, err, protocol.ErrForeign)
}
