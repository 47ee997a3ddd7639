package mailboxes_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/platform/support/post"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

const (
	help     = "help@north.example"
	login    = "help"
	password = "the mailbox's password"
)

// world is two brands with a desk, and a mail server elsewhere.
type world struct {
	*testing.T

	db           *db.DB
	clock        *clock.Set
	desks        *support.Desks
	receiver     post.Receiver
	north, south db.Scope
	help         uuid.UUID
	fetcher      letterbox.Fetcher
	server       *server
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, db: testdb.New(t), clock: clock.At(time.Now().UTC()), server: serve(t, imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIdle: {}, imap.CapMove: {}, imap.CapUIDPlus: {}})}
	quiet := slog.New(slog.DiscardHandler)
	rights, err := access.New()
	require.NoError(t, err)
	tenants := tenant.New(w.db)
	people := identity.New(identity.Config{DB: w.db, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: quiet, Catalogue: rights})
	w.desks = support.New(support.Config{DB: w.db, Tenants: tenants, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: quiet})
	ctx := t.Context()
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Platformname"})
	require.NoError(t, err)
	top, err := tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	for name, to := range map[string]*db.Scope{"North": &w.north, "South": &w.south} {
		o, err := tenants.Open(ctx, top, tenant.Opening{Kind: tenant.Reseller, Name: name})
		require.NoError(t, err)
		*to, err = tenants.Scope(ctx, o.ID, o.ID)
		require.NoError(t, err)
	}
	_, err = people.Add(ctx, w.north, identity.NewUser{Login: "boss", Email: "boss@north.example", Name: "Boss", Password: "an owner's password", Role: identity.Owner})
	require.NoError(t, err)
	w.help, err = w.desks.SetAddress(ctx, w.north, support.Address{Address: help, Kind: "normal"})
	require.NoError(t, err)
	nobody := func(context.Context, string) ([]string, error) { return nil, errors.New("there is no DNS here") }
	w.receiver = post.Receiver{Desks: w.desks, Threads: letter.Threads{MAC: testdb.Key().MAC}, Scope: tenants.Scope, Lookup: nobody, Log: quiet}
	w.fetcher = letterbox.Fetcher{Private: true, Trust: w.server.trust}
	return w
}

// process reads mailboxes; store may be nil: as it is done.
type process struct {
	*mailboxes.Mailboxes

	w     *world
	heard chan string
	stop  func()
}

func (w *world) process(store func(ctx context.Context, a letterbox.Arrived) error) *process {
	w.Helper()
	if store == nil {
		store = w.receiver.Store
	}
	p := &process{w: w, heard: make(chan string, 1000)}
	p.Mailboxes = mailboxes.New(mailboxes.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock, Log: slog.New(slog.DiscardHandler), Fetcher: w.fetcher, Store: store,
		Beat: 20 * time.Millisecond, Poll: 20 * time.Millisecond, Quiet: 100 * time.Millisecond, Observe: func(outcome string) { p.heard <- outcome }})
	return p
}

// works until the test ends, or stop is called.
func (p *process) works() *process {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.Work(ctx) }()
	var once sync.Once
	p.stop = func() {
		once.Do(func() {
			cancel()
			require.NoError(p.w, <-done)
		})
	}
	p.w.Cleanup(p.stop)
	return p
}

// until an outcome was told so often.
func (p *process) until(outcome string, times int) {
	p.w.Helper()
	for times > 0 {
		select {
		case got := <-p.heard:
			if got == outcome {
				times--
			}
		case <-time.After(30 * time.Second):
			require.Fail(p.w, "it did not come to be", outcome)
		}
	}
}

// so waits until something is so.
func (w *world) so(what string, is func() bool) {
	w.Helper()
	require.Eventually(w, is, 30*time.Second, 10*time.Millisecond, what)
}

func (w *world) settings(change func(s *mailboxes.Settings)) mailboxes.Settings {
	s := mailboxes.Settings{Host: "localhost", Port: w.server.tls, TLS: letterbox.TLS, User: login, Folder: "INBOX", Afterwards: letterbox.Seen}
	if change != nil {
		change(&s)
	}
	return s
}

func (w *world) set(p *process, change func(s *mailboxes.Settings)) {
	w.Helper()
	_, err := p.Set(w.Context(), w.north, w.help, w.settings(change), new(password))
	require.NoError(w, err)
}

// seen waits until a mailbox was looked into to its end.
func (w *world) seen(p *process) {
	w.Helper()
	w.so("the mailbox is looked into", func() bool { return w.box(p).LookedAt != nil })
}

func (w *world) box(p *process) mailboxes.Mailbox {
	w.Helper()
	list, err := p.List(w.Context(), w.north)
	require.NoError(w, err)
	require.Len(w, list, 1)
	return list[0]
}

// subjects of the desk's tickets, the first first.
func (w *world) subjects() (list []string) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(w.Context(), `select coalesce(array_agg(subject order by number), '{}') from tickets where tenant_id = $1`, w.north.Tenant()).Scan(&list)
	}))
	return list
}

func (w *world) count(sql string, args ...any) (n int) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error { return tx.QueryRow(w.Context(), sql, args...).Scan(&n) }))
	return n
}

// server is a mail server with one mailbox, as a process of its own might be.
type server struct {
	t          *testing.T
	tls, plain int
	trust      *tls.Config
	running    *imapserver.Server

	mu   sync.Mutex
	user *imapmemserver.User
}

func serve(t *testing.T, caps imap.CapSet) *server {
	t.Helper()
	own, err := letterbox.Certificate("localhost", "", "")
	require.NoError(t, err)
	leaf, err := x509.ParseCertificate(own.Certificates[0].Certificate[0])
	require.NoError(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	s := &server{t: t, trust: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, user: fresh(t)}
	s.running = imapserver.New(&imapserver.Options{Caps: caps, TLSConfig: own, InsecureAuth: true, Logger: silent{},
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			all := imapmemserver.New()
			all.AddUser(s.user)
			return all.NewSession(), nil, nil
		}})
	for port, secure := range map[*int]bool{&s.tls: true, &s.plain: false} {
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		require.NoError(t, err)
		address, ok := l.Addr().(*net.TCPAddr)
		require.True(t, ok)
		if *port = address.Port; secure {
			l = tls.NewListener(l, own)
		}
		go func() { _ = s.running.Serve(l) }()
	}
	t.Cleanup(func() { _ = s.running.Close() })
	return s
}

func fresh(t *testing.T) *imapmemserver.User {
	t.Helper()
	u := imapmemserver.NewUser(login, password)
	for _, folder := range []string{"INBOX", "Done"} {
		require.NoError(t, u.Create(folder, nil))
	}
	return u
}

// silent keeps what the server says of conversations that broke.
type silent struct{}

func (silent) Printf(string, ...any) {}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }

// put a letter into a folder.
func (s *server) put(folder, raw string, flags ...imap.Flag) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.user.Append(folder, literal{bytes.NewReader([]byte(raw))}, &imap.AppendOptions{Flags: flags, Time: time.Now()})
	require.NoError(s.t, err)
}

// lie tells how many letters lie in a folder, and how many of them nobody has read.
func (s *server) lie(folder string) (all, unread int) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	status, err := s.user.Status(folder, &imap.StatusOptions{NumMessages: true, NumUnseen: true})
	require.NoError(s.t, err)
	return int(*status.NumMessages), int(*status.NumUnseen)
}

func raw(subject string, headers ...string) string {
	return strings.Join(append([]string{"From: Cara <cara@customer.example>", "To: " + help, "Subject: " + subject, "Date: Mon, 30 Nov 2026 11:59:00 +0000",
		fmt.Sprintf("Message-ID: <%x@customer.example>", subject)}, headers...), "\r\n") + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWhere is my " + subject + "?\r\n"
}

func (w *world) one(sql string, to any) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error { return tx.QueryRow(w.Context(), sql, w.north.Tenant()).Scan(to) }))
}
