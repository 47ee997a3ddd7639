package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// DocumentStarter is our own text of a kind, with the places in it.
type DocumentStarter struct {
	Texts     []VersionText      `json:"texts" nullable:"false"`
	Variables []DocumentVariable `json:"variables" nullable:"false" doc:"All there are, with their values now"`
}

// DocumentPreview is texts as they would be posted.
type DocumentPreview struct {
	Texts   []VersionText      `json:"texts" nullable:"false" doc:"Filled; what is missing stands as it was written"`
	Missing []DocumentVariable `json:"missing" nullable:"false" doc:"Used and without a value: nothing can be posted until they have one"`
	Unknown []string           `json:"unknown" nullable:"false" doc:"Between double braces, and no variable"`
}

func registerPosting(d *door.Doors, documents Documents) {
	door.Handle(d, door.Route{Operation: access.DocumentPreview, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/document-starters/{kind}",
		ID: "get-document-starter", Summary: "A starter text in all languages, and what its places are filled with"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Kind string `path:"kind" enum:"terms,privacy,support,sms"`
		}) (*door.Body[DocumentStarter], error) {
			texts, err := legal.Starter(in.Kind)
			if err != nil {
				return nil, err
			}
			variables, err := documents.Variables(ctx, c.Scope)
			return door.Answer(DocumentStarter{toTexts(texts), toVariables(variables)}), err
		})
	door.Handle(d, door.Route{Operation: access.DocumentPreview, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/document-preview",
		ID: "preview-document", Summary: "Texts as they would be posted, with the brand's own particulars", MaxBody: 1 << 20},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Texts []VersionText `json:"texts" minItems:"1" maxItems:"5"`
			}
		}) (*door.Body[DocumentPreview], error) {
			p, err := documents.Preview(ctx, c.Scope, ofTexts(in.Body.Texts))
			if err != nil {
				return nil, err
			}
			unknown := p.Unknown
			if unknown == nil {
				unknown = []string{}
			}
			return door.Answer(DocumentPreview{toTexts(p.Texts), toVariables(p.Missing), unknown}), nil
		})
	door.Handle(d, door.Route{Operation: access.DocumentPost, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/documents",
		ID: "post-document", Summary: "Post a new version", Status: http.StatusCreated, MaxBody: 1 << 20,
		Description: "It is shown as announced at once, owners of accounts are told by letter, and it takes the place of the present one on its date."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Kind        string        `json:"kind" enum:"terms,privacy,support,sms"`
				EffectiveAt time.Time     `json:"effective_at" doc:"No sooner than the notice allows, and not before the date of a version that is announced"`
				Texts       []VersionText `json:"texts" minItems:"1" maxItems:"10"`
			}
		}) (*door.Body[DocumentVersion], error) {
			v, err := documents.Post(ctx, c.Scope, c.Brand.Name, legal.Draft{Kind: in.Body.Kind, EffectiveAt: in.Body.EffectiveAt, Texts: ofTexts(in.Body.Texts)})
			return door.Answer(toVersion(v, false)), err
		})
	door.Handle(d, door.Route{Operation: access.DocumentPost, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/documents/{document}/withdrawal",
		ID: "withdraw-document", Summary: "Take an announced version back", Status: http.StatusNoContent,
		Description: "Until its date. Whoever was written to is told."},
		func(ctx context.Context, c *door.Caller, in *DocumentPath) (*door.None, error) {
			return nil, documents.Withdraw(ctx, c.Scope, in.Document)
		})
}

func toTexts(texts []legal.Text) []VersionText {
	items := make([]VersionText, 0, len(texts))
	for _, t := range texts {
		items = append(items, VersionText{t.Locale, t.Title, t.Body})
	}
	return items
}
