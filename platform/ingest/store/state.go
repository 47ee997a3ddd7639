package store

import (
	"math"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/spool"
)

// state is the last state of an object, as far as the next record needs it.
type state struct {
	hasFix, valid           bool
	fixed                   int64
	lat, lon                float64
	altitude, speed, course float32
	moving                  bool
	movingSince, recorded   int64 // 0: never
	odometer                float64
	heard                   int64
	written                 bool // the database has a row of it
}

// restsAfter is how long, in microseconds, an object may be without a place and still be moving.
const restsAfter = 5 * 60 * 1e6

// movingFrom is the speed in km/h below which a fix only drifts.
const movingFrom = 3

// fold is what a batch makes of one object's state.
type fold struct {
	seq            int64
	tenant, object uuid.UUID
	state          state
	attributes     merged
	records        []record
}

// record is one that becomes a row, and what it shares with those that came with it.
type record struct {
	spool.Record
	head *spool.Head
}

// apply moves the state along the records, which stand in the order in which they were fixed. Records older than the
// state are history: they are rows, and move nothing.
func (f *fold) apply() {
	for i := range f.records {
		r := &f.records[i].Record
		if r.Fixed < f.state.recorded {
			continue
		}
		f.state.recorded = r.Fixed
		told := f.attributes.add(r.Attributes)
		f.state.move(r, &told)
	}
}

func (s *state) move(r *spool.Record, t *told) {
	metre, hasOdometer := t.metres()
	if hasOdometer {
		s.odometer = metre
	}
	// A position that the device itself does not trust moves nothing, unless there is none yet.
	if !r.Fix || !r.Valid && s.hasFix && s.valid {
		s.rest(r, t)
		return
	}
	moving := r.Speed >= movingFrom
	if t.motion != nil {
		moving = string(t.motion) == "true"
	}
	// Between a place that was not trusted and the first that is, nobody drove.
	if s.hasFix && s.valid == r.Valid && !hasOdometer && (moving || s.moving) {
		s.odometer += metres(s.lat, s.lon, r.Lat, r.Lon)
	}
	if moving != s.moving || s.movingSince == 0 {
		s.moving, s.movingSince = moving, r.Fixed
	}
	s.hasFix, s.valid, s.fixed = true, r.Valid, r.Fixed
	s.lat, s.lon, s.altitude, s.speed, s.course = r.Lat, r.Lon, r.Altitude, r.Speed, r.Course
}

// rest: what is heard without a place that can be trusted (in a garage, say) stands if the device says so, or if it has not
// told of a place for so long that nobody can say it moves.
func (s *state) rest(r *spool.Record, t *told) {
	if s.moving && (t.stands() || r.Fixed-s.fixed > restsAfter) {
		s.moving, s.movingSince, s.speed = false, r.Fixed, 0
	}
}

// metres between two points on a sphere of the mean radius of the Earth (IUGG), by the haversine.
func metres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371008.8, math.Pi / 180
	a, b := math.Sin((lat2-lat1)*degree/2), math.Sin((lon2-lon1)*degree/2)
	h := a*a + math.Cos(lat1*degree)*math.Cos(lat2*degree)*b*b
	d := 2 * radius * math.Asin(math.Sqrt(min(1, h)))
	if math.IsNaN(d) {
		return 0
	}
	return d
}
