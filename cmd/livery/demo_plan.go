package main

import (
	"fmt"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/simulator"
)

// How long the demo's history is, how often its trackers write, and how often they wrote in the past.
const (
	demoHistory = 40 * time.Hour
	// demoOfflineAfter is short, so that what was switched off shows as such soon after its history has come in.
	demoOfflineAfter = 3 * time.Minute
)

var (
	demoRhythm   = simulator.Rhythm{Moving: 3 * time.Second, Standing: 60 * time.Second}
	demoBuffered = simulator.Rhythm{Moving: 12 * time.Second, Standing: 10 * time.Minute}
)

// demoPlan is what becomes of one of the demo's objects; it follows from its place in the world alone, so that a second
// run drives on where the first ended.
type demoPlan struct {
	protocol string
	device   protocol.DeviceConfig
	model    string
	profile  simulator.Profile
	// switchedOff since long: the object is offline.
	switchedOff bool
	// blocked by hand, and whether its data is kept.
	blocked, keepData bool
	// unbound objects have no tracker yet.
	unbound bool
}

// demoDevices are the protocols in turn, with the share that a mixed fleet would have.
var demoDevices = []struct{ protocol, variant, model string }{
	{"teltonika", "8e", "FMB920"}, {"gt06", "", "GT06N"}, {"teltonika", "8", "FMB120"}, {"wialon-ips", "2.0", ""},
	{"teltonika", "16", "FMM130"}, {"osmand", "json", "Traccar Client"}, {"wialon-ips", "1.1", ""}, {"osmand", "query", "OsmAnd"},
}

func planOf(n int, f demoFleet) demoPlan {
	d := demoDevices[n%len(demoDevices)]
	p := demoPlan{protocol: d.protocol, model: d.model, profile: profileOf(f.profile)}
	p.device = protocol.DeviceConfig{Identity: demoIMEI(n), Variant: d.variant}
	if f.profile == "walker" || f.profile == "dog" || f.profile == "bicycle" { // a phone or a tag
		p.protocol, p.model, p.device.Variant = "osmand", "Traccar Client", "json"
	}
	if p.protocol == "wialon-ips" && n%2 == 1 {
		p.device.Password = "p" + demoIMEI(n)[9:]
	}
	switch n % 17 {
	case 5:
		p.switchedOff = true
	case 9:
		p.profile = simulator.Parked()
	case 13:
		p.blocked, p.keepData = true, n%2 == 0
	}
	p.unbound = n == 40
	return p
}

func profileOf(name string) simulator.Profile {
	switch name {
	case "truck", "bus":
		return simulator.Truck()
	case "car":
		return simulator.Taxi()
	case "walker", "dog":
		return simulator.Pedestrian()
	case "bicycle":
		return simulator.Bicycle()
	}
	return simulator.Courier()
}

// demoIMEI is an IMEI with its check digit (3GPP TS 23.003, annex B), of a type code that no maker has.
func demoIMEI(n int) string {
	body := fmt.Sprintf("35990100%06d", 4711+n*37)
	sum := 0
	for i, c := range body {
		digit := int(c - '0')
		if i%2 == 1 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return fmt.Sprintf("%s%d", body, (10-sum%10)%10)
}
