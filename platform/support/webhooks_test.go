package support_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/support"
)

// hooked gives everybody a webhook.
func (w *world) hooked() {
	w.Helper()
	for _, n := range w.nodes {
		testdb.Hook(w, w.db, n.scope.Tenant())
	}
}

// heard are the types that each of some tenants was told, which are taken; everybody else was told nothing.
func (w *world) heard(what string, want map[string][]string) {
	w.Helper()
	for name, n := range w.nodes {
		require.Equal(w, want[name], testdb.HeardTypes(w, w.db, n.scope.Tenant()), "%s: what %s hears", what, name)
	}
}

func TestBothSidesOfATicketAreToldOfItAndNobodyElse(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.hooked()
	ctx, north, first := w.ctx(), w.nodes["north"], w.nodes["first"]
	both := func(kind string) map[string][]string { return map[string][]string{"north": {kind}, "first": {kind}} }

	ticket := w.ask(first, "The map is empty")
	asked := testdb.Heard(t, w.db, north.scope.Tenant())
	require.Len(t, asked, 1)
	require.Equal(t, "ticket.opened", asked[0].Type)
	require.Contains(t, asked[0].Body, `"side": "provider"`)
	require.Contains(t, asked[0].Body, first.scope.Tenant().String())
	require.NotContains(t, asked[0].Body, "Please help", "what is said is read where it stands")
	require.NotContains(t, asked[0].Body, first.owner.String(), "who asked is theirs")
	own := testdb.Heard(t, w.db, first.scope.Tenant())
	require.Len(t, own, 1, "once, and not by the audit too")
	require.Contains(t, own[0].Body, `"side": "customer"`)
	require.NotContains(t, own[0].Body, north.scope.Tenant().String())
	require.NotContains(t, own[0].Body, "promise_at")
	w.heard("asked", nil)

	w.clock.Advance(time.Minute)
	_, err := w.desks.Reply(ctx, first.scope, first.owner, support.Here, ticket.ID, "Still empty.", nil)
	require.NoError(t, err)
	w.heard("a reply", both("ticket.replied"))
	letter := w.letter("one", "first.owner@example.com", "Re: The map is empty", "By letter.")
	letter.Ticket = &ticket.ID
	_, err = w.desks.Receive(ctx, north.scope, letter)
	require.NoError(t, err)
	w.heard("a reply by letter", both("ticket.replied"))
	_, err = w.desks.Receive(ctx, north.scope, letter)
	require.NoError(t, err)
	w.heard("the same letter again", nil)
	_, err = w.desks.Receive(ctx, north.scope, w.letter("two", "first.owner@example.com", "Another", "By letter."))
	require.NoError(t, err)
	w.heard("a new letter", both("ticket.opened"))
	_, err = w.desks.Receive(ctx, north.scope, w.letter("three", "nobody@example.com", "Who are you", "I wonder."))
	require.NoError(t, err)
	w.heard("a stranger's letter", map[string][]string{"north": {"ticket.opened"}})

	_, err = w.desks.Note(ctx, north.scope, north.owner, ticket.ID, support.Reply{Body: "for us"})
	require.NoError(t, err)
	w.heard("a note", map[string][]string{"north": {"support.ticket.note"}})
	_, err = w.desks.Answer(ctx, north.scope, north.owner, ticket.ID, support.Reply{Body: "Zoom out."})
	require.NoError(t, err)
	w.heard("an answer", both("ticket.answered"))
	_, err = w.desks.Reopen(ctx, north.scope, north.owner, ticket.ID)
	require.NoError(t, err)
	w.heard("opened again", both("ticket.reopened"))
	_, err = w.desks.Answer(ctx, north.scope, north.owner, ticket.ID, support.Reply{Body: "Zoom out more."})
	require.NoError(t, err)
	w.heard("answered again", both("ticket.answered"))
	w.clock.Advance(time.Minute)
	_, err = w.desks.Reply(ctx, first.scope, first.owner, support.Here, ticket.ID, "No.", nil)
	require.NoError(t, err)
	w.heard("a reply opens it again, and is told once", both("ticket.replied"))
	_, err = w.desks.Answer(ctx, north.scope, north.owner, ticket.ID, support.Reply{Body: "Now?"})
	require.NoError(t, err)
	require.NoError(t, w.desks.Confirm(ctx, first.scope, first.owner, support.Here, ticket.ID))
	w.heard("settled", map[string][]string{"north": {"ticket.answered", "ticket.confirmed"}, "first": {"ticket.answered", "ticket.confirmed"}})

	whole, err := w.desks.Whole(ctx, north.scope, ticket.ID)
	require.NoError(t, err)
	_, err = w.desks.Split(ctx, north.scope, north.owner, ticket.ID, whole.Messages[0].ID, "The other question", "")
	require.NoError(t, err)
	w.heard("split", both("ticket.opened"))
	_, err = w.desks.Refuse(ctx, north.scope, north.owner, w.ask(w.nodes["second"], "?").ID, "empty", "nothing is asked")
	require.NoError(t, err)
	w.heard("refused", map[string][]string{"north": {"ticket.opened", "ticket.refused"}, "second": {"ticket.opened", "ticket.refused"}})
	w.ask(north, "Our own")
	w.heard("whoever is both sides", map[string][]string{"north": {"ticket.opened"}})
}

func TestADeskIsToldOnceOfEachStageOfAPromiseAndWhoAsksIsNot(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ticket := w.ask(w.nodes["first"], "Slow")
	w.hooked()
	stages := func() (all []string) {
		for range 40 {
			w.clock.Advance(6 * time.Hour)
			_, err := w.desks.Watch(w.ctx())
			require.NoError(t, err)
			for _, one := range testdb.Heard(t, w.db, w.nodes["north"].scope.Tenant()) {
				require.Contains(t, one.Body, ticket.ID.String())
				all = append(all, one.Type)
			}
		}
		return all
	}()
	require.Equal(t, []string{"ticket.late", "ticket.overdue"}, stages[len(stages)-2:])
	require.LessOrEqual(t, len(stages), 3)
	w.heard("nobody else", nil)
}

func TestWhoHearsByTheNamesThatWereGoesOnHearingThemAndIsToldNothingTwice(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.hooked()
	w.text(`update webhook_endpoints set names = 'actions' where id = (select id from webhook_endpoints where tenant_id = $1) returning id::text`, w.nodes["first"].scope.Tenant())
	w.text(`update webhook_endpoints set names = 'actions' where id = (select id from webhook_endpoints where tenant_id = $1) returning id::text`, w.nodes["north"].scope.Tenant())
	ticket := w.ask(w.nodes["first"], "As ever")
	w.heard("asked", map[string][]string{"north": {"ticket.opened"}, "first": {"support.ticket.ask"}})
	north := w.nodes["north"]
	_, err := w.desks.Answer(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "So it is."})
	require.NoError(t, err)
	w.heard("answered", map[string][]string{"north": {"support.ticket.answer"}, "first": {"ticket.answered"}})
}
