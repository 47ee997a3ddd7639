package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
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

// Addresses of the desk.
const (
	help   = "help@north.example"
	urgent = "urgent@lmtp.north.example"
	duty   = "duty@customer.example"
)

// patience bounds each step: mail servers take their time.
const patience = 3 * time.Minute

// world is a brand with a desk, and its post.
type world struct {
	outside *recipients.Recipients
	pg      *rig.Postgres
	db      *db.DB
	desks   *support.Desks
	office  *post.Office
	courier *outbox.Courier
	realm   db.Scope
	boss    uuid.UUID
	// smtp and lmtp are where letters come in.
	smtp, lmtp net.Listener
	paged      atomic.Int64
	cancel     context.CancelFunc
	ended      chan error
}

// open makes the world on a database of its own.
func open(ctx context.Context, dir string) (w *world, err error) {
	w = &world{ended: make(chan error, 4)}
	if w.pg, err = rig.StartPostgres(ctx, filepath.Join(dir, "postgres"), false); err != nil {
		return nil, err
	}
	if w.db, err = w.pg.Open(ctx); err != nil {
		return w, err
	}
	log := slog.New(slog.DiscardHandler)
	rights, err := access.New()
	if err != nil {
		return w, err
	}
	tenants := tenant.New(w.db)
	people := identity.New(identity.Config{DB: w.db, Tenants: tenants, Key: rig.Key(), Clock: clock.System{}, Log: log, Catalogue: rights})
	w.outside = recipients.New(recipients.Config{DB: w.db, Key: rig.Key(), Clock: clock.System{}, Tenants: tenants})
	w.desks = support.New(support.Config{DB: w.db, Outside: w.outside, Tenants: tenants, Prices: catalogue.New(w.db, ledger.New(w.db, clock.System{}), clock.System{}), Key: rig.Key(),
		Clock: clock.System{}, Log: log})
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Platform"})
	if err != nil {
		return w, err
	}
	top, err := tenants.Scope(ctx, root.ID, root.ID)
	if err != nil {
		return w, err
	}
	north, err := tenants.Open(ctx, top, tenant.Opening{Kind: tenant.Reseller, Name: "North Ltd"})
	if err != nil {
		return w, err
	}
	if w.realm, err = tenants.Scope(ctx, north.ID, north.ID); err != nil {
		return w, err
	}
	if _, err = tenants.SetLook(ctx, w.realm, tenant.Look{Name: "North Fleet", Tokens: []byte(`{}`)}); err != nil {
		return w, err
	}
	if w.boss, err = people.Add(ctx, w.realm, identity.NewUser{Login: "boss", Email: "boss@north.example", Name: "Boss", Password: "a password of theirs", Role: identity.Owner}); err != nil {
		return w, err
	}
	for address, kind := range map[string]string{help: "normal", urgent: "critical"} {
		if _, err := w.desks.SetAddress(ctx, w.realm, support.Address{Address: address, Kind: kind}); err != nil {
			return w, err
		}
	}
	settings, err := w.desks.Settings(ctx, w.realm)
	if err != nil {
		return w, err
	}
	settings.PageEmails = []string{duty}
	return w, errors.Join(tenants.GiveHost(ctx, w.realm.Tenant(), "north.example", true), w.desks.SetSettings(ctx, w.realm, settings, nil), w.consent(ctx), w.listen(ctx))
}

// consent has whom the desk wakes say that they want it: the address is of nobody of its users.
func (w *world) consent(ctx context.Context) error {
	list, err := w.outside.List(ctx, w.realm)
	if err != nil {
		return err
	}
	for _, one := range list {
		pass, err := w.outside.Pass(ctx, w.realm.Tenant(), one.ID, recipients.AskDutyTemplate)
		if err != nil {
			return err
		}
		_, token, _ := strings.Cut(pass.Confirm, "?of=")
		if _, err := w.outside.Confirm(ctx, recipients.Visit{Realm: w.realm.Tenant(), Token: token}); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) listen(ctx context.Context) (err error) {
	var config net.ListenConfig
	if w.smtp, err = config.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		return err
	}
	w.lmtp, err = config.Listen(ctx, "tcp", "127.0.0.1:0")
	return err
}

// start opens the post, which sends by a server.
func (w *world) start(ctx context.Context, dir string, server mail.Server) error {
	log := slog.New(slog.DiscardHandler)
	tenants := tenant.New(w.db)
	sends, err := mail.New(mail.Config{Tenants: tenants, Brands: tenant.NewBrands(tenants, log), Server: server, Origin: func(host string) string { return "https://" + host },
		Clock: clock.System{}, Log: log})
	if err != nil {
		return err
	}
	threads := letter.Threads{MAC: rig.Key().MAC}
	pager := &post.Pager{Stop: w.outside.Stop, Desks: w.desks, Mail: sends, Caller: outward.New(false), Clock: clock.System{}, Log: log}
	sender := post.Sender{Desks: w.desks, Mail: sends, Threads: threads}
	w.courier = outbox.NewCourier(w.db, clock.System{}, log, map[string]outbox.Deliver{support.AnswerTopic: sender.DeliverAnswer,
		support.AcknowledgeTopic: sender.DeliverAcknowledgement, support.PageTopic: pager.DeliverPage})
	var certificate *tls.Config
	if certificate, err = letterbox.Certificate("mx.north.example", "", ""); err != nil {
		return err
	}
	nobody := func(context.Context, string) ([]string, error) { return nil, errors.New("there is no DNS here") }
	w.office, err = post.Open(post.Config{
		Receiver: post.Receiver{Desks: w.desks, Threads: threads, Scope: tenants.Scope, Lookup: nobody, Log: log},
		Pager:    pager, Ready: w.db.Ping, Dir: filepath.Join(dir, "letters"), MaxBytes: 1 << 30, Name: "mx.north.example", TLS: certificate, Clock: clock.System{},
		Observe: func(outcome string) {
			if outcome == "paged" {
				w.paged.Add(1)
			}
		},
	})
	if err != nil {
		return err
	}
	ctx, w.cancel = context.WithCancel(context.WithoutCancel(ctx))
	go func() { w.ended <- w.office.Serve(w.smtp) }()
	go func() { w.ended <- w.office.ServeLMTP(w.lmtp) }()
	go func() { w.ended <- w.office.Work(ctx) }()
	go func() { w.ended <- w.courier.Run(ctx) }()
	return nil
}

// close ends what was begun.
func (w *world) close() (err error) {
	if w.cancel != nil {
		bounded, done := context.WithTimeout(context.Background(), 10*time.Second)
		err = w.office.Shutdown(bounded)
		done()
		w.cancel()
		for range 4 {
			err = errors.Join(err, <-w.ended)
		}
	}
	if w.db != nil {
		w.db.Close()
	}
	return errors.Join(err, w.pg.Stop())
}

// count is what a statement answers with.
func (w *world) count(ctx context.Context, sql string, args ...any) (n int, err error) {
	err = w.db.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, sql, args...).Scan(&n) })
	return n, err
}

// until waits for something to become true, and says what it waited for if it does not.
func until(ctx context.Context, what string, so func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var last error
	for {
		ok, err := so()
		if ok {
			return nil
		}
		last = err
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("waited in vain: %s", what), last)
		case <-tick.C:
		}
	}
}

// counted waits until a statement answers with a number.
func (w *world) counted(ctx context.Context, what string, wanted int, sql string, args ...any) error {
	got := 0
	err := until(ctx, what, func() (ok bool, err error) {
		got, err = w.count(ctx, sql, args...)
		return got == wanted, err
	})
	if err != nil {
		return fmt.Errorf("%w: %d of %d", err, got, wanted)
	}
	return nil
}
