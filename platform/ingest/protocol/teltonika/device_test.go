package teltonika

import (
	"encoding/binary"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/protocoltest"
)

const imei = "356307042441013"

func newTestDevice(variant string) protocol.Device {
	return Protocol().NewDevice(protocol.DeviceConfig{Identity: imei, Variant: variant})
}

// driving is a record as a simulator makes it.
func driving() protocol.Record {
	r := protocol.Record{
		Time: time.Date(2026, time.February, 28, 23, 59, 58, 123e6, time.UTC), Fix: true, Valid: true,
		Lat: 60.1699123, Lon: -24.9384567, Altitude: -3, Speed: 87, Course: 359,
	}
	r.Attributes.Int(protocol.Satellites, 11)
	r.Attributes.Bool(protocol.Ignition, true)
	r.Attributes.Bool(protocol.Motion, true)
	r.Attributes.Int(protocol.RSSI, 4)
	r.Attributes.Float(protocol.HDOP, 0.8)
	r.Attributes.Float(protocol.PowerVoltage, 13.812)
	r.Attributes.Float(protocol.BatteryVoltage, 4.071)
	r.Attributes.Int(protocol.Odometer, 123456789)
	r.Attributes.Int(protocol.Operator, 24405)
	r.Attributes.Float(protocol.FuelVolume, 41.5)
	r.Attributes.Int(protocol.FuelLevel, 63)
	r.Attributes.Int(protocol.RPM, 2100)
	r.Attributes.Int(protocol.CoolantTemperature, -12)
	r.Attributes.Int(protocol.EngineHours, 36000)
	r.Attributes.Float(protocol.TemperaturePrefix+"1", -18.5)
	r.Attributes.Float(protocol.DeviceTemperature, 31.5)
	r.Attributes.Bool(protocol.InputPrefix+"1", true)
	r.Attributes.Bool(protocol.OutputPrefix+"2", false)
	r.Attributes.Float(protocol.ADCPrefix+"1", 5.12)
	r.Attributes.String(protocol.DriverID, "93171C79000B0001")
	r.Attributes.Alarm(protocol.AlarmHarshBraking)
	return r
}

func TestWhatADeviceSendsIsWhatTheServerReads(t *testing.T) {
	for _, variant := range []string{"8", "8e", "16"} {
		t.Run(variant, func(t *testing.T) {
			sent := driving()
			b, err := newTestDevice(variant).Encode([]protocol.Record{sent})
			require.NoError(t, err)
			m := decode(t, protocol.Settings{}, b)
			require.Len(t, m.Records, 1)
			got := m.Records[0]
			require.Equal(t, sent.Time, got.Time)
			require.InDelta(t, sent.Lat, got.Lat, 1e-7)
			require.InDelta(t, sent.Lon, got.Lon, 1e-7)
			require.Equal(t, []any{sent.Fix, sent.Valid, sent.Altitude, sent.Speed, sent.Course}, []any{got.Fix, got.Valid, got.Altitude, got.Speed, got.Course})
			for _, a := range sent.Attributes {
				b, ok := got.Attributes.Get(a.Key)
				require.True(t, ok, "no %s", a.Key)
				require.Equal(t, a.Value(), b.Value(), a.Key)
			}
		})
	}
}

func TestAlarmsOfADeviceArrive(t *testing.T) {
	alarms := map[string][]string{
		"8":  {protocol.AlarmSOS, protocol.AlarmPowerCut, protocol.AlarmPowerRestored},
		"16": nil,
	}
	for variant, words := range alarms {
		words = append(words, protocol.AlarmTow, protocol.AlarmAccident, protocol.AlarmJamming, protocol.AlarmHarshAcceleration,
			protocol.AlarmHarshBraking, protocol.AlarmHarshCornering, protocol.AlarmGeofenceEnter, protocol.AlarmGeofenceExit,
			protocol.AlarmOverspeed, protocol.AlarmIdle)
		for _, word := range words {
			t.Run(variant+" "+word, func(t *testing.T) {
				r := protocol.Record{Time: received, Fix: true, Valid: true, Speed: 120}
				r.Attributes.Alarm(word)
				b, err := newTestDevice(variant).Encode([]protocol.Record{r})
				require.NoError(t, err)
				got, _ := decode(t, protocol.Settings{}, b).Records[0].Attributes.Get(protocol.AlarmKey)
				require.Equal(t, []string{word}, got.Value())
			})
		}
	}
}

func TestAPositionThatIsNotOfNowArrivesAsSuch(t *testing.T) {
	r := driving()
	r.Valid = false
	b, err := newTestDevice("8e").Encode([]protocol.Record{r})
	require.NoError(t, err)
	got := decode(t, protocol.Settings{}, b).Records[0]
	require.False(t, got.Valid)
	satellites, _ := got.Attributes.Get(protocol.Satellites)
	require.Equal(t, int64(0), satellites.Value())
}

func TestAnyRecordSurvivesTheWire(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		variant := rapid.SampledFrom([]string{"8", "8e", "16"}).Draw(t, "variant")
		sent := make([]protocol.Record, rapid.IntRange(1, maxRecords).Draw(t, "records"))
		for i := range sent {
			r := &sent[i]
			r.Time = time.UnixMilli(rapid.Int64Range(0, 4102444800000).Draw(t, "time")).UTC()
			r.Fix, r.Valid = true, rapid.Bool().Draw(t, "valid")
			r.Lat = float64(rapid.IntRange(-900000000, 900000000).Draw(t, "lat")) / 1e7
			r.Lon = float64(rapid.IntRange(-1800000000, 1800000000).Draw(t, "lon")) / 1e7
			r.Altitude = float64(rapid.IntRange(math.MinInt16, math.MaxInt16).Draw(t, "altitude"))
			r.Speed = float64(rapid.IntRange(0, 400).Draw(t, "speed"))
			r.Course = float64(rapid.IntRange(0, 359).Draw(t, "course"))
			r.Attributes.Bool(protocol.Ignition, rapid.Bool().Draw(t, "ignition"))
			r.Attributes.Int(protocol.Odometer, rapid.Int64Range(0, math.MaxUint32).Draw(t, "odometer"))
			r.Attributes.Float(protocol.PowerVoltage, float64(rapid.IntRange(0, math.MaxUint16).Draw(t, "power"))/1000)
			r.Attributes.Int("io.133", rapid.Int64().Draw(t, "raw"))
		}
		b, err := newTestDevice(variant).Encode(sent)
		if err != nil {
			t.Fatal(err)
		}
		session := stream(protocol.Settings{})
		frame, n, err := session.Frame(b)
		if err != nil || n != len(b) {
			t.Fatalf("framing: %d of %d bytes, %v", n, len(b), err)
		}
		m, err := session.Decode(frame, received)
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range m.Records {
			want := sent[i]
			if !got.Time.Equal(want.Time) || got.Lat != want.Lat || got.Lon != want.Lon || got.Valid != want.Valid ||
				got.Altitude != want.Altitude || got.Speed != want.Speed || got.Course != want.Course {
				t.Fatalf("record %d is %+v, not %+v", i, got, want)
			}
			for _, a := range want.Attributes {
				if b, _ := got.Attributes.Get(a.Key); b.Value() != a.Value() {
					t.Fatalf("%s is %v, not %v", a.Key, b.Value(), a.Value())
				}
			}
		}
	})
}

func TestAConversationDecodesTheSameHoweverItIsCut(t *testing.T) {
	for _, variant := range []string{"8", "8e", "16"} {
		d := newTestDevice(variant)
		packet, err := d.Encode([]protocol.Record{driving(), driving()})
		require.NoError(t, err)
		protocoltest.CutAndGlue(t, Protocol(), protocol.Settings{}, d.Login(), packet, d.Heartbeat(), packet)
	}
}

func TestADeviceUnderstandsItsServer(t *testing.T) {
	d := newTestDevice("8")
	require.Equal(t, "\x00\x0f"+imei, string(d.Login()))
	answer, n := d.Read(nil)
	require.Equal(t, protocol.AnswerNone, answer)
	require.Zero(t, n)
	answer, n = d.Read([]byte{1})
	require.Equal(t, protocol.AnswerAccepted, answer)
	require.Equal(t, 1, n)

	_, err := d.Encode([]protocol.Record{driving(), driving()})
	require.NoError(t, err)
	_, n = d.Read([]byte{0, 0})
	require.Zero(t, n, "waits for four bytes")
	answer, n = d.Read([]byte{0, 0, 0, 2})
	require.Equal(t, protocol.AnswerAccepted, answer)
	require.Equal(t, 4, n)

	_, err = d.Encode([]protocol.Record{driving(), driving()})
	require.NoError(t, err)
	answer, _ = d.Read([]byte{0, 0, 0, 1})
	require.Equal(t, protocol.AnswerRefused, answer, "one of two")

	command := Command("getinfo")
	for cut := range command {
		_, n := d.Read(command[:cut])
		require.Zero(t, n, "a command of which %d bytes have come", cut)
	}
	answer, n = d.Read(append(command, 0, 0, 0, 1))
	require.Equal(t, protocol.AnswerNone, answer)
	require.Equal(t, len(command), n)
}

func TestARefusedLoginIsARefusal(t *testing.T) {
	d := newTestDevice("8")
	d.Login()
	answer, n := d.Read([]byte{0})
	require.Equal(t, protocol.AnswerRefused, answer)
	require.Equal(t, 1, n)
}

func TestADeviceSaysWhatItCannotSend(t *testing.T) {
	d := newTestDevice("8")
	_, err := d.Encode(nil)
	require.ErrorContains(t, err, "0 records")
	_, err = d.Encode(make([]protocol.Record, d.MaxRecords()+1))
	require.ErrorContains(t, err, "16 records")
	_, err = d.Encode([]protocol.Record{{}})
	require.ErrorContains(t, err, "no time")
}

func TestTheRepliesOfTheServerAreTheAnswersTheDeviceAwaits(t *testing.T) {
	d, s := newTestDevice("16"), stream(protocol.Settings{})
	say := func(b []byte) protocol.Answer {
		m, err := s.Decode(b, received)
		require.NoError(t, err)
		answer, n := d.Read(m.Reply)
		require.Equal(t, len(m.Reply), n)
		return answer
	}
	require.Equal(t, protocol.AnswerAccepted, say(d.Login()))
	for n := 1; n <= d.MaxRecords(); n++ {
		records := make([]protocol.Record, n)
		for i := range records {
			records[i] = driving()
		}
		b, err := d.Encode(records)
		require.NoError(t, err)
		require.Equal(t, len(b)-header-crcLength, int(binary.BigEndian.Uint32(b[preamble:])))
		require.Equal(t, protocol.AnswerAccepted, say(b))
	}
}
