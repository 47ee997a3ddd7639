package brand_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

type world struct {
	t           *testing.T
	db          *db.DB
	clock       *clock.Set
	tenants     *tenant.Tenants
	studio      *brand.Brands
	words       *brand.Letters
	wording     *wording.Wording
	root, realm db.Scope
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: testdb.New(t), clock: clock.At(time.Now().Truncate(time.Second))}
	w.tenants = tenant.New(w.db)
	w.studio = brand.New(w.db, w.tenants, w.clock)
	book, err := letters.New()
	require.NoError(t, err)
	w.wording = wording.New(w.db, w.tenants, book)
	w.words = w.studio.Letters(w.wording)
	root, err := w.tenants.OpenPlatform(t.Context(), tenant.Opening{Name: "Root"})
	require.NoError(t, err)
	w.root = w.scope(root.ID)
	w.realm = w.open(w.root, "North")
	return w
}

func (w *world) scope(id uuid.UUID) db.Scope {
	s, err := w.tenants.Scope(w.t.Context(), id, id)
	require.NoError(w.t, err)
	return s
}

func (w *world) open(above db.Scope, name string) db.Scope {
	opened, err := w.tenants.Open(w.t.Context(), above, tenant.Opening{Kind: tenant.Reseller, Name: name})
	require.NoError(w.t, err)
	require.NoError(w.t, w.tenants.GiveHost(w.t.Context(), opened.ID, uuid.NewString()+".test", true))
	return w.scope(opened.ID)
}

func (w *world) publish(s db.Scope, c brand.Content) {
	w.t.Helper()
	require.NoError(w.t, w.studio.Save(w.t.Context(), s, c))
	require.NoError(w.t, w.studio.Publish(w.t.Context(), s, uuid.Nil, ""))
}

func drawing(t *testing.T, width, height int, c color.Color) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			picture.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, picture))
	return b.Bytes()
}

func TestADraftIsSeenByNobodyUntilItIsPublishedAndAVersionCanBeBroughtBack(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	host := uuid.NewString() + ".test"
	require.NoError(t, w.tenants.GiveHost(ctx, w.realm.Tenant(), host, false))
	brands := tenant.NewBrands(w.tenants, slog.New(slog.DiscardHandler))
	shown := func() *tenant.Brand {
		brands.Forget()
		got, err := brands.Resolve(ctx, host)
		require.NoError(t, err)
		return got
	}
	before := shown()
	logo, err := w.studio.Upload(ctx, w.realm, themes.LogoLight, drawing(t, 300, 100, color.White))
	require.NoError(t, err)
	wanted := brand.Content{Name: "Northern Lights", Tokens: themes.Tokens{Primary: "#aa0000"}, Locked: []string{"danger", "danger"},
		Dress: themes.Dress{Logos: map[string]themes.Picture{themes.LogoLight: logo.ID},
			Texts: map[string]map[string]string{"ru": {"signIn.title": "Добро пожаловать в {{brand}}"}}}}
	require.NoError(t, w.studio.Save(ctx, w.realm, wanted))
	require.Equal(t, before.Revision, shown().Revision, "a draft changes nothing")
	require.NoError(t, w.studio.Publish(ctx, w.realm, uuid.Nil, "the first"))
	now := shown()
	require.Equal(t, "Northern Lights", now.Name)
	require.NotEqual(t, before.Revision, now.Revision)
	require.JSONEq(t, `{"primary":"#aa0000"}`, string(now.Tokens))
	dress, err := themes.ParseDress(now.Dress)
	require.NoError(t, err)
	require.Equal(t, wanted.Dress, dress)

	versions, more, err := w.studio.Versions(ctx, w.realm, 0, 10)
	require.NoError(t, err)
	require.False(t, more)
	require.Len(t, versions, 2, "what was there before the first publishing can be brought back too")
	require.Equal(t, "the first", versions[0].Note)
	require.NoError(t, w.studio.Restore(ctx, w.realm, uuid.Nil, versions[1].ID))
	require.Equal(t, "North", shown().Name)
	studio, err := w.studio.Studio(ctx, w.realm)
	require.NoError(t, err)
	require.Equal(t, 3, studio.Version)
	require.True(t, errs.Is(w.studio.Publish(ctx, w.realm, uuid.Nil, ""), errs.NotFound), "there is no draft any more")
	require.True(t, errs.Is(w.studio.Restore(ctx, w.root, uuid.Nil, versions[1].ID), errs.NotFound), "another realm's version is none")
}

func TestPublishingIsToldToEveryNodeThatKeepsBrandsInMemory(t *testing.T) {
	t.Parallel()
	w := setup(t)
	host := uuid.NewString() + ".test"
	require.NoError(t, w.tenants.GiveHost(t.Context(), w.realm.Tenant(), host, false))
	brands := tenant.NewBrands(w.tenants, slog.New(slog.DiscardHandler))
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- brands.Watch(ctx) }()
	name := func() string {
		got, err := brands.Resolve(t.Context(), host)
		require.NoError(t, err)
		return got.Name
	}
	require.Equal(t, "North", name())
	w.publish(w.realm, brand.Content{Name: "Renamed"})
	require.Eventually(t, func() bool { return name() == "Renamed" }, time.Minute, 5*time.Millisecond)
	stop()
	<-over
}

func TestALinkShowsTheDraftToWhoeverHasItAndEnds(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	_, err := w.studio.Preview(ctx, w.realm)
	require.True(t, errs.Is(err, errs.NotFound), "there is nothing to look at")
	require.NoError(t, w.studio.Save(ctx, w.realm, brand.Content{Name: "Draft"}))
	link, err := w.studio.Preview(ctx, w.realm)
	require.NoError(t, err)
	seen, err := w.studio.Seen(ctx, w.realm, link.Preview)
	require.NoError(t, err)
	require.Equal(t, "Draft", seen.Name)
	_, err = w.studio.Seen(ctx, w.root, link.Preview)
	require.True(t, errs.Is(err, errs.NotFound), "it is good at its own realm alone")
	again, err := w.studio.Preview(ctx, w.realm)
	require.NoError(t, err)
	_, err = w.studio.Seen(ctx, w.realm, link.Preview)
	require.True(t, errs.Is(err, errs.NotFound), "a new link ends the old one")
	w.clock.Advance(8 * 24 * time.Hour)
	studio, err := w.studio.Studio(ctx, w.realm)
	require.NoError(t, err)
	require.Empty(t, studio.Draft.Preview, "a link that has ended is shown no more")
	require.Nil(t, studio.Draft.PreviewUntil)
	_, err = w.studio.Seen(ctx, w.realm, again.Preview)
	require.True(t, errs.Is(err, errs.NotFound))
}

func TestATokenThatWasLockedAboveCannotBeSetAndTextsAndPicturesAreChecked(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	w.publish(w.root, brand.Content{Name: "Root", Tokens: themes.Tokens{Danger: "#bb0000"}, Locked: []string{"danger"}})
	studio, err := w.studio.Studio(ctx, w.realm)
	require.NoError(t, err)
	require.Equal(t, []string{"danger"}, studio.LockedAbove)
	require.Equal(t, themes.Hex("#bb0000"), studio.Inherited.Danger)
	for _, name := range []string{"Polaris\u202eeteM", "a\u2066b", "a\u2028b", "a\nb"} {
		var wrong *errs.Error
		require.ErrorAs(t, w.studio.Save(ctx, w.realm, brand.Content{Name: name}), &wrong, "%q", name)
		require.Equal(t, "bad_name", wrong.Reason)
	}
	for field, content := range map[string]brand.Content{
		"tokens.danger":                 {Name: "a", Tokens: themes.Tokens{Danger: "#00bb00"}},
		"tokens.primary":                {Name: "a", Tokens: themes.Tokens{Primary: "red"}},
		"name":                          {Name: " "},
		"locked":                        {Name: "a", Locked: []string{"nothing"}},
		"dress.logos.light":             {Name: "a", Dress: themes.Dress{Logos: map[string]themes.Picture{"light": "00000000000000000000000000000000"}}},
		"dress.texts.en":                {Name: "a", Dress: themes.Dress{Texts: map[string]map[string]string{"en": {"shell.title": "x"}}}},
		"dress.texts.en.signIn.title":   {Name: "a", Dress: themes.Dress{Texts: map[string]map[string]string{"en": {"signIn.title": "{{user}}"}}}},
		"dress.site.forum":              {Name: "a", Dress: themes.Dress{Site: themes.Site{Forum: "javascript:alert(1)"}}},
		"dress.view":                    {Name: "a", Dress: themes.Dress{View: &themes.View{Latitude: 91, Zoom: 5}}},
		"dress.maps":                    {Name: "a", Dress: themes.Dress{Maps: []string{"brand", "brand"}}},
		"dress.site.headline.xx-broken": {Name: "a", Dress: themes.Dress{Site: themes.Site{Headline: map[string]string{"en": string(make([]byte, 3))}}}},
	} {
		err := w.studio.Save(ctx, w.realm, content)
		var wrong *errs.Error
		require.ErrorAs(t, err, &wrong, field)
		require.Equal(t, errs.Invalid, wrong.Code, field)
	}
}

func TestAPictureIsWrittenAnewAndWhatIsNoneOrTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	sent := drawing(t, 900, 300, color.NRGBA{R: 0x10, G: 0x20, B: 0x30, A: 0xff})
	got, err := w.studio.Upload(ctx, w.realm, themes.LogoLight, append(sent, []byte("<script>alert(1)</script>")...))
	require.NoError(t, err)
	require.Equal(t, []int{720, 240}, []int{got.Width, got.Height})
	require.Equal(t, "#102030", got.Ink)
	require.NotContains(t, string(got.Content), "script")
	same, err := w.studio.Upload(ctx, w.realm, themes.LogoLight, sent)
	require.NoError(t, err)
	require.Equal(t, got.ID, same.ID)
	icon, err := w.studio.Upload(ctx, w.realm, themes.LogoIcon, sent)
	require.NoError(t, err)
	require.Equal(t, icon.Width, icon.Height)
	_, err = w.studio.Picture(ctx, w.root, got.ID)
	require.True(t, errs.Is(err, errs.NotFound), "another realm's picture is none")

	// A bomb: a small file that says it is enormous.
	bomb := drawing(t, 64, 64, color.Black)
	copy(bomb[16:24], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff})
	for name, file := range map[string][]byte{"bomb": bomb, "svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "nothing": nil,
		"small": drawing(t, 4, 4, color.Black), "long": make([]byte, themes.MaxPictureBytes+1), "torn": sent[:200]} {
		_, err := w.studio.Upload(ctx, w.realm, themes.LogoLight, file)
		require.True(t, errs.Is(err, errs.Invalid), name)
	}
}

func TestWhatTokensComeToLiesOnWhatIsInheritedAndNeedsNoDraft(t *testing.T) {
	t.Parallel()
	w := setup(t)
	below := w.open(w.realm, "Below")
	own := themes.Tokens{Primary: "#0055aa", Accent: "#aa5500"}
	w.publish(w.realm, brand.Content{Name: "North", Tokens: own, Locked: []string{"primary"}})
	wanted := themes.Tokens{Primary: "#00aa55"}
	got, err := w.studio.Derive(t.Context(), below, wanted)
	require.NoError(t, err)
	whole, err := w.studio.Studio(t.Context(), below)
	require.NoError(t, err)
	same, err := themes.Compile(themes.Inherit([]themes.Layer{{Tokens: whole.Inherited, Locked: whole.LockedAbove}, {Tokens: wanted}}))
	require.NoError(t, err)
	require.Equal(t, same, got)
	alone, err := themes.Compile(own)
	require.NoError(t, err)
	require.Equal(t, alone, got, "what is locked above stays as it is")
}
