package signup_test

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func TestSigningUpWhereARealmIsOpenMakesAnAccountThatWorksAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.FreeObjects = 2 })
	f := w.form(w.north, "aino")
	got, err := w.signUp(w.north, f)
	require.NoError(t, err)
	require.False(t, got.Pending)
	require.True(t, tenant.ValidAccountNumber(got.Number))
	account, user := w.in(got)
	require.Equal(t, w.north.Tenant(), account.Realm())
	made, err := w.tenants.Get(t.Context(), account)
	require.NoError(t, err)
	require.Equal(t, tenant.Tenant{ID: made.ID, Kind: tenant.Account, Parent: new(w.north.Tenant()), Realm: w.north.Tenant(), Name: "Aino Laine", Locale: "en",
		TimeZone: "Europe/Helsinki", Country: "FI", Status: "active", CreatedAt: made.CreatedAt}, made)
	owner, err := w.people.Person(t.Context(), account, user)
	require.NoError(t, err)
	require.Equal(t, identity.Owner, owner.Role)

	// What was accepted: which versions, when, from where.
	standings, err := w.legal.Standings(t.Context(), account, user, "Brand", "en")
	require.NoError(t, err)
	require.Len(t, standings, 4)
	for _, s := range standings {
		require.Equal(t, w.clock.Now(), *s.AcceptedAt)
		require.Equal(t, "signed_up", s.Way)
		require.False(t, s.New)
	}
	traces, err := w.legal.Traces(t.Context(), account, user)
	require.NoError(t, err)
	require.Len(t, traces, 4)
	require.Equal(t, "192.0.2.7", traces[0].Address)

	// The free plan's worth of service, and no more.
	for i := range 2 {
		_, _, err := w.fleet.Create(t.Context(), account, fleet.Creation{Name: fmt.Sprint("Van ", i)})
		require.NoError(t, err)
	}
	_, _, err = w.fleet.Create(t.Context(), account, fleet.Creation{Name: "One too many"})
	code, reason := reasonOf(t, err)
	require.Equal(t, errs.LimitReached, code)
	require.Equal(t, "free_objects", reason)
	require.Contains(t, err.Error(), "up to 2 objects")

	// The realm has it on record, in its audit as well.
	list, _, err := w.ups.Applications(t.Context(), w.north, signup.Query{Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, "opened", list[0].Status)
	require.Equal(t, account.Tenant(), *list[0].Account)
	require.Equal(t, 1, w.count("select count(*) from audit_entries where tenant_id = $1 and action = 'signup.account.open'", w.north.Tenant()))
	require.Equal(t, 1, w.count("select count(*) from audit_entries where tenant_id = $1 and action = 'tenant.account.open'", account.Tenant()))
}

func TestTwoThatAddObjectsAtOnceDoNotPassTheFreeLimit(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.FreeObjects = 3 })
	got, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	account, _ := w.in(got)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() { _, _, _ = w.fleet.Create(t.Context(), account, fleet.Creation{Name: fmt.Sprint("Van ", i)}) })
	}
	all.Wait()
	require.Equal(t, 3, w.count("select count(*) from objects where tenant_id = $1", account.Tenant()))
}

func TestAnAccountThatWasOpenedByItsProviderIsNotBounded(t *testing.T) {
	t.Parallel()
	w := setup(t)
	opened, err := w.tenants.Open(t.Context(), w.north, tenant.Opening{Kind: tenant.Account, Name: "By hand"})
	require.NoError(t, err)
	account, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	for i := range 5 {
		_, _, err := w.fleet.Create(t.Context(), account, fleet.Creation{Name: fmt.Sprint("Van ", i)})
		require.NoError(t, err)
	}
}

func TestARealmThatIsClosedTakesNobodyButAQuestion(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	code, reason := reasonOf(t, err)
	require.Equal(t, errs.Forbidden, code, "as a realm begins")
	require.Equal(t, "sign_up_closed", reason)
	require.NoError(t, w.ups.Ask(t.Context(), w.visit(w.north), signup.Question{Name: "Aino", Email: "aino@example.com", Text: "What does it cost?"}))
	list, _, err := w.ups.Questions(t.Context(), w.north, signup.QuestionQuery{Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
	other, _, err := w.ups.Questions(t.Context(), w.south, signup.QuestionQuery{Limit: 10})
	require.NoError(t, err)
	require.Empty(t, other)
	require.NoError(t, w.ups.Settle(t.Context(), w.north, w.staff(w.north), list[0].ID))
	list, _, err = w.ups.Questions(t.Context(), w.north, signup.QuestionQuery{Limit: 10})
	require.NoError(t, err)
	require.Empty(t, list)
	require.True(t, errs.Is(w.ups.Settle(t.Context(), w.south, w.staff(w.south), uuid.New()), errs.NotFound))
}

func TestAQuestionByTheFormIsATicketOfAPotentialUserWithANumberAClockAndAnAcknowledgement(t *testing.T) {
	t.Parallel()
	w := setup(t)
	desks := support.New(support.Config{DB: w.db, Tenants: w.tenants, Prices: catalogue.New(w.db, ledger.New(w.db, w.clock), w.clock), Key: testdb.Key(), Clock: w.clock, Log: slog.New(slog.DiscardHandler)})
	w.ups.Desks = desks
	require.NoError(t, w.ups.Ask(t.Context(), w.visit(w.north), signup.Question{Name: "Aino", Email: "aino@example.com", Text: "What does it cost?\nWe have ten vans.", Locale: "en"}))
	list, _, err := desks.Queue(t.Context(), w.north, uuid.New(), support.Filter{}, support.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []string{"What does it cost?", support.ByForm, "Aino", "aino@example.com"}, []string{list[0].Subject, list[0].Via, list[0].AuthorName, list[0].AuthorEmail})
	require.Nil(t, list[0].Counterparty)
	require.NotNil(t, list[0].PromiseAt)
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		var n int
		require.NoError(t, tx.QueryRow(t.Context(), "select count(*) from outbox where topic = $1 and payload ->> 'ticket' = $2", support.AcknowledgeTopic, list[0].ID.String()).Scan(&n))
		require.Equal(t, 1, n)
		return nil
	}))
	questions, _, err := w.ups.Questions(t.Context(), w.north, signup.QuestionQuery{Limit: 10})
	require.NoError(t, err)
	require.Len(t, questions, 1, "it is listed as before")
}

func TestTheSameLoginAndAddressInTwoRealmsAreStrangersToEachOther(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	w.set(w.south, signup.Open)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	_, err = w.signUp(w.south, w.form(w.south, "aino"))
	require.NoError(t, err, "what north knows is nothing to south")
	_, err = w.signUp(w.south, w.form(w.south, "AINO"))
	code, reason := reasonOf(t, err)
	require.Equal(t, errs.Conflict, code)
	require.Equal(t, "login_taken", reason)
	f := w.form(w.south, "another")
	f.Email = "Aino@Example.com"
	_, err = w.signUp(w.south, f)
	_, reason = reasonOf(t, err)
	require.Equal(t, "email_taken", reason)
	f = w.form(w.south, "aino@example.com")
	f.Email = "thief@example.com"
	_, err = w.signUp(w.south, f)
	_, reason = reasonOf(t, err)
	require.Equal(t, "bad_login", reason, "a login is not somebody else's address")
}

// Clocks of a shared machine lie, so it is not time that is compared but what it follows from: the answer, the rows that
// were looked at and the rows that were written.
func TestAnAddressKnownInAnotherRealmIsAnsweredLikeOneThatNobodyKnows(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	w.set(w.south, signup.Approval)
	_, err := w.signUp(w.north, w.form(w.north, "known"))
	require.NoError(t, err)
	buffers := func(login string) string {
		var plan []byte
		require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), "set local enable_seqscan = off"); err != nil {
				return err
			}
			return tx.QueryRow(t.Context(), `explain (analyze, buffers, timing off, summary off, format json)
				select u.id from users u where u.realm_id = $1 and u.login_key = $2`, w.south.Tenant(), login).Scan(&plan)
		}))
		// Whoever reads a row as the first since its commit lies on the disk notes that in its block, whomever they look for.
		return regexp.MustCompile(`"Shared Dirtied Blocks": \d+`).ReplaceAllString(string(plan), "")
	}
	buffers("warm")
	require.Equal(t, strings.ReplaceAll(buffers("known"), "known", "nobody"), buffers("nobody"), "the realm's index ends at the same place")
	var written []int
	for _, login := range []string{"known", "nobody"} {
		f := w.form(w.south, login)
		before := w.rows()
		got, err := w.signUp(w.south, f)
		require.NoError(t, err)
		require.Equal(t, signup.Result{Pending: true}, got, "the same answer")
		written = append(written, w.rows()-before)
	}
	require.Equal(t, written[1], written[0], "the same work")
}

func TestAnAccountIsOpenedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	before := w.count("select count(*) from tenants")
	var all sync.WaitGroup
	results := make([]error, 4)
	for i := range results {
		all.Go(func() { _, results[i] = w.signUp(w.north, w.form(w.north, "aino")) })
	}
	all.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
			continue
		}
		_, reason := reasonOf(t, err)
		require.Equal(t, "login_taken", reason)
	}
	require.Equal(t, 1, won)
	require.Equal(t, before+1, w.count("select count(*) from tenants"), "the losers leave no account behind")
	require.Equal(t, 1, w.count("select count(*) from applications"))
}

func TestWhatIsWrongIsToldAtItsField(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open, func(g *signup.Settings) {
		g.PersonFields, g.EntityFields, g.Customers = []string{signup.Phone}, []string{signup.TaxNumber, signup.Contact}, []string{signup.Person, signup.Entity}
	})
	right := func() signup.Form {
		f := w.form(w.north, "aino")
		f.Details = map[string]string{signup.Phone: "+358 40 1234567"}
		return f
	}
	entity := func(f *signup.Form) {
		f.Customer, f.Details = signup.Entity, map[string]string{signup.TaxNumber: "FI123", signup.Contact: "Aino"}
	}
	for reason, c := range map[string]struct {
		field  string
		change func(*signup.Form)
	}{
		"bad_customer":           {"customer", func(f *signup.Form) { f.Customer = "robot" }},
		"bad_name":               {"name", func(f *signup.Form) { f.Name = "  " }},
		"field_missing":          {"phone", func(f *signup.Form) { f.Details = nil }},
		"bad_telephone":          {"phone", func(f *signup.Form) { f.Details[signup.Phone] = "call me" }},
		"bad_field":              {"tax_number", func(f *signup.Form) { f.Details[signup.TaxNumber] = "1" }},
		"bad_country":            {"country", func(f *signup.Form) { f.Country = "XX" }},
		"bad_time_zone":          {"time_zone", func(f *signup.Form) { f.TimeZone = "Mars/Olympus" }},
		"bad_email":              {"email", func(f *signup.Form) { f.Email = "nobody" }},
		"bad_password":           {"password", func(f *signup.Form) { f.Password = "short" }},
		"guessable_password":     {"password", func(f *signup.Form) { f.Password = "Password1" }},
		"documents_not_accepted": {"accepted", func(f *signup.Form) { f.Accepted = f.Accepted[1:] }},
	} {
		f := right()
		c.change(&f)
		_, err := w.signUp(w.north, f)
		var e *errs.Error
		require.ErrorAs(t, err, &e, reason)
		require.Equal(t, errs.Invalid, e.Code, reason)
		require.Equal(t, reason, e.Reason)
		require.Equal(t, c.field, e.Details[0].Field, reason)
	}
	f := right()
	entity(&f)
	delete(f.Details, signup.Contact)
	_, err := w.signUp(w.north, f)
	_, reason := reasonOf(t, err)
	require.Equal(t, "field_missing", reason)
	f = right()
	entity(&f)
	_, err = w.signUp(w.north, f)
	require.NoError(t, err)
}

func TestWhoeverSendsTooMuchWaitsAndOnlyThere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Approval)
	w.set(w.south, signup.Approval)
	sent := 0
	var err error
	for ; err == nil; sent++ {
		_, err = w.signUp(w.north, w.form(w.north, fmt.Sprint("robot", sent)))
		require.Less(t, sent, 50)
	}
	code, reason := reasonOf(t, err)
	require.Equal(t, errs.LimitReached, code)
	require.Equal(t, "too_many_sign_ups", reason)
	require.Equal(t, 11, sent, "ten, then no more")
	_, err = w.signUp(w.south, w.form(w.south, "robot"))
	require.NoError(t, err, "what was sent to north is nothing to south")
	w.clock.Advance(4 * time.Minute)
	_, err = w.signUp(w.north, w.form(w.north, "patient"))
	require.NoError(t, err)
}

func TestAnApplicationWaitsForSomebodyToDecide(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Approval)
	got, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	require.Equal(t, signup.Result{Pending: true}, got)
	_, err = w.signUp(w.north, w.form(w.north, "aino"))
	_, reason := reasonOf(t, err)
	require.Equal(t, "login_taken", reason, "whoever waits keeps the login")
	_, err = w.people.SignIn(t.Context(), w.visit(w.north), "aino", "correct horse battery")
	require.True(t, errs.Is(err, errs.Unauthenticated))
	list, _, err := w.ups.Applications(t.Context(), w.north, signup.Query{Status: "pending", Limit: 10})
	require.NoError(t, err)
	require.Len(t, list, 1)
	_, err = w.ups.Approve(t.Context(), w.south, w.staff(w.south), list[0].ID, signup.Instead{})
	require.True(t, errs.Is(err, errs.NotFound), "it is not south's")

	applied := w.clock.Now()
	w.clock.Advance(26 * time.Hour)
	opened, err := w.ups.Approve(audit.As(t.Context(), audit.Actor{Kind: audit.User, User: w.staff(w.north)}), w.north, w.staff(w.north), list[0].ID, signup.Instead{})
	require.NoError(t, err)
	letters := w.letters()
	require.Len(t, letters, 1)
	require.Equal(t, "application_approved", letters[0].Template)
	require.Equal(t, "aino@example.com", letters[0].To)
	tokens, err := w.people.SignIn(t.Context(), w.visit(w.north), "aino", "correct horse battery")
	require.NoError(t, err)
	account, user := w.in(signup.Result{Tokens: tokens})
	require.Equal(t, opened.ID, account.Tenant())
	standings, err := w.legal.Standings(t.Context(), account, user, "Brand", "en")
	require.NoError(t, err)
	require.Equal(t, applied, *standings[0].AcceptedAt, "accepted when it was, not when it was approved")
	require.Zero(t, w.count("select count(*) from applications where password_hash <> ''"))
	_, err = w.ups.Approve(t.Context(), w.north, w.staff(w.north), list[0].ID, signup.Instead{})
	_, reason = reasonOf(t, err)
	require.Equal(t, "decided", reason)
	require.Equal(t, reason, func() string {
		_, r := reasonOf(t, w.ups.Refuse(t.Context(), w.north, w.staff(w.north), list[0].ID, "late"))
		return r
	}())
}

func TestARefusalIsToldWithItsReason(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Approval)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	list, _, err := w.ups.Applications(t.Context(), w.north, signup.Query{Search: "AINO", Limit: 10})
	require.NoError(t, err)
	_, reason := reasonOf(t, w.ups.Refuse(t.Context(), w.north, w.staff(w.north), list[0].ID, " "))
	require.Equal(t, "reason_missing", reason)
	require.NoError(t, w.ups.Refuse(t.Context(), w.north, w.staff(w.north), list[0].ID, "We serve Finland only"))
	letters := w.letters()
	require.Len(t, letters, 1)
	require.Equal(t, identity.Letter{Template: "application_refused", To: "aino@example.com", Locale: "en", Path: "/",
		Params: map[string]string{"name": "Aino Laine", "reason": "We serve Finland only"}}, letters[0])
	_, err = w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err, "one may ask again")
}

func TestALoginThatWasTakenMeanwhileIsGivenAnother(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Approval)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	_, err = w.people.Add(t.Context(), w.north, identity.NewUser{Login: "aino", Password: "a staff password", Role: identity.Viewer})
	require.NoError(t, err)
	list, _, err := w.ups.Applications(t.Context(), w.north, signup.Query{Limit: 10})
	require.NoError(t, err)
	_, err = w.ups.Approve(t.Context(), w.north, w.staff(w.north), list[0].ID, signup.Instead{})
	_, reason := reasonOf(t, err)
	require.Equal(t, "login_taken", reason)
	_, err = w.ups.Approve(t.Context(), w.north, w.staff(w.north), list[0].ID, signup.Instead{Login: "aino.laine"})
	require.NoError(t, err)
	require.Equal(t, "aino.laine", w.letters()[0].Params["login"])
	_, err = w.people.SignIn(t.Context(), w.visit(w.north), "aino.laine", "correct horse battery")
	require.NoError(t, err)
}

func TestUntilAnAddressIsConfirmedNothingIsSentToOthers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	got, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	account, user := w.in(got)
	by := identity.By{User: user}
	invite := func() error {
		_, _, err := w.people.Invite(t.Context(), account, by, identity.Invite{Email: "friend@example.com", Grant: identity.Everything(identity.Viewer)})
		return err
	}
	code, reason := reasonOf(t, invite())
	require.Equal(t, errs.Forbidden, code)
	require.Equal(t, "email_unconfirmed", reason)
	letters := w.letters()
	require.Len(t, letters, 1)
	require.Equal(t, "confirm_email", letters[0].Template)

	_, reason = reasonOf(t, w.people.ResendConfirmation(t.Context(), account, user))
	require.Equal(t, "letter_just_sent", reason)
	w.clock.Advance(2 * time.Minute)
	require.NoError(t, w.people.ResendConfirmation(t.Context(), account, user))
	letters = w.letters()
	require.Len(t, letters, 2)

	_, reason = reasonOf(t, w.people.ConfirmEmail(t.Context(), w.south.Tenant(), token(letters[0])))
	require.Equal(t, "confirmation_void", reason, "the link is good on its own brand's host only")
	_, reason = reasonOf(t, w.people.ConfirmEmail(t.Context(), w.north.Tenant(), "AAAA"))
	require.Equal(t, "confirmation_void", reason)
	require.NoError(t, w.people.ConfirmEmail(t.Context(), w.north.Tenant(), token(letters[0])))
	for _, l := range letters {
		_, reason = reasonOf(t, w.people.ConfirmEmail(t.Context(), w.north.Tenant(), token(l)))
		require.Equal(t, "confirmation_void", reason, "once, and then none of them")
	}
	standing, err := w.people.EmailStanding(t.Context(), account, user)
	require.NoError(t, err)
	require.Equal(t, identity.EmailStanding{Email: "aino@example.com"}, standing)
	require.NoError(t, invite())
	_, reason = reasonOf(t, w.people.ResendConfirmation(t.Context(), account, user))
	require.Equal(t, "email_confirmed", reason)
}

func TestALinkThatConfirmsRunsOutAfterThreeDays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	link := token(w.letters()[0])
	w.clock.Advance(identity.ConfirmationLife)
	_, reason := reasonOf(t, w.people.ConfirmEmail(t.Context(), w.north.Tenant(), link))
	require.Equal(t, "confirmation_void", reason)
}

func TestASuspendedRealmTakesNobody(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "update tenants set status = 'suspended' where id = $1", w.north.Tenant())
		return err
	}))
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	_, reason := reasonOf(t, err)
	require.Equal(t, "sign_up_closed", reason)
}

func TestWhoHasAppliedOrAskedIsErasedOnDemandAndCountedWhileTheyWait(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.set(w.north, signup.Approval)
	_, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	require.NoError(t, w.ups.Ask(ctx, w.visit(w.north), signup.Question{Name: "Dora Curious", Email: "dora@example.com", Text: "What does it cost?"}))
	n, err := w.ups.WaitingApplications(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, 1, n)
	n, err = w.ups.WaitingQuestions(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, 1, n)
	n, err = w.ups.WaitingQuestions(ctx, w.south)
	require.NoError(t, err)
	require.Zero(t, n)

	applications, _, err := w.ups.Applications(ctx, w.north, signup.Query{Limit: 10})
	require.NoError(t, err)
	questions, _, err := w.ups.Questions(ctx, w.north, signup.QuestionQuery{Limit: 10})
	require.NoError(t, err)
	id, asked, staff := applications[0].ID, questions[0].ID, w.staff(w.north)
	_, reason := reasonOf(t, w.ups.EraseApplication(ctx, w.north, id))
	require.Equal(t, "pending", reason)
	require.True(t, errs.Is(w.ups.EraseApplication(ctx, w.south, id), errs.NotFound))
	require.True(t, errs.Is(w.ups.EraseQuestion(ctx, w.south, w.staff(w.south), asked), errs.NotFound))
	require.NoError(t, w.ups.Refuse(ctx, w.north, staff, id, "we are full"))
	require.NoError(t, w.ups.EraseApplication(ctx, w.north, id))
	require.NoError(t, w.ups.EraseQuestion(ctx, w.north, staff, asked))
	for _, table := range []string{"applications", "sign_up_questions", "audit_details"} {
		require.Zero(t, w.count("select count(*) from "+table+" x where x::text ilike any ('{%aino%,%dora%,%192.0.2.%}')"), table)
	}
	require.Zero(t, w.count("select count(*) from audit_faults($1)", w.north.Tenant()))
	require.Equal(t, 1, w.count("select count(*) from applications where status = 'refused' and erased_at is not null"), "that somebody was refused stays")
	n, err = w.ups.WaitingQuestions(ctx, w.north)
	require.NoError(t, err)
	require.Zero(t, n)
}

func TestWhatIsInTheTrashMadeRoomAndComesBackOnlyWhileThereIsSome(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.FreeObjects = 1 })
	got, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	account, _ := w.in(got)
	first, _, err := w.fleet.Create(t.Context(), account, fleet.Creation{Name: "first"})
	require.NoError(t, err)
	require.NoError(t, w.fleet.Delete(t.Context(), account, first.ID, "first"))
	second, _, err := w.fleet.Create(t.Context(), account, fleet.Creation{Name: "second"})
	require.NoError(t, err)
	_, _, err = w.fleet.Restore(t.Context(), account, first.ID)
	_, reason := reasonOf(t, err)
	require.Equal(t, "free_objects", reason)
	require.NoError(t, w.fleet.Delete(t.Context(), account, second.ID, "second"))
	_, _, err = w.fleet.Restore(t.Context(), account, first.ID)
	require.NoError(t, err)
}

func TestStrangersAreLetInOnceTheLegalEntityIsCompleteAndNoLongerThanItIs(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	book := papers.New(papers.Config{DB: w.db, Clock: w.clock, Tenants: w.tenants})
	w.ups = signup.New(signup.Config{DB: w.db, Tenants: w.tenants, People: w.people, Legal: w.legal, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Trade: book})
	g, err := w.ups.Settings(ctx, w.north)
	require.NoError(t, err)
	g.Mode = signup.Open
	code, reason := reasonOf(t, w.ups.SetSettings(ctx, w.north, g))
	require.Equal(t, errs.Conflict, code)
	require.Equal(t, "entity_incomplete", reason)
	e := papers.Entity{Entity: invoice.Entity{Name: "North Oy", Address: "Unioninkatu 17", Email: "office@north.test", Registration: "1234567-8"}}
	_, err = book.SetEntity(ctx, w.north, e)
	require.NoError(t, err)
	require.NoError(t, w.ups.SetSettings(ctx, w.north, g))
	_, err = w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)

	e.Address = ""
	_, err = book.SetEntity(ctx, w.north, e)
	require.NoError(t, err)
	shown, err := w.ups.Invitation(ctx, w.north.Tenant(), "Brand", "en")
	require.NoError(t, err)
	require.Equal(t, signup.Closed, shown.Mode)
	_, err = w.signUp(w.north, w.form(w.north, "eero"))
	_, reason = reasonOf(t, err)
	require.Equal(t, "sign_up_closed", reason, "a visitor is told no more than where it is closed")
}

func TestNobodyIsTakenFromACountryThatIsClosedHereOrAboveAndWhoIsThereStays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.set(w.north, signup.Open)
	got, err := w.signUp(w.north, w.form(w.north, "aino"))
	require.NoError(t, err)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.ClosedCountries = []string{"SE", "FI", "SE"} })
	kept, err := w.ups.Settings(t.Context(), w.north)
	require.NoError(t, err)
	require.Equal(t, []string{"FI", "SE"}, kept.ClosedCountries)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.ClosedCountries = nil })
	kept, err = w.ups.Settings(t.Context(), w.north)
	require.NoError(t, err)
	require.Empty(t, kept.ClosedCountries)
	w.set(w.north, signup.Open, func(g *signup.Settings) { g.ClosedCountries = []string{"FI", "SE"} })
	shown, err := w.ups.Invitation(t.Context(), w.north.Tenant(), "Brand", "en")
	require.NoError(t, err)
	require.Equal(t, []string{"FI", "SE"}, shown.ClosedCountries)

	refused := func(err error) {
		t.Helper()
		code, reason := reasonOf(t, err)
		require.Equal(t, errs.Invalid, code)
		require.Equal(t, "country_not_served", reason)
	}
	_, err = w.signUp(w.north, w.form(w.north, "eino"))
	refused(err)
	_, err = w.tenants.Open(t.Context(), w.north, tenant.Opening{Kind: tenant.Account, Name: "By hand", Country: "SE"})
	refused(err)
	opened, err := w.tenants.Open(t.Context(), w.north, tenant.Opening{Kind: tenant.Reseller, Name: "Below", Country: "NO"})
	require.NoError(t, err)
	below, err := w.tenants.Scope(t.Context(), opened.ID, opened.ID)
	require.NoError(t, err)
	_, err = w.tenants.Open(t.Context(), below, tenant.Opening{Kind: tenant.Account, Name: "Of the one below", Country: "FI"})
	refused(err)
	closed, err := w.ups.ClosedCountries(t.Context(), below)
	require.NoError(t, err)
	require.Equal(t, []string{"FI", "SE"}, closed)

	// Another business is not concerned, nor is whoever was a customer before.
	closed, err = w.ups.ClosedCountries(t.Context(), w.south)
	require.NoError(t, err)
	require.Empty(t, closed)
	_, err = w.tenants.Open(t.Context(), w.south, tenant.Opening{Kind: tenant.Account, Name: "By hand", Country: "FI"})
	require.NoError(t, err)
	account, _ := w.in(got)
	_, _, err = w.fleet.Create(t.Context(), account, fleet.Creation{Name: "Van"})
	require.NoError(t, err)

	kept.ClosedCountries = []string{"Atlantis"}
	_, reason := reasonOf(t, w.ups.SetSettings(t.Context(), w.north, kept))
	require.Equal(t, "bad_country", reason)
}
