package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/platform/support/clock"
)

func moscow(t testing.TB, holidays ...time.Time) clock.Calendar {
	t.Helper()
	c, err := clock.Weekdays("Europe/Moscow", 9, 21)
	require.NoError(t, err)
	if len(holidays) > 0 {
		var spans []clock.Span
		for day := time.Monday; day <= time.Friday; day++ {
			spans = append(spans, clock.Span{Day: day, From: 540, To: 1260})
		}
		c, err = clock.New("Europe/Moscow", spans, holidays)
		require.NoError(t, err)
	}
	return c
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestTwelveHoursFromFridayEveningEndOnMondayAndAHolidayIsSkipped(t *testing.T) {
	t.Parallel()
	c := moscow(t)
	// Friday 20:00 in Moscow: one hour is left of the day, eleven fall on Monday.
	require.Equal(t, at("2026-11-30T17:00:00Z"), c.Add(at("2026-11-27T17:00:00Z"), 12*time.Hour))
	require.Equal(t, at("2026-11-30T06:00:00Z"), c.Next(at("2026-11-28T12:00:00Z")), "on Saturday nobody is there")
	require.Equal(t, at("2026-12-01T17:00:00Z"), moscow(t, at("2026-11-30T00:00:00Z")).Add(at("2026-11-27T17:00:00Z"), 12*time.Hour))
	require.Equal(t, at("2026-12-02T18:00:00Z"), c.Days(at("2026-11-27T17:00:00Z"), 3), "three open days after Friday end on Wednesday evening")
	require.True(t, c.Open(at("2026-11-30T06:00:00Z")))
	require.False(t, c.Open(at("2026-11-30T18:00:00Z")))
	require.Equal(t, 13*time.Hour, c.Between(at("2026-11-27T17:00:00Z"), at("2026-12-01T06:00:00Z")))
}

func TestACalendarHasSeveralSpansADayUpToMidnightAndAnHourThatSpringLeavesOut(t *testing.T) {
	t.Parallel()
	c, err := clock.New("Europe/Helsinki", []clock.Span{{Day: time.Sunday, From: 0, To: 240}, {Day: time.Sunday, From: 1200, To: clock.MinutesADay}}, nil)
	require.NoError(t, err)
	// On 29 March 2026 the hour from three to four is not there: the night span has three hours.
	require.Equal(t, 3*time.Hour+4*time.Hour, c.Between(at("2026-03-28T22:00:00Z"), at("2026-03-30T00:00:00Z")))
	require.Equal(t, at("2026-03-29T21:00:00Z"), c.Add(at("2026-03-28T22:00:00Z"), 7*time.Hour), "24:00 is the end of the day")
	for _, bad := range [][]clock.Span{nil, {{Day: 1, From: 60, To: 60}}, {{Day: 1, From: 0, To: 1441}}, {{Day: 7, From: 0, To: 60}}, {{Day: 1, From: 0, To: 90}, {Day: 1, From: 60, To: 120}}} {
		_, err := clock.New("UTC", bad, nil)
		require.Error(t, err)
	}
}

func TestADeskThatIsOpenAMinuteAWeekKeepsItsWordInYears(t *testing.T) {
	t.Parallel()
	c, err := clock.New("UTC", []clock.Span{{Day: time.Thursday, From: 0, To: 1}}, nil)
	require.NoError(t, err)
	begun := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	due := c.Add(begun, 158*time.Minute)
	require.Equal(t, begun.AddDate(0, 0, 157*7).Add(time.Minute), due)
	require.Equal(t, 158*time.Minute, c.Between(begun, due))
	require.Zero(t, c.Between(due, due.AddDate(0, 0, 6)))
}

func drawCalendar(t *rapid.T) clock.Calendar {
	var spans []clock.Span
	for day := time.Sunday; day <= time.Saturday; day++ {
		from := 0
		for range rapid.IntRange(0, 2).Draw(t, "spans") {
			begin := rapid.IntRange(from, 1400).Draw(t, "from")
			end := rapid.IntRange(begin+1, clock.MinutesADay).Draw(t, "to")
			spans = append(spans, clock.Span{Day: day, From: begin, To: end})
			if from = end; from > 1400 {
				break
			}
		}
	}
	zone := rapid.SampledFrom([]string{"UTC", "Europe/Moscow", "Europe/Helsinki", "America/New_York", "Asia/Kathmandu"}).Draw(t, "zone")
	c, err := clock.New(zone, spans, nil)
	if err != nil {
		c, _ = clock.Weekdays(zone, 9, 21)
	}
	return c
}

func drawMoment(t *rapid.T, name string) time.Time {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, name)) * time.Minute)
}

func TestOpenTimeThatIsAddedIsOpenTimeBetweenAndOrderIsKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, a, b := drawCalendar(t), drawMoment(t, "a"), drawMoment(t, "b")
		d := time.Duration(rapid.IntRange(1, 3000).Draw(t, "minutes")) * time.Minute
		if b.Before(a) {
			a, b = b, a
		}
		endA, endB := c.Add(a, d), c.Add(b, d)
		require.Equal(t, d, c.Between(a, endA))
		require.False(t, endB.Before(endA), "whoever comes later is not due earlier")
	})
}

func TestAPromiseNeverMovesByChatterAndTheQueueMovesByTheAskersLastWordAlone(t *testing.T) {
	t.Parallel()
	histories := 0
	t.Cleanup(func() { t.Logf("clocks: %d histories", histories) })
	rapid.Check(t, func(t *rapid.T) {
		histories++
		rule := clock.Rule{Calendar: drawCalendar(t), Target: time.Duration(rapid.IntRange(1, 1440).Draw(t, "target")) * time.Minute, DeadlineDays: 3}
		now := drawMoment(t, "now")
		var times clock.Times
		var firstUnanswered *time.Time
		var last time.Time
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "later")) * time.Minute)
			switch rapid.SampledFrom([]string{"asked", "answered", "ruled"}).Draw(t, "what") {
			case "asked":
				times, last = times.Asked(now, rule), now
				if firstUnanswered == nil {
					firstUnanswered = new(now)
				}
			case "answered":
				times, firstUnanswered = times.Answered(), nil
			case "ruled": // by the same rule nothing moves
				if !last.IsZero() {
					times = times.Ruled(rule)
				}
			}
			if last.IsZero() {
				continue
			}
			require.Equal(t, rule.Calendar.Add(last, rule.Target), times.QueueAt)
			if firstUnanswered == nil {
				require.Nil(t, times.PromiseAt)
				continue
			}
			require.Equal(t, rule.Calendar.Add(*firstUnanswered, rule.Target), *times.PromiseAt)
		}
	})
}

func TestALetterThatLaySomewhereDoesNotMoveATicketForward(t *testing.T) {
	t.Parallel()
	rule := clock.Rule{Calendar: moscow(t), Target: 3 * time.Hour, DeadlineDays: 3}
	later := clock.Times{}.Asked(at("2026-11-30T08:00:00Z"), rule)
	require.Equal(t, later, later.Asked(at("2026-11-30T06:00:00Z"), rule))
}

func TestAGroupStandsAtItsLastArrivalAndKeepsItsFirstPromise(t *testing.T) {
	t.Parallel()
	rule := clock.Rule{Calendar: moscow(t), Target: 3 * time.Hour, DeadlineDays: 3}
	first := clock.Times{}.Asked(at("2026-11-30T06:00:00Z"), rule)
	second := clock.Times{}.Asked(at("2026-11-30T08:00:00Z"), rule)
	group := first.Grouped(second)
	require.Equal(t, second.QueueAt, group.QueueAt)
	require.Equal(t, *first.PromiseAt, *group.PromiseAt)
	require.Equal(t, group, second.Grouped(first), "whichever way round")
}
