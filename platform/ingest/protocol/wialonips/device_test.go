package wialonips_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
)

func fullRecord() protocol.Record {
	r := protocol.Record{
		Time: time.Date(2026, time.March, 1, 7, 20, 30, 250e6, time.UTC), Fix: true, Valid: true,
		Lat: -33.856789, Lon: -70.5033, Speed: 87.5, Course: 271, Altitude: -12,
	}
	a := &r.Attributes
	a.Int(protocol.Satellites, 11)
	a.Float(protocol.HDOP, 0.9)
	for i, key := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
		a.Bool(protocol.InputPrefix+key, i%3 == 0)
	}
	a.Float(protocol.ADCPrefix+"1", 3.25)
	a.String(protocol.DriverID, "00AA11")
	a.Bool(protocol.Ignition, true)
	a.Float(protocol.PowerVoltage, 12.6)
	a.Int(protocol.BatteryLevel, 77)
	a.Float(protocol.TemperaturePrefix+"2", -4.5)
	a.Alarm(protocol.AlarmSOS)
	a.String("io.note", "hello")
	return r
}

func TestWhatADeviceEncodesDecodesToTheSame(t *testing.T) {
	t.Parallel()
	for _, variant := range []string{"", "1.1", "2.0", "2.1"} {
		p := wialonips.Protocol()
		d, s := p.NewDevice(protocol.DeviceConfig{Identity: "352093081429150", Password: "pw", Variant: variant}), p.NewSession()
		m, err := s.Decode(d.Login(), received)
		require.NoError(t, err, variant)
		require.Equal(t, "pw", m.Password)

		noFix := protocol.Record{Time: time.Date(2026, time.March, 1, 7, 20, 31, 0, time.UTC)}
		noFix.Attributes.Bool(protocol.Motion, false)
		for _, records := range [][]protocol.Record{{fullRecord()}, {fullRecord(), noFix}} {
			packet, err := d.Encode(records)
			require.NoError(t, err)
			m, err := s.Decode(packet, received)
			require.NoError(t, err, "%s: %s", variant, packet)
			require.Len(t, m.Records, len(records))
			for i, want := range records {
				got := m.Records[i]
				require.Equal(t, want.Time, got.Time)
				require.Equal(t, want.Fix, got.Fix)
				require.Equal(t, want.Valid, got.Valid)
				require.InDelta(t, want.Lat, got.Lat, 1e-7)
				require.InDelta(t, want.Lon, got.Lon, 1e-7)
				require.InDelta(t, want.Speed, got.Speed, 1e-9)
				require.InDelta(t, want.Altitude, got.Altitude, 1e-9)
				for _, a := range want.Attributes {
					same, ok := got.Attributes.Get(a.Key)
					require.True(t, ok, a.Key)
					require.Equal(t, a.Value(), same.Value(), a.Key)
				}
			}
			answer, n := d.Read(m.Reply)
			require.Equal(t, protocol.AnswerAccepted, answer)
			require.Len(t, m.Reply, n)
		}
	}
}

func TestADeviceTellsAcceptanceFromRefusal(t *testing.T) {
	t.Parallel()
	d := wialonips.Protocol().NewDevice(protocol.DeviceConfig{Identity: "1"})
	_, err := d.Encode([]protocol.Record{fullRecord(), fullRecord()})
	require.NoError(t, err)
	for answer, want := range map[string]protocol.Answer{
		"#AL#1\r\n": protocol.AnswerAccepted, "#AL#0\r\n": protocol.AnswerRefused, "#AL#01\r\n": protocol.AnswerRefused,
		"#AB#1\r\n": protocol.AnswerRefused, "#AD#16\r\n": protocol.AnswerRefused, "#AP#\r\n": protocol.AnswerNone,
		"#AB#2": protocol.AnswerNone,
	} {
		got, n := d.Read([]byte(answer))
		require.Equal(t, want, got, answer)
		if answer == "#AB#2" {
			require.Zero(t, n)
		} else {
			require.Len(t, answer, n)
		}
	}
	got, _ := d.Read([]byte("#AB#2\r\n"))
	require.Equal(t, protocol.AnswerAccepted, got)
}
