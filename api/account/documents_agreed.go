package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Agreements are documents that apply by agreement instead of public ones.
type Agreements interface {
	ByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, locale string) ([]legal.ByAgreement, error)
	ReadByAgreement(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID, locale string) (legal.ByAgreement, legal.Text, error)
	SignedPaper(ctx context.Context, s db.Scope, of tenant.Kind, document uuid.UUID) (name string, content []byte, err error)
}

// RegisterAgreements hangs in the documents that apply to an account by agreement: to be read by its people, and their signed files
// by its owner.
func RegisterAgreements(d *door.Doors, agreements Agreements) {
	const path = "/api/agreed-documents"
	door.Handle(d, door.Route{Operation: access.SelfAgreed, Area: door.Account, Method: http.MethodGet, Path: path,
		ID: "list-agreed-documents", Summary: "Documents that apply to the account by agreement, instead of public ones"},
		func(ctx context.Context, c *door.Caller, in *shown.DocumentLocale) (*door.Body[door.Items[shown.AgreedDocument]], error) {
			list, err := agreements.ByAgreement(ctx, c.Scope, tenant.Account, in.Of(c.Brand.Locale))
			return door.Listed(shown.ToAgreedDocuments(list), ""), err
		})
	door.Handle(d, door.Route{Operation: access.SelfAgreed, Area: door.Account, Method: http.MethodGet, Path: path + "/{agreed}",
		ID: "get-agreed-document", Summary: "A document by agreement with its text"},
		func(ctx context.Context, c *door.Caller, in *struct {
			shown.AgreedPath
			shown.DocumentLocale
		}) (*door.Body[shown.AgreedDocumentText], error) {
			one, text, err := agreements.ReadByAgreement(ctx, c.Scope, tenant.Account, in.Agreed, in.Of(c.Brand.Locale))
			return door.Answer(shown.ToAgreedDocumentText(one, text)), err
		})
	door.Handle(d, door.Route{Operation: access.AgreedPaper, Area: door.Account, Method: http.MethodGet, Path: path + "/{agreed}/file",
		ID: "get-agreed-document-file", Summary: "The signed file that a document by agreement stands on, for the owner"},
		func(ctx context.Context, c *door.Caller, in *shown.AgreedPath) (*door.File, error) {
			name, content, err := agreements.SignedPaper(ctx, c.Scope, tenant.Account, in.Agreed)
			return door.Kept(name, "application/pdf", content, err)
		})
}
