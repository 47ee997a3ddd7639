package shown

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Agreements are documents that apply by agreement instead of public ones, as whom they bind reads them.
type Agreements interface {
	ByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, locale string) ([]legal.ByAgreement, error)
	ReadByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID, locale string) (legal.ByAgreement, legal.Text, error)
	SignedPaper(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID) (name string, content []byte, err error)
}

// AgreedSide is where whom they bind reads them: in an account, or under Provider.
type AgreedSide struct {
	// Of is the kind of tenant that reads its own there.
	Of   tenant.Kind
	Area door.Area
	Root string
	// Prefix of the names of its routes.
	Prefix string
	Read   access.Operation
}

// RegisterAgreements hangs in the documents that apply by agreement: to be read, and their signed files by the owner.
func RegisterAgreements(d *door.Doors, agreements Agreements, k AgreedSide) {
	door.Handle(d, door.Route{Operation: k.Read, Area: k.Area, Method: http.MethodGet, Path: k.Root,
		ID: "list-" + k.Prefix + "agreed-documents", Summary: "Documents that apply by agreement, instead of public ones"},
		func(ctx context.Context, c *door.Caller, in *DocumentLocale) (*door.Body[door.Items[AgreedDocument]], error) {
			list, err := agreements.ByAgreement(ctx, c.Scope, k.Of, in.Of(c.Brand.Locale))
			return door.Listed(ToAgreedDocuments(list), ""), err
		})
	door.Handle(d, door.Route{Operation: k.Read, Area: k.Area, Method: http.MethodGet, Path: k.Root + "/{agreed}",
		ID: "get-" + k.Prefix + "agreed-document", Summary: "A document by agreement with its text"},
		func(ctx context.Context, c *door.Caller, in *struct {
			AgreedPath
			DocumentLocale
		}) (*door.Body[AgreedDocumentText], error) {
			one, text, err := agreements.ReadByAgreement(ctx, c.Scope, k.Of, in.Agreed, in.Of(c.Brand.Locale))
			return door.Answer(ToAgreedDocumentText(one, text)), err
		})
	door.Handle(d, door.Route{Operation: access.AgreedPaper, Area: k.Area, Method: http.MethodGet, Path: k.Root + "/{agreed}/file",
		ID: "get-" + k.Prefix + "agreed-document-file", Summary: "The signed file that a document by agreement stands on, for the owner"},
		func(ctx context.Context, c *door.Caller, in *AgreedPath) (*door.File, error) {
			name, content, err := agreements.SignedPaper(ctx, c.Scope, k.Of, in.Agreed)
			return door.Kept(name, "application/pdf", content, err)
		})
}

// AgreedDocument is a document that applies by agreement instead of the public one of its kind.
type AgreedDocument struct {
	ID              uuid.UUID  `json:"id" format:"uuid"`
	Kind            string     `json:"kind" enum:"terms,privacy,support,sms"`
	Version         int        `json:"version"`
	Title           string     `json:"title" doc:"Of its text, or of the public document where the signed file stands alone"`
	Locales         []string   `json:"locales" nullable:"false" doc:"Of its text; empty: the signed file stands alone"`
	Agreement       string     `json:"agreement" doc:"Number of the agreement"`
	AgreedOn        string     `json:"agreed_on" format:"date"`
	FileName        string     `json:"file_name" doc:"The signed file, which prevails over the text"`
	FileFingerprint string     `json:"file_fingerprint" doc:"SHA-256 of the signed file"`
	Fingerprint     string     `json:"fingerprint,omitempty" doc:"SHA-256 of what the text says in all its languages"`
	PostedAt        time.Time  `json:"posted_at"`
	EffectiveAt     time.Time  `json:"effective_at"`
	EndsAt          *time.Time `json:"ends_at,omitempty" doc:"From when the public document applies again"`
	State           string     `json:"state" enum:"in_force,announced,followed,ended,withdrawn"`
}

// ToAgreedDocument shows one.
func ToAgreedDocument(a legal.ByAgreement) AgreedDocument {
	return AgreedDocument{ID: a.ID, Kind: a.Kind, Version: a.Number, Title: a.Title, Locales: a.Locales, Agreement: a.Agreement, AgreedOn: a.AgreedOn.Format(time.DateOnly),
		FileName: a.File.Name, FileFingerprint: a.File.SHA256, Fingerprint: a.Fingerprint, PostedAt: a.PostedAt, EffectiveAt: a.EffectiveAt, EndsAt: a.EndsAt, State: a.State}
}

// ToAgreedDocuments shows several.
func ToAgreedDocuments(list []legal.ByAgreement) []AgreedDocument {
	items := make([]AgreedDocument, 0, len(list))
	for _, a := range list {
		items = append(items, ToAgreedDocument(a))
	}
	return items
}

// AgreedDocumentText is one with its text.
type AgreedDocumentText struct {
	AgreedDocument

	Locale string `json:"locale" doc:"Of the text; empty: there is none"`
	Body   string `json:"body" doc:"Paragraphs parted by empty lines; ## begins a heading, - an item of a list. Empty: the signed file stands alone"`
}

// ToAgreedDocumentText shows one with its text.
func ToAgreedDocumentText(a legal.ByAgreement, text legal.Text) AgreedDocumentText {
	out := AgreedDocumentText{ToAgreedDocument(a), text.Locale, text.Body}
	if text.Title != "" {
		out.Title = text.Title
	}
	return out
}

// AgreedPath names a document by agreement.
type AgreedPath struct {
	Agreed uuid.UUID `path:"agreed" format:"uuid"`
}
