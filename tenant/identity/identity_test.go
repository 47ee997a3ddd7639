package identity_test

import (
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

const password = "correct horse"

type world struct {
	db     *db.DB
	url    string
	people *identity.People
	clock  *clock.Set
	// two realms, each with an owner called Anna
	realms [2]db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	url := testdb.URL(t)
	d := testdb.Open(t, url)
	tenants := tenant.New(d)
	w := &world{db: d, url: url, clock: clock.At(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))}
	w.people = identity.New(identity.Config{DB: d, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Catalogue: catalogue{}})
	root, err := tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	scope, err := tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	for i, name := range []string{"North", "South"} {
		o, err := tenants.Open(t.Context(), scope, tenant.Opening{Kind: tenant.Reseller, Name: name})
		require.NoError(t, err)
		w.realms[i], err = tenants.Scope(t.Context(), o.ID, o.ID)
		require.NoError(t, err)
		_, err = w.people.Add(t.Context(), w.realms[i], identity.NewUser{Login: "Anna", Email: "anna@example.com", Password: password + name, Role: identity.Owner})
		require.NoError(t, err)
	}
	return w
}

func (w *world) visit(i int) identity.Visit {
	return identity.Visit{Realm: w.realms[i].Tenant(), Host: []string{"north.example", "south.example"}[i], Address: "192.0.2.1", Agent: "test"}
}

func (w *world) signIn(t *testing.T) identity.Tokens {
	t.Helper()
	tokens, err := w.people.SignIn(t.Context(), w.visit(0), "anna", password+"North")
	require.NoError(t, err)
	return tokens
}

func (w *world) check(t *testing.T, access string) error {
	t.Helper()
	claims, err := w.people.Read(access)
	if err != nil {
		return err
	}
	_, err = w.people.Check(t.Context(), w.realms[0], claims)
	return err
}

func TestTheSameLoginInTwoRealmsIsTwoPeople(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, login := range []string{"anna", "ANNA", " anna ", "Anna@Example.com"} {
		_, err := w.people.SignIn(t.Context(), w.visit(0), login, password+"North")
		require.NoError(t, err, login)
	}
	_, err := w.people.SignIn(t.Context(), w.visit(1), "anna", password+"North")
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	_, err = w.people.SignIn(t.Context(), w.visit(1), "nobody", password)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
}

func TestALoginIsTakenInItsRealmOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "ANNA", Password: password, Role: identity.Viewer})
	require.Equal(t, errs.Conflict, errs.CodeOf(err))
	_, err = w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "bo", Email: "ANNA@example.com", Password: password, Role: identity.Viewer})
	require.Equal(t, errs.Conflict, errs.CodeOf(err))
	_, err = w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "bo", Password: password, Role: identity.Owner})
	require.Equal(t, errs.Conflict, errs.CodeOf(err))
	_, err = w.people.Add(t.Context(), w.realms[0], identity.NewUser{Login: "bo", Password: "short", Role: identity.Viewer})
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
}

func TestGuessingWaitsLongerAndLongerAndTheRightPasswordDoesNotHelpMeanwhile(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for range 5 {
		_, err := w.people.SignIn(t.Context(), w.visit(0), "anna", "wrong")
		require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	}
	_, err := w.people.SignIn(t.Context(), w.visit(0), "anna", password+"North")
	require.Equal(t, errs.LimitReached, errs.CodeOf(err))
	w.clock.Advance(6 * time.Minute)
	w.signIn(t)
}

func TestAnAccessTokenEndsWithItsTimeItsSignatureAndItsSession(t *testing.T) {
	t.Parallel()
	w := setup(t)
	tokens := w.signIn(t)
	require.NoError(t, w.check(t, tokens.Access))
	body, signature, _ := strings.Cut(tokens.Access, ".")
	require.Error(t, w.check(t, body+"x."+signature))
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	require.NoError(t, w.people.SignOut(t.Context(), w.realms[0], claims.User, claims.Session))
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(w.check(t, tokens.Access)))
	tokens = w.signIn(t)
	w.clock.Advance(identity.AccessLife + time.Second)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(w.check(t, tokens.Access)))
}

func TestARotatedRefreshTokenEndsTheSessionWhenItComesBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.signIn(t)
	second, err := w.people.Refresh(t.Context(), w.visit(0), first.Refresh)
	require.NoError(t, err)
	// A lost answer: at once, the one before is still taken.
	third, err := w.people.Refresh(t.Context(), w.visit(0), first.Refresh)
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	fourth, err := w.people.Refresh(t.Context(), w.visit(0), third.Refresh)
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	_, err = w.people.Refresh(t.Context(), w.visit(0), second.Refresh)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	_, err = w.people.Refresh(t.Context(), w.visit(0), fourth.Refresh)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err), "the session has ended for both")
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(w.check(t, fourth.Access)))
}

func TestATokenIsWorthNothingOnAnotherHostOrInAnotherRealm(t *testing.T) {
	t.Parallel()
	w := setup(t)
	tokens := w.signIn(t)
	_, err := w.people.Refresh(t.Context(), w.visit(1), tokens.Refresh)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	elsewhere := w.visit(0)
	elsewhere.Host = "other.north.example"
	_, err = w.people.Refresh(t.Context(), elsewhere, tokens.Refresh)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	_, err = w.people.Refresh(t.Context(), w.visit(0), "rubbish")
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err))
	_, err = w.people.Refresh(t.Context(), w.visit(0), tokens.Refresh)
	require.NoError(t, err, "asking elsewhere has not ended it")
}

func TestANewPasswordEndsAllOtherSessions(t *testing.T) {
	t.Parallel()
	w := setup(t)
	here, there := w.signIn(t), w.signIn(t)
	claims, err := w.people.Read(here.Access)
	require.NoError(t, err)
	err = w.people.ChangePassword(t.Context(), w.realms[0], claims.User, claims.Session, "192.0.2.1", "wrong", "another horse")
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
	require.NoError(t, w.people.ChangePassword(t.Context(), w.realms[0], claims.User, claims.Session, "192.0.2.1", password+"North", "another horse"))
	require.NoError(t, w.check(t, here.Access))
	require.Error(t, w.check(t, there.Access))
	list, err := w.people.Sessions(t.Context(), w.realms[0], claims.User)
	require.NoError(t, err)
	require.Len(t, list, 1)
	err = w.people.EndSession(t.Context(), w.realms[0], claims.User, uuid.Must(uuid.NewV7()))
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
}

func TestTwoTabsThatRefreshAtOnceBothStaySignedIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	tokens := w.signIn(t)
	var wg sync.WaitGroup
	failures := make(chan error, 2)
	for range 2 {
		wg.Go(func() {
			_, err := w.people.Refresh(t.Context(), w.visit(0), tokens.Refresh)
			failures <- err
		})
	}
	wg.Wait()
	require.NoError(t, <-failures)
	require.NoError(t, <-failures)
}
