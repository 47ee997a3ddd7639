package clock

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Span is an opening on one day of the week: minutes from midnight, To up to 1440 (24:00).
type Span struct {
	Day  time.Weekday `json:"day"`
	From int          `json:"from"`
	To   int          `json:"to"`
}

// MinutesADay is 24:00.
const MinutesADay = 24 * 60

// date is a day of a calendar, wherever that is.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

// Calendar says when somebody is there. The zero value is there round the clock, in UTC.
type Calendar struct {
	zone     *time.Location
	days     [7][]Span
	holidays map[date]bool
	partial  bool
}

// What is wrong with a calendar.
var (
	ErrNoSpan  = errors.New("a calendar is open on one day of the week at least")
	ErrBadSpan = errors.New("a span begins before it ends, within 0 and 1440 minutes, and meets no other")
)

// New makes a calendar of its spans and its holidays, of which only the dates count.
func New(zone string, spans []Span, holidays []time.Time) (Calendar, error) {
	location, err := time.LoadLocation(zone)
	if err != nil {
		return Calendar{}, fmt.Errorf("read a calendar: %w", err)
	}
	c := Calendar{zone: location, holidays: map[date]bool{}, partial: true}
	for _, s := range spans {
		if s.Day < time.Sunday || s.Day > time.Saturday || s.From < 0 || s.To <= s.From || s.To > MinutesADay {
			return Calendar{}, ErrBadSpan
		}
		c.days[s.Day] = append(c.days[s.Day], s)
	}
	for day := range c.days {
		slices.SortFunc(c.days[day], func(a, b Span) int { return a.From - b.From })
		for i := 1; i < len(c.days[day]); i++ {
			if c.days[day][i].From < c.days[day][i-1].To {
				return Calendar{}, ErrBadSpan
			}
		}
	}
	if len(spans) == 0 {
		return Calendar{}, ErrNoSpan
	}
	for _, h := range holidays {
		c.holidays[dateOf(h)] = true
	}
	return c, nil
}

// Weekdays is a calendar from Monday to Friday, from one hour to another.
func Weekdays(zone string, from, to int) (Calendar, error) {
	var spans []Span
	for day := time.Monday; day <= time.Friday; day++ {
		spans = append(spans, Span{day, from * 60, to * 60})
	}
	return New(zone, spans, nil)
}

// opening is a span of a certain day.
type opening struct{ from, to time.Time }

// on lists the openings of the day that t falls on, n days later.
func (c Calendar) on(t time.Time, n int) []opening {
	t = t.In(c.zone)
	y, m, d := t.Date()
	noon := time.Date(y, m, d+n, 12, 0, 0, 0, c.zone)
	if c.holidays[dateOf(noon)] {
		return nil
	}
	y, m, d = noon.Date()
	var list []opening
	for _, s := range c.days[noon.Weekday()] {
		o := opening{time.Date(y, m, d, 0, s.From, 0, 0, c.zone), time.Date(y, m, d, 0, s.To, 0, 0, c.zone)}
		if o.to.After(o.from) { // an hour that is left out in spring may be all of a span
			list = append(list, o)
		}
	}
	return list
}

// Add is the moment by which a duration of open time has passed since t. It comes, however seldom a calendar is open: every
// week has a span of it, and holidays are so many dates.
func (c Calendar) Add(t time.Time, d time.Duration) time.Time {
	if !c.partial {
		return t.Add(d)
	}
	for n := 0; ; n++ {
		for _, o := range c.on(t, n) {
			from := later(o.from, t)
			if !from.Before(o.to) {
				continue
			}
			if left := o.to.Sub(from); left < d {
				d -= left
				continue
			}
			return from.Add(d).UTC()
		}
	}
}

// Days is the end of the n-th open day from the one that t falls on, that day not counted.
func (c Calendar) Days(t time.Time, n int) time.Time {
	if !c.partial {
		return t.AddDate(0, 0, n)
	}
	for i := 1; ; i++ {
		if list := c.on(t, i); len(list) > 0 {
			if n--; n <= 0 {
				return list[len(list)-1].to.UTC()
			}
		}
	}
}

// Open tells whether somebody is there.
func (c Calendar) Open(t time.Time) bool {
	if !c.partial {
		return true
	}
	for _, o := range c.on(t, 0) {
		if !t.Before(o.from) && t.Before(o.to) {
			return true
		}
	}
	return false
}

// Next is when somebody is there again: t itself, if they are now.
func (c Calendar) Next(t time.Time) time.Time { return c.Add(t, 0) }

// Between is the open time from one moment to another.
func (c Calendar) Between(from, to time.Time) time.Duration {
	if !c.partial {
		return max(to.Sub(from), 0)
	}
	var sum time.Duration
	for n := 0; ; n++ {
		// The n-th day from here may begin up to a day and an hour sooner than n days have passed.
		if !from.AddDate(0, 0, n-2).Before(to) {
			return sum
		}
		for _, o := range c.on(from, n) {
			begin, end := later(o.from, from), o.to
			if to.Before(end) {
				end = to
			}
			sum += max(end.Sub(begin), 0)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
