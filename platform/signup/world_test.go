package signup_test

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

type world struct {
	t       *testing.T
	db      *db.DB
	clock   *clock.Set
	tenants *tenant.Tenants
	people  *identity.People
	legal   *legal.Legal
	fleet   *fleet.Fleet
	ups     *signup.SignUps
	// north and south are realms that know nothing of each other.
	north, south db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC))}
	ctx, log := t.Context(), slog.New(slog.DiscardHandler)
	rights, err := access.New()
	require.NoError(t, err)
	w.tenants = tenant.New(w.db)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log, Catalogue: rights})
	w.legal = legal.New(w.db, w.tenants, w.clock)
	w.fleet = fleet.New(fleet.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock})
	w.ups = signup.New(signup.Config{DB: w.db, Tenants: w.tenants, People: w.people, Legal: w.legal, Clock: w.clock, Log: log})
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	scope, err := w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	for name, realm := range map[string]*db.Scope{"North": &w.north, "South": &w.south} {
		opened, err := w.tenants.Open(ctx, scope, tenant.Opening{Kind: tenant.Reseller, Name: name})
		require.NoError(t, err)
		*realm, err = w.tenants.Scope(ctx, opened.ID, opened.ID)
		require.NoError(t, err)
		_, err = w.people.Add(ctx, *realm, identity.NewUser{Login: "staff", Password: "a staff password", Role: identity.Owner})
		require.NoError(t, err)
	}
	return w
}

// set changes a realm's mode; everything else is as a realm begins.
func (w *world) set(realm db.Scope, mode string, change ...func(*signup.Settings)) {
	w.t.Helper()
	g, err := w.ups.Settings(w.t.Context(), realm)
	require.NoError(w.t, err)
	g.Mode = mode
	for _, c := range change {
		c(&g)
	}
	require.NoError(w.t, w.ups.SetSettings(w.t.Context(), realm, g))
}

func (w *world) visit(realm db.Scope) identity.Visit {
	return identity.Visit{Realm: realm.Tenant(), Host: "host.test", Address: "192.0.2.7", Agent: "a browser"}
}

// form is one that is right in a realm.
func (w *world) form(realm db.Scope, login string) signup.Form {
	w.t.Helper()
	current, err := w.legal.Current(w.t.Context(), realm.Tenant(), "Brand", "en")
	require.NoError(w.t, err)
	f := signup.Form{Customer: signup.Person, Name: "Aino Laine", Login: login, Email: login + "@example.com", Password: "correct horse battery",
		Country: "FI", TimeZone: "Europe/Helsinki", Locale: "en", Details: map[string]string{}}
	for _, v := range current {
		f.Accepted = append(f.Accepted, v.ID)
	}
	return f
}

func (w *world) signUp(realm db.Scope, f signup.Form) (signup.Result, error) {
	return w.ups.SignUp(w.t.Context(), w.visit(realm), "Brand", f)
}

// in is the account and the user of a session.
func (w *world) in(r signup.Result) (db.Scope, uuid.UUID) {
	w.t.Helper()
	claims, err := w.people.Read(r.Tokens.Access)
	require.NoError(w.t, err)
	s, err := w.tenants.Scope(w.t.Context(), claims.Tenant, claims.Tenant)
	require.NoError(w.t, err)
	return s, claims.User
}

// letters are all in the outbox, the oldest first.
func (w *world) letters() []identity.Letter {
	w.t.Helper()
	var list []identity.Letter
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(w.t.Context(), "select payload from outbox where topic = $1 order by id", identity.MailTopic)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var raw []byte
			var l identity.Letter
			if err := rows.Scan(&raw); err != nil {
				return err
			}
			if err := json.Unmarshal(raw, &l); err != nil {
				return err
			}
			list = append(list, l)
		}
		return rows.Err()
	}))
	return list
}

func (w *world) count(sql string, args ...any) int {
	w.t.Helper()
	var n int
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error { return tx.QueryRow(w.t.Context(), sql, args...).Scan(&n) }))
	return n
}

// rows is how many rows of all tables signing up writes to.
func (w *world) rows() int {
	all := 0
	for _, table := range []string{"applications", "users", "tenants", "outbox", "audit_entries", "audit_details", "acceptances", "sign_up_questions"} {
		all += w.count("select count(*) from " + table)
	}
	return all
}

func (w *world) staff(realm db.Scope) uuid.UUID {
	w.t.Helper()
	users, err := w.people.Users(w.t.Context(), realm)
	require.NoError(w.t, err)
	return users[0].ID
}

func reasonOf(t *testing.T, err error) (errs.Code, string) {
	t.Helper()
	require.Error(t, err)
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	return e.Code, e.Reason
}

func token(l identity.Letter) string { return strings.TrimPrefix(l.Path, identity.ConfirmationPath) }
