package identity_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// posted takes what waits in the outbox: requests for a new password are worked on first.
func (w *world) posted(t *testing.T) (letters []identity.Letter) {
	t.Helper()
	take := func(topic string) (messages []outbox.Message) {
		require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
			rows, err := tx.Query(t.Context(), "delete from outbox where topic = $1 returning id, tenant_id, topic, payload", topic)
			require.NoError(t, err)
			for rows.Next() {
				var m outbox.Message
				require.NoError(t, rows.Scan(&m.ID, &m.Tenant, &m.Topic, &m.Payload))
				messages = append(messages, m)
			}
			return rows.Err()
		}))
		return messages
	}
	for _, m := range take(identity.ResetTopic) {
		require.NoError(t, w.people.DeliverReset(t.Context(), m))
		require.NoError(t, w.people.DeliverReset(t.Context(), m), "the outbox may call twice")
	}
	for _, m := range take(identity.MailTopic) {
		var l identity.Letter
		require.NoError(t, json.Unmarshal(m.Payload, &l))
		letters = append(letters, l)
	}
	return letters
}

func (w *world) letter(t *testing.T, template string) identity.Letter {
	t.Helper()
	var found []identity.Letter
	for _, l := range w.posted(t) {
		if l.Template == template {
			found = append(found, l)
		}
	}
	require.Len(t, found, 1, template)
	return found[0]
}

func token(l identity.Letter) string { return l.Path[strings.IndexByte(l.Path, '#')+1:] }

func TestAForgottenPasswordIsChosenAnewByALinkThatIsGoodOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	old := w.signIn(t)
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "ANNA", "ru"))
	l := w.letter(t, "reset")
	require.Equal(t, "anna@example.com", l.To)
	require.Equal(t, "ru", l.Locale, "what the browser said, since she has chosen none")
	// The other realm's Anna has the same login and address; nothing of this is good there.
	_, err := w.people.ReadReset(ctx, w.realms[1].Tenant(), token(l))
	requireReason(t, err, errs.Gone, "link_void")
	login, err := w.people.ReadReset(ctx, w.realms[0].Tenant(), token(l))
	require.NoError(t, err)
	require.Equal(t, "Anna", login)
	requireReason(t, w.people.Reset(ctx, w.visit(0), token(l), "short"), errs.Invalid, "bad_password")
	require.NoError(t, w.people.Reset(ctx, w.visit(0), token(l), "a new password"))
	require.Error(t, w.check(t, old.Access), "sessions end")
	_, err = w.people.SignIn(ctx, w.visit(0), "anna", password+"North")
	requireReason(t, err, errs.Unauthenticated, "wrong_login")
	_, err = w.people.SignIn(ctx, w.visit(0), "anna", "a new password")
	require.NoError(t, err)
	_, err = w.people.SignIn(ctx, w.visit(1), "anna", password+"South")
	require.NoError(t, err, "the other realm's")
	requireReason(t, w.people.Reset(ctx, w.visit(0), token(l), "another password"), errs.Gone, "link_void")
	require.Equal(t, "password_changed", w.posted(t)[0].Template)
}

func TestALinkRunsOutAndANewerPasswordEndsTheOlderOnes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "anna", ""))
	first := w.letter(t, "reset")
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "anna@example.com", ""))
	second := w.letter(t, "reset")
	require.NoError(t, w.people.Reset(ctx, w.visit(0), token(second), "a new password"))
	requireReason(t, w.people.Reset(ctx, w.visit(0), token(first), "a new password"), errs.Gone, "link_void")
	w.posted(t)
	w.clock.Advance(time.Hour)
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "anna", ""))
	late := w.letter(t, "reset")
	w.clock.Advance(identity.ResetLife)
	requireReason(t, w.people.Reset(ctx, w.visit(0), token(late), "a new password"), errs.Gone, "link_void")
	requireReason(t, w.people.Reset(ctx, w.visit(0), "rubbish", "a new password"), errs.Gone, "link_void")
}

func TestAskingForAPasswordDoesTheSameWhoeverIsNamedAndIsSlowedDown(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, owner := t.Context(), w.owner(t)
	w.add(t, owner, "driver", identity.Everything("operator"))
	rows := func() (n int) {
		require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, "select count(*) from outbox").Scan(&n) }))
		return n
	}
	for i, login := range []string{"anna", "driver", "nobody", "nobody@example.com"} {
		require.NoError(t, w.people.AskReset(ctx, w.visit(0), login, ""))
		require.Equal(t, i+1, rows(), "one row for %s, whoever they are", login)
	}
	require.Len(t, w.posted(t), 1, "only she has an address")
	for range 2 {
		require.NoError(t, w.people.AskReset(ctx, w.visit(0), "nobody", ""))
	}
	requireReason(t, w.people.AskReset(ctx, w.visit(0), "nobody", ""), errs.LimitReached, "too_many_requests")
	elsewhere := w.visit(0)
	elsewhere.Address = "192.0.2.77"
	requireReason(t, w.people.AskReset(ctx, elsewhere, "nobody", ""), errs.LimitReached, "too_many_requests")
	require.NoError(t, w.people.AskReset(ctx, elsewhere, "anna", ""))
}

func TestWhatNoDatabaseTakesForTextIsNoFaultOfOurs(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "an\x00na\xff", ""))
	require.Equal(t, "anna@example.com", w.letter(t, "reset").To)
	requireReason(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "a\x00@example.com"), errs.Invalid, "bad_email")
	require.NoError(t, w.people.ReportStolen(ctx, w.visit(0), identity.StolenReport{Login: "anna\x00", Contact: "by\x00 pigeon", Knows: "one\ntwo\x00"}))
	list, _, err := w.people.StolenLogins(ctx, s, true, nil, 10)
	require.NoError(t, err)
	require.Equal(t, "one\ntwo", list[0].Knows)
	_, err = w.people.RefuseStolen(ctx, s, owner, list[0].ID, "no\x00")
	require.NoError(t, err)
}

func TestOneGetsFewLettersHoweverManyProcessesAreAsked(t *testing.T) {
	t.Parallel()
	w := setup(t)
	payload, err := json.Marshal(map[string]string{"login": "anna"})
	require.NoError(t, err)
	for range 9 {
		require.NoError(t, w.people.DeliverReset(t.Context(), outbox.Message{ID: uuid.Must(uuid.NewV7()), Tenant: w.realms[0].Tenant(), Topic: identity.ResetTopic, Payload: payload}))
	}
	require.Len(t, w.posted(t), 5)
}

func TestANewAddressCountsWhenItHasConfirmedAndTheOldOneTakesItBackForFourteenDays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	requireReason(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", "wrong", "thief@example.com"), errs.Invalid, "wrong_password")
	requireReason(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "no address"), errs.Invalid, "bad_email")
	requireReason(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "Anna@Example.com"), errs.Invalid, "same_email")
	thief := w.signIn(t)
	require.NoError(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "thief@example.com"))
	state, err := w.people.EmailState(ctx, s, owner.User)
	require.NoError(t, err)
	require.Equal(t, "anna@example.com", state.Email)
	require.Equal(t, "thief@example.com", state.Pending)
	confirm := w.letter(t, "change_email")
	require.Equal(t, "thief@example.com", confirm.To)
	email, err := w.people.ConfirmChange(ctx, s.Tenant(), token(confirm))
	require.NoError(t, err)
	require.Equal(t, "thief@example.com", email)
	told := w.letter(t, "email_changed")
	require.Equal(t, "anna@example.com", told.To)
	// A second change hides nothing: the first address takes all of it back.
	require.NoError(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "second@example.com"))
	_, err = w.people.ConfirmChange(ctx, s.Tenant(), token(w.letter(t, "change_email")))
	require.NoError(t, err)
	later := w.letter(t, "email_changed")
	require.Equal(t, "thief@example.com", later.To)
	w.clock.Advance(13 * 24 * time.Hour)
	reset, err := w.people.UndoEmail(ctx, w.visit(0), token(told))
	require.NoError(t, err)
	require.Error(t, w.check(t, thief.Access))
	_, err = w.people.SignIn(ctx, w.visit(0), "anna", password+"North")
	requireReason(t, err, errs.Unauthenticated, "wrong_login")
	_, err = w.people.UndoEmail(ctx, w.visit(0), token(later))
	requireReason(t, err, errs.Gone, "link_void")
	require.NoError(t, w.people.Reset(ctx, w.visit(0), reset, "hers again"))
	_, err = w.people.SignIn(ctx, w.visit(0), "anna@example.com", "hers again")
	require.NoError(t, err)
}

func TestAfterFourteenDaysAChangeOfAddressStands(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	require.NoError(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "new@example.com"))
	first := w.letter(t, "change_email")
	require.NoError(t, w.people.CancelEmail(ctx, s, owner.User))
	require.Equal(t, errs.NotFound, errs.CodeOf(w.people.CancelEmail(ctx, s, owner.User)))
	_, err := w.people.ConfirmChange(ctx, s.Tenant(), token(first))
	requireReason(t, err, errs.Gone, "link_void")
	require.NoError(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "new@example.com"))
	_, err = w.people.ConfirmChange(ctx, s.Tenant(), token(w.letter(t, "change_email")))
	require.NoError(t, err)
	undo := w.letter(t, "email_changed")
	w.clock.Advance(identity.UndoLife)
	_, err = w.people.UndoEmail(ctx, w.visit(0), token(undo))
	requireReason(t, err, errs.Gone, "link_void")
}

func TestAnAddressThatMayBeTakenBackIsNobodyElsesUntilThen(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	w.clock.Advance(time.Since(w.clock.Now())) // the database goes by its own clock
	require.NoError(t, w.people.ChangeEmail(ctx, s, owner.User, "192.0.2.1", password+"North", "thief@example.com"))
	_, err := w.people.ConfirmChange(ctx, s.Tenant(), token(w.letter(t, "change_email")))
	require.NoError(t, err)
	squatter := identity.NewPerson{Login: "squatter", Email: "anna@example.com", Password: password, Grant: identity.Everything("operator")}
	_, err = w.people.AddPerson(ctx, s, owner, squatter)
	requireReason(t, err, errs.Conflict, "email_taken")
	_, err = w.people.Add(ctx, w.realms[1], identity.NewUser{Login: "second", Email: "thief@example.com", Password: password, Role: identity.Viewer})
	require.NoError(t, err, "in another realm nobody knows of it")
}

func TestAnAddressThatSomebodyElseHasGivenIsNobodysUntilItsReaderSaysSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	added, err := w.people.AddPerson(ctx, s, owner, identity.NewPerson{Login: "driver", Email: "driver@elsewhere.example", Name: "Dora", Locale: "fr", Password: password, Grant: identity.Everything("operator")})
	require.NoError(t, err)
	standing, err := w.people.EmailStanding(ctx, s, added.ID)
	require.NoError(t, err)
	require.Equal(t, identity.EmailStanding{Email: "driver@elsewhere.example", Unconfirmed: true}, standing)
	require.Empty(t, w.posted(t), "nobody has them written to")
	require.NoError(t, w.people.ResendConfirmation(ctx, s, added.ID))
	asks := w.letter(t, "confirm_email")
	require.Equal(t, "driver@elsewhere.example", asks.To)
	require.NoError(t, w.people.ConfirmEmail(ctx, s.Tenant(), token(asks)))
	standing, err = w.people.EmailStanding(ctx, s, added.ID)
	require.NoError(t, err)
	require.False(t, standing.Unconfirmed)
	// Whoever has chosen a password by a letter reads its address too.
	other, err := w.people.AddPerson(ctx, s, owner, identity.NewPerson{Login: "second", Email: "second@elsewhere.example", Password: password, Grant: identity.Everything("operator")})
	require.NoError(t, err)
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "second", ""))
	require.NoError(t, w.people.Reset(ctx, w.visit(0), token(w.letter(t, "reset")), password+"another"))
	standing, err = w.people.EmailStanding(ctx, s, other.ID)
	require.NoError(t, err)
	require.False(t, standing.Unconfirmed)
}

// account opens a customer of the first realm, with an owner called Boris.
func (w *world) account(t *testing.T) db.Scope {
	t.Helper()
	tenants := tenant.New(w.db)
	o, err := tenants.Open(t.Context(), w.realms[0], tenant.Opening{Kind: tenant.Account, Name: "Boris Freight"})
	require.NoError(t, err)
	s, err := tenants.Scope(t.Context(), o.ID, o.ID)
	require.NoError(t, err)
	_, err = w.people.Add(t.Context(), s, identity.NewUser{Login: "boris", Email: "boris@example.com", Password: password, Role: identity.Owner})
	require.NoError(t, err)
	return s
}

func (w *world) report(t *testing.T, login string) uuid.UUID {
	t.Helper()
	require.NoError(t, w.people.ReportStolen(t.Context(), w.visit(0), identity.StolenReport{Login: login, Contact: "+358401234567", Knows: "two vans"}))
	list, _, err := w.people.StolenLogins(t.Context(), w.realms[0], true, nil, 10)
	require.NoError(t, err)
	return list[0].ID
}

func TestAStolenLoginIsBlockedAtOnceAndComesBackByALetterToItsRegisteredAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, staff := t.Context(), w.realms[0], w.owner(t)
	account := w.account(t)
	thief, err := w.people.SignIn(ctx, w.visit(0), "boris", password)
	require.NoError(t, err)
	claims, err := w.people.Read(thief.Access)
	require.NoError(t, err)
	_, err = w.people.Check(ctx, account, claims)
	require.NoError(t, err)
	id := w.report(t, "Boris")
	other, _, err := w.people.StolenLogins(ctx, w.realms[1], false, nil, 10)
	require.NoError(t, err)
	require.Empty(t, other, "another realm has nothing of it")
	_, err = w.people.StolenLogin(ctx, w.realms[1], id)
	require.Equal(t, errs.NotFound, errs.CodeOf(err))
	facts, err := w.people.StolenFacts(ctx, s, id)
	require.NoError(t, err)
	require.Equal(t, "boris@example.com", facts.Email)
	require.Equal(t, "Boris Freight", facts.Tenant)
	require.NotEmpty(t, facts.Number)
	_, err = w.people.BlockStolen(ctx, s, staff, id)
	requireReason(t, err, errs.Conflict, "not_identified")
	_, err = w.people.TickStolen(ctx, s, staff, id, "shoe size", true)
	requireReason(t, err, errs.Invalid, "bad_item")
	_, err = w.people.TickStolen(ctx, s, staff, id, "account_number", true)
	require.NoError(t, err)
	got, err := w.people.BlockStolen(ctx, s, staff, id)
	require.NoError(t, err)
	require.Equal(t, identity.StolenBlocked, got.State)
	_, err = w.people.Check(ctx, account, claims)
	requireReason(t, err, errs.Unauthenticated, "signed_out")
	require.NoError(t, w.people.AskReset(ctx, w.visit(0), "boris", ""))
	require.Empty(t, w.posted(t), "nobody gets a letter while it is blocked")
	_, err = w.people.RestoreStolen(ctx, s, staff, id, false)
	requireReason(t, err, errs.Conflict, "not_identified")
	_, err = w.people.TickStolen(ctx, s, staff, id, "email", true)
	require.NoError(t, err)
	got, err = w.people.RestoreStolen(ctx, s, staff, id, false)
	require.NoError(t, err)
	require.Equal(t, identity.StolenRestored, got.State)
	_, err = w.people.SignIn(ctx, w.visit(0), "boris", password)
	requireReason(t, err, errs.Unauthenticated, "wrong_login")
	require.NoError(t, w.people.Reset(ctx, w.visit(0), token(w.letter(t, "reset")), "his again"))
	_, err = w.people.SignIn(ctx, w.visit(0), "boris", "his again")
	require.NoError(t, err)
	_, err = w.people.RefuseStolen(ctx, s, staff, id, "too late")
	requireReason(t, err, errs.Conflict, "report_settled")
	for scope, wanted := range map[db.Scope][]string{
		s:       {"support.stolen.report", "support.stolen.tick", "support.stolen.block", "support.stolen.tick", "support.stolen.restore"},
		account: {"support.stolen.look", "support.stolen.block", "support.stolen.restore", "people.reset.do"},
	} {
		var actions []string
		require.NoError(t, w.db.InTenant(ctx, scope, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, "select array_agg(action order by place) from audit_entries where tenant_id = $1 and action ~ '^(support.stolen|people.reset)'", scope.Tenant()).Scan(&actions)
		}))
		require.Equal(t, wanted, actions)
	}
}

func TestAStolenAddressIsGivenBackWithTheLogin(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, staff := t.Context(), w.realms[0], w.owner(t)
	account := w.account(t)
	users, err := w.people.Users(ctx, account)
	require.NoError(t, err)
	require.NoError(t, w.people.ChangeEmail(ctx, account, users[0].ID, "192.0.2.1", password, "thief@example.com"))
	_, err = w.people.ConfirmChange(ctx, s.Tenant(), token(w.letter(t, "change_email")))
	require.NoError(t, err)
	w.posted(t)
	id := w.report(t, "boris")
	facts, err := w.people.StolenFacts(ctx, s, id)
	require.NoError(t, err)
	require.Equal(t, "boris@example.com", facts.Former)
	for _, item := range []string{"account_number", "objects"} {
		_, err = w.people.TickStolen(ctx, s, staff, id, item, true)
		require.NoError(t, err)
	}
	_, err = w.people.RestoreStolen(ctx, s, staff, id, true)
	requireReason(t, err, errs.Conflict, "not_that_step")
	_, err = w.people.BlockStolen(ctx, s, staff, id)
	require.NoError(t, err)
	_, err = w.people.RestoreStolen(ctx, s, staff, id, true)
	require.NoError(t, err)
	require.Equal(t, "boris@example.com", w.letter(t, "reset").To)
}

func TestAReportThatIsNotBelievedIsRefusedWithAReasonAndOpensWhatItHadBlockedAndNothingElse(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, staff := t.Context(), w.realms[0], w.owner(t)
	account := w.account(t)
	status := func() (got string) {
		require.NoError(t, w.db.InTenant(ctx, account, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, "select status from users where login_key = 'boris'").Scan(&got)
		}))
		return got
	}
	block := func() uuid.UUID {
		id := w.report(t, "boris")
		_, err := w.people.TickStolen(ctx, s, staff, id, "person", true)
		require.NoError(t, err)
		_, err = w.people.BlockStolen(ctx, s, staff, id)
		require.NoError(t, err)
		return id
	}
	id := block()
	_, err := w.people.RefuseStolen(ctx, s, staff, id, " ")
	requireReason(t, err, errs.Invalid, "no_reason")
	_, err = w.people.RefuseStolen(ctx, s, staff, id, "it was somebody else")
	require.NoError(t, err)
	require.Equal(t, "active", status())
	require.NoError(t, w.db.InTenant(ctx, account, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "update users set status = 'blocked'")
		return err
	}))
	id = block()
	_, err = w.people.TickStolen(ctx, s, staff, id, "email", true)
	require.NoError(t, err)
	_, err = w.people.RestoreStolen(ctx, s, staff, id, false)
	requireReason(t, err, errs.Conflict, "blocked_before")
	_, err = w.people.RefuseStolen(ctx, s, staff, id, "their owner has blocked them")
	require.NoError(t, err)
	require.Equal(t, "blocked", status())
	// Nobody of this name: it can be refused, and that is all.
	nobody := w.report(t, "nobody")
	facts, err := w.people.StolenFacts(ctx, s, nobody)
	require.NoError(t, err)
	require.False(t, facts.Found)
	_, err = w.people.TickStolen(ctx, s, staff, nobody, "person", true)
	require.NoError(t, err)
	_, err = w.people.BlockStolen(ctx, s, staff, nobody)
	requireReason(t, err, errs.Conflict, "no_such_login")
	_, err = w.people.RefuseStolen(ctx, s, staff, nobody, "there is no such login")
	require.NoError(t, err)
}

func TestStaffDoNotBlockWhoMayDoMoreAmongTheirOwn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	owner := w.owner(t)
	agent := w.add(t, owner, "agent", identity.Everything("operator"))
	id := w.report(t, "anna")
	_, err := w.people.TickStolen(t.Context(), w.realms[0], agent, id, "person", true)
	require.NoError(t, err)
	_, err = w.people.BlockStolen(t.Context(), w.realms[0], agent, id)
	requireReason(t, err, errs.Forbidden, "stands_above")
}
