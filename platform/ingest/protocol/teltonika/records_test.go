package teltonika

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

const headOfRecord = "0000016b412cee00" + "00" + "0f0e5732209ab45000680029040032"

func TestNoSatellitesMeansTheLastPositionAndNoTrust(t *testing.T) {
	m := decode(t, protocol.Settings{}, packet(t, "0801"+"0000016b412cee00"+"00"+"0f0e5732209ab450006800000000"+"00"+"0000"+"00000000"+"01"))
	r := m.Records[0]
	require.True(t, r.Fix)
	require.False(t, r.Valid)
	require.InDelta(t, 54.7009616, r.Lat, 1e-7)
	require.InDelta(t, 25.2598066, r.Lon, 1e-7)
}

func TestCoordinatesBeyondTheGlobeAreNoPosition(t *testing.T) {
	m := decode(t, protocol.Settings{}, packet(t, "0801"+"0000016b412cee00"+"00"+"7fffffff7fffffff00680029040032"+"0000"+"00000000"+"01"))
	require.False(t, m.Records[0].Fix)
	require.False(t, m.Records[0].Valid)
}

func TestSixteenByteElementsAreFoundOut(t *testing.T) {
	value := "000102030405060708090a0b0c0d0e0f"
	one := headOfRecord + "0001" + "00000000" + "01" + "c8" + value
	m := decode(t, protocol.Settings{}, packet(t, "0802"+one+one+"02"))
	require.Len(t, m.Records, 2)
	for _, r := range m.Records {
		got, ok := r.Attributes.Get("io.200")
		require.True(t, ok)
		require.Equal(t, value, got.Value())
	}
	require.Equal(t, []byte{0, 0, 0, 2}, m.Reply)
}

func TestAClockBeyondReasonIsKeptWithinTheCalendar(t *testing.T) {
	m := decode(t, protocol.Settings{}, packet(t, "0801"+"ffffffffffffffff"+headOfRecord[16:]+"0000"+"00000000"+"01"))
	require.Equal(t, 9999, m.Records[0].Time.Year())
	_, err := m.Records[0].Time.MarshalJSON()
	require.NoError(t, err)
}

func TestVariableElements(t *testing.T) {
	for name, c := range map[string]struct {
		id    int
		value string
		want  map[string]any
	}{
		"VIN":                       {256, "5756575a5a5a314b5a4257303030303031", map[string]any{"vin": "WVWZZZ1KZBW000001"}},
		"fault codes":               {281, "50303130302c5030323030", map[string]any{"dtc": "P0100,P0200"}},
		"unknown":                   {331, "c0ffee", map[string]any{"io.331": "c0ffee"}},
		"an EYE sensor":             {11317, "0111050445794531060207d007012d0f067cd9f4013346", map[string]any{"io.11317": "0111050445794531060207d007012d0f067cd9f4013346"}},
		"an EYE sensor, whole":      {11317, "0115050445794531060207d007012d0f067cd9f4013346", map[string]any{"tag.1.name": "EyE1", "tag.1.temperature": 20.0, "tag.1.humidity": int64(45), "tag.1.mac": "7cd9f4013346"}},
		"an EYE beacon":             {10828, "01120001e50f067cd9f401ef770d01000e020bfe", map[string]any{"tag.1.rssi": int64(-27), "tag.1.mac": "7cd9f401ef77", "tag.1.low_battery": false, "tag.1.battery_voltage": 3.07}},
		"beacons that end too soon": {385, "1121aabb", map[string]any{"io.385": "1121aabb"}},
		"position in text":          {387, "2b35342e37303039362b3032352e32353938302f0000", map[string]any{"iso6709": "+54.70096+025.25980/"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := decode(t, protocol.Settings{}, packet(t, "8e01"+headOfRecord+fmt.Sprintf("%04x%04x", c.id, 1)+"0000000000000000"+
				"0001"+fmt.Sprintf("%04x%04x", c.id, len(c.value)/2)+c.value+"01"))
			for key, want := range c.want {
				got, ok := m.Records[0].Attributes.Get(key)
				require.True(t, ok, "no %s in %s", key, m.Records[0].Attributes.AppendJSON(nil))
				require.Equal(t, want, got.Value(), key)
			}
		})
	}
}

func TestTwoListsInOneRecordKeepApart(t *testing.T) {
	tag := "01120001e50f067cd9f401ef770d01000e020bfe"
	part := fmt.Sprintf("%04x", len(tag)/2) + tag
	m := decode(t, protocol.Settings{}, packet(t, "8e01"+headOfRecord+"00000002"+"0000000000000000"+"0002"+"2a4c"+part+"2a4d"+part+"01"))
	a := m.Records[0].Attributes
	require.True(t, a.Has("tag.1.mac"))
	require.True(t, a.Has("tag.2.mac"))
	require.False(t, a.Has("tag.3.mac"))
}

func TestARecordOfTooManyElementsIsMalformed(t *testing.T) {
	n := maxElements + 1
	var elements strings.Builder
	for i := range n {
		fmt.Fprintf(&elements, "%04x00", i)
	}
	_, err := stream(protocol.Settings{}).Decode(packet(t, "8e01"+headOfRecord+"0000"+fmt.Sprintf("%04x%04x", n, n)+elements.String()+"000000000000"+"0000"+"01"), received)
	require.ErrorIs(t, err, protocol.ErrMalformed)
}

func TestCodec7WritesWhatItsMasksSay(t *testing.T) {
	position := func(lat, lon float32) string {
		b := binary.BigEndian.AppendUint32(nil, math.Float32bits(lat))
		return fmt.Sprintf("%x", binary.BigEndian.AppendUint32(b, math.Float32bits(lon)))
	}
	// Two records: all of the GPS element with one element of each width; then elements alone.
	full := "4e8f4d80" + "0f" + "ff" + position(54.5, -25.25) + "0064" + "40" + "50" + "07" + "0001" + "030b" + "16" + "00006015" +
		"01" + "015e" + "01" + "430f9a" + "01" + "0500000ce4"
	bare := "0e8f4d80" + "02" + "02" + "de01" + "f001"
	m := decode(t, protocol.Settings{}, packet(t, "0702"+full+bare+"02"))
	require.Equal(t, []byte{0, 0, 0, 2}, m.Reply)
	r := m.Records[0]
	require.Equal(t, time.Unix(1167609600+0x0e8f4d80, 0).UTC(), r.Time)
	require.True(t, r.Fix && r.Valid)
	require.Equal(t, []float64{54.5, -25.25, 100, 90, 80}, []float64{r.Lat, r.Lon, r.Altitude, r.Course, r.Speed})
	require.JSONEq(t, `{"satellites":7,"cell_lac":1,"cell_id":779,"rssi":22,"operator":24597,"battery_level":94,"battery_voltage":3.994,"uptime":3300}`,
		string(r.Attributes.AppendJSON(nil)))
	r = m.Records[1]
	require.False(t, r.Fix)
	require.JSONEq(t, `{"alarm_button":true,"alarm":["sos"],"motion":true}`, string(r.Attributes.AppendJSON(nil)))
}

func TestCodec7WithoutCoordinatesHasNoPosition(t *testing.T) {
	for name, gps := range map[string]string{"mask without": "1007", "not a number": "017fc000007fc00000"} {
		t.Run(name, func(t *testing.T) {
			m := decode(t, protocol.Settings{}, packet(t, "0701"+"0e8f4d80"+"01"+gps+"01"))
			require.False(t, m.Records[0].Fix)
		})
	}
}
