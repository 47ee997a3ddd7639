package webhooks_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/webhooks"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestMain(m *testing.M) { testdb.Main(m) }

type call struct {
	headers http.Header
	body    []byte
}

// receiver is a program of a customer's, on a real socket with TLS.
type receiver struct {
	*httptest.Server

	mu     sync.Mutex
	calls  []call
	status int
}

func receive(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusNoContent}
	r.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.calls = append(r.calls, call{q.Header, body})
		if r.status == http.StatusFound {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(r.status)
		if r.status != http.StatusNoContent {
			_, _ = io.WriteString(w, "so it is")
		}
	}))
	t.Cleanup(r.Close)
	return r
}

type world struct {
	*testing.T

	db     *db.DB
	hooks  *webhooks.Webhooks
	clock  *clock.Set
	realms [2]db.Scope
}

func setup(t *testing.T, private bool) *world {
	t.Helper()
	d := testdb.New(t)
	tenants := tenant.New(d)
	w := &world{T: t, db: d, clock: clock.At(time.Now().UTC().Truncate(time.Second))}
	log := slog.New(slog.DiscardHandler)
	w.hooks = webhooks.New(webhooks.Config{DB: d, Key: testdb.Key(), Clock: w.clock, Log: log, Caller: outward.New(private)})
	people := identity.New(identity.Config{DB: d, Tenants: tenants, Key: testdb.Key(), HashMemory: 64, Clock: w.clock, Log: log})
	root, err := tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	scope, err := tenants.Scope(t.Context(), root.ID, root.ID)
	require.NoError(t, err)
	for i, name := range []string{"North", "South"} {
		o, err := tenants.Open(t.Context(), scope, tenant.Opening{Kind: tenant.Reseller, Name: name})
		require.NoError(t, err)
		w.realms[i], err = tenants.Scope(t.Context(), o.ID, o.ID)
		require.NoError(t, err)
		_, err = people.Add(t.Context(), w.realms[i], identity.NewUser{Login: "anna", Email: "anna@example.com", Password: "correct horse", Role: identity.Owner})
		require.NoError(t, err)
	}
	return w
}

func (w *world) happens(s db.Scope, action string) {
	w.Helper()
	require.NoError(w, w.db.InTenant(w.Context(), s, func(tx *db.Tx) error {
		ctx := audit.As(w.Context(), audit.Actor{Kind: audit.Visitor, Address: "192.0.2.77", Agent: "a browser"})
		return audit.Write(ctx, tx, s.Tenant(), w.clock.Now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "thing", ID: uuid.Must(uuid.NewV7()), Name: "a thing"},
			After: audit.Fields{"amount": 500}})
	}))
}

func (w *world) round() {
	w.Helper()
	_, err := w.hooks.Round(w.Context())
	require.NoError(w, err)
}

func (w *world) add(s db.Scope, r *receiver, topics ...string) (webhooks.Endpoint, string) {
	w.Helper()
	w.hooks.Caller.Trust(r.Client())
	one, secret, err := w.hooks.Add(w.Context(), s, webhooks.Wanted{URL: r.URL + "/hook", Topics: topics})
	require.NoError(w, err)
	return one, secret
}

func (w *world) deliveries(s db.Scope, e webhooks.Endpoint) []webhooks.Delivery {
	w.Helper()
	list, _, err := w.hooks.Deliveries(w.Context(), s, e.ID, "", nil, 100)
	require.NoError(w, err)
	return list
}

func TestWhatHappensIsToldToTheTenantsOwnAddressSignedAsStandardWebhooksHasIt(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	e, secret := w.add(w.realms[0], r, "money", "tickets")
	w.happens(w.realms[0], "billing.plan.change")
	w.happens(w.realms[0], "domain.state")          // not asked for
	w.happens(w.realms[0], "people.person.add")     // nobody else's business
	w.happens(w.realms[1], "billing.plan.change")   // another tenant's
	w.happens(w.realms[0], "support.ticket.note")   // asked for
	w.happens(w.realms[0], "support.ticket.answer") // told as an event, by what is answered
	w.round()
	require.Len(t, r.calls, 2)
	known, err := standardwebhooks.NewWebhook(secret)
	require.NoError(t, err)
	for _, c := range r.calls {
		require.NoError(t, known.Verify(c.body, c.headers))
		require.NotContains(t, string(c.body), "192.0.2.77", "from where is people's")
	}
	bodies := string(r.calls[0].body) + string(r.calls[1].body)
	require.Contains(t, bodies, `"type": "billing.plan.change"`)
	require.Contains(t, bodies, `"amount": 500`)
	for _, d := range w.deliveries(w.realms[0], e) {
		require.Equal(t, "delivered", d.State)
	}
	_, err = w.hooks.One(t.Context(), w.realms[1], w.deliveries(w.realms[0], e)[0].ID)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))

	fresh, err := w.hooks.Rotate(t.Context(), w.realms[0], e.ID)
	require.NoError(t, err)
	require.NoError(t, w.hooks.Test(t.Context(), w.realms[0], e.ID))
	w.round()
	newer, err := standardwebhooks.NewWebhook(fresh)
	require.NoError(t, err)
	last := r.calls[len(r.calls)-1]
	require.NoError(t, known.Verify(last.body, last.headers), "the one before signs too")
	require.NoError(t, newer.Verify(last.body, last.headers))
	w.clock.Advance(25 * time.Hour)
	require.NoError(t, w.hooks.Test(t.Context(), w.realms[0], e.ID))
	w.round()
	last = r.calls[len(r.calls)-1]
	require.NotContains(t, last.headers.Get("Webhook-Signature"), " ", "and no longer than a day")
}

func TestWhatMoneyNoticesSayIsToldToo(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	w.add(w.realms[0], r, "money")
	for range 2 { // what is said twice of one thing is told once
		require.NoError(t, w.db.InTenant(t.Context(), w.realms[0], func(tx *db.Tx) error {
			return outbox.Put(t.Context(), tx, w.realms[0], "money.notice", map[string]any{"tenant": w.realms[0].Tenant(), "template": "money_blocked", "about": "now", "params": map[string]string{"objects": "3"}})
		}))
	}
	w.clock.Advance(time.Hour) // the database's clock dates it
	w.round()
	require.Len(t, r.calls, 1)
	require.Contains(t, string(r.calls[0].body), `"type": "service.blocked"`)
	require.Contains(t, string(r.calls[0].body), `"objects": 3`)
}

func TestWhatIsNotTakenIsTriedAgainLaterAndLaterAndReplayedWithTheSameId(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	e, _ := w.add(w.realms[0], r, "money")
	r.status = http.StatusInternalServerError
	w.happens(w.realms[0], "billing.plan.change")
	w.round()
	w.round()
	require.Len(t, r.calls, 1, "not at once again")
	for range 9 {
		w.clock.Advance(30 * time.Hour)
		w.round()
		if w.deliveries(w.realms[0], e)[0].State != "waiting" {
			break
		}
	}
	list, err := w.hooks.List(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Equal(t, webhooks.Failing, list[0].Why, "nothing got through for five days")
	require.Equal(t, "failed", w.deliveries(w.realms[0], e)[0].State)
	one, err := w.hooks.One(t.Context(), w.realms[0], w.deliveries(w.realms[0], e)[0].ID)
	require.NoError(t, err)
	require.Equal(t, 500, one.Tries[0].Status)
	require.Equal(t, "so it is", one.Tries[0].Answer)
	requireLetter(t, w, "webhook_stopped")
	calls := len(r.calls)
	w.happens(w.realms[0], "billing.plan.change")
	w.round()
	require.Len(t, r.calls, calls, "it is not called any more")

	r.status = http.StatusNoContent
	require.NoError(t, w.hooks.Change(t.Context(), w.realms[0], e.ID, webhooks.Wanted{URL: r.URL + "/hook", Topics: []string{"money"}}, true))
	require.NoError(t, w.hooks.Replay(t.Context(), w.realms[0], one.ID))
	w.round()
	require.Len(t, r.calls, calls+1)
	require.Equal(t, r.calls[0].headers.Get("Webhook-Id"), r.calls[calls].headers.Get("Webhook-Id"))
	n, err := w.hooks.ReplaySpan(t.Context(), w.realms[0], e.ID, w.clock.Now().Add(-1000*time.Hour), w.clock.Now().Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, int64(1), n)
	err = w.hooks.Replay(t.Context(), w.realms[1], one.ID)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
}

func TestAnAddressOfThisHouseIsNotCalledARedirectNotFollowedAndOneThatIsGoneIsLeft(t *testing.T) {
	t.Parallel()
	inside, r := setup(t, false), receive(t)
	e, _, err := inside.hooks.Add(t.Context(), inside.realms[0], webhooks.Wanted{URL: strings.Replace(r.URL, "127.0.0.1", "localhost", 1) + "/hook", Topics: []string{"money"}})
	require.NoError(t, err, "where a name leads is seen when it is called")
	inside.happens(inside.realms[0], "billing.plan.change")
	inside.round()
	require.Empty(t, r.calls)
	one, err := inside.hooks.One(t.Context(), inside.realms[0], inside.deliveries(inside.realms[0], e)[0].ID)
	require.NoError(t, err)
	require.Equal(t, "private", one.Tries[0].Problem)

	w := setup(t, true)
	w.add(w.realms[0], r, "money")
	r.status = http.StatusFound
	w.happens(w.realms[0], "billing.plan.change")
	w.round()
	require.Len(t, r.calls, 1)
	r.status = http.StatusGone
	w.clock.Advance(time.Minute)
	w.round()
	list, err := w.hooks.List(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.Equal(t, webhooks.Gone, list[0].Why)
}

func TestWhatAnAddressIsAskedToBeIsChecked(t *testing.T) {
	t.Parallel()
	w := setup(t, true)
	for wanted, reason := range map[string]string{"ftp://example.com": "bad_url", "https://user:password@example.com": "bad_url", "nothing": "bad_url"} {
		_, _, err := w.hooks.Add(t.Context(), w.realms[0], webhooks.Wanted{URL: wanted, Topics: []string{"money"}})
		var told *errs.Error
		require.ErrorAs(t, err, &told)
		require.Equal(t, reason, told.Reason)
	}
	_, _, err := w.hooks.Add(t.Context(), w.realms[0], webhooks.Wanted{URL: "https://example.com", Topics: []string{"everything"}})
	require.Equal(t, errs.Invalid, errs.CodeOf(err))
}

func requireLetter(t *testing.T, w *world, template string) {
	t.Helper()
	n := 0
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "select count(*) from outbox where topic = 'mail' and payload ->> 'template' = $1", template).Scan(&n)
	}))
	require.Equal(t, 1, n)
}

func TestWhoeverSeesSomeObjectsOnlyHearsNothingOfTheRestByAWebhook(t *testing.T) {
	t.Parallel()
	w := setup(t, true)
	ctx, whole := t.Context(), w.realms[0]
	wanted := webhooks.Wanted{URL: "https://example.com/hook", Topics: []string{"objects"}}
	one, _, err := w.hooks.Add(ctx, whole, wanted)
	require.NoError(t, err)
	require.NoError(t, w.hooks.Test(ctx, whole, one.ID))
	calls, _, err := w.hooks.Deliveries(ctx, whole, one.ID, "", nil, 10)
	require.NoError(t, err)
	require.Len(t, calls, 1)
	some := whole.SeenBy(uuid.New())
	refused := func(err error) {
		t.Helper()
		e, ok := errors.AsType[*errs.Error](err)
		require.True(t, ok, err)
		require.Equal(t, "sees_some", e.Reason)
	}
	_, _, err = w.hooks.Add(ctx, some, wanted)
	refused(err)
	_, err = w.hooks.List(ctx, some)
	refused(err)
	_, err = w.hooks.Rotate(ctx, some, one.ID)
	refused(err)
	refused(w.hooks.Change(ctx, some, one.ID, wanted, true))
	refused(w.hooks.Remove(ctx, some, one.ID))
	refused(w.hooks.Replay(ctx, some, calls[0].ID))
	_, _, err = w.hooks.Deliveries(ctx, some, one.ID, "", nil, 10)
	refused(err)
	_, err = w.hooks.One(ctx, some, calls[0].ID)
	refused(err)
	// Nor would the database show them.
	require.NoError(t, w.db.InTenant(ctx, some, func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(ctx, `select (select count(*) from webhook_endpoints) + (select count(*) from webhook_deliveries) + (select count(*) from webhook_attempts)`).Scan(&n)
		require.Zero(t, n)
		return err
	}))
}

func TestAWebhookFromBeforeEventsHadNamesHearsActionsUntilItIsToldOtherwise(t *testing.T) {
	t.Parallel()
	w, r := setup(t, true), receive(t)
	e, _ := w.add(w.realms[0], r, "money")
	w.happens(w.realms[0], "billing.cash.take") // an event says so, where there is a payment
	require.Empty(t, w.deliveries(w.realms[0], e))
	require.NoError(t, w.db.InTenant(t.Context(), w.realms[0], func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update webhook_endpoints set names = 'actions' where id = $1`, e.ID)
		return err
	}))
	w.happens(w.realms[0], "billing.cash.take")
	list, err := w.hooks.List(t.Context(), w.realms[0])
	require.NoError(t, err)
	require.True(t, list[0].ByActions)
	require.Len(t, w.deliveries(w.realms[0], e), 1)
	require.Error(t, w.hooks.HearEvents(t.Context(), w.realms[1], e.ID), "another tenant's")
	require.NoError(t, w.hooks.HearEvents(t.Context(), w.realms[0], e.ID))
	w.happens(w.realms[0], "billing.cash.take")
	require.Len(t, w.deliveries(w.realms[0], e), 1)
}

func TestEachEventStandsInTheDocumentAndHasATopic(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/webhooks.md")
	require.NoError(t, err)
	listed := regexp.MustCompile("(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\| (provider|customer|both) ").FindAllStringSubmatch(string(page), -1)
	told := map[string]string{}
	for _, row := range listed {
		told[row[1]] = row[2]
	}
	for _, e := range webhooks.Events() {
		require.Contains(t, webhooks.Topics(), e.Topic)
		want := "both"
		if e.ToldTo() != "provider and customer" {
			want = e.ToldTo()
		}
		require.Equal(t, want, told[e.Type], e.Type)
		delete(told, e.Type)
	}
	require.Empty(t, told, "what is no event")
	// What the database tells is listed.
	var all strings.Builder
	for _, name := range []string{"00268_webhook_events.sql", "00269_webhook_sales.sql"} {
		b, err := os.ReadFile("../../migrations/" + name)
		require.NoError(t, err)
		all.Write(b)
	}
	for _, e := range webhooks.Events() {
		kind, paper := strings.CutSuffix(e.Type, ".issued")
		if paper {
			require.Contains(t, []string{"invoice", "receipt", "statement", "credit_note"}, kind)
			continue
		}
		require.Contains(t, all.String(), "'"+e.Type+"'")
	}
}
