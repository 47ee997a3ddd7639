package teltonika

import "github.com/liveryhq/livery/platform/ingest/protocol"

// permanentElements are what the device measures by itself (the vendor's tables of each model, "Permanent I/O
// elements"). Temperatures of wired sensors are temperature.1 to 6; see bluetoothElements for the others.
func permanentElements() []element {
	return []element{
		{id: 239, width: 1, on: everywhere, as: flag, name: "Ignition", key: protocol.Ignition},
		{id: 240, width: 1, on: everywhere, as: flag, name: "Movement", key: protocol.Motion},
		{id: 303, width: 1, on: everywhere, as: flag, name: "Instant movement", key: "instant_movement"},
		{id: 21, width: 1, on: everywhere, name: "GSM signal", key: protocol.RSSI},
		{id: 181, width: 2, on: everywhere, name: "GNSS PDOP", key: "pdop", div: 10},
		{id: 182, width: 2, on: everywhere, name: "GNSS HDOP", key: protocol.HDOP, div: 10},
		{id: 24, width: 2, on: everywhere, as: gnssSpeed, name: "GNSS speed", key: "gnss_speed", unit: "km/h"},
		{id: 69, width: 1, on: unlessHeavy, name: "GNSS status", key: "gnss_status"},
		{id: 71, width: 1, on: unlessLight, name: "GNSS status", key: "gnss_status"},
		{id: 80, width: 1, on: unlessHeavy, name: "Data mode", key: "data_mode"},
		{id: 22, width: 1, on: onHeavy, name: "Data mode", key: "data_mode"},
		{id: 200, width: 1, on: everywhere, name: "Sleep mode", key: "sleep_mode"},
		{id: 263, width: 1, on: everywhere, name: "Bluetooth status", key: "bluetooth_status"},
		{id: 391, width: 1, on: unlessHeavy, as: flag, name: "Private mode", key: "private_mode"},

		{id: 241, width: 4, on: everywhere, name: "GSM operator", key: protocol.Operator},
		{id: 205, width: 2, on: unlessHeavy, name: "GSM cell", key: "cell_id"},
		{id: 205, width: 4, on: everywhere, name: "GSM cell", key: "cell_id"},
		{id: 206, width: 2, on: everywhere, name: "GSM area code", key: "cell_lac"},
		{id: 636, width: 4, on: everywhere, name: "UMTS/LTE cell", key: "cell_id_lte"},
		{id: 237, width: 1, on: unlessHeavy, name: "Network type", key: "network_type"},
		{id: 11, width: 8, on: unlessHeavy, name: "ICCID, first half", key: "iccid.1"},
		{id: 14, width: 8, on: unlessHeavy, name: "ICCID, second half", key: "iccid.2"},

		{id: 66, width: 2, on: everywhere, name: "External voltage", key: protocol.PowerVoltage, div: 1000, unit: "V"},
		// Measures what 66 cannot: more than 65 V; the FT models have it alone.
		{id: 800, width: 4, on: unlessHeavy, name: "Extended external voltage", key: protocol.PowerVoltage, div: 1000, unit: "V"},
		{id: 67, width: 2, on: everywhere, name: "Battery voltage", key: protocol.BatteryVoltage, div: 1000, unit: "V"},
		{id: 68, width: 2, on: everywhere, name: "Battery current", key: "battery_current", div: 1000, unit: "A"},
		{id: 113, width: 1, on: unlessHeavy, name: "Battery level", key: protocol.BatteryLevel, unit: "%"},
		{id: 116, width: 1, on: unlessHeavy, as: flag, name: "Charger connected", key: protocol.Charge},
		{id: 70, width: 2, on: everywhere, name: "PCB temperature", key: protocol.DeviceTemperature, signed: true, div: 10, unit: "°C"},
		{id: 70, width: 4, on: everywhere, name: "PCB temperature", key: protocol.DeviceTemperature, signed: true, div: 10, unit: "°C"},

		{id: 16, width: 4, on: everywhere, name: "Total odometer", key: protocol.Odometer, unit: "m"},
		{id: 216, width: 4, on: unlessLight, weak: true, name: "Total odometer", key: protocol.Odometer, unit: "m"},
		{id: 199, width: 4, on: everywhere, name: "Trip odometer", key: protocol.TripOdometer, unit: "m"},
		{id: 449, width: 4, on: everywhere, name: "Ignition on counter", key: "ignition_on_counter", also: protocol.EngineHours, unit: "s"},
		{id: 12, width: 4, on: unlessHeavy, weak: true, name: "Fuel used by GNSS", key: protocol.FuelUsed, div: 1000, unit: "l"},
		{id: 13, width: 2, on: unlessHeavy, name: "Fuel rate by GNSS", key: "fuel_consumption", div: 100, unit: "l/100 km"},
		{id: 15, width: 2, on: unlessHeavy, name: "Eco score", key: "eco_score", div: 100},
		{id: 17, width: 2, on: unlessHeavy, name: "Axis X", key: "axis_x", signed: true, unit: "mg"},
		{id: 18, width: 2, on: unlessHeavy, name: "Axis Y", key: "axis_y", signed: true, unit: "mg"},
		{id: 19, width: 2, on: unlessHeavy, name: "Axis Z", key: "axis_z", signed: true, unit: "mg"},
		{id: 236, width: 2, on: unlessLight, name: "Axis X", key: "axis_x", signed: true, unit: "mg"},
		{id: 237, width: 2, on: unlessLight, name: "Axis Y", key: "axis_y", signed: true, unit: "mg"},
		{id: 238, width: 2, on: unlessLight, name: "Axis Z", key: "axis_z", signed: true, unit: "mg"},

		{id: 1, width: 1, on: everywhere, as: flag, name: "Digital input 1", key: protocol.InputPrefix + "1"},
		{id: 2, width: 1, on: everywhere, as: flag, name: "Digital input 2", key: protocol.InputPrefix + "2"},
		{id: 3, width: 1, on: everywhere, as: flag, name: "Digital input 3", key: protocol.InputPrefix + "3"},
		{id: 4, width: 1, on: everywhere, as: flag, name: "Digital input 4", key: protocol.InputPrefix + "4"},
		{id: 262, width: 1, on: onAutonomous, as: flag, name: "Digital input 4", key: protocol.InputPrefix + "4"},
		{id: 179, width: 1, on: everywhere, as: flag, name: "Digital output 1", key: protocol.OutputPrefix + "1"},
		{id: 180, width: 1, on: everywhere, as: flag, name: "Digital output 2", key: protocol.OutputPrefix + "2"},
		{id: 380, width: 1, on: unlessHeavy, as: flag, name: "Digital output 3", key: protocol.OutputPrefix + "3"},
		{id: 50, width: 1, on: onHeavy, as: flag, name: "Digital output 3", key: protocol.OutputPrefix + "3"},
		{id: 51, width: 1, on: onHeavy, as: flag, name: "Digital output 4", key: protocol.OutputPrefix + "4"},
		{id: 381, width: 1, on: unlessHeavy, as: flag, name: "Ground sense", key: "ground_sense"},
		{id: 9, width: 2, on: everywhere, name: "Analog input 1", key: protocol.ADCPrefix + "1", div: 1000, unit: "V"},
		{id: 6, width: 2, on: lightLines, name: "Analog input 2", key: protocol.ADCPrefix + "2", div: 1000, unit: "V"},
		{id: 10, width: 2, on: everywhere, name: "Analog input 2", key: protocol.ADCPrefix + "2", div: 1000, unit: "V"},
		{id: 11, width: 2, on: unlessLight, name: "Analog input 3", key: protocol.ADCPrefix + "3", div: 1000, unit: "V"},
		{id: 245, width: 2, on: unlessLight, name: "Analog input 4", key: protocol.ADCPrefix + "4", div: 1000, unit: "V"},
		{id: 839, width: 4, on: unlessHeavy, name: "Extended analog input 1", key: protocol.ADCPrefix + "1", div: 1000, unit: "V"},
		{id: 840, width: 4, on: unlessHeavy, name: "Extended analog input 2", key: protocol.ADCPrefix + "2", div: 1000, unit: "V"},
		{id: 4, width: 4, on: unlessHeavy, name: "Pulse counter of input 1", key: "pulses.1"},
		{id: 5, width: 4, on: unlessHeavy, name: "Pulse counter of input 2", key: "pulses.2"},
		{id: 76, width: 4, on: unlessLight, name: "Fuel counter", key: "fuel_pulses"},

		{id: 78, width: 8, on: everywhere, as: iButton, name: "iButton", key: protocol.DriverID},
		{id: 8, width: 8, on: unlessHeavy, as: iButton, name: "Authorized iButton", key: protocol.DriverID},
		{id: 207, width: 8, on: everywhere, as: rfid, name: "RFID", key: "rfid"},
		bluetoothRFID(451, "1"), bluetoothRFID(452, "2"), bluetoothRFID(453, "3"), bluetoothRFID(454, "4"),
		{id: 217, width: 8, on: unlessLight, as: rfid, name: "RFID on COM 2", key: "rfid.2"},

		wired(72, 4, unlessHeavy, "1"), wired(73, 4, unlessHeavy, "2"), wired(74, 4, unlessHeavy, "3"), wired(75, 4, unlessHeavy, "4"),
		wired(72, 2, unlessLight, "1"), wired(73, 2, unlessLight, "2"), wired(74, 2, unlessLight, "3"), wired(75, 2, unlessLight, "4"),
		wired(6, 2, onHeavy, "5"), wired(8, 2, onHeavy, "6"),

		levelSensor(201, "1"), levelSensor(203, "2"), levelSensor(210, "3"), levelSensor(212, "4"), levelSensor(214, "5"),
		levelTemperature(202, "1"), levelTemperature(204, "2"), levelTemperature(211, "3"), levelTemperature(213, "4"), levelTemperature(215, "5"),
	}
}

// wired is a Dallas 1-Wire thermometer; above its range lie codes: 850 not ready, 2000 read error, 3000 not
// connected, 4000 wrong id.
func wired(id uint16, width uint8, on lines, n string) element {
	return element{id: id, width: width, on: on, name: "Dallas temperature " + n, key: protocol.TemperaturePrefix + n,
		signed: true, div: 10, low: -550, high: 1250, codes: []int64{850}, unit: "°C"}
}

// bluetoothRFID is a card at a reader without a wire.
func bluetoothRFID(id uint16, n string) element {
	return element{id: id, width: 8, on: unlessHeavy, as: rfid, name: "Bluetooth RFID " + n, key: "ble." + n + ".rfid"}
}

// levelSensor is an LLS fuel probe; whether it tells litres or its own steps is a matter of its calibration.
func levelSensor(id uint16, n string) element {
	return element{id: id, width: 2, on: everywhere, name: "LLS " + n + " fuel level", key: "lls." + n, signed: true}
}

func levelTemperature(id uint16, n string) element {
	return element{id: id, width: 1, on: everywhere, name: "LLS " + n + " temperature", key: "lls." + n + ".temperature", signed: true, unit: "°C"}
}
