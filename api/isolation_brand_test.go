package api_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

// wording is what realms of the world say in their own words.
func (w *world) wording() *wording.Wording {
	book, err := letters.New()
	require.NoError(w.t, err)
	return wording.New(w.db, w.tenants, book)
}

func (w *world) words() *brand.Letters {
	return brand.New(w.db, w.tenants, clock.System{}).Letters(w.wording())
}

// wear has a realm publish a brand with a picture and a text, and leaves a draft with a link beside it.
func (w *world) wear(n *node) {
	n.ids["edition"], n.ids["picture"], n.ids["link"] = uuid.NewString(), uuid.NewString(), uuid.NewString()
	if n.scope.Kind() == tenant.Account {
		return
	}
	ctx, t := w.t.Context(), w.t
	in := brand.New(w.db, w.tenants, clock.System{})
	drawn := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for x, letter := range []byte(n.canary) { // nobody else's
		drawn.Set(x%64, x/64, color.NRGBA{R: letter, A: 0xff})
	}
	var file bytes.Buffer
	require.NoError(t, png.Encode(&file, drawn))
	picture, err := in.Upload(ctx, n.scope, themes.LogoLight, file.Bytes())
	require.NoError(t, err)
	studio, err := in.Studio(ctx, n.scope)
	require.NoError(t, err)
	content := studio.Published
	content.Dress = themes.Dress{Logos: map[string]themes.Picture{themes.LogoLight: picture.ID},
		Texts: map[string]map[string]string{"en": {"signIn.title": "welcome of " + n.canary}}, Site: themes.Site{About: map[string]string{"en": "about " + n.canary}}}
	require.NoError(t, in.Save(ctx, n.scope, content))
	// A letter that names nobody is handed down; one with the realm's name is not.
	require.NoError(t, w.words().Save(ctx, n.scope, "restored", "en", letters.Text{Subject: "Back at {{brand}}", Body: "Letters of brand " + n.canary}))
	require.NoError(t, w.words().Save(ctx, n.scope, letters.PaperFoot, "en", letters.Text{Body: "Papers of brand " + n.canary}))
	require.NoError(t, in.Publish(ctx, n.scope, uuid.Nil, "note of "+n.canary))
	versions, _, err := in.Versions(ctx, n.scope, 0, 1)
	require.NoError(t, err)
	n.ids["edition"] = versions[0].ID.String()
	require.NoError(t, w.words().Save(ctx, n.scope, "closed", "en", letters.Text{Subject: "Closed", Body: "{{until}} draft of " + n.canary}))
	content.Dress.Texts["en"]["signIn.lead"] = "draft of " + n.canary
	require.NoError(t, in.Save(ctx, n.scope, content))
	draft, err := in.Preview(ctx, n.scope)
	require.NoError(t, err)
	n.ids["picture"], n.ids["link"] = string(picture.ID), draft.Preview
}
