package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes"
)

// offer lets a realm speak these languages, the first to whoever has chosen none.
func (w *world) offer(n *node, languages ...string) error {
	business := reseller.New(w.db, clock.System{})
	settings, err := business.Settings(w.t.Context(), n.scope)
	require.NoError(w.t, err)
	settings.Languages = languages
	if len(languages) > 0 {
		settings.Locale = languages[0]
	}
	return business.SetSettings(w.t.Context(), n.scope, settings)
}

func TestABrandSpeaksTheLanguagesThatItOffersAndNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north, south := w.node("north"), w.node("south")
	require.NoError(t, w.offer(north, "fr", "en"))

	_, page := w.visit(north.host, "/", "Accept-Language", "ru,fr;q=0.5")
	require.Contains(t, page, `<html lang="fr"`)
	require.Contains(t, page, `"languages":["en","fr"]`)
	_, page = w.visit(north.host, "/", "Accept-Language", "ru")
	require.Contains(t, page, `<html lang="fr"`, "what it does not offer is not taken")
	_, page = w.visit(south.host, "/", "Accept-Language", "ru")
	require.Contains(t, page, `<html lang="ru"`, "and nobody else's are fewer for it")

	got, page := w.visit(north.host, "/fr/tariffs")
	require.Equal(t, http.StatusOK, got.StatusCode)
	for _, other := range []string{"ru", "es", "pt"} {
		require.NotContains(t, page, `hreflang="`+other+`"`)
		got, _ = w.visit(north.host, "/"+other+"/tariffs")
		require.Equal(t, http.StatusFound, got.StatusCode)
		require.Equal(t, "/fr/tariffs", got.Header.Get("Location"))
		got, _ = w.visit(north.host, "/"+other+"/documents/terms?version=1")
		require.Equal(t, "/fr/documents/terms?version=1", got.Header.Get("Location"))
		got, _ = w.visit(south.host, "/"+other+"/tariffs")
		require.Equal(t, http.StatusOK, got.StatusCode)
	}
	require.Contains(t, page, `hreflang="x-default" href="http://`+north.host+`/fr/tariffs"`, "whoever speaks none of them is shown the brand's own")
	_, sitemap := w.visit(north.host, "/sitemap.xml")
	require.Contains(t, sitemap, "/fr/tariffs")
	require.NotContains(t, sitemap, "/ru/tariffs")
	_, said := w.visit(north.host, "/api/brand")
	require.Contains(t, said, `"languages":["en","fr"]`)
}

func TestWhoHasChosenALanguageThatIsOfferedNoMoreIsSpokenToInTheBrands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	user := w.owner(north).User
	russian, english := "ru", "en"
	require.NoError(t, w.people.ChangeProfile(t.Context(), north.scope, user, identity.ProfileChange{Locale: &russian}))
	require.NoError(t, w.offer(north, "fr", "en"))
	me := w.ask(door.Route{Method: http.MethodGet, Path: "/api/session"}, north.host, north.token, nil)
	require.Contains(t, me.body, `"locale":"fr"`)
	err := w.people.ChangeProfile(t.Context(), north.scope, user, identity.ProfileChange{Locale: &russian})
	require.ErrorContains(t, err, "en, fr")
	require.NoError(t, w.people.ChangeProfile(t.Context(), north.scope, user, identity.ProfileChange{Locale: &english}))
	require.NoError(t, w.offer(north, identity.Locales()...))
	require.NoError(t, w.people.ChangeProfile(t.Context(), north.scope, user, identity.ProfileChange{Locale: &russian}))
}

func TestARealmOffersAtLeastItsOwnLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	require.Equal(t, identity.Locales(), themes.Languages())
	business := reseller.New(w.db, clock.System{})
	settings, err := business.Settings(t.Context(), north.scope)
	require.NoError(t, err)
	require.Equal(t, identity.Locales(), settings.Languages, "all, where nothing was chosen")
	for said, list := range map[string][]string{"at least one": {}, "is not offered": {"en", "ja"}, "must be among": {"ru"}} {
		wrong := settings
		wrong.Languages = list
		err := business.SetSettings(t.Context(), north.scope, wrong)
		require.True(t, errs.Is(err, errs.Invalid), "%v: %v", list, err)
		require.ErrorContains(t, err, said)
	}
	settings.Languages = []string{"ru", "en", "ru"}
	require.NoError(t, business.SetSettings(t.Context(), north.scope, settings))
	settings, err = business.Settings(t.Context(), north.scope)
	require.NoError(t, err)
	require.Equal(t, []string{"en", "ru"}, settings.Languages, "each once, in our order")
}

func TestWhatIsKeptOfAHostFollowsItsLanguages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	north := w.node("north")
	brands := tenant.NewBrands(w.tenants, slog.New(slog.DiscardHandler))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- brands.Watch(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	follows := func(offered string, own string) {
		t.Helper()
		require.Eventually(t, func() bool {
			brand, err := brands.Resolve(ctx, north.host)
			return err == nil && strings.Join(brand.Offered(), " ") == offered && brand.Speak() == own
		}, 10*time.Second, 10*time.Millisecond)
	}
	follows("en ru es pt fr", "en")
	require.NoError(t, w.offer(north, "fr", "en"))
	follows("en fr", "fr")
	// By now the notices are heard: what follows is told by nothing else.
	require.NoError(t, w.offer(north, "en", "fr"))
	follows("en fr", "en")
	require.NoError(t, w.offer(north, identity.Locales()...))
	follows("en ru es pt fr", "en")
}
