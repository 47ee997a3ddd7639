package fleet_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/gt06"
	"github.com/liveryhq/livery/platform/ingest/protocol/osmand"
	"github.com/liveryhq/livery/platform/ingest/protocol/teltonika"
	"github.com/liveryhq/livery/platform/ingest/protocol/wialonips"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestEachProtocolTellsHowItsTrackersAreSetUpHere(t *testing.T) {
	t.Parallel()
	f := fleet.New(fleet.Config{Protocols: []protocol.Protocol{teltonika.Protocol(), gt06.Protocol(), wialonips.Protocol(), osmand.Protocol()}})
	setups := f.Setups(fleet.Address{Host: "track.example", Ports: map[string]int{"teltonika": 5027, "gt06": 5023, "osmand": 5055}, Web: "https://fleet.example"})
	byName := map[string]fleet.Setup{}
	for _, s := range setups {
		byName[s.Protocol] = s
		require.NotEmpty(t, s.Steps, s.Protocol)
		require.NotEmpty(t, s.Models, s.Protocol)
		require.NotEmpty(t, s.Transports, s.Protocol)
		for _, m := range s.Models {
			require.NotEmpty(t, m.Source, m.Name)
			for _, sms := range m.SMS {
				require.LessOrEqual(t, len(sms.Text), 160, "one text")
			}
		}
	}
	require.Len(t, byName, 4)
	require.Equal(t, "GT06 (Concox, Jimi)", setups[0].Title)
	texts := func(name string) string {
		var all []string
		for _, sms := range byName[name].Models[0].SMS {
			all = append(all, sms.Text)
		}
		return strings.Join(all, "\n")
	}
	require.Contains(t, texts("teltonika"), "setparam 2004:track.example;2005:5027;2006:0")
	require.Contains(t, texts("gt06"), "SERVER,1,track.example,5023,0#")
	require.Zero(t, byName["wialon-ips"].Port, "not listened for")
	require.True(t, byName["wialon-ips"].HasPassword)
	require.True(t, byName["gt06"].ByIMEI)
	link, err := url.Parse(byName["osmand"].Models[0].Link)
	require.NoError(t, err)
	require.Equal(t, "https://fleet.example/osmand", link.Scheme+"://"+link.Host+link.Path)
	require.Equal(t, "{identity}", link.Query().Get("id"))

	// OsmAnd fills the address in by itself, the speed in metres a second.
	filled, err := url.Parse(strings.NewReplacer("{identity}", "anna-phone", "{0}", "60.17", "{1}", "24.94", "{2}", "1760000000000", "{3}", "1.2",
		"{4}", "12", "{5}", "10", "{6}", "90").Replace(byName["osmand"].Models[1].Link))
	require.NoError(t, err)
	m, _, err := osmand.Protocol().DecodeHTTP(protocol.HTTPRequest{Method: "GET", Path: filled.Path, Query: filled.Query()}, protocol.Settings{}, time.Now())
	require.NoError(t, err)
	require.Len(t, m.Records, 1)
	require.InDelta(t, 36, m.Records[0].Speed, 1e-9, "whoever rides at that speed is not standing")
	require.InDelta(t, 90, m.Records[0].Course, 1e-9)

	byAddress := f.Setups(fleet.Address{Host: "192.0.2.1", Ports: map[string]int{"gt06": 5023, "osmand": 5055}})
	require.Contains(t, byAddress[0].Models[0].SMS[2].Text, "SERVER,0,192.0.2.1,5023,0#")
	for _, s := range byAddress {
		if s.Protocol == "osmand" {
			require.True(t, strings.HasPrefix(s.Models[0].Link, "http://192.0.2.1:5055?id="), s.Models[0].Link)
		}
	}
}
