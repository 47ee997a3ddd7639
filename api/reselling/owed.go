package reselling

import (
	"context"
	"net/http"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/tenant/access"
)

// Owed is what one has with the level above.
type Owed struct {
	Wallets  []OwedWallet   `json:"wallets" nullable:"false"`
	Plan     *WholesalePlan `json:"plan,omitempty" doc:"Absent: one is not charged"`
	Standing Standing       `json:"standing"`
	Ladder   DebtLadder     `json:"ladder" doc:"After how many days of debt each step comes there"`
	Months   []Cost         `json:"months" nullable:"false" doc:"The newest first"`
}

// OwedWallet is one's own wallet with the level above.
type OwedWallet struct {
	Currency string `json:"currency"`
	Balance  int64  `json:"balance" doc:"In minor units; below zero: owed"`
	Credit   int64  `json:"credit"`
}

// WholesalePlan is what one is charged by.
type WholesalePlan struct {
	Name    string             `json:"name"`
	Version shown.PlanVersion  `json:"version" doc:"In force now, at the price that counts for you"`
	Agreed  bool               `json:"agreed"`
	Next    *shown.PlanVersion `json:"next,omitempty" doc:"What was announced"`
	// NextPlan is another one: a dearer plan is dated.
	NextPlan string `json:"next_plan,omitempty" doc:"The plan that comes with it; absent: this one, at another price"`
}

func registerOwed(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.OwedRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/provider/money",
		ID: "get-owed", Summary: "What one owes the level above, by which plan, and where one stands"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Owed], error) {
			o, err := b.Owed(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			out := Owed{Wallets: make([]OwedWallet, 0, len(o.Wallets)), Standing: toStanding(o.Standing), Ladder: toLadder(o.Ladder), Months: toCosts(o.Months)}
			for _, w := range o.Wallets {
				out.Wallets = append(out.Wallets, OwedWallet{w.Currency.Code(), int64(w.Balance), int64(-w.Floor)})
			}
			if p := o.Plan; p != nil {
				out.Plan = &WholesalePlan{Name: p.Plan.Name, Version: shown.ToVersion(p.Version), Agreed: p.Agreed, NextPlan: p.NextPlan}
				if p.Next != nil {
					out.Plan.Next = new(shown.ToVersion(*p.Next))
				}
			}
			return door.Answer(out), nil
		})
	door.Handle(d, door.Route{Operation: access.OwedRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/provider/metered",
		ID: "list-owed-days", Summary: "Days that were metered, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct{ Days }) (*door.Body[door.Items[MeteredDay]], error) {
			from, to, err := in.span()
			if err != nil {
				return nil, err
			}
			list, err := b.OwedDays(ctx, c.Scope, from, to)
			return door.Listed(toDays(list), ""), err
		})
	door.Handle(d, door.Route{Operation: access.OwedRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/provider/entries",
		ID: "list-owed-entries", Summary: "What was booked between oneself and the level above, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Currency string `query:"currency" maxLength:"3" doc:"Absent: of the wallet that was opened first"`
		}) (*door.Body[door.Items[WalletEntry]], error) {
			name := "owed " + in.Currency
			var after ledger.Place
			if err := c.After(name, in.After, &after); err != nil {
				return nil, err
			}
			list, next, err := b.OwedEntries(ctx, c.Scope, in.Currency, after, in.Limit)
			items := make([]WalletEntry, 0, len(list))
			for _, l := range list {
				items = append(items, toEntry(l, ""))
			}
			return door.Listed(items, c.Next(name, next, next != nil)), err
		})
}
