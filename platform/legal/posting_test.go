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

const notice = 10 * 24 * time.Hour

// entity writes down who the realm is before the law.
func (w *world) entity(name, address string) {
	w.t.Helper()
	require.NoError(w.t, w.db.InTenant(w.t.Context(), w.realm, func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), `insert into legal_entities (tenant_id, name, address, changed_at) values ($1, $2, $3, now())
			on conflict (tenant_id) do update set name = $2, address = $3`, w.realm.Tenant(), name, address)
		return err
	}))
}

// letters are the templates that wait to be sent, with whom they go to.
func (w *world) letters() (list []string) {
	w.t.Helper()
	require.NoError(w.t, w.db.Worker(w.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(w.t.Context(), `select coalesce(array_agg(payload ->> 'template' || ' ' || (payload ->> 'to') order by id), '{}') from outbox where topic = $1`,
			identity.MailTopic).Scan(&list)
	}))
	return list
}

func TestPlacesInATextAreFilledWhenItIsPostedOrTheFieldThatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	post := func(body string) (legal.Version, error) {
		return w.legal.Post(t.Context(), w.realm, "North", legal.Draft{Kind: legal.Support, EffectiveAt: w.clock.Now(), Texts: []legal.Text{{Locale: "en", Title: "Support of {{brand}}", Body: body}}})
	}
	var e *errs.Error
	_, err := post("{{company}} answers.")
	require.ErrorAs(t, err, &e)
	require.Equal(t, []string{"variable_missing", "texts[0].body"}, []string{e.Reason, e.Details[0].Field})
	require.Contains(t, e.Message, "name")
	_, err = post("{{captain}} answers.")
	require.ErrorAs(t, err, &e)
	require.Equal(t, "unknown_variable", e.Reason)

	w.entity("North Ltd\n## of Helsinki", "Quay 1")
	shown, err := w.legal.Preview(t.Context(), w.realm, []legal.Text{{Locale: "en", Title: "T", Body: "{{company}}, {{tax_number}}, {{captain}}"}})
	require.NoError(t, err)
	require.Equal(t, "tax_number", shown.Missing[0].Name)
	require.Equal(t, []string{"{{captain}}"}, shown.Unknown)
	v, err := post("{{company}} answers at {{ address }}.")
	require.NoError(t, err)
	texts, err := w.legal.Texts(t.Context(), w.realm.Tenant(), v.ID)
	require.NoError(t, err)
	require.Equal(t, "North Ltd ## of Helsinki answers at Quay 1.", texts[0].Body, "a value makes no heading")
	require.Equal(t, "Support of North", texts[0].Title)
	require.Equal(t, "{{company}} answers at {{ address }}.", texts[0].Template)
	w.entity("Another Ltd", "Elsewhere")
	texts, err = w.legal.Texts(t.Context(), w.realm.Tenant(), v.ID)
	require.NoError(t, err)
	require.Contains(t, texts[0].Body, "North Ltd", "what was posted stays as it was")
}

func TestOurOwnTextsHaveTheSamePlacesInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, kind := range legal.Kinds() {
		texts, err := legal.Starter(kind)
		require.NoError(t, err)
		var locales []string
		for _, text := range texts {
			locales = append(locales, text.Locale)
			for _, mark := range []string{"\n## ", "\n- ", "{{brand}}", "{{company}}", "{{address}}", "{{support_email}}"} {
				require.Equal(t, strings.Count(texts[0].Body, mark) > 0, strings.Count(text.Body, mark) > 0, "%s %s: %q", kind, text.Locale, mark)
			}
			require.Equal(t, strings.Count(texts[0].Body, "\n## "), strings.Count(text.Body, "\n## "), "%s %s", kind, text.Locale)
		}
		require.Equal(t, []string{"en", "ru", "es", "pt", "fr"}, locales, kind)
	}
}

func TestOwnersAreToldOfAVersionOnceAndOfItsWithdrawal(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	sub := w.open(w.realm, tenant.Reseller, "Below")
	for scope, email := range map[db.Scope]string{w.open(w.realm, tenant.Account, "Beata"): "beata@example.com", sub: "sub@example.com", w.open(sub, tenant.Account, "Deep"): "deep@example.com"} {
		_, err := w.people.Add(ctx, scope, identity.NewUser{Login: email, Email: email, Password: "a good password", Role: identity.Owner})
		require.NoError(t, err)
	}
	_, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	n, err := w.legal.Tell(ctx)
	require.NoError(t, err)
	require.Zero(t, n, "nobody is told of starter texts")

	_, err = w.post(legal.Terms, notice)
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "notice_too_short", e.Reason, "resellers have to tell theirs in turn")
	v, err := w.post(legal.Terms, 2*notice)
	require.NoError(t, err)
	for range 2 {
		_, err = w.legal.Tell(ctx)
		require.NoError(t, err)
	}
	require.ElementsMatch(t, []string{"document_posted beata@example.com", "provider_document_posted sub@example.com"}, w.letters(), "each once, and nobody further below")

	require.NoError(t, w.legal.Withdraw(ctx, w.realm, v.ID))
	_, err = w.legal.Tell(ctx)
	require.NoError(t, err)
	require.Contains(t, w.letters(), "document_withdrawn beata@example.com")
	require.Len(t, w.letters(), 4)
	w.clock.Advance(3 * notice)
	d, err := w.legal.Read(ctx, w.realm.Tenant(), "North", legal.Terms, 0, "en")
	require.NoError(t, err)
	require.Equal(t, 1, d.Number, "it never came in force")
	for _, id := range []uuid.UUID{v.ID, d.ID} {
		require.True(t, errs.Is(w.legal.Withdraw(ctx, w.realm, id), errs.Conflict), "in force, or withdrawn before")
	}
	require.True(t, errs.Is(w.legal.Withdraw(ctx, w.account, v.ID), errs.NotFound))
}

func TestWhoPublishesCanProveWhoHasAcceptedAndNobodyElseCan(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	require.NoError(t, w.legal.Accept(ctx, w.account, w.owner, from))
	var found []legal.Proof
	query := legal.ProofQuery{Limit: 3}
	for {
		list, next, err := w.legal.Proofs(ctx, w.realm, query)
		require.NoError(t, err)
		found = append(found, list...)
		if query.After = next; next == nil {
			break
		}
	}
	require.Len(t, found, 4)
	for _, p := range found {
		require.Equal(t, []string{"Aino", "aino", from.Address}, []string{p.Name, p.Login, p.From.Address})
		require.Len(t, p.Fingerprint, 64)
		require.Equal(t, w.clock.Now(), p.At)
	}
	file, err := w.legal.ProofsFile(ctx, w.realm, legal.ProofQuery{}, legal.CSV)
	require.NoError(t, err)
	require.Equal(t, 5, strings.Count(strings.TrimSpace(string(file)), "\n")+1)
	book, err := w.legal.ProofsFile(ctx, w.realm, legal.ProofQuery{Customer: new(w.account.Tenant())}, legal.XLSX)
	require.NoError(t, err)
	require.Equal(t, "PK", string(book[:2]))

	other := w.open(w.realm, tenant.Reseller, "Other")
	list, _, err := w.legal.Proofs(ctx, other, legal.ProofQuery{})
	require.NoError(t, err)
	require.Empty(t, list)
	_, _, err = w.legal.Proofs(ctx, other, legal.ProofQuery{Customer: new(w.account.Tenant())})
	require.True(t, errs.Is(err, errs.NotFound))
}

func TestTheOwnerOfAResellerAcceptsWhatItsProviderHasInForce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	sub := w.open(w.realm, tenant.Reseller, "Below")
	owner, err := w.people.Add(ctx, sub, identity.NewUser{Login: "olli", Password: "a good password", Role: identity.Owner})
	require.NoError(t, err)
	agent, err := w.people.Add(ctx, sub, identity.NewUser{Login: "sini", Password: "a good password", Role: identity.Admin})
	require.NoError(t, err)
	list, err := w.legal.ProviderDocuments(ctx, sub, "en")
	require.NoError(t, err)
	require.Len(t, list, 4)
	require.NoError(t, w.legal.Accept(ctx, sub, agent, from))
	list, err = w.legal.ProviderDocuments(ctx, sub, "en")
	require.NoError(t, err)
	require.Nil(t, list[0].AcceptedAt, "an administrator binds nobody")
	require.NoError(t, w.legal.Use(ctx, sub, owner, from))
	list, err = w.legal.ProviderDocuments(ctx, sub, "en")
	require.NoError(t, err)
	for _, d := range list {
		require.True(t, d.Current)
		require.Equal(t, legal.Used, d.Way)
	}
	proofs, _, err := w.legal.Proofs(ctx, w.realm, legal.ProofQuery{Customer: new(sub.Tenant())})
	require.NoError(t, err)
	require.Len(t, proofs, 4, "the provider can prove it")
	_, changes, err := w.legal.ProviderDocument(ctx, sub, list[0].ID, "en")
	require.NoError(t, err)
	require.Nil(t, changes.From)
	_, err = w.legal.ProviderDocuments(ctx, w.account, "en")
	require.True(t, errs.Is(err, errs.NotFound), "an account's own stand elsewhere")
}
