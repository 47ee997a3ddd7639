package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant/identity"
)

// visit asks a host for a page as a visitor.
func (w *world) visit(host, path string, headers ...string) (*http.Response, string) {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, path, nil)
	r.Host = host
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := w.server.App().Test(r, -1)
	require.NoError(w.t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	require.NoError(w.t, response.Body.Close())
	return response, string(body)
}

func TestABrandsSiteSaysWhatIsItsOwnAndIsGoneWhereItIsSwitchedOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var north *node
	for _, n := range w.nodes {
		if n.name == "north" {
			north = n
		}
	}
	require.NotNil(t, north)
	response, contacts := w.visit(north.host, "/en/contacts")
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Contains(t, contacts, "entity of "+north.canary)
	require.Contains(t, contacts, "hours "+north.canary)
	_, russian := w.visit(north.host, "/ru/contacts")
	require.Contains(t, russian, "часы "+north.canary, "words are of a language")
	require.NotContains(t, russian, "hours "+north.canary)
	require.NotContains(t, contacts, "<script")
	for _, n := range w.nodes {
		if n != north {
			require.NotContains(t, contacts, n.canary)
		}
	}
	tag := response.Header.Get("ETag")
	require.NotEmpty(t, tag)
	again, _ := w.visit(north.host, "/en/contacts", "If-None-Match", tag)
	require.Equal(t, http.StatusNotModified, again.StatusCode)
	for _, path := range []string{"/en", "/ru/tariffs", "/en/documents", "/ru/documents/terms", "/en/help", "/es/contacts", "/pt/tariffs", "/fr/documents", "/sitemap.xml", "/robots.txt"} {
		got, page := w.visit(north.host, path)
		require.Equal(t, http.StatusOK, got.StatusCode, path)
		require.NotContains(t, strings.ToLower(page), "livery", path)
	}

	in := brand.New(w.db, w.tenants, clock.System{})
	studio, err := in.Studio(t.Context(), north.scope)
	require.NoError(t, err)
	content := studio.Published
	content.Dress.Site.Off = true
	require.NoError(t, in.Save(t.Context(), north.scope, content))
	link, err := in.Preview(t.Context(), north.scope)
	require.NoError(t, err)
	got, _ := w.visit(north.host, "/en", "Cookie", "__Host-preview="+link.Preview)
	require.Equal(t, http.StatusNotFound, got.StatusCode, "whoever has the link sees the draft")
	got, _ = w.visit(north.host, "/en")
	require.Equal(t, http.StatusOK, got.StatusCode, "and nobody else")
	require.NoError(t, in.Publish(t.Context(), north.scope, uuid.Nil, ""))
}

func TestAPageBeginsInTheFirstOfTheReadersLanguagesElseInTheBrands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	begins := func(of *node, accept ...string) string {
		response, page := w.visit(of.host, "/", accept...)
		require.Equal(t, http.StatusOK, response.StatusCode)
		_, rest, found := strings.Cut(page, `<html lang="`)
		require.True(t, found, page)
		lang, _, _ := strings.Cut(rest, `"`)
		return lang
	}
	for _, lang := range identity.Locales() {
		require.Equal(t, lang, begins(north, "Accept-Language", lang))
		require.Equal(t, lang, begins(north, "Accept-Language", "ja,"+lang+"-CH;q=0.8,en;q=0.1"), "a region and what is not spoken here do not stand in the way")
	}
	require.Equal(t, "en", begins(north, "Accept-Language", "ja"), "none of the reader's is spoken here")
	require.Equal(t, "en", begins(north), "the brand's")
	business := reseller.New(w.db, clock.System{})
	settings, err := business.Settings(t.Context(), south.scope)
	require.NoError(t, err)
	settings.Locale = "ru"
	require.NoError(t, business.SetSettings(t.Context(), south.scope, settings))
	require.Equal(t, "ru", begins(south, "Accept-Language", "ja"), "the brand's, where the reader's are not spoken here")
}

func TestAPageOfTheSiteIsOnThePrimaryHostWhereverItIsAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	other := "other-" + north.host
	require.NoError(t, w.tenants.GiveHost(t.Context(), north.scope.Tenant(), other, false))
	for path, is := range map[string]string{
		"/en/tariffs":  `<link rel="canonical" href="http://` + north.host + `/en/tariffs">`,
		"/en/help":     `<meta property="og:url" content="http://` + north.host + `/en/help">`,
		"/sitemap.xml": "<loc>http://" + north.host + "/en</loc>",
		"/robots.txt":  "Sitemap: http://" + north.host + "/sitemap.xml",
	} {
		response, page := w.visit(other, path)
		require.Equal(t, http.StatusOK, response.StatusCode, path)
		require.Contains(t, page, is)
		require.NotContains(t, page, other, path)
	}
}

func TestAPersonIsToldOfAProblemInWordsAndAProgramAsBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for lang, title := range map[string]string{"en": "There is nothing here", "ru": "Здесь ничего нет", "es": "Aquí no hay nada", "pt": "Não há nada aqui", "fr": "Il n’y a rien ici"} {
		response, page := w.visit(north.host, "/preview/no-such-link", "Accept", browser, "Accept-Language", lang)
		require.Equal(t, http.StatusNotFound, response.StatusCode)
		require.Equal(t, "text/html; charset=utf-8", response.Header.Get("Content-Type"))
		require.Equal(t, "no-store", response.Header.Get("Cache-Control"))
		require.Contains(t, response.Header.Get("Content-Security-Policy"), "default-src 'none'")
		require.Contains(t, page, "<h1>"+title+"</h1>")
		require.NotContains(t, page, "<script")
		require.NotContains(t, strings.ToLower(page), "livery")
		for _, n := range w.nodes {
			if n.scope.Tenant() != north.scope.Tenant() {
				require.NotContains(t, page, n.canary)
			}
		}
	}
	for path, accept := range map[string]string{"/preview/no-such-link": "*/*", "/api/nothing": browser, "/nothing.js": "application/javascript"} {
		response, body := w.visit(north.host, path, "Accept", accept)
		require.Equal(t, http.StatusNotFound, response.StatusCode, path)
		require.Equal(t, "application/problem+json", response.Header.Get("Content-Type"), path)
		require.NotContains(t, body, "<html", path)
	}
	response, _ := w.visit("nobody.test", "/", "Accept", browser)
	require.Equal(t, "application/problem+json", response.Header.Get("Content-Type"), "where there is no brand nothing has a look")
}
