package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/tenant/access"
)

// WholesaleReseller is a reseller of one's own, with what it owes and where it stands.
type WholesaleReseller struct {
	ID       uuid.UUID  `json:"id" format:"uuid"`
	Name     string     `json:"name"`
	Number   string     `json:"number"`
	Status   string     `json:"status" enum:"active,suspended,closed"`
	Plan     *uuid.UUID `json:"plan,omitempty" format:"uuid" doc:"Absent: it is not charged"`
	PlanName string     `json:"plan_name,omitempty"`
	Day      *string    `json:"day,omitempty" format:"date" doc:"Metered last"`
	Objects  int64      `json:"objects" doc:"Heard below it on that day"`
	Month    int64      `json:"month" doc:"Metered since the first of the month, in minor units"`
	Last     int64      `json:"last_month"`
	Currency string     `json:"currency"`
	Balance  int64      `json:"balance"`
	Credit   int64      `json:"credit"`
	Standing Standing   `json:"standing"`
}

// Standing is where a reseller stands on the ladder of debt.
type Standing struct {
	Step      int        `json:"step" minimum:"0" maximum:"4" doc:"0 none, 1 warned, 2 nothing new is connected, 3 console closed, 4 all stopped"`
	Since     *time.Time `json:"since,omitempty" doc:"It owes"`
	StepSince *time.Time `json:"step_since,omitempty"`
}

func toStanding(s service.Standing) Standing {
	out := Standing{Step: int(s.Step)}
	if !s.Since.IsZero() {
		out.Since, out.StepSince = &s.Since, &s.StepSince
	}
	return out
}

func toReseller(r books.Reseller) WholesaleReseller {
	out := WholesaleReseller{ID: r.ID, Name: r.Name, Number: r.Number, Status: r.Status, Plan: r.Plan, PlanName: r.PlanName, Objects: r.Objects, Month: r.Month, Last: r.Last,
		Currency: r.Currency, Balance: r.Balance, Credit: -r.Floor, Standing: toStanding(r.Standing)}
	if r.Day != nil {
		out.Day = new(r.Day.Format(time.DateOnly))
	}
	return out
}

// DebtLadder is after how many days of debt each step comes.
type DebtLadder struct {
	Warned      int  `json:"warned" minimum:"0" maximum:"3650" doc:"It is told"`
	Activations int  `json:"activations" minimum:"0" maximum:"3650" doc:"Nothing new is connected"`
	Console     int  `json:"console" minimum:"0" maximum:"3650" doc:"Its console is closed but for Billing, Support and Documents"`
	All         *int `json:"all,omitempty" minimum:"0" maximum:"3650" doc:"Those below it are stopped; absent: never by itself"`
}

func toLadder(l service.Ladder) DebtLadder {
	return DebtLadder{l.Warned, l.NoActivations, l.ConsoleClosed, l.AllStopped}
}

// MeteredDay is what was metered for one day.
type MeteredDay struct {
	Day      string `json:"day" format:"date"`
	Objects  int64  `json:"objects" doc:"That were heard"`
	Rate     int64  `json:"rate" doc:"What they came to, in millionths of a minor unit"`
	Amount   int64  `json:"amount" doc:"What was debited, with what was carried from the days before"`
	Currency string `json:"currency,omitempty" doc:"Absent: nothing was charged"`
}

func toDays(list []service.WholesaleDay) []MeteredDay {
	out := make([]MeteredDay, 0, len(list))
	for _, d := range list {
		out = append(out, MeteredDay{d.Day.Format(time.DateOnly), d.Objects, int64(d.Rate), int64(d.Amount), d.Currency.Code()})
	}
	return out
}

// Days is a span of days; what is not given is the service's to say.
type Days struct {
	From string `query:"from" format:"date" doc:"The first day; absent: thirty days before the last"`
	To   string `query:"to" format:"date" doc:"The last day; absent: today"`
}

func (d Days) span() (from, to time.Time, err error) {
	if d.From != "" {
		from, err = time.Parse(time.DateOnly, d.From)
	}
	if err == nil && d.To != "" {
		if to, err = time.Parse(time.DateOnly, d.To); err == nil {
			to = to.AddDate(0, 0, 1)
		}
	}
	if err != nil {
		return from, to, errs.Field("from", "bad_days", "Write days like 2026-03-01.").With(err)
	}
	return from, to, nil
}

func registerWholesale(d *door.Doors, b Books) {
	door.Handle(d, door.Route{Operation: access.WholesaleRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/wholesale",
		ID: "list-wholesale", Summary: "What resellers of one's own owe, and where they stand"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"q" maxLength:"100"`
			Owing  bool   `query:"owing" doc:"Only those on the ladder of debt"`
		}) (*door.Body[door.Items[WholesaleReseller]], error) {
			return door.Paged(c, "wholesale", in.After,
				func(after books.ResellerPlace) ([]books.Reseller, bool, error) {
					return b.Resellers(ctx, c.Scope, in.Search, in.Owing, after, in.Limit)
				},
				func(r books.Reseller) (WholesaleReseller, books.ResellerPlace) {
					return toReseller(r), books.PlaceOf(r)
				})
		})
	door.Handle(d, door.Route{Operation: access.WholesaleRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/metered",
		ID: "list-metered-days", Summary: "Days that were metered for a reseller of one's own, the newest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CustomerPath
			Days
		}) (*door.Body[door.Items[MeteredDay]], error) {
			from, to, err := in.span()
			if err != nil {
				return nil, err
			}
			list, err := b.ResellerDays(ctx, c.Scope, in.Customer, from, to)
			return door.Listed(toDays(list), ""), err
		})
	const ladder = "/api/console/wholesale/ladder"
	door.Handle(d, door.Route{Operation: access.WholesaleRead, Area: door.Reselling, Method: http.MethodGet, Path: ladder,
		ID: "get-ladder", Summary: "After how many days of debt each step comes"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[DebtLadder], error) {
			l, err := b.Ladder(ctx, c.Scope)
			return door.Answer(toLadder(l)), err
		})
	door.Handle(d, door.Route{Operation: access.LadderWrite, Area: door.Reselling, Method: http.MethodPut, Path: ladder,
		ID: "change-ladder", Summary: "Say it anew", Status: http.StatusNoContent, Description: "A reseller climbs one step at a time, so that each has its notice; whoever pays comes down at once."},
		func(ctx context.Context, c *door.Caller, in *struct{ Body DebtLadder }) (*door.None, error) {
			l := in.Body
			return nil, b.SetLadder(ctx, c.Scope, service.Ladder{Warned: l.Warned, NoActivations: l.Activations, ConsoleClosed: l.Console, AllStopped: l.All})
		})
}
