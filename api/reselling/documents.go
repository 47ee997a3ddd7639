package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// Documents keeps what a realm publishes.
type Documents interface {
	Versions(ctx context.Context, realm uuid.UUID, brand, locale string) ([]legal.Version, error)
	Texts(ctx context.Context, realm, version uuid.UUID) ([]legal.Text, error)
	Post(ctx context.Context, s db.Scope, brand string, d legal.Draft) (legal.Version, error)
}

// DocumentVersion is one version of a document.
type DocumentVersion struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Version     int       `json:"version"`
	Title       string    `json:"title"`
	PostedAt    time.Time `json:"posted_at"`
	EffectiveAt time.Time `json:"effective_at"`
	Locales     []string  `json:"locales" nullable:"false"`
	Current     bool      `json:"current"`
	Starter     bool      `json:"starter" doc:"A starter text that nobody of the brand has written"`
}

// DocumentHistory is all versions of a kind.
type DocumentHistory struct {
	Kind       string            `json:"kind" enum:"terms,privacy,support,sms"`
	NoticeDays int               `json:"notice_days" doc:"How many days ahead a new version is posted at least"`
	Versions   []DocumentVersion `json:"versions" nullable:"false" doc:"The newest first"`
}

// VersionText is the text of a version in a language.
type VersionText struct {
	Locale string `json:"locale" enum:"en,ru,es,pt,fr"`
	Title  string `json:"title" minLength:"1" maxLength:"200"`
	Body   string `json:"body" minLength:"1" maxLength:"100000" doc:"Paragraphs parted by empty lines; ## begins a heading, - an item of a list"`
}

// RegisterDocuments hangs in the documents that the caller's realm publishes.
func RegisterDocuments(d *door.Doors, documents Documents) {
	door.Handle(d, door.Route{Operation: access.DocumentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/documents",
		ID: "list-document-histories", Summary: "Documents of the brand with all their versions"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Locale string `query:"locale" enum:"en,ru,es,pt,fr" doc:"Of titles. Absent: the brand's"`
		}) (*door.Body[door.Items[DocumentHistory]], error) {
			locale := in.Locale
			if locale == "" {
				locale = c.Brand.Locale
			}
			list, err := documents.Versions(ctx, c.Scope.Tenant(), c.Brand.Name, locale)
			if err != nil {
				return nil, err
			}
			return door.Listed(histories(list, d.Clock.Now()), ""), nil
		})
	door.Handle(d, door.Route{Operation: access.DocumentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/documents/{document}",
		ID: "get-document-texts", Summary: "The texts of a version, in all its languages"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Document uuid.UUID `path:"document" format:"uuid" doc:"Of the version"`
		}) (*door.Body[door.Items[VersionText]], error) {
			texts, err := documents.Texts(ctx, c.Scope.Tenant(), in.Document)
			if err != nil {
				return nil, err
			}
			items := make([]VersionText, 0, len(texts))
			for _, t := range texts {
				items = append(items, VersionText(t))
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, door.Route{Operation: access.DocumentPost, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/documents",
		ID: "post-document", Summary: "Post a new version", Status: http.StatusCreated, MaxBody: 1 << 20,
		Description: "It is shown as announced at once, and takes the place of the present one on its date."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Kind        string        `json:"kind" enum:"terms,privacy,support,sms"`
				EffectiveAt time.Time     `json:"effective_at" doc:"No sooner than the notice of the kind allows"`
				Texts       []VersionText `json:"texts" minItems:"1" maxItems:"10"`
			}
		}) (*door.Body[DocumentVersion], error) {
			draft := legal.Draft{Kind: in.Body.Kind, EffectiveAt: in.Body.EffectiveAt}
			for _, t := range in.Body.Texts {
				draft.Texts = append(draft.Texts, legal.Text(t))
			}
			v, err := documents.Post(ctx, c.Scope, c.Brand.Name, draft)
			return door.Answer(toVersion(v, false)), err
		})
}

func histories(list []legal.Version, now time.Time) []DocumentHistory {
	all := []DocumentHistory{}
	for _, kind := range legal.Kinds() {
		h := DocumentHistory{Kind: kind, NoticeDays: int(legal.Notice(kind) / (24 * time.Hour)), Versions: []DocumentVersion{}}
		found := false
		for _, v := range list {
			if v.Kind != kind {
				continue
			}
			current := !found && !v.EffectiveAt.After(now)
			found = found || current
			h.Versions = append(h.Versions, toVersion(v, current))
		}
		all = append(all, h)
	}
	return all
}

func toVersion(v legal.Version, current bool) DocumentVersion {
	return DocumentVersion{ID: v.ID, Version: v.Number, Title: v.Title, PostedAt: v.PostedAt, EffectiveAt: v.EffectiveAt, Locales: v.Locales, Current: current, Starter: v.Starter}
}
