package wialonips_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
)

var received = time.Date(2026, time.March, 1, 10, 20, 30, 0, time.UTC)

// decode gives the message of the last of some packets of one connection.
func decode(t *testing.T, packets ...string) (protocol.Message, error) {
	t.Helper()
	s := wialonips.Protocol().NewSession()
	for _, packet := range packets[:len(packets)-1] {
		_, err := s.Decode([]byte(packet), received)
		require.NoError(t, err)
	}
	return s.Decode([]byte(packets[len(packets)-1]), received)
}

// sealed is a packet of version 2.
func sealed(kind, body string) string {
	return fmt.Sprintf("#%s#%s%04X", kind, body, protocol.CRC16ARC([]byte(body)))
}

func TestOwnStreamsDecodeTheSameHoweverCutAndGlued(t *testing.T) {
	t.Parallel()
	for _, frames := range protocoltest.GoldenFrames(t, "", false) {
		var stream [][]byte
		for _, frame := range frames {
			switch {
			case frame[0] == 0xFF, bytes.HasPrefix(frame, []byte("#I#")):
			case !bytes.HasSuffix(frame, []byte("\r\n")):
				frame = append(frame, "\r\n"...)
			}
			stream = append(stream, frame)
		}
		protocoltest.CutAndGlue(t, wialonips.Protocol(), protocol.Settings{}, stream...)
	}
}

func TestSharedStreamsDecodeTheSameHoweverCutAndGlued(t *testing.T) {
	t.Parallel()
	p := wialonips.Protocol()
	for _, frames := range protocoltest.SharedFrames(t, p, "\r\n", nil) {
		protocoltest.CutAndGlue(t, p, protocol.Settings{Unverified: true}, frames...)
	}
}

func TestALoginTellsThePasswordAndBothRefusals(t *testing.T) {
	t.Parallel()
	for login, password := range map[string]string{
		"#L#352093081429150;secret":                       "secret",
		"#L#352093081429150;NA":                           "",
		"#L#352093081429150;":                             "",
		"#L#352093081429150":                              "",
		sealed("L", "2.0;352093081429150;secret;"):        "secret",
		sealed("L", "2.1;352093081429150;NA;"):            "",
		"#L#1.1;352093081429150;secret":                   "secret",
		sealed("L", "1.1;352093081429150;secret;"):        "secret",
		"#L#352093081429150;pass word":                    "pass word",
		sealed("L", "2.0;352093081429150;0;") + "\r\n":    "0",
		sealed("L", "2.0;352093081429150;secret;") + "\n": "secret",
	} {
		m, err := decode(t, login)
		require.NoError(t, err, login)
		require.Equal(t, []protocol.Identity{{IMEI: true, Value: "352093081429150"}}, m.Identities)
		require.True(t, m.HasPassword)
		require.Equal(t, password, m.Password, login)
		require.Equal(t, "#AL#1\r\n", string(m.Reply))
		require.Equal(t, "#AL#0\r\n", string(m.Refusal))
		require.Equal(t, "#AL#01\r\n", string(m.WrongPassword))
	}
}

func TestADatagramOfADeviceWithAPasswordMustBringIt(t *testing.T) {
	t.Parallel()
	s := wialonips.Protocol().NewDatagram()
	m, err := s.Decode([]byte("unit7;secret#P#"), received)
	require.NoError(t, err)
	require.True(t, m.HasPassword)
	require.Equal(t, "secret", m.Password)
	require.Equal(t, []protocol.Identity{{Value: "unit7"}}, m.Identities)
	m, err = s.Decode([]byte("unit7#P#"), received)
	require.NoError(t, err)
	require.True(t, m.HasPassword)
	require.Empty(t, m.Password)
}

func TestVersion2RefusesWhatHasNoChecksumOrAWrongOneAndSaysSo(t *testing.T) {
	t.Parallel()
	login := sealed("L", "2.0;352093081429150;NA;")
	short := "160524;123456;6010.1997;N;02456.5520;E;42;123;30;9"
	full := short + ";0.8;5;2;;NA;NA"
	for packet, refusal := range map[string]string{
		"#L#2.0;352093081429150;NA;0000": "#AL#10\r\n",
		"#L#2.0;352093081429150;NA":      "#AL#10\r\n",
		"#SD#" + short:                   "#ASD#13\r\n",
		"#SD#" + short + ";0000":         "#ASD#13\r\n",
		"#D#" + full:                     "#AD#16\r\n",
		"#D#" + full + ";0000":           "#AD#16\r\n",
		"#B#" + short + "|" + short:      "#AB#\r\n",
		"#B#" + short + "|0000":          "#AB#\r\n",
		"#M#text;0000":                   "#AM#01\r\n",
	} {
		m, err := decode(t, login, packet)
		require.ErrorIs(t, err, protocol.ErrChecksum, packet)
		require.Nil(t, m.Reply, packet)
		require.Empty(t, m.Records, packet)
		require.Equal(t, refusal, string(m.Refusal), packet)
	}
}

func TestAWrongFieldIsAnsweredByItsCode(t *testing.T) {
	t.Parallel()
	for fields, code := range map[string]string{
		"160524;123456;6010.1997;N;02456.5520;E;42;123;30":              "-1",
		"16052;123456;6010.1997;N;02456.5520;E;42;123;30;9":             "0",
		"320524;123456;6010.1997;N;02456.5520;E;42;123;30;9":            "0",
		"160524;243456;6010.1997;N;02456.5520;E;42;123;30;9":            "0",
		"160524;123456;9110.1997;N;02456.5520;E;42;123;30;9":            "10",
		"160524;123456;6010.1997;X;02456.5520;E;42;123;30;9":            "10",
		"160524;123456;6010.1997;N;NaN;E;42;123;30;9":                   "10",
		"160524;123456;6010.1997;N;02456.5520;E;fast;123;30;9":          "11",
		"160524;123456;6010.1997;N;02456.5520;E;42;123;30;many":         "12",
		"160524;123456;6010.1997;N;02456.5520;E;42;123;30;9;0.8;x;2;;;": "13",
	} {
		m, err := decode(t, "#D#"+fields)
		require.ErrorIs(t, err, protocol.ErrMalformed, fields)
		require.Nil(t, m.Reply, fields)
		require.Equal(t, "#AD#"+code+"\r\n", string(m.Refusal), fields)
	}
}

func TestAConnectionOfAnotherProtocolIsForeign(t *testing.T) {
	t.Parallel()
	for _, begin := range []string{"000f333532", "474554202f20485454502f312e310d0a", "7878", "160301", "2424"} {
		stream, err := hex.DecodeString(begin)
		require.NoError(t, err)
		_, n, err := wialonips.Protocol().NewSession().Frame(stream)
		if begin == "2424" || begin == "7878" {
			require.NoError(t, err, "printable so far: nothing speaks against an identity")
			require.Zero(t, n)
			continue
		}
		require.ErrorIs(t, err, protocol.ErrForeign, begin)
	}
}

func TestAPictureOfSeveralBlocksIsAnsweredBlockByBlock(t *testing.T) {
	t.Parallel()
	s := wialonips.Protocol().NewSession()
	var stream []byte
	blocks := []string{"first\r\n", "#D#second", "3"}
	for i, block := range blocks {
		stream = fmt.Appendf(stream, "#I#%d;%d;2;160524;123456;a.jpg\r\n%s", len(block), i, block)
	}
	var replies string
	var records []protocol.Record
	for len(stream) > 0 {
		frame, n, err := s.Frame(stream)
		require.NoError(t, err)
		require.Positive(t, n)
		m, err := s.Decode(frame, received)
		require.NoError(t, err)
		replies += string(m.Reply)
		records = append(records, m.Records...)
		stream = stream[n:]
	}
	require.Equal(t, "#AI#0;1\r\n#AI#1;1\r\n#AI#2;1\r\n#AI#1\r\n", replies)
	require.Len(t, records, 1)
	photo, _ := records[0].Attributes.Get("io.photo")
	require.Equal(t, "Zmlyc3QNCiNEI3NlY29uZDM=", photo.Value())
}

func TestABlockOutOfTurnIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	m, err := decode(t, "#I#3;1;2;160524;123456;a.jpg\r\nabc")
	require.NoError(t, err)
	require.Equal(t, "#AI#1;0\r\n", string(m.Reply))
	require.Empty(t, m.Records)
}

func TestAMultitudeOfParametersCostsLittleAndLosesNothing(t *testing.T) {
	t.Parallel()
	var list strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&list, "p%d:1:%d,", i, i)
	}
	m, err := decode(t, "#D#160524;123456;6010.1997;N;02456.5520;E;42;123;30;9;0.8;5;2;;NA;"+list.String())
	require.NoError(t, err)
	attributes := m.Records[0].Attributes
	require.Less(t, len(attributes), 400)
	more, ok := attributes.Get("io.more_parameters")
	require.True(t, ok)
	require.Contains(t, more.Value(), "p19999:1:19999")
}

func TestNotesCoverWhatAPersonSees(t *testing.T) {
	t.Parallel()
	notes := &protocol.Notes{}
	s := wialonips.Protocol().NewSession()
	s.Configure(protocol.Settings{Notes: notes})
	frame := []byte(sealed("SD", "160524;123456;6010.1997;N;02456.5520;E;42;123;30;9;"))
	_, err := s.Decode(frame, received)
	require.NoError(t, err)
	values := map[string]string{}
	for _, n := range notes.List {
		require.LessOrEqual(t, n.To, len(frame))
		values[n.Name] = n.Value
	}
	require.Equal(t, "short data", values["packet"])
	require.Equal(t, "42", values["speed (km/h)"])
	require.Equal(t, "right", values["checksum (CRC-16)"])
}

func FuzzFrameAndDecode(f *testing.F) {
	f.Add([]byte("#L#2.0;42;NA;0000\r\n#D#160524;123456;6010.1997;N;02456.5520;E;42;123;30;9;0.8;5;2;1,2;NA;a:1:1\r\n#P#\r\n"))
	f.Add([]byte("#B#160524;123456;6010.1997;N;02456.5520;E;42;123;30;9|x|\r\n"))
	f.Add([]byte("#I#3;0;0;160524;123456;a\r\nabc#M#hi\r\n"))
	f.Add([]byte("\xff\x08\x00\x78\x9c\x03\x00\x00\x00\x00\x01"))
	f.Add([]byte("2.0;7;pw#SD#NA;NA;NA;NA;NA;NA;NA;NA;NA;NA;\r\n"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		for _, s := range []protocol.Session{wialonips.Protocol().NewSession(), wialonips.Protocol().NewDatagram()} {
			s.Configure(protocol.Settings{Unverified: true, Notes: &protocol.Notes{}})
			for rest := stream; len(rest) > 0; {
				frame, n, err := s.Frame(rest)
				if n < 0 || n > len(rest) || len(frame) > n {
					t.Fatalf("drops %d of %d, frame of %d", n, len(rest), len(frame))
				}
				if err != nil || n == 0 {
					break
				}
				if frame != nil {
					if m, err := s.Decode(frame, received); err != nil && (m.Reply != nil || m.Records != nil) {
						t.Fatalf("an error and a message: %v", err)
					}
				}
				rest = rest[n:]
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	login := sealed("L", "2.0;352093081429150;NA;")
	packet := []byte(sealed("D", "160524;123456;6010.1997;N;02456.5520;E;42;123;30;9;0.8;5;2;14.77,0.02;NA;count1:1:564,fuel:2:45.8,pwr_ext:2:12.6;") + "\r\n")
	s := wialonips.Protocol().NewSession()
	if _, err := s.Decode([]byte(login), received); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		frame, _, err := s.Frame(packet)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Decode(frame, received); err != nil {
			b.Fatal(err)
		}
	}
}
