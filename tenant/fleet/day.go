package fleet

import (
	"context"
	"math"
	"time"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// What counts as what, in a day's summary.
const (
	movingSpeed = 4               // km/h, above which an object moves; satellites alone make it wander more slowly
	longestGap  = 5 * time.Minute // between two positions, above which nothing is said of the time between
	shortestWay = 5 * time.Minute // of standing that makes a stop
	fastest     = 300.0           // km/h between two positions, above which the second is a leap of the receiver
)

// Day is what an object did between two midnights.
type Day struct {
	From, To time.Time
	// Positions that were counted.
	Positions int
	// First and Last position; nil: there is none.
	First, Last *time.Time
	// Distance in metres, as summed up between positions.
	Distance float64
	// Moving and Standing is the time spent so; neither holds gaps without positions.
	Moving, Standing time.Duration
	// MaxSpeed in km/h.
	MaxSpeed float32
	Stops    []Stop
	// WithheldFrom is from when on nothing is counted, because of a block in force; nil: everything is.
	WithheldFrom *time.Time
}

// Stop is where an object stood for a while.
type Stop struct {
	From, To time.Time
	Lat, Lon float64
}

// summary adds positions up in the order of their time, in constant space.
type summary struct {
	day      Day
	previous *Place
	stop     *Stop
}

func (s *summary) add(p Place) {
	if s.previous == nil {
		s.day.First = &p.At
	} else if !s.step(*s.previous, p) {
		return
	}
	s.day.Positions++
	s.day.Last = &p.At
	if p.Speed != nil && *p.Speed > s.day.MaxSpeed && float64(*p.Speed) <= fastest {
		s.day.MaxSpeed = *p.Speed
	}
	s.previous = &p
}

// step counts the way and the time between two positions; false: b cannot be true.
func (s *summary) step(a, b Place) bool {
	passed, way := b.At.Sub(a.At), metres(a, b)
	if way > 100 && way > fastest/3.6*passed.Seconds() {
		return false
	}
	moving := speed(b) > movingSpeed || speed(a) > movingSpeed && way > 25
	if passed > longestGap {
		// A device that stands may keep silent: it has not moved, so it stood. One that turned up elsewhere moved, but
		// nobody knows for how long.
		s.day.Distance += elsewhere(way)
		if way > 250 {
			s.endStop()
		} else if !moving {
			s.stand(a, b, passed)
		}
		return true
	}
	if moving {
		s.day.Distance += way
		s.day.Moving += passed
		s.endStop()
	} else {
		s.stand(a, b, passed)
	}
	return true
}

// elsewhere leaves out what a standing receiver wanders.
func elsewhere(way float64) float64 {
	if way > 250 {
		return way
	}
	return 0
}

func (s *summary) stand(a, b Place, passed time.Duration) {
	s.day.Standing += passed
	if s.stop == nil {
		s.stop = &Stop{From: a.At, Lat: a.Lat, Lon: a.Lon}
	}
	s.stop.To = b.At
}

func (s *summary) endStop() {
	if s.stop != nil && s.stop.To.Sub(s.stop.From) >= shortestWay {
		s.day.Stops = append(s.day.Stops, *s.stop)
	}
	s.stop = nil
}

func (s *summary) finish() Day {
	s.endStop()
	return s.day
}

func speed(p Place) float32 {
	if p.Speed == nil {
		return 0
	}
	return *p.Speed
}

// metres between two places, along a sphere of the earth's mean radius (IUGG R1).
func metres(a, b Place) float64 {
	const radius, degree = 6371008.8, math.Pi / 180
	sinLat, sinLon := math.Sin((b.Lat-a.Lat)*degree/2), math.Sin((b.Lon-a.Lon)*degree/2)
	h := sinLat*sinLat + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*sinLon*sinLon
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}

// location is the zone that was asked for, or the tenant's.
func (f *Fleet) location(ctx context.Context, tx *db.Tx, s db.Scope, zone string) (*time.Location, error) {
	if zone != "" {
		if err := tenant.CheckTimeZone("zone", zone); err != nil {
			return nil, err
		}
		return time.LoadLocation(zone)
	}
	zone, err := fleetdb.New(tx).TenantZone(ctx, s.Tenant())
	if err != nil {
		return nil, err
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		return nil, errs.Field("zone", "bad_time_zone", "The account's time zone is not known here. Name one.").With(err)
	}
	return location, nil
}
