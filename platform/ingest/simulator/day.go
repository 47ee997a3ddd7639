package simulator

import (
	"math"
	"sort"
	"time"
)

// Days are counted from epoch; each starts for a walker at an hour of its own and ends at the same place, home, so that
// any day can be worked out without those before it.
var epoch = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

const dayLength = 24 * 60 * 60 // seconds

// leg is one ride of a day as planned: from stop to stop, and how long one stays where it ends.
type leg struct {
	from, to int
	metres   float64
	// guess is about how long it takes, in seconds, rather too long than too short; the real time depends on the lights.
	guess float64
	dwell float64
}

// plan lays out a day: rides from home and back, as many as fit the shift. It is cheap, for the odometer asks for every
// day since epoch.
func (w *Walker) plan(day int64) []leg {
	legs := w.legs[:0]
	shift := w.profile.Shift.Seconds()
	luck := w.dice.of(uint64(day))
	used, at := 0.0, w.home
	for i := uint64(0); shift > 0; i++ {
		next := luck.of(forPlaces, i).below(len(w.city.stops))
		if next == at {
			next = (next + 1) % len(w.city.stops)
		}
		out, back := w.leg(at, next), w.leg(next, w.home)
		dwell := luck.of(forDwell, i).between(w.profile.Dwell[0].Seconds(), w.profile.Dwell[1].Seconds())
		if luck.of(forLongDwell, i).share() < w.profile.LongShare {
			dwell *= 10
		}
		if used+out.guess+dwell+back.guess > shift {
			if at != w.home {
				legs = append(legs, w.leg(at, w.home))
			}
			break
		}
		out.dwell = math.Round(dwell)
		used += out.guess + dwell
		legs = append(legs, out)
		at = next
	}
	w.legs = legs
	return legs
}

// leg measures the way between two stops, from where this walker parks at the one to where it parks at the other.
func (w *Walker) leg(from, to int) leg {
	ways, edge := w.city.ways[from], w.city.stops[to]
	start := &w.city.graph.Edges[w.city.stops[from]]
	l := leg{from: from, to: to}
	l.metres = start.Length() - w.parking[from] + ways.Metres(edge) + w.parking[to]
	// Corners cost a fifth, and a light a third of its red.
	speed := math.Min(30*w.profile.Pace, w.profile.Top) / 3.6
	l.guess = 10 + 1.2*l.metres/speed + float64(ways.Lights(edge))*(lightCycle-greenFor)*0.3
	return l
}

// mileage is what a walker's meters show at the start of a day.
type mileage struct {
	day     int64
	metres  float64
	seconds float64 // the engine ran
	litres  float64 // in the tank
}

const (
	fullTank   = 0.96
	refuelFrom = 0.55
)

// after is the mileage at the start of the day that follows one with these legs.
func (m mileage) after(legs []leg, p *Profile) mileage {
	m.day++
	for _, l := range legs {
		m.metres += l.metres
		m.seconds += l.guess
		m.litres -= l.metres / 100000 * p.Use
	}
	if m.refuels(p) {
		m.litres = fullTank * p.Tank
	}
	return m
}

// refuels tells whether the tank is filled when the day's rides are done.
func (m mileage) refuels(p *Profile) bool { return m.litres < refuelFrom*p.Tank }

// startOf returns the mileage at the start of a day. Days before epoch have that of epoch.
func (w *Walker) startOf(day int64) mileage {
	at := w.mileage
	if day < at.day {
		at = w.first
	}
	for at.day < day {
		at = at.after(w.plan(at.day), &w.profile)
	}
	w.mileage = at
	return at
}

// day is one day worked out: when each ride starts and ends.
type day struct {
	number int64
	start  mileage
	rides  []ride
	// refuels tells that the tank is filled after the last ride.
	refuels bool
}

// ride is a leg with its times in Unix seconds, and the meters at its start.
type ride struct {
	leg
	depart, arrive float64
	// stays is when the engine is switched off after it; zero: it runs until the next ride.
	off     float64
	mileage mileage
	// harsh is when the driver braked hard; zero: never.
	harsh float64
}

const (
	warmUp    = 7.0  // seconds from ignition to rolling
	runOn     = 9.0  // seconds from standing to ignition off
	keepsOn   = 75.0 // seconds of dwell for which the engine is left running
	refuelFor = 240.0
)

// dayAt returns the day a moment lies in.
func (w *Walker) dayAt(moment float64) *day {
	number := int64(math.Floor((moment - w.origin) / dayLength))
	// Two are kept, for one looks ahead from the end of a day.
	kept := &w.days[number&1]
	if *kept != nil && (*kept).number == number {
		return *kept
	}
	d := &day{number: number, start: w.startOf(max(number, 0))}
	d.start.day = number
	at := d.start
	if number >= 0 {
		clock := w.origin + float64(number)*dayLength + warmUp
		legs := append([]leg(nil), w.plan(number)...)
		for i, l := range legs {
			r := ride{leg: l, depart: clock, mileage: at}
			drive := w.work(&r)
			r.arrive = drive.arrive
			at.metres += l.metres
			at.seconds += l.guess
			at.litres -= l.metres / 100000 * w.profile.Use
			clock = math.Ceil(r.arrive + l.dwell)
			if i == len(legs)-1 || l.dwell > keepsOn {
				r.off = r.arrive + runOn
			}
			if w.profile.Engine && w.dice.of(uint64(number), forHarsh, uint64(i)).below(24) == 0 {
				if moment, ok := drive.hardest(0.4); ok {
					r.harsh = math.Round(moment)
				}
			}
			d.rides = append(d.rides, r)
		}
	}
	d.refuels = len(d.rides) > 0 && at.refuels(&w.profile)
	*kept = d
	return d
}

// work works a ride out.
func (w *Walker) work(r *ride) *drive {
	edges := w.city.ways[r.from].To(w.city.stops[r.to])
	return newDrive(w.city.graph, edges, w.parking[r.from], w.parking[r.to], r.depart, w.back, &w.profile)
}

// rideAt returns the last ride that started at or before a moment, -1 if the day's first is still to come.
func (d *day) rideAt(moment float64) int {
	return sort.Search(len(d.rides), func(i int) bool { return d.rides[i].depart > moment }) - 1
}

// running tells whether the engine runs at a moment, the ride being the last that has started.
func (d *day) running(moment float64, ride int) bool {
	if next := ride + 1; next < len(d.rides) && moment >= d.rides[next].depart-warmUp {
		return true
	}
	if ride < 0 {
		return false
	}
	return d.rides[ride].off == 0 || moment < d.rides[ride].off
}
