package teltonika

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// ordinary is a record as most trackers send it: ten elements.
func ordinary() protocol.Record {
	r := driving()
	r.Attributes = nil
	r.Attributes.Bool(protocol.Ignition, true)
	r.Attributes.Bool(protocol.Motion, true)
	r.Attributes.Int(protocol.RSSI, 4)
	r.Attributes.Bool(protocol.InputPrefix+"1", true)
	r.Attributes.Float(protocol.HDOP, 0.8)
	r.Attributes.Float(protocol.PowerVoltage, 13.812)
	r.Attributes.Float(protocol.BatteryVoltage, 4.071)
	r.Attributes.Int(protocol.Odometer, 123456789)
	r.Attributes.Int(protocol.Operator, 24405)
	return r
}

// BenchmarkDecode tells the time a record: divide by the ten records of the packet.
func BenchmarkDecode(b *testing.B) {
	for _, variant := range []string{"8", "8e", "16"} {
		b.Run(variant, func(b *testing.B) {
			records := make([]protocol.Record, 10)
			for i := range records {
				records[i] = ordinary()
			}
			wire, err := newTestDevice(variant).Encode(records)
			require.NoError(b, err)
			session := stream(protocol.Settings{})
			b.ReportAllocs()
			for b.Loop() {
				frame, _, _ := session.Frame(wire)
				if _, err := session.Decode(frame, received); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10, "ns/record")
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	records := make([]protocol.Record, 10)
	for i := range records {
		records[i] = ordinary()
	}
	d := newTestDevice("8")
	d.Login()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Encode(records); err != nil {
			b.Fatal(err)
		}
		d.Read([]byte{1})
		d.Read([]byte{0, 0, 0, 10})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10, "ns/record")
}
