package support_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/platform/support/facts"
)

// agree gives a customer a tier of support by contract.
func (w *world) agree(customer *node, tier string) {
	w.Helper()
	require.NoError(w, w.db.InTenant(w.ctx(), customer.up.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(w.ctx(), "update contracts set tier = $2 where counterparty_id = $1", customer.scope.Tenant(), tier)
		return err
	}))
}

// reason an error gives; "" for another kind of error or none.
func reason(err error) string {
	var e *errs.Error
	if !errors.As(err, &e) {
		return ""
	}
	return e.Reason
}

// due is when an answer to a ticket is promised.
func due(t support.Ticket) time.Time { return t.PromiseAt.UTC() }

func TestThePromiseIsOfTheTierThatTheContractGives(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.nodes["first"]
	for tier, want := range map[string]time.Time{
		"gold":   monday.Add(3 * time.Hour),
		"silver": monday.Add(6 * time.Hour),
		"other":  monday.AddDate(0, 0, 1), // nine hours until the desk closes, and three of the next day
	} {
		w.agree(first, tier)
		got := w.ask(first, "A question of "+tier)
		require.Equal(t, tier, got.Tier)
		require.Equal(t, want, due(got), tier)
	}
	// The owner of a child reseller has the tier of their contract at the desk above.
	north := w.nodes["north"]
	w.agree(north, "gold")
	got, err := w.desks.Ask(w.ctx(), north.scope, north.owner, support.Above, support.Asking{Subject: "Q", Body: "Body"})
	require.NoError(t, err)
	require.Equal(t, monday.Add(3*time.Hour), due(got))
}

func TestTheSecondLineHasItsOwnPromiseAndEachTeamItsOwnHours(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	w.agree(first, "gold")
	var always []clock.Span
	for day := time.Sunday; day <= time.Saturday; day++ {
		always = append(always, clock.Span{Day: day, To: clock.MinutesADay})
	}
	calendar, err := w.desks.SetCalendar(w.ctx(), north.scope, support.Calendar{Name: "Always", Zone: "UTC", Spans: always})
	require.NoError(t, err)
	ticket := w.ask(first, "The server is slow")
	for _, c := range []struct {
		team support.Team
		want time.Time
	}{
		{support.Team{Name: "First line", Line: 1}, monday.Add(3 * time.Hour)},
		{support.Team{Name: "Second line", Line: 2}, monday.AddDate(0, 0, 2)}, // nine hours, twelve, and three
		{support.Team{Name: "Server administration", Line: 2, Calendar: &calendar}, monday.AddDate(0, 0, 1)},
		{support.Team{Name: "Device integration", Line: 1, Target: new(60)}, monday.Add(time.Hour)},
	} {
		team, err := w.desks.SetTeam(w.ctx(), north.scope, c.team)
		require.NoError(t, err)
		got, err := w.desks.Change(w.ctx(), north.scope, north.owner, ticket.ID, support.Change{Team: &team})
		require.NoError(t, err)
		require.Equal(t, c.want, due(got), c.team.Name)
	}
	_, err = w.desks.Change(w.ctx(), north.scope, north.owner, ticket.ID, support.Change{Team: new(uuid.New())})
	require.Equal(t, errs.Invalid, errs.CodeOf(err), "a team of nobody")
}

func TestWhoeverAsksForANativeSpeakerWaitsForTheirHoursInAnyTeam(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	calendar, err := w.desks.SetCalendar(w.ctx(), north.scope, support.Calendar{Name: "Tuesdays", Zone: "UTC", Spans: []clock.Span{{Day: time.Tuesday, From: 10 * 60, To: 20 * 60}}})
	require.NoError(t, err)
	always, err := w.desks.SetCalendar(w.ctx(), north.scope, support.Calendar{Name: "Mondays", Zone: "UTC", Spans: []clock.Span{{Day: time.Monday, To: clock.MinutesADay}}})
	require.NoError(t, err)
	set, err := w.desks.Settings(w.ctx(), north.scope)
	require.NoError(t, err)
	set.Native = &calendar
	require.NoError(t, w.desks.SetSettings(w.ctx(), north.scope, set, nil))
	team, err := w.desks.SetTeam(w.ctx(), north.scope, support.Team{Name: "First line", Line: 1, Calendar: &always, Target: new(60)})
	require.NoError(t, err)
	mine := w.ask(first, "Nothing moves")
	got, err := w.desks.Change(w.ctx(), north.scope, north.owner, mine.ID, support.Change{Team: &team, Native: new(true)})
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC), due(got))
}

func TestAPlanWithoutSupportIsToldSoByTheFormAndALetterIsKept(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	plan, err := w.desks.Prices.Create(w.ctx(), north.scope, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Bare", Free: true,
		Terms: catalogue.Terms{Price: catalogue.Price{Currency: "EUR"}, Period: catalogue.Month, Limits: catalogue.Limits{Support: new("none")}}})
	require.NoError(t, err)
	_, err = w.desks.Prices.Change(w.ctx(), north.scope, plan.ID, catalogue.PlanChange{Begins: new(true)})
	require.NoError(t, err)
	_, err = w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, support.Asking{Subject: "Q", Body: "Body"})
	require.Equal(t, errs.Forbidden, errs.CodeOf(err))
	require.Equal(t, "no_support", reason(err))
	require.Empty(t, w.queue(north))
	got, err := w.desks.Receive(w.ctx(), north.scope, w.letter("k", "first.owner@example.com", "Help", "Nothing moves since Monday."))
	require.NoError(t, err)
	require.Equal(t, first.scope.Tenant(), *w.ticket(north, got.Ticket).Counterparty)
	w.agree(first, "gold")
	require.Equal(t, "gold", w.ask(first, "And now").Tier, "what the contract gives counts before the plan")
	require.Len(t, w.queue(north), 2)
}

func TestWhatCannotBeAnsweredIsSuggestedByItsKindAndNothingIsDone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.nodes["north"]
	for key, c := range map[string]struct {
		subject, text string
		want          []string
	}{
		"empty":         {"", "", []string{"empty"}},
		"subject":       {"Why does the van not move?", "", []string{"subject_only"}},
		"monosyllabic":  {"A letter", "Activate", []string{"monosyllabic"}},
		"russian":       {"Письмо", "Не работает", []string{"monosyllabic"}},
		"abuse":         {"A letter", "You idiots, my van has stood at the depot since Monday and the map is empty, do something about it.", []string{"abuse"}},
		"ругань":        {"Письмо", "Идиоты, машина с понедельника стоит на базе, а карта пустая, сделайте наконец хоть что-нибудь.", []string{"abuse"}},
		"by the book":   {"A letter", "I did everything right, it doesn't work by your fault!", []string{"monosyllabic"}},
		"all empty":     {"A letter", "Hello! Please help me, it is urgent: nothing works. What should I do? What's the problem?", []string{"monosyllabic"}},
		"пусто":         {"Письмо", "Здравствуйте! Я всё сделал правильно, ничего не работает по вашей вине. В чём проблема, что мне делать?", []string{"monosyllabic"}},
		"vacío":         {"Carta", "Hola, por favor ayuda, hice todo bien y no funciona nada, es su culpa. ¿Cuál es el problema?", []string{"monosyllabic"}},
		"vazio":         {"Carta", "Olá, ajuda, por favor: fiz tudo certo e não funciona nada, é culpa de vocês. O que devo fazer?", []string{"monosyllabic"}},
		"vide":          {"Lettre", "Bonjour, aidez-moi s’il vous plaît, j’ai tout fait correctement, rien ne marche, c’est votre faute.", []string{"monosyllabic"}},
		"Spanish abuse": {"Carta", "Gilipollas, la furgoneta lleva parada en la base desde el lunes y el mapa está vacío, hagan algo.", []string{"abuse"}},
		"insulte":       {"Lettre", "Bande de connards, le camion est au dépôt depuis lundi et la carte reste vide, faites quelque chose.", []string{"abuse"}},
		"no insult":     {"Carta", "La disputa con el transportista sigue, y el informe de la base está vacío desde el lunes por la mañana.", []string{}},
		"proper":        {"A letter", "The van has stood at the depot since Monday and the map is empty. Restarting the tracker did not help.", []string{}},
		"with a digit":  {"A letter", "Top up account 12345", []string{}},
	} {
		got, err := w.desks.Receive(w.ctx(), north.scope, w.letter(key, "first.owner@example.com", c.subject, c.text))
		require.NoError(t, err)
		whole, err := w.desks.Whole(w.ctx(), north.scope, got.Ticket)
		require.NoError(t, err)
		require.Equal(t, c.want, support.Suggest(whole.Ticket, whole.Messages, len(whole.Attachments), 2), key)
		require.Equal(t, support.Open, whole.Ticket.State, key)
	}
	// Clarifications that nobody answers.
	mine := w.ask(w.nodes["first"], "The van has stood at the depot since Monday, and the map is empty for the dispatcher")
	for range 2 {
		_, err := w.desks.Answer(w.ctx(), north.scope, north.owner, mine.ID, support.Reply{Body: "Which van?", Asks: true})
		require.NoError(t, err)
	}
	whole, err := w.desks.Whole(w.ctx(), north.scope, mine.ID)
	require.NoError(t, err)
	require.Contains(t, support.Suggest(whole.Ticket, whole.Messages, 0, 2), "no_reply")
	require.NotContains(t, support.Suggest(whole.Ticket, whole.Messages, 0, 3), "no_reply")
	few := []support.Message{{Kind: support.Asked, Body: "Nothing moves"}}
	filled := facts.Facts{"username": "anna", "app": "web", "os": "Linux", "page": "/map", "product": "Fleet", "product_version": "3.1"}
	require.Equal(t, []string{"monosyllabic"}, support.Suggest(support.Ticket{Subject: "Letter", Facts: filled}, few, 0, 2), "what is filled in by itself makes no question of it")
	filled["object"] = "Van 3"
	require.Empty(t, support.Suggest(support.Ticket{Subject: "Letter", Facts: filled}, few, 0, 2), "few words about something that is named are a question")
}

func TestARefusalHasAReasonOnRecordIsKeptAndAReplyOpensItAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	mine := w.ask(first, "You idiots")
	_, err := w.desks.Refuse(w.ctx(), north.scope, north.owner, mine.ID, "abuse", "  ")
	require.Equal(t, "reason_missing", reason(err))
	require.Equal(t, support.Open, w.ticket(north, mine.ID).State)
	_, err = w.desks.Refuse(w.ctx(), north.scope, north.owner, mine.ID, "abuse", "Insults of our people")
	require.NoError(t, err)
	refused := w.ticket(north, mine.ID)
	require.Equal(t, []string{support.Unanswerable, "abuse", "Insults of our people"}, []string{refused.State, refused.Refusal, refused.RefusalReason})
	require.Empty(t, w.queue(north))
	require.Equal(t, "1", w.text("select count(*)::text from audit_entries where tenant_id = $1 and action = 'support.ticket.refuse'", north.scope.Tenant()))
	whole, err := w.desks.Whole(w.ctx(), north.scope, mine.ID)
	require.NoError(t, err)
	require.Equal(t, "Please help: You idiots", whole.Messages[0].Body, "nothing is thrown away")
	_, err = w.desks.Reply(w.ctx(), first.scope, first.owner, support.Here, mine.ID, "I am sorry. The van does not move.", nil)
	require.NoError(t, err)
	again := w.ticket(north, mine.ID)
	require.Equal(t, []string{support.Open, "", ""}, []string{again.State, again.Refusal, again.RefusalReason})
	require.Equal(t, []uuid.UUID{mine.ID}, ids(w.queue(north)))
}

func TestACallBecomesATicketOfWhoeverCalledAndNeverOfAnotherRealms(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, customer := w.nodes["north"], w.nodes["first"].scope.Tenant()
	said := support.Asking{Subject: "The map is empty", Body: "All vans are gone since noon", Locale: "en"}
	got, err := w.desks.Call(w.ctx(), north.scope, support.Called{Asking: said, Customer: &customer, Name: "The dispatcher"})
	require.NoError(t, err)
	require.Equal(t, customer, *got.Counterparty)
	require.Equal(t, support.ByPhone, got.Via)
	require.Equal(t, "All vans are gone since noon", w.text("select body from ticket_messages where ticket_id = $1", got.ID))
	nobody, err := w.desks.Call(w.ctx(), north.scope, support.Called{Asking: said, Name: "Somebody new", Email: "new@example.com"})
	require.NoError(t, err)
	require.Nil(t, nobody.Counterparty)
	require.Equal(t, []uuid.UUID{got.ID, nobody.ID}, ids(w.queue(north)))
	require.Equal(t, "2", w.text("select count(*)::text from audit_entries where tenant_id = $1 and action = 'support.ticket.call'", north.scope.Tenant()))
	foreign := w.nodes["third"].scope.Tenant()
	_, err = w.desks.Call(w.ctx(), north.scope, support.Called{Asking: said, Customer: &foreign, Name: "Somebody"})
	require.Equal(t, "ask_your_provider", reason(err))
	_, err = w.desks.Call(w.ctx(), north.scope, support.Called{Asking: said, Customer: &customer})
	require.Equal(t, errs.Invalid, errs.CodeOf(err), "nobody has called")
}
