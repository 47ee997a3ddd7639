package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// ProviderDocument is a document of the level above as it stands for the reseller.
type ProviderDocument struct {
	ID          uuid.UUID  `json:"id" format:"uuid" doc:"Of the version"`
	Kind        string     `json:"kind" enum:"terms,privacy,support,sms"`
	Version     int        `json:"version"`
	Title       string     `json:"title"`
	PostedAt    time.Time  `json:"posted_at"`
	EffectiveAt time.Time  `json:"effective_at"`
	Current     bool       `json:"current" doc:"It is in force"`
	AcceptedAt  *time.Time `json:"accepted_at,omitempty"`
	Way         string     `json:"way,omitempty" enum:"signed_up,accepted,used" doc:"used: by using the service after it came in force"`
	Person      string     `json:"person,omitempty" doc:"Who accepted it first"`
}

// ProviderDocumentText is one with its text and what it says otherwise than the one before.
type ProviderDocumentText struct {
	shown.DocumentChanges

	Body string `json:"body" doc:"Paragraphs parted by empty lines; ## begins a heading, - an item of a list"`
}

func registerProviderDocuments(d *door.Doors, documents Documents) {
	const path = "/api/console/provider/documents"
	list := func(ctx context.Context, c *door.Caller, locale string) (*door.Body[door.Items[ProviderDocument]], error) {
		found, err := documents.ProviderDocuments(ctx, c.Scope, locale)
		if err != nil {
			return nil, err
		}
		items := make([]ProviderDocument, 0, len(found))
		for _, a := range found {
			items = append(items, ProviderDocument{ID: a.ID, Kind: a.Kind, Version: a.Number, Title: a.Title, PostedAt: a.PostedAt, EffectiveAt: a.EffectiveAt,
				Current: a.Current, AcceptedAt: a.AcceptedAt, Way: a.Way, Person: a.Person})
		}
		return door.Listed(items, ""), nil
	}
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-provider-documents", Summary: "Documents of the level above: in force, announced, and accepted before"},
		func(ctx context.Context, c *door.Caller, in *shown.DocumentLocale) (*door.Body[door.Items[ProviderDocument]], error) {
			return list(ctx, c, in.Of(c.Brand.Locale))
		})
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/{document}",
		ID: "get-provider-document", Summary: "A document of the level above, and what it changes"},
		func(ctx context.Context, c *door.Caller, in *struct {
			DocumentPath
			shown.DocumentLocale
		}) (*door.Body[ProviderDocumentText], error) {
			text, changes, err := documents.ProviderDocument(ctx, c.Scope, in.Document, in.Of(c.Brand.Locale))
			return door.Answer(ProviderDocumentText{shown.ToDocumentChanges(changes), text.Body}), err
		})
	door.Handle(d, door.Route{Operation: access.ProviderAccept, Area: door.Reselling, Method: http.MethodPost, Path: path + "/acceptance",
		ID: "accept-provider-documents", Summary: "Accept, as the owner, what of the level above is in force", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, documents.Accept(ctx, c.Scope, c.User, legal.Trace{Address: c.Address, Agent: c.Agent})
		})
}
