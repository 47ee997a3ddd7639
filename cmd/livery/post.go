package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/support/post"
)

// postOffice is where letters to desks come in; the zero value is none.
type postOffice struct {
	*post.Office

	listener net.Listener
}

// openPost listens for letters, where an address is set for it.
func (i *installation) openPost(ctx context.Context, metrics prometheus.Registerer, o options) (err error) {
	c := i.config.Mail
	if c.LettersListen == "" {
		return nil
	}
	taken := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "livery_letters_in_total", Help: "Letters that came, by what became of them."}, []string{"outcome"})
	if err := metrics.Register(taken); err != nil {
		return err
	}
	office := post.Config{
		Receiver: post.Receiver{Desks: i.desks, Threads: letter.Threads{MAC: i.storage.key.MAC}, Scope: i.tenants.Scope, Lookup: net.DefaultResolver.LookupTXT, Log: i.log},
		Ready:    i.storage.db.Ping, Dir: filepath.Join(i.config.General.DataDir, "letters"), MaxBytes: int64(c.LettersMaxBytes), MinFree: int64(c.LettersMinFreeDisk),
		Name: cmp.Or(c.LettersName, i.config.General.EdgeDomain, "localhost"), Clock: clock.System{},
		Observe: func(outcome string) { taken.WithLabelValues(outcome).Inc() },
	}
	if i.sends != nil {
		office.Mail = i.sends
	} else {
		i.log.Warn("no mail server is configured: critical letters wake nobody (LIVERY_SMTP_SERVER)")
	}
	if i.post.Office, err = post.Open(office); err != nil {
		return err
	}
	listen := net.ListenConfig{}
	i.post.listener, err = listen.Listen(ctx, "tcp", c.LettersListen)
	if errors.Is(err, syscall.EADDRINUSE) && o.freePorts {
		i.post.listener, err = listen.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	if err != nil {
		return fmt.Errorf("listen for letters (LIVERY_LETTERS_LISTEN): %w", err)
	}
	return nil
}

// close ends an office that was not run.
func (p postOffice) close() error {
	if p.listener == nil {
		return nil
	}
	if err := p.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
