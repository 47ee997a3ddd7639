package simulator

import (
	"math"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// sense adds what the sensors read. trip is metres since the ride's start.
func (w *Walker) sense(r *protocol.Record, day *day, index int, moment float64, m motion, meters mileage, trip float64) {
	a := &r.Attributes
	sky := w.dice.of(forSky, uint64(int64(moment)/45))
	r.Attributes = make(protocol.Attributes, 0, 16)
	a.Bool(protocol.Motion, m.speed > 0.4)
	a.Int(protocol.Satellites, int64(9+sky.below(8)))
	a.Float(protocol.HDOP, round(0.6+0.6*sky.of(1).share(), 1))
	a.Int(protocol.RSSI, int64(3+sky.of(2).below(3)))
	a.Int(protocol.Odometer, int64(meters.metres))
	a.Int(protocol.TripOdometer, int64(math.Max(0, trip)))
	if !w.profile.Engine {
		a.Int(protocol.BatteryLevel, w.charge(day, moment))
		return
	}
	running := day.running(moment, index)
	a.Bool(protocol.Ignition, running)
	a.Int(protocol.EngineHours, int64(meters.seconds))
	a.Float(protocol.FuelLevel, round(100*meters.litres/w.profile.Tank, 1))
	a.Float(protocol.FuelVolume, round(meters.litres, 1))
	ripple := sky.of(3).between(-0.08, 0.08)
	volts, rpm := 12.5, 0.0
	if running {
		volts, rpm = 14.1, 780+60*sky.of(4).share()
	}
	if m.speed > 0 {
		rpm = 1050 + 55*math.Mod(m.speed*3.6, 18) + 12*m.speed
	}
	a.Float(protocol.PowerVoltage, round((volts+ripple)*w.profile.Volts/12, 2))
	a.Float(protocol.BatteryVoltage, round(4.08+ripple/4, 2))
	a.Int(protocol.RPM, int64(rpm))
	if w.profile.Cooled {
		a.Float(protocol.TemperaturePrefix+"1", round(3.6+1.1*math.Sin(moment/1700)+0.2*ripple, 1))
	}
	if index >= 0 && day.rides[index].harsh == math.Floor(moment) && day.rides[index].harsh != 0 {
		a.Alarm(protocol.AlarmHarshBraking)
	}
}

// charge is the level of a battery that lasts a day and is charged at home, in percent.
func (w *Walker) charge(day *day, moment float64) int64 {
	into := moment - w.origin - float64(day.number)*dayLength
	home := 0.0
	if len(day.rides) > 0 {
		home = day.rides[len(day.rides)-1].arrive - w.origin - float64(day.number)*dayLength
	}
	if into < home {
		return int64(100 - 62*into/dayLength)
	}
	// Two hours fill it.
	return int64(math.Min(100, 100-62*home/dayLength+(into-home)/7200*62))
}

func round(value float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(value*scale) / scale
}
