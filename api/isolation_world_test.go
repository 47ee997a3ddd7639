package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/api"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/staff"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// fasthttp keeps a clock of its own once it has served, and a sweeper that ends within ten seconds.
func TestMain(m *testing.M) {
	testdb.Main(m, goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

const secret = "an owner's password"

// node is a tenant of the proof's world, with something of each kind in it. Every text of it holds its canary, a word
// that stands nowhere else.
type node struct {
	name   string
	canary string
	scope  db.Scope
	up     *node
	// host of its realm, and the place it signs in at
	host  string
	login string
	// ids by the name of a path parameter
	ids map[string]string
	// published are the words that tenants above may see in their lists: names of tenants and objects.
	published []string
	// told are the words that the tenant right above may read of it besides: its people, trackers, why something is blocked.
	told  []string
	token string
	// refresh renews the token.
	refresh string
	// key of the owner for programs, to see the fleet
	key     string
	expired string
}

func (n *node) below(other *node) bool {
	for up := n.up; up != nil; up = up.up {
		if up == other {
			return true
		}
	}
	return false
}

type world struct {
	t *testing.T
	// url of the database, for the superuser.
	url     string
	db      *db.DB
	server  *api.Server
	log     *watchedLog
	nodes   []*node
	tenants *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	acting  *lifecycle.Acting
	rights  *access.Rights
	// imports of a realm's customers.
	imports *onboarding.Onboarding
	legal   *legal.Legal
	prices  *catalogue.Catalogue
	desks   *support.Desks
	books   *books.Books
	// recipients are whom tenants' letters go to outside of their users.
	recipients *recipients.Recipients
}

// watchedLog keeps all that is logged.
type watchedLog struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *watchedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *watchedLog) take() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.all.Reset()
	return l.all.String()
}

// everything allows whatever the application would have refused.
type everything struct{}

func (everything) Allowed(access.Held, access.Operation) bool { return true }
func (everything) Admits(door.Area, tenant.Kind) bool         { return true }

type silence struct{}

func (silence) Health(context.Context) staff.Health { return staff.Health{} }
func (silence) Work(context.Context) (staff.BackgroundWork, error) {
	return staff.BackgroundWork{Jobs: []staff.Job{}, Topics: []staff.Topic{}, Failed: []staff.FailedNotice{}}, nil
}
func (silence) TryAgain(context.Context, db.Scope, string) (int64, error) { return 0, nil }
func (silence) Subscribe(uuid.UUID, func([]byte)) func()                  { return func() {} }
func (silence) HTTP(context.Context, uuid.UUID, protocol.HTTPRequest) (protocol.HTTPReply, error) {
	return protocol.HTTPReply{Status: 404}, nil
}

// bare is a server over an empty database.
func bare(t *testing.T, policy door.Policy, proxies ...netip.Prefix) *world {
	t.Helper()
	return serve(t, testdb.URL(t), policy, proxies...)
}

// serve is a server over a database.
func serve(t *testing.T, url string, policy door.Policy, proxies ...netip.Prefix) *world {
	t.Helper()
	w := &world{t: t, url: url, db: testdb.Open(t, url), log: &watchedLog{}}
	log := slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w.tenants = tenant.New(w.db)
	rights, err := access.New()
	require.NoError(t, err)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: clock.System{}, Log: log, Catalogue: rights})
	w.fleet, w.rights = fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Protocols: all.Table()}), rights
	w.imports = onboarding.New(onboarding.Config{DB: w.db, Tenants: w.tenants, People: w.people, Fleet: w.fleet, Key: testdb.Key(), Log: log})
	w.acting = lifecycle.NewActing(w.db, w.people, w.tenants, clock.System{})
	w.legal = legal.New(w.db, w.tenants, clock.System{})
	w.prices = catalogue.New(w.db, ledger.New(w.db, clock.System{}), clock.System{})
	w.books = books.New(books.Config{DB: w.db, Clock: clock.System{}, Tree: w.tenants, Ledger: ledger.New(w.db, clock.System{}), Prices: w.prices,
		Engine: service.NewEngine(service.EngineConfig{DB: w.db, Clock: clock.System{}, Log: log})})
	lives := lifecycle.NewTenants(lifecycle.TenantsConfig{DB: w.db, Limits: w.prices, Money: w.subscriptions(log), Tree: w.tenants, People: w.people, Fleet: w.fleet, Clock: clock.System{}, Zone: "edge.test"})
	desks, ways := w.support(log)
	w.recipients = recipients.New(recipients.Config{DB: w.db, Key: testdb.Key(), Clock: clock.System{}, Tenants: w.tenants})
	w.server, err = api.New(api.Config{
		Recipients: w.recipients,
		Desks:      desks, Ways: ways, Webhooks: w.ownWebhooks(),
		Lives: lives,
		Legal: w.legal, SignUps: signup.New(signup.Config{DB: w.db, Tenants: w.tenants, People: w.people, Legal: w.legal, Clock: clock.System{}, Log: log, Lives: lives, Prices: w.prices}),
		Tenants: w.tenants, Brands: tenant.NewBrands(w.tenants, log), People: w.people, Rights: rights, Fleet: w.fleet, Imports: w.imports,
		Customers: customers.New(customers.Config{DB: w.db, OfflineAfter: fleet.OfflineAfter}), Business: reseller.New(w.db, clock.System{}),
		Starts: start.New(start.Config{DB: w.db, Clock: clock.System{}, Entities: w.papers(log), Zone: "edge.test", Letters: true}), Domains: w.ownDomains(log), Senders: w.ownSenders(), Mailboxes: w.ownMailboxes(), Letters: nowhere{}, Looks: brand.New(w.db, w.tenants, clock.System{}), Words: w.words(), Prices: w.prices, Papers: w.papers(log), Books: w.books, Topups: w.topups(log), Subscriptions: w.subscriptions(log),
		Acting: w.acting, Audit: audit.New(w.db), Installation: silence{}, Background: silence{},
		Repeats: outbox.NewRepeats(w.db, clock.System{}), Live: silence{}, Reports: silence{},
		Trackers: func(c *door.Caller) fleet.Address {
			return fleet.Address{Host: c.Host, Ports: map[string]int{"teltonika": 5027}}
		},
		Key: testdb.Key(), Clock: clock.System{}, Log: log, Policy: policy, TrustedProxies: proxies,
		Limits: door.Limits{Address: 1e6, AddressBurst: 1e6, Session: 1e6, SessionBurst: 1e6},
	})
	require.NoError(t, err)
	return w
}

// moulded is the world that each test has a copy of.
var moulded struct { //nolint:gochecknoglobals // what the tests of the package share
	testdb.Mould

	nodes []*node
}

// newWorld is a server over a world that is this test's alone. It is made once and copied: to make it takes longer than most tests.
func newWorld(t *testing.T, policy door.Policy, proxies ...netip.Prefix) *world {
	t.Helper()
	url := moulded.URL(t, func(url string) {
		first := serve(t, url, nil)
		defer first.db.Close()
		first.build()
		moulded.nodes = first.nodes
	})
	w := serve(t, url, policy, proxies...)
	copied := map[*node]*node{nil: nil}
	for _, from := range moulded.nodes { // whoever is above stands before those below
		n := *from
		n.up, n.ids, n.published, n.told = copied[from.up], maps.Clone(from.ids), slices.Clone(from.published), slices.Clone(from.told)
		copied[from] = &n
		w.nodes = append(w.nodes, &n)
		// A token lasts for minutes; the mould may be older.
		fresh, err := w.people.Refresh(t.Context(), n.visit(), n.refresh)
		require.NoError(t, err)
		require.Equal(t, n.ids["session"], fresh.Session.String())
		n.token, n.refresh = fresh.Access, fresh.Refresh
	}
	w.log.take()
	return w
}

// visit is how a node's owner signs in.
func (n *node) visit() identity.Visit {
	return identity.Visit{Realm: n.scope.Realm(), Host: n.host, Address: "192.0.2.9", Agent: "agent " + n.canary}
}

// build makes a tree of four levels, with two branches.
//
//	root ─┬─ north ─┬─ harbour ── deep (account)
//	      │         ├─ first (account)
//	      │         └─ second (account)
//	      ├─ south ── third (account)
//	      └─ direct (account of the platform)
func (w *world) build() {
	t := w.t
	t.Helper()
	ctx, tenants, objects := t.Context(), w.tenants, w.fleet
	past := identity.New(identity.Config{DB: w.db, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: clock.At(time.Now().Add(-time.Hour)), Log: slog.New(slog.DiscardHandler)})
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "root canaryroot"})
	require.NoError(t, err)
	at := map[string]*node{}
	add := func(name, up string, kind tenant.Kind) {
		n := &node{name: name, canary: "canary" + name, ids: map[string]string{}, login: "login canary" + name}
		id := root.ID
		if up != "" {
			n.up = at[up]
			opened, err := tenants.Open(ctx, n.up.scope, tenant.Opening{Kind: kind, Name: name + " " + n.canary})
			require.NoError(t, err)
			id = opened.ID
			// The last of one's customers, for the proof to name.
			n.up.ids["customer"] = id.String()
		}
		n.scope, err = tenants.Scope(ctx, id, id)
		require.NoError(t, err)
		if kind == tenant.Account {
			n.host = n.up.host
		} else {
			n.host = n.canary + ".test"
			require.NoError(t, tenants.GiveHost(ctx, id, n.host, true))
			_, err := tenants.SetLook(ctx, n.scope, tenant.Look{Name: "brand " + n.canary})
			require.NoError(t, err)
		}
		w.furnish(n, objects)
		old, err := past.SignIn(ctx, n.visit(), n.login, secret)
		require.NoError(t, err)
		n.expired = old.Access
		fresh, err := w.people.SignIn(ctx, n.visit(), n.login, secret)
		require.NoError(t, err)
		n.token, n.refresh, n.ids["session"] = fresh.Access, fresh.Refresh, fresh.Session.String()
		at[name] = n
		w.nodes = append(w.nodes, n)
	}
	add("root", "", tenant.Platform)
	add("north", "root", tenant.Reseller)
	add("south", "root", tenant.Reseller)
	add("direct", "root", tenant.Account)
	add("harbour", "north", tenant.Reseller)
	add("first", "north", tenant.Account)
	add("second", "north", tenant.Account)
	add("third", "south", tenant.Account)
	add("deep", "harbour", tenant.Account)
	for _, n := range w.nodes {
		if n.ids["customer"] == "" { // an account has none
			n.ids["customer"] = uuid.NewString()
		}
	}
}

// furnish puts something of each kind into a tenant.
func (w *world) furnish(n *node, objects *fleet.Fleet) {
	ctx, t := w.t.Context(), w.t
	user, err := w.people.Add(ctx, n.scope, identity.NewUser{Login: n.login, Email: n.canary + "@example.com", Name: "name " + n.canary, Password: secret, Role: identity.Owner})
	require.NoError(t, err)
	group, err := objects.CreateGroup(ctx, n.scope, "group "+n.canary)
	require.NoError(t, err)
	made, _, err := objects.Create(ctx, n.scope, fleet.Creation{Name: "object " + n.canary, Kind: n.canary, Group: &group.ID,
		Tracker: &fleet.TrackerSpec{Protocol: "wialon-ips", Model: "model " + n.canary, Identity: "identity" + n.canary}})
	require.NoError(t, err)
	require.NoError(t, objects.Block(ctx, n.scope, made.ID, fleet.Blocking{KeepData: true, Reason: "reason " + n.canary, By: &user}))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `insert into object_states (object_seq, tenant_id, object_id, fixed_at, lat, lon, valid, heard_at, recorded_at, attributes)
			select seq, tenant_id, id, now(), 60, 25, true, now(), now(), jsonb_build_object('driver_id', $2::text) from objects where id = $1`, made.ID, n.canary)
		return err
	}))
	w.populate(n, user)
	w.bring(n, user)
	w.letIn(n, user)
	w.apply(n)
	n.ids["object"], n.ids["group"] = made.ID.String(), group.ID.String()
	n.published = []string{n.name + " " + n.canary, "object " + n.canary, `"kind":"` + n.canary + `"`, `"name":"` + n.canary + `.test"`}
	n.told = []string{n.canary + "@example.com", n.login, "name " + n.canary, "member " + n.canary, "model " + n.canary, "identity" + n.canary}
	w.consoles(n, user)
	w.stockUp(n, made.ID, user)
	w.price(n, user)
	w.askDesk(n, user)
	w.pay(n)
	w.owe(n, user)
	w.write(n)
	w.subscribe(n, user, made.ID)
	w.nameIt(n)
	w.wear(n)
}

// betrayed names the canary of another tenant that a text holds, beyond what the caller may know.
func (w *world) betrayed(caller *node, host *node, listing bool, text string) string {
	for _, n := range w.nodes {
		if n == caller || n == host {
			continue
		}
		left := text
		if listing && caller != nil && n.below(caller) {
			for _, word := range n.published {
				left = strings.ReplaceAll(left, word, "")
			}
			if n.up == caller {
				for _, word := range n.told {
					left = strings.ReplaceAll(left, word, "")
				}
			}
		}
		if strings.Contains(left, n.canary) {
			return n.canary
		}
	}
	return ""
}

func (w *world) node(name string) *node {
	i := slices.IndexFunc(w.nodes, func(n *node) bool { return n.name == name })
	return w.nodes[i]
}

func (w *world) realmOf(n *node) *node {
	for n.scope.Kind() == tenant.Account {
		n = n.up
	}
	return n
}

// sums are a checksum of each tenant's rows in every table.
func (w *world) sums() map[string]string {
	t, ctx := w.t, w.t.Context()
	all := map[string]string{}
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
			where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'`)
		if err != nil {
			return err
		}
		var tables []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			tables = append(tables, name)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, table := range tables {
			// A question is its asker's as much as its desk's, and so is what was agreed to of a card.
			whose := "tenant_id::text"
			if bothSides(table) {
				whose = "tenant_id || ' ' || coalesce(counterparty_id::text, '')"
			}
			if table == "webhook_deliveries" {
				// What happens between two sides is told to both, under the name of the other.
				whose = `tenant_id || ' ' || coalesce(case body::jsonb #>> '{data,side}' when 'provider' then body::jsonb #>> '{data,customer}'
					when 'customer' then (select p.parent_id::text from tenants p where p.id = t.tenant_id) end, '')`
			}
			if table == "outbox" {
				// What a realm writes to a customer about the customer's own card is the customer's doing.
				whose = `tenant_id || ' ' || case topic when 'money.notice' then coalesce(payload ->> 'tenant', '') else '' end`
			}
			rows, err := tx.Query(ctx, `select `+whose+`, md5(string_agg(t::text, '|' order by t::text)) from `+table+` t group by 1`)
			if err != nil {
				return err
			}
			for rows.Next() {
				var id, sum string
				if err := rows.Scan(&id, &sum); err != nil {
					return err
				}
				all[id+" "+table] = sum
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	}))
	return all
}

// unchanged fails if a row of another tenant than the caller's is not as it was.
func (w *world) unchanged(before map[string]string, caller uuid.UUID, where string) {
	w.t.Helper()
	after := w.sums()
	for key, sum := range before {
		if !strings.HasPrefix(key, caller.String()) && !isCounterparty(key, caller) {
			require.Equal(w.t, sum, after[key], "%s: rows of another tenant have changed: %s", where, key)
		}
	}
	opened := w.openedBy(caller)
	for key := range after {
		if !strings.HasPrefix(key, caller.String()) && !isCounterparty(key, caller) && !opened[key[:len(caller.String())]] {
			require.Contains(w.t, before, key, "%s: rows of another tenant have appeared", where)
		}
	}
}

// bothSides tells of tables of which each side writes its own rows.
func bothSides(table string) bool {
	return strings.HasPrefix(table, "autopay") || strings.HasPrefix(table, "ticket") && table != "ticket_secret_reads"
}

// isCounterparty tells whether rows are those of such a table between the caller and whoever is above it, or what one of the two is told of it.
func isCounterparty(key string, caller uuid.UUID) bool {
	_, table, found := strings.Cut(key, " "+caller.String()+" ")
	return found && (bothSides(table) || table == "webhook_deliveries" || table == "outbox")
}

// openedBy are tenants that a caller has opened below itself by the proof's requests.
func (w *world) openedBy(caller uuid.UUID) map[string]bool {
	w.t.Helper()
	opened := map[string]bool{}
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.t.Context(), `select id::text from tenants where parent_id = $1`, caller)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return err
			}
			opened[id] = true
		}
		return rows.Err()
	}))
	for _, n := range w.nodes {
		delete(opened, n.scope.Tenant().String())
	}
	return opened
}

func encoded(v any) []byte {
	b, _ := json.Marshal(v) // plain values
	return b
}
