package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/platform/support/post"
	"github.com/liveryhq/livery/tenant"
)

// The mailbox elsewhere, which dovecot keeps.
const (
	elsewhereAddress = "post@elsewhere.example"
	mailboxPassword  = "mailbox-of-the-proof"
)

// What a process that fetches is told.
const (
	fetcherURL         = "LIVERY_PROVE_MAIL_DATABASE"
	fetcherCertificate = "LIVERY_PROVE_MAIL_CERTIFICATE"
)

// kills is how often the process that fetches is killed while letters come.
const kills = 4

// writeCertificate makes one for "localhost", with its key.
func writeCertificate(dir string) (string, error) {
	c, err := letterbox.Certificate("localhost", "", "")
	if err != nil {
		return "", err
	}
	key, err := x509.MarshalPKCS8PrivateKey(c.Certificates[0].PrivateKey)
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "dovecot.pem")
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Certificates[0].Certificate[0]}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...)
	return name, os.WriteFile(name, text, 0o600)
}

// fetcher reads mailboxes on a database; certificate is what their server shows.
func fetcher(d *db.DB, certificate string) (*mailboxes.Mailboxes, error) {
	text, err := os.ReadFile(certificate)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	log := slog.New(slog.DiscardHandler)
	tenants := tenant.New(d)
	desks := support.New(support.Config{DB: d, Tenants: tenants, Prices: catalogue.New(d, ledger.New(d, clock.System{}), clock.System{}), Key: rig.Key(), Clock: clock.System{}, Log: log})
	nobody := func(context.Context, string) ([]string, error) { return nil, errors.New("there is no DNS here") }
	receiver := post.Receiver{Desks: desks, Threads: letter.Threads{MAC: rig.Key().MAC}, Scope: tenants.Scope, Lookup: nobody, Log: log}
	return mailboxes.New(mailboxes.Config{DB: d, Key: rig.Key(), Clock: clock.System{}, Log: log, Store: receiver.Store, Beat: 200 * time.Millisecond, Held: time.Second,
		Fetcher: letterbox.Fetcher{Private: true, Trust: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}), nil
}

// fetch is the process that fetches, until it is killed.
func fetch(url string) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	d, err := db.Open(ctx, url, rig.Key(), db.Options{MaxConns: 4})
	if err == nil {
		defer d.Close()
		var m *mailboxes.Mailboxes
		if m, err = fetcher(d, os.Getenv(fetcherCertificate)); err == nil {
			err = m.Work(ctx)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mail: fetch:", err)
	}
}

// startFetching starts that process.
func (w *world) startFetching(p *peers) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), fetcherURL+"="+w.pg.URL(), fetcherCertificate+"="+p.certificate)
	c.Stderr = os.Stderr
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	err = c.Start()
	return c, err
}

func kill(c *exec.Cmd) {
	_ = c.Process.Kill()
	_ = c.Wait() // it was killed
}

// elsewhere fetches letters from dovecot by IMAP, in a process that is killed while it does, and with dovecot away.
func (w *world) elsewhere(ctx context.Context, p *peers, many int) (string, error) {
	address, err := w.desks.SetAddress(ctx, w.realm, support.Address{Address: elsewhereAddress, Kind: "normal"})
	if err != nil {
		return "", err
	}
	here, err := fetcher(w.db, p.certificate)
	if err != nil {
		return "", err
	}
	// The first letter makes the folder at dovecot.
	if err := bring(p.submission, "early@customer.example", elsewhereAddress, headers("early@customer.example", "Before")+plain+"\r\nToo early.\r\n"); err != nil {
		return "", err
	}
	if err := until(ctx, "dovecot to have the first letter", func() (bool, error) { list, err := p.letters(elsewhereAddress); return len(list) == 1, err }); err != nil {
		return "", err
	}
	settings, err := w.checked(ctx, p, here, address)
	if err != nil {
		return "", err
	}
	if _, err := here.Set(ctx, w.realm, address, settings, new(mailboxPassword)); err != nil {
		return "", err
	}
	child, err := w.startFetching(p)
	if err != nil {
		return "", err
	}
	defer func() { kill(child) }()
	if err := w.counted(ctx, "the mailbox to be looked into", 1, "select count(*)::int from desk_mailboxes where looked_at is not null"); err != nil {
		return "", err
	}
	begun := time.Now()
	if err := bring(p.submission, "first@customer.example", elsewhereAddress, headers("first@customer.example", "Elsewhere")+plain+"\r\nAm I seen?\r\n"); err != nil {
		return "", err
	}
	const tickets = "select count(*)::int from tickets where subject = 'Elsewhere'"
	if err := w.counted(ctx, "the first letter to be a ticket", 1, tickets); err != nil {
		return "", err
	}
	first := time.Since(begun)
	begun = time.Now()
	for i := range many {
		from := fmt.Sprintf("elsewhere%04d@customer.example", i)
		if err := bring(p.submission, from, elsewhereAddress, headers(from, "Elsewhere")+plain+"\r\nNumber "+strconv.Itoa(i)+".\r\n"); err != nil {
			return "", err
		}
	}
	for n := range kills {
		wanted := 1 + many*(n+1)/(kills+2)
		if err := until(ctx, "some letters to be tickets", func() (bool, error) { got, err := w.count(ctx, tickets); return got >= wanted, err }); err != nil {
			return "", err
		}
		kill(child)
		if child, err = w.startFetching(p); err != nil {
			return "", err
		}
	}
	if err := w.counted(ctx, "all to be tickets", many+1, tickets); err != nil {
		return "", err
	}
	took := time.Since(begun)
	if err := w.counted(ctx, "the mailbox to be read to its end", 1, "select count(*)::int from desk_mailboxes where last_uid = tidied_uid and failing_since is null and last_uid = $1", many+2); err != nil {
		return "", err
	}
	if n, err := w.count(ctx, "select count(*)::int from ticket_messages m join tickets t on t.tenant_id = m.tenant_id and t.id = m.ticket_id where t.subject = 'Elsewhere' and m.letter_key is not null"); err != nil || n != many+1 {
		return "", errors.Join(err, fmt.Errorf("%d letters were taken, and %d should be", n, many+1))
	}
	read, err := filepath.Glob(filepath.Join(p.dir, "mail", elsewhereAddress, "cur", "*:2,*S*"))
	if err != nil || len(read) != many+1 {
		return "", errors.Join(err, fmt.Errorf("%d letters are marked as read, and %d should be", len(read), many+1))
	}
	if err := w.dovecotAway(ctx, p, tickets, many+2); err != nil {
		return "", err
	}
	return fmt.Sprintf("from dovecot by IMAP: a letter is a ticket %.1f s after it is sent (IDLE), %d more in %.1f s with the process that fetches killed %d times: each once, all marked as read; "+
		"dovecot away is noticed and passes by itself", first.Seconds(), many, took.Seconds(), kills), nil
}

// checked tries what is wrong, and gives what is right.
func (w *world) checked(ctx context.Context, p *peers, here *mailboxes.Mailboxes, address uuid.UUID) (mailboxes.Settings, error) {
	_, port, err := net.SplitHostPort(p.mailbox)
	if err != nil {
		return mailboxes.Settings{}, err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return mailboxes.Settings{}, err
	}
	right := mailboxes.Settings{Host: "localhost", Port: number, TLS: letterbox.TLS, User: elsewhereAddress, Folder: "INBOX", Afterwards: letterbox.Seen}
	folder, certificate := right, right
	folder.Folder, certificate.Host = "Nowhere", "127.0.0.1"
	for _, c := range []struct {
		settings        mailboxes.Settings
		password, field string
	}{{right, "another", "user"}, {folder, mailboxPassword, "folder"}, {certificate, mailboxPassword, "host"}, {right, mailboxPassword, ""}} {
		got, err := here.Check(ctx, w.realm, address, c.settings, &c.password)
		if err != nil || got.Field != c.field || got.Fine != (c.field == "") {
			return right, errors.Join(err, fmt.Errorf("a check says %+v, and should name %q", got, c.field))
		}
	}
	return right, nil
}

// dovecotAway stops it and starts it again.
func (w *world) dovecotAway(ctx context.Context, p *peers, tickets string, wanted int) error {
	if err := p.stopDovecot(); err != nil {
		return err
	}
	if err := w.counted(ctx, "the mailbox to be known as not readable", 1, "select count(*)::int from desk_mailboxes where failing_since is not null and problem <> ''"); err != nil {
		return err
	}
	if err := p.runDovecot(ctx); err != nil {
		return err
	}
	if err := bring(p.submission, "late@customer.example", elsewhereAddress, headers("late@customer.example", "Elsewhere")+plain+"\r\nAnd now?\r\n"); err != nil {
		return err
	}
	if err := w.counted(ctx, "a letter after that to be a ticket", wanted, tickets); err != nil {
		return err
	}
	return w.counted(ctx, "the mailbox to be known as readable", 1, "select count(*)::int from desk_mailboxes where failing_since is null")
}
