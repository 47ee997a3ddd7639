package osmand

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func BenchmarkDecode(b *testing.B) {
	for name, r := range map[string]protocol.HTTPRequest{
		"query": get(b, "id=353861053849681&timestamp=1700000000&lat=60.1699&lon=24.9384&speed=10&bearing=90&altitude=17&accuracy=5&batt=87&ignition=true"),
		"json": post(`{"location":{"timestamp":"2023-11-14T22:13:20.000Z","coords":{"latitude":60.1699,"longitude":24.9384,"accuracy":5,"speed":5,"heading":90,` +
			`"altitude":17},"is_moving":true,"odometer":120,"event":"","battery":{"level":0.87,"is_charging":false},"activity":{"type":"walking"},"extras":{}},"device_id":"1"}`),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _, err := Protocol().DecodeHTTP(r, protocol.Settings{}, received)
				require.NoError(b, err)
			}
		})
	}
}
