package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Papers is what one has given to customers in writing, and what one has from one's own provider.
type Papers interface {
	Issued(ctx context.Context, s db.Scope, a papers.Asked, after papers.Place, limit int) (list []papers.Paper, more bool, err error)
	IssuedFile(ctx context.Context, s db.Scope, id uuid.UUID) (papers.File, error)
	Credit(ctx context.Context, s db.Scope, c papers.Crediting) (papers.Paper, error)
	ExportCustomer(ctx context.Context, s db.Scope, customer uuid.UUID, e papers.Export) (papers.Exported, error)
	Received(ctx context.Context, s db.Scope, a papers.Asked, after papers.Place, limit int) (list []papers.Paper, more bool, err error)
	ReceivedFile(ctx context.Context, s db.Scope, id uuid.UUID) (papers.File, error)
	Slip(ctx context.Context, s db.Scope, currency string, amount int64) ([]byte, error)
	ExportOwn(ctx context.Context, s db.Scope, e papers.Export) (papers.Exported, error)
}

// IssuedPaper is a paper that a customer was given.
type IssuedPaper struct {
	shown.Paper

	Customer     uuid.UUID `json:"customer" format:"uuid"`
	CustomerName string    `json:"customer_name"`
}

func toIssued(p papers.Paper) IssuedPaper { return IssuedPaper{shown.ToPaper(p), p.Customer, p.Name} }

// RegisterPapers hangs in papers.
func RegisterPapers(d *door.Doors, list Papers) {
	const path = "/api/console/papers"
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-issued-papers", Summary: "What customers were given in writing, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			shown.PaperKind
			Customer string `query:"customer" maxLength:"36" doc:"Of one customer alone"`
		}) (*door.Body[door.Items[IssuedPaper]], error) {
			asked := in.Asked()
			if in.Customer != "" {
				id, err := uuid.Parse(in.Customer)
				if err != nil {
					return door.Listed[IssuedPaper](nil, ""), nil //nolint:nilerr // nobody is called so: nobody's papers
				}
				asked.Customer = id
			}
			return door.Paged(c, "issued papers "+in.Kind+" "+in.Customer, in.After,
				func(after papers.Place) ([]papers.Paper, bool, error) {
					return list.Issued(ctx, c.Scope, asked, after, in.Limit)
				},
				func(p papers.Paper) (IssuedPaper, papers.Place) {
					return toIssued(p), papers.Place{At: p.IssuedAt, ID: p.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/{paper}",
		ID: "get-issued-paper", Summary: "A paper as a customer was given it, as PDF"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.PaperPath }) (*door.File, error) {
			f, err := list.IssuedFile(ctx, c.Scope, in.Paper)
			return door.PDF(f.Code+".pdf", f.Content, err)
		})
	door.Handle(d, door.Route{Operation: access.PaperWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/{paper}/credit",
		ID: "credit-invoice", Summary: "Give back a part of an invoice, or all of it, with a credit note", Status: http.StatusCreated, Idempotent: true,
		Description: "The sum is in the customer's wallet at once. The invoice stays as it was given out."},
		func(ctx context.Context, c *door.Caller, in *struct {
			shown.PaperPath
			Body struct {
				Amount int64  `json:"amount" minimum:"1" doc:"In minor units, at most what is left of the invoice"`
				Reason string `json:"reason" minLength:"1" maxLength:"300" doc:"Printed on the credit note"`
			}
		}) (*door.Body[IssuedPaper], error) {
			made, err := list.Credit(ctx, c.Scope, papers.Crediting{Invoice: in.Paper, Amount: in.Body.Amount, Reason: in.Body.Reason, By: c.User})
			return door.Answer(toIssued(made)), err
		})
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/entries/file",
		ID: "export-customer-entries", Summary: "Entries of a customer's wallet as a file for other programs"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Customer uuid.UUID `path:"customer" format:"uuid"`
			shown.EntriesAsked
		}) (*door.File, error) {
			e, err := in.Export()
			if err != nil {
				return nil, err
			}
			f, err := list.ExportCustomer(ctx, c.Scope, in.Customer, e)
			return door.Kept(f.Name, f.ContentType, f.Content, err)
		})
	registerProvidersPapers(d, list)
}

// registerProvidersPapers hangs in what one has from one's own provider: for those alone who may know who it is.
func registerProvidersPapers(d *door.Doors, list Papers) {
	const path = "/api/console/provider"
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/papers",
		ID: "list-provider-papers", Summary: "What one's provider has given one in writing, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			shown.PaperKind
		}) (*door.Body[door.Items[shown.Paper]], error) {
			return door.Paged(c, "provider papers "+in.Kind, in.After,
				func(after papers.Place) ([]papers.Paper, bool, error) {
					return list.Received(ctx, c.Scope, in.Asked(), after, in.Limit)
				},
				func(p papers.Paper) (shown.Paper, papers.Place) {
					return shown.ToPaper(p), papers.Place{At: p.IssuedAt, ID: p.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/papers/{paper}",
		ID: "get-provider-paper", Summary: "A paper of one's provider as it was given out, as PDF"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.PaperPath }) (*door.File, error) {
			f, err := list.ReceivedFile(ctx, c.Scope, in.Paper)
			return door.PDF(f.Code+".pdf", f.Content, err)
		})
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/slip",
		ID: "get-provider-slip", Summary: "How to pay one's provider by bank, as PDF"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.SlipAsked }) (*door.File, error) {
			content, err := list.Slip(ctx, c.Scope, in.Currency, in.Amount)
			return door.PDF("slip.pdf", content, err)
		})
	door.Handle(d, door.Route{Operation: access.ProviderRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/entries/file",
		ID: "export-provider-entries", Summary: "Entries of one's own wallet with the provider as a file for other programs"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.EntriesAsked }) (*door.File, error) {
			e, err := in.Export()
			if err != nil {
				return nil, err
			}
			f, err := list.ExportOwn(ctx, c.Scope, e)
			return door.Kept(f.Name, f.ContentType, f.Content, err)
		})
}
