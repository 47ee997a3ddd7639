package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/api"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	// watchers are the people whose WebSockets are open.
	watchers = 100
	// patience bounds how long all may take to open, or to be closed.
	patience = 3 * time.Minute
)

// silence has nothing to tell: what is measured is how the sockets end.
type silence struct{}

func (silence) Subscribe(uuid.UUID, func([]byte)) func() { return func() {} }
func (silence) HTTP(context.Context, uuid.UUID, protocol.HTTPRequest) (protocol.HTTPReply, error) {
	return protocol.HTTPReply{Status: 404}, nil
}

// revocation measures how long after a right was taken away the last WebSocket that was opened with it is closed: one
// person's of all those open, and everybody's at once.
func (b *bench) revocation(ctx context.Context) (said string, err error) {
	address, stop, err := b.serve(ctx)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, stop()) }()
	notice, err := b.noticeTime(ctx)
	if err != nil {
		return "", err
	}
	owner, role, people, tokens, err := b.watching(ctx)
	if err != nil {
		return "", err
	}
	each := b.sockets / watchers
	browsers, err := startWatchers(ctx, address, tokens, each)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, browsers.stop()) }()
	var ones []time.Duration
	for i, person := range people[:10] {
		if _, err := b.people.ChangePerson(ctx, b.reseller, owner, person, identity.PersonChange{Blocked: new(true)}); err != nil {
			return "", err
		}
		since := time.Now()
		last, err := browsers.closed(ctx, func(who int) bool { return who == i }, each)
		if err != nil {
			return "", err
		}
		ones = append(ones, last.Sub(since))
	}
	if err := b.people.ChangeRole(ctx, b.reseller, owner, role, "Watcher", []string{"fleet view", "reports"}); err != nil {
		return "", err
	}
	since := time.Now()
	left := (watchers - 10) * each
	last, err := browsers.closed(ctx, func(int) bool { return true }, left)
	if err != nil {
		return "", err
	}
	one := median(ones)
	return fmt.Sprintf("of %d open WebSockets one person's %d closed %.0f ms after the change (median of %d), %.0f times a notice of PostgreSQL (%.2f ms), the %d of everybody else in %.0f ms",
		watchers*each, each, ms(one), len(ones), float64(one)/float64(notice), ms(notice), left, ms(last.Sub(since))), nil
}

// serve runs the server as the program does, with what watches over rights.
func (b *bench) serve(ctx context.Context) (address string, stop func() error, err error) {
	log := slog.New(slog.DiscardHandler)
	const many = 1_000_000
	server, err := api.New(api.Config{Tenants: b.tenants, Brands: tenant.NewBrands(b.tenants, log), People: b.people, Rights: b.rights,
		Fleet:   fleet.New(fleet.Config{DB: b.DB, Key: rig.Key(), Protocols: all.Table()}),
		Repeats: outbox.NewRepeats(b.DB, clock.System{}), Live: silence{}, Reports: silence{},
		Trackers: func(c *door.Caller) fleet.Address { return fleet.Address{Host: c.Host} },
		Key:      rig.Key(), Clock: clock.System{}, Log: log, PlainHTTP: true,
		Limits: door.Limits{Address: many, AddressBurst: many, Session: many, SessionBurst: many}})
	if err != nil {
		return "", nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	var all errgroup.Group
	all.Go(func() error { return server.Serve(listener) })
	all.Go(func() error { return server.WatchSockets(ctx) })
	all.Go(func() error { return b.people.Watch(ctx) })
	return listener.Addr().String(), func() error {
		ending, done := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer done()
		err := server.Shutdown(ending)
		cancel()
		return errors.Join(err, all.Wait())
	}, nil
}

// noticeTime is how long a NOTIFY takes to whoever listens: nothing can bite sooner, across processes.
func (b *bench) noticeTime(ctx context.Context) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	heard := make(chan time.Time, 100)
	var listening errgroup.Group
	listening.Go(func() error { return b.DB.Listen(ctx, "livery_bench", func() { heard <- time.Now() }) })
	var took []time.Duration
	for n := range 51 {
		began := time.Now()
		if n > 0 {
			if _, err := b.Super.Exec(ctx, "notify livery_bench"); err != nil {
				return 0, err
			}
		}
		select {
		case at := <-heard: // the first tells that it listens
			took = append(took, at.Sub(began))
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	cancel()
	return median(took[1:]), listening.Wait()
}

// watching adds the people whose sockets will be open, all of one role, and signs them in.
func (b *bench) watching(ctx context.Context) (owner identity.By, role uuid.UUID, people []uuid.UUID, tokens []string, err error) {
	users, err := b.people.Users(ctx, b.reseller)
	if err != nil {
		return owner, role, nil, nil, err
	}
	owner.User = users[0].ID
	made, err := b.people.MakeRole(ctx, b.reseller, owner, "Watcher", []string{"fleet view"})
	if err != nil {
		return owner, role, nil, nil, err
	}
	grant := identity.Grant{Role: identity.Own, RoleID: made.ID, SeesAll: true}
	visit := identity.Visit{Realm: b.reseller.Realm(), Host: host, Address: "127.0.0.1"}
	for n := range watchers {
		login := fmt.Sprintf("watcher %d", n)
		id, err := b.people.Add(ctx, b.reseller, identity.NewUser{Login: login, Password: password, Role: identity.Viewer})
		if err != nil {
			return owner, role, nil, nil, err
		}
		if _, err := b.people.ChangePerson(ctx, b.reseller, owner, id, identity.PersonChange{Grant: &grant}); err != nil {
			return owner, role, nil, nil, err
		}
		t, err := b.people.SignIn(ctx, visit, login, password)
		if err != nil {
			return owner, role, nil, nil, err
		}
		people, tokens = append(people, id), append(tokens, t.Access)
	}
	return owner, made.ID, people, tokens, nil
}
