package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/tenant/access"
)

// Payout is what was left in a customer's wallet, on its way to a bank account.
type Payout struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Customer    uuid.UUID `json:"customer" format:"uuid"`
	Name        string    `json:"name"`
	Currency    string    `json:"currency"`
	Amount      int64     `json:"amount" doc:"In minor units, less the commission"`
	Commission  int64     `json:"commission"`
	Recipient   string    `json:"recipient"`
	BankAccount string    `json:"bank_account"`
	Bank        string    `json:"bank"`
	Sent        bool      `json:"sent"`
	CreatedAt   time.Time `json:"created_at"`

	Undone   string     `json:"undone,omitempty" enum:"cancelled,returned" doc:"The money is in the wallet again: it was never sent, or the bank sent it back"`
	UndoneAt *time.Time `json:"undone_at,omitempty"`
}

// PayoutPath names a payout.
type PayoutPath struct {
	Payout uuid.UUID `path:"payout" format:"uuid"`
}

// PayoutRequest is what is left in the wallet of a customer that has ended the agreement, or moved to another provider.
type PayoutRequest struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Customer    uuid.UUID `json:"customer" format:"uuid"`
	Name        string    `json:"name"`
	Number      string    `json:"number"`
	Currency    string    `json:"currency"`
	Left        int64     `json:"left" doc:"In minor units; below zero: owed"`
	Recipient   string    `json:"recipient"`
	BankAccount string    `json:"bank_account" doc:"Empty: it has not said where it wants it"`
	Bank        string    `json:"bank"`
	AskedAt     time.Time `json:"asked_at"`
}

// registerGivingBack hangs in what customers want back.
func registerGivingBack(d *door.Doors, payments Payments) {
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/payouts/asked",
		ID: "list-payout-requests", Summary: "What customers that have left still have, and where they want it"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[PayoutRequest]], error) {
			list, err := payments.Requests(ctx, c.Scope)
			items := make([]PayoutRequest, 0, len(list))
			for _, r := range list {
				items = append(items, PayoutRequest{r.ID, r.Customer, r.Name, r.Number, r.Currency, r.Left, r.Recipient, r.BankAccount, r.Bank, r.AskedAt})
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, door.Route{Operation: access.PayoutWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/payments/{payment}/refund",
		ID: "refund-payment", Summary: "Give a payment by card back to that card, or a part of it", Status: http.StatusNoContent, Idempotent: true,
		Description: "It is taken out of the customer's wallet, which must hold it: what is spent is not given back."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Payment uuid.UUID `path:"payment" format:"uuid"`
			Body    struct {
				Amount int64 `json:"amount" minimum:"1" doc:"In minor units, at most what is left of the payment"`
			}
		}) (*door.None, error) {
			return nil, payments.Refund(ctx, c.Scope, topup.Refunding{Topup: in.Payment, Amount: in.Body.Amount, By: c.User})
		})
}

func registerPayouts(d *door.Doors, payments Payments) {
	const path = "/api/console/payouts"
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-payouts", Summary: "What was left in wallets and is sent to bank accounts, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ door.Page }) (*door.Body[door.Items[Payout]], error) {
			return door.Paged(c, "payouts", in.After,
				func(after topup.Place) ([]topup.Payout, bool, error) {
					return payments.Payouts(ctx, c.Scope, after, in.Limit)
				},
				func(p topup.Payout) (Payout, topup.Place) { return Payout(p), topup.Place{At: p.CreatedAt, ID: p.ID} })
		})
	door.Handle(d, door.Route{Operation: access.PayoutWrite, Area: door.Reselling, Method: http.MethodPost, Path: path, ID: "begin-payout",
		Summary: "Take what is left out of a customer's wallet, less a commission", Status: http.StatusCreated, Idempotent: true,
		Description: "What is owed already is debited first. From then on the money is owed to the customer, until it is noted as sent."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Customer    uuid.UUID `json:"customer" format:"uuid"`
				Currency    string    `json:"currency" minLength:"3" maxLength:"3"`
				Commission  int64     `json:"commission" minimum:"0" doc:"In minor units, at most what is left"`
				Recipient   string    `json:"recipient" minLength:"1" maxLength:"200"`
				BankAccount string    `json:"bank_account" minLength:"1" maxLength:"60"`
				Bank        string    `json:"bank,omitempty" maxLength:"200"`
			}
		}) (*door.Body[Payout], error) {
			b := in.Body
			made, err := payments.PayOut(ctx, c.Scope, topup.Leaving{Customer: b.Customer, Currency: b.Currency, Commission: b.Commission,
				Recipient: b.Recipient, BankAccount: b.BankAccount, Bank: b.Bank, By: c.User})
			return door.Answer(Payout(made)), err
		})
	door.Handle(d, door.Route{Operation: access.PayoutWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/{payout}/sent", ID: "note-payout-sent",
		Summary: "Note that the money has left the bank"},
		func(ctx context.Context, c *door.Caller, in *PayoutPath) (*door.None, error) {
			return nil, payments.Sent(ctx, c.Scope, in.Payout, c.User)
		})
	registerUndone(d, payments, path+"/{payout}")
}

// PayoutUndoing says why a payout is taken back.
type PayoutUndoing struct {
	PayoutPath
	Body struct {
		Comment string `json:"comment" minLength:"1" maxLength:"500" doc:"The customer reads it too"`
	}
}

func registerUndone(d *door.Doors, payments Payments, path string) {
	door.Handle(d, door.Route{Operation: access.PayoutWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/cancel", ID: "cancel-payout",
		Summary: "Take back a payout that was not sent", Description: "What was taken out of the wallet is in it again, the commission with it."},
		func(ctx context.Context, c *door.Caller, in *PayoutUndoing) (*door.None, error) {
			return nil, payments.Undo(ctx, c.Scope, in.Payout, c.User, false, in.Body.Comment)
		})
	door.Handle(d, door.Route{Operation: access.PayoutWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/returned", ID: "note-payout-returned",
		Summary: "Note that the bank has sent a payout back", Description: "The money is at the bank again, and in the wallet, the commission with it."},
		func(ctx context.Context, c *door.Caller, in *PayoutUndoing) (*door.None, error) {
			return nil, payments.Undo(ctx, c.Scope, in.Payout, c.User, true, in.Body.Comment)
		})
}
