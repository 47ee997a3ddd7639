package shown

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/legal"
)

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
