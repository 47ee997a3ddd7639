package teltonika

import (
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// heavyElements come from the vehicle on the professional line: CAN adapters (14–45), FMS (79–143) and the
// tachograph (184–198) (FMx640 and FMB630 "AVL ID"). The multipliers that table writes with a comma are tenths.
func heavyElements() []element {
	rows := []element{
		{id: 14, width: 4, on: unlessLight, name: "Engine work time", key: protocol.EngineHours, mul: 60, unit: "s"},
		{id: 15, width: 4, on: unlessLight, weak: true, name: "Engine work time, counted", key: protocol.EngineHours, mul: 60, unit: "s"},
		{id: 17, width: 4, on: unlessLight, name: "Fuel consumed, counted", key: protocol.FuelUsed, div: 10, unit: "l"},
		{id: 18, width: 2, on: onHeavy, name: "Fuel rate", key: "fuel_rate", div: 10, unit: "l/h"},
		{id: 19, width: 1, on: onHeavy, name: "AdBlue level", key: "adblue_level", unit: "%"},
		{id: 20, width: 2, on: onHeavy, name: "AdBlue level", key: "adblue_volume", div: 10, unit: "l"},
		{id: 23, width: 1, on: onHeavy, name: "Engine load", key: "engine_load", unit: "%"},
		{id: 25, width: 2, on: onHeavy, name: "Engine temperature", key: "engine_temperature", also: protocol.CoolantTemperature,
			signed: true, div: 10, low: -600, high: 1270, unit: "°C"},
		{id: 30, width: 1, on: onHeavy, name: "Vehicle speed", key: "vehicle_speed", unit: "km/h"},
		{id: 31, width: 1, on: onHeavy, name: "Accelerator pedal", key: "accelerator", unit: "%"},
		{id: 33, width: 4, on: unlessLight, name: "Fuel consumed", key: protocol.FuelUsed, div: 10, unit: "l"},
		{id: 34, width: 2, on: onHeavy, name: "Fuel level", key: protocol.FuelVolume, div: 10, unit: "l"},
		{id: 35, width: 2, on: onHeavy, name: "Engine speed", key: protocol.RPM},
		{id: 36, width: 4, on: unlessLight, name: "Vehicle's total mileage", key: "can_odometer", also: protocol.Odometer, unit: "m"},
		{id: 37, width: 1, on: onHeavy, name: "Fuel level", key: protocol.FuelLevel, unit: "%"},

		{id: 79, width: 1, on: onHeavy, as: flag, name: "Brake pedal", key: "brake"},
		{id: 80, width: 4, on: unlessLight, name: "Wheel based speed", key: "vehicle_speed", unit: "km/h"},
		{id: 81, width: 1, on: onHeavy, as: flag, name: "Cruise control", key: "cruise_control"},
		{id: 82, width: 1, on: onHeavy, as: flag, name: "Clutch pedal", key: "clutch"},
		{id: 83, width: 1, on: unlessLight, name: "Power take-off", key: "pto"},
		{id: 84, width: 4, on: unlessLight, name: "Accelerator pedal", key: "accelerator", unit: "%"},
		{id: 85, width: 1, on: unlessLight, name: "Engine load", key: "engine_load", unit: "%"},
		{id: 86, width: 4, on: unlessLight, weak: true, name: "Total fuel used", key: protocol.FuelUsed, unit: "l"},
		{id: 87, width: 4, on: onHeavy, weak: true, name: "Fuel level", key: protocol.FuelLevel, low: 0, high: 100, unit: "%"},
		{id: 88, width: 4, on: unlessLight, name: "Engine speed", key: protocol.RPM},
		{id: 104, width: 4, on: unlessLight, weak: true, name: "Total engine hours", key: protocol.EngineHours, mul: 3600, unit: "s"},
		{id: 113, width: 4, on: unlessLight, name: "Service distance", key: "service_distance", signed: true, unit: "km"},
		{id: 127, width: 1, on: unlessLight, name: "Coolant temperature", key: protocol.CoolantTemperature, signed: true, unit: "°C"},
		{id: 128, width: 2, on: unlessLight, name: "Ambient temperature", key: "ambient_temperature", signed: true, unit: "°C"},
		{id: 135, width: 4, on: unlessLight, name: "Fuel rate", key: "fuel_rate", unit: "l/h"},
		{id: 138, width: 4, on: unlessLight, name: "Total fuel used, fine (l or ml by configuration)", key: "fuel_used_fine"},
		{id: 139, width: 4, on: onHeavy, name: "Combination weight", key: "gross_weight", unit: "kg"},
		{id: 141, width: 2, on: onHeavy, name: "Traction battery temperature", key: "traction_battery_temperature", signed: true, div: 10, unit: "°C"},
		{id: 142, width: 1, on: onHeavy, name: "Traction battery", key: "traction_battery_level", unit: "%"},
		{id: 143, width: 2, on: onHeavy, as: doorMask, name: "Door status", key: "door_flags"},

		{id: 56, width: 2, on: onHeavy, name: "Driver 1 continuous driving", key: "driver1_continuous_driving", unit: "min"},
		{id: 69, width: 2, on: onHeavy, name: "Driver 1 cumulative driving", key: "driver1_cumulative_driving", unit: "min"},
		{id: 184, width: 1, on: onHeavy, name: "Driver 1 working state", key: "driver1_state"},
		{id: 185, width: 1, on: onHeavy, name: "Driver 2 working state", key: "driver2_state"},
		{id: 186, width: 1, on: onHeavy, as: flag, name: "Tachograph overspeed", key: "tachograph_overspeed"},
		{id: 187, width: 1, on: onHeavy, as: flag, name: "Driver 1 card present", key: "driver1_card"},
		{id: 188, width: 1, on: onHeavy, as: flag, name: "Driver 2 card present", key: "driver2_card"},
		{id: 191, width: 2, on: onHeavy, name: "Tachograph speed", key: "tachograph_speed", unit: "km/h"},
		{id: 192, width: 4, on: unlessLight, name: "Tachograph odometer", key: "tachograph_odometer", also: protocol.Odometer, unit: "m"},
		{id: 193, width: 4, on: unlessLight, name: "Tachograph trip distance", key: "tachograph_trip", also: protocol.TripOdometer, unit: "m"},

		{id: 12713, width: 1, on: unlessLight, as: flag, name: "Vehicle's ignition", key: "can_ignition", also: protocol.Ignition},
		{id: 12723, width: 1, on: unlessLight, as: flag, name: "Engine lock", key: protocol.Blocked},
		{id: 12729, width: 1, on: unlessLight, as: doorOpen, name: "Front left door open", key: "door.front_left"},
		{id: 12730, width: 1, on: unlessLight, as: doorOpen, name: "Rear left door open", key: "door.rear_left"},
		{id: 12731, width: 1, on: unlessLight, as: doorOpen, name: "Rear right door open", key: "door.rear_right"},
		{id: 12732, width: 1, on: unlessLight, as: doorOpen, name: "Trunk open", key: "door.trunk"},
		{id: 12915, width: 1, on: unlessLight, as: doorOpen, name: "Front right door open", key: "door.front_right"},

		{id: 195, width: 8, on: unlessLight, as: cardHigh, name: "Driver 1 card, first half", key: protocol.DriverID},
		{id: 196, width: 8, on: unlessLight, as: cardLow, name: "Driver 1 card, second half", key: protocol.DriverID},
	}
	for i, id := range []uint16{26, 27, 28, 29, 32} {
		n := strconv.Itoa(i + 1)
		rows = append(rows, element{id: id, width: 2, on: onHeavy, name: "Axle " + n + " load", key: "axle_load." + n, unit: "kg"})
	}
	for id := uint16(89); id <= 103; id++ {
		n := strconv.Itoa(int(id - 88))
		rows = append(rows, element{id: id, width: 2, on: onHeavy, name: "Axle weight " + n, key: "axle_weight." + n, unit: "kg"})
	}
	return rows
}
