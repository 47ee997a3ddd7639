package account

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Topups takes money into one's own wallet.
type Topups interface {
	Mine(ctx context.Context, s db.Scope, after topup.Place, limit int) (list []topup.Topup, more bool, err error)
	Begin(ctx context.Context, s db.Scope, w topup.Wanted) (page string, err error)
	Autopay(ctx context.Context, s db.Scope) (topup.Autopay, error)
	SetAutopay(ctx context.Context, s db.Scope, w topup.AutopayWish) (page string, err error)
	StopAutopay(ctx context.Context, s db.Scope) error
}

// Topup is money that came in, or may still come.
type Topup struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Currency  string     `json:"currency"`
	Amount    int64      `json:"amount" doc:"In minor units"`
	Source    string     `json:"source" enum:"card,bank,cash"`
	State     string     `json:"state" enum:"open,paid,ended" doc:"open: its payment page may still be paid in"`
	GoneBack  int64      `json:"gone_back" doc:"Of it, what was refunded or disputed"`
	Comment   string     `json:"comment"`
	CreatedAt time.Time  `json:"created_at"`
	PaidAt    *time.Time `json:"paid_at,omitempty"`
	Automatic bool       `json:"automatic" doc:"A saved card was charged by itself"`
}

// PaymentPage is where a card is asked for.
type PaymentPage struct {
	URL string `json:"url"`
}

// RegisterTopups hangs in topping up one's own wallet.
func RegisterTopups(d *door.Doors, topups Topups) {
	door.Handle(d, door.Route{Operation: access.TopupRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/topups",
		ID: "list-topups", Summary: "What was paid into one's own wallet, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ door.Page }) (*door.Body[door.Items[Topup]], error) {
			return door.Paged(c, "topups", in.After,
				func(after topup.Place) ([]topup.Topup, bool, error) {
					return topups.Mine(ctx, c.Scope, after, in.Limit)
				},
				func(t topup.Topup) (Topup, topup.Place) {
					return Topup{t.ID, t.Currency, t.Amount, t.Source, t.State, t.GoneBack, t.Comment, t.CreatedAt, t.PaidAt, t.Automatic}, topup.Place{At: t.CreatedAt, ID: t.ID}
				})
		})
	door.Handle(d, door.Route{Operation: access.TopupCreate, Area: door.Account, Method: http.MethodPost, Path: "/api/billing/topups",
		ID: "begin-topup", Summary: "Open a payment page for a card", Status: http.StatusCreated, Idempotent: true,
		Description: "What was paid there is in the wallet as soon as the card's bank has confirmed it; what was blocked for want of money is then served again."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Currency string `json:"currency" minLength:"3" maxLength:"3"`
				Amount   int64  `json:"amount" minimum:"1" doc:"In minor units"`
			}
		}) (*door.Body[PaymentPage], error) {
			page, err := topups.Begin(ctx, c.Scope, topup.Wanted{Currency: in.Body.Currency, Amount: in.Body.Amount, By: c.User,
				Done: c.Origin + "/billing?paid=1", Left: c.Origin + "/billing"})
			return door.Answer(PaymentPage{page}), err
		})
	registerAutopay(d, topups)
}
