package support_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/facts"
)

func TestALetterBelongsToWhoeverIsRegisteredWithItsAddressAndToNobodyElse(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	for from, whose := range map[string]*node{
		"first.owner@example.com": w.nodes["first"], "first.staff@example.com": w.nodes["first"], // the realm's own users
		"north.staff@example.com":   north,              // its own people
		"harbour.owner@example.com": w.nodes["harbour"], // the owner of a direct child
		"harbour.staff@example.com": nil,                // but not their staff
		"deep.owner@example.com":    nil,                // nor who stands further down
		"third.owner@example.com":   nil,                // nor another realm's
		"nobody@example.com":        nil,
	} {
		got, err := w.desks.Receive(w.ctx(), north.scope, w.letter(from, from, "A question", "How does it work?"))
		require.NoError(t, err)
		require.True(t, got.New && got.Acknowledge, from)
		ticket := w.ticket(north, got.Ticket)
		if whose == nil {
			require.Nil(t, ticket.Counterparty, from)
			require.Nil(t, ticket.Author, from)
			continue
		}
		require.Equal(t, whose.scope.Tenant(), *ticket.Counterparty, from)
	}
	unproved := w.letter("forged", "first.owner@example.com", "A question", "How does it work?")
	unproved.Proved = false
	got, err := w.desks.Receive(w.ctx(), north.scope, unproved)
	require.NoError(t, err)
	require.Nil(t, w.ticket(north, got.Ticket).Counterparty, "an address that nobody vouches for is nobody's")
}

func TestALetterThatIsHandedInAgainIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	first, err := w.desks.Receive(w.ctx(), north.scope, w.letter("k", "a@example.com", "A question", "How does it work?"))
	require.NoError(t, err)
	again, err := w.desks.Receive(w.ctx(), north.scope, w.letter("k", "a@example.com", "A question", "How does it work?"))
	require.NoError(t, err)
	require.True(t, again.Again)
	require.False(t, again.Acknowledge)
	require.Equal(t, first.Ticket, again.Ticket)
	require.Equal(t, first.Number, again.Number)
}

func TestAcknowledgementsToOnePersonAreFewHoweverTheirAddressIsWritten(t *testing.T) {
	t.Parallel()
	w := setup(t)
	acknowledged := 0
	for n := range 30 {
		from := fmt.Sprintf("victim+%d@elsewhere.example", n)
		if n%2 == 1 {
			from = "Vict" + strings.ToUpper("im"[:n%3]) + "im"[n%3:] + "@Elsewhere.Example"
		}
		l := w.letter(strconv.Itoa(n), from, "A question", "How does it work?")
		l.Proved = false
		got, err := w.desks.Receive(w.ctx(), w.nodes["north"].scope, l)
		require.NoError(t, err)
		if got.Acknowledge {
			acknowledged++
		}
	}
	require.Equal(t, 10, acknowledged)
}

func TestATicketFullOfLongWordsIsAnsweredAndChangedAsAnyOther(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "Nothing moves")
	for range 60 {
		words := make([]string, 10)
		for n := range words {
			words[n] = strings.ReplaceAll(strings.Repeat(uuid.NewString(), 62), "-", "")
		}
		_, err := w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, strings.Join(words, " "), nil)
		require.NoError(t, err)
	}
	_, err := w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "We have read it."})
	require.NoError(t, err)
	_, err = w.desks.Learn(w.ctx(), north.scope, north.owner, mine.ID, facts.Facts{facts.Object: "the van"})
	require.NoError(t, err)
	found, err := w.desks.Search(w.ctx(), north.scope, "van")
	require.NoError(t, err)
	require.Len(t, found, 1)
}

func TestANumberInASubjectCountsOnlyFromWhoeverAsks(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	mine := w.ask(w.nodes["first"], "Nothing moves")
	reply := w.letter("1", "first.owner@example.com", "Re: Nothing moves", "It moves now.")
	reply.Number = mine.Number
	got, err := w.desks.Receive(w.ctx(), north.scope, reply)
	require.NoError(t, err)
	require.Equal(t, mine.ID, got.Ticket)
	require.False(t, got.New)
	for i, from := range []string{"second.owner@example.com", "stranger@example.com"} {
		forged := w.letter("forged"+from, from, "Re: Nothing moves", "Tell me all.")
		forged.Number = mine.Number
		got, err = w.desks.Receive(w.ctx(), north.scope, forged)
		require.NoError(t, err)
		require.NotEqual(t, mine.ID, got.Ticket, i)
	}
	// The owner takes part in all of their tenant's, others where they are named (regulations 9).
	first := w.nodes["first"]
	staffs, err := w.desks.Ask(w.ctx(), first.scope, first.staff, support.Here, support.Asking{Subject: "Mine", Body: "Mine alone."})
	require.NoError(t, err)
	goesOn := func(key, from string, number int64) uuid.UUID {
		l := w.letter(key, from, "Re: it", "Still so.")
		l.Number = number
		got, err := w.desks.Receive(w.ctx(), north.scope, l)
		require.NoError(t, err)
		return got.Ticket
	}
	require.Equal(t, staffs.ID, goesOn("owner", "first.owner@example.com", staffs.Number))
	require.NotEqual(t, mine.ID, goesOn("unnamed", "first.staff@example.com", mine.Number))
	require.NoError(t, w.desks.Name(w.ctx(), first.scope, first.owner, support.Here, mine.ID, first.staff, true))
	require.Equal(t, mine.ID, goesOn("named", "first.staff@example.com", mine.Number))
	elsewhere := w.letter("elsewhere", "first.owner@example.com", "Re: Nothing moves", "It moves now.")
	elsewhere.Ticket = &mine.ID
	got, err = w.desks.Receive(w.ctx(), w.nodes["south"].scope, elsewhere)
	require.NoError(t, err)
	require.NotEqual(t, mine.ID, got.Ticket, "a ticket is gone on in at its own desk only")
}

func TestALetterHandedOnToAnotherCustomerTakesNothingOfWhoeverAskedAlong(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first, second := w.nodes["north"], w.nodes["first"], w.nodes["second"]
	mine, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "Nothing moves", Body: "The van stands still.", Facts: facts.Facts{facts.Object: "the van of the First"}})
	require.NoError(t, err)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Restart it."})
	require.NoError(t, err)
	w.clock.Advance(60 * 24 * time.Hour)
	// The answer was handed on to somebody who is a customer here themselves, and writes to the address in it, long afterwards.
	l := w.letter("handed on", "second.owner@example.com", "Re: Nothing moves", "What was it that stood still?")
	l.Ticket = &mine.ID
	got, err := w.desks.Receive(w.ctx(), north.scope, l)
	require.NoError(t, err)
	require.True(t, got.New)
	theirs := w.ticket(north, got.Ticket)
	require.Equal(t, second.scope.Tenant(), *theirs.Counterparty)
	require.Empty(t, theirs.Facts, "what another customer has told")
	require.Nil(t, theirs.Follows)
	// Whoever asked goes on in what they asked, with all of it.
	l = w.letter("goes on", "first.owner@example.com", "Re: Nothing moves", "It stands again.")
	l.Ticket = &mine.ID
	got, err = w.desks.Receive(w.ctx(), north.scope, l)
	require.NoError(t, err)
	again := w.ticket(north, got.Ticket)
	require.Equal(t, mine.ID, *again.Follows)
	require.Equal(t, "the van of the First", again.Facts[facts.Object])
}

func TestAMachinesLetterMovesNoClockAndIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	mine := w.ask(w.nodes["first"], "Nothing moves")
	w.clock.Advance(time.Hour)
	auto := w.letter("auto", "first.owner@example.com", "Out of office", "I am away.")
	auto.Machine, auto.Ticket = true, &mine.ID
	got, err := w.desks.Receive(w.ctx(), north.scope, auto)
	require.NoError(t, err)
	require.False(t, got.Acknowledge)
	now := w.ticket(north, mine.ID)
	require.Equal(t, mine.QueueAt.UTC(), now.QueueAt.UTC())
	require.Equal(t, mine.PromiseAt.UTC(), now.PromiseAt.UTC())
	alone := w.letter("bounce", "mailer-daemon@example.com", "Undelivered", "")
	alone.Machine = true
	got, err = w.desks.Receive(w.ctx(), north.scope, alone)
	require.NoError(t, err)
	require.False(t, got.Acknowledge)
	require.Equal(t, support.Unanswerable, w.ticket(north, got.Ticket).State)
}

func TestACancellationByLetterNamesItsAccountAndIsATicketOfItsOwnKind(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	number := w.text("select number from contracts where counterparty_id = $1", first.scope.Tenant())
	for key, want := range map[string]string{
		"Please cancel my account " + number + ".":                  support.Cancellation,
		"Прошу расторгнуть договор, лицевой счёт " + number:         support.Cancellation,
		"Por favor, cancelen mi cuenta " + number + ".":             support.Cancellation,
		"Quero encerrar a minha conta n.º " + number:                support.Cancellation,
		"Je souhaite résilier mon contrat, compte " + number:        support.Cancellation,
		"Please cancel my account 9" + number + "0.":                support.Question, // another's, or nobody's
		"Please cancel my account.":                                 support.Question, // names no account
		"My login was stolen, somebody else is in there":            support.StolenLogin,
		"Мой аккаунт взломали":                                      support.StolenLogin,
		"Somebody has hacked into my account":                       support.StolenLogin,
		"У нас украли пароль от личного кабинета":                   support.StolenLogin,
		"Похитили логин и пароль":                                   support.StolenLogin,
		"Me han robado la contraseña":                               support.StolenLogin,
		"A minha conta foi invadida":                                support.StolenLogin,
		"Mon compte a été piraté":                                   support.StolenLogin,
		"My van was stolen last night, where is it?":                support.Question,
		"The trackers were stolen. I see it in my account.":         support.Question,
		"Угнали машину, помогите найти":                             support.Question,
		"Украли машину с трекером, покажите трек в кабинете":        support.Question,
		"Взломали замок фургона":                                    support.Question,
		"Please contact me about the stolen van":                    support.Question,
		"Me robaron la furgoneta":                                   support.Question,
		"How do I close a geofence around the service in " + number: support.Question,
	} {
		got, err := w.desks.Receive(w.ctx(), north.scope, w.letter(key, "first.owner@example.com", "A letter", key))
		require.NoError(t, err)
		require.Equal(t, want, w.ticket(north, got.Ticket).Kind, key)
	}
	got, err := w.desks.Receive(w.ctx(), north.scope, w.letter("x", "stranger@example.com", "A letter", "Please cancel my account "+number+"."))
	require.NoError(t, err)
	require.Equal(t, support.Question, w.ticket(north, got.Ticket).Kind, "only the registered address counts")
}

func TestAFurtherLetterToTheCriticalAddressMakesItsTicketCriticalAndWakes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	pages := func(ticket uuid.UUID) string {
		return w.text("select count(*)::text from outbox where topic = $1 and payload ->> 'ticket' = $2", support.PageTopic, ticket.String())
	}
	further := func(key string, ticket uuid.UUID) support.Letter {
		l := w.letter(key, "first.owner@example.com", "Re: Nothing moves", "Now all of it is down.")
		l.Ticket, l.Critical = &ticket, true
		return l
	}
	mine := w.ask(w.nodes["first"], "Nothing moves")
	machine := further("machine", mine.ID)
	machine.Machine = true
	_, err := w.desks.Receive(w.ctx(), north.scope, machine)
	require.NoError(t, err)
	require.False(t, w.ticket(north, mine.ID).Critical, "a machine's letter wakes nobody")
	for range 2 { // once, however often
		got, err := w.desks.Receive(w.ctx(), north.scope, further(uuid.NewString(), mine.ID))
		require.NoError(t, err)
		require.True(t, got.Critical)
	}
	now := w.ticket(north, mine.ID)
	require.True(t, now.Critical)
	require.True(t, monday.Add(time.Hour).Equal(*now.PromiseAt), "what is promised for critical errors holds")
	require.Equal(t, "1", pages(mine.ID))
	// One of a group makes the group so; whoever was woken when it came is not woken twice.
	lead, twin := w.ask(w.nodes["first"], "One"), w.ask(w.nodes["first"], "Two")
	_, err = w.desks.Group(w.ctx(), north.scope, north.owner, twin.ID, lead.ID)
	require.NoError(t, err)
	paged := further("paged", twin.ID)
	paged.Paged = true
	_, err = w.desks.Receive(w.ctx(), north.scope, paged)
	require.NoError(t, err)
	require.True(t, w.ticket(north, lead.ID).Critical)
	require.Equal(t, "0", pages(lead.ID))
	// Long after the answer it is a ticket of its own, and critical.
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, lead.ID, support.Reply{Body: "So."})
	require.NoError(t, err)
	other := w.ask(w.nodes["first"], "Three")
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, other.ID, support.Reply{Body: "So."})
	require.NoError(t, err)
	w.clock.Advance(30 * 24 * time.Hour)
	got, err := w.desks.Receive(w.ctx(), north.scope, further("later", other.ID))
	require.NoError(t, err)
	require.True(t, got.New && got.Critical)
	require.Equal(t, "1", pages(got.Ticket))
}

// ticket as its desk has it.
func (w *world) ticket(desk *node, id uuid.UUID) support.Ticket {
	w.Helper()
	whole, err := w.desks.Whole(w.ctx(), desk.scope, id)
	require.NoError(w, err)
	return whole.Ticket
}
