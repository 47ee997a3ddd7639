package osmand

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

var received = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

func get(t testing.TB, query string) protocol.HTTPRequest {
	t.Helper()
	values, err := url.ParseQuery(query)
	require.NoError(t, err)
	return protocol.HTTPRequest{Method: http.MethodGet, Path: "/", Query: values}
}

func post(body string) protocol.HTTPRequest {
	return protocol.HTTPRequest{Method: http.MethodPost, Path: "/", ContentType: "application/json", Body: []byte(body)}
}

func record(t testing.TB, r protocol.HTTPRequest, s protocol.Settings) protocol.Record {
	t.Helper()
	m, _, err := Protocol().DecodeHTTP(r, s, received)
	require.NoError(t, err)
	require.Len(t, m.Records, 1)
	return m.Records[0]
}

func TestWhatIsAcceptedIsAnswered200(t *testing.T) {
	for _, r := range []protocol.HTTPRequest{get(t, "id=1&lat=1&lon=2"), post(`{"device_id":"1","location":{"coords":{"latitude":1,"longitude":2}}}`)} {
		m, reply, err := Protocol().DecodeHTTP(r, protocol.Settings{}, received)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, reply.Status)
		require.Equal(t, []protocol.Identity{{Value: "1"}}, m.Identities)
		require.Nil(t, m.Reply, "the answer is the HTTP reply")
	}
}

func TestFifteenDigitsAreAnIMEI(t *testing.T) {
	m, _, err := Protocol().DecodeHTTP(get(t, "id=353861053849681&lat=1&lon=2"), protocol.Settings{}, received)
	require.NoError(t, err)
	require.Equal(t, []protocol.Identity{{IMEI: true, Value: "353861053849681"}}, m.Identities)
}

func TestRequestsThatCannotBeReadSayWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		r    protocol.HTTPRequest
		says string
	}{
		"no device":            {get(t, "lat=1&lon=2"), "give its identifier"},
		"an empty device":      {get(t, "id=&lat=1&lon=2"), "give its identifier"},
		"nothing":              {get(t, ""), "give its identifier"},
		"a latitude of words":  {get(t, "id=1&lat=here&lon=2"), `lat is "here"`},
		"a latitude too far":   {get(t, "id=1&lat=91&lon=2"), "lat is 91"},
		"not a number":         {get(t, "id=1&lat=NaN&lon=2"), `lat is "NaN"`},
		"half a position":      {get(t, "id=1&lat=1"), "both lat and lon"},
		"half a location":      {get(t, "id=1&location=1"), "latitude,longitude"},
		"a speed of words":     {get(t, "id=1&lat=1&lon=2&speed=fast"), `speed is "fast"`},
		"a time of words":      {get(t, "id=1&timestamp=yesterday"), `timestamp is "yesterday"`},
		"a negative time":      {get(t, "id=1&timestamp=-5"), `timestamp is "-5"`},
		"broken JSON":          {post(`{"location":`), "not the JSON of a location"},
		"JSON of another kind": {post(`{"hello":"world","device_id":"1"}`), "no location"},
		"JSON without device":  {post(`{"location":{"coords":{"latitude":1,"longitude":2}}}`), "give its identifier"},
		"an empty batch":       {post(`{"location":[],"device_id":"1"}`), "the location is empty"},
		"null":                 {post(`null`), "the body is empty"},
		"a batch of nulls":     {post(`{"location":null,"device_id":"1"}`), "the location is empty"},
		"coords without place": {post(`{"location":{"coords":{"latitude":1}},"device_id":"1"}`), "latitude and longitude"},
		"coords off the globe": {post(`{"location":{"coords":{"latitude":1,"longitude":181}},"device_id":"1"}`), "no place on Earth"},
		"coords of words":      {post(`{"location":{"coords":{"latitude":"x","longitude":1}},"device_id":"1"}`), "coords"},
		"two devices":          {post(`[{"location":{"timestamp":1},"device_id":"1"},{"location":{"timestamp":1},"device_id":"2"}]`), "two devices"},
		"a device of parts":    {post(`{"location":{"timestamp":1},"device_id":{}}`), "no identifier"},
	} {
		t.Run(name, func(t *testing.T) {
			m, reply, err := Protocol().DecodeHTTP(c.r, protocol.Settings{}, received)
			require.ErrorIs(t, err, protocol.ErrMalformed)
			require.ErrorContains(t, err, c.says)
			require.Empty(t, m.Records)
			require.Zero(t, reply)
		})
	}
}

func TestMomentsAreReadInAnyForm(t *testing.T) {
	want := time.Date(2023, time.November, 14, 22, 13, 20, 0, time.UTC)
	for text, plus := range map[string]time.Duration{
		"1700000000":                0,
		"1700000000.5":              500 * time.Millisecond,
		"1700000000123":             123 * time.Millisecond,
		"1700000000123456":          123456 * time.Microsecond,
		"1700000000123456789":       123456789,
		"2023-11-14T22:13:20Z":      0,
		"2023-11-14T22:13:20.123Z":  123 * time.Millisecond,
		"2023-11-15T00:13:20+02:00": 0,
		"2023-11-15T00:13:20+0200":  0,
		"2023-11-14T22:13:20":       0,
		"2023-11-14 22:13:20":       0,
	} {
		t.Run(text, func(t *testing.T) {
			require.Equal(t, want.Add(plus), record(t, get(t, url.Values{"id": {"1"}, "timestamp": {text}}.Encode()), protocol.Settings{}).Time)
		})
	}
}

func TestAPlusThatBecameABlankIsStillAZone(t *testing.T) {
	require.Equal(t, time.Date(2023, time.November, 14, 22, 13, 20, 0, time.UTC),
		record(t, get(t, "id=1&timestamp=2023-11-15T00:13:20+02:00"), protocol.Settings{}).Time)
}

func TestADateWithoutAZoneIsOfTheDevicesZone(t *testing.T) {
	s := protocol.Settings{Zone: time.FixedZone("UTC+3", 3*3600)}
	require.Equal(t, time.Date(2023, time.November, 14, 19, 13, 20, 0, time.UTC),
		record(t, get(t, "id=1&timestamp=2023-11-14+22:13:20"), s).Time)
	require.Equal(t, time.Date(2023, time.November, 14, 22, 13, 20, 0, time.UTC),
		record(t, get(t, "id=1&timestamp=1700000000"), s).Time)
}

func TestWithoutATimeThereIsNone(t *testing.T) {
	require.True(t, record(t, get(t, "id=1&lat=1&lon=2"), protocol.Settings{}).Time.IsZero())
}

func TestUnknownSpeedAndCourseAreZero(t *testing.T) {
	r := record(t, get(t, "id=1&lat=1&lon=2&speed=-1&bearing=-1"), protocol.Settings{})
	require.Zero(t, r.Speed)
	require.Zero(t, r.Course)
	r = record(t, get(t, "id=1&lat=1&lon=2&bearing=725"), protocol.Settings{})
	require.InDelta(t, 5, r.Course, 1e-9)
}

func TestNamesOfStandardValuesBecomeStandardKeys(t *testing.T) {
	r := record(t, get(t, "id=1&ignition=1&rpm=933&fuel=24.5&fuelLevel=61&power=13.8&battery=4.1&batteryLevel=87&sat=9&odometer=12000"+
		"&hours=7200000&in1=true&out2=0&adc1=5.1&temp3=-4&door=false&blocked=true&heartRate=71&steps=900&alarm=hardBraking,tow"+
		"&coolant_temperature=88&temperature.12=4.5&serial=007&note=all+well&ignited=true"), protocol.Settings{})
	require.JSONEq(t, `{"ignition":true,"rpm":933,"fuel_volume":24.5,"fuel_level":61,"power_voltage":13.8,"battery_voltage":4.1,"battery_level":87,
		"satellites":9,"odometer":12000,"engine_hours":7200,"input.1":true,"output.2":false,"adc.1":5.1,"temperature.3":-4,"door":false,
		"blocked":true,"heart_rate":71,"steps":900,"alarm":["harsh_braking","tow"],"coolant_temperature":88,"temperature.12":4.5,
		"serial":"007","note":"all well","ignited":true}`, string(r.Attributes.AppendJSON(nil)))
}

func TestValuesOfTheWrongKindAreKeptRaw(t *testing.T) {
	r := record(t, get(t, "id=1&ignition=maybe&rpm=fast&alarm=sos,unheard"), protocol.Settings{})
	require.JSONEq(t, `{"io.ignition":"maybe","io.rpm":"fast","alarm":["sos"],"io.alarm":"sos,unheard"}`, string(r.Attributes.AppendJSON(nil)))
}

func TestAPushTokenIsNotKept(t *testing.T) {
	require.Empty(t, record(t, get(t, "id=1&notificationToken=secret"), protocol.Settings{}).Attributes)
}

func TestEmptyCoordinatesAreNone(t *testing.T) {
	require.False(t, record(t, get(t, "id=1&lat=&lon=&batt=5"), protocol.Settings{}).Fix)
}

func TestJSONComesInManyShapes(t *testing.T) {
	one := `{"timestamp":"2023-11-14T22:13:20Z","coords":{"latitude":1,"longitude":2}}`
	for name, r := range map[string]protocol.HTTPRequest{
		"an object":                post(`{"location":` + one + `,"device_id":"1"}`),
		"a batch":                  post(`{"location":[` + one + `],"device_id":"1"}`),
		"an array of objects":      post(`[{"location":` + one + `,"device_id":"1"}]`),
		"the location alone":       post(`{"device_id":1,` + one[1:]),
		"the device in the query":  {Query: url.Values{"id": {"1"}}, ContentType: "application/json", Body: []byte(`{"location":` + one + `}`)},
		"a time in milliseconds":   post(`{"location":{"timestamp":1700000000000,"coords":{"latitude":1,"longitude":2}},"device_id":"1"}`),
		"speed and heading absent": post(`{"location":{"timestamp":1700000000000,"coords":{"latitude":1,"longitude":2,"speed":null,"heading":null}},"device_id":"1"}`),
	} {
		t.Run(name, func(t *testing.T) {
			got := record(t, r, protocol.Settings{})
			require.Equal(t, time.Unix(1700000000, 0).UTC(), got.Time)
			require.True(t, got.Fix && got.Valid)
			require.Equal(t, []float64{1, 2, 0, 0}, []float64{got.Lat, got.Lon, got.Speed, got.Course})
			require.Empty(t, got.Attributes)
		})
	}
}

func TestJSONTypeWithoutABodyIsAQuery(t *testing.T) {
	r := get(t, "id=1&lat=1&lon=2")
	r.ContentType = "application/json"
	require.True(t, record(t, r, protocol.Settings{}).Fix)
}

func TestTheSameRequestAlwaysGivesTheSameRecord(t *testing.T) {
	r := post(`{"device_id":"1","location":{"timestamp":1,"mock":true,"extras":{"b":1,"a":2,"d":"x","c":1.5,"alarm":"sos"},"age":3}}`)
	first := record(t, r, protocol.Settings{})
	for range 50 {
		require.Equal(t, first, record(t, r, protocol.Settings{}))
	}
}

func TestNotesTellWhatWasUnderstood(t *testing.T) {
	for _, r := range []protocol.HTTPRequest{get(t, "id=77&lat=1&lon=2&batt=5"), post(`{"device_id":"77","location":{"coords":{"latitude":1,"longitude":2}}}`)} {
		notes := new(protocol.Notes)
		record(t, r, protocol.Settings{Notes: notes})
		require.Equal(t, protocol.Note{Name: "device", Value: "77"}, notes.List[0])
		require.Greater(t, len(notes.List), 2)
	}
}
