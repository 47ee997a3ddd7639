package support_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

func TestAReportTellsWhatWasPromisedAndWhatWasKept(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first, second := w.nodes["north"], w.nodes["first"], w.nodes["second"]
	team, err := w.desks.SetTeam(w.ctx(), north.scope, support.Team{Name: "First line", Line: 1})
	require.NoError(t, err)
	prompt, slow, late := w.ask(first, "Prompt"), w.ask(first, "Slow"), w.ask(second, "Never")
	_, err = w.desks.Change(w.ctx(), north.scope, north.owner, prompt.ID, support.Change{Team: &team})
	require.NoError(t, err)
	w.clock.Advance(time.Hour)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, prompt.ID, support.Reply{Body: "So."})
	require.NoError(t, err)
	require.NoError(t, w.desks.Confirm(w.ctx(), first.scope, first.owner, support.Here, prompt.ID))
	w.clock.Advance(slow.PromiseAt.Add(time.Minute).Sub(w.clock.Now()))
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, slow.ID, support.Reply{Body: "At last."})
	require.NoError(t, err)
	_, err = w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, slow.ID, "And another thing.", nil)
	require.NoError(t, err)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, slow.ID, support.Reply{Body: "That too."})
	require.NoError(t, err)
	fresh := w.ask(second, "A moment ago")
	machine := w.letter("k", "robot@elsewhere.example", "Out of office", "Away.")
	machine.Machine = true
	_, err = w.desks.Receive(w.ctx(), north.scope, machine)
	require.NoError(t, err)
	w.ask(w.nodes["third"], "At another desk")

	lines, sum, err := w.desks.Report(w.ctx(), north.scope, monday, fresh.OpenedAt, support.ByTeam)
	require.NoError(t, err)
	require.Len(t, lines, 2)
	require.Equal(t, "First line", lines[1].Name)
	require.Equal(t, support.Reported{Key: team.String(), Name: "First line", Opened: 1, InTime: 1, Resolved: 1, Confirmed: 1, Kept: 1, FirstMedian: 3600, FirstNinth: 3600,
		ResolvedMedian: 3600, ResolvedNinth: 3600}, lines[1])
	require.Equal(t, []int{4, 1, 1, 1, 1, 2, 1, 2, 1}, []int{sum.Opened, sum.InTime, sum.TooLate, sum.Late, sum.Waiting, sum.Resolved, sum.Confirmed, sum.Kept, sum.Missed})
	require.NotEqual(t, late.ID, fresh.ID)
	days, _, err := w.desks.Report(w.ctx(), north.scope, monday, monday, support.ByDay)
	require.NoError(t, err)
	require.Len(t, days, 1)
	require.Equal(t, "2026-11-30", days[0].Key)
	require.Equal(t, 3, days[0].Opened)
	for _, by := range []support.By{support.ByWeek, support.ByMonth, support.ByTier, support.ByTopic, support.ByKind, support.ByAgent} {
		lines, _, err := w.desks.Report(w.ctx(), north.scope, monday, fresh.OpenedAt, by)
		require.NoError(t, err, by)
		opened := 0
		for _, l := range lines {
			opened += l.Opened
		}
		require.Equal(t, 4, opened, by)
	}
	_, _, err = w.desks.Report(w.ctx(), north.scope, monday, monday.AddDate(3, 0, 0), support.ByDay)
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
	_, _, err = w.desks.Report(w.ctx(), north.scope, monday, monday, "phase of the moon")
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
}

func TestTheFirstPromiseIsTheOneThatHeldBeforeTheFirstAnswer(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "Slow")
	team, err := w.desks.SetTeam(w.ctx(), north.scope, support.Team{Name: "First line", Line: 1, Target: new(30)})
	require.NoError(t, err)
	got, err := w.desks.Change(w.ctx(), north.scope, north.owner, mine.ID, support.Change{Team: &team})
	require.NoError(t, err)
	require.True(t, got.PromiseAt.Equal(w.ticket(north, mine.ID).FirstPromise))
	_, err = w.desks.SetTeam(w.ctx(), north.scope, support.Team{ID: team, Name: "First line", Line: 1, Target: new(45)})
	require.NoError(t, err)
	require.True(t, monday.Add(45*time.Minute).Equal(w.ticket(north, mine.ID).FirstPromise), "also where the desk promises otherwise")
	w.clock.Advance(time.Hour)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "So."})
	require.NoError(t, err)
	_, sum, err := w.desks.Report(w.ctx(), north.scope, monday, monday, support.ByDay)
	require.NoError(t, err)
	require.Equal(t, []int{0, 1}, []int{sum.InTime, sum.TooLate})
	_, err = w.desks.Reopen(w.ctx(), north.scope, north.owner, mine.ID)
	require.NoError(t, err)
	require.True(t, monday.Add(45*time.Minute).Equal(w.ticket(north, mine.ID).FirstPromise), "a later promise is not the first")
}

func TestATicketThatIsOpenedAgainIsWatchedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	for name, again := range map[string]func(id uuid.UUID){
		"by the desk": func(id uuid.UUID) {
			_, err := w.desks.Reopen(w.ctx(), north.scope, north.owner, id)
			require.NoError(t, err)
		},
		"by a duplicate": func(id uuid.UUID) {
			_, err := w.desks.Group(w.ctx(), north.scope, north.owner, w.ask(first, "Again").ID, id)
			require.NoError(t, err)
		},
	} {
		mine := w.ask(first, name)
		w.clock.Advance(10 * 24 * time.Hour)
		_, err := w.desks.Watch(w.ctx())
		require.NoError(t, err)
		require.NotNil(t, w.ticket(north, mine.ID).OverdueAt, name)
		_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "So."})
		require.NoError(t, err)
		again(mine.ID)
		now := w.ticket(north, mine.ID)
		require.Equal(t, []*time.Time{nil, nil, nil}, []*time.Time{now.WarnedAt, now.BreachedAt, now.OverdueAt}, name)
		w.clock.Advance(10 * 24 * time.Hour)
		_, err = w.desks.Watch(w.ctx())
		require.NoError(t, err)
		require.NotNil(t, w.ticket(north, mine.ID).OverdueAt, name)
	}
}
