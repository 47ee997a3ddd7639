package translation_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/support/translation"
)

// served is a loopback DeepL that answers with a status and a body, and tells what it was asked.
func served(t *testing.T, status int, body string) (a translation.Account, asked func() (*http.Request, string)) {
	t.Helper()
	var last *http.Request
	var said string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		read, _ := io.ReadAll(r.Body)
		last, said = r.Clone(t.Context()), string(read)
		if status == http.StatusFound {
			w.Header().Set("Location", "/elsewhere")
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return translation.Account{URL: s.URL + "/", Key: "a key"}, func() (*http.Request, string) { return last, said }
}

func trouble(t *testing.T, err error) string {
	t.Helper()
	var is *translation.Trouble
	require.ErrorAs(t, err, &is)
	require.NotContains(t, err.Error(), "a key")
	require.NotContains(t, err.Error(), "Hello")
	return is.Problem
}

func TestNothingButTheTextAndTheLanguageIsSent(t *testing.T) {
	t.Parallel()
	a, asked := served(t, http.StatusOK, `{"translations": [{"detected_source_language": "EN", "text": "Olá <b>\nadeus"}]}`)
	got, err := translation.NewDeepL(true).Translate(t.Context(), a, "Hello <b>\nbye", "pt")
	require.NoError(t, err)
	require.Equal(t, translation.Translated{Text: "Olá <b>\nadeus", From: "en"}, got)
	r, body := asked()
	require.Equal(t, "POST /v2/translate", r.Method+" "+r.URL.Path)
	require.Equal(t, "DeepL-Auth-Key a key", r.Header.Get("Authorization"))
	var sent map[string]any
	require.NoError(t, json.Unmarshal([]byte(body), &sent))
	require.Equal(t, map[string]any{"text": []any{"Hello <b>\nbye"}, "target_lang": "PT-BR"}, sent)
}

func TestWhatTheServiceAnswersInsteadOfATranslationHasAName(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]string{
		http.StatusForbidden: translation.Key, 456: translation.Quota, http.StatusTooManyRequests: translation.Busy, 529: translation.Busy,
		http.StatusRequestEntityTooLarge: translation.TooLong, http.StatusInternalServerError: translation.Connection, http.StatusBadRequest: translation.Refused,
	} {
		a, _ := served(t, status, `{"message": "Hello"}`)
		_, err := translation.NewDeepL(true).Translate(t.Context(), a, "Hello", "ru")
		require.Equal(t, want, trouble(t, err), status)
	}
	for _, body := range []string{"<html>", `{}`, `{"translations": []}`, `{"translations": [{"text": ""}]}`} {
		a, _ := served(t, http.StatusOK, body)
		_, err := translation.NewDeepL(true).Translate(t.Context(), a, "Hello", "ru")
		require.Equal(t, translation.Refused, trouble(t, err), body)
	}
}

func TestARedirectIsNotFollowedAndAKeyGoesNowhereElse(t *testing.T) {
	t.Parallel()
	a, asked := served(t, http.StatusFound, "")
	_, err := translation.NewDeepL(true).Translate(t.Context(), a, "Hello", "ru")
	require.Equal(t, translation.Refused, trouble(t, err))
	r, _ := asked()
	require.Equal(t, "/v2/translate", r.URL.Path)
}

func TestAMachineOfThisHouseIsNotCalledUnlessTheInstallationAllowsIt(t *testing.T) {
	t.Parallel()
	a, asked := served(t, http.StatusOK, `{}`)
	d := translation.NewDeepL(false)
	_, err := d.Translate(t.Context(), a, "Hello", "ru")
	require.Equal(t, translation.Private, trouble(t, err))
	r, _ := asked()
	require.Nil(t, r)
	require.ErrorIs(t, d.Check(a.URL), outward.ErrInside)
	require.ErrorIs(t, d.Check("http://translate.example"), outward.ErrPlain)
	require.ErrorIs(t, d.Check("https://translate.example/?a=b"), translation.ErrURL)
	require.NoError(t, d.Check("https://translate.example/proxy"))
	require.NoError(t, d.Check(""))
}

func TestATextThatIsTooLongIsNotSent(t *testing.T) {
	t.Parallel()
	a, asked := served(t, http.StatusOK, `{}`)
	_, err := translation.NewDeepL(true).Translate(t.Context(), a, strings.Repeat("я", translation.Longest+1), "en")
	require.Equal(t, translation.TooLong, trouble(t, err))
	r, _ := asked()
	require.Nil(t, r)
	// The longest one fits into what the service takes, in any alphabet.
	a, asked = served(t, http.StatusOK, `{"translations": [{"detected_source_language": "ZH-HANS", "text": "x"}]}`)
	got, err := translation.NewDeepL(true).Translate(t.Context(), a, strings.Repeat("𠀀", translation.Longest), "en")
	require.NoError(t, err)
	require.Equal(t, "zh", got.From)
	_, body := asked()
	require.Less(t, len(body), 128<<10)
}

func TestTheQuotaIsWhatIsLeftFirst(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]translation.Usage{
		`{"character_count": 180118, "character_limit": 500000}`:                                                                  {Used: 180118, Limit: 500000},
		`{"character_count": 5, "character_limit": 1000000000000}`:                                                                {Used: 5},
		`{"character_count": 0, "character_limit": 0}`:                                                                            {},
		`{"character_count": 9, "character_limit": 1000000000000, "api_key_character_count": 4, "api_key_character_limit": 100}`:  {Used: 4, Limit: 100},
		`{"character_count": 950, "character_limit": 1000, "api_key_character_count": 4, "api_key_character_limit": 1000}`:        {Used: 950, Limit: 1000},
		`{"character_count": 9, "character_limit": 1000, "api_key_character_count": 4, "api_key_character_limit": 1000000000000}`: {Used: 9, Limit: 1000},
	} {
		a, asked := served(t, http.StatusOK, body)
		got, err := translation.NewDeepL(true).Usage(t.Context(), a)
		require.NoError(t, err)
		require.Equal(t, want, got, body)
		r, _ := asked()
		require.Equal(t, "GET /v2/usage", r.Method+" "+r.URL.Path)
	}
	a, _ := served(t, http.StatusOK, `{"hello": true}`)
	_, err := translation.NewDeepL(true).Usage(t.Context(), a)
	require.Equal(t, translation.Refused, trouble(t, err))
}
