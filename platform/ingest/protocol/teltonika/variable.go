package teltonika

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// variableNames are the elements of codec 8 Extended's last group that are understood.
var variableNames = map[int]string{
	256:   "VIN",
	281:   "Fault codes",
	325:   "VIN",
	525:   "Fault codes",
	528:   "VIN",
	385:   "Beacons",
	387:   "ISO 6709 position",
	548:   "Advanced beacons",
	10828: "EYE beacons",
	10829: "EYE beacons",
	10831: "EYE beacons",
	11317: "EYE sensors",
}

// takeVariable reads an element that told its own length. What is not understood, or does not hold together, is
// kept as hex under io.<id>.
func takeVariable(a *protocol.Attributes, id int, value []byte) {
	understood := false
	switch id {
	case 256, 325, 528:
		understood = takeText(a, "vin", value)
	case 281, 525:
		understood = takeText(a, "dtc", value)
	case 387:
		understood = takeText(a, "iso6709", value)
	case 385:
		// Read to the end once before anything is kept of it.
		var trial protocol.Attributes
		understood = takeBeacons(&trial, 1, value) && takeBeacons(a, nextOf(*a, "beacon."), value)
	case 548, 10828, 10829, 10831, 11317:
		var trial protocol.Attributes
		understood = takeTags(&trial, 1, value) && takeTags(a, nextOf(*a, "tag."), value)
	}
	if !understood {
		a.String(rawKey(id), hex.EncodeToString(value))
	}
}

func takeText(a *protocol.Attributes, key string, value []byte) bool {
	text := strings.TrimRight(string(value), "\x00 ")
	if text == "" || !isPrintable([]byte(text)) {
		return false
	}
	a.String(key, text)
	return true
}

const (
	// maxEntries bounds the beacons of one list; the vendor's limit is 100.
	maxEntries = 128
	// maxAttributes bounds what the lists of one record may say, for the reason of maxElements.
	maxAttributes = 1024
)

// nextOf numbers the entries of a second list in one record after those of the first.
func nextOf(a protocol.Attributes, prefix string) int {
	next := 1
	for i := range a {
		if rest, ok := strings.CutPrefix(a[i].Key, prefix); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil {
				next = max(next, n+1)
			}
		}
	}
	return next
}

// Flags of a beacon (EYE Beacon / BTSID1, "FM packet parsing example"). A set 0x20 is an iBeacon; Eddystone has none
// of the upper bits.
const (
	beaconSignal      = 1 << 0
	beaconBattery     = 1 << 1
	beaconTemperature = 1 << 2
	beaconIsIBeacon   = 0xF0
)

// takeBeacons reads element 385: which part of the list this is, and beacons with what each flag promises.
func takeBeacons(a *protocol.Attributes, first int, value []byte) bool {
	c := cursor{b: value, end: len(value)}
	c.u8()
	for n := first; c.left() > 0 && !c.short; n++ {
		if n-first == maxEntries || len(*a) > maxAttributes {
			return false
		}
		key := "beacon." + strconv.Itoa(n)
		flags := c.u8()
		if flags&beaconIsIBeacon != 0 {
			a.String(key+".uuid", hex.EncodeToString(c.take(16)))
			a.Int(key+".major", int64(c.u16()))
			a.Int(key+".minor", int64(c.u16()))
		} else {
			a.String(key+".namespace", hex.EncodeToString(c.take(10)))
			a.String(key+".instance", hex.EncodeToString(c.take(6)))
		}
		if flags&beaconSignal != 0 {
			a.Int(key+".rssi", int64(int8(c.u8())))
		}
		if flags&beaconBattery != 0 {
			a.Float(key+".battery_voltage", float64(c.u16())/1000)
		}
		if flags&beaconTemperature != 0 {
			a.Int(key+".temperature", int64(int16(c.u16())))
		}
	}
	return !c.short
}

// takeTags reads the newer lists: a header byte, then for each tag its length and what it says of itself as
// (parameter, length, value) (Advanced Beacon data, "Parsing"; EYE sensor list).
func takeTags(a *protocol.Attributes, first int, value []byte) bool {
	c := cursor{b: value, end: len(value)}
	c.u8()
	for n := first; c.left() > 0 && !c.short; n++ {
		if n-first == maxEntries || len(*a) > maxAttributes {
			return false
		}
		tag := c.within(int(c.u8()))
		for tag.left() > 0 && len(*a) <= maxAttributes {
			parameter := tag.u8()
			part := tag.within(int(tag.u8()))
			takeTagParameter(a, "tag."+strconv.Itoa(n), parameter, part)
			c.short = c.short || part.short
		}
		if c.short || tag.short {
			return false
		}
	}
	return !c.short
}

func takeTagParameter(a *protocol.Attributes, key string, parameter byte, c cursor) {
	value := c.b[c.at:c.end]
	switch {
	case parameter == 0 && len(value) == 1:
		a.Int(key+".rssi", int64(int8(c.u8())))
	case parameter == 1:
		a.String(key+".id", hex.EncodeToString(value))
	case parameter == 2 && len(value) > 0:
		takeTagData(a, key, c)
	case parameter == 5:
		a.String(key+".name", strings.TrimRight(string(value), "\x00"))
	case parameter == 6 && len(value) == 2:
		a.Float(key+".temperature", float64(int16(c.u16()))/100)
	case parameter == 7 && len(value) == 1:
		a.Int(key+".humidity", int64(c.u8()))
	case parameter == 8 && len(value) == 1:
		a.Bool(key+".magnet", c.u8() != 0)
	case parameter == 9 && len(value) == 1:
		a.Bool(key+".motion", c.u8() != 0)
	case parameter == 10 && len(value) == 2:
		a.Int(key+".motion_count", int64(c.u16()))
	case parameter == 11 && len(value) == 1:
		a.Int(key+".pitch", int64(int8(c.u8())))
	case parameter == 12 && len(value) == 2:
		a.Int(key+".roll", int64(int16(c.u16())))
	case parameter == 13 && len(value) == 1:
		a.Bool(key+".low_battery", c.u8() != 0)
	case parameter == 14 && len(value) == 2:
		a.Float(key+".battery_voltage", float64(c.u16())/1000)
	case parameter == 15 && len(value) == 6:
		a.String(key+".mac", hex.EncodeToString(value))
	default:
		a.String(key+"."+strconv.Itoa(int(parameter)), hex.EncodeToString(value))
	}
}

// takeTagData reads the manufacturer's data of Teltonika's own beacons: flags, of which the two upper ones say low
// battery and battery voltage, in tens of millivolts above two volts; other makes' data is kept as it is.
func takeTagData(a *protocol.Attributes, key string, c cursor) {
	value := c.b[c.at:c.end]
	const lowBattery, voltage = 1 << 6, 1 << 7
	flags := c.u8()
	if flags&lowBattery != 0 {
		a.Bool(key+".low_battery", true)
	}
	if flags&voltage != 0 && c.left() > 0 {
		a.Float(key+".battery_voltage", 2+float64(c.u8())/100)
	}
	if flags&(lowBattery|voltage) == 0 {
		a.String(key+".data", hex.EncodeToString(value))
	}
}
