package lifecycle_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

const chosen = "a password of theirs"

// somebody is a user in a session.
type somebody struct{ user, session uuid.UUID }

type actingWorld struct {
	t      *testing.T
	db     *db.DB
	clock  *clock.Set
	people *identity.People
	acting *lifecycle.Acting
	log    *audit.Log
	// platform ── reseller ── partner ── deep
	//                     └── account
	platform, reseller, partner, account, deep db.Scope
	owners                                     map[uuid.UUID]somebody
}

func setupActing(t *testing.T) *actingWorld {
	t.Helper()
	w := &actingWorld{t: t, db: testdb.New(t), clock: clock.At(time.Now()), owners: map[uuid.UUID]somebody{}}
	tenants := tenant.New(w.db)
	rights, err := access.New()
	require.NoError(t, err)
	w.people = identity.New(identity.Config{DB: w.db, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Catalogue: rights})
	w.acting = lifecycle.NewActing(w.db, w.people, tenants, w.clock)
	w.log = audit.New(w.db)
	ctx := t.Context()
	scope := func(id uuid.UUID, host string) db.Scope {
		s, err := tenants.Scope(ctx, id, id)
		require.NoError(t, err)
		if host != "" {
			require.NoError(t, tenants.GiveHost(ctx, id, host, true))
		}
		user, err := w.people.Add(ctx, s, identity.NewUser{Login: "owner of " + id.String(), Name: "Owner", Password: chosen, Role: identity.Owner})
		require.NoError(t, err)
		w.owners[id] = w.signIn(s, user, "owner of "+id.String())
		return s
	}
	open := func(up db.Scope, kind tenant.Kind, name string) uuid.UUID {
		opened, err := tenants.Open(ctx, up, tenant.Opening{Kind: kind, Name: name})
		require.NoError(t, err)
		return opened.ID
	}
	root, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: "Platform"})
	require.NoError(t, err)
	w.platform = scope(root.ID, "platform.test")
	w.reseller = scope(open(w.platform, tenant.Reseller, "Reseller"), "reseller.test")
	w.partner = scope(open(w.reseller, tenant.Reseller, "Partner"), "partner.test")
	w.account = scope(open(w.reseller, tenant.Account, "Customer"), "")
	w.deep = scope(open(w.partner, tenant.Account, "Deep"), "")
	return w
}

func (w *actingWorld) signIn(s db.Scope, user uuid.UUID, login string) somebody {
	w.t.Helper()
	tokens, err := w.people.SignIn(w.t.Context(), w.visit(s), login, chosen)
	require.NoError(w.t, err)
	return somebody{user, tokens.Session}
}

func (w *actingWorld) visit(s db.Scope) identity.Visit {
	hosts := map[uuid.UUID]string{w.platform.Tenant(): "platform.test", w.reseller.Tenant(): "reseller.test", w.partner.Tenant(): "partner.test"}
	return identity.Visit{Realm: s.Realm(), Host: hosts[s.Realm()], Address: "192.0.2.5", Agent: "A browser"}
}

func (w *actingWorld) ask(from, into db.Scope) (identity.Asked, error) {
	who := w.owners[from.Tenant()]
	return w.acting.Ask(w.t.Context(), from, who.user, who.session,
		lifecycle.Wish{Target: into.Tenant(), Reason: "They asked  for help", For: time.Hour, Back: "http://reseller.test/console"})
}

func (w *actingWorld) enter(from, into db.Scope) (identity.Acting, identity.Claims) {
	w.t.Helper()
	asked, err := w.ask(from, into)
	require.NoError(w.t, err)
	begun, err := w.people.EnterActing(w.t.Context(), w.visit(into), asked.Token)
	require.NoError(w.t, err)
	claims, err := w.people.Read(begun.Access)
	require.NoError(w.t, err)
	return begun, claims
}

// stands asks as the door and as the watcher of WebSockets do.
func (w *actingWorld) stands(into db.Scope, c identity.Claims) bool {
	w.t.Helper()
	w.clock.Advance(3 * time.Second) // longer than an answer is believed
	_, err := w.people.Check(w.t.Context(), into, c)
	fallen, ferr := w.people.Fallen(w.t.Context(), []identity.Claims{c})
	require.NoError(w.t, ferr)
	require.Equal(w.t, errs.Is(err, errs.Unauthenticated), fallen[c.Session], "a request and a WebSocket are told the same: %v", err)
	return err == nil
}

func (w *actingWorld) audit(s db.Scope, action string) []audit.Entry {
	w.t.Helper()
	list, _, err := w.log.List(w.t.Context(), s, audit.Query{Action: action, Limit: 50})
	require.NoError(w.t, err)
	return list
}

func reason(t *testing.T, err error, code errs.Code, word string) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code, err)
	require.Equal(t, word, e.Reason, err)
}

func TestWhoActsBelowFallsWhenTheirRealmBeginsToRequireASecondFactorThatTheyLack(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	_, claims := w.enter(w.reseller, w.account)
	require.NoError(t, w.people.SetSignInRules(t.Context(), w.reseller, identity.SignInRules{Staff: []string{"owner"}, RequiredFrom: w.clock.Now().Add(time.Minute)}))
	require.True(t, w.stands(w.account, claims), "it can be put off")
	w.clock.Advance(time.Minute)
	require.False(t, w.stands(w.account, claims))
}

func TestTheWayInIsGoodOnceOnTheRightHostAndForAMinute(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	ctx := t.Context()
	asked, err := w.ask(w.reseller, w.account)
	require.NoError(t, err)
	require.Equal(t, "reseller.test", asked.Host)
	_, err = w.people.EnterActing(ctx, w.visit(w.partner), asked.Token)
	reason(t, err, errs.Gone, "hand_over_void")
	_, err = w.people.EnterActing(ctx, w.visit(w.account), "not a token")
	reason(t, err, errs.Gone, "hand_over_void")
	begun, err := w.people.EnterActing(ctx, w.visit(w.account), asked.Token)
	require.NoError(t, err)
	require.WithinDuration(t, w.clock.Now().Add(time.Hour), begun.Until, time.Second)
	_, err = w.people.EnterActing(ctx, w.visit(w.account), asked.Token)
	reason(t, err, errs.Gone, "hand_over_void")

	late, err := w.ask(w.reseller, w.account)
	require.NoError(t, err)
	w.clock.Advance(identity.HandOverLife)
	_, err = w.people.EnterActing(ctx, w.visit(w.account), late.Token)
	reason(t, err, errs.Gone, "hand_over_void")
	n, err := w.acting.Settle(ctx)
	require.NoError(t, err)
	require.EqualValues(t, 1, n, "an unused way in is forgotten")
	require.Empty(t, w.audit(w.account, "acting.end"), "nobody has been there")
}

func TestOnlyDownwardsWithAReasonAndAnEnd(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	ctx := t.Context()
	for _, c := range []struct{ from, into db.Scope }{{w.reseller, w.platform}, {w.reseller, w.reseller}, {w.partner, w.account}, {w.account, w.reseller}} {
		_, err := w.ask(c.from, c.into)
		require.True(t, errs.Is(err, errs.NotFound), err)
	}
	who := w.owners[w.reseller.Tenant()]
	wish := lifecycle.Wish{Target: w.account.Tenant(), Reason: " ", For: time.Hour}
	_, err := w.acting.Ask(ctx, w.reseller, who.user, who.session, wish)
	reason(t, err, errs.Invalid, "bad_reason")
	wish.Reason, wish.For = "They asked", 9*time.Hour
	_, err = w.acting.Ask(ctx, w.reseller, who.user, who.session, wish)
	reason(t, err, errs.Invalid, "bad_duration")
	wish.For = time.Hour
	_, err = w.acting.Ask(ctx, w.reseller, who.user, uuid.New(), wish)
	reason(t, err, errs.Forbidden, "not_to_act_in")
}

func TestDeeperTakesAGrantOfEveryOwnerBetweenAndEndsWithIt(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	ctx := t.Context()
	give := func(s db.Scope, life time.Duration) lifecycle.Grant {
		g, err := w.acting.Give(ctx, s, w.owners[s.Tenant()].user, "Let them look", life)
		require.NoError(t, err)
		return g
	}
	_, err := w.ask(w.platform, w.deep)
	reason(t, err, errs.Conflict, "no_grant")
	give(w.partner, 2*time.Hour)
	_, err = w.ask(w.platform, w.deep)
	reason(t, err, errs.Conflict, "no_grant")
	_, c := w.enter(w.reseller, w.deep) // one realm between has granted
	require.True(t, w.stands(w.deep, c))
	g := give(w.reseller, 30*time.Minute)
	begun, deep := w.enter(w.platform, w.deep)
	require.WithinDuration(t, g.EndsAt, begun.Until, time.Second, "no longer than the shortest grant")
	require.True(t, w.stands(w.deep, deep))
	require.NoError(t, w.acting.Revoke(ctx, w.reseller, g.ID))
	require.False(t, w.stands(w.deep, deep))
	require.True(t, w.stands(w.deep, c), "what does not stand on it goes on")
	require.True(t, errs.Is(w.acting.Revoke(ctx, w.reseller, g.ID), errs.NotFound))
	require.True(t, errs.Is(w.acting.Revoke(ctx, w.partner, g.ID), errs.NotFound))
	_, err = w.acting.Give(ctx, w.platform, w.owners[w.platform.Tenant()].user, "Nobody above", time.Hour)
	reason(t, err, errs.Conflict, "no_provider")
	list, err := w.acting.Grants(ctx, w.reseller)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.False(t, list[0].InForce(w.clock.Now()))
	require.Equal(t, "Owner", list[0].GivenBy)
}

func TestActingEndsWithAllThatItStandsOn(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *actingWorld, begun identity.Acting) error{
		"by whoever acts": func(w *actingWorld, begun identity.Acting) error {
			back, err := w.people.LeaveActing(w.t.Context(), w.visit(w.account), begun.Access)
			require.Equal(w.t, "http://reseller.test/console", back)
			return err
		},
		"by the tenant's owner": func(w *actingWorld, begun identity.Acting) error {
			open, err := w.people.OpenActings(w.t.Context(), w.account)
			require.NoError(w.t, err)
			require.Len(w.t, open, 1)
			require.Equal(w.t, "They asked for help", open[0].Reason)
			require.Equal(w.t, "Owner", open[0].By, "of the tenant's own realm, and so named")
			return w.people.EndActing(w.t.Context(), w.account, begun.ID)
		},
		"at its end": func(w *actingWorld, _ identity.Acting) error { w.clock.Advance(time.Hour); return nil },
		"with the session it was asked in": func(w *actingWorld, _ identity.Acting) error {
			who := w.owners[w.reseller.Tenant()]
			return w.people.SignOut(w.t.Context(), w.reseller, who.user, who.session)
		},
		"with a change of rights at home": func(w *actingWorld, _ identity.Acting) error {
			return w.exec("update memberships set version = version + 1 where user_id = $1", w.owners[w.reseller.Tenant()].user)
		},
		"with the user": func(w *actingWorld, _ identity.Acting) error {
			return w.exec("update users set status = 'blocked' where id = $1", w.owners[w.reseller.Tenant()].user)
		},
		"with a suspension of the tenant they belong to": func(w *actingWorld, _ identity.Acting) error {
			return w.exec("update tenants set status = 'suspended' where id = $1", w.reseller.Tenant())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setupActing(t)
			begun, c := w.enter(w.reseller, w.account)
			require.True(t, w.stands(w.account, c))
			require.NoError(t, end(w, begun))
			require.False(t, w.stands(w.account, c))
			open, err := w.people.OpenActings(t.Context(), w.account)
			require.NoError(t, err)
			require.Empty(t, open)
			_, err = w.acting.Settle(t.Context())
			require.NoError(t, err)
			for _, s := range []db.Scope{w.account, w.reseller} {
				require.Len(t, append(w.audit(s, "acting.leave"), w.audit(s, "acting.end")...), 1, "the end is told once in each audit")
			}
		})
	}
}

func (w *actingWorld) exec(sql string, args ...any) error {
	return w.db.Worker(w.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(w.t.Context(), sql, args...); return err })
}

func TestBothAuditsTellOfItAndWhoStandsAboveTheRealmIsNotNamedBelow(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	ctx := t.Context()
	read := func(into db.Scope, c identity.Claims) {
		standing, err := w.people.Check(ctx, into, c)
		require.NoError(t, err)
		ctx := audit.As(ctx, standing.Acting.Actor("192.0.2.5", "A browser"))
		require.NoError(t, w.acting.Read(ctx, into, "people.person.read", "list-people", audit.Subject{Kind: "tenant", ID: into.Tenant()}))
		require.NoError(t, w.acting.Read(ctx, into, "people.person.read", "list-people", audit.Subject{Kind: "tenant", ID: into.Tenant()}))
	}
	_, own := w.enter(w.reseller, w.account)
	read(w.account, own)
	entered := w.audit(w.account, "acting.enter")[0]
	require.Equal(t, audit.Technical, entered.Kind)
	require.Equal(t, "Owner", entered.ActorName)
	require.JSONEq(t, `"They asked for help"`, string(field(t, entered.After, "reason")))
	require.Len(t, w.audit(w.account, "people.person.read"), 2, "every reading")
	above := w.audit(w.reseller, "people.person.read")
	require.Len(t, above, 2)
	require.Equal(t, w.owners[w.reseller.Tenant()].user, *above[0].User)
	require.Equal(t, "192.0.2.5", above[0].Address)
	require.JSONEq(t, `"Customer"`, string(field(t, above[0].After, "in")))
	require.JSONEq(t, `"They asked for help"`, string(field(t, above[0].After, "reason")))
	require.Len(t, w.audit(w.reseller, "acting.ask"), 1)

	_, err := w.acting.Give(ctx, w.reseller, w.owners[w.reseller.Tenant()].user, "Let them look", time.Hour)
	require.NoError(t, err)
	_, technical := w.enter(w.platform, w.account)
	read(w.account, technical)
	for _, e := range append(w.audit(w.account, "acting.enter")[:1], w.audit(w.account, "people.person.read")[:2]...) {
		require.Equal(t, audit.Technical, e.Kind)
		whole, err := json.Marshal(e)
		require.NoError(t, err)
		for _, betrays := range []string{"Owner", "Platform", "192.0.2.5", "A browser", w.platform.Tenant().String(), w.owners[w.platform.Tenant()].user.String()} {
			require.NotContains(t, string(whole), betrays)
		}
	}
	for _, s := range []db.Scope{w.platform, w.reseller, w.account} {
		checked, err := w.log.Check(ctx, s)
		require.NoError(t, err)
		require.Empty(t, checked.Faults)
		require.Positive(t, checked.Entries)
	}
	// Nobody writes into the audit above by the name of another's act-in.
	err = w.db.InTenant(ctx, w.partner, func(tx *db.Tx) error {
		return audit.Above(ctx, tx, own.Session, w.clock.Now(), audit.Change{Action: "acting.end"})
	})
	require.ErrorContains(t, err, "only the tenant acted in")
}

func field(t *testing.T, object json.RawMessage, name string) json.RawMessage {
	t.Helper()
	var fields map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(object, &fields))
	return fields[name]
}

func TestAWayInThatFellBeforeItWasUsedIsNoWayIn(t *testing.T) {
	t.Parallel()
	w := setupActing(t)
	asked, err := w.ask(w.reseller, w.account)
	require.NoError(t, err)
	who := w.owners[w.reseller.Tenant()]
	require.NoError(t, w.people.SignOut(context.WithoutCancel(t.Context()), w.reseller, who.user, who.session))
	_, err = w.people.EnterActing(t.Context(), w.visit(w.account), asked.Token)
	reason(t, err, errs.Gone, "hand_over_void")
	require.Empty(t, w.audit(w.account, "acting.enter"))
}
