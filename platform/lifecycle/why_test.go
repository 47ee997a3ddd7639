package lifecycle_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/fleet"
)

func at(hour int) time.Time { return time.Date(2026, 11, 28, hour, 0, 0, 0, time.UTC) }

func block(cause string, hour int) fleet.Why {
	since := at(hour)
	return fleet.Why{Cause: cause, Since: &since, KeepData: cause != "unpaid", Block: true}
}

func TestWhyNamesEachCauseSinceWhenAndWhoHasDecided(t *testing.T) {
	t.Parallel()
	type answer struct {
		cause    string
		hour     int
		by, name string
	}
	closedAt := at(9)
	own := lifecycle.Stop{Cause: "suspended", Ground: "spam", Reason: "letters", Since: at(5), Named: true, Name: "Account", Person: "Bo"}
	hidden := lifecycle.Stop{Depth: 2, Cause: "suspended", Since: at(7)}
	for name, c := range map[string]struct {
		facts lifecycle.Facts
		want  []answer
	}{
		"nothing stops it": {lifecycle.Facts{Object: []fleet.Why{}}, nil},
		"each cause by whom it depends on": {lifecycle.Facts{
			Object: []fleet.Why{block("unpaid", 1), block("by_hand", 2), block("paused", 3), block("limit", 4), block("country", 5), {Cause: "not_heard"}},
			Person: map[string]string{"by_hand": "Ann"},
		}, []answer{{"unpaid", 1, "billing", ""}, {"by_hand", 2, "person", "Ann"}, {"paused", 3, "person", ""}, {"limit", 4, "plan", ""}, {"country", 5, "rule", ""}, {"not_heard", 0, "device", ""}}},
		"the earliest first": {lifecycle.Facts{Object: []fleet.Why{block("by_hand", 8), block("unpaid", 3)}},
			[]answer{{"unpaid", 3, "billing", ""}, {"by_hand", 8, "person", ""}}},
		"an object of a suspended account": {lifecycle.Facts{Object: []fleet.Why{block("suspended", 6)}, Stops: []lifecycle.Stop{{Cause: "suspended", Since: at(5), Named: true}}},
			[]answer{{"suspended", 5, "provider", ""}}},
		"an object blocked by a cause that was just lifted above": {lifecycle.Facts{Object: []fleet.Why{block("suspended", 6)}},
			[]answer{{"suspended", 6, "provider", ""}}},
		"a suspension that leaves those below alone": {lifecycle.Facts{Object: []fleet.Why{block("by_hand", 6)}, Stops: []lifecycle.Stop{hidden}},
			[]answer{{"by_hand", 6, "person", ""}}},
		"those above are one, whatever their number": {lifecycle.Facts{Object: []fleet.Why{block("ancestor", 6)},
			Stops: []lifecycle.Stop{hidden, {Depth: 1, Cause: "suspended", Since: at(4)}, {Depth: 3, Cause: "suspended", Since: at(8)}}},
			[]answer{{"ancestor", 4, "provider", ""}}},
		"a customer suspended by whoever asks": {lifecycle.Facts{Provider: true, Stops: []lifecycle.Stop{own}}, []answer{{"suspended", 5, "self", "Bo"}}},
		"a customer below a suspended one, and below somebody above": {lifecycle.Facts{Provider: true,
			Stops: []lifecycle.Stop{{Depth: 1, Cause: "suspended", Since: at(6), Named: true, Name: "Harbour"}, hidden}},
			[]answer{{"ancestor", 6, "customer", "Harbour"}, {"ancestor", 7, "provider", ""}}},
		"a closed customer": {lifecycle.Facts{Provider: true, ClosedAt: &closedAt}, []answer{{"closed", 9, "self", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []answer
			for _, cause := range lifecycle.Why(c.facts) {
				hour := 0
				if cause.Since != nil {
					hour = cause.Since.Hour()
				}
				got = append(got, answer{cause.Cause, hour, cause.By, cause.Name})
			}
			require.Equal(t, c.want, got)
		})
	}
}
