package onboarding_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const (
	imei1 = "353861053849681"
	imei2 = "356307042441013"
	imei3 = "490154203237518"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// world is a platform with two resellers, one of whom brings a business.
type world struct {
	*onboarding.Onboarding
	t       *testing.T
	db      *db.DB
	clock   *clock.Set
	tenants *tenant.Tenants
	people  *identity.People
	fleet   *fleet.Fleet
	scope   db.Scope
	rivals  db.Scope
	owner   uuid.UUID
	log     *bytes.Buffer
}

func setup(t *testing.T) *world {
	t.Helper()
	ctx := t.Context()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(noon), log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	w.tenants = tenant.New(w.db)
	rights, err := access.New()
	require.NoError(t, err)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log, Catalogue: rights})
	w.fleet = fleet.New(fleet.Config{DB: w.db, Clock: w.clock, Key: testdb.Key(), Protocols: all.Table()})
	w.Onboarding = w.process()
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	platform, err := w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	reseller := func(name string) db.Scope {
		opened, err := w.tenants.Open(ctx, platform, tenant.Opening{Kind: tenant.Reseller, Name: name, TimeZone: "Europe/Helsinki", Country: "FI"})
		require.NoError(t, err)
		scope, err := w.tenants.Scope(ctx, opened.ID, opened.ID)
		require.NoError(t, err)
		return scope
	}
	w.scope, w.rivals = reseller("Ours"), reseller("Theirs")
	w.owner, err = w.people.Add(ctx, w.scope, identity.NewUser{Login: "boss", Password: "a password of theirs", Role: identity.Owner})
	require.NoError(t, err)
	return w
}

// process is another one, as after a restart.
func (w *world) process() *onboarding.Onboarding {
	return onboarding.New(onboarding.Config{DB: w.db, Tenants: w.tenants, People: w.people, Fleet: w.fleet, Key: testdb.Key(), Clock: w.clock,
		Log: slog.New(slog.NewTextHandler(w.log, nil)), Lease: 15 * time.Second})
}

// upload reads a file, and tries it out with the columns guessed.
func (w *world) try(file string) onboarding.Import {
	w.t.Helper()
	ctx := w.t.Context()
	i, err := w.Upload(ctx, w.scope, w.owner, "business.csv", []byte(file))
	require.NoError(w.t, err)
	require.NoError(w.t, w.Check(ctx, w.scope, i.ID, onboarding.Reading{Mapping: i.Mapping}))
	return w.worked(i.ID)
}

// bring runs what was tried out.
func (w *world) bring(id uuid.UUID) onboarding.Import {
	w.t.Helper()
	require.NoError(w.t, w.Start(w.t.Context(), w.scope, id))
	return w.worked(id)
}

func (w *world) undo(id uuid.UUID) onboarding.Import {
	w.t.Helper()
	require.NoError(w.t, w.Undo(w.t.Context(), w.scope, id))
	return w.worked(id)
}

// worked lets the job do its work and reads what came of it.
func (w *world) worked(id uuid.UUID) onboarding.Import {
	w.t.Helper()
	ctx := w.t.Context()
	for {
		worked, err := w.WorkOnce(ctx)
		require.NoError(w.t, err, w.log.String())
		if !worked {
			break
		}
	}
	i, err := w.Get(ctx, w.scope, id)
	require.NoError(w.t, err)
	return i
}

// lines are what became of each line, by its number.
func (w *world) lines(id uuid.UUID) map[int]onboarding.Line {
	w.t.Helper()
	list, more, err := w.Lines(w.t.Context(), w.scope, id, "", 0, 10_000)
	require.NoError(w.t, err)
	require.False(w.t, more)
	by := map[int]onboarding.Line{}
	for _, l := range list {
		by[l.Line] = l
	}
	return by
}

func (w *world) customers() []tenant.Listed {
	w.t.Helper()
	list, _, err := w.tenants.Below(w.t.Context(), w.scope, tenant.BelowQuery{Limit: tenant.MaxPage})
	require.NoError(w.t, err)
	return list
}

func (w *world) customer(name string) (db.Scope, tenant.Listed) {
	w.t.Helper()
	for _, c := range w.customers() {
		if c.Name == name {
			s, err := w.tenants.Scope(w.t.Context(), w.scope.Tenant(), c.ID)
			require.NoError(w.t, err)
			return s, c
		}
	}
	w.t.Fatalf("no customer is called %s", name)
	return db.Scope{}, tenant.Listed{}
}

func (w *world) objects(s db.Scope) map[string]fleet.Object {
	w.t.Helper()
	page, err := w.fleet.List(w.t.Context(), s, fleet.Query{Limit: fleet.MaxPage})
	require.NoError(w.t, err)
	by := map[string]fleet.Object{}
	for _, o := range page.Objects {
		by[o.Name] = o
	}
	return by
}

func (w *world) ask(sql string, into ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { return tx.QueryRow(w.t.Context(), sql).Scan(into...) }))
}

// letters are those that wait in the outbox.
func (w *world) letters(template string) (list []identity.Letter) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.t.Context(), "select payload from outbox where topic = $1 and payload ->> 'template' = $2 order by id", identity.MailTopic, template)
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, pgx.RowTo[identity.Letter])
		return err
	}))
	return list
}

// sum is all that tenants have, but for imports and the audit.
func (w *world) sum() string {
	w.t.Helper()
	var sum string
	w.ask(`select concat_ws(' ', (select count(*) || md5(string_agg(t::text, '' order by id)) from tenants t),
		(select count(*) || md5(string_agg(u::text, '' order by id)) from users u), (select count(*) || md5(string_agg(o::text, '' order by id)) from objects o),
		(select count(*) || md5(string_agg(t::text, '' order by id)) from trackers t), (select count(*) || md5(string_agg(i::text, '' order by id)) from identities i),
		(select count(*) || md5(string_agg(g::text, '' order by id)) from object_groups g), (select count(*) from memberships), (select count(*) from audit_entries where action not like 'reselling.import%'))`, &sum)
	return sum
}

// faults are what the audit finds wrong with the chains of all tenants.
func (w *world) faults() int {
	var n int
	w.ask("select count(*) from tenants t, audit_faults(t.id)", &n)
	return n
}

func table(lines ...string) string { return strings.Join(lines, "\n") + "\n" }
