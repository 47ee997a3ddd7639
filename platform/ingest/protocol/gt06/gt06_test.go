package gt06_test

import (
	"bytes"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

var received = time.Date(2026, time.March, 1, 10, 20, 30, 0, time.FixedZone("", 3*3600))

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

// record is a position as the simulator sends it.
func record() protocol.Record {
	r := protocol.Record{
		Time: time.Date(2026, time.March, 1, 7, 20, 30, 0, time.UTC), Fix: true, Valid: true,
		Lat: -33.8567, Lon: 151.2153, Speed: 87, Course: 271,
	}
	r.Attributes.Int(protocol.Satellites, 11)
	r.Attributes.Bool(protocol.Ignition, true)
	r.Attributes.Int(protocol.Odometer, 123456789)
	return r
}

func TestOwnStreamsDecodeTheSameHoweverCutAndGlued(t *testing.T) {
	t.Parallel()
	for _, frames := range protocoltest.GoldenFrames(t, "", false) {
		protocoltest.CutAndGlue(t, gt06.Protocol(), protocol.Settings{}, frames...)
	}
}

func TestADayOfADeviceDecodesTheSameHoweverCutAndGlued(t *testing.T) {
	t.Parallel()
	p := gt06.Protocol()
	d := p.NewDevice(protocol.DeviceConfig{Identity: "356314041419858"})
	frames := [][]byte{d.Login(), d.Heartbeat()}
	for range 5 {
		frame, err := d.Encode([]protocol.Record{record()})
		require.NoError(t, err)
		frames = append(frames, frame)
	}
	protocoltest.CutAndGlue(t, p, protocol.Settings{}, frames...)
}

func TestAStopInsideTheContentEndsNothing(t *testing.T) {
	t.Parallel()
	s := gt06.Protocol().NewSession()
	// The serial port of a device sent 0D0A itself.
	frame := unhex(t, "7979000c9b0332352e340d0a123495bc0d0a")
	for n := range frame {
		got, dropped, err := s.Frame(frame[:n])
		require.NoError(t, err)
		require.Nil(t, got)
		require.Zero(t, dropped)
	}
	got, n, err := s.Frame(append(bytes.Clone(frame), 0x78))
	require.NoError(t, err)
	require.Equal(t, frame, got)
	require.Len(t, frame, n)
}

func TestAConnectionThatBeginsOtherwiseIsForeign(t *testing.T) {
	t.Parallel()
	for _, begin := range []string{"474554202f", "000f3335", "78", "7879", "7978", "23"} {
		s := gt06.Protocol().NewSession()
		_, _, err := s.Frame(unhex(t, begin))
		if begin == "78" {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, protocol.ErrForeign, begin)
	}
}

func TestNoiseBetweenFramesIsDroppedOnceTheProtocolIsKnown(t *testing.T) {
	t.Parallel()
	d := gt06.Protocol().NewDevice(protocol.DeviceConfig{Identity: "356314041419858"})
	login, heartbeat := d.Login(), d.Heartbeat()
	s := gt06.Protocol().NewSession()
	buf := append(append(bytes.Clone(login), "\r\nOK "...), heartbeat...)
	var frames [][]byte
	for len(buf) > 0 {
		frame, n, err := s.Frame(buf)
		require.NoError(t, err)
		require.Positive(t, n)
		if frame != nil {
			frames = append(frames, bytes.Clone(frame))
		}
		buf = buf[n:]
	}
	require.Equal(t, [][]byte{login, heartbeat}, frames)
}

func TestADamagedLengthCostsTheFrameAndNotTheConnection(t *testing.T) {
	t.Parallel()
	d := gt06.Protocol().NewDevice(protocol.DeviceConfig{Identity: "356314041419858"})
	login, heartbeat := d.Login(), d.Heartbeat()
	login[2] = 0x08
	s := gt06.Protocol().NewSession()
	frame, n, err := s.Frame(append(bytes.Clone(login), heartbeat...))
	require.NoError(t, err)
	require.Equal(t, login, frame)
	_, err = s.Decode(frame, received)
	require.ErrorIs(t, err, protocol.ErrChecksum)
	frame, _, err = s.Frame(append(bytes.Clone(login), heartbeat...)[n:])
	require.NoError(t, err)
	require.Equal(t, heartbeat, frame)
}

func TestEveryDamagedByteIsRefused(t *testing.T) {
	t.Parallel()
	frame := unhex(t, "787822220f0c1d023305c9027ac8180c46586000140001cc00287d001f71000001000820860d0a")
	for i := 2; i < len(frame)-2; i++ {
		damaged := bytes.Clone(frame)
		damaged[i] ^= 0x10
		m, err := gt06.Protocol().NewSession().Decode(damaged, received)
		require.Error(t, err, "byte %d", i)
		require.Empty(t, m.Records)
		require.Nil(t, m.Reply)
	}
}

func TestAPositionThatIsCutOffIsMalformed(t *testing.T) {
	t.Parallel()
	s := gt06.Protocol().NewSession()
	s.Configure(protocol.Settings{Unverified: true})
	m, err := s.Decode(unhex(t, "78780a120f0c1d023305000100000d0a"), received)
	require.ErrorIs(t, err, protocol.ErrMalformed)
	require.Nil(t, m.Reply)
}

func TestTheTimeRequestIsAnsweredInUTC(t *testing.T) {
	t.Parallel()
	m, err := gt06.Protocol().NewSession().Decode(unhex(t, "7878058a0021dd940d0a"), received)
	require.NoError(t, err)
	require.Equal(t, "78780b8a1a030107141e0000", hex.EncodeToString(m.Reply[:12]))
}

func TestAPhotoIsAskedForBlockByBlockAndMakesARecord(t *testing.T) {
	t.Parallel()
	const blockSize = 1024
	picture := bytes.Repeat([]byte("jpeg!"), 300)
	s := gt06.Protocol().NewSession()
	s.Configure(protocol.Settings{Unverified: true})
	info := "35" + "1a0301071400" + "01" + "067458200" + "2a57650" + "010001" + "000005dc" + "00000007"
	m, err := s.Decode(unhex(t, "787823"+info+"000100000d0a"), received)
	require.NoError(t, err)
	require.Equal(t, "78780f36"+"00000007"+"00000000"+"0400", hex.EncodeToString(m.Reply[:14]))

	first := "36" + "00000007" + "00000000" + "0400" + hex.EncodeToString(picture[:blockSize])
	m, err = s.Decode(unhex(t, "7979040f"+first+"000200000d0a"), received)
	require.NoError(t, err)
	require.Empty(t, m.Records)
	require.Equal(t, "78780f36"+"00000007"+"00000400"+"01dc", hex.EncodeToString(m.Reply[:14]))

	last := "36" + "00000007" + "00000400" + "01dc" + hex.EncodeToString(picture[blockSize:])
	m, err = s.Decode(unhex(t, "797901eb"+last+"000300000d0a"), received)
	require.NoError(t, err)
	require.Nil(t, m.Reply)
	require.Len(t, m.Records, 1)
	require.True(t, m.Records[0].Attributes.Has("io.photo"))
}

func TestTheOwnersZoneGoesBeforeTheDevices(t *testing.T) {
	t.Parallel()
	s := gt06.Protocol().NewSession()
	s.Configure(protocol.Settings{Unverified: true, Zone: time.FixedZone("", -3*3600)})
	m, err := s.Decode(unhex(t, "787822220f0c1d023305c9027ac8180c46586000140001cc00287d001f71000001000820860d0a"), received)
	require.NoError(t, err)
	require.Equal(t, time.Date(2015, time.December, 29, 5, 51, 5, 0, time.UTC), m.Records[0].Time)
}

func TestNotesCoverEveryByteOfAFrame(t *testing.T) {
	t.Parallel()
	for _, frames := range protocoltest.GoldenFrames(t, "", true) {
		frame := frames[len(frames)-1]
		notes := &protocol.Notes{}
		s := gt06.Protocol().NewSession()
		s.Configure(protocol.Settings{Unverified: true, Notes: notes})
		_, err := s.Decode(frame, received)
		require.NoError(t, err)
		covered := make([]bool, len(frame))
		for _, n := range notes.List {
			require.LessOrEqual(t, n.To, len(frame))
			for i := n.From; i < n.To; i++ {
				covered[i] = true
			}
		}
		require.NotContains(t, covered, false, "%x: %v", frame, notes.List)
	}
}

func FuzzFrameAndDecode(f *testing.F) {
	f.Add(unhex(f, "787822220f0c1d023305c9027ac8180c46586000140001cc00287d001f71000001000820860d0a"), byte(0))
	f.Add(unhex(f, "78780d010356307042441013a20d0a"), byte(1))
	f.Add(unhex(f, "7979000c9b0332352e340d0a123495bc0d0a"), byte(2))
	f.Add(unhex(f, "787802172603011020300011223344aa400011223344bb500100f4051a2b03c4400d0a"), byte(3))
	models := []string{"", "LW4G", "SEEWORLD", "NT20", "VL103", "R11", "QH302R", "GT06N"}
	f.Fuzz(func(t *testing.T, stream []byte, model byte) {
		s := gt06.Protocol().NewSession()
		s.Configure(protocol.Settings{Unverified: true, Model: models[int(model)%len(models)], Notes: &protocol.Notes{}})
		for len(stream) > 0 {
			frame, n, err := s.Frame(stream)
			if n < 0 || n > len(stream) || len(frame) > n {
				t.Fatalf("drops %d of %d, frame of %d", n, len(stream), len(frame))
			}
			if err != nil || n == 0 {
				return
			}
			if frame != nil {
				m, err := s.Decode(frame, received)
				if err != nil && (m.Reply != nil || m.Records != nil) {
					t.Fatalf("an error and a message: %v", err)
				}
			}
			stream = stream[n:]
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	frame := unhex(b, "787822220f0c1d023305c9027ac8180c46586000140001cc00287d001f71000001000820860d0a")
	s := gt06.Protocol().NewSession()
	b.ReportAllocs()
	for b.Loop() {
		f, _, err := s.Frame(frame)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Decode(f, received); err != nil {
			b.Fatal(err)
		}
	}
}
