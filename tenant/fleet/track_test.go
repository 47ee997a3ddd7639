package fleet_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

func TestATrackComesPageByPageOrThinned(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", nil)
	var fixes []fix
	for i := range 20 {
		fixes = append(fixes, fix{at: noon.Add(time.Duration(i) * time.Minute), lat: 60 + float64(i)/1000, lon: 24, speed: 30, doubtful: i == 7})
	}
	w.store(t, o.ID, fixes...)
	q := fleet.TrackQuery{From: noon, To: noon.Add(19 * time.Minute), Limit: 8}
	var lats []float64
	for {
		track, err := w.Track(t.Context(), w.scope, o.ID, q)
		require.NoError(t, err)
		for _, p := range track.Points {
			lats = append(lats, p.Lat)
		}
		if track.Next == nil {
			break
		}
		q.After = track.Next
	}
	require.Len(t, lats, 18, "the end is not in it, nor what the device doubts")
	require.IsIncreasing(t, lats)
	all, err := w.Track(t.Context(), w.scope, o.ID, fleet.TrackQuery{From: noon, To: noon.Add(time.Hour), Limit: 100, Doubtful: true})
	require.NoError(t, err)
	require.Len(t, all.Points, 20)
	thin, err := w.Track(t.Context(), w.scope, o.ID, fleet.TrackQuery{From: noon, To: noon.Add(20 * time.Minute), Points: 5})
	require.NoError(t, err)
	require.Len(t, thin.Points, 5)
	require.Equal(t, noon, thin.Points[0].At)

	for reason, wrong := range map[string]fleet.TrackQuery{
		"empty_span": {From: noon, To: noon, Limit: 1},
		"long_span":  {From: noon, To: noon.AddDate(2, 0, 0), Limit: 1},
		"bad_limit":  {From: noon, To: noon.Add(1)},
		"bad_points": {From: noon, To: noon.Add(1), Points: -1},
	} {
		_, err := w.Track(t.Context(), w.scope, o.ID, wrong)
		requireError(t, err, errs.Invalid, reason)
	}
}

func TestADaySumsUpWayTimesSpeedAndStops(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", nil)
	at := noon
	var fixes []fix
	drive := func(minutes int, from, kmh float64) (lat float64) {
		for i := range minutes {
			// A degree of latitude is 111.195 km on the sphere.
			lat = from + float64(i+1)*kmh/60/111.195
			at = at.Add(time.Minute)
			fixes = append(fixes, fix{at: at, lat: lat, lon: 24, speed: kmh})
		}
		return lat
	}
	lat := drive(30, 60, 60)
	for range 20 { // a stop, wandering
		at = at.Add(time.Minute)
		fixes = append(fixes, fix{at: at, lat: lat + 0.00005, lon: 24})
	}
	fixes = append(fixes, fix{at: at.Add(time.Second), lat: 10, lon: 10, speed: 900}) // a leap of the receiver
	drive(30, lat, 120)
	yesterday := time.Date(2026, 11, 23, 21, 59, 59, 0, time.UTC) // in Helsinki, a second before the day begins
	w.store(t, o.ID, append([]fix{{at: yesterday, lat: 60, lon: 24, speed: 250}}, fixes...)...)

	day, err := w.Day(t.Context(), w.scope, o.ID, "2026-11-24", "")
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 11, 23, 22, 0, 0, 0, time.UTC), day.From, "the day of the account's own zone")
	require.Equal(t, time.Date(2026, 11, 24, 22, 0, 0, 0, time.UTC), day.To)
	require.Equal(t, 80, day.Positions)
	require.InDelta(t, 29_000+60_000, day.Distance, 100)
	require.InDelta(t, 59, day.Moving.Minutes(), 1)
	require.InDelta(t, 20, day.Standing.Minutes(), 1)
	require.InDelta(t, 120, day.MaxSpeed, 0)
	require.Len(t, day.Stops, 1)
	require.InDelta(t, 20, day.Stops[0].To.Sub(day.Stops[0].From).Minutes(), 1)
	require.InDelta(t, lat, day.Stops[0].Lat, 0.0001)

	empty, err := w.Day(t.Context(), w.scope, o.ID, "2026-03-29", "Europe/Helsinki")
	require.NoError(t, err)
	require.Equal(t, 23*time.Hour, empty.To.Sub(empty.From), "clocks go forward")
	require.Nil(t, empty.First)
	_, err = w.Day(t.Context(), w.scope, o.ID, "tomorrow", "")
	requireError(t, err, errs.Invalid, "bad_date", "date")
	_, err = w.Day(t.Context(), w.scope, o.ID, "", "Mars/Base")
	requireError(t, err, errs.Invalid, "bad_time_zone", "zone")
}

func TestAGapWithoutPositionsIsNeitherMovingNorAStopElsewhere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	o := w.create(t, "Van 1", nil)
	w.store(t, o.ID,
		fix{at: noon, lat: 60, lon: 24},
		fix{at: noon.Add(3 * time.Hour), lat: 60.0001, lon: 24},                  // silent and still: it stood
		fix{at: noon.Add(5 * time.Hour), lat: 61, lon: 24},                       // silent and elsewhere: a way, no time
		fix{at: noon.Add(5*time.Hour + time.Minute), lat: 61, lon: 24, speed: 0}) // too short for a stop
	day, err := w.Day(t.Context(), w.scope, o.ID, "", "UTC")
	require.NoError(t, err)
	require.InDelta(t, 111_180, day.Distance, 100)
	require.Zero(t, day.Moving)
	require.Equal(t, 3*time.Hour+time.Minute, day.Standing)
	require.Len(t, day.Stops, 1)
	require.Equal(t, noon, day.Stops[0].From)
	require.Equal(t, noon.Add(3*time.Hour), day.Stops[0].To)
}
