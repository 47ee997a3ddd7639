package support_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

func TestAViewIsOnesOwnUntilItIsSharedAndCountsWhatIsInIt(t *testing.T) {
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	asked := w.ask(first, "one")
	w.ask(first, "two")
	_, err := w.desks.Change(w.ctx(), north.scope, north.owner, asked.ID, support.Change{Assignee: &north.staff})
	require.NoError(t, err)

	names := func(user uuid.UUID) (got []string) {
		t.Helper()
		list, err := w.desks.Views(w.ctx(), north.scope, user)
		require.NoError(t, err)
		for _, v := range list {
			got = append(got, v.Name)
		}
		return got
	}
	mine, err := w.desks.KeepView(w.ctx(), north.scope, north.staff, support.View{Name: "Mine", Filter: support.Filter{Mine: true}, Columns: []string{"asker", "due"}})
	require.NoError(t, err)
	list, err := w.desks.Views(w.ctx(), north.scope, north.staff)
	require.NoError(t, err)
	require.Equal(t, []support.View{{ID: mine, Name: "Mine", Filter: support.Filter{Mine: true}, Columns: []string{"asker", "due"}, Count: 1}}, list)
	require.Empty(t, names(north.owner), "another's is nobody's business")
	_, err = w.desks.KeepView(w.ctx(), north.scope, north.owner, support.View{ID: mine, Name: "Taken"})
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.desks.ShareView(w.ctx(), north.scope, north.owner, support.View{ID: mine, Name: "Taken"})
	require.True(t, errs.Is(err, errs.NotFound), "nobody shares what is another's")
	require.True(t, errs.Is(w.desks.DropView(w.ctx(), north.scope, north.owner, mine, false), errs.NotFound))

	_, err = w.desks.ShareView(w.ctx(), north.scope, north.staff, support.View{ID: mine, Name: "Whoever reads it", Filter: support.Filter{Mine: true}})
	require.NoError(t, err)
	list, err = w.desks.Views(w.ctx(), north.scope, north.owner)
	require.NoError(t, err)
	require.True(t, list[0].Shared)
	require.Zero(t, list[0].Count, "mine is of whoever reads it")
	all, err := w.desks.ShareView(w.ctx(), north.scope, north.owner, support.View{Name: "All", Filter: support.Filter{States: []string{support.Open}, Sort: support.ByOpening}})
	require.NoError(t, err)
	require.Equal(t, []string{"All", "Whoever reads it"}, names(north.owner))
	require.NoError(t, w.desks.OrderViews(w.ctx(), north.scope, north.owner, []uuid.UUID{mine, all}))
	require.Equal(t, []string{"Whoever reads it", "All"}, names(north.owner))
	require.Equal(t, []string{"All", "Whoever reads it"}, names(north.staff), "each has an order of their own")
	list, err = w.desks.Views(w.ctx(), north.scope, north.owner)
	require.NoError(t, err)
	require.Equal(t, 2, list[1].Count)

	_, err = w.desks.KeepView(w.ctx(), north.scope, north.staff, support.View{ID: mine, Name: "Back"})
	require.True(t, errs.Is(err, errs.NotFound), "what is shared is not one's own any more")
	require.NoError(t, w.desks.DropView(w.ctx(), north.scope, north.staff, mine, true))
	require.Equal(t, []string{"All"}, names(north.owner))
	require.Empty(t, func() []support.View {
		list, err := w.desks.Views(w.ctx(), w.nodes["south"].scope, north.owner)
		require.NoError(t, err)
		return list
	}())

	for _, wrong := range []support.View{{Name: " "}, {Name: "x", Columns: []string{"price"}}, {Name: "x", Columns: []string{"due", "due"}}, {Name: "x", Filter: support.Filter{Tier: "iron"}},
		{Name: "x", Filter: support.Filter{States: []string{"lost"}}}, {Name: "x", Filter: support.Filter{Sort: "price"}}} {
		_, err := w.desks.KeepView(w.ctx(), north.scope, north.staff, wrong)
		require.True(t, errs.Is(err, errs.Invalid), "%+v", wrong)
	}
}

func TestAViewOfEachFieldInEachOrderIsCounted(t *testing.T) {
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	w.ask(first, "one")
	somebody, customer, none := north.staff, first.scope.Tenant(), uuid.New()
	filters := map[string]support.Filter{
		"States": {States: []string{support.Open, support.Answered}}, "Kind": {Kind: support.Question}, "Team": {Team: &none}, "Category": {Category: &none}, "Tier": {Tier: "other"},
		"Assignee": {Assignee: &somebody}, "Mine": {Mine: true}, "Nobodys": {Nobodys: true}, "Critical": {Critical: true}, "Native": {Native: true}, "Awaiting": {Awaiting: true},
		"Customer": {Customer: &customer}, "Sort": {},
	}
	require.Len(t, filters, reflect.TypeFor[support.Filter]().NumField(), "each field of a filter is tried")
	want := map[string]int{"States": 1, "Kind": 1, "Tier": 1, "Nobodys": 1, "Customer": 1, "Sort": 1}
	for field, f := range filters {
		for _, f.Sort = range []string{"", support.ByQueue, support.ByChange, support.ByOpening} {
			id, err := w.desks.KeepView(w.ctx(), north.scope, north.owner, support.View{Name: field, Filter: f})
			require.NoError(t, err)
			list, err := w.desks.Views(w.ctx(), north.scope, north.owner)
			require.NoError(t, err, "%s by %q", field, f.Sort)
			require.Len(t, list, 1)
			require.Equal(t, want[field], list[0].Count, "%s by %q", field, f.Sort)
			require.NoError(t, w.desks.DropView(w.ctx(), north.scope, north.owner, id, false))
		}
	}
}

func TestAListIsReadByItsLastChangeOrByTheNewestPageByPage(t *testing.T) {
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	var asked []uuid.UUID
	for range 3 {
		asked = append(asked, w.ask(first, "a question").ID)
		w.clock.Advance(time.Minute)
	}
	_, err := w.desks.Note(w.ctx(), north.scope, north.owner, asked[0], support.Reply{Body: "looked at"})
	require.NoError(t, err)
	read := func(sort string) (got []uuid.UUID) {
		t.Helper()
		var after support.Place
		for more := true; more; {
			var page []support.Ticket
			page, more, err = w.desks.List(w.ctx(), north.scope, north.owner, support.Filter{Sort: sort}, after, 1)
			require.NoError(t, err)
			got = append(got, page[0].ID)
			after = support.Place{At: page[0].ChangedAt, ID: page[0].ID}
			if sort == support.ByOpening {
				after.At = page[0].OpenedAt
			}
		}
		return got
	}
	require.Equal(t, []uuid.UUID{asked[2], asked[1], asked[0]}, read(support.ByOpening))
	require.Equal(t, []uuid.UUID{asked[0], asked[2], asked[1]}, read(support.ByChange))
}

func TestWhoLooksAtATicketIsToldOfOthersWhoDoUntilTheyLookAway(t *testing.T) {
	w := setup(t)
	north := w.nodes["north"]
	ticket := w.ask(w.nodes["first"], "one").ID
	look := func(user uuid.UUID, writing bool) []support.Looking {
		t.Helper()
		list, err := w.desks.Look(w.ctx(), north.scope, user, ticket, writing)
		require.NoError(t, err)
		return list
	}
	require.Empty(t, look(north.owner, false))
	since := w.clock.Now()
	w.clock.Advance(5 * time.Second)
	others := look(north.staff, true)
	require.Len(t, others, 1)
	require.True(t, since.Equal(others[0].Since))
	require.Equal(t, support.Looking{User: north.owner, Name: "Owner of north", Since: others[0].Since}, others[0])
	require.True(t, look(north.owner, false)[0].Writing)
	require.NoError(t, w.desks.LookAway(w.ctx(), north.scope, north.staff, ticket))
	require.Empty(t, look(north.owner, false))
	look(north.staff, false)
	w.clock.Advance(support.LooksFor + time.Second)
	require.Empty(t, look(north.owner, false), "whoever says nothing any more has gone")

	_, err := w.desks.Look(w.ctx(), w.nodes["south"].scope, w.nodes["south"].owner, ticket, false)
	require.True(t, errs.Is(err, errs.NotFound))
	require.True(t, errs.Is(w.desks.LookAway(w.ctx(), w.nodes["south"].scope, w.nodes["south"].owner, ticket), errs.NotFound))
}
