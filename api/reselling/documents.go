package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// Documents keeps what a realm publishes.
type Documents interface {
	Versions(ctx context.Context, realm uuid.UUID, brand, locale string) ([]legal.Version, error)
	Notices(ctx context.Context, s db.Scope) (map[legal.Kind]time.Duration, error)
	AcceptedBy(ctx context.Context, s db.Scope) (map[uuid.UUID]int, error)
	Fingerprints(ctx context.Context, s db.Scope) (map[uuid.UUID]string, error)
	Texts(ctx context.Context, realm, version uuid.UUID) ([]legal.Text, error)
	ChangesOf(ctx context.Context, realm, version uuid.UUID, locale string) (legal.Changes, error)
	Variables(ctx context.Context, s db.Scope) ([]legal.Variable, error)
	Preview(ctx context.Context, s db.Scope, texts []legal.Text) (legal.Preview, error)
	Post(ctx context.Context, s db.Scope, brand string, d legal.Draft) (legal.Version, error)
	Withdraw(ctx context.Context, s db.Scope, version uuid.UUID) error
	Proofs(ctx context.Context, s db.Scope, query legal.ProofQuery) ([]legal.Proof, *legal.ProofAfter, error)
	ProofsFile(ctx context.Context, s db.Scope, query legal.ProofQuery, format string) ([]byte, error)
	ProviderDocuments(ctx context.Context, s db.Scope, locale string) ([]legal.Agreed, error)
	ProviderDocument(ctx context.Context, s db.Scope, version uuid.UUID, locale string) (legal.Document, legal.Changes, error)
	Accept(ctx context.Context, s db.Scope, user uuid.UUID, from legal.Trace) error
}

// DocumentVersion is one version of a document.
type DocumentVersion struct {
	ID          uuid.UUID  `json:"id" format:"uuid"`
	Version     int        `json:"version"`
	Title       string     `json:"title"`
	PostedAt    time.Time  `json:"posted_at"`
	EffectiveAt time.Time  `json:"effective_at"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty" doc:"It was taken back before its date, and never comes in force"`
	Locales     []string   `json:"locales" nullable:"false"`
	Current     bool       `json:"current"`
	Starter     bool       `json:"starter" doc:"A starter text that nobody of the brand has written"`
	Accepted    int        `json:"accepted" doc:"Of how many customers somebody has accepted it"`
	Fingerprint string     `json:"fingerprint" doc:"SHA-256 of what it says in all its languages"`
}

// DocumentHistory is all versions of a kind.
type DocumentHistory struct {
	Kind       string            `json:"kind" enum:"terms,privacy,support,sms"`
	NoticeDays int               `json:"notice_days" doc:"How many days ahead a new version is posted at least: none while nobody is bound, twice as many where resellers are"`
	Versions   []DocumentVersion `json:"versions" nullable:"false" doc:"The newest first"`
}

// VersionText is the text of a version in a language.
type VersionText struct {
	Locale string `json:"locale" enum:"en,ru,es,pt,fr"`
	Title  string `json:"title" minLength:"1" maxLength:"200"`
	Body   string `json:"body" minLength:"1" maxLength:"100000" doc:"Paragraphs parted by empty lines; ## begins a heading, - an item of a list; {{variables}} are filled when it is posted"`
}

// KeptText is a text with what was written before its places were filled.
type KeptText struct {
	VersionText

	Template string `json:"template" doc:"The body as it was written"`
}

// DocumentVariable is a place in a text that is filled from what the brand says of itself.
type DocumentVariable struct {
	Name   string `json:"name" doc:"Written as {{name}}"`
	Source string `json:"source" enum:"brand,entity,domain,support" doc:"Where its value is kept"`
	Field  string `json:"field"`
	Value  string `json:"value" doc:"Empty: it is missing"`
}

// DocumentPath names a version.
type DocumentPath struct {
	Document uuid.UUID `path:"document" format:"uuid" doc:"Of the version"`
}

// RegisterDocuments hangs in the documents that the caller's realm publishes, and those it accepts.
func RegisterDocuments(d *door.Doors, documents Documents) {
	door.Handle(d, door.Route{Operation: access.DocumentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/documents",
		ID: "list-document-histories", Summary: "Documents of the brand with all their versions"},
		func(ctx context.Context, c *door.Caller, in *shown.DocumentLocale) (*door.Body[door.Items[DocumentHistory]], error) {
			list, err := documents.Versions(ctx, c.Scope.Tenant(), c.Brand.Name, in.Of(c.Brand.Locale))
			if err != nil {
				return nil, err
			}
			about := aboutVersions{now: d.Clock.Now()}
			if about.notices, err = documents.Notices(ctx, c.Scope); err != nil {
				return nil, err
			}
			if about.accepted, err = documents.AcceptedBy(ctx, c.Scope); err != nil {
				return nil, err
			}
			about.prints, err = documents.Fingerprints(ctx, c.Scope)
			return door.Listed(about.histories(list), ""), err
		})
	door.Handle(d, door.Route{Operation: access.DocumentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/documents/{document}",
		ID: "get-document-texts", Summary: "The texts of a version, in all its languages"},
		func(ctx context.Context, c *door.Caller, in *DocumentPath) (*door.Body[door.Items[KeptText]], error) {
			texts, err := documents.Texts(ctx, c.Scope.Tenant(), in.Document)
			if err != nil {
				return nil, err
			}
			return door.Listed(keptTexts(texts), ""), nil
		})
	door.Handle(d, door.Route{Operation: access.DocumentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/documents/{document}/changes",
		ID: "get-document-changes", Summary: "What a version says otherwise than the one before"},
		func(ctx context.Context, c *door.Caller, in *struct {
			DocumentPath
			shown.DocumentLocale
		}) (*door.Body[shown.DocumentChanges], error) {
			changes, err := documents.ChangesOf(ctx, c.Scope.Tenant(), in.Document, in.Of(c.Brand.Locale))
			return door.Answer(shown.ToDocumentChanges(changes)), err
		})
	registerPosting(d, documents)
	registerProofs(d, documents)
	registerProviderDocuments(d, documents)
}

// aboutVersions is what is told of versions besides what they are.
type aboutVersions struct {
	now      time.Time
	notices  map[legal.Kind]time.Duration
	accepted map[uuid.UUID]int
	prints   map[uuid.UUID]string
}

func (a aboutVersions) histories(list []legal.Version) []DocumentHistory {
	all := []DocumentHistory{}
	for _, kind := range legal.Kinds() {
		h := DocumentHistory{Kind: kind, NoticeDays: int(a.notices[kind] / (24 * time.Hour)), Versions: []DocumentVersion{}}
		found := false
		for _, v := range list {
			if v.Kind != kind {
				continue
			}
			current := !found && !v.EffectiveAt.After(a.now) && v.WithdrawnAt == nil
			found = found || current
			shown := toVersion(v, current)
			shown.Accepted, shown.Fingerprint = a.accepted[v.ID], a.prints[v.ID]
			h.Versions = append(h.Versions, shown)
		}
		all = append(all, h)
	}
	return all
}

func toVersion(v legal.Version, current bool) DocumentVersion {
	return DocumentVersion{ID: v.ID, Version: v.Number, Title: v.Title, PostedAt: v.PostedAt, EffectiveAt: v.EffectiveAt, WithdrawnAt: v.WithdrawnAt,
		Locales: v.Locales, Current: current, Starter: v.Starter}
}

func keptTexts(texts []legal.Text) []KeptText {
	items := make([]KeptText, 0, len(texts))
	for _, t := range texts {
		items = append(items, KeptText{VersionText{t.Locale, t.Title, t.Body}, t.Template})
	}
	return items
}

func ofTexts(texts []VersionText) []legal.Text {
	list := make([]legal.Text, 0, len(texts))
	for _, t := range texts {
		list = append(list, legal.Text{Locale: t.Locale, Title: t.Title, Body: t.Body})
	}
	return list
}

func toVariables(list []legal.Variable) []DocumentVariable {
	items := make([]DocumentVariable, 0, len(list))
	for _, v := range list {
		items = append(items, DocumentVariable(v))
	}
	return items
}
