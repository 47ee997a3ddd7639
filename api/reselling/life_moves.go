package reselling

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/access"
)

// CustomerMove is the body of POST /api/console/moves.
type CustomerMove struct {
	Customer uuid.UUID `json:"customer" format:"uuid"`
	To       uuid.UUID `json:"to" format:"uuid" doc:"The reseller it will belong to, or oneself"`
	Rest     *MoveRest `json:"rest,omitempty" doc:"Where what is left in its wallet goes; it needs the right to send what is left in wallets to bank accounts"`
}

// MoveRest is where what is left goes when a customer moves away.
type MoveRest struct {
	Recipient   string           `json:"recipient" minLength:"1" maxLength:"200"`
	BankAccount string           `json:"bank_account" minLength:"1" maxLength:"60"`
	Bank        string           `json:"bank,omitempty" maxLength:"200"`
	Commission  map[string]int64 `json:"commission,omitempty" doc:"By currency, in minor units: at most what is left"`
}

// MovedCustomer tells the new account number.
type MovedCustomer struct {
	Number string `json:"number"`
}

// MoveTried is the body of POST /api/console/moves/preview.
type MoveTried struct {
	Customer uuid.UUID `json:"customer" format:"uuid"`
	To       uuid.UUID `json:"to" format:"uuid" doc:"The reseller it would belong to, or oneself"`
}

// MovePreview is what a move comes to in the book that is left.
type MovePreview struct {
	Connected   int          `json:"connected" doc:"How many objects' plans end; in the new book they begin on the free plan"`
	Wallets     []MoveWallet `json:"wallets" nullable:"false"`
	Refunding   bool         `json:"refunding,omitempty" doc:"A refund to a card is under way: nobody moves before it is over"`
	PaymentOpen bool         `json:"payment_open,omitempty" doc:"A payment page can still be paid in: nobody moves before it is closed"`
}

// MoveWallet is a wallet of whoever moves, in minor units: left = balance + returned − debited.
type MoveWallet struct {
	Currency string `json:"currency"`
	Balance  int64  `json:"balance" doc:"What is in it now"`
	Returned int64  `json:"returned" doc:"What plans give back of paid periods that are cut short"`
	Debited  int64  `json:"debited" doc:"What is owed until now"`
	Left     int64  `json:"left" doc:"Above zero: to be paid out; below: owed, and nobody moves before that is paid"`
}

func registerMoves(d *door.Doors, lives Lives) {
	const path = "/api/console/moves"
	door.Handle(d, door.Route{Operation: access.CustomerMove, Area: door.Reselling, Method: http.MethodPost, Path: path + "/preview",
		ID: "preview-move", Summary: "What a move would come to; nothing is done"},
		func(ctx context.Context, c *door.Caller, in *struct{ Body MoveTried }) (*door.Body[MovePreview], error) {
			p, err := lives.PreviewMove(ctx, c.Scope, in.Body.Customer, in.Body.To)
			wallets := make([]MoveWallet, 0, len(p.Wallets))
			for _, w := range p.Wallets {
				wallets = append(wallets, MoveWallet{w.Currency, w.Before, w.Returned, w.Debited(), w.Left})
			}
			return door.Answer(MovePreview{p.Connected, wallets, p.Refunding, p.Page}), err
		})
	door.Handle(d, door.Route{Operation: access.CustomerMove, Area: door.Reselling, Method: http.MethodPost, Path: path,
		ID: "move-customer", Summary: "Hang a tenant below another, both below oneself", Idempotent: true,
		Description: "With all below it, under a new account number. Plans end and give back what they give back; what is left in the wallet is paid out as said. " +
			"Refused where logins of its people are taken in the new brand, each is told, and while money is between it and the provider that it leaves."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body CustomerMove }) (*door.Body[MovedCustomer], error) {
			var rest topup.Rest
			if r := in.Body.Rest; r != nil {
				if !c.May(access.PayoutWrite) {
					return nil, errs.New(errs.Forbidden, "forbidden", "Something is left in the wallet. Have it moved by somebody who may send that to a bank account.")
				}
				rest = topup.Rest{Destination: topup.Destination{Recipient: r.Recipient, BankAccount: r.BankAccount, Bank: r.Bank}, Commission: r.Commission, By: c.User}
			}
			number, err := lives.Move(ctx, c.Scope, in.Body.Customer, in.Body.To, rest)
			if err != nil {
				return nil, err
			}
			return door.Answer(MovedCustomer{number}), nil
		})
}
