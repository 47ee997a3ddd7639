package gt06_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
)

func TestWhatADeviceEncodesDecodesToTheSame(t *testing.T) {
	t.Parallel()
	p := gt06.Protocol()
	d, s := p.NewDevice(protocol.DeviceConfig{Identity: "356314041419858"}), p.NewSession()

	m, err := s.Decode(d.Login(), received)
	require.NoError(t, err)
	require.Equal(t, []protocol.Identity{{IMEI: true, Value: "356314041419858"}}, m.Identities)

	want := record()
	frame, err := d.Encode([]protocol.Record{want})
	require.NoError(t, err)
	m, err = s.Decode(frame, received)
	require.NoError(t, err)
	require.Len(t, m.Records, 1)
	got := m.Records[0]
	require.Equal(t, want.Time, got.Time)
	require.InDelta(t, want.Lat, got.Lat, 1e-6)
	require.InDelta(t, want.Lon, got.Lon, 1e-6)
	require.InDelta(t, want.Speed, got.Speed, 1e-9)
	require.InDelta(t, want.Course, got.Course, 1e-9)
	for _, a := range want.Attributes {
		same, ok := got.Attributes.Get(a.Key)
		require.True(t, ok, a.Key)
		require.Equal(t, a.Value(), same.Value(), a.Key)
	}
}

func TestADeviceTakesOnlyTheAnswersItWaitsFor(t *testing.T) {
	t.Parallel()
	p := gt06.Protocol()
	d, s := p.NewDevice(protocol.DeviceConfig{Identity: "356314041419858"}), p.NewSession()
	login, err := s.Decode(d.Login(), received)
	require.NoError(t, err)
	answer, n := d.Read(login.Reply)
	require.Equal(t, protocol.AnswerAccepted, answer)
	require.Len(t, login.Reply, n)

	heartbeat, err := s.Decode(d.Heartbeat(), received)
	require.NoError(t, err)
	packet, err := d.Encode([]protocol.Record{record(), record()})
	require.NoError(t, err)
	answer, _ = d.Read(heartbeat.Reply)
	require.Equal(t, protocol.AnswerNone, answer)

	var answers []protocol.Answer
	for len(packet) > 0 {
		frame, n, err := s.Frame(packet)
		require.NoError(t, err)
		m, err := s.Decode(frame, received)
		require.NoError(t, err)
		for cut := range m.Reply {
			_, n := d.Read(m.Reply[:cut])
			require.Zero(t, n)
		}
		a, _ := d.Read(m.Reply)
		answers, packet = append(answers, a), packet[n:]
	}
	require.Equal(t, []protocol.Answer{protocol.AnswerNone, protocol.AnswerAccepted}, answers)
}
