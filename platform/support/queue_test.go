package support_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

// whole queue of a desk, read in pages.
func (w *world) queue(desk *node) []support.Ticket {
	w.Helper()
	var all []support.Ticket
	var after support.Place
	for {
		list, more, err := w.desks.Queue(w.ctx(), desk.scope, desk.owner, support.Filter{}, after, 3)
		require.NoError(w, err)
		all = append(all, list...)
		if !more {
			return all
		}
		after = list[len(list)-1].Place()
	}
}

// TestTheQueueIsCriticalFirstAndThenByQueueAtWhateverHappens drives a desk at random and looks at its queue after each step.
func TestTheQueueIsCriticalFirstAndThenByQueueAtWhateverHappens(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	askers := []*node{w.nodes["first"], w.nodes["second"], w.nodes["harbour"], north}
	histories, orders, kept := 0, 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		histories++
		promises := map[uuid.UUID]time.Time{}
		var mine []support.Ticket
		singles := []uuid.UUID{}
		spoken := map[uuid.UUID]bool{}
		for range rapid.IntRange(2, 7).Draw(rt, "steps") {
			w.clock.Advance(time.Duration(rapid.IntRange(1, 900).Draw(rt, "minutes")) * time.Minute)
			step := rapid.SampledFrom([]string{"ask", "ask", "chatter", "note", "answer", "critical"}).Draw(rt, "step")
			if step == "ask" || len(mine) == 0 {
				n := rapid.SampledFrom(askers).Draw(rt, "who")
				at := support.At(n.name == "harbour")
				ticket, err := w.desks.Ask(w.ctx(), n.scope, n.owner, at, support.Asking{Subject: "Q", Body: "Body"})
				require.NoError(rt, err)
				mine, singles = append(mine, ticket), append(singles, ticket.ID)
				promises[ticket.ID] = *ticket.PromiseAt
				continue
			}
			i := rapid.IntRange(0, len(mine)-1).Draw(rt, "which")
			ticket := w.ticket(north, mine[i].ID)
			switch step {
			case "chatter":
				n := askers[slices.IndexFunc(askers, func(n *node) bool { return n.scope.Tenant() == *ticket.Counterparty })]
				after, err := w.desks.Reply(w.ctx(), n.scope, n.owner, support.At(n.name == "harbour"), ticket.ID, "Well?", nil)
				require.NoError(rt, err)
				spoken[ticket.ID] = true
				if after.ID != ticket.ID || ticket.UnansweredAt == nil {
					promises[after.ID] = *after.PromiseAt
				}
			case "note":
				_, err := w.desks.Note(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "Looked."})
				require.NoError(rt, err)
			case "answer":
				_, err := w.desks.Answer(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "So it is."})
				require.NoError(rt, err)
				delete(promises, ticket.ID)
			case "critical":
				yes := !ticket.Critical
				after, err := w.desks.Change(w.ctx(), north.scope, north.owner, ticket.ID, support.Change{Critical: &yes, Reason: "it is"})
				require.NoError(rt, err)
				spoken[ticket.ID] = true
				if after.PromiseAt != nil {
					promises[ticket.ID] = *after.PromiseAt
				}
			}
			queue := w.queue(north)
			orders++
			require.True(rt, slices.IsSortedFunc(queue, func(a, b support.Ticket) int {
				if a.Critical != b.Critical {
					return map[bool]int{true: -1, false: 1}[a.Critical]
				}
				return cmp.Or(a.QueueAt.Compare(b.QueueAt), a.AskedAt.Compare(b.AskedAt))
			}))
			var order []uuid.UUID
			for _, q := range queue {
				if p, known := promises[q.ID]; known {
					require.True(rt, p.Equal(*q.PromiseAt), "a promise has moved")
					kept++
				}
				if !spoken[q.ID] && slices.Contains(singles, q.ID) {
					order = append(order, q.ID)
				}
			}
			// Single letters of one tier are answered as they came.
			require.True(rt, slices.IsSortedFunc(order, func(a, b uuid.UUID) int { return slices.Index(singles, a) - slices.Index(singles, b) }))
		}
	})
	t.Logf("queue: %d histories, %d orders compared, %d promises looked at", histories, orders, kept)
}

func TestAFurtherMessageGoesToTheEndOfTheQueueAndThePromiseStays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "Mine")
	w.clock.Advance(time.Hour)
	other := w.ask(w.nodes["second"], "Other")
	require.Equal(t, []uuid.UUID{mine.ID, other.ID}, ids(w.queue(north)))
	w.clock.Advance(time.Hour)
	after, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "Anybody there?", nil)
	require.NoError(t, err)
	require.Equal(t, []uuid.UUID{other.ID, mine.ID}, ids(w.queue(north)))
	require.Equal(t, mine.PromiseAt.UTC(), after.PromiseAt.UTC())
}

func ids(list []support.Ticket) (all []uuid.UUID) {
	for _, t := range list {
		all = append(all, t.ID)
	}
	return all
}

func TestAReplyOpensAgainForFourteenDaysAndLaterIsATicketThatFollows(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "Mine")
	_, err := w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Try this.", Asks: true})
	require.NoError(t, err)
	answered := w.ticket(north, mine.ID)
	require.Equal(t, support.Answered, answered.State)
	require.True(t, answered.Awaiting)
	require.NoError(t, w.desks.Confirm(w.ctx(), first.scope, first.owner, support.Here, mine.ID))
	w.clock.Advance(13 * 24 * time.Hour)
	again, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "Not yet.", nil)
	require.NoError(t, err)
	require.Equal(t, mine.ID, again.ID)
	require.Equal(t, support.Open, again.State)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Now."})
	require.NoError(t, err)
	w.clock.Advance(15 * 24 * time.Hour)
	require.NoError(t, w.desks.Name(w.ctx(), first.scope, first.owner, support.Here, mine.ID, first.staff, true))
	later, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "Again!", nil)
	require.NoError(t, err)
	require.NotEqual(t, mine.ID, later.ID)
	require.Equal(t, mine.ID, *later.Follows)
	require.NotEqual(t, mine.Number, later.Number)
	_, err = w.desks.Theirs(w.ctx(), first.scope, first.staff, support.Here, later.ID)
	require.NoError(t, err, "whoever was named sees what follows")
}

func TestDuplicatesOfOneAskerAreGroupedSplitAndTakenApartWithoutLosingAnything(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	lead := w.ask(first, "Nothing moves")
	w.clock.Advance(time.Hour)
	twin := w.ask(first, "Still nothing")
	foreign := w.ask(w.nodes["second"], "Theirs")
	_, err := w.desks.Group(w.ctx(), north.scope, north.owner, foreign.ID, lead.ID)
	require.Equal(t, errs.Conflict, errs.CodeOf(err), "nobody's ticket stands in another's")
	_, err = w.desks.Group(w.ctx(), north.scope, north.owner, twin.ID, lead.ID)
	require.NoError(t, err)
	require.Equal(t, twin.QueueAt.UTC(), w.ticket(north, lead.ID).QueueAt.UTC(), "a group stands at its last arrival")
	require.Equal(t, lead.PromiseAt.UTC(), w.ticket(north, lead.ID).PromiseAt.UTC())
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, lead.ID, support.Reply{Body: "It does now."})
	require.NoError(t, err)
	out, err := w.desks.Ungroup(w.ctx(), north.scope, north.owner, twin.ID)
	require.NoError(t, err)
	require.Equal(t, support.Answered, out.State)
	// Without it a group stands where it stood before.
	alone := w.ask(first, "One")
	w.clock.Advance(time.Hour)
	guest := w.ask(first, "Two")
	_, err = w.desks.Group(w.ctx(), north.scope, north.owner, alone.ID, guest.ID)
	require.NoError(t, err)
	require.True(t, alone.PromiseAt.Equal(*w.ticket(north, guest.ID).PromiseAt))
	_, err = w.desks.Ungroup(w.ctx(), north.scope, north.owner, alone.ID)
	require.NoError(t, err)
	require.True(t, guest.PromiseAt.Equal(*w.ticket(north, guest.ID).PromiseAt))
	_, err = w.desks.Group(w.ctx(), north.scope, north.owner, guest.ID, alone.ID)
	require.NoError(t, err)
	_, err = w.desks.Ungroup(w.ctx(), north.scope, north.owner, guest.ID)
	require.NoError(t, err)
	require.True(t, alone.QueueAt.Equal(w.ticket(north, alone.ID).QueueAt))
	whole, err := w.desks.Whole(w.ctx(), north.scope, foreign.ID)
	require.NoError(t, err)
	split, err := w.desks.Split(w.ctx(), north.scope, north.owner, foreign.ID, whole.Messages[0].ID, "The other question", "")
	require.NoError(t, err)
	require.Equal(t, foreign.QueueAt.UTC(), split.QueueAt.UTC(), "it has waited since it was asked")
	require.Equal(t, w.nodes["second"].scope.Tenant(), *split.Counterparty)
}

func TestAnAnswerToAGroupReachesTheAuthorOfEachTicketInIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	lead, again := w.ask(first, "Nothing moves"), w.ask(first, "Still nothing")
	theirs, err := w.desks.Ask(w.ctx(), first.scope, first.staff, support.Here, support.Asking{Subject: "The map is empty", Body: "Since noon."})
	require.NoError(t, err)
	for _, twin := range []uuid.UUID{again.ID, theirs.ID} {
		_, err := w.desks.Group(w.ctx(), north.scope, north.owner, twin, lead.ID)
		require.NoError(t, err)
	}
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, lead.ID, support.Reply{Body: "It does now.", Files: []support.File{{Name: "map.txt", Content: []byte("all of them")}}})
	require.NoError(t, err)
	for author, ticket := range map[uuid.UUID]uuid.UUID{first.owner: again.ID, first.staff: theirs.ID} {
		whole, err := w.desks.Theirs(w.ctx(), first.scope, author, support.Here, ticket)
		require.NoError(t, err)
		require.Equal(t, "It does now.", whole.Messages[1].Body)
		require.Equal(t, whole.Messages[1].ID, whole.Attachments[0].Message)
	}
	letters := func(ticket uuid.UUID) string {
		return w.text("select count(*)::text from outbox where topic = $1 and payload ->> 'ticket' = $2", support.AnswerTopic, ticket.String())
	}
	require.Equal(t, []string{"1", "0", "1"}, []string{letters(lead.ID), letters(again.ID), letters(theirs.ID)}, "one letter a person")
	require.Equal(t, 1, w.ticket(north, theirs.ID).Kept)
}

func TestASecretIsWrittenOnceReadWithATraceAndGoneWhenItExpires(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "The server")
	id, err := w.desks.GiveSecret(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "ssh", "hunter2 hunter2", 2)
	require.NoError(t, err)
	value, err := w.desks.ReadSecret(w.ctx(), north.scope, north.owner, mine.ID, id)
	require.NoError(t, err)
	require.Equal(t, "hunter2 hunter2", value)
	whole, err := w.desks.Whole(w.ctx(), north.scope, mine.ID)
	require.NoError(t, err)
	require.Equal(t, 1, whole.Secrets[0].Reads)
	theirs, err := w.desks.Theirs(w.ctx(), first.scope, first.owner, support.Here, mine.ID)
	require.NoError(t, err)
	require.Equal(t, 1, theirs.Secrets[0].Reads, "whoever handed it over reads that it was read")
	require.Equal(t, "1", w.text("select count(*)::text from audit_entries where tenant_id = $1 and action = 'support.ticket.secret.read'", north.scope.Tenant()))
	w.clock.Advance(3 * time.Hour)
	_, err = w.desks.ReadSecret(w.ctx(), north.scope, north.owner, mine.ID, id)
	require.Equal(t, errs.Gone, errs.CodeOf(err))
	n, err := w.desks.DropSecrets(w.ctx())
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.Equal(t, "0", w.text("select count(*)::text from ticket_secrets where sealed is not null"))
}

func TestASearchFindsByWordsNumbersAndNamesAtItsOwnDeskOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	mine := w.ask(w.nodes["first"], "Трекер молчит after the update")
	w.ask(w.nodes["third"], "Трекер молчит тоже")
	for _, words := range []string{"трек", "update", "Owner of first", "after трекер"} {
		got, err := w.desks.Search(w.ctx(), north.scope, words)
		require.NoError(t, err)
		require.Equal(t, []uuid.UUID{mine.ID}, ids(got), words)
	}
	// What it is found by follows what stands in it: another subject, and whoever is erased.
	_, err := w.desks.Change(w.ctx(), north.scope, north.owner, mine.ID, support.Change{Subject: new("Antenna")})
	require.NoError(t, err)
	for words, found := range map[string]int{"antenna": 1, "Please help": 1, "Owner of first": 1} {
		got, err := w.desks.Search(w.ctx(), north.scope, words)
		require.NoError(t, err)
		require.Len(t, got, found, words)
	}
	require.NoError(t, w.db.Worker(w.ctx(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.ctx(), "update users set status = 'removed', login = 'gone', login_key = 'gone', name = '', email = null where id = $1", w.nodes["first"].owner)
		return err
	}))
	for words, found := range map[string]int{"antenna": 1, "Please help": 1, "Owner of first": 0, "first.owner": 0} {
		got, err := w.desks.Search(w.ctx(), north.scope, words)
		require.NoError(t, err)
		require.Len(t, got, found, words)
	}
	for _, words := range []string{"тоже", "'; drop table tickets", "", "& | !", "((("} {
		got, err := w.desks.Search(w.ctx(), north.scope, words)
		require.NoError(t, err, words)
		require.Empty(t, got, words)
	}
}
