package letters

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/themes"
)

func TestEveryLetterIsThereInEveryLanguageWithTheSamePlaces(t *testing.T) {
	t.Parallel()
	all, err := readWords()
	require.NoError(t, err)
	first := all[Languages()[0]]
	place := regexp.MustCompile(`\{[a-z_]+\}`)
	places := func(w words) []string {
		found := place.FindAllString(strings.Join(append([]string{w.Subject, w.Title, w.Button}, append(w.Lines, w.After...)...), " "), -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	require.Equal(t, []string{"en", "ru", "es", "pt", "fr"}, Languages())
	for name, l := range all {
		require.Contains(t, l.Greeting, "{name}", name)
		require.Contains(t, l.Footer, "{brand}", name)
		require.NotEmpty(t, l.GreetingNobody, name)
		require.Contains(t, l.FooterOutside, "{tenant}", name)
		require.Contains(t, l.Stop, "{tenant}", name)
		require.NotEmpty(t, l.Link, name)
		require.Len(t, l.Letters, len(first.Letters), name)
		for template, w := range first.Letters {
			other, ok := l.Letters[template]
			require.True(t, ok, "%s in %s", template, name)
			require.Equal(t, places(w), places(other), "%s in %s", template, name)
			require.NotEmpty(t, other.Subject)
			require.NotEmpty(t, other.Title)
			require.NotEmpty(t, other.Lines)
			require.NotEmpty(t, other.Button)
			require.Len(t, other.Lines, len(w.Lines), "%s in %s", template, name)
			require.Len(t, other.After, len(w.After), "%s in %s", template, name)
		}
	}
}

func TestEveryLetterIsAboutSomethingAndNothingElseIs(t *testing.T) {
	t.Parallel()
	all := book(t)
	for _, name := range all.Names() {
		kind, _ := all.Kind(name)
		require.Equal(t, kind.Group == GroupLetter, kind.Topic != "", "%s is in no part of the list of letters: say what it is about in topics", name)
	}
}

func TestALettersTopicIsToldByWholeWordsAndTheLongestBeginning(t *testing.T) {
	t.Parallel()
	all := map[string]Topic{"price": AboutMoney, "price_list": AboutDocuments, "code": AboutSecurity}
	for range 20 { // whatever order the map comes in
		require.Equal(t, AboutDocuments, topicIn(all, "price_list_sent"))
		require.Equal(t, AboutDocuments, topicIn(all, "price_list"))
		require.Equal(t, AboutMoney, topicIn(all, "price_listed"))
		require.Empty(t, topicIn(all, "prices_sent"))
		require.Equal(t, AboutSecurity, topicIn(all, "code_used"))
		require.Empty(t, topicIn(all, ""))
	}
}

func TestADayInALetterIsWrittenAsTheReaderDoesAndWhatSomebodyTypedIsNot(t *testing.T) {
	t.Parallel()
	params := map[string]string{"until": "2026-03-09", "tenant": "2026-03-09", "from": "soon"}
	for lang, want := range map[string]string{"en": "9 March 2026", "ru": "09.03.2026", "es": "09/03/2026", "pt": "09/03/2026", "fr": "09/03/2026"} {
		require.Equal(t, map[string]string{"until": want, "tenant": "2026-03-09", "from": "soon"}, dated(lang, params), lang)
	}
	require.Equal(t, "2026-03-09", params["until"], "the outbox's own values stay")
	money := map[string]string{"sum": "-12.50 EUR", "most": "500 JPY", "price": "0.12345 EUR", "tenant": "12.50 EUR", "card": "Visa •••• 4242"}
	require.Equal(t, money, dated("en", money))
	require.Equal(t, map[string]string{"sum": "-12,50 EUR", "most": "500 JPY", "price": "0,12345 EUR", "tenant": "12.50 EUR", "card": "Visa •••• 4242"}, dated("fr", money))
	for _, lang := range Languages() {
		require.NotEmpty(t, days()[lang], lang)
	}
}

// A letter has one text for every number: what is counted stands before it, not after it in a form that fits one number only.
func TestNoNumberStandsBeforeANounThatHasNoFormForIt(t *testing.T) {
	t.Parallel()
	counted := regexp.MustCompile(`\{(?:days|objects|times|count|failures|trackers|people)\}\s*\p{L}`)
	for _, lang := range themes.Languages() {
		content, err := os.ReadFile("words/" + lang + ".json")
		require.NoError(t, err)
		require.Empty(t, counted.FindAllString(string(content), -1), lang)
	}
}
