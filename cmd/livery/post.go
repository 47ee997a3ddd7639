package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/platform/support/post"
)

// postOffice is where letters to desks come in; the zero value is none.
type postOffice struct {
	*post.Office

	// listener is for the world, lmtp for a mail server of the operator's; either may be nil.
	listener, lmtp net.Listener
}

// receiver makes tickets of letters, whichever way they come.
func (i *installation) receiver() post.Receiver {
	return post.Receiver{Bounces: i.senders, Desks: i.desks, Threads: letter.Threads{MAC: i.storage.key.MAC}, Scope: i.tenants.Scope, Lookup: net.DefaultResolver.LookupTXT,
		Bureau: letterbox.Bureau{DNS: net.DefaultResolver, Trusted: i.config.Mail.LettersCheckedBy}, Log: i.log}
}

// openMailboxes looks after the mailboxes elsewhere that letters to desks are fetched from.
func (i *installation) openMailboxes(metrics prometheus.Registerer) error {
	fetched := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "livery_letters_fetched_total", Help: "Letters of mailboxes elsewhere, by what became of them."}, []string{"outcome"})
	if err := metrics.Register(fetched); err != nil {
		return err
	}
	i.mailboxes = mailboxes.New(mailboxes.Config{DB: i.storage.db, Key: i.storage.key, Clock: clock.System{}, Log: i.log, Fetcher: letterbox.Fetcher{Private: i.config.Mail.SendersPrivate},
		Store: i.receiver().Store, Observe: func(outcome string) { fetched.WithLabelValues(outcome).Inc() }})
	return nil
}

// openPost listens for letters, where an address is set for it.
func (i *installation) openPost(ctx context.Context, metrics prometheus.Registerer, o options) (err error) {
	c := i.config.Mail
	if c.LettersListen == "" && c.LettersLMTP == "" {
		return nil
	}
	taken := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "livery_letters_in_total", Help: "Letters that came, by what became of them."}, []string{"outcome"})
	if err := metrics.Register(taken); err != nil {
		return err
	}
	office := post.Config{
		Receiver: i.receiver(),
		Ready:    i.storage.db.Ping, Dir: filepath.Join(i.config.General.DataDir, "letters"), MaxBytes: int64(c.LettersMaxBytes), MinFree: int64(c.LettersMinFreeDisk),
		Pager: i.pager, Name: cmp.Or(c.LettersName, i.config.General.EdgeDomain, "localhost"), Clock: clock.System{},
		Observe: func(outcome string) { taken.WithLabelValues(outcome).Inc() },
	}
	if i.pager.Mail == nil {
		i.log.Warn("no mail server is configured: critical letters wake by webhooks only (LIVERY_SMTP_SERVER)")
	}
	if office.TLS, err = letterbox.Certificate(office.Name, c.LettersCertificate, c.LettersKey); err != nil {
		return fmt.Errorf("read the certificate for letters (LIVERY_LETTERS_CERTIFICATE, LIVERY_LETTERS_KEY): %w", err)
	}
	if i.post.Office, err = post.Open(office); err != nil {
		return err
	}
	listen := net.ListenConfig{}
	if c.LettersListen != "" {
		i.post.listener, err = listen.Listen(ctx, "tcp", c.LettersListen)
		if errors.Is(err, syscall.EADDRINUSE) && o.freePorts {
			i.post.listener, err = listen.Listen(ctx, "tcp", "127.0.0.1:0")
		}
		if err != nil {
			return fmt.Errorf("listen for letters (LIVERY_LETTERS_LISTEN): %w", err)
		}
	}
	if c.LettersLMTP != "" {
		network := "tcp"
		if strings.HasPrefix(c.LettersLMTP, "/") {
			network = "unix"
			// What a process that was killed has left behind.
			if info, err := os.Lstat(c.LettersLMTP); err == nil && info.Mode()&fs.ModeSocket != 0 {
				_ = os.Remove(c.LettersLMTP)
			}
		}
		if i.post.lmtp, err = listen.Listen(ctx, network, c.LettersLMTP); err != nil {
			return errors.Join(fmt.Errorf("listen for letters (LIVERY_LETTERS_LMTP): %w", err), i.post.close())
		}
	}
	return nil
}

// opened tells whether letters come in here.
func (p postOffice) opened() bool { return p.listener != nil || p.lmtp != nil }

// close ends an office that was not run.
func (p postOffice) close() (err error) {
	for _, l := range []net.Listener{p.listener, p.lmtp} {
		if l == nil {
			continue
		}
		if closing := l.Close(); closing != nil && !errors.Is(closing, net.ErrClosed) {
			err = errors.Join(err, closing)
		}
	}
	return err
}
