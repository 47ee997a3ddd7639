package legal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

const day = 24 * time.Hour

// says posts a text of the terms, in one language.
func (w *world) says(body string, in time.Duration) legal.Version {
	w.t.Helper()
	v, err := w.legal.Post(w.t.Context(), w.realm, "North", legal.Draft{Kind: legal.Terms, EffectiveAt: w.clock.Now().Add(in),
		Texts: []legal.Text{{Locale: "en", Title: "Terms", Body: body}}})
	require.NoError(w.t, err)
	return v
}

// why is the reason of an error, and the field it names.
func why(t *testing.T, err error) (reason, field string) {
	t.Helper()
	var e *errs.Error
	require.ErrorAs(t, err, &e)
	if len(e.Details) > 0 {
		field = e.Details[0].Field
	}
	return e.Reason, field
}

func TestWhatChangedIsToldParagraphByParagraphAndWordByWord(t *testing.T) {
	t.Parallel()
	w := setup(t)
	changes := func(number int) legal.Changes {
		c, err := w.legal.Changes(t.Context(), w.realm.Tenant(), "North", legal.Terms, number, "ru")
		require.NoError(t, err)
		return c
	}
	w.says("Hello.\n\n## Price\n- ten euros a month\n- paid in advance\n\nGone.", 10*day)
	v := w.says("Hello.\n\n## Price\n- twelve euros a month\n- paid in advance\n- in euros\n\nThe end of it.", 11*day)
	c := changes(v.Number)
	require.Equal(t, "en", c.Locale, "the first language there is, on both sides")
	require.Equal(t, v.Number-1, c.From.Number)
	require.Equal(t, []legal.Change{
		{What: legal.Same, Before: "Hello.", After: "Hello."},
		{What: legal.Same, Before: "## Price", After: "## Price"},
		{What: legal.Changed, Before: "- ten euros a month", After: "- twelve euros a month", Pieces: []legal.Piece{
			{What: legal.Same, Text: "- "}, {What: legal.Removed, Text: "ten "}, {What: legal.Added, Text: "twelve "}, {What: legal.Same, Text: "euros a month"}}},
		{What: legal.Same, Before: "- paid in advance", After: "- paid in advance"},
		{What: legal.Removed, Before: "Gone."},
		{What: legal.Added, After: "- in euros"},
		{What: legal.Added, After: "The end of it."},
	}, c.List)
	require.Equal(t, c, changes(v.Number), "and the same when it is asked for again")

	// What was withdrawn is not what the next one follows.
	require.NoError(t, w.legal.Withdraw(t.Context(), w.realm, v.ID))
	third := w.says("Hello.\n\n## Price\n- ten euros a month\n- paid in advance\n\nGone.", 12*day)
	c = changes(third.Number)
	require.Equal(t, v.Number-1, c.From.Number)
	for _, one := range c.List {
		require.Equal(t, legal.Same, one.What)
	}

	require.Equal(t, 1, changes(0).To.Number, "what is in force, where no version is named")
	require.Nil(t, changes(1).From, "it is the first")
	_, err := w.legal.Changes(t.Context(), w.realm.Tenant(), "North", legal.Terms, 99, "en")
	require.True(t, errs.Is(err, errs.NotFound))
}

func TestATextTooLongToBeComparedWordByWordIsToldAsChangedInWhole(t *testing.T) {
	t.Parallel()
	w := setup(t)
	before, after := strings.Repeat("a b c d e ", 6000)+"end", strings.Repeat("a c b e d ", 6000)+"END"
	w.says("Hello.\n\n"+before, 10*day)
	v := w.says("Hello.\n\n"+after, 11*day)
	c, err := w.legal.Changes(t.Context(), w.realm.Tenant(), "North", legal.Terms, v.Number, "en")
	require.NoError(t, err)
	require.Equal(t, []legal.Change{{What: legal.Same, Before: "Hello.", After: "Hello."}, {What: legal.Removed, Before: before}, {What: legal.Added, After: after}}, c.List)
}

func TestAnAnnouncedVersionIsTakenBackUntilItsDateAndNoneIsPostedBeforeIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	v := w.says("Second.", 12*day)
	_, err := w.legal.Post(ctx, w.realm, "North", legal.Draft{Kind: legal.Terms, EffectiveAt: w.clock.Now().Add(11 * day), Texts: []legal.Text{{Locale: "en", Title: "T", Body: "B"}}})
	reason, field := why(t, err)
	require.Equal(t, []string{"before_announced", "effective_at"}, []string{reason, field}, "what is posted last comes in force last")
	_, err = w.post(legal.Privacy, 11*day)
	require.NoError(t, err, "of another document it may be sooner")
	require.True(t, errs.Is(w.legal.Withdraw(ctx, w.account, v.ID), errs.NotFound), "nobody below takes it back")
	require.True(t, errs.Is(w.legal.Withdraw(ctx, w.realm, uuid.New()), errs.NotFound))

	require.NoError(t, w.legal.Withdraw(ctx, w.realm, v.ID))
	list, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	for _, announced := range legal.Announced(list, w.clock.Now()) {
		require.NotEqual(t, v.ID, announced.ID)
	}
	got, err := w.legal.Read(ctx, w.realm.Tenant(), "North", legal.Terms, v.Number, "en")
	require.NoError(t, err)
	require.Equal(t, w.clock.Now(), *got.WithdrawnAt, "whoever has its link reads what it was, and that it is taken back")
	third := w.says("Third.", 11*day)
	w.clock.Advance(11*day - time.Second)
	reason, _ = why(t, w.legal.Withdraw(ctx, w.realm, v.ID))
	require.Equal(t, "in_force_already", reason, "once")
	w.clock.Advance(time.Second)
	reason, _ = why(t, w.legal.Withdraw(ctx, w.realm, third.ID))
	require.Equal(t, "in_force_already", reason, "its date has come")
	w.clock.Advance(2 * day)
	current, err := w.legal.Current(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	require.Equal(t, third.ID, current[0].ID, "what was taken back never comes in force")
}

func TestNobodyNeedsNoticeWhereNobodyIsBoundAndResellersNeedTwiceAsMuch(t *testing.T) {
	t.Parallel()
	w := setup(t)
	notices := func(s db.Scope) map[string]time.Duration {
		got, err := w.legal.Notices(t.Context(), s)
		require.NoError(t, err)
		return got
	}
	require.Equal(t, map[string]time.Duration{legal.Terms: 10 * day, legal.Privacy: 10 * day, legal.Support: 0, legal.SMS: 10 * day}, notices(w.realm))
	lone := w.open(w.realm, tenant.Reseller, "Lone")
	require.Equal(t, map[string]time.Duration{legal.Terms: 20 * day, legal.Privacy: 20 * day, legal.Support: 0, legal.SMS: 20 * day}, notices(w.realm))
	require.Equal(t, map[string]time.Duration{legal.Terms: 0, legal.Privacy: 0, legal.Support: 0, legal.SMS: 0}, notices(lone))
	v, err := w.legal.Post(t.Context(), lone, "Lone", legal.Draft{Kind: legal.Terms, EffectiveAt: w.clock.Now().Add(-time.Hour), Texts: []legal.Text{{Locale: "fr", Title: "Conditions", Body: "Tout est dit."}}})
	require.NoError(t, err)
	require.Equal(t, w.clock.Now(), v.EffectiveAt, "at once, and never before it was posted")
}

func TestAProofHasTheFingerprintThatWhoeverHasTheTextsComputesAndLosesThePersonWhoIsRemoved(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.legal.Versions(ctx, w.realm.Tenant(), "North", "en")
	require.NoError(t, err)
	for _, user := range []uuid.UUID{w.owner, w.member} {
		require.NoError(t, w.legal.Accept(ctx, w.account, user, from))
	}
	other := w.open(w.realm, tenant.Reseller, "Other")
	stranger := w.open(other, tenant.Account, "Stranger")
	theirs, err := w.people.Add(ctx, stranger, identity.NewUser{Login: "stranger", Password: "a good password", Role: identity.Owner})
	require.NoError(t, err)
	_, err = w.legal.Versions(ctx, other.Tenant(), "Other", "en")
	require.NoError(t, err)
	require.NoError(t, w.legal.Accept(ctx, stranger, theirs, from))

	proofs, _, err := w.legal.Proofs(ctx, w.realm, legal.ProofQuery{})
	require.NoError(t, err)
	require.Len(t, proofs, 8, "a realm below has its own")
	for _, p := range proofs {
		texts, err := w.legal.Texts(ctx, w.realm.Tenant(), p.Version.ID)
		require.NoError(t, err)
		said := sha256.New()
		for _, text := range texts {
			said.Write([]byte(text.Locale + "\n" + text.Title + "\n\n" + text.Body + "\n\n"))
		}
		require.Equal(t, hex.EncodeToString(said.Sum(nil)), p.Fingerprint)
	}
	_, _, err = w.legal.Proofs(ctx, other, legal.ProofQuery{Version: new(proofs[0].Version.ID)})
	require.True(t, errs.Is(err, errs.NotFound))

	require.NoError(t, w.people.RemovePerson(ctx, w.account, identity.By{User: w.owner}, w.member))
	for _, format := range []string{legal.CSV, legal.XLSX} {
		file, err := w.legal.ProofsFile(ctx, w.realm, legal.ProofQuery{Customer: new(w.account.Tenant())}, format)
		require.NoError(t, err)
		table, err := sheet.Read(file, 100)
		require.NoError(t, err)
		require.Len(t, table.Lines, 8)
		of := map[string]int{}
		for _, line := range table.Lines {
			login := line.Cells[4]
			of[login]++
			if login == "" {
				require.NotContains(t, line.Cells, from.Address, "whoever was removed takes the personal side along")
				require.Equal(t, w.member.String(), line.Cells[6])
			} else {
				require.Equal(t, from.Address, line.Cells[13])
			}
		}
		require.Equal(t, map[string]int{"aino": 4, "": 4}, of)
	}
	exported := 0
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select count(*) from audit_entries where tenant_id = $1 and action = 'legal.acceptance.export'`, w.realm.Tenant()).Scan(&exported)
	}))
	require.Equal(t, 2, exported)
}
