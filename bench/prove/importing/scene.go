package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// lease is short, so that the next process need not wait long for the killed one's to end.
const lease = 500 * time.Millisecond

// variable names the database to whoever is started to work.
const variable = "LIVERY_PROVE_IMPORTING"

// beWorker works at imports until it is killed, if this process was started to.
func beWorker() {
	url, told := os.LookupEnv(variable)
	if !told {
		return
	}
	ctx := context.Background()
	d, err := db.Open(ctx, url, rig.Key(), db.Options{MaxConns: 8})
	if err == nil {
		var p parts
		if p, err = assemble(d); err == nil {
			err = p.imports.Work(ctx)
		}
	}
	fmt.Fprintln(os.Stderr, "a worker ended by itself:", err)
	os.Exit(1)
}

// parts are the services that importing stands on.
type parts struct {
	tenants *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	imports *onboarding.Onboarding
}

func assemble(d *db.DB) (p parts, err error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	rights, err := access.New()
	if err != nil {
		return p, err
	}
	p.tenants = tenant.New(d)
	p.people = identity.New(identity.Config{DB: d, Tenants: p.tenants, Key: rig.Key(), Clock: clock.System{}, Log: log, Catalogue: rights})
	p.fleet = fleet.New(fleet.Config{DB: d, Key: rig.Key(), Protocols: all.Table()})
	p.imports = onboarding.New(onboarding.Config{DB: d, Tenants: p.tenants, People: p.people, Fleet: p.fleet, Key: rig.Key(), Log: log, Lease: lease})
	return p, nil
}

// scene is a reseller who brings a business, and a rival.
type scene struct {
	parts

	url   string
	db    *db.DB
	scope db.Scope
	owner uuid.UUID
	id    uuid.UUID // of the import
}

func newScene(ctx context.Context, pg *rig.Postgres) (*scene, error) {
	d, err := pg.Open(ctx)
	if err != nil {
		return nil, err
	}
	s := &scene{url: pg.URL(), db: d}
	if s.parts, err = assemble(d); err != nil {
		return nil, err
	}
	root, err := s.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	if err != nil {
		return nil, err
	}
	platform, err := s.tenants.Scope(ctx, root.ID, root.ID)
	if err != nil {
		return nil, err
	}
	opened, err := s.tenants.Open(ctx, platform, tenant.Opening{Kind: tenant.Reseller, Name: "Reseller", TimeZone: "Europe/Helsinki"})
	if err != nil {
		return nil, err
	}
	if s.scope, err = s.tenants.Scope(ctx, opened.ID, opened.ID); err != nil {
		return nil, err
	}
	s.owner, err = s.people.Add(ctx, s.scope, identity.NewUser{Login: "boss", Password: "a password of theirs", Role: identity.Owner})
	return s, err
}

// worker starts a process that works at imports.
func (s *scene) worker(ctx context.Context) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, self)
	c.Env = append(os.Environ(), variable+"="+s.url)
	c.Stderr = os.Stderr
	err = c.Start()
	return c, err
}

// settled waits until the import is in a state, with a process working at it.
func (s *scene) settled(ctx context.Context, state string) (i onboarding.Import, err error) {
	c, err := s.worker(ctx)
	if err != nil {
		return i, err
	}
	defer func() { _, _ = c.Process.Kill(), c.Wait() }()
	return s.until(ctx, func(i onboarding.Import) bool { return i.State == state })
}

// until reads the import again and again.
func (s *scene) until(ctx context.Context, is func(onboarding.Import) bool) (i onboarding.Import, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if i, err = s.imports.Get(ctx, s.scope, s.id); err != nil || is(i) {
			return i, err
		}
		if i.State == onboarding.Failed {
			return i, errors.New("the import has failed")
		}
		select {
		case <-ctx.Done():
			return i, ctx.Err()
		case <-tick.C:
		}
	}
}
