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
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// AgreedDocuments are documents that apply to one customer by agreement.
type AgreedDocuments interface {
	shown.Agreements

	AgreedWith(ctx context.Context, s db.Scope, customer uuid.UUID, brand, locale string) (legal.AgreedWith, error)
	TextsByAgreement(ctx context.Context, s db.Scope, customer, document uuid.UUID) ([]legal.Text, error)
	Agree(ctx context.Context, s db.Scope, by, customer uuid.UUID, d legal.AgreementDraft) (uuid.UUID, error)
	EndAgreed(ctx context.Context, s db.Scope, customer, document uuid.UUID, from time.Time) error
}

// SignedFile is a signed paper that a document can stand on.
type SignedFile struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Name  string    `json:"name"`
	PutAt time.Time `json:"put_at"`
}

// ReplaceableDocument is a public document that counts where nothing else was agreed on.
type ReplaceableDocument struct {
	ID         uuid.UUID `json:"id" format:"uuid" doc:"Of the version in force"`
	Kind       string    `json:"kind" enum:"terms,privacy,support,sms"`
	Title      string    `json:"title"`
	NoticeDays int       `json:"notice_days" doc:"How many days ahead the end of another instead of it is told at least"`
}

// CustomerAgreed is a document by agreement as its keeper sees it.
type CustomerAgreed struct {
	shown.AgreedDocument

	By          string     `json:"by,omitempty" doc:"Who posted it"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty" doc:"It was taken back before its date"`
}

// CustomerDocuments is what of documents was agreed with a customer, and what can be.
type CustomerDocuments struct {
	Agreement string                `json:"agreement" doc:"Number of the agreement in the contract; empty: there is none, and nothing can be posted"`
	AgreedOn  *string               `json:"agreed_on,omitempty" format:"date"`
	Files     []SignedFile          `json:"files" nullable:"false" doc:"The newest first"`
	Public    []ReplaceableDocument `json:"public" nullable:"false"`
	Documents []CustomerAgreed      `json:"documents" nullable:"false" doc:"Kind by kind, the newest first"`
}

type newAgreed struct {
	Kind        string        `json:"kind" enum:"terms,privacy,support,sms"`
	EffectiveAt *time.Time    `json:"effective_at,omitempty" doc:"Absent: at once"`
	File        uuid.UUID     `json:"file" format:"uuid" doc:"The signed file that it stands on"`
	Texts       []VersionText `json:"texts" minItems:"0" maxItems:"10" nullable:"false" doc:"None: the signed file stands alone"`
}

// AgreedPosted names what was posted.
type AgreedPosted struct {
	ID uuid.UUID `json:"id" format:"uuid"`
}

// ReplacementPath names a document by agreement with a customer.
type ReplacementPath struct {
	CustomerPath

	Replacement uuid.UUID `path:"replacement" format:"uuid"`
}

// RegisterAgreedDocuments hangs in documents by agreement: with customers, and with the level above.
func RegisterAgreedDocuments(d *door.Doors, documents AgreedDocuments) {
	const path = "/api/console/customers/{customer}/agreement/documents"
	door.Handle(d, door.Route{Operation: access.AgreedRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-customer-documents", Summary: "Documents that apply to a customer by agreement, and what they can stand on"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			shown.DocumentLocale
		}) (*door.Body[CustomerDocuments], error) {
			a, err := documents.AgreedWith(ctx, c.Scope, in.Customer, c.Brand.Name, in.Of(c.Brand.Locale))
			return door.Answer(toCustomerDocuments(a)), err
		})
	door.Handle(d, door.Route{Operation: access.AgreedWrite, Area: door.Reselling, Method: http.MethodPost, Path: path,
		ID: "agree-document", Summary: "Put a document by agreement in the place of a public one", Status: http.StatusCreated, MaxBody: 1 << 20,
		Description: "The contract has a number and a day, and there is a signed file. No acceptance is asked for; the owner is told by letter."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body newAgreed
		}) (*door.Body[AgreedPosted], error) {
			draft := legal.AgreementDraft{Kind: in.Body.Kind, File: in.Body.File, Texts: ofTexts(in.Body.Texts)}
			if in.Body.EffectiveAt != nil {
				draft.EffectiveAt = *in.Body.EffectiveAt
			}
			id, err := documents.Agree(ctx, c.Scope, c.User, in.Customer, draft)
			return door.Answer(AgreedPosted{id}), err
		})
	door.Handle(d, door.Route{Operation: access.AgreedRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/{replacement}",
		ID: "get-customer-document-texts", Summary: "The texts of a document by agreement, in all its languages"},
		func(ctx context.Context, c *door.Caller, in *ReplacementPath) (*door.Body[door.Items[KeptText]], error) {
			texts, err := documents.TextsByAgreement(ctx, c.Scope, in.Customer, in.Replacement)
			return door.Listed(keptTexts(texts), ""), err
		})
	door.Handle(d, door.Route{Operation: access.AgreedWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/{replacement}/end",
		ID: "end-agreed-document", Summary: "End a document by agreement: the public one applies again", Status: http.StatusNoContent,
		Description: "No sooner than the notice of a new version allows. One that is not in force yet is taken back at once. The owner is told by letter."},
		func(ctx context.Context, c *door.Caller, in *struct {
			ReplacementPath
			Body struct {
				EndsAt *time.Time `json:"ends_at,omitempty" doc:"Absent: as soon as the notice allows"`
			}
		}) (*door.None, error) {
			var from time.Time
			if in.Body.EndsAt != nil {
				from = *in.Body.EndsAt
			}
			return nil, documents.EndAgreed(ctx, c.Scope, in.Customer, in.Replacement, from)
		})
	shown.RegisterAgreements(d, documents, shown.AgreedSide{Of: tenant.Reseller, Area: door.Reselling, Root: "/api/console/provider/agreed-documents", Prefix: "provider-", Read: access.ProviderRead})
}

func toCustomerDocuments(a legal.AgreedWith) CustomerDocuments {
	out := CustomerDocuments{Agreement: a.Agreement, Files: make([]SignedFile, 0, len(a.Files)), Public: make([]ReplaceableDocument, 0, len(a.Public)),
		Documents: make([]CustomerAgreed, 0, len(a.Documents))}
	if a.AgreedOn != nil {
		out.AgreedOn = new(a.AgreedOn.Format(time.DateOnly))
	}
	for _, f := range a.Files {
		out.Files = append(out.Files, SignedFile{f.ID, f.Name, f.PutAt})
	}
	for _, v := range a.Public {
		out.Public = append(out.Public, ReplaceableDocument{v.ID, v.Kind, v.Title, int(a.Notices[v.Kind] / (24 * time.Hour))})
	}
	for _, one := range a.Documents {
		out.Documents = append(out.Documents, CustomerAgreed{shown.ToAgreedDocument(one), one.By, one.WithdrawnAt})
	}
	return out
}
