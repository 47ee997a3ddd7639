package post_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/identity"
)

// exec does what a process with all rights could.
func (w *world) exec(sql string, args ...any) {
	w.Helper()
	require.NoError(w, w.db.Worker(w.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.Context(), sql, args...)
		return err
	}))
}

// asked opens a ticket of somebody of the customer.
func (w *world) asked(user uuid.UUID) support.Ticket {
	w.Helper()
	ticket, err := w.desks.Ask(w.Context(), w.account, user, support.Here, support.Asking{Subject: "Nothing moves", Body: "Since noon."})
	require.NoError(w, err)
	return ticket
}

// events of a ticket that tell of letters that did not leave.
func (w *world) events(ticket uuid.UUID) (all []string) {
	w.Helper()
	whole, err := w.desks.Whole(w.Context(), w.realm, ticket)
	require.NoError(w, err)
	for _, m := range whole.Messages {
		if m.Kind == support.Event && strings.HasPrefix(m.Body, "no_letter") {
			all = append(all, m.Body)
		}
	}
	return all
}

func TestAnAnswerSaysWhereToGoOnWhereverLettersComeInByWhicheverProcess(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.stop() // no office in this process
	ticket := w.asked(w.anna)
	last := func() map[string][]string {
		t.Helper()
		before := len(w.sent(owner))
		w.answer(ticket, "So. "+uuid.NewString())
		letters := w.sent(owner)
		require.Len(t, letters, before+1)
		return letters[0].Headers
	}
	w.exec("delete from letters_come_in")
	require.Empty(t, last()["Reply-To"], "none come in")
	w.exec(`insert into desk_mailboxes (tenant_id, address_id, host, port, tls, user_name, password, folder, afterwards, set_at, changed_at)
		select tenant_id, id, 'imap.example', 993, 'tls', 'help', '\x00', 'INBOX', 'seen', now(), now() from desk_addresses where address = $1`, help)
	require.Contains(t, last()["Reply-To"][0], "help+", "they are fetched")
	w.exec("delete from desk_mailboxes")
	require.NoError(t, w.desks.ComesIn(t.Context()))
	require.Contains(t, last()["Reply-To"][0], "help+", "another process takes them")
}

func TestWhoeverAnswersIsToldWhereNoLetterHasLeftAndWhy(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	boris, err := w.people.Add(ctx, w.account, identity.NewUser{Login: "boris", Email: "boris@customer.example", Name: "Борис", Password: "somebody's password", Role: "viewer"})
	require.NoError(t, err)
	plain, stolen := w.asked(boris), w.asked(boris)
	_, err = w.desks.Change(ctx, w.realm, w.anna, stolen.ID, support.Change{Kind: new(support.StolenLogin)})
	require.NoError(t, err)
	w.exec("update users set status = 'blocked' where id = $1", boris)
	w.answer(plain, "So.")
	require.Empty(t, w.sent("boris@customer.example"))
	require.Equal(t, []string{"no_letter_blocked"}, w.events(plain.ID))
	w.answer(stolen, "Set a new password.")
	require.Len(t, w.sent("boris@customer.example"), 1, "whoever is locked out reads it at the address they registered")
	require.Empty(t, w.events(stolen.ID))

	// What a customer said by phone is answered to their owner.
	customer := w.account.Tenant()
	call, err := w.desks.Call(ctx, w.realm, support.Called{Asking: support.Asking{Subject: "By phone", Body: "All vans are gone."}, Customer: &customer, Name: "A dispatcher"})
	require.NoError(t, err)
	w.answer(call, "They are back.")
	letters := w.sent(owner)
	require.Len(t, letters, 1)
	require.True(t, strings.HasPrefix(letters[0].Subject, "Re: By phone"))
	nobody, err := w.desks.Call(ctx, w.realm, support.Called{Asking: support.Asking{Subject: "By phone", Body: "What does it cost?"}, Name: "Somebody"})
	require.NoError(t, err)
	w.answer(nobody, "Ten.")
	w.sent("")
	require.Equal(t, []string{"no_letter_no_address"}, w.events(nobody.ID))
}
