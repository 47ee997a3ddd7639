package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
)

// Counter counts something that waits for a decision: applications, requests, conflicts. Whoever builds such a list adds
// one where the server is put together, and the place it leads to in web/src/console/counters.ts.
type Counter struct {
	// Name in a word; the web app has its text.
	Name string
	// Needs is the operation without which it is not told.
	Needs access.Operation
	Count func(ctx context.Context, s db.Scope) (int, error)
}

// Today is what a provider looks at first.
type Today struct {
	Accounts  int `json:"accounts" doc:"Customers at every level below"`
	Resellers int `json:"resellers"`
	Suspended int `json:"suspended"`
	NewWeek   int `json:"new_week" doc:"Opened in the last seven days"`
	NewMonth  int `json:"new_month" doc:"Opened in the last thirty days"`
	Figures

	Waiting []Waiting       `json:"waiting" nullable:"false" doc:"What waits for a decision"`
	Newest  []BriefCustomer `json:"newest" nullable:"false" doc:"Opened last"`
	Recent  []BriefCustomer `json:"recent" nullable:"false" doc:"Here last"`
}

// Waiting is a list that somebody should look through.
type Waiting struct {
	Name  string `json:"name" example:"applications"`
	Count int    `json:"count"`
}

// BriefCustomer is a customer in a short list.
type BriefCustomer struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
	Kind string    `json:"kind" enum:"reseller,account"`
	At   time.Time `json:"at"`
}

// RegisterToday hangs in the first page of the console.
func RegisterToday(d *door.Doors, list Customers, counters []Counter) {
	door.Handle(d, door.Route{Operation: access.CustomerRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/today",
		ID: "get-today", Summary: "The figures of today, and what waits"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Today], error) {
			t, err := list.Today(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			shown := Today{Accounts: t.Accounts, Resellers: t.Resellers, Suspended: t.Suspended, NewWeek: t.NewWeek, NewMonth: t.NewMonth,
				Figures: ToFigures(t.Figures), Waiting: []Waiting{}, Newest: toBriefs(t.Newest), Recent: toBriefs(t.Recent)}
			for _, one := range counters {
				if !c.May(one.Needs) {
					continue
				}
				n, err := one.Count(ctx, c.Scope)
				if err != nil {
					return nil, err
				}
				shown.Waiting = append(shown.Waiting, Waiting{one.Name, n})
			}
			return door.Answer(shown), nil
		})
}

func toBriefs(list []customers.Brief) []BriefCustomer {
	shown := make([]BriefCustomer, 0, len(list))
	for _, b := range list {
		shown = append(shown, BriefCustomer(b))
	}
	return shown
}
