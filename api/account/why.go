package account

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/access"
)

// Reasons answers why something is blocked or suspended.
type Reasons interface {
	WhyObject(ctx context.Context, s db.Scope, object uuid.UUID) ([]lifecycle.Cause, error)
	WhySelf(ctx context.Context, s db.Scope) ([]lifecycle.Cause, error)
}

// Cause is one answer to "why is this blocked or suspended?".
type Cause struct {
	Cause    string     `json:"cause" doc:"unpaid, by_hand, paused, suspended, ancestor, limit, country, closed: what blocks it; no_tracker, waiting_for_device, not_heard: what is with its tracker"`
	Since    *time.Time `json:"since,omitempty"`
	Ground   string     `json:"ground,omitempty" doc:"Of a suspension: conduct, false_data, spam, other"`
	Reason   string     `json:"reason,omitempty"`
	By       string     `json:"by" enum:"person,provider,customer,self,billing,plan,rule,device" doc:"Who or what has decided"`
	Name     string     `json:"name,omitempty" doc:"Of the person or customer that has decided"`
	Blocks   bool       `json:"blocks" doc:"It stops service; otherwise it is what is with the tracker"`
	KeepData bool       `json:"keep_data" doc:"What is recorded meanwhile is stored, and shown once the cause is lifted"`
	Plan     string     `json:"plan,omitempty" doc:"That decides on it, of what is unpaid or paused; told to whoever sees money"`
	Full     bool       `json:"full,omitempty" doc:"The plan that objects begin on has no room for it: another one is to be connected"`
	Missing  int64      `json:"missing,omitempty" doc:"How much the wallet is short of, in minor units; told to whoever sees money"`
	Currency string     `json:"currency,omitempty"`
}

// Causes is each cause in force, the earliest first; none: nothing stops it.
type Causes struct {
	Items []Cause `json:"items" nullable:"false"`
}

// ToCauses shows an answer.
func ToCauses(list []lifecycle.Cause) Causes {
	all := Causes{Items: make([]Cause, 0, len(list))}
	for _, c := range list {
		all.Items = append(all.Items, Cause(c))
	}
	return all
}

// withoutMoney leaves out what only those are told who see money.
func withoutMoney(c *door.Caller, list []lifecycle.Cause) []lifecycle.Cause {
	if slices.Contains(c.Operations(), access.WalletRead) {
		return list
	}
	for i := range list {
		list[i].Plan, list[i].Missing, list[i].Currency = "", 0, ""
	}
	return list
}

// RegisterReasons hangs in the answers to "why is this blocked?".
func RegisterReasons(d *door.Doors, reasons Reasons) {
	door.Handle(d, door.Route{Operation: access.ObjectRead, Area: door.Account, Method: http.MethodGet, Path: "/api/objects/{object}/why",
		ID: "why-object", Summary: "Why an object is blocked, each cause and who has decided"},
		func(ctx context.Context, c *door.Caller, in *ObjectPath) (*door.Body[Causes], error) {
			list, err := reasons.WhyObject(ctx, c.Scope, in.Object)
			if err != nil {
				return nil, err
			}
			return door.Answer(ToCauses(withoutMoney(c, list))), nil
		})
	door.Handle(d, door.Route{Operation: access.SelfRead, Area: door.Account, Method: http.MethodGet, Path: "/api/why",
		ID: "why-self", Summary: "Why one's own account is suspended"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Causes], error) {
			list, err := reasons.WhySelf(ctx, c.Scope)
			if err != nil {
				return nil, err
			}
			return door.Answer(ToCauses(withoutMoney(c, list))), nil
		})
}
