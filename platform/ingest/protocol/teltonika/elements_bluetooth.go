package teltonika

import (
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Thermometers share the standard keys temperature.N: 1 to 6 are wired, these are the first of the others.
const (
	bluetoothTemperature = 11
	eyeTemperature       = 21
	probeTemperature     = 31
)

// bluetoothElements are the four Bluetooth sensors a device knows by name, the four EYE sensors, and the probes of
// the heavy line (the vendor's tables, "Bluetooth Low Energy", "EYE sensors").
func bluetoothElements() []element {
	var rows []element
	for i := range 4 {
		rows = append(rows, bluetoothSensor(i)...)
		rows = append(rows, eyeSensor(i)...)
	}
	for i := range 6 {
		rows = append(rows, element{id: uint16(10644 + i), width: 2, on: everywhere, name: "Temperature probe " + strconv.Itoa(i+1),
			key: thermometer(probeTemperature + i), signed: true, div: 100, low: -10000, high: 30000, unit: "°C"})
	}
	return rows
}

func thermometer(n int) string { return protocol.TemperaturePrefix + strconv.Itoa(n) }

// bluetoothSensor: hundredths of a degree with 2000, 3000 and 4000 for errors (or values out of range, from
// firmware 03.28 on); the heavy line has tenths under numbers of its own.
func bluetoothSensor(i int) []element {
	n := strconv.Itoa(i + 1)
	key := "ble." + n
	nth := func(ids ...uint16) uint16 { return ids[i] }
	next := uint16(i)
	return []element{
		{id: 25 + next, width: 2, on: unlessHeavy, name: "Bluetooth temperature " + n, key: thermometer(bluetoothTemperature + i),
			signed: true, div: 100, low: -4000, high: 12500, codes: []int64{2000, 3000, 4000}, unit: "°C"},
		{id: nth(86, 104, 106, 108), width: 2, on: unlessHeavy, name: "Bluetooth humidity " + n, key: key + ".humidity", div: 10, low: 0, high: 1000, unit: "%"},
		{id: nth(29, 20, 22, 23), width: 1, on: lightLines, name: "Bluetooth battery " + n, key: key + ".battery_level", unit: "%"},
		{id: nth(270, 273, 276, 279), width: 2, on: everywhere, name: "Bluetooth fuel level " + n, key: key + ".fuel"},
		{id: 306 + next, width: 4, on: unlessHeavy, name: "Bluetooth fuel frequency " + n, key: key + ".frequency", unit: "Hz"},
		{id: 335 + next, width: 2, on: unlessHeavy, name: "Bluetooth luminosity " + n, key: key + ".luminosity", unit: "lx"},
		{id: 701 + next, width: 2, on: everywhere, name: "Bluetooth temperature " + n, key: thermometer(bluetoothTemperature + i),
			signed: true, div: 10, low: -400, high: 1250, unit: "°C"},
		{id: 705 + next, width: 1, on: everywhere, name: "Bluetooth battery " + n, key: key + ".battery_level", unit: "%"},
		{id: 709 + next, width: 2, on: everywhere, name: "Bluetooth humidity " + n, key: key + ".humidity", div: 10, low: 0, high: 1000, unit: "%"},
	}
}

func eyeSensor(i int) []element {
	n := strconv.Itoa(i + 1)
	key := "eye." + n
	next := uint16(i)
	return []element{
		{id: 10800 + next, width: 2, on: everywhere, name: "EYE temperature " + n, key: thermometer(eyeTemperature + i),
			signed: true, div: 100, low: -4000, high: 12500, unit: "°C"},
		{id: 10804 + next, width: 1, on: everywhere, name: "EYE humidity " + n, key: key + ".humidity", low: 0, high: 100, unit: "%"},
		{id: 10808 + next, width: 1, on: everywhere, as: flag, name: "EYE magnet " + n, key: key + ".magnet"},
		{id: 10812 + next, width: 1, on: everywhere, as: flag, name: "EYE movement " + n, key: key + ".motion"},
		{id: 10816 + next, width: 1, on: everywhere, name: "EYE pitch " + n, key: key + ".pitch", signed: true, unit: "°"},
		{id: 10820 + next, width: 1, on: everywhere, as: flag, name: "EYE low battery " + n, key: key + ".low_battery"},
		{id: 10824 + next, width: 2, on: everywhere, name: "EYE battery " + n, key: key + ".battery_voltage", div: 1000, unit: "V"},
		{id: 10832 + next, width: 2, on: everywhere, name: "EYE roll " + n, key: key + ".roll", signed: true, unit: "°"},
		{id: 10836 + next, width: 2, on: everywhere, name: "EYE movement count " + n, key: key + ".motion_count"},
		{id: 10840 + next, width: 2, on: everywhere, name: "EYE magnet count " + n, key: key + ".magnet_count"},
	}
}
