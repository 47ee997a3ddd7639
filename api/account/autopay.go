package account

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/tenant/access"
)

// SavedCard is what its owner knows a card by.
type SavedCard struct {
	Brand    string `json:"brand"`
	LastFour string `json:"last_four"`
	Month    int    `json:"month"`
	Year     int    `json:"year"`
}

// Autopay is what was agreed to of topping up by a saved card.
type Autopay struct {
	State     string     `json:"state" enum:"off,waiting,on,stopped" doc:"waiting: for the payment that saves the card; stopped: by failures"`
	Currency  string     `json:"currency,omitempty"`
	Amount    int64      `json:"amount" doc:"That is taken at once, in minor units"`
	Below     int64      `json:"below" doc:"The balance below which it is"`
	MonthMost int64      `json:"month_most" doc:"At most in a calendar month"`
	Used      int64      `json:"used" doc:"Of it, in this month"`
	Card      *SavedCard `json:"card,omitempty" doc:"Absent: none is saved"`
	Failures  int        `json:"failures" doc:"In a row"`
	FailedAt  *time.Time `json:"failed_at,omitempty"`
	NextTry   *time.Time `json:"next_try,omitempty" doc:"After a failure"`
}

func registerAutopay(d *door.Doors, topups Topups) {
	door.Handle(d, door.Route{Operation: access.TopupRead, Area: door.Account, Method: http.MethodGet, Path: "/api/billing/autopay",
		ID: "get-autopay", Summary: "What was agreed to of topping up by a saved card"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Autopay], error) {
			a, err := topups.Autopay(ctx, c.Scope)
			shown := Autopay{State: a.State, Currency: a.Currency, Amount: a.Amount, Below: a.Below, MonthMost: a.MonthMost, Used: a.Used, Failures: a.Failures, FailedAt: a.FailedAt}
			if a.LastFour != "" {
				shown.Card = &SavedCard{a.Brand, a.LastFour, a.CardMonth, a.CardYear}
			}
			if a.Failures > 0 && a.State == "on" {
				shown.NextTry = a.NextTry
			}
			return door.Answer(shown), err
		})
	door.Handle(d, door.Route{Operation: access.TopupCreate, Area: door.Account, Method: http.MethodPost, Path: "/api/billing/autopay",
		ID: "agree-autopay", Summary: "Agree that a saved card tops the wallet up by itself", Idempotent: true,
		Description: "Where no card is saved, or another one is wanted, the answer names a payment page: the first payment is made there, and saves the card."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Currency  string `json:"currency" minLength:"3" maxLength:"3"`
				Amount    int64  `json:"amount" minimum:"1" doc:"In minor units"`
				Below     int64  `json:"below" minimum:"1"`
				MonthMost int64  `json:"month_most" minimum:"1"`
				Words     string `json:"words" minLength:"1" maxLength:"2000" doc:"What was agreed to, as it was shown: kept as proof"`
				NewCard   bool   `json:"new_card,omitempty"`
			}
		}) (*door.Body[PaymentPage], error) {
			b := in.Body
			page, err := topups.SetAutopay(ctx, c.Scope, topup.AutopayWish{Currency: b.Currency, Amount: b.Amount, Below: b.Below, MonthMost: b.MonthMost, Words: b.Words,
				NewCard: b.NewCard, By: c.User, Done: c.Origin + "/billing?paid=1", Left: c.Origin + "/billing"})
			return door.Answer(PaymentPage{page}), err
		})
	door.Handle(d, door.Route{Operation: access.TopupCreate, Area: door.Account, Method: http.MethodDelete, Path: "/api/billing/autopay",
		ID: "stop-autopay", Summary: "Charge the saved card no more, and forget it"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
			return nil, topups.StopAutopay(ctx, c.Scope)
		})
}
