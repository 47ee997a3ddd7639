package teltonika

import (
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// eventElements are what the device sends when something happened (the vendor's tables, "Eventual I/O elements").
func eventElements() []element {
	return append([]element{
		{id: 236, width: 1, on: unlessHeavy, as: alarm, name: "Alarm button", key: "alarm_button", word: protocol.AlarmSOS},
		{id: 246, width: 1, on: everywhere, as: alarm, name: "Towing", key: "towing", word: protocol.AlarmTow},
		{id: 247, width: 1, on: everywhere, as: alarmCode, name: "Crash detection", key: "crash", word: protocol.AlarmAccident},
		{id: 317, width: 1, on: lightLines, name: "Crash counter", key: "crash_counter"},
		{id: 1412, width: 1, on: everywhere, as: alarm, name: "Motorcycle fall", key: "fall", word: protocol.AlarmFall},
		{id: 249, width: 1, on: everywhere, as: alarm, name: "Jamming", key: "jamming", word: protocol.AlarmJamming},
		{id: 318, width: 1, on: lightLines, as: alarmCode, name: "GNSS jamming", key: "gnss_jamming", word: protocol.AlarmJamming},
		{id: 520, width: 1, on: onAutonomous, as: alarm, name: "Tamper detection", key: "tamper", word: protocol.AlarmTamper},
		{id: 20019, width: 2, on: everywhere, as: holder, name: "Tamper holder", key: "holder"},
		{id: 242, width: 1, on: onAutonomous, as: alarm, name: "Man down", key: "man_down", word: protocol.AlarmFall},
		{id: 252, width: 1, on: lightLines, as: unplugged, name: "Unplug", key: "unplugged"},
		{id: 252, width: 1, on: onHeavy, name: "Authorized driving", key: "authorized_driving"},
		{id: 248, width: 1, on: lightLines, name: "Immobilizer", key: "immobilizer"},
		{id: 251, width: 1, on: onHeavy, name: "Immobilizer", key: "immobilizer"},
		{id: 251, width: 1, on: lightLines, as: alarm, name: "Idling", key: "idling", word: protocol.AlarmIdle},
		{id: 243, width: 1, on: unlessLight, as: alarm, name: "Idling", key: "idling", word: protocol.AlarmIdle},
		{id: 250, width: 1, on: everywhere, name: "Trip", key: "trip"},
		{id: 253, width: 1, on: everywhere, as: harsh, name: "Green driving type", key: "green_driving"},
		{id: 254, width: 1, on: everywhere, name: "Green driving value", key: "green_driving_value"},
		{id: 243, width: 2, on: unlessHeavy, name: "Green driving duration", key: "green_driving_duration", unit: "ms"},
		{id: 260, width: 2, on: everywhere, name: "Eco driving duration", key: "eco_duration", unit: "ms"},
		{id: 255, width: 1, on: everywhere, as: speeding, name: "Over speeding", key: "overspeeding", unit: "km/h"},
		{id: 248, width: 1, on: onHeavy, as: speeding, name: "Geofence zone with over speeding", key: "overspeeding_zone"},
		{id: 11700, width: 1, on: everywhere, as: alarm, name: "Driver drowsiness", key: "drowsiness", word: protocol.AlarmFatigue},
		{id: 12923, width: 1, on: everywhere, as: alarm, name: "Driver drowsiness, second camera", key: "drowsiness.2", word: protocol.AlarmFatigue},
		{id: 389, width: 1, on: unlessHeavy, name: "Button click", key: "button"},
		{id: 390, width: 1, on: onAutonomous, as: flag, name: "Turned off", key: "turned_off"},
		{id: 403, width: 1, on: onAutonomous, name: "Heart rate", key: protocol.HeartRate, unit: "beats a minute"},
		{id: 175, width: 1, on: onLight | onLightSeen | onAutonomous, as: crossing, name: "Auto geofence", key: "auto_geofence"},
		{id: 175, width: 1, on: unlessLight, as: zone, name: "Auto geofence", key: "auto_geofence"},
	}, zoneElements()...)
}

// zoneElements are the configured geofences: 50 on the light platform, 100 on the heavy line, in runs of numbers.
func zoneElements() []element {
	type run struct {
		first, last, zone uint16
		on                lines
	}
	runs := []run{
		{155, 159, 1, everywhere},
		{61, 65, 6, unlessHeavy}, {70, 70, 11, unlessHeavy}, {88, 88, 12, unlessHeavy}, {91, 99, 13, unlessHeavy},
		{153, 154, 22, lightLines}, {190, 198, 24, lightLines}, {208, 209, 33, lightLines}, {216, 231, 35, lightLines},
		{160, 174, 6, onHeavy}, {327, 356, 21, onHeavy}, {550, 599, 51, onHeavy},
	}
	var rows []element
	for _, r := range runs {
		for id := r.first; id <= r.last; id++ {
			n := strconv.Itoa(int(r.zone + id - r.first))
			rows = append(rows, element{id: id, width: 1, on: r.on, as: zone, name: "Geofence zone " + n, key: "zone." + n})
		}
	}
	return rows
}
