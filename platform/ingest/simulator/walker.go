package simulator

import (
	"math"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Walker is something that moves along the streets. Its state at a moment is computed from its seed, its profile and
// that moment alone. It is used by one goroutine at a time.
type Walker struct {
	dice    dice
	profile Profile
	city    *city
	home    int
	// parking is where the walker stands at each stop, in metres along its edge.
	parking []float64
	// back is how far from a light it stands, in metres.
	back float64
	// origin is when its day 0 starts, in Unix seconds.
	origin float64
	first  mileage

	// What follows is remembered only to be quick.
	mileage mileage
	days    [2]*day
	legs    []leg
	drive   *drive
	driven  float64 // the departure drive was worked out for
}

// NewWalker makes a walker. Walkers of different seeds have homes, hours and ways of their own.
func NewWalker(seed uint64, p Profile) *Walker {
	w := &Walker{dice: dice(0).of(seed), profile: p, city: helsinki()}
	w.home = w.dice.of(forHome).below(len(w.city.stops))
	w.parking = make([]float64, len(w.city.stops))
	for i, edge := range w.city.stops {
		w.parking[i] = w.dice.of(forParking, uint64(i)).between(0.25, 0.75) * w.city.graph.Edges[edge].Length()
	}
	w.back = w.dice.of(forQueue).between(0, 24)
	w.origin = float64(epoch.Unix()) + math.Floor(w.dice.of(forShift).between(0, dayLength))
	w.first = mileage{
		metres: math.Floor(w.dice.of(forOdometer).between(8e6, 190e6)),
		litres: w.dice.of(forTank).between(refuelFrom, fullTank) * p.Tank,
	}
	w.first.seconds = math.Floor(w.first.metres / 5)
	w.mileage = w.first
	return w
}

// SetsOut has its days begin at the time of day of a moment instead of at one of its own. It is asked of a new walker only.
func (w *Walker) SetsOut(at time.Time) {
	w.origin = float64(epoch.Unix()) + math.Mod(math.Floor(seconds(at))-float64(epoch.Unix()), dayLength)
}

// Profile returns the way it moves.
func (w *Walker) Profile() Profile { return w.profile }

// driveOf returns a ride worked out.
func (w *Walker) driveOf(r *ride) *drive {
	if w.drive == nil || w.driven != r.depart {
		w.drive, w.driven = w.work(r), r.depart
	}
	return w.drive
}

// seconds is a moment in Unix seconds.
func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// State returns what its tracker would say at a moment: place and motion, and what its sensors read.
func (w *Walker) State(at time.Time) protocol.Record {
	moment := seconds(at)
	day := w.dayAt(moment)
	index := day.rideAt(moment)
	var m motion
	meters := day.start
	since := day.start.metres // at the ride's start, for the trip counter
	if index < 0 {
		edge := &w.city.graph.Edges[w.city.stops[w.home]]
		m.place, m.course = edge.Place(w.parking[w.home])
	} else {
		r := &day.rides[index]
		m = w.driveOf(r).at(moment)
		meters, since = r.mileage, r.mileage.metres
		part := math.Min(1, (moment-r.depart)/(r.arrive-r.depart))
		meters.metres += m.metres
		meters.seconds += r.guess * part
		meters.litres -= m.metres / 100000 * w.profile.Use
		if day.refuels && index == len(day.rides)-1 {
			filled := math.Max(0, math.Min(1, (moment-r.off-30)/refuelFor))
			meters.litres += (fullTank*w.profile.Tank - meters.litres) * filled
		}
	}
	record := protocol.Record{
		Time: at.UTC(), Fix: true, Valid: true,
		Lat: math.Round(m.place.Lat*1e7) / 1e7, Lon: math.Round(m.place.Lon*1e7) / 1e7,
		Altitude: math.Round(height(m.place.Lat, m.place.Lon)),
		Speed:    math.Round(m.speed*36) / 10, Course: math.Mod(math.Round(m.course), 360),
	}
	w.sense(&record, day, index, moment, m, meters, meters.metres-since)
	return record
}

// height is a made-up relief of low hills, in metres above the sea.
func height(lat, lon float64) float64 {
	return 11 + 6*math.Sin(lat*900)*math.Cos(lon*450) + 3*math.Sin(lon*1700)
}
