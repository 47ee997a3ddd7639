package legal_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// sign makes an agreement with a customer: its number, its day and the paper.
func (w *world) sign(keeper db.Scope, customer uuid.UUID, number string) (file uuid.UUID) {
	w.t.Helper()
	file = uuid.Must(uuid.NewV7())
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `update contracts set paper_number = $2, signed_on = '2026-11-02' where counterparty_id = $1`, customer, number)
		if err == nil {
			_, err = tx.Exec(w.t.Context(), `insert into contract_files (id, tenant_id, counterparty_id, name, sha256, content, put_at)
				values ($1, $2, $3, $4, sha256('%PDF-1.4 paper'), '%PDF-1.4 paper', $5)`, file, keeper.Tenant(), customer, number+".pdf", w.clock.Now())
		}
		return err
	}))
	return file
}

func (w *world) agree(kind legal.Kind, file uuid.UUID, in time.Duration, texts ...legal.Text) (uuid.UUID, error) {
	return w.legal.Agree(w.t.Context(), w.realm, uuid.Nil, w.account.Tenant(), legal.AgreementDraft{Kind: kind, File: file, EffectiveAt: w.clock.Now().Add(in), Texts: texts})
}

// states of what the account sees, by kind and number.
func (w *world) states() (list []string) {
	w.t.Helper()
	all, err := w.legal.ByAgreement(w.t.Context(), w.account, tenant.Account, "en")
	require.NoError(w.t, err)
	for _, a := range all {
		list = append(list, strings.Join([]string{a.Kind, a.State, a.Title}, " "))
	}
	return list
}

// bound are the kinds of public documents that bind the account's owner now, with the way each was accepted.
func (w *world) bound() map[string]string {
	w.t.Helper()
	list, err := w.legal.Standings(w.t.Context(), w.account, w.owner, "North", "en")
	require.NoError(w.t, err)
	bound := map[string]string{}
	for _, st := range list {
		if st.Current {
			bound[st.Kind] = st.Way
		}
	}
	return bound
}

func reasonOf(t *testing.T, err error) string {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	return e.Reason
}

func TestADocumentByAgreementNeedsItsNumberItsDayAndTheSignedFile(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.agree(legal.Terms, uuid.New(), 0)
	require.Equal(t, "no_agreement", reasonOf(t, err))
	file := w.sign(w.realm, w.account.Tenant(), "A-17")
	_, err = w.agree(legal.Terms, uuid.New(), 0)
	require.Equal(t, "no_signed_file", reasonOf(t, err))
	other := w.open(w.realm, tenant.Account, "Otso")
	_, err = w.agree(legal.Terms, w.sign(w.realm, other.Tenant(), "B-1"), 0)
	require.Equal(t, "no_signed_file", reasonOf(t, err), "another customer's paper signs nothing here")
	_, err = w.agree(legal.Terms, file, -48*time.Hour)
	require.Equal(t, "date_past", reasonOf(t, err))
	_, err = w.agree("tariffs", file, 0)
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.agree(legal.Terms, file, 0, legal.Text{Locale: "en", Title: "Ours", Body: "{{captain}}"})
	require.Equal(t, "unknown_variable", reasonOf(t, err))
	_, err = w.legal.Agree(t.Context(), w.account, uuid.Nil, other.Tenant(), legal.AgreementDraft{Kind: legal.Terms, File: file})
	require.True(t, errs.Is(err, errs.NotFound), "nobody agrees for those who are not theirs")

	id, err := w.agree(legal.Terms, file, 0, legal.Text{Locale: "en", Title: "Terms for Aino", Body: "{{brand}} serves."})
	require.NoError(t, err)
	require.Equal(t, []string{"terms in_force Terms for Aino"}, w.states())
	one, text, err := w.legal.ReadByAgreement(t.Context(), w.account, tenant.Account, id, "ru")
	require.NoError(t, err)
	require.Equal(t, "North serves.", text.Body, "places are filled when it is posted")
	require.Equal(t, []string{"A-17", "2026-11-02", "A-17.pdf"}, []string{one.Agreement, one.AgreedOn.Format(time.DateOnly), one.File.Name})
	require.Len(t, one.Fingerprint, 64)
	name, content, err := w.legal.SignedPaper(t.Context(), w.account, tenant.Account, id)
	require.NoError(t, err)
	require.Equal(t, []string{"A-17.pdf", "%PDF-1.4 paper"}, []string{name, string(content)})

	_, err = w.agree(legal.SMS, file, 0)
	require.NoError(t, err, "the signed paper stands alone")
	require.Contains(t, w.states()[1], "sms in_force", "it is called as the public one is")
	for _, stranger := range []db.Scope{other, w.realm} {
		_, _, err = w.legal.ReadByAgreement(t.Context(), stranger, stranger.Kind(), id, "en")
		require.True(t, errs.Is(err, errs.NotFound), "nobody else of the tree reads it")
		_, _, err = w.legal.SignedPaper(t.Context(), stranger, stranger.Kind(), id)
		require.True(t, errs.Is(err, errs.NotFound))
	}
}

func TestWhomAnAgreementBindsThePublicDocumentDoesNotUntilItEndsAndThenItIsAcceptedAnew(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.legal.Current(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	require.NoError(t, w.legal.Accept(ctx, w.account, w.owner, from))
	require.Equal(t, map[string]string{"terms": "accepted", "privacy": "accepted", "support": "accepted", "sms": "accepted"}, w.bound())

	file := w.sign(w.realm, w.account.Tenant(), "A-17")
	first, err := w.agree(legal.Terms, file, 0)
	require.NoError(t, err)
	require.NotContains(t, w.bound(), "terms")
	list, err := w.legal.Standings(ctx, w.account, w.owner, "North", "en")
	require.NoError(t, err)
	require.Equal(t, "terms", list[0].Kind)
	require.NotNil(t, list[0].AcceptedAt, "that it was accepted before is history")

	// A member who comes now accepts what binds them, and nothing else.
	require.NoError(t, w.legal.Use(ctx, w.account, w.member, from))
	var n int
	require.NoError(t, w.db.InTenant(ctx, w.account, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select count(*) from acceptances where user_id = $1`, w.member).Scan(&n)
	}))
	require.Equal(t, 3, n)

	// A new public version neither binds them nor is announced to them; one that comes after the end does.
	_, err = w.post(legal.Terms, notice)
	require.NoError(t, err)
	list, err = w.legal.Standings(ctx, w.account, w.owner, "North", "en")
	require.NoError(t, err)
	require.Len(t, list, 4)
	err = w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), first, w.clock.Now().Add(24*time.Hour))
	require.Equal(t, "notice_too_short", reasonOf(t, err))
	ends := w.clock.Now().Add(20 * 24 * time.Hour)
	require.NoError(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), first, ends))
	require.Equal(t, "agreed_over", reasonOf(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), first, ends)))
	require.NotContains(t, w.bound(), "terms")
	w.clock.Advance(19 * 24 * time.Hour)
	require.NotContains(t, w.bound(), "terms", "it stands to its end")
	w.clock.Advance(24 * time.Hour)
	require.Empty(t, w.bound()["terms"])
	require.Contains(t, w.bound(), "terms", "from its end on the public document binds")
	require.Contains(t, w.states()[0], "terms ended")
	require.NoError(t, w.legal.Use(ctx, w.account, w.owner, from))
	require.Equal(t, "used", w.bound()["terms"], "and is accepted as usual")

	// The same version that was accepted before an agreement is accepted anew after it; once.
	second, err := w.agree(legal.SMS, file, 0)
	require.NoError(t, err)
	w.clock.Advance(time.Hour)
	require.NoError(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), second, time.Time{}))
	w.clock.Advance(notice)
	require.Empty(t, w.bound()["sms"])
	require.NoError(t, w.legal.Use(ctx, w.account, w.owner, from))
	require.NoError(t, w.legal.Use(ctx, w.account, w.owner, from))
	list, err = w.legal.Standings(ctx, w.account, w.owner, "North", "en")
	require.NoError(t, err)
	for _, st := range list {
		if st.Kind == legal.SMS {
			require.Equal(t, []any{"used", true}, []any{st.Way, st.New})
		}
	}
	proofs, _, err := w.legal.Proofs(ctx, w.realm, legal.ProofQuery{})
	require.NoError(t, err)
	var sms []string
	for _, p := range proofs {
		if p.Version.Kind == legal.SMS && (p.User == w.owner || p.Way == legal.Signed) {
			sms = append(sms, p.Way)
		}
	}
	require.Equal(t, []string{"used", "agreement", "accepted"}, sms, "the proofs tell all of it, the latest first")
}

func TestALaterDocumentByAgreementFollowsAndOneThatIsAnnouncedIsTakenBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	file := w.sign(w.realm, w.account.Tenant(), "A-17")
	first, err := w.agree(legal.Privacy, file, 0, legal.Text{Locale: "en", Title: "First", Body: "First."})
	require.NoError(t, err)
	second, err := w.agree(legal.Privacy, file, 48*time.Hour, legal.Text{Locale: "en", Title: "Second", Body: "Second."})
	require.NoError(t, err)
	require.Equal(t, []string{"privacy announced Second", "privacy in_force First"}, w.states())
	_, err = w.agree(legal.Privacy, file, 24*time.Hour)
	require.Equal(t, "before_announced", reasonOf(t, err))
	require.Equal(t, "agreed_follows", reasonOf(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), first, time.Time{})))
	require.NoError(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), second, time.Time{}))
	require.Equal(t, []string{"privacy in_force First"}, w.states(), "what was taken back is nobody's")
	_, _, err = w.legal.ReadByAgreement(ctx, w.account, tenant.Account, second, "en")
	require.True(t, errs.Is(err, errs.NotFound))
	_, err = w.agree(legal.Privacy, file, 24*time.Hour, legal.Text{Locale: "en", Title: "Third", Body: "Third."})
	require.NoError(t, err)
	w.clock.Advance(24 * time.Hour)
	require.Equal(t, []string{"privacy in_force Third", "privacy followed First"}, w.states())
	with, err := w.legal.AgreedWith(ctx, w.realm, w.account.Tenant(), "North", "en")
	require.NoError(t, err)
	require.Len(t, with.Documents, 3, "the keeper sees what was taken back")
	require.Equal(t, []any{"A-17", 1, 4}, []any{with.Agreement, len(with.Files), len(with.Public)})
	texts, err := w.legal.TextsByAgreement(ctx, w.realm, w.account.Tenant(), first)
	require.NoError(t, err)
	require.Equal(t, "First.", texts[0].Body)
}

func TestOwnersAreToldOfWhatWasAgreedWithThemAndNotOfWhatDoesNotBindThem(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	other := w.open(w.realm, tenant.Account, "Otso")
	for s, name := range map[db.Scope]string{w.account: "aino", other: "otso"} {
		_, err := w.people.Add(ctx, s, identity.NewUser{Login: name + "2", Email: name + "@x.test", Password: "a good password", Role: identity.Admin})
		require.NoError(t, err)
	}
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		for _, sql := range []string{`update memberships set role = 'viewer' where role = 'owner'`, `update memberships set role = 'owner' where role = 'admin'`} {
			if _, err := tx.Exec(ctx, sql); err != nil {
				return err
			}
		}
		return nil
	}))
	_, err := w.legal.Current(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	file := w.sign(w.realm, w.account.Tenant(), "A-17")
	id, err := w.agree(legal.Terms, file, 0)
	require.NoError(t, err)
	_, err = w.post(legal.Terms, notice)
	require.NoError(t, err)
	_, err = w.legal.Tell(ctx)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"document_posted otso@x.test", "agreed_document_posted aino@x.test"}, w.letters())
	later, err := w.agree(legal.Terms, file, 24*time.Hour)
	require.NoError(t, err)
	_, err = w.legal.Tell(ctx)
	require.NoError(t, err)
	require.NoError(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), later, time.Time{}))
	require.NoError(t, w.legal.EndAgreed(ctx, w.realm, w.account.Tenant(), id, time.Time{}))
	for range 2 {
		_, err = w.legal.Tell(ctx)
		require.NoError(t, err)
	}
	require.ElementsMatch(t, []string{"document_posted otso@x.test", "agreed_document_posted aino@x.test", "agreed_document_posted aino@x.test",
		"agreed_document_withdrawn aino@x.test", "agreed_document_ended aino@x.test"}, w.letters())

	// What comes in force after the agreement's end is told to them as to everybody.
	_, err = w.post(legal.Terms, 2*notice)
	require.NoError(t, err)
	_, err = w.legal.Tell(ctx)
	require.NoError(t, err)
	require.Contains(t, w.letters(), "document_posted aino@x.test")
	for s, want := range map[db.Scope]int{w.account: 4, w.realm: 4} {
		var n int
		require.NoError(t, w.db.InTenant(ctx, s, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, `select count(*) from audit_entries where tenant_id = $1 and action like 'legal.agreed.%'`, s.Tenant()).Scan(&n)
		}))
		require.Equal(t, want, n, s.Kind())
	}
}

func TestAResellersProviderAgreesWithItToo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	var root uuid.UUID
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select id from tenants where kind = 'platform'`).Scan(&root)
	}))
	above, err := w.tenants.Scope(ctx, root, root)
	require.NoError(t, err)
	list, err := w.legal.ProviderDocuments(ctx, w.realm, "en")
	require.NoError(t, err)
	require.Len(t, list, 4)
	file := w.sign(above, w.realm.Tenant(), "R-1")
	id, err := w.legal.Agree(ctx, above, uuid.Nil, w.realm.Tenant(), legal.AgreementDraft{Kind: legal.Support, File: file, Texts: []legal.Text{{Locale: "ru", Title: "Поддержка", Body: "Отвечаем."}}})
	require.NoError(t, err)
	list, err = w.legal.ProviderDocuments(ctx, w.realm, "en")
	require.NoError(t, err)
	require.Len(t, list, 3, "nobody has accepted it, and it does not bind")
	_, text, err := w.legal.ReadByAgreement(ctx, w.realm, tenant.Reseller, id, "en")
	require.NoError(t, err)
	require.Equal(t, "Отвечаем.", text.Body)
	require.Empty(t, w.states(), "it does not reach down")
}
