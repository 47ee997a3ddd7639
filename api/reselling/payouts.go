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
}

// PayoutPath names a payout.
type PayoutPath struct {
	Payout uuid.UUID `path:"payout" format:"uuid"`
}

// PayoutRequest is what is left in the wallet of a customer that has ended the agreement.
type PayoutRequest struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Customer    uuid.UUID `json:"customer" format:"uuid"`
	Name        string    `json:"name"`
	Number      string    `json:"number"`
	Currency    string    `json:"currency"`
	Left        int64     `json:"left" doc:"In minor units"`
	Recipient   string    `json:"recipient"`
	BankAccount string    `json:"bank_account"`
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
}
