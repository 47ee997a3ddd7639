package support_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestALoginThatIsReportedStolenIsATicketOfItsKindOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	require.NoError(t, w.people.ReportStolen(w.ctx(), identity.Visit{Realm: north.scope.Tenant(), Address: "203.0.113.9"},
		identity.StolenReport{Login: "first owner", AccountNumber: "17", Contact: "+358 40 1234567", Knows: "The last van was bought in May.", Locale: "ru"}))
	payload := w.text("select payload::text from outbox where topic = $1", identity.StolenTopic)
	require.NotContains(t, payload, "May")
	for range 2 {
		require.NoError(t, w.desks.DeliverStolen(w.people)(w.ctx(), outbox.Message{ID: uuid.New(), Topic: identity.StolenTopic, Payload: json.RawMessage(payload)}))
	}
	list := w.queue(north)
	require.Len(t, list, 1)
	require.Equal(t, []string{support.StolenLogin, "first owner", support.ByForm}, []string{list[0].Kind, list[0].Subject, list[0].Via})
	require.Nil(t, list[0].Counterparty, "nobody has proved who they are")
	whole, err := w.desks.Whole(w.ctx(), north.scope, list[0].ID)
	require.NoError(t, err)
	require.Equal(t, "+358 40 1234567", whole.Messages[0].Body)
	require.Equal(t, "page", whole.Links[0].Kind)
	require.NotNil(t, whole.Links[0].Subject)
}

// claims are one request for one object.
type claims struct {
	object  fleet.Object
	request fleet.Request
}

func (c claims) Get(context.Context, db.Scope, uuid.UUID) (fleet.Object, error) {
	return c.object, nil
}

func (c claims) Asked(context.Context, db.Scope, uuid.UUID) (fleet.Request, error) {
	return c.request, nil
}

func TestARequestForATrackerIsATicketOfItsKindOfWhoeverAskedOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	c := claims{object: fleet.Object{ID: uuid.New(), Name: "Van 7"}, request: fleet.Request{ID: uuid.New(), Identity: "356307042441013", Model: "FMB920", Note: "Bought it yesterday"}}
	deliver := func(user uuid.UUID, request uuid.UUID) {
		payload, err := json.Marshal(fleet.ClaimAsked{Tenant: first.scope.Tenant(), Object: c.object.ID, User: user, Request: request})
		require.NoError(t, err)
		require.NoError(t, w.desks.DeliverClaim(c)(w.ctx(), outbox.Message{ID: uuid.New(), Topic: fleet.ClaimTopic, Payload: payload}))
	}
	deliver(first.staff, c.request.ID)
	deliver(first.staff, c.request.ID)
	deliver(north.owner, uuid.New()) // acting in: they are no member
	list := w.queue(north)
	require.Len(t, list, 1)
	require.Equal(t, []string{support.TrackerClaim, "356307042441013 · Van 7"}, []string{list[0].Kind, list[0].Subject})
	require.Equal(t, first.staff, *list[0].Author)
	whole, err := w.desks.Theirs(w.ctx(), first.scope, first.staff, support.Here, list[0].ID)
	require.NoError(t, err)
	require.Equal(t, "Bought it yesterday", whole.Messages[0].Body)
	require.Equal(t, c.object.ID, *whole.Links[0].Subject)
}

// reports takes the one message of a topic that waits, and hands it to whoever opens tickets.
func (w *world) reports(topic string, deliver outbox.Deliver) {
	w.Helper()
	payload := w.text("delete from outbox where topic = $1 returning payload::text", topic)
	require.NoError(w, deliver(w.ctx(), outbox.Message{ID: uuid.New(), Topic: topic, Payload: json.RawMessage(payload)}))
}

// answered is the one ticket of a desk that is answered, with its last message.
func (w *world) answered(n *node) (support.Ticket, string) {
	w.Helper()
	list, _, err := w.desks.List(w.ctx(), n.scope, n.owner, support.Filter{States: []string{support.Answered}}, support.Place{}, 10)
	require.NoError(w, err)
	require.Len(w, list, 1)
	whole, err := w.desks.Whole(w.ctx(), n.scope, list[0].ID)
	require.NoError(w, err)
	for _, m := range whole.Messages {
		if m.Kind == support.Answer {
			return list[0], m.Body
		}
	}
	return list[0], ""
}

func TestWhatIsDecidedOfATrackerAnswersAndClosesItsTicketInTheLanguageOfWhoeverAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		locale, says string
		granted      bool
	}{{"ru", "Причина: it is another's", false}, {"en", "is yours now", true}} {
		t.Run(c.locale, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			ctx, root, north, first := w.ctx(), w.nodes["root"], w.nodes["north"], w.nodes["first"]
			wants := newUser("wants a tracker")
			wants.Locale = c.locale
			asker, err := w.people.Add(ctx, first.scope, wants)
			require.NoError(t, err)
			trackers := fleet.New(fleet.Config{DB: w.db, Clock: w.clock, Key: testdb.Key(), Protocols: all.Table(), Tickets: w.desks})
			van, _, err := trackers.Create(ctx, first.scope, fleet.Creation{Name: "Van 7", Tracker: &fleet.TrackerSpec{Protocol: "teltonika", Identity: "356307042441013"}})
			require.NoError(t, err)
			asked, err := trackers.Ask(ctx, first.scope, van.ID, asker, "It is ours.")
			require.NoError(t, err)
			w.reports(fleet.ClaimTopic, w.desks.DeliverClaim(trackers))
			require.Len(t, w.queue(north), 1)
			// A question about the same that stands in it is answered with it.
			twin, err := w.desks.Ask(ctx, first.scope, first.staff, support.Here, support.Asking{Subject: "And the tracker?", Body: "Is it ours?"})
			require.NoError(t, err)
			_, err = w.desks.Group(ctx, north.scope, north.staff, twin.ID, w.queue(north)[0].ID)
			require.NoError(t, err)
			if c.granted {
				claims, err := trackers.SearchIdentity(ctx, root.scope, "356307042441013", "because")
				require.NoError(t, err)
				require.NoError(t, trackers.Transfer(ctx, root.scope, claims[0].ID, fleet.FromNow, "an invoice was shown"))
			} else {
				require.NoError(t, trackers.Refuse(ctx, root.scope, asked.ID, "it is another's"))
			}
			require.Empty(t, w.queue(north))
			ticket, said := w.answered(north)
			require.Contains(t, said, c.says)
			require.Contains(t, said, "356307042441013")
			require.NotContains(t, said, "invoice", "why it was granted is the platform's affair")
			require.Nil(t, ticket.PromiseAt)
			require.Equal(t, "1", w.text("select count(*)::text from outbox where topic = $1 and payload->>'ticket' = $2", support.AnswerTopic, ticket.ID.String()), "it leaves by letter")
			theirs, err := w.desks.Theirs(ctx, first.scope, asker, support.Here, ticket.ID)
			require.NoError(t, err)
			require.Empty(t, theirs.Messages[len(theirs.Messages)-1].AuthorName, "whoever decides is of neither side")
			other, err := w.desks.Theirs(ctx, first.scope, first.staff, support.Here, twin.ID)
			require.NoError(t, err)
			require.Contains(t, other.Messages[len(other.Messages)-1].Body, c.says)
			require.Equal(t, "technical", w.text("select a.kind from audit_entries e join audit_actors a on a.id = e.actor where e.tenant_id = $1 and e.action = 'support.ticket.answer'", north.scope.Tenant()), "nor in their audit")
		})
	}
}

func TestAReportOfAStolenLoginThatIsSettledAnswersItsTicketAndWhyItWasRefusedStaysAtTheDesk(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	people := identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Tickets: w.desks})
	require.NoError(t, people.ReportStolen(w.ctx(), identity.Visit{Realm: north.scope.Tenant(), Address: "203.0.113.9"},
		identity.StolenReport{Login: "first owner", Contact: "+358 40 1234567", Locale: "fr"}))
	w.reports(identity.StolenTopic, w.desks.DeliverStolen(people))
	list, _, err := people.StolenLogins(w.ctx(), north.scope, true, nil, 10)
	require.NoError(t, err)
	_, err = people.RefuseStolen(w.ctx(), north.scope, identity.By{User: north.owner}, list[0].ID, "The voice was another's.")
	require.NoError(t, err)
	require.Empty(t, w.queue(north))
	ticket, said := w.answered(north)
	require.Contains(t, said, "first owner")
	require.Contains(t, said, "clos")
	require.NotContains(t, said, "voice")
	whole, err := w.desks.Whole(w.ctx(), north.scope, ticket.ID)
	require.NoError(t, err)
	last := whole.Messages[len(whole.Messages)-1]
	require.Equal(t, []string{support.Note, "The voice was another's.", "Owner of north"}, []string{last.Kind, last.Body, last.AuthorName})
	require.Equal(t, "0", w.text("select count(*)::text from outbox where topic = $1", support.AnswerTopic), "nobody has proved who they are: no letter leaves")
}

func TestACustomerThatWantedToLeaveIsAnsweredWhenItIsClosed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	asked, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Kind: support.Cancellation, Subject: "We leave", Body: "Close it.", Locale: "es"})
	require.NoError(t, err)
	question := w.ask(first, "A question besides")
	require.NoError(t, w.db.InTenant(w.ctx(), north.scope, func(tx *db.Tx) error {
		return w.desks.CustomerClosed(w.ctx(), tx, north.scope, first.scope.Tenant(), monday.AddDate(0, 1, 0))
	}))
	ticket, said := w.answered(north)
	require.Equal(t, asked.ID, ticket.ID)
	require.Contains(t, said, "Hasta el 2026-12-30")
	require.Equal(t, question.ID, w.queue(north)[0].ID, "what else they asked waits")
}
