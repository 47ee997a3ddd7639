package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// Booked is what came of a booking by hand.
type Booked struct {
	Transaction uuid.UUID `json:"transaction" format:"uuid"`
}

func registerBookings(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.BookWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/customers/{customer}/entries",
		ID: "book-by-hand", Summary: "Give a bonus, or correct a balance", Status: http.StatusCreated, Idempotent: true,
		Description: "What was blocked for want of money and can be paid now is served again at once."},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body struct {
				Kind     string `json:"kind" enum:"bonus,correction"`
				Currency string `json:"currency" minLength:"3" maxLength:"3"`
				Amount   int64  `json:"amount" doc:"In minor units; a correction may be below zero"`
				Reason   string `json:"reason" minLength:"1" maxLength:"500" doc:"The customer reads it too"`
			}
		}) (*door.Body[Booked], error) {
			id, err := b.Book(ctx, c.Scope, books.Booking{Customer: in.Customer, Kind: ledger.Kind(in.Body.Kind), Currency: in.Body.Currency, Amount: in.Body.Amount,
				Reason: in.Body.Reason, By: c.User})
			return door.Answer(Booked{id}), err
		})
	door.Handle(d, door.Route{Operation: access.BookWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/transactions/{transaction}/reversal",
		ID: "reverse-transaction", Summary: "Write the opposite of a transaction", Status: http.StatusCreated, Idempotent: true,
		Description: "Once each. Money that came in goes back by a refund instead."},
		func(ctx context.Context, c *door.Caller, in *struct {
			TransactionPath
			Body struct {
				Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"The customer reads it too"`
			}
		}) (*door.Body[Booked], error) {
			id, err := b.Reverse(ctx, c.Scope, in.Transaction, c.User, in.Body.Reason)
			return door.Answer(Booked{id}), err
		})
	door.Handle(d, door.Route{Operation: access.BookWrite, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/customers/{customer}/credit",
		ID: "give-credit", Summary: "Say how far a customer's wallet may fall below zero", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body struct {
				Currency string `json:"currency" minLength:"3" maxLength:"3"`
				Credit   int64  `json:"credit" minimum:"0" doc:"In minor units; 0: none, all is paid in advance"`
				Reason   string `json:"reason" minLength:"1" maxLength:"500" doc:"For the audit"`
			}
		}) (*door.None, error) {
			return nil, b.Credit(ctx, c.Scope, in.Customer, in.Body.Currency, in.Body.Credit, in.Body.Reason)
		})
}

// AgreementFile is a signed file of an agreement.
type AgreementFile struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Name   string    `json:"name"`
	Size   int       `json:"size" doc:"In bytes"`
	SHA256 []byte    `json:"sha256"`
	By     string    `json:"by,omitempty"`
	PutAt  time.Time `json:"put_at"`
}

func toFile(f books.File) AgreementFile {
	return AgreementFile{f.ID, f.Name, f.Size, f.SHA256, f.ByName, f.PutAt}
}

func registerFiles(d *door.Doors, b Books) {
	const path = "/api/console/customers/{customer}/agreement/files"
	door.Handle(d, door.Route{Operation: access.AgreementRead, Area: door.Reselling, Method: http.MethodGet, Path: path, ID: "list-agreement-files",
		Summary: "Signed files of what was agreed with a customer"},
		func(ctx context.Context, c *door.Caller, in *CustomerPath) (*door.Body[door.Items[AgreementFile]], error) {
			list, err := b.Files(ctx, c.Scope, in.Customer)
			items := make([]AgreementFile, 0, len(list))
			for _, f := range list {
				items = append(items, toFile(f))
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, door.Route{Operation: access.AgreementWrite, Area: door.Reselling, Method: http.MethodPost, Path: path, ID: "put-agreement-file",
		Summary: "Keep a signed file, a PDF of 2.5 MB at most", Description: "It stays as it is; another one is put beside it.", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Body struct {
				Name string `json:"name" minLength:"1" maxLength:"200"`
				File []byte `json:"file" doc:"Base64"`
			}
		}) (*door.Body[AgreementFile], error) {
			f, err := b.PutFile(ctx, c.Scope, in.Customer, c.User, in.Body.Name, in.Body.File)
			return door.Answer(toFile(f)), err
		})
	door.Handle(d, door.Route{Operation: access.AgreementRead, Area: door.Reselling, Method: http.MethodGet, Path: path + "/{paper}", ID: "get-agreement-file",
		Summary: "A signed file itself"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath

			Paper uuid.UUID `path:"paper" format:"uuid"`
		}) (*door.File, error) {
			f, content, err := b.File(ctx, c.Scope, in.Customer, in.Paper)
			return door.Kept(f.Name, "application/pdf", content, err)
		})
}
