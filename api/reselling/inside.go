package reselling

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// Inside is what is read within a customer.
type Inside struct {
	Tree      Tree
	Customers Customers
	Fleet     interface {
		List(ctx context.Context, s db.Scope, q fleet.Query) (fleet.Page, error)
	}
	People interface {
		List(ctx context.Context, s db.Scope, q identity.PeopleQuery) ([]identity.Person, *identity.PeopleAfter, error)
	}
	Audit Audits
}

// Audits tells what was done.
type Audits interface {
	List(ctx context.Context, s db.Scope, q audit.Query) (list []audit.Entry, more bool, err error)
}

// enter gives the scope of a customer of the caller's own: whoever stands deeper is looked after by those between.
func (i Inside) enter(ctx context.Context, c *door.Caller, customer uuid.UUID) (db.Scope, customers.One, error) {
	one, err := i.Customers.One(ctx, c.Scope, customer)
	if err != nil {
		return db.Scope{}, one, err
	}
	if !one.Direct() {
		return db.Scope{}, one, errs.New(errs.Forbidden, "not_direct", "Somebody else looks after this customer: only they see its people and objects.")
	}
	s, err := i.Tree.Scope(ctx, c.Scope.Tenant(), customer)
	return s, one, err
}

// WatchedObject is an object of a customer as its provider sees it: how it is, never where.
type WatchedObject struct {
	ID      uuid.UUID       `json:"id" format:"uuid"`
	Name    string          `json:"name"`
	Kind    string          `json:"kind"`
	Status  string          `json:"status" enum:"moving,standing,offline,never,blocked"`
	HeardAt *time.Time      `json:"heard_at,omitempty"`
	Causes  []string        `json:"causes" nullable:"false" doc:"Why it is blocked"`
	Tracker *WatchedTracker `json:"tracker,omitempty"`
}

// WatchedTracker is the tracker of a customer's object.
type WatchedTracker struct {
	Protocol string    `json:"protocol"`
	Model    string    `json:"model,omitempty"`
	Identity string    `json:"identity"`
	Phone    string    `json:"phone,omitempty"`
	Since    time.Time `json:"since"`
	Waiting  bool      `json:"waiting" doc:"The device has not come forward yet"`
}

// CustomerPerson is somebody of a customer.
type CustomerPerson struct {
	ID      uuid.UUID   `json:"id" format:"uuid"`
	Login   string      `json:"login"`
	Name    string      `json:"name"`
	Role    access.Role `json:"role" enum:"owner,admin,billing,support,operator,viewer,own"`
	Blocked bool        `json:"blocked"`
	SeenAt  *time.Time  `json:"seen_at,omitempty"`
}

// CustomersTrace is something that was done about a customer, by the caller's own people.
type CustomersTrace struct {
	ID     uuid.UUID       `json:"id" format:"uuid"`
	At     time.Time       `json:"at"`
	Action string          `json:"action" example:"reselling.contract.change"`
	Kind   string          `json:"kind" enum:"user,key,system,visitor,technical"`
	By     string          `json:"by" doc:"Whoever did it, as they are called now; empty: they are not there any more"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// RegisterInside hangs in what is read within a customer.
func RegisterInside(d *door.Doors, i Inside) {
	door.Handle(d, door.Route{Operation: access.FleetLookDown, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/objects",
		ID: "list-objects-of-customer", Summary: "Objects of a customer of one's own, how they are and what carries them"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			CustomerPath

			Search string   `query:"q" maxLength:"100" doc:"Part of a name, an identity or a number"`
			Status []string `query:"status" enum:"moving,standing,offline,never,blocked" doc:"Any of these; absent: all"`
		}) (*door.Body[door.Items[WatchedObject]], error) {
			s, _, err := i.enter(ctx, c, in.Customer)
			if err != nil {
				return nil, err
			}
			q := fleet.Query{Search: in.Search, Limit: min(in.Limit, fleet.MaxPage)}
			for _, status := range in.Status {
				q.Status = append(q.Status, fleet.Status(status))
			}
			if in.After != "" {
				q.After = &fleet.After{}
				if err := c.After("objects of "+in.Customer.String(), in.After, q.After); err != nil {
					return nil, err
				}
			}
			page, err := i.Fleet.List(ctx, s, q)
			if err != nil {
				return nil, err
			}
			items := make([]WatchedObject, 0, len(page.Objects))
			for _, o := range page.Objects {
				items = append(items, toWatched(o))
			}
			return door.Listed(items, c.Next("objects of "+in.Customer.String(), page.Next, page.Next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerPeople, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/people",
		ID: "list-people-of-customer", Summary: "Who the people of a customer of one's own are", Description: "That somebody has looked is written down in the audit."},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			CustomerPath
		}) (*door.Body[door.Items[CustomerPerson]], error) {
			s, one, err := i.enter(ctx, c, in.Customer)
			if err != nil {
				return nil, err
			}
			q := identity.PeopleQuery{Limit: in.Limit}
			if in.After != "" {
				q.After = &identity.PeopleAfter{}
				if err := c.After("people of "+in.Customer.String(), in.After, q.After); err != nil {
					return nil, err
				}
			}
			found, next, err := i.People.List(ctx, s, q)
			if err != nil {
				return nil, err
			}
			if in.After == "" {
				if err := i.Customers.Looked(ctx, c.Scope, "reselling.person.read", &one, nil); err != nil {
					return nil, err
				}
			}
			items := make([]CustomerPerson, 0, len(found))
			for _, p := range found {
				shown := CustomerPerson{ID: p.ID, Login: p.Login, Name: p.Name, Role: access.Role(p.Role), Blocked: p.Status != "active"}
				if !p.SeenAt.IsZero() {
					shown.SeenAt = &p.SeenAt
				}
				items = append(items, shown)
			}
			return door.Listed(items, c.Next("people of "+in.Customer.String(), next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.CustomerTrace, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/customers/{customer}/trace",
		ID: "list-trace-of-customer", Summary: "What one's own people have done about a customer"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			CustomerPath
		}) (*door.Body[door.Items[CustomersTrace]], error) {
			if _, err := i.Customers.One(ctx, c.Scope, in.Customer); err != nil {
				return nil, err
			}
			q := audit.Query{Subject: in.Customer, Limit: in.Limit}
			return door.Paged(c, "trace of "+in.Customer.String(), in.After,
				func(after uuid.UUID) ([]audit.Entry, bool, error) {
					q.After = after
					return i.Audit.List(ctx, c.Scope, q)
				},
				func(e audit.Entry) (CustomersTrace, uuid.UUID) {
					by := e.ActorName
					if by == "" {
						by = e.Login
					}
					return CustomersTrace{ID: e.ID, At: e.At, Action: e.Action, Kind: e.Kind, By: by, Before: e.Before, After: e.After}, e.ID
				})
		})
}

func toWatched(o fleet.Object) WatchedObject {
	shown := WatchedObject{ID: o.ID, Name: o.Name, Kind: o.Kind, Status: string(o.State.Status), HeardAt: o.State.HeardAt, Causes: []string{}}
	for _, b := range o.Blocks {
		shown.Causes = append(shown.Causes, b.Cause)
	}
	if t := o.Tracker; t != nil {
		shown.Tracker = &WatchedTracker{Protocol: t.Protocol, Model: t.Model, Identity: t.Identity, Phone: t.Phone, Since: t.Since, Waiting: t.Waiting}
	}
	return shown
}
