package start_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

// world is a platform with two new resellers.
type world struct {
	*start.Starts

	t            *testing.T
	db           *db.DB
	clock        *clock.Set
	tenants      *tenant.Tenants
	ledger       *ledger.Ledger
	prices       *catalogue.Catalogue
	papers       *papers.Papers
	north, south db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC))}
	w.tenants = tenant.New(w.db)
	w.ledger = ledger.New(w.db, w.clock)
	w.prices = catalogue.New(w.db, w.ledger, w.clock)
	w.papers = papers.New(papers.Config{DB: w.db, Clock: w.clock, Tenants: w.tenants, Ledger: w.ledger})
	w.Starts = start.New(start.Config{DB: w.db, Clock: w.clock, Entities: w.papers, Zone: "edge-7.test", Letters: true})
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.north = w.open(w.scope(root.ID), tenant.Reseller, "North")
	w.south = w.open(w.scope(root.ID), tenant.Reseller, "South")
	return w
}

func (w *world) scope(id uuid.UUID) db.Scope {
	w.t.Helper()
	s, err := w.tenants.Scope(w.t.Context(), id, id)
	require.NoError(w.t, err)
	return s
}

func (w *world) open(parent db.Scope, kind tenant.Kind, name string) db.Scope {
	w.t.Helper()
	opened, err := w.tenants.Open(w.t.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(w.t, err)
	return w.scope(opened.ID)
}

func (w *world) worker(sql string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err }))
}

// left is what the guide says is left, a line for each step that is not done.
func (w *world) left(realm db.Scope) (lines []string) {
	w.t.Helper()
	g, err := w.Guide(w.t.Context(), realm)
	require.NoError(w.t, err)
	for _, s := range g.Steps {
		if s.State != start.Done {
			lines = append(lines, s.Name+" "+s.State+": "+strings.Join(s.Left, " "))
		}
	}
	return lines
}

func entity() papers.Entity {
	return papers.Entity{Entity: invoice.Entity{Name: "North Oy", Address: "Unioninkatu 17", Phone: "+358 9 555 0100", TaxNumber: "FI12345678"}}
}

func TestEachStepIsDoneWhenTheFactsSaySoAndWhatIsLeftIsTold(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	require.NoError(t, w.tenants.GiveHost(ctx, w.north.Tenant(), "north.edge-7.test", true))
	g, err := w.Guide(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, "north.edge-7.test", g.Host)
	require.Equal(t, "north.edge-7.test", g.Starter)
	require.True(t, g.Begins)
	require.Equal(t, []string{start.Registration, start.PaidPlans}, g.Closed)
	require.Equal(t, []string{"entity open: name address number reach", "brand open: look", "domain open: ask", "prices open: plan",
		"documents open: terms privacy support sms", "customer open: customer"}, w.left(w.north))

	half := entity()
	half.Phone = ""
	_, err = w.papers.SetEntity(ctx, w.north, half)
	require.NoError(t, err)
	require.Contains(t, w.left(w.north), "entity open: reach")
	_, err = w.papers.SetEntity(ctx, w.north, entity())
	require.NoError(t, err)
	_, err = w.tenants.SetLook(ctx, w.north, tenant.Look{Name: "North", Tokens: []byte(`{"light.primary":"#0a5"}`)})
	require.NoError(t, err)
	for _, state := range []struct{ state, left string }{{"pending", "prove"}, {"verified", "point"}, {"issuing", "certificate"}} {
		w.worker(`insert into domains (id, tenant_id, host, token, state) values (gen_random_uuid(), $1, $2, 't', $3)`, w.north.Tenant(), state.state+".north.test", state.state)
		require.Contains(t, w.left(w.north), "domain open: "+state.left, "the domain that has come furthest is told of")
	}
	w.worker(`update domains set state = 'active' where host = 'pending.north.test'`)
	_, err = w.prices.Create(ctx, w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Period: catalogue.Month}})
	require.NoError(t, err)
	w.worker(`insert into document_versions (id, tenant_id, kind, version, posted_at, effective_at, starter)
		select gen_random_uuid(), $1, k, 1, $2, $2, true from unnest(array['terms', 'privacy', 'support', 'sms']) k`, w.north.Tenant(), w.clock.Now())
	require.Equal(t, []string{"customer open: customer"}, w.left(w.north))
	w.open(w.north, tenant.Account, "Anna")
	g, err = w.Guide(ctx, w.north)
	require.NoError(t, err)
	require.False(t, g.Begins, "nothing is left to do")
	require.Empty(t, g.Closed)
	require.Equal(t, []string{"starters"}, g.Steps[4].Advice)
	require.Len(t, w.left(w.south), 6, "another's way is its own")
}

func TestAStepCanWaitButTheLegalEntityCannotAndTheWholeCanBePutAway(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.Set(ctx, w.north, start.Wish{Later: []string{start.Entity}})
	require.True(t, errs.Is(err, errs.Invalid))
	g, err := w.Set(ctx, w.north, start.Wish{Later: []string{start.Domain, start.Brand, start.Domain}})
	require.NoError(t, err)
	require.True(t, g.Begins)
	require.Contains(t, w.left(w.north), "domain later: ask")
	g, err = w.Set(ctx, w.north, start.Wish{Later: []string{start.Domain}, PutAway: true})
	require.NoError(t, err)
	require.False(t, g.Begins)
	require.Equal(t, w.clock.Now(), g.PutAwayAt.UTC())
	require.Contains(t, w.left(w.north), "brand open: look", "what may be waited for no more is open again")
	require.NotEmpty(t, g.Closed, "putting it away opens nothing")
	other, err := w.Guide(ctx, w.south)
	require.NoError(t, err)
	require.True(t, other.Begins)
}

func TestNothingIsSoldForMoneyBeforeTheLegalEntityIsComplete(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	engine := service.NewEngine(service.EngineConfig{DB: w.db, Clock: w.clock})
	subs := service.NewSubscriptions(service.SubscriptionsConfig{DB: w.db, Clock: w.clock, Engine: engine, Prices: w.prices, Ledger: w.ledger, Trade: w.papers})
	objects := fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock})
	require.NoError(t, w.db.InTenant(ctx, w.north, func(tx *db.Tx) error { return w.ledger.OpenBook(ctx, tx, w.north.Tenant(), money.MustParse("EUR")) }))
	anna := w.open(w.north, tenant.Account, "Anna")
	van, _, err := objects.Create(ctx, anna, fleet.Creation{Name: "Van"})
	require.NoError(t, err)
	plan, err := w.prices.Create(ctx, w.north, uuid.Nil, catalogue.NewPlan{Kind: catalogue.OfObjects, Name: "Standard",
		Terms: catalogue.Terms{Price: catalogue.Price{Amount: 500, Currency: "EUR"}, Period: catalogue.Month, TrialDays: 14}})
	require.NoError(t, err)
	bundle, err := w.prices.CreatePackage(ctx, w.north, uuid.Nil, catalogue.NewPackage{Name: "Messages", Unit: "SMS",
		Contents: catalogue.Contents{Price: catalogue.Price{Amount: 100, Currency: "EUR"}, Quantity: new(int64(10))}})
	require.NoError(t, err)
	connect := func(p service.Party) error {
		_, err := subs.One(ctx, p, service.Wish{Doing: service.Connect, Objects: []uuid.UUID{van.ID}, Version: plan.Versions[0].ID})
		return err
	}
	buy := func() error {
		_, err := subs.Buy(ctx, anna, uuid.Nil, service.Buying{Version: bundle.Versions[0].ID})
		return err
	}
	requireReason(t, "not_selling_yet", connect(service.Party{Account: anna}))
	requireReason(t, "entity_incomplete", connect(service.Party{Account: anna, Provider: &w.north}))
	requireReason(t, "not_selling_yet", buy())
	// Another's legal entity opens nothing here.
	_, err = w.papers.SetEntity(ctx, w.south, entity())
	require.NoError(t, err)
	requireReason(t, "not_selling_yet", connect(service.Party{Account: anna}))

	_, err = w.papers.SetEntity(ctx, w.north, entity())
	require.NoError(t, err)
	require.NoError(t, connect(service.Party{Account: anna}))
	requireReason(t, "short_of_money", buy())
}

func TestWhoWasInBusinessBeforeIsAskedForNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.worker(`insert into realm_starts (tenant_id, put_away_at, traded_before) values ($1, now(), true)`, w.north.Tenant())
	g, err := w.Guide(t.Context(), w.north)
	require.NoError(t, err)
	require.False(t, g.Begins)
	require.Empty(t, g.Closed)
	// Nobody says so of themselves.
	err = w.db.InTenant(t.Context(), w.south, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into realm_starts (tenant_id, traded_before) values ($1, true)`, w.south.Tenant())
		return err
	})
	require.Error(t, err)
}

func TestTheDatabaseAndThePapersAgreeOnWhatACompleteLegalEntityIs(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	for i := range 1 << 6 {
		e := papers.Entity{}
		for bit, field := range []*string{&e.Name, &e.Address, &e.Phone, &e.Email, &e.Registration, &e.TaxNumber} {
			if i&(1<<bit) != 0 {
				*field = "x"
			} else {
				*field = " "
			}
		}
		kept, err := w.papers.SetEntity(ctx, w.north, e)
		require.NoError(t, err)
		require.NoError(t, w.db.InTenant(ctx, w.north, func(tx *db.Tx) error {
			trades, err := w.papers.Trades(ctx, tx, w.north.Tenant())
			require.NoError(t, err)
			require.Equal(t, len(kept.Missing()) == 0, trades, "%+v", kept)
			foreign, err := w.papers.Trades(ctx, tx, w.south.Tenant())
			require.False(t, foreign)
			return err
		}))
	}
}

func requireReason(t *testing.T, reason string, err error) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, reason, e.Reason)
}
