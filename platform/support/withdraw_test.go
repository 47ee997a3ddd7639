package support_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/clock"
)

func TestWhoeverAskedWithdrawsAnOpenQuestionAndTakesItBackAsIfItHadNeverBeenWithdrawn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine, other := w.ask(first, "The map is empty"), w.ask(w.nodes["second"], "Another")
	w.clock.Advance(time.Hour)
	_, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "Still.", nil)
	require.NoError(t, err)
	was := w.ticket(north, mine.ID)
	withdraw := func() error { return w.desks.Withdraw(w.ctx(), first.scope, first.owner, support.Here, mine.ID) }
	takeBack := func() error { return w.desks.TakeBack(w.ctx(), first.scope, first.owner, support.Here, mine.ID) }

	require.True(t, errs.Is(w.desks.Withdraw(w.ctx(), w.nodes["second"].scope, w.nodes["second"].owner, support.Here, mine.ID), errs.NotFound), "nobody else's")
	require.True(t, errs.Is(w.desks.Withdraw(w.ctx(), first.scope, first.staff, support.Here, mine.ID), errs.NotFound), "nor of whoever does not see it")
	w.clock.Advance(time.Minute)
	require.NoError(t, withdraw())
	require.NoError(t, withdraw(), "twice is once")
	now := w.ticket(north, mine.ID)
	require.Equal(t, support.Confirmed, now.State)
	require.True(t, now.Withdrawn())
	require.Nil(t, now.PromiseAt)
	require.Equal(t, []int{0, 0}, []int{now.Kept, now.Missed}, "nothing was answered: nothing is counted")
	require.Len(t, w.queue(north), 1)
	require.Equal(t, other.ID, w.queue(north)[0].ID)

	// Taken back, it stands where it stood: neither its place nor its promise has moved.
	w.clock.Advance(3 * time.Hour)
	require.NoError(t, takeBack())
	require.NoError(t, takeBack(), "twice is once")
	now = w.ticket(north, mine.ID)
	require.Equal(t, support.Open, now.State)
	require.True(t, was.QueueAt.Equal(now.QueueAt))
	require.True(t, was.PromiseAt.Equal(*now.PromiseAt))
	require.True(t, was.DeadlineAt.Equal(*now.DeadlineAt))
	require.True(t, was.FirstPromise.Equal(now.FirstPromise))
	require.True(t, was.UnansweredAt.Equal(*now.UnansweredAt))
	whole, err := w.desks.Whole(w.ctx(), north.scope, mine.ID)
	require.NoError(t, err)
	var events []string
	for _, m := range whole.Messages {
		if m.Kind == support.Event {
			events = append(events, m.Body)
		}
	}
	require.Equal(t, []string{"withdrawn", "taken_back"}, events, "the desk reads both")

	// What was answered is confirmed, not withdrawn; and a confirmation is no withdrawal.
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Zoom out."})
	require.NoError(t, err)
	require.Equal(t, "answered_meanwhile", reason(withdraw()))
	require.NoError(t, w.desks.Confirm(w.ctx(), first.scope, first.owner, support.Here, mine.ID))
	require.False(t, w.ticket(north, mine.ID).Withdrawn())
	require.Equal(t, "not_withdrawn", reason(takeBack()))

	// A further message opens a withdrawn question as any other, and long after it is a new one.
	_, err = w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "Again.", nil)
	require.NoError(t, err)
	require.NoError(t, withdraw())
	w.clock.Advance(time.Minute)
	_, err = w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "It is empty again.", nil)
	require.NoError(t, err)
	now = w.ticket(north, mine.ID)
	require.Equal(t, support.Open, now.State)
	require.NotNil(t, now.PromiseAt)
	require.NoError(t, withdraw())
	w.clock.Advance(15 * 24 * time.Hour)
	require.Equal(t, "settled_long_ago", reason(takeBack()))
	refused := w.ask(first, "?")
	_, err = w.desks.Refuse(w.ctx(), north.scope, north.owner, refused.ID, "empty", "nothing is asked")
	require.NoError(t, err)
	require.Equal(t, "not_open", reason(w.desks.Withdraw(w.ctx(), first.scope, first.owner, support.Here, refused.ID)))
	// Above it is the owner's, as everything there.
	up, err := w.desks.Ask(w.ctx(), north.scope, north.owner, support.Above, support.Asking{Subject: "Up", Body: "May I?"})
	require.NoError(t, err)
	require.NoError(t, w.desks.Withdraw(w.ctx(), north.scope, north.owner, support.Above, up.ID))
	require.True(t, errs.Is(w.desks.TakeBack(w.ctx(), north.scope, north.staff, support.Above, up.ID), errs.Forbidden))
	require.NoError(t, w.desks.TakeBack(w.ctx(), north.scope, north.owner, support.Above, up.ID))
}

func TestWhatIsWithdrawnComesOutOfItsGroupAndTheRestStaysAsked(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	lead := w.ask(first, "One")
	w.clock.Advance(time.Hour)
	member := w.ask(first, "The same")
	group := func() {
		_, err := w.desks.Group(w.ctx(), north.scope, north.owner, member.ID, lead.ID)
		require.NoError(t, err)
	}
	group()
	require.NoError(t, w.desks.Withdraw(w.ctx(), first.scope, first.owner, support.Here, member.ID))
	require.True(t, w.ticket(north, member.ID).Withdrawn())
	require.Nil(t, w.ticket(north, member.ID).Group)
	require.True(t, lead.QueueAt.Equal(w.ticket(north, lead.ID).QueueAt), "the other stands where it would without it")
	require.NoError(t, w.desks.TakeBack(w.ctx(), first.scope, first.owner, support.Here, member.ID))
	group()
	require.NoError(t, w.desks.Withdraw(w.ctx(), first.scope, first.owner, support.Here, lead.ID))
	queue := w.queue(north)
	require.Len(t, queue, 1)
	require.Equal(t, member.ID, queue[0].ID, "nobody has withdrawn this one")
	require.True(t, member.PromiseAt.Equal(*queue[0].PromiseAt))
	require.NoError(t, w.desks.TakeBack(w.ctx(), first.scope, first.owner, support.Here, lead.ID))
	require.True(t, lead.PromiseAt.Equal(*w.ticket(north, lead.ID).PromiseAt))
	require.True(t, lead.QueueAt.Equal(w.ticket(north, lead.ID).QueueAt), "by its own last word alone")
}

func TestBothSidesHearOnceThatAQuestionIsWithdrawnAndTakenBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.nodes["first"]
	mine := w.ask(first, "The map is empty")
	w.hooked()
	both := func(kind string) map[string][]string { return map[string][]string{"north": {kind}, "first": {kind}} }
	require.NoError(t, w.desks.Withdraw(w.ctx(), first.scope, first.owner, support.Here, mine.ID))
	w.heard("withdrawn", both("ticket.confirmed"))
	require.NoError(t, w.desks.TakeBack(w.ctx(), first.scope, first.owner, support.Here, mine.ID))
	w.heard("taken back", both("ticket.reopened"))
	require.Empty(t, testdb.Heard(t, w.db, w.nodes["root"].scope.Tenant()))
}

func TestARefusalThatIsTakenBackLeavesTheTicketAsItStoodAndMovesNoPromise(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine, same := w.ask(first, "One"), w.ask(first, "The same")
	_, err := w.desks.Group(w.ctx(), north.scope, north.owner, same.ID, mine.ID)
	require.NoError(t, err)
	refuse := func() {
		_, err := w.desks.Refuse(w.ctx(), north.scope, north.owner, mine.ID, "spam", "advertising")
		require.NoError(t, err)
		w.clock.Advance(time.Hour)
	}
	for name, open := range map[string]func() (support.Ticket, error){
		"taken back": func() (support.Ticket, error) {
			return w.desks.TakeRefusalBack(w.ctx(), north.scope, north.owner, mine.ID)
		},
		"opened again": func() (support.Ticket, error) { return w.desks.Reopen(w.ctx(), north.scope, north.owner, mine.ID) },
	} {
		refuse()
		got, err := open()
		require.NoError(t, err, name)
		require.Equal(t, []string{support.Open, "", ""}, []string{got.State, got.Refusal, got.RefusalReason}, name)
		require.True(t, mine.PromiseAt.Equal(*got.PromiseAt), "%s: a refusal is no answer, and no promise begins anew by it", name)
		require.True(t, mine.QueueAt.Equal(got.QueueAt), name)
		require.True(t, same.PromiseAt.Equal(*w.ticket(north, same.ID).PromiseAt), "%s: nor of what stands in it", name)
	}
	_, err = w.desks.TakeRefusalBack(w.ctx(), north.scope, north.owner, mine.ID)
	require.Equal(t, "not_refused", reason(err))

	// What was answered, or settled, is so again.
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "So."})
	require.NoError(t, err)
	refuse()
	got, err := w.desks.TakeRefusalBack(w.ctx(), north.scope, north.owner, mine.ID)
	require.NoError(t, err)
	require.Equal(t, support.Answered, got.State)
	require.Nil(t, got.PromiseAt)
	require.NoError(t, w.desks.Confirm(w.ctx(), first.scope, first.owner, support.Here, mine.ID))
	refuse()
	got, err = w.desks.TakeRefusalBack(w.ctx(), north.scope, north.owner, mine.ID)
	require.NoError(t, err)
	require.Equal(t, support.Confirmed, got.State)
	require.Empty(t, w.queue(north))

	machine := w.letter("away", "robot@elsewhere.example", "Out of office", "Away.")
	machine.Machine = true
	letter, err := w.desks.Receive(w.ctx(), north.scope, machine)
	require.NoError(t, err)
	_, err = w.desks.TakeRefusalBack(w.ctx(), north.scope, north.owner, letter.Ticket)
	require.Equal(t, "not_refused", reason(err), "nobody refused it")
}

func TestATeamOrACalendarGoesOnceNothingStandsOnItAndUntilThenItIsSaidWhatDoes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	nights, err := w.desks.SetCalendar(w.ctx(), north.scope, support.Calendar{Name: "Nights", Zone: "UTC", Spans: []clock.Span{{Day: time.Monday, From: 0, To: 360}}})
	require.NoError(t, err)
	team, err := w.desks.SetTeam(w.ctx(), north.scope, support.Team{Name: "Servers", Line: 2, Calendar: &nights, Members: []uuid.UUID{north.staff}})
	require.NoError(t, err)
	category := support.Category{Names: map[string]string{"ru": "Серверы"}, Scope: "service", Team: &team}
	category.ID, err = w.desks.SetCategory(w.ctx(), north.scope, category)
	require.NoError(t, err)
	_, err = w.desks.ShareView(w.ctx(), north.scope, north.owner, support.View{Name: "Of the servers", Filter: support.Filter{Team: &team}})
	require.NoError(t, err)
	settings, err := w.desks.Settings(w.ctx(), north.scope)
	require.NoError(t, err)
	settings.Native = &nights
	require.NoError(t, w.desks.SetSettings(w.ctx(), north.scope, settings, nil))
	mine := w.ask(w.nodes["first"], "Down")
	_, err = w.desks.Change(w.ctx(), north.scope, north.owner, mine.ID, support.Change{Team: &team})
	require.NoError(t, err)
	remove := func(what string, id uuid.UUID) error { return w.desks.Remove(w.ctx(), north.scope, what, id) }

	err = remove("calendar", nights)
	require.Equal(t, "calendar_used", reason(err))
	require.ErrorContains(t, err, "the team “Servers”, the hours of native speakers")
	err = remove("team", team)
	require.Equal(t, "team_used", reason(err))
	require.ErrorContains(t, err, "the category “Серверы”, 1 waiting tickets, the list “Of the servers”")
	require.True(t, errs.Is(w.desks.Remove(w.ctx(), w.nodes["south"].scope, "team", team), errs.NotFound), "another's is not there")

	category.Team = nil
	_, err = w.desks.SetCategory(w.ctx(), north.scope, category)
	require.NoError(t, err)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Up."})
	require.NoError(t, err)
	views, err := w.desks.Views(w.ctx(), north.scope, north.owner)
	require.NoError(t, err)
	require.NoError(t, w.desks.DropView(w.ctx(), north.scope, north.owner, views[0].ID, true))
	require.NoError(t, remove("team", team))
	require.Nil(t, w.ticket(north, mine.ID).Team, "what is closed stays, and names it no more")
	require.Equal(t, "calendar_used", reason(remove("calendar", nights)), "native speakers still are")
	settings.Native = nil
	require.NoError(t, w.desks.SetSettings(w.ctx(), north.scope, settings, nil))
	require.NoError(t, remove("calendar", nights))
	require.True(t, errs.Is(remove("calendar", nights), errs.NotFound))
	require.Equal(t, "2", w.text("select count(*)::text from audit_entries where tenant_id = $1 and action in ('support.desk.team.remove', 'support.desk.calendar.remove')", north.scope.Tenant()))
}
