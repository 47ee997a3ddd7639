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

// PaymentTakeback is an entry of a bank's file that may take an earlier payment back.
type PaymentTakeback struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	Date         time.Time  `json:"date"`
	Amount       int64      `json:"amount"`
	Currency     string     `json:"currency"`
	Payer        string     `json:"payer"`
	PayerAccount string     `json:"payer_account"`
	Purpose      string     `json:"purpose"`
	ReceivedOn   time.Time  `json:"received_on" doc:"When the payment that it fits came in"`
	Customer     *uuid.UUID `json:"customer,omitempty" format:"uuid" doc:"Whose that was; absent: nobody has said yet"`
	CustomerName string     `json:"customer_name"`
	Number       string     `json:"number"`
}

// TakebackPath names one.
type TakebackPath struct {
	Takeback uuid.UUID `path:"takeback" format:"uuid"`
}

func toTakeback(b topup.Takeback) PaymentTakeback {
	return PaymentTakeback{b.ID, b.Date, b.Amount, b.Currency, b.Payer, b.PayerAccount, b.Purpose, b.ReceivedOn, b.Customer, b.CustomerName, b.Number}
}

func registerTakebacks(d *door.Doors, payments Payments) {
	const path = "/api/console/payments/takebacks"
	door.Handle(d, door.Route{Operation: access.PaymentRead, Area: door.Reselling, Method: http.MethodGet, Path: path,
		ID: "list-takebacks", Summary: "Entries of bank files that may take an earlier payment back, the oldest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ door.Page }) (*door.Body[door.Items[PaymentTakeback]], error) {
			return door.Paged(c, "takebacks", in.After,
				func(after uuid.UUID) ([]topup.Takeback, bool, error) {
					return payments.Takebacks(ctx, c.Scope, after, in.Limit)
				},
				func(b topup.Takeback) (PaymentTakeback, uuid.UUID) { return toTakeback(b), b.ID })
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/{takeback}/reverse",
		ID: "reverse-receipt", Summary: "Reverse the payment that the bank has taken back", Description: "It is taken out of the customer's wallet, below zero if need be: the money is gone."},
		func(ctx context.Context, c *door.Caller, in *TakebackPath) (*door.None, error) {
			return nil, payments.TakeBack(ctx, c.Scope, in.Takeback, c.User)
		})
	door.Handle(d, door.Route{Operation: access.PaymentWrite, Area: door.Reselling, Method: http.MethodPost, Path: path + "/{takeback}/keep",
		ID: "keep-receipt", Summary: "Say that an entry takes no payment back"},
		func(ctx context.Context, c *door.Caller, in *TakebackPath) (*door.None, error) {
			return nil, payments.NotTakenBack(ctx, c.Scope, in.Takeback)
		})
}
