package mailboxes_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/support/mailboxes"
)

func TestLettersOfAMailboxBecomeTicketsAsTheyComeAndAreMarkedAsRead(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.server.put("INBOX", raw("old and read"), imap.FlagSeen)
	w.server.put("INBOX", raw("old"))
	p := w.process(nil).works()
	w.set(p, nil)
	w.seen(p)
	require.Empty(t, w.subjects(), "what lay there before stays there")
	for _, subject := range []string{"van", "truck", "trailer"} {
		w.server.put("INBOX", raw(subject))
	}
	p.until("taken", 3)
	w.so("they are marked", func() bool { all, unread := w.server.lie("INBOX"); return all == 5 && unread == 1 })
	require.Equal(t, []string{"van", "truck", "trailer"}, w.subjects())
	box := w.box(p)
	require.Equal(t, int64(3), box.Taken)
	require.Nil(t, box.FailingSince)
}

func TestUnreadLettersThatLieThereAreTakenWhereItIsChosen(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.server.put("INBOX", raw("old and read"), imap.FlagSeen)
	w.server.put("INBOX", raw("unread"))
	p := w.process(nil).works()
	w.set(p, func(s *mailboxes.Settings) { s.Unread = true })
	p.until("taken", 1)
	w.seen(p)
	require.Equal(t, []string{"unread"}, w.subjects())
	_, unread := w.server.lie("INBOX")
	require.Zero(t, unread)
}

func TestTakenLettersAreMovedOrDeletedAsChosenAndNoOthers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil).works()
	w.server.put("INBOX", raw("old"))
	w.set(p, func(s *mailboxes.Settings) { s.Afterwards, s.MoveTo = letterbox.Move, "Done" })
	w.seen(p)
	w.server.put("INBOX", raw("moved"))
	p.until("taken", 1)
	w.so("it is moved", func() bool {
		here, _ := w.server.lie("INBOX")
		there, _ := w.server.lie("Done")
		return here == 1 && there == 1
	})
	w.set(p, func(s *mailboxes.Settings) { s.Afterwards = letterbox.Delete })
	w.server.put("INBOX", raw("deleted"))
	p.until("taken", 1)
	w.so("it is deleted", func() bool { here, _ := w.server.lie("INBOX"); return here == 1 })
	require.Equal(t, []string{"moved", "deleted"}, w.subjects())
}

// What a kill leaves behind: the letter is stored, and nothing that says so.
func TestALetterIsATicketOnceWhereTheProcessEndsBetweenStoringItAndSayingSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var stored atomic.Int64
	dying := w.process(func(ctx context.Context, a letterbox.Arrived) error {
		if err := w.receiver.Store(ctx, a); err != nil {
			return err
		}
		stored.Add(1)
		return errs.New(errs.Unavailable, "killed", "The process was killed.")
	}).works()
	w.set(dying, nil)
	w.seen(dying)
	w.server.put("INBOX", raw("van"))
	w.so("it is stored", func() bool { return stored.Load() == 1 })
	dying.stop()
	require.Equal(t, []string{"van"}, w.subjects())
	_, unread := w.server.lie("INBOX")
	require.Equal(t, 1, unread, "nothing is marked that was not said to be stored")
	w.clock.Advance(time.Minute)
	next := w.process(nil).works()
	next.until("taken", 1)
	w.server.put("INBOX", raw("truck"))
	next.until("taken", 1)
	require.Equal(t, []string{"van", "truck"}, w.subjects())
}

func TestWhereLettersGetOtherNumbersThoseThatWereTakenAreKnown(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil).works()
	w.set(p, nil)
	w.seen(p)
	w.server.put("INBOX", raw("van"))
	p.until("taken", 1)
	p.stop()
	// The server was restored from a copy: the same letters and one more, numbered anew.
	w.server.mu.Lock()
	require.NoError(t, w.server.user.Delete("INBOX"))
	require.NoError(t, w.server.user.Create("INBOX", nil))
	w.server.mu.Unlock()
	w.server.put("INBOX", raw("truck"))
	w.server.put("INBOX", raw("van"))
	again := w.process(nil).works()
	again.until("taken", 2)
	w.server.put("INBOX", raw("trailer"))
	again.until("taken", 1)
	require.Equal(t, []string{"van", "truck", "trailer"}, w.subjects())
}

func TestAMailboxWhoseServerDoesNotTellIsLookedIntoNowAndThen(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.server = serve(t, imap.CapSet{imap.CapIMAP4rev1: {}})
	w.fetcher.Trust = w.server.trust
	p := w.process(nil).works()
	w.set(p, func(s *mailboxes.Settings) { s.Port, s.TLS = w.server.plain, letterbox.StartTLS })
	w.seen(p)
	w.server.put("INBOX", raw("van"))
	p.until("taken", 1)
}

func TestOnlyOneProcessReadsAMailboxAndAnotherTakesOverWhenItEnds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.process(nil).works()
	w.set(first, nil)
	w.seen(first)
	second := w.process(nil).works()
	w.server.put("INBOX", raw("van"))
	first.until("taken", 1)
	w.so("it is kept how far it was read", func() bool {
		return w.count(`select count(*)::int from desk_mailboxes where tidied_uid = last_uid and taken = 1`) == 1
	})
	first.stop()
	w.server.put("INBOX", raw("truck"))
	second.until("taken", 1)
	require.Empty(t, second.heard)
	require.Equal(t, []string{"van", "truck"}, w.subjects())
}

func TestACheckSaysWhatIsWrongAtItsField(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil)
	free, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address, _ := free.Addr().(*net.TCPAddr)
	require.NoError(t, free.Close())
	for _, c := range []struct {
		name           string
		change         func(s *mailboxes.Settings)
		password       string
		problem, field string
	}{
		{name: "as it should be"},
		{name: "starttls", change: func(s *mailboxes.Settings) { s.Port, s.TLS = w.server.plain, letterbox.StartTLS }},
		{name: "nobody there", change: func(s *mailboxes.Settings) { s.Port = address.Port }, problem: letterbox.NoConnection, field: "port"},
		{name: "TLS where there is none", change: func(s *mailboxes.Settings) { s.Port = w.server.plain }, problem: letterbox.NoEncryption, field: "tls"},
		{name: "a certificate of another's", change: func(s *mailboxes.Settings) { s.Host = "127.0.0.1" }, problem: letterbox.BadCertificate, field: "host"},
		{name: "a wrong password", password: "another", problem: letterbox.NoLogin, field: "user"},
		{name: "a wrong name", change: func(s *mailboxes.Settings) { s.User = "nobody" }, problem: letterbox.NoLogin, field: "user"},
		{name: "no such folder", change: func(s *mailboxes.Settings) { s.Folder = "Nowhere" }, problem: letterbox.NoFolder, field: "folder"},
		{name: "nowhere to move to", change: func(s *mailboxes.Settings) { s.Afterwards, s.MoveTo = letterbox.Move, "Nowhere" }, problem: letterbox.NoMoveTo, field: "move_to"},
	} {
		if c.password == "" {
			c.password = password
		}
		got, err := p.Check(t.Context(), w.north, w.help, w.settings(c.change), &c.password)
		require.NoError(t, err, c.name)
		require.Equal(t, mailboxes.Checked{Fine: c.problem == "", Problem: c.problem, Field: c.field, Said: got.Said}, got, c.name)
	}
	outside := w.process(nil)
	outside.Fetcher.Private = false
	_, err = outside.Check(t.Context(), w.north, w.help, w.settings(func(s *mailboxes.Settings) { s.Host, s.Port = "10.0.0.5", 993 }), new(password))
	require.Equal(t, "host", fieldOf(t, err), "nobody has us look into private networks")
	_, err = outside.Check(t.Context(), w.north, w.help, w.settings(func(s *mailboxes.Settings) { s.Host, s.Port = "mail.example.com", 22 }), new(password))
	require.Equal(t, "port", fieldOf(t, err))
	require.Zero(t, w.count(`select count(*)::int from desk_mailboxes`), "a check keeps nothing")
}

func fieldOf(t *testing.T, err error) string {
	t.Helper()
	e, ok := errors.AsType[*errs.Error](err)
	require.True(t, ok, "%v", err)
	require.NotEmpty(t, e.Details)
	return e.Details[0].Field
}

func TestAPasswordIsSealedAndNeverGoesToAnotherServer(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil)
	_, err := p.Set(t.Context(), w.north, w.help, w.settings(nil), nil)
	require.Equal(t, "password", fieldOf(t, err))
	w.set(p, nil)
	require.Zero(t, w.count(`select count(*)::int from desk_mailboxes where position($1::bytea in password) > 0`, []byte(password)))
	require.Zero(t, w.count(`select count(*)::int from audit_details d where d::text like '%' || $1 || '%'`, password))
	_, err = p.Set(t.Context(), w.north, w.help, w.settings(func(s *mailboxes.Settings) { s.Afterwards = letterbox.Delete }), nil)
	require.NoError(t, err, "the password that is kept goes on")
	elsewhere := w.settings(func(s *mailboxes.Settings) { s.Host = "127.0.0.1" })
	_, err = p.Set(t.Context(), w.north, w.help, elsewhere, nil)
	require.Equal(t, "password", fieldOf(t, err))
	_, err = p.Check(t.Context(), w.north, w.help, elsewhere, nil)
	require.Equal(t, "password", fieldOf(t, err))
}

func TestAMailboxIsForAnAddressOfTheDeskAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil)
	w.set(p, nil)
	for _, address := range []uuid.UUID{w.help, uuid.New()} {
		_, err := p.Set(t.Context(), w.south, address, w.settings(nil), new(password))
		require.True(t, errs.Is(err, errs.NotFound), "%v", err)
		_, err = p.Check(t.Context(), w.south, address, w.settings(nil), new(password))
		require.True(t, errs.Is(err, errs.NotFound), "%v", err)
		require.True(t, errs.Is(p.Remove(t.Context(), w.south, address), errs.NotFound))
	}
	list, err := p.List(t.Context(), w.south)
	require.NoError(t, err)
	require.Empty(t, list)
	require.NoError(t, w.desks.Remove(t.Context(), w.north, "address", w.help))
	list, err = p.List(t.Context(), w.north)
	require.NoError(t, err)
	require.Empty(t, list, "it goes with its address")
}

func TestTheRealmIsToldOnceOfAMailboxThatCannotBeReadAndItRecoversByItself(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil).works()
	w.set(p, nil)
	w.seen(p)
	w.server.mu.Lock()
	require.NoError(t, w.server.user.Delete("INBOX"))
	w.server.mu.Unlock()
	// The conversation that goes on does not notice; one that begins does.
	p.stop()
	p = w.process(nil).works()
	for n := range 7 {
		p.until("failed", 1)
		w.so("it is kept", func() bool { b := w.box(p); return b.FailingSince != nil && b.TryAt.After(w.clock.Now()) })
		if n == 0 {
			require.Zero(t, w.count(`select count(*)::int from outbox where payload->>'template' = 'mailbox_failing'`), "one failure is nobody's business")
		}
		w.clock.Advance(20 * time.Minute)
	}
	box := w.box(p)
	require.Equal(t, letterbox.NoFolder, box.Problem)
	require.Equal(t, "folder", box.Field)
	require.Equal(t, 1, w.count(`select count(*)::int from outbox where payload->>'template' = 'mailbox_failing' and payload->>'to' = 'boss@north.example'`))
	failing, err := p.Failing(t.Context(), w.north)
	require.NoError(t, err)
	require.Equal(t, 1, failing)
	w.server.mu.Lock()
	require.NoError(t, w.server.user.Create("INBOX", nil))
	w.server.mu.Unlock()
	w.so("it is read again", func() bool { w.clock.Advance(20 * time.Minute); return w.box(p).FailingSince == nil })
	w.server.put("INBOX", raw("van"))
	p.until("taken", 1)
	require.Equal(t, []string{"van"}, w.subjects())
}

func TestALetterTooLargeIsLeftInTheMailboxAndATicketSaysSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil).works()
	w.set(p, func(s *mailboxes.Settings) { s.Afterwards = letterbox.Delete })
	w.seen(p)
	w.server.put("INBOX", raw("film")+strings.Repeat(strings.Repeat("x", 998)+"\r\n", 53_000))
	p.until("left", 1)
	w.server.put("INBOX", raw("van"))
	p.until("taken", 1)
	w.so("the other one is deleted", func() bool { all, _ := w.server.lie("INBOX"); return all == 1 })
	require.Equal(t, []string{"film", "van"}, w.subjects())
	require.Equal(t, 1, w.count(`select count(*)::int from ticket_messages where body like '%51 MB%'`))
	require.Equal(t, 1, w.box(p).Left)
}

func TestALetterThatCannotBeStoredIsTriedAgainThenLeftAndDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var tried atomic.Int64
	p := w.process(func(ctx context.Context, a letterbox.Arrived) error {
		if strings.Contains(string(a.Raw), "poison") {
			tried.Add(1)
			return errors.New("it cannot be stored")
		}
		return w.receiver.Store(ctx, a)
	}).works()
	w.set(p, func(s *mailboxes.Settings) { s.Afterwards = letterbox.Delete })
	w.seen(p)
	w.server.put("INBOX", raw("poison"))
	w.server.put("INBOX", raw("van"))
	w.so("the other one is taken", func() bool { w.clock.Advance(time.Minute); return len(w.subjects()) == 1 })
	require.Equal(t, int64(5), tried.Load())
	w.so("what is left is all that lies there", func() bool { all, _ := w.server.lie("INBOX"); return all == 1 && w.box(p).Left == 1 })
	require.Nil(t, w.box(p).FailingSince, "the mailbox is not to blame")
}

func TestAnAnswerFindsItsTicketByTheAddressItWasSentTo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	p := w.process(nil).works()
	w.set(p, nil)
	w.seen(p)
	w.server.put("INBOX", raw("van"))
	p.until("taken", 1)
	var ticket uuid.UUID
	w.one(`select id from tickets where tenant_id = $1`, &ticket)
	token := w.receiver.Threads.Token(w.north.Tenant(), ticket)
	w.server.put("INBOX", strings.Replace(raw("more about it"), "To: "+help, "To: help+"+token+"@north.example", 1))
	p.until("taken", 1)
	require.Equal(t, []string{"van"}, w.subjects())
	require.Equal(t, 2, w.count(`select count(*)::int from ticket_messages where ticket_id = $1 and letter_key is not null`, ticket))
}
