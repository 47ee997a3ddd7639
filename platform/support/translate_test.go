package support_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/platform/support/translation"
)

// deepl is a loopback DeepL that knows one key and says "In LANGUAGE: text" of everything.
type deepl struct {
	url    string
	mu     sync.Mutex
	asked  []string
	status int
}

func (w *world) deepl() *deepl {
	w.Helper()
	d := &deepl{}
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		d.mu.Lock()
		status := d.status
		d.asked = append(d.asked, r.Header.Get("Authorization")+" "+string(body))
		d.mu.Unlock()
		switch {
		case r.Header.Get("Authorization") != "DeepL-Auth-Key a-key:fx":
			out.WriteHeader(http.StatusForbidden)
		case status != 0:
			out.WriteHeader(status)
		case r.URL.Path == "/v2/usage":
			_, _ = io.WriteString(out, `{"character_count": 180118, "character_limit": 500000}`)
		default:
			var in struct {
				Text []string `json:"text"`
				To   string   `json:"target_lang"`
			}
			_ = json.Unmarshal(body, &in)
			_ = json.NewEncoder(out).Encode(map[string]any{"translations": []any{map[string]string{"detected_source_language": "RU", "text": "In " + in.To + ": " + in.Text[0]}}})
		}
	}))
	w.Cleanup(s.Close)
	d.url = s.URL
	w.desks.Translator = translation.NewDeepL(true)
	return d
}

func (d *deepl) heard() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string{}, d.asked...)
}

func (d *deepl) answers(status int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status = status
}

// first message of a ticket.
func (w *world) first(n *node, ticket uuid.UUID) uuid.UUID {
	w.Helper()
	whole, err := w.desks.Whole(w.ctx(), n.scope, ticket)
	require.NoError(w, err)
	return whole.Messages[0].ID
}

func TestAMessageIsTranslatedOnceForALanguageByTheDesksOwnKeyAndNothingElseLeaves(t *testing.T) {
	t.Parallel()
	w := setup(t)
	d := w.deepl()
	north, first := w.nodes["north"], w.nodes["first"]
	ticket := w.ask(first, "Карта стоит")
	_, err := w.desks.GiveSecret(w.ctx(), first.scope, first.owner, support.Here, ticket.ID, "Server", "a secret of theirs", 5)
	require.NoError(t, err)
	message := w.first(north, ticket.ID)
	_, err = w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "en")
	require.Equal(t, "translation_off", reason(err), "without a key nothing leaves")
	require.Empty(t, d.heard())
	_, err = w.desks.SetMachine(w.ctx(), north.scope, d.url, new("a-key:fx"))
	require.NoError(t, err)
	got, err := w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "en")
	require.NoError(t, err)
	require.Equal(t, "In EN-GB: Please help: Карта стоит", got.Body)
	require.Equal(t, "ru", got.From)
	again, err := w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "en")
	require.NoError(t, err)
	require.Equal(t, got.Body, again.Body)
	require.Len(t, d.heard(), 1, "the second to ask is answered from here")
	require.NotContains(t, d.heard()[0], "secret")
	whole, err := w.desks.Whole(w.ctx(), north.scope, ticket.ID)
	require.NoError(t, err)
	require.True(t, whole.Translates)
	require.Len(t, whole.Translations, 1)
	require.Equal(t, "Please help: Карта стоит", whole.Messages[0].Body, "the original stays as it was")
}

func TestATranslationIsTheDesksAloneAndGoesWithItsMessage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	d := w.deepl()
	north, first, south := w.nodes["north"], w.nodes["first"], w.nodes["south"]
	ticket := w.ask(first, "Карта стоит")
	message := w.first(north, ticket.ID)
	for _, desk := range []*node{north, south} {
		_, err := w.desks.SetMachine(w.ctx(), desk.scope, d.url, new("a-key:fx"))
		require.NoError(t, err)
	}
	_, err := w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "en")
	require.NoError(t, err)
	_, err = w.desks.Translate(w.ctx(), south.scope, ticket.ID, message, "en")
	require.Equal(t, errs.NotFound, errs.CodeOf(err), "another desk's message is nowhere")
	_, err = w.desks.TranslateDraft(w.ctx(), south.scope, ticket.ID, "Hello", "ru")
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	require.Len(t, d.heard(), 1)
	for _, n := range []*node{first, south, w.nodes["root"]} {
		require.NoError(t, w.db.InTenant(w.ctx(), n.scope, func(tx *db.Tx) error {
			var seen int
			err := tx.QueryRow(w.ctx(), "select count(*) from desk_translations").Scan(&seen)
			require.Zero(t, seen, n.name)
			return err
		}))
	}
	theirs, err := w.desks.Theirs(w.ctx(), first.scope, first.owner, support.Here, ticket.ID)
	require.NoError(t, err)
	require.Empty(t, theirs.Translations)
	require.Equal(t, "CASCADE", w.text("select delete_rule from information_schema.referential_constraints where constraint_name = 'desk_translations_tenant_id_message_id_fkey'"))
}

func TestAnAnswerThatWasTranslatedGoesOutWithItsOriginal(t *testing.T) {
	t.Parallel()
	w := setup(t)
	d := w.deepl()
	north, first := w.nodes["north"], w.nodes["first"]
	_, err := w.desks.SetMachine(w.ctx(), north.scope, d.url, new("a-key:fx"))
	require.NoError(t, err)
	ticket := w.ask(first, "Карта стоит")
	draft, err := w.desks.TranslateDraft(w.ctx(), north.scope, ticket.ID, " Restart the tracker. ", "ru")
	require.NoError(t, err)
	require.Equal(t, "In RU: Restart the tracker.", draft.Text)
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "Перезапустите трекер.", Original: "Restart the tracker.", OriginalLocale: "en"})
	require.NoError(t, err)
	theirs, err := w.desks.Theirs(w.ctx(), first.scope, first.owner, support.Here, ticket.ID)
	require.NoError(t, err)
	said := theirs.Messages[len(theirs.Messages)-1]
	require.Equal(t, []string{"Перезапустите трекер.", "Restart the tracker.", "en"}, []string{said.Body, said.Original, said.OriginalLocale})
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "x", Original: strings.Repeat("y", 100_001)})
	require.Equal(t, "bad_body", reason(err))
	_, err = w.desks.Answer(w.ctx(), north.scope, north.owner, ticket.ID, support.Reply{Body: "x", Original: "y", OriginalLocale: "EN1"})
	require.Equal(t, "bad_locale", reason(err))
}

func TestAnAnswerFromAboveBringsItsOriginalIntoTheTicketBelow(t *testing.T) {
	t.Parallel()
	w := setup(t)
	root, north := w.nodes["root"], w.nodes["north"]
	above, err := w.desks.Ask(w.ctx(), north.scope, north.owner, support.Above, support.Asking{Subject: "Q", Body: "Body"})
	require.NoError(t, err)
	below := w.ask(w.nodes["first"], "Карта стоит")
	require.NoError(t, w.db.InTenant(w.ctx(), north.scope, func(tx *db.Tx) error {
		_, err := tx.Exec(w.ctx(), `insert into escalations (id, tenant_id, ticket_id, upper_ticket_id, by_user, at, attached) values ($1, $2, $3, $4, $5, $6, '[]')`, uuid.New(), north.scope.Tenant(), below.ID, above.ID, north.owner, monday)
		return err
	}))
	_, err = w.desks.Answer(w.ctx(), root.scope, root.owner, above.ID, support.Reply{Body: "Translated", Original: "Оригинал", OriginalLocale: "ru"})
	require.NoError(t, err)
	require.Equal(t, "Translated/Оригинал/ru", w.text("select body || '/' || original || '/' || original_locale from ticket_messages where ticket_id = $1 and from_above", below.ID))
}

func TestAKeyIsKeptSealedAndGoesToItsOwnServiceAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	d, other := w.deepl(), w.deepl()
	north := w.nodes["north"]
	_, err := w.desks.SetMachine(w.ctx(), north.scope, d.url, nil)
	require.Equal(t, "bad_translator_key", reason(err))
	_, err = w.desks.SetMachine(w.ctx(), north.scope, d.url, new("a key with blanks"))
	require.Equal(t, "bad_translator_key", reason(err))
	_, err = w.desks.SetMachine(w.ctx(), north.scope, d.url, new("a-key:fx"))
	require.NoError(t, err)
	require.NotContains(t, w.text("select encode(sealed_key, 'escape') from desk_translators"), "a-key")
	_, err = w.desks.CheckMachine(w.ctx(), north.scope, other.url, nil)
	require.Equal(t, "translator_key_again", reason(err))
	_, err = w.desks.SetMachine(w.ctx(), north.scope, other.url, new(""))
	require.Equal(t, "translator_key_again", reason(err))
	require.Empty(t, other.heard())
	_, err = w.desks.SetMachine(w.ctx(), north.scope, d.url, nil)
	require.NoError(t, err, "the key that is kept stays")
	got, err := w.desks.CheckMachine(w.ctx(), north.scope, d.url, nil)
	require.NoError(t, err)
	require.Equal(t, support.MachineCheck{Fine: true, Usage: translation.Usage{Used: 180118, Limit: 500000}}, got)
	got, err = w.desks.CheckMachine(w.ctx(), north.scope, d.url, new("another"))
	require.NoError(t, err)
	require.Equal(t, support.MachineCheck{Problem: translation.Key}, got)
	require.NoError(t, w.desks.RemoveMachine(w.ctx(), north.scope))
	now, err := w.desks.Machine(w.ctx(), north.scope)
	require.NoError(t, err)
	require.Equal(t, support.Machine{}, now)
	require.Equal(t, errs.NotFound, errs.CodeOf(w.desks.RemoveMachine(w.ctx(), north.scope)))
	w.desks.Translator = translation.NewDeepL(false)
	_, err = w.desks.SetMachine(w.ctx(), north.scope, "https://127.0.0.1", new("a-key:fx"))
	require.Equal(t, "webhook_private", reason(err))
	_, err = w.desks.SetMachine(w.ctx(), north.scope, "http://translate.example", new("a-key:fx"))
	require.Equal(t, "translator_not_https", reason(err))
}

func TestATroubleOfTheServiceIsToldInWordsAndKeepsNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	d := w.deepl()
	north := w.nodes["north"]
	_, err := w.desks.SetMachine(w.ctx(), north.scope, d.url, new("a-key:fx"))
	require.NoError(t, err)
	ticket := w.ask(w.nodes["first"], "Карта стоит")
	message := w.first(north, ticket.ID)
	for status, want := range map[int]string{403: "translation_key", 456: "translation_quota", 429: "translation_busy", 413: "translation_too_long", 500: "translation_away", 400: "translation_refused"} {
		d.answers(status)
		_, err := w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "en")
		require.Equal(t, want, reason(err), status)
		_, err = w.desks.TranslateDraft(w.ctx(), north.scope, ticket.ID, "Hello", "ru")
		require.Equal(t, want, reason(err), status)
	}
	require.Equal(t, "0", w.text("select count(*)::text from desk_translations"))
	_, err = w.desks.Translate(w.ctx(), north.scope, ticket.ID, message, "de")
	require.Equal(t, "bad_locale", reason(err))
}

func TestWhoeverAsksForANativeSpeakerIsToldTheirHoursAndWaitsForThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, first := w.nodes["north"], w.nodes["first"]
	asking := support.Asking{Subject: "Q", Body: "Body", Native: true}
	_, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, asking)
	require.Equal(t, "no_native_speaker", reason(err), "the desk has not said when one is there")
	front, err := w.desks.Front(w.ctx(), first.scope, first.owner, support.Here)
	require.NoError(t, err)
	require.Nil(t, front.Native)
	ordinary := w.ask(first, "Without one")
	_, err = w.desks.Change(w.ctx(), north.scope, north.owner, ordinary.ID, support.Change{Native: new(true)})
	require.Equal(t, "no_native_speaker", reason(err))
	// They are there on Wednesdays from nine to midnight.
	spans := []clock.Span{{Day: time.Wednesday, From: 9 * 60, To: clock.MinutesADay}}
	calendar, err := w.desks.SetCalendar(w.ctx(), north.scope, support.Calendar{Name: "Native", Zone: "UTC", Spans: spans})
	require.NoError(t, err)
	settings, err := w.desks.Settings(w.ctx(), north.scope)
	require.NoError(t, err)
	settings.Native = &calendar
	require.NoError(t, w.desks.SetSettings(w.ctx(), north.scope, settings, nil))
	front, err = w.desks.Front(w.ctx(), first.scope, first.owner, support.Here)
	require.NoError(t, err)
	wednesday := monday.AddDate(0, 0, 2).Add(-3 * time.Hour)
	require.Equal(t, &support.NativeHours{Zone: "UTC", Spans: spans, Next: wednesday}, front.Native)
	w.agree(first, "gold")
	got, err := w.desks.Ask(w.ctx(), first.scope, first.owner, support.Here, asking)
	require.NoError(t, err)
	require.True(t, got.NativeSpeaker)
	require.Equal(t, wednesday.Add(3*time.Hour), due(got), "three hours of theirs")
	list, _, err := w.desks.Queue(w.ctx(), north.scope, north.owner, support.Filter{Native: true}, support.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	changed, err := w.desks.Change(w.ctx(), north.scope, north.owner, got.ID, support.Change{Native: new(false)})
	require.NoError(t, err)
	require.Equal(t, monday.Add(3*time.Hour), due(changed), "anybody answers now")
}
