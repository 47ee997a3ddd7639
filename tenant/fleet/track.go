package fleet

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Bounds of a track.
const (
	MaxTrackPage   = 10_000
	MaxTrackPoints = 5_000
	MaxTrackSpan   = 366 * 24 * time.Hour
)

// TrackPoint is a stored position.
type TrackPoint struct {
	Place
	hash int64
}

// TrackAfter is where a page of a track ended.
type TrackAfter struct {
	At   time.Time
	hash int64
}

// Mark and ReadTrackAfter carry it through a door as text.
func (a TrackAfter) Mark() (at time.Time, hash int64) { return a.At, a.hash }

// ReadTrackAfter makes a TrackAfter of what Mark gave.
func ReadTrackAfter(at time.Time, hash int64) TrackAfter { return TrackAfter{at, hash} }

// TrackQuery asks for the positions of [From, To).
type TrackQuery struct {
	From, To time.Time
	// Points above 0 thins the track to about so many, evenly in time, in one page.
	Points int
	// Doubtful adds positions that the device itself does not vouch for.
	Doubtful bool
	After    *TrackAfter
	// Limit from 1 to MaxTrackPage, where Points is 0.
	Limit int
}

// Track is a stretch of an object's past.
type Track struct {
	Points []TrackPoint
	// Next is where the next page begins; nil: this was the last.
	Next *TrackAfter
	// WithheldFrom is from when on nothing is shown, because of a block in force; nil: everything is.
	WithheldFrom *time.Time
}

// span is [from, to).
type span struct{ from, to time.Time }

// Track reads where an object was, the oldest position first. What was recorded during a block that is still in force
// is withheld.
func (f *Fleet) Track(ctx context.Context, s db.Scope, object uuid.UUID, q TrackQuery) (Track, error) {
	if err := q.check(); err != nil {
		return Track{}, err
	}
	var t Track
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		key, err := readObjectKey(ctx, tx, object)
		if err != nil {
			return err
		}
		shown := span{q.From, q.To}
		if t.WithheldFrom = key.withheldFrom; key.withheldFrom != nil && key.withheldFrom.Before(q.To) {
			shown.to = *key.withheldFrom
		}
		if !shown.from.Before(shown.to) {
			return nil
		}
		if q.Points > 0 {
			t.Points, err = readThinnedTrack(ctx, tx, key.seq, shown, q.Doubtful, q.Points)
			return err
		}
		t.Points, err = readTrack(ctx, tx, key.seq, shown, q.Doubtful, q.After, q.Limit+1)
		return err
	})
	if err != nil {
		return Track{}, fmt.Errorf("read a track: %w", err)
	}
	if q.Points == 0 && len(t.Points) > q.Limit {
		t.Points = t.Points[:q.Limit]
		last := t.Points[q.Limit-1]
		t.Next = &TrackAfter{last.At, last.hash}
	}
	return t, nil
}

func (q TrackQuery) check() error {
	var w wrong
	switch {
	case !q.From.Before(q.To):
		w.field("to", "empty_span", "The end must come after the beginning.")
	case q.To.Sub(q.From) > MaxTrackSpan:
		w.field("to", "long_span", "Ask for a year at most.")
	}
	if q.Points < 0 || q.Points > MaxTrackPoints {
		w.field("points", "bad_points", fmt.Sprintf("A thinned track has 1 to %d points.", MaxTrackPoints))
	}
	if q.Points == 0 && (q.Limit < 1 || q.Limit > MaxTrackPage) {
		w.field("limit", "bad_limit", fmt.Sprintf("A page has 1 to %d positions.", MaxTrackPage))
	}
	return w.err()
}

// Day reads what an object did on a day ("2026-11-24") of a time zone; an empty zone is the tenant's.
func (f *Fleet) Day(ctx context.Context, s db.Scope, object uuid.UUID, date, zone string) (Day, error) {
	var day Day
	err := f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		key, err := readObjectKey(ctx, tx, object)
		if err != nil {
			return err
		}
		whole, err := f.daySpan(ctx, tx, s, date, zone)
		if err != nil {
			return err
		}
		shown := whole
		if key.withheldFrom != nil && key.withheldFrom.Before(shown.to) {
			shown.to = *key.withheldFrom
		}
		var sum summary
		var after *TrackAfter
		for shown.from.Before(shown.to) {
			points, err := readTrack(ctx, tx, key.seq, shown, false, after, MaxTrackPage)
			if err != nil {
				return err
			}
			for _, p := range points {
				sum.add(p.Place)
			}
			if len(points) < MaxTrackPage {
				break
			}
			last := points[len(points)-1]
			after = &TrackAfter{last.At, last.hash}
		}
		day = sum.finish()
		day.From, day.To, day.WithheldFrom = whole.from, whole.to, key.withheldFrom
		return nil
	})
	if err != nil {
		return Day{}, fmt.Errorf("sum up a day: %w", err)
	}
	return day, nil
}

// daySpan is from midnight to midnight, which is not always 24 hours. An empty date is today.
func (f *Fleet) daySpan(ctx context.Context, tx *db.Tx, s db.Scope, date, zone string) (span, error) {
	location, err := f.location(ctx, tx, s, zone)
	if err != nil {
		return span{}, err
	}
	day := f.now().In(location)
	if date != "" {
		if day, err = time.ParseInLocation(time.DateOnly, date, location); err != nil {
			return span{}, errs.Field("date", "bad_date", "Write the day as 2026-11-24.")
		}
	}
	year, month, d := day.Date()
	return span{time.Date(year, month, d, 0, 0, 0, 0, location).UTC(), time.Date(year, month, d+1, 0, 0, 0, 0, location).UTC()}, nil
}
