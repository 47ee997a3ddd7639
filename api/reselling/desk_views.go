package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/tenant/access"
)

// DeskViews are the lists that are kept at a desk, and who looks at a ticket.
type DeskViews interface {
	Views(ctx context.Context, s db.Scope, user uuid.UUID) ([]support.View, error)
	KeepView(ctx context.Context, s db.Scope, user uuid.UUID, v support.View) (uuid.UUID, error)
	ShareView(ctx context.Context, s db.Scope, user uuid.UUID, v support.View) (uuid.UUID, error)
	DropView(ctx context.Context, s db.Scope, user, id uuid.UUID, shared bool) error
	OrderViews(ctx context.Context, s db.Scope, user uuid.UUID, order []uuid.UUID) error
	Look(ctx context.Context, s db.Scope, user, ticket uuid.UUID, writing bool) ([]support.Looking, error)
	LookAway(ctx context.Context, s db.Scope, user, ticket uuid.UUID) error
}

// DeskView is a list of tickets that is kept.
type DeskView struct {
	ID      *uuid.UUID     `json:"id,omitempty" format:"uuid"`
	Name    string         `json:"name" maxLength:"100"`
	Shared  bool           `json:"shared,omitempty" readOnly:"true" doc:"Of everybody at the desk"`
	Filter  support.Filter `json:"filter"`
	Columns []string       `json:"columns,omitempty" maxItems:"20" enum:"state,asker,customer,tier,due,assignee,team,category,kind,via,asked,opened,changed" doc:"What is shown of each ticket; absent: the usual"`
	Count   int            `json:"count,omitempty" readOnly:"true" doc:"How many tickets are in it; 1000: as many or more"`
}

func (v DeskView) view() support.View {
	return support.View{ID: idOf(v.ID), Name: v.Name, Filter: v.Filter, Columns: v.Columns}
}

// Looker is somebody who looks at a ticket.
type Looker struct {
	Name    string    `json:"name"`
	Since   time.Time `json:"since"`
	Writing bool      `json:"writing,omitempty"`
}

func registerDeskViews(d *door.Doors, desk DeskViews) {
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk/views", ID: "list-desk-views",
		Summary: "The lists that the caller has at the desk, their own and the shared ones, in their order"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[DeskView]], error) {
			list, err := desk.Views(ctx, c.Scope, c.User)
			items := make([]DeskView, 0, len(list))
			for _, v := range list {
				items = append(items, DeskView{&v.ID, v.Name, v.Shared, v.Filter, v.Columns, v.Count})
			}
			return door.Listed(items, ""), err
		})
	type kept struct{ Body DeskView }
	keep := func(path, id, summary string, needs access.Operation, do func(ctx context.Context, s db.Scope, user uuid.UUID, v support.View) (uuid.UUID, error)) {
		door.Handle(d, door.Route{Operation: needs, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/desk/" + path, ID: id, Summary: summary},
			func(ctx context.Context, c *door.Caller, in *kept) (*door.Body[shown.MadeID], error) {
				made, err := do(ctx, c.Scope, c.User, in.Body.view())
				return door.Answer(shown.MadeID{ID: made}), err
			})
	}
	keep("views", "keep-desk-view", "Keep a list of one's own, or change one", access.DeskRead, desk.KeepView)
	keep("shared-views", "share-desk-view", "Keep a list for everybody at the desk, change a shared one, or share one's own", access.DeskWrite, desk.ShareView)
	drop := func(path, id, summary string, needs access.Operation, shared bool) {
		door.Handle(d, door.Route{Operation: needs, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/desk/" + path + "/{view}", ID: id, Summary: summary, Status: http.StatusNoContent},
			func(ctx context.Context, c *door.Caller, in *struct {
				View uuid.UUID `path:"view" format:"uuid"`
			},
			) (*door.None, error) {
				return nil, desk.DropView(ctx, c.Scope, c.User, in.View, shared)
			})
	}
	drop("views", "drop-desk-view", "Take away a list of one's own", access.DeskRead, false)
	drop("shared-views", "drop-shared-desk-view", "Take away a shared list", access.DeskWrite, true)
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/desk/view-order", ID: "order-desk-views",
		Summary: "Put the lists into an order of one's own", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Views []uuid.UUID `json:"views" nullable:"false" maxItems:"100"`
			}
		},
		) (*door.None, error) {
			return nil, desk.OrderViews(ctx, c.Scope, c.User, in.Body.Views)
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/desk/tickets/{case}/look", ID: "look-at-ticket",
		Summary: "Say that one looks at a ticket, and who else does; to be said again within half a minute"},
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Writing bool `json:"writing,omitempty"`
			}
		},
		) (*door.Body[door.Items[Looker]], error) {
			list, err := desk.Look(ctx, c.Scope, c.User, in.Case, in.Body.Writing)
			items := make([]Looker, 0, len(list))
			for _, l := range list {
				items = append(items, Looker{l.Name, l.Since.UTC(), l.Writing})
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/desk/tickets/{case}/look", ID: "look-away-from-ticket",
		Summary: "Say that one looks at a ticket no more", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *CasePath) (*door.None, error) {
			return nil, desk.LookAway(ctx, c.Scope, c.User, in.Case)
		})
}
