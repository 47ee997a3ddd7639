package brand_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/themes/letters"
)

// said writes a letter of a realm as it would go out now.
func (w *world) said(s db.Scope, kind, lang string) letters.Letter {
	w.t.Helper()
	shown, err := w.tenants.Brand(w.t.Context(), s.Tenant())
	require.NoError(w.t, err)
	l, _, err := w.wording.Letter(w.t.Context(), s.Tenant(), kind, lang, letters.Values{Params: map[string]string{"login": "anna", "name": "Anna", "tenant": "A customer"}, Link: "https://x.test/y"}, shown, "https://x.test")
	require.NoError(w.t, err)
	return l
}

func (w *world) from(s db.Scope, kind, lang string) string {
	w.t.Helper()
	sheet, err := w.words.Read(w.t.Context(), s, kind, lang)
	require.NoError(w.t, err)
	return sheet.From
}

func TestALetterIsSaidInOnesOwnWordsOncePublishedAndAsBeforeWhenItIsBroughtBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	standard := w.said(w.realm, "reset", "en")
	text := letters.Text{Subject: "Your key, {{login}}", Body: "{{greeting}}\r\n\r\nHere it is.\n\n[Take it]({{link}})\n"}
	require.NoError(t, w.words.Save(ctx, w.realm, "reset", "en", text))
	require.Equal(t, standard, w.said(w.realm, "reset", "en"), "a draft is said to nobody")
	sheet, err := w.words.Read(ctx, w.realm, "reset", "en")
	require.NoError(t, err)
	require.Equal(t, letters.Text{Subject: text.Subject, Body: "{{greeting}}\n\nHere it is.\n\n[Take it]({{link}})"}, *sheet.Draft)
	require.Equal(t, brand.FromUs, sheet.From)

	studio, err := w.studio.Studio(ctx, w.realm)
	require.NoError(t, err)
	content := studio.Draft.Content
	content.Words = letters.Words{}
	content.Tokens.Primary = "#aa0000"
	require.NoError(t, w.studio.Save(ctx, w.realm, content), "colours are drafted beside")
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, "Your key, anna", w.said(w.realm, "reset", "en").Subject)
	require.Contains(t, w.said(w.realm, "reset", "en").Text, "Hello Anna,\r\n\r\nHere it is.\r\n\r\nTake it:\r\nhttps://x.test/y")
	require.Equal(t, brand.FromSelf, w.from(w.realm, "reset", "en"))
	require.NotContains(t, w.said(w.realm, "reset", "ru").Subject, "key", "other languages stay ours")

	require.NoError(t, w.words.Reset(ctx, w.realm, "reset", "en"))
	list, err := w.words.List(ctx, w.realm)
	require.NoError(t, err)
	for _, one := range list {
		require.Equal(t, one.Name == "reset", one.Texts[0].Drafted, one.Name)
	}
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, standard.Subject, w.said(w.realm, "reset", "en").Subject)
	versions, _, err := w.studio.Versions(ctx, w.realm, 0, 9)
	require.NoError(t, err)
	require.Len(t, versions, 3)
	require.NoError(t, w.studio.Restore(ctx, w.realm, uuid.Nil, versions[1].ID))
	require.Equal(t, "Your key, anna", w.said(w.realm, "reset", "en").Subject)
}

func TestAParentsLetterIsSaidBelowOnlyWhereItNamesNobodyAndALockedOneIsSaidByAll(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	below := w.open(w.realm, "South")
	closed := letters.Text{Subject: "Closed until {{until}}", Body: "North has closed it. {{until}}"}
	require.NoError(t, w.words.Save(ctx, w.realm, "closed", "en", closed))
	require.NoError(t, w.words.Save(ctx, w.realm, "restored", "en", letters.Text{Subject: "Back at {{brand}}", Body: "{{tenant}} is back."}))
	require.NoError(t, w.words.Save(ctx, w.realm, "suspended", "en", letters.Text{Subject: "Stopped", Body: "{{reason}} Call +1 555 010 20 30."}))
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, brand.FromUs, w.from(below, "closed", "en"))
	require.Equal(t, brand.FromUs, w.from(below, "suspended", "en"))
	require.Equal(t, brand.FromAbove, w.from(below, "restored", "en"))
	require.Equal(t, "Back at South", w.said(below, "restored", "en").Subject)
	require.NotContains(t, w.said(below, "restored", "en").HTML, "North")
	sheet, err := w.words.Read(ctx, w.realm, "closed", "en")
	require.NoError(t, err)
	require.Equal(t, "north", sheet.Betrays)

	own := letters.Text{Subject: "Ours", Body: "{{tenant}} again."}
	require.NoError(t, w.words.Save(ctx, below, "restored", "en", own))
	require.NoError(t, w.studio.Publish(ctx, below, uuid.Nil, ""))
	require.Equal(t, "Ours", w.said(below, "restored", "en").Subject)
	require.NoError(t, w.words.Lock(ctx, w.realm, "restored", true))
	require.NoError(t, w.words.Lock(ctx, w.realm, "closed", true))
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, "Back at South", w.said(below, "restored", "en").Subject, "what is locked is said by all")
	require.Equal(t, brand.FromUs, w.from(below, "closed", "en"), "but what names somebody by nobody else")
	require.True(t, errs.Is(w.words.Save(ctx, below, "restored", "en", own), errs.Conflict))
	require.NoError(t, w.words.Save(ctx, w.realm, "restored", "en", own), "whoever locks it writes it")
	require.NoError(t, w.words.Lock(ctx, w.realm, "restored", false))
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, brand.FromSelf, w.from(below, "restored", "en"))
}

func TestAWrongTextIsRefusedAndAnUnfilledOneIsSaidInOurWords(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	err := w.words.Save(ctx, w.realm, "reset", "en", letters.Text{Subject: "x", Body: "\n{{lgin}}\n{{link}}"})
	require.True(t, errs.Is(err, errs.Invalid))
	require.ErrorContains(t, err, "Line 2, letter 1: {{lgin}} is no variable. Was {{login}} meant?")
	require.ErrorContains(t, w.words.Save(ctx, w.realm, "reset", "en", letters.Text{Subject: "x", Body: "x"}), "{{link}} must be in the text")
	for _, place := range [][2]string{{"nothing", "en"}, {"reset", "de"}} {
		require.True(t, errs.Is(w.words.Save(ctx, w.realm, place[0], place[1], letters.Text{Body: "x"}), errs.NotFound))
		_, err := w.words.Read(ctx, w.realm, place[0], place[1])
		require.True(t, errs.Is(err, errs.NotFound))
	}
	text := letters.Text{Subject: "Of {{company}}", Body: "{{link}}"}
	require.NoError(t, w.words.Save(ctx, w.realm, "reset", "en", text))
	_, err = w.words.Show(ctx, w.realm, wording.Worded{Kind: "reset", Lang: "en", Text: text})
	require.True(t, errs.Is(err, errs.Invalid), "it is told that there is no company yet")
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	require.Equal(t, "A new password for North", w.said(w.realm, "reset", "en").Subject)
	require.NoError(t, w.words.Save(ctx, w.realm, letters.Foot, "en", letters.Text{Body: "A line of **{{brand}}**"}))
	shown, err := w.words.Show(ctx, w.realm, wording.Worded{Kind: "restored", Lang: "en", Text: letters.Text{Subject: "S", Body: "{{tenant}}"}, Known: map[string]string{"tenant": "Real & Co"}})
	require.NoError(t, err)
	require.Contains(t, shown.HTML, "A line of <strong>North</strong>")
	require.Contains(t, shown.HTML, "Real &amp; Co")
}

func TestAPaperClosesInOnesOwnWordsOncePublishedAndIsLookedAtBefore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	drawn := papers.New(papers.Config{DB: w.db, Clock: w.clock, Tenants: w.tenants, Ledger: ledger.New(w.db, w.clock), Wording: w.wording})
	var closing, foot []string
	sample := func(try func(invoice.Dress) invoice.Dress) {
		t.Helper()
		pdf, err := drawn.Sample(ctx, w.realm, uuid.Nil, invoice.KindInvoice, "en", func(d invoice.Dress) invoice.Dress {
			d = try(d)
			say := d.Say
			d.Say = func(kind invoice.Kind, locale string, params map[string]string) ([]string, []string) {
				closing, foot = say(kind, locale, params)
				return closing, foot
			}
			return d
		})
		require.NoError(t, err)
		require.Equal(t, "%PDF", string(pdf[:4]))
	}
	text := letters.Text{Body: "Thank you, {{customer}}.\n\nYours, {{brand}}"}
	said := []string{"Thank you, North Haulage.", "Yours, North"}
	worded := wording.Worded{Kind: letters.PaperInvoice, Lang: "en", Text: text}

	lines, err := w.words.Show(ctx, w.realm, worded)
	require.NoError(t, err)
	require.Equal(t, letters.Letter{Text: said[0] + "\n\n" + said[1]}, lines, "of a paper its lines alone are shown")
	_, err = w.words.Show(ctx, w.realm, wording.Worded{Kind: letters.PaperInvoice, Lang: "en", Text: letters.Text{Body: "{{company}}"}})
	require.True(t, errs.Is(err, errs.Invalid), "it is told that there is no company yet")
	_, try, err := w.words.Paper(ctx, w.realm, worded)
	require.NoError(t, err)
	sample(try)
	require.Equal(t, said, closing)

	require.NoError(t, w.words.Save(ctx, w.realm, letters.PaperInvoice, "en", text))
	require.NoError(t, w.words.Save(ctx, w.realm, letters.PaperFoot, "en", letters.Text{Body: "{{brand}} since 2001"}))
	asItIs := func(d invoice.Dress) invoice.Dress { return d }
	sample(asItIs)
	require.Empty(t, closing, "a draft stands on no paper")
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, ""))
	sample(asItIs)
	require.Equal(t, said, closing)
	require.Equal(t, []string{"North since 2001"}, foot)
}
