package verdict_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// The days of one story, all in 2026: a device is Ann's from 10 January, and Bob's from 1 March. Bob paid for March
// and May, not for April. Something is received at noon on 20 May.
func day(month time.Month, d int) time.Time { return time.Date(2026, month, d, 12, 0, 0, 0, time.UTC) }

func micro(month time.Month, d int) int64 { return day(month, d).UnixMicro() }

func span(from, until time.Time) verdict.Span {
	return verdict.Span{From: from.UnixMicro(), Until: until.UnixMicro()}
}

type story struct {
	holds    verdict.Holds
	ann, bob *verdict.Object
}

func tell(change func(*story)) story {
	s := story{
		ann: &verdict.Object{ID: uuid.New(), Seq: 1, Retention: verdict.M12, Paid: []verdict.Span{verdict.Always()}},
		bob: &verdict.Object{ID: uuid.New(), Seq: 2, Retention: verdict.M12, Paid: []verdict.Span{
			span(day(time.March, 1), day(time.April, 1)), span(day(time.May, 1), day(time.June, 1)),
		}},
	}
	if change != nil {
		change(&s)
	}
	s.holds = verdict.Holds{
		{Span: span(day(time.January, 10), day(time.March, 1)), Tracker: &verdict.Tracker{
			Bindings: []verdict.Binding{{Span: verdict.Span{From: micro(time.January, 10), Until: verdict.Forever}, Object: s.ann}},
		}},
		{Span: verdict.Span{From: micro(time.March, 1), Until: verdict.Forever}, Tracker: &verdict.Tracker{
			Bindings: []verdict.Binding{{Span: verdict.Span{From: micro(time.March, 1), Until: verdict.Forever}, Object: s.bob}},
		}},
	}
	return s
}

func TestARecordIsJudgedByWhenItWasFixed(t *testing.T) {
	t.Parallel()
	received := day(time.May, 20)
	blockedNow := func(keep bool) func(*story) {
		return func(s *story) {
			s.bob.Blocks = []verdict.Block{{Span: verdict.Span{From: micro(time.May, 15), Until: verdict.Forever}, KeepData: keep}}
		}
	}
	forFree := func(s *story) { s.bob.Paid = []verdict.Span{verdict.Always()} }
	unpaidNow := func(s *story) { s.bob.Paid = s.bob.Paid[:1] }
	for name, c := range map[string]struct {
		change   func(*story)
		fixed    time.Time
		excess   bool
		want     verdict.Outcome
		whose    string
		withheld bool
	}{
		"fixed just now":                                      {nil, received, false, verdict.Stored, "bob", false},
		"no time of its own: fixed when it came":              {nil, time.Time{}, false, verdict.Stored, "bob", false},
		"paid then, though blocked now":                       {blockedNow(false), day(time.May, 10), false, verdict.Stored, "bob", true},
		"paid then, though unpaid now":                        {unpaidNow, day(time.March, 20), false, verdict.Stored, "bob", false},
		"unpaid then, though paid now":                        {nil, day(time.April, 10), false, verdict.Unpaid, "bob", false},
		"unpaid now":                                          {unpaidNow, received, false, verdict.Unpaid, "bob", false},
		"no time of its own while unpaid":                     {unpaidNow, time.Time{}, false, verdict.Unpaid, "bob", false},
		"in a block that keeps nothing":                       {blockedNow(false), day(time.May, 18), false, verdict.Blocked, "bob", false},
		"in a block that keeps data":                          {blockedNow(true), day(time.May, 18), false, verdict.Stored, "bob", true},
		"before the present binding: the holder of that time": {nil, day(time.February, 10), false, verdict.Stored, "ann", false},
		"before anybody held it":                              {nil, day(time.January, 5), false, verdict.BeforeBinding, "", false},
		"the very moment of a change belongs to the new":      {nil, day(time.March, 1), false, verdict.Stored, "bob", false},
		"a moment before it to the old":                       {nil, day(time.March, 1).Add(-time.Microsecond), false, verdict.Stored, "ann", false},
		"a day ahead is a wrong zone":                         {nil, received.Add(24 * time.Hour), false, verdict.Stored, "bob", false},
		"more than a day ahead is absurd":                     {nil, received.Add(24*time.Hour + time.Second), false, verdict.Future, "bob", false},
		"far ahead, while unpaid":                             {unpaidNow, received.AddDate(10, 0, 0), false, verdict.Unpaid, "bob", false},
		"1970, from a device that has not found its time":     {nil, time.Unix(0, 0), false, verdict.Past, "bob", false},
		"1970, while unpaid":                                  {unpaidNow, time.Unix(0, 0), false, verdict.Unpaid, "bob", false},
		"1970, while a block keeps nothing":                   {blockedNow(false), time.Unix(0, 0), false, verdict.Blocked, "bob", false},
		"older than its object's records are kept":            {func(s *story) { s.ann.Retention = verdict.M3 }, day(time.February, 10), false, verdict.Past, "ann", false},
		"at the edge of what is kept":                         {func(s *story) { s.ann.Retention = verdict.M3 }, day(time.February, 20), false, verdict.Stored, "ann", false},
		"more than a device can mean":                         {nil, received, true, verdict.Noisy, "bob", false},
		"more than a device can mean, while unpaid":           {unpaidNow, received, true, verdict.Unpaid, "bob", false},
		"served for free, from ever":                          {forFree, day(time.April, 10), false, verdict.Stored, "bob", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(c.change)
			got := verdict.Of(s.holds, c.fixed, received, c.excess)
			require.Equal(t, c.want, got.Outcome)
			require.Equal(t, c.withheld, got.Withheld)
			require.Same(t, map[string]*verdict.Object{"ann": s.ann, "bob": s.bob, "": nil}[c.whose], got.Object)
		})
	}
}

func TestATrackerThatStandsForNothingNowKeepsNothing(t *testing.T) {
	t.Parallel()
	holds := verdict.Holds{{Span: verdict.Always(), Tracker: &verdict.Tracker{}}}
	require.Equal(t, verdict.BeforeBinding, verdict.Of(holds, time.Unix(0, 0), day(time.May, 20), false).Outcome)
	require.Equal(t, verdict.BeforeBinding, verdict.Of(holds, day(time.July, 20), day(time.May, 20), false).Outcome)
	require.Equal(t, verdict.BeforeBinding, verdict.Of(nil, day(time.May, 20), day(time.May, 20), false).Outcome)
}

// Whatever the intervals, no record fixed in an unpaid gap is kept, and none fixed in a paid interval is refused for
// being unpaid.
func TestNoRecordOfAnUnpaidGapIsEverKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		received := day(time.May, 20)
		object := &verdict.Object{Retention: verdict.M36}
		at := received.AddDate(-2, 0, 0).UnixMicro()
		for range rapid.IntRange(0, 6).Draw(t, "intervals") {
			from := at + rapid.Int64Range(1, 1e12).Draw(t, "gap")
			at = from + rapid.Int64Range(1, 1e12).Draw(t, "paid")
			object.Paid = append(object.Paid, verdict.Span{From: from, Until: at})
		}
		if rapid.Bool().Draw(t, "blocked") {
			object.Blocks = []verdict.Block{{Span: verdict.Always(), KeepData: true}}
		}
		holds := verdict.Holds{{Span: verdict.Always(), Tracker: &verdict.Tracker{
			Bindings: []verdict.Binding{{Span: verdict.Always(), Object: object}},
		}}}
		fixed := received.Add(-time.Duration(rapid.Int64Range(0, 2*365*24*3600).Draw(t, "age")) * time.Second)
		paid := false
		for _, s := range object.Paid {
			paid = paid || s.Covers(fixed.UnixMicro())
		}
		if got := verdict.Of(holds, fixed, received, false); got.Outcome.Kept() != paid {
			t.Fatalf("paid %v, %v", paid, got.Outcome)
		}
	})
}
