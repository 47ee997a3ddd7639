package post_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/post"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// world is a brand with a desk and a customer, its post on real sockets, and the mail server that letters leave by.
type world struct {
	*testing.T

	url     string
	dir     string
	clock   *clock.Set
	caught  *catcher.Catcher
	realm   db.Scope
	account db.Scope
	anna    uuid.UUID
	caller  *outward.Caller
	sign    ed25519.PrivateKey

	// What a process holds; start makes it anew.
	db      *db.DB
	tenants *tenant.Tenants
	people  *identity.People
	desks   *support.Desks
	courier *outbox.Courier
	outside *recipients.Recipients
	at      string
	stop    func()
	heard   chan string
}

const (
	help   = "help@north.example"
	urgent = "urgent@north.example"
	owner  = "anna@customer.example"
)

// monday is the noon of the next one: what is put into the outbox is due by the database's own clock, so no clock here may be behind it.
var monday = func() time.Time { //nolint:gochecknoglobals // a moment
	noon := time.Now().UTC().Truncate(24 * time.Hour).Add(36 * time.Hour)
	for noon.Weekday() != time.Monday {
		noon = noon.AddDate(0, 0, 1)
	}
	return noon
}()

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, caller: outward.New(true), url: testdb.URL(t), dir: t.TempDir(), clock: clock.At(monday)}
	var err error
	w.caught, err = catcher.Listen(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.caught.Close()) })
	_, w.sign, err = ed25519.GenerateKey(nil)
	require.NoError(t, err)
	w.open()
	ctx := t.Context()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Platformname"})
	require.NoError(t, err)
	top, err := w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	w.realm = w.tenant(top, tenant.Reseller, "North Ltd")
	require.NoError(t, w.tenants.GiveHost(ctx, w.realm.Tenant(), "north.example", true))
	_, err = w.tenants.SetLook(ctx, w.realm, tenant.Look{Name: "North Fleet", Tokens: []byte(`{}`)})
	require.NoError(t, err)
	w.account = w.tenant(w.realm, tenant.Account, "Freight")
	w.anna, err = w.people.Add(ctx, w.account, identity.NewUser{Login: "anna", Email: owner, Name: "Анна", Locale: "ru", Password: "an owner's password", Role: identity.Owner})
	require.NoError(t, err)
	for address, kind := range map[string]string{help: "normal", urgent: "critical"} {
		_, err = w.desks.SetAddress(ctx, w.realm, support.Address{Address: address, Kind: kind})
		require.NoError(t, err)
	}
	settings, err := w.desks.Settings(ctx, w.realm)
	require.NoError(t, err)
	settings.PageEmails = []string{"duty@north.example"}
	require.NoError(t, w.desks.SetSettings(ctx, w.realm, settings, nil))
	w.consent()
	w.start()
	return w
}

// consent has the addresses outside that the desk wakes say that they want it.
func (w *world) consent() {
	w.Helper()
	list, err := w.outside.List(w.Context(), w.realm)
	require.NoError(w, err)
	for _, one := range list {
		pass, err := w.outside.Pass(w.Context(), w.realm.Tenant(), one.ID, recipients.AskDutyTemplate)
		require.NoError(w, err)
		_, token, _ := strings.Cut(pass.Confirm, "?of=")
		_, err = w.outside.Confirm(w.Context(), recipients.Visit{Realm: w.realm.Tenant(), Token: token})
		require.NoError(w, err)
	}
}

func (w *world) tenant(up db.Scope, kind tenant.Kind, name string) db.Scope {
	w.Helper()
	o, err := w.tenants.Open(w.Context(), up, tenant.Opening{Kind: kind, Name: name})
	require.NoError(w, err)
	s, err := w.tenants.Scope(w.Context(), o.ID, o.ID)
	require.NoError(w, err)
	return s
}

// open opens what stands on the database.
func (w *world) open() {
	w.Helper()
	log := slog.New(slog.DiscardHandler)
	rights, err := access.New()
	require.NoError(w, err)
	w.db = testdb.Open(w, w.url)
	w.tenants = tenant.New(w.db)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log, Catalogue: rights})
	w.outside = recipients.New(recipients.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock, Tenants: w.tenants})
	w.desks = support.New(support.Config{DB: w.db, Outside: w.outside, Tenants: w.tenants, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: log})
}

// start opens the post, as a process does, on what is on disk.
func (w *world) start() {
	w.Helper()
	log := slog.New(slog.DiscardHandler)
	sends, err := mail.New(mail.Config{Tenants: w.tenants, Brands: tenant.NewBrands(w.tenants, log), Server: mail.Server{Address: w.caught.Address(), TLS: "none"},
		Origin: func(host string) string { return "https://" + host }, Clock: w.clock, Log: log})
	require.NoError(w, err)
	threads := letter.Threads{MAC: testdb.Key().MAC}
	sender := post.Sender{Desks: w.desks, Mail: sends, Threads: threads}
	pager := &post.Pager{Stop: w.outside.Stop, Desks: w.desks, Mail: sends, Caller: w.caller, Clock: w.clock, Log: log}
	w.courier = outbox.NewCourier(w.db, w.clock, log, map[string]outbox.Deliver{support.AnswerTopic: sender.DeliverAnswer, support.AcknowledgeTopic: sender.DeliverAcknowledgement,
		support.DueTopic: sender.DeliverDue, support.PageTopic: pager.DeliverPage})
	w.heard = make(chan string, 1000)
	heard := w.heard
	office, err := post.Open(post.Config{
		Receiver: post.Receiver{Desks: w.desks, Threads: threads, Scope: w.tenants.Scope, Lookup: w.lookup,
			Bureau: letterbox.Bureau{DNS: mute{}, Trusted: "mx.edge.example"}, Log: log},
		Pager: pager, Ready: w.db.Ping, Dir: w.dir, MaxBytes: 1 << 30, Name: "mx.edge.example", Clock: w.clock, Observe: func(outcome string) { heard <- outcome },
	})
	require.NoError(w, err)
	listener, err := (&net.ListenConfig{}).Listen(w.Context(), "tcp", "127.0.0.1:0")
	require.NoError(w, err)
	w.at = listener.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 2)
	go func() { ended <- office.Serve(listener) }()
	go func() { ended <- office.Work(ctx) }()
	stopped := false
	w.stop = func() {
		if stopped {
			return
		}
		stopped = true
		bounded, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		require.NoError(w, office.Shutdown(bounded))
		cancel()
		<-ended
		<-ended
	}
	w.Cleanup(w.stop)
}

// until waits for an outcome, each of which is told once.
func (w *world) until(outcome string) {
	w.Helper()
	for {
		select {
		case got := <-w.heard:
			if got == outcome {
				return
			}
		case <-time.After(20 * time.Second):
			require.Fail(w, "it did not come to be", outcome)
		}
	}
}

// lookup is the DNS, as far as the customer's domain is concerned.
func (w *world) lookup(_ context.Context, name string) ([]string, error) {
	if name != "mail._domainkey.customer.example" {
		return nil, errors.New("no such name")
	}
	public, _ := w.sign.Public().(ed25519.PublicKey)
	return []string{"v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)}, nil
}

func (w *world) signed(raw string) string {
	w.Helper()
	var b strings.Builder
	require.NoError(w, dkim.Sign(&b, strings.NewReader(raw), &dkim.SignOptions{Domain: "customer.example", Selector: "mail", Signer: w.sign}))
	return b.String()
}

func raw(from, to, subject, text string, headers ...string) string {
	id := regexp.MustCompile(`[^a-z0-9]`).ReplaceAllString(strings.ToLower(from+subject+text), "")
	return strings.Join(append([]string{"From: " + from, "To: " + to, "Subject: " + subject, "Date: " + monday.Add(-time.Minute).Format(time.RFC1123Z), "Message-ID: <" + id + "@elsewhere.example>"}, headers...), "\r\n") +
		"\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n"
}

// bring a letter by SMTP, over a connection of its own.
func (w *world) bring(from, to, raw string) error {
	w.Helper()
	c, err := smtp.Dial(w.at)
	require.NoError(w, err)
	defer func() { _ = c.Close() }()
	return c.SendMail(from, []string{to}, strings.NewReader(raw))
}

// brought is one that is taken and stored.
func (w *world) brought(from, to, raw string) {
	w.Helper()
	require.NoError(w, w.bring(from, to, raw))
	w.until("stored")
}

// sent has the courier do what is due, and tells what came for an address, the last first.
func (w *world) sent(to string) []catcher.Letter {
	w.Helper()
	for {
		n, err := w.courier.Round(w.Context())
		require.NoError(w, err)
		if n == 0 {
			return w.caught.Letters(to)
		}
	}
}

// tickets of the desk, the first first.
func (w *world) tickets() []support.Whole {
	w.Helper()
	var ids []string
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.Context(), `select id::text from tickets where tenant_id = $1 order by number`, w.realm.Tenant())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return rows.Err()
	}))
	list := make([]support.Whole, 0, len(ids))
	for _, id := range ids {
		whole, err := w.desks.Whole(w.Context(), w.realm, parsed(w, id))
		require.NoError(w, err)
		list = append(list, whole)
	}
	return list
}

func (w *world) answer(t support.Ticket, text string) {
	w.Helper()
	w.answers(t, support.Reply{Body: text, Files: []support.File{{Name: "how.txt", Content: []byte("like this")}}})
}

func (w *world) answers(t support.Ticket, reply support.Reply) {
	w.Helper()
	login := "agent-" + uuid.NewString()
	by, err := w.people.Add(w.Context(), w.realm, identity.NewUser{Login: login, Email: login + "@north.example", Name: "Agent", Password: "an agent's password", Role: "admin"})
	require.NoError(w, err)
	_, err = w.desks.Answer(w.Context(), w.realm, by, t.ID, reply)
	require.NoError(w, err)
}

func TestALetterOfSomebodyUnknownBecomesTheirTicketAndIsAcknowledgedOnceInTheirLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	question := raw("Ivan <ivan@stranger.example>", help, "Тарифы", "Здравствуйте, сколько стоит подключение?", "Content-Language: ru")
	w.brought("ivan@stranger.example", help, question)
	w.brought("ivan@stranger.example", help, question) // its server did not hear that we have it
	tickets := w.tickets()
	require.Len(t, tickets, 1)
	require.Nil(t, tickets[0].Ticket.Counterparty)
	require.Equal(t, "Тарифы", tickets[0].Ticket.Subject)
	letters := w.sent("")
	require.Len(t, letters, 1)
	got := letters[0]
	require.Equal(t, []string{"ivan@stranger.example"}, got.To)
	require.Contains(t, got.Subject, fmt.Sprintf("[#%d] Ваше письмо получено", tickets[0].Ticket.Number))
	require.Contains(t, got.Text, "North Fleet")
	require.NotContains(t, got.Raw+got.Text, "Тарифы", "what a stranger writes goes to nobody whom they name")
	require.Equal(t, "auto-replied", got.Headers["Auto-Submitted"][0])
	require.Contains(t, got.Headers["In-Reply-To"][0], "@elsewhere.example>")
	for _, word := range []string{"Platformname", "livery", "Ltd", "go-mail"} {
		require.NotContains(t, strings.ToLower(got.Raw), strings.ToLower(word))
	}
	// What comes back of it is a machine's, and is answered by nobody.
	w.brought("", replyTo(t, got), raw("ivan@stranger.example", replyTo(t, got), "Автоответ", "Меня нет.", "Auto-Submitted: auto-replied"))
	w.brought("ivan@stranger.example", help, got.Raw)
	require.Len(t, w.sent(""), 1)
	require.Len(t, w.tickets(), 2, "our own letter that came back is kept apart")
}

func TestAnOwnersAnswerByLetterGoesOnInTheirTicketAndADesksAnswerReachesThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.brought(owner, help, w.signed(raw(owner, help, "Nothing moves", "The map stands still since this morning.")))
	tickets := w.tickets()
	require.Len(t, tickets, 1)
	require.Equal(t, w.account.Tenant(), *tickets[0].Ticket.Counterparty, "their domain vouches for the letter")
	w.answer(tickets[0].Ticket, "Please restart the tracker.\nDoes it move now?")
	letters := w.sent(owner)
	require.Len(t, letters, 2)
	got := letters[0]
	if strings.Contains(got.Subject, "письмо") {
		got = letters[1]
	}
	require.Equal(t, fmt.Sprintf("Re: Nothing moves [#%d]", tickets[0].Ticket.Number), got.Subject)
	require.Contains(t, got.Text, "Does it move now?")
	require.Contains(t, got.Raw, "how.txt")
	require.Contains(t, got.Headers["In-Reply-To"][0], "@elsewhere.example>")
	require.Empty(t, got.Headers["Auto-Submitted"], "a person wrote it")
	// The answer is not signed: that it came to the address which only they were given proves it.
	w.brought(owner, replyTo(t, got), raw(owner, replyTo(t, got), got.Subject, "It moves now.\r\n\r\n> Does it move now?", "In-Reply-To: "+got.Headers["Message-Id"][0]))
	tickets = w.tickets()
	require.Len(t, tickets, 1)
	require.Equal(t, support.Open, tickets[0].Ticket.State)
	last := tickets[0].Messages[len(tickets[0].Messages)-1]
	require.Equal(t, "It moves now.", last.Body)
	require.Equal(t, *tickets[0].Ticket.Author, *last.Author)
	require.Len(t, w.sent(owner), 2, "only what opens a ticket is acknowledged")
	// Somebody else who has the address is heard in the ticket, and is not taken for its author; nor is a forged sender without it.
	w.brought("mallory@stranger.example", replyTo(t, got), raw("mallory@stranger.example", replyTo(t, got), got.Subject, "I was forwarded this."))
	tickets = w.tickets()
	require.Len(t, tickets, 1)
	require.Nil(t, tickets[0].Messages[len(tickets[0].Messages)-1].Author)
	w.brought("mallory@stranger.example", help, raw(owner, help, got.Subject, "Cancel everything."))
	tickets = w.tickets()
	require.Len(t, tickets, 2)
	require.Nil(t, tickets[1].Ticket.Counterparty)
	tampered := strings.Replace(w.signed(raw(owner, help, "Pay", "Pay 10.")), "Pay 10.", "Pay 99.", 1)
	w.brought(owner, help, tampered)
	tickets = w.tickets()
	require.Len(t, tickets, 3)
	require.Nil(t, tickets[2].Ticket.Counterparty)
}

func TestADeskAnswersToTheRegisteredAddressWhereverALetterCameFrom(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.brought(owner, help, w.signed(raw(owner, help, "Nothing moves", "The map stands still since this morning.")))
	ticket := w.tickets()[0].Ticket
	w.answer(ticket, "Please restart the tracker.")
	letters := w.sent(owner)
	got := letters[slices.IndexFunc(letters, func(l catcher.Letter) bool { return strings.HasPrefix(l.Subject, "Re: ") })]
	// They handed our letter on to somebody, who answers it from an address that nobody has registered.
	const colleague = "colleague@stranger.example"
	w.brought(colleague, replyTo(t, got), raw(colleague, replyTo(t, got), got.Subject, "We have restarted it. What is our password?"))
	tickets := w.tickets()
	require.Len(t, tickets, 1)
	require.Equal(t, colleague, tickets[0].Messages[len(tickets[0].Messages)-1].AuthorEmail)
	w.answer(tickets[0].Ticket, "We tell this to you alone.")
	require.Empty(t, w.sent(colleague))
	require.Len(t, w.sent(owner), len(letters)+1)
	// Long afterwards their letter opens a ticket, which is a stranger's: nothing of the customer's is in it.
	require.NotEmpty(t, tickets[0].Ticket.Facts)
	w.clock.Advance(60 * 24 * time.Hour)
	w.brought(colleague, replyTo(t, got), raw(colleague, replyTo(t, got), got.Subject, "And what is our account number?"))
	tickets = w.tickets()
	require.Len(t, tickets, 2)
	require.Nil(t, tickets[1].Ticket.Counterparty)
	require.Nil(t, tickets[1].Ticket.Follows)
	require.Empty(t, tickets[1].Ticket.Facts)
}

func TestNobodyReadsAStrangersLettersByNamingTheirAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	rival := w.tenant(w.realm, tenant.Account, "Rival")
	boss, err := w.people.Add(ctx, rival, identity.NewUser{Login: "boss", Email: "boss@rival.example", Password: "an owner's password", Role: identity.Owner})
	require.NoError(t, err)
	const stranger = "ivan@customer.example"
	_, err = w.people.AddPerson(ctx, rival, identity.By{User: boss}, identity.NewPerson{Login: "ivan", Email: stranger, Password: "a first password", Grant: identity.Everything("viewer")})
	require.NoError(t, err)
	w.brought(stranger, help, w.signed(raw(stranger, help, "Our fleet", "We think of coming to you. This is what we pay now.")))
	require.Nil(t, w.tickets()[0].Ticket.Counterparty)
	theirs, _, err := w.desks.Mine(ctx, rival, boss, support.Here, "", support.Place{}, 10)
	require.NoError(t, err)
	require.Empty(t, theirs)
}

func TestALetterWithATranslatedAnswerHasItsOriginalBesideItAndSaysWhoTranslatedInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.brought(owner, help, w.signed(raw(owner, help, "Карта стоит на месте", "Здравствуйте! С утра карта стоит на месте, хотя машины едут.")))
	w.answers(w.tickets()[0].Ticket, support.Reply{Body: "Перезапустите трекер.", Original: "Please restart the tracker.", OriginalLocale: "en"})
	for _, l := range w.sent(owner) {
		if strings.HasPrefix(l.Subject, "Re: ") {
			require.Regexp(t, `(?s)^Перезапустите трекер\.\s+— Ответ переведён автоматически.*\s+Please restart the tracker\.`, l.Text)
			return
		}
	}
	require.Fail(t, "there is no answer")
}

func TestOneAddressIsAcknowledgedTenTimesADayAtMost(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for i := range 13 {
		w.brought("loop@stranger.example", help, raw("loop@stranger.example", help, fmt.Sprint("Again ", i), fmt.Sprint("Your letter has arrived ", i)))
	}
	require.Len(t, w.tickets(), 13, "none is dropped")
	require.Len(t, w.sent("loop@stranger.example"), 10)
}

func TestWithTheDatabaseAwayACriticalLetterIsKeptAndWakesSomebodyAndAnOrdinaryOneIsAskedToComeLater(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.brought("ivan@stranger.example", help, raw("ivan@stranger.example", help, "Hello", "Is anybody there?")) // so the addresses are known
	w.db.Close()
	w.clock.Advance(time.Minute)
	err := w.bring("ivan@stranger.example", help, raw("ivan@stranger.example", help, "Second", "And now?"))
	refused, ok := errors.AsType[*smtp.SMTPError](err)
	require.True(t, ok, err)
	require.Equal(t, 451, refused.Code)
	require.NoError(t, w.bring("ivan@stranger.example", urgent, raw("ivan@stranger.example", urgent, "All is down", "Nobody can sign in.")))
	w.until("paged")
	page := w.caught.Letters("duty@north.example")
	require.Len(t, page, 1)
	require.Contains(t, page[0].Subject, "All is down")
	require.Contains(t, page[0].Text, urgent)
	w.stop()
	w.open()
	w.start()
	w.until("stored")
	tickets := w.tickets()
	require.Len(t, tickets, 2)
	require.True(t, tickets[1].Ticket.Critical)
	require.Equal(t, "All is down", tickets[1].Ticket.Subject)
	require.Len(t, w.sent("ivan@stranger.example"), 2, "each is acknowledged once")
	require.Len(t, w.caught.Letters("duty@north.example"), 1, "and nobody is woken twice")
	w.brought("ivan@stranger.example", help, raw("ivan@stranger.example", help, "Second", "And now?"))
	require.Len(t, w.tickets(), 3)
}

func TestALetterToTwoDesksIsATicketAtEachAndOneThatSaysNothingIsATicketToo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.stop()
	other := w.tenant(w.realm, tenant.Reseller, "Harbour")
	_, err := w.desks.SetAddress(t.Context(), other, support.Address{Address: "help@harbour.example", Kind: "normal"})
	require.NoError(t, err)
	receiver := post.Receiver{Desks: w.desks, Threads: letter.Threads{MAC: testdb.Key().MAC}, Scope: w.tenants.Scope, Lookup: w.lookup, Log: slog.New(slog.DiscardHandler)}
	a := letterbox.Arrived{At: w.clock.Now(), Known: true, Raw: []byte("\r\n\r\n"), To: []letterbox.Recipient{
		{Address: help, Desk: w.realm.Tenant()}, {Address: "help@harbour.example", Desk: other.Tenant()}, {Address: "gone@north.example", Desk: w.realm.Tenant(), Critical: true},
	}}
	require.NoError(t, receiver.Store(t.Context(), a))
	require.NoError(t, receiver.Store(t.Context(), a))
	require.Len(t, w.tickets(), 1)
	require.True(t, w.tickets()[0].Ticket.Critical)
	require.Empty(t, w.sent(""), "there is nobody to write to")
}

func replyTo(t *testing.T, l catcher.Letter) string {
	t.Helper()
	require.Len(t, l.Headers["Reply-To"], 1)
	address := strings.Trim(l.Headers["Reply-To"][0], "<>")
	require.True(t, strings.HasPrefix(address, "help+r"), address)
	return address
}

// mute is a DNS that knows nothing.
type mute struct{}

func (mute) LookupTXT(_ context.Context, name string) ([]string, error) {
	return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

func (m mute) LookupMX(ctx context.Context, name string) ([]*net.MX, error) {
	_, err := m.LookupTXT(ctx, name)
	return nil, err
}

func (m mute) LookupIPAddr(ctx context.Context, name string) ([]net.IPAddr, error) {
	_, err := m.LookupTXT(ctx, name)
	return nil, err
}

func (m mute) LookupAddr(ctx context.Context, name string) ([]string, error) {
	return m.LookupTXT(ctx, name)
}

func TestAForgedLetterIsATicketAndIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	w := setup(t)
	const victim = "victim@bank.example"
	w.brought("mallory@evil.example", help, raw(victim, help, "Prices", "What does it cost?", "Authentication-Results: mx.edge.example; spf=fail smtp.mailfrom=evil.example"))
	require.Len(t, w.tickets(), 1)
	require.Empty(t, w.sent(victim), "whoever was named is not written to")
	w.brought(victim, help, raw(victim, help, "Prices", "And what does this cost?", "Authentication-Results: mx.edge.example; spf=pass smtp.mailfrom=bank.example"))
	require.Len(t, w.sent(victim), 1)
}

func parsed(t testing.TB, id string) uuid.UUID {
	t.Helper()
	got, err := uuid.Parse(id)
	require.NoError(t, err)
	return got
}
