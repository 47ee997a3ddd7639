package post_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/identity"
)

// hook is a desk's webhook.
type hook struct {
	*httptest.Server

	mu    sync.Mutex
	calls []map[string]any
	wrong []string
}

func (w *world) hook(answer int) *hook {
	w.Helper()
	h := &hook{}
	h.Server = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var call map[string]any
		h.mu.Lock()
		defer h.mu.Unlock()
		if err != nil || json.Unmarshal(body, &call) != nil || r.Header.Get("Webhook-Signature") != outward.Sign("hush", r.Header.Get("Webhook-Id"), w.clock.Now(), body) {
			h.wrong = append(h.wrong, string(body))
		}
		h.calls = append(h.calls, call)
		rw.WriteHeader(answer)
	}))
	w.Cleanup(h.Close)
	w.caller.Trust(h.Client())
	return h
}

func (h *hook) got(t *testing.T, n int) []map[string]any {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	require.Empty(t, h.wrong, "each call is signed")
	require.Len(t, h.calls, n)
	return h.calls
}

// onDuty puts somebody of the desk on duty.
func (w *world) onDuty(name string, from, to time.Time) {
	w.Helper()
	id, err := w.people.Add(w.Context(), w.realm, identity.NewUser{Login: name, Email: name + "@north.example", Name: name, Password: "a password of theirs", Role: "viewer"})
	require.NoError(w, err)
	_, err = w.desks.AddDuty(w.Context(), w.realm, support.Duty{User: id, Starts: from, Ends: to})
	require.NoError(w, err)
}

// forget has the addresses read anew by the first letter.
func (w *world) forget() {
	w.Helper()
	w.stop()
	require.NoError(w, os.RemoveAll(filepath.Join(w.dir, "addresses.json")))
	w.start()
}

func TestACriticalTicketOfTheAppWakesWhoeverIsOnDutyByLetterAndWebhookOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	now := w.clock.Now()
	w.onDuty("night", now.Add(-time.Hour), now.Add(time.Hour))
	w.onDuty("day", now.Add(time.Hour), now.Add(2*time.Hour))
	h := w.hook(http.StatusNoContent)
	settings, err := w.desks.Settings(t.Context(), w.realm)
	require.NoError(t, err)
	require.NoError(t, w.desks.SetSettings(t.Context(), w.realm, settings, &support.Webhook{URL: h.URL + "/page", Secret: "hush"}))
	ticket, err := w.desks.Ask(t.Context(), w.account, w.anna, support.Here, support.Asking{Subject: "All is down", Body: "Nobody can sign in.", Critical: true})
	require.NoError(t, err)
	require.Len(t, w.sent("night@north.example"), 1)
	page := w.sent("duty@north.example")
	require.Len(t, page, 1)
	require.Contains(t, page[0].Subject, "All is down")
	require.Contains(t, page[0].Text, fmt.Sprintf("https://north.example/console/desk/%s", ticket.ID))
	require.Empty(t, w.sent("day@north.example"))
	call := h.got(t, 1)[0]
	require.Equal(t, "desk.critical_ticket", call["event"])
	require.InDelta(t, ticket.Number, call["number"], 0)
	w.forget()
	// A letter to the critical address has woken somebody when it came; its ticket does not do so again.
	w.brought("ivan@stranger.example", urgent, raw("ivan@stranger.example", urgent, "Data lost", "All of it."))
	require.Len(t, w.tickets(), 2)
	require.Len(t, w.sent("night@north.example"), 2)
	require.Equal(t, "desk.critical_letter", h.got(t, 2)[1]["event"])
}

func TestWhoIsOnDutyIsKnownForTheTimeTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	w := setup(t)
	now := w.clock.Now()
	w.onDuty("early", now.Add(-time.Hour), now.Add(time.Hour))
	w.onDuty("later", now.Add(time.Hour), now.Add(20*time.Hour))
	h := w.hook(http.StatusInternalServerError)
	settings, err := w.desks.Settings(t.Context(), w.realm)
	require.NoError(t, err)
	require.NoError(t, w.desks.SetSettings(t.Context(), w.realm, settings, &support.Webhook{URL: h.URL, Secret: "hush"}))
	w.forget()
	w.brought("ivan@stranger.example", help, raw("ivan@stranger.example", help, "Hello", "Is anybody there?")) // so the addresses are known
	w.db.Close()
	w.stop()
	w.clock.Advance(2 * time.Hour)
	w.start()
	require.NoError(t, w.bring("ivan@stranger.example", urgent, raw("ivan@stranger.example", urgent, "All is down", "Nobody can sign in.")))
	w.until("paged")
	require.Len(t, w.caught.Letters("later@north.example"), 1)
	require.Empty(t, w.caught.Letters("early@north.example"))
	require.Len(t, w.caught.Letters("duty@north.example"), 1, "that the webhook fails keeps nobody asleep, and wakes nobody twice")
	h.got(t, 1)
}

func TestAnAddressOutsideIsWokenOnceItHasSaidSoAndNoMoreOnceItHasStopped(t *testing.T) {
	t.Parallel()
	w := setup(t)
	settings, err := w.desks.Settings(t.Context(), w.realm)
	require.NoError(t, err)
	settings.PageEmails = append(settings.PageEmails, "guard@elsewhere.example")
	require.NoError(t, w.desks.SetSettings(t.Context(), w.realm, settings, nil))
	critical := func(subject string) {
		_, err := w.desks.Ask(t.Context(), w.account, w.anna, support.Here, support.Asking{Subject: subject, Body: "Nobody can sign in.", Critical: true})
		require.NoError(t, err)
	}
	critical("First")
	require.Len(t, w.sent("duty@north.example"), 1)
	require.Empty(t, w.sent("guard@elsewhere.example"), "it has not said that it wants this")
	w.consent()
	critical("Second")
	page := w.sent("guard@elsewhere.example")
	require.Len(t, page, 1)
	require.Contains(t, page[0].Raw, "List-Unsubscribe-Post: List-Unsubscribe=One-Click")
	_, token, ok := strings.Cut(page[0].Text, "https://north.example"+recipients.StopPath+"?of=")
	require.True(t, ok, page[0].Text)
	w.forget()
	w.brought("ivan@stranger.example", urgent, raw("ivan@stranger.example", urgent, "Data lost", "All of it."))
	page = w.sent("guard@elsewhere.example")
	require.Len(t, page, 2, "by a letter to the critical address too")
	require.Contains(t, page[1].Text, "https://north.example"+recipients.StopPath+"?of="+strings.TrimSpace(token))
	_, err = w.outside.StopAll(t.Context(), recipients.Visit{Realm: w.realm.Tenant(), Token: strings.TrimSpace(token)})
	require.NoError(t, err)
	critical("Third")
	require.Len(t, w.sent("duty@north.example"), 4)
	require.Len(t, w.sent("guard@elsewhere.example"), 2)
}

func TestTheDeskIsToldOfWhatComesDueAndOfWhatIsLateOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	owner, err := w.people.Add(t.Context(), w.realm, identity.NewUser{Login: "boss", Email: "boss@north.example", Name: "Boss", Locale: "ru", Password: "a password of theirs", Role: identity.Owner})
	require.NoError(t, err)
	require.NotEqual(t, uuid.Nil, owner)
	ticket, err := w.desks.Ask(t.Context(), w.account, w.anna, support.Here, support.Asking{Subject: "A question", Body: "How does it work?"})
	require.NoError(t, err)
	watch := func(at time.Time, want int64, subjects ...string) {
		t.Helper()
		w.clock.Advance(at.Sub(w.clock.Now()))
		n, err := w.desks.Watch(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, n)
		letters := w.sent("boss@north.example")
		require.Len(t, letters, len(subjects))
		for _, l := range letters {
			require.Contains(t, subjects, l.Subject)
			require.Contains(t, l.Text, fmt.Sprintf("#%d  A question", ticket.Number))
		}
	}
	soon, late, over := "Скоро истекает срок ответа: 1", "Ответ просрочен: 1", "Прошёл второй срок: 1"
	watch(ticket.PromiseAt.Add(-61*time.Minute), 0)
	watch(ticket.PromiseAt.Add(-59*time.Minute), 1, soon)
	watch(ticket.PromiseAt.Add(-50*time.Minute), 0, soon)
	watch(*ticket.PromiseAt, 1, soon, late)
	watch(ticket.DeadlineAt.Add(time.Second), 1, soon, late, over)
	watch(ticket.DeadlineAt.Add(time.Hour), 0, soon, late, over)
}
