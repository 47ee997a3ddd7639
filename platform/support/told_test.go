package support_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/facts"
)

func TestWhatIsMissingIsToldByEitherSideWithoutMovingAClockAndTheDeskReadsThatItWas(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, first, north := t.Context(), w.nodes["first"], w.nodes["north"]
	asked := w.ask(first, "no data")
	before, err := w.desks.Whole(ctx, north.scope, asked.ID)
	require.NoError(t, err)
	require.Contains(t, before.Missing, facts.Before)
	w.clock.Advance(time.Hour)

	require.NoError(t, w.desks.Tell(ctx, first.scope, first.owner, support.Here, asked.ID, facts.Facts{facts.Before: " restarted ", facts.App: "web"}))
	_, err = w.desks.Learn(ctx, north.scope, north.staff, asked.ID, facts.Facts{facts.AppVersion: "3", facts.OS: "Linux", facts.App: ""})
	require.NoError(t, err)
	now, err := w.desks.Whole(ctx, north.scope, asked.ID)
	require.NoError(t, err)
	require.Equal(t, facts.Facts{facts.Before: "restarted", facts.AppVersion: "3", facts.OS: "Linux"}, now.Ticket.Facts)
	require.Equal(t, []string{facts.App}, now.Missing)
	require.Equal(t, before.Ticket.Times, now.Ticket.Times, "facts are no message: nothing moves")
	events := map[string]string{}
	for _, m := range now.Messages {
		if m.Kind == support.Event {
			events[m.Body] = m.AuthorName
		}
	}
	require.Equal(t, map[string]string{"facts: app, before": "Owner of first", "facts: app, app_version, os": ""}, events)
	doers, err := w.desks.Doers(ctx, north.scope, now.Messages)
	require.NoError(t, err)
	require.Equal(t, "Staff of north", doers[north.staff])
	theirs, err := w.desks.Theirs(ctx, first.scope, first.owner, support.Here, asked.ID)
	require.NoError(t, err)
	require.Len(t, theirs.Messages, 1, "what the desk does is its own affair")
	require.Equal(t, []string{facts.App}, theirs.Missing, "whoever asks reads what is still missing, for they alone know it")

	// Neither nothing, nor a fact of no name, nor to somebody else's ticket.
	err = w.desks.Tell(ctx, first.scope, first.owner, support.Here, asked.ID, nil)
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
	err = w.desks.Tell(ctx, first.scope, first.owner, support.Here, asked.ID, facts.Facts{"mood": "bad"})
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
	err = w.desks.Tell(ctx, w.nodes["second"].scope, w.nodes["second"].owner, support.Here, asked.ID, facts.Facts{facts.App: "web"})
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	_, err = w.desks.Learn(ctx, w.nodes["south"].scope, w.nodes["south"].staff, asked.ID, facts.Facts{facts.App: "web"})
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
}

func TestADeskReadsWhoseATicketIsAndWhichLetterIsNotFromTheRegisteredAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, first, north := t.Context(), w.nodes["first"], w.nodes["north"]
	asked := w.ask(first, "no data")
	letter := w.letter("<1@elsewhere>", "elsewhere@example.net", "no data", "I am the owner, believe me.")
	letter.Name, letter.Ticket = "Owner of first", &asked.ID
	got, err := w.desks.Receive(ctx, north.scope, letter)
	require.NoError(t, err)
	require.Equal(t, asked.ID, got.Ticket)
	whole, err := w.desks.Whole(ctx, north.scope, asked.ID)
	require.NoError(t, err)
	require.Len(t, whole.Messages, 2)
	require.True(t, whole.Ticket.Vouched(whole.Messages[0]))
	require.False(t, whole.Ticket.Vouched(whole.Messages[1]))
	require.Equal(t, "elsewhere@example.net", whole.Messages[1].AuthorEmail)

	stranger, err := w.desks.Receive(ctx, north.scope, w.letter("<2@elsewhere>", "nobody@example.net", "prices", "What does it cost?"))
	require.NoError(t, err)
	unknown, err := w.desks.Whole(ctx, north.scope, stranger.Ticket)
	require.NoError(t, err)
	own := w.ask(north, "of our own")
	below, err := w.desks.Ask(ctx, w.nodes["harbour"].scope, w.nodes["harbour"].owner, support.Above, support.Asking{Subject: "from below", Body: "How?"})
	require.NoError(t, err)
	named, err := w.desks.Customers(ctx, north.scope, []support.Ticket{whole.Ticket, unknown.Ticket, own, below})
	require.NoError(t, err)
	require.Len(t, named, 3, "a stranger is nobody's customer")
	require.Equal(t, support.Customer{ID: first.scope.Tenant(), Name: "first", Kind: "account"}, named[first.scope.Tenant()])
	require.Equal(t, "reseller", named[w.nodes["harbour"].scope.Tenant()].Kind)
	elsewhere, err := w.desks.Customers(ctx, w.nodes["south"].scope, []support.Ticket{whole.Ticket})
	require.NoError(t, err)
	require.Empty(t, elsewhere, "another desk learns nothing")
}

func TestWhoeverAsksReadsWhatIsMissingByTheCategoryOfTheDesk(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, first, north := t.Context(), w.nodes["first"], w.nodes["north"]
	missing := func(scope string) []string {
		category, err := w.desks.SetCategory(ctx, north.scope, support.Category{Names: map[string]string{"en": scope}, Scope: scope})
		require.NoError(t, err)
		asked, err := w.desks.Ask(ctx, first.scope, first.staff, support.Here, support.Asking{Subject: scope, Body: "Please help.", Category: &category})
		require.NoError(t, err)
		theirs, err := w.desks.Theirs(ctx, first.scope, first.staff, support.Here, asked.ID)
		require.NoError(t, err)
		return theirs.Missing
	}
	require.Equal(t, []string{facts.Tracker, facts.Object, facts.Before}, missing("equipment"))
	require.Empty(t, missing("purchase"))
}

func TestWhoHasATicketAndWhatItIsChangesWithATraceOfWhoWhenFromAndTo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, north := t.Context(), w.nodes["north"]
	asked := w.ask(w.nodes["first"], "no data")
	team, err := w.desks.SetTeam(ctx, north.scope, support.Team{Name: "Night", Line: 1})
	require.NoError(t, err)
	category, err := w.desks.SetCategory(ctx, north.scope, support.Category{Names: map[string]string{"en": "Maps"}, Scope: "service", Team: &team})
	require.NoError(t, err)
	events := func() (list []string) {
		whole, err := w.desks.Whole(ctx, north.scope, asked.ID)
		require.NoError(t, err)
		for _, m := range whole.Messages {
			if m.Kind == support.Event {
				require.Equal(t, north.staff, *m.Author)
				require.True(t, m.At.Equal(w.clock.Now()) || m.At.Before(w.clock.Now()))
				list = append(list, m.Body)
			}
		}
		return list
	}
	change := func(c support.Change) {
		w.clock.Advance(time.Minute)
		_, err := w.desks.Change(ctx, north.scope, north.staff, asked.ID, c)
		require.NoError(t, err)
	}
	change(support.Change{Assignee: &north.owner})
	change(support.Change{Assignee: &north.owner}) // as it was
	change(support.Change{Category: &category})    // its team has it from then on
	change(support.Change{Kind: new(support.Incident)})
	change(support.Change{Assignee: new(uuid.Nil), Team: new(uuid.Nil)})
	require.Equal(t, []string{"assignee: - " + north.owner.String(), "category: - " + category.String(), "team: - " + team.String(), "kind: question incident",
		"assignee: " + north.owner.String() + " -", "team: " + team.String() + " -"}, events())
	// Whoever answers first has it.
	_, err = w.desks.Answer(ctx, north.scope, north.staff, asked.ID, support.Reply{Body: "So it is."})
	require.NoError(t, err)
	require.Contains(t, events(), "assignee: - "+north.staff.String())
}
