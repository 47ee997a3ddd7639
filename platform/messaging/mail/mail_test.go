package mail_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes/letters"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// world is two realms with a customer each, a mail server on a socket, and what sends to it.
type world struct {
	db      *db.DB
	tenants *tenant.Tenants
	people  *identity.People
	clock   *clock.Set
	catcher *catcher.Catcher
	mail    *mail.Mail
	courier *outbox.Courier
	root    db.Scope
	realms  [2]db.Scope
	account db.Scope
	outcome []string
}

func setup(t *testing.T, change func(*mail.Config)) *world {
	t.Helper()
	ctx := t.Context()
	w := &world{db: testdb.New(t), clock: clock.At(time.Now().Add(time.Minute))}
	w.tenants = tenant.New(w.db)
	log := slog.New(slog.DiscardHandler)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log})
	var err error
	w.catcher, err = catcher.Listen(ctx)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.catcher.Close()) })
	book, err := letters.New()
	require.NoError(t, err)
	c := mail.Config{Wording: wording.New(w.db, w.tenants, book), Tenants: w.tenants, Brands: tenant.NewBrands(w.tenants, log), Server: mail.Server{Address: w.catcher.Address(), TLS: "none"},
		Origin: func(host string) string { return "https://" + host }, Clock: w.clock, Log: log,
		Observe: func(outcome string) { w.outcome = append(w.outcome, outcome) }}
	if change != nil {
		change(&c)
	}
	w.mail, err = mail.New(c)
	require.NoError(t, err)
	w.courier = outbox.NewCourier(w.db, w.clock, log, map[string]outbox.Deliver{identity.MailTopic: w.mail.Deliver, identity.ResetTopic: w.people.DeliverReset})
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Platformname"})
	require.NoError(t, err)
	w.root, err = w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	require.NoError(t, w.tenants.GiveHost(ctx, root.ID, "platform.example", true))
	for i, name := range []string{"North", "South"} {
		w.realms[i] = w.open(t, w.root, tenant.Reseller, name+" Ltd")
		require.NoError(t, w.tenants.GiveHost(ctx, w.realms[i].Tenant(), strings.ToLower(name)+".example", true))
		_, err := w.tenants.SetLook(ctx, w.realms[i], tenant.Look{Name: name + " Fleet", Tokens: json.RawMessage(`{"primary":"` + []string{"#0b6e4f", "#7a1fa2"}[i] + `"}`)})
		require.NoError(t, err)
	}
	w.account = w.open(t, w.realms[0], tenant.Account, "Freight & Sons")
	_, err = w.people.Add(ctx, w.account, identity.NewUser{Login: "anna", Email: "anna@example.com", Name: "Анна", Locale: "ru", Password: "a password", Role: identity.Owner})
	require.NoError(t, err)
	_, err = w.people.Add(ctx, w.realms[1], identity.NewUser{Login: "anna", Email: "anna@example.com", Name: "Anna", Password: "a password", Role: identity.Owner})
	require.NoError(t, err)
	return w
}

func (w *world) open(t *testing.T, up db.Scope, kind tenant.Kind, name string) db.Scope {
	t.Helper()
	o, err := w.tenants.Open(t.Context(), up, tenant.Opening{Kind: kind, Name: name})
	require.NoError(t, err)
	s, err := w.tenants.Scope(t.Context(), o.ID, o.ID)
	require.NoError(t, err)
	return s
}

func (w *world) post(t *testing.T, s db.Scope, l identity.Letter) {
	t.Helper()
	require.NoError(t, w.db.InTenant(t.Context(), s, func(tx *db.Tx) error { return outbox.Put(t.Context(), tx, s, identity.MailTopic, l) }))
}

// work has the courier do what is due, until nothing is.
func (w *world) work(t *testing.T) {
	t.Helper()
	for {
		n, err := w.courier.Round(t.Context())
		require.NoError(t, err)
		if n == 0 {
			return
		}
	}
}

func (w *world) dead(t *testing.T) []outbox.Dead {
	t.Helper()
	list, err := outbox.Given(t.Context(), w.db, identity.MailTopic, 10)
	require.NoError(t, err)
	return list
}

func visit(s db.Scope, host string) identity.Visit {
	return identity.Visit{Realm: s.Tenant(), Host: host, Address: "192.0.2.1", Agent: "test"}
}

func TestALetterComesInTheLookOfItsRealmInTheReadersLanguageAndNamesNobodyElse(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	require.NoError(t, w.people.AskReset(t.Context(), visit(w.realms[0], "north.example"), "anna", "en"))
	require.NoError(t, w.people.AskReset(t.Context(), visit(w.realms[1], "south.example"), "anna@example.com", "en"))
	w.work(t)
	letters := w.catcher.Letters("anna@example.com")
	require.Len(t, letters, 2)
	for _, l := range letters {
		mine, others, host, lang, colour := "North Fleet", "South", "north.example", "ru", "#0b6e4f"
		if strings.Contains(l.From, "south") {
			mine, others, host, lang, colour = "South Fleet", "North", "south.example", "en", "#7a1fa2"
		}
		require.Equal(t, "no-reply@"+host, l.From)
		require.Equal(t, `"`+mine+`" <no-reply@`+host+`>`, l.Headers["From"][0])
		require.Equal(t, lang, l.Headers["Content-Language"][0])
		require.True(t, strings.HasSuffix(l.Headers["Message-Id"][0], "@"+host+">"), l.Headers["Message-Id"])
		require.Equal(t, "auto-generated", l.Headers["Auto-Submitted"][0])
		require.Contains(t, l.Subject, mine)
		require.Contains(t, l.HTML, colour)
		require.Contains(t, l.Text, "https://"+host+"/reset#")
		require.Contains(t, l.HTML, "https://"+host+"/reset#")
		for _, word := range []string{others, "Platformname", "platform.example", "livery", "go-mail", "Ltd"} {
			require.NotContains(t, strings.ToLower(l.Raw+l.Text+l.HTML), strings.ToLower(word))
		}
	}
	require.Contains(t, letters[0].Text+letters[1].Text, "Здравствуйте, Анна!")
}

func TestALetterIsInALanguageThatItsBrandOffers(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	require.NoError(t, w.db.InTenant(t.Context(), w.realms[0], func(tx *db.Tx) error {
		return tenant.Offer(t.Context(), tx, w.realms[0].Tenant(), []string{"en", "fr"})
	}))
	require.NoError(t, w.people.AskReset(t.Context(), visit(w.realms[0], "north.example"), "anna", "ru"))
	w.work(t)
	got := w.catcher.Letters("anna@example.com")
	require.Len(t, got, 1)
	require.Equal(t, "en", got[0].Headers["Content-Language"][0], "she has chosen Russian, which is offered no more")
	require.NotContains(t, got[0].Text, "Здравствуйте")
	realm, err := w.mail.Realm(t.Context(), w.account.Tenant())
	require.NoError(t, err)
	require.Equal(t, []string{"en", "fr"}, []string{realm.Speak("ru-RU"), realm.Speak("fr-CA")}, "people who write at a desk are told in one of them too")
}

func TestALinkFromALetterIsGoodOnItsOwnRealmsHostOnly(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	require.NoError(t, w.people.AskReset(t.Context(), visit(w.realms[0], "north.example"), "anna", ""))
	w.work(t)
	text := w.catcher.Letters("")[0].Text
	_, rest, _ := strings.Cut(text, "/reset#")
	token, _, _ := strings.Cut(rest, "\r\n")
	require.Error(t, w.people.Reset(t.Context(), visit(w.realms[1], "south.example"), token, "a new password"))
	require.NoError(t, w.people.Reset(t.Context(), visit(w.realms[0], "north.example"), token, "a new password"))
	w.work(t)
	require.Contains(t, w.catcher.Letters("")[0].Subject, "пароль")
}

func TestNothingThatPeopleTypeBreaksOutOfItsPlace(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	evil := "Eve\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>{login}\u202egnp"
	_, err := w.tenants.SetLook(t.Context(), w.realms[0], tenant.Look{Name: "N\r\nBcc: x@example.com"})
	require.NoError(t, err)
	w.post(t, w.account, identity.Letter{Template: "invitation", To: "guest@example.com", Path: "/invitation#x",
		Params: map[string]string{"name": evil, "tenant": evil, "inviter": evil, "brand": "South Fleet"}})
	w.work(t)
	letters := w.catcher.Letters("")
	require.Len(t, letters, 1)
	l := letters[0]
	require.Equal(t, []string{"guest@example.com"}, l.To)
	require.NotContains(t, l.Headers, "Bcc")
	require.NotContains(t, l.HTML, "<script>")
	require.NotContains(t, l.Text, "\u202e")
	require.NotContains(t, l.Text, "South Fleet")
	require.Contains(t, l.Text, "{login}", "what is typed is not filled in once more")
	for _, to := range []string{"a@example.com\r\nBcc: b@example.com", "A <a@example.com>", "a@example.com, b@example.com", ""} {
		w.post(t, w.account, identity.Letter{Template: "invitation", To: to, Path: "/invitation#x"})
	}
	w.post(t, w.account, identity.Letter{Template: "invitation", To: "c@example.com", Path: "//evil.example/"})
	w.post(t, w.account, identity.Letter{Template: "no such", To: "c@example.com"})
	w.work(t)
	require.Len(t, w.catcher.Letters(""), 1)
	require.Len(t, w.dead(t), 6)
}

func TestWhatTheMailServerRefusesForGoodIsSetAsideAndTheRestIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	busy := true
	w.catcher.Refuse = func(to string) error {
		switch {
		case strings.HasPrefix(to, "gone"):
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
		case strings.HasPrefix(to, "later") && busy:
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "come again"}
		}
		return nil
	}
	for _, to := range []string{"gone@example.com", "later@example.com", "fine@example.com"} {
		w.post(t, w.account, identity.Letter{Template: "reset", To: to, Path: "/reset#x", Params: map[string]string{"login": "x"}})
	}
	w.work(t)
	require.Len(t, w.catcher.Letters(""), 1)
	list := w.dead(t)
	require.Len(t, list, 1)
	require.Contains(t, list[0].Why, "no such mailbox")
	require.Equal(t, w.account.Tenant(), list[0].Tenant)
	busy = false
	w.clock.Advance(time.Minute)
	w.work(t)
	require.Len(t, w.catcher.Letters("later@"), 1)
	require.ElementsMatch(t, []string{"dead", "retry", "sent", "sent"}, w.outcome)
}

func TestALetterThatIsTooLateIsNotSent(t *testing.T) {
	t.Parallel()
	w := setup(t, func(c *mail.Config) { c.Server.Address = "127.0.0.1:1" })
	require.NoError(t, w.people.AskReset(t.Context(), visit(w.realms[0], "north.example"), "anna", ""))
	w.work(t)
	require.Equal(t, []string{"retry"}, w.outcome)
	w.clock.Advance(2 * time.Hour)
	w.work(t)
	require.Equal(t, []string{"retry", "late"}, w.outcome)
}

func TestWhatTheMailServerHasIsNotSentAgainWhenTheOutboxCouldNotBeTold(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	payload, err := json.Marshal(identity.Letter{Template: "reset", To: "anna@example.com", Path: "/reset#x", Params: map[string]string{"login": "anna"}})
	require.NoError(t, err)
	m := outbox.Message{ID: uuid.Must(uuid.NewV7()), Tenant: w.account.Tenant(), Topic: identity.MailTopic, Payload: payload}
	for range 3 {
		require.NoError(t, w.mail.Deliver(t.Context(), m))
	}
	require.Len(t, w.catcher.Letters(""), 1)
}

func TestAConnectionThatBreaksAtTheWrongMomentGivesTheSameLetterNotAnother(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	broke := false
	w.catcher.Hangs = func() bool { was := broke; broke = true; return !was }
	w.post(t, w.account, identity.Letter{Template: "reset", To: "anna@example.com", Path: "/reset#x", Params: map[string]string{"login": "anna"}})
	w.work(t)
	w.clock.Advance(time.Minute)
	w.work(t)
	letters := w.catcher.Letters("")
	require.Len(t, letters, 2, "SMTP cannot do better: the server had it, and could not say so")
	require.Equal(t, letters[0].Headers["Message-Id"], letters[1].Headers["Message-Id"], "so that the reader's side can")
	require.Empty(t, w.dead(t))
}

func TestLettersComeFromTheNeutralZoneWhereThereIsOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, from, wanted string }{
		{"edge-7.test", "", "no-reply@edge-7.test"}, {"example", "", "no-reply@north.example"}, {"edge-7.test", "post@edge-8.test", "post@edge-8.test"},
	} {
		t.Run(c.wanted, func(t *testing.T) {
			t.Parallel()
			w := setup(t, func(m *mail.Config) { m.Zone, m.From = c.zone, c.from })
			w.post(t, w.account, identity.Letter{Template: "reset", To: "anna@example.com", Path: "/reset#x"})
			w.work(t)
			require.Equal(t, c.wanted, w.catcher.Letters("")[0].From)
		})
	}
}

func TestManyCouriersSendEachLetterOnce(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	const letters = 40
	for i := range letters {
		w.post(t, w.account, identity.Letter{Template: "reset", To: fmt.Sprintf("reader%d@example.com", i), Path: "/reset#x"})
	}
	silent := slog.New(slog.DiscardHandler)
	done := make(chan error, 4)
	for range cap(done) {
		m, err := mail.New(mail.Config{Tenants: w.tenants, Brands: tenant.NewBrands(w.tenants, silent), Server: mail.Server{Address: w.catcher.Address(), TLS: "none"},
			Origin: func(host string) string { return "https://" + host }, Clock: w.clock, Log: silent})
		require.NoError(t, err)
		c := outbox.NewCourier(w.db, w.clock, silent, map[string]outbox.Deliver{identity.MailTopic: m.Deliver})
		go func() {
			for {
				n, err := c.Round(t.Context())
				if err != nil || n == 0 {
					done <- err
					return
				}
			}
		}()
	}
	for range cap(done) {
		require.NoError(t, <-done)
	}
	to := map[string]int{}
	for _, l := range w.catcher.Letters("") {
		to[l.To[0]]++
	}
	require.Len(t, to, letters)
	for address, n := range to {
		require.Equal(t, 1, n, address)
	}
}

func TestALetterDoesNotLeaveInTheOpenWhereItShouldBeEncrypted(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"starttls", "tls"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := setup(t, func(c *mail.Config) { c.Server.TLS = way })
			w.post(t, w.account, identity.Letter{Template: "reset", To: "anna@example.com", Path: "/reset#x"})
			w.work(t)
			require.Empty(t, w.catcher.Letters(""))
			require.Equal(t, []string{"retry"}, w.outcome)
		})
	}
}

func TestAServerThatIsNotThereIsWaitedFor(t *testing.T) {
	t.Parallel()
	w := setup(t, func(c *mail.Config) { c.Server.Address = "127.0.0.1:1" })
	payload, err := json.Marshal(identity.Letter{Template: "reset", To: "anna@example.com", Path: "/reset#x"})
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	err = w.mail.Deliver(ctx, outbox.Message{ID: uuid.New(), Tenant: w.account.Tenant(), Payload: payload})
	require.ErrorContains(t, err, "reach the mail server")
	require.Equal(t, []string{"retry"}, w.outcome)
}
