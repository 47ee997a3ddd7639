package mail_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// outside is a world whose accounts have letters sent to addresses of nobody's.
type outside struct {
	*world

	recipients *recipients.Recipients
}

func outsideSetup(t *testing.T, limits recipients.Limits) *outside {
	t.Helper()
	w := &outside{world: setup(t, nil)}
	w.recipients = recipients.New(recipients.Config{DB: w.db, Key: testdb.Key(), Clock: w.clock, Tenants: w.tenants, Limits: limits})
	w.mail.Recipients = w.recipients
	return w
}

func wanted(kinds ...string) recipients.Wanted { return recipients.Wanted{Locale: "fr", Kinds: kinds} }

func (w *outside) add(t *testing.T, s db.Scope, address string, kinds ...string) recipients.Recipient {
	t.Helper()
	one, err := w.recipients.Add(t.Context(), s, address, wanted(kinds...))
	require.NoError(t, err)
	w.work(t)
	return one
}

// link of a letter: the address at the end of a line that has a path in it.
func link(t *testing.T, l catcher.Letter, path string) (realm, token string) {
	t.Helper()
	for field := range strings.FieldsSeq(l.Text) {
		u, err := url.Parse(field)
		if err == nil && u.Path == path {
			return u.Host, u.Query().Get("of")
		}
	}
	require.Fail(t, "no link", "%s in %s", path, l.Text)
	return "", ""
}

func (w *outside) visit(token string) recipients.Visit {
	return recipients.Visit{Realm: w.realms[0].Tenant(), Token: token, Address: "192.0.2.7"}
}

// tell writes to those of a tenant who want a kind, as whoever tells does.
func (w *outside) tell(t *testing.T, s db.Scope, kind string) (n int) {
	t.Helper()
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		list, err := w.recipients.Of(t.Context(), tx, kind, s.Tenant())
		if err != nil {
			return err
		}
		for _, o := range list {
			n++
			if err := outbox.PutFor(t.Context(), tx, s.Tenant(), identity.MailTopic, identity.Letter{Template: "money_soon", To: o.Address, Recipient: &o.ID, Locale: o.Locale,
				Params: map[string]string{"tenant": o.TenantName, "days": "3", "until": "2026-12-01"}}); err != nil {
				return err
			}
		}
		return nil
	}))
	w.work(t)
	return n
}

func TestAnAddressOutsideIsAskedFirstAndWrittenToOnlyOnceItHasSaidYes(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	one := w.add(t, w.account, "Books@firm.example", recipients.Balance, recipients.Prices)
	letters := w.catcher.Letters("Books@firm.example")
	require.Len(t, letters, 1)
	require.Contains(t, letters[0].Subject, "Freight & Sons")
	require.Contains(t, letters[0].Text, "Rien n’est envoyé avant votre accord")
	require.NotContains(t, letters[0].Raw, "Platformname")
	require.Contains(t, letters[0].HTML, "North Fleet")
	require.Zero(t, w.tell(t, w.account, recipients.Balance), "it has not said yes")

	host, token := link(t, letters[0], recipients.ConfirmPath)
	require.Equal(t, "north.example", host)
	seen, err := w.recipients.LookAsked(t.Context(), w.visit(token))
	require.NoError(t, err)
	require.Equal(t, recipients.Pending, seen.State, "a link that was merely opened does nothing")
	seen, err = w.recipients.Confirm(t.Context(), w.visit(token))
	require.NoError(t, err)
	require.Equal(t, recipients.Confirmed, seen.State)
	require.Equal(t, 1, w.tell(t, w.account, recipients.Balance))
	require.Zero(t, w.tell(t, w.account, recipients.Documents), "it gets what was chosen and nothing else")
	require.Len(t, w.catcher.Letters("Books@firm.example"), 2)

	list, err := w.recipients.List(t.Context(), w.account)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, one.ID, list[0].ID)
	require.NotNil(t, list[0].ConfirmedAt)
	other, err := w.recipients.List(t.Context(), w.realms[1])
	require.NoError(t, err)
	require.Empty(t, other)
}

func TestEveryLetterOutsideCarriesTheOneClickThatStopsThatTenantsLettersAndNoOthers(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	other := w.open(t, w.realms[0], tenant.Account, "Another firm")
	for _, s := range []db.Scope{w.account, other} {
		w.add(t, s, "books@firm.example", recipients.Balance)
	}
	for _, l := range w.catcher.Letters("books@firm.example") {
		_, token := link(t, l, recipients.ConfirmPath)
		_, err := w.recipients.Confirm(t.Context(), w.visit(token))
		require.NoError(t, err)
	}
	require.Equal(t, 1, w.tell(t, w.account, recipients.Balance))
	letters := w.catcher.Letters("books@firm.example")
	last := letters[len(letters)-1]
	host, token := link(t, last, recipients.StopPath)
	header := strings.ReplaceAll(last.Raw, "\r\n ", " ")
	require.Contains(t, header, "List-Unsubscribe: <https://"+host+recipients.StopPath+"?of="+token+">\r\n")
	require.Contains(t, header, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
	require.NotContains(t, last.Text, "/billing", "nobody is led to where they cannot sign in")

	_, err := w.recipients.Look(t.Context(), w.visit(token))
	require.NoError(t, err)
	_, err = w.recipients.StopAll(t.Context(), recipients.Visit{Realm: w.realms[1].Tenant(), Token: token})
	require.True(t, errs.Is(err, errs.NotFound), "a link is good on the hosts of the realm that wrote")
	for _, forged := range []string{"", "aaaa", token[:len(token)-2] + "aa", strings.Repeat("a", len(token))} {
		_, err = w.recipients.StopAll(t.Context(), w.visit(forged))
		require.True(t, errs.Is(err, errs.NotFound), forged)
		_, err = w.recipients.Confirm(t.Context(), w.visit(forged))
		require.True(t, errs.Is(err, errs.NotFound), forged)
	}
	require.Equal(t, 1, w.tell(t, w.account, recipients.Balance))

	for range 2 { // a program may click twice
		seen, err := w.recipients.StopAll(t.Context(), w.visit(token))
		require.NoError(t, err)
		require.Equal(t, recipients.Stopped, seen.State)
	}
	require.Zero(t, w.tell(t, w.account, recipients.Balance))
	require.Equal(t, 1, w.tell(t, other, recipients.Balance), "another tenant has its own")

	_, err = w.recipients.Add(t.Context(), w.account, "BOOKS@firm.example", wanted(recipients.Balance))
	require.True(t, errs.Is(err, errs.Conflict), "what a reader has stopped is not begun again by the tenant")
	list, err := w.recipients.List(t.Context(), w.account)
	require.NoError(t, err)
	require.NoError(t, w.recipients.Remove(t.Context(), w.account, list[0].ID))
	_, err = w.recipients.Add(t.Context(), w.account, "books@firm.example", wanted(recipients.Balance))
	require.True(t, errs.Is(err, errs.Conflict), "nor when it was taken off the list")
	seen, err := w.recipients.Again(t.Context(), w.visit(token))
	require.NoError(t, err)
	require.Equal(t, recipients.Confirmed, seen.State, "but by the reader")
	require.Equal(t, 1, w.tell(t, w.account, recipients.Balance))
}

func TestALetterThatWaitedIsNotSentToWhoHasStoppedMeanwhileNorToWhoWasTakenOff(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	one := w.add(t, w.account, "books@firm.example", recipients.Balance)
	_, token := link(t, w.catcher.Letters("books@firm.example")[0], recipients.ConfirmPath)
	_, err := w.recipients.Confirm(t.Context(), w.visit(token))
	require.NoError(t, err)
	letter := identity.Letter{Template: "money_soon", To: "books@firm.example", Recipient: &one.ID, Params: map[string]string{"days": "3", "until": "2026-12-01"}}
	w.post(t, w.account, letter)
	require.NoError(t, w.recipients.Remove(t.Context(), w.account, one.ID))
	w.work(t)
	require.Len(t, w.catcher.Letters("books@firm.example"), 1)
	require.Empty(t, w.dead(t))

	letter.Recipient = nil
	w.post(t, w.account, letter)
	w.work(t)
	require.Len(t, w.catcher.Letters("books@firm.example"), 1, "a letter to nobody's address has no way round")
	require.Len(t, w.dead(t), 1)
}

func TestNobodyIsFloodedByQuestionsNorByLetters(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{Addresses: 3, Asks: 4, AddressAsks: 2, Letters: 2})
	one := w.add(t, w.account, "a@firm.example", recipients.Balance)
	for range 2 {
		require.NoError(t, w.recipients.Ask(t.Context(), w.account, one.ID))
	}
	reason := func(err error) string {
		t.Helper()
		var e *errs.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, errs.LimitReached, e.Code)
		return e.Reason
	}
	require.Equal(t, "asked_enough", reason(w.recipients.Ask(t.Context(), w.account, one.ID)))
	w.work(t)
	require.Len(t, w.catcher.Letters("a@firm.example"), 2, "the address is asked twice a day at most, whoever wishes it")
	other := w.open(t, w.realms[1], tenant.Account, "Stranger")
	w.add(t, other, "A@firm.example", recipients.Balance)
	require.Len(t, w.catcher.Letters("a@firm.example"), 2, "a tenant elsewhere has it asked no more either, and is not told why")

	w.add(t, w.account, "b@firm.example", recipients.Balance)
	_, err := w.recipients.Add(t.Context(), w.account, "c@firm.example", wanted(recipients.Balance))
	require.Equal(t, "asks_used_up", reason(err))
	w.clock.Advance(25 * time.Hour)
	w.add(t, w.account, "c@firm.example", recipients.Balance)
	_, err = w.recipients.Add(t.Context(), w.account, "d@firm.example", wanted(recipients.Balance))
	require.Equal(t, "recipients_full", reason(err))

	_, token := link(t, w.catcher.Letters("c@firm.example")[0], recipients.ConfirmPath)
	_, err = w.recipients.Confirm(t.Context(), w.visit(token))
	require.NoError(t, err)
	for range 4 {
		w.tell(t, w.account, recipients.Balance)
	}
	require.Len(t, w.catcher.Letters("c@firm.example"), 3, "the question, and two letters a day")
	list, err := w.recipients.List(t.Context(), w.account)
	require.NoError(t, err)
	at := slices.IndexFunc(list, func(r recipients.Recipient) bool { return r.Address == "c@firm.example" })
	require.Equal(t, 2, list[at].Withheld, "its tenant sees that some were not sent")
	w.clock.Advance(24 * time.Hour)
	w.tell(t, w.account, recipients.Balance)
	require.Len(t, w.catcher.Letters("c@firm.example"), 4)
	n, err := w.recipients.Forget(t.Context())
	require.NoError(t, err)
	require.Zero(t, n)
	w.clock.Advance(10 * 24 * time.Hour)
	n, err = w.recipients.Forget(t.Context())
	require.NoError(t, err)
	require.Positive(t, n)
}

func TestAnInvitationCountsWithWhatAnAddressGetsInADayWhoeverSendsIt(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{AddressAsks: 3})
	w.add(t, w.account, "somebody@firm.example", recipients.Balance)
	for i := range 4 {
		w.post(t, []db.Scope{w.account, w.realms[1]}[i%2], identity.Letter{Template: "invitation", To: "Somebody@firm.example", Path: "/invitation#x", Params: map[string]string{"tenant": "x", "inviter": "y"}})
	}
	w.work(t)
	require.Len(t, w.catcher.Letters("somebody@firm.example"), 3)
	require.Equal(t, []string{"sent", "sent", "sent", "withheld", "withheld"}, slices.Sorted(slices.Values(w.outcome)))
	w.clock.Advance(25 * time.Hour)
	w.post(t, w.account, identity.Letter{Template: "invitation", To: "somebody@firm.example", Path: "/invitation#x", Params: map[string]string{"tenant": "x", "inviter": "y"}})
	w.work(t)
	require.Len(t, w.catcher.Letters("somebody@firm.example"), 4)
}

func TestALinkThatConfirmsIsGoodForSevenDaysAndForTheLastQuestionAlone(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	one := w.add(t, w.account, "a@firm.example", recipients.Balance)
	_, first := link(t, w.catcher.Letters("a@firm.example")[0], recipients.ConfirmPath)
	w.clock.Advance(time.Hour)
	require.NoError(t, w.recipients.Ask(t.Context(), w.account, one.ID))
	w.work(t)
	_, err := w.recipients.Confirm(t.Context(), w.visit(first))
	require.True(t, errs.Is(err, errs.NotFound))
	_, second := link(t, w.catcher.Letters("a@firm.example")[1], recipients.ConfirmPath)
	w.clock.Advance(8 * 24 * time.Hour)
	_, err = w.recipients.Confirm(t.Context(), w.visit(second))
	require.True(t, errs.Is(err, errs.NotFound))
}

func TestWhomADeskWakesIsAskedUnlessItIsAUserAndLetGoWhenItIsNotNamedAnyMore(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	desk := w.realms[1]
	wake := func(addresses ...string) error {
		return w.db.InTenant(t.Context(), desk, func(tx *db.Tx) error { return w.recipients.Wake(t.Context(), tx, desk, addresses) })
	}
	require.NoError(t, wake("anna@example.com", "night@guard.example"))
	w.work(t)
	require.Empty(t, w.catcher.Letters("anna@example.com"), "she has confirmed hers")
	letters := w.catcher.Letters("night@guard.example")
	require.Len(t, letters, 1)
	require.Contains(t, letters[0].Text, "wake")
	list, err := w.recipients.List(t.Context(), desk)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []string{recipients.Duty}, list[0].Kinds)
	require.True(t, errs.Is(w.recipients.Remove(t.Context(), desk, list[0].ID), errs.Conflict), "the desk names it")
	changed, err := w.recipients.Change(t.Context(), desk, list[0].ID, wanted(recipients.Prices))
	require.NoError(t, err)
	require.ElementsMatch(t, []string{recipients.Prices, recipients.Duty}, changed.Kinds)
	require.NoError(t, wake("night@guard.example"))
	w.work(t)
	require.Len(t, w.catcher.Letters("night@guard.example"), 1, "it was asked once")
	require.NoError(t, wake())
	list, err = w.recipients.List(t.Context(), desk)
	require.NoError(t, err)
	require.Equal(t, []string{recipients.Prices}, list[0].Kinds, "it stays for what else was chosen")
}

func TestANameInALetterThatAsksIsNobodysAdvertisement(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Freight & Sons": "Freight & Sons", "St. Petersburg Cargo": "St. Petersburg Cargo", "WIN at https://evil.example/now": "WIN at https evil. example/now",
		"mail me@evil.example": "mail me evil. example", "evil.com": "evil. com", strings.Repeat("я", 80): strings.Repeat("я", 60) + "…",
	} {
		require.Equal(t, want, recipients.Harmless(name))
	}
}

func TestWhoIsNotThereIsMissing(t *testing.T) {
	t.Parallel()
	w := outsideSetup(t, recipients.Limits{})
	theirs := w.add(t, w.realms[1], "a@firm.example", recipients.Balance)
	for _, id := range []uuid.UUID{theirs.ID, uuid.New()} {
		for what, err := range map[string]error{
			"ask":    w.recipients.Ask(t.Context(), w.account, id),
			"remove": w.recipients.Remove(t.Context(), w.account, id),
			"change": func() error {
				_, err := w.recipients.Change(t.Context(), w.account, id, wanted(recipients.Prices))
				return err
			}(),
		} {
			require.True(t, errs.Is(err, errs.NotFound), what)
		}
	}
	for address, w := range map[string]recipients.Wanted{"nobody": wanted(recipients.Balance), "a@b.c": wanted(), "a@b.d": wanted("all"), "a@b.e": wanted(recipients.Duty)} {
		_, err := recipientsOf(t).Add(context.Background(), db.Scope{}, address, w)
		require.True(t, errs.Is(err, errs.Invalid), address)
	}
}

// recipientsOf nobody: what is refused before the database is asked.
func recipientsOf(t *testing.T) *recipients.Recipients {
	t.Helper()
	return recipients.New(recipients.Config{Key: testdb.Key()})
}
