package shown

import (
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/errs"
)

// Subscription is under which plan an object is served.
type Subscription struct {
	Object     uuid.UUID  `json:"object" format:"uuid"`
	ObjectName string     `json:"object_name"`
	Plan       *uuid.UUID `json:"plan,omitempty" format:"uuid"`
	PlanName   string     `json:"plan_name"`
	Free       bool       `json:"free"`
	Begins     bool       `json:"begins" doc:"It is on the plan that objects begin on: nobody has connected another"`
	Version    *uuid.UUID `json:"version,omitempty" format:"uuid" doc:"That was accepted"`
	Price      Price      `json:"price"`
	Period     string     `json:"period,omitempty" enum:"month,year,day,active_day"`
	State      string     `json:"state" enum:"served,trial,paused,unpaid"`
	Since      *time.Time `json:"since,omitempty" doc:"It is paused or unpaid since then"`
	PaidUntil  *time.Time `json:"paid_until,omitempty"`
	NextDue    *time.Time `json:"next_due,omitempty" doc:"The next period is debited then"`
	TrialUntil *time.Time `json:"trial_until,omitempty" doc:"It costs nothing until then"`
	Stops      bool       `json:"stops" doc:"It ends when what is paid for is over"`
	Priority   int        `json:"priority" doc:"The higher is served first where money is short"`
}

// ToSubscription shows a subscription.
func ToSubscription(s service.Subscription) Subscription {
	return Subscription{Object: s.Object, ObjectName: s.ObjectName, Plan: orAbsent(s.Plan), PlanName: s.PlanName, Free: s.Free, Begins: s.ID == uuid.Nil,
		Version: orAbsent(s.Version), Price: ToPrice(s.Price), Period: s.Period, State: s.State, Since: s.Since, PaidUntil: s.PaidUntil, NextDue: s.NextDue,
		TrialUntil: s.TrialUntil, Stops: s.Stops, Priority: s.Priority}
}

func orAbsent(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// OfferedPlan is a plan that objects can be connected to.
type OfferedPlan struct {
	ID          uuid.UUID    `json:"id" format:"uuid"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Free        bool         `json:"free"`
	Begins      bool         `json:"begins" doc:"Objects begin on it"`
	Version     PlanVersion  `json:"version" doc:"In force now, at the price that counts for you"`
	Agreed      bool         `json:"agreed" doc:"The price is your contract's, not the price list's"`
	Next        *PlanVersion `json:"next,omitempty" doc:"What was announced"`
}

// ToOffered shows a plan on offer.
func ToOffered(o catalogue.Offered) OfferedPlan {
	p := OfferedPlan{ID: o.Plan.ID, Name: o.Plan.Name, Description: o.Plan.Description, Free: o.Plan.Free, Begins: o.Plan.Begins, Version: ToVersion(o.Version), Agreed: o.Agreed}
	if o.Next != nil {
		p.Next = new(ToVersion(*o.Next))
	}
	return p
}

// PlanChoice is a plan that an object can be put on, as it stands now.
type PlanChoice struct {
	OfferedPlan

	Current    bool       `json:"current" doc:"The object is on it"`
	TrialUntil *time.Time `json:"trial_until,omitempty" doc:"Connected now, it costs nothing until then"`
	Room       *int       `json:"room,omitempty" doc:"How many more of your objects it takes; absent: it is not bounded"`
	Missing    int64      `json:"missing" doc:"How much the wallet is short of to connect it now, in minor units; 0: it suffices"`
}

// ObjectPlan is under which plan an object is served, and under which it could be.
type ObjectPlan struct {
	Subscription Subscription `json:"subscription"`
	Choices      []PlanChoice `json:"choices" nullable:"false"`
}

// ToChoices shows what an object can be put on.
func ToChoices(list []service.Choice) []PlanChoice {
	choices := make([]PlanChoice, 0, len(list))
	for _, c := range list {
		choices = append(choices, PlanChoice{ToOffered(c.Offered), c.Current, c.TrialUntil, c.Room, int64(c.Missing)})
	}
	return choices
}

// SubscriptionWish is what is to be done of subscriptions.
type SubscriptionWish struct {
	Doing    string      `json:"doing" enum:"connect,pause,resume,stop,stop_now,keep" doc:"connect: or change; stop: when what is paid for is over; keep: take back that it is to stop"`
	Objects  []uuid.UUID `json:"objects" minItems:"1" maxItems:"500" nullable:"false" doc:"Each once"`
	Version  *uuid.UUID  `json:"version,omitempty" format:"uuid" doc:"To connect: the version of the plan that was shown and is accepted. Refused if another is in force by now"`
	Priority int         `json:"priority,omitempty" minimum:"-100" maximum:"100"`
}

// Of reads a wish.
func (w SubscriptionWish) Of() service.Wish {
	wish := service.Wish{Doing: service.Doing(w.Doing), Objects: w.Objects, Priority: w.Priority}
	if w.Version != nil {
		wish.Version = *w.Version
	}
	return wish
}

// SubscriptionOutcome is what became of one object, or would.
type SubscriptionOutcome struct {
	Object    uuid.UUID     `json:"object" format:"uuid"`
	Done      bool          `json:"done"`
	Reason    string        `json:"reason,omitempty" doc:"Why nothing was done: short_of_money, version_changed, plan_full, …"`
	Message   string        `json:"message,omitempty"`
	Missing   int64         `json:"missing,omitempty" doc:"How much is short, in minor units of the currency"`
	Currency  string        `json:"currency,omitempty"`
	Charged   int64         `json:"charged"`
	GivenBack int64         `json:"given_back"`
	After     *Subscription `json:"after,omitempty"`
}

// SubscriptionOutcomes are the answers to a wish, one for each object, with their sums.
type SubscriptionOutcomes struct {
	Items     []SubscriptionOutcome `json:"items" nullable:"false"`
	Done      int                   `json:"done"`
	Charged   int64                 `json:"charged" doc:"Of all of them, in minor units of the currency"`
	GivenBack int64                 `json:"given_back"`
	Currency  string                `json:"currency,omitempty"`
}

// ToOutcomes shows what became of a wish.
func ToOutcomes(list []service.Outcome) SubscriptionOutcomes {
	all := SubscriptionOutcomes{Items: make([]SubscriptionOutcome, 0, len(list))}
	for _, o := range list {
		shown := SubscriptionOutcome{Object: o.Object, Done: o.Err == nil, Missing: int64(o.Missing()), Currency: o.Currency.Code(), Charged: int64(o.Charged), GivenBack: int64(o.GivenBack)}
		if o.Err == nil {
			after := ToSubscription(o.After)
			shown.After = &after
			all.Done++
			all.Charged, all.GivenBack = all.Charged+shown.Charged, all.GivenBack+shown.GivenBack
			if shown.Currency != "" {
				all.Currency = shown.Currency
			}
		} else if e, ok := errors.AsType[*errs.Error](o.Err); ok {
			shown.Reason, shown.Message = e.Reason, e.Message
			if shown.Missing > 0 {
				shown.Currency = o.MissingIn().Code()
			}
		}
		all.Items = append(all.Items, shown)
	}
	return all
}
