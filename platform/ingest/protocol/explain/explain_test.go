package explain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/ingest/protocol/explain"
)

var received = time.Date(2026, time.March, 1, 10, 20, 30, 0, time.UTC)

const (
	gt06Location  = "787822220f0c1d023305c9027ac8180c46586000140001cc00287d001f71000001000820860d0a"
	gt06Heartbeat = "78780a134004040001000fdcee0d0a"
)

func words(t *testing.T, name string, args ...string) (string, bool) {
	t.Helper()
	p, err := explain.Find(all.Table(), name)
	require.NoError(t, err)
	var out bytes.Buffer
	taken, err := explain.Words(&out, all.Table(), p, explain.Bytes(args), explain.Options{Received: received})
	require.NoError(t, err)
	return out.String(), taken
}

func TestBytesMayBeTypedInManyWays(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"78780d0a"}, {"78780D0A"}, {"78", "78", "0d", "0a"}, {"0x78 0x78 0x0D 0x0A"}, {"78:78:0d:0a"}, {"78-78,0d 0a\n"}, {"7", "8780d0a"},
	} {
		require.Equal(t, []byte{0x78, 0x78, 0x0D, 0x0A}, explain.Bytes(args), args)
	}
	require.Equal(t, "#P#\r\n#M#hi", string(explain.Bytes([]string{"#P#", "#M#hi"})))
	require.Equal(t, "#P#\r\n#P#\r\n", string(explain.Bytes([]string{`#P#\r\n#P#\r\n`})))
	require.Empty(t, explain.Bytes([]string{""}))
}

func TestAFrameIsExplainedByteByByteWithItsRecordAndAnswer(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "gt06", gt06Location)
	require.True(t, taken)
	for _, said := range []string{
		"Frame 1: location, 39 bytes", "11-14", "02 7a c8 18", "latitude", "23.111693°", "serial number", "right",
		"Record 1: 2015-12-29 02:51:05 UTC", "23.111693, 114.409298 (the device trusts it)", "ignition", "no",
		"Answer once it is stored: 78 78 05 22 00 08",
	} {
		require.Contains(t, text, said)
	}
}

func TestSeveralFramesPastedTogetherAreCutApart(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "gt06", gt06Location+gt06Heartbeat, gt06Heartbeat)
	require.True(t, taken)
	require.Contains(t, text, "Frame 1: location")
	require.Contains(t, text, "Frame 3: heartbeat")
}

func TestAWrongChecksumIsSaidAndTheFrameExplainedAllTheSame(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "gt06", strings.Replace(gt06Location, "2086", "2087", 1))
	require.False(t, taken)
	require.Contains(t, text, "Refused and not acknowledged: wrong checksum: CRC-ITU is 2086, the frame says 2087")
	require.Contains(t, text, "23.111693, 114.409298")
}

func TestATextMayLackItsEndAndIsShownAsText(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "wialon-ips", "#L#352093081429150;secret", "#SD#160524;123456;6010.1997;N;02456.5520;E;42;123;30;9")
	require.True(t, taken)
	for _, said := range []string{"6010.1997", "latitude", "Password: given", "60.169995, 24.942533", "#ASD#1"} {
		require.Contains(t, text, said)
	}
	require.NotContains(t, text, "secret\n", "what a person pastes into a ticket should not repeat the password")
}

func TestADatagramIsReadAsOne(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "wialon-ips", "352093081429150#P#")
	require.True(t, taken)
	require.Contains(t, text, "Device: 352093081429150 (an IMEI)")
}

func TestBytesOfAnotherProtocolAreNamed(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "teltonika", gt06Location)
	require.False(t, taken)
	require.Contains(t, text, "These bytes are a frame of gt06")
}

func TestHalfAFrameIsSaidToBeHalf(t *testing.T) {
	t.Parallel()
	text, taken := words(t, "gt06", gt06Location[:40])
	require.False(t, taken)
	require.Contains(t, text, "20 bytes that are not a whole frame")
}

func TestAnHTTPProtocolTakesAnAddressAQueryAJSONOrAWholeRequest(t *testing.T) {
	t.Parallel()
	for _, input := range []string{
		"http://tracker.example/?id=77&lat=60.17&lon=24.94&timestamp=1709280000",
		"/?id=77&lat=60.17&lon=24.94&timestamp=1709280000",
		"id=77&lat=60.17&lon=24.94&timestamp=1709280000",
		"GET /?id=77&lat=60.17&lon=24.94&timestamp=1709280000 HTTP/1.1\r\nHost: tracker.example\r\n\r\n",
		"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nid=77&lat=60.17&lon=24.94&timestamp=1709280000",
		"69643d3737266c61743d36302e3137266c6f6e3d32342e39342674696d657374616d703d31373039323830303030",
		`{"device_id":"77","location":{"timestamp":"2024-03-01T08:00:00Z","coords":{"latitude":60.17,"longitude":24.94}}}`,
	} {
		text, taken := words(t, "osmand", input)
		require.True(t, taken, "%s\n%s", input, text)
		require.Contains(t, text, "Device: 77")
		require.Contains(t, text, "60.170000, 24.940000")
		require.Contains(t, text, "Answer once it is stored: 200")
	}
}

func TestVectorsAreAnsweredLineByLineWhateverTheyExpect(t *testing.T) {
	t.Parallel()
	lines := []string{
		`{"id":"a","protocol":"gt06","frame":"` + gt06Location + `","expect":[{"lat":99}],"checksum":"ok"}`,
		`{"id":"b","protocol":"gt06","frame":"` + strings.Replace(gt06Location, "2086", "2087", 1) + `","checksum":"bad"}`,
		`{"id":"c","protocol":"gt06","frame":"` + gt06Heartbeat + `"}`,
		`{"id":"d","protocol":"wialon-ips","frame":"235023","before":["234c23313b4e41"]}`,
		`{"id":"e","protocol":"morse","frame":"00"}`,
		``,
		`no vector`,
		`{"id":"f","protocol":"osmand","http":{"method":"GET","url":"/?id=77&lat=60.17&lon=24.94&timestamp=1709280000","headers":{},"body":null}}`,
		`{"id":"g","protocol":"gt06","frame":"zz"}`,
	}
	var out bytes.Buffer
	require.NoError(t, explain.Vectors(all.Table(), strings.NewReader(strings.Join(lines, "\n")), &out, received))
	answers := map[string]map[string]any{}
	var order []string
	for line := range strings.Lines(out.String()) {
		var answer map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &answer))
		require.Len(t, answer, 6, line)
		id, _ := answer["id"].(string)
		order = append(order, id)
		answers[id] = answer
	}
	require.Equal(t, []string{"a", "b", "c", "d", "e", "", "f", "g"}, order)

	record := func(id string) map[string]any { return answers[id]["records"].([]any)[0].(map[string]any) }
	require.Equal(t, "2015-12-29T02:51:05.000Z", record("a")["time"])
	require.InDelta(t, 23.1116933, record("a")["lat"], 1e-6)
	require.NotContains(t, record("a"), "no_fix")
	require.Equal(t, false, answers["a"]["refused"])
	require.Nil(t, answers["a"]["error"])

	require.Equal(t, true, answers["b"]["refused"])
	require.Nil(t, answers["b"]["error"])
	require.InDelta(t, 23.1116933, record("b")["lat"], 1e-6)

	require.Nil(t, record("c")["time"])
	require.Contains(t, record("c"), "time")
	require.Equal(t, true, record("c")["no_fix"])
	require.Equal(t, []any{}, answers["c"]["identity"])

	require.Nil(t, answers["d"]["records"])
	require.Equal(t, []any{"234150230d0a"}, answers["d"]["reply"])

	require.Contains(t, answers["e"]["error"], "known are gt06, osmand, teltonika, wialon-ips")
	require.Contains(t, answers[""]["error"], "line 7 is not a vector")
	require.Equal(t, []any{"77"}, answers["f"]["identity"])
	require.Contains(t, answers["g"]["error"], "reading the frame")
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAnErrorOfWritingIsToldAndNotSwallowed(t *testing.T) {
	t.Parallel()
	p, err := explain.Find(all.Table(), "gt06")
	require.NoError(t, err)
	_, err = explain.Words(fullDisk{}, all.Table(), p, explain.Bytes([]string{gt06Location}), explain.Options{Received: received})
	require.ErrorContains(t, err, "writing the explanation")
	vector := `{"id":"a","protocol":"gt06","frame":"` + gt06Location + `"}`
	require.ErrorContains(t, explain.Vectors(all.Table(), strings.NewReader(vector), fullDisk{}, received), "writing the answer to line 1")
}
