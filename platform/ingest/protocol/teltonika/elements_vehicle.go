package teltonika

import "github.com/liveryhq/livery/platform/ingest/protocol"

// anyDoor are the bits of the door status that are doors: four doors and the trunk, the bonnet not.
const anyDoor = 0x100 | 0x200 | 0x400 | 0x800 | 0x2000

// vehicleElements come from the vehicle on the light platform: OBD (30–60), CAN adapters (81–160), manufacturers'
// PIDs (389–412) and state flags (652–940) (the vendor's tables, "OBD elements", "OBD OEM elements", "CAN
// adapters"). Where the heavy line gives a number of the same width another meaning, the model must be declared.
func vehicleElements() []element {
	return []element{
		{id: 30, width: 1, on: lightOnly, name: "Number of trouble codes", key: "dtc_count"},
		{id: 31, width: 1, on: lightOnly, name: "Engine load", key: "engine_load", unit: "%"},
		{id: 32, width: 1, on: unlessHeavy, name: "Coolant temperature", key: protocol.CoolantTemperature, signed: true, unit: "°C"},
		{id: 34, width: 2, on: lightOnly, name: "Fuel pressure", key: "fuel_pressure", unit: "kPa"},
		{id: 35, width: 1, on: lightOnly, name: "Intake pressure", key: "intake_pressure", unit: "kPa"},
		{id: 36, width: 2, on: unlessHeavy, name: "Engine speed", key: protocol.RPM},
		{id: 37, width: 1, on: lightOnly, name: "Vehicle speed", key: "vehicle_speed", unit: "km/h"},
		{id: 39, width: 1, on: lightOnly, name: "Intake air temperature", key: "intake_temperature", signed: true, unit: "°C"},
		{id: 40, width: 2, on: lightOnly, name: "Air flow", key: "air_flow", div: 100, unit: "g/s"},
		{id: 41, width: 1, on: lightOnly, name: "Throttle", key: "throttle", unit: "%"},
		{id: 42, width: 2, on: lightOnly, name: "Run time since start", key: "engine_runtime", unit: "s"},
		{id: 43, width: 2, on: lightOnly, name: "Distance with the malfunction lamp", key: "mil_distance", unit: "km"},
		{id: 48, width: 1, on: lightOnly, weak: true, name: "Fuel level by OBD", key: protocol.FuelLevel, unit: "%"},
		{id: 49, width: 2, on: lightOnly, name: "Distance since codes were cleared", key: "distance_since_clear", unit: "km"},
		{id: 50, width: 1, on: lightOnly, name: "Barometric pressure", key: "barometric_pressure", unit: "kPa"},
		{id: 51, width: 2, on: lightOnly, name: "Control module voltage", key: "module_voltage", div: 1000, unit: "V"},
		{id: 53, width: 1, on: lightOnly, name: "Ambient temperature", key: "ambient_temperature", signed: true, unit: "°C"},
		{id: 57, width: 1, on: lightOnly, name: "Hybrid battery", key: "hybrid_battery_level", unit: "%"},
		{id: 58, width: 1, on: lightOnly, name: "Engine oil temperature", key: "oil_temperature", unit: "°C"},
		{id: 60, width: 2, on: lightOnly, name: "Fuel rate by OBD", key: "fuel_rate", div: 100, unit: "l/h"},
		{id: 540, width: 1, on: lightOnly, name: "Throttle", key: "throttle", unit: "%"},

		{id: 81, width: 1, on: lightOnly, name: "Vehicle speed", key: "vehicle_speed", unit: "km/h"},
		{id: 82, width: 1, on: lightOnly, name: "Accelerator pedal", key: "accelerator", unit: "%"},
		{id: 83, width: 4, on: unlessHeavy, name: "Fuel consumed", key: protocol.FuelUsed, div: 10, unit: "l"},
		{id: 84, width: 2, on: unlessHeavy, name: "Fuel level", key: protocol.FuelVolume, div: 10, unit: "l"},
		{id: 85, width: 2, on: unlessHeavy, name: "Engine speed", key: protocol.RPM},
		{id: 87, width: 4, on: lightOnly, name: "Vehicle's total mileage", key: "can_odometer", also: protocol.Odometer, unit: "m"},
		{id: 89, width: 1, on: unlessHeavy, name: "Fuel level", key: protocol.FuelLevel, unit: "%"},
		{id: 90, width: 2, on: lightOnly, as: doorMask, name: "Door status", key: "door_flags"},
		{id: 102, width: 4, on: unlessHeavy, name: "Engine work time", key: protocol.EngineHours, mul: 60, unit: "s"},
		{id: 103, width: 4, on: unlessHeavy, weak: true, name: "Engine work time, counted", key: protocol.EngineHours, mul: 60, unit: "s"},
		{id: 105, width: 4, on: unlessHeavy, name: "Total mileage, counted", key: "can_odometer_counted", also: protocol.Odometer, unit: "m"},
		{id: 107, width: 4, on: unlessHeavy, name: "Fuel consumed, counted", key: protocol.FuelUsed, div: 10, unit: "l"},
		{id: 110, width: 2, on: unlessHeavy, name: "Fuel rate", key: "fuel_rate", div: 10, unit: "l/h"},
		{id: 111, width: 1, on: lightOnly, name: "AdBlue level", key: "adblue_level", unit: "%"},
		{id: 112, width: 2, on: unlessHeavy, name: "AdBlue level", key: "adblue_volume", div: 10, unit: "l"},
		{id: 114, width: 1, on: unlessHeavy, name: "Engine load", key: "engine_load", unit: "%"},
		{id: 115, width: 2, on: unlessHeavy, name: "Engine coolant temperature", key: "engine_temperature", also: protocol.CoolantTemperature,
			signed: true, div: 10, low: -600, high: 1270, unit: "°C"},
		{id: 118, width: 2, on: unlessHeavy, name: "Axle 1 load", key: "axle_load.1", unit: "kg"},
		{id: 119, width: 2, on: unlessHeavy, name: "Axle 2 load", key: "axle_load.2", unit: "kg"},
		{id: 120, width: 2, on: unlessHeavy, name: "Axle 3 load", key: "axle_load.3", unit: "kg"},
		{id: 121, width: 2, on: unlessHeavy, name: "Axle 4 load", key: "axle_load.4", unit: "kg"},
		{id: 122, width: 2, on: unlessHeavy, name: "Axle 5 load", key: "axle_load.5", unit: "kg"},
		{id: 133, width: 4, on: unlessHeavy, name: "Tachograph odometer", key: "tachograph_odometer", also: protocol.Odometer, unit: "m"},
		{id: 134, width: 4, on: unlessHeavy, name: "Tachograph trip distance", key: "tachograph_trip", also: protocol.TripOdometer, unit: "m"},
		{id: 135, width: 2, on: unlessHeavy, name: "Tachograph speed", key: "tachograph_speed", unit: "km/h"},
		{id: 147, width: 8, on: unlessHeavy, as: cardHigh, name: "Driver 1 card, first half", key: protocol.DriverID},
		{id: 148, width: 8, on: unlessHeavy, as: cardLow, name: "Driver 1 card, second half", key: protocol.DriverID},
		{id: 151, width: 2, on: unlessHeavy, name: "Traction battery temperature", key: "traction_battery_temperature", signed: true, div: 10, unit: "°C"},
		{id: 152, width: 1, on: lightOnly, name: "Traction battery", key: "traction_battery_level", unit: "%"},
		{id: 160, width: 1, on: lightOnly, name: "Number of trouble codes", key: "dtc_count"},
		{id: 389, width: 4, on: unlessHeavy, name: "Vehicle's total mileage", key: "obd_odometer", also: protocol.Odometer, mul: 1000, unit: "m"},
		{id: 390, width: 4, on: unlessHeavy, weak: true, name: "Fuel level by OBD", key: protocol.FuelVolume, div: 10, unit: "l"},
		{id: 402, width: 4, on: unlessHeavy, name: "Distance until service", key: "service_distance", unit: "km"},
		{id: 410, width: 1, on: lightOnly, as: flag, name: "Traction battery charging", key: "traction_battery_charging"},
		{id: 411, width: 1, on: lightOnly, name: "Traction battery", key: "traction_battery_level", unit: "%"},
		{id: 755, width: 2, on: unlessHeavy, name: "Remaining distance", key: "remaining_distance", unit: "km"},

		{id: 356, width: 4, on: onAutonomous, name: "Scooter's total mileage", key: "scooter_odometer", also: protocol.Odometer, unit: "m"},
		{id: 833, width: 4, on: onAutonomous, name: "Vehicle's total distance", key: "can_odometer", also: protocol.Odometer, mul: 1000, unit: "m"},
		{id: 834, width: 4, on: onAutonomous, name: "Vehicle's trip distance", key: "can_trip", also: protocol.TripOdometer, unit: "m"},

		{id: 653, width: 1, on: unlessHeavy, as: flag, name: "Handbrake", key: "handbrake"},
		{id: 654, width: 1, on: unlessHeavy, as: doorOpen, name: "Front left door open", key: "door.front_left"},
		{id: 655, width: 1, on: unlessHeavy, as: doorOpen, name: "Front right door open", key: "door.front_right"},
		{id: 656, width: 1, on: unlessHeavy, as: doorOpen, name: "Rear left door open", key: "door.rear_left"},
		{id: 657, width: 1, on: unlessHeavy, as: doorOpen, name: "Rear right door open", key: "door.rear_right"},
		{id: 658, width: 1, on: unlessHeavy, as: doorOpen, name: "Trunk open", key: "door.trunk"},
		{id: 662, width: 1, on: unlessHeavy, as: doorOpen, name: "Car is open", key: "door.any"},
		{id: 898, width: 1, on: unlessHeavy, as: flag, name: "Vehicle's ignition", key: "can_ignition", also: protocol.Ignition},
		{id: 900, width: 1, on: unlessHeavy, as: flag, name: "Engine running", key: "engine_running"},
		{id: 907, width: 1, on: unlessHeavy, as: flag, name: "Engine lock", key: protocol.Blocked},
		{id: 940, width: 1, on: unlessHeavy, as: flag, name: "Driver's seat belt", key: "seat_belt"},
	}
}
