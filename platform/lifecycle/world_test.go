package lifecycle_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/teltonika"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	imei     = "353861053849681"
	password = "a first password"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// world is a platform with a reseller and a sub-reseller, each with an owner, and a clock that stands at noon.
type world struct {
	*lifecycle.Tenants

	t      *testing.T
	db     *db.DB
	clock  *clock.Set
	tree   *tenant.Tenants
	people *identity.People
	fleet  *fleet.Fleet
	topups *topup.Topups
	desks  *support.Desks
	log    *audit.Log
	// root, north and below it harbour
	root, north, harbour db.Scope
	boss                 uuid.UUID // owner of north
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(noon)}
	w.tree, w.log = tenant.New(w.db), audit.New(w.db)
	rights, err := access.New()
	require.NoError(t, err)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tree, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Catalogue: rights})
	w.fleet = fleet.New(fleet.Config{DB: w.db, Clock: w.clock, Key: testdb.Key(), Protocols: []protocol.Protocol{teltonika.Protocol()}})
	w.topups = topup.New(topup.Config{DB: w.db, Clock: w.clock, Tenants: w.tree, Ledger: ledger.New(w.db, w.clock), Key: testdb.Key(),
		Settler: service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock})})
	w.desks = support.New(support.Config{DB: w.db, Tenants: w.tree, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: slog.New(slog.DiscardHandler)})
	w.Tenants = lifecycle.NewTenants(lifecycle.TenantsConfig{DB: w.db, Tree: w.tree, People: w.people, Fleet: w.fleet, Endings: w.topups, Desks: w.desks, Clock: w.clock, Zone: "edge-7.test"})
	root, err := w.tree.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root = w.scope(root.ID)
	w.north = w.scope(w.open(w.root, lifecycle.Opening{Kind: tenant.Reseller, Name: "North", Host: "north"}).ID)
	w.harbour = w.scope(w.open(w.north, lifecycle.Opening{Kind: tenant.Reseller, Name: "Harbour"}).ID)
	w.boss, err = w.people.Add(t.Context(), w.north, identity.NewUser{Login: "boss", Name: "Bo Boss", Password: password, Role: identity.Owner})
	require.NoError(t, err)
	return w
}

// as is the context of somebody of north.
func (w *world) as() context.Context {
	return audit.As(w.t.Context(), audit.Actor{Kind: audit.User, User: w.boss, Address: "192.0.2.7"})
}

func (w *world) scope(id uuid.UUID) db.Scope {
	w.t.Helper()
	s, err := w.tree.Scope(w.t.Context(), id, id)
	require.NoError(w.t, err)
	return s
}

func (w *world) open(provider db.Scope, o lifecycle.Opening) lifecycle.Opened {
	w.t.Helper()
	made, err := w.Open(w.as(), provider, uuid.New(), o)
	require.NoError(w.t, err)
	return made
}

// account opens one with an owner who has an address.
func (w *world) account(provider db.Scope, name, login string) db.Scope {
	w.t.Helper()
	return w.scope(w.open(provider, lifecycle.Opening{Kind: tenant.Account, Name: name,
		Owner: identity.FirstOwner{Login: login, Password: password, Email: login + "@example.com", Name: "Owner of " + name}}).ID)
}

// van adds an object that a device stands for and has been heard.
func (w *world) van(s db.Scope, name, identity string) fleet.Object {
	w.t.Helper()
	o, _, err := w.fleet.Create(w.t.Context(), s, fleet.Creation{Name: name, Tracker: &fleet.TrackerSpec{Protocol: "teltonika", Identity: identity}})
	require.NoError(w.t, err)
	w.worker(`select hold_identity('imei', $1)`, identity)
	return o
}

func (w *world) worker(sql string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err }))
}

func value[T any](w *world, sql string, args ...any) (v T) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { return tx.QueryRow(w.t.Context(), sql, args...).Scan(&v) }))
	return v
}

// actions are what a tenant's audit tells of tenants, the oldest first, each with the kind of who did it.
func (w *world) actions(s db.Scope) []string {
	w.t.Helper()
	list, _, err := w.log.List(w.t.Context(), s, audit.Query{Action: "tenant.", Limit: 100})
	require.NoError(w.t, err)
	told := []string{}
	for _, entry := range slices.Backward(list) {
		told = append(told, entry.Action+" by "+entry.Kind)
	}
	return told
}

// letters are the templates of what the outbox holds for a tenant.
func (w *world) letters(s db.Scope) []string {
	return value[[]string](w, `select coalesce(array_agg(payload ->> 'template' order by created_at, id), '{}') from outbox where tenant_id = $1`, s.Tenant())
}

func (w *world) causes(s db.Scope, object uuid.UUID) []string {
	w.t.Helper()
	o, err := w.fleet.Get(w.t.Context(), s, object)
	require.NoError(w.t, err)
	list := []string{}
	for _, b := range o.Blocks {
		list = append(list, b.Cause)
	}
	return list
}

func requireReason(t *testing.T, err error, code errs.Code, reason string) {
	t.Helper()
	require.Equal(t, code, errs.CodeOf(err), "%v", err)
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, reason, e.Reason)
}
