package simulator

import (
	"math"
	"time"
)

// Rhythm is how often a tracker writes a record: at whole multiples of Moving while the engine runs or somebody moves, of
// Standing otherwise, and at once when the engine is switched or something alarming happens. Both are whole seconds.
type Rhythm struct {
	Moving, Standing time.Duration
}

// Next returns the first moment after another at which a record is due: a whole second.
func (w *Walker) Next(after time.Time, r Rhythm) time.Time {
	every := max(1, int64(r.Moving/time.Second))
	seldom := max(every, int64(r.Standing/time.Second))
	event := w.nextEvent(seconds(after))
	for tick := (after.Unix()/every + 1) * every; ; tick += every {
		if float64(tick) >= event {
			return time.Unix(int64(event), 0).UTC()
		}
		day := w.dayAt(float64(tick))
		if tick/seldom != (tick-every)/seldom || day.running(float64(tick), day.rideAt(float64(tick))) {
			return time.Unix(tick, 0).UTC()
		}
	}
}

// nextEvent returns the next whole second after a moment at which the engine has been switched or something alarming
// happens; infinity if there is none within this day and the next.
func (w *Walker) nextEvent(moment float64) float64 {
	next := math.Inf(1)
	consider := func(at float64) {
		if at = math.Ceil(at); at > moment {
			next = math.Min(next, at)
		}
	}
	for _, day := range []float64{moment, moment + dayLength} {
		d := w.dayAt(day)
		// What lies before the last ride that has started is past.
		for i := max(0, d.rideAt(moment)); i < len(d.rides); i++ {
			r := &d.rides[i]
			if r.depart-warmUp > next {
				break
			}
			if i == 0 || d.rides[i-1].off != 0 {
				consider(r.depart - warmUp)
			}
			if r.harsh != 0 {
				consider(r.harsh)
			}
			if r.off != 0 {
				consider(r.off)
			}
		}
		if !math.IsInf(next, 1) {
			break
		}
	}
	return next
}
