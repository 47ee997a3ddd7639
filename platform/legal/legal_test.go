package legal_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

type world struct {
	t              *testing.T
	db             *db.DB
	clock          *clock.Set
	tenants        *tenant.Tenants
	people         *identity.People
	legal          *legal.Legal
	realm, account db.Scope
	owner, member  uuid.UUID
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC))}
	ctx := t.Context()
	rights, err := access.New()
	require.NoError(t, err)
	w.tenants = tenant.New(w.db)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: w.tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Catalogue: rights})
	w.legal = legal.New(w.db, w.tenants, w.clock)
	root, err := w.tenants.OpenPlatform(ctx, tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	at, err := w.tenants.Scope(ctx, root.ID, root.ID)
	require.NoError(t, err)
	w.realm = w.open(at, tenant.Reseller, "North")
	w.account = w.open(w.realm, tenant.Account, "Aino")
	w.owner, err = w.people.Add(ctx, w.account, identity.NewUser{Login: "aino", Password: "a good password", Role: identity.Owner})
	require.NoError(t, err)
	w.member, err = w.people.Add(ctx, w.account, identity.NewUser{Login: "otso", Password: "a good password", Role: identity.Viewer})
	require.NoError(t, err)
	return w
}

func (w *world) open(parent db.Scope, kind tenant.Kind, name string) db.Scope {
	w.t.Helper()
	opened, err := w.tenants.Open(w.t.Context(), parent, tenant.Opening{Kind: kind, Name: name})
	require.NoError(w.t, err)
	s, err := w.tenants.Scope(w.t.Context(), opened.ID, opened.ID)
	require.NoError(w.t, err)
	return s
}

func (w *world) post(kind legal.Kind, in time.Duration) (legal.Version, error) {
	return w.legal.Post(w.t.Context(), w.realm, "North", legal.Draft{Kind: kind, EffectiveAt: w.clock.Now().Add(in),
		Texts: []legal.Text{{Locale: "en", Title: "New", Body: "All is new."}}})
}

var from = legal.Trace{Address: "192.0.2.7", Agent: "a browser"}

func TestARealmBeginsWithDocumentsInItsOwnNameInEveryLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	current, err := w.legal.Current(t.Context(), w.realm.Tenant(), "North Fleet", "ru")
	require.NoError(t, err)
	require.Len(t, current, 4)
	for i, kind := range legal.Kinds() {
		require.Equal(t, kind, current[i].Kind)
		require.ElementsMatch(t, []string{"en", "ru", "es", "pt", "fr"}, current[i].Locales)
		for _, locale := range current[i].Locales {
			d, err := w.legal.Read(t.Context(), w.realm.Tenant(), "another name later", kind, 0, locale)
			require.NoError(t, err)
			require.Contains(t, d.Body, "North Fleet")
			require.NotContains(t, d.Body, "{{")
			require.NotContains(t, d.Body, "another name later", "a version is never changed")
			require.Equal(t, locale, d.Locale)
		}
	}
	_, err = w.legal.Read(t.Context(), w.realm.Tenant(), "", "cookies", 0, "en")
	require.True(t, errs.Is(err, errs.NotFound))
}

func TestRealmsThatAnswerSomewhereGetTheirDocumentsOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	n, err := w.legal.BeginAll(t.Context())
	require.NoError(t, err)
	require.Zero(t, n, "nothing answers on a host yet")
	require.NoError(t, w.tenants.GiveHost(t.Context(), w.realm.Tenant(), "north.test", true))
	_, err = w.tenants.SetLook(t.Context(), w.realm, tenant.Look{Name: "North Fleet"})
	require.NoError(t, err)
	for _, want := range []int{1, 0} {
		n, err = w.legal.BeginAll(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
	d, err := w.legal.Read(t.Context(), w.realm.Tenant(), "", legal.Terms, 0, "en")
	require.NoError(t, err)
	require.Contains(t, d.Body, "North Fleet")
}

func TestANewVersionIsAnnouncedAndInForceFromItsDateOn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.post(legal.Terms, 9*24*time.Hour)
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "notice_too_short", e.Reason)
	require.Equal(t, "effective_at", e.Details[0].Field)
	v, err := w.post(legal.Terms, 10*24*time.Hour)
	require.NoError(t, err)
	require.Equal(t, 2, v.Number)
	_, err = w.post(legal.Support, 0)
	require.NoError(t, err, "the support policy needs no notice")

	number := func(kind legal.Kind) int {
		d, err := w.legal.Read(t.Context(), w.realm.Tenant(), "North", kind, 0, "en")
		require.NoError(t, err)
		return d.Number
	}
	require.Equal(t, 1, number(legal.Terms))
	require.Equal(t, 2, number(legal.Support))
	list, err := w.legal.Versions(t.Context(), w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	require.Len(t, legal.Announced(list, w.clock.Now()), 1)
	w.clock.Advance(10*24*time.Hour - time.Second)
	require.Equal(t, 1, number(legal.Terms))
	w.clock.Advance(time.Second)
	require.Equal(t, 2, number(legal.Terms))
	old, err := w.legal.Read(t.Context(), w.realm.Tenant(), "North", legal.Terms, 1, "en")
	require.NoError(t, err)
	require.Equal(t, 1, old.Number, "what was accepted can still be read")
}

func TestUseAfterTheDateCountsAsAcceptanceAndIsShownUntilItIsPutAway(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	news := func(user uuid.UUID) (n int) {
		list, err := w.legal.Standings(ctx, w.account, user, "North", "en")
		require.NoError(t, err)
		for _, s := range list {
			if s.New {
				n++
			}
		}
		return n
	}
	require.NoError(t, w.legal.Accept(ctx, w.account, w.owner, from))
	require.Zero(t, news(w.owner))
	_, err = w.post(legal.Terms, 10*24*time.Hour)
	require.NoError(t, err)
	require.NoError(t, w.legal.Use(ctx, w.account, w.owner, from))
	require.Zero(t, news(w.owner), "it is not in force yet")
	w.clock.Advance(11 * 24 * time.Hour)
	for range 2 {
		require.NoError(t, w.legal.Use(ctx, w.account, w.owner, from))
		require.Equal(t, 1, news(w.owner))
	}
	list, err := w.legal.Standings(ctx, w.account, w.owner, "North", "en")
	require.NoError(t, err)
	require.Equal(t, legal.Used, list[0].Way)
	require.Equal(t, w.clock.Now(), *list[0].AcceptedAt)
	require.NoError(t, w.legal.Accept(ctx, w.account, w.owner, from))
	require.Zero(t, news(w.owner))
	require.Equal(t, 2, func() int {
		l, err := w.legal.Standings(ctx, w.account, w.owner, "North", "en")
		require.NoError(t, err)
		return l[0].Number
	}())
	require.NoError(t, w.legal.Use(ctx, w.account, uuid.New(), from), "somebody who is not of the tenant leaves no trace")
	require.NoError(t, w.legal.Use(ctx, w.realm, w.owner, from), "nor does a reseller accept its own documents")
}

func TestWhoIsRemovedTakesThePersonalSideOfTheirAcceptancesAlong(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	for _, user := range []uuid.UUID{w.owner, w.member} {
		require.NoError(t, w.legal.Accept(ctx, w.account, user, from))
	}
	require.NoError(t, w.people.RemovePerson(ctx, w.account, identity.By{User: w.owner}, w.member))
	traces, err := w.legal.Traces(ctx, w.account, w.member)
	require.NoError(t, err)
	require.Empty(t, traces)
	list, err := w.legal.Standings(ctx, w.account, w.member, "North", "en")
	require.NoError(t, err)
	require.NotNil(t, list[0].AcceptedAt, "that somebody has accepted stays")
	traces, err = w.legal.Traces(ctx, w.account, w.owner)
	require.NoError(t, err)
	require.Len(t, traces, 4)
}
