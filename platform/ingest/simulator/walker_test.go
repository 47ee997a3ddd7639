package simulator

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/simulator/streets"
)

var noon = time.Date(2026, time.March, 4, 12, 0, 0, 0, time.UTC)

func number(t *testing.T, r protocol.Record, key string) float64 {
	t.Helper()
	a, ok := r.Attributes.Get(key)
	require.True(t, ok, key)
	switch v := a.Value().(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	t.Fatalf("%s is no number", key)
	return 0
}

func flag(t *testing.T, r protocol.Record, key string) bool {
	t.Helper()
	a, ok := r.Attributes.Get(key)
	require.True(t, ok, key)
	on, ok := a.Value().(bool)
	require.True(t, ok)
	return on
}

// offStreet returns how far a place is from the nearest street, and whether a street runs there in a direction.
func offStreet(g *streets.Graph, at streets.Point, course float64) (metres float64, along bool) {
	metres = math.Inf(1)
	for i := range g.Edges {
		line := g.Edges[i].Line
		for j := 1; j < len(line); j++ {
			d := fromPiece(at, line[j-1], line[j])
			metres = math.Min(metres, d)
			if d < 0.5 && math.Abs(streets.Turn(course, streets.Course(line[j-1], line[j]))) < 1 {
				along = true
			}
		}
	}
	return metres, along
}

func fromPiece(p, a, b streets.Point) float64 {
	east := func(q streets.Point) float64 { return (q.Lon - a.Lon) * math.Cos(a.Lat*math.Pi/180) }
	bx, by, px, py := east(b), b.Lat-a.Lat, east(p), p.Lat-a.Lat
	part := math.Max(0, math.Min(1, (px*bx+py*by)/(bx*bx+by*by)))
	return streets.Distance(p, streets.Point{Lat: a.Lat + part*(b.Lat-a.Lat), Lon: a.Lon + part*(b.Lon-a.Lon)})
}

func TestAWalkerIsAlwaysOnAStreetAndGoesTheWayItRuns(t *testing.T) {
	g := streets.Helsinki()
	for seed, profile := range Profiles() {
		w := NewWalker(uint64(seed), profile)
		for i := range 400 {
			r := w.State(noon.Add(time.Duration(i) * 217 * time.Second))
			metres, along := offStreet(g, streets.Point{Lat: r.Lat, Lon: r.Lon}, r.Course)
			require.Less(t, metres, 0.1, "%s at %s", profile.Name, r.Time)
			require.True(t, along, "%s at %s goes against the street", profile.Name, r.Time)
			require.True(t, r.Fix && r.Valid)
		}
	}
}

func TestNothingMovesFasterThanItMayOrChangesSpeedAbruptly(t *testing.T) {
	for seed, profile := range Profiles() {
		w := NewWalker(uint64(seed)+100, profile)
		before := w.State(noon)
		fastest := 0.0
		for i := 1; i <= 3*3600; i++ {
			r := w.State(noon.Add(time.Duration(i) * time.Second))
			fastest = math.Max(fastest, r.Speed)
			moved := 3.6 * streets.Distance(streets.Point{Lat: before.Lat, Lon: before.Lon}, streets.Point{Lat: r.Lat, Lon: r.Lon})
			// A corner is cut by looking once a second, so less may show than was driven, never more.
			require.LessOrEqual(t, moved, math.Max(r.Speed, before.Speed)+3, "%s at %s", profile.Name, r.Time)
			require.LessOrEqual(t, math.Abs(r.Speed-before.Speed), 3.6*2, "%s at %s", profile.Name, r.Time)
			before = r
		}
		require.LessOrEqual(t, fastest, math.Min(40, profile.Top)+0.1, profile.Name)
		if profile.Engine && profile.Shift > 15*time.Hour {
			require.Greater(t, fastest, 20.0, profile.Name)
		}
	}
}

func TestAStateDependsOnSeedAndMomentAloneInWhateverOrderItIsAsked(t *testing.T) {
	for seed, profile := range Profiles() {
		forwards, backwards := NewWalker(uint64(seed), profile), NewWalker(uint64(seed), profile)
		steps := 60
		if racing.Part(t) {
			steps = 12
		}
		there := make([]protocol.Record, steps)
		at := func(i int) time.Time { return noon.Add(time.Duration(i) * 5311 * time.Second) }
		for i := range steps {
			there[i] = forwards.State(at(i))
		}
		for i := steps - 1; i >= 0; i-- {
			require.Equal(t, there[i], backwards.State(at(i)), profile.Name)
		}
	}
}

func TestWalkersOfDifferentSeedsGoDifferentWays(t *testing.T) {
	walkers := 60
	if racing.Part(t) {
		walkers = 12
	}
	seen := map[[2]float64]bool{}
	for seed := range uint64(walkers) {
		r := NewWalker(seed, Courier()).State(noon)
		seen[[2]float64{r.Lat, r.Lon}] = true
	}
	require.Len(t, seen, walkers, "those at one light stand one behind the other")
}

func TestMetersOnlyGrowAndTheTankIsFilledOnlyWhileStanding(t *testing.T) {
	for _, profile := range []Profile{Courier(), Taxi(), Truck(), Commuter()} {
		w := NewWalker(7, profile)
		before := w.State(noon)
		fills, days := 0, 6
		if racing.Part(t) {
			days = 1
		}
		for i := 1; i < days*24*60; i++ {
			r := w.State(noon.Add(time.Duration(i) * time.Minute))
			for _, key := range []string{protocol.Odometer, protocol.EngineHours} {
				require.GreaterOrEqual(t, number(t, r, key), number(t, before, key), "%s of %s at %s", key, profile.Name, r.Time)
			}
			driven := number(t, r, protocol.Odometer) - number(t, before, protocol.Odometer)
			require.Less(t, driven, 800.0, "%s at %s", profile.Name, r.Time)
			fuel := number(t, r, protocol.FuelLevel)
			require.Greater(t, fuel, 8.0, profile.Name)
			require.Less(t, fuel, 100.0, profile.Name)
			if fuel > number(t, before, protocol.FuelLevel) {
				require.Zero(t, r.Speed, "%s at %s", profile.Name, r.Time)
				fills++
			}
			before = r
		}
		if days == 6 && (profile.Name == "courier" || profile.Name == "taxi") {
			require.Positive(t, fills, "%s never fills its tank in six days", profile.Name)
		}
	}
}

func TestTheOdometerAgreesWithTheWayDriven(t *testing.T) {
	w := NewWalker(3, Taxi())
	start := w.State(noon)
	before, metres := start, 0.0
	for i := 1; i <= 6*3600; i++ {
		r := w.State(noon.Add(time.Duration(i) * time.Second))
		metres += streets.Distance(streets.Point{Lat: before.Lat, Lon: before.Lon}, streets.Point{Lat: r.Lat, Lon: r.Lon})
		before = r
	}
	driven := number(t, before, protocol.Odometer) - number(t, start, protocol.Odometer)
	require.Greater(t, driven, 20000.0)
	require.InEpsilon(t, metres, driven, 0.02)
}

func TestADayIsOverBeforeTheNextOneStarts(t *testing.T) {
	seeds := uint64(8)
	if racing.Part(t) {
		seeds = 2
	}
	for _, profile := range Profiles() {
		for seed := range seeds {
			w := NewWalker(seed, profile)
			for number := int64(430); number < 433; number++ {
				day := w.dayAt(w.origin + float64(number)*dayLength + 1)
				require.Equal(t, number, day.number)
				if last := len(day.rides) - 1; last >= 0 {
					require.Equal(t, w.home, day.rides[last].to)
					left := w.origin + float64(number+1)*dayLength - day.rides[last].arrive
					require.Greater(t, left, 1800.0, "%s %d", profile.Name, seed)
				}
			}
		}
	}
}

func TestWhoeverHasJustSetOutWithoutLongBreaksStandsForMinutesAtMost(t *testing.T) {
	profile := Courier()
	profile.LongShare, profile.Shift = 0, 24*time.Hour
	for seed := range uint64(4) {
		w := NewWalker(seed, profile)
		w.SetsOut(noon)
		day := w.dayAt(seconds(noon))
		left := seconds(noon)
		for _, r := range day.rides {
			require.LessOrEqual(t, r.depart-left, profile.Dwell[1].Seconds()+1, "%d", seed)
			left = r.arrive
		}
		require.Greater(t, left, seconds(noon.Add(18*time.Hour)), "%d", seed)
	}
}

func TestAtAnyHourOfTheDayManyMoveAndSomeWaitAtALight(t *testing.T) {
	var fleet []*Walker
	walkers := 40
	if racing.Part(t) {
		walkers = 10
	}
	for seed := range uint64(walkers) {
		fleet = append(fleet, NewWalker(seed, []Profile{Courier(), Taxi()}[seed%2]))
	}
	waiting := 0
	for hour := range 24 {
		moving := 0
		for _, w := range fleet {
			r := w.State(noon.Add(time.Duration(hour) * time.Hour))
			if r.Speed > 0 {
				moving++
			} else if flag(t, r, protocol.Ignition) {
				waiting++
			}
		}
		require.GreaterOrEqual(t, moving, walkers/5, "at %d hours", hour)
	}
	require.Greater(t, waiting, walkers*5/4)
}

func TestParkedStandsForever(t *testing.T) {
	w := NewWalker(5, Parked())
	first := w.State(noon)
	for hour := range 100 {
		r := w.State(noon.Add(time.Duration(hour) * time.Hour))
		require.InDelta(t, first.Lat, r.Lat, 0)
		require.InDelta(t, first.Lon, r.Lon, 0)
		require.Zero(t, r.Speed)
		require.False(t, flag(t, r, protocol.Ignition))
	}
}

func TestBeforeTheFirstDayEverythingIsAtHome(t *testing.T) {
	w := NewWalker(5, Courier())
	r := w.State(epoch.Add(-1000 * time.Hour))
	require.Zero(t, r.Speed)
	require.InDelta(t, r.Lat, w.State(epoch.Add(-2000*time.Hour)).Lat, 0)
}

func TestRecordsAreDueByTheRhythmAndWhenTheEngineIsSwitched(t *testing.T) {
	rhythm := Rhythm{Moving: 10 * time.Second, Standing: 5 * time.Minute}
	w := NewWalker(11, Courier())
	at := noon
	before := w.State(at)
	switches, moving, standing := 0, 0, 0
	for at.Before(noon.Add(26 * time.Hour)) {
		next := w.Next(at, rhythm)
		require.True(t, next.After(at))
		require.Zero(t, next.Nanosecond())
		gap := next.Sub(at)
		require.LessOrEqual(t, gap, rhythm.Standing)
		r := w.State(next)
		on, was := flag(t, r, protocol.Ignition), flag(t, before, protocol.Ignition)
		if on != was {
			switches++
			require.NotEqual(t, on, flag(t, w.State(next.Add(-time.Second)), protocol.Ignition), "the engine was switched in the second before %s", next)
		}
		if on && was {
			require.LessOrEqual(t, gap, rhythm.Moving)
			moving++
		}
		if !on && !was {
			standing++
		}
		at, before = next, r
	}
	require.Greater(t, switches, 40)
	require.Greater(t, moving, 4000)
	require.Greater(t, standing, 30)
}

func TestRecordsComeSinglyWhereverOneStartsToAsk(t *testing.T) {
	rhythm := Rhythm{Moving: 7 * time.Second, Standing: time.Minute}
	w := NewWalker(12, Taxi())
	var due []time.Time
	for at := noon; len(due) < 300; {
		at = w.Next(at, rhythm)
		due = append(due, at)
	}
	other := NewWalker(12, Taxi())
	for i := len(due) - 2; i >= 0; i-- {
		require.Equal(t, due[i+1], other.Next(due[i], rhythm))
		require.Equal(t, due[i+1], other.Next(due[i+1].Add(-time.Second), rhythm))
	}
}

func BenchmarkState(b *testing.B) {
	w := NewWalker(1, Courier())
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w.State(noon.Add(time.Duration(i%86400) * time.Second))
	}
}
