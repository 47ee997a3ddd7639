package account

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// Papers is what one has from one's provider in writing.
type Papers interface {
	Received(ctx context.Context, s db.Scope, a papers.Asked, after papers.Place, limit int) (list []papers.Paper, more bool, err error)
	ReceivedFile(ctx context.Context, s db.Scope, id uuid.UUID) (papers.File, error)
	Slip(ctx context.Context, s db.Scope, currency string, amount int64) ([]byte, error)
	ExportOwn(ctx context.Context, s db.Scope, e papers.Export) (papers.Exported, error)
}

// ofAnAccount refuses tenants whose provider only some of their people may know: they read its papers under Provider.
func ofAnAccount(c *door.Caller) error {
	if c.Scope.Kind() != tenant.Account {
		return errs.New(errs.Forbidden, "under_provider", "What your provider gave you is under Provider.")
	}
	return nil
}

// RegisterPapers hangs in an account's papers.
func RegisterPapers(d *door.Doors, list Papers) {
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/papers",
		ID: "list-papers", Summary: "Statements, invoices and receipts of one's own account, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			shown.PaperKind
		}) (*door.Body[door.Items[shown.Paper]], error) {
			if err := ofAnAccount(c); err != nil {
				return nil, err
			}
			return door.Paged(c, "papers "+in.Kind, in.After,
				func(after papers.Place) ([]papers.Paper, bool, error) {
					return list.Received(ctx, c.Scope, in.Asked(), after, in.Limit)
				},
				func(p papers.Paper) (shown.Paper, papers.Place) {
					return shown.ToPaper(p), papers.Place{At: p.IssuedAt, ID: p.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/papers/{paper}",
		ID: "get-paper", Summary: "A paper as it was given out, as PDF"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.PaperPath }) (*door.File, error) {
			if ofAnAccount(c) != nil {
				return nil, errs.Missing() // as for any paper that is not theirs to read here
			}
			f, err := list.ReceivedFile(ctx, c.Scope, in.Paper)
			return door.PDF(f.Code+".pdf", f.Content, err)
		})
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/slip",
		ID: "get-slip", Summary: "How to pay in by bank: purpose line, account number and a code for banking apps, as PDF"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.SlipAsked }) (*door.File, error) {
			if err := ofAnAccount(c); err != nil {
				return nil, err
			}
			content, err := list.Slip(ctx, c.Scope, in.Currency, in.Amount)
			return door.PDF("slip.pdf", content, err)
		})
	door.Handle(d, door.Route{Operation: access.PaperRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/entries/file",
		ID: "export-entries", Summary: "Entries of one's own wallet as a file for other programs"},
		func(ctx context.Context, c *door.Caller, in *struct{ shown.EntriesAsked }) (*door.File, error) {
			if err := ofAnAccount(c); err != nil {
				return nil, err
			}
			e, err := in.Export()
			if err != nil {
				return nil, err
			}
			f, err := list.ExportOwn(ctx, c.Scope, e)
			return door.Kept(f.Name, f.ContentType, f.Content, err)
		})
}
