package support_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

// node is a tenant with its owner and somebody else.
type node struct {
	name  string
	scope db.Scope
	up    *node
	owner uuid.UUID
	staff uuid.UUID
}

type world struct {
	*testing.T

	db      *db.DB
	clock   *clock.Set
	tenants *tenant.Tenants
	people  *identity.People
	desks   *support.Desks
	nodes   map[string]*node
}

// monday is a working day at noon in UTC, in summer and winter alike.
var monday = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a moment

// setup is a tree of four levels with two branches, everybody with an owner and somebody else.
func setup(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, db: testdb.New(t), clock: clock.At(monday), nodes: map[string]*node{}}
	log := slog.New(slog.DiscardHandler)
	rights, err := access.New()
	require.NoError(t, err)
	w.tenants = tenant.New(w.db)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log, Catalogue: rights})
	w.desks = support.New(support.Config{DB: w.db, Tenants: w.tenants, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: log})
	for _, n := range []struct{ name, up, kind string }{
		{"root", "", tenant.Platform}, {"north", "root", tenant.Reseller}, {"south", "root", tenant.Reseller}, {"harbour", "north", tenant.Reseller},
		{"direct", "root", tenant.Account}, {"first", "north", tenant.Account}, {"second", "north", tenant.Account}, {"deep", "harbour", tenant.Account},
		{"third", "south", tenant.Account},
	} {
		w.add(n.name, n.up, n.kind)
	}
	return w
}

func (w *world) ctx() context.Context { return w.Context() }

func (w *world) add(name, up string, kind tenant.Kind) *node {
	w.Helper()
	n := &node{name: name, up: w.nodes[up]}
	var opened tenant.Opened
	var err error
	if n.up == nil {
		opened, err = w.tenants.OpenPlatform(w.ctx(), tenant.Opening{Name: name})
	} else {
		opened, err = w.tenants.Open(w.ctx(), n.up.scope, tenant.Opening{Kind: kind, Name: name})
	}
	require.NoError(w, err)
	n.scope, err = w.tenants.Scope(w.ctx(), opened.ID, opened.ID)
	require.NoError(w, err)
	n.owner, err = w.people.Add(w.ctx(), n.scope, identity.NewUser{Login: name + " owner", Email: name + ".owner@example.com", Name: "Owner of " + name, Password: "an owner's password", Role: identity.Owner})
	require.NoError(w, err)
	n.staff, err = w.people.Add(w.ctx(), n.scope, identity.NewUser{Login: name + " staff", Email: name + ".staff@example.com", Name: "Staff of " + name, Password: "a staff password", Role: "viewer"})
	require.NoError(w, err)
	w.nodes[name] = n
	return n
}

// ask is a plain question at one's own desk.
func (w *world) ask(n *node, subject string) support.Ticket {
	w.Helper()
	t, err := w.desks.Ask(w.ctx(), n.scope, n.owner, support.Here, support.Asking{Subject: subject, Body: "Please help: " + subject})
	require.NoError(w, err)
	return t
}

// letter is one that is proved.
func (w *world) letter(key, from, subject, text string) support.Letter {
	return support.Letter{Key: key, From: from, Proved: true, Subject: subject, Text: text, At: w.clock.Now()}
}

// text that a statement answers with, read as a job does.
func (w *world) text(sql string, args ...any) (got string) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.ctx(), func(tx *db.Tx) error { return tx.QueryRow(w.ctx(), sql, args...).Scan(&got) }))
	return got
}

func newUser(login string) identity.NewUser {
	return identity.NewUser{Login: login, Email: "third@example.com", Name: login, Password: "somebody's password", Role: "viewer"}
}
