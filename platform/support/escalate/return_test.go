package escalate_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
)

// escalated is a ticket of deep at harbour that its owner has asked north about.
func (w *world) escalated() (lower, upper support.Ticket) {
	w.Helper()
	lower = w.below().Ticket
	return lower, w.up(lower.ID, "Please look.")
}

func (w *world) up(lower uuid.UUID, body string) support.Ticket {
	w.Helper()
	harbour := w.nodes["harbour"]
	upper, err := w.ways.Escalate(w.Context(), harbour.scope, harbour.owner, lower, escalate.Sent{Subject: "Up", Body: body})
	require.NoError(w, err)
	return upper
}

func (w *world) whole(n *node, id uuid.UUID) support.Whole {
	w.Helper()
	whole, err := w.desks.Whole(w.Context(), n.scope, id)
	require.NoError(w, err)
	return whole
}

// fromAbove are the notes that came back into a ticket of harbour.
func (w *world) fromAbove(id uuid.UUID) (bodies []string) {
	w.Helper()
	for _, m := range w.whole(w.nodes["harbour"], id).Messages {
		if m.FromAbove {
			bodies = append(bodies, m.Body)
		}
	}
	return bodies
}

func (w *world) answer(n *node, id uuid.UUID, body string) {
	w.Helper()
	_, err := w.desks.Answer(w.Context(), n.scope, n.owner, id, support.Reply{Body: body})
	require.NoError(w, err)
}

func TestAFurtherMessageOfTheAskerBringsAnEscalatedTicketBackIntoTheQueue(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lower, _ := w.escalated()
	deep, harbour := w.nodes["deep"], w.nodes["harbour"]
	require.Equal(t, support.Escalated, w.whole(harbour, lower.ID).Ticket.State)
	_, err := w.desks.Reply(t.Context(), deep.scope, deep.owner, support.Here, lower.ID, "It has caught fire.", nil)
	require.NoError(t, err)
	now := w.whole(harbour, lower.ID).Ticket
	require.Equal(t, support.Open, now.State)
	require.True(t, lower.PromiseAt.Equal(*now.PromiseAt), "the promise stays")
	list, _, err := w.desks.Queue(t.Context(), harbour.scope, harbour.owner, support.Filter{}, support.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func TestARefusalOfTheLevelAboveComesBackWithItsReason(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lower, upper := w.escalated()
	north, harbour := w.nodes["north"], w.nodes["harbour"]
	_, err := w.desks.Refuse(t.Context(), north.scope, north.owner, upper.ID, "out_of_scope", "This is a question to the maker of the tracker.")
	require.NoError(t, err)
	require.Equal(t, []string{"This is a question to the maker of the tracker."}, w.fromAbove(lower.ID))
	back := w.whole(harbour, lower.ID)
	require.Equal(t, support.Open, back.Ticket.State)
	require.True(t, slices.ContainsFunc(back.Messages, func(m support.Message) bool {
		return m.Kind == support.Event && m.Body == "refused_above: out_of_scope"
	}))
	deep := w.nodes["deep"]
	theirs, err := w.desks.Theirs(t.Context(), deep.scope, deep.owner, support.Here, lower.ID)
	require.NoError(t, err)
	require.Len(t, theirs.Messages, 1, "whoever asked below is told by their own desk")
}

func TestAnAnswerFromAboveOpensATicketThatWasAnsweredMeanwhile(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lower, upper := w.escalated()
	north, harbour := w.nodes["north"], w.nodes["harbour"]
	_, err := w.desks.Answer(t.Context(), harbour.scope, harbour.owner, lower.ID, support.Reply{Body: "We look into it. Is it still so?", Asks: true})
	require.NoError(t, err)
	w.answer(north, upper.ID, "Update the firmware.")
	require.Equal(t, []string{"Update the firmware."}, w.fromAbove(lower.ID))
	now := w.whole(harbour, lower.ID).Ticket
	require.Equal(t, support.Open, now.State)
	require.False(t, now.Awaiting)
}

func TestATicketThatAnAnswerFromAboveHasOpenedIsPromisedAnewAndStandsWhereItStood(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lower, upper := w.escalated()
	north, harbour := w.nodes["north"], w.nodes["harbour"]
	w.answer(harbour, lower.ID, "We look into it.")
	require.Nil(t, w.whole(harbour, lower.ID).Ticket.PromiseAt)
	w.clock.Advance(48 * time.Hour)
	w.answer(north, upper.ID, "Update the firmware.")
	now := w.whole(harbour, lower.ID).Ticket
	require.NotNil(t, now.PromiseAt)
	require.WithinDuration(t, w.clock.Now(), *now.UnansweredAt, time.Millisecond)
	require.True(t, now.PromiseAt.After(w.clock.Now()), "from now on, by the calendar of the desk below")
	require.True(t, now.DeadlineAt.After(*now.PromiseAt))
	require.True(t, lower.QueueAt.Equal(now.QueueAt), "nobody has asked anew")
	require.True(t, lower.FirstPromise.Equal(now.FirstPromise), "what was promised at first is history")
	// What is refused above likewise; and whoever was promised something keeps it.
	w.answer(harbour, lower.ID, "Update it.")
	w.clock.Advance(time.Hour)
	_, err := w.desks.Refuse(t.Context(), north.scope, north.owner, upper.ID, "out_of_scope", "Ask the maker.")
	require.NoError(t, err)
	again := w.whole(harbour, lower.ID).Ticket
	require.WithinDuration(t, w.clock.Now(), *again.UnansweredAt, time.Millisecond)
	w.clock.Advance(time.Hour)
	w.answer(north, upper.ID, "Or ask us.")
	require.True(t, again.PromiseAt.Equal(*w.whole(harbour, lower.ID).Ticket.PromiseAt))
}

func TestAnAnswerInATicketThatGoesOnFromAnEscalationComesBackToo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lower, upper := w.escalated()
	north, harbour := w.nodes["north"], w.nodes["harbour"]
	asked := w.whole(north, upper.ID).Messages[0]
	split, err := w.desks.Split(t.Context(), north.scope, north.owner, upper.ID, asked.ID, "The other question", "")
	require.NoError(t, err)
	w.answer(north, upper.ID, "First.")
	w.answer(north, split.ID, "Second.")
	require.ElementsMatch(t, []string{"First.", "Second."}, w.fromAbove(lower.ID))
	w.clock.Advance(30 * 24 * time.Hour)
	later, err := w.desks.Reply(t.Context(), harbour.scope, harbour.owner, support.Above, upper.ID, "Again.", nil)
	require.NoError(t, err)
	require.NotEqual(t, upper.ID, later.ID)
	w.answer(north, later.ID, "Third.")
	require.ElementsMatch(t, []string{"First.", "Second.", "Third."}, w.fromAbove(lower.ID))
	// What has nothing to do with it brings nothing.
	other, err := w.desks.Ask(t.Context(), harbour.scope, harbour.owner, support.Above, support.Asking{Subject: "Prices", Body: "What do they come to?"})
	require.NoError(t, err)
	w.answer(north, other.ID, "Ten.")
	require.Len(t, w.fromAbove(lower.ID), 3)
}

func TestAnAnswerToAGroupComesBackToEachTicketThatWasEscalated(t *testing.T) {
	t.Parallel()
	w := setup(t)
	one, upper := w.escalated()
	two := w.below().Ticket
	twin := w.up(two.ID, "And another.")
	north := w.nodes["north"]
	_, err := w.desks.Group(t.Context(), north.scope, north.owner, twin.ID, upper.ID)
	require.NoError(t, err)
	_, err = w.desks.Answer(t.Context(), north.scope, north.owner, upper.ID, support.Reply{Body: "Update both.", Files: []support.File{{Name: "firmware.txt", Content: []byte("v2")}}})
	require.NoError(t, err)
	for _, lower := range []uuid.UUID{one.ID, two.ID} {
		require.Equal(t, []string{"Update both."}, w.fromAbove(lower))
		back := w.whole(w.nodes["harbour"], lower)
		require.Equal(t, support.Open, back.Ticket.State)
		require.Equal(t, "firmware.txt", back.Attachments[len(back.Attachments)-1].Name)
	}
	// Likewise what is refused.
	again, _ := w.escalated()
	third := w.up(w.below().Ticket.ID, "A third.")
	fourth, err := w.ways.Of(t.Context(), w.nodes["harbour"].scope, again.ID)
	require.NoError(t, err)
	_, err = w.desks.Group(t.Context(), north.scope, north.owner, fourth[0].Upper, third.ID)
	require.NoError(t, err)
	_, err = w.desks.Refuse(t.Context(), north.scope, north.owner, third.ID, "spam", "Enough.")
	require.NoError(t, err)
	require.Equal(t, []string{"Enough."}, w.fromAbove(again.ID))
}

func TestADraftNamesNeitherTheCustomerNorAnybodyWhoTookPart(t *testing.T) {
	t.Parallel()
	w := setup(t)
	deep, harbour := w.nodes["deep"], w.nodes["harbour"]
	asked, err := w.desks.Ask(t.Context(), deep.scope, deep.staff, support.Here, support.Asking{Subject: "Silent", Body: "We are Deep, and I am Staff; ask the Owner of deep.", Critical: true})
	require.NoError(t, err)
	_, err = w.desks.Reply(t.Context(), deep.scope, deep.owner, support.Here, asked.ID, "Write to me, not to Staff.", nil)
	require.NoError(t, err)
	whole := w.whole(harbour, asked.ID)
	var chosen []uuid.UUID
	for _, m := range whole.Messages {
		chosen = append(chosen, m.ID)
	}
	draft, err := w.ways.Preview(t.Context(), harbour.scope, harbour.owner, asked.ID, escalate.Chosen{Messages: chosen})
	require.NoError(t, err)
	require.Contains(t, draft.Body, "We are ▒▒▒, and I am ▒▒▒; ask the ▒▒▒.")
	require.Contains(t, draft.Body, "not to ▒▒▒.")
	require.False(t, w.up(asked.ID, draft.Body).Critical, "what is critical below is so above only where its owner says it")
}
