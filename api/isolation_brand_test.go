package api_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
)

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
	require.NoError(t, in.Publish(ctx, n.scope, uuid.Nil, "note of "+n.canary))
	versions, _, err := in.Versions(ctx, n.scope, 0, 1)
	require.NoError(t, err)
	n.ids["edition"] = versions[0].ID.String()
	content.Dress.Texts["en"]["signIn.lead"] = "draft of " + n.canary
	require.NoError(t, in.Save(ctx, n.scope, content))
	draft, err := in.Preview(ctx, n.scope)
	require.NoError(t, err)
	n.ids["picture"], n.ids["link"] = string(picture.ID), draft.Preview
}
