package osmand

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func newTestDevice(variant string) protocol.Device {
	return Protocol().NewDevice(protocol.DeviceConfig{Identity: "phone-7", Variant: variant})
}

func walking() protocol.Record {
	r := protocol.Record{
		Time: time.Date(2026, time.February, 28, 23, 59, 58, 123e6, time.UTC), Fix: true, Valid: true,
		Lat: 60.1699123, Lon: -24.9384567, Altitude: 12.5, Speed: 5.4, Course: 271.5,
	}
	r.Attributes.Int(protocol.BatteryLevel, 57)
	r.Attributes.Bool(protocol.Charge, false)
	r.Attributes.Bool(protocol.Motion, true)
	r.Attributes.Int(protocol.Odometer, 4200)
	r.Attributes.Float(protocol.TemperaturePrefix+"1", -3.5)
	r.Attributes.Alarm(protocol.AlarmSOS)
	r.Attributes.String("note", "a=b & c")
	return r
}

// serve reads the requests in b as an HTTP server would.
func serve(t *testing.T, b []byte) protocol.Message {
	t.Helper()
	request, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(b)))
	require.NoError(t, err)
	body, err := io.ReadAll(request.Body)
	require.NoError(t, err)
	m, _, err := Protocol().DecodeHTTP(protocol.HTTPRequest{
		Method: request.Method, Path: request.URL.Path, Query: request.URL.Query(),
		ContentType: request.Header.Get("Content-Type"), Body: body,
	}, protocol.Settings{}, received)
	require.NoError(t, err)
	return m
}

func TestWhatAPhoneSendsIsWhatTheServerReads(t *testing.T) {
	for _, variant := range []string{"query", "json"} {
		t.Run(variant, func(t *testing.T) {
			sent := walking()
			b, err := newTestDevice(variant).Encode([]protocol.Record{sent})
			require.NoError(t, err)
			m := serve(t, b)
			require.Equal(t, []protocol.Identity{{Value: "phone-7"}}, m.Identities)
			require.Len(t, m.Records, 1)
			got := m.Records[0]
			require.Equal(t, sent.Time, got.Time)
			require.InDelta(t, sent.Speed, got.Speed, 1e-9)
			require.Equal(t, []any{sent.Fix, sent.Valid, sent.Lat, sent.Lon, sent.Altitude, sent.Course},
				[]any{got.Fix, got.Valid, got.Lat, got.Lon, got.Altitude, got.Course})
			for _, a := range sent.Attributes {
				b, ok := got.Attributes.Get(a.Key)
				require.True(t, ok, "no %s", a.Key)
				require.Equal(t, a.Value(), b.Value(), a.Key)
			}
		})
	}
}

func TestAnInvalidPositionArrivesAsSuch(t *testing.T) {
	for _, variant := range []string{"query", "json"} {
		r := walking()
		r.Valid = false
		b, err := newTestDevice(variant).Encode([]protocol.Record{r})
		require.NoError(t, err)
		require.False(t, serve(t, b).Records[0].Valid)
	}
}

func TestARecordWithoutAPositionArrivesAsSuch(t *testing.T) {
	for _, variant := range []string{"query", "json"} {
		r := walking()
		r.Fix = false
		b, err := newTestDevice(variant).Encode([]protocol.Record{r})
		require.NoError(t, err)
		require.False(t, serve(t, b).Records[0].Fix)
	}
}

func TestJSONTakesABatchAndAQueryOneRecord(t *testing.T) {
	batch := make([]protocol.Record, newTestDevice("json").MaxRecords())
	for i := range batch {
		batch[i] = walking()
	}
	b, err := newTestDevice("json").Encode(batch)
	require.NoError(t, err)
	require.Len(t, serve(t, b).Records, len(batch))
	_, err = newTestDevice("query").Encode(batch)
	require.ErrorContains(t, err, "takes 1 to 1")
	_, err = newTestDevice("json").Encode(nil)
	require.ErrorContains(t, err, "0 records")
}

func TestAPhoneUnderstandsItsServer(t *testing.T) {
	for name, c := range map[string]struct {
		response string
		answer   protocol.Answer
	}{
		"accepted":          {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", protocol.AnswerAccepted},
		"with a body":       {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes", protocol.AnswerAccepted},
		"in chunks":         {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nyes\r\n0\r\n\r\n", protocol.AnswerAccepted},
		"unknown device":    {"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", protocol.AnswerRefused},
		"server in trouble": {"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", protocol.AnswerRefused},
		"go on":             {"HTTP/1.1 100 Continue\r\n\r\n", protocol.AnswerNone},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTestDevice("query")
			for cut := range c.response {
				answer, n := d.Read([]byte(c.response[:cut]))
				require.Zero(t, n, "%q", c.response[:cut])
				require.Equal(t, protocol.AnswerNone, answer)
			}
			answer, n := d.Read([]byte(c.response + "HTTP/1.1 200 OK\r\n"))
			require.Equal(t, c.answer, answer)
			require.Equal(t, len(c.response), n)
		})
	}
}

func TestWhatIsNoResponseIsARefusal(t *testing.T) {
	answer, n := newTestDevice("query").Read([]byte("\x00\x01\r\n\r\n"))
	require.Equal(t, protocol.AnswerRefused, answer)
	require.Equal(t, 6, n)
}

func TestAPhoneHasNoLoginAndNoHeartbeat(t *testing.T) {
	require.Nil(t, newTestDevice("query").Login())
	require.Nil(t, newTestDevice("query").Heartbeat())
}
