package mail_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/reseller/domains/records"
	"github.com/liveryhq/livery/tenant/identity"
)

// taken is a letter that a realm's own server has.
type taken struct{ helo, from, to, raw string }

// provider is a mail server of somebody's: it wants a name and a password, and encryption first.
type provider struct {
	mu      sync.Mutex
	refuse  func(step, what string) error
	letters []taken
	port    int
	trust   *tls.Config
}

func (p *provider) all() []taken {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]taken{}, p.letters...)
}

func (p *provider) refuses(f func(step, what string) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.refuse = f
}

func (p *provider) ask(step, what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.refuse == nil {
		return nil
	}
	return p.refuse(step, what)
}

type dialogue struct {
	provider *provider
	conn     *smtp.Conn
	now      taken
	in       bool
}

func (d *dialogue) AuthMechanisms() []string { return []string{sasl.Plain} }
func (d *dialogue) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "north" || password != "secret" {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "Username and password not accepted"}
		}
		d.in = true
		return nil
	}), nil
}
func (d *dialogue) Reset()        {}
func (d *dialogue) Logout() error { return nil }
func (d *dialogue) Mail(from string, _ *smtp.MailOptions) error {
	if _, encrypted := d.conn.TLSConnectionState(); !encrypted || !d.in {
		return &smtp.SMTPError{Code: 530, Message: "Encrypt and log in first"}
	}
	d.now = taken{helo: d.conn.Hostname(), from: from}
	return d.provider.ask("from", from)
}

func (d *dialogue) Rcpt(to string, _ *smtp.RcptOptions) error {
	d.now.to = to
	return d.provider.ask("to", to)
}

func (d *dialogue) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	d.now.raw = string(raw)
	d.provider.mu.Lock()
	defer d.provider.mu.Unlock()
	d.provider.letters = append(d.provider.letters, d.now)
	return nil
}

// open a provider; implicit: TLS from the first byte.
func openProvider(t *testing.T, implicit bool) *provider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	parsed, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	p := &provider{trust: &tls.Config{RootCAs: roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &dialogue{provider: p, conn: c}, nil }))
	server.Domain, server.TLSConfig = "smtp.provider.test", &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}
	server.ErrorLog = nothing{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address, ok := l.Addr().(*net.TCPAddr)
	require.True(t, ok)
	p.port = address.Port
	if implicit {
		l = tls.NewListener(l, server.TLSConfig)
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return p
}

type nothing struct{}

func (nothing) Printf(string, ...any) {}
func (nothing) Println(...any)        {}

// zones answers about letters.
type zones struct {
	mu    sync.Mutex
	signs bool
	asked records.LettersWanted
}

func (z *zones) Letters(_ context.Context, w records.LettersWanted) (records.LettersSeen, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.asked = w
	code := records.KeyMissing
	if z.signs {
		code = records.Fine
	}
	return records.LettersSeen{Signs: z.signs, Bounces: z.signs, Findings: []records.Finding{{Code: code, Record: "TXT", Name: w.KeyName, Want: []string{w.KeyRecord}}}}, nil
}

type ownWorld struct {
	*world

	senders  *sender.Senders
	provider *provider
	zones    *zones
}

func ownSetup(t *testing.T, implicit bool) *ownWorld {
	t.Helper()
	w := &ownWorld{provider: openProvider(t, implicit), zones: &zones{}}
	w.world = setup(t, func(c *mail.Config) {
		c.Zone, c.Private, c.Server.Trust = "edge.test", true, w.provider.trust
	})
	w.senders = sender.New(sender.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock, Log: slog.New(slog.DiscardHandler), DNS: w.zones, Zone: "edge.test", Exchanger: "mx.edge.test",
		Receives: true, Private: true, KeyBits: 1024})
	w.mail.Senders = w.senders
	_, err := w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "olga", Email: "olga@example.com", Name: "Ольга", Locale: "ru", Password: "a password", Role: identity.Owner})
	require.NoError(t, err)
	return w
}

func (w *ownWorld) settings(implicit bool) sender.Settings {
	s := sender.Settings{Mode: sender.Own, Host: "127.0.0.1", Port: w.provider.port, TLS: sender.StartTLS, User: "north", Address: "hello@north-fleet.test", Name: "North dispatch", ReplyTo: "desk@north-fleet.test"}
	if implicit {
		s.TLS = sender.TLS
	}
	return s
}

func (w *ownWorld) own(t *testing.T, implicit bool) {
	t.Helper()
	_, err := w.senders.Change(t.Context(), w.realms[0], w.settings(implicit), new("secret"))
	require.NoError(t, err)
}

func (w *ownWorld) price(t *testing.T, to string) {
	t.Helper()
	w.post(t, w.account, identity.Letter{Template: "money_soon", To: to, User: new(uuid.New()), Locale: "en", Params: map[string]string{"until": "2026-12-01"}})
}

func TestARealmsLettersLeaveByItsOwnServerSignedOnceItsZoneSaysSoAndNameNobodyElse(t *testing.T) {
	t.Parallel()
	for _, implicit := range []bool{false, true} {
		t.Run(fmt.Sprint(implicit), func(t *testing.T) {
			t.Parallel()
			w := ownSetup(t, implicit)
			w.own(t, implicit)
			w.price(t, "carl@example.com")
			w.work(t)
			require.Len(t, w.provider.all(), 1)
			require.Empty(t, w.catcher.Letters(""))
			l := w.provider.all()[0]
			require.Equal(t, "north-fleet.test", l.helo)
			require.Equal(t, "hello@north-fleet.test", l.from, "no name for bounces yet")
			require.NotContains(t, l.raw, "DKIM-Signature")

			w.zones.signs = true
			got, err := w.senders.Check(t.Context(), w.realms[0])
			require.NoError(t, err)
			require.NotNil(t, got.SignedAt)
			require.True(t, got.Bounces)
			w.price(t, "carl@example.com")
			w.work(t)
			l = w.provider.all()[1]
			require.Contains(t, l.raw, `From: "North dispatch" <hello@north-fleet.test>`)
			require.Contains(t, l.raw, "Reply-To: <desk@north-fleet.test>")
			require.Contains(t, l.raw, "@north-fleet.test>")
			require.True(t, strings.HasPrefix(l.from, "bounces+") && strings.HasSuffix(l.from, "@bounces.north-fleet.test"), l.from)
			require.NotRegexp(t, `(?i)livery|platform|edge\.test|south`, l.raw+l.helo+l.from)
			checks, err := dkim.VerifyWithOptions(strings.NewReader(l.raw), &dkim.VerifyOptions{LookupTXT: func(name string) ([]string, error) {
				require.Equal(t, w.zones.asked.KeyName, name)
				return []string{w.zones.asked.KeyRecord}, nil
			}})
			require.NoError(t, err)
			require.Len(t, checks, 1)
			require.NoError(t, checks[0].Err)
			require.Equal(t, "north-fleet.test", checks[0].Domain)

			w.post(t, w.realms[1], identity.Letter{Template: "money_soon", To: "carl@example.com", User: new(uuid.New()), Locale: "en"})
			w.work(t)
			require.Len(t, w.provider.all(), 2, "another realm's do not")
			require.Len(t, w.catcher.Letters("carl@example.com"), 1)
			require.True(t, strings.HasPrefix(w.catcher.Letters("carl@example.com")[0].From, "bounces+"))
			require.True(t, strings.HasSuffix(w.catcher.Letters("carl@example.com")[0].From, "@edge.test"))
		})
	}
}

func TestABrokenServerIsToldOfByTheNeutralSenderAndItsLettersWaitAsLongAsItLasts(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	w.own(t, false)
	w.provider.refuses(func(step, _ string) error {
		if step == "from" {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "This account is closed"}
		}
		return nil
	})
	w.price(t, "carl@example.com")
	for range 60 { // three days, and more attempts than any other letter has
		w.work(t)
		w.clock.Advance(90 * time.Minute)
	}
	require.Empty(t, w.dead(t))
	require.Empty(t, w.provider.all())
	told := w.catcher.Letters("olga@example.com")
	require.Len(t, told, 1, "once")
	require.Contains(t, told[0].Text, "This account is closed")
	require.NotContains(t, told[0].Headers["From"][0], "north-fleet.test")
	one, err := w.senders.Read(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Equal(t, "sender", one.Problem)
	require.Equal(t, 1, one.Waiting)
	n, err := w.senders.Failing(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Equal(t, 1, n)

	w.provider.refuses(nil)
	_, err = w.senders.Change(t.Context(), w.realms[0], w.settings(false), nil)
	require.NoError(t, err)
	w.work(t)
	require.Len(t, w.provider.all(), 1)
	one, err = w.senders.Read(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Nil(t, one.FailingSince)
	require.Zero(t, one.Waiting)
}

func TestSwitchingBackToTheNeutralSenderSendsWhatHasWaited(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	wrong := w.settings(false)
	_, err := w.senders.Change(t.Context(), w.realms[0], wrong, new("wrong"))
	require.NoError(t, err)
	w.price(t, "carl@example.com")
	w.work(t)
	one, err := w.senders.Read(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Equal(t, "login", one.Problem)
	require.Contains(t, one.Said, "not accepted")
	require.NotContains(t, one.Said, "wrong")
	_, err = w.senders.Change(t.Context(), w.realms[0], sender.Settings{Mode: sender.Neutral, Name: "North dispatch"}, nil)
	require.NoError(t, err)
	w.work(t)
	require.Len(t, w.catcher.Letters("carl@example.com"), 1)
	require.Contains(t, w.catcher.Letters("carl@example.com")[0].Headers["From"][0], "North dispatch")
	back, err := w.senders.Change(t.Context(), w.realms[0], wrong, nil)
	require.NoError(t, err)
	require.True(t, back.HasPassword, "switching to and fro loses nothing")
	_, err = w.senders.Change(t.Context(), w.realms[0], sender.Settings{Mode: sender.Own, Host: "smtp.thief.test", Port: 587, TLS: sender.StartTLS, User: "north", Address: "hello@north-fleet.test"}, nil)
	require.ErrorContains(t, err, "Type the password again", "the password goes to no other server")
}

func TestAnAddressThatIsNotThereIsNotWrittenToAgainButForWhatSecuresALogin(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	w.own(t, false)
	w.provider.refuses(func(step, what string) error {
		if step == "to" && strings.EqualFold(what, "gone@example.com") {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user"}
		}
		if step == "to" && what == "full@example.com" {
			return &smtp.SMTPError{Code: 552, EnhancedCode: smtp.EnhancedCode{5, 2, 2}, Message: "Mailbox full"}
		}
		return nil
	})
	for range 2 {
		w.price(t, "Gone@example.com")
		w.price(t, "gone@example.com")
		w.price(t, "full@example.com")
		w.work(t)
	}
	list, err := w.senders.Suppressions(t.Context(), w.realms[0], "GONE", nil, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, sender.Bounce, list[0].Reason)
	require.Contains(t, list[0].Said, "No such user")
	require.Positive(t, list[0].Withheld)
	require.Equal(t, "money_soon", list[0].WithheldWhat)
	all, err := w.senders.Suppressions(t.Context(), w.realms[0], "", nil, 10)
	require.NoError(t, err)
	require.Len(t, all, 1, "a full mailbox mends")
	others, err := w.senders.Suppressions(t.Context(), w.realms[1], "", nil, 10)
	require.NoError(t, err)
	require.Empty(t, others)

	w.provider.refuses(nil)
	w.post(t, w.account, identity.Letter{Template: "reset", To: "gone@example.com", Locale: "en", Path: "/reset#x"})
	w.work(t)
	require.Len(t, w.provider.all(), 1)
	require.NoError(t, w.senders.Lift(t.Context(), w.realms[0], list[0].ID))
	require.Error(t, w.senders.Lift(t.Context(), w.realms[0], list[0].ID))
	w.price(t, "gone@example.com")
	w.work(t)
	require.Len(t, w.provider.all(), 2)
}

func TestABounceIsBelievedByTheMarkOfALetterToThatVeryAddressAlone(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	realm := w.realms[0].Tenant()
	_, detail := letter.Detail(w.senders.Return(realm, "carl@example.com", "edge.test"))
	_, other := letter.Detail(w.senders.Return(w.realms[1].Tenant(), "carl@example.com", "edge.test"))
	for _, forged := range []sender.Came{{Detail: detail, Address: "dora@example.com"}, {Detail: "", Address: "carl@example.com"}, {Detail: detail[:20], Address: "carl@example.com"}} {
		forged.Reason = sender.Bounce
		taken, err := w.senders.Take(t.Context(), forged)
		require.NoError(t, err)
		require.False(t, taken)
	}
	taken, err := w.senders.Take(t.Context(), sender.Came{Detail: strings.ToUpper(detail), Address: "Carl@example.com", Reason: sender.Bounce, Said: "550 gone"})
	require.NoError(t, err)
	require.True(t, taken)
	withheld, err := w.senders.Withheld(t.Context(), realm, "carl@example.com", "x")
	require.NoError(t, err)
	require.True(t, withheld)
	withheld, err = w.senders.Withheld(t.Context(), w.realms[1].Tenant(), "carl@example.com", "x")
	require.NoError(t, err)
	require.False(t, withheld, "one realm's bounces are not another's")
	_, err = w.senders.Take(t.Context(), sender.Came{Detail: other, Address: "carl@example.com", Reason: sender.Complaint})
	require.NoError(t, err)
	withheld, err = w.senders.Withheld(t.Context(), w.realms[1].Tenant(), "carl@example.com", "x")
	require.NoError(t, err)
	require.True(t, withheld)
}

func TestALetterThatTriesTheWayTellsWhatTheServerSaidAndGoesToWhoeverAsks(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	owner, err := w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "pavel", Email: "pavel@example.com", Locale: "ru", Password: "a password", Role: identity.Admin})
	require.NoError(t, err)
	try := func() mail.Trial {
		w.clock.Advance(time.Minute)
		to, err := w.senders.Trying(t.Context(), w.realms[0], owner, "")
		require.NoError(t, err)
		got, err := w.mail.Try(t.Context(), w.realms[0], to)
		require.NoError(t, err)
		return got
	}
	require.True(t, try().Sent)
	require.Len(t, w.catcher.Letters("pavel@example.com"), 1)
	_, err = w.senders.Trying(t.Context(), w.realms[0], owner, "")
	require.ErrorContains(t, err, "ten seconds")
	w.own(t, false)
	require.True(t, try().Sent)
	require.Len(t, w.provider.all(), 1)
	w.provider.refuses(func(string, string) error {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Sender address is not yours"}
	})
	got := try()
	require.Equal(t, mail.Trial{To: "pavel@example.com", Problem: "sender", Said: got.Said}, got)
	require.Contains(t, got.Said, "Sender address is not yours")
	_, err = w.senders.Change(t.Context(), w.realms[0], w.settings(false), new("wrong"))
	require.NoError(t, err)
	require.Equal(t, "login", try().Problem)
	w.mail.Private = false
	require.Equal(t, "private", try().Problem)
	_, err = w.senders.Trying(t.Context(), w.realms[1], owner, "")
	require.Error(t, err, "somebody of another realm has no address here")

	// What was sent is told by the audit; whoever acts in the realm has no address there, and is told so.
	w.clock.Advance(time.Minute)
	by := audit.As(t.Context(), audit.Actor{Kind: audit.User, User: owner, Address: "192.0.2.1"})
	_, err = w.senders.Trying(by, w.realms[0], owner, "invitation ru")
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	_, err = w.senders.Trying(audit.As(t.Context(), audit.Actor{Kind: audit.Technical, Acting: uuid.Must(uuid.NewV7())}), w.realms[0], owner, "invitation ru")
	require.True(t, errs.Is(err, errs.Forbidden), "%v", err)
	require.NotContains(t, err.Error(), "your profile")
	list, _, err := audit.New(w.db).List(t.Context(), w.realms[0], audit.Query{Action: "brand.", Limit: 50})
	require.NoError(t, err)
	var tried []string
	for _, e := range list {
		if strings.HasSuffix(e.Action, ".try") {
			tried = append(tried, e.Action+" "+e.Subject.Name)
		}
	}
	require.Equal(t, "brand.letter.try invitation ru", tried[0])
	require.Equal(t, []string{"brand.sender.try"}, uniq(tried[1:]), "each of the others tried the way alone")
}

// uniq are the first words of a list, each once.
func uniq(list []string) (words []string) {
	for _, one := range list {
		if word, _, _ := strings.Cut(one, " "); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

func TestServersThatLieInsideOrDoNotEncryptAreRefused(t *testing.T) {
	t.Parallel()
	w := ownSetup(t, false)
	w.senders.Private = false
	for _, change := range []func(*sender.Settings){
		func(s *sender.Settings) { s.Host = "127.0.0.1" }, func(s *sender.Settings) { s.Host = "10.1.2.3" }, func(s *sender.Settings) { s.Host = "localhost" },
		func(s *sender.Settings) { s.TLS = sender.NoTLS }, func(s *sender.Settings) { s.Port = 6379 }, func(s *sender.Settings) { s.Address = "x@edge.test" },
		func(s *sender.Settings) { s.Address = "a@b\r\nBcc: c@d.test" }, func(s *sender.Settings) { s.Name = "x\r\ny" }, func(s *sender.Settings) { s.ReplyTo = "nobody" },
	} {
		s := sender.Settings{Mode: sender.Own, Host: "smtp.example.com", Port: 587, TLS: sender.StartTLS, Address: "hello@north-fleet.test"}
		change(&s)
		_, err := w.senders.Change(t.Context(), w.realms[0], s, nil)
		require.Error(t, err, "%+v", s)
	}
	_, err := w.senders.Check(t.Context(), w.realms[0])
	require.ErrorContains(t, err, "neutral")
	require.NotErrorIs(t, err, errors.ErrUnsupported)
}
