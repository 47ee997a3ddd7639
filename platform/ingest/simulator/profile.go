package simulator

import "time"

// Profile is the way something moves through its day.
type Profile struct {
	// Name is for people: "courier".
	Name string
	// Shift is how much of 24 hours it is about; the rest it stands at home. Zero: it never moves.
	Shift time.Duration
	// Dwell bounds a stop. LongShare of stops are ten times as long.
	Dwell     [2]time.Duration
	LongShare float64
	// Pace is its speed as a part of the limit, Top the most it can do, in km/h.
	Pace, Top float64
	// Engine tells that it has one: ignition, fuel, voltages. Without, it carries a phone or a tag with a battery.
	Engine bool
	// Use is litres on 100 km, Tank litres, Volts the nominal voltage of the wiring.
	Use, Tank, Volts float64
	// Cooled tells that it carries goods in the cold, with a sensor.
	Cooled bool
}

// Courier delivers parcels: many short stops.
func Courier() Profile {
	return Profile{
		Name: "courier", Shift: 21 * time.Hour, Dwell: [2]time.Duration{30 * time.Second, 150 * time.Second}, LongShare: 0.03,
		Pace: 0.95, Top: 90, Engine: true, Use: 8.5, Tank: 60, Volts: 12,
	}
}

// Taxi waits short and often, now and then long at a rank.
func Taxi() Profile {
	return Profile{
		Name: "taxi", Shift: 22 * time.Hour, Dwell: [2]time.Duration{25 * time.Second, 100 * time.Second}, LongShare: 0.08,
		Pace: 1, Top: 110, Engine: true, Use: 7, Tank: 50, Volts: 12,
	}
}

// Truck is slow and stands long where it unloads.
func Truck() Profile {
	return Profile{
		Name: "truck", Shift: 17 * time.Hour, Dwell: [2]time.Duration{4 * time.Minute, 11 * time.Minute}, LongShare: 0.02,
		Pace: 0.82, Top: 80, Engine: true, Use: 24, Tank: 280, Volts: 24, Cooled: true,
	}
}

// Commuter drives little and stands much.
func Commuter() Profile {
	return Profile{
		Name: "commuter", Shift: 14 * time.Hour, Dwell: [2]time.Duration{25 * time.Minute, 3 * time.Hour},
		Pace: 0.97, Top: 120, Engine: true, Use: 6.5, Tank: 45, Volts: 12,
	}
}

// Bicycle carries a messenger with a phone.
func Bicycle() Profile {
	return Profile{
		Name: "bicycle", Shift: 15 * time.Hour, Dwell: [2]time.Duration{time.Minute, 5 * time.Minute}, LongShare: 0.04,
		Pace: 0.7, Top: 19,
	}
}

// Pedestrian carries a phone, too, and wears it on longer ways.
func Pedestrian() Profile {
	return Profile{
		Name: "pedestrian", Shift: 13 * time.Hour, Dwell: [2]time.Duration{2 * time.Minute, 9 * time.Minute}, LongShare: 0.06,
		Pace: 0.2, Top: 5.2,
	}
}

// Parked never moves.
func Parked() Profile {
	return Profile{Name: "parked", Pace: 1, Top: 90, Engine: true, Use: 7, Tank: 55, Volts: 12}
}

// Profiles returns all of them.
func Profiles() []Profile {
	return []Profile{Courier(), Taxi(), Truck(), Commuter(), Bicycle(), Pedestrian(), Parked()}
}
