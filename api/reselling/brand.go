package reselling

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/themes"
)

// Looks is the studio of a realm.
type Looks interface {
	Studio(ctx context.Context, s db.Scope) (brand.Studio, error)
	Derive(ctx context.Context, s db.Scope, tokens themes.Tokens) (themes.Theme, error)
	Save(ctx context.Context, s db.Scope, c brand.Content) error
	Discard(ctx context.Context, s db.Scope) error
	Preview(ctx context.Context, s db.Scope) (brand.Draft, error)
	Publish(ctx context.Context, s db.Scope, by uuid.UUID, note string) error
	Restore(ctx context.Context, s db.Scope, by, version uuid.UUID) error
	Versions(ctx context.Context, s db.Scope, below, limit int) ([]brand.Version, bool, error)
	Upload(ctx context.Context, s db.Scope, kind string, file []byte) (brand.Picture, error)
	Pictures(ctx context.Context, s db.Scope) ([]brand.Picture, error)
}

// BrandContent is all that a realm says of its brand.
type BrandContent struct {
	Name   string            `json:"name" maxLength:"200"`
	Tokens map[string]string `json:"tokens" doc:"By name; one that is not there is inherited" maxProperties:"40"`
	Locked []string          `json:"locked" nullable:"false" maxItems:"40" doc:"Tokens that realms below cannot change"`
	Dress  BrandDress        `json:"dress"`
}

// BrandDress is what a brand shows beside its tokens.
type BrandDress struct {
	Logos map[string]string            `json:"logos,omitempty" doc:"Pictures by what they are for: light, dark, icon, maskable, document, backdrop" maxProperties:"10"`
	Texts map[string]map[string]string `json:"texts,omitempty" doc:"By language and key, in place of ours" maxProperties:"10"`
	Maps  []string                     `json:"maps,omitempty" maxItems:"10" doc:"Maps people can choose from, the first one first; none: all"`
	View  *BrandView                   `json:"view,omitempty"`
	Site  BrandSite                    `json:"site,omitzero"`
}

// BrandView is where the map begins.
type BrandView struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Zoom      float64 `json:"zoom"`
}

// BrandSite is what the public site says of itself.
type BrandSite struct {
	Off      bool              `json:"off,omitempty" doc:"There is none"`
	Front    bool              `json:"front,omitempty" doc:"Whoever comes to the bare address without having signed in sees its first page"`
	Headline map[string]string `json:"headline,omitempty" maxProperties:"10"`
	Lead     map[string]string `json:"lead,omitempty" maxProperties:"10" doc:"Below the headline"`
	Action   map[string]string `json:"action,omitempty" maxProperties:"10" doc:"On the button that leads to signing up"`
	About    map[string]string `json:"about,omitempty" maxProperties:"10"`
	Help     map[string]string `json:"help,omitempty" maxProperties:"10"`
	Contact  map[string]string `json:"contact,omitempty" maxProperties:"10" doc:"A note on the page of contacts"`
	Foot     map[string]string `json:"foot,omitempty" maxProperties:"10" doc:"A line below every page"`
	Forum    string            `json:"forum,omitempty" maxLength:"300"`
}

// BrandPicture is an image as it was encoded.
type BrandPicture struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Ink    string `json:"ink" doc:"The mean colour of what is not transparent"`
}

// BrandStudio is what one works at.
type BrandStudio struct {
	Published   BrandContent      `json:"published"`
	Version     int               `json:"version" doc:"In force; 0: it was never published from here"`
	Draft       *BrandContent     `json:"draft,omitempty"`
	ChangedAt   *time.Time        `json:"changed_at,omitempty"`
	Preview     string            `json:"preview,omitempty" doc:"Address of the link to the draft, on any host of the brand"`
	PreviewTo   *time.Time        `json:"preview_until,omitempty"`
	Inherited   map[string]string `json:"inherited" doc:"Tokens in force where none is set here"`
	LockedAbove []string          `json:"locked_above" nullable:"false" doc:"Tokens that cannot be set here"`
	Pictures    []BrandPicture    `json:"pictures" nullable:"false"`
	Choices     []BrandChoice     `json:"choices" nullable:"false"`
	TextKeys    []string          `json:"text_keys" nullable:"false" doc:"Texts that can be said in one's own words"`
	Maps        []string          `json:"maps" nullable:"false" doc:"Maps there are"`
}

// BrandChoice is what a token may be; of a colour it names nothing.
type BrandChoice struct {
	Token  string   `json:"token"`
	Values []string `json:"values" nullable:"false"`
}

// BrandShade is a derived colour.
type BrandShade struct {
	Name string `json:"name"`
	Hex  string `json:"hex"`
}

// BrandContrast is a colour on its ground.
type BrandContrast struct {
	Ink      string  `json:"ink"`
	Ground   string  `json:"ground"`
	Contrast float64 `json:"contrast"`
	Least    float64 `json:"least" doc:"What WCAG 2.2 AA asks for there"`
}

// BrandPalette is what tokens come to in one scheme.
type BrandPalette struct {
	Shades []BrandShade    `json:"shades" nullable:"false"`
	Pairs  []BrandContrast `json:"pairs" nullable:"false"`
}

// BrandDerived is what tokens come to.
type BrandDerived struct {
	Light BrandPalette `json:"light"`
	Dark  BrandPalette `json:"dark"`
}

// BrandVersion is a brand as it was published.
type BrandVersion struct {
	ID          uuid.UUID    `json:"id" format:"uuid"`
	Number      int          `json:"number"`
	Content     BrandContent `json:"content"`
	PublishedAt time.Time    `json:"published_at"`
	By          string       `json:"by,omitempty"`
	Note        string       `json:"note,omitempty"`
	Restored    int          `json:"restored,omitempty" doc:"The version that was brought back"`
}

// RegisterBrand hangs in the studio.
func RegisterBrand(d *door.Doors, looks Looks, maps []string) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/brand" + path, ID: id, Summary: summary}
	}
	studio := func(ctx context.Context, c *door.Caller, err error) (*door.Body[BrandStudio], error) {
		if err != nil {
			return nil, err
		}
		got, err := looks.Studio(ctx, c.Scope)
		if err != nil {
			return nil, err
		}
		pictures, err := looks.Pictures(ctx, c.Scope)
		return door.Answer(toStudio(got, pictures, maps)), err
	}
	door.Handle(d, route(access.BrandRead, http.MethodGet, "", "get-brand-studio", "The brand as it was published, its draft, and what it inherits"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[BrandStudio], error) {
			return studio(ctx, c, nil)
		})
	save := route(access.BrandWrite, http.MethodPut, "/draft", "save-brand-draft", "Keep a draft, in place of the one there was")
	save.MaxBody = 256 << 10
	door.Handle(d, save, func(ctx context.Context, c *door.Caller, in *struct{ Body BrandContent }) (*door.Body[BrandStudio], error) {
		content, err := in.Body.content()
		if err != nil {
			return nil, err
		}
		return studio(ctx, c, looks.Save(ctx, c.Scope, content))
	})
	door.Handle(d, route(access.BrandWrite, http.MethodDelete, "/draft", "discard-brand-draft", "Throw the draft away"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[BrandStudio], error) {
			return studio(ctx, c, looks.Discard(ctx, c.Scope))
		})
	door.Handle(d, route(access.BrandWrite, http.MethodPost, "/draft/preview", "preview-brand-draft", "Make a link to the draft, good for a week"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[BrandStudio], error) {
			_, err := looks.Preview(ctx, c.Scope)
			return studio(ctx, c, err)
		})
	door.Handle(d, route(access.BrandWrite, http.MethodPost, "/publish", "publish-brand", "Put the draft in force"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Note string `json:"note,omitempty" maxLength:"400"`
			}
		}) (*door.Body[BrandStudio], error) {
			return studio(ctx, c, looks.Publish(ctx, c.Scope, c.User, in.Body.Note))
		})
	door.Handle(d, route(access.BrandRead, http.MethodGet, "/derived", "derive-brand", "What tokens come to, with the contrast of every colour on its ground"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Tokens string `query:"tokens" maxLength:"2000" doc:"A JSON object of tokens by name"`
		}) (*door.Body[BrandDerived], error) {
			tokens, err := themes.Parse([]byte(cmp.Or(in.Tokens, "{}")))
			if err != nil {
				return nil, errs.Field("tokens", "bad_brand_value", err.Error())
			}
			theme, err := looks.Derive(ctx, c.Scope, tokens)
			return door.Answer(BrandDerived{toPalette(theme.Light), toPalette(theme.Dark)}), err
		})
	upload := route(access.BrandWrite, http.MethodPost, "/pictures", "upload-brand-picture", "Send a picture; it is decoded and written anew")
	upload.Description = "PNG, JPEG or WebP, up to 2 MB and 9 million pixels. SVG is not taken."
	upload.Status, upload.MaxBody = http.StatusCreated, themes.MaxPictureBytes+1
	door.Handle(d, upload, func(ctx context.Context, c *door.Caller, in *struct {
		Kind    string `query:"kind" required:"true" enum:"light,dark,icon,maskable,document,backdrop" doc:"What it is for"`
		RawBody []byte `contentType:"application/octet-stream"`
	}) (*door.Body[BrandPicture], error) {
		picture, err := looks.Upload(ctx, c.Scope, in.Kind, in.RawBody)
		return door.Answer(toPicture(picture)), err
	})
	door.Handle(d, route(access.BrandRead, http.MethodGet, "/versions", "list-brand-versions", "What was published, the newest first"),
		func(ctx context.Context, c *door.Caller, in *door.Page) (*door.Body[door.Items[BrandVersion]], error) {
			return door.Paged(c, "brand versions", in.After,
				func(below int) ([]brand.Version, bool, error) {
					return looks.Versions(ctx, c.Scope, below, min(in.Limit, 100))
				},
				func(v brand.Version) (BrandVersion, int) {
					return BrandVersion{v.ID, v.Number, toContent(v.Content), v.PublishedAt, v.By, v.Note, v.Restored}, v.Number
				})
		})
	door.Handle(d, route(access.BrandWrite, http.MethodPost, "/versions/{edition}/restore", "restore-brand", "Put what was published before in force again"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Edition uuid.UUID `path:"edition" format:"uuid"`
		}) (*door.Body[BrandStudio], error) {
			return studio(ctx, c, looks.Restore(ctx, c.Scope, c.User, in.Edition))
		})
}

func tokensOf(said map[string]string) (themes.Tokens, error) {
	tokens, err := themes.FromMap(said)
	if err != nil {
		return tokens, errs.Field("tokens", "bad_brand_value", err.Error())
	}
	return tokens, nil
}

func (b BrandContent) content() (brand.Content, error) {
	tokens, err := tokensOf(b.Tokens)
	if err != nil {
		return brand.Content{}, err
	}
	dress := themes.Dress{Texts: b.Dress.Texts, Maps: b.Dress.Maps, Site: themes.Site(b.Dress.Site)}
	for kind, id := range b.Dress.Logos {
		if dress.Logos == nil {
			dress.Logos = map[string]themes.Picture{}
		}
		dress.Logos[kind] = themes.Picture(id)
	}
	if v := b.Dress.View; v != nil {
		dress.View = new(themes.View(*v))
	}
	return brand.Content{Name: b.Name, Tokens: tokens, Locked: b.Locked, Dress: dress}, nil
}

func toContent(c brand.Content) BrandContent {
	dress := BrandDress{Texts: c.Dress.Texts, Maps: c.Dress.Maps, Site: BrandSite(c.Dress.Site)}
	for kind, id := range c.Dress.Logos {
		if dress.Logos == nil {
			dress.Logos = map[string]string{}
		}
		dress.Logos[kind] = string(id)
	}
	if v := c.Dress.View; v != nil {
		dress.View = new(BrandView(*v))
	}
	return BrandContent{Name: c.Name, Tokens: c.Tokens.Values(), Locked: append([]string{}, c.Locked...), Dress: dress}
}

func toPicture(p brand.Picture) BrandPicture {
	return BrandPicture{string(p.ID), "/brand/" + string(p.ID), p.Width, p.Height, p.Ink}
}

func toStudio(s brand.Studio, pictures []brand.Picture, maps []string) BrandStudio {
	shown := BrandStudio{Published: toContent(s.Published), Version: s.Version, Inherited: s.Inherited.Values(), LockedAbove: append([]string{}, s.LockedAbove...),
		Pictures: []BrandPicture{}, TextKeys: themes.TextKeys(), Maps: maps}
	for _, p := range pictures {
		shown.Pictures = append(shown.Pictures, toPicture(p))
	}
	for _, name := range themes.Names() {
		shown.Choices = append(shown.Choices, BrandChoice{name, append([]string{}, themes.Choices(name)...)})
	}
	if s.Draft != nil {
		shown.Draft, shown.ChangedAt = new(toContent(s.Draft.Content)), &s.Draft.ChangedAt
		if s.Draft.Preview != "" {
			shown.Preview, shown.PreviewTo = "/preview/"+s.Draft.Preview, s.Draft.PreviewUntil
		}
	}
	return shown
}

func toPalette(p themes.Palette) BrandPalette {
	shown := BrandPalette{Shades: []BrandShade{}, Pairs: []BrandContrast{}}
	for _, s := range p.Shades() {
		shown.Shades = append(shown.Shades, BrandShade(s))
	}
	for _, pair := range p.Pairs() {
		shown.Pairs = append(shown.Pairs, BrandContrast{pair.Ink, pair.Ground, themes.Contrast(p.Hex(pair.Ink), p.Hex(pair.Ground)), pair.Least})
	}
	return shown
}
