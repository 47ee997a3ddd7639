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
	before := f.state.recorded
	for i := range f.records {
		f.state.move(&f.records[i].Record)
	}
	for i := len(f.records) - 1; i >= 0 && f.records[i].Fixed >= before; i-- {
		f.attributes.add(f.records[i].Attributes)
	}
}

func (s *state) move(r *spool.Record) {
	if r.Fixed < s.recorded {
		return
	}
	s.recorded = r.Fixed
	told, hasOdometer := numberOf(r.Attributes, `"odometer":`)
	if hasOdometer {
		s.odometer = told
	}
	// A position that the device itself does not trust moves nothing, unless there is none yet.
	if !r.Fix || !r.Valid && s.hasFix && s.valid {
		s.rest(r)
		return
	}
	moving := r.Speed >= movingFrom
	if motion, ok := valueOf(r.Attributes, `"motion":`); ok {
		moving = string(motion) == "true"
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
func (s *state) rest(r *spool.Record) {
	if !s.moving {
		return
	}
	stands := r.Fixed-s.fixed > restsAfter
	for _, key := range []string{`"motion":`, `"ignition":`} {
		if told, ok := valueOf(r.Attributes, key); ok && string(told) == "false" {
			stands = true
		}
	}
	if stands {
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
